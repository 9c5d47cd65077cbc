"""Figures: phrase tables of both languages, conventions, bad input, and what holds for any text."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from recoupe.extract import figures, moments
from recoupe.extract.draft import Draft
from recoupe.model.figure import Figure
from recoupe.model.report import Report
from recoupe.model.words import Exactness
from recoupe.parse.reader import parse_many

CASES = Path(__file__).parent.parent / "cases"
LANGUAGES = ("en", "fr")
SIGNS = {
    "=": Exactness.EXACT,
    "~": Exactness.APPROXIMATE,
    ">": Exactness.AT_LEAST,
    "<": Exactness.AT_MOST,
    "?": Exactness.INDEFINITE,
}


class Case(NamedTuple):
    """A row: its table, the plain sentence, the spans between brackets, and what is wanted of each."""

    table: str
    text: str
    spans: list[tuple[int, int]]
    wanted: list[str]


def cases(language: str) -> Iterator[Case]:
    raw: dict[str, Any] = tomllib.loads((CASES / f"figures_{language}.toml").read_text(encoding="utf-8"))
    for name, rows in raw.items():
        for marked, *wanted in rows:
            text, spans = unmarked(marked)
            yield Case(name, text, spans, wanted)


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence without its brackets, and where they stood."""
    text, spans, start = "", [], 0
    for character in marked:
        if character == "[":
            start = len(text)
        elif character == "]":
            spans.append((start, len(text)))
        else:
            text += character
    return text, spans


def draft_of(text: str, language: str, parsed: Any) -> Draft:
    draft = Draft(Report(text=text, published="2025-03-12", language=language), language, parsed)
    moments.STEP.run(draft)
    figures.STEP.run(draft)
    return draft


@lru_cache(maxsize=4)
def found(language: str) -> dict[str, list[Figure]]:
    """The figures of each sentence of a table; all parsed in one batch."""
    texts = list(dict.fromkeys(case.text for case in cases(language)))
    parsed = parse_many(texts, language)
    return {text: draft_of(text, language, p).figures for text, p in zip(texts, parsed, strict=True)}


def wrong(case: Case, have: list[Figure]) -> list[str]:
    """What does not fit, a line each."""
    faults = []
    if len(have) != len(case.spans):
        faults.append(f"{len(have)} figures: {[case.text[f.span.start : f.span.end] for f in have]}")
        return faults
    for figure, span, wanted in zip(have, case.spans, case.wanted, strict=True):
        if tuple(figure.span) != span:
            faults.append(f"span {case.text[figure.span.start : figure.span.end]!r} not {case.text[slice(*span)]!r}")
        faults.extend(unlike(figure, wanted))
    return faults


def unlike(figure: Figure, wanted: str) -> Iterator[str]:
    value, *rest = (part.strip() for part in wanted.split("|"))
    if value != "*":
        low, high, exactness = meant(value)
        same = close(figure.low, low) and close(figure.high, high) and figure.exactness is exactness
        if not same:
            yield f"value {figure.low}..{figure.high} {figure.exactness} not {value}"
    for name, want in zip(("unit", "counted", "measure"), rest, strict=False):
        have = getattr(figure, name)
        if want != "*" and have != (None if want == "-" else want):
            yield f"{name} {have!r} not {want!r}"


def meant(value: str) -> tuple[float | None, float | None, Exactness]:
    if value[0] not in SIGNS:
        low, high = value.split("..")
        return float(low), float(high), Exactness.RANGE
    exactness = SIGNS[value[0]]
    low, _, high = value[1:].partition("..")
    if exactness is Exactness.AT_LEAST or (exactness is Exactness.INDEFINITE and not high):
        return float(low), None, exactness
    if exactness is Exactness.AT_MOST:
        return None, float(low), exactness
    return float(low), float(high or low), exactness


def close(a: float | None, b: float | None) -> bool:
    return a is b or (a is not None and b is not None and math.isclose(a, b, rel_tol=1e-6))


@pytest.mark.parametrize("language", LANGUAGES)
def test_enough_phrases(language: str) -> None:
    assert sum(max(1, len(case.spans)) for case in cases(language)) >= 200


@pytest.mark.parametrize(
    ("language", "case"),
    [(language, case) for language in LANGUAGES for case in cases(language)],
    ids=lambda x: x.text[:40] if isinstance(x, Case) else x,
)
def test_phrase(language: str, case: Case) -> None:
    assert wrong(case, found(language)[case.text]) == []


def figures_of(text: str, language: str) -> list[Figure]:
    return draft_of(text, language, next(parse_many([text], language))).figures


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", " "])
def test_spaces_of_every_width_part_thousands_in_french(space: str) -> None:
    text = f"Le camp abrite 37{space}412 personnes."
    (figure,) = figures_of(text, "fr")
    assert (figure.low, figure.counted) == (37412, "personnes")
    assert text[slice(*figure.span)] == f"37{space}412 personnes"


