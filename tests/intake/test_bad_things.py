"""Every bad thing that comes, among good ones: each has a named error with a remedy, and the rest goes in.

What comes by link (redirects to 169.254.169.254 or to a file, names that change their address, slow and endless bodies,
bombs, cut answers) meets a real server in test_fetch.py.
"""

from __future__ import annotations

import gzip
import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from answered import answered

from recoupe.extract.pipeline import read
from recoupe.intake import folder
from recoupe.intake.fetch import Fetcher
from recoupe.intake.link import read_link
from recoupe.intake.refusal import Refusal
from recoupe.model.report import Report

TEXT = "La préfète a annoncé mardi la fermeture du pont, « pour trois semaines au moins »."
PAGE = f"<html><head><meta charset=utf-8></head><body><p>{TEXT}</p></body></html>".encode()
XXE = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    "<!DOCTYPE r [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY a{i} '&a{i - 1 or ''};&a{i - 1 or ''};'>" for i in range(1, 30))
    + "]>"
)


def zipped(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(name, data)
    return made.getvalue()


def bomb() -> bytes:
    """A picture of nearly 400 MB that says so of itself and is packed to nearly nothing."""
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://vigie.example/a.png\r\nContent-Length: 400000000\r\n\r\n"
    return gzip.compress(head.encode() + b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n" + bytes(1_000_000))


def huge(path: Path) -> None:
    """A page of 200 MB that takes no room on the disk."""
    with path.open("wb") as file:
        file.write(PAGE)
        file.seek(200_000_000)
        file.write(b"</p>")


def rss(entries: int) -> bytes:
    return (
        b"<rss version='2.0'><channel>"
        + f"<item><description>{TEXT}</description></item>".encode() * entries
        + b"</channel></rss>"
    )


BAD: dict[str, tuple[str, bytes | Callable[[Path], None], str, str]] = {
    "a wrong charset": (".txt", "Ð¿Ñ€Ð¸Ð²ÐµÑ‚ Ã©tÃ© ".encode("cp1251", "replace") + b"\x81\x8d\xff\xfe\x00", "encoding", "binary data|neither UTF-8"),
    "cut UTF-8": (".txt", "é".encode() * 40 + b"\xc3", "encoding", "neither UTF-8"),
    "half of a surrogate pair": (".jsonl", b'{"text": "un \\ud83d pont"}', "encoding", "half of a surrogate pair"),
    "a cut gzip": (".warc.gz", answered(PAGE, gzip=True)[:-60], "format", "ends in the middle|broken"),
    "a cut answer in gzip": (".warc", gzip.decompress(answered(gzip.compress(PAGE)[:-9], gzip=True, Content_Encoding="gzip")), "format", "ends in the middle"),
    "a gzip bomb": (".warc.gz", answered(b"<p>" + b"a" * 120_000_000, gzip=True), "too-large", "over the limit"),
    "a gzip bomb inside an answer": (".warc.gz", answered(gzip.compress(b"a" * 120_000_000), gzip=True, Content_Encoding="gzip"), "too-large", "over the limit"),
    "a gzip bomb that is no page": (".warc.gz", bomb(), "too-large", "a bomb"),
    "a zip bomb": (".zip", zipped({"a.html": b"<p>" + b"a" * 40_000_000}), "too-large", "a bomb"),
    "a zip in a zip": (".zip", zipped({"b.zip": zipped({"a.txt": TEXT.encode()})}), "format", "an archive inside an archive"),
    "an entity that leads to a file, in a feed": (".rss", f"<?xml version='1.0'?>{XXE}<rss version='2.0'><channel><item><description>&x;</description></item></channel></rss>".encode(), "format", "entities or a document type"),
    "the same in an agency's item": (".xml", f"{XXE}<newsItem><contentSet><inlineXML><p>&x;</p></inlineXML></contentSet></newsItem>".encode(), "format", "document type or entities"),
    "entities that grow without end": (".xml", f"{LAUGHS}<newsItem><p>&a29;</p></newsItem>".encode(), "format", "document type or entities"),
    "a page of 200 MB": (".html", huge, "too-large", "200 MB, over the limit of 50 MB"),
    "an endless feed": (".rss", rss(5_001), "too-large", "more than 5,000 entries"),
    "a picture that is called a text": (".txt", b"\x89PNG\r\n\x1a\n" + bytes(40), "format", "a picture, not a text"),
    "a page made by scripts": (".html", b"<html><script>draw('a text that only scripts know, whole and long')</script></html>", "format", "no running text"),
    "a table of names alone": (".csv", b"id,text\n", "format", "the table has no rows"),
    "a table whose quotation marks stay open": (".csv", b'text\n"La pr', "format", "broken table"),
    "an office file": (".docx", zipped({"word/document.xml": b"<x/>"}), "format", "no reader for files ending in"),
    "no text at all": (".txt", b"", "format", "the file is empty"),
    "another language": (".txt", "Der Präfekt hat am Dienstag die Brücke für drei Wochen gesperrt, wie er sagte.".encode(), "language", "not recognised"),
}  # fmt: skip


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    """A folder with a good file before, between and after the bad ones."""
    for number, (name, (ending, made, _, _)) in enumerate(BAD.items()):
        path = tmp_path / f"{number:02d} {name}{ending}"
        if callable(made):
            made(path)
        else:
            path.write_bytes(made)
        (tmp_path / f"{number:02d}z good.html").write_bytes(PAGE.replace(b"mardi", f"mardi {number}".encode()))
    return tmp_path


def test_each_bad_thing_is_named_and_the_rest_goes_in(batch: Path) -> None:
    start = time.process_time()
    found = list(folder.read_path(batch))
    spent = time.process_time() - start
    refused = {a.where.split(" ", 1)[1]: a for a in found if isinstance(a, Refusal)}
    assert len([a for a in found if isinstance(a, Report)]) == len(BAD)
    assert spent < 30
    for name, (ending, _, code, message) in BAD.items():
        refusal = next(r for where, r in refused.items() if where.startswith(f"{name}{ending}"))
        assert refusal.code == code, name
        assert any(m in refusal.message for m in message.split("|")), (name, refusal.message)
        assert refusal.remedy, name


def test_an_entry_that_leads_out_of_its_archive_is_written_nowhere(tmp_path: Path) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    (inside / "slip.zip").write_bytes(
        zipped({"../../slip.html": PAGE, "/tmp/slip-recoupe.html": PAGE, "C:\\slip.html": PAGE})
    )
    found = list(folder.read_path(inside / "slip.zip"))
    assert [type(a) for a in found] == [Report] * 3
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a", "b", "slip.zip"]
    assert not os.path.exists("/tmp/slip-recoupe.html")  # noqa: PTH110


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("file:///etc/passwd", "links start with http or https"), ("http://169.254.169.254/latest/meta-data", "not on the public internet"),
        ("http://[::ffff:10.0.0.1]/", "not on the public internet"), ("http://0x7f.1/", "not"), ("ftp://vigie.example/", "links start with http"),
    ],
)  # fmt: skip
def test_links_that_lead_elsewhere_are_not_followed(link: str, message: str) -> None:
    (refusal,) = read_link(link, fetcher=Fetcher(find=lambda host, _: [host]))
    assert isinstance(refusal, Refusal)
    assert (refusal.code, message in refusal.message, bool(refusal.remedy)) == ("fetch", True, True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TEXT.replace("mardi", "\u202emardi\u202c"), "direction-controls"),
        (TEXT.replace("préfète", "pré\u200bfète"), "invisible-characters"),
        (TEXT.replace("mardi", "mardi \U000e0041\U000e0042"), "invisible-characters"),
    ],
)
def test_controls_stay_in_the_text_and_are_noted(text: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (report,) = folder.read_path(tmp_path / "a.txt")
    assert isinstance(report, Report)
    assert report.text == text
    (note,) = [n for n in read(report).notes if n.code == code]
    assert note.span is not None
    assert text[slice(*note.span)] in "\u202e\u200b\U000e0041"


def test_what_belongs_to_writing_is_not_noted() -> None:
    text = f"{TEXT} \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f \U0001f468\u200d\U0001f692 sou\u00adpape"
    assert not {n.code for n in read(Report(text, language="fr")).notes} & {
        "direction-controls",
        "invisible-characters",
    }
