"""Where, when and how many: places, moments and figures of the same clause or noun phrase."""

from __future__ import annotations

from recoupe.extract.propositions.scene import Act, Scene
from recoupe.model.span import Span
from recoupe.model.words import EventType
from recoupe.parse.clauses import Clause

__all__ = ["Anchored", "take_circumstances"]


AT = frozenset({"à", "en", "in", "at", "near", "dans", "près de"})
"""Prepositions before a name that nothing is known of: most likely where it happened."""

AROUND = frozenset({"autour", "près", "loin", "proximité", "abords"})
"""Adverbs that the parse leaves apart from their preposition (« autour de la ville »)."""

LEFT = frozenset({"repel", "evict", "expel", "flee", "withdraw", "deport", "resign"})
"""Acts whose « de » names the place left."""

REACHED = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.RETREAT, EventType.CONSULT})
"""Types for which the place may hang on whom it falls on (« expulser le groupe de la ville »)."""

_OTHER_CLAUSES = frozenset({"conj", "advcl", "ccomp", "xcomp", "acl:relcl", "acl", "parataxis", "csubj"})
"""Branches that say something of their own: their moments and figures are not this act's."""

_IN_PHRASE = frozenset({"nmod", "nummod", "amod", "det", "advmod", "case", "compound", "flat"})
"""Branches of a noun that belong to its phrase."""


class Anchored:
    """Spans of moments and figures by the token at their head, so that a clause finds its own at once."""

    def __init__(self, scene: Scene) -> None:
        self.moments = _by_head(scene, [m.span for m in scene.draft.moments])
        self.figures = _by_head(scene, [f.span for f in scene.draft.figures])


def _by_head(scene: Scene, spans: list[Span]) -> dict[int, list[Span]]:
    """Each span under the token, outside of it, that its topmost token hangs on, and under its own tokens."""
    found: dict[int, list[Span]] = {}
    tokens = scene.draft.parse.tokens
    for span in spans:
        inside = scene.draft.parse.between(*span)
        heads = {tokens[i].head for i in inside if tokens[i].head not in inside}
        for i in heads | set(inside):
            found.setdefault(i, []).append(span)
    return found


def take_circumstances(scene: Scene, act: Act, spans: Anchored) -> None:
    """Fill places, moments and figures of an act from its words' dependents, and those of the verb that carries it."""
    heads = list(act.words)
    if act.clause and act.clause.head not in heads:
        heads.append(act.clause.head)
    heads.extend(clause.head for clause in act.borrowed)
    _spans_under(scene, act, heads, spans)
    taken = {*act.actors, *act.recipients}
    for head in heads:
        if scene.token(head).lemma.lower() in scene.lexicon.words["@diplomats"]:
            continue  # an ambassador in Moscow is not recalled in Moscow
        for k in scene.token(head).children:
            if k not in taken and k not in act.words:
                _place(scene, act, k)
    if not act.places and scene.lexicon.type_of(act.concept) in REACHED and (not act.nominal or act.borrowed):
        agents = act.clause.agents if act.clause else []  # « touché par un drone à Odessa »
        for k in (*act.recipients, *(a for a in (*act.actors, *agents) if a > act.head)):
            act.places.extend(c for c in scene.token(k).children if c > act.head and _hangs(scene, act, c))
    clause = act.clause
    if (
        clause is not None
        and clause.relation == "xcomp"
        and clause.form == "infinitive"
        and clause.governor is not None
    ):
        _from_frame(scene, act, clause.governor, spans)
    if clause is not None and not act.moments:
        _from_text(scene, act, clause, spans)
    if act.nominal and not act.borrowed:
        _from_clause(scene, act, spans)
    for clause in (*act.borrowed, *([act.clause] if act.clause else ())):
        _relative_place(scene, act, clause)
    if not act.places and scene.lexicon.type_of(act.concept) is EventType.ASSAULT:
        act.places = [k for k in act.recipients if scene.located(k)]  # a base or bridge struck is where it happened
    act.places = list(dict.fromkeys(act.places))


def _from_frame(scene: Scene, act: Act, governor: int, spans: Anchored) -> None:
    """« ils ont réussi lundi à entrer »: what only frames an infinitive lends it its day; a promise keeps its own."""
    keys = scene.lemma(governor)
    if act.moments or scene.lexicon.type_of(scene.lexicon.verbs.get(keys)) is not None:
        return
    figures = list(act.figures)
    _spans_under(scene, act, [governor], spans)
    act.figures = figures


def _from_text(scene: Scene, act: Act, clause: Clause, spans: Anchored) -> None:
    """« Le 7 avril, X publie un communiqué qui condamne … »: what a text says is said when it comes out."""
    text = clause.governor
    if clause.relation == "conj" and text is not None:
        first = scene.draft.parse.clause_of.get(text)
        text = first.governor if first is not None else None
    if text is None or scene.lemma(text) not in scene.lexicon.words["texts"]:
        return
    above = scene.draft.parse.clause_of.get(scene.token(text).head)
    if above is not None and text in above.objects:
        figures = list(act.figures)
        _spans_under(scene, act, [above.head], spans)
        act.figures = figures


