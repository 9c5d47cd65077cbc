"""Descriptions and pronouns: noun phrases for people, bodies and places, with whom they front or stand beside."""

from __future__ import annotations

from recoupe.extract.mentions.spots import Spot
from recoupe.extract.mentions.words import Lexicon, Noun, fold, lexicon
from recoupe.model.words import EntityKind, MentionMode
from recoupe.parse.tree import NOT_IN_PHRASE, Parse, Token

__all__ = ["KINDS", "description_spots", "fronted_name", "is_definite", "noun_of", "pronoun_of", "pronoun_spots"]

KINDS = {
    "office": EntityKind.PERSON, "person": EntityKind.PERSON, "kin": EntityKind.PERSON, "group": EntityKind.GROUP,
    "institution": EntityKind.ORGANISATION, "place": EntityKind.PLACE, "facility": EntityKind.FACILITY,
}  # fmt: skip

NO_HEADS = frozenset({"compound", "flat", "fixed", "amod", "case", "det", "mark", "advmod"})
"""Relations of words inside a phrase that can't head one."""

WITHOUT = NOT_IN_PHRASE | {"acl", "obl"}

LONGEST = 14
"""Tokens a description may have: longer ones are parser slips or hold a clause."""


def description_spots(parse: Parse, words: Lexicon, names: list[Spot]) -> list[Spot]:
    """Return the noun phrases headed by a noun of the tables or by a demonym, outside names, in order."""
    inside = {i for s in names for i in range(s.first, s.last)}
    starts = {s.first: s for s in names if s.kind is EntityKind.PERSON}
    found = []
    for token in parse.tokens:
        if token.pos not in ("NOUN", "PROPN", "ADJ") or token.i in inside:
            continue
        noun = noun_of(parse, words, token) or _counted(parse, words, token)
        if noun is None or (noun.sort in ("institution", "place", "facility") and _bare(parse, token)):
            continue
        if any(parse.tokens[k].lower in words.nobody for k in token.children):
            continue
        if token.lower in words.nobody and not any(parse.tokens[k].pos in ("DET", "NUM") for k in token.children):
            continue  # « personne n'a vu »
        if _is_said_of(parse, token):
            continue
        if token.dep in NO_HEADS and not _fronts_in_english(parse, token, starts):
            continue
        found.append(_description(parse, token, noun, starts))
    return found


def noun_of(parse: Parse, words: Lexicon, token: Token) -> Noun | None:
    """What the tables tell of a token as a noun for people, a body or a place; None where it is none."""
    noun = words.nouns.get(token.lower) or _prefixed(words, token.lower)
    if noun is None or (token.pos == "ADJ" and not _is_noun(parse, token)):
        return _demonym(parse, words, token)
    return noun


def _prefixed(words: Lexicon, word: str) -> Noun | None:
    """« ex-trésorier », « vice-présidente »: somebody else than the treasurer, by a word of its own."""
    prefix = next((p for p in words.prefixes if word.startswith(p)), None)
    noun = words.nouns.get(word.removeprefix(prefix)) if prefix else None
    if noun is None or noun.sort not in ("office", "person", "kin"):
        return None
    return noun._replace(root=f"{prefix}{noun.root}")


def _counted(parse: Parse, words: Lexicon, token: Token) -> Noun | None:
    """« une dizaine de riverains », "dozens of residents": the people counted."""
    if token.lower.removesuffix("s") not in words.quantity and token.lower not in words.quantity:
        return None
    for k in token.children:
        noun = words.nouns.get(parse.tokens[k].lower) if parse.tokens[k].dep == "nmod" else None
        if noun is not None and noun.sort in ("person", "office", "kin"):
            return Noun("person", noun.gender, True, noun.root)
    return None


def _bare(parse: Parse, token: Token) -> bool:
    """Without article, number or possessor, and no subject: a kind of thing (« défense aérienne »), not one of them."""
    if token.dep in ("nsubj", "nsubj:pass", "obl:agent"):
        return False
    return not any(
        parse.tokens[k].pos in ("DET", "NUM")
        or parse.tokens[k].dep in ("nmod:poss", "det")
        or parse.tokens[k].lower in ("du", "des", "au", "aux")
        for k in token.children
    )


