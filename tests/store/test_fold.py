"""Searching: words without case and accents, the same for both databases."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.store.fold import LIMIT, Term, fold, terms, to_fts5, to_tsquery


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’Élysée", "l elysee"),
        ("Œuvres d'ART", "oeuvres d art"),
        ("30 %, 1.234,5 €", "30 1 234 5"),
        ("Straße — Łódź", "strasse lodz"),
        ("Shahed-136_B", "shahed 136 b"),
        ("e\u0301te\u0301", "ete"),
        ("ﬁn", "fin"),
        ("", ""),
        ("🎙 !", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_only_so_much_is_searched() -> None:
    assert len(fold("mot " * LIMIT)) <= LIMIT


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Drones IRANIENS", [Term(("drones",)), Term(("iraniens",))]),
        ('"centrales électriques" missil*', [Term(("centrales", "electriques")), Term(("missil",), True)]),
        ("« centrales électriques »", [Term(("centrales", "electriques"))]),
        ("l'Élysée", [Term(("l", "elysee"))]),
        ("AND OR NOT NEAR", [Term(("and",)), Term(("or",)), Term(("not",)), Term(("near",))]),
        ("* \" ' ;", []),
    ],
)
def test_terms(asked: str, found: list[Term]) -> None:
    assert terms(asked) == found


def test_queries_of_both_databases() -> None:
    found = terms('"centrales électriques" missil*')
    assert to_fts5(found) == '"centrales electriques" AND "missil" *'
    assert to_tsquery(found) == "('centrales' <-> 'electriques') & ('missil':*)"


@given(st.text(max_size=60))
def test_whatever_is_asked_is_a_query_that_sqlite_understands(asked: str) -> None:
    found = terms(asked)
    if not found:
        return
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
        connection.execute("SELECT * FROM t WHERE t MATCH ?", (to_fts5(found),)).fetchall()
