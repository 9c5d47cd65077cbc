"""Cue words in their clauses: which verb is a cue, its auxiliaries, and the stretch of the sentence that reports."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.extract.speech.lexicon import Entry
from recoupe.extract.speech.scene import Scene
from recoupe.parse.clauses import Clause
from recoupe.parse.tree import Token

__all__ = ["Cue", "cue_at", "verb_group"]

_VERBAL = frozenset({"VERB", "AUX"})
_REACH = 7
"""Words within which the fixed part of an expression follows its verb: adverbs and a subject may stand between."""


@dataclass(slots=True)
class Cue:
    """A verb that may report, with its table entry, the tokens of its verb group, and its clause where it has one."""

    i: int
    entry: Entry
    group: tuple[int, ...]
    clause: Clause | None
    negated: bool
    passive: bool
    level: int
    """Innermost quotation it stands in, -1 outside."""

    def clause_agents(self) -> list[int]:
        """Agents of a passive, as far as the parse knows them."""
        return list(self.clause.agents) if self.clause else []

    def has(self, frame: str) -> bool:
        """Whether the word is built with a frame."""
        return frame in self.entry.frames


def cue_at(scene: Scene, i: int) -> Cue | None:
    """Return the verb cue at a token, None where its word is none."""
    token = scene.tokens[i]
    entry, fixed = _entry(scene, token)
    if entry is None or (i and f"{scene.tokens[i - 1].lower}:{token.lower}" in scene.words("no_cues")):
        return None
    group = tuple(sorted({k for head in (i, *fixed) for k in verb_group(scene, head)}))  # « a » may hang on « savoir »
    clause = scene.clause(i) or next((c for k in fixed if (c := scene.clause(k)) is not None), None)
    if clause is not None and clause.mood == "imp":
        return None
    negators = scene.words("negators")
    negated = bool(clause and clause.negated) and not _negates_words(scene, i)
    negated = negated or any(scene.tokens[k].lower in negators for k in group)
    negated = negated or bool(clause and _is_neither(scene, clause.subjects))
    passive = (bool(clause and clause.passive) and not _is_active(scene, group)) or _is_passive(scene, i, group)
    passive = passive and token.lemma not in scene.words("being_perfect")
    passive = passive and entry is not scene.lex.adjectives.get(token.lower) and not entry.reflexive
    passive = passive and not _is_past(scene, token, entry, group)
    return Cue(i, entry, group, clause, negated, passive, scene.inside[i])


def _negates_words(scene: Scene, i: int) -> bool:
    """“Absolutely not,” said X: the negation that the model hangs on the cue stands in the words that it reports."""
    negators = scene.words("negators")
    own = [k for k in scene.tokens[i].children if scene.tokens[k].lower in negators]
    return bool(own) and all(scene.inside[k] != scene.inside[i] for k in own)


def _is_neither(scene: Scene, subjects: list[int]) -> bool:
    """« Ni la ville ni le club n'ont confirmé », "neither the town nor the club confirmed"."""
    words = scene.words("neither")
    return any(scene.tokens[c].lower in words and c < k for k in subjects for c in scene.tokens[k].children)


def _is_active(scene: Scene, group: tuple[int, ...]) -> bool:
    """A perfect without a passive auxiliary is active, whatever the parse says: « ont accusé »."""
    words = {scene.tokens[k].lower for k in group}
    return bool(words & scene.words("perfect_forms")) and not words & scene.words("passive_forms")


def _is_past(scene: Scene, token: Token, entry: Entry, group: tuple[int, ...]) -> bool:
    """Whether it is the sentence's verb, which the model takes for a participle: "Mayor Dale, a lawyer, boasted of his plan".

    Only verbs that no person undergoes: "the mayor accused of fraud" stays a passive.
    """
    if token.tag != "VBN" or group != (token.i,):
        return False
    if any(scene.tokens[k].dep == "nsubj" and k < token.i for k in token.children):
        return True
    noun = scene.tokens[token.head]
    alone = token.dep == "acl" and noun.dep == "root" and "object" not in entry.frames
    return alone and noun.pos in ("NOUN", "PROPN") and _is_someone(scene, noun.i)


def _is_someone(scene: Scene, i: int) -> bool:
    """Whether a noun names or describes a person."""
    entity = scene.draft.entity_at(i)
    known = scene.draft.entity_by_id.get(entity) if entity else None
    return known is not None and known.kind == "person"


def _is_passive(scene: Scene, i: int, group: tuple[int, ...]) -> bool:
    """« est reproché », « a été accusé »: a participle with « être » and no reflexive pronoun."""
    tokens = scene.tokens
    if scene.language != "fr" or tokens[i].morph.get("VerbForm") != "Part" or tokens[i].morph.get("Tense") == "Pres":
        return False
    reflexives = scene.words("reflexives")
    being = any(tokens[k].lemma == "être" and k < i for k in group)
    return being and not any(tokens[k].lower in reflexives for k in group)


