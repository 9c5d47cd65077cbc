"""Claims: what statements of several reports are about, with who is for it, who against it, and how it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

from recoupe.compare.meaning import encoder, meant
from recoupe.compare.passages import fold
from recoupe.link.answers import (
    REACH,
    answered,
    contrary,
    denials,
    echoes,
    flat,
    introduces,
    nearest,
    notices,
    objections,
    refutations,
    refutes,
    remarked,
    remarks,
    resumed,
    retorts,
    says_nothing,
    shows_evidence,
    takes_back,
)
from recoupe.link.bound import AGAINST, Bound, bound_by, claim_id, sign
from recoupe.link.decisions import Rulings
from recoupe.link.gather import TELLING, Form, Grouping, gather
from recoupe.link.histories import Row, excludes, grouped, histories, newer, rows, same_step
from recoupe.link.measures import LENGTHS
from recoupe.link.points import Point
from recoupe.link.retreats import Retreat, retreats, undone
from recoupe.link.standings import Voice, standings
from recoupe.link.voices import Scene, Source
from recoupe.model.ledger import Claim, History, Position, Reason, Standing
from recoupe.model.span import Span
from recoupe.model.words import Answering, Side, Stance, Status
from recoupe.model.words import Form as Spoken

__all__ = ["claims_of"]

READABLE = 25
"""Characters of the shortest assertion that tells a claim, where a longer one is there."""
MANY = 3
"""Assertions from which a claim is told by the one that shares most with the others, and no more by the first."""
FIRM = frozenset({Stance.DOUBTS, Stance.DECLINES})
"""Stances that take no side."""


@dataclass(slots=True)
class _Story:
    """The points of one story with what is asked of them."""

    scene: Scene
    story: Mapping[str, str]
    points: list[Point]
    bound: Bound = field(default_factory=Bound)
    wrong: frozenset[str] = frozenset()
    """Ids of claims that a person holds to be wrong."""
    turned: set[str] = field(default_factory=set)
    """Points that a person holds to say with a negative what others of their claim say without, or the reverse."""
    by_statement: dict[str, dict[str, list[Point]]] = field(default_factory=lambda: defaultdict(dict))
    lemmas: dict[str, set[str]] = field(default_factory=dict)
    by_report: dict[str, list[Point]] = field(default_factory=lambda: defaultdict(list))
    notices: dict[str, list[Point]] = field(default_factory=dict)
    noted: dict[str, dict[str, Point]] = field(default_factory=dict)
    """Remarks on evidence, words taken back and evidence shown, by the point that they speak of."""
    noticed: set[str] = field(default_factory=set)
    """Points of those, and all that a notice of withdrawal says in its own voice."""
    refuting: set[str] = field(default_factory=set)
    """Points told to contradict what others said."""
    replies: set[str] = field(default_factory=set)
    """Points that answer another one of their report."""
    retreats: dict[str, Retreat] = field(default_factory=dict)
    """What reports tell that somebody took back, by the point that is."""

    def sign(self, point: Point) -> int:
        """-1 where a point denies what the points of its claim are about, else 1."""
        return -sign(point) if point.id in self.turned else sign(point)


def claims_of(
    scene: Scene, reports: Sequence[str], story: Mapping[str, str], stand: Rulings | None = None
) -> tuple[list[Claim], list[History]]:
    """Return the claims and figure histories of the reports of one affair; ``story`` leads from report to story."""
    told = _told(scene, reports, story)
    if stand is not None:
        told.bound, told.wrong = bound_by(stand, told.points), frozenset(stand.wrong)
    days = [d for r in reports if (d := scene.day(r))]
    figures = rows(scene, told.points)
    groups = grouped(scene, figures, min(days) if days else None, told.bound)
    told.noted = _notes(told)
    books = histories(scene, groups, story)
    numbered = [c for group, book in zip(groups, books, strict=True) for c in _figure_claims(told, group, book)]
    taken = {
        p.point.id
        for group in groups
        for p in group
        if (len(group) > 1 or p.point.statement is not None)
        and p.figure.unit not in LENGTHS
        and not p.measure.endswith(": one")
    }
    around = (introduces(scene.entries[report], said) for report, said in told.by_report.items())
    taken |= {p.id for p in (*remarks(told.points), *chain.from_iterable(around))}
    pairs = (told.scene.kept(report, "answers", partial(_answers, told)) for report in told.by_report)
    taken -= {
        p.id for one, p in chain.from_iterable(pairs) if not one.figures and one.id not in taken
    }  # an act is denied
    worded = _worded_claims(told, [p for p in told.points if p.id not in taken])
    return sorted([*numbered, *worded], key=lambda c: c.id), sorted(books, key=lambda h: h.id)


def _told(scene: Scene, reports: Sequence[str], story: Mapping[str, str]) -> _Story:
    told = _Story(scene, story, [])
    for report in sorted(reports, key=lambda r: scene.places[r]):
        entry = scene.entries[report]
        told.lemmas |= scene.kept(report, "lemmas", partial(_lemmas, scene))
        for point in scene.points(report):
            told.points.append(point)
            told.by_report[report].append(point)
            if point.statement is not None:
                told.by_statement[report].setdefault(point.statement.id, []).append(point)
        told.notices[report] = scene.kept(report, "notices", lambda r: notices(scene.entries[r], scene.points(r)))
        told.noticed |= {p.id for p in told.notices[report]}
        if entry.report.status is Status.WITHDRAWN:
            told.noticed |= {p.id for p in told.by_report[report] if p.statement is None}
    return told


def _lemmas(scene: Scene, report: str) -> dict[str, set[str]]:
    """The lemmas of their predicates, by the points of a report."""
    heads = [(p.head, fold(p.lemma)) for p in scene.entries[report].reading.propositions]
    return {point.id: {lemma for head, lemma in heads if point.span.holds(head)} for point in scene.points(report)}


# ---------------------------------------------------------------------------- claims of words


def _worded_claims(told: _Story, free: Sequence[Point]) -> Iterable[Claim]:
    days = [day for report in told.by_report if (day := told.scene.day(report))]
    by = encoder()
    forms, groups, pairings = gather(free, told.bound, meant(by) if by else None, min(days, default=None))
    place = {p.id: i for i, form in enumerate(forms) for p in form.points}
    _join_answers(told, groups, place)
    merged = groups.group
    told.turned = {p.id for i, form in enumerate(forms) if groups.turned[i] for p in form.points}
    told.refuting = _contrary(told, forms, groups, place)
    told.turned ^= told.refuting
    noted = told.noted
    reasons: dict[int, list[Reason]] = defaultdict(list)
    for pairing in pairings:
        reasons[merged[pairing.left]].append(pairing.reason)
    members: dict[int, list[int]] = defaultdict(list)
    for form in range(len(forms)):
        members[merged[form]].append(form)
    for root, inside in sorted(members.items()):
        said = [p for i in inside for p in forms[i].points]
        if _worth(told, said) or any(p.id in noted["no evidence"] for p in said):
            why = (*told.bound.reasons(p.id for p in said), *reasons[root])
            yield from _sided(told, said, noted, why)


def _join_answers(told: _Story, groups: Grouping, place: Mapping[str, int]) -> None:
    """Join answers with what they speak of."""
    for report in told.by_report:
        pairs = told.scene.kept(report, "answers", partial(_answers, told))
        told.replies |= {one.id for one, _ in pairs}
        for one, other in pairs:
            if one.id in place and other.id in place:
                groups.join(place[other.id], place[one.id], turned=_turned(one, other))


def _answers(told: _Story, report: str) -> list[tuple[Point, Point]]:
    """Pairs of a report's points, an answer with what it speaks of."""
    said, entry = told.by_report[report], told.scene.entries[report]
    pairs = [*answered(entry, told.by_statement[report]), *denials(said), *objections(said), *echoes(said)]
    return [*pairs, *retorts(entry, said), *resumed(said), *refutations(said)]


