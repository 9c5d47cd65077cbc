"""Who the source of a cue is: its subject, its agent, the noun it modifies, or the subject of the cue above it."""

from __future__ import annotations

from recoupe.extract.speech.cueclauses import Cue, cue_at
from recoupe.extract.speech.scene import Scene
from recoupe.extract.speech.sources import first_noun, source_spans
from recoupe.model.span import Span

__all__ = ["source_of"]


def source_of(scene: Scene, cue: Cue) -> tuple[tuple[Span, ...], tuple[int, ...], bool]:
    """Return the source's spans, its head tokens, and whether the subject is impersonal (« il est dit que »)."""
    heads, impersonal = _heads(scene, cue)
    heads = [h for h in heads if scene.tokens[h].pos != "PUNCT"]
    spans = source_spans(scene, heads)
    return spans, tuple(heads), impersonal


def _heads(scene: Scene, cue: Cue) -> tuple[list[int], bool]:
    clause = cue.clause
    if clause is None:
        return _without_clause(scene, cue), False
    if cue.passive:
        return list(clause.agents), not clause.agents
    if clause.subjects and clause.subject_by == "own":
        subjects = clause.subjects
        if (
            len(subjects) == 1
            and scene.tokens[subjects[0]].lower in scene.words("impersonal")
            and scene.tokens[subjects[0]].dep == "expl"
        ):
            return [], True
        return list(subjects), False
    above = _cue_above(scene, cue)
    if above is not None:
        return _heads(scene, above)
    if clause.subjects:
        if clause.subject_by == "relative":
            relative = [
                k for k in scene.tokens[cue.i].children if scene.tokens[k].dep in ("nsubj", "nsubj:pass") and k < cue.i
            ]
            return [*clause.subjects, *relative], False
        return list(clause.subjects), False
    inverted = [k for k in cue.group if scene.tokens[k].pos == "PRON" and scene.tokens[k].text.startswith("-")]
    if inverted:
        return inverted[:1], False
    return [], False


def _cue_above(scene: Scene, cue: Cue) -> Cue | None:
    """« …, ajoutant que »: the cue in whose sentence a participle goes on, where it hangs in that cue's content."""
    clause = cue.clause
    if clause is None or clause.form != "participle" or clause.relation not in ("advcl", "acl", "conj", "parataxis"):
        return None
    if clause.subject_by == "modified" and scene.tokens[cue.i].head == cue.i - 1:
        return None
    for k in scene.parse.ancestors(cue.i):
        if k < cue.i and scene.inside[k] == scene.inside[cue.i]:
            other = cue_at(scene, k)
            if (
                other is not None
                and other.clause is not None
                and other.clause.form == "finite"
                and not other.passive
                and other.clause.subjects
            ):
                return other
    return None


def _without_clause(scene: Scene, cue: Cue) -> list[int]:
    token = scene.tokens[cue.i]
    by = [k for k in token.children if token.i < k and scene.parse.preposition(k) in scene.words("agent_prepositions")]
    if by:
        return by[:1]
    if token.dep in ("acl", "amod") and token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") == "Past":
        return []
    found = first_noun(scene, cue.i + 1, scene.sentence(cue.i).stop)
    return [found] if found is not None else []
