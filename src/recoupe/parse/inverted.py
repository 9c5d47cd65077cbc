"""« “…”, écrit X »: the verb turned round after a quotation, which the French model reads as a participle, noun or name.

French puts the subject of a reporting clause after its verb (Grevisse § 387); the models, trained on few of them, take
« écrit », « note » or « commente » there for anything but a verb. The place is certain: right after the closing mark.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from recoupe.lang import table
from recoupe.parse.tree import Token

__all__ = ["turned_round"]

_CLOSING = frozenset({"»", "”", "’’", "''", "›"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_ENDS = frozenset({".", ";", ":", "«", "“", "?", "!", "…"})

_REACH = 25
"""Words after the verb within which its subject begins: adverbs, a day and an addressee may come between."""


class _Words(NamedTuple):
    forms: dict[str, str]
    """Third persons of verbs that report beside a quotation → their infinitives."""
    clitics: frozenset[str]
    auxiliaries: frozenset[str]
    openers: frozenset[str]
    partitives: frozenset[str]
    times: frozenset[str]
    relatives: frozenset[str]


@lru_cache(maxsize=4)
def _words(language: str) -> _Words | None:
    """The language's words for this; None where its table has none, as in a language that does not turn verbs round."""
    rules = table(language, "clauses").get("turned_round")
    if rules is None:
        return None
    forms: dict[str, str] = {}
    for group in table(language, "cues")["verbs"]:
        if "incise" in group["frames"]:
            for word in group["words"]:
                _add_forms(forms, word.removeprefix("se ").removeprefix("s'"), rules["endings"])
    forms.update(pair.split(":") for pair in rules["irregular"])
    time = table(language, "time")
    days = {w for part in ("month", "weekday") for some in time.get(part, {}).values() for w in some}
    return _Words(
        forms=forms,
        clitics=frozenset(rules["clitics"]),
        auxiliaries=frozenset(rules["auxiliaries"]),
        openers=frozenset(rules["openers"]),
        partitives=frozenset(rules["partitives"]),
        times=frozenset({*days, *rules["times"]}),
        relatives=frozenset(table(language, "clauses")["relative_pronouns"]),
    )


def _add_forms(forms: dict[str, str], verb: str, endings: dict[str, list[str]]) -> None:
    """Add a regular verb's third persons; the longest ending of its infinitive decides (« répéter »: -éter, not -er)."""
    for infinitive, some in endings.items():
        if verb.endswith(infinitive):
            for ending in some:
                forms.setdefault(verb[: -len(infinitive)] + ending, verb)


def turned_round(tokens: list[Token], language: str) -> None:
    """Mend the reporting verbs right after closing marks, and who speaks, in the tree of one block."""
    words = _words(language)
    if words is None:
        return
    _participles(tokens, words)
    if not any(t.text in _CLOSING or t.text == '"' for t in tokens):
        return
    straight = 0
    for t in tokens:
        straight += t.text == '"'
        if t.text in _CLOSING or (t.text == '"' and straight % 2 == 0):
            verb = _verb_after(tokens, t.i + 1, words)
            if verb is not None:
                _mend(tokens, verb, words)


def _participles(tokens: list[Token], words: _Words) -> None:
    """« a-t-il martelé »: behind an auxiliary and its inverted pronoun stands a participle, rare ones read as nouns."""
    reporting = frozenset(words.forms.values())
    for before, t in pairwise(tokens):
        if t.pos not in ("NOUN", "ADJ", "PROPN") or not before.text.startswith("-") or before.text == "-t":
            continue
        verb = t.lower.removesuffix("é") + "er"
        if not t.lower.endswith("é") or verb not in reporting:
            continue
        if any(k.lower in words.auxiliaries for k in tokens[max(0, t.i - 3) : t.i]):
            t.pos, t.tag, t.lemma = "VERB", "VERB", verb
            t.morph = {"Gender": "Masc", "Number": "Sing", "Tense": "Past", "VerbForm": "Part"}


def _verb_after(tokens: list[Token], k: int, words: _Words) -> Token | None:
    """The verb that opens the words after a closing mark, over a comma, adverbs, clitics and an auxiliary."""
    if k < len(tokens) and tokens[k].text == ",":
        k += 1
    while k < len(tokens) and tokens[k].lower in words.openers:
        k += 1
    while k < len(tokens) and tokens[k].lower in words.clitics:
        k += 1
    perfect = k < len(tokens) and tokens[k].lower in words.auxiliaries
    if perfect:
        k += 1
        while k < len(tokens) and tokens[k].pos == "ADV":
            k += 1
    if k + 1 >= len(tokens):
        return None
    t = tokens[k]
    if perfect:
        return t if t.pos == "VERB" and t.morph.get("VerbForm") == "Part" else None
    return t if t.lower in words.forms and t.text[0].islower() else None


