"""Names: the syntax model's labels, mended and completed by the tables and by what the report itself shows."""

from __future__ import annotations

from collections import Counter

from recoupe.extract.mentions.gazetteer import places_named
from recoupe.extract.mentions.places import regions_beside
from recoupe.extract.mentions.spots import Spot, head_of
from recoupe.extract.mentions.words import Leaf, Lexicon, Noun, Row, Trie, fold, initials, pieces
from recoupe.model.words import EntityKind
from recoupe.parse.tree import Parse, Token

__all__ = ["match", "name_spots"]

PERSON, ORGANISATION, PLACE = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE

LABELS = {
    "PER": PERSON, "PERSON": PERSON, "ORG": ORGANISATION, "LOC": PLACE, "GPE": PLACE, "FAC": EntityKind.FACILITY,
    "NORP": EntityKind.GROUP, "MISC": None, "PRODUCT": None, "EVENT": None, "WORK_OF_ART": None,
}  # fmt: skip
"""The models' labels; those of None name something only where a table, a head word or a pattern says so."""

TOWN = 15_000
"""Population from which the gazetteer's word is taken against the model's for a lone word: below, most are surnames too."""

CITY = 100_000
"""Population from which an unlabelled capitalised word after a preposition of place is taken for the town."""


def name_spots(parse: Parse, words: Lexicon) -> list[Spot]:
    """Return the spots of names, in order, without overlaps."""
    spots = _widened(parse, words, list(_labelled(parse, words)))
    spots = _with_tables(parse, words, spots)
    kept = [s for s in spots if _settle(parse, words, s)]
    within = _nested(parse, words, spots)
    spots = _completed(parse, words, kept)
    _one_kind(parse, words, spots)
    return sorted([*spots, *within], key=lambda s: (s.first, -s.last))


# ---------------------------------------------------------------------------- the model's labels


def _labelled(parse: Parse, words: Lexicon) -> list[Spot]:
    found: list[Spot] = []
    tokens = parse.tokens
    i = 0
    while i < len(tokens):
        label = tokens[i].entity
        if not label:
            i += 1
            continue
        end = i + 1
        while end < len(tokens) and tokens[end].entity == label and not tokens[end].begins:
            end += 1
        if label in LABELS:
            spot = _trimmed(parse, words, i, end, label)
            if spot:
                found.append(spot)
        i = end
    return found


_MARKS = frozenset({'"', "«", "»", "“", "”", "'s", "'", "(", ")", ",", ":", ";", "-", "–", "—"})


def _trimmed(parse: Parse, words: Lexicon, first: int, last: int, label: str) -> Spot | None:
    """The spot without articles, prepositions, marks and titles at its edges; None where no capital is left."""
    tokens = parse.tokens
    kind = LABELS[label]
    title = ""
    while first < last - 1 and (step := _leading(parse, words, first, last, kind)):
        title = title or (step if step != " " else "")
        first += 1
    while last > first and _trailing(tokens[last - 1], kind):
        last -= 1
    if first >= last or not any(c.isupper() for t in tokens[first:last] for c in t.text):
        return None
    return Spot(
        first,
        last,
        head_of(parse, first, last),
        kind or EntityKind.EQUIPMENT,
        title=title,
        sort=label if kind is None else "",
    )


def _leading(parse: Parse, words: Lexicon, i: int, last: int, kind: EntityKind | None) -> str:
    """The title to cut from the front of a name, " " for another word to cut, "" for none."""
    token = parse.tokens[i]
    lower = token.lower
    if token.text in _MARKS or token.pos in ("PUNCT", "SPACE"):
        return " "
    if kind is ORGANISATION and parse.language == "fr" and (noun := words.nouns.get(lower)) and noun.sort == "office":
        return " "  # « ministre de l'Intérieur »: the office is a description, the department its body
    if kind is PERSON:
        if lower in words.courtesy and _surname_alone(parse, words, i + 1, last):
            return ""
        if lower in words.titles:
            return lower
        if fold(token.text) in words.peoples or (lower in words.nouns and token.pos == "NOUN"):
            return " "
    if token.text[0].isupper():
        article = token.pos == "DET" and i == parse.sentences[token.sentence].first
        return " " if article and kind is not PERSON else ""
    return " " if token.pos in ("DET", "ADP", "CCONJ", "NUM", "ADV", "ADJ", "PRON") or lower in ("l'", "d'") else ""


