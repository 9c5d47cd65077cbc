"""From what was given (a row, a file's text) to a checked report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from recoupe.errors import FormatError, RecoupeError, TooLargeError
from recoupe.intake.encoding import checked_text
from recoupe.intake.language import language_code
from recoupe.intake.refusal import Arrival, Refusal
from recoupe.model.report import Report, Review, day_of
from recoupe.model.words import Status
from recoupe.settings import settings

__all__ = ["FIELDS", "LISTS", "key_of", "report_of", "row_of"]

FIELDS = ("published", "language", "outlet", "url", "title", "credit", "modified", "status", "replaces")
"""Columns and JSON keys that are kept, beside ``id``, ``text`` and ``file`` and those below; all others are left aside."""

LISTS = ("authors", "agencies", "based_on", "cites", "corrections", "hidden")
"""Keys of lists of strings; one string is a list of one."""

_LONGEST = 100
"""Entries of one such list at most: pages name some authors and some sources, and a list without end is no such thing."""


def report_of(text: Any, row: Mapping[str, Any], where: str) -> Arrival:
    """Return the report that a text and its row make, or the refusal that says why they make none."""
    try:
        return _report(text, row)
    except RecoupeError as error:
        return Refusal.of(error, where, key_of(row))


def row_of(report: Report) -> dict[str, Any]:
    """Return the row that makes a report again from its text."""
    names = (*FIELDS, *LISTS, "reviews", "urgency")
    return {"id": report.key, **{name: getattr(report, name) for name in names}}


def key_of(row: Mapping[str, Any]) -> str | None:
    """The caller's id of a row as a string, None without one; a number is written as JSON writes it."""
    value = row.get("id")
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return str(value) or None


def _report(text: Any, row: Mapping[str, Any]) -> Report:
    if not isinstance(text, str):
        raise FormatError(f"the text is {_kind(text)}, not a string", remedy='give the report as {"text": "…"}')
    if len(text) > settings().max_report:
        raise TooLargeError(
            f"the text has {len(text):,} characters, over the limit of {settings().max_report:,}",
            remedy="divide it, or raise RECOUPE_MAX_REPORT",
        )
    if not text.strip():
        raise FormatError(
            "the text is empty", remedy="leave it out; to take a report back: recoupe decide withdrawn ID"
        )
    _check_id(row)
    fields = {name: _string(row, name) for name in FIELDS}
    day_of(fields["published"])  # raises on a date that is none
    return Report(
        text=checked_text(text),
        published=fields["published"],
        language=language_code(fields["language"], text),
        outlet=fields["outlet"],
        url=fields["url"],
        title=fields["title"],
        credit=fields["credit"],
        modified=fields["modified"],
        status=_status(fields["status"]),
        replaces=fields["replaces"],
        key=key_of(row),
        **{name: _strings(row, name) for name in LISTS},
        reviews=_reviews(row),
        urgency=_urgency(row),
    )


def _strings(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A list of strings, none twice; raises FormatError on anything else in it."""
    value = row.get(name)
    found = [value] if isinstance(value, str) else value or ()
    if not isinstance(found, (list, tuple)) or not all(isinstance(x, str) for x in found) or len(found) > _LONGEST:
        raise FormatError(
            f"{name!r} is no list of up to {_LONGEST} strings", remedy=f"give {name!r} as strings, or leave it out"
        )
    return tuple(dict.fromkeys(checked_text(x.strip()) for x in found if x.strip()))


def _reviews(row: Mapping[str, Any]) -> tuple[Review, ...]:
    """Claims checked: as a page's reader made them, or as objects with the keys of the form."""
    value = row.get("reviews") or ()
    if not isinstance(value, (list, tuple)) or len(value) > _LONGEST:
        raise FormatError("'reviews' is no list", remedy='give it as [{"claim": "…", "rating": "…", "author": "…"}]')
    return tuple(dict.fromkeys(r if isinstance(r, Review) else _review(r) for r in value))


def _review(value: Any) -> Review:
    if not isinstance(value, Mapping) or not isinstance(value.get("claim"), str) or not value["claim"].strip():
        raise FormatError(
            "a review without a 'claim'", remedy='give it as {"claim": "…", "rating": "…", "author": "…"}'
        )
    rating, author, claimant, link = (_string(value, n) for n in ("rating", "author", "claimant", "link"))
    numbers = [value.get(n) for n in ("value", "worst", "best")]
    if any(isinstance(n, bool) or not (n is None or isinstance(n, (int, float))) for n in numbers):
        raise FormatError(
            "a review's 'value', 'worst' and 'best' are numbers", remedy="give numbers, or leave them out"
        )
    number, worst, best = (None if n is None else float(n) for n in numbers)
    return Review(checked_text(value["claim"].strip()), rating, number, worst, best, author, claimant, link)


def _urgency(row: Mapping[str, Any]) -> int | None:
    """The urgency, from 1 (flash) to 9; another value is none."""
    value = str(row.get("urgency") or "").strip()
    return int(value) if value in tuple("123456789") else None


def _check_id(row: Mapping[str, Any]) -> None:
    value = row.get("id")
    if value is not None and (isinstance(value, bool) or not isinstance(value, (str, int, float))):
        raise FormatError(f"'id' is {_kind(value)}, not a string", remedy="give ids as strings, or leave them out")
    checked_text(str(value or ""))


def _string(row: Mapping[str, Any], name: str) -> str | None:
    """A field as a string, None for an absent or empty one; raises FormatError on a list or an object."""
    value = row.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise FormatError(
            f"{name!r} is {_kind(value)}, not a string", remedy=f"give {name!r} as a string, or leave it out"
        )
    return checked_text(value)


def _status(value: str | None) -> Status:
    try:
        return Status((value or "live").strip().lower())
    except ValueError:
        allowed = ", ".join(Status)
        raise FormatError(f"status {value!r} is unknown", remedy=f"one of: {allowed}") from None


def _kind(value: Any) -> str:
    names = {
        type(None): "missing",
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "an object",
    }
    return names.get(type(value), type(value).__name__)