def _entry(scene: Scene, token: Token) -> tuple[Entry | None, tuple[int, ...]]:
    lex = scene.lex
    predicate = lex.adjectives.get(token.lower)
    if predicate is not None and any(scene.tokens[k].dep in ("cop", "aux:pass", "aux") for k in token.children):
        return predicate, ()
    if token.pos not in _VERBAL and not _participle(token) and not _is_pronominal(scene, token):
        return (lex.verbs.get(lex.forms.get(token.lower, "")), ()) if _is_mistaken(scene, token) else (None, ())
    lemma = token.lemma.lower()
    if lemma not in lex.verbs and lemma not in lex.reflexive and lemma not in lex.expressions:
        lemma = lex.forms.get(token.lower, "")
        if not lemma:
            return None, ()
    for expression in lex.expressions.get(lemma, ()):
        fixed = _fixed(scene, token.i, expression.words)
        if fixed:
            return expression.entry, fixed
    if _is_reflexive(scene, token):
        return lex.reflexive.get(lemma), ()
    return lex.verbs.get(lemma), ()


def _is_mistaken(scene: Scene, token: Token) -> bool:
    """« …, note le Conseil, … »: a bare noun or adjective between a comma and a noun phrase is an inverted verb."""
    i, tokens = token.i, scene.tokens
    if token.pos not in ("NOUN", "ADJ") or token.lower not in scene.lex.forms or i + 1 >= len(tokens) or i == 0:
        return False
    closed = tokens[i - 1].text in (",", "»", "”", '"') or (tokens[i - 1].lower in scene.words("subject_pronouns"))
    infinitive = tokens[i + 1].pos == "ADP" and i + 2 < len(tokens) and tokens[i + 2].morph.get("VerbForm") == "Inf"
    if (
        infinitive
        and tokens[i - 1].pos in ("NOUN", "PROPN", "PUNCT")
        and not any(tokens[k].pos == "DET" for k in token.children)
    ):
        return True
    return (
        closed
        and token.text.islower()
        and tokens[i + 1].pos in ("DET", "PROPN", "PRON", "ADV")
        and not any(tokens[k].pos == "DET" for k in token.children)
    )


def _is_pronominal(scene: Scene, token: Token) -> bool:
    """« s'est élevé contre »: an adjective with a reflexive pronoun and an auxiliary is a participle."""
    return token.pos == "ADJ" and token.lower in scene.lex.forms and _is_reflexive(scene, token)


def _participle(token: Token) -> bool:
    return token.pos == "ADJ" and token.morph.get("VerbForm") == "Part"


def _fixed(scene: Scene, i: int, words: tuple[str, ...]) -> tuple[int, ...]:
    """Tokens of an expression's fixed words after its verb, in order; none where they don't follow."""
    found: list[int] = []
    end = min(i + 1 + _REACH, scene.sentence(i).stop)
    k = i + 1
    for word in words:
        while k < end and (word not in (scene.tokens[k].lower, scene.tokens[k].lemma) or _is_name(scene, k)):
            if scene.is_bound(k):
                return ()
            k += 1
        if k >= end:
            return ()
        found.append(k)
        k += 1
    return tuple(found)


def _is_name(scene: Scene, k: int) -> bool:
    """« faite par l'État » is no « faire état »: a capital inside a sentence that is not all in capitals."""
    text = scene.tokens[k].text
    return text[0].isupper() and not text.isupper()


def _is_reflexive(scene: Scene, token: Token) -> bool:
    reflexives = scene.words("reflexives")
    for k in token.children:
        child = scene.tokens[k]
        if (
            k < token.i
            and child.lower in reflexives
            and child.dep in ("expl", "expl:pass", "obj", "iobj", "dep", "nsubj", "obl")
        ):
            return child.lower in ("se", "s'") or (child.dep != "nsubj" and _of_its_subject(scene, k))
    return False


def _of_its_subject(scene: Scene, k: int) -> bool:
    """« nous nous souvenons », « je ne me souviens pas »; « le maire nous a demandé » is about others."""
    before = k - 1 - (k > 1 and scene.tokens[k - 1].lower in ("ne", "n'"))
    return scene.language != "fr" or (before >= 0 and scene.tokens[before].lower in scene.words("own_subjects"))


def verb_group(scene: Scene, i: int) -> tuple[int, ...]:
    """Tokens of a verb with its auxiliaries, negation, clitic reflexive and inverted pronoun."""
    tokens = scene.tokens
    group = {i}
    negators = scene.words("negators")
    reflexives = scene.words("reflexives")
    for k in tokens[i].children:
        child = tokens[k]
        aux = child.dep.startswith("aux") or child.dep == "cop"
        inverted = child.pos == "PRON" and child.text.startswith("-")
        near = (
            abs(k - i) <= 4
            and scene.inside[k] == scene.inside[i]
            and (
                (child.lower in negators and child.pos != "PROPN")
                or child.lower in ("ne", "n'")
                or (child.lower in reflexives and k < i and child.dep != "nsubj")
            )
        )
        if (aux and k < i and not any(scene.is_bound(m) for m in range(k + 1, i))) or inverted or near:
            group.add(k)
    for k in tuple(group):
        after = k + 1
        while after < len(tokens) and tokens[after].text.startswith("-") and len(tokens[after].text) > 1:
            group.add(after)
            after += 1
    return tuple(sorted(group))
