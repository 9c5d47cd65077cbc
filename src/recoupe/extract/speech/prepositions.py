"""« Selon X », « d'après X », "according to X", « pour X »: a source named by a preposition for a whole clause."""

from __future__ import annotations

from recoupe.extract.speech.beside import is_whole
from recoupe.extract.speech.extents import branch, scope
from recoupe.extract.speech.lexicon import Preposition
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.sourcephrase import phrase_end, second_sources
from recoupe.extract.speech.sources import first_noun, source_spans
from recoupe.extract.speech.viewpoints import is_measure, is_of_cue, may_be_weak, may_speak
from recoupe.model.words import Stance

__all__ = ["according_to"]

_VIEW = 8
"""Words between a preposition and its noun for a view: an owner with name and office fits."""


def according_to(scene: Scene, i: int) -> Found | None:
    """Return what is said according to the source that a preposition at a token names, None where it names none."""
    preposition = _preposition(scene, i)
    if preposition is None:
        return _in_view_of(scene, i)
    after = i + len(preposition.words)
    if scene.tokens[after].lower in scene.words("complementisers"):
        return None  # « selon que le temps est sec »
    noun = after - 1 if _is_named_within(scene, i, after) else _noun(scene, i, after)
    if noun is None or scene.tokens[noun].lower in scene.words("which") or not may_speak(scene, noun, preposition):
        return None
    if is_measure(scene, i, noun) or is_of_cue(scene, i, after):
        return None
    if _is_rate(scene, i, noun):
        return None
    stop = phrase_end(scene, i, noun, _opens(scene, i))
    told = _what_is_told(scene, noun, after)
    members = _content(scene, i, stop)
    if preposition.weak and not may_be_weak(scene, i, noun, stop, members=members):
        return None
    content = scene.runs(members)
    if not content or not any(_tells(scene, k) for k in members):
        return None
    if told is not None:
        cue, teller = told
        return Found(
            content,
            (*range(i, after), cue),
            source_spans(scene, [teller]),
            (teller,),
            preposition.stance,
            "according",
            cue,
            None,
            (),
            weight=2,
        )
    speakers = [noun, *(k for k in second_sources(scene, noun) if k < stop)]
    taken = tuple(n for n in {scene.outermost(k) for k in members} if n >= 0 and is_whole(scene, n))
    return Found(
        content,
        tuple(range(i, after if after <= noun else noun)) or (i,),
        source_spans(scene, speakers),
        tuple(speakers),
        preposition.stance,
        "according",
        i,
        None,
        taken,
        weight=1,
    )


def _is_rate(scene: Scene, i: int, noun: int) -> bool:
    """Whether it measures: behind "per" a bare singular noun is a unit, no source ("ninety dollars per square foot")."""
    token = scene.tokens[noun]
    bare = token.tag == "NN" and not any(scene.tokens[k].dep in ("det", "nmod:poss") for k in token.children)
    return scene.tokens[i].lower == "per" and bare


def _tells(scene: Scene, k: int) -> bool:
    """Whether a word can be said for itself: « (seulement 96 selon la préfecture) »."""
    token = scene.tokens[k]
    return token.pos in ("VERB", "AUX", "NOUN", "ADJ", "NUM") or token.text[0].isdigit()


def _is_named_within(scene: Scene, i: int, after: int) -> bool:
    """« de source policière »: the phrase's last word is the source itself."""
    opens = i == scope(scene, i).start or scene.is_bound(i - 1)
    return opens and after > i + 1 and scene.tokens[after - 1].lemma.lower() in scene.words("anonymous")


def _in_view_of(scene: Scene, i: int) -> Found | None:
    """A preposition, whose view it is, and a noun for a view: "in Morel's view, …", « à leurs yeux »."""
    tokens = scene.tokens
    head = tokens[i].head
    if tokens[i].dep not in ("case", "fixed") or not i < head < i + _VIEW:
        return None
    if f"{tokens[i].lower}:{tokens[head].lower}" not in scene.words("views"):
        return None
    owner = next(
        (
            k
            for k in tokens[head].children
            if tokens[k].dep == "nmod:poss"
            or (tokens[k].dep == "det" and tokens[k].lower in scene.words("possessives"))
        ),
        None,
    )
    if owner is None or owner > head:
        return None
    members = _content(scene, i, head + 1)
    content = scene.runs(members)
    if not content or not any(_finite(scene, k) for k in members):
        return None
    source = source_spans(scene, [owner])
    return Found(content, (i, head), source, (owner,), Stance.SAYS, "according", i, None, (), weight=1)


