"""The cue tables of a language, indexed once: which word reports, how, and with which stance."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from recoupe.lang import table
from recoupe.model.words import Stance

__all__ = ["Entry", "Expression", "Lexicon", "Preposition", "lexicon"]


@dataclass(slots=True)
class Entry:
    """A word that reports: the stance of each of its frames; ``about`` are prepositions of frame ``about``."""

    word: str
    frames: dict[str, Stance] = field(default_factory=dict)
    about: dict[str, Stance] = field(default_factory=dict)
    reflexive: bool = False

    @property
    def stance(self) -> Stance:
        """The stance where the frame does not decide."""
        return next(iter(self.frames.values()), Stance.SAYS)


@dataclass(frozen=True, slots=True)
class Expression:
    """A verb with fixed words after it, as lemmas or forms in order."""

    words: tuple[str, ...]
    entry: Entry


@dataclass(frozen=True, slots=True)
class Preposition:
    """A preposition that names a source; ``weak`` ones have other uses far more often."""

    words: tuple[str, ...]
    stance: Stance
    weak: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cues of a language. Verbs by lemma; those that need a reflexive pronoun apart."""

    verbs: dict[str, Entry]
    reflexive: dict[str, Entry]
    expressions: dict[str, tuple[Expression, ...]]
    adjectives: dict[str, Entry]
    """Predicates after a copula: « est convaincu que »."""
    nouns: dict[str, Stance]
    prepositions: dict[str, tuple[Preposition, ...]]
    negated: dict[str, str]
    words: dict[str, frozenset[str]]
    forms: dict[str, str]
    """Verb by each regular form, for tokens whose lemma the model misses."""


@lru_cache(maxsize=4)
def lexicon(language: str) -> Lexicon:
    """Return the cues of a language."""
    raw = table(language, "cues")
    plain: dict[str, Entry] = {}
    reflexive: dict[str, Entry] = {}
    for group in raw["verbs"]:
        for word in group["words"]:
            own = _own_reflexive(word)
            store = plain if own is None else reflexive
            _add(store.setdefault(own or word, Entry(word, reflexive=own is not None)), group)
    return Lexicon(
        plain, reflexive, _expressions(raw), _adjectives(raw), {w: Stance(g["stance"]) for g in raw["nouns"] for w in g["words"]},
        _prepositions(raw), dict(raw.get("negated", {})),
        {k: frozenset(v) for k, v in (table(language, "speech") | table(language, "unsaid")).items()},
        _forms({*plain, *reflexive, *(e["phrases"][0].split()[0] for e in raw["expressions"])}, raw.get("endings", {})),
    )  # fmt: skip


def _own_reflexive(word: str) -> str | None:
    """The verb of "se dire", "s'engager"; None for other words."""
    for pronoun in ("se ", "s'"):
        if word.startswith(pronoun):
            return word[len(pronoun) :]
    return None


def _add(entry: Entry, group: dict[str, Any]) -> None:
    stance = Stance(group["stance"])
    for frame in group["frames"]:
        name, _, preposition = frame.partition(":")
        if name == "about":
            entry.about[preposition] = stance
        else:
            entry.frames[name] = stance


def _adjectives(raw: dict[str, Any]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for group in raw["adjectives"]:
        for word in group["words"]:
            entry = Entry(word)
            _add(entry, group)
            for ending in raw.get("endings", {}).get("adjective", [""]):
                found[word + ending] = entry
    return found


def _expressions(raw: dict[str, Any]) -> dict[str, tuple[Expression, ...]]:
    found: dict[str, list[Expression]] = {}
    for group in raw["expressions"]:
        for phrase in group["phrases"]:
            head, *rest = phrase.split()
            same = next((e for e in found.get(head, ()) if e.words == tuple(rest)), None)
            expression = same or Expression(tuple(rest), Entry(phrase))
            _add(expression.entry, group)
            if same is None:
                found.setdefault(head, []).append(expression)
    return {head: tuple(sorted(some, key=lambda e: -len(e.words))) for head, some in found.items()}


def _prepositions(raw: dict[str, Any]) -> dict[str, tuple[Preposition, ...]]:
    found: dict[str, list[Preposition]] = {}
    for group in raw["prepositions"]:
        for weak, phrases in ((False, group["phrases"]), (True, group.get("weak", []))):
            for phrase in phrases:
                words = tuple(phrase.split())
                found.setdefault(words[0], []).append(Preposition(words, Stance(group["stance"]), weak))
    return {first: tuple(sorted(some, key=lambda p: -len(p.words))) for first, some in found.items()}


def _forms(verbs: set[str], endings: dict[str, list[str]]) -> dict[str, str]:
    """Regular forms of verbs by the endings of their infinitives."""
    found: dict[str, str] = {}
    for verb in sorted(verbs):
        for infinitive, some in endings.items():
            if infinitive != "adjective" and verb.endswith(infinitive):
                for ending in some:
                    found.setdefault(verb[: -len(infinitive)] + ending, verb)
    return found