def _turned(one: Point, other: Point) -> bool:
    """Whether signs don't show that an answer without words of its own is against what it answers, or for it."""
    own = one.statement is not None and one.statement.form is Spoken.DIRECT and one.statement.stance in AGAINST
    if not flat(one) and not own and (one.statement is None or one.features & other.features or one.predicates):
        return False
    denies = flat(one) or (one.statement is not None and one.statement.stance in AGAINST)
    said = -1 if other.negative else 1  # "This is a lie" speaks of what was said, whoever denied it before
    return (sign(one) != said) != denies


def _contrary(told: _Story, forms: Sequence[Form], groups: Grouping, place: Mapping[str, int]) -> set[str]:
    """Points told to contradict somebody's words, that signs show on the side of what others said before."""
    found = set()
    for report in told.by_report:
        for point in told.scene.kept(report, "contrary", partial(_told_contrary, told)):
            inside = groups.members[groups.group[place[point.id]]] if point.id in place else ()
            others = [p for i in inside for p in forms[i].points if p.speaker != point.speaker and p.report != report]
            if others and all(told.sign(p) == told.sign(point) for p in others):
                found.add(point.id)
    return found


def _told_contrary(told: _Story, report: str) -> list[Point]:
    return list(contrary(told.scene.entries[report], told.by_report[report]))