def _what_is_told(scene: Scene, noun: int, after: int) -> tuple[int, int] | None:
    """« selon ce qu'a confié X »: the verb and its subject."""
    if noun != after or scene.tokens[noun].lower not in scene.words("things"):
        return None
    for k in range(noun + 1, min(noun + 8, scene.sentence(noun).stop)):
        if scene.tokens[k].pos == "VERB":
            subject = next(
                (
                    c
                    for c in scene.tokens[k].children
                    if scene.tokens[c].dep in ("nsubj", "obj")
                    and scene.tokens[c].pos in ("NOUN", "PROPN", "PRON")
                    and scene.tokens[c].lower not in scene.words("complementisers")
                ),
                None,
            )
            subject = subject if subject is not None else first_noun(scene, k + 1, scene.sentence(k).stop, bare=True)
            return (k, subject) if subject is not None else None
    return None


def _preposition(scene: Scene, i: int) -> Preposition | None:
    for candidate in scene.lex.prepositions.get(scene.tokens[i].lower, ()):
        n = len(candidate.words)
        if i + n < len(scene.tokens) and all(_is_word(scene, i + k, w) for k, w in enumerate(candidate.words)):
            return candidate
    return None


def _is_word(scene: Scene, i: int, word: str) -> bool:
    """Whether a token is a word of a preposition, contracted with an article or not (« aux dires du maire »)."""
    lower = scene.tokens[i].lower
    return lower == word or scene.contractions.get(lower) == word


def _noun(scene: Scene, i: int, after: int) -> int | None:
    tokens = scene.tokens
    for k in (i, after - 1):
        head = tokens[k].head
        if (
            (
                tokens[k].dep in ("case", "mark", "fixed")
                and head >= after
                and tokens[head].pos in ("NOUN", "PROPN", "PRON", "X", "NUM", "ADJ")
            )
            and scene.tokens[head].sentence == tokens[i].sentence
            and head - after < 25
        ):
            return head
    return first_noun(scene, after, scene.sentence(i).stop)


def _content(scene: Scene, i: int, stop: int) -> list[int]:
    """The rest of the clause that the phrase belongs to: after it, before it, or around it."""
    within = scope(scene, i)
    within = _enclosing(scene, i, stop, within)
    while i > within.start and scene.tokens[i - 1].lower in scene.words("still"):
        i -= 1  # « toujours selon X »
    before = _before(scene, range(within.start, i))
    after = list(range(stop, within.stop))
    if _is_joined(scene, i) or _only_opening(scene, before) or _is_parted(scene, i, before):
        before = []
    after = _to_main_verb(scene, _cut_after(scene, after, i), within.start)
    if not before or _is_interrupted(scene, i, stop, before, after=after):
        return [*before, *_following(scene, after, i)]
    return _with_quote_start(scene, before)


def _is_parted(scene: Scene, i: int, before: list[int]) -> bool:
    """« L'armée dément : selon elle, … »: a colon or semicolon right before the phrase ends a clause of its own."""
    return scene.tokens[i - 1].text in (":", ";") and any(_finite(scene, k) for k in before)


def _is_joined(scene: Scene, i: int) -> bool:
    """« et selon X, … », « et, selon X, … »: the phrase opens what a conjunction joins."""
    return scene.tokens[i - 1 - (scene.tokens[i - 1].text == "," and i > 1)].pos == "CCONJ"


def _to_main_verb(scene: Scene, after: list[int], start: int) -> list[int]:
    """« un projet qui, selon X, coûtera dix millions | a été présenté »: in a relative clause, up to the sentence's own verb."""
    if scene.tokens[start].lower not in scene.words("relatives"):
        return after
    seen = False
    for n, k in enumerate(after):
        token = scene.tokens[k]
        if _finite(scene, k):
            if seen:
                return after[:n]
            seen = True
        elif seen and (
            token.pos in ("CCONJ", "SCONJ") or token.text == "," or token.lower in scene.words("relative_openers")
        ):
            return after
    return after


