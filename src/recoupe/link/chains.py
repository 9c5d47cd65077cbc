"""Chains: what reports tell of one happening, whatever the act, typed or not ("the quake", "an earthquake struck").

Where happenings join coded events by who, where and when, chains join any words that tell the same act in reports that are
about the same thing.  Two grounds decide: the act (a concept, its kin, or else the word's own stem), and how alike the
reports are, by average linkage: two stories that resemble each other share acts, but hardly names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from recoupe.compare.topics import Topic, alike
from recoupe.extract.propositions.lexicon import Lexicon, lexicon
from recoupe.model.ids import content_id
from recoupe.model.span import Span

__all__ = ["Told", "act_of", "chains"]

NEAR = 0.31
"""Mean likeness of reports from which one act told in them is one happening; stories are joined from 0.28 on."""

STEM = 6
"""Letters that the forms of an unlisted word share."""


@dataclass(frozen=True, slots=True)
class Told:
    """Words that tell an act: their report and span, and the act as ``act_of`` gives it."""

    report: str
    span: Span
    act: str


def act_of(lemma: str, language: str, verb: bool = False) -> str:
    """The act that a word tells: its concept's kin, its concept, or the word's stem where no table lists it."""
    words = lexicon(language)
    concept = _concept(lemma.lower(), words, verb)
    return words.kin.get(concept, concept) if concept else lemma.lower()[:STEM]


def _concept(lemma: str, words: Lexicon, verb: bool) -> str | None:
    noun = next((concept for rest, concept in words.nouns.get(lemma, ()) if not rest), None)
    found = words.verbs.get(lemma)
    if verb or noun is None:
        found, noun = (found or noun), None
    if noun or found:
        return noun or found
    # names of events in capitals come with their plural: "Strikes on the port"
    return _concept(lemma[:-1], words, verb) if lemma.endswith("s") and len(lemma) > 3 else None


def chains(
    told: Iterable[Told], topics: Mapping[str, Topic], stories: Mapping[str, str] | None = None
) -> dict[tuple[str, Span], str]:
    """Return the chain of each telling, by report and span.

    ``topics`` says what each report is about.  ``stories`` gives the story of each report where it is known for certain;
    only reports of one story are then compared, and all that tell one act there are one chain.
    """
    groups: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in told:
        groups[stories[one.report] if stories else "", one.act].append(one)
    found: dict[tuple[str, Span], str] = {}
    for members in groups.values():
        reports = sorted({one.report for one in members})
        parts = [reports] if stories else _linked(reports, topics)
        home = {report: n for n, part in enumerate(parts) for report in part}
        first: dict[int, str] = {}
        for one in sorted(members, key=lambda t: (t.report, t.span)):
            name = first.setdefault(home[one.report], content_id("chain", one.report, one.span.start, one.act))
            found[one.report, one.span] = name
    return found


def _linked(reports: Sequence[str], topics: Mapping[str, Topic]) -> list[list[str]]:
    """Groups of reports by average linkage down to NEAR; small inputs, as only reports that tell one act are compared."""
    groups = [[report] for report in reports]
    scores = [[alike(topics[a], topics[b]).score if a != b else 1.0 for b in reports] for a in reports]
    while len(groups) > 1:
        best, pair = NEAR, None
        for i in range(len(groups)):
            for j in range(i):
                mean = scores[i][j]
                if mean >= best:
                    best, pair = mean, (j, i)
        if pair is None:
            break
        _merge(groups, scores, pair)
    return groups


def _merge(groups: list[list[str]], scores: list[list[float]], pair: tuple[int, int]) -> None:
    j, i = pair
    left, right = len(groups[j]), len(groups[i])
    for k in range(len(groups)):
        scores[j][k] = scores[k][j] = (scores[j][k] * left + scores[i][k] * right) / (left + right)
    groups[j].extend(groups.pop(i))
    scores.pop(i)
    for row in scores:
        row.pop(i)
