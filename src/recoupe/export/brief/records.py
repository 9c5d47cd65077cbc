"""The brief as records: what every form of it (text, Markdown, JSON) is printed from."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "PAIR", "Brief", "ClaimItem", "CopyItem", "EventItem", "Facing", "Header", "HistoryItem", "Item", "Options", "Passage", "Question",
    "ReportItem", "RowItem", "Section", "SpeakerItem", "StoryItem", "Voice",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Options:
    """What a brief is asked for.

    ``language`` is that of its wording; ``story`` an id; ``since`` and ``until`` days of publication as ISO 8601,
    both inside; ``reports_in`` keeps the reports of one language; ``top`` the most lines a section may have, None for
    each section's own bound.
    """

    language: str = "en"
    story: str | None = None
    since: str | None = None
    until: str | None = None
    reports_in: str | None = None
    top: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Quoted words and where they stand: the report's id and short label, ``[start, end)`` in code points."""

    report: str
    label: str
    start: int
    end: int
    words: str
    language: str

    @property
    def place(self) -> str:
        """``label:start–end``, as `recoupe show` takes it."""
        return f"{self.label}:{self.start}–{self.end}"


@dataclass(frozen=True, slots=True)
class Voice:
    """One source's position towards a claim, said once however many reports print it."""

    who: str
    role: str | None
    stance: str
    side: str
    day: str | None
    passage: Passage
    anonymous: bool = False
    narrated: bool = False
    hedge: str = "none"
    via: tuple[str, ...] = ()
    reports: int = 1
    origins: int = 1


PAIR = 2
"""Voices that a claim begins with where it has a sharpest pair: the one for it, then the one against."""


@dataclass(frozen=True, slots=True)
class Facing:
    """The sharpest pair of a claim: a voice for it (``one``) and one against it, which exclude each other, and why.

    ``sentence`` is the reason in the brief's language, ``rule`` its code.
    """

    one: Voice
    other: Voice
    rule: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ClaimItem:
    """A claim: its words as a source put them, how it stands and why, and the voices for and against."""

    id: str
    title: Passage
    standing: str
    rule: str
    why: str
    """The rule's own words, in English; ``grounds`` say the same as data."""
    grounds: tuple[str, tuple[str, ...]]
    since: str | None
    voices: tuple[Voice, ...]
    more: int
    reports: int
    origins: int
    before: str | None = None
    """How it stood before, where that changed."""
    facing: Facing | None = None
    """Who says the opposite of whom, where it is disputed or debunked."""


@dataclass(frozen=True, slots=True)
class RowItem:
    """One figure of a history, said once however often it is repeated."""

    day: str | None
    as_of: str | None
    low: float | None
    high: float | None
    unit: str | None
    exactness: str
    who: str
    role: str | None
    status: str
    passage: Passage
    reports: int = 1
    narrated: bool = False
    also: tuple[str, ...] = ()
    """Others who give the same figure."""


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """The figures given for one measure, oldest first, and how they compare: (relation, left row, right row)."""

    id: str
    measure: str
    counted: str | None
    rows: tuple[RowItem, ...]
    relations: tuple[tuple[str, int, int], ...]
    low: float | None
    high: float | None
    more: int = 0


@dataclass(frozen=True, slots=True)
class EventItem:
    """Something that happened, is to happen or is said to have happened."""

    id: str
    type: str
    date: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    modality: str
    passage: Passage
    reports: int
    origins: int
    series: bool = False
    other_year: bool = False
    """Whether its date is of another year than the report's."""
    act: str | None = None
    """What was done, a concept inside the type ("arrest" inside COERCE); None where tellings have no one act."""


@dataclass(frozen=True, slots=True)
class SpeakerItem:
    """Someone who spoke: how many statements, quoted by which outlets, through whom."""

    who: str
    role: str | None
    anonymous: bool
    statements: int
    outlets: tuple[str, ...]
    via: tuple[str, ...]
    first: Passage
    stances: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CopyItem:
    """One text and the reports that print it; ``kinds`` says why each goes with the first."""

    first: str
    outlet: str
    day: str | None
    copies: tuple[tuple[str, str, str, str, float], ...]
    """(label, outlet, rule, detail, score) of each later report."""


@dataclass(frozen=True, slots=True)
class Question:
    """What nobody says: the rule that found the gap, whom it concerns, and the passage that leaves it open."""

    rule: str
    who: str | None
    passage: Passage


@dataclass(frozen=True, slots=True)
class ReportItem:
    """A report that was read."""

    id: str
    label: str
    day: str | None
    outlet: str | None
    title: str
    language: str
    status: str
    of: str | None
    origin: str
    """Label of the first report of its origin."""


@dataclass(frozen=True, slots=True)
class StoryItem:
    """One affair: how many reports and origins, from when to when."""

    id: str
    title: str
    reports: int
    origins: int
    first: str | None
    last: str | None


Item = ClaimItem | HistoryItem | EventItem | SpeakerItem | CopyItem | Question | ReportItem


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the brief: its items, best first, how many more there are, and the command that lists them."""

    key: str
    items: tuple[Item, ...]
    more: int = 0
    command: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """What the brief rests on: counts, dates, outlets, languages, and how many claims stand how."""

    reports: int
    origins: int
    first: str | None
    last: str | None
    undated: int
    languages: tuple[tuple[str, int], ...]
    outlets: tuple[tuple[str, int], ...]
    standings: tuple[tuple[str, int], ...]
    stories: tuple[StoryItem, ...] = ()
    more_stories: int = 0
    since: str | None = None
    """The first day of what is new, where only that is told."""


@dataclass(frozen=True, slots=True)
class Brief:
    """The printed answer, in the order in which a desk reads it."""

    language: str
    header: Header
    sections: tuple[Section, ...]
