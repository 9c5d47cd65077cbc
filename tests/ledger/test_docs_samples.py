"""The samples of the ledger's page run as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import making
from recoupe.ledger import Ledger

PAGE = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("sample", re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL))
def test_python_samples(
    quick: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], sample: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with Ledger("recoupe.sqlite") as book:
        book.add(making.reports(4))
    exec(sample, {})
    assert capsys.readouterr().out.startswith("wire-00 ")
