"""Files that a table's row or the command line describes: each by its own reader; rows that go beyond the header."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from recoupe.cli.inputs import arrivals
from recoupe.intake import folder
from recoupe.intake.refusal import Arrival, Refusal
from recoupe.intake.single import TABLES, read_single
from recoupe.model.report import Report

TEXT = "La préfète a annoncé mardi la fermeture du pont, « pour trois semaines au moins »."
ITEM = f"<newsItem guid='urn:a'><contentSet><inlineXML><p>{TEXT}</p></inlineXML></contentSet></newsItem>"
RSS = (
    f"<rss version='2.0'><channel><title>Fil</title><item><guid>u:1</guid><description>{TEXT}</description></item>"
    f"<item><guid>u:2</guid><description>{TEXT} Bis.</description></item></channel></rss>"
)
NINJS = json.dumps({"uri": "urn:a", "body_html": f"<p>{TEXT}</p>"})


def table(place: Path, name: str, content: str) -> list[Arrival]:
    (place / name).write_text(content, encoding="utf-8")
    (place / "reports.csv").write_text(f"id,file,outlet,published\nx,{name},La Vigie,2024-05-07\n", encoding="utf-8")
    return list(folder.read_path(place))


@pytest.mark.parametrize(("name", "content"), [("a.xml", ITEM), ("a.json", NINJS)])
def test_an_item_is_read_by_its_own_reader_and_told_of_by_the_row(tmp_path: Path, name: str, content: str) -> None:
    (report,) = table(tmp_path, name, content)
    assert isinstance(report, Report)
    assert (report.text, report.key, report.outlet, report.published) == (TEXT, "x", "La Vigie", "2024-05-07")


def test_each_report_of_a_feed_has_the_rows_fields_and_an_id_of_its_own(tmp_path: Path) -> None:
    found = table(tmp_path, "feed.rss", RSS)
    assert [(r.key, r.outlet) for r in found if isinstance(r, Report)] == [("x#1", "La Vigie"), ("x#2", "La Vigie")]


def test_an_archive_too(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("a.txt", TEXT)
    (report,) = read_single(tmp_path / "a.zip", {"outlet": "La Vigie"})
    assert isinstance(report, Report)
    assert (report.outlet, report.key) == ("La Vigie", "a")


@pytest.mark.parametrize("ending", TABLES)
def test_a_table_in_a_table_is_refused(tmp_path: Path, ending: str) -> None:
    (refusal,) = table(tmp_path, f"b{ending}", "text\nx\n")
    assert isinstance(refusal, Refusal)
    assert "a table can't be described by a row" in refusal.message


def test_a_line_that_names_several_reports_is_refused_and_not_cut(tmp_path: Path) -> None:
    (tmp_path / "feed.rss").write_text(RSS, encoding="utf-8")
    (tmp_path / "reports.jsonl").write_text('{"id": 7, "file": "feed.rss"}\n', encoding="utf-8")
    (refusal,) = folder.read_path(tmp_path)
    assert isinstance(refusal, Refusal)
    assert (refusal.message, refusal.key) == ("the file holds several reports, or none", "7")


def test_the_command_line_describes_them_too(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(ITEM, encoding="utf-8")
    (report,) = arrivals([str(tmp_path / "a.xml")], {"outlet": "La Vigie"})
    assert isinstance(report, Report)
    assert report.outlet == "La Vigie"


def test_a_row_wider_than_the_header_is_named_and_the_others_go_in(tmp_path: Path) -> None:
    rows = [f'a,"{TEXT}"', f"b,{TEXT}", f'c,"{TEXT}",,', f'd,"{TEXT}",x']
    (tmp_path / "t.csv").write_text("\n".join(["id,text", *rows]), encoding="utf-8")
    first, wide, empty, last = folder.read_path(tmp_path / "t.csv")
    assert [a.key for a in (first, empty) if isinstance(a, Report)] == ["a", "c"]  # empty cells say nothing
    for refusal, where in ((wide, "t.csv:3"), (last, "t.csv:5")):
        assert isinstance(refusal, Refusal)
        assert "more cells than the table has columns" in refusal.message
        assert refusal.where.endswith(where)
        assert "quotation marks" in refusal.remedy


@pytest.mark.parametrize(
    ("name", "remedy"),
    [("feeds.opml", "recoupe watch"), ("a.docx", "text or PDF"), ("a.xlsx", "as CSV"), ("a.xyz", "known: ")],
)
def test_what_has_no_reader_says_where_to_go(tmp_path: Path, name: str, remedy: str) -> None:
    (tmp_path / name).write_bytes(b"x")
    (refusal,) = folder.read_path(tmp_path / name)
    assert isinstance(refusal, Refusal)
    assert remedy in refusal.remedy
