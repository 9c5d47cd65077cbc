"""Every reader: what it makes of good files, and how it names bad ones while the rest goes in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.errors import RecoupeError
from recoupe.intake import folder, jsonl, table
from recoupe.intake.refusal import Refusal
from recoupe.model.report import Report
from recoupe.model.words import Status

FRENCH = "Le pont de Sorgues a été fermé mardi,\r\na annoncé la préfète.\n"
ENGLISH = "The bridge was closed on Tuesday, the prefect said."


def taken(path: Path) -> tuple[list[Report], list[Refusal]]:
    found = list(folder.read_path(path))
    return [x for x in found if isinstance(x, Report)], [x for x in found if isinstance(x, Refusal)]


def test_a_text_file_is_one_report_with_its_characters(tmp_path: Path) -> None:
    (tmp_path / "wire-12.txt").write_bytes(FRENCH.encode("utf-8-sig"))
    reports, refused = taken(tmp_path)
    assert refused == []
    assert [(r.name, r.text, r.language, r.published) for r in reports] == [("wire-12", FRENCH, "fr", None)]


def test_a_table_gives_what_is_known_of_each_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FRENCH, encoding="utf-8", newline="")
    (tmp_path / "b.txt").write_bytes(ENGLISH.encode("utf-16"))
    (tmp_path / "reports.csv").write_text(
        "file;published;outlet;language;url\r\na.txt;2024-05-03;La Vigie;;https://v.example/1\r\nb.txt;2024-05-04T10:00:00+02:00;;en-GB;\r\n",
        encoding="utf-8-sig",
    )
    reports, refused = taken(tmp_path)  # the folder is its table: no file comes in twice
    assert refused == []
    assert [(r.name, r.outlet, r.language, str(r.day), r.url) for r in reports] == [
        ("a", "La Vigie", "fr", "2024-05-03", "https://v.example/1"),
        ("b", None, "en", "2024-05-04", None),
    ]


def test_a_table_may_hold_the_texts(tmp_path: Path) -> None:
    (tmp_path / "t.tsv").write_text(
        f'id\ttext\tstatus\treplaces\n7\t"{ENGLISH}\nSecond line."\twithdrawn\t6\n', encoding="utf-8"
    )
    reports, _ = taken(tmp_path / "t.tsv")
    assert [(r.key, r.text, r.status, r.replaces) for r in reports] == [
        ("7", f"{ENGLISH}\nSecond line.", Status.WITHDRAWN, "6")
    ]


def test_json_lines_keep_every_field_and_the_id_as_given(tmp_path: Path) -> None:
    row = {
        "id": 41, "text": FRENCH, "published": "2024-05-03T08:30:00+02:00", "language": "fr", "outlet": "Plein Jour",
        "url": "https://p.example/2", "title": "Pont fermé", "credit": "avec Trigone", "status": "corrected",
        "replaces": "40", "modified": "2024-05-03T09:00:00+02:00", "unknown": [1],
    }  # fmt: skip
    lines = [json.dumps(row).encode(), b"  ", json.dumps({"text": ENGLISH}).encode()]
    (given_id, first), (none, second) = jsonl.read_rows(lines, "wire.jsonl")
    assert (given_id, none) == (41, None)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.key, first.credit, first.status, first.replaces, first.modified) == (
        "41",
        "avec Trigone",
        Status.CORRECTED,
        "40",
        row["modified"],
    )
    assert (second.key, second.language) == (None, "en")


def test_json_lines_may_name_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FRENCH, encoding="utf-8", newline="")
    (tmp_path / "reports.jsonl").write_text('{"file": "a.txt", "outlet": "La Vigie"}\n{"file": 3}\n', encoding="utf-8")
    reports, refused = taken(tmp_path)
    assert [(r.name, r.outlet) for r in reports] == [("a", "La Vigie")]
    assert [r.code for r in refused] == ["format"]


BAD_LINES = [
    ("{", "format", "no JSON"),
    ("[1]", "format", "no object"),
    ('{"id": 1}', "format", "the text is missing"),
    ('{"text": 3}', "format", "the text is a number"),
    ('{"text": ""}', "format", "the text is empty"),
    ('{"text": " \\n\\u00a0"}', "format", "the text is empty"),
    ('{"text": "The bridge \\ud83d was closed"}', "encoding", "half of a surrogate pair"),
    ('{"text": "The bridge\\u0000 was closed"}', "encoding", "NUL"),
    ('{"text": "The bridge was closed", "published": "next week"}', "format", "'next week' is no ISO 8601 date"),
    ('{"text": "The bridge was closed", "status": "gone"}', "format", "status 'gone' is unknown"),
    ('{"text": "The bridge was closed", "outlet": ["a"]}', "format", "'outlet' is a list"),
    ('{"text": "The bridge was closed", "id": {"a": 1}}', "format", "'id' is an object"),
    ('{"text": "The bridge was closed", "language": "es"}', "language", "'es' has no tables"),
    ('{"text": "El puente fue cerrado por la policía de la ciudad"}', "language", "Spanish"),
    ("[" * 100_000, "format", "no JSON"),
]


@pytest.mark.parametrize(("line", "code", "says"), BAD_LINES, ids=[b[2] for b in BAD_LINES])
def test_a_bad_line_is_named_and_the_rest_goes_in(line: str, code: str, says: str) -> None:
    good = json.dumps({"id": "g", "text": ENGLISH})
    first, bad, last = jsonl.read_lines([good.encode(), line.encode(), good.encode()], "wire.jsonl")
    assert isinstance(first, Report)
    assert isinstance(last, Report)
    assert isinstance(bad, Refusal)
    assert (bad.where, bad.code) == ("wire.jsonl:2", code)
    assert says in bad.message
    assert bad.remedy


def test_a_bad_file_among_many_is_named_and_the_rest_goes_in(tmp_path: Path, limits: Callable[..., None]) -> None:
    for i in range(20):
        (tmp_path / f"good-{i:02d}.txt").write_text(f"{ENGLISH} ({i})", encoding="utf-8")
    bad = {
        "empty.txt": b"",
        "blank.txt": b" \r\n ",
        "binary.txt": bytes(range(32)) * 4,
        "huge.txt": b"The bridge was closed. " * 5000,
        "half.txt": b"The bridge \xed\xa0\xbd was closed",
        "spanish.txt": "El puente fue cerrado el martes por la policía de la ciudad".encode(),
        "photo.jpg": b"\xff\xd8\xff\xe0",
        "page.docx": b"PK\x03\x04",
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / ".hidden").write_text("left aside", encoding="utf-8")
    limits(max_file=50_000)
    reports, refused = taken(tmp_path)
    assert len(reports) == 20
    assert {Path(r.where).name: r.code for r in refused} == {
        "empty.txt": "format", "blank.txt": "format", "binary.txt": "encoding", "huge.txt": "too-large",
        "half.txt": "encoding", "spanish.txt": "language", "photo.jpg": "format", "page.docx": "format",
    }  # fmt: skip
    assert all(r.remedy and r.message for r in refused)


def test_fifty_megabytes_are_refused_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(50_000_001)
    _, (refusal,) = taken(tmp_path)
    assert refusal.code == "too-large"
    assert "50 MB" in refusal.message
    assert "RECOUPE_MAX_FILE" in refusal.remedy


def test_an_endless_line_fills_no_memory(tmp_path: Path, limits: Callable[..., None]) -> None:
    limits(max_file=1000)
    good = json.dumps({"text": ENGLISH})
    (tmp_path / "w.jsonl").write_text('{"text": "' + "a" * 10_000 + '"}\n' + good + "\n", encoding="utf-8")
    reports, refused = taken(tmp_path / "w.jsonl")
    assert [r.code for r in refused] == ["too-large"]
    assert len(reports) == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "the file is empty"),
        ("a,b\n1,2\n", "no column 'file' or 'text'"),
        ('text\n"never closed', "broken table"),
        ("text,id\n,4\n", "neither a file nor a text"),
        ("file\ngone.txt\n", "no such file"),
        ("file\n.\n", "a folder, not a file"),
    ],
)
def test_a_broken_table_says_so(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "t.csv").write_text(content, encoding="utf-8")
    (refusal,) = table.read_path(tmp_path / "t.csv")
    assert isinstance(refusal, Refusal)
    assert says in refusal.message
    assert refusal.remedy


def test_what_is_not_there_says_so(tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    for path, says in (
        (tmp_path / "gone.txt", "no such file"),
        (tmp_path / "gone.jsonl", "can't be opened"),
        (tmp_path / "nothing", "the folder is empty"),
    ):
        (refusal,) = folder.read_path(path)
        assert isinstance(refusal, Refusal)
        assert says in refusal.message


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
        max_leaves=5,
    )
)
def test_any_json_gives_a_report_or_a_named_refusal(value: object) -> None:
    for row in (value, {"text": value}, {"text": ENGLISH, "id": value, "published": value, "status": value}):
        (arrival,) = jsonl.read_lines([json.dumps(row).encode()], "x")
        assert isinstance(arrival, (Report, Refusal))


def test_expected_counts_what_will_come(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("{}\n\n{}\n", encoding="utf-8")
    assert folder.expected(tmp_path) == 3
    (tmp_path / "reports.csv").write_text("file\na.txt\n", encoding="utf-8")
    assert folder.expected(tmp_path) == 1


def test_a_refusal_reads_as_a_sentence() -> None:
    refusal = Refusal.of(RecoupeError("it broke", remedy="mend it"), "a.txt")
    assert str(refusal) == "a.txt: it broke (mend it)"
