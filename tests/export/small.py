"""Small ledgers made by hand: reports of a line or two, claims on passages of them."""

from __future__ import annotations

from typing import Any

from recoupe.link.entry import Entry
from recoupe.link.links import Links
from recoupe.model.entity import Entity
from recoupe.model.event import Event, Proposition
from recoupe.model.ledger import (
    Claim,
    Happening,
    History,
    HistoryRow,
    Identity,
    Origin,
    Position,
    Reason,
    Standing,
    Story,
    Telling,
)
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.model.span import Span
from recoupe.model.statement import Statement
from recoupe.model.words import (
    EntityKind,
    EventType,
    Exactness,
    Form,
    Hedge,
    Modality,
    Polarity,
    Side,
    Stance,
    StandingWord,
)


class Maker:
    """Puts a ledger together, a report, a position or a row at a time."""

    def __init__(self) -> None:
        self.reports: dict[str, Report] = {}
        self.entities: dict[str, list[Entity]] = {}
        self.statements: dict[str, list[Statement]] = {}
        self.events: dict[str, list[Event]] = {}
        self.propositions: dict[str, list[Proposition]] = {}
        self.members: dict[str, list[tuple[str, str]]] = {}
        self.claims: list[Claim] = []
        self.histories: list[History] = []
        self.happenings: list[Happening] = []
        self.origins: list[Origin] = []
        self.stories: list[Story] = []

    def report(self, key: str, text: str, published: str | None = "2025-03-10", **fields: Any) -> Report:
        """Add a report."""
        fields.setdefault("language", "en")
        fields.setdefault("outlet", "The Wherry")
        made = Report(text=text, published=published, key=key, **fields)
        self.reports[key] = made
        return made

    def span(self, key: str, words: str) -> Span:
        """Where words stand in a report."""
        start = self.reports[key].text.index(words)
        return Span(start, start + len(words))

    def source(self, key: str, name: str, role: str | None = None) -> str:
        """Id of the identity of a person named in a report; "narrator" and descriptions (in small letters) are none."""
        if name[:1].islower():
            return name
        identity = f"i-{name}"
        if (self.reports[key].id, name) not in self.members.setdefault(identity, []):
            self.members[identity].append((self.reports[key].id, name))
            self.entities.setdefault(key, []).append(Entity(name, EntityKind.PERSON, name, (name,), role=role))
        return identity

    def says(self, key: str, who: str, words: str, side: str = "for", **fields: Any) -> Position:
        """Add a statement; return where it stands."""
        stance = Stance(fields.get("stance", "denies" if side == "against" else "says"))
        source = self.source(key, who, fields.get("role"))
        span = self.span(key, words)
        name = f"s-{key}-{span.start}"
        speaker = who if source.startswith("i-") else None
        form = Form.NARRATED if who == "narrator" else Form.INDIRECT
        made = Statement(
            name,
            (span,),
            None,
            (),
            speaker,
            stance,
            form,
            hedge=Hedge(fields.get("hedge", "none")),
            anonymous=fields.get("anonymous", False),
        )
        self.statements.setdefault(key, []).append(made)
        origin = fields.get("origin", key)
        return Position(
            self.reports[key].id,
            name,
            span,
            Side(side),
            source,
            stance,
            origin,
            fields.get("via", ()),
            fields.get("copy", False),
        )

    def claim(self, key: str, *positions: Position, standing: str = "reported", **fields: Any) -> Claim:
        """Add a claim; ``was`` are earlier (standing, day)."""
        now = Standing(StandingWord(standing), Reason("by hand", "because the test says so"), (), fields.get("since"))
        earlier = tuple(Standing(StandingWord(w), Reason("by hand", ""), (), day) for w, day in fields.get("was", ()))
        made = Claim(key, "", positions, now, (*earlier, now), fields.get("story"), fields.get("history"))
        self.claims.append(made)
        return made

    def row(
        self, key: str, who: str, words: str, bounds: tuple[float | None, float | None], **fields: Any
    ) -> HistoryRow:
        """Return a row of a history."""
        exactness = Exactness(fields.get("exactness", "exact"))
        return HistoryRow(
            self.reports[key].id, self.span(key, words), *bounds, fields.get("unit"), exactness, self.source(key, who),
            fields.get("said", self.reports[key].published), fields.get("as_of"), status=fields.get("status", "standing"),
        )  # fmt: skip

    def history(self, key: str, measure: str, *rows: HistoryRow) -> History:
        """Add a history."""
        self.histories.append(History(key, measure, rows))
        return self.histories[-1]

    def happening(self, key: str, words: str, kind: str = "ASSAULT", **fields: Any) -> Happening:
        """Add an event told by one report."""
        span, name = self.span(key, words), f"e-{key}-{len(self.happenings)}"
        modality = Modality(fields.pop("modality", "happened"))
        self.events.setdefault(key, []).append(Event(name, span, EventType(kind), modality=modality))
        telling = Telling(self.reports[key].id, name, span, modality)
        self.happenings.append(
            Happening(f"h-{len(self.happenings)}", EventType(kind), (telling,), modality=modality, **fields)
        )
        return self.happenings[-1]

    def negated(self, key: str, words: str, lemma: str) -> None:
        """Add a clause that is negated."""
        span = self.span(key, words)
        made = Proposition(f"p-{key}-{span.start}", span, span, f"en:{lemma}", lemma, polarity=Polarity.NEGATIVE)
        self.propositions.setdefault(key, []).append(made)

    @property
    def entries(self) -> list[Entry]:
        """The entries so far."""
        return [
            Entry(
                r,
                Reading(
                    r.id, r.language or "en", "hand", entities=tuple(self.entities.get(k, ())), statements=tuple(self.statements.get(k, ())),
                    events=tuple(self.events.get(k, ())),
                    propositions=tuple(self.propositions.get(k, ())),
                ),
            )
            for k, r in self.reports.items()
        ]  # fmt: skip

    @property
    def links(self) -> Links:
        """The links so far."""
        people = (
            Identity(i, EntityKind.PERSON, i[2:], (i[2:],), tuple(members))
            for i, members in sorted(self.members.items())
        )
        return Links(
            tuple(people),
            tuple(self.origins),
            tuple(self.stories),
            tuple(self.claims),
            tuple(self.histories),
            tuple(self.happenings),
        )
