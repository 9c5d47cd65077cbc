"""Every page is whole without script, in both languages, with nothing from outside and nothing inline."""

from __future__ import annotations

import re
import tomllib
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from recoupe.ledger import Ledger
from recoupe.web.words import LANGUAGES

WEB = files("recoupe.web")
TEMPLATES = sorted(Path(str(WEB / "templates")).glob("*.html"))


class Seen(HTMLParser):
    """Tags, attributes, ids and links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [a for t, a in self.tags if t == tag]

    @property
    def links(self) -> list[str]:
        return [v for _, a in self.tags for k, v in a.items() if k in ("href", "src", "action") and v]


def some(book: Ledger) -> list[str]:
    """A page of each sort."""
    claims = book.claims().items
    report = book.reports().items[0]
    return [
        "/", "/?since=2025-09-18", "/claims", "/claims?standing=disputed", *(f"/claims/{c.id}" for c in claims[:6]),
        f"/claims/{claims[0].id}?at=1&pin=0", "/reports", f"/reports/{report.id}",
        f"/reports/{report.name}?start=3&end=40&show=names&show=figures", "/people", f"/people/{book.people().items[0].id}", "/figures",
        *(f"/figures/{h.id}" for h in book.histories().items[:4]), f"/figures/{book.histories().items[0].id}?axis=as_of", "/timeline",
        "/timeline?since=2025-09-17&until=2025-09-19", "/origins", "/search", "/search?words=drone*", "/search?words=&standing=disputed",
        "/map", "/map?lat=48&lon=31&wide=12", "/compare?left=" + report.id + "&right=" + book.reports().items[1].id, "/note",
        f"/claims/{claims[0].id}/note", "/add", "/add/nothing",
        "/decide", "/help", "/enter", "/claims/nothing", "/nowhere",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page(client: TestClient, story_book: Ledger, language: str) -> None:
    for path in some(story_book):
        answer = client.get(path, headers={"accept-language": language})
        assert answer.status_code == (404 if path in ("/claims/nothing", "/nowhere", "/add/nothing") else 200), path
        assert "text/html" in answer.headers["content-type"]
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        seen = Seen(answer.text)
        assert seen.all("html")[0]["lang"] == language
        assert len(seen.all("h1")) == len(seen.all("main")) == len(seen.all("nav")) == 1, path
        for link in seen.links:
            assert re.match(r"/(?!/)|#|\?", link), (path, link)
        assert not seen.all("style")
        for tag, attributes in seen.tags:
            assert not [k for k in attributes if k.startswith("on") or k == "style"], (path, tag)
            assert tag != "script" or attributes.get("src") == "/static/keys.js"
        ids = [a["id"] for _, a in seen.tags if a.get("id")]
        assert len(ids) == len(set(ids)), path


def test_every_local_link_leads_somewhere(client: TestClient, story_book: Ledger) -> None:
    links = {
        link.split("#")[0] for path in ("/", "/claims", "/figures", "/timeline", "/map", "/people", "/origins", "/add")
        for link in Seen(client.get(path).text).links
    }  # fmt: skip
    assert len(links) > 50
    for link in sorted(x for x in links if x.startswith("/"))[:150]:
        assert client.get(link).status_code == 200, link


def test_every_field_has_a_name(client: TestClient, story_book: Ledger) -> None:
    for path in (
        "/",
        "/claims",
        "/search",
        "/decide",
        "/timeline",
        "/map",
        "/add",
        f"/reports/{story_book.reports().items[0].id}",
    ):
        text = client.get(path).text
        labelled = {a.get("for") for a in Seen(text).all("label")}
        inside = re.findall(r"<label[^>]*>(?:(?!</label>).)*<(?:input|select)[^>]*name=\"(\w+)\"", text, re.S)
        fields = [
            a for tag, a in Seen(text).tags if tag in ("input", "select", "textarea") and a.get("type") != "hidden"
        ]
        assert fields, path
        for a in fields:
            assert a.get("id") in labelled or a.get("name") in inside, (path, a)


def test_evidence_opens_at_the_span(client: TestClient, story_book: Ledger) -> None:
    claim = max(story_book.claims().items, key=lambda c: len(c.positions))
    marked = set()
    for i in range(len(claim.positions)):
        page = client.get(f"/claims/{claim.id}?at={i}").text
        found = re.search(r'<mark id="here">(.*?)</mark>', page, re.S)
        assert found is not None
        marked.add(found[1])
        assert ('rel="next"' in page) == (i + 1 < len(claim.positions))
        assert ('rel="prev"' in page) == (i > 0)
    texts = {p.report: story_book.report(p.report).text for p in claim.positions}
    import html

    assert {html.unescape(m) for m in marked} == {texts[p.report][p.span.start : p.span.end] for p in claim.positions}


def test_a_report_is_its_text_unchanged(client: TestClient, story_book: Ledger) -> None:
    import html

    assert len(story_book.reports().items) == 17
    for row in story_book.reports().items:
        asked = f"/reports/{row.id}?start=5&end=25" + "".join(
            f"&show={x}" for x in ("statements", "names", "figures", "moments", "events")
        )
        page = client.get(asked).text
        body = re.search(r'<div class="text words"[^>]*>(.*?)</div>', page, re.S)
        assert body is not None
        assert html.unescape(re.sub(r"<[^>]+>", "", body[1])) == story_book.report(row.id).text


def test_a_place_beyond_the_text_is_said_so(client: TestClient, story_book: Ledger) -> None:
    report = story_book.reports().items[0]
    answer = client.get(f"/reports/{report.id}?start=5&end=99999999")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_the_languages_have_the_same_words() -> None:
    tables = {x: tomllib.loads((WEB / "messages" / f"{x}.toml").read_text(encoding="utf-8")) for x in LANGUAGES}
    assert tables["en"].keys() == tables["fr"].keys()
    for key, words in tables["en"].items():
        assert re.findall(r"{\w+}", words) == re.findall(r"{\w+}", tables["fr"][key])


def test_every_word_asked_for_is_there() -> None:
    known = set(tomllib.loads((WEB / "messages" / "en.toml").read_text(encoding="utf-8")))
    asked = [
        (template.name, key, more)
        for template in TEMPLATES
        for key, more in re.findall(r"\bt\([\"']([^\"']+)[\"'](\s*~)?", template.read_text(encoding="utf-8"))
    ]
    assert len(asked) > 100
    for name, key, more in asked:
        assert any(k.startswith(key) for k in known) if more else key in known, (name, key)


def test_nothing_is_marked_safe() -> None:
    assert len(TEMPLATES) > 10
    for template in TEMPLATES:
        text = template.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", "")
        assert "autoescape" not in text
        assert "style=" not in text


def test_a_language_chosen_is_kept(client: TestClient) -> None:
    answer = client.get("/help?lang=fr", headers={"accept-language": "en"})
    assert '<html lang="fr">' in answer.text
    assert "recoupe_lang=fr" in answer.headers["set-cookie"]
    client.cookies.clear()


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/claims")
    assert client.get("/claims", headers={"if-none-match": first.headers["etag"]}).status_code == 304


def test_static_files(client: TestClient) -> None:
    for name in ("style.css", "keys.js", "icon.svg"):
        assert client.get(f"/static/{name}").status_code == 200
    for name in ("../app.py", "%2e%2e/app.py", "..%2fapp.py"):
        assert client.get(f"/static/{name}").status_code == 404
    css = client.get("/static/style.css").text
    assert "url(" not in css
    assert "@import" not in css
