"""Reservations of text and data mining, by a header, by the page or by a file of the site: whichever is there is heeded."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import pytest

from recoupe.errors import FetchError
from recoupe.intake.fetch.robots import Reservations, check_page, check_reservation

RULES = [
    {"location": "/", "tdm-reservation": 0}, {"location": "/abonnes/", "tdm-reservation": 1},
    {"location": "/abonnes/libre", "tdm-reservation": 0}, {"location": "*.pdf$", "tdm-reservation": "1"},
    {"location": "/a*/deux*fin$", "tdm-reservation": 1},
]  # fmt: skip


def reserves(link: str, text: str = json.dumps(RULES), status: int = 200) -> bool:
    asked = []

    def get(place: str) -> tuple[int, str]:
        asked.append(place)
        return status, text

    site = Reservations(get)
    found = []
    for _ in range(2):
        try:
            site.check(urlsplit(link))
            found.append(False)
        except FetchError as error:
            found.append("ask the publisher for a licence" in error.remedy)
    assert asked == ["https://vigie.example/.well-known/tdmrep.json"]  # once a site
    assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize(
    ("path", "reserved"),
    [
        ("/", False), ("", False), ("/une", False), ("/abonnes/une", True), ("/abonnes/libre/une", False), ("/rapport.pdf", True),
        ("/rapport.pdf?x", False), ("/ab/deux-fin", True), ("/ab/deux-fini", False), ("/b/deux-fin", False),
    ],
)  # fmt: skip
def test_the_longest_path_that_fits_decides(path: str, reserved: bool) -> None:
    assert reserves(f"https://vigie.example{path}") is reserved


@pytest.mark.parametrize("text", ["", "[", "[" * 50_000, "{}", "[1]", '[{"location": 3}]', "null"])
def test_a_file_that_is_none_reserves_nothing(text: str) -> None:
    assert not reserves("https://vigie.example/une", text)


def test_a_site_without_the_file_reserves_nothing() -> None:
    assert not reserves("https://vigie.example/abonnes/une", status=404)
    assert not reserves("https://vigie.example/abonnes/une", status=503)


@pytest.mark.parametrize(
    ("page", "reserved"),
    [
        (b'<head><meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="https://x.example">', True),
        (b"<META CONTENT=1 NAME=tdm-reservation>", True), (b"<meta name='tdm-reservation' content='0'>", False),
        (b'<p>tdm-reservation 1</p><meta name="description" content="1">', False), (b"<meta " * 50_000, False),
    ],
)  # fmt: skip
def test_a_page_may_reserve_itself(page: bytes, reserved: bool) -> None:
    if reserved:
        with pytest.raises(FetchError, match=r"reserves text and data mining \(its page\)"):
            check_page(page)
    else:
        check_page(page)


def test_a_header_reserves() -> None:
    check_reservation({"tdm-reservation": "0"})
    with pytest.raises(FetchError, match="tdm-reservation: 1"):
        check_reservation({"tdm-reservation": " 1 "})