def _is_said_of(parse: Parse, token: Token) -> bool:
    """« ils ne sont pas parents », « elle se garde »: behind an auxiliary or a clitic, without article, nobody is named."""
    if parse.language != "fr" or any(parse.tokens[k].pos in ("DET", "NUM") for k in token.children):
        return False
    i = token.i - 1
    while i > 0 and parse.tokens[i].pos == "ADV":
        i -= 1
    before = parse.tokens[max(i, 0)]
    return before.sentence == token.sentence and (before.pos == "AUX" or before.lower in _CLITICS)


_CLITICS = frozenset({"se", "s'", "ne", "n'", "me", "m'", "te", "t'"})


def _is_noun(parse: Parse, token: Token) -> bool:
    """An adjective with an article and no noun beside it acts as a noun (« les responsables »)."""
    return token.dep not in ("amod", "acl", "xcomp") and any(
        parse.tokens[k].pos in ("DET", "NUM") for k in token.children
    )


def _demonym(parse: Parse, words: Lexicon, token: Token) -> Noun | None:
    """« les Ukrainiens », "the Dutch": a people, by its capital and its article or number."""
    if not token.text[0].isupper() or token.dep in NO_HEADS:
        return None
    state = words.demonyms.get(fold(token.text))
    if state is None:
        return None
    if parse.language == "fr":
        plural = any(
            parse.tokens[k].lower in ("les", "des", "ces", "aux", "leurs", "nos") or parse.tokens[k].pos == "NUM"
            for k in token.children
        )
    else:
        plural = (
            token.morph.get("Number") == "Plur"
            or token.lower.endswith("s")
            or any(parse.tokens[k].lower == "the" for k in token.children)
        )
    if not plural and not any(parse.tokens[k].pos == "DET" for k in token.children):
        return None
    return Noun("group" if plural else "person", "", plural, f"demonym:{state}")


def _fronts_in_english(parse: Parse, token: Token, starts: dict[int, Spot]) -> bool:
    """An office noun straight before a person's name ("Prime Minister Rishi Sunak") heads its own description."""
    return parse.language == "en" and token.dep == "compound" and token.i + 1 in starts


def _description(parse: Parse, token: Token, noun: Noun, starts: dict[int, Spot]) -> Spot:
    tokens = parse.tokens
    if _fronts_in_english(parse, token, starts):
        indices = _english_front(parse, token)
    else:
        indices = _from_article(parse, token, parse.phrase(token.i, WITHOUT))
        for n, i in enumerate(indices):
            if (
                i > token.i
                and i in starts
                and not any(tokens[k].dep == "case" for k in tokens[starts[i].head].children if k < i)
            ):
                indices = indices[:n]
                break
        indices = _nominal(parse, token.i, _up_to_mark(parse, token.i, indices))
        if len(indices) > LONGEST:
            indices = [i for i in indices if token.i - 4 <= i <= token.i]
    while tokens[indices[-1]].pos in ("PUNCT", "ADP", "DET", "CCONJ") and indices[-1] > token.i:
        indices = indices[:-1]
    while tokens[indices[0]].text in _OPENERS or (tokens[indices[0]].text == "]" and len(indices) > 1):
        indices = indices[1:]
    plural = noun.plural or token.morph.get("Number") == "Plur"
    spot = Spot(indices[0], indices[-1] + 1, token.i, KINDS[noun.sort], MentionMode.DESCRIPTION, plural=plural)
    spot.sort, spot.root = noun.sort, noun.root
    spot.gender = noun.gender or _gender(parse, token)
    spot.definite = is_definite(parse, token, indices)
    return spot


_OPENERS = frozenset({"[", "(", "«", "“", '"', "'"})
_STOPS = frozenset({",", "«", "»", "(", "“", "”", '"', ":", ";", "—", "–"})


