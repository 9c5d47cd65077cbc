"""All that joins readings, derived from the entries and a person's decisions, and from nothing else (DESIGN §2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from typing import Any

from recoupe.compare.prints import parts_of, prints
from recoupe.link.bound import HINT, anchored_in, wanted
from recoupe.link.circles import Circles, ring
from recoupe.link.claims import claims_of
from recoupe.link.decisions import as_ruled, rulings
from recoupe.link.entry import Entry, in_order
from recoupe.link.events import Series, happenings_of
from recoupe.link.groups import Groups
from recoupe.link.homes import Homes
from recoupe.link.naming import Identities
from recoupe.link.offices import Offices
from recoupe.link.origins import Origins
from recoupe.link.recent import Recent
from recoupe.link.register import Register
from recoupe.link.shelves import Changes, Links, Shelf
from recoupe.link.state import Shelved, fill, store
from recoupe.link.stories import Stories
from recoupe.link.traces import traces_of
from recoupe.link.voices import Pointed, Scene, scene
from recoupe.model.ids import content_id
from recoupe.model.ledger import Claim, Decision, Happening, History, Origin
from recoupe.model.words import Status

__all__ = ["Changes", "Entry", "Linker", "Links", "link"]

Read = Callable[[str], Entry]
Find = Callable[[str], str | None]
"""From an id of something found in a report, or of a history or happening, to the report that it starts in."""
Circle = tuple[str, ...]
"""Reports of one affair, in order."""


CLAIMS = 8192
"""Claims that are held as they were last told: those of the affairs of some days, some kilobytes each."""
EVENTS = ("ev", "ha")
"""How ids of events and happenings start."""
_Ids = dict[str, list[str]]
"""By kind, the ids of what came of an affair."""
_Work = Callable[[Scene, Circle, Sequence[Circle]], _Ids]


class _Book:
    """What affairs told when they were last looked at, by their first report: a hash of all it rests on, and ids."""

    def __init__(self) -> None:
        self.told: dict[str, tuple[str, _Ids]] = {}
        self._gone: list[_Ids] = []

    def forget(self, first: str) -> None:
        """Let what an affair told be told no longer."""
        if first in self.told:
            self._gone.append(self.told.pop(first)[1])

    def taken(self) -> Iterator[tuple[str, str]]:
        """Kinds and ids of what was forgotten since this was last asked."""
        gone, self._gone = self._gone, []
        return ((kind, key) for ids in gone for kind, keys in ids.items() for key in keys)


class _Growing:
    """Links that grow with the ledger: what a report does not touch is neither looked at nor worked out again.

    ``entry`` leads from the id of a report to it with its reading; few are asked for at a time, and ``light`` says that
    they are kept elsewhere.
    """

    def __init__(self, decisions: Sequence[Decision], entry: Read, find: Find, *, light: bool) -> None:
        self._stand = stand = rulings(decisions)
        self.read, self._find = entry, find
        self._register = register = Register()
        read = (lambda report: entry(report).report) if light else None
        self._people = Identities(stand)
        self._origins, self._stories = Origins(stand, read, register), Stories(stand, read, register)
        self._offices = Offices(lambda report: {e: n.id for e, n in self._people.of(report).items()})
        self._sources = Circles(self._origins.beside, self._origins.parted)
        self._circles = Circles(self._beside, self._affairs)
        self._series = Series()
        self._pointed: Recent[Pointed] = Recent()
        self._stood: Recent[Any] = Recent(CLAIMS)
        self._last: Recent[Claim | History] = Recent(CLAIMS)
        """Claims and histories as they were last told."""
        self._anchored, self._homes = Homes(wanted(stand), anchored_in), Homes(stand.named(*EVENTS), _events_in)
        """Where claims, histories and statements are found that decisions name; and events and happenings."""
        self._again: set[str] = set()
        """Reports whose affairs are told anew, as other decisions bear on them, whatever else they rest on."""
        self._anew: frozenset[str] = frozenset()
        """The firsts of these affairs."""
        self._resplit: set[str] = set()
        """Reports whose affairs are parted into stories anew for the same reason."""
        self._decided: Mapping[str, list[str]] = {}
        self._fresh: dict[str, None] = {}
        """Reports that came in since."""
        self._story: dict[str, str] = {}
        self._roots: dict[str, tuple[str, ...]] = {}
        """By the first report of an affair, those that its reports' origins start from."""
        self._claims, self._happenings = _Book(), _Book()

    def parts(self) -> dict[str, Any]:
        """All that a state consists of, in the order in which it is kept."""
        return {
            "people": self._people, "origins": self._origins, "stories": self._stories, "offices": self._offices,
            "sources": self._sources, "circles": self._circles, "series": self._series, "anchored": self._anchored.of,
            "homes": self._homes.of, "story": self._story, "roots": self._roots, "claims": self._claims.told,
            "happenings": self._happenings.told,
        }  # fmt: skip

    @property
    def reports(self) -> Sequence[str]:
        """Ids of all reports, in the order in which they came in."""
        return self._register.ids

    def _entry(self, report: str) -> Entry:
        return as_ruled(self.read(report), self._stand)

    def extend(self, entries: Sequence[Entry]) -> None:
        """Enter reports with their readings."""
        for entry in entries:
            ruled = as_ruled(entry, self._stand)
            self._anchored.add(ruled)
            self._homes.add(ruled)
            self._people.add(entry)
            self._offices.add(ruled)
            self._fresh[entry.id] = None
        for part in parts_of(entry.report for entry in entries):
            made = prints(part)
            self._origins.extend(part, made)
            self._stories.extend(part, made)

    # ------------------------------------------------------------- what is decided

    def rule(self, decisions: Sequence[Decision]) -> None:
        """Heed these decisions instead of those before; only what they speak of is looked at again."""
        old, stand = self._stand, rulings(decisions)
        if not (targets := stand.unlike(old)):
            return
        self._again |= self._spoken_of(targets)
        self._stand = stand
        self._people.rule(stand, targets, self.read, self._origins.order)
        self._origins.rule(stand, targets)
        self._resplit.update(self._stories.rule(stand, targets))
        wrong = {t for t in targets if (t in stand.wrong) != (t in old.wrong)}
        for report in sorted({report for target in wrong for report in self._where(target)}):
            self._again.add(report)
            self._pointed.drop(report)
            self._anchored.again(self._entry(report))
            self._homes.again(self._entry(report))
        self._anchored.rule(wanted(stand), self._entry, self._where)
        self._homes.rule(stand.named(*EVENTS), self._entry, self._where)
        self._again |= self._spoken_of(targets) | {t for t in targets if t in self._register.places}

    def _where(self, target: str) -> Sequence[str]:
        """The reports in which an id may be found; of histories and happenings that are no longer told, any."""
        ids = self._register.ids
        if target.startswith("c-"):
            return [report for report in ids if report[2 : 2 + HINT] == target[2 : 2 + HINT]]
        found = self._find(target)
        first = [found] if found in self._register.places else []
        return [*first, *ids] if target.startswith(("h-", "ha")) else first

    def _spoken_of(self, targets: Iterable[str]) -> set[str]:
        """Reports of all affairs that decisions on some ids make one, as decisions stand."""
        found: set[str] = set()
        for homes in (self._anchored.of, self._homes.of):
            named = {homes[target] for target in targets if target in homes}
            asked = {self._circles.of(report) for report in named}
            found |= named
            for parts in self._bound(homes) if named else ():
                if not asked.isdisjoint(parts):
                    found.update(circle[0] for circle in parts)
        return found

    # ------------------------------------------------------------- what changed

    def changes(self) -> Changes:
        """What came and went since this was last asked."""
        made = Changes()
        touched = self._renewed_origins(made) | set(self._stories.taken())
        touched |= {old for report in self._fresh if (old := self._origins.replaced(report))}
        named = self._renewed_people(made)
        asked = self._renewed_stories(made, touched)
        asked.update(circle for report in named if (circle := self._circles.of(report)))
        anew = {circle for report in self._again if (circle := self._circles.of(report))}
        self._anew = frozenset(circle[0] for circle in anew)
        self._look(made, asked | anew)
        self._fresh, self._again, self._anew = {}, set(), frozenset()
        made.settle()
        return made

    def _renewed_origins(self, made: Changes) -> set[str]:
        gone, new = self._sources.renew(self._origins.taken())
        made.put("origins", (_origin(circle) for circle in gone), map(self._origins.origin, new))
        return {report for circle in new for report in circle}

    def _renewed_people(self, made: Changes) -> set[str]:
        """Renew identities and who holds offices; return the reports that name others than before."""
        gone, new, moved = self._people.renew()
        made.dropped["identities"].update(named.id for named in gone)
        for named in new:
            if named.fresh is None:
                made.written["identities"].append(named.identity())
                continue
            made.dropped["identities"].discard(named.id)
            if named.fresh:  # else looked at and found as it was
                made.grown.append((named.identity(), named.fresh))
        changed = moved | self._fresh.keys()
        return changed | self._offices.renew(changed)

    def _beside(self, report: str) -> Iterable[str]:
        yield from self._stories.beside(report)
        yield from ring(self._sources.of(report), report)
        yield from self._decided.get(report, ())

    def _affairs(self, inside: Sequence[str]) -> list[Circle]:
        return self._stories.parted(inside, self._sources.of)

    def _renewed_stories(self, made: Changes, touched: set[str]) -> set[Circle]:
        """Draw the affairs anew that were touched, and part them into stories; return those that are not as they were."""
        self._decided = self._stories.decided()
        for report in self._resplit:
            if before := self._circles.of(report):
                self._roots[before[0]] = ()
        self._resplit = set()
        gone, new = self._circles.renew(touched)
        for circle in gone:
            del self._roots[circle[0]]
            made.dropped["stories"].update(self._story[report] for report in circle)
            self._claims.forget(circle[0])
            self._happenings.forget(circle[0])
        asked = set()
        for circle in new:
            roots = tuple(self._sources.of(report)[0] for report in circle)
            anew = self._roots.get(circle[0]) != roots
            if anew or not touched.isdisjoint(circle):
                asked.add(circle)
            if anew:
                made.dropped["stories"].update(self._story[report] for report in circle if report in self._story)
                self._roots[circle[0]] = roots
                found = self._stories.split(circle, roots)
                made.written["stories"] += found
                self._story |= {report: story.id for story in found for report in story.reports}
        return asked

    # ------------------------------------------------------------- what affairs tell

    def _look(self, made: Changes, circles: set[Circle]) -> None:
        """Work out what affairs tell, where something that it rests on has changed."""
        for parts in self._joined(circles, self._anchored.of):
            self._tell(self._claims, parts, partial(self._claimed, made))
        self._leave_out(made, {key: kind for kind, key in self._claims.taken()})
        again: set[str] = set()
        for parts in self._joined(circles, self._homes.of):
            again.update(self._tell(self._happenings, parts, self._happened))
        for _, key in self._happenings.taken():
            if key not in again:
                self._series.drop(key)
        for key, happening in self._series.renew():
            made.put("happenings", [key], [happening] if happening else [])

    def _leave_out(self, made: Changes, gone: Mapping[str, str]) -> None:
        """Let claims and histories be neither gone nor new that are told again as they were; ``gone`` has ids and kinds."""
        for key, kind in gone.items():
            made.dropped[kind].add(key)
        for kind in ("claims", "histories"):
            new = []
            for record in made.written[kind]:
                if record.id in gone and self._last.get(record.id) == record:
                    made.dropped[kind].remove(record.id)
                else:
                    new.append(self._last.put(record.id, record))
            made.written[kind] = new

    def _tell(self, book: _Book, parts: tuple[Circle, ...], work: _Work) -> list[str]:
        """Work out what some affairs tell together, unless all that it rests on is as it was; return ids of what is new."""
        setting = self._setting([report for circle in parts for report in circle])
        ordered = tuple(sorted((r for circle in parts for r in circle), key=setting.places.__getitem__))
        ground = self._ground(setting, ordered, parts)
        known = book.told.get(ordered[0])
        if known is not None and known[0] == ground and self._anew.isdisjoint(circle[0] for circle in parts):
            return []
        for circle in parts:
            book.forget(circle[0])
        made = work(setting, ordered, parts)
        book.told[ordered[0]] = (ground, made)
        return [key for keys in made.values() for key in keys]

    def _joined(self, circles: set[Circle], homes: Mapping[str, str]) -> Iterable[tuple[Circle, ...]]:
        """Affairs to be looked at, each with those that a decision makes one with it; ``homes`` has the reports it names."""
        apart = set(circles)
        for parts in self._bound(homes):
            apart.difference_update(parts)
            if not circles.isdisjoint(parts):
                yield parts
        yield from ((circle,) for circle in sorted(apart))

    def _bound(self, homes: Mapping[str, str]) -> list[tuple[Circle, ...]]:
        """Affairs that decisions name, those together that they make one."""
        circles = {circle[0]: circle for report in homes.values() if (circle := self._circles.of(report))}
        groups = Groups()
        for first in circles:
            groups.add(first)
        for one, other, _ in self._stand.one(homes.get) if circles else ():
            sides = [self._circles.of(report)[:1] for report in (one, other)]
            if all(sides):
                groups.join(sides[0][0], sides[1][0])
        return [tuple(sorted(circles[first] for first in firsts)) for firsts in groups.groups()]

    def _claimed(self, made: Changes, setting: Scene, ordered: Circle, _: Sequence[Circle]) -> _Ids:
        claims, histories = claims_of(setting, ordered, self._story, self._stand)
        made.written["claims"] += claims
        made.written["histories"] += histories
        return {"claims": [c.id for c in claims], "histories": [h.id for h in histories]}

    def _setting(self, reports: Sequence[str]) -> Scene:
        """The scene of some reports."""
        ends: dict[str, str] = {}
        held = {report: self._entry(report) for report in reports}
        for report in reports:
            for other in in_order(self.read(r) for r in self._origins.replacing(report)):
                if other.report.status is not Status.LIVE:
                    ends[report] = other.id
            if report in self._stand.withdrawn:
                ends[report] = report
        origins = self._origins_of(reports)
        beside = (*ends.values(), *(o.first for o in origins))  # a first is elsewhere where a person parts an affair
        held.update({other: self._entry(other) for other in beside if other not in held})
        people = {(r, e): (n.id, n.record.name) for r in held for e, n in self._people.of(r).items()}
        in_office = {(r, x.id) for r, entry in held.items() for x in entry.reading.entities} & self._offices.held.keys()
        people |= {key: (holder := self._offices.held[key], self._people.name(holder)) for key in in_office}
        made = scene(list(held.values()), people, origins, ends)
        made.pointed, made.stood = self._pointed, self._stood
        return made

    def _origins_of(self, reports: Sequence[str]) -> list[Origin]:
        sources = {self._sources.of(report) for report in reports}
        return sorted(map(self._origins.origin, sources), key=lambda o: o.id)

    def _ground(self, setting: Scene, circle: Circle, parts: tuple[Circle, ...]) -> str:
        """A hash of all that an affair's claims rest on, beside the readings themselves, which never change."""
        origins = {o.id: o for report in circle if (o := setting.origin.get(report))}
        told = [
            (report, self._story[report], o.id if (o := setting.origin.get(report)) else "", setting.ends.get(report),
             [(key, setting.names.get(key)) for key in setting.identities_in(report)])
            for report in circle
        ]  # fmt: skip
        return blake2b(
            repr((parts, sorted(origins.items()), told)).encode("utf-8", "surrogatepass"), digest_size=12
        ).hexdigest()

    def _happened(self, setting: Scene, ordered: Circle, parts: Sequence[Circle]) -> _Ids:
        """Enter what happened in some affairs; return the ids."""
        part = {report: circle[0] for circle in parts for report in circle}
        names = {member: key for member, key in setting.identity.items() if member not in self._offices.held}
        told = [(part[r], trace) for r in ordered for trace in traces_of(setting.entries[r], names)]
        place = {trace.events[0].id: n for n, (_, trace) in enumerate(told)}
        found = happenings_of(told, self._stand)
        for happening in found:
            first = happening.tellings[0]
            self._series.put((*self._origins.order(first.report), place[first.event]), happening)
        return {"happenings": [h.id for h in found]}


