"""Every reader, for a second, on damaged and made-up files; ``make fuzz`` goes on for longer, and a planted fault is found."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

PLACE = Path(__file__).parents[2] / "bench" / "fuzz.py"
SECONDS = 1.0


def loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz", PLACE)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules["fuzz"] = made  # its records look themselves up there
    spec.loader.exec_module(made)
    return made


fuzz = loaded()
TARGETS = fuzz.targets()


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_reader_keeps_to_its_word(name: str) -> None:
    target = TARGETS[name]
    assert fuzz.by_hypothesis(target, fuzz.WORDS[name.split("-")[0]], SECONDS) > 0
    assert list(target.found) == []


def test_a_planted_fault_is_found() -> None:
    def read(data: bytes) -> list[object]:
        if b"hidden" in data:
            raise KeyError("planted")
        return []

    target = fuzz.Target(read, [b"<p>x</p>"])
    fuzz.by_hypothesis(target, ["hidden"], SECONDS)
    assert len(target.found) == 1
