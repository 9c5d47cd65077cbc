"""Systematic errors of the syntax models, mended by rule before anything reads the tree; each with its reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from recoupe.lang import table
from recoupe.parse.across import across_verb, negated_infinitive, noun_beside_verb, second_subject
from recoupe.parse.coordinated import active_participle, governed_noun, verb_of_headline
from recoupe.parse.inverted import turned_round
from recoupe.parse.moods import conditional_by_form
from recoupe.parse.parted import join_parted
from recoupe.parse.relative import main_after_relative
from recoupe.parse.torn import object_after_phrase
from recoupe.parse.tree import Token

__all__ = ["repair"]


@lru_cache(maxsize=8)
def _verbs(language: str) -> frozenset[str]:
    rules = table(language, "clauses")
    return frozenset(rules["object_control"]) | frozenset(rules["recipient_and_infinitive"])


def repair(tokens: list[Token], language: str) -> None:
    """Mend the relations of one block in place; ``children`` are not filled yet."""
    for rule in _RULES:
        rule(tokens, language)


def _infinitive_of_the_verb(tokens: list[Token], language: str) -> None:
    """« accuse la direction de cacher »: the model hangs the infinitive on the noun, as in « une raison de partir ».

    It belongs to the verb where that verb takes someone and an infinitive (accuser, demander, exhorter, promettre).
    """
    marked = {t.head for t in tokens if t.dep == "mark" and t.pos == "ADP"}
    for t in tokens:
        if t.dep != "acl" or t.i not in marked or t.morph.get("VerbForm") not in ("Inf", "Part"):
            continue
        noun = tokens[t.head]
        verb = tokens[noun.head]
        if noun.dep in ("obj", "iobj", "obl") and verb.i < noun.i < t.i and verb.lemma in _verbs(language):
            t.head, t.dep = verb.i, "xcomp"


@lru_cache(maxsize=8)
def _homographs(language: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Verb and its prepositions by each form that may be a noun as well."""
    found = {}
    for row in table(language, "clauses").get("homographs", []):
        form, _, rest = row.partition(":")
        verb, *prepositions = rest.split("+")
        found[form] = (verb, tuple(prepositions))
    return found


def _verb_like_a_noun(tokens: list[Token], language: str) -> None:
    """« La ville juge le texte dangereux »: the model makes one noun phrase of subject, verb and object.

    A sentence without a verb, in which such a form stands bare between a noun phrase and what its verb may govern, has
    its verb there.
    """
    forms = _homographs(language)
    for t in tokens:
        if t.lower not in forms or not 0 < t.i < len(tokens) - 1:
            continue
        if _as_said(tokens, t, language) or _after_what(tokens, t, language):
            _set_verb(t, forms[t.lower][0])
        elif t.pos == "ADV":
            if _is_adverb_for_verb(tokens, t):
                _raise_misread(tokens, t)
                _set_verb(t, forms[t.lower][0])
        elif _is_governing(tokens, t, forms[t.lower][1]):
            subject = _subject_before(tokens, t)
            if subject is not None:
                _raise_verb(tokens, t, subject)
                _set_verb(t, forms[t.lower][0])


def _is_adverb_for_verb(tokens: list[Token], t: Token) -> bool:
    """« La direction dément toute fuite », « le groupe dément »: read as an adverb by its ending, right behind a noun phrase.

    No adverb stands between a noun and an object with a determiner, or between a noun and the end of its sentence.
    """
    before, after = tokens[t.i - 1], tokens[t.i + 1]
    if before.pos not in ("NOUN", "PROPN", "ADJ") and before.text not in (")", ","):
        return False
    if after.pos == "ADV" and t.i + 2 < len(tokens):
        after = tokens[t.i + 2]
    infinitive = after.morph.get("VerbForm") == "Inf" or after.lemma in ("avoir", "être")
    return infinitive or after.pos in ("DET", "PUNCT", "CCONJ", "ADP", "PROPN") or after.lower in ("que", "qu'")


