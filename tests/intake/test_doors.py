"""Feeds, mails and archives: what they hold comes in with its own characters; what is bad in them is named."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from answered import answered
from damaging import damaged, named
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from recoupe.errors import FormatError
from recoupe.intake import archive, feed, folder, mail
from recoupe.intake.fetch import Fetched
from recoupe.intake.link import is_link, read_link
from recoupe.intake.refusal import Arrival, Arrivals, Refusal
from recoupe.model.report import Report

TEXT = "La préfète a annoncé mardi la fermeture du pont, « pour trois semaines au moins »."
PAGE = f"<html><head><meta charset=utf-8><title>Pont</title></head><body><p>{TEXT}</p></body></html>"


def sorted_out(arrivals: list[Arrival]) -> tuple[list[Report], list[Refusal]]:
    return [a for a in arrivals if isinstance(a, Report)], [a for a in arrivals if isinstance(a, Refusal)]


# ---------------------------------------------------------------------------- feeds

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>La Vigie</title><language>fr</language>
<item><guid isPermaLink="false">v-17</guid><link>https://vigie.example/17</link><title>Le pont &amp; la crue</title>
<pubDate>Tue, 07 May 2024 23:30:00 +0200</pubDate><dc:creator>Claire Vidot avec Trigone</dc:creator>
<description>Le début.</description><content:encoded><![CDATA[<p>{TEXT}</p><script>alert(1)</script><p hidden>caché</p><p>Une&nbsp;suite&hellip;</p>]]></content:encoded></item>
<item><link>https://vigie.example/18</link><description></description></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Fil</title>
<entry><id>tag:fil.example,2024:1</id><title>Pont</title><link href="https://fil.example/1"/><published>2024-05-07T08:00:00+02:00</published>
<updated>2024-05-07T09:00:00+02:00</updated><author><name>A. Morvan</name></author><content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>"""

JSON_FEED = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Plein Jour", "items": [
    {"id": 4, "url": "https://pj.example/4", "title": "Pont", "content_text": TEXT + "\nA < B & C", "date_published": "2024-05-07T08:00:00Z", "authors": [{"name": "J. Orde"}]},
    {"id": "5", "content_html": f"<p>{TEXT}"}, "odd"]})  # fmt: skip


def test_rss_gives_entries_with_their_own_characters() -> None:
    reports, refused = sorted_out(list(feed.read_feed(RSS.encode(), "rss")))
    (report,) = reports
    assert report.text == f"{TEXT}\n\nUne\u00a0suite…"
    assert (report.key, report.url, report.title, report.outlet) == (
        "v-17",
        "https://vigie.example/17",
        "Le pont & la crue",
        "La Vigie",
    )
    assert (report.published, str(report.day)) == ("2024-05-07T23:30:00+02:00", "2024-05-07")
    assert report.credit == "Claire Vidot avec Trigone"
    assert [(r.where, r.code) for r in refused] == [("rss#2", "format")]


def test_atom_gives_published_and_modified() -> None:
    (report,) = feed.read_feed(ATOM.encode(), "atom")
    assert isinstance(report, Report)
    assert (report.text, report.published, report.modified, report.credit) == (
        TEXT,
        "2024-05-07T08:00:00+02:00",
        "2024-05-07T09:00:00+02:00",
        "A. Morvan",
    )


def test_json_feed_gives_text_as_it_stands() -> None:
    first, second = feed.read_feed(JSON_FEED.encode(), "json")
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert first.text == f"{TEXT}\nA < B & C"
    assert (first.key, first.outlet, first.credit, second.text) == ("4", "Plein Jour", "J. Orde", TEXT)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<rss><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>", "declares entities"),
        (
            b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">]><rss><channel><title>&lol;</title></channel></rss>',
            "declares entities",
        ),
        (b"<html><body>no feed</body></html>", "this is no feed"),
        (b'{"a": 1}', "JSON, but no JSON Feed"),
        (b'{"a": ', "no JSON"),
        (b"{" * 50_000, "no JSON"),
        (b"", "this is no feed"),
    ],
)
def test_what_is_no_feed_says_so(data: bytes, says: str) -> None:
    (refusal,) = feed.read_feed(data, "x")
    assert isinstance(refusal, Refusal)
    assert says in refusal.message
    assert refusal.remedy


