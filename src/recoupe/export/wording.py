"""The wording of what is printed: sentences, dates, numbers and quotation marks of one language, from its table."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from recoupe.lang import table
from recoupe.model.moment import days_of

__all__ = ["Wording", "wording"]


class Wording:
    """Wording in one language; every word comes from ``lang/<language>/brief.toml``."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.table: dict[str, Any] = table(language, "brief")

    def text(self, key: str, **values: object) -> str:
        """A sentence of the table, ``section.key`` or ``key`` of the section ``text``; an unknown key is printed as it is."""
        section, _, name = key.rpartition(".")
        found = self.table.get(section or "text", {}).get(name)
        if found is None:
            return name
        return str(found).format(**values) if values else str(found)

    def has(self, section: str, key: str) -> bool:
        """Whether a section of the table knows a key."""
        return key in self.table.get(section, {})

    def count(self, key: str, n: int, **values: object) -> str:
        """A number with its noun in the right form: ``count("reports", 3)``."""
        one, many = self.table["counted"][key]
        return str(one if n in self.table["singular"] else many).format(n=self.whole(n), **values)

    def whole(self, n: int) -> str:
        """A whole number with the language's separator of thousands."""
        return f"{n:,}".replace(",", self.table["thousands"])

    def number(self, value: float) -> str:
        """A number as people write it: no needless decimals, two at most."""
        if value == int(value):
            return self.whole(int(value))
        whole, _, rest = f"{value:,.2f}".partition(".")
        kept = rest.rstrip("0")
        return whole.replace(",", str(self.table["thousands"])) + (str(self.table["decimal"]) + kept if kept else "")

    def day(self, value: date | None, *, year: bool = False) -> str:
        """A short date, "16 Sept" or "16 Sept 2025"; the wording for none where it is not known."""
        if value is None:
            return self.text("undated")
        month = self.table["months"][value.month - 1]
        first = self.table["first_of_month"] if value.day == 1 else "{day}"
        return str(self.table["day_year" if year else "day"]).format(
            day=str(first).format(day=value.day), month=month, year=value.year
        )

    def days(self, first: date | None, last: date | None, *, year: bool = True) -> str:
        """A range of days, with what both share said once: "16–24 Sept 2025"."""
        if first is None or last is None or first == last:
            return self.day(first or last, year=year)
        if (
            first.day == 1
            and (first.year, first.month) == (last.year, last.month)
            and (last + timedelta(days=1)).day == 1
        ):
            month = str(self.table["months"][first.month - 1])
            return str(self.table["month_year"]).format(month=month, year=first.year)
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
            return str(first.year)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{self.day(last, year=year)}"
        return f"{self.day(first, year=year and first.year != last.year)} – {self.day(last, year=year)}"

    def moment(self, edtf: str | None, *, year: bool = False) -> str:
        """An EDTF value in short: a day, a month, a year, a range; the wording for none where it fixes no date."""
        if edtf is None:
            return self.text("undated")
        text = re.sub(r"[~?%]", "", edtf)
        if m := re.fullmatch(r"(\d{4})-(\d\d)", text):
            name = self._part_of_year(int(m[2]))
            if name:
                return str(self.table["month_year"]).format(month=name, year=m[1])
        elif re.fullmatch(r"\d{4}", text):
            return text
        found = days_of(edtf)
        if found is None:
            return edtf
        if None in found:
            return f"{self.day(found[0], year=year)} →" if found[0] else f"→ {self.day(found[1], year=year)}"
        return self.days(*found, year=year)

    def _part_of_year(self, number: int) -> str | None:
        """A month (1 to 12) or an EDTF season (21 to 24); None for another division."""
        if 1 <= number <= len(self.table["months"]):
            return str(self.table["months"][number - 1])
        return str(self.table["seasons"][number - 21]) if 21 <= number <= 24 else None

    def hour(self, edtf: str) -> str | None:
        """The hour of an EDTF time, "03:47"; None for a value that has none."""
        found = re.search(r"T(\d\d:\d\d)", edtf)
        return found[1] if found else None

    def quote(self, words: str) -> str:
        """Words between the language's quotation marks."""
        left, right = self.table["quotes"]
        return f"{left}{words}{right}"

    def listed(self, names: Sequence[str], most: int = 3) -> str:
        """Names in a list, "A, B and C", the rest counted."""
        shown = list(names[:most])
        if len(names) > most:
            return ", ".join(shown) + f" (+ {len(names) - most})"
        if len(shown) < 2:
            return "".join(shown)
        return ", ".join(shown[:-1]) + f" {self.table['and']} {shown[-1]}"

    def interval(self, low: float | None, high: float | None, unit: str | None, exactness: str) -> str:
        """A figure in short: "17", "≥ 7", "13–17", "~ 400", "30 %", "1/3"; the words themselves stand beside it."""
        a, b = self._amount(low, unit), self._amount(high, unit)
        if low is None and high is None:
            return self.text("figure.unknown")
        if low is None:
            return f"≤ {b}"
        if high is None:
            return f"≥ {a}"
        if exactness == "indefinite":
            return f"≥ {a}"
        if math.isclose(low, high):
            return f"~ {a}" if exactness == "approximate" else a
        return f"{self._amount(low, unit, bare=True)}–{b}"

    def _amount(self, value: float | None, unit: str | None, *, bare: bool = False) -> str:
        if value is None:
            return ""
        if unit == "share":
            if math.isclose(value, 1 / 3, abs_tol=0.004):
                return "1/3"
            return self.number(round(value * 100, 1)) + ("" if bare else self.text("figure.percent"))
        if unit and not bare and self.has("unit", unit):
            one, many = self.table["unit"][unit]
            return str(one if value in self.table["singular"] else many).format(n=self.number(value))
        return self.number(value) + (f" {unit}" if unit and not bare else "")


@lru_cache(maxsize=8)
def wording(language: str) -> Wording:
    """Return the wording of a language. Raises LanguageError where there is none."""
    return Wording(language)