def _opens(scene: Scene, i: int) -> bool:
    """Whether the phrase opens its sentence, or what a colon or a conjunction begins."""
    within = scope(scene, i)
    return _only_opening(scene, list(range(within.start, i))) or scene.tokens[i - 1].text in (":", ";")


def _only_opening(scene: Scene, before: list[int]) -> bool:
    """Adverbs and conjunctions before « selon » are no content: « Toujours selon X »."""
    return all(scene.tokens[k].pos in ("ADV", "CCONJ", "SCONJ", "PUNCT", "SPACE") for k in before)


def _enclosing(scene: Scene, i: int, stop: int, within: range) -> range:
    """The complement clause of a cue that the phrase stands in: its content goes no further to the left."""
    complementisers = scene.words("complementisers")
    for k in range(i - 1, max(within.start - 1, i - 4), -1):
        token = scene.tokens[k]
        if token.lower in complementisers and token.pos == "SCONJ":
            return range(k + 1, within.stop)
        if token.lower in scene.words("relatives") and token.pos == "PRON" and scene.inside[k] == scene.inside[i]:
            return range(k, within.stop)
    start = _clause_mark(scene, i, within)
    if start is None:
        start = _modifier_start(scene, i, stop, within)
    return range(start, within.stop) if start is not None else within


def _modifier_start(scene: Scene, i: int, stop: int, within: range) -> int | None:
    """« un plan qui présente, selon elle, un défaut »: the pronoun of the relative clause around a phrase between commas."""
    tokens = scene.tokens
    if not scene.is_bound(i - 1):
        return None
    for k in list(scene.parse.ancestors(tokens[i].head))[:_CLIMB]:
        if tokens[k].dep != "acl:relcl" or not within.start < k < i:
            continue
        goes_on = any(m >= stop and tokens[m].pos != "PUNCT" for m in branch(scene, k))
        openers = (m for m in range(k, within.start, -1) if tokens[m].lower in scene.words("relatives"))
        return next(openers, None) if goes_on else None
    return None


def _clause_mark(scene: Scene, i: int, within: range) -> int | None:
    """« nous pensions que l'Union était, selon le traité, libre »: word after the conjunction of the clause around a phrase.

    Only where the clause goes on behind the phrase: one at its end may be about the whole sentence.
    """
    tokens, marks = scene.tokens, scene.words("complementisers") | scene.words("reason_marks")
    own = set(branch(scene, tokens[i].head))
    for k in list(scene.parse.ancestors(tokens[i].head))[:_CLIMB]:
        for c in tokens[k].children:
            if tokens[c].dep != "mark" or tokens[c].lower not in marks or not within.start < c < min(i, k):
                continue
            if scene.inside[c] != scene.inside[i]:
                continue
            compound = tokens[c - 1].lower in scene.words("that_compounds")
            goes_on = any(m > i and m not in own and tokens[m].pos != "PUNCT" for m in branch(scene, k))
            return c + 1 if goes_on and not compound else None
    return None


_CLIMB = 4
"""Words above a source up to the verb of its clause: a noun, what that hangs on, an auxiliary."""


def _before(scene: Scene, run: range) -> list[int]:
    """Words before the phrase, after a semicolon or colon if there is one."""
    level = scene.inside[run.stop] if run.stop < len(scene.inside) else -1
    for k in range(run.stop - 1, run.start - 1, -1):
        if scene.tokens[k].text in (";", ":") and scene.inside[k] == level and k < run.stop - 3:
            return list(range(k + 1, run.stop))
    return list(run)


