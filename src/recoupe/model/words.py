"""The closed vocabularies: each word as DESIGN's glossary and the JSON form spell it."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "Answering",
    "Belonging",
    "DecisionKind",
    "EntityKind",
    "EventType",
    "Exactness",
    "Form",
    "Hedge",
    "Measure",
    "MentionMode",
    "Modality",
    "MomentRole",
    "MomentType",
    "NameReading",
    "Nearness",
    "Polarity",
    "Precision",
    "PropositionLink",
    "Side",
    "Stance",
    "StandingWord",
    "Status",
]


class Status(StrEnum):
    """How a version of a report stands with its outlet."""

    LIVE = "live"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


class EntityKind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    PLACE = "place"
    GROUP = "group"
    FACILITY = "facility"
    EQUIPMENT = "equipment"


class NameReading(StrEnum):
    """Whether a place name means the place or the power that sits there."""

    LITERAL = "literal"
    INSTITUTION = "institution"


class MentionMode(StrEnum):
    """How the words name: by a proper name, a description or office, or a pronoun."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


class Precision(StrEnum):
    """How much ground a place's point stands for, from the widest; ``AREA`` is ground without an exact edge."""

    COUNTRY = "country"
    REGION = "region"
    COUNTY = "county"
    AREA = "area"
    TOWN = "town"
    SITE = "site"


class Nearness(StrEnum):
    """How a mention lies to the place it names: near it, in a part of it, at a distance or direction from it …"""

    NEAR = "near"
    PART = "part"
    AWAY = "away"
    OFF = "off"
    BETWEEN = "between"


class Belonging(StrEnum):
    """What the words beside a person's name say they belong to: « (PS, Finistère) », "(D-Ohio)"."""

    PARTY = "party"
    CONSTITUENCY = "constituency"
    COUNTRY = "country"
    BODY = "body"


class MomentType(StrEnum):
    """The four types of TIMEX3 (ISO-TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class MomentRole(StrEnum):
    """What a moment dates: when it was said, when it happened, or the day a figure holds for."""

    SAID = "said"
    HAPPENED = "happened"
    AS_OF = "as of"


class Exactness(StrEnum):
    """How exact the words make a figure."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"
    INDEFINITE = "indefinite"


class Measure(StrEnum):
    """What a figure measures, taken from its clause."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    ARRESTED = "arrested"
    DISPLACED = "displaced"
    EVACUATED = "evacuated"
    RESCUED = "rescued"
    DESTROYED = "destroyed"
    DAMAGED = "damaged"
    SUPPLIED = "supplied"
    COST = "cost"
    DISTANCE = "distance"
    AGE = "age"
    PRESENT = "present"
    AT_RISK = "at risk"
    SPEED = "speed"
    RATE = "rate"
    OTHER = "other"


class Stance(StrEnum):
    """What a source does with what it says; from the cue, never from the content."""

    SAYS = "says"
    CONFIRMS = "confirms"
    DENIES = "denies"
    DEBUNKS = "debunks"
    DOUBTS = "doubts"
    SUSPECTS = "suspects"
    ACCUSES = "accuses"
    CONDEMNS = "condemns"
    THREATENS = "threatens"
    PROMISES = "promises"
    URGES = "urges"
    ANNOUNCES = "announces"
    WARNS = "warns"
    ADMITS = "admits"
    FEARS = "fears"
    PREDICTS = "predicts"
    DECLINES = "declines"


Answering = frozenset({Stance.DENIES, Stance.CONFIRMS, Stance.DEBUNKS, Stance.DOUBTS})
"""Stances that speak of another statement."""


class Form(StrEnum):
    """Whose words they are."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NARRATED = "narrated"


class Hedge(StrEnum):
    """A reserve that the report itself puts on what is said."""

    NONE = "none"
    HEARSAY = "hearsay"
    POSSIBLE = "possible"


class Polarity(StrEnum):
    """Whether a clause asserts or negates its predicate."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(StrEnum):
    """How the text takes an event, by its wording alone."""

    HAPPENED = "happened"
    PLANNED = "planned"
    DENIED = "denied"
    ALLEGED = "alleged"
    HYPOTHETICAL = "hypothetical"


class PropositionLink(StrEnum):
    """How one proposition is told inside of another."""

    CONTENT = "content"
    OBJECT = "object"
    PURPOSE = "purpose"
    CIRCUMSTANCE = "circumstance"
    RESULT = "result"
    CAUSE = "cause"
    """What an act did (« une attaque a fait deux morts »), and the act that did it, told beside the harm (« une frappe a tué »)."""


class EventType(StrEnum):
    """The 16 root types of PLOVER (Open Event Data Alliance, public codebook)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Side(StrEnum):
    """Where a statement stands towards a claim."""

    FOR = "for"
    AGAINST = "against"
    NEITHER = "neither"


class StandingWord(StrEnum):
    """How a claim stands (DESIGN §5), in the order in which the rules are tried."""

    RETRACTED = "retracted"
    SUPERSEDED = "superseded"
    DEBUNKED = "debunked"
    DISPUTED = "disputed"
    UNSUPPORTED = "unsupported"
    CORROBORATED = "corroborated"
    REPORTED = "reported"


class DecisionKind(StrEnum):
    """What a person may decide; a decision is withdrawn by a later one, never erased."""

    SAME = "same"
    NOT_SAME = "not same"
    WRONG = "wrong"
    WITHDRAWN = "withdrawn"
    UNDO = "undo"
