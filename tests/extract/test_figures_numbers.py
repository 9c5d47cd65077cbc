"""Numbers by themselves: digits with their separators, words, the table of widths."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.errors import SettingsError
from recoupe.extract.figures import rules as tables
from recoupe.extract.figures.lexer import Atom, lexer, number
from recoupe.extract.figures.numerals import numeral
from recoupe.extract.figures.sums import Sums
from recoupe.settings import Settings

FRENCH = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize"]  # fmt: skip
FRENCH_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
ENGLISH_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def french(n: int) -> str:
    """The words of a whole number below a milliard, by the rules of the grammar books."""
    if n >= 1_000_000:
        return joined(french(n // 1_000_000), "million" if n < 2_000_000 else "millions", n % 1_000_000, french)
    if n >= 1000:
        return joined("" if n < 2000 else french(n // 1000), "mille", n % 1000, french)
    if n >= 100:
        return joined("" if n < 200 else french(n // 100), "cent", n % 100, french)
    if n >= 80:
        return "quatre-vingts" if n == 80 else f"quatre-vingt-{french(n - 80)}"
    if n >= 60:
        return below(60, n)
    if n > 16:
        return f"dix-{FRENCH[n - 10]}" if n < 20 else below(n // 10 * 10, n)
    return FRENCH[n]


def below(base: int, n: int) -> str:
    tens = FRENCH_TENS[base // 10]
    if n == base:
        return tens
    return f"{tens} et {french(n - base)}" if n - base in (1, 11) else f"{tens}-{french(n - base)}"


def joined(count: str, scale: str, rest: int, words: object) -> str:
    assert callable(words)
    return " ".join(part for part in (count, scale, words(rest) if rest else "") if part)


def english(n: int) -> str:
    if n >= 1_000_000:
        return joined(english(n // 1_000_000), "million", n % 1_000_000, english)
    if n >= 1000:
        return joined(english(n // 1000), "thousand", n % 1000, english)
    if n >= 100:
        return joined(english(n // 100), "hundred and" if n % 100 else "hundred", n % 100, english)
    if n >= 20:
        return ENGLISH_TENS[n // 10] + (f"-{ENGLISH[n % 10]}" if n % 10 else "")
    return ENGLISH[n]


def read(words: str, language: str) -> tuple[float, bool]:
    """Value of the words, and whether all of them were read."""
    lex = lexer(language)
    atoms: list[Atom] = []
    at = 0
    spaced = words.replace("-", " - ") if language == "en" else words
    for i, word in enumerate(spaced.split()):
        start = words.index(word, at)
        at = start + len(word)
        atoms += [Atom(role, value, letters, i, start + a, start + b) for role, value, letters, a, b in lex(word)]
    found = numeral(Sums(atoms, tables.rules(language), words), 0)
    assert found is not None, words
    return found.value, found.end == len(words)


@given(st.integers(min_value=2, max_value=999_999_999))
def test_french_words_are_read(n: int) -> None:
    assert read(french(n), "fr") == (n, True)


@given(st.integers(min_value=2, max_value=999_999_999))
def test_english_words_are_read(n: int) -> None:
    assert read(english(n), "en") == (n, True)


@given(st.integers(min_value=0, max_value=10**12), st.integers(min_value=0, max_value=99))
def test_digits_are_read_in_both_formats(whole: int, cents: int) -> None:
    assert number(f"{whole:,}.{cents:02}", ".") == pytest.approx(whole + cents / 100)
    assert number(f"{whole:,}".replace(",", ".") + f",{cents:02}", ",") == pytest.approx(whole + cents / 100)
    assert number(f"{whole:,}", ".") == whole


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [("1.5", ",", 1.5), ("37,4", ".", 37.4), ("12.500", ",", 12500), ("12.500", ".", 12.5), ("0,500", ",", 0.5), ("1.234.567", ".", 1234567), ("1'200", ",", 1200), ("1.2.3", ",", None), ("12,34,5", ".", None), ("1.23.456", ",", None)],
)  # fmt: skip
def test_separators(text: str, decimal: str, value: float | None) -> None:
    assert number(text, decimal) == value


@pytest.fixture
def own_widths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's table: ``write_text`` to it, then ask for the widths."""
    monkeypatch.setattr(tables, "settings", lambda: Settings(tables=tmp_path))
    tables.widths.cache_clear()
    yield tmp_path / "exactness.toml"
    tables.widths.cache_clear()


def test_a_user_may_override_the_widths(own_widths: Path) -> None:
    own_widths.write_text("[group]\nlow = 0.5\nhigh = 1.5\n", encoding="utf-8")
    assert tables.widths().group == (0.5, 1.5)
    assert tables.widths().approximate == (0.9, 1.1)


@pytest.mark.parametrize(
    ("text", "message"),
    [("[group", "not a TOML table"), ("[grupo]\nlow = 1\n", r"\[grupo\] is no row"), ("[group]\nlow = 'x'\n", "something else than numbers"), ("[group]\nlow = 2\nhigh = 1\n", "low 2.0 and high 1.0"), ("[group]\nmiddle = 1\n", "is no row")],
)  # fmt: skip
def test_a_bad_table_is_refused(own_widths: Path, text: str, message: str) -> None:
    own_widths.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=message):
        tables.widths()