def _worth(told: _Story, said: Sequence[Point]) -> bool:
    """Whether points make a claim: someone says them, the report says them as its own, or several tell them."""
    spoken = [p for p in said if p.statement is None or p.statement.stance is not Stance.DECLINES]
    telling = [p for p in spoken if not says_nothing(p) and p.id not in told.noticed and not _bit(p)]
    if any(p.told != p.id for p in telling) or (len(telling) > 1 and any(flat(p) for p in telling)):
        return True  # nor is it told for nothing what the report itself calls false
    return len({p.report for p in telling}) > 1


def _bit(point: Point) -> bool:
    """Whether words are too few to be a claim, and answer nothing: « l'anonymat », « à ses auditeurs »."""
    if point.predicates or len(point.features) >= TELLING or point.figures:
        return False
    return point.statement is not None and point.statement.stance not in Answering


def _origin(told: _Story, point: Point) -> str:
    """The origin of a passage's words: the report's own, where an outlet added it to a copy."""
    origin = told.scene.origin.get(point.report)
    if origin is None or len(origin.reports) == 1:
        return origin.id if origin else point.report
    if (
        point.report == origin.first
        or told.scene.is_copy(point.report, point.span)
        or point.report not in told.scene.copied
    ):
        return origin.id
    return f"{origin.id} {point.report}"


def _notes(told: _Story) -> dict[str, dict[str, Point]]:
    """Remarks on evidence, retreats and evidence shown, by the point that they speak of."""
    noted: dict[str, dict[str, Point]] = defaultdict(dict)
    for report, said in told.by_report.items():
        remarked_on, back, shown = told.scene.kept(report, "notes", partial(_noted, told))
        noted["no evidence"] |= remarked_on
        noted["takes back"] |= back
        spoken = [p for p in said if p.statement is not None] if back or shown else []
        for point in shown:
            for other in spoken:
                if _shown_by(told, point, other):
                    noted["evidence"][other.id] = point
        if back:
            told.retreats |= retreats(told.scene, back, spoken)
    return noted


def _noted(told: _Story, report: str) -> tuple[dict[str, Point], dict[str, Point], list[Point]]:
    """Of a report, remarks on evidence and what takes back, by the point that they speak of; and points that show evidence."""
    said = told.by_report[report]
    spoken = [p for p in said if p.statement is not None]
    noted: dict[str, Point] = {}
    back: dict[str, Point] = {}
    for remark in remarks(said):
        if target := remarked(told.scene.entries[report], remark, said):
            noted[target.id] = remark
    for point in said:
        if takes_back(point, told.lemmas[point.id]):
            others = [p for p in spoken if p.id != point.id]
            if target := nearest(point, others, after=point.statement is None) or nearest(point, others):
                back[target.id] = point
    return noted, back, [p for p in said if shows_evidence(p, told.lemmas[p.id])]


def _shown_by(told: _Story, shown: Point, said: Point) -> bool:
    """Whether who says something is the one who showed evidence near by."""
    if abs(said.span.start - shown.span.start) > REACH:
        return False
    speaker = told.scene.source(said.report, said.statement, said.span)
    if shown.statement is not None:
        return told.scene.source(shown.report, shown.statement, shown.span).key == speaker.key
    return speaker.named is not None and speaker.named in shown.parties


def _asserts(point: Point) -> bool:
    return not flat(point) and (point.statement is None or point.statement.stance not in AGAINST | FIRM)


