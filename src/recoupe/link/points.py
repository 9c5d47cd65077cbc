"""Points: the smallest passages that claims are made of, with what can be compared of each.

A statement often says several things (« ouvert les vannes en pleine nuit, sans prévenir personne »), and a report says
some of them itself. So texts are cut at sentences, commas, colons and quotation marks, wherever each side still holds a
predicate; each piece is a point, said by the innermost statement around it or narrated by the report.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from recoupe.compare.passages import fold
from recoupe.compare.words import meanings, stem, told_as
from recoupe.lang import or_english, table
from recoupe.link.amounts import amount_of
from recoupe.link.circumstances import only_when
from recoupe.link.entry import Entry
from recoupe.link.grounds import names_beside
from recoupe.link.hypernyms import taken_up
from recoupe.link.manners import beside_the_act
from recoupe.link.phrases import flatly, holds
from recoupe.link.pieces import SENTENCE, SHORTEST, beside, trimmed, without
from recoupe.link.senses import HANDED, bare, of_noun, phrases_in, predicate_of, reflexive
from recoupe.model.event import Proposition
from recoupe.model.figure import Figure
from recoupe.model.ids import content_id
from recoupe.model.moment import Days, Moment
from recoupe.model.span import Span
from recoupe.model.statement import Statement
from recoupe.model.words import EntityKind, MentionMode, MomentType, Polarity, Stance
from recoupe.model.words import Form as SpeechForm

__all__ = ["Point", "points"]

INTENTS = frozenset({Stance.PROMISES, Stance.THREATENS, Stance.URGES})
"""Stances that announce or ask: told by somebody else, that there was such a promise is what is said."""
HALF_A_YEAR = 183
"""Days from which a month of this year and that of another are equally far."""

_DATELINE = re.compile(r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ' -]{2,}[^\n.()]{0,40}(?:\([^()\n]{2,30}\)\s*)?[-–—]\s")
_CUT = re.compile(r"(?:(?<!\d)[,:]|[,:](?!\d)|[;—–«»“”\"()])+")
_DATED = re.compile(r"[^\W\d_]{3,}|\d{4}|\d[/-]\d")
_CLOCK = re.compile(r"T(\d\d:\d\d)")
_BARE = re.compile(r"(?:\d{1,2}(?:er|st|nd|rd|th)?\s)?[^\W\d_]{3,}\.?(?:\s\d{1,2}(?:st|nd|rd|th)?)?")
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Point:
    """A piece of a report's text with what it says, in a form that holds across languages where it can."""

    id: str
    report: str
    language: str
    span: Span
    words: str
    statement: Statement | None
    """What someone is said to have said, or None for the report's own voice."""
    told: str
    """Id of the statement, one in the report's own voice included, else the point's own."""
    features: frozenset[str]
    """``w:`` stems, ``k:`` acts, ``c:`` things, ``e:`` identities and names, ``n:`` numbers, ``t:`` times of day."""
    predicates: frozenset[str]
    """The concepts and predicate stems among the features."""
    negative: bool
    people: frozenset[str] = frozenset()
    """Identities of the persons it speaks of, pronouns included, the speaker left out."""
    places: frozenset[str] = frozenset()
    """What tells the works, buildings and places in it from others of their noun: names beside these, and identities."""
    parties: frozenset[str] = frozenset()
    """Identities of those who act or are acted upon in it, pronouns included."""
    speaker: str | None = None
    """Identity of who is said to have said it."""
    figures: tuple[Figure, ...] = ()
    days: Days | None = None
    whole: bool = False
    """Whether it can be understood by itself: a main clause that opens with no pronoun."""
    asks: bool = False
    """Whether it leaves open what it speaks of: « n'a pas examiné si », "says nothing about whether"."""


def points(entry: Entry, identity: Mapping[tuple[str, str], str]) -> list[Point]:
    """Return the points of a report in reading order; ``identity`` leads from (report, entity) to an identity."""
    maker = _Maker(entry, identity)
    return [maker.point(span, statement) for span, statement in maker.pieces()]


