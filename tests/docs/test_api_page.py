"""The samples of the interface's page are run, and answer what they show."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))

from browsing import served
from starlette.testclient import TestClient

from recoupe.api.kinds import KINDS
from recoupe.ledger import Ledger
from recoupe.web import create_app
from serving import story_book

__all__ = ["story_book"]

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
BASE = "http://127.0.0.1:8741"


@pytest.fixture(scope="module")
def book(story_book: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A copy of the example story that may be written to."""
    folder = tmp_path_factory.mktemp("page")
    for part in Path(story_book.store.place).parent.glob("story.sqlite*"):
        shutil.copy(part, folder / part.name)
    with Ledger(folder / "story.sqlite") as copy:
        yield copy


def _asked(line: str, client: TestClient, ids: dict[str, str]) -> Any:
    """The answer to a command of the page."""
    words = shlex.split(line)[1:]
    headers, body, link = {}, None, ""
    while words:
        word = words.pop(0)
        if word == "-H":
            name, _, value = words.pop(0).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = words.pop(0)
        else:
            link = word.removeprefix(BASE)
    for shown, own in ids.items():
        link = link.replace(shown, own)
    return client.request("POST" if body else "GET", link, headers=headers, content=body)


def _alike(shown: Any, told: Any) -> None:
    """What is shown has no key that the answer has not, all the way down."""
    if isinstance(shown, dict):
        assert shown.keys() <= told.keys()
        for key, value in shown.items():
            _alike(value, told[key])
    elif isinstance(shown, list) and shown and told:
        _alike(shown[0], told[0])


def test_commands(book: Ledger) -> None:
    client = TestClient(create_app(book), base_url=BASE)
    ids: dict[str, str] = {}
    ran = 0
    for block in re.findall(r"```console\n(.*?)```", PAGE, flags=re.DOTALL):
        answer: Any = None
        for line in block.splitlines():
            if line.startswith("$ curl"):
                answer = _asked(line.removeprefix("$ "), client, ids)
                ran += 1
                assert answer.status_code in ((200, 201) if "colour" not in line else (422,)), (line, answer.text)
            elif not line.startswith("$"):
                shown, told = json.loads(line), answer.json()
                _alike(shown, told)
                if str(shown.get("id", "")).startswith("d-"):
                    ids[shown["id"]] = told["id"]
    assert ran >= 10


@pytest.mark.parametrize("sample", re.findall(r"```python\n(.*?)```", PAGE, flags=re.DOTALL))
def test_programs(book: Ledger, capsys: pytest.CaptureFixture[str], sample: str) -> None:
    with served(book) as address:
        exec(sample.replace(BASE, address), {})
    assert re.fullmatch(r"[1-9]\d* disputed claims\n|304\n", capsys.readouterr().out)


def test_every_list_and_filter_is_named() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", PAGE, flags=re.MULTILINE))
    in_report = set(KINDS["reports"].filters)
    for name, kind in KINDS.items():
        told = set(re.findall(r"`(\w+)`", rows[name])) | (in_report if "those of reports" in rows[name] else set())
        assert told == set(kind.filters), name