def _up_to_mark(parse: Parse, head: int, indices: list[int]) -> list[int]:
    """A description ends at a comma, quotation mark or bracket."""
    for n, i in enumerate(indices):
        if i > head and parse.tokens[i].text in _STOPS:
            return indices[:n]
    return indices


_CLAUSAL = frozenset({"PRON", "AUX", "SCONJ"})
"""Parts of speech that open a clause and no noun phrase."""


def _nominal(parse: Parse, head: int, indices: list[int]) -> list[int]:
    """Without what a clause would bring in, where the parser tied one to the noun (« l'émissaire si la trêve tient »)."""
    kept: list[int] = []
    for i in indices:
        if parse.tokens[i].pos in _CLAUSAL and i != head and parse.tokens[i].dep not in ("nmod:poss", "det"):
            if i > head:
                break
            kept.clear()
            continue
        kept.append(i)
    return kept


def _from_article(parse: Parse, token: Token, indices: list[int]) -> list[int]:
    """Without what the parser hung before the article (« mercredi un ministre »)."""
    article = next((k for k in token.children if parse.tokens[k].pos == "DET" and k < token.i), None)
    if article is None or article not in indices:
        return indices
    return [i for i in indices if i >= article or (i == article - 1 and parse.tokens[i].dep == "det")]


def _english_front(parse: Parse, token: Token) -> list[int]:
    """The run of words before a name that make its title: "Ukraine's Defence Minister"."""
    first = token.i
    while first > 0:
        before = parse.tokens[first - 1]
        if (
            before.sentence != token.sentence
            or before.pos not in ("PROPN", "NOUN", "ADJ", "PART", "DET")
            or before.lower in ("and", "or")
        ):
            break
        if before.pos == "NOUN" and before.dep != "compound":
            break
        first -= 1
        if before.pos == "DET":
            break
    return list(range(first, token.i + 1))


def _gender(parse: Parse, token: Token) -> str:
    if parse.language == "en":
        return ""
    for k in token.children:
        if parse.tokens[k].pos == "DET" and parse.tokens[k].lower in (
            "le",
            "un",
            "ce",
            "cet",
            "du",
            "au",
            "la",
            "une",
            "cette",
        ):
            return "f" if parse.tokens[k].lower in ("la", "une", "cette") else "m"
    if token.lower.endswith(_EPICENE):
        return ""  # « son adversaire, Ilda Venn »: what the model takes it for is a guess
    return {"Masc": "m", "Fem": "f"}.get(token.morph.get("Gender", ""), "")


_EPICENE = ("aire", "iste")
"""Endings of nouns for people that have one form for both genders."""
_DEFINITE = frozenset(
    {
        "le",
        "la",
        "les",
        "l'",
        "du",
        "des",
        "au",
        "aux",
        "ce",
        "cet",
        "cette",
        "ces",
        "the",
        "this",
        "that",
        "these",
        "those",
    }
)
_CONTRACTED = frozenset({"du", "au", "aux", "des"})


def is_definite(parse: Parse, token: Token, indices: list[int]) -> bool:
    """Whether article, demonstrative or possessive marks the phrase as known; « des » only as "of the"."""
    for k in token.children:
        child = parse.tokens[k]
        if child.dep == "det" or child.pos == "DET":
            if child.lower == "des":
                return child.dep == "case"
            return child.lower in _DEFINITE or child.morph.get("Poss") == "Yes"
        if child.dep == "nmod:poss":
            return True
        if child.dep == "case" and child.lower in _CONTRACTED:
            return child.lower != "des" or parse.preposition(token.i) != ""
    first = parse.tokens[indices[0]]
    return first.lower in _DEFINITE and first.lower != "des"


