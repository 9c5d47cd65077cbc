"""Items of agencies: the body's own characters, versions that follow each other, items taken back, hostile XML."""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from damaging import damaged, named
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.errors import TooLargeError
from recoupe.intake import archive, folder, newsml, ninjs, xml_tree
from recoupe.intake.kinds import Item, read_item
from recoupe.intake.refusal import Refusal
from recoupe.intake.xml_tree import parse_xml
from recoupe.model.report import Report
from recoupe.model.words import Status

FIRST = (
    "VALMONT, 7 mai 2024 (Trigone) - La préfète a annoncé mardi la fermeture du pont, « pour trois semaines au moins »."
)
SECOND = "Le maire, lui, « n'a pas été prévenu »…"
ENGLISH = "The bridge was closed on Tuesday, the prefect said, and the mayor had not been told."
NAR = "http://iptc.org/std/nar/2006-10-01/"

XHTML = f"""<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Pont</title></head>
<body><h1>Le pont fermé</h1><p>{FIRST}</p>
<p>{SECOND.replace("…", "&#8230;")}<br/>cv/lm</p><figure><figcaption>Le pont, lundi</figcaption></figure><p hidden="hidden">caché</p></body></html></inlineXML>"""

NITF = f"""<inlineXML contenttype="application/nitf+xml"><nitf:nitf xmlns:nitf="http://iptc.org/std/NITF/2006-10-18/"><nitf:body>
<nitf:body.head><nitf:hedline><nitf:hl1>Le pont fermé</nitf:hl1></nitf:hedline><nitf:byline>Par Claire Vidot</nitf:byline></nitf:body.head>
<nitf:body.content><nitf:p>{FIRST.replace("La préfète", "La <nitf:person>préfète</nitf:person>")}</nitf:p><nitf:hl2>Le maire surpris</nitf:hl2>
<nitf:media media-type="image"><nitf:media-caption>Le pont</nitf:media-caption></nitf:media><nitf:p>{SECOND}</nitf:p></nitf:body.content></nitf:body></nitf:nitf></inlineXML>"""


def item(
    content: str = XHTML, *, version: str = "1", status: str = "usable", kind: str = "text", meta: str = ""
) -> str:
    return f"""<newsItem xmlns="{NAR}" guid="urn:newsml:trigone.example:20240507:pont" version="{version}" standard="NewsML-G2"
 standardversion="2.34" conformance="power" xml:lang="fr"><catalogRef href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"/>
<rightsInfo><copyrightHolder literal="Trigone SA"/><copyrightNotice>(c) Trigone 2024</copyrightNotice></rightsInfo>
<itemMeta><itemClass qcode="ninat:{kind}"/><provider qcode="nprov:TRIG"><name>Agence Trigone</name></provider>
<versionCreated>2024-05-07T10:42:00+02:00</versionCreated><firstCreated>2024-05-07T09:15:00+02:00</firstCreated>
<pubStatus qcode="stat:{status}"/><title>TRIG-PONT</title>{meta}</itemMeta>
<contentMeta><urgency>2</urgency><located><name>Valmont</name></located><by>Claire Vidot</by><creditline>avec Le Relais</creditline>
<language tag="fr"/><headline>Le pont
 fermé &amp; gardé</headline></contentMeta><contentSet>{content}</contentSet></newsItem>"""


def message(*items: str) -> bytes:
    joined = "".join(items)
    return f'<?xml version="1.0" encoding="utf-8"?><newsMessage xmlns="{NAR}"><header><sent>2024-05-07T10:42:01Z</sent></header><itemSet>{joined}</itemSet></newsMessage>'.encode()


def only(arrivals: Any) -> Report:
    (report,) = list(arrivals)
    assert isinstance(report, Report), report
    return report


def refused(arrivals: Any) -> Refusal:
    (refusal,) = list(arrivals)
    assert isinstance(refusal, Refusal), refusal
    assert refusal.remedy
    return refusal


# ---------------------------------------------------------------------------- NewsML-G2