def _surname_alone(parse: Parse, words: Lexicon, first: int, last: int) -> bool:
    """« M. Durand » is the form of the name; before a full name, « M. Paul Durand », the form of address is an addition."""
    return sum(t.lower not in words.particles for t in parse.tokens[first:last]) == 1


def _trailing(token: Token, kind: EntityKind | None) -> bool:
    if token.text in _MARKS or token.pos in ("SPACE", "DET", "ADP", "CCONJ"):
        return True
    if token.pos == "PUNCT":
        return token.text[-1] != "." or len(token.text) == 1
    return kind is not None and not token.text[0].isupper() and token.pos in ("VERB", "AUX", "PRON", "ADV")


def _widened(parse: Parse, words: Lexicon, spots: list[Spot]) -> list[Spot]:
    """Take in what belongs to a name and the model left outside: « M. », the street's noun, a hyphenated end ("Kim Jong-un")."""
    tokens = parse.tokens
    before = 0
    for n, spot in enumerate(spots):
        first = spot.first
        if first and spot.kind is PERSON and tokens[first - 1].lower in words.courtesy:
            if _surname_alone(parse, words, first, spot.last):
                spot.first -= 1
            else:
                spot.title = tokens[first - 1].lower
        elif spot.kind is not PERSON and (start := _street(tokens, words, first)) is not None and start >= before:
            spot.first, spot.kind, spot.sort, spot.head = start, PLACE, "", start
        elif spot.kind is not ORGANISATION and not spot.title:
            _take_work(parse, words, spot, before)
        if spot.kind is ORGANISATION and parse.language == "fr":
            spot.last = _with_adjective(parse, words, spot)
        limit = spots[n + 1].first if n + 1 < len(spots) else len(tokens)
        while (
            spot.last < limit
            and not tokens[spot.last - 1].spaced
            and tokens[spot.last].text[0] == "-"
            and len(tokens[spot.last].text) > 1
        ):
            spot.last += 1
        before = spot.last
    return spots


def _with_adjective(parse: Parse, words: Lexicon, spot: Spot) -> int:
    """« Affaires » is a department only with its « étrangères »: adjectives of the name's own words belong to it."""
    tokens, last = parse.tokens, spot.last
    if (
        last < len(tokens)
        and tokens[last].dep == "amod"
        and spot.first <= tokens[last].head < last
        and not tokens[last].entity
    ):
        common = tokens[spot.last - 1].pos == "NOUN" and fold(tokens[last].text) not in words.peoples
        return last + 1 if common else last
    return last


def _take_work(parse: Parse, words: Lexicon, spot: Spot, before: int) -> None:
    """« barrage de Kakhovka », "Kakhovka dam": the work, not the town or river it is named after."""
    tokens = parse.tokens
    if parse.language == "en":
        after = spot.last
        if (
            after < len(tokens)
            and tokens[after].lower in words.works
            and tokens[after].pos in ("NOUN", "PROPN")
            and tokens[after].head not in range(spot.first, spot.last)
        ):
            spot.last, spot.head, spot.kind, spot.sort = after + 1, after, EntityKind.FACILITY, ""
        return
    i = spot.first - 1
    if (
        i >= 1
        and tokens[i].lower in ("de", "du", "d'")
        and tokens[i - 1].lower in words.works
        and i - 1 >= before
        and tokens[i - 1].pos == "NOUN"
    ):
        spot.first, spot.head, spot.kind, spot.sort = i - 1, i - 1, EntityKind.FACILITY, ""


def _street(tokens: list[Token], words: Lexicon, first: int) -> int | None:
    """Start of « rue de la », « place du » before a name."""
    i = first - 1
    while i >= 0 and first - i <= 3 and tokens[i].lower in ("de", "du", "des", "la", "l'", "d'", "les"):
        i -= 1
    return i if 0 <= i < first and tokens[i].lower in words.streets and tokens[i].pos == "NOUN" else None


# ---------------------------------------------------------------------------- the tables