def _sided(
    told: _Story, said: Sequence[Point], noted: Mapping[str, Mapping[str, Point]], reasons: tuple[Reason, ...]
) -> Iterable[Claim]:
    """One claim, or two that exclude each other where both are asserted in words of their own."""
    ordered = sorted(said, key=lambda p: (told.scene.places[p.report], p.span))
    asserted = Counter(told.sign(p) for p in ordered if _asserts(p))
    signs = [s for s in (1, -1) if asserted[s]] or [told.sign(ordered[0]) * (-1 if _turns(ordered[0]) else 1)]
    refuted = {
        -told.sign(p)
        for p in ordered
        if p.id in told.refuting or refutes(p) or (p.statement and p.statement.stance is Stance.DEBUNKS)
    }
    if len(refuted) == 1 and refuted < set(signs):  # what refutes is no second claim, but how the first came to stand
        signs = list(refuted)
    for side in signs:
        if told.wrong and not told.wrong.isdisjoint(claim_id(p, side * told.sign(p)) for p in ordered):
            continue
        voices = [v for p in ordered for v in _voices(told, p, side, noted)]
        first = next((p for p in ordered if told.sign(p) == side and _asserts(p)), ordered[0])
        key = claim_id(first, side * told.sign(first))
        yield _claim(told, voices, (key, _wording(told, ordered, side).words), reasons)


def _turns(point: Point) -> bool:
    return point.statement is not None and point.statement.stance in AGAINST


def _wording(told: _Story, ordered: Sequence[Point], sign: int) -> Point:
    """The point that a claim is told by: what others answer, else the first assertion that can be understood alone."""
    answered_to = {(p.report, p.statement.answers) for p in ordered if p.statement is not None}
    asserted = [p for p in ordered if told.sign(p) == sign and _asserts(p)] or list(ordered[:1])
    known = [p for p in asserted if (p.report, p.told) in answered_to] or asserted
    readable = [p for p in known if p.whole and len(p.words) >= READABLE]
    if len(readable) < MANY:
        return next(iter(readable), known[0])
    shared = Counter(f for features in {p.features for p in ordered} for f in features)  # copies count once
    return max(
        readable, key=lambda p: sum(shared[f] for f in p.features) / (MANY + len(p.features))
    )  # the first of equals


def _voices(told: _Story, point: Point, sign: int, noted: Mapping[str, Mapping[str, Point]]) -> Iterable[Voice]:
    stance = point.statement.stance if point.statement else Stance.SAYS
    if point.statement is None and flat(point):
        stance = Stance.DEBUNKS  # the report's own verdict on what it tells
    nothing = stance in FIRM or point.asks or says_nothing(point)
    side = Side.NEITHER if nothing else Side.FOR if told.sign(point) == sign else Side.AGAINST
    source, origin, copy = _spoken(told, point)
    base = Voice(
        point, source, side, stance, origin, copy,
        replies=point.id in told.replies, undone=undone(told.scene, told.retreats.values(), point, source),
    )  # fmt: skip
    withdrawn = told.scene.entries[point.report].report.status is Status.WITHDRAWN and source.named is None
    if point.id in noted["takes back"] or (withdrawn and side is Side.FOR):
        yield replace(base, side=Side.AGAINST if side is Side.FOR else side, takes_back=side is Side.FOR)
    else:
        shown = point.id in noted["evidence"] or (stance is Stance.SAYS and refutes(point))
        yield replace(base, shows_evidence=True) if side is Side.AGAINST and shown else base
    if side is Side.FOR and (remark := noted["no evidence"].get(point.id)):
        yield _remark(told, remark, base)


def _remark(told: _Story, remark: Point, on: Voice) -> Voice:
    """The voice of a remark that nothing bears out what another one says."""
    narrator = told.scene.source(remark.report, remark.statement, remark.span)
    return Voice(remark, narrator, Side.NEITHER, Stance.DOUBTS, on.origin, on.copy, no_evidence=True)


def _spoken(told: _Story, point: Point) -> tuple[Source, str, bool]:
    """Who says a point, of which origin its words are, and whether they are copied.

    What somebody takes back is theirs, whatever stands for it: « en ce qu'elle faisait état de ».
    """
    settled = told.scene.settled(point.report)
    if (found := settled.get(point.id)) is None:
        source = told.scene.source(point.report, point.statement, point.span)
        found = source, _origin(told, point), told.scene.is_copy(point.report, point.span)
        settled[point.id] = found
    source, origin, copy = found
    retreat = told.retreats.get(point.id)
    if retreat is None or source.named is not None:
        return source, origin, copy
    return Source(retreat.source, told.scene.names.get(retreat.source, source.name), retreat.source), origin, copy


# ---------------------------------------------------------------------------- claims of figures