def _raise_misread(tokens: list[Token], t: Token) -> None:
    """Make a verb read as an adverb head of its sentence: the noun phrase before it is its subject, the next its object."""
    subject = _noun_before(tokens, t)
    if subject is None:
        return
    top = tokens[min(_heads_above(tokens, subject), key=lambda k: tokens[k].dep != "root", default=subject.i)]
    opened = tokens[t.i + 1]
    thing = next((k for k in tokens[t.i + 1 : t.i + 8] if k.pos in ("NOUN", "PROPN")), None)
    if opened.pos not in ("DET", "ADV") or any(k.pos == "SCONJ" for k in tokens[t.i + 1 : t.i + 3]):
        thing = None
    t.head, t.dep = t.i, "root"
    if top not in (t, subject, thing):
        top.head = t.i
        marked = any(k.head == top.i and k.dep == "mark" for k in tokens[t.i + 1 : t.i + 3])
        top.dep = "advcl" if top.i < t.i else "ccomp" if marked else "parataxis"
    subject.head, subject.dep = t.i, "nsubj"
    if thing is not None:
        thing.head, thing.dep = t.i, "obj"
    for k in tokens[t.i + 1 :]:
        if k.head == subject.i:
            k.head, k.dep = t.i, "xcomp" if k.dep == "acl" else k.dep


def _noun_before(tokens: list[Token], t: Token) -> Token | None:
    """Head of the noun phrase that ends right before a verb, or before what stands between commas: « la mairie, elle, dément »."""
    last = t.i - 1
    if tokens[last].text == ",":
        opening = next((k.i for k in reversed(tokens[max(0, t.i - 8) : last]) if k.text == ","), 0)
        last = opening - 1 if opening else last
    first = next((k.i + 1 for k in reversed(tokens[:last]) if k.pos == "PUNCT" and k.text in (",", ".", ";", ":")), 0)
    noun = tokens[last]
    while first <= noun.head != noun.i and noun.head < t.i:
        noun = tokens[noun.head]
    return noun if noun.pos in ("NOUN", "PROPN", "PRON") else None


def _set_verb(t: Token, verb: str) -> None:
    t.pos, t.tag, t.lemma = "VERB", "VERB", verb
    t.morph = {"Mood": "Ind", "Number": "Sing", "Person": "3", "Tense": "Pres", "VerbForm": "Fin"}


def _is_governing(tokens: list[Token], t: Token, prepositions: tuple[str, ...]) -> bool:
    """Whether a form without a determiner stands between a noun phrase and an object, a « que » or its preposition."""
    before, after = tokens[t.i - 1], tokens[t.i + 1]
    if before.text == ",":  # « le capitaine, lui, doute que … »
        return after.lower in ("que", "qu'") and t.i > 2 and tokens[t.i - 3].text == ","
    if before.pos not in ("NOUN", "PROPN", "ADJ") and before.text != ")":
        return False
    if any(k.head == t.i and k.dep == "det" for k in tokens[max(0, t.i - 3) : t.i]):
        return False
    if after.pos == "ADV" and t.i + 2 < len(tokens):
        after = tokens[
            t.i + 2 + (after.lower == "sans")
        ]  # « dément catégoriquement ces accusations », « mise sans doute sur »
    elif after.text in ("«", "“") and t.i + 4 < len(tokens) and tokens[t.i + 2].pos == "ADV":
        after = tokens[t.i + 4] if tokens[t.i + 3].text in ("»", "”") else after
    if after.pos == "ADP":
        verb = next((k for k in tokens[t.i + 2 : t.i + 6] if k.pos != "ADV" and k.lower != "rien"), t)
        infinitive = verb.morph.get("VerbForm") == "Inf"  # « conseille de ne pas sortir »
        return infinitive or any(k.lower in prepositions for k in tokens[t.i + 1 : t.i + 4])
    return after.pos == "DET" or after.text in ("«", "“") or after.lower in ("que", "qu'")


