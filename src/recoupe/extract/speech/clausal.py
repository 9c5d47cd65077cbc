"""Complement clauses: what stands behind the conjunction of a verb that reports, or in a clause without one."""

from __future__ import annotations

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.cueclauses import Cue, cue_at
from recoupe.extract.speech.extents import branch, complement_tokens, scope, with_quotations
from recoupe.extract.speech.making import make, stance_of
from recoupe.extract.speech.scene import Found, Scene
from recoupe.parse.tree import Token

__all__ = ["SPLIT_LIMIT", "clause_of"]

SPLIT_LIMIT = 12
"""Words between a cue and its « que »: a dateline, an addressee and an aside fit, another clause hardly does."""


def clause_of(scene: Scene, cue: Cue, marked: bool = False) -> Found | None:
    """« … que », "that …", or (unless ``marked``) a finite complement without a conjunction."""
    if not cue.has("clause"):
        return None
    tokens, complementisers = scene.tokens, scene.words("complementisers")
    heads = [
        k
        for k in [c for g in (cue.i, *cue.group) if g >= cue.i for c in tokens[g].children]
        if k > cue.i
        and k not in cue.group
        and tokens[k].dep in ("ccomp", "xcomp", "csubj", "advcl", "acl", "obj", "parataxis", "conj", "acl:relcl")
    ]
    for k in heads:
        mark = _mark(scene, k, complementisers)
        if (
            mark is not None
            and mark > cue.i
            and not _is_about_object(scene, cue, mark)
            and (tokens[k].dep in ("ccomp", "csubj", "xcomp") or mark - cue.i <= SPLIT_LIMIT)
            and not _cue_between(scene, cue, mark)
        ):
            return _from_mark(scene, cue, k, mark)
    mark = _following_mark(scene, cue, complementisers)
    if mark is not None:
        return _from_mark(scene, cue, tokens[mark].head if tokens[mark].head > mark else None, mark)
    for k in heads if not marked else ():
        clause = scene.clause(k)
        if _object_between(scene, cue, k):
            continue
        subject = clause is not None and (clause.subjects or any(tokens[c].dep == "expl" for c in tokens[k].children))
        if _is_bare_complement(scene, cue, k) and subject:
            if scene.language == "fr" and not any(scene.inside[m] > cue.level for m in branch(scene, k)):
                continue
            members = complement_tokens(scene, cue, k)
            if cue.negated and members and tokens[members[0]].lower in scene.words("question_words"):
                return None
            return make(scene, cue, members, (stance_of(cue, "clause"), "clause"), k)
    return None


def _is_bare_complement(scene: Scene, cue: Cue, k: int) -> bool:
    """The complement without "that": "said the plan was sound", "made it clear he would go"; English also reads "showed him leading" so."""
    token, clause = scene.tokens[k], scene.clause(k)
    if clause is None or clause.mark:
        return False
    of_phrase = token.dep == "advcl" and token.head != cue.i and token.head in cue.group
    if token.dep != "ccomp" and not of_phrase:
        return False
    own = clause.subject_by == "own" and any(scene.tokens[c].dep.startswith("nsubj") for c in token.children)
    return clause.form == "finite" or (scene.language == "en" and own and bool(cue.has("quote")))


def _object_between(scene: Scene, cue: Cue, k: int) -> bool:
    """« mentioned remarks X had made »: a noun of its own between cue and clause; verbs of telling have a person there."""
    tokens = scene.tokens
    if tokens[cue.i].lemma in scene.words("told"):
        return False
    return any(cue.i < c < k and tokens[c].dep == "obj" and tokens[c].pos == "NOUN" for c in tokens[cue.i].children)


def _cue_between(scene: Scene, cue: Cue, mark: int) -> bool:
    """Whether a nearer verb of saying stands between a cue and the conjunction, which then is that verb's."""
    for k in range(cue.i + 1, mark):
        if scene.tokens[k].pos == "VERB" and scene.inside[k] == cue.level and mark - k <= SPLIT_LIMIT:
            other = cue_at(scene, k)
            if other is not None and other.has("clause") and not other.passive and k not in cue.group:
                return True
    return False


def _mark(scene: Scene, k: int, complementisers: frozenset[str]) -> int | None:
    """The conjunction of a complement clause, None without one."""
    for child in scene.tokens[k].children:
        token = scene.tokens[child]
        before = scene.tokens[child - 1] if child else token
        if before.lower in scene.words("that_compounds") and not _is_time_of(before, scene.tokens[k]):
            continue  # « alors que », "so that"
        if token.lower in complementisers and token.dep in ("mark", "fixed", "advmod", "cc") and child < k + 1:
            return child
    return None