def test_an_item_is_a_report_of_its_provider() -> None:
    report = only(newsml.read_newsml(item().encode(), "x.xml"))
    assert report.text == f"{FIRST}\n\n{SECOND}\ncv/lm"
    assert (report.key, report.outlet, report.title) == (
        "urn:newsml:trigone.example:20240507:pont", "Agence Trigone", "Le pont fermé & gardé",
    )  # fmt: skip
    assert (report.published, report.modified, report.language) == (
        "2024-05-07T09:15:00+02:00", "2024-05-07T10:42:00+02:00", "fr",
    )  # fmt: skip
    assert (report.credit, report.status, report.replaces) == ("Claire Vidot, avec Le Relais", Status.LIVE, None)
    assert report.urgency == 2


def test_nitf_gives_its_content_without_head_and_captions() -> None:
    report = only(newsml.read_newsml(item(NITF).encode(), "x.xml"))
    assert report.text == f"{FIRST}\n\nLe maire surpris\n\n{SECOND}"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (f'<inlineData contenttype="text/plain">\n{FIRST}\n\n{SECOND}\n</inlineData>', f"{FIRST}\n\n{SECOND}"),
        (f'<inlineData contenttype="text/html"><![CDATA[<p>{FIRST}</p><p>{SECOND}<img src=x>]]></inlineData>', f"{FIRST}\n\n{SECOND}"),
        (f'<inlineData contenttype="text/plain">Résumé.</inlineData>{XHTML}', f"{FIRST}\n\n{SECOND}\ncv/lm"),
        (f'<inlineXML contenttype="application/xhtml+xml"><div><p>{FIRST}</p></div></inlineXML>', FIRST),
    ],
)  # fmt: skip
def test_text_stands_as_data_or_markup(content: str, text: str) -> None:
    assert only(newsml.read_newsml(item(content).encode(), "x")).text == text


@pytest.mark.parametrize(
    ("version", "status", "name", "replaces", "stands"),
    [
        ("1", "usable", "", None, Status.LIVE),
        ("", "usable", "", None, Status.LIVE),
        ("2", "usable", "#2", "", Status.CORRECTED),
        ("4", "usable", "#4", "#3", Status.CORRECTED),
        ("3", "canceled", "#3", "#2", Status.WITHDRAWN),
        ("2", "withheld", "#2", "", Status.WITHDRAWN),
        ("1", "canceled", "#canceled", "", Status.WITHDRAWN),
    ],
)
def test_versions_follow_each_other(version: str, status: str, name: str, replaces: str | None, stands: Status) -> None:
    report = only(newsml.read_newsml(item(version=version, status=status).encode(), "x"))
    guid = "urn:newsml:trigone.example:20240507:pont"
    assert (report.key, report.status) == (guid + name, stands)
    assert report.replaces == (None if replaces is None else guid + replaces)


def test_an_item_taken_back_without_a_body_says_so_in_its_note() -> None:
    meta = "<edNote>ANNULE la dépêche sur la fermeture du pont, qui est inexacte.</edNote>"
    report = only(newsml.read_newsml(item("", version="2", status="canceled", meta=meta).encode(), "x"))
    assert (report.text, report.status) == (
        "ANNULE la dépêche sur la fermeture du pont, qui est inexacte.",
        Status.WITHDRAWN,
    )


def test_a_message_gives_its_texts_and_leaves_pictures_aside() -> None:
    data = message(
        item(), item("<remoteContent href='p.jpg'/>", kind="picture"), item(version="2"), item("", version="3")
    )
    first, second, third = newsml.read_newsml(data, "m.xml")
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (second.replaces, second.status) == (first.key, Status.CORRECTED)
    assert isinstance(third, Refusal)
    assert (third.where, third.code) == ("m.xml#3", "format")
    assert "no text of its own" in third.message


LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + item("<p>&e;</p>").encode(), "document type or entities"),
        (b'<!DOCTYPE x SYSTEM "http://169.254.169.254/x.dtd">' + item().encode(), "document type or entities"),
        (LAUGHS.encode() + item("<p>&b;</p>").encode(), "document type or entities"),
        (item("<p>&nbsp;</p>").encode(), "broken XML"),
        (item().encode()[:-30], "broken XML"),
        (b'<?xml version="1.0" encoding="big5"?>' + item().encode(), "broken XML"),
        (b'<?xml version="1.0" encoding="no-such"?><newsItem/>', "broken XML"),
        (item("<p>" * 300 + "</p>" * 300).encode(), "200 deep"),
        (item(kind="picture").encode(), "no text in it, only: picture"),
        (f'<packageItem xmlns="{NAR}" guid="p"><groupSet/></packageItem>'.encode(), "no text in it, only: packageitem"),
        (b"<newsMessage/>", "no news item in it"),
        (item(status="embargoed").encode(), "publication status 'embargoed' is unknown"),
        (item("").encode(), "no text of its own"),
        (b"<newsItem guid='x'><itemMeta><pubStatus qcode='stat:canceled'/></itemMeta></newsItem>", "says nothing"),
        (item("<inlineXML><p>Der Bürgermeister sagte am Dienstag, die Brücke sei für drei Wochen nicht mehr zu benutzen.</p></inlineXML>").replace("<language tag=\"fr\"/>", "<language tag=\"de\"/>").encode(), "'de' has no tables"),
    ],
)  # fmt: skip
def test_bad_xml_is_refused_by_name(data: bytes, says: str) -> None:
    assert says in refused(newsml.read_newsml(data, "x")).message


def test_elements_and_items_are_capped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_tree, "ELEMENTS", 3)
    with pytest.raises(TooLargeError, match="more than 3 elements"):
        parse_xml(b"<a><b/><b/><b/></a>")
    monkeypatch.setattr(newsml, "ITEMS", 1)
    monkeypatch.setattr(xml_tree, "ELEMENTS", 3000)
    assert refused(newsml.read_newsml(message(item(), item()), "x")).code == "too-large"


def test_items_in_items_cost_no_more_than_one() -> None:
    deep = f"<newsMessage>{'<newsItem>' * 150}{'<p/>' * 200_000}{'</newsItem>' * 150}</newsMessage>"
    started = time.process_time()
    assert "no text of its own" in refused(newsml.read_newsml(deep.encode(), "x")).message
    assert time.process_time() - started < 8


# ---------------------------------------------------------------------------- ninjs

BODY = f'<p>{FIRST}</p>\n<p>{SECOND}<br>cv/lm</p><figure><figcaption>Le pont</figcaption></figure><p style="display:none">caché</p>'

ONE: dict[str, Any] = {
    "uri": "http://trigone.example/items/pont", "type": "text", "version": "1", "versioncreated": "2024-05-07T08:42:00Z",
    "firstcreated": "2024-05-07T09:15:00+02:00", "pubstatus": "usable", "urgency": 2, "copyrightholder": "Trigone",
    "language": "fr-FR", "byline": "Claire Vidot", "located": "Valmont", "headline": "Le pont fermé", "body_text": FIRST,
    "body_html": BODY, "associations": {"photo": {"uri": "http://trigone.example/p", "type": "picture", "body_text": "x"}},
}  # fmt: skip

THREE: dict[str, Any] = {
    "standard": {"name": "ninjs", "version": "3.2", "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.2.json"},
    "uri": "urn:trigone:pont", "type": "text", "version": "3", "versionCreated": "2024-05-07T10:42:00+02:00",
    "pubStatus": "usable", "infoSources": [{"name": "Trigone", "role": "provider"}], "by": "Claire Vidot, Trigone",
    "language": "fr", "edNote": "Corrige la durée",
    "headlines": [{"role": "short", "value": "Pont"}, {"role": "main", "value": "Le pont fermé"}],
    "bodies": [{"role": "plain", "contentType": "text/plain", "value": f"{FIRST}\n{SECOND}\net bien plus"}, {"role": "html", "contentType": "text/html", "value": BODY}],
}  # fmt: skip


def test_ninjs_1_gives_the_same_fields() -> None:
    report = only(ninjs.read_ninjs(json.dumps(ONE).encode(), "x"))
    assert report.text == f"{FIRST}\n\n{SECOND}\ncv/lm"
    assert (report.key, report.url, report.outlet, report.credit, report.title) == (
        ONE["uri"], ONE["uri"], "Trigone", "Claire Vidot", "Le pont fermé",
    )  # fmt: skip
    assert (report.published, report.modified) == ("2024-05-07T09:15:00+02:00", "2024-05-07T08:42:00Z")


def test_ninjs_3_gives_the_same_fields() -> None:
    report = only(ninjs.read_ninjs(json.dumps(THREE).encode(), "x"))
    assert report.text == f"{FIRST}\n\n{SECOND}\ncv/lm"
    assert (report.key, report.replaces, report.status) == (
        "urn:trigone:pont#3",
        "urn:trigone:pont#2",
        Status.CORRECTED,
    )
    assert (report.outlet, report.title, report.url) == ("Trigone", "Le pont fermé", None)
    assert (report.published, report.modified) == ("2024-05-07T10:42:00+02:00", None)


