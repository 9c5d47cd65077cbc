from __future__ import annotations

from dataclasses import replace

import pytest

from making import Maker
from recoupe.export.brief.book import Book, short_labels
from recoupe.model.span import Span


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["calvenne-01", "calvenne-02"], ["01", "02"]),
        (["000_deada507ecda44c8", "004_74a81c287298154b"], ["000", "004"]),
        (["a.txt", "b.txt"], ["a", "b"]),
        (["quay", "quay-2"], ["quay", "quay-2"]),
        (["r-0123456789abcdef", "r-fedcba9876543210"], ["r-012345", "r-fedcba"]),
        (["r-0123456789abcdef", "r-0123450000000000"], ["r-0123456789abcdef", "r-0123450000000000"]),
        ([], []),
    ],
)
def test_labels_are_short_and_tell_reports_apart(names: list[str], expected: list[str]) -> None:
    assert list(short_labels({f"id{i}": name for i, name in enumerate(names)}).values()) == expected


def test_names_are_those_of_reports_in_the_language(maker: Maker) -> None:
    maker.report("en", "Kerovia said no.")
    maker.source("en", "Kerovia")
    assert Book(maker.entries, maker.links, "en").name("i-Kerovia") == "Kerovia"
    assert Book(maker.entries, maker.links, "fr").name("two officials") == "two officials"


def test_what_the_tables_know_is_named_in_the_language(maker: Maker) -> None:
    maker.report("fr", "La Maison-Blanche a dit non.", language="fr")
    maker.source("fr", "La Maison-Blanche")
    links = replace(maker.links, identities=tuple(replace(i, qid="Q35525") for i in maker.links.identities))
    assert Book(maker.entries, links, "en").name("i-La Maison-Blanche") == "White House"
    assert Book(maker.entries, links, "fr").name("i-La Maison-Blanche") == "La Maison-Blanche"


def test_an_office_stands_beside_a_name_but_is_not_said_twice(maker: Maker) -> None:
    maker.report("a", "Mayor Ida Voss spoke.")
    maker.source("a", "Ida Voss", "mayor of Lund")
    maker.source("a", "Mayor Bo Lind", "mayor")
    book = Book(maker.entries, maker.links, "en")
    assert book.role("i-Ida Voss") == "mayor of Lund"
    assert book.role("i-Mayor Bo Lind") is None
    assert book.role("two officials") is None


@pytest.mark.parametrize(
    ("name", "office", "body", "expected"),
    [
        ("Ida Voss", "managing director", "Norvalis", "managing director (Norvalis)"),
        ("Ida Voss", None, "Norvalis", "Norvalis"),
        ("Ida Voss", "mayor of Lund", "Norvalis", "mayor of Lund"),
        ("Ida Voss", "head of the miners' union", "The miners' union", "head of the miners' union"),
        ("Ida Voss of Norvalis", None, "Norvalis", None),
    ],
)
def test_whose_office_it_is_stands_beside_it_where_no_name_in_it_tells(
    maker: Maker, name: str, office: str | None, body: str, expected: str | None
) -> None:
    maker.report("a", "The mine closed.")
    maker.source("a", body)
    maker.says("a", name, "The mine closed", role=office)
    maker.statements["a"] = [replace(s, affiliation=body) for s in maker.statements["a"]]
    assert Book(maker.entries, maker.links, "en").role(f"i-{name}") == expected


def test_a_report_that_stands_alone_is_its_own_origin(book: Book) -> None:
    by_name = {e.report.name: e.id for e in book.entries}
    assert book.origin_id(by_name["calvenne-03"]) == "dispatch"
    assert book.origin_id(by_name["calvenne-07"]) == by_name["calvenne-07"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MARLE (Ostland), 10 mars (Cormoran) - Le barrage a cédé.", "Le barrage a cédé."),
        ("LUND, Norway — The lock is shut.", "The lock is shut."),
        ("The lock – an old one – is shut.", "The lock – an old one – is shut."),
        ("UNICEF said so. It left - late.", "UNICEF said so. It left - late."),
    ],
)
def test_a_dateline_is_left_out_and_offsets_hold(maker: Maker, text: str, expected: str) -> None:
    report = maker.report("a", text)
    passage = Book(maker.entries, maker.links, "en").passage(report.id, Span(0, len(text)))
    assert passage.words == expected == text[passage.start : passage.end]
