"""Objects that are what a verb reports: « rejette les accusations », "condemned the attack"."""

from __future__ import annotations

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.cueclauses import Cue, cue_at
from recoupe.extract.speech.extents import branch, complement_tokens, scope
from recoupe.extract.speech.making import make, stance_of
from recoupe.extract.speech.relatives import bare_phrase, object_relative
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.sources import first_noun
from recoupe.extract.speech.speakersof import source_of
from recoupe.model.words import Stance

__all__ = ["is_moment", "nominal_of"]

_PAIR = 4
"""Words from a verb to the one coordinated with it: a conjunction, an auxiliary and an adverb fit."""

_RELATIVE = frozenset({"acl", "acl:relcl"})
"""Clauses whose object may be the noun before them."""

_DATELINE = 24
"""Words after a verb within which its object follows a date and a place."""


def _inner_cuts(scene: Scene, p: int, verb: int) -> set[int]:
    return {verb} | {
        k
        for k in scene.tokens[p].children
        if scene.tokens[k].dep in ("acl:relcl", "acl", "advcl") and (verb in branch(scene, k))
    }


def is_moment(scene: Scene, k: int) -> bool:
    """« s'est engagé à la fin de l'été »: when, not what."""
    start = scene.tokens[k].start
    return any(m.span.start <= start < m.span.end for m in scene.draft.moments)


def _objects(scene: Scene, cue: Cue) -> list[int]:
    """The verb's objects without dates, or the noun phrase after a date: « a annoncé, lundi, le retrait de … »."""
    assert cue.clause is not None
    days, tokens = scene.words("days"), scene.tokens
    days = days | scene.words("complementisers")  # "the claims that he rejected": the object is the noun before it
    found = [k for k in cue.clause.objects if tokens[k].lower not in days and tokens[k].lemma not in days]
    if not cue.passive and cue.clause.relation not in _RELATIVE:
        found = [
            k for k in found if k > cue.i
        ]  # « Pour aider les mesures, X a annoncé, lundi, … »: no object is before
    found = (
        found or _partitive(scene, cue) or _antecedent(scene, cue) or _shared(scene, cue) or _behind_asides(scene, cue)
    )
    if found or (not cue.clause.objects and cue.entry.frames.get("nominal", Stance.SAYS) is Stance.SAYS):
        return found
    k, stop = cue.i + 1, min(cue.i + _DATELINE, scope(scene, cue.i).stop)
    phrase = False  # inside a prepositional phrase, up to its noun
    while k < stop:
        token = tokens[k]
        if token.pos in ("VERB", "AUX", "SCONJ") or token.text in (":", ";", "."):
            return []
        if token.pos == "ADP":
            phrase = True
        elif token.pos in ("NOUN", "PROPN", "PRON") and phrase:
            phrase = False
        elif token.pos in ("DET", "NUM") and not phrase and not _dated(scene, k):
            noun = first_noun(scene, k, stop)
            return [noun] if noun is not None else []
        k += 1
    return []


def _has_voiced_agent(scene: Scene, cue: Cue) -> bool:
    """« La baisse annoncée par le maire »: an act of speech by someone, whose subject is what is said."""
    agents = list(source_of(scene, cue)[1])
    told = cue.clause is not None and (cue.clause.form == "finite" or cue.has("nominal"))
    return told and bool(agents) and can_speak(scene, agents)


def _is_rule(scene: Scene, cue: Cue) -> bool:
    """« L'accord prévoit une baisse »: a text that rules, not someone who forecasts."""
    return any(scene.tokens[k].lemma.lower() in scene.words("rules") for k in source_of(scene, cue)[1])


def _shared(scene: Scene, cue: Cue) -> list[int]:
    """« condamne et dénonce (avec force) l'attaque »: the object of the verb coordinated right after, with nothing between."""
    tokens = scene.tokens
    for k in tokens[cue.i].children:
        close = cue.i < k <= cue.i + _PAIR and tokens[k].dep == "conj" and tokens[cue.i + 1].pos == "CCONJ"
        if close and tokens[k].pos == "VERB":
            other = cue_at(scene, k)
            own = [m for m in tokens[k].children if tokens[m].dep == "obj" and m > k][:1]
            return own or (_objects(scene, other) if other is not None and other.clause is not None else [])
    return []


