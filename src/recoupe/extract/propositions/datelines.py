"""Datelines: "PORT VALE, Arland (AP) -- A judge has …" names a place and an agency, which the parse is apt to take for who acts."""

from __future__ import annotations

from recoupe.extract.propositions.scene import Scene
from recoupe.parse.clauses import Clause

__all__ = ["behind_dateline", "find_datelines"]

DASHES = frozenset({"-", "--", "–", "—", "---"})

LONGEST = 16
"""Tokens of a dateline, its agency and date included."""

OF_IT = frozenset({"PROPN", "PUNCT", "NUM", "SYM", "DET", "X"})


def find_datelines(scene: Scene) -> None:
    """Note in ``scene.datelines`` the tokens up to the dash that opens a paragraph."""
    tokens = scene.draft.parse.tokens
    for block in scene.draft.parse.blocks:
        inside = scene.draft.parse.between(*block)
        for i in inside[:LONGEST]:
            if tokens[i].text in DASHES and i > inside.start and tokens[i].start > tokens[i - 1].end:
                if any(tokens[k].pos == "PROPN" for k in range(inside.start, i)):
                    scene.datelines.update(range(inside.start, i + 1))
                break
            if not (tokens[i].pos in OF_IT or tokens[i].text.isupper() or i in scene.timed):
                break


def behind_dateline(scene: Scene, clause: Clause, subjects: list[int]) -> list[int]:
    """The subjects that stand behind the dateline: its own name stands for nobody."""
    if not scene.datelines or not any(k in scene.datelines for k in subjects):
        return subjects
    behind = [k for k in subjects if k not in scene.datelines]
    if behind:
        return behind
    found = [
        k
        for s in subjects
        for k in scene.draft.parse.subtree(s, keep_root=False)
        if k not in scene.datelines
        and k < clause.head
        and scene.token(k).head in scene.datelines
        and scene.token(k).pos in ("NOUN", "PROPN")
    ]
    return found[:1]