def _mend(tokens: list[Token], t: Token, words: _Words) -> None:
    following = tokens[t.i + 1]
    turned = following.text.startswith("-") and following.pos == "PRON"
    subject = None if turned else _subject(tokens, t, words)
    if subject is None and not turned:
        return
    if t.morph.get("VerbForm") != "Fin" and not _has_auxiliary(tokens, t):
        t.pos, t.tag, t.lemma = "VERB", "VERB", words.forms[t.lower]
        number = subject.morph.get("Number", "Sing") if subject is not None else "Sing"
        t.morph = {"Mood": "Ind", "Number": number, "Person": "3", "Tense": "Pres", "VerbForm": "Fin"}
    if subject is not None:
        _make_subject(tokens, t, subject)


def _has_auxiliary(tokens: list[Token], t: Token) -> bool:
    return any(k.head == t.i and k.dep.startswith("aux") for k in tokens[max(0, t.i - 4) : t.i])


def _subject(tokens: list[Token], t: Token, words: _Words) -> Token | None:
    """The first noun phrase after the verb without a preposition that is no time."""
    cased = {k.head for k in tokens[t.i : t.i + _REACH] if k.dep == "case"}
    partitive = t.i + 1 if tokens[t.i + 1].lower in words.partitives else -1
    for k in tokens[t.i + 1 : t.i + _REACH]:
        if k.text in _ENDS or (k.lower in words.relatives and k.pos == "PRON") or k.pos == "SCONJ":
            return None
        if k.pos not in _NOMINAL or k.text.startswith("-") or k.lower in words.clitics:
            continue
        top = _top(tokens, k, t)
        if _is_time(tokens, top, words):
            continue
        if not _under_preposition(tokens, top, t, cased) or (partitive >= 0 and k.i - partitive <= 2):
            return top
        if k.entity in ("PER", "PERSON") and k.begins and tokens[k.i - 1].pos == "PROPN":
            return k  # « affirme au Courrier Paul Morel »: two names side by side
    return None


def _top(tokens: list[Token], k: Token, t: Token) -> Token:
    """The head of a noun phrase that a word opens."""
    while k.dep in ("compound", "flat", "amod", "nummod", "det") and t.i < k.head and tokens[k.head].pos in _NOMINAL:
        k = tokens[k.head]
    return k


def _is_time(tokens: list[Token], k: Token, words: _Words) -> bool:
    """« mardi », « le 2 juillet », « il y a trois jours »."""
    near = tokens[max(0, k.i - 3) : k.i + 3]
    return k.lower in words.times or any(n.head == k.i and n.lower in words.times and n.i != k.i for n in near)


def _under_preposition(tokens: list[Token], k: Token, t: Token, cased: set[int]) -> bool:
    """Whether a noun, or one right of the verb that it hangs in, stands behind a preposition."""
    seen: set[int] = set()
    while k.i not in seen:
        if k.i in cased:
            return True
        seen.add(k.i)
        if k.head <= t.i or k.head == k.i:
            return False
        k = tokens[k.head]
    return False


def _make_subject(tokens: list[Token], t: Token, subject: Token) -> None:
    """Hang the subject on the verb; where the verb hung on it, the verb takes its place."""
    above = {t.i}
    k = t
    while k.head not in above:
        above.add(k.head)
        k = tokens[k.head]
    if subject.i in above:
        own = subject.head in (subject.i, t.i)
        t.head, t.dep = (t.i, "root") if own else (subject.head, "parataxis")
        if own and tokens[subject.i].dep == "root":
            _under(tokens, t)
    elif t.dep in ("acl", "amod", "flat", "appos", "nmod", "obj", "obl", "conj"):
        t.dep = "parataxis"
    for k in tokens[t.i + 1 : t.i + _REACH]:
        if k.head == t.i and k.dep in ("nsubj", "nsubj:pass") and k is not subject:
            k.dep = "obl"
    for k in tokens[subject.i + 1 : subject.i + 4]:
        if k.dep == "flat" and k.head == subject.head and not k.begins and subject.dep == "flat":
            k.head = subject.i  # the rest of a name that the model tied to the name before it
    subject.head, subject.dep = t.i, "nsubj"


def _under(tokens: list[Token], t: Token) -> None:
    """What else hung on a subject that stood as root, left of the verb, hangs on the verb now."""
    for k in tokens[: t.i]:
        if k.head > t.i and tokens[k.head].dep == "root":
            k.head = t.i