def _figure_claims(told: _Story, group: Sequence[Row], book: History) -> Iterable[Claim]:
    """A claim for each count that the figures of a history come to."""
    steps: list[list[Row]] = []
    if group[0].figure.unit in LENGTHS or book.measure.endswith(": one"):
        return  # a length is no count, and « un enfant » counts nothing: its words are the claim
    for row in group:
        fitting = [s for s in steps if all(_one_count(told, row, other) for other in s)]
        if fitting:
            min(fitting, key=lambda s: abs((s[0].figure.low or 0) - (row.figure.low or 0))).append(row)
        else:
            steps.append([row])
    if len(group) == 1 and group[0].point.statement is None:
        return
    for step in steps:
        voices = [_row_voice(told, row, group, Side.FOR) for row in step]
        voices += [
            _remark(told, noted, voice) for voice in voices if (noted := told.noted["no evidence"].get(voice.point.id))
        ]
        voices += [
            replace(_row_voice(told, other, group, Side.AGAINST), disjoint=True)
            for other in group
            if other not in step and _excludes(other, step)
        ]
        key = claim_id(step[0].point, 1, step[0].figure.span)
        if key in told.wrong:
            continue
        why = (*told.bound.reasons_of(_cell(row) for row in step), Reason("same measure", book.measure))
        claim = _claim(told, voices, (key, step[0].point.words), why)
        yield replace(claim, history=book.id)


def _cell(row: Row) -> tuple[str, Span]:
    return row.point.id, row.figure.span


def _one_count(told: _Story, one: Row, other: Row) -> bool:
    """Whether two figures can be one count, by what a person decided or else by their intervals."""
    cells = {_cell(one), _cell(other)}
    return any(cells == {a, b} for a, b, _ in told.bound.figures) or same_step(one, other)


def _excludes(other: Row, step: Sequence[Row]) -> bool:
    """Whether a figure of another source leaves no room for a count's."""
    return any(excludes(other, row) for row in step) and not any(same_step(other, row) for row in step)


def _taken_back(told: _Story, row: Row, group: Sequence[Row]) -> Voice | None:
    """A figure that a later version names only to say that the earlier one was wrong to give it."""
    ended = [r for r in group if told.scene.ends.get(r.point.report) == row.point.report and same_step(r, row)]
    noticed = {p.id for p in told.notices.get(row.point.report, ())}
    again = any(r.point.report == row.point.report and r.point.id not in noticed and same_step(r, row) for r in group)
    if not ended or again or row.point.id not in noticed:
        return None
    return Voice(row.point, ended[0].source, Side.AGAINST, Stance.SAYS, _origin(told, row.point))


def _row_voice(told: _Story, row: Row, group: Sequence[Row], side: Side) -> Voice:
    stance = row.point.statement.stance if row.point.statement else Stance.SAYS
    later = newer(row, group)
    if (old := _taken_back(told, row, group)) and side is Side.FOR:
        return replace(old, side=Side.AGAINST, takes_back=True)
    return Voice(
        row.point, row.source, side, stance, _origin(told, row.point), told.scene.is_copy(row.point.report, row.point.span),
        day=row.day, counted=True, newer=later.point.report if later else None,
    )  # fmt: skip


# ---------------------------------------------------------------------------- the record


def _claim(told: _Story, voices: Sequence[Voice], named: tuple[str, str], reasons: tuple[Reason, ...]) -> Claim:
    """The claim of some voices; ``named`` is its id and its words."""
    first, ends = voices[0].point, told.scene.endings(v.point.report for v in voices)
    known = told.scene.stood.get(named[0])
    if known is None or known[0] != voices or known[1] != ends:  # else it stands as it did
        known = told.scene.stood.put(named[0], (voices, ends, *_standing(told.scene, voices)))
    _, _, positions, history = known
    return Claim(*named, positions, history[-1], history, told.story.get(first.report), None, reasons)


def _standing(scene: Scene, voices: Sequence[Voice]) -> tuple[tuple[Position, ...], tuple[Standing, ...]]:
    """The positions that voices take, and how a claim of theirs came to stand; they rest on these and on endings alone."""
    concerned = frozenset(party for v in voices if v.side is not Side.NEITHER for party in v.point.parties)
    positions = tuple(
        Position(
            v.point.report, v.point.told, v.point.span, v.side,
            v.source.named or v.source.name, v.stance, v.origin, v.source.via, v.copy, v.reason,
        )
        for v in voices
    )  # fmt: skip
    return positions, standings(scene, voices, concerned)
