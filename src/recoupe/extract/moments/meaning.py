"""What a time expression means once it is resolved."""

from __future__ import annotations

from dataclasses import dataclass, replace

from recoupe.extract.moments.almanac import When
from recoupe.model.words import MomentType

__all__ = ["Meaning", "dated", "length_of", "opened"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """Type, TIMEX3 and EDTF value, and the calendar period behind them where there is one.

    ``missing`` says that a reference was wanted and not to be had; ``conflict`` that the words contradict each other.
    """

    type: MomentType
    value: str | None
    edtf: str | None = None
    when: When | None = None
    alternatives: tuple[str, ...] = ()
    reference: str | None = None
    missing: bool = False
    conflict: str = ""

    def but(self, **changes: object) -> Meaning:
        """A copy with some members changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


def dated(when: When | None, **more: object) -> Meaning:
    """The meaning of a calendar period; of none, a date that is not known."""
    if when is None:
        return Meaning(MomentType.DATE, None, missing=True)
    return Meaning(MomentType.DATE, when.timex, when.edtf, when).but(**more)


def opened(unknown: str, kind: MomentType = MomentType.DATE) -> Meaning:
    """A moment whose reference is missing, with what is known of it ("XXXX-10-08")."""
    return Meaning(kind, unknown, missing=True)


_COMPOUND = {"Q": (3, "M"), "H": (6, "M"), "2W": (2, "W"), "2M": (2, "M"), "ML": (1000, "Y")}


def length_of(n: float | None, unit: str, half: bool = False) -> str:
    """A TIMEX3 length: ``length_of(2, "TH")`` is PT2H; no number gives X."""
    if unit in _COMPOUND:
        times, unit = _COMPOUND[unit]
        n = n * times + (times / 2 if half else 0) if n is not None else None
        half = False
    if n is None:
        size = "X"
    else:
        total = n + (0.5 if half else 0)
        size = str(int(total)) if total == int(total) else f"{total:g}"
    return f"PT{size}{unit[1]}" if unit[0] == "T" else f"P{size}{unit}"