def _is_time_of(adverb: Token, verb: Token) -> bool:
    """« Il expliquait alors que … »: an adverb of the verb above, whose clause the next one completes."""
    return verb.dep == "ccomp" and adverb.dep == "advmod" and adverb.head == verb.head


def _following_mark(scene: Scene, cue: Cue, complementisers: frozenset[str]) -> int | None:
    """A conjunction soon after the cue that the parse has hung elsewhere; no other verb may stand between."""
    parted = _behind_asides(scene, cue, complementisers)
    if parted is not None:
        return parted
    stop = min(cue.i + 1 + SPLIT_LIMIT, scope(scene, cue.i).stop)
    for k in range(max(cue.i, *cue.group) + 1, stop):
        token = scene.tokens[k]
        if token.lower in complementisers:
            before = scene.tokens[k - 1]
            if before.lower in scene.words("that_compounds") or _is_only(scene, cue, k):
                return None
            if _is_about_object(scene, cue, k):
                return None
            noun_before = (
                before.pos in ("NOUN", "PROPN")
                and token.pos == "PRON"
                and before.lower not in scene.words("days")
                and not _after_addressee(scene, cue, k)
            )
            dated = before.lower in scene.words("days") or _after_addressee(scene, cue, k)
            conjunction = token.pos == "SCONJ" or (k == cue.i + 1 and token.pos != "DET") or dated
            at_once = k == cue.i + 1 and token.pos == "SCONJ" and token.dep == "advmod"  # « rappelle que même si … »
            return (
                k
                if conjunction
                and not noun_before
                and (dated or at_once or token.dep not in ("obj", "nsubj", "advmod", "det"))
                else None
            )
        if token.pos in ("VERB", "AUX") or token.text in (".", ";", ":"):
            return None
    return None


def _is_about_object(scene: Scene, cue: Cue, mark: int) -> bool:
    """« dément ces propos, qu'il juge faux »: « que » behind an object and a comma is a pronoun for that object."""
    if scene.language != "fr" or scene.tokens[mark - 1].text != "," or mark - 2 <= cue.i:
        return False
    objects = (k for k in scene.tokens[cue.i].children if scene.tokens[k].dep == "obj" and cue.i < k < mark)
    return any(mark - 2 in branch(scene, k) and scene.tokens[k].pos == "NOUN" for k in objects)


def _behind_asides(scene: Scene, cue: Cue, complementisers: frozenset[str]) -> int | None:
    """« affirme, mardi 4 mai, dans un entretien publié par X, que … »: the conjunction right behind the last aside."""
    tokens, k = scene.tokens, max(cue.i, *cue.group) + 1
    stop = min(k + _ASIDES, scope(scene, cue.i).stop)
    if k >= stop or tokens[k].text != ",":
        return None
    while k + 1 < stop and tokens[k].text == ",":
        if tokens[k + 1].lower in complementisers:
            return k + 1 if k > cue.i + 1 else None
        k += 1
        while k < stop and tokens[k].text != ",":
            if _is_finite(scene, k) or tokens[k].text in (";", ":") or scene.inside[k] != cue.level:
                return None
            k += 1
    return None


_ASIDES = 26
"""Words of the asides between a verb and its conjunction: a date and a place of publication fit."""


def _is_finite(scene: Scene, k: int) -> bool:
    token = scene.tokens[k]
    return token.pos in ("VERB", "AUX") and (
        token.morph.get("VerbForm") == "Fin" or token.tag in ("VBD", "VBZ", "VBP", "MD")
    )


def _is_only(scene: Scene, cue: Cue, mark: int) -> bool:
    """« ne condamne que par principe »: « ne … que » before a preposition says "only"."""
    bare = any(scene.tokens[k].lower in ("ne", "n'") for k in range(max(0, min(cue.group) - 3), cue.i))
    return bare and not cue.negated and scene.tokens[mark + 1].pos in ("ADP", "DET", "NUM", "ADV")


