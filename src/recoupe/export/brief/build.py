"""From entries and links to a brief: which reports, which claims in which section, how many of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from recoupe.errors import NotFoundError
from recoupe.export.brief.book import Book
from recoupe.export.brief.claims import salience, sources_of
from recoupe.export.brief.evening import evening
from recoupe.export.brief.events import event_item, event_order, event_salience
from recoupe.export.brief.facing import claim_told
from recoupe.export.brief.figures import history_item, history_salience
from recoupe.export.brief.gaps import questions
from recoupe.export.brief.header import copies, header, report_items
from recoupe.export.brief.people import speaker_item, speaker_salience, spoken
from recoupe.export.brief.records import Brief, Item, Options, Section
from recoupe.link.entry import Entry
from recoupe.link.links import Links
from recoupe.model.ledger import Claim, Story
from recoupe.model.words import Side, StandingWord

__all__ = ["STANDINGS", "brief", "brief_of", "chosen", "once", "story_of"]

T = TypeVar("T")

BOUNDS = {
    "several": 4, "disputed": 5, "debunked": 4, "retracted": 4, "figures": 4, "single": 5, "happened": 10, "spoke": 6,
    "copied": 3, "unanswered": 6, "reports": 20,
}  # fmt: skip
"""Most items of each section: together about 1,200 words, what can be read in five minutes."""

_COMMANDS = {
    "figures": "recoupe figures",
    "happened": "recoupe timeline",
    "spoke": "recoupe statements",
    "copied": "recoupe origins",
}

STANDINGS = {
    "disputed": (StandingWord.DISPUTED,),
    "debunked": (StandingWord.DEBUNKED, StandingWord.UNSUPPORTED),
    "retracted": (StandingWord.RETRACTED, StandingWord.SUPERSEDED),
}


def brief(entries: Sequence[Entry], links: Links, options: Options = Options()) -> Brief:  # noqa: B008 - a frozen value
    """Return the brief on what fits the options. Raises NotFoundError on a story that the links don't have."""
    return brief_of(Book(entries, links, options.language), options)


def brief_of(book: Book, options: Options) -> Brief:
    """Return the brief on what fits the options in a book; raises NotFoundError as ``brief`` does."""
    if options.until:
        known = frozenset(e.id for e in book.entries if _published(e) <= options.until)
        book = replace(book, links=evening(book.links, options.until, known))
    reports = chosen(book, options)
    claims = [c for c in book.links.claims if any(p.report in reports for p in c.positions)]
    sections = [_claim_section(book, key, group, options) for key, group in _grouped(claims).items()]
    by_key = {s.key: s for s in [*sections, *_others(book, reports, options)]}
    return Brief(options.language, header(book, reports, claims), tuple(by_key[k] for k in BOUNDS if by_key[k].items))


def chosen(book: Book, options: Options) -> frozenset[str]:
    """Ids of the reports that fit the options."""
    story = story_of(book.links, options.story)
    return frozenset(
        e.id
        for e in book.entries
        if (story is None or e.id in story.reports)
        and (options.reports_in is None or e.reading.language == options.reports_in)
        and (not options.since or _published(e) >= options.since)
        and (not options.until or "" < _published(e) <= options.until)
    )


def _published(entry: Entry) -> str:
    """Day of publication as ISO 8601, empty where it is not known."""
    return entry.report.day.isoformat() if entry.report.day else ""


def story_of(links: Links, name: str | None) -> Story | None:
    """The story with this id, or the first whose id begins so; None where none is asked for. Raises NotFoundError."""
    if not name:
        return None
    found = [s for s in links.stories if s.id == name] or [s for s in links.stories if s.id.startswith(name)]
    if not found:
        raise NotFoundError(f"no story {name!r} in this ledger", remedy="recoupe stories lists them")
    return found[0]


def _grouped(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Claims by section: by standing, and what is merely reported by whether one source says it or several."""
    found: dict[str, list[Claim]] = {"several": [], "disputed": [], "debunked": [], "retracted": [], "single": []}
    for claim in claims:
        key = next((k for k, words in STANDINGS.items() if claim.standing.word in words), None)
        if key is None:
            taking = [p for p in claim.positions if p.side is Side.FOR] or list(claim.positions)
            several = len({p.origin for p in taking}) > 1 and len(sources_of(taking)) > 1
            key = "several" if several or claim.standing.word is StandingWord.CORROBORATED else "single"
        found[key].append(claim)
    return found


def _claim_section(book: Book, key: str, claims: list[Claim], options: Options) -> Section:
    ranked = once(sorted(claims, key=lambda c: (-salience(book, c), c.id)))
    words = STANDINGS.get(key, (StandingWord.CORROBORATED,) if key == "several" else (StandingWord.REPORTED,))
    command = "recoupe claims " + " ".join(f"--standing {w.value}" for w in words)
    return _bounded(key, ranked, options, lambda c: claim_told(book, c), command)


_SAME = 0.6
"""Share of a claim's passages that stand under another already: the other side of one dispute, or one matter cut in two."""


def once(ranked: list[Claim]) -> list[Claim]:
    """The claims, those that another one stands for already moved to the end: the same figure's, or the same passages'."""
    histories: set[str] = set()
    holders: dict[tuple[str, int], list[int]] = {}
    first: list[Claim] = []
    again: list[Claim] = []
    for number, claim in enumerate(ranked):
        places = {(p.report, p.span.start) for p in claim.positions}
        shared = Counter(other for place in places for other in holders.get(place, ()))
        most = max(shared.values(), default=0)
        (again if claim.history in histories or most >= _SAME * len(places) else first).append(claim)
        for place in places:
            holders.setdefault(place, []).append(number)
        if claim.history:
            histories.add(claim.history)
    return first + again


def _others(book: Book, reports: frozenset[str], options: Options) -> list[Section]:
    histories = [h for h in book.links.histories if any(r.report in reports for r in h.rows)]
    events = [h for h in book.links.happenings if any(t.report in reports for t in h.tellings)]
    people = spoken(book, reports)
    happened = _bounded(
        "happened", _ranked(events, lambda h: (-event_salience(book, h), h.id)), options, lambda h: event_item(book, h)
    )
    in_order = tuple(sorted(happened.items, key=event_order))  # type: ignore[arg-type]
    return [
        _bounded(
            "figures",
            _ranked(histories, lambda h: (-history_salience(book, h), h.id)),
            options,
            lambda h: history_item(book, h),
        ),
        Section("happened", in_order, happened.more, happened.command),
        _bounded(
            "spoke",
            _ranked(people, lambda p: (-speaker_salience(book, p), p.source)),
            options,
            lambda p: speaker_item(book, p),
        ),
        _bounded("copied", copies(book, reports), options, lambda c: c),
        _bounded("unanswered", questions(book, reports), options, lambda q: q),
        _bounded("reports", report_items(book, reports), options, lambda r: r),
    ]


def _ranked(items: Iterable[T], key: Callable[[T], tuple[float, str]]) -> list[T]:
    return sorted(items, key=key)


def _bounded(
    key: str, ranked: Sequence[T], options: Options, item: Callable[[T], Item], command: str | None = None
) -> Section:
    most = options.top or BOUNDS[key]
    return Section(
        key, tuple(item(x) for x in ranked[:most]), max(len(ranked) - most, 0), command or _COMMANDS.get(key)
    )