class Linker:
    """Links that grow with the ledger: what a report does not touch is not worked out again.

    Whatever the order and the portions in which entries are added, ``links`` gives what ``link`` gives for all of them.
    Where ``read`` leads from the id of a report that was added to its entry, neither entries nor links are kept, and only
    ``changes`` can be asked for. ``find`` then leads from the id of something that was read in a report, or of a history or
    happening, to the report that it starts in.
    """

    def __init__(self, decisions: Sequence[Decision] = (), read: Read | None = None, find: Find | None = None) -> None:
        self._known: set[str] = set()
        self._entries: dict[str, Entry] = {}
        self._kept = read is None
        read = read or self._entries.__getitem__
        self._growing = _Growing(decisions, read, find or self._found, light=not self._kept)
        self._shelves = {kind: Shelf() for kind in Links.__slots__}

    def __len__(self) -> int:
        return len(self._known)

    @property
    def reports(self) -> Sequence[str]:
        """Ids of all reports."""
        return self._growing.reports

    def __contains__(self, report: str) -> bool:
        """Whether a report was added."""
        return report in self._known

    def add(self, entries: Iterable[Entry]) -> None:
        """Enter reports with their readings; one that is there already is left as it is."""
        fresh = {entry.id: entry for entry in in_order(entries) if entry.id not in self._known}
        self._known.update(fresh)
        if self._kept:
            self._entries |= fresh
        self._growing.extend(list(fresh.values()))

    def decide(self, decisions: Sequence[Decision]) -> None:
        """Heed these decisions, all there are, instead of those before: what they don't touch is not worked out again."""
        self._growing.rule(decisions)

    def _found(self, target: str) -> str | None:
        """The report in which something was read, or that a history or happening starts in."""
        kind = {"h-": "histories", "ha": "happenings"}.get(target[:2])
        if kind is not None and self._kept:
            record = next((r for r in self._shelves[kind].all() if r.id == target), None)
            return None if record is None else first_of(record)
        for report in self.reports:
            reading = self._growing.read(report).reading
            if target in {*(s.id for s in reading.statements), *(e.id for e in reading.events)}:
                return report
        return None

    def state(self) -> Shelved:
        """What was joined, as plain data; ``changes`` was asked for what came in, and entries are kept elsewhere."""
        return store(self._growing.parts())

    def resume(self, kept: Shelved) -> None:
        """Go on from what another linker had joined by the same decisions. Raises StateError."""
        fill(self._growing.parts(), kept)
        self._known = set(self._growing.reports)

    def links(self) -> Links:
        """Return what joins all entries added so far."""
        self.changes()
        return Links(**{kind: shelf.all() for kind, shelf in self._shelves.items()})

    def changes(self) -> Changes:
        """What came and went since this, or ``links``, was last asked."""
        made = self._growing.changes()
        for kind, shelf in self._shelves.items() if self._kept else ():
            new = made.written[kind] + ([record for record, _ in made.grown] if kind == "identities" else [])
            for key in (*made.dropped[kind], *{record.id for record in new}):
                shelf.drop(key)
            for record in new:
                shelf.put(record)
        return made


def link(entries: Sequence[Entry], decisions: Sequence[Decision] = ()) -> Links:
    """Return what joins the entries; their order makes no difference."""
    linker = Linker(decisions)
    linker.add(entries)
    return linker.links()


def first_of(record: History | Happening) -> str:
    """The report that a history or happening starts in, by whose passage it has its id."""
    return record.rows[0].report if isinstance(record, History) else record.tellings[0].report


def _events_in(entry: Entry, targets: frozenset[str]) -> set[str]:
    """Which of some ids stand for events of a report, or for happenings that one of them opens."""
    found = {*(e.id for e in entry.reading.events), *(_happening(t.id) for t in traces_of(entry, {}))}
    return found & targets


def _origin(circle: Circle) -> str:
    return content_id("origin", circle[0])


def _happening(telling: str) -> str:
    return content_id("happening", telling)
