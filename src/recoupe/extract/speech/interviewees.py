"""Who is interviewed: what comes before the first question announces it, and names them."""

from __future__ import annotations

from typing import NamedTuple

from recoupe.extract.speech.scene import Scene
from recoupe.extract.speech.turns import forms
from recoupe.model.entity import Mention
from recoupe.model.span import Span

__all__ = ["Announced", "announced", "person_of"]

_JOINED = 6
"""Code points between two who are interviewed together: « X et Y », "X and Y"."""

_WHO = " …"
"""What stands in a phrase of the tables for whoever is interviewed."""


class Announced(NamedTuple):
    """Whether an introduction announces an interview, at least by a hint, and where it names the one who is interviewed."""

    hinted: bool
    who: Mention | None


def announced(scene: Scene, end: int) -> Announced:
    """Read the introduction of what may be an interview: the report's text up to ``end``."""
    known = forms(scene.language)
    blocks = [Span(b.start, min(b.end, end)) for b in scene.parse.blocks if b.start < end]
    blocks = [b for b in blocks if not _is_byline(scene, b)]
    for name in ("announced", "hinted"):
        for block in blocks:
            found = _phrase(_small(scene, block), known[name])
            if found is not None:
                who = _after(scene, Span(block.start + found[0], block.end)) if found[1] else _only(scene, [block])
                return Announced(True, who or _only(scene, blocks) or _only(scene, blocks[:1]))
    return Announced(False, _only(scene, blocks) or _only(scene, blocks[:1]))


def person_of(scene: Scene, label: str) -> Mention | None:
    """The person whose initials or last name a label is: « N. A. » for Nora Ashby; its letters are small."""
    for mention in scene.draft.mentions:
        if mention.kind == "person" and mention.mode == "name":
            for name in scene.draft.entity_by_id[mention.entity].names:
                words = name.replace("-", " ").split()
                initials = "".join(w[0] for w in words).lower()
                if len(words) > 1 and label in (initials, _letters(words[-1]), _letters(name)):
                    return mention
    return None


def _letters(words: str) -> str:
    return "".join(c for c in words.lower() if c.isalnum())


def _small(scene: Scene, block: Span) -> str:
    text = scene.text[block.start : block.end].replace("’", "'").replace("\u00a0", " ")
    small = text.lower()
    return small if len(small) == len(text) else text


def _is_byline(scene: Scene, block: Span) -> bool:
    words = _small(scene, block).split()
    short = len(words) <= 12 and not scene.text[block.start : block.end].rstrip().endswith((".", "!"))
    return short and bool(words) and words[0].strip("(:") in forms(scene.language)["bylines"]


def _phrase(text: str, phrases: frozenset[str]) -> tuple[int, bool] | None:
    """Place after the first phrase of a list in a text, the longest where several start there; and whether it names who."""
    best: tuple[int, int, bool] | None = None
    for phrase in phrases:
        bare = phrase.removesuffix("…").rstrip()
        at = text.find(bare)
        while at >= 0 and (text[at - 1 : at].isalnum() or text[at + len(bare) : at + len(bare) + 1].isalpha()):
            if bare.endswith("'"):
                break
            at = text.find(bare, at + 1)
        if at >= 0 and (best is None or (at, -len(bare)) < best[:2]):
            best = (at, -len(bare), phrase.endswith("…"))
    return None if best is None else (best[0] - best[1], best[2])


def _people(scene: Scene, spans: list[Span]) -> list[Mention]:
    """The first mention by name of each person named in some stretches."""
    found: dict[str, Mention] = {}
    for mention in sorted((m for s in spans for m in scene.draft.mentions_in(s)), key=lambda m: m.span):
        if mention.kind == "person" and mention.mode == "name":
            found.setdefault(mention.entity, mention)
    return list(found.values())


def _after(scene: Scene, span: Span) -> Mention | None:
    """The first person named after « entretien avec »; none where two are interviewed."""
    people = _people(scene, [span])
    if len(people) > 1 and people[1].span.start - people[0].span.end <= _JOINED:
        return None
    return people[0] if people else None


def _only(scene: Scene, blocks: list[Span]) -> Mention | None:
    """The one person named in some paragraphs."""
    people = _people(scene, blocks)
    return people[0] if len(people) == 1 else None
