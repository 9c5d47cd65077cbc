"""Form and hedge of a statement, from its marks and the verbs of its content."""

from __future__ import annotations

from recoupe.extract.speech.hedges import hedges
from recoupe.extract.speech.pointing import POINTED
from recoupe.extract.speech.scene import Found, Scene
from recoupe.lang import table
from recoupe.model.words import Form, Hedge, Stance

__all__ = ["form_of", "hearsay_verb", "hedge_of"]

_NOT_TOLD = frozenset({Stance.FEARS, Stance.PREDICTS})
"""What is feared or foreseen is told as no fact: a conditional in it is of what would be, no hearsay."""

_NAME_WORDS = 4
"""Marks around at most so many words that are all capitalised stand around a name."""


def form_of(scene: Scene, found: Found) -> Form:
    """Direct where whole clauses stand wholly in marks, mixed where marks stand around a part, else indirect."""
    if found.frame == POINTED:
        return Form.INDIRECT
    if found.frame in ("answer", "released"):
        return Form.DIRECT  # set apart as a block
    members = _members(scene, found)
    level = _level(scene, found)
    words = [k for k in members if scene.tokens[k].text[0].isalnum()]
    names = {n for n in {scene.inside[k] for k in words} if n > level and _is_name(scene, n)}
    marked = [k for k in words if scene.inside[k] > level and scene.inside[k] not in names]
    if not marked:
        return Form.INDIRECT
    clausal = any(scene.tokens[k].pos in ("VERB", "AUX") for k in marked) or found.frame in (
        "continued",
        "signed",
        "opening",
    )
    clausal = clausal or (found.frame == "incise" and _is_answer(scene, words))
    whole = len(marked) == len(words) and clausal and not _is_phrase(scene, found)
    return Form.DIRECT if whole else Form.MIXED


def _is_answer(scene: Scene, words: list[int]) -> bool:
    """« Jamais », répond X: a sentence without a verb, opened like a sentence."""
    return scene.tokens[words[0]].text[0].isupper()


def _is_phrase(scene: Scene, found: Found) -> bool:
    """Marked words that are only the object or complement of the cue: « évoque « une dérive qui dure » »."""
    return found.frame in ("nominal", "about", "as", "object", "infinitive")


def _members(scene: Scene, found: Found) -> list[int]:
    return [k for span in found.content for k in scene.parse.between(*span)]


def _level(scene: Scene, found: Found) -> int:
    """The quotation that cue and content both stand in: form is judged inside it."""
    if found.head is None:
        return -1
    level = scene.inside[found.head]
    if level >= 0 and found.frame == "incise" and any(scene.quotes[level].inner.holds(s) for s in found.content):
        return -1  # « …, dit-il, … »: the marks go round the cue as well
    return level


def _is_name(scene: Scene, number: int) -> bool:
    tokens = [scene.tokens[k] for k in scene.quote_tokens[number] if scene.tokens[k].text[0].isalnum()]
    if len(tokens) <= _NAME_WORDS and any(c.isdigit() for t in tokens for c in t.text):
        return True
    return (
        len(tokens) <= _NAME_WORDS
        and all(t.text[0].isupper() or t.pos in ("ADP", "DET") for t in tokens)
        and any(t.pos == "PROPN" for t in tokens)
    )


def _looks_conditional(scene: Scene, i: int) -> bool:
    """« transporteraient », which the model may take for a participle: by its ending."""
    token = scene.tokens[i]
    endings = tuple(hedges(scene.language).get("conditional_endings", ()))
    return bool(endings) and token.pos == "VERB" and "Mood" not in token.morph and token.lower.endswith(endings)


def _has_ending(scene: Scene, i: int) -> bool:
    """Whether a word ends as conditionals do: the future's r before the past's ending."""
    return scene.tokens[i].lower.endswith(tuple(hedges(scene.language)["conditional_forms"]))


def hearsay_verb(scene: Scene, i: int) -> bool:
    """Whether a clause stands in the conditional of hearsay: not that of a wish, a condition, or the future of the past."""
    words = hedges(scene.language)
    clause = scene.clause(i)
    if clause is None or "conditional_endings" not in words:
        return False  # only languages whose conditional tells hearsay have its endings in their table
    if (clause.mood != "cnd" or clause.form != "finite") and not _looks_conditional(scene, i):
        return False
    if not any(_has_ending(scene, k) for k in (i, *clause.auxiliaries)):
        return False  # « bougeait », which the model may take for a conditional
    if (
        clause.lemma in words.get("desire", ())
        or clause.lemma in words["modals"]
        or clause.lemma in words.get("counterfactual", ())
    ):
        return False
    if clause.mark in scene.words("conditions") or set(clause.modals) & (
        words.get("counterfactual", frozenset()) | words["modals"]
    ):
        return False
    if _is_inferred(scene, i, words):
        return False
    below = [scene.clause(k) for k in scene.tokens[i].children]
    return not any(c is not None and c.mark in scene.words("conditions") for c in below)


