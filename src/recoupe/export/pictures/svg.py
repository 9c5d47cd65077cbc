"""Markup built from names, attributes and texts; every text is escaped on the way in, so that a report can't add any."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from recoupe.export.layout import plain
from recoupe.model.span import Span

__all__ = ["Drawn", "Where", "tag"]

Where = Callable[[str, Span], str]
"""From a report's id and a span to the address at which the span opens."""


class Drawn(str):
    """Markup whose texts are escaped already; ``__html__`` says so to templates (the MarkupSafe protocol)."""

    __slots__ = ()

    def __html__(self) -> str:
        """The markup itself."""
        return str(self)


def tag(name: str, *children: str | None, **attributes: object) -> Drawn:
    """Return an element. Children that are not ``Drawn`` are texts; None of a child or attribute is left out.

    An attribute's ``_`` stands for ``-``, one at its end is dropped (``class_``); names in capitals and small letters
    (``viewBox``) stay as they are.
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_shown(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(x if isinstance(x, Drawn) else escape(plain(x)) for x in children if x is not None)
    return Drawn(f"<{name}{given}>{inside}</{name}>")


def _shown(value: object) -> str:
    """Numbers with one decimal at most: a tenth of a unit can't be seen."""
    if isinstance(value, float):
        return f"{value:.1f}".rstrip("0").rstrip(".")
    return str(value)
