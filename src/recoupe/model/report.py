"""A report: one published text, in one of its versions."""

from __future__ import annotations

from dataclasses import astuple, dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache

from recoupe.errors import FormatError
from recoupe.model.ids import content_id
from recoupe.model.words import Status

__all__ = ["Report", "Review", "day_of"]


@dataclass(frozen=True, slots=True)
class Review:
    """A claim that a page says it has checked (schema.org ClaimReview), all as given.

    ``claim`` are the words of the claim, ``rating`` those of the verdict; ``value`` is the verdict as a number between
    ``worst`` and ``best``; ``author`` is who checked, ``claimant`` who made the claim, ``link`` the page of the check.
    """

    claim: str
    rating: str | None = None
    value: float | None = None
    worst: float | None = None
    best: float | None = None
    author: str | None = None
    claimant: str | None = None
    link: str | None = None


@dataclass(frozen=True)
class Report:
    """One published text with what is known of it.

    ``text`` is verbatim and never rewritten; ``published`` and ``modified`` are ISO 8601 dates or
    times as given; ``language`` is an ISO 639-1 code or None until recognised; ``key`` is the id that
    the caller gave, or None; ``replaces`` is the key or id of the version that this one supersedes.

    ``authors`` and ``agencies`` are names, as far as the credit or the page tells them apart; ``based_on`` and ``cites`` are
    links or names of what the report says it was made from, or refers to; ``corrections`` are notes of correction that stand
    beside the text; ``reviews`` the claims that it says it has checked; ``hidden`` is text of its page that no reader sees,
    each with the reason before it; ``urgency`` is the agency's, from 1 (flash) to 9.
    """

    text: str
    published: str | None = None
    language: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    credit: str | None = None
    modified: str | None = None
    status: Status = Status.LIVE
    replaces: str | None = None
    key: str | None = field(default=None, compare=True)
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    based_on: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    reviews: tuple[Review, ...] = ()
    hidden: tuple[str, ...] = ()
    urgency: int | None = None

    @cached_property
    def id(self) -> str:
        """Hash of the content and of what identifies its publication; the language is no part of it."""
        return content_id(
            "r", self.text, self.published, self.outlet, self.url, self.title, self.credit, self.modified,
            str(self.status), self.replaces, self.key, *self._further(),
        )  # fmt: skip

    def _further(self) -> list[object]:
        """What few reports have, each with its name; a report without it has the id that it had before there was any."""
        reviews = tuple(astuple(r) for r in self.reviews)
        given = {
            "authors": self.authors, "agencies": self.agencies, "based_on": self.based_on, "cites": self.cites,
            "corrections": self.corrections, "reviews": reviews, "hidden": self.hidden, "urgency": self.urgency,
        }  # fmt: skip
        return [(name, value) for name, value in given.items() if value]

    @property
    def name(self) -> str:
        """The caller's id, else our own: what people call this report by."""
        return self.key or self.id

    @property
    def day(self) -> date | None:
        """The day of publication in the report's own time zone; None where it is not known."""
        return day_of(self.published)


@lru_cache(maxsize=1 << 14)
def day_of(published: str | None) -> date | None:
    """Return the day of an ISO 8601 date or time, in its own zone; None for none.

    Raises FormatError where the value is no such date.
    """
    if not published:
        return None
    try:
        return datetime.fromisoformat(published).date()
    except ValueError:
        pass
    try:
        return datetime.fromtimestamp(float(published), UTC).date()
    except (ValueError, OverflowError, OSError):
        raise FormatError(
            f"published {published!r} is no ISO 8601 date", remedy="write it as 2022-10-19 or 2022-10-19T08:30:00+02:00"
        ) from None
