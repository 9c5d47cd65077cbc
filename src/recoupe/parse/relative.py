"""« Le contrat que le maire dénonce lie la ville »: a main verb right behind a relative clause.

The French model hangs the second of two finite verbs that stand side by side on the first, as its complement. Neither a
conjunction nor a comma stands between them, so that the second can only be the verb of the noun before the relative
pronoun. (Grevisse § 1114: a relative clause stands between its noun and that noun's verb.)
"""

from __future__ import annotations

from recoupe.parse.tree import Token

__all__ = ["main_after_relative"]

_REACH = 7
"""Words between the two verbs: an inverted subject with its modifiers, or a circumstance, fits."""

_HUNG = frozenset({"xcomp", "advcl", "advmod", "ccomp", "acl", "amod", "obl", "obj", "conj", "parataxis"})

_NOMINAL = frozenset({"NOUN", "PROPN"})


def main_after_relative(tokens: list[Token], language: str) -> None:
    """Raise a finite verb that hangs on a relative clause's verb to the verb of the noun that the clause is about."""
    if language != "fr":
        return
    for pronoun in tokens[1:]:
        if pronoun.lower in _PRONOUNS and pronoun.pos != "NOUN":
            _part(tokens, pronoun)
    for verb in tokens[3:]:
        relative = tokens[verb.head]
        if verb.dep not in _HUNG or relative.dep != "acl:relcl" or not relative.i < verb.i <= relative.i + _REACH:
            continue
        noun = tokens[relative.head]
        if noun.dep != "root" or noun.pos not in _NOMINAL or noun.i > relative.i or not _is_finite(tokens, verb):
            continue
        between = tokens[relative.i + 1 : verb.i]
        if any(k.pos in ("CCONJ", "SCONJ", "VERB") or k.text in _STOPS or k.pos == "PUNCT" for k in between):
            continue
        if any(k.head == noun.i and k.dep == "cop" for k in tokens) or any(
            k.head == verb.i and k.dep in ("mark", "cc") for k in tokens[noun.i : verb.i]
        ):
            continue
        _raise(tokens, noun, relative, verb)


_STOPS = frozenset({"que", "qu'", "qui", "dont"})

_PRONOUNS = frozenset({"dont", "où", "auquel", "auxquels", "auxquelles", "duquel", "desquels", "desquelles"})
"""Relative pronouns that are never a verb's subject or object."""

_CLAUSE = 24
"""Words of a relative clause between commas."""


def _part(tokens: list[Token], pronoun: Token) -> None:
    """« Ces firmes, dont les filiales ont grandi, réclament … »: mended where the first verb has both nouns for subjects."""
    if tokens[pronoun.i - 1].text != ",":
        _beneath(tokens, pronoun)
        return
    first = next((k for k in tokens[pronoun.i : pronoun.i + _CLAUSE] if k.dep == "root" and k.pos == "VERB"), None)
    if first is None:
        return
    subjects = [k for k in tokens[: first.i] if k.head == first.i and k.dep in ("nsubj", "nsubj:pass")]
    noun = next((k for k in subjects if k.i < pronoun.i), None)
    if noun is None or not any(k.i > pronoun.i for k in subjects) or noun.pos not in _NOMINAL:
        return
    for verb in tokens[first.i + 2 : first.i + _CLAUSE]:
        own = [k for k in tokens[first.i : verb.i] if k.head == verb.i]
        bare = not any(k.dep in ("mark", "cc", "nsubj", "nsubj:pass", "expl:subj") for k in own)
        opens = min((k.i for k in own if k.dep.startswith(("aux", "cop", "expl", "advmod"))), default=verb.i)
        if verb.head != first.i or verb.dep not in _HUNG or not bare or tokens[opens - 1].text != ",":
            continue
        if _is_finite(tokens, verb):
            first.head, first.dep = noun.i, "acl:relcl"
            verb.head, verb.dep = verb.i, "root"
            noun.head, noun.dep = verb.i, "nsubj:pass" if any(k.dep == "aux:pass" for k in own) else "nsubj"
            return


def _beneath(tokens: list[Token], pronoun: Token) -> None:
    """« a annoncé un prêt dont la vente sera confiée à X »: of two subjects the one before « dont » is what the clause is about."""
    verb = next((k for k in tokens[pronoun.i : pronoun.i + _CLAUSE] if k.dep in _HUNG and k.pos == "VERB"), None)
    if verb is None or verb.head >= pronoun.i or tokens[verb.head].pos != "VERB":
        return
    subjects = [k for k in tokens[: verb.i] if k.head == verb.i and k.dep in ("nsubj", "nsubj:pass")]
    noun = next((k for k in subjects if verb.head < k.i < pronoun.i), None)
    if noun is None or not any(k.i > pronoun.i for k in subjects) or noun.pos not in _NOMINAL:
        return
    above = tokens[verb.head]
    cased = any(k.head == noun.i and k.dep == "case" for k in tokens[above.i : noun.i])
    if not cased and any(k.head == above.i and k.dep == "obj" for k in tokens):
        return
    for k in tokens[above.i : noun.i]:
        if k.head == verb.i:
            k.head = above.i  # the comma or date before the noun
    noun.head, noun.dep = above.i, "obl" if cased else "obj"
    verb.head, verb.dep = noun.i, "acl:relcl"


def _is_finite(tokens: list[Token], verb: Token) -> bool:
    """Whether a verb, or an auxiliary of it, is finite."""
    if verb.pos not in ("VERB", "AUX"):
        return False
    parts = (k for k in tokens[max(0, verb.i - 4) : verb.i] if k.head == verb.i and k.dep.startswith(("aux", "cop")))
    return any(k.morph.get("VerbForm") == "Fin" for k in (verb, *parts))


def _raise(tokens: list[Token], noun: Token, relative: Token, verb: Token) -> None:
    """Make the verb the root, the noun its subject; a subject between the two verbs is the relative clause's, inverted."""
    passive = any(k.head == verb.i and k.dep == "aux:pass" for k in tokens[relative.i : verb.i])
    for k in tokens[relative.i + 1 : verb.i]:
        if k.head == verb.i and k.dep in ("nsubj", "nsubj:pass"):
            k.head, k.dep = relative.i, "nsubj"
    for k in tokens[verb.i + 1 :]:
        if k.head in (noun.i, relative.i):
            k.head = verb.i
    for k in tokens[: noun.i]:
        if k.head == noun.i and k.dep in ("obl", "advmod", "advcl", "cc"):
            k.head = verb.i
    verb.head, verb.dep = verb.i, "root"
    noun.head, noun.dep = verb.i, "nsubj:pass" if passive else "nsubj"
