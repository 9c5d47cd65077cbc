"""Coreference in reading order: offices, descriptions and pronouns to the entities they point back to."""

from __future__ import annotations

from functools import lru_cache

from recoupe.extract.mentions.beside_descriptions import (
    COUNTRY,
    called_names,
    introduced,
    named_body,
    named_place,
    noun_before,
    take_name,
)
from recoupe.extract.mentions.clusters import Cluster
from recoupe.extract.mentions.firms import firm_meant
from recoupe.extract.mentions.in_office import holder_named_here, known_holder, office_holder, titled_alike
from recoupe.extract.mentions.later import named_later
from recoupe.extract.mentions.owners import modifiers_of_owner, owner_of, owners_of
from recoupe.extract.mentions.peoples import ADJECTIVE
from recoupe.extract.mentions.phrases import fronted_name
from recoupe.extract.mentions.spots import Spot
from recoupe.extract.mentions.state import Mentioned, Seen, State, modifiers, state_told
from recoupe.extract.mentions.words import Lexicon, fold
from recoupe.lang import table
from recoupe.model.words import EntityKind, MentionMode
from recoupe.parse.tree import Parse

__all__ = ["Mentioned", "resolve"]

PEOPLE = frozenset({EntityKind.PERSON, EntityKind.GROUP, EntityKind.ORGANISATION, EntityKind.STATE})

REACH = 4
"""Sentences back that a pronoun looks: in press text nearly all antecedents stand within three."""

ROLE_REACH = 40
"""Sentences back that « le ministre » looks for a minister: a whole report of ordinary length."""


def resolve(parse: Parse, words: Lexicon, clusters: list[Cluster], found: Mentioned) -> None:
    """Give every description and pronoun its cluster, new ones where nothing fits; pronouns without one stay at -1."""
    names, others = found.names, found.others
    state = State(parse, words, clusters, found.day, heads={s.head: s for s in (*others, *names)})
    where = (s for s in names if s.kind in (EntityKind.PLACE, EntityKind.STATE))
    state.names.update({i: s for s in where for i in range(s.first, s.last)})
    at = {i: s for s in names if s.kind is EntityKind.PERSON for i in (s.first,)}
    names_at = {s.first: s for s in names if s.kind in (EntityKind.PLACE, EntityKind.STATE)}
    every = {i: s for s in names if s.kind is EntityKind.PERSON for i in range(s.first, s.last)}
    for spot in others:
        if spot.mode is MentionMode.DESCRIPTION and spot.sort in ("office", "person", "kin"):
            name = fronted_name(parse, spot, at | every) or introduced(parse, words, spot, every)
            if name is not None and name.cluster >= 0:
                _give_role(state, spot, clusters[name.cluster])
    bodies = {s.first: s for s in names if s.kind is EntityKind.ORGANISATION}
    for spot in others:
        if spot.mode is MentionMode.DESCRIPTION and spot.sort == "institution" and spot.cluster < 0:
            named_body(state, spot, bodies)
    for spot in others:
        if spot.mode is MentionMode.DESCRIPTION and spot.sort == "place" and spot.cluster < 0:
            named_place(state, spot, names_at)
    for name in bodies.values():
        noun_before(state, name)
    called = called_names(state, names)
    for spot in sorted([*names, *others], key=lambda s: (s.head, s.first)):
        if spot.cluster < 0:
            if spot.mode is MentionMode.DESCRIPTION:
                _describe(state, spot)
                if spot.sort == "facility" and spot.head in called:
                    take_name(state, state.clusters[spot.cluster], called[spot.head])
            else:
                _pronoun(state, spot)
        if spot.cluster >= 0 and spot.sort != ADJECTIVE:
            _remember(state, spot)
    named_later(state, others)


def _give_role(state: State, spot: Spot, cluster: Cluster) -> None:
    words = state.parse.text[state.parse.tokens[spot.first].start : state.parse.tokens[spot.last - 1].end]
    if spot.sort == "office" or cluster.role is None:
        if cluster.role is None or len(words) > len(cluster.role) or not cluster.role_root:
            cluster.role = words
        cluster.role_root = spot.root
    cluster.roots.add(spot.root)
    cluster.gender = cluster.gender or spot.gender
    cluster.add(spot)


def _remember(state: State, spot: Spot) -> None:
    token = state.parse.tokens[spot.head]
    subject = token.dep in ("nsubj", "nsubj:pass", "obl:agent") or (spot.sort == "possessive" and False)
    spoke = (
        subject
        and token.dep == "nsubj"
        and any(state.parse.tokens[k].dep in ("ccomp", "parataxis") for k in state.parse.tokens[token.head].children)
    )
    spoke = spoke or (subject and state.parse.tokens[token.head].dep in ("parataxis",))
    before = state.seen.get(spot.cluster)
    if before and before.sentence == token.sentence and before.subject and not subject:
        subject, spoke = before.subject, before.spoke or spoke
    state.seen[spot.cluster] = Seen(token.sentence, spot.head, subject, spoke)