def test_an_endless_feed_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "ENTRIES", 2)
    many = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [{"content_text": TEXT}] * 3})
    (refusal,) = feed.read_feed(many.encode(), "x")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "too-large"


def test_opml_lists_feeds_once() -> None:
    opml = b'<opml version="2.0"><body><outline text="Presse"><outline xmlUrl="https://a.example/rss"/><outline xmlUrl="https://a.example/rss"/></outline><outline xmlUrl="https://b.example/f"/></body></opml>'
    assert feed.feeds_of(opml) == ["https://a.example/rss", "https://b.example/f"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<opml>", "the list is broken"),
        (b"<opml/>", "names no feeds"),
        (b'<!DOCTYPE o [<!ENTITY a "b">]><opml/>', "declares entities"),
    ],
)
def test_a_bad_opml_list_says_so(data: bytes, says: str) -> None:
    with pytest.raises(FormatError, match=says):
        feed.feeds_of(data)


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda t: f"<rss><channel><item><description>{t}".encode("utf-8", "replace"))
)
def test_any_bytes_make_entries_or_refusals(data: bytes) -> None:
    assert all(isinstance(a, (Report, Refusal)) for a in feed.read_feed(data, "x"))


# ---------------------------------------------------------------------------- mails and saved pages

MAIL = f"""From: =?utf-8?q?Pr=C3=A9fecture_de_l=27Aine?= <presse@aine.example>
Subject: =?utf-8?q?Pont_ferm=C3=A9?=
Date: Tue, 7 May 2024 09:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/html; charset=utf-8

<p>Autre chose, dans la page du courriel, que nul ne lit.</p>
--b
Content-Type: text/plain; charset=iso-8859-15
Content-Transfer-Encoding: quoted-printable

{TEXT.encode("iso-8859-15", "replace").decode("latin-1").replace("é", "=E9").replace("è", "=E8").replace("«", "=AB").replace("»", "=BB")}
--b--
"""

MHTML = f"""From: <Saved by a browser>
Snapshot-Content-Location: https://vigie.example/17
Subject: Pont
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary=b

--b
Content-Type: text/html
Content-Location: https://vigie.example/17

{PAGE}
--b
Content-Type: text/plain

not this
--b--
"""


def test_a_mail_is_a_report_of_its_sender(tmp_path: Path) -> None:
    (tmp_path / "release.eml").write_bytes(MAIL.encode())
    (report,) = folder.read_path(tmp_path)
    assert isinstance(report, Report)
    assert (report.text.strip(), report.title, report.outlet) == (TEXT, "Pont fermé", "Préfecture de l'Aine")
    assert (report.published, report.name) == ("2024-05-07T09:00:00+02:00", "release")


def test_a_page_saved_as_one_file(tmp_path: Path) -> None:
    (tmp_path / "pont.mhtml").write_bytes(MHTML.encode())
    (report,) = folder.read_path(tmp_path / "pont.mhtml")
    assert isinstance(report, Report)
    assert (report.text, report.url, report.title) == (TEXT, "https://vigie.example/17", "Pont")


def test_a_mail_whose_encoding_has_no_name_is_read_by_its_bytes() -> None:
    for charset in (b"utf-\x008", b"unicode_escape", b"nonsense"):
        report = mail.read_mail(
            b"Subject: x\nContent-Type: text/plain; charset=" + charset + b"\n\n" + TEXT.encode(), "x"
        )
        assert isinstance(report, Report)
        assert report.text.strip() == TEXT


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\1\2",
        b"Subject: x\n\n",
        b"Content-Type: image/png\n\nxx",
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n" * 600,
    ],
)
def test_a_bad_mail_says_so(data: bytes) -> None:
    refusal = mail.read_mail(data, "x")
    assert isinstance(refusal, Refusal)
    assert refusal.remedy