def match(tokens: list[Token], at: int, names: Trie) -> tuple[int, Row] | None:
    """The longest name of the tables that begins at a token: its end and row."""
    node, best, i = names, None, at
    exact = True
    capitals: list[bool] = []
    while i < len(tokens):
        text = tokens[i].text
        parts = pieces(text)
        if not parts and text != "-":
            break
        for part in parts:
            node = node.get(part)  # type: ignore[assignment]
            if node is None:
                return best
        capitals.extend(initials(text)[: len(parts)])
        exact = exact and text.isupper()
        i += 1
        leaf = _leaf(node.get(""), capitals, exact)
        if leaf is not None:
            best = (i, leaf.row)
    return best


def _leaf(leaves: list[Leaf] | None, capitals: list[bool], exact: bool) -> Leaf | None:
    for leaf in leaves or ():
        if leaf.exact and not exact:
            continue
        if all(have or not want for have, want in zip(capitals, leaf.capitals, strict=True)):
            return leaf
    return None


def _with_tables(parse: Parse, words: Lexicon, spots: list[Spot]) -> list[Spot]:
    """Names of the tables win over the model's where they are as long or longer; they fill what it left out."""
    tokens, names = parse.tokens, words.names
    owner = {i: s for s in spots for i in range(s.first, s.last)}
    lost: set[int] = set()
    added: list[Spot] = []
    at = 0
    while at < len(tokens):
        start = pieces(tokens[at].text)
        found = match(tokens, at, names) if start and start[0] in names else None
        if found is None:
            at += 1
            continue
        end, row = found
        if end < len(tokens) and tokens[end].text == "." and not tokens[end - 1].spaced and "." in tokens[end - 1].text:
            end += 1  # "W.Va."
        rivals = {id(owner[i]): owner[i] for i in range(at, end) if i in owner}.values()
        if any(_outranks(parse, r, at, end, row) for r in rivals):
            at = end
            continue
        lost.update(id(r) for r in rivals)
        added.append(Spot(at, end, head_of(parse, at, end), row.kind, row=row))
        at = end
    return sorted([s for s in spots if id(s) not in lost] + added, key=lambda s: s.first)


def _outranks(parse: Parse, rival: Spot, at: int, end: int, row: Row) -> bool:
    """Whether the model's longer name stands against a table's shorter one inside it."""
    if not (rival.first <= at and end <= rival.last and rival.last - rival.first > end - at):
        return rival.first < at and rival.last > at and rival.kind is PERSON
    if rival.sort and row.kind is not EntityKind.STATE and row.kind is not PLACE:
        return False
    if rival.sort:
        return False
    rest = [t for t in parse.tokens[rival.first : rival.last] if not at <= t.i < end]
    return (
        any(t.text[0].isupper() or t.text[0].isdigit() for t in rest if t.pos not in ("DET", "ADP"))
        or parse.tokens[rival.first].pos == "NOUN"
    )


def _nested(parse: Parse, words: Lexicon, spots: list[Spot]) -> list[Spot]:
    """States and places inside longer names (« Tour de France », "University of Lagos")."""
    found = []
    for spot in spots:
        if spot.last - spot.first < 2 or spot.kind is PERSON or spot.row is not None:
            continue
        i = spot.first + (parse.language == "fr")
        while i < spot.last:
            row = match(parse.tokens, i, words.names)
            if (
                row is not None
                and row[0] <= spot.last
                and row[0] - i < spot.last - spot.first
                and row[1].table in ("states", "places")
            ):
                found.append(Spot(i, row[0], head_of(parse, i, row[0]), row[1].kind, row=row[1]))
                i = row[0]
                continue
            end = _town_inside(parse, spot, i)
            if end:
                found.append(Spot(i, end, head_of(parse, i, end), PLACE))
            i = max(end, i + 1)
    return found


_TOWN_HEADS = frozenset(
    {
        "county",
        "police",
        "high",
        "school",
        "university",
        "city",
        "public",
        "fire",
        "community",
        "township",
        "department",
        "sheriff",
        "unified",
        "regional",
        "hospital",
        "area",
    }
)
"""Words of English names that a town's name stands before."""