# ---------------------------------------------------------------------------- descriptions


def _describe(state: State, spot: Spot) -> None:
    if spot.root.startswith("demonym:") and spot.kind is EntityKind.GROUP:
        found = next((c for c in state.clusters if spot.root in c.roots and c.kind is EntityKind.GROUP), None)
    else:
        found = (
            (
                office_holder(state, spot)
                or titled_alike(state, spot)
                or _paraphrased(state, spot)
                or _latest(state, _antecedent(state, spot), spot)
                or _nearest_place(state, spot)
                or _person_meant(state, spot)
                or _people_meant(state, spot)
                or _body_meant(state, spot)
                or holder_named_here(state, spot)
            )
            if spot.definite
            else None
        )
    if found is None:
        found = Cluster(len(state.clusters), spot.kind, plural=spot.plural, sort=spot.sort)
        found.anonymous = _anonymous(state, spot)
        found.holder = known_holder(state, spot) if spot.definite else None
        found.state = state_told(state, spot) if spot.sort == "institution" else None
        found.roots.add(spot.root)
        state.clusters.append(found)
    found.add(spot)


@lru_cache(maxsize=4)
def _corps(language: str) -> frozenset[str]:
    """Roots of nouns for people who, taken together with an article, are a body or a side: the police, the opposition."""
    return frozenset(map(fold, table(language, "roles")["corps"]))


def _anonymous(state: State, spot: Spot) -> bool:
    """Neither name, office, institution nor kinship tells who it is."""
    if spot.sort in ("institution", "place", "facility") or spot.root.startswith("demonym:"):
        return False
    if spot.sort == "kin":
        return not spot.definite  # « une de ses tantes » is any of them
    if spot.sort in ("person", "group"):
        return not (spot.definite and spot.root in _corps(state.parse.language))
    tokens = state.parse.tokens
    weak = tokens[spot.head].lower in state.words.weak or spot.root in state.words.weak
    belongs = any(tokens[k].dep in ("nmod", "nmod:poss", "amod", "compound") for k in tokens[spot.head].children)
    if weak or spot.plural:
        return not (spot.definite and (belongs or not weak))
    return False


@lru_cache(maxsize=4)
def _paraphrases(language: str) -> dict[frozenset[str], str]:
    """Key of the body by the folded words of what it is also called."""
    rows = table(language, "roles")["paraphrases"]
    return {frozenset(fold(words).split()): key for words, key in rows.items()}


def _paraphrased(state: State, spot: Spot) -> Cluster | None:
    """« l'exécutif européen »: a body of the report by what everybody calls it as well."""
    if spot.sort != "institution" or spot.plural:
        return None
    tokens = [t for t in state.parse.tokens[spot.first : spot.last] if t.pos not in ("DET", "ADP", "PUNCT", "PART")]
    key = _paraphrases(state.parse.language).get(frozenset(fold(t.text) for t in tokens))
    return next((c for c in state.clusters if c.row is not None and c.row.key == key and c.same_as is None), None)


_BACK_REACH = 2
"""Sentences back that « l'homme » or "the suspect" looks for whom it means."""


def _person_meant(state: State, spot: Spot) -> Cluster | None:
    """« l'homme », « ce responsable », with nothing added: the one person just spoken of as a subject."""
    if spot.plural or spot.kind is not EntityKind.PERSON or modifiers(state, spot) - _ages(state.parse.language):
        return None
    if state.parse.tokens[spot.head].lower not in state.words.back:
        return None
    sentence = state.parse.tokens[spot.head].sentence
    near = []
    for number, seen in state.seen.items():
        cluster = state.clusters[number]
        apart = (
            spot.gender and (cluster.gender or cluster.leaning) and spot.gender != (cluster.gender or cluster.leaning)
        )
        if (
            cluster.kind is EntityKind.PERSON
            and not cluster.plural
            and not apart
            and 0 < sentence - seen.sentence <= _BACK_REACH
        ):
            near.append((seen.subject, seen.token, number))
    return state.clusters[max(near)[2]] if near else None


def _people_meant(state: State, spot: Spot) -> Cluster | None:
    """« Deux policiers … les deux hommes »: the people just spoken of in that number."""
    if not spot.plural or spot.root not in _just_people(state.parse.language) or (count := _count(state, spot)) is None:
        return None
    sentence = state.parse.tokens[spot.head].sentence
    near = []
    for number, seen in state.seen.items():
        cluster = state.clusters[number]
        if not cluster.plural or cluster.kind is not EntityKind.PERSON or sentence - seen.sentence > _BACK_REACH:
            continue
        if any(s.mode is MentionMode.DESCRIPTION and _count(state, s) == count for s in cluster.spots):
            near.append((seen.token, number))
    return state.clusters[max(near)[1]] if near else None