# ---------------------------------------------------------------------------- archives


def zipped(files: dict[str, bytes]) -> io.BytesIO:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(name, data)
    made.seek(0)
    return made


def warc(*, gzip: bool) -> bytes:
    """A WARC as an archiver writes it: a page, a page in another encoding, a picture, a redirect."""
    made = io.BytesIO()
    writer = WARCWriter(made, gzip=gzip)
    for link, status, kind, body in (
        ("https://vigie.example/17", "200 OK", "text/html", PAGE.encode()),
        ("https://vigie.example/18", "200 OK", "text/html; charset=windows-1252", f"<p>{TEXT}</p>".encode("cp1252")),
        ("https://vigie.example/p.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://vigie.example/old", "301 Moved", "text/html", b"<p>moved</p>"),
    ):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(link, "response", payload=io.BytesIO(body), http_headers=headers))
    return made.getvalue()


@pytest.mark.parametrize(("name", "gzip"), [("crawl.warc", False), ("crawl.warc.gz", True)])
def test_a_warc_gives_its_pages(tmp_path: Path, name: str, gzip: bool) -> None:
    (tmp_path / name).write_bytes(warc(gzip=gzip))
    reports, refused = sorted_out(list(folder.read_path(tmp_path / name)))
    assert refused == []
    assert [(r.name, r.url, r.text) for r in reports] == [
        (f"https://vigie.example/{n}", f"https://vigie.example/{n}", TEXT) for n in (17, 18)
    ]


def test_a_zip_gives_its_pages_and_a_wacz_its_warc() -> None:
    files = {
        "b/pont.html": PAGE.encode(),
        "a.txt": TEXT.encode(),
        "b/p.png": b"\x89PNG",
        "archive/data.warc.gz": warc(gzip=True),
        "../../etc/slip.html": PAGE.encode(),
    }
    reports, refused = sorted_out(list(archive.read_zip(zipped(files), "x.wacz")))
    assert refused == []
    assert {r.text for r in reports} == {TEXT}
    assert sorted(r.name for r in reports) == [
        "a",
        "https://vigie.example/17",
        "https://vigie.example/18",
        "pont",
        "slip",
    ]


def test_bad_entries_are_named_and_the_rest_goes_in() -> None:
    files = {
        "bomb.html": b"<p>" + b"a" * 5_000_000,
        "good.html": PAGE.encode(),
        "inner.zip": zipped({"a.txt": b"x"}).getvalue(),
        "empty.txt": b"",
    }
    reports, refused = sorted_out(list(archive.read_zip(zipped(files), "x.zip")))
    assert [r.name for r in reports] == ["good"]
    assert {r.where.split("!")[1]: (r.code, bool(r.remedy)) for r in refused} == {
        "bomb.html": ("too-large", True),
        "inner.zip": ("format", True),
        "empty.txt": ("format", True),
    }


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04 cut short", b"no archive at all", zipped({"a.txt": TEXT.encode()}).getvalue()[:-20]]
)
def test_a_broken_zip_says_so(data: bytes) -> None:
    (refusal,) = archive.read_zip(io.BytesIO(data), "x.zip")
    assert isinstance(refusal, Refusal)
    assert "the archive is broken" in refusal.message


