"""Claims that a page says it has checked: ClaimReview of schema.org, in JSON-LD or microdata."""

from __future__ import annotations

import math
from typing import Any

from recoupe.intake.html import linked_data, microdata
from recoupe.intake.html.tree import Node, parse
from recoupe.model.report import Review

__all__ = ["reviews_of"]

_MOST = 50
"""Reviews of one page that are kept: fact-checks have one to five, yearly lists some dozens."""


def reviews_of(root: Node, found: list[dict[str, Any]]) -> tuple[Review, ...]:
    """Return the reviews of a page, none twice, in order; one without the words of its claim is left aside."""
    things = [o for o in found if "ClaimReview" in linked_data.kinds(o)]
    made = [_review(thing) for thing in (*things, *microdata.items(root, "ClaimReview"))]
    return tuple(dict.fromkeys(r for r in made if r is not None))[:_MOST]


def _review(thing: dict[str, Any]) -> Review | None:
    reviewed = _first(thing.get("itemReviewed"))
    claim = _words(thing.get("claimReviewed")) or _words(reviewed.get("text") if _is_claim(reviewed) else None)
    if not claim:
        return None
    rating = _first(thing.get("reviewRating"))
    value, worst, best = (_number(rating.get(key)) for key in ("ratingValue", "worstRating", "bestRating"))
    words = _words(rating.get("alternateName")) or _words(rating.get("name")) or _worded(rating.get("ratingValue"))
    author, claimant = (next(iter(linked_data.names(x.get("author"))), None) for x in (thing, reviewed))
    return Review(claim, words, value, worst, best, author, claimant, linked_data.one(thing.get("url")))


def _is_claim(thing: dict[str, Any]) -> bool:
    return "Claim" in linked_data.kinds(thing)


def _first(value: Any) -> dict[str, Any]:
    found = value[0] if isinstance(value, list) and value else value
    return found if isinstance(found, dict) else {}


def _words(value: Any) -> str | None:
    """A value as a reader sees it: its references decoded, without elements; None where there is none."""
    given = linked_data.one(value)
    return " ".join(parse(given).text().split()) or None if given else None


def _worded(value: Any) -> str | None:
    """A verdict that was put where its number belongs."""
    return _words(value) if isinstance(value, str) and _number(value) is None else None


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    try:
        number = float(value.strip().replace(",", ".") if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