def _after_addressee(scene: Scene, cue: Cue, mark: int) -> bool:
    """« ont indiqué à la banque qu'ils … »: a verb of saying without an object, then only whom it was said to.

    The model makes a relative clause of it; one that has its own subject and object leaves the « que » no place.
    """
    if scene.language != "fr" or not (cue.has("clause") and cue.has("quote")):
        return False
    tokens = scene.tokens
    own = [k for k in tokens[cue.i].children if cue.i < k < mark]
    nouns = [k for k in own if tokens[k].pos in ("NOUN", "PROPN") and tokens[k].dep in ("obl", "iobj", "nmod")]
    told = [k for k in nouns if scene.preposition(k) in scene.words("addressee_prepositions")]
    return (
        bool(told)
        and not any(tokens[k].dep in ("obj", "ccomp", "xcomp") for k in own)
        and can_speak(scene, told[-1:])
        and tokens[mark].dep not in ("obj", "nsubj")
    )


def _from_mark(scene: Scene, cue: Cue, head: int | None, mark: int) -> Found | None:
    """Content after a conjunction, by the branch of its predicate or, without one, to the end of the sentence."""
    if head is not None and head > mark:
        members = [m for m in complement_tokens(scene, cue, head) if m > mark]
        if scene.tokens[head].head == head or not members:
            members = []
    else:
        members = []
    opened = scene.tokens[mark + 1].text == ","  # « note que, la crise aidant, les ventes … »: an aside first
    if not members or opened or not any(_finite(scene, m) for m in members if m > mark):
        members = list(range(mark + 1, scope(scene, cue.i).stop))
    members = _before_main(scene, cue, _with_second(scene, members, within=scope(scene, cue.i)))
    members = _with_rest(scene, cue, members)
    members = list(range(mark + 1, members[-1] + 1)) if members else members
    return make(scene, cue, with_quotations(scene, members, cue.level), (stance_of(cue, "clause"), "clause"), head)


def _with_second(scene: Scene, members: list[int], *, within: range) -> list[int]:
    """« … que le site rouvrira et qu'il embauchera »: the second clause with the same conjunction, wherever it hangs."""
    tokens, members = scene.tokens, list(members)
    while members and members[-1] + 3 < within.stop:
        k = members[-1] + 1 + (tokens[members[-1] + 1].text == ",")
        again = tokens[k].pos == "CCONJ" and tokens[k + 1].lower in scene.words("complementisers")
        if not again or tokens[k + 1].head <= k:
            return members
        more = [m for m in branch(scene, tokens[k + 1].head) if m > k and m in within]
        if not more or more[0] != k + 1:
            return members
        members.extend(range(members[-1] + 1, more[-1] + 1))
    return members


def _with_rest(scene: Scene, cue: Cue, members: list[int]) -> list[int]:
    """What trails behind a comma up to the end of the sentence and has no verb of its own belongs to the clause before."""
    within = scope(scene, cue.i)
    if not members or members[-1] + 2 >= within.stop or scene.tokens[members[-1] + 1].text != ",":
        return members
    rest = range(members[-1] + 1, within.stop)
    tokens = scene.tokens
    if any(_finite(scene, k) or scene.inside[k] != cue.level or tokens[k].text in (":", ";") for k in rest):
        return members
    if any(tokens[k].lower in scene.words("gerund_marks") or tokens[k].lower in scene.words("forums") for k in rest):
        return members
    return [*members, *rest]


def _before_main(scene: Scene, cue: Cue, members: list[int]) -> list[int]:
    """« Après avoir déclaré que tout va bien, le groupe ferme »: content up to the comma before the main clause.

    Only of a cue that opens its sentence without being its verb: after the content's own verb, a comma and a subject
    before a finite verb, with no conjunction between, are the sentence's own.
    """
    opens = cue.clause is None or cue.clause.form in ("infinitive", "participle")
    tokens = scene.tokens
    before = range(scope(scene, cue.i).start, min(cue.group))
    light = all(tokens[k].pos in ("ADP", "SCONJ", "ADV", "PUNCT", "CCONJ") for k in before)
    if not opens or not light or not members:
        return members
    verb = next((k for k in members if _finite(scene, k)), members[-1])
    for n, k in enumerate(members):
        if k <= verb or tokens[k].text != "," or scene.inside[k] > cue.level:
            continue
        subject = next((m for m in members[n + 1 :] if tokens[m].dep in ("nsubj", "nsubj:pass")), None)
        between = range(k + 1, subject if subject is not None else k + 1)
        plain = all(tokens[m].pos not in ("SCONJ", "CCONJ", "VERB", "AUX") and tokens[m].text != "," for m in between)
        if subject is not None and plain and tokens[subject].lower not in scene.words("relatives"):
            return members[:n]
    return members


def _finite(scene: Scene, k: int) -> bool:
    token = scene.tokens[k]
    return token.pos in ("VERB", "AUX") and (token.morph.get("VerbForm") != "Inf")