def _town_inside(parse: Parse, spot: Spot, i: int) -> int:
    """End of a town's name that begins at a token inside a longer name, 0 where none does."""
    tokens = parse.tokens
    if not tokens[i].text[0].isupper():
        return 0
    if parse.language == "en" and i == spot.first and spot.kind is ORGANISATION:
        for end in (i + 2, i + 1):
            if end < spot.last and tokens[end].lower in _TOWN_HEADS and _known_town(_gazetteer_key(tokens[i:end])):
                return end + (tokens[end].lower == "county" and end + 1 < spot.last)
    if i > spot.first and tokens[i - 1].lower in ("de", "d'", "of", "in") and _big_town(tokens[i].text):
        return i + 1
    return 0


def _gazetteer_key(tokens: list[Token]) -> str:
    return " ".join(part for t in tokens for part in pieces(t.text))


def _big_town(word: str) -> bool:
    return any(p.population >= CITY and p.sort == "c" for p in places_named(" ".join(pieces(word))))


# ---------------------------------------------------------------------------- kinds


def _settle(parse: Parse, words: Lexicon, spot: Spot) -> bool:
    """Decide the kind of a name by its own words; False where it is none."""
    tokens = parse.tokens
    if spot.row is not None:
        return True
    size = spot.last - spot.first
    first = fold(tokens[spot.first].text)
    if size == 1:
        if first in words.lone or len(tokens[spot.first].text) < 2 or tokens[spot.first].text.isdigit():
            return False
        if first in words.peoples:
            return False
        if (noun := words.nouns.get(tokens[spot.first].lower)) is not None:
            return _lone_noun(parse, spot, noun)
    if spot.kind is EntityKind.GROUP:
        return False
    if _is_title_only(parse, words, spot):
        return False
    head = _head_sort(parse, words, spot)
    if head == "event":
        return False
    if (
        size > 1
        and spot.kind is not PERSON
        and tokens[spot.first].lower in words.titles
        and tokens[spot.first].lower not in words.nouns
    ):
        spot.kind, spot.sort, head, spot.title = PERSON, "", "", tokens[spot.first].lower
        spot.first += 1
    if head and not (
        spot.kind is PERSON and not spot.sort and tokens[spot.first].pos == "PROPN" and first in words.first_names
    ):
        spot.kind, spot.sort = (ORGANISATION if head == "organisation" else PLACE), ""
        if tokens[spot.first].lower in words.works or tokens[spot.last - 1].lower in words.works:
            spot.kind = EntityKind.FACILITY if spot.kind is PLACE else spot.kind
    if (
        size > 1
        and first in words.first_names
        and not head
        and spot.kind is not PERSON
        and _all_capitals(tokens[spot.first : spot.last])
    ):
        spot.kind, spot.sort = PERSON, ""
    if spot.kind is PERSON and parse.language == "en" and not head and _no_person(parse, spot, first):
        spot.kind = PLACE
    if spot.kind is PERSON and first in words.first_names:
        spot.gender = spot.gender or words.first_names[first]
    return not spot.sort


_NOT_NAMES = frozenset({"VERB", "AUX", "SCONJ", "PRON", "DET", "ADP", "ADV", "CCONJ", "INTJ"})


def _is_title_only(parse: Parse, words: Lexicon, spot: Spot) -> bool:
    """What the model takes for a name although it is an office, a word that opens a sentence, or a demonym no table has."""
    tokens = parse.tokens
    head, first, size = tokens[spot.head], tokens[spot.first], spot.last - spot.first
    noun = words.nouns.get(head.lower)
    if (
        size > 1
        and noun is not None
        and noun.sort == "office"
        and spot.head - spot.first <= 1
        and spot.kind is not PERSON
    ):
        return True
    if parse.language == "en" and spot.last < len(tokens):
        after = words.nouns.get(tokens[spot.last].lower)
        if (
            after is not None
            and after.sort == "office"
            and tokens[spot.last].text[0].isupper()
            and spot.kind is ORGANISATION
        ):
            return True
    if size > 1:
        return False
    if (first.pos in _NOT_NAMES or first.lower in words.function) and _opens(parse, first):
        return True
    if parse.language == "en":
        return spot.kind is PERSON and first.pos == "ADJ" and first.dep == "amod"
    opened = spot.first > 0 and tokens[spot.first - 1].lower in ("les", "des", "aux", "ces", "un", "une")
    return opened and spot.kind is PLACE and first.lower.endswith(words.demonym_endings)


