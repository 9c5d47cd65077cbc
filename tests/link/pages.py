"""Reports and readings made by hand, so that what joins them is tested without the steps that find them."""

from __future__ import annotations

from dataclasses import dataclass, field

from recoupe.link.entry import Entry
from recoupe.model.entity import Entity, Mention
from recoupe.model.event import Party, Proposition
from recoupe.model.figure import Figure
from recoupe.model.ids import content_id
from recoupe.model.reading import Reading
from recoupe.model.report import Report
from recoupe.model.span import Span
from recoupe.model.statement import Link, Statement
from recoupe.model.words import EntityKind, Exactness, Form, Hedge, Polarity, Stance, Status

DISPATCH = """SAINT-ARMEL, 4 mars (Alizé) - Un incendie a ravagé dans la nuit de lundi à mardi la scierie Kerval, à Saint-Armel, faisant trois blessés parmi les ouvriers de l'équipe de nuit, ont annoncé les pompiers du Morbihan.

Le feu s'est déclaré peu après deux heures dans l'atelier de séchage, où étaient entreposées quelque 400 tonnes de bois. Une soixantaine de pompiers, venus de Vannes et de Lorient, ont lutté jusqu'à l'aube pour protéger les maisons voisines.

« Nous avons entendu une détonation, puis tout s'est embrasé », a raconté à Alizé le contremaître, Yann Pennec, qui a donné l'alerte. La préfète, Odile Garnier, a ouvert un centre d'accueil au gymnase pour les riverains évacués.

La scierie, fondée en 1962, emploie 85 personnes. Son directeur, Marc Tanguy, a promis que personne ne perdrait son emploi."""

OTHER = """Le conseil régional a voté jeudi à Rennes un budget en hausse de 4 %, malgré l'opposition des élus écologistes, qui dénoncent l'abandon de deux lignes de train. Le président de la région, Loïc Madec, a défendu un texte « responsable », alors que les dotations de l'État reculent pour la troisième année. Les lycées recevront 30 millions d'euros pour leur rénovation."""


def report(text: str, name: str, published: str = "2025-03-04T08:00:00+01:00", **more: str | Status | None) -> Report:
    """A report in French unless told otherwise."""
    values = {"language": "fr", "outlet": f"Outlet {name}"} | more
    return Report(text=text, published=published, key=name, **values)  # type: ignore[arg-type]


def bare(*reports: Report) -> list[Entry]:
    """Entries whose readings are empty."""
    return [Entry(r, Reading(r.id, r.language or "fr", "test")) for r in reports]


@dataclass
class Page:
    """A report being written with what is found in it."""

    text: str
    name: str
    published: str = "2025-03-04"
    language: str = "fr"
    outlet: str | None = None
    status: Status = Status.LIVE
    replaces: str | None = None
    entities: dict[str, Entity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    propositions: list[Proposition] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def at(self, words: str) -> Span:
        """Where words stand."""
        start = self.text.index(words)
        return Span(start, start + len(words))

    def who(self, name: str, kind: EntityKind = EntityKind.PERSON) -> str:
        """The entity of a name."""
        key = content_id("e", self.name, name)
        self.entities.setdefault(name, Entity(key, kind, name, (name,)))
        if name in self.text:
            self.mentions.append(Mention(self.at(name), kind, key))
        return key

    def says(self, speaker: str | None, words: str, stance: Stance = Stance.SAYS, **more: object) -> Statement:
        """A statement of these words."""
        values = {"form": Form.INDIRECT, "hedge": Hedge.NONE, "anonymous": speaker is None} | more
        via = tuple(Link(self.who(v, EntityKind.ORGANISATION), Span(0, 1)) for v in values.pop("via", ()))  # type: ignore[attr-defined]
        key = content_id("s", self.name, words)
        made = Statement(
            key,
            (self.at(words),),
            None,
            (),
            self.who(speaker) if speaker else None,
            stance,
            chain=via,
            **values,  # type: ignore[arg-type]
        )
        self.statements.append(made)
        return made

    def does(self, clause: str, head: str, concept: str, lemma: str, **parties: str) -> Proposition:
        """A proposition, with ``actor`` and ``recipient`` where given."""
        span = self.at(clause)
        start = self.text.index(head, span.start)
        actors, recipients = (
            tuple(Party(self.at(parties[role]), self.who(parties[role])) for _ in (0,) if role in parties)
            for role in ("actor", "recipient")
        )
        negative = any(w in clause for w in ("n'", "ne ", "aucun", "sans", "not ", "no ", "never"))
        made = Proposition(
            content_id("p", self.name, clause), span, Span(start, start + len(head)), concept, lemma, actors, recipients,
            figures=tuple(f.span for f in self.figures if span.overlaps(f.span)),
            polarity=Polarity.NEGATIVE if negative else Polarity.POSITIVE,
        )  # fmt: skip
        self.propositions.append(made)
        return made

    def counts(self, words: str, low: float | None, high: float | None, **more: object) -> Figure:
        """A figure."""
        values = {"unit": None, "exactness": Exactness.EXACT, "measure": "killed", "counted": "personnes"} | more
        made = Figure(self.at(words), low, high, **values)  # type: ignore[arg-type]
        self.figures.append(made)
        return made

    def entry(self) -> Entry:
        """The entry, each list in reading order."""
        told = Report(
            text=self.text, published=self.published, language=self.language, outlet=self.outlet or f"Outlet {self.name}",
            status=self.status, replaces=self.replaces, key=self.name,
        )  # fmt: skip
        return Entry(
            told,
            Reading(
                told.id, self.language, "test", tuple(self.entities.values()), tuple(sorted(self.mentions, key=lambda m: m.span)),
                (), tuple(sorted(self.figures, key=lambda f: f.span)), tuple(sorted(self.propositions, key=lambda p: p.head)),
                tuple(sorted(self.statements, key=lambda s: s.content[0])),
            ),
        )  # fmt: skip