@pytest.mark.parametrize(
    ("changes", "text", "status"),
    [
        ({"body_html": None, "body_text": f"{ENGLISH}\nSecond line."}, f"{ENGLISH}\nSecond line.", Status.LIVE),
        ({"body_html": None, "body_text": None, "body_richtext": f"<p>{ENGLISH}</p>"}, ENGLISH, Status.LIVE),
        ({"body_html": "", "body_nitf": f"<nitf><body><body.head><hl1>x</hl1></body.head><body.content><p>{ENGLISH}</p></body.content></body></nitf>"}, ENGLISH, Status.LIVE),
        ({"body_html": "", "body_nitf": f"<nitf><body.content><p>{ENGLISH}&nbsp;<p>"}, ENGLISH + "\u00a0", Status.LIVE),
        ({"body_html": None, "body_text": None, "pubstatus": "canceled", "ednote": f"KILL. {ENGLISH}"}, f"KILL. {ENGLISH}", Status.WITHDRAWN),
    ],
)  # fmt: skip
def test_bodies_of_all_kinds(changes: dict[str, Any], text: str, status: Status) -> None:
    report = only(ninjs.read_ninjs(json.dumps({**ONE, **changes}).encode(), "x"))
    assert (report.text, report.status) == (text, status)


def test_a_list_gives_its_texts() -> None:
    arrivals = list(
        ninjs.read_ninjs(json.dumps([ONE, {**ONE, "type": "picture"}, {**ONE, "version": 2}]).encode(), "x")
    )
    assert [a.key for a in arrivals if isinstance(a, Report)] == [ONE["uri"], ONE["uri"] + "#2"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b'{"pubstatus": ', "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b"3", "no text in it, only: no item"),
        (json.dumps({**ONE, "type": "video"}).encode(), "no text in it, only: video"),
        (json.dumps({**ONE, "body_html": 3, "body_text": None}).encode(), "no text of its own"),
        (json.dumps({**ONE, "pubstatus": "gone"}).encode(), "publication status 'gone' is unknown"),
        (json.dumps({**ONE, "body_html": "<p>The bridge \ud83d was closed on the day</p>"}).encode(), "surrogate"),
    ],
)
def test_bad_ninjs_says_so(data: bytes, says: str) -> None:
    assert says in refused(ninjs.read_ninjs(data, "x")).message


# ---------------------------------------------------------------------------- doors


def test_files_links_and_zips_lead_to_the_same_readers(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(message(item()))
    (tmp_path / "b.json").write_text(json.dumps(ONE), encoding="utf-8")
    (tmp_path / "c.xml").write_bytes(item().encode("utf-16").replace(b"", b""))
    found = list(folder.read_path(tmp_path))
    assert [a.text for a in found if isinstance(a, Report)] == [f"{FIRST}\n\n{SECOND}\ncv/lm"] * 3
    linked = read_item(Item(item().encode(), "https://trigone.example/1", "application/vnd.iptc.g2.newsitem+xml"), "x")
    assert only(linked).outlet == "Agence Trigone"
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        target.writestr("1.xml", item())
        target.writestr("datapackage.json", "{}")
        target.writestr("sitemap.xml", "<urlset/>")
    assert only(archive.read_zip(made, "x.zip")).outlet == "Agence Trigone"


WHOLE = message(item(NITF), item(version="2"))


@settings(max_examples=200, deadline=None)
@given(damaged(WHOLE))
def test_damaged_newsml_gives_reports_or_named_refusals(data: bytes) -> None:
    assert named(newsml.read_newsml(data, "x"))


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda x: st.lists(x, max_size=3) | st.dictionaries(st.sampled_from(["role", "value", "contentType", "name", "a"]), x, max_size=3),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([ONE, THREE]),
    st.dictionaries(st.sampled_from([*ONE, *THREE, "body_nitf"]), JSON_VALUES, max_size=4),
)
def test_any_values_in_ninjs_give_reports_or_named_refusals(whole: dict[str, Any], changes: dict[str, Any]) -> None:
    assert named(ninjs.read_ninjs(json.dumps({**whole, **changes}).encode(), "x"))
