"""Parquet tables: the rows of a CSV table, with real moments and numbers; what is bad in them is named."""

from __future__ import annotations

import io
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as arrow
import pytest
from damaging import damaged, named
from hypothesis import given, settings
from pyarrow import parquet as writer

from recoupe.intake import folder, parquet
from recoupe.intake.refusal import Arrival, Refusal
from recoupe.model.report import Report
from recoupe.model.words import Status

FRENCH = "Le pont de Sorgues a été fermé mardi,\r\na annoncé la préfète.\n"
ENGLISH = "The bridge was closed on Tuesday, the prefect said."


def written(columns: dict[str, Any], **options: Any) -> bytes:
    made = io.BytesIO()
    writer.write_table(arrow.table(columns), made, **options)
    return made.getvalue()


def read(data: bytes, folder_: Path, name: str = "t.parquet") -> list[Arrival]:
    (folder_ / name).write_bytes(data)
    return list(folder.read_path(folder_ / name))


def test_rows_are_reports_with_their_own_characters(tmp_path: Path) -> None:
    data = written({
        "ID": [7, 8], " Text": [FRENCH, ENGLISH], "published": [datetime(2024, 5, 7, 9, 30, tzinfo=UTC), None],
        "modified": [date(2024, 5, 8), None], "outlet": ["La Vigie", None], "status": ["corrected", "live"],
        "replaces": ["6", None], "embedding": [[0.1, 0.2], [0.3, 0.4]],
    })  # fmt: skip
    first, second = read(data, tmp_path)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.key, first.text, first.outlet, first.status, first.replaces) == (
        "7", FRENCH, "La Vigie", Status.CORRECTED, "6",
    )  # fmt: skip
    assert (first.published, first.modified) == ("2024-05-07T09:30:00+00:00", "2024-05-08")
    assert (second.key, second.text, second.published, second.language) == ("8", ENGLISH, None, "en")


def test_a_table_speaks_for_its_folder_and_names_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FRENCH, encoding="utf-8", newline="")
    (tmp_path / "reports.parquet").write_bytes(written({"file": ["a.txt", "gone.txt"], "outlet": ["La Vigie"] * 2}))
    first, second = folder.read_path(tmp_path)
    assert isinstance(first, Report)
    assert (first.name, first.outlet, first.text) == ("a", "La Vigie", FRENCH)
    assert isinstance(second, Refusal)
    assert "no such file" in second.message


def test_a_bad_row_is_named_and_the_rest_goes_in(tmp_path: Path) -> None:
    found = read(written({"text": [ENGLISH, "", None, ENGLISH], "id": ["a", "b", "c", "d"]}), tmp_path)
    assert [type(a) for a in found] == [Report, Refusal, Refusal, Report]
    assert isinstance(found[1], Refusal)
    assert (found[1].where, found[1].key) == (f"{tmp_path / 't.parquet'}:2", "b")


GOOD = written({"text": [ENGLISH] * 40, "id": [str(n) for n in range(40)]})


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PAR1 no table PAR1", "broken"),
        (b"x", "broken"),
        (GOOD[:-9], "broken"),
        (written({"words": [ENGLISH]}), "no column 'file' or 'text'"),
        (written({"text": arrow.array([], arrow.string())}), "no rows"),
        (written({"text": [[ENGLISH]]}), "the text is a list"),
        (written({"text": [ENGLISH.encode()]}), "the text is bytes"),
        (written({"text": [ENGLISH], "outlet": [{"name": "x"}]}), "'outlet' is an object"),
        (written({"text": [ENGLISH], "published": ["next week"]}), "no ISO 8601 date"),
    ],
)
def test_bad_tables_say_so(tmp_path: Path, data: bytes, says: str) -> None:
    (refusal,) = read(data, tmp_path)
    assert isinstance(refusal, Refusal)
    assert says in refusal.message
    assert refusal.remedy


def test_a_table_of_endless_rows_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = arrow.DictionaryArray.from_arrays(arrow.array([0] * 3_000, arrow.int32()), arrow.array([ENGLISH]))
    many = written({"text": rows})
    monkeypatch.setattr(parquet, "ROWS", 2_000)
    (refusal,) = read(many, tmp_path)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, "3,000 rows" in refusal.message) == ("too-large", True)


def test_without_the_library_the_remedy_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (refusal,) = read(GOOD, tmp_path)
    assert isinstance(refusal, Refusal)
    assert (refusal.code, "recoupe[parquet]" in refusal.remedy) == ("input", True)


@settings(max_examples=150, deadline=None)
@given(damaged(GOOD))
def test_damaged_tables_give_reports_or_named_refusals(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("fuzz", numbered=True) / "t.parquet"
    path.write_bytes(data)
    assert named(parquet.read_path(path))
