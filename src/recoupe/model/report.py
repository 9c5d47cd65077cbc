"""A report: one published text, in one of its versions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property

from recoupe.errors import FormatError
from recoupe.model.ids import content_id
from recoupe.model.words import Status

__all__ = ["Report", "day_of"]


@dataclass(frozen=True)
class Report:
    """One published text with what is known of it.

    ``text`` is verbatim and never rewritten; ``published`` and ``modified`` are ISO 8601 dates or
    times as given; ``language`` is an ISO 639-1 code or None until recognised; ``key`` is the id that
    the caller gave, or None; ``replaces`` is the key or id of the version that this one supersedes.
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

    @cached_property
    def id(self) -> str:
        """Hash of the content and of what identifies its publication; the language is no part of it."""
        return content_id(
            "r", self.text, self.published, self.outlet, self.url, self.title, self.credit, self.modified,
            str(self.status), self.replaces, self.key,
        )  # fmt: skip

    @property
    def name(self) -> str:
        """The caller's id, else our own: what people call this report by."""
        return self.key or self.id

    @cached_property
    def day(self) -> date | None:
        """The day of publication in the report's own time zone; None where it is not known."""
        return day_of(self.published)


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
