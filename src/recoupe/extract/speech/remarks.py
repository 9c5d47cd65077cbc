"""The report's own remarks on evidence: « sans fournir de preuve », "could not be independently verified"."""

from __future__ import annotations

from recoupe.extract.speech.extents import branch
from recoupe.extract.speech.scene import Found, Scene
from recoupe.model.span import Span
from recoupe.model.statement import Statement
from recoupe.model.words import Form

__all__ = ["add_remarks", "part_remarks"]

_NEAR = 5
"""Words before a noun or verb within which its negation stands: « sans toutefois fournir la moindre preuve »."""

_OPENING = 3
"""Words within which a remark behind a statement shows that it is one: its « sans », « mais », gerund or article with a noun."""


def part_remarks(scene: Scene) -> None:
    """Cut from indirect contents the remarks behind them: « …, sans produire de document », "…, an unsubstantiated claim"."""
    for found in scene.found:
        if not found.content or found.head is None or scene.inside[found.head] >= 0:
            continue
        last = found.content[-1]
        for i in scene.parse.between(*last):
            kind = _kind(scene, i) if scene.inside[i] < 0 else ""
            if kind and found.frame == "as-said":
                _without_opening(scene, found, i)
                break
            start = _behind(scene, found, i) if kind else None
            if start is not None:
                rest = scene.trim(Span(last.start, scene.tokens[start - 1].end))
                found.content = (*found.content[:-1], rest) if rest else found.content
                break


def _behind(scene: Scene, found: Found, i: int) -> int | None:
    """First token of a remark that ends a content; None where the words belong to it."""
    own = scene.parse.between(*found.content[-1])
    start = _opening(scene, i, own.start)
    if start <= own.start + 1:
        return None
    end = scene.parse.between(*_clause_span(scene, i))
    if end.stop < own.stop:
        return None
    first = [scene.tokens[k] for k in range(start, min(start + _OPENING, own.stop))]
    opens = first[0].lower in scene.words("without") | scene.words("but") or first[0].tag == "VBG"
    named = any(
        t.lemma.lower() in scene.words("retold") | scene.words("retold_owned") | scene.lex.nouns.keys() for t in first
    )
    apposed = first[0].pos == "DET" and named and scene.tokens[start - 1].text == ","
    return start if opens or apposed else None


def _opening(scene: Scene, i: int, start: int) -> int:
    """Where the remark at a token begins: behind the comma before it, or at the « mais » that opens a verb without subject."""
    for k in range(i, start, -1):
        token = scene.tokens[k]
        if token.lower in scene.words("but") and scene.tokens[k + 1].pos in ("AUX", "VERB", "ADV"):
            return k
        if scene.tokens[k - 1].text in (",", ";", ":"):
            return k
        if token.lower in scene.words("parting") and k < i:
            return k
    return start


def _without_opening(scene: Scene, found: Found, i: int) -> None:
    """What is claimed stands behind the remark: "There is no evidence that …, as the mayor claims"."""
    for k in scene.tokens[i].children:
        clause = scene.clause(k)
        if k > i and clause is not None and clause.mark in scene.words("complementisers"):
            own = {m for s in found.content for m in scene.parse.between(*s)}
            members = [
                m for m in branch(scene, k) if m in own and scene.tokens[m].lower not in scene.words("complementisers")
            ]
            found.content = scene.runs(members) or found.content
            return


def add_remarks(scene: Scene, statements: list[Statement]) -> None:
    """Note each remark, with the statement before it that it concerns."""
    covered = [s for item in statements if item.cue is not None for s in item.content]
    covered += [
        item.cue for item in statements if item.cue is not None and item.source
    ]  # « X n'a pas confirmé » is X's
    noted: set[Span] = set()
    for i, token in enumerate(scene.tokens):
        if scene.inside[i] >= 0:
            continue
        kind = _kind(scene, i)
        if not kind or any(s.holds(token.span) for s in covered):
            continue
        span = _clause_span(scene, i)
        if span not in noted:
            noted.add(span)
            about = _concerned(scene, statements, span)
            scene.draft.note("remark", span, f"the report's own remark on {kind}", about)