def _subject_before(tokens: list[Token], t: Token) -> Token | None:
    """The noun phrase before the form, where it heads a sentence that has no verb; else None."""
    noun = tokens[t.head]
    if tokens[t.i - 1].text == ",":
        noun = _noun_before(tokens, t) or noun
    elif t.dep == "root":
        noun = next((k for k in tokens[max(0, t.i - 12) : t.i] if k.head == t.i and k.dep.startswith("nsubj")), noun)
        if noun is t:
            noun = tokens[t.i - 1]
            while noun.pos not in ("NOUN", "PROPN") or noun.dep == "nmod":
                if noun.head >= noun.i:
                    return None
                noun = tokens[noun.head]
    if noun.i >= t.i or noun.pos not in ("NOUN", "PROPN") or any(k.text == ":" for k in tokens[noun.i : t.i]):
        return None
    if noun.pos == "NOUN" and not any(k.head == noun.i and k.dep == "det" for k in tokens[max(0, noun.i - 4) : noun.i]):
        return None
    above = tokens[noun.head]
    infinitive = above.morph.get("VerbForm") == "Inf"  # no sentence has an infinitive for its verb
    verbless = above.dep == "root" and (infinitive or above.pos in ("NOUN", "ADJ", "PROPN"))
    copula = any(k.head == above.i and k.dep in ("cop", "aux") for k in tokens[noun.i : above.i])
    return noun if noun.dep == "root" or above is t or (verbless and above.i > t.i and not copula) else None


def _raise_verb(tokens: list[Token], t: Token, subject: Token) -> None:
    """Make the form head of its sentence, and of what stood after it under its subject."""
    above = tokens[subject.head]
    if above is not subject and above is not t:
        above.head, above.dep = t.i, "xcomp" if above.morph.get("VerbForm") == "Inf" else "obj"
    cased = {k.head for k in tokens if k.dep == "case"}
    marked = {k.head for k in tokens if k.dep == "mark"}
    coordinated = {k.head for k in tokens if k.dep == "cc"}
    t.head, t.dep = t.i, "root"
    subject.head, subject.dep = t.i, "nsubj"
    for k in tokens[t.i + 1 :]:
        if k.head in (subject.i, t.i):
            k.head = t.i
            if k.dep in ("nmod", "obl", "appos") or (k.dep == "conj" and k.i not in coordinated):
                k.dep = "obl" if k.i in cased else "obj"
            elif k.dep == "acl" and k.i in marked:
                k.dep = "xcomp"


def _heads_above(tokens: list[Token], t: Token) -> set[int]:
    """Indices of the heads above a token."""
    found: set[int] = set()
    while t.head != t.i and t.head not in found:
        found.add(t.head)
        t = tokens[t.head]
    return found


def _as_said(tokens: list[Token], t: Token, language: str) -> bool:
    """« Comme le note X, … »: mended where the model reads « la note », and whether it did so."""
    if t.pos != "NOUN" or t.i < 2 or tokens[t.i - 1].lower not in ("le", "l'"):
        return False
    opener, clitic = tokens[t.i - 2], tokens[t.i - 1]
    if opener.lower not in table(language, "clauses").get("sayings_as", []):
        return False
    cased = {k.head for k in tokens if k.dep == "case"}
    if {opener.i, clitic.i} & _heads_above(tokens, t):
        t.head = t.i  # never a circle: what the form hung on now hangs on the form
    opener.head, opener.dep = t.i, "mark"
    clitic.dep, clitic.pos, clitic.head = "obj", "PRON", t.i
    t.dep = "advcl" if t.head != t.i else "root"
    for k in tokens[t.i + 1 :]:
        if k.head == t.i and k.i not in cased and k.dep in ("nmod", "appos", "amod", "flat"):
            k.dep = "nsubj"
            break
    return True


def _after_what(tokens: list[Token], t: Token, language: str) -> bool:
    """« …, ce que dément la mairie »: mended where the model reads a noun or an adverb, and whether it did so."""
    what = table(language, "clauses").get("sayings_what", [])
    if t.pos == "VERB" or t.i < 2 or f"{tokens[t.i - 2].lower} {tokens[t.i - 1].lower}" not in what:
        return False
    pair = {t.i - 2, t.i - 1}
    noun = next((k for k in tokens[t.i + 1 : t.i + 4] if k.pos in ("NOUN", "PROPN") and k.head in {*pair, t.i}), None)
    if noun is None or tokens[t.i + 1].pos not in ("DET", "PROPN", "NOUN"):
        return False
    under = {*pair, noun.i, t.i}  # these will hang on the form: it may hang on nothing below them
    above = [k for k in sorted(_heads_above(tokens, t) - under) if not under & _heads_above(tokens, tokens[k])]
    t.head = tokens[t.i - 2].head if tokens[t.i - 2].head in above else next(iter(above), t.i)
    t.dep = "advcl" if t.head != t.i else "root"
    for k in (*pair, noun.i):
        tokens[k].head = t.i
    tokens[t.i - 2].dep, tokens[t.i - 1].dep, noun.dep = "obj", "fixed", "nsubj"
    return True


