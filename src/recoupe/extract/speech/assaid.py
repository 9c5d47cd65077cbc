"""Clauses that point at what is said around them: « comme l'a dit X, … », « …, ainsi que le note X », "as X put it"."""

from __future__ import annotations

from recoupe.extract.speech.animacy import is_addressee
from recoupe.extract.speech.cueclauses import Cue
from recoupe.extract.speech.extents import scope
from recoupe.extract.speech.incises import inverted_noun, main_word
from recoupe.extract.speech.making import stance_of
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.sources import source_spans
from recoupe.extract.speech.speakersof import source_of
from recoupe.model.span import Span

__all__ = ["as_said"]

_SUBJECT = 14
"""Words between « comme » and its verb: a speaker with name and office fits."""

_LONGEST = 30
"""Words of such a clause at most: a longer one is no aside."""


def as_said(scene: Scene, cue: Cue) -> Found | None:
    """Return the clause around « comme X l'a dit », None where the cue has another object or no such opener."""
    if not (cue.has("clause") or cue.has("incise")) or cue.clause is None or cue.negated:
        return None
    opener = _opener(scene, cue)
    if opener is None or not _points(scene, cue, opener):
        return None
    within = scope(scene, cue.i)
    if opener == within.start and _after_semicolon(scene, opener):
        within = range(scene.sentence(opener - 1).start, within.stop)
    stop = _end(scene, cue, within)
    members = _around(scene, range(opener, stop), within)
    content = scene.runs(members)
    if not content or not any(scene.tokens[k].pos in ("VERB", "AUX") for k in members):
        return None
    source, speakers = _source(scene, cue, range(opener, stop))
    if not speakers:
        return None
    taken = tuple(n for n in {scene.outermost(k) for k in members} if n >= 0 and scene.inside[cue.i] < 0)
    return Found(
        content,
        cue.group,
        source,
        speakers,
        stance_of(cue, "clause", "incise"),
        "as-said",
        cue.i,
        main_word(scene, members),
        taken,
        weight=2,
    )


def _source(scene: Scene, cue: Cue, clause: range) -> tuple[tuple[Span, ...], tuple[int, ...]]:
    """The subject of the cue; where it has none before it but a clitic, the noun phrase after it."""
    spans, speakers, _ = source_of(scene, cue)
    clitics = scene.words("clitics")
    if speakers and all(k in clause and scene.tokens[k].lower not in clitics for k in speakers):
        return spans, speakers
    noun = inverted_noun(scene, cue, clause.stop)
    return (source_spans(scene, [noun]), (noun,)) if noun is not None else ((), ())


def _opener(scene: Scene, cue: Cue) -> int | None:
    """The conjunction that opens the cue's clause, right after a boundary; no other verb stands between."""
    tokens, begin = scene.tokens, min(cue.group)
    start = max(scope(scene, cue.i).start, begin - _SUBJECT)
    for k in range(begin - 1, start - 1, -1):
        token = tokens[k]
        if token.lower in scene.words("as_openers"):
            first = k - 1 if k > start and tokens[k - 1].lower in scene.words("as_before") else k
            if first == k and token.lower in scene.words("complementisers"):
                return None
            opens = first == scope(scene, cue.i).start or scene.is_bound(first - 1)
            if tokens[first].lower in scene.words("which_before"):
                alone = first == scope(scene, cue.i).start and not _after_semicolon(scene, first)
                return first if opens and not alone else None
            return first if opens or tokens[first - 1].pos == "CCONJ" else None
        if token.lower in scene.words("clause_relatives") and _takes_clause(scene, cue, k):
            return k
        undergone = cue.passive and token.lower in scene.words("relatives") and k > start
        if undergone and tokens[k - 1].lower in scene.words("which_before") and scene.is_bound(k - 2):
            return k - 1
        if scene.is_bound(k) or token.pos in ("VERB", "AUX", "SCONJ") or scene.inside[k] != cue.level:
            return None
    return None


def _after_semicolon(scene: Scene, k: int) -> bool:
    """Whether a semicolon stands before a token: the parse may break the sentence there."""
    return k > 0 and scene.tokens[k - 1].text == ";"


def _takes_clause(scene: Scene, cue: Cue, k: int) -> bool:
    """Whether it stands for the clause before: "…, which the company denies", "…, something the union confirmed"."""
    token, verb = scene.tokens[k], scene.tokens[cue.i]
    after = k > scope(scene, cue.i).start and scene.tokens[k - 1].text == ","
    hung = verb.head == k if verb.dep == "acl:relcl" else token.head == cue.i and token.dep == "obj"
    return after and hung


def _points(scene: Scene, cue: Cue, opener: int) -> bool:
    """Whether the cue has no content of its own: no clause, no noun object, at most a pronoun for what is around."""
    tokens = scene.tokens
    after = cue.i + 1
    if after in scene.quote_starts or tokens[after].lower in scene.words("complementisers"):
        return False
    for k in tokens[cue.i].children:
        dep = tokens[k].dep
        if dep in ("ccomp", "xcomp") and k > cue.i:
            return False
        if is_addressee(scene, cue.i, k):
            continue
        if dep == "obj" and tokens[k].pos in ("NOUN", "PROPN") and _has_subject(scene, cue, opener, k):
            return False
    return True


def _has_subject(scene: Scene, cue: Cue, opener: int, noun: int) -> bool:
    """Whether something but a noun is the cue's subject: what the parse calls its object often is an inverted subject."""
    return noun < cue.i or any(
        scene.tokens[k].dep == "nsubj" and k > opener and scene.tokens[k].pos != "PUNCT"
        for k in scene.tokens[cue.i].children
    )


def _end(scene: Scene, cue: Cue, within: range) -> int:
    """Token after the clause: the next comma, brackets passed over, or the end of the sentence."""
    depth = 0
    for k in range(cue.i + 1, min(cue.i + _LONGEST, within.stop)):
        text = scene.tokens[k].text
        depth += (text == "(") - (text == ")")
        if depth == 0 and text in (",", ";", ":", ".", "–", "—", "!", "?"):
            return k
    return within.stop


def _around(scene: Scene, clause: range, within: range) -> list[int]:
    """The sentence without the clause; one in the middle may end what it points at where a new main clause follows."""
    before = list(range(within.start, clause.start))
    after = list(range(clause.stop, within.stop))
    edge = len(before) - (scene.tokens[clause.start].lower in scene.words("which_before"))  # « …; ce qui est nié »
    for n in range(edge - 1, -1, -1):
        if scene.tokens[before[n]].text in (";", ":") and scene.inside[before[n]] == scene.inside[clause.start]:
            before = before[n + 1 :]
            break
    for n, k in enumerate(after):
        if scene.tokens[k].text == ";" and scene.inside[k] == scene.inside[clause.start]:
            after = after[:n]
            break
    if any(scene.tokens[k].pos in ("VERB", "AUX") for k in before) and after:
        first = next((k for k in after if not scene.is_bound(k)), None)
        if first is not None and scene.tokens[first].pos == "CCONJ":
            return before
    return [*before, *after]