def _count(state: State, spot: Spot) -> str | None:
    """The number that stands in a description, as printed."""
    return next((t.lower for t in state.parse.tokens[spot.first : spot.head] if t.pos == "NUM"), None)


@lru_cache(maxsize=4)
def _just_people(language: str) -> frozenset[str]:
    """Roots of nouns that tell no more than people."""
    return frozenset(map(fold, table(language, "roles")["just_people"]))


@lru_cache(maxsize=4)
def _ages(language: str) -> frozenset[str]:
    """Words for an age, folded."""
    return frozenset(map(fold, table(language, "roles")["ages"]))


_BODY_REACH = 12
"""Sentences back that « le quotidien » looks for a newspaper."""


def _body_meant(state: State, spot: Spot) -> Cluster | None:
    """« la Commission », « le quotidien »: the last body of that name or sort; with an adjective the one of that sort."""
    if spot.sort != "institution" or spot.plural:
        return None
    sorts = state.words.called.get(spot.root, frozenset())
    added = modifiers(state, spot)
    if added and (not sorts or not _only_praised(state, spot)):
        return None
    sentence = state.parse.tokens[spot.head].sentence
    near = []
    for number, seen in state.seen.items():
        cluster = state.clusters[number]
        if cluster.kind is not EntityKind.ORGANISATION or not cluster.key or sentence - seen.sentence > _BODY_REACH:
            continue
        heads = {cluster.key[0], cluster.key[-1]} if len(cluster.key) > 1 else set()
        told = not added and bool(state.words.in_names.get(spot.root, frozenset()).intersection(cluster.key))
        if told or (spot.root in heads and not added) or (cluster.row is not None and cluster.row.sort in sorts):
            near.append((seen.token, number))
    if added and len(near) > 1:
        return None
    return state.clusters[max(near)[1]] if near else firm_meant(state, spot)


def _only_praised(state: State, spot: Spot) -> bool:
    """Whether a description adds but adjectives that name no people: « l'hebdomadaire satirique », not « suisse »."""
    tokens = state.parse.tokens[spot.first : spot.last]
    added = [t for t in tokens if t.i != spot.head and t.pos not in ("DET", "PUNCT")]
    return all(t.pos == "ADJ" and fold(t.text) not in state.words.demonyms for t in added)


def _latest(state: State, found: Cluster | None, spot: Spot) -> Cluster | None:
    """What a description means: a body named since the last of the same noun was spoken of, else that one."""
    if found is None or spot.sort != "institution" or found.key:
        return found
    named = _body_meant(state, spot)
    if named is None or state.seen[named.number].token < state.seen[found.number].token:
        return found
    return named


def _nearest_place(state: State, spot: Spot) -> Cluster | None:
    """« le pays », "the city", with nothing added: the state, the town last spoken of."""
    if spot.sort != "place" or spot.plural or modifiers(state, spot):
        return None
    wanted = EntityKind.STATE if spot.root in COUNTRY else EntityKind.PLACE
    if wanted is EntityKind.PLACE and state.words.place_sorts.get(spot.root) != "c":
        return None
    sentence = state.parse.tokens[spot.head].sentence
    near = [
        (s.subject, s.token, n)
        for n, s in state.seen.items()
        if _is_where(state, state.clusters[n], wanted) and sentence - s.sentence <= REACH
    ]
    return state.clusters[max(near)[2]] if near else None


def _is_where(state: State, cluster: Cluster, wanted: EntityKind) -> bool:
    """Whether a named cluster is a state, or a town and no street, work or land."""
    if not cluster.key or cluster.kind not in (EntityKind.STATE, EntityKind.PLACE):
        return False
    stately = cluster.kind is EntityKind.STATE or (cluster.row is not None and cluster.row.table == "states")
    if wanted is EntityKind.STATE or stately:
        return stately and wanted is EntityKind.STATE
    sort = state.words.heads.get(cluster.key[0], "") if len(cluster.key) > 1 else ""
    return cluster.row is None and sort != "place"