def _kind(scene: Scene, i: int) -> str:
    """What a word, negated in its clause, says of the evidence: "proof" or "verification"; "" for no remark."""
    lemma = scene.tokens[i].lemma.lower()
    if lemma in scene.words("proof_nouns") and _negated_near(scene, i):
        return "proof"
    if lemma in scene.words("pieces") and _negated_near(scene, i) and _is_given(scene, i):
        return "proof"
    if lemma in scene.words("verify_verbs") and (_negated_near(scene, i) or _is_denied(scene, i)):
        return "verification"
    if scene.tokens[i].lower in scene.words("unproven"):
        return "verification"
    if lemma in scene.words("letting") and _subject_in(scene, i, "nobody"):
        return "proof"
    return "what is not known" if _is_unknown(scene, i) else ""


def _is_given(scene: Scene, i: int) -> bool:
    """« n'a produit aucun document »: something that is shown to prove, by the verb above."""
    verb = scene.tokens[scene.tokens[i].head]
    return verb.lemma.lower() in scene.words("giving")


def _is_denied(scene: Scene, i: int) -> bool:
    """« n'ont pu être confirmées »: denied without « pas »."""
    clause = scene.clause(i)
    return clause is not None and clause.negated


def _subject_in(scene: Scene, i: int, name: str) -> bool:
    clause = scene.clause(i)
    own = clause.subjects if clause is not None else ()
    return any(scene.tokens[k].lower in scene.words(name) for k in own)


def _is_unknown(scene: Scene, i: int) -> bool:
    """« On ignore encore si … », "it is not clear whether …": nobody knows, and what follows is asked."""
    token, words = scene.tokens[i], scene.words
    asked = any(
        scene.tokens[c].lower in words("question_words")
        and scene.tokens[c].dep in ("mark", "advmod", "nsubj", "obj", "det")
        for k in token.children
        if k > i
        for c in scene.tokens[k].children
    )
    if not asked:
        return False
    subjects = [scene.tokens[k].lower for k in token.children if scene.tokens[k].dep.startswith(("nsubj", "expl"))]
    nobody = not subjects or bool(set(subjects) & (words("impersonal") | words("anyone")))
    if token.lemma.lower() in words("not_known"):
        return nobody
    return nobody and token.lemma.lower() in words("known") and (_is_denied(scene, i) or _negated_near(scene, i))


def _negated_near(scene: Scene, i: int) -> bool:
    """A negation on the word, its determiner, or the verb it hangs on; « sans » and "without" before it."""
    tokens = scene.tokens
    around = [i, tokens[i].head]
    near = {k for a in around for k in tokens[a].children} | set(range(max(0, i - _NEAR), i))
    words = scene.words("negators") | scene.words("without")
    return any(tokens[k].lower in words and tokens[k].sentence == tokens[i].sentence for k in near)


def _clause_span(scene: Scene, i: int) -> Span:
    """The words between the boundaries around a remark."""
    sentence = scene.sentence(i)
    first = last = i
    while first > sentence.start and scene.tokens[first - 1].text not in (",", ";", ":", "."):
        first -= 1
    while last + 1 < sentence.stop and scene.tokens[last + 1].text not in (",", ";", ":", "."):
        last += 1
    return Span(scene.tokens[max(first, _opening(scene, i, first))].start, scene.tokens[last].end)


def _concerned(scene: Scene, statements: list[Statement], span: Span) -> str | None:
    """The statement with a cue that began last before the remark; in a paragraph without one, what the report told last."""
    before = [s for s in statements if s.content[0].start < span.start and not s.content[0].overlaps(span)]
    told = [s for s in before if s.cue is not None]
    start = scene.text.rfind("\n", 0, span.start) + 1
    if not told:
        told = [s for s in before if s.form is Form.NARRATED and s.content[0].start >= start]
    if not told:
        return None
    last = max(told, key=lambda s: s.content[0].start)
    return last.answers or last.id