def test_an_ordinary_space_parts_no_thousands_in_english() -> None:
    assert [f.low for f in figures_of("The camp holds 37\u202f412 people.", "en")] == [37412]
    assert 37412 not in [f.low for f in figures_of("On line 37 412 people signed.", "en")]


def test_offsets_are_the_reports_own() -> None:
    text = "L\u2019arm\u00e9e a per\u00addu pr\u00e8s d\u2019une cen\u00adtaine de blind\u00e9s."
    (figure,) = figures_of(text, "fr")
    assert text[slice(*figure.span)] == "pr\u00e8s d\u2019une cen\u00adtaine de blind\u00e9s"
    assert (figure.low, figure.high, figure.head) == (80, 100, "blind\u00e9")


def test_a_share_names_its_whole() -> None:
    (figure,) = figures_of("Les crues ont noy\u00e9 30 % des terres agricoles de la plaine.", "fr")
    assert figure.counted == "terres agricoles"
    assert figure.whole == "terres agricoles de la plaine"


@pytest.mark.parametrize(
    ("text", "language", "change"),
    [
        ("Les ventes ont augment\u00e9 de 12 %.", "fr", ["up by"]),
        ("Les ventes ont baiss\u00e9 de 12 %.", "fr", ["down by"]),
        ("Le bilan est pass\u00e9 de 12 \u00e0 18 morts.", "fr", ["from", "to"]),
        ("Sales rose by 12% to 300 million dollars.", "en", ["up by", "up to"]),
        ("Sales fell 12%.", "en", ["down"]),
        ("The town has 300 houses.", "en", [None]),
    ],
)
def test_changes(text: str, language: str, change: list[str | None]) -> None:
    assert [f.change for f in figures_of(text, language)] == change


def test_a_moment_dates_a_figure_that_it_marks() -> None:
    (figure,) = figures_of("Au 3 mars 2025, on comptait 41 bless\u00e9s.", "fr")
    assert figure.as_of == "2025-03-03"
    (figure,) = figures_of("Le maire a re\u00e7u 41 pompiers lundi.", "fr")
    assert figure.as_of is None


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Le 4 mars 2025 au soir, 17 personnes avaient p\u00e9ri.", "fr", "2025-03-04"),
        ("La crue a tu\u00e9 9 personnes, selon un bilan arr\u00eat\u00e9 le 4 mars 2025.", "fr", "2025-03-04"),
        ("L'incendie du 4 mars 2025 a fait 64 bless\u00e9s.", "fr", None),
        ("Trois hommes ont \u00e9t\u00e9 tu\u00e9s le 4 mars 2025.", "fr", None),
        ("At least 11 people had been killed by March 4, 2025.", "en", "../2025-03-04"),
        ("At least 11 people were killed on March 4, 2025.", "en", None),
    ],
)
def test_the_day_of_what_happened_dates_no_count(text: str, language: str, day: str | None) -> None:
    (figure,) = figures_of(text, language)
    assert (figure.as_of or "").removeprefix("../") == (day or "").removeprefix("../")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "%",
        "1.2.3.4",
        "000",
        "12 %%% 13",
        "\ud800 12",
        "1/0",
        "9" * 400,
        "de de 5 \u00e0 \u00e0 6",
        "$",
        "vingt vingt vingt",
        "- - 3",
    ],
)
def test_odd_texts_break_nothing(text: str, language: str) -> None:
    for figure in figures_of(text, language):
        assert 0 <= figure.span.start < figure.span.end <= len(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_spans_lie_in_the_text_and_bounds_in_order(language: str) -> None:
    for text, have in found(language).items():
        for figure in have:
            assert 0 <= figure.span.start < figure.span.end <= len(text)
            assert figure.low is None or figure.high is None or figure.low <= figure.high
            if figure.counted_span is not None:
                assert text[slice(*figure.counted_span)] == figure.counted


def test_a_number_in_a_date_is_no_figure() -> None:
    assert figures_of("Le 12 mars 2024, le pont a rouvert \u00e0 14 h 30.", "fr") == []
    assert figures_of("On 12 March 2024 the bridge reopened at 2:30 pm.", "en") == []


def test_a_figure_that_counts_nothing_named_is_noted() -> None:
    draft = draft_of("Il y en avait 12.", "fr", next(parse_many(["Il y en avait 12."], "fr")))
    assert [(n.code, n.span) for n in draft.notes] == [("figure-open", draft.figures[0].span)]
    draft = draft_of("Il a 12 chèvres.", "fr", next(parse_many(["Il a 12 chèvres."], "fr")))
    assert draft.notes == []


def test_values_are_finite() -> None:
    for text in ("9" * 400, "111 222 " * 40, "1e999", "2 billions " * 30):
        for language in LANGUAGES:
            for figure in figures_of(f"Il y avait {text} euros.", language):
                assert all(bound is None or math.isfinite(bound) for bound in (figure.low, figure.high))