def _antecedent(state: State, spot: Spot) -> Cluster | None:
    """The nearest cluster of the same noun (or role) whose words do not speak against it."""
    mine = modifiers(state, spot)
    owner = owner_of(state, spot)
    token = state.parse.tokens[spot.head]
    best: tuple[tuple[float, ...], Cluster] | None = None
    for number, seen in state.seen.items():
        cluster = state.clusters[number]
        if cluster.same_as is not None or token.sentence - seen.sentence > ROLE_REACH or not _kinds_fit(spot, cluster):
            continue
        if spot.root not in cluster.roots:
            continue
        if (
            spot.gender
            and cluster.gender
            and spot.gender != cluster.gender
            and spot.sort in ("office", "person", "kin")
        ):
            continue
        theirs = [
            modifiers(state, s) for s in cluster.spots if s.mode is MentionMode.DESCRIPTION and s.root == spot.root
        ]
        owners = owners_of(state, cluster, spot.root) if owner is not None else frozenset()
        if owners and owner not in owners:
            continue  # her lawyer is not the lawyer of another
        needed = mine - modifiers_of_owner(state, spot) if owners else mine
        if needed and not any(needed <= other for other in theirs):
            continue
        if (
            not mine
            and spot.sort in ("place", "facility")
            and not _demonstrative(state, spot)
            and any(theirs)
            and token.sentence - seen.sentence > 3
            and not (spot.sort == "facility" and _only_one(state, spot))
        ):
            continue
        rank = (len(mine) > 0, float(seen.token))
        if best is None or rank > best[0]:
            best = rank, cluster
    return best[1] if best else None


def _only_one(state: State, spot: Spot) -> bool:
    """Whether the report has told of one thing of that noun so far: « le terminal » is then that one, however far back."""
    return sum(spot.root in c.roots and c.same_as is None and bool(c.spots) for c in state.clusters) == 1


def _kinds_fit(spot: Spot, cluster: Cluster) -> bool:
    if spot.plural != cluster.plural and cluster.kind is not EntityKind.GROUP:
        return False
    return cluster.kind is spot.kind or (
        spot.kind is EntityKind.PLACE and cluster.kind in (EntityKind.STATE, EntityKind.PLACE)
    )


def _demonstrative(state: State, spot: Spot) -> bool:
    return state.parse.tokens[spot.first].lower in ("ce", "cet", "cette", "ces", "this", "that", "these", "those")


# ---------------------------------------------------------------------------- pronouns


def _pronoun(state: State, spot: Spot) -> None:
    token = state.parse.tokens[spot.head]
    governing = _subjects_above(state.parse, spot.head)
    best: tuple[float, int] | None = None
    for number, seen in state.seen.items():
        distance = token.sentence - seen.sentence
        if distance > (1 if token.dep == "obj" else REACH):
            continue
        cluster = state.clusters[number]
        above = seen.subject and seen.token in governing
        score = _agrees(state, spot, cluster)
        if score is None and above and spot.gender == "n" and cluster.kind is EntityKind.PLACE and cluster.key:
            score = 0.0  # "Brussels said it stood ready": a capital that speaks is a power
        if score is None or _same_clause(state, spot, seen):
            continue
        # "Kyiv has not said when the laboratories it offered could leave": who acts in the clause above, before others
        score += 2.0 * above + 3.0 * seen.subject + 1.0 * seen.spoke - 1.5 * distance + 0.001 * seen.token
        if best is None or score > best[0]:
            best = score, number
    if best is not None:
        state.clusters[best[1]].add(spot)


def _subjects_above(parse: Parse, i: int) -> frozenset[int]:
    """Subjects of the verbs whose clauses hold that of a token, its own verb left out."""
    above = [k for k in parse.ancestors(i) if parse.tokens[k].pos in ("VERB", "AUX")][1:]
    tokens = parse.tokens
    return frozenset(k for verb in above for k in tokens[verb].children if tokens[k].dep in ("nsubj", "nsubj:pass"))


def _agrees(state: State, spot: Spot, cluster: Cluster) -> float | None:
    """How well number, gender and kind agree; None where they clash."""
    if cluster.same_as is not None or cluster.kind not in PEOPLE:
        return None
    many = cluster.plural or cluster.kind is EntityKind.GROUP
    if spot.gender == "n":
        return 0.0 if cluster.kind in (EntityKind.ORGANISATION, EntityKind.STATE) else None
    if spot.plural:
        if many:
            return 1.0 + (spot.gender == cluster.gender)
        return 0.0 if state.parse.language == "en" and cluster.kind is not EntityKind.PERSON else None
    if cluster.plural:
        return None
    gender = cluster.gender or cluster.leaning
    if spot.gender and gender and spot.gender != gender:
        return None
    if cluster.kind is EntityKind.PERSON:
        return 2.0 + (bool(spot.gender) and spot.gender == gender) + 0.5 * bool(cluster.key)
    if state.parse.language == "en":
        return None
    return 0.0 if spot.gender == gender else -1.5


def _same_clause(state: State, spot: Spot, seen: Seen) -> bool:
    """A plain pronoun never stands for the other argument of its own verb (« il l'attend »)."""
    tokens = state.parse.tokens
    if spot.sort == "possessive":
        return tokens[spot.head].head == seen.token
    return tokens[spot.head].head == tokens[seen.token].head and tokens[spot.head].head != spot.head