def _is_interrupted(scene: Scene, i: int, stop: int, before: list[int], *, after: list[int]) -> bool:
    """Whether the phrase stands inside the clause: no full clause before it, or the words after it belong before it."""
    if not after:
        return False
    verbs_before = any(_finite(scene, k) for k in before)
    if not verbs_before:
        return True
    bounded = scene.is_bound(i - 1)
    inside = set(before)
    if _breaks_off(scene, i, stop):
        return True
    if bounded and scene.is_bound(stop) and any(inside.intersection(scene.tokens[k].children) for k in after):
        return True  # « l'Union était, selon X, une alliance »: the predicate stands behind the phrase
    first = next((k for k in after if not scene.is_bound(k)), None)
    if first is None or scene.tokens[first].pos in ("CCONJ",):
        return False
    tops = [k for k in after if scene.tokens[k].head in inside or scene.tokens[k].head == k]
    goes_on = any(_finite(scene, k) for k in after) or _completes(scene, first, tops, inside)
    return bounded and scene.is_bound(stop) and bool(tops) and goes_on


def _breaks_off(scene: Scene, i: int, stop: int) -> bool:
    """« prévoit, selon X, la fermeture », « devrait selon X durer »: right behind a verb, before what that verb governs."""
    tokens = scene.tokens
    after = tokens[stop] if stop < len(tokens) else None
    if after is None:
        return False
    if tokens[i - 1].pos in ("VERB", "AUX"):
        return after.morph.get("VerbForm") in ("Inf", "Part") and after.pos in ("VERB", "AUX")
    if tokens[i - 1].text != "," or after.text != "," or tokens[i - 2].pos not in ("VERB", "AUX"):
        return False
    governed = tokens[stop + 1] if stop + 1 < len(tokens) else after
    return (
        governed.pos in ("DET", "ADJ", "NUM", "NOUN", "ADV", "ADP")
        or stop + 1 in scene.quote_starts
        or governed.text in ("«", "“")
    )


def _completes(scene: Scene, first: int, tops: list[int], inside: set[int]) -> bool:
    """« L'usine ferme, selon X, faute de commandes »: what follows hangs on the clause before, as one of its parts."""
    parts = ("obl", "xcomp", "advmod", "advcl", "obj", "ccomp")
    own = [k for k in tops if scene.tokens[k].pos != "PUNCT"]
    return bool(own) and all(scene.tokens[k].head in inside and scene.tokens[k].dep in parts for k in own)


def _finite(scene: Scene, k: int) -> bool:
    token = scene.tokens[k]
    return token.pos in ("VERB", "AUX") and (
        token.morph.get("VerbForm") == "Fin" or token.tag in ("VBD", "VBZ", "VBP", "MD")
    )


def _cut_after(scene: Scene, after: list[int], i: int) -> list[int]:
    """Words after the phrase up to a semicolon."""
    for n, k in enumerate(after):
        joins = scene.tokens[k].pos == "CCONJ" and n + 2 < len(after) and scene.tokens[k + 1].text == ","
        if joins and _preposition(scene, k + 2) is not None:
            return after[:n]  # « …, et, selon Y, … »
        if scene.tokens[k].text == ";" and scene.inside[k] == scene.inside[i] and n > 3:
            return after[:n]
    return after


def _following(scene: Scene, after: list[int], i: int) -> list[int]:
    """A quotation that the content enters is taken to its end."""
    if not after:
        return after
    last = after[-1]
    number = scene.outermost(last)
    if number >= 0 and number != scene.outermost(i):
        quote = scene.quote_tokens[number]
        if quote.stop > last + 1:
            return [*after, *range(last + 1, quote.stop)]
    first = next((k for k in after if not scene.is_bound(k)), None)
    if first is not None and first in scene.quote_starts:
        quote = scene.quote_tokens[scene.quote_starts[first]]
        rest = [k for k in after if k >= quote.stop and not scene.is_bound(k)]
        if not rest:
            return list(range(quote.start, quote.stop))
    return after


def _with_quote_start(scene: Scene, before: list[int]) -> list[int]:
    """A quotation that ends before the phrase is taken from its beginning, over sentences."""
    number = scene.outermost(before[0])
    if number >= 0:
        quote = scene.quote_tokens[number]
        if quote.start < before[0] and quote.stop - 1 <= before[-1] and scene.inside[before[-1] + 1] != number:
            return [*range(quote.start, before[0]), *before]
    return before
