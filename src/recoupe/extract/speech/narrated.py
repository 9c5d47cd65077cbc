"""The report's own voice: each independent clause of narration outside every statement."""

from __future__ import annotations

from recoupe.extract.speech.extents import branch
from recoupe.extract.speech.scene import Found, Scene
from recoupe.model.span import Span
from recoupe.model.words import Stance

__all__ = ["narrated"]

_FEWEST = 3
"""Words a narrated clause has at least; shorter ones are captions and datelines."""


def narrated(scene: Scene) -> list[Found]:
    """Return a find for each independent finite clause that no statement covers."""
    covered: set[int] = set()
    for item in scene.found:
        covered.update(item.cue)
        for span in item.content:
            covered.update(scene.parse.between(*span))
    result = []
    for sentence in scene.parse.sentences:
        if scene.tokens[sentence.last - 1].text == "?":
            continue  # who asks asserts nothing
        roots = _independent(scene, range(sentence.first, sentence.last))
        for n, root in enumerate(roots):
            if root in covered or _is_attribution(scene, root) or _only_modal(scene, root):
                continue
            members = [
                k
                for k in branch(scene, root, set(roots[:n] + roots[n + 1 :]))
                if (k not in covered and scene.inside[k] < 0) or k == root
            ]
            content = tuple(s for s in scene.runs(_run(scene, members, root)) if _says_something(scene, s))
            if sum(scene.tokens[k].text[0].isalnum() for k in members) >= _FEWEST and content:
                result.append(Found(content, (), (), (), Stance.SAYS, "narrated", None, root))
    return result


_MEANING = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ", "NUM", "ADV"})


def _says_something(scene: Scene, span: Span) -> bool:
    """Whether a stretch left between statements is more than a conjunction or a pronoun."""
    return any(scene.tokens[k].pos in _MEANING for k in scene.parse.between(*span))


def _only_modal(scene: Scene, root: int) -> bool:
    """« Le gouvernement pourrait | démentir … »: what stands before a cue's infinitive is no clause of its own."""
    if scene.tokens[root].lemma not in scene.words("modal_verbs"):
        return False
    cues = {k for f in scene.found for k in f.cue}
    return any(scene.tokens[k].dep == "xcomp" and k in cues for k in scene.tokens[root].children)


def _is_attribution(scene: Scene, root: int) -> bool:
    """« …, a-t-elle ajouté », alone in its sentence: a verb of saying turned round, whose words stand elsewhere."""
    entry = scene.lex.verbs.get(scene.tokens[root].lemma.lower())
    if entry is None or "incise" not in entry.frames or "quote" not in entry.frames:
        return False
    inverted = scene.words("inverted")
    children = [scene.tokens[k] for k in scene.tokens[root].children]
    near = [scene.tokens[k] for t in children for k in t.children] + children
    return any(t.lower in inverted for t in near) and not any(t.dep in ("obj", "ccomp", "xcomp") for t in children)


def _independent(scene: Scene, sentence: range) -> list[int]:
    """The main predicate of a sentence and finite ones coordinated with it that have subjects of their own."""
    found = []
    for k in sentence:
        clause = scene.clause(k)
        if clause is None or clause.form != "finite" or scene.inside[k] >= 0:
            continue
        main = scene.tokens[k].dep == "root" or (
            scene.tokens[k].dep == "conj"
            and clause.subject_by == "own"
            and scene.tokens[scene.tokens[k].head].dep == "root"
        )
        if main and not clause.question:
            found.append(k)
    return found


def _run(scene: Scene, members: list[int], root: int) -> list[int]:
    """Members with the punctuation between them, so that a clause is one span where nothing else stands inside."""
    inside = set(members)
    return [
        k for k in range(members[0], members[-1] + 1) if k in inside or (scene.is_bound(k) and scene.inside[k] < 0)
    ] or [root]