def fronted_name(parse: Parse, spot: Spot, names_at: dict[int, Spot]) -> Spot | None:
    """The person's name that a description fronts or follows: « le ministre X », « X, ministre », « le ministre, X, »."""
    tokens = parse.tokens
    after = spot.last
    if after in names_at and not spot.plural:
        name = names_at[after]
        if _names_a_body(parse, spot):
            return None
        block = parse.sentences[tokens[after].sentence].block
        if name.first == after and block == parse.sentences[tokens[spot.head].sentence].block:
            return name  # whatever the parser made of it: an office and a name without a mark between are one person
    beyond = after + 1
    if beyond + 1 < len(tokens) and tokens[beyond].lower in lexicon(parse.language).titles:
        beyond += beyond not in names_at  # « son avocat, Me Durand, »
    if beyond in names_at and tokens[after].text == "," and not spot.plural:
        name = names_at[beyond]
        closed = (
            name.last >= len(tokens) or tokens[name.last].text in (",", ".", ")") or tokens[name.head].head == spot.head
        )
        if (
            closed
            and tokens[name.first].sentence == tokens[spot.head].sentence
            and (spot.definite or name.last < len(tokens))
            and tokens[name.head].dep in ("appos", "conj", "flat", "nmod", "nsubj", "dep", "obl", "parataxis")
        ):
            return name
    beside = next((k for k in tokens[spot.head].children if k in names_at and tokens[k].dep == "appos"), None)
    if beside is not None and not spot.plural:
        return names_at[beside]
    governor = tokens[spot.head].head
    if tokens[spot.head].dep == "appos" or _set_off(parse, spot):
        for name in {id(n): n for n in names_at.values()}.values():
            if name.first <= governor < name.last and name.last <= spot.first:
                return name
    return None


def _names_a_body(parse: Parse, spot: Spot) -> bool:
    """« un porte-parole de la société X »: the name after the phrase is that of the body which the phrase ends with."""
    last = parse.tokens[spot.last - 1]
    if last.i == spot.head or last.pos != "NOUN" or parse.child(last.i, "case") is None or last.text[0].isupper():
        return False  # with a capital it is the name of a department: « la ministre des Armées Claire Roux »
    noun = lexicon(parse.language).nouns.get(last.lower)
    return noun is not None and noun.sort == "institution"


def _set_off(parse: Parse, spot: Spot) -> bool:
    """Whether the phrase comes straight after a comma and hangs on the word before it."""
    if spot.first == 0 or parse.tokens[spot.first - 1].text != ",":
        return False
    return parse.tokens[spot.head].dep in ("conj", "nmod", "flat") and parse.child(spot.head, "cc") is None


# ---------------------------------------------------------------------------- pronouns


def pronoun_spots(parse: Parse, words: Lexicon) -> list[Spot]:
    """Return third-person pronouns and possessives that stand for someone, in order."""
    found = []
    for token in parse.tokens:
        if token.pos not in ("PRON", "DET", "ADP"):
            continue
        features = pronoun_of(parse, words, token)
        if features is None:
            continue
        spot = Spot(token.i, token.i + 1, token.i, EntityKind.PERSON, MentionMode.PRONOUN)
        spot.gender = features[0] if features[0] in "mfn" else ""
        spot.plural = features.endswith("p")
        spot.sort = (
            "possessive" if token.lower in words.possessives and token.dep in ("det", "nmod:poss") else "pronoun"
        )
        found.append(spot)
    return found


def pronoun_of(parse: Parse, words: Lexicon, token: Token) -> str | None:
    """Gender and number of a third-person pronoun or possessive that stands for someone ("ms", "p"); None for others."""
    lower = token.lower.removeprefix("-t").lstrip("-") if token.text[0] == "-" else token.lower
    if token.dep in ("expl", "expl:pass", "fixed", "case"):
        return None
    if token.dep in ("det", "nmod:poss") and lower in words.possessives:
        return words.possessives[lower]
    if token.pos != "PRON":
        return None
    if lower in words.subjects and token.dep not in ("det", "nmod:poss"):
        return None if _impersonal(parse, words, token) else words.subjects[lower]
    return words.objects.get(lower) if token.dep != "det" else None


def _impersonal(parse: Parse, words: Lexicon, token: Token) -> bool:
    governor = parse.tokens[token.head]
    if token.lower.lstrip("-") not in ("il", "it"):
        return False
    return governor.lemma in words.impersonal or governor.lower in words.impersonal