def _behind_asides(scene: Scene, cue: Cue) -> list[int]:
    """« condamnent, à l'unanimité, la vente »: the noun phrase behind one or more asides, of a verb whose subject is before it."""
    assert cue.clause is not None
    tokens, k = scene.tokens, cue.i + 1
    stop = min(cue.i + _DATELINE, scope(scene, cue.i).stop)
    if cue.passive or not cue.has("nominal") or any(s > cue.i for s in cue.clause.subjects):
        return []
    if not cue.clause.subjects and cue.clause.form == "finite":
        return []
    while k < stop and tokens[k].pos == "ADV":
        k += 1
    while k < stop and tokens[k].text == ",":
        k = next((m for m in range(k + 1, stop) if tokens[m].text in _ENDS and scene.inside[m] == cue.level), stop)
        if k + 1 < stop and tokens[k].text == "," and tokens[k + 1].pos == "DET" and not _dated(scene, k + 1):
            noun = first_noun(scene, k + 1, stop)
            subject = (
                noun is not None and tokens[noun].dep.startswith("nsubj") and _is_finite_verb(scene, tokens[noun].head)
            )
            return [] if noun is None or (subject and tokens[noun].head > noun) else [noun]
    return []


_ENDS = frozenset({",", ";", ":", ".", "(", ")"})
"""Where an aside ends, or can't go on."""


def _is_finite_verb(scene: Scene, k: int) -> bool:
    clause = scene.clause(k)
    return clause is not None and clause.form == "finite"


def _antecedent(scene: Scene, cue: Cue) -> list[int]:
    """« une accusation que le maire a rejetée »: the model takes « que » for a conjunction where it is the object."""
    token, clause = scene.tokens[cue.i], cue.clause
    if clause is None or cue.passive:
        return []
    if token.dep not in _RELATIVE or clause.subject_by != "own":
        found = object_relative(scene, cue) if token.dep == "root" and cue.has("nominal") else None
        return [found.noun] if found is not None else []
    noun = scene.tokens[token.head]
    marks = [k for k in token.children if scene.tokens[k].lower in scene.words("complementisers")]
    said = any(scene.tokens[k].dep in ("ccomp", "xcomp", "obj") for k in token.children if k not in marks)
    return [noun.i] if marks and not said and noun.i < marks[0] and noun.pos == "NOUN" else []


def _partitive(scene: Scene, cue: Cue) -> list[int]:
    """« relève des « défauts » », « promet du courant »: right after the verb the model takes an article for a preposition."""
    tokens, k = scene.tokens, cue.i + 1
    k += k in scene.quote_starts or tokens[min(k, len(tokens) - 1)].text in ("«", "“")
    if scene.language != "fr" or cue.entry.about or cue.passive or k + 1 not in scope(scene, cue.i):
        return []
    noun = tokens[k].head
    finite = cue.clause is not None and cue.clause.form == "finite"
    if tokens[k].lower not in ("des", "du") or noun <= k or tokens[noun].head != cue.i or tokens[noun].dep != "obl":
        return []
    return (
        [noun]
        if scene.inside[noun] > cue.level
        or (finite and tokens[k].lower == "du" and cue.has("nominal") and not is_moment(scene, noun))
        else []
    )


def _dated(scene: Scene, k: int) -> bool:
    """Whether a determiner or number belongs to a date."""
    days = scene.words("days")
    return any(scene.tokens[m].lower in days for m in range(max(0, k - 1), min(k + 3, len(scene.tokens))))


def _under_modal(scene: Scene, cue: Cue) -> bool:
    """« je tiens à souligner », "wants to stress": the infinitive is said, not done for some end."""
    token = scene.tokens[cue.i]
    return token.dep in ("xcomp", "ccomp", "root", "conj") and scene.tokens[token.head].lemma in scene.words(
        "modal_verbs"
    )


def _is_sentence_of_court(scene: Scene, cue: Cue) -> bool:
    """« condamné à payer », « condamné pour vol » without an agent: an act of law, no words; « à Lille » is where."""
    if cue.passive and not cue.clause_agents():
        return True
    tokens = scene.tokens
    return any(
        k > cue.i and scene.preposition(k) in scene.words("penalty_prepositions") and not _is_aside(scene, k)
        for k in tokens[cue.i].children
        if tokens[k].dep in ("obl", "nmod", "iobj") and tokens[k].pos != "PROPN"
    )


def _is_stand(cue: Cue, listed: bool) -> bool:
    """« défend le projet », « prône la réforme »: a stand can only be defended in words; a goal or a town is otherwise."""
    return listed and cue.entry.frames["stated"] is Stance.URGES


