"""Reports, readings and links made by hand, ready or put together piece by piece: for tests that need no syntax model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from recoupe.link.entry import Entry
from recoupe.link.links import Changes, Links
from recoupe.model.entity import Entity, Mention
from recoupe.model.event import Event, Party, Proposition
from recoupe.model.figure import Figure
from recoupe.model.ids import content_id
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
from recoupe.model.moment import Moment
from recoupe.model.reading import Note, Reading
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
    MomentType,
    Polarity,
    Side,
    Stance,
    StandingWord,
)

TEXTS = (
    "La maire de Corvanne, Hélène Brassac, a démenti mardi que douze œuvres aient brûlé au musée.",
    "Le préfet a confirmé jeudi à Corvanne que 40 habitants avaient été évacués après l’incendie.",
    "Fire officer Tom Aldgate said the blaze at the Corvanne museum had destroyed 12 paintings.",
    "« Rien n’a brûlé », a répété Hélène Brassac dans un entretien à la radio locale 🎙 de Corvanne.",
)


def reports(count: int = len(TEXTS)) -> list[Report]:
    """Reports that all differ, one a day from 3 May 2024."""
    made = []
    for i in range(count):
        text = TEXTS[i % len(TEXTS)] + ("" if i < len(TEXTS) else f" ({i})")
        language = "en" if i % len(TEXTS) == 2 else "fr"
        day = f"2024-05-{3 + i % 25:02d}"
        made.append(Report(text, day, language, "La Vigie" if i % 2 else "Plein Jour", key=f"wire-{i:02d}"))
    return made


def reading_of(report: Report, rules: str = "test") -> Reading:
    """A reading with one entry of every kind, whose spans are cut from the text by simple patterns."""
    text = report.text
    name = re.search(r"(?:Hélène Brassac|Tom Aldgate|préfet)", text)
    assert name is not None
    place = re.search("Corvanne", text)
    assert place is not None
    number = re.search(r"douze œuvres|40 habitants|12 paintings|Rien", text)
    assert number is not None
    person = Entity("e1", EntityKind.PERSON, name[0], (name[0],))
    town = Entity("e2", EntityKind.PLACE, "Corvanne", ("Corvanne",), qid="Q999999")
    stance = Stance.DENIES if "démenti" in text else Stance.SAYS
    said = Span(len(text) // 2, len(text))
    figure = Figure(Span(*number.span()), 12.0, 12.0, None, Exactness.EXACT, "œuvres", None, "œuvre", None, "destroyed")
    where = Party(Span(*place.span()), "e2")
    day = Moment(Span(0, 2), MomentType.DATE, report.published, report.published)
    return Reading(
        report.id, report.language or "fr", rules,
        entities=(person, town),
        mentions=tuple(sorted(
            (Mention(Span(*name.span()), person.kind, "e1"), Mention(Span(*place.span()), town.kind, "e2")), key=lambda m: m.span
        )),
        moments=(day,),
        figures=(figure,),
        statements=(
            Statement(content_id("s", report.id, 1), (said,), Span(0, 2), (Span(*name.span()),), "e1", stance, Form.INDIRECT),
            Statement(content_id("s", report.id, 2), (Span(3, 9), where.span), None, (), None, Stance.SAYS, Form.NARRATED),
        ),
        events=(
            Event(content_id("ev", report.id), Span(*number.span()), EventType.ASSAULT, (Party(Span(*name.span()), "e1"),),
                  (), where, day.span, Modality.ALLEGED),
        ),
        notes=(Note("no-speaker", None, "nobody is named"),),
    )  # fmt: skip


def read_many(found: Iterable[Report]) -> Iterator[Reading]:
    """A stand-in for the pipeline: the same shape, no syntax model."""
    from recoupe.ledger import ledger

    for report in found:
        yield reading_of(report, ledger.rules_version())


def links(found: list[Report]) -> Links:
    """One link of every kind over the first two reports or more."""
    ids = sorted(r.id for r in found)
    first = ids[0]
    statements = [content_id("s", i, 1) for i in ids]
    reason = Reason("same figure", "both give twelve", 0.8, "douze", "12")
    positions = tuple(
        Position(r, s, Span(0, 4), Side.FOR, "i-1", Stance.SAYS, "o-1", ("agency",), reason=reason)
        for r, s in zip(ids, statements, strict=True)
    )
    standing = Standing(StandingWord.CORROBORATED, reason, (), "2024-05-04", first)
    row = HistoryRow(first, Span(0, 4), 12.0, None, None, Exactness.AT_LEAST, "i-1", "2024-05-03")
    return Links(
        identities=(Identity("i-1", EntityKind.PERSON, "Hélène Brassac", ("Hélène Brassac", "Mme Brassac"), ((first, "e1"),), reasons=(reason,)),),
        origins=(Origin("o-1", first, tuple(ids)),),
        stories=(Story("st-1", "L’incendie du musée", tuple(ids)),),
        claims=(Claim("c-1", "douze œuvres ont brûlé", positions, standing, (standing,), "st-1", "h-1"),),
        histories=(History("h-1", "destroyed", (row,), (reason,)),),
        happenings=(Happening("ha-1", EventType.ASSAULT, (Telling(first, content_id("ev", first), Span(0, 4), Modality.ALLEGED),)),),
    )  # fmt: skip


class NoLinker:
    """A stand-in for what joins readings: nothing, or what ``joined(entries, decisions)`` of a subclass says."""

    def __init__(self, decisions: Iterable[object] = (), _read: object = None, _find: object = None) -> None:
        self.decisions = list(decisions)
        self.entries: list[object] = []

    def add(self, entries: Iterable[object]) -> None:
        """Enter reports."""
        self.entries.extend(entries)

    def decide(self, decisions: Iterable[object]) -> None:
        """Heed other decisions."""
        self.decisions = list(decisions)

    def __len__(self) -> int:
        """None that could be kept for another program."""
        return 0

    def __contains__(self, report: object) -> bool:
        """Whether a report was entered."""
        return any(getattr(e, "id", None) == report for e in self.entries)

    def changes(self) -> Changes:
        """All links, as if there were none before."""
        return Changes.of(self.links())

    def links(self) -> Links:
        """What joins them."""
        return self.joined(self.entries, self.decisions)

    @staticmethod
    def joined(_entries: list[object], _decisions: list[object]) -> Links:
        """Nothing."""
        return Links()


def linker(joined: object) -> type[NoLinker]:
    """A stand-in that joins by a function."""
    return type("Joined", (NoLinker,), {"joined": staticmethod(joined)})


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
        """Add a claim; ``was`` are earlier (standing, day), ``evidence`` what its standing rests on."""
        why, rests = Reason("by hand", "because the test says so"), fields.get("evidence", ())
        now = Standing(StandingWord(standing), why, rests, fields.get("since"))
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
