"""README.md shows what the program prints."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import excerpt


def test_the_excerpt_is_what_the_brief_prints() -> None:
    assert excerpt.shown() == excerpt.made(), "python tests/docs/excerpt.py --write puts the new one in"


def test_the_two_commands_are_there() -> None:
    text = excerpt.README.read_text(encoding="utf-8")
    makefile = (excerpt.ROOT / "Makefile").read_text(encoding="utf-8")
    for command in ("make demo", "make test"):
        assert command in text
        assert f"\n{command.split()[1]}:" in makefile
