"""Words of acts and what they mean: the tables ``events`` of a language and ``concepts`` of none, indexed once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from recoupe.lang import table
from recoupe.model.words import EventType, Measure

__all__ = ["UNKNOWN", "Concept", "Construction", "Frame", "Lexicon", "lexicon"]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the parties of an act stand: names of slots, in the order in which they are tried.

    Slots are ``subject``, ``object``, ``indirect`` and the kinds of preposition of the language's table; ``of`` is the
    role of a noun's genitive (``actor``, ``recipient`` or ``none``); ``place`` the slots whose places are where it happens.
    """

    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    of: str
    mutual: bool
    place: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """What an act is, in any language; ``type`` is None where PLOVER has none for it."""

    id: str
    type: EventType | None
    mode: str | None
    frame: Frame
    harm: Measure | None = None
    """What it does to whom or what it falls on."""


@dataclass(frozen=True, slots=True)
class Construction:
    """A verb with certain words as object or oblique (or as subject), and the concept the two make."""

    words: frozenset[str]
    subject: bool
    concept: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables of one language, indexed by lemma; ``nouns`` holds the other words of each entry, longest first."""

    concepts: dict[str, Concept]
    verbs: dict[str, str]
    nouns: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    constructions: dict[str, tuple[Construction, ...]]
    noun_constructions: dict[str, tuple[Construction, ...]]
    """The same of nouns: with one of these words as genitive (« l'arrivée de systèmes »)."""
    forms: dict[str, str]
    """Lemma by finite form, of the verbs that the tables list and whose forms follow the rule."""
    prepositions: dict[str, frozenset[str]]
    by_object: dict[str, tuple[str, ...]]
    kin: dict[str, str]
    """Group by concept, of the acts that tell one event from several sides (« mourir », « tuer »)."""
    turns: dict[str, dict[str, str]]
    modes: dict[str, dict[str, str]]
    """Mode by concept or type of what is asked, refused, promised or threatened, a table each."""
    refused: dict[str, str]
    """Concept by that of a consent which is negated."""
    governed: dict[str, frozenset[str]]
    """Prepositions behind which a type has its content (« s'accorder sur », "ask for")."""
    words: dict[str, frozenset[str]]
    """The lists of [turning] and [parties], by name."""
    lasting: tuple[str, ...]
    """Words that open a time for which an act lasted (« pendant »)."""
    inert_suffixes: tuple[str, ...]
    agent_suffixes: tuple[str, ...]

    def kinds(self, preposition: str) -> frozenset[str]:
        """The kinds that a preposition can mark; none for one that the table does not list."""
        return self.prepositions.get(preposition, frozenset())

    def type_of(self, concept: str | None) -> EventType | None:
        """PLOVER's root of a concept, None where it has none or the concept is a bare lemma."""
        found = self.concepts.get(concept or "")
        return found.type if found else None


UNKNOWN = Frame(("subject",), ("object", "indirect"), "actor", False, ())
"""Frame of predicates that no table lists: who does it, and to whom."""


@lru_cache(maxsize=4)
def lexicon(language: str) -> Lexicon:
    """Return the indexed tables of a language. Raises LanguageError where it has none."""
    own, world = table(language, "events"), table("world", "concepts")
    frames = {name: _frame(data) for name, data in world["frames"].items()}
    concepts = {name: _concept(name, data, frames) for name, data in world["concepts"].items()}
    classes = {f"@{name}": frozenset(words) for name, words in own["classes"].items()}
    kinds: dict[str, set[str]] = {}
    for kind, prepositions in own["prepositions"].items():
        for preposition in prepositions:
            kinds.setdefault(preposition, set()).add(kind)
    control = {name: table(language, "clauses")[name] for name in ("object_control", "intransitive")}
    lists = {**own["turning"], **control, **own["parties"], **{f"@{k}": v for k, v in own["classes"].items()}}
    return Lexicon(
        concepts=concepts,
        verbs=_first(own["verbs"]),
        nouns=_nouns(own["nouns"], head_last=language == "en"),
        constructions=_constructions(own["constructions"], classes),
        noun_constructions=_constructions(own["noun_constructions"], classes),
        forms=_forms(own),
        prepositions={p: frozenset(k) for p, k in kinds.items()},
        by_object={verb: tuple(row) for verb, row in own["by_object"].items()},
        kin={concept: name for name, members in world["kin"].items() for concept in members},
        turns=world["turns"],
        modes=world["modes"],
        refused=world["refused"],
        governed={kind: frozenset(words) for kind, words in own["governed"].items()},
        words={name: frozenset(words) for name, words in lists.items()},
        inert_suffixes=tuple(own["parties"]["inert_suffixes"]),
        lasting=tuple(own["turning"]["lasting"]),
        agent_suffixes=tuple(own["parties"]["agent_suffixes"]),
    )


def _frame(data: dict[str, Any]) -> Frame:
    return Frame(
        tuple(data.get("actor", ("subject",))), tuple(data["recipient"]), data.get("of", "actor"),
        data.get("mutual", False), tuple(data.get("place", ())),
    )  # fmt: skip


def _concept(name: str, data: dict[str, Any], frames: dict[str, Frame]) -> Concept:
    frame = frames[data["frame"]]
    if "of" in data:
        frame = Frame(frame.actor, frame.recipient, data["of"], frame.mutual, frame.place)
    kind = EventType(data["type"]) if "type" in data else None
    harm = Measure(data["harm"]) if "harm" in data else None
    return Concept(name, kind, data.get("mode"), frame, harm)


def _first(entries: dict[str, list[str]]) -> dict[str, str]:
    """Concept by word; a word listed twice keeps the first, which the tables put first on purpose."""
    found: dict[str, str] = {}
    for concept, words in entries.items():
        for word in words:
            found.setdefault(word, concept)
    return found


def _nouns(entries: dict[str, list[str]], head_last: bool) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, concept in _first(entries).items():
        words = phrase.replace("'", "' ").split()
        head, rest = (words[-1], words[:-1]) if head_last else (words[0], words[1:])
        found.setdefault(head, []).append((tuple(rest), concept))
    return {head: tuple(sorted(rows, key=lambda row: -len(row[0]))) for head, rows in found.items()}


def _constructions(
    entries: dict[str, list[str]], classes: dict[str, frozenset[str]]
) -> dict[str, tuple[Construction, ...]]:
    found: dict[str, list[Construction]] = {}
    for concept, rows in entries.items():
        for row in rows:
            subject = " < " in row
            verb, _, rest = row.partition(" < " if subject else " > ")
            found.setdefault(verb.strip(), []).append(Construction(_expanded(rest.split(), classes), subject, concept))
    return {verb: tuple(rows) for verb, rows in found.items()}


def _forms(own: dict[str, Any]) -> dict[str, str]:
    """Forms of regular verbs, for words that the syntax model takes for nouns or leaves without a lemma (« demande »)."""
    endings = own.get("conjugation", {})
    verbs = {w.split()[-1].removeprefix("s'") for words in own["verbs"].values() for w in words}
    verbs |= {w for name in ("plan", "light", "denied", "alleged", "factive") for w in own["turning"][name]}
    found: dict[str, str] = {}
    for verb in sorted(verbs):
        for infinitive, rows in endings.items():
            if verb.endswith(infinitive):
                for ending in rows:
                    found.setdefault(verb.removesuffix(infinitive) + ending, verb)
    return found


def _expanded(words: Iterable[str], classes: dict[str, frozenset[str]]) -> frozenset[str]:
    result: set[str] = set()
    for word in words:
        result |= classes.get(word, {word})
    return frozenset(result)
