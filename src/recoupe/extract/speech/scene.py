"""What the parts of attribution share while one report is read: its parse, its quotations, its cues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from recoupe.extract.draft import Draft
from recoupe.extract.speech.lexicon import Lexicon, lexicon
from recoupe.extract.speech.marks import Quotation, quotations
from recoupe.lang import table
from recoupe.model.span import Span
from recoupe.model.words import Stance
from recoupe.parse.clauses import Clause
from recoupe.parse.tree import Parse, Token

__all__ = ["BOUNDS", "Found", "Release", "Scene"]

BOUNDS = frozenset(',;:.!?…()[]«»“”„"‹›–—-') | {"...", "''", "``", "--"}
"""Punctuation at which a cue clause may begin or end."""

_NO_WORDS: frozenset[str] = frozenset()


@lru_cache(maxsize=32)
def _pairs(language: str, name: str) -> dict[str, str]:
    rows = table(language, "speech").get(name, [])
    return {form: other for form, _, other in (row.partition(":") for row in rows)}


@dataclass(slots=True, eq=False)
class Found:
    """A statement in the making. ``cue`` and ``speakers`` are token indices; ``frame`` names the construction."""

    content: tuple[Span, ...]
    cue: tuple[int, ...]
    source: tuple[Span, ...]
    speakers: tuple[int, ...]
    stance: Stance
    frame: str
    head: int | None = None
    """The cue's main word."""
    predicate: int | None = None
    """Main verb or noun of the content, where known."""
    quotes: tuple[int, ...] = ()
    """Quotations that the construction took whole."""
    impersonal: bool = False
    weight: int = 0
    """Of two finds with one cue or content the heavier stays."""
    colon: bool = False
    """Whether a colon stands between cue and content."""
    via: tuple[int, ...] = ()
    """Who passed it on, where the words name those whom an outlet cites: « selon X, citant Y »."""
    known: tuple[str, Span] | None = None
    """Who speaks, as an entity, and where the report names them, where the form of the text tells: whoever is interviewed."""
    medium: Span | None = None
    """What it was said in, where the form of the text tells: the heading of a release."""


@dataclass(frozen=True, slots=True)
class Release:
    """A stretch of a report that is somebody's release: whose, as an entity with the words that name it, and its heading."""

    span: Span
    issuer: tuple[str, Span] | None
    heading: Span


