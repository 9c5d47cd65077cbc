from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from recoupe.export.csv_rows import csv_rows
from recoupe.model.span import Span


@dataclass(frozen=True)
class Row:
    words: str
    content: tuple[Span, ...]
    low: float | None
    anonymous: bool


def test_rows_come_back_as_they_were() -> None:
    text = csv_rows([Row('« a, "b"\nc »', (Span(1, 2), Span(4, 9)), None, False), Row("d", (Span(0, 1),), 2.5, True)])
    back = list(csv.DictReader(io.StringIO(text)))
    assert back[0] == {"words": '« a, "b"\nc »', "content": "1-2;4-9", "low": "", "anonymous": "false"}
    assert back[1]["low"] == "2.5"


def test_no_rows_no_header() -> None:
    assert csv_rows([]) == ""


def test_a_spreadsheet_runs_nothing() -> None:
    assert "'=HYPERLINK" in csv_rows([Row("=HYPERLINK(1)", (), 1.0, False)])
