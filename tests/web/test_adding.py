"""What a page hands in: texts, files and links; sizes, refusals, the word of the form, and no path of this machine."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import making
from recoupe.errors import FetchError
from recoupe.intake.fetch import Fetched
from recoupe.ledger import Ledger, Refusal
from recoupe.ledger.given import from_file, from_link, from_text
from recoupe.model.report import Report
from recoupe.web import create_app
from serving import BASE

TEXT = making.TEXTS[0]


@pytest.fixture
def own(by_hand: None, tmp_path: Path) -> TestClient:
    """A client of an empty ledger that may be written to."""
    return TestClient(create_app(Ledger(tmp_path / "own.sqlite")), base_url=BASE)


def _word(client: TestClient) -> str:
    found = re.search(r'name="word" value="(\w+)"', client.get("/add").text)
    assert found is not None
    return found[1]


def _added(client: TestClient, **given: object) -> str:
    """The page about what was handed in, once it is read."""
    files = given.pop("files", [])
    answer = client.post("/add", data={"word": _word(client), **given}, files=files)
    assert answer.status_code == 200, answer.text
    for _ in range(1200):  # a minute: the machine may be busy
        page = client.get(answer.url.path).text
        if "data-running" not in page:
            return page
        time.sleep(0.05)
    raise AssertionError("it is still being read")


def _reports(client: TestClient) -> list[dict[str, object]]:
    found: list[dict[str, object]] = client.get("/api/v1/reports").json()["items"]
    return found


def test_a_pasted_text(own: TestClient) -> None:
    page = _added(
        own, text=TEXT + "\r\n\r\nFin.", outlet="La Vigie", published="2024-05-03", language="fr", title="Musée"
    )
    assert "state-done" in page
    report = _reports(own)[0]
    assert (report["outlet"], report["day"], report["title"]) == ("La Vigie", "2024-05-03", "Musée")
    assert own.get(f"/api/v1/reports/{report['id']}").json()["text"] == TEXT + "\n\nFin."


def test_files_each_with_what_became_of_it(own: TestClient) -> None:
    lines = json.dumps({"id": "n1", "text": TEXT, "language": "fr"}) + "\n" + json.dumps({"file": "/etc/passwd"})
    files = [
        ("files", ("../../wire.jsonl", lines.encode())), ("files", ("one.txt", making.TEXTS[2].encode())),
        ("files", ("empty.txt", b"")), ("files", ("broken.txt", b"\x00\x01\xff" * 40)),
    ]  # fmt: skip
    page = _added(own, files=files)
    assert page.count("state-done") == 2
    assert page.count("state-failed") == 2
    assert "names a &#39;file&#39;" in page
    assert "../" not in page
    assert {r["name"] for r in _reports(own)} == {"n1", "one.txt"}


def test_a_link_of_this_machine_is_not_followed(own: TestClient) -> None:
    page = _added(own, link="http://127.0.0.1:8741/")
    assert "state-failed" in page
    assert "public internet" in page
    assert _reports(own) == []


@pytest.mark.parametrize("link", ["/etc/passwd", "file:///etc/passwd", "ftp://news.example/x", "javascript:alert(1)"])
def test_what_is_no_link_is_refused(own: TestClient, link: str) -> None:
    page = _added(own, link=link)
    assert "this is no link" in page
    assert not re.search(r'href="(?:file|ftp|javascript):', page)


@pytest.mark.parametrize("word", ["", "0" * 64])
def test_a_form_of_elsewhere_adds_nothing(own: TestClient, word: str) -> None:
    own.get("/add")
    assert own.post("/add", data={"word": word, "text": TEXT}).status_code == 403
    assert _reports(own) == []


def test_nothing_handed_in_is_said(own: TestClient) -> None:
    answer = own.post("/add", data={"word": _word(own), "text": "  "})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_too_much_is_refused_before_it_is_read(own: TestClient) -> None:
    assert own.post("/add", content=b"x", headers={"content-length": "99999999"}).status_code == 413
    assert own.post("/decide", content=b"x", headers={"content-length": "2000000"}).status_code == 413


def test_an_unknown_job_is_no_page(own: TestClient) -> None:
    assert own.get("/add/nothing").status_code == 404


# ---------------------------------------------------------------------------- the readers behind it


def test_a_table_gives_texts_and_never_files(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Un secret de la rédaction, en français.", encoding="utf-8")
    table = f"id;file;text\na;{tmp_path}/secret.txt;\nb;;{TEXT}\n".encode()
    refused, report = from_file("reports.csv", table)
    assert isinstance(refused, Refusal)
    assert refused.key == "a"
    assert isinstance(report, Report)
    assert report.key == "b"


def test_a_broken_table_is_named() -> None:
    refused = list(from_file("reports.csv", b'id,text\na,"open\n'))
    assert isinstance(refused[-1], Refusal)


def test_a_zip_is_read_without_a_disk() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../outside.txt", TEXT)
    (report,) = from_file("saved.zip", packed.getvalue())
    assert isinstance(report, Report)


def test_parquet_is_left_to_the_command() -> None:
    (refused,) = from_file("table.parquet", b"PAR1")
    assert isinstance(refused, Refusal)
    assert "recoupe add" in refused.remedy


def test_the_fetch_is_asked_for_a_named_link_only() -> None:
    asked: list[str] = []

    class Fetcher:
        """Remembers, and has nothing."""

        def fetch(self, link: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
            asked.append(link)
            raise FetchError("nothing is there")

    list(from_text("https://news.example/one", {}))
    list(from_file("https://news.example/two", b"https://news.example/three"))
    (refused,) = from_link("https://news.example/four", {}, Fetcher())
    assert isinstance(refused, Refusal)
    assert asked == ["https://news.example/four"]