def _opens(parse: Parse, token: Token) -> bool:
    """Whether only marks stand before the token in its sentence, so that its capital tells nothing."""
    return all(t.pos in ("PUNCT", "SPACE") for t in parse.tokens[parse.sentences[token.sentence].first : token.i])


def _lone_noun(parse: Parse, spot: Spot, noun: Noun) -> bool:
    """A common noun with a capital names a body inside a sentence (« le Parlement »), nothing at its head."""
    token = parse.tokens[spot.first]
    if noun.sort == "institution" and not noun.plural and parse.sentences[token.sentence].first < token.i - 1:
        spot.kind, spot.sort = ORGANISATION, ""
        return True
    return token.pos == "PROPN" and noun.sort not in ("person", "group", "office", "kin")


_QUARTERS = frozenset(
    {
        "upper",
        "lower",
        "new",
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "mount",
        "lake",
        "fort",
        "port",
    }
)


def _no_person(parse: Parse, spot: Spot, first: str) -> bool:
    """English names with "the" or a quarter of the sky before them are no people ("the Sorva", "Upper Canada")."""
    before = parse.tokens[spot.first - 1].lower if spot.first else ""
    head = parse.tokens[spot.head]
    return (spot.last - spot.first > 1 and first in _QUARTERS) or (
        before == "the" and head.dep != "compound" and not head.lower.endswith("s")
    )


def _all_capitals(tokens: list[Token]) -> bool:
    return all(t.text[0].isupper() or t.lower in ("de", "al", "el", "bin", "ben", "van", "von", "-") for t in tokens)


def _head_sort(parse: Parse, words: Lexicon, spot: Spot) -> str:
    """What the first word (French) or last word, or the one before "of" (English), tells of the kind."""
    tokens = parse.tokens
    first = fold(tokens[spot.first].text)
    if parse.language == "fr":
        return words.heads.get(first, "") if spot.last - spot.first > 1 else ""
    if spot.last - spot.first == 1:
        return ""
    of = next((i for i in range(spot.first + 1, spot.last) if tokens[i].lower == "of"), spot.last)
    sort = words.heads.get(tokens[of - 1].lower, "")
    return sort or (
        words.heads.get(first, "") if first in ("lake", "mount", "fort", "cape", "university", "bank") else ""
    )


def _one_kind(parse: Parse, words: Lexicon, spots: list[Spot]) -> None:
    """The same words name the same kind of thing throughout a report: surnames of its people first, then the majority."""
    keys = [" ".join(fold(t.text) for t in parse.tokens[s.first : s.last]) for s in spots]
    surnames = {
        k.rsplit(" ", 1)[-1] for s, k in zip(spots, keys, strict=True) if s.kind is PERSON and (" " in k or s.title)
    }
    votes: dict[str, Counter[EntityKind]] = {}
    for spot, key in zip(spots, keys, strict=True):
        votes.setdefault(key, Counter())[spot.kind] += 1
    towns = {k for s, k in zip(spots, keys, strict=True) if k not in surnames and _shown_as_town(parse, words, s, k)}
    for spot, key in zip(spots, keys, strict=True):
        if spot.row is not None:
            continue
        if key in surnames:
            spot.kind = PERSON
        elif len(votes[key]) > 1:
            spot.kind = votes[key].most_common(1)[0][0]
        if key in towns:
            spot.kind = PLACE


def _shown_as_town(parse: Parse, words: Lexicon, spot: Spot, key: str) -> bool:
    """Whether a name of the gazetteer stands after "in" or before a region: « à Marioupol », "Laurel, Miss."."""
    if spot.row is not None or spot.kind is PLACE:
        return False
    if spot.last - spot.first == 1 and not spot.title and _called_place(parse, words, spot.first):
        return True
    if not places_named(key.replace("-", " ").replace("'", " ")):
        return False
    beside = bool(regions_beside(parse, spot.last))
    if spot.kind is PERSON and " " in key:
        return beside
    return beside or (
        _after_place_word(parse, words, spot.first) and (parse.language == "en" or " " not in key) and _known_town(key)
    )


def _called_place(parse: Parse, words: Lexicon, first: int) -> bool:
    """« la maire de X », "the town of X", and in English "in X"."""
    tokens = parse.tokens
    before = tokens[first - 1].lower if first else ""
    if before in ("de", "d'", "of") and first > 1:
        return tokens[first - 2].lower in words.place_sorts
    return parse.language == "en" and before == "in" and tokens[first].dep in ("obl", "nmod")


