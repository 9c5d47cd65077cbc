"""Measures of what two texts tell: event chains over given mentions, and whether two sentences can both hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from eval.files import Figures, report_of, rows, scored, write
from recoupe.compare.accounts import account
from recoupe.compare.contradictions import Hold, compare_accounts
from recoupe.compare.topics import topic
from recoupe.extract.pipeline import read_many
from recoupe.extract.propositions.lexicon import lexicon
from recoupe.link.chains import Told, act_of, chains
from recoupe.model.report import Report
from recoupe.model.span import Span
from recoupe.parse.reader import parse_many
from recoupe.parse.tree import Parse

__all__ = ["contradiction", "event_chains"]

Row = dict[str, Any]
BATCH = 64
"""Texts parsed at a time: what fits into memory beside the model."""


def event_chains(gold: Path, score: Path, folder: Path) -> Figures:
    """Mentions of events joined across reports: without stories, and with the gold's stories given."""
    records = list(rows(gold))
    told = list(_told(records))
    topics = {row["id"]: topic(report_of(row)) for row in records}
    home = {row["id"]: row["story"] for row in records}
    free, given = (_chained(told, topics, stories) for stories in (None, home))
    reports = [
        scored(score / "links.py", "clusters", gold, write(folder / "p.jsonl", found), "--by", "chain")
        for found in (free, given)
    ]
    return {
        "pairwise.f1": reports[0]["pairwise"]["f1"],
        "b_cubed.f1": reports[0]["b_cubed"]["f1"],
        "story given": reports[1]["pairwise"]["f1"],
    }


def _chained(told: list[Told], topics: Mapping[str, Any], stories: Mapping[str, str] | None) -> list[Row]:
    found = chains(told, topics, stories)
    return [{"id": f"{report}#{span.start}-{span.end}", "cluster": chain} for (report, span), chain in found.items()]


def _told(records: list[Row]) -> Iterator[Told]:
    for first in range(0, len(records), BATCH):
        batch = records[first : first + BATCH]
        for row, parse in zip(batch, parse_many([r["text"] for r in batch], "en"), strict=True):
            for mention in row["mentions"]:
                span = Span(mention["start"], mention["end"])
                yield Told(row["id"], span, _act(parse, span))


def _act(parse: Parse, span: Span) -> str:
    """The act of a mention's head, its particle and the words of a listed phrase included."""
    words, inside = lexicon("en"), list(parse.between(*span))
    head = next((k for k in inside if parse.tokens[k].head not in inside or parse.tokens[k].head == k), inside[-1])
    token = parse.tokens[head]
    lemmas = [parse.tokens[k].lemma.lower() for k in inside]
    for rest, concept in words.nouns.get(token.lemma.lower(), ()):
        if rest and set(rest) <= set(lemmas):
            return words.kin.get(concept, concept)
    particles = [parse.tokens[k].lower for k in token.children if parse.tokens[k].dep == "compound:prt"]
    spellings = [f"{token.lemma.lower()} {p}" for p in particles] + [" ".join(lemmas)]
    lemma = next((s for s in spellings if s in words.verbs), token.lemma)
    return act_of(lemma, "en", token.pos in ("VERB", "AUX"))


def contradiction(gold: Path, score: Path, folder: Path) -> Figures:
    """Pairs of sentences of one matter: can both hold? Each side is a report of its own; nothing else is known of them."""
    pairs = list(rows(gold))
    sides = {f"{row['id']}/{side}": row[side] for row in pairs for side in "ab"}
    reports = [Report(text, language="fr", key=key) for key, text in sides.items()]
    read = zip(sides, reports, read_many(reports), parse_many((r.text for r in reports), "fr"), strict=True)
    said = {key: account(report.text, reading, parse) for key, report, reading, parse in read}
    found = []
    for row in pairs:
        verdict = compare_accounts(said[f"{row['id']}/a"], said[f"{row['id']}/b"])
        label = "contradiction" if verdict.holds is Hold.EXCLUDE else "compatible"
        found.append({"id": row["id"], "label": label, "score": verdict.score})
    report = scored(score / "links.py", "contradiction", gold, write(folder / "p.jsonl", found))
    return {
        f"{source}.{name}": report[source][name]
        for source in ("daccord", "rte3-fr")
        for name in ("f1", "accuracy", "auc")
        if name in report[source]
    }
