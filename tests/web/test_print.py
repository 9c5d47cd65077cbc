"""The note is one A4 page, in the browser that would print it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from test_browser import CHROMIUM, address

from recoupe.ledger import Ledger

__all__ = ["address"]

pytest.importorskip("pypdf")

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}: apt-get install chromium")


def _printed(link: str, folder: Path) -> list[tuple[float, float]]:
    """Width and height of each page, in points."""
    from pypdf import PdfReader

    out = folder / "note.pdf"
    command = [
        str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
        f"--user-data-dir={folder}", "--no-pdf-header-footer", f"--print-to-pdf={out}", link,
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, timeout=90, check=False)
    return [(float(p.mediabox.width), float(p.mediabox.height)) for p in PdfReader(out).pages]


def test_one_page(address: str, story_book: Ledger, tmp_path: Path) -> None:
    claim = max(story_book.claims().items, key=lambda c: len(c.positions))
    for path in ("/note", "/note?lang=fr", f"/claims/{claim.id}/note?lang=fr"):
        pages = _printed(address + path, tmp_path)
        assert len(pages) == 1, path
        assert abs(pages[0][0] - 595) < 2
        assert abs(pages[0][1] - 842) < 2