@dataclass(eq=False)
class Scene:
    """One report while its statements are sought."""

    draft: Draft
    parse: Parse
    lex: Lexicon
    quotes: list[Quotation]
    tokens: list[Token]
    inside: list[int]
    """Innermost quotation of each token, -1 outside."""
    found: list[Found] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    """Quotations that a cue has taken."""
    introduced: tuple[str, Span, int] | None = None
    """Who is interviewed, where that is told, and where the introduction ends."""
    released: list[Release] = field(default_factory=list)
    """Stretches that are somebody's release."""

    @classmethod
    def of(cls, draft: Draft) -> Scene:
        """Return the scene of a draft."""
        parse = draft.parse
        quotes = quotations(draft.text, parse.blocks, draft.language)
        scene = cls(draft, parse, lexicon(draft.language), quotes, parse.tokens, [])
        scene.inside = scene.levels()
        return scene

    def levels(self) -> list[int]:
        """Innermost quotation of each token, -1 outside, from ``quotes``."""
        inside = [-1] * len(self.tokens)
        for number, quote in enumerate(self.quotes):  # outer ones come first, inner ones overwrite
            for i in self.parse.between(*quote.inner):
                inside[i] = number
        return inside

    @property
    def text(self) -> str:
        """The report's text."""
        return self.draft.text

    @property
    def language(self) -> str:
        """The report's language."""
        return self.draft.language

    def words(self, name: str) -> frozenset[str]:
        """A list of table ``speech`` or ``unsaid``; empty where the language has none of that name."""
        return self.lex.words.get(name, _NO_WORDS)

    def preposition(self, i: int) -> str:
        """The preposition of a noun, a contracted one as its plain form (« au »: « à »)."""
        found = self.parse.preposition(i)
        return self.contractions.get(found, found)

    @cached_property
    def opening_prepositions(self) -> frozenset[str]:
        """First words of prepositions that may name a source."""
        return self.words("view_prepositions") | frozenset(self.lex.prepositions)

    @cached_property
    def contractions(self) -> dict[str, str]:
        """Plain forms of contracted prepositions."""
        return self.pairs("contractions")

    def pairs(self, name: str) -> dict[str, str]:
        """A list "form:other" of table ``speech`` as the other by the form."""
        return _pairs(self.language, name)

    def clause(self, i: int) -> Clause | None:
        """The clause with this predicate."""
        return self.parse.clause_of.get(i)

    def sentence(self, i: int) -> range:
        """Token indices of the sentence of a token."""
        return self._sentences[self.tokens[i].sentence]

    @cached_property
    def _sentences(self) -> list[range]:
        """Sentences; one that the parse has broken off in the middle is put together again."""
        found: list[range] = []
        groups: list[int] = []
        for n, sentence in enumerate(self.parse.sentences):
            if n > 0 and self.parse.sentences[n - 1].block == sentence.block and self._is_broken(sentence.first):
                groups.append(groups[-1])
                found[groups[-1]] = range(found[groups[-1]].start, sentence.last)
            else:
                groups.append(len(found))
                found.append(range(sentence.first, sentence.last))
        return [found[g] for g in groups]

    def _is_broken(self, first: int) -> bool:
        """Whether no sentence begins at a token: a comma stands there or before it, or a small letter after a word.

        Nor does one begin after a name's initials: « le récit de F. L. | Morel ».
        """
        here, before = self.tokens[first].text, self.tokens[first - 1].text
        initials = before.endswith(".") and before.replace(".", "").isupper() and "." in before[1:3]
        if initials and len(before.replace(".", "")) <= before.count(".") and here[0].isupper():
            return True
        return here == "," or before == "," or (before[-1].isalnum() and here[0].islower())

    @cached_property
    def bracketed(self) -> dict[int, range]:
        """The words between the round brackets of a sentence that a token stands in, by token."""
        found: dict[int, range] = {}
        opened: int | None = None
        for token in self.tokens:
            if token.text == "(":
                opened = token.i
            elif token.text == ")" and opened is not None:
                if self.tokens[opened].sentence == token.sentence:
                    found.update(dict.fromkeys(range(opened + 1, token.i), range(opened + 1, token.i)))
                opened = None
        return found

    @cached_property
    def quote_starts(self) -> dict[int, int]:
        """Quotation by its first token."""
        found: dict[int, int] = {}
        for number, quote in enumerate(self.quotes):
            tokens = self.parse.between(*quote.inner)
            if tokens:
                found.setdefault(tokens[0], number)
        return found

    @cached_property
    def quote_tokens(self) -> list[range]:
        """Tokens of each quotation's inner words."""
        return [self.parse.between(*q.inner) for q in self.quotes]

    def owns(self, item: Found) -> bool:
        """Whether an incised cue stands in the marks of the quotation that it reports, and nothing else reports that one."""
        if item.head is None or item.frame != "incise":
            return False
        number = self.outermost(item.head)
        return number in item.quotes and not any(number in f.quotes for f in self.found if f is not item)

    def outermost(self, i: int) -> int:
        """Outermost quotation of a token, -1 outside."""
        number = self.inside[i]
        while number >= 0 and self.quotes[number].level > 0:
            parent = next(
                (k for k in range(number - 1, -1, -1) if self.quotes[k].outer.holds(self.quotes[number].outer)), -1
            )
            if parent < 0:
                break
            number = parent
        return number

    def gap(self, start: int, end: int) -> str:
        """The text between two places without white space; "" where nothing or only spaces lie between."""
        return "".join(self.text[start:end].split()) if start < end else ""

    def is_bound(self, i: int) -> bool:
        """Whether a token is punctuation at which a cue clause may end."""
        return self.tokens[i].text in BOUNDS or (self.tokens[i].pos == "PUNCT" and not self.tokens[i].text.isalnum())

    def runs(self, indices: Iterable[int]) -> tuple[Span, ...]:
        """Spans of the runs of neighbouring tokens, trimmed of punctuation and one outer pair of marks each."""
        found: list[Span] = []
        first = last = -2
        for i in sorted(set(indices)):
            if i != last + 1 and first >= 0:
                found.extend(self._clean(first, last))
            if i != last + 1:
                first = i
            last = i
        if first >= 0:
            found.extend(self._clean(first, last))
        return tuple(found)

    def _clean(self, first: int, last: int) -> Sequence[Span]:
        span = self.trim(Span(self.tokens[first].start, self.tokens[last].end))
        return [span] if span else []

    def trim(self, span: Span) -> Span | None:
        """The span without spaces and loose punctuation at its edges, and without marks that open or close beyond it."""
        text, (start, end) = self.text, span
        while start < end:
            if (
                text[start].isspace()
                or text[start] in ",;:.!?…–—-)]»”’›'"
                or (text[start] == '"' and text.count('"', start, end) % 2)
            ):
                start += 1
            elif (
                (
                    text[end - 1].isspace()
                    or text[end - 1] in ",;:–—-([«“„‘‹"
                    or (
                        text[end - 1] == "."
                        and not text[max(start, end - 3) : end - 1].isupper()
                        and not text[start:end].endswith("..")
                    )
                )
                or (text[end - 1] == '"' and text.count('"', start, end) % 2)
                or (
                    text[end - 1] in "»”›"
                    and text[start:end].count(text[end - 1])
                    > text[start:end].count({"»": "«", "”": "“", "›": "‹"}[text[end - 1]])
                )
                or (
                    text[end - 1] == "'"
                    and (text[end - 2 : end - 1] in (",", ".", "!", "?") or text[max(start - 1, 0)] == "'")
                    and not any(text[k] == "'" and not text[k - 1 : k].isalnum() for k in range(start, end - 1))
                )
            ):
                end -= 1
            elif text[start] in "«“" and text[start:end].count(text[start]) > text[start:end].count(
                "»" if text[start] == "«" else "”"
            ):
                start += 1
            else:
                break
        whole = next((q for q in self.quotes if q.outer == (start, end) and q.closed and q.opened), None)
        if whole:
            return self.bare(whole.inner)
        return Span(start, end) if start < end else None

    def bare(self, span: Span) -> Span | None:
        """Only spaces are trimmed: a full stop inside the marks belongs to the words; a comma does not."""
        start, end = span
        while start < end and (self.text[start].isspace() or self.text[start] == "'"):
            start += 1
        while start < end and (self.text[end - 1].isspace() or self.text[end - 1] in ",'"):
            end -= 1
        return Span(start, end) if start < end else None