@lru_cache(maxsize=4)
def _function_words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Words that say nothing, and words that negate."""
    known = or_english(language)
    rules, evidence = table(known, "clauses"), table(known, "evidence")
    empty = {fold(w) for words in table(known, "function_words").values() for w in words}
    empty |= {fold(w) for key in ("words_for_words", "empty") for w in evidence[key]}
    empty |= {fold(w) for key in ("modals", "perfect", "reflexives", "relative_pronouns") for w in rules.get(key, ())}
    # French words such as « personne » and « plus » negate only beside « ne », which is then there to be seen
    keys = ("bare_particles" if rules.get("bare_particles") else "negators", "negative_marks", "negative_determiners")
    negators = {fold(w).strip("'") for key in keys for w in rules.get(key, ())}
    return frozenset(empty), frozenset(negators | {fold(w) for w in evidence["lexical_negatives"]})


@lru_cache(maxsize=16)
def _openings(language: str, name: str) -> frozenset[str]:
    """Openings of what hangs on the words before it: ``ties`` of clauses, ``rests`` of phrases."""
    return frozenset(fold(w) for w in table(or_english(language), "evidence")[name])


@lru_cache(maxsize=4)
def _titles(language: str) -> frozenset[str]:
    """Forms of address and titles that end in a full stop, in small letters."""
    rows = table(or_english(language), "titles")
    return frozenset(w for key in ("masculine", "feminine", "either", "courtesy") for w in rows[key] if w.endswith("."))


@lru_cache(maxsize=16)
def _listed(language: str, name: str) -> frozenset[str]:
    """A list of folded words of the table ``evidence``."""
    return frozenset(table(or_english(language), "evidence")[name])


@lru_cache(maxsize=4)
def _circumstance(language: str) -> re.Pattern[str]:
    """A circumstance of time: its opening, an article, and the noun that says when (group 1)."""
    rows = table(or_english(language), "evidence")
    openers, articles = ("|".join(map(re.escape, rows[name])) for name in ("whens", "articles"))
    return re.compile(rf"\b(?:{openers})\s+(?:(?:de|of|à)\s+)?(?:{articles})(?:['’]|\s+)([^\W\d_]+)", re.IGNORECASE)


class _Maker:
    """Makes the points of one report."""

    def __init__(self, entry: Entry, identity: Mapping[tuple[str, str], str]) -> None:
        self.entry, self.reading, self.text = entry, entry.reading, entry.report.text
        self.meanings = meanings(self.reading.language)
        self.phrases = phrases_in(self.text, self.reading.language)
        """By where a word starts, what the phrase says that it is part of: "gave way" gives nothing."""
        self.phrases.update(self._bare())
        self.general = taken_up(self.text, self.reading.language, self.meanings)
        self.empty, self.negators = _function_words(self.reading.language)
        self.heads = sorted(((p.head, p) for p in self.reading.propositions), key=lambda h: (h[0], h[1].id))
        self.ties, self.weak = (_openings(self.reading.language, name) for name in ("ties", "weak"))
        self.rests = _listed(self.reading.language, "rests")
        self.titles = _titles(self.reading.language)
        self.articles = _listed(self.reading.language, "articles")
        self.reference = _listed(self.reading.language, "comes_after")
        self.reflexive = reflexive(self.reading.language)
        self.first_person = _listed(self.reading.language, "i_myself")
        self.tells, self.asks = (_openings(self.reading.language, name) for name in ("tells", "asks"))
        self.identity = identity
        self.people = sorted(
            (m.span, identity.get((entry.id, m.entity), m.entity))
            for m in self.reading.mentions
            if m.kind is EntityKind.PERSON and (entry.id, m.entity) in identity
        )
        self.names = sorted(
            (m.span, identity.get((entry.id, m.entity), m.entity))
            for m in self.reading.mentions
            if m.mode is MentionMode.NAME
        )
        self.described = sorted(
            (m.span, identity[entry.id, m.entity])
            for m in self.reading.mentions
            if m.mode is MentionMode.DESCRIPTION and (entry.id, m.entity) in identity
        )
        self.grounds = names_beside(self.text, self.reading.language, self.meanings, self.empty)
        self.dated = [m.span for m in self.reading.moments]
        self.said = [s for s in self.reading.statements if s.form is not SpeechForm.NARRATED]
        self.narrated = [s for s in self.reading.statements if s.form is SpeechForm.NARRATED]
        self.beside = beside(self.said, self.text)
        self.cues = sorted(s.cue for s in self.said if s.cue)
        self.when = {m.start(1) for m in _circumstance(self.reading.language).finditer(self.text)}
        """Where nouns start that say when: what came before the collision is no collision."""
        self.heads = [
            (head, p)
            for head, p in self.heads
            if not (p.nominal and head.start in self.when) and not any(cue.overlaps(head) for cue in self.cues)
        ]

    def pieces(self) -> Iterator[tuple[Span, Statement | None]]:
        """Pieces of the text with the innermost statement around each."""
        own = (s for s in self.said if s.stance not in INTENTS or not self._told_of(s))
        inner = sorted(own, key=lambda s: (sum(c.size for c in s.content), s.id))
        taken: list[Span] = []
        found: list[tuple[Span, Statement | None]] = []
        for statement in inner:
            beside = statement.id in self.beside
            for content in statement.content:
                for free in [content] if beside else list(without(content, taken)):
                    pieces = list(self._cut(free))
                    if not pieces and content.size == free.size and (short := trimmed(self.text, free, 1)):
                        pieces = [short]  # « l'avoir fait »: what a denial answers says the rest
                    found.extend((piece, statement) for piece in pieces)
            taken.extend(() if beside else statement.content)
        for free in without(Span(0, len(self.text)), taken):
            found.extend(
                (piece, None) for piece in self._cut(free) if self._says(piece) and not self._attributes(piece)
            )
        yield from sorted(found, key=lambda f: f[0])

    def _told_of(self, statement: Statement) -> bool:
        """Whether somebody else is said to have told of a statement: "officials said that he had promised to supply"."""
        cue = statement.cue
        return cue is not None and any(c.holds(cue) for s in self.said if s is not statement for c in s.content)

    def _cut(self, span: Span) -> Iterator[Span]:
        """Cut a stretch into sentences, and these at marks where both sides hold a predicate."""
        start = dated.end() if (dated := _DATELINE.match(self.text, *span)) and self._opens(span.start) else span.start
        ends = [(m.start(), m.end()) for m in SENTENCE.finditer(self.text, span.start, span.end)] + [
            (span.end, span.end)
        ]
        for end, following in ends:
            if end < span.end and self._abbreviated(start, end):
                continue
            yield from self._cut_sentence(Span(start, end)) if end > start else ()
            start = following

    def _abbreviated(self, start: int, end: int) -> bool:
        """Whether a full stop is that of an initial or a form of address: « la démission de M. Halbek »."""
        word = self.text[max(start, self.text.rfind(" ", start, end) + 1) : end].lower()
        return word.endswith(".") and ((len(word) == 2 and word[0].isalpha()) or word in self.titles)

    def _opens(self, start: int) -> bool:
        return start == 0 or self.text[start - 1] == "\n"

    def _cut_sentence(self, span: Span) -> Iterator[Span]:
        marks = [Span(*m.span()) for m in _CUT.finditer(self.text, span.start, span.end)]
        pieces: list[Span] = []
        start = span.start
        for mark in [*marks, Span(span.end, span.end)]:
            piece = Span(start, mark.start)
            if pieces and (self._leans(piece) or not self._stands(piece) or not self._stands(pieces[-1])):
                pieces[-1] = Span(pieces[-1].start, mark.start)
            elif piece.size > 0:
                pieces.append(piece)
            start = mark.end
        for piece in pieces:
            short = trimmed(self.text, piece, 1)
            if short and (short.size >= SHORTEST or self._denies_flatly(short)):
                yield short

    def _denies_flatly(self, span: Span) -> bool:
        return flatly(self.reading.language, self.text[span.start : span.end])

    def _leans(self, piece: Span) -> bool:
        """Whether a piece opens with a word that ties it to what stands before, or with a verb whose subject is there."""
        opening = list(islice(_WORD.finditer(self.text, *piece), 2))
        if not opening:
            return False
        words = [fold(m[0]) for m in opening]
        start = opening[0].start()
        verb = any(head.start == start and p.tense is not None and not p.nominal for head, p in self.heads)
        return verb or words[0] in self.ties or " ".join(words) in self.ties

    def _says(self, span: Span) -> bool:
        """Whether a piece that nobody is said to have said holds more than who said it: an act or a figure.

        What is left of a sentence around somebody's words needs a verb of its own: « dans un message mis en ligne ».
        """
        if any(span.holds(f.span) for f in self.reading.figures) or self._denies_flatly(span):
            return True
        opening = _WORD.search(self.text, *span)
        rest = opening is not None and opening[0][0].islower()
        if rest and opening is not None and opening[0] in self.rests:  # not folded: « a cédé » is no « à »
            return False
        return any(span.holds(head) and not (rest and (p.nominal or p.tense is None)) for head, p in self.heads)

    def _attributes(self, span: Span) -> bool:
        """Whether a piece only tells who said something, and how: « a raconté cet homme de 44 ans »."""
        first = bisect_left(self.cues, Span(span.start, span.start))
        cued = any(span.holds(cue) for cue in self.cues[first : first + 2])
        return cued and not any(True for _ in self._within(span))

    def _stands(self, span: Span) -> bool:
        return span.size >= SHORTEST and any(True for _ in self._within(span))

    def _within(self, span: Span) -> Iterator[Proposition]:
        return (p for head, p in self.heads if span.holds(head) and not p.nominal)

    def point(self, span: Span, statement: Statement | None) -> Point:
        """The point of a piece."""
        inside = [p for head, p in self.heads if span.holds(head)]
        predicates = frozenset(act for p in inside for act in self._acts(p))
        turned = [p for p in inside if self._turned_back(p)]
        features = set(predicates) | set(self._named(span))
        features |= set(self._words(span, [p.head for p in inside], [p.head for p in turned]))
        features |= {m for p in turned for m in self.meanings.get(fold(p.lemma), ()) if m[0] == "c"}  # « s'est rompu »
        features |= set(self._clock(span)) | set(self._self_named(span, statement)) | set(self._amounts(span))
        words = self.text[span.start : span.end]
        twin = (statement.id,) if statement is not None and statement.id in self.beside else ()
        key = content_id("p", self.entry.id, span.start, span.end, *twin)
        told = statement or next((s for s in self.narrated if any(c.holds(span) for c in s.content)), None)
        speaker = self.identity.get((self.entry.id, statement.speaker or "")) if statement else None
        people = frozenset(i for mention, i in self.people if span.holds(mention) and i != speaker)
        return Point(
            key, self.entry.id, self.reading.language, span, words, statement, told.id if told else key,
            _as_told(features), _as_told(predicates), self._negative(span, inside), people,
            frozenset(self._sited(span)), frozenset(self._parties(inside)), speaker,
            tuple(f for f in self.reading.figures if span.overlaps(f.span)), self._days(span), self._whole(span),
            holds(self.reading.language, "leaves_open", words),
        )  # fmt: skip

    def _bare(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """What verbs say that stand without an infinitive, by where they start: "the pump failed"."""
        said, opens = bare(self.reading.language)
        for p in self.reading.propositions if said else ():
            if (found := said.get(fold(p.lemma))) and not p.nominal:
                following = _WORD.search(self.text, p.head.end)
                if following is None or fold(following[0]) not in opens:
                    yield p.head.start, found

    def _acts(self, p: Proposition) -> tuple[str, ...]:
        """What a predicate does: what its phrase says ("gave way"), else its own concept."""
        if found := self.phrases.get(p.head.start):
            return found
        handed = HANDED in self.meanings.get(fold(p.lemma), ())
        return (HANDED if handed else predicate_of(p, self._turned_back(p)),)

    def _turned_back(self, p: Proposition) -> bool:
        """Whether a verb is reflexive: « il s'est arrêté », which is another act than « on l'a arrêté »."""
        words = [fold(m[0]) for m in _WORD.finditer(self.text, max(0, p.head.start - _AUXILIARY), p.head.start)][-2:]
        return not self.reflexive.isdisjoint(words)

    def _whole(self, span: Span) -> bool:
        """Whether a piece opens with a word of its own and has a verb that no relative pronoun governs."""
        opening = _WORD.search(self.text, *span)
        if opening is None or fold(opening[0]) in self.weak:
            return False
        return any(
            p.tense is not None and not p.nominal and not self._governed(Span(span.start, head.start))
            for head, p in self.heads
            if span.holds(head)
        )

    def _governed(self, before: Span) -> bool:
        """Whether a relative pronoun or conjunction stands between the last mark and a verb."""
        marks = [m.end() for m in _CUT.finditer(self.text, *before)]
        words = [fold(m[0]) for m in _WORD.finditer(self.text, marks[-1] if marks else before.start, before.end)]
        return not self.ties.isdisjoint(words)

    def _words(self, span: Span, heads: Sequence[Span], turned: Sequence[Span]) -> Iterator[str]:
        """Stems and numbers; predicates are there already, figures are compared apart, dates as days.

        A reflexive verb stands for nothing but what its predicate does: « s'est arrêté » is neither an arrest nor a decree.
        """
        masked = [*self._numbers(span), *(d for d in self.dated if d.overlaps(span))]
        following = ""
        for match in _WORD.finditer(self.text, span.start, span.end):
            before, word, place = following, fold(match[0]), match.span()
            following = word
            if place[0] in self.when or any(t.overlaps(place) for t in turned):
                continue
            if found := self.phrases.get(place[0]) or self.general.get(place[0]):
                yield from found
                continue
            if any(c.overlaps(place) for c in masked):
                continue
            if word[0].isdigit():
                yield f"n:{word.lstrip('0') or '0'}"
            elif len(word) > 2 and word not in self.empty:
                done = any(h.overlaps(place) for h in heads)
                if (meaning := self.meanings.get(word)) and HANDED in meaning:
                    yield HANDED
                elif meaning:
                    noun = before in self.articles and not done
                    yield from of_noun(meaning) if noun else meaning
                elif not done:
                    named = match[0][0].isupper() and any(name.overlaps(place) for name, _ in self.names)
                    yield f"{'e' if named else 'w'}:{stem(word)}"

    def _clock(self, span: Span) -> Iterator[str]:
        """Times of day to the minute, which mark one event in any language."""
        for moment in self.reading.moments:
            if span.holds(moment.span) and (found := _CLOCK.search(moment.value or "")):
                yield f"t:{found[1]}"

    def _sited(self, span: Span) -> Iterator[str]:
        """The names by which it tells works, buildings and places from others of their noun, and who these are."""
        for name in self.grounds:
            if span.holds(name):
                yield stem(fold(self.text[name.start : name.end]))
                yield from (identity for mention, identity in self.names if mention.overlaps(name))

    def _numbers(self, span: Span) -> Iterator[Span]:
        """Where amounts stand, without what is counted."""
        for figure in self.reading.figures:
            if figure.span.overlaps(span):
                noun = figure.counted_span
                inside = noun is not None and figure.span.start < noun.start < figure.span.end
                yield Span(figure.span.start, noun.start) if inside and noun else figure.span

    def _amounts(self, span: Span) -> Iterator[str]:
        """How many, how much and how long, in any language and unit."""
        for figure in self.reading.figures:
            if span.holds(figure.span):
                yield from amount_of(figure)
        for moment in self.reading.moments:
            if moment.type is MomentType.DURATION and moment.value and span.holds(moment.span):
                yield f"f:{moment.value}"

    def _named(self, span: Span) -> Iterator[str]:
        """Who and what it names or describes, by identity: « la société » is the company that its report named."""
        for mention, identity in (*self.names, *self.described):
            if span.holds(mention):
                yield f"e:{identity}"

    def _self_named(self, span: Span, statement: Statement | None) -> Iterator[str]:
        """Who speaks, where their own words are about themselves: « Je n'ai pas démissionné »."""
        if statement is None or statement.speaker is None or statement.form is SpeechForm.NARRATED:
            return
        if any(fold(m[0]) in self.first_person for m in _WORD.finditer(self.text, *span)):
            yield f"e:{self.identity.get((self.entry.id, statement.speaker), statement.speaker)}"

    def _parties(self, inside: Iterable[Proposition]) -> Iterator[str]:
        for proposition in inside:
            for party in (*proposition.actors, *proposition.recipients):
                if party.entity is not None:
                    yield self.identity.get((self.entry.id, party.entity), party.entity)

    def _negative(self, span: Span, inside: Sequence[Proposition]) -> bool:
        """Whether it denies; what is left unsaid (« ne dit pas ce qui a ouvert la cuve ») is not denied."""
        words = self.text[span.start : span.end]
        if self._unsaid(span) or holds(self.reading.language, "leaves_open", words):
            return False
        late = only_when(self.text, span, self.reading.language)
        words_in = list(_WORD.finditer(self.text, *span))
        late += beside_the_act(words_in, inside, self.reading.language)
        told = (p for p in inside if not any(stretch.holds(p.head) for stretch in late))
        if any(p.polarity is Polarity.NEGATIVE for p in told) or flatly(self.reading.language, words):
            return True
        found = [m for m in words_in if not any(s.holds(m.span()) for s in late)]
        folded = [fold(m[0]) for m in found]
        return not self.negators.isdisjoint((*folded, *(f"{a} {b}" for a, b in pairwise(folded))))

    def _unsaid(self, span: Span) -> bool:
        """Whether a word for telling or knowing is followed by a question."""
        words = [fold(m[0]) for m in _WORD.finditer(self.text, span.start, span.end)]
        return any(w in self.tells and not self.asks.isdisjoint(words[i + 1 : i + 4]) for i, w in enumerate(words))

    def _days(self, span: Span) -> Days | None:
        """The days it speaks of: the first date inside it that is told of it, a day before a stretch that is open.

        What something comes after is another thing's day: « une seconde brèche, colmatée après celle de mardi ».
        """
        found: list[Days] = []
        for moment in self.reading.moments:
            if not span.holds(moment.span) or moment.type not in (MomentType.DATE, MomentType.TIME) or not moment.days:
                continue
            dated = _DATED.search(self.text, *moment.span)  # « à 01H52 » names no day: the one it was given is a guess
            if dated and not self._elsewhere(moment.span) and not self._either_year(moment):
                found.append(moment.days)
        return next((days for days in found if None not in days), found[0] if found else None)

    def _either_year(self, moment: Moment) -> bool:
        """Whether a month without its year is so far off that the other year's is nearer: « la fermeture en juin », told in March."""
        told, days = self.entry.report.day, moment.days
        if told is None or days is None or days[0] is None or not _BARE.fullmatch(self.text, *moment.span):
            return False
        return abs((days[0] - told).days) > HALF_A_YEAR

    def _elsewhere(self, moment: Span) -> bool:
        """Whether a date is that of what comes before or after: « après celle de mardi », "before Tuesday's flood"."""
        around = Span(max(0, moment.start - _BEFORE_DATE), moment.end)
        words = [fold(m[0]) for m in _WORD.finditer(self.text, *around) if m.start() < moment.start]
        inside = _WORD.search(self.text, *moment)
        opening = [fold(inside[0])] if inside else []
        return not self.reference.isdisjoint((*words[-4:], *opening))


def _as_told(features: Iterable[str]) -> frozenset[str]:
    """Features with acts as they are gathered."""
    names = told_as()
    return frozenset(names.get(f, f) for f in features)


_BEFORE_DATE = 24
"""Characters before a date in which stands what it is compared with: « après celle de »."""
_AUXILIARY = 16
"""Characters before a verb in which its reflexive pronoun stands, an auxiliary between them or none."""
