"""The public JSON form, version 1: what ``recoupe read --json`` prints, typed so that its schema can be generated."""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

__all__ = [
    "VERSION",
    "AroundForm",
    "EntityForm",
    "EventForm",
    "FigureForm",
    "FurtherForm",
    "HarmForm",
    "LinkForm",
    "MembershipForm",
    "MentionForm",
    "MomentForm",
    "NoteForm",
    "PartyForm",
    "PropositionForm",
    "ReadingForm",
    "ReportForm",
    "ReviewForm",
    "SpanForm",
    "StatementForm",
    "schema",
]

VERSION = "1"

SpanForm = tuple[int, int]
"""Half-open ``[start, end]`` in Unicode code points of the report's text."""

KindForm = Literal["person", "organisation", "state", "place", "group", "facility", "equipment"]
StanceForm = Literal[
    "says", "confirms", "denies", "debunks", "doubts", "suspects", "accuses", "condemns", "threatens", "promises",
    "urges", "announces", "warns", "admits", "fears", "predicts", "declines",
]  # fmt: skip
EventTypeForm = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
ModalityForm = Literal["happened", "planned", "denied", "alleged", "hypothetical"]


class ReviewForm(TypedDict):
    """A claim that the report says it has checked, as its page gives it (schema.org ClaimReview)."""

    claim: str
    rating: str | None
    value: float | None
    worst: float | None
    best: float | None
    author: str | None
    claimant: str | None
    link: str | None


class FurtherForm(TypedDict):
    """What few reports have; each key stands only where there is something to say."""

    authors: NotRequired[list[str]]
    agencies: NotRequired[list[str]]
    based_on: NotRequired[list[str]]
    cites: NotRequired[list[str]]
    corrections: NotRequired[list[str]]
    reviews: NotRequired[list[ReviewForm]]
    hidden: NotRequired[list[str]]
    urgency: NotRequired[int]


class ReportForm(FurtherForm):
    """What is known of the report; ``text`` stands in the input only, ``text_sha256`` proves which one was read."""

    id: str
    language: str
    published: str | None
    modified: str | None
    outlet: str | None
    url: str | None
    title: str | None
    credit: str | None
    status: Literal["live", "corrected", "withdrawn"]
    replaces: str | None
    characters: int
    text_sha256: str


class MembershipForm(TypedDict):
    """A party, body, constituency or country that stands in brackets beside a person's name."""

    kind: Literal["party", "constituency", "country", "body"]
    span: SpanForm
    name: str
    qid: str | None


class AroundForm(TypedDict):
    """What makes a mention of a place mean the ground around it or a part of it; the point only where words give one."""

    span: SpanForm
    nearness: Literal["near", "part", "away", "off", "between"]
    precision: Literal["region", "area", "town"]
    direction: Literal["N", "NE", "E", "SE", "S", "SW", "W", "NW"] | None
    kilometres: float | None
    lat: float | None
    lon: float | None


class EntityForm(TypedDict):
    """Someone or something named in the report."""

    id: str
    kind: KindForm
    name: str
    names: list[str]
    qid: str | None
    geonames: str | None
    lat: float | None
    lon: float | None
    role: str | None
    state: str | None
    gender: str | None
    plural: bool
    anonymous: bool
    holder: str | None
    precision: Literal["country", "region", "county", "area", "town", "site"] | None
    memberships: list[MembershipForm]


class MentionForm(TypedDict):
    """Words that name an entity."""

    start: int
    end: int
    kind: KindForm
    entity: str
    reading: Literal["literal", "institution"]
    mode: Literal["name", "description", "pronoun"]
    candidates: list[str]
    around: AroundForm | None


class MomentForm(TypedDict):
    """A time expression; ``value`` in TIMEX3, ``edtf`` where it fixes dates."""

    start: int
    end: int
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    edtf: str | None
    alternatives: list[str]
    role: Literal["said", "happened", "as of"] | None
    reference: str | None


class FigureForm(TypedDict):
    """A number with what is counted; null bounds are open."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str | None
    exactness: Literal["exact", "approximate", "at_least", "at_most", "range", "indefinite"]
    counted: str | None
    counted_span: SpanForm | None
    head: str | None
    whole: str | None
    measure: str | None
    as_of: str | None
    change: str | None


class PartyForm(TypedDict):
    """Who takes part in a proposition."""

    span: SpanForm
    entity: str | None


class PropositionForm(TypedDict):
    """A clause or event noun, made language-neutral."""

    id: str
    span: SpanForm
    head: SpanForm
    concept: str
    lemma: str
    actors: list[PartyForm]
    recipients: list[PartyForm]
    others: list[tuple[str, PartyForm]]
    places: list[PartyForm]
    moments: list[SpanForm]
    figures: list[SpanForm]
    polarity: Literal["positive", "negative"]
    modality: ModalityForm
    tense: str | None
    nominal: bool
    under: str | None
    link: Literal["content", "object", "purpose", "circumstance", "result", "cause"] | None


class LinkForm(TypedDict):
    """One link of a chain."""

    speaker: str | None
    span: SpanForm
    anonymous: bool


class StatementForm(TypedDict):
    """One thing that one source is reported to have said."""

    id: str
    content: list[SpanForm]
    cue: SpanForm | None
    source: list[SpanForm]
    speaker: str | None
    anonymous: bool
    chain: list[LinkForm]
    stance: StanceForm
    form: Literal["direct", "indirect", "mixed", "narrated"]
    hedge: Literal["none", "hearsay", "possible"]
    said: SpanForm | None
    place: SpanForm | None
    medium: SpanForm | None
    addressee: SpanForm | None
    answers: str | None
    candidates: list[str]
    inside: str | None
    propositions: list[str]
    affiliation: str | None
    """Entity that the speaker belongs to or speaks for."""


class HarmForm(TypedDict):
    """Whom or what an act did harm to: which harm, and the figure that counts it."""

    span: SpanForm
    measure: str
    entity: str | None
    figure: SpanForm | None


class EventForm(TypedDict):
    """A proposition of one of PLOVER's types."""

    id: str
    anchor: SpanForm
    type: EventTypeForm
    actor: list[SpanForm]
    recipient: list[SpanForm]
    place: SpanForm | None
    moment: SpanForm | None
    modality: ModalityForm
    actor_entities: list[str | None]
    recipient_entities: list[str | None]
    place_entity: str | None
    mode: str | None
    mutual: bool
    proposition: str | None
    same: str | None
    background: bool
    victims: list[HarmForm]
    damage: list[HarmForm]
    instruments: list[PartyForm]
    equipment: list[PartyForm]


class NoteForm(TypedDict):
    """Something left open, refused or remarkable."""

    code: str
    span: SpanForm | None
    message: str
    about: str | None


class ReadingForm(TypedDict):
    """One reading: a line of ``recoupe read --json``."""

    version: Literal["1"]
    id: str
    rules: str
    report: ReportForm
    entities: list[EntityForm]
    mentions: list[MentionForm]
    """By name only."""
    references: list[MentionForm]
    """By description or pronoun."""
    moments: list[MomentForm]
    figures: list[FigureForm]
    propositions: list[PropositionForm]
    statements: list[StatementForm]
    events: list[EventForm]
    notes: list[NoteForm]
    text: NotRequired[str]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a reading, made from these types."""
    from pydantic import TypeAdapter

    made = TypeAdapter(ReadingForm).json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "recoupe-reading-1", **made}
