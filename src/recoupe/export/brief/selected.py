"""A board of a ledger of any size: what is shown is chosen from the outline, and only that is looked up.

Counts are of the whole ledger. Which claims stand first is settled in two steps: by what the outline tells of each (how
many origins and sources, how lately), and among the first of these by all that their passages tell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter

from recoupe.errors import NotFoundError
from recoupe.export.brief.book import Book
from recoupe.export.brief.build import STANDINGS, once
from recoupe.export.brief.claims import salience
from recoupe.export.brief.evening import evening
from recoupe.export.brief.facing import claim_told
from recoupe.export.brief.gaps import questions
from recoupe.export.brief.header import STORIES, counted
from recoupe.export.brief.part import labels
from recoupe.export.brief.records import ClaimItem, Header, Options, Question, StoryItem
from recoupe.ledger import Ledger
from recoupe.ledger.outline import ClaimOutline, Outline, Place, StoryOutline
from recoupe.link.links import Links
from recoupe.model.ledger import Claim
from recoupe.model.words import StandingWord

__all__ = ["Selected", "few", "first_of", "fitting", "selected"]

Also = Callable[[Outline, Mapping[str, ClaimOutline]], Iterable[str]]

_RANKED = 32
"""Claims of a section whose passages are looked at, to find the eight or twelve that are shown."""

_READ = 300
"""Reports, the newest, in which is looked for what nobody says: what a desk can still ask about today."""

_WHOLE = 5_000
"""Claims that are ranked by all that their passages tell, as a brief ranks them: those of some three hundred reports."""

_TELLING = 16
"""Reports of a claim that are looked at, the first ones: what follows repeats them; the counts are of all."""


@dataclass(frozen=True, slots=True)
class Selected:
    """The book of what is shown; the reports that fit; claims by section, best first, with how many each section has; what nobody says."""

    book: Book
    reports: frozenset[str]
    header: Header
    shown: Mapping[str, tuple[tuple[Claim, ClaimItem], ...]]
    total: Mapping[str, int]
    unsaid: tuple[Question, ...]
    claims: Mapping[str, ClaimOutline]
    """All claims that fit, by id, with all their positions, also those beyond the reports that were looked at."""


def selected(ledger: Ledger, options: Options, also: Also = lambda _outline, _claims: ()) -> Selected:
    """Return what a board shows for the options of a brief; ``also`` names claims to look up beside.

    Raises NotFoundError on a story that is not there.
    """
    outline = ledger.outline()
    reports = fitting(outline, options)
    claims = {c.id: c for c in _standing_then(outline, reports, options.until)}
    grouped = _grouped(claims.values())
    large = len(outline.reports) > _READ or len(claims) > _WHOLE  # a small ledger is ranked whole
    ranked = {key: first_of(outline, found, _RANKED) if large else found for key, found in grouped.items()}
    wanted = {c.id for found in ranked.values() for c in found}.union(c for c in also(outline, claims) if c in claims)
    newest = sorted(reports, key=lambda r: (outline.reports[r].day, r), reverse=True)[:_READ]
    book = _book(ledger, (outline, options), {i: claims[i].places for i in wanted}, newest)
    records = {c.id: c for c in book.links.claims}
    shown = {key: _shown(book, [records[c.id] for c in found], options.top or 0) for key, found in ranked.items()}
    return Selected(
        book, reports, _header(outline, reports, claims.values()), {key: _counted(found, claims) for key, found in shown.items()},
        {key: len(found) for key, found in grouped.items()}, tuple(questions(book, newest)[: options.top or None]), claims,
    )  # fmt: skip


# ---------------------------------------------------------------------------- from the outline


def fitting(outline: Outline, options: Options) -> frozenset[str]:
    """Ids of the reports that fit the options. Raises NotFoundError on a story that is not there."""
    story = _story(outline, options.story)
    return frozenset(
        i
        for i in (outline.reports if story is None else [r for r in story.reports if r in outline.reports])
        if (options.reports_in is None or outline.reports[i].language == options.reports_in)
        and (not options.since or outline.reports[i].day >= options.since)
        and (not options.until or "" < outline.reports[i].day <= options.until)
    )


def _story(outline: Outline, name: str | None) -> StoryOutline | None:
    if not name:
        return None
    found = next((s for s in outline.stories if s.id == name), None)
    found = found or next((s for s in outline.stories if s.id.startswith(name)), None)
    if found is None:
        raise NotFoundError(f"no story {name!r} in this ledger", remedy="recoupe stories lists them")
    return found


def _standing_then(outline: Outline, reports: frozenset[str], until: str | None) -> Iterator[ClaimOutline]:
    """Claims that have a position in one of the reports, as they stood on an evening."""
    every = len(reports) == len(outline.reports)
    for claim in outline.claims:
        if not every and not any(p.report in reports for p in claim.places):
            continue
        if not until:
            yield claim
            continue
        known = tuple(p for p in claim.places if (r := outline.reports.get(p.report)) and r.day <= until)
        yield claim.on(known, tuple(s for s in claim.standings if not s.since or s.since[:10] <= until))


_SECTION = {word: key for key, words in STANDINGS.items() for word in words}


def _grouped(claims: Iterable[ClaimOutline]) -> dict[str, list[ClaimOutline]]:
    """Claims by section, as a brief has them."""
    found: dict[str, list[ClaimOutline]] = {
        "several": [],
        "disputed": [],
        "debunked": [],
        "retracted": [],
        "single": [],
    }
    for claim in claims:
        word = claim.standing.word
        told = "several" if claim.several or word is StandingWord.CORROBORATED else "single"
        found[_SECTION.get(word, told)].append(claim)
    return found


def first_of(outline: Outline, claims: Iterable[ClaimOutline], most: int) -> list[ClaimOutline]:
    """The claims that are most likely to be shown: told most widely, and lately."""

    def worth(claim: ClaimOutline) -> tuple[int, str, str]:
        day = max((r.day for p in claim.places if (r := outline.reports.get(p.report))), default="")
        return claim.weight, day, claim.id

    ranked = sorted(claims, key=attrgetter("weight"), reverse=True)
    least = ranked[most - 1].weight if len(ranked) > most else -most
    return sorted((c for c in ranked if c.weight >= least), key=worth, reverse=True)[:most]


def _header(outline: Outline, reports: frozenset[str], claims: Iterable[ClaimOutline]) -> Header:
    known = [outline.reports[r] for r in reports]
    days = sorted(r.day for r in known if r.day)
    standing = Counter(c.standing.word for c in claims)
    stories = sorted(
        (s for s in outline.stories if len(reports & set(s.reports)) > 1), key=lambda s: (-len(s.reports), s.id)
    )
    return Header(
        reports=len(known),
        origins=len({outline.origin.get(r, r) for r in reports}),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        undated=sum(not r.day for r in known),
        languages=counted(r.language for r in known),
        outlets=counted(r.outlet for r in known if r.outlet),
        standings=tuple((w.value, standing[w]) for w in StandingWord if standing[w]),
        stories=tuple(_story_item(outline, s) for s in stories[:STORIES]),
        more_stories=max(len(stories) - STORIES, 0),
    )


def _story_item(outline: Outline, story: StoryOutline) -> StoryItem:
    days = sorted(d for r in story.reports if r in outline.reports and (d := outline.reports[r].day))
    origins = len({outline.origin.get(r, r) for r in story.reports})
    first, last = (days[0], days[-1]) if days else (None, None)
    return StoryItem(story.id, " ".join(story.title.split()), len(story.reports), origins, first, last)


# ---------------------------------------------------------------------------- from the ledger


def _book(
    ledger: Ledger, asked: tuple[Outline, Options], wanted: Mapping[str, tuple[Place, ...]], newest: Collection[str]
) -> Book:
    """A book of the claims wanted and of the newest reports, with all that bears on them."""
    outline, options = asked
    kept = {i: few(outline, places) for i, places in wanted.items()}
    claims = tuple(_trimmed(c, kept[c.id]) for c in ledger.claims_of(kept))
    small = outline.reports if len(outline.reports) <= _READ else ()
    reports = set(newest).union(small, *kept.values())
    histories = ledger.histories_of({h for r in reports for _, h in outline.told.get(r, ())})
    happenings = ledger.happenings_in(newest)
    links = Links(
        tuple(ledger.identities_in(reports)), tuple(ledger.origins_of(reports)), (), claims,
        tuple(replace(h, rows=tuple(r for r in h.rows if r.report in reports)) for h in histories),
        tuple(replace(h, tellings=tuple(t for t in h.tellings if t.report in reports)) for h in happenings),
    )  # fmt: skip
    if options.until:
        links = evening(links, options.until, {r for r, o in outline.reports.items() if o.day <= options.until})
    return Book(ledger.entries_of(reports), links, options.language, called=labels(ledger))


def few(outline: Outline, places: Iterable[Place]) -> frozenset[str]:
    """The reports of a claim that are looked at: those published first."""
    told = {p.report for p in places}
    if len(outline.reports) <= _READ:
        return frozenset(told)
    return frozenset(sorted(told, key=lambda r: (outline.reports[r].day if r in outline.reports else "", r))[:_TELLING])


def _trimmed(claim: Claim, reports: Collection[str]) -> Claim:
    return replace(claim, positions=tuple(p for p in claim.positions if p.report in reports))


def _shown(book: Book, claims: Iterable[Claim], most: int) -> list[tuple[Claim, ClaimItem]]:
    ranked = once(sorted(claims, key=lambda c: (-salience(book, c), c.id)))
    return [(c, claim_told(book, c)) for c in ranked[:most]]


def _counted(
    found: Iterable[tuple[Claim, ClaimItem]], claims: Mapping[str, ClaimOutline]
) -> tuple[tuple[Claim, ClaimItem], ...]:
    """Items with how many reports and origins there are in all."""

    def count(key: str, name: str) -> int:
        return len({getattr(p, name) for p in claims[key].places})

    return tuple((c, replace(i, reports=count(c.id, "report"), origins=count(c.id, "origin"))) for c, i in found)