@lru_cache(maxsize=8)
def _dates(language: str) -> frozenset[str]:
    """Names of months and days."""
    words = table(language, "time")
    return frozenset(w for part in ("month", "weekday") for forms in words.get(part, {}).values() for w in forms)


@lru_cache(maxsize=8)
def _times(language: str) -> frozenset[str]:
    """Nouns of time, which stand without a preposition for when or how long."""
    words = table(language, "time")
    parts = ("part", "parts", "unit", "units", "season", "weekday", "weekdays", "month")
    return frozenset(
        w
        for part in parts
        for forms in words.get(part, {}).values()
        for w in (forms if isinstance(forms, list) else [])
    )


def _object_after_date(tokens: list[Token], language: str) -> None:
    """« a annoncé, le 3 mai, le départ de X »: after a bare date the model takes the object for another circumstance.

    A second noun without a preposition that is no time is what a verb without an object does.
    """
    dates = _dates(language) if language == "fr" else frozenset()
    for day in tokens:
        if day.lower not in dates:
            continue
        top = day
        while top.dep in ("nmod", "flat", "amod", "nummod") and top.head != top.i and abs(top.i - top.head) <= 3:
            top = tokens[top.head]
        verb = tokens[top.head]
        if not top.dep.startswith("obl") or verb.pos != "VERB" or top.i < verb.i:
            continue
        own = [k for k in tokens[verb.i + 1 : day.i + 12] if k.head == verb.i]
        if any(k.dep in ("obj", "ccomp", "xcomp", "nsubj") for k in own) or verb.morph.get("Voice") == "Pass":
            continue
        after = next((k for k in own if k.i > day.i and k.dep == "obl"), None)
        if after is not None and _is_bare_thing(tokens, after, language):
            after.dep = "obj"


def _is_bare_thing(tokens: list[Token], t: Token, language: str) -> bool:
    """A common noun with a determiner and without a preposition, that is no time."""
    near = tokens[max(0, t.i - 5) : t.i]
    cased = any(k.head == t.i and k.dep == "case" for k in near)
    determined = any(k.head == t.i and k.dep in ("det", "nummod") for k in near)
    return t.pos == "NOUN" and determined and not cased and t.lower not in _times(language)


def _object_after_phrase(tokens: list[Token], language: str) -> None:
    if language == "fr":
        object_after_phrase(tokens, lambda t: _is_bare_thing(tokens, t, language))


def _noun_behind_article(tokens: list[Token], language: str) -> None:
    """« L'exploitant le confirme »: a participle in -ant that an article opens and a verb has for its subject is a noun."""
    for t in tokens[1:]:
        before = tokens[t.i - 1]
        if t.pos != "VERB" or t.dep not in ("nsubj", "nsubj:pass") or before.dep != "det" or before.head != t.i:
            continue
        if language == "fr" and t.morph.get("VerbForm") == "Part" and t.morph.get("Tense") == "Pres":
            t.pos, t.tag, t.lemma = "NOUN", "NOUN", t.lower
            t.morph = {"Number": "Sing"}


_RULES: tuple[Callable[[list[Token], str], None], ...] = (
    conditional_by_form,
    _infinitive_of_the_verb,
    _verb_like_a_noun,
    _noun_behind_article,
    _object_after_date,
    _object_after_phrase,
    join_parted,
    active_participle,
    governed_noun,
    verb_of_headline,
    main_after_relative,
    turned_round,
    across_verb,
    noun_beside_verb,
    second_subject,
    negated_infinitive,
)
