"""The pages that are made from code are what the code makes now."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("page", ["json.md", "cli.md"])
def test_the_page_is_what_the_code_makes(page: str) -> None:
    spec = importlib.util.spec_from_file_location("reference", DOCS / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    written = (DOCS / page).read_text(encoding="utf-8")
    assert written == reference.PAGES_MADE[page](), "run: python docs/reference.py"