def _from_clause(scene: Scene, act: Act, spans: Anchored) -> None:
    """« un homme a été blessé à Lyon lors d'une manifestation »: a noun that names nobody happens where its clause does.

    When it is the clause's subject it also happens when its clause does.
    """
    token = scene.token(act.head)
    if token.head == act.head or token.dep not in ("nsubj", "nsubj:pass", "obl", "obj", "obl:agent"):
        return
    if not (act.actors or act.recipients or act.places):
        for k in scene.token(token.head).children:
            if k != act.head:
                _place(scene, act, k)
    if not act.moments and token.dep in ("nsubj", "nsubj:pass"):
        figures = list(act.figures)
        _spans_under(scene, act, [token.head], spans)
        act.figures = figures


def _spans_under(scene: Scene, act: Act, heads: list[int], spans: Anchored) -> None:
    moments: list[Span] = []
    figures: list[Span] = []
    tokens = scene.draft.parse.tokens
    for head in heads:
        near = [head]
        for k in tokens[head].children:
            if tokens[k].dep not in _OTHER_CLAUSES and k not in act.words:
                near.append(k)
                near.extend([c for c in tokens[k].children if tokens[c].dep in _IN_PHRASE])
        for k in near:
            moments.extend(spans.moments.get(k, ()))
            figures.extend(spans.figures.get(k, ()))
    act.moments = sorted(set(moments), key=lambda s: _distance(s, scene.token(act.head).start))
    act.figures = sorted(set(figures))


def _distance(span: Span, place: int) -> int:
    return min(abs(span.start - place), abs(span.end - place))


def _place(scene: Scene, act: Act, k: int) -> None:
    """Take a phrase as where it happened: a known place behind a preposition of place, an unknown name behind « à »."""
    child = scene.token(k)
    if child.dep not in ("obl", "nmod", "advmod", "obl:npmod"):
        return
    preposition = scene.draft.parse.preposition(k)
    kinds = scene.lexicon.kinds(preposition)
    left = act.concept in LEFT and bool(kinds & {"of", "from"})  # « chassés de Tar Mourad »
    known = scene.draft.mentions_by_token.get(k) or k in scene.timed
    unknown = child.pos == "PROPN" and not known and (preposition in AT or left)
    around = (
        preposition in ("de", "of") and scene.token(max(0, scene.draft.parse.child(k, "case") or 1) - 1).lower in AROUND
    )
    if preposition in ("en", "in") and child.lemma.lower() in scene.lexicon.words["no_ground"]:
        return  # « mettre en place », « en ligne »
    if preposition in ("au", "aux") and child.lemma.lower() in scene.lexicon.words["@ungraspable"]:
        return  # « attaquer au sol »
    if unknown or (("place" in kinds or around) and (scene.is_place(k) or _part_of_place(scene, k))):
        act.places.append(k)
    elif child.dep in ("obl", "obl:npmod") and (k in scene.timed or not scene.animate(k)):
        # « dans la journée à Libreville »: the parse hangs the place on the time
        for c in child.children:
            below = scene.lexicon.kinds(scene.draft.parse.preposition(c))
            if scene.token(c).dep == "nmod" and "of" not in below and "place" in below and scene.is_place(c):
                act.places.append(c)


def _part_of_place(scene: Scene, k: int) -> bool:
    """« dans une partie de la ville », "in parts of the north"."""
    token = scene.token(k)
    below = (c for c in token.children if scene.token(c).dep == "nmod")
    return token.lemma.lower() in scene.lexicon.words["counts"] and any(scene.is_place(c) for c in below)


def _hangs(scene: Scene, act: Act, k: int) -> bool:
    token = scene.token(k)
    unknown = (
        token.pos == "PROPN" and not scene.draft.mentions_by_token.get(k) and scene.draft.parse.preposition(k) in AT
    )
    if (
        token.dep != "nmod"
        or not (unknown or scene.is_place(k))
        or scene.token(token.head).lemma.lower() in scene.lexicon.words["@diplomats"]
    ):
        return False
    kinds = scene.lexicon.kinds(scene.draft.parse.preposition(k))
    return "place" in kinds if "of" not in kinds else act.concept in LEFT and scene.located(k)


def _relative_place(scene: Scene, act: Act, clause: Clause) -> None:
    """« la ville où les combats ont éclaté »."""
    if clause.relation != "acl:relcl" or clause.governor is None:
        return
    where = any(scene.token(k).lower in ("où", "where") for k in scene.token(clause.head).children)
    if where and scene.is_place(clause.governor):
        act.places.append(clause.governor)