def _known_town(key: str) -> bool:
    return any(p.population >= TOWN or p.sort in "rd" for p in places_named(key.replace("-", " ").replace("'", " ")))


def _after_place_word(parse: Parse, words: Lexicon, first: int) -> bool:
    return first > 0 and parse.tokens[first - 1].lower in words.locative


# ---------------------------------------------------------------------------- what the model left out


def _completed(parse: Parse, words: Lexicon, spots: list[Spot]) -> list[Spot]:
    """Add unlabelled words that the report names elsewhere, that follow a form of address, or that are known towns."""
    tokens = parse.tokens
    taken = {i for s in spots for i in range(s.first, s.last)}
    known: dict[str, EntityKind] = {}
    for spot in spots:
        if spot.last - spot.first == 1 and spot.row is None:
            known[tokens[spot.first].text] = spot.kind
    for spot in spots:
        if spot.kind is PERSON and spot.last - spot.first > 1:
            known[tokens[spot.last - 1].text] = PERSON
    added = []
    for token in tokens:
        if token.i in taken or not token.text[0].isupper() or len(token.text) < 3:
            continue
        kind = _unlabelled(parse, words, token, known)
        if kind is not None:
            titled = kind is PERSON and token.i and tokens[token.i - 1].lower in words.courtesy
            added.append(Spot(token.i - bool(titled), token.i + 1, token.i, kind))
    taken.update(i for s in added for i in range(s.first, s.last))
    added.extend(_runs(parse, words, taken))
    added.extend(_bodies(parse, words, taken))
    return sorted(spots + added, key=lambda s: s.first)


def _unlabelled(parse: Parse, words: Lexicon, token: Token, known: dict[str, EntityKind]) -> EntityKind | None:
    kind = known.get(token.text)
    opens = parse.sentences[token.sentence].first == token.i
    if kind is not None and (token.pos in ("PROPN", "X") or not opens):
        return kind
    if (
        token.i
        and parse.tokens[token.i - 1].lower in words.titles
        and words.titles[parse.tokens[token.i - 1].lower]
        and token.pos in ("PROPN", "NOUN", "X")
    ):
        return PERSON
    if token.entity or opens:
        return None
    plain = token.lower not in words.nouns and fold(token.text) not in words.lone
    if (
        plain
        and _after_place_word(parse, words, token.i)
        and any(p.population >= CITY for p in places_named(_gazetteer_key([token])))
    ):
        return PLACE
    return None


def _runs(parse: Parse, words: Lexicon, taken: set[int]) -> list[Spot]:
    """Unlabelled English towns of one to three words before a region ("Meadow Grove, Neb."), and datelines in capitals."""
    tokens = parse.tokens
    found = []
    for token in tokens:
        i = token.i
        if i in taken or i + 1 >= len(tokens) or not token.text[0].isupper() or len(token.text) < 3 or i - 1 in taken:
            continue
        dateline = (
            token.text.isupper()
            and parse.sentences[token.sentence].first == i
            and tokens[i + 1].text in (",", "(", "-", "—", "–", ".", ":")
        )
        if dateline and _known_town(_gazetteer_key([token])) and fold(token.text) not in words.lone:
            found.append(Spot(i, i + 1, i, PLACE))
            continue
        for end in (i + 3, i + 2, i + 1):
            if (
                parse.language == "en"
                and end < len(tokens)
                and not taken & set(range(i, end))
                and regions_beside(parse, end)
                and places_named(_gazetteer_key(tokens[i:end]))
            ):
                found.append(Spot(i, end, end - 1, PLACE))
                taken.update(range(i, end))
                break
    return found


def _bodies(parse: Parse, words: Lexicon, taken: set[int]) -> list[Spot]:
    """« l'armée syrienne », « le parlement catalan »: a body named by its noun and the people it belongs to."""
    found = []
    for token, after in zip(parse.tokens, parse.tokens[1:], strict=False):
        if (
            token.lower in words.with_demonym
            and token.i not in taken
            and after.i not in taken
            and fold(after.text) in words.demonyms
        ):
            found.append(Spot(token.i, after.i + 1, token.i, ORGANISATION))
    return found