def _is_deed_itself(scene: Scene, cue: Cue, head: int) -> bool:
    """« confirme son statut », « écarte la foule », « admet X comme membre », « conseillé par la banque »: done, not said."""
    token, word = scene.tokens[head], cue.entry.word
    if stance_of(cue, "nominal") is Stance.CONFIRMS and token.lemma.lower() in scene.words("borne_out"):
        return any(scene.tokens[k].lower in scene.words("possessives") for k in token.children)
    if word in scene.words("putting_aside"):
        entity = scene.draft.entity_at(head)
        known = scene.draft.entity_by_id.get(entity) if entity else None
        return known is not None and known.kind in ("person", "group")
    if word in scene.words("cheering") and can_speak(scene, [head]):
        return True  # « encourage son équipe »; « encourage l'usage du vélo » is said
    if word in scene.words("letting_in"):
        after = range(head, min(head + _LET_IN, scope(scene, cue.i).stop))
        return any(scene.tokens[k].lower in scene.words("letting_in_as") for k in after)
    return cue.passive and word in scene.words("advising")


_LET_IN = 10
"""Words from whoever is let in to what they are let in as."""


def _is_aside(scene: Scene, k: int) -> bool:
    """« condamnent, à l'unanimité, la vente »: a phrase with a comma on either side."""
    own = [m for m in branch(scene, k) if scene.tokens[m].pos != "PUNCT"]
    return all(scene.tokens[m].text == "," for m in (own[0] - 1, own[-1] + 1))


def _with_relative(scene: Scene, cue: Cue, members: list[int], head: int) -> list[int]:
    """Content of "cited remarks he had made": the clause right after the object is about it, not the cue's."""
    if not members:
        return members
    stated = scene.tokens[head].lemma.lower() in scene.lex.nouns  # « défend l'idée que … », the clause hung on the verb
    for k in scene.tokens[cue.i].children if stated or scene.language == "en" else ():
        if k > members[-1] and scene.tokens[k].dep == "ccomp":
            more = [m for m in branch(scene, k) if m in scope(scene, cue.i)]
            if more and more[0] == members[-1] + 1:
                return [*members, *more]
    return members


def _without_case(scene: Scene, head: int, members: list[int]) -> list[int]:
    """« des mesures qu'il annonce »: the preposition before a noun that a clause modifies is not the clause's."""
    case = [k for k in scene.tokens[head].children if scene.tokens[k].dep == "case"]
    return [m for m in members if m not in case]


def nominal_of(scene: Scene, cue: Cue) -> Found | None:
    """« rejette les accusations », "condemned the attack": the object is what is spoken of."""
    clause = cue.clause
    quoted_only = not cue.has("nominal")
    if clause is None or (quoted_only and not (cue.has("quoted") or cue.has("stated") or cue.has("trend"))):
        return None
    if (
        clause.form == "infinitive"
        and not _under_modal(scene, cue)
        and stance_of(cue, "nominal", "quoted") is Stance.SAYS
        and not cue.has("passive")
    ):
        return None
    if clause.indirect and stance_of(cue, "nominal") is Stance.DENIES:
        return None
    if cue.negated and stance_of(cue, "nominal", "quoted") is Stance.SAYS:
        return None  # « n'a pas précisé la date »: silence
    heads = clause.subjects if cue.passive else _objects(scene, cue)
    heads = [k for k in heads[:1] if scene.tokens[k].pos not in ("PRON",) or scene.tokens[k].children]
    if not heads or (cue.passive and "passive" not in cue.entry.frames and not _has_voiced_agent(scene, cue)):
        return None
    if _is_deed_itself(scene, cue, heads[0]):
        return None
    if cue.entry.word in scene.words("sentencing") and _is_sentence_of_court(scene, cue):
        return None
    head = heads[0]
    members = [
        m
        for m in branch(scene, head, _inner_cuts(scene, head, cue.i))
        if m in scope(scene, cue.i) and m not in cue.group
    ]
    if not clause.objects and head in _antecedent(scene, cue):
        members = bare_phrase(scene, head)
    elif head > cue.i:
        members = _with_relative(scene, cue, complement_tokens(scene, cue, head), head)
    else:
        members = _without_case(scene, head, members)
    marked = any(scene.inside[m] > cue.level for m in members)
    if marked and cue.has("stated") and not cue.has("quoted"):
        marked = any(scene.inside[m] > cue.level for m in members[:3])
    if cue.passive and not marked and not cue.clause_agents() and not source_of(scene, cue)[1]:
        return None
    lemma = scene.tokens[head].lemma.lower()
    stated = cue.has("stated") and (lemma in scene.lex.nouns or _is_stand(cue, lemma in scene.words("stands")))
    stated = stated or (cue.has("trend") and lemma in scene.words("trends") and not _is_rule(scene, cue))
    if not members or (quoted_only and not marked and not stated):
        return None
    return make(scene, cue, members, (stance_of(cue, "nominal", "stated", "trend", "quoted"), "nominal"), head)