def test_a_broken_warc_says_so_and_what_was_whole_goes_in() -> None:
    whole = warc(gzip=True)
    reports, refused = sorted_out(list(archive.read_warc(io.BytesIO(whole[: len(whole) // 2]), "x")))
    assert len(reports) + len(refused) >= 1
    (refusal,) = archive.read_warc(io.BytesIO(b"no archive at all, only words"), "x")
    assert isinstance(refusal, Refusal)
    assert "broken" in refusal.message


# ---------------------------------------------------------------------------- links


class Answering:
    """A fetcher that answers what it was given."""

    def __init__(self, kind: str, body: bytes) -> None:
        self.found = Fetched("https://vigie.example/17", 200, {"content-type": kind}, body)

    def fetch(self, _link: str) -> Fetched:
        return self.found


@pytest.mark.parametrize(
    ("kind", "body", "names"),
    [
        ("text/html", PAGE.encode(), ["https://vigie.example/17"]),
        ("application/rss+xml", ATOM.encode(), ["tag:fil.example,2024:1"]),
        ("text/plain; charset=utf-8", TEXT.encode(), ["https://vigie.example/17"]),
        ("application/octet-stream", PAGE.encode(), ["https://vigie.example/17"]),
    ],
)
def test_a_link_is_read_as_what_it_leads_to(kind: str, body: bytes, names: list[str]) -> None:
    found = list(read_link("https://vigie.example/17", fetcher=Answering(kind, body)))  # type: ignore[arg-type]
    assert [r.name for r in found if isinstance(r, Report)] == names


def test_a_link_that_is_not_followed_is_a_refusal() -> None:
    assert is_link("HTTPS://x.example")
    assert not is_link("x.txt")
    (refusal,) = read_link("http://127.0.0.1/")
    assert isinstance(refusal, Refusal)
    assert (refusal.where, refusal.code) == ("http://127.0.0.1/", "fetch")


@settings(max_examples=150, deadline=None)
@given(st.data())
@pytest.mark.parametrize(
    ("whole", "read"),
    [
        (zipped({"a.html": PAGE.encode(), "b.txt": TEXT.encode()}).getvalue(), archive.read_zip),
        (warc(gzip=False), archive.read_warc),
        (warc(gzip=True), archive.read_warc),
    ],
    ids=["zip", "warc", "warc.gz"],
)
def test_damaged_archives_give_reports_and_named_refusals(
    whole: bytes, read: Callable[..., Arrivals], data: st.DataObject
) -> None:
    assert named(read(io.BytesIO(data.draw(damaged(whole))), "x"))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            answered(gzip.compress(PAGE.encode())[:-20], gzip=False, Content_Encoding="gzip"),
            "the answer ends in the middle",
        ),
        (
            answered(PAGE.encode()[:-30], gzip=False, Content_Length=str(len(PAGE.encode()))),
            "the answer ends in the middle",
        ),
        (answered(PAGE.encode(), gzip=False)[:-60], "the answer ends in the middle"),
        (answered(b"xx", gzip=False, Content_Encoding="zstd"), "packed as 'zstd'"),
    ],
    ids=["gzip", "length", "record", "unknown"],
)
def test_an_answer_that_is_cut_is_no_shorter_report(data: bytes, message: str) -> None:
    reports, refused = sorted_out(list(archive.read_warc(io.BytesIO(data), "x")))
    assert reports == []
    assert [message in r.message and bool(r.remedy) for r in refused] == [True]


def test_a_whole_answer_in_gzip_is_read() -> None:
    (report,) = archive.read_warc(
        io.BytesIO(answered(gzip.compress(PAGE.encode()), gzip=False, Content_Encoding="gzip")), "x"
    )
    assert isinstance(report, Report)
    assert report.text == TEXT


def test_a_record_of_a_wrong_length_is_named_and_nothing_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    data = warc(gzip=False).replace(
        b"image/png\r\n\r\n\x89PNG", b"image/png\r\n\r\n\x89PNG and words that belong nowhere\x1b[2J"
    )
    reports, refused = sorted_out(list(archive.read_warc(io.BytesIO(data), "x")))
    assert len(reports) == 2
    assert "end elsewhere than they say" in refused[0].message
    assert capsys.readouterr().err == ""


def test_a_record_without_an_address_is_no_crash() -> None:
    lines = warc(gzip=False).replace(b"WARC-Target-URI:", b"WARC-Other-Name:", 1)
    assert all(isinstance(a, (Report, Refusal)) for a in archive.read_warc(io.BytesIO(lines), "x"))
