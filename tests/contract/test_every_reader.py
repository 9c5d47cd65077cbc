"""What every reader of files keeps to, whatever its format; an ending without a sample here fails the suite."""

from __future__ import annotations

import importlib
import io
import json
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as arrow
import pytest
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from recoupe.intake import folder
from recoupe.intake.files import settings
from recoupe.intake.refusal import Arrival, Refusal
from recoupe.model.report import Report

sys.path.insert(0, str(Path(__file__).parents[1] / "intake"))
pdf = importlib.import_module("written_pdfs").pdf

TEXT = "La préfète a annoncé mardi la fermeture du pont, « pour trois semaines au moins », a-t-elle dit."
PAGE = f"<!doctype html><html><head><meta charset=utf-8></head><body><p>{TEXT}</p></body></html>".encode()
MAIL = f"Subject: Pont\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{TEXT}".encode()
SAVED = (
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n"
    + PAGE
    + b"\n--b--\n"
)
RSS = f"<rss version='2.0'><channel><item><description>{TEXT}</description></item></channel></rss>".encode()
ITEM = f"<newsItem guid='urn:a'><contentSet><inlineXML><p>{TEXT}</p></inlineXML></contentSet></newsItem>".encode()
NINJS = json.dumps({"uri": "urn:a", "body_html": f"<p>{TEXT}</p>"}).encode()


def _zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        target.writestr("a.html", PAGE)
    return made.getvalue()


def _warc(*, gzip: bool) -> bytes:
    made = io.BytesIO()
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    writer = WARCWriter(made, gzip=gzip)
    link = "https://vigie.example/17"
    writer.write_record(writer.create_warc_record(link, "response", payload=io.BytesIO(PAGE), http_headers=headers))
    return made.getvalue()


def _parquet() -> bytes:
    made = io.BytesIO()
    parquet.write_table(arrow.table({"text": [TEXT]}), made)
    return made.getvalue()


PLAIN, LINE = TEXT.encode(), json.dumps({"text": TEXT}).encode() + b"\n"
SAMPLES: dict[str, bytes] = {
    "": PLAIN, ".txt": PLAIN, ".text": PLAIN, ".md": PLAIN, ".jsonl": LINE, ".ndjson": LINE, ".jsonlines": LINE,
    ".csv": f'text\n"{TEXT}"\n'.encode(), ".tsv": f"text\n{TEXT}\n".encode(), ".parquet": _parquet(), ".pq": _parquet(),
    ".html": PAGE, ".htm": PAGE, ".xhtml": PAGE, ".eml": MAIL, ".mht": SAVED, ".mhtml": SAVED, ".rss": RSS, ".atom": RSS,
    ".xml": ITEM, ".newsml": ITEM, ".g2": ITEM, ".json": NINJS, ".ninjs": NINJS, ".pdf": pdf([[TEXT]]),
    ".zip": _zip(), ".wacz": _zip(), ".warc": _warc(gzip=False), ".gz": _warc(gzip=True), ".warc.gz": _warc(gzip=True),
}  # fmt: skip
"""For each ending a file that holds one report, whose text is TEXT."""

every_ending = pytest.mark.parametrize("ending", sorted(SAMPLES))


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str, bytes], list[Arrival]]:
    """``read(".pdf", data)``: what the reader of an ending makes of some bytes."""

    def reading(ending: str, data: bytes) -> list[Arrival]:
        (tmp_path / f"sample{ending}").write_bytes(data)
        return list(folder.read_path(tmp_path / f"sample{ending}"))

    return reading


def test_every_ending_with_a_reader_has_a_sample() -> None:
    assert set(folder.READERS) == set(SAMPLES)


@every_ending
def test_a_good_file_gives_its_own_characters_each_time(ending: str, read: Callable[..., list[Arrival]]) -> None:
    once, again = read(ending, SAMPLES[ending]), read(ending, SAMPLES[ending])
    assert once == again
    assert [a.text.strip() for a in once if isinstance(a, Report)] == [TEXT]
    assert [a for a in once if isinstance(a, Refusal)] == []


@every_ending
def test_what_is_no_such_file_is_named(ending: str, read: Callable[..., list[Arrival]], tmp_path: Path) -> None:
    for data in (b"", b"\0\1\2\3" * 50, b"\x89PNG\r\n\x1a\n"):
        found = read(ending, data)
        assert all(isinstance(a, Refusal) for a in found)
        assert found or (ending in (".jsonl", ".ndjson", ".jsonlines") and not data)  # an empty list of lines is one
    gone = list(folder.read_path(tmp_path / f"gone{ending}"))
    assert [type(a) for a in gone] == [Refusal]


@every_ending
def test_a_file_that_breaks_off_is_no_crash(ending: str, read: Callable[..., list[Arrival]]) -> None:
    whole = SAMPLES[ending]
    for share in range(1, 12):
        for arrival in read(ending, whole[: len(whole) * share // 12]):
            assert isinstance(arrival, Report) or (arrival.message and arrival.remedy and arrival.code)
            if isinstance(arrival, Refusal):
                assert "sample" in arrival.where


@pytest.mark.parametrize("ending", sorted(e for e in SAMPLES if e not in folder.archive.SUFFIXES and "json" not in e))
def test_a_file_over_the_limit_is_not_read(
    ending: str, read: Callable[..., list[Arrival]], monkeypatch: pytest.MonkeyPatch
) -> None:
    few = replace(settings(), max_file=10)
    monkeypatch.setattr("recoupe.intake.files.settings", lambda: few)
    assert [a.code for a in read(ending, SAMPLES[ending]) if isinstance(a, Refusal)] == ["too-large"]
