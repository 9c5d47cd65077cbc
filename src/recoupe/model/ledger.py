"""What joins readings: identities, origins, stories, claims, histories, happenings, standings, decisions."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.model.span import Span
from recoupe.model.words import DecisionKind, EntityKind, EventType, Exactness, Modality, Side, Stance, StandingWord

__all__ = [
    "Claim",
    "Decision",
    "Evidence",
    "Happening",
    "History",
    "HistoryRow",
    "Identity",
    "Origin",
    "OriginLink",
    "Position",
    "Reason",
    "Standing",
    "Story",
    "Telling",
]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that a link or standing rests on: report id and span."""

    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reason:
    """A named rule or feature, its score, the two values compared, and a sentence for people."""

    rule: str
    detail: str
    score: float = 1.0
    left: str | None = None
    right: str | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """One person, organisation, place … across reports; ``members`` are (report id, entity id)."""

    id: str
    kind: EntityKind
    name: str
    names: tuple[str, ...]
    members: tuple[tuple[str, str], ...]
    qid: str | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class OriginLink:
    """Why a report goes with an earlier one: the passages shared, or the credit that says so."""

    report: str
    of: str
    reason: Reason
    spans: tuple[tuple[Span, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Reports that go back to one text or one dispatch; they count once."""

    id: str
    first: str
    reports: tuple[str, ...]
    links: tuple[OriginLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Reports about one unfolding affair."""

    id: str
    title: str
    reports: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """Where one statement stands towards a claim; ``origin`` is the origin of its words, ``source`` who speaks.

    ``span`` is the part of the statement that bears on the claim. ``source`` is an identity id, a description, or "narrator".
    """

    report: str
    statement: str
    span: Span
    side: Side
    source: str
    stance: Stance
    origin: str
    via: tuple[str, ...] = ()
    copy: bool = False
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a claim stands, by which printed rule, and on which passages; ``since`` the day, ``after`` the report that made it so."""

    word: StandingWord
    reason: Reason
    evidence: tuple[Evidence, ...] = ()
    since: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What statements of several reports are about; ``words`` is the claim in a source's own words."""

    id: str
    words: str
    positions: tuple[Position, ...]
    standing: Standing
    standings: tuple[Standing, ...] = ()
    story: str | None = None
    history: str | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One figure of a history: who gave it when, as of when."""

    report: str
    span: Span
    low: float | None
    high: float | None
    unit: str | None
    exactness: Exactness
    source: str
    said: str | None
    as_of: str | None = None
    statement: str | None = None
    status: str = "standing"
    """standing, superseded, corrected or withdrawn."""


@dataclass(frozen=True, slots=True)
class History:
    """The figures given for one measure, in order of what was said when; ``relations`` say how neighbours compare."""

    id: str
    measure: str
    rows: tuple[HistoryRow, ...]
    relations: tuple[Reason, ...] = ()
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling of an event: the report, the event in its reading, the anchor."""

    report: str
    event: str
    span: Span
    modality: Modality


@dataclass(frozen=True, slots=True)
class Happening:
    """One event across reports, with its tellings.

    ``series`` is the id of the happening that contains it; ``sides`` the codes of the states of those who act and of those
    it falls on, "RU>UA".
    """

    id: str
    type: EventType
    tellings: tuple[Telling, ...]
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    date: str | None = None
    modality: Modality = Modality.HAPPENED
    series: str | None = None
    reasons: tuple[Reason, ...] = ()
    sides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided: kept for ever, withdrawn only by a later one of kind UNDO naming it."""

    id: str
    kind: DecisionKind
    targets: tuple[str, ...]
    by: str
    at: str
    why: str = ""
