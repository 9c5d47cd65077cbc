"""Who spoke, for a brief: each source once, with how often and where it was quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from recoupe.export.brief.book import ANONYMOUS, Book
from recoupe.export.brief.records import SpeakerItem
from recoupe.model.span import Span
from recoupe.model.statement import Statement
from recoupe.model.words import Form

__all__ = ["Spoken", "speaker_item", "speaker_salience", "spoken"]


@dataclass
class Spoken:
    """All that one source is reported to have said."""

    source: str
    said: list[tuple[str, Statement]] = field(default_factory=list)

    def stances(self, book: Book) -> Counter[str]:
        """Statements by stance, those of copies counted once: the most that one report of each origin has."""
        per_report = Counter((report, s.stance.value) for report, s in self.said)
        most: dict[tuple[str, str], int] = {}
        for (report, stance), n in per_report.items():
            key = (book.origin_id(report), stance)
            most[key] = max(most.get(key, 0), n)
        total: Counter[str] = Counter()
        for (_, stance), n in most.items():
            total[stance] += n
        return total

    def times(self, book: Book) -> int:
        """Number of statements, those of copies counted once."""
        return sum(self.stances(book).values())

    @property
    def anonymous(self) -> bool:
        """Whether the source is never named."""
        return all(s.anonymous for _, s in self.said)


def spoken(book: Book, reports: Collection[str]) -> list[Spoken]:
    """Everyone who is reported to have said something in these reports, in order of first speaking."""
    found: dict[str, Spoken] = {}
    for entry in book.ordered:
        if entry.id in reports:
            for source, statement in _sourced(book, entry.id):
                found.setdefault(source, Spoken(source)).said.append((entry.id, statement))
    return list(found.values())


def _sourced(book: Book, report: str) -> Iterator[tuple[str, Statement]]:
    entry = book.entry[report]
    for s in entry.reading.statements:
        if s.form is Form.NARRATED:
            continue
        if s.speaker is not None:
            identity = book.identity_of.get((report, s.speaker))
            entity = book.entities.get((report, s.speaker))
            yield (identity.id if identity else entity.name if entity else s.speaker), s
        elif s.source:
            yield book.passage(report, s.source[0]).words, s


def speaker_salience(book: Book, person: Spoken) -> float:
    """How much a desk would want to see a source: its statements, twice the origins that quote it, 1 for a name."""
    origins = {book.origin_id(report) for report, _ in person.said}
    return person.times(book) + 2.0 * len(origins) + 1.0 * (person.source in book.identities and not person.anonymous)


def speaker_item(book: Book, person: Spoken) -> SpeakerItem:
    """Return a source as it is printed."""
    report, first = person.said[0]
    span = first.source[0] if first.source else first.content[0]
    outlets = dict.fromkeys(o for r, _ in person.said if (o := book.entry[r].report.outlet))
    return SpeakerItem(
        who=book.name(person.source),
        role=book.role(person.source),
        anonymous=person.anonymous and book.name(person.source) != book.name(ANONYMOUS),
        statements=person.times(book),
        outlets=tuple(outlets),
        via=tuple(dict.fromkeys(_links(book, person))),
        first=book.passage(report, Span(*span)),
        stances=tuple(sorted(person.stances(book).items(), key=lambda x: (-x[1], x[0]))),
    )


def _links(book: Book, person: Spoken) -> Iterator[str]:
    """Names of those through whom the source was heard."""
    for report, statement in person.said:
        for link in statement.chain:
            if link.speaker and link.speaker != statement.speaker:
                identity = book.identity_of.get((report, link.speaker))
                yield book.name(identity.id if identity else book.passage(report, link.span).words)