def _is_inferred(scene: Scene, i: int, words: dict[str, frozenset[str]]) -> bool:
    """« Cela représenterait donc … », « …, ce qui expliquerait … »: what would follow, if so, by the report's own reasoning."""
    tokens = scene.tokens
    own = [k for k in tokens[i].children if k < i + _INFERRED]
    if any(tokens[k].lower in words["inferring"] for k in own):
        return True
    which = (k for k in own if tokens[k].lower in scene.words("relatives") and 0 < k < i)
    return any(tokens[k - 1].lower in scene.words("which_before") for k in which)


_INFERRED = 3
"""Words behind a verb within which « donc » stands."""


def hedge_of(scene: Scene, found: Found) -> Hedge:
    """Hearsay where a verb of the content stands in that conditional or beside reportedly; possible by its main verb."""
    words = hedges(scene.language)
    if found.frame == POINTED:
        return Hedge.NONE  # a reserve on what is denied is not on the denial
    on_cue = _on_cue(scene, found, words)
    if on_cue is not Hedge.NONE:
        return on_cue
    members = _members(scene, found)
    inside = set(members)
    level = _level(scene, found)
    past = _past_cue(scene, found)
    told = found.stance not in _NOT_TOLD
    for k in members:
        token = scene.tokens[k]
        if token.lower in words["hearsay_adverbs"]:
            return Hedge.HEARSAY
        if told and (not past or _is_perfect(scene, k)) and hearsay_verb(scene, k) and scene.inside[k] <= level:
            return Hedge.HEARSAY
    main = (
        found.predicate
        if found.predicate in inside
        else next((k for k in members if scene.tokens[k].head not in inside or scene.tokens[k].head == k), None)
    )
    return Hedge.POSSIBLE if main is not None and _possible(scene, main, words) else Hedge.NONE


def _on_cue(scene: Scene, found: Found, words: dict[str, frozenset[str]]) -> Hedge:
    """A reserve on the saying itself: « aurait déclaré », "reportedly said"; « devrait annoncer », "could deny"."""
    clause = scene.clause(found.head) if found.head is not None else None
    if clause is None or found.head is None:
        return Hedge.NONE
    below = [scene.tokens[k] for k in scene.tokens[found.head].children]
    if hearsay_verb(scene, found.head) or any(t.lower in words["hearsay_adverbs"] for t in below):
        return Hedge.HEARSAY
    expected = clause.mood == "cnd" and bool(set(clause.modals) & words["expecting"])
    expected = expected or _is_expected(scene, found.head, words)
    could = any(t.lemma in words["modals"] and t.dep == "aux" for t in below) and not clause.negated
    return Hedge.POSSIBLE if expected or (could and found.stance is not Stance.DECLINES) else Hedge.NONE


def _is_expected(scene: Scene, head: int, words: dict[str, frozenset[str]]) -> bool:
    """Of "is expected to announce": a saying that is to come."""
    above = scene.clause(scene.tokens[head].head)
    to_come = above is not None and above.passive and above.lemma in words["expecting"]
    return to_come and scene.tokens[head].dep == "xcomp"


def _past_cue(scene: Scene, found: Found) -> bool:
    """A cue in the past turns the future of its content into a conditional, which then is no hearsay."""
    clause = scene.clause(found.head) if found.head is not None else None
    return clause is not None and clause.tense == "past" and found.frame in ("clause", "question")


def _is_perfect(scene: Scene, k: int) -> bool:
    """« aurait vidé »: a past conditional is hearsay after a past cue as well."""
    clause = scene.clause(k)
    if clause is None or clause.mood != "cnd":
        return False
    auxiliaries = {scene.tokens[a].lemma for a in clause.auxiliaries if scene.tokens[a].dep == "aux"}
    return "avoir" in auxiliaries or ("être" in auxiliaries and _moves(scene, k))


def _moves(scene: Scene, k: int) -> bool:
    """Whether a verb has « être » for its perfect: « serait parti »; « serait fermé » is a passive."""
    rules = table(scene.language, "clauses")
    own = {scene.tokens[c].lower for c in scene.tokens[k].children}
    return scene.tokens[k].lemma in rules["intransitive"] or bool(own & scene.words("reflexives"))


def _possible(scene: Scene, main: int, words: dict[str, frozenset[str]]) -> bool:
    clause = scene.clause(main)
    token = scene.tokens[main]
    if token.lemma in words["modals"] or token.lemma in words["possible_verbs"]:
        return True
    if clause is None:
        return False
    below = [scene.tokens[k] for k in (*token.children, *clause.auxiliaries)]
    return bool(set(clause.modals) & words["modals"]) or any(
        t.lower in words["possible_adverbs"] or (t.lemma in words["modals"] and t.i in clause.auxiliaries)
        for t in below
    )
