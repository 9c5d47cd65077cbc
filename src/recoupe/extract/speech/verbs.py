"""What verbs report: complement clauses, infinitives, objects, names given, and what follows a preposition."""

from __future__ import annotations

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.clausal import SPLIT_LIMIT, clause_of
from recoupe.extract.speech.cueclauses import Cue, cue_at
from recoupe.extract.speech.extents import branch, complement_tokens, scope, with_quotations
from recoupe.extract.speech.hedges import expecting
from recoupe.extract.speech.making import make, stance_of
from recoupe.extract.speech.nominals import is_moment, nominal_of
from recoupe.extract.speech.relatives import bare_phrase, by_preposition, object_relative, speaker_in_relative
from recoupe.extract.speech.scene import Found, Scene
from recoupe.model.words import Stance

__all__ = ["report_of"]


def report_of(scene: Scene, cue: Cue) -> Found | None:
    """Return what a verb cue reports to its right (or through its passive subject), None where nothing."""
    if _will_say(scene, cue):
        return None
    for construction in (clause_of, _raised, _object, _infinitive, _named, _question, _about, nominal_of):
        found = construction(scene, cue)
        if found is not None:
            return found
    return None


def _question(scene: Scene, cue: Cue) -> Found | None:
    if not cue.has("question") or cue.negated:
        return None
    words = scene.words("question_words")
    for k in scene.tokens[cue.i].children:
        if k > cue.i and scene.tokens[k].dep in ("ccomp", "xcomp", "advcl", "obj", "acl:relcl", "acl"):
            objects = [c for c in scene.tokens[cue.i].children if cue.i < c < k and scene.tokens[c].dep == "obj"]
            if objects and (scene.language == "fr" or not can_speak(scene, objects)):
                return None  # « confirme les récits de ceux qu'on chasse s'ils restent »; English asks someone whether
            members = complement_tokens(scene, cue, k)
            first = scene.tokens[members[0]] if members else None
            shown = first is not None and first.dep == "det" and first.lower in scene.words("demonstratives")
            if first is not None and first.lower in words and not shown:  # « confirme ce bilan » is no « ce que »
                return make(scene, cue, members, (Stance.SAYS, "question"), k)
    return None


def _infinitive(scene: Scene, cue: Cue) -> Found | None:
    """« nie avoir … », « promet de … », "promised to …", "denied having …"."""
    if (
        not cue.has("infinitive")
        or cue.entry.word in scene.words("sentencing")
        or (cue.passive and stance_of(cue, "infinitive") in (Stance.CONDEMNS, Stance.DENIES, Stance.DECLINES))
    ):
        return None
    for k in scene.tokens[cue.i].children:
        if k > cue.i and (scene.tokens[k].dep in _INFINITIVES or _is_next(scene, cue, k)) and _is_infinitive(scene, k):
            members = complement_tokens(scene, cue, k)
            if members and members[0] - cue.i <= SPLIT_LIMIT:
                return make(scene, cue, members, (stance_of(cue, "infinitive"), "infinitive"), k)
    return None


_INFINITIVES = frozenset({"xcomp", "ccomp", "advcl", "obl", "acl", "obj"})


def _is_next(scene: Scene, cue: Cue, k: int) -> bool:
    """« dément avoir fermé le site »: right behind the verb, whatever the model calls it."""
    return scene.tokens[k].dep == "parataxis" and min(branch(scene, k)) == cue.i + 1


def _raised(scene: Scene, cue: Cue) -> Found | None:
    """Return subject and infinitive of "the bridge is said to be unsafe", which nobody named says."""
    clause = cue.clause
    if not cue.has("raised") or not cue.passive or clause is None or not clause.subjects:
        return None
    deed = next(
        (k for k in scene.tokens[cue.i].children if k > cue.i and scene.tokens[k].dep == "xcomp" and _has_to(scene, k)),
        None,
    )
    if deed is None:
        return None
    subject = [m for k in clause.subjects[:1] for m in branch(scene, k) if m < min(cue.group)]
    members = complement_tokens(scene, cue, deed)
    return make(scene, cue, [*subject, *members], (stance_of(cue, "raised"), "raised"), deed) if members else None


def _will_say(scene: Scene, cue: Cue) -> bool:
    """Of "the bank is expected to announce that …": what it will say is reported by that verb, not what is expected."""
    if cue.entry.word not in expecting(scene.language) or not cue.passive or cue.clause is None:
        return False
    said = (c for k in scene.tokens[cue.i].children if k > cue.i and (c := cue_at(scene, k)) is not None)
    return can_speak(scene, cue.clause.subjects) and any(report_of(scene, c) is not None for c in said)


def _has_to(scene: Scene, k: int) -> bool:
    marks = scene.words("infinitive_marks")
    return any(scene.tokens[c].dep == "mark" and scene.tokens[c].lower in marks for c in scene.tokens[k].children)


def _is_infinitive(scene: Scene, k: int) -> bool:
    clause = scene.clause(k)
    token = scene.tokens[k]
    if clause is not None:
        if token.dep == "advcl" and clause.mark not in scene.words("infinitive_marks"):
            return False
        gerund = scene.language == "en" and (
            token.tag == "VBG"
            or any(scene.tokens[c].tag == "VBG" and scene.tokens[c].dep == "aux" for c in token.children)
        )
        return clause.form == "infinitive" or (gerund and token.dep in ("xcomp", "ccomp"))
    return token.morph.get("VerbForm") == "Inf" and token.dep != "obl"


def _object(scene: Scene, cue: Cue) -> Found | None:
    """« accuse X de … », « exhorte X à … », "urged X to …"; through the subject where it is passive."""
    if not cue.has("object"):
        return None
    people = _people(scene, cue)
    if cue.passive and cue.has("nominal") and people and not can_speak(scene, people):
        return None  # « les baisses réclamées par X »: what is asked for, not who is asked
    deed = _deed(scene, cue)
    if deed is None or _is_bare_noun(scene, cue, people):
        return None
    if not people and scene.preposition(deed) in cue.entry.about:
        return None  # "warned of floods": nobody is asked for anything
    members = complement_tokens(scene, cue, deed)
    if not members:
        return None
    whom = [m for p in people for m in _phrase(scene, cue, p) if m in scope(scene, cue.i) and m not in cue.group]
    pronoun = all(scene.tokens[p].pos == "PRON" and not scene.tokens[p].children for p in people)  # not « ceux qui … »
    if whom and not pronoun:
        before = scene.runs([m for m in whom if m < members[0] or m > members[-1]])
        if cue.passive or max(whom) < cue.i:
            return make(scene, cue, sorted({*whom, *members}), (stance_of(cue, "object"), "object"), deed)
        if before:
            members = list(range(min(whom), members[-1] + 1))
    return make(scene, cue, members, (stance_of(cue, "object"), "object"), deed)


def _is_bare_noun(scene: Scene, cue: Cue, people: list[int]) -> bool:
    """« accuse réception de la lettre »: a French noun without a determiner after the verb makes one phrase with it."""
    if scene.language != "fr" or len(people) != 1 or people[0] != cue.i + 1:
        return False
    token = scene.tokens[people[0]]
    return (
        token.pos == "NOUN"
        and token.text.islower()
        and not any(scene.tokens[k].dep in ("det", "nummod") for k in token.children)
    )


def _phrase(scene: Scene, cue: Cue, whom: int) -> list[int]:
    """Whoever is accused or urged; without the clause that tells so (« le trésorier que ses adjoints accusent »).

    Behind a French verb with the preposition: « demande aux riverains de rester ».
    """
    if whom < cue.i:
        return list(scene.parse.phrase(whom)) if cue.passive else bare_phrase(scene, whom)
    case = scene.parse.child(whom, "case") if scene.language == "fr" else None
    return [*((case,) if case is not None and case > cue.i else ()), *scene.parse.phrase(whom)]


def _people(scene: Scene, cue: Cue) -> list[int]:
    """Whoever is accused, urged or called something: object, indirect object, or subject of the passive."""
    clause = cue.clause
    if clause is None:
        head = scene.tokens[cue.i].head
        return [head] if scene.tokens[cue.i].dep in ("acl", "amod") and head != cue.i else []
    if cue.passive:
        found = [
            k
            for k in clause.subjects[:1]
            if clause.subject_by in ("own", "modified", "shared", "relative", "control", "governor")
        ]
        return found or _reproached(scene, cue)
    found = [k for k in (*clause.objects[:1], *clause.indirect[:1]) if scene.tokens[k].dep != "expl"]
    if not found:
        found = [k for p, k in clause.obliques if p in scene.words("addressee_prepositions") and k > cue.i][:1]
    if not found and (cue.has("object") or cue.has("as")):
        before = object_relative(scene, cue)
        found = [before.noun] if before is not None else []
    return found


def _reproached(scene: Scene, cue: Cue) -> list[int]:
    """« Il est reproché au trésorier d'avoir … »: without a subject of its own, whom the verb's preposition names."""
    assert cue.clause is not None
    right = (*cue.clause.indirect, *(k for _, k in cue.clause.obliques))
    blaming = cue.entry.frames["object"] is Stance.ACCUSES if cue.has("object") else False
    return [
        k for k in right if blaming and k > cue.i and scene.preposition(k) in scene.words("addressee_prepositions")
    ][:1]


def _deed(scene: Scene, cue: Cue) -> int | None:
    """Head of what someone is accused of or urged to: an infinitive, else a noun after the fitting preposition."""
    tokens = scene.tokens
    right = [k for k in tokens[cue.i].children if k > cue.i]
    for k in right:
        if tokens[k].dep in ("xcomp", "ccomp", "advcl", "obl", "acl") and (
            _is_infinitive(scene, k) or _has_deed_mark(scene, k)
        ):
            return k
    for p in [k for k in right if tokens[k].dep in ("obj", "iobj", "nsubj", "obl", "obl:agent")]:
        for k in tokens[p].children:
            if (
                k > p
                and tokens[k].dep in ("acl", "xcomp", "advcl", "amod")
                and (_is_infinitive(scene, k) or _has_deed_mark(scene, k))
            ):
                return k
    deep = _deed_in_relative(scene, cue, right)
    if deep is not None:
        return deep
    prepositions = scene.words("deed_prepositions")
    if cue.entry.frames["object"] is Stance.WARNS:
        prepositions = prepositions | scene.words("warning_prepositions")
    for k in right:
        beside = tokens[k].lemma.lower() in scene.words("adverbials")  # « sollicité à plusieurs reprises »
        if tokens[k].dep in ("obl", "nmod", "iobj") and scene.preposition(k) in prepositions and not beside:
            return k
    if cue.has("nominal"):
        return None
    for p in [k for k in right if tokens[k].dep == "obj"]:
        for k in tokens[p].children:
            if (
                tokens[k].dep == "nmod"
                and scene.preposition(k) in prepositions
                and (cue.entry.frames["object"] in _BLAMING or _to_quiet(scene, cue, k))
            ):
                return k
    return None


_BLAMING = frozenset({Stance.ACCUSES, Stance.SUSPECTS, Stance.THREATENS, Stance.WARNS})
"""What is said of someone by « de » and a noun that the parse may hang on them: « accuse le maire de fraude »."""


def _to_quiet(scene: Scene, cue: Cue, k: int) -> bool:
    """« exhorte les parties au calme »: « à » with a thing after whoever is urged."""
    urged = cue.entry.frames["object"] is Stance.URGES and scene.preposition(k) in cue.entry.about
    return urged and scene.tokens[k].pos == "NOUN" and not can_speak(scene, [k])


def _deed_in_relative(scene: Scene, cue: Cue, right: list[int]) -> int | None:
    """« accuse ceux qui s'opposent au projet de servir l'étranger »: the infinitive hung inside the relative clause."""
    tokens = scene.tokens
    people = [k for k in right if tokens[k].dep == "obj"]
    inner = [m for p in people for k in tokens[p].children if tokens[k].dep == "acl:relcl" for m in branch(scene, k)]
    for k in inner if cue.entry.frames["object"] in _BLAMING else ():
        if tokens[k].dep in ("xcomp", "acl", "advcl") and _is_infinitive(scene, k) and _has_deed_mark(scene, k):
            return k
    return None


def _has_deed_mark(scene: Scene, k: int) -> bool:
    clause = scene.clause(k)
    return bool(clause and clause.form != "finite" and clause.mark in scene.words("deed_marks"))


def _named(scene: Scene, cue: Cue) -> Found | None:
    """« qualifie X de Y », "described X as Y", « juge X illégal »."""
    if not cue.has("as"):
        return None
    tokens = scene.tokens
    people = _people(scene, cue)
    name = _name(scene, cue)
    if name is None:
        return None
    members = complement_tokens(scene, cue, name)
    if not members or (_is_bare_participle(scene, cue) and not any(scene.inside[m] > cue.level for m in members)):
        return None
    whom = [m for p in people for m in scene.parse.phrase(p) if m in scope(scene, cue.i) and m not in cue.group]
    if whom and not all(tokens[p].pos == "PRON" for p in people):
        both = sorted({*whom, *members})
        members = both if cue.passive or min(whom) < cue.i else list(range(both[0], both[-1] + 1))
    return make(scene, cue, with_quotations(scene, members, cue.level), (_judgement(scene, cue, name), "as"), name)


def _judgement(scene: Scene, cue: Cue, name: int) -> Stance:
    """Naming something by a blaming word condemns it; calling a statement untrue denies it."""
    own = branch(scene, name, [k for k in scene.tokens[name].children if scene.tokens[k].dep in ("conj", "parataxis")])
    end = next((k for k in own if k > name and scene.tokens[k].pos == "CCONJ"), own[-1] + 1)
    words = {w for k in own if k < end for w in (scene.tokens[k].lemma.lower(), scene.tokens[k].lower)}
    if words & scene.words("disbelief"):
        return Stance.DENIES
    return Stance.CONDEMNS if words & scene.words("blame") else stance_of(cue, "as")


def _is_bare_participle(scene: Scene, cue: Cue) -> bool:
    """« un montant jugé élevé »: a participle on a noun, without an agent, is the report's own word."""
    return (
        cue.group == (cue.i,)
        and scene.tokens[cue.i].dep in ("acl", "amod", "advcl", "conj")
        and (cue.passive or cue.clause is None)
    )


def _name(scene: Scene, cue: Cue) -> int | None:
    """What something is called: after « de » or « comme », "as", or a predicate complement."""
    tokens = scene.tokens
    prepositions = scene.words("name_prepositions")
    of = prepositions | scene.words("naming_of") if cue.entry.word in scene.words("named_with_de") else prepositions
    found = [k for k in tokens[cue.i].children if k > cue.i]
    nested = [k for p in found if tokens[p].dep in ("obj", "nsubj", "nsubj:pass") for k in tokens[p].children if k > p]
    if cue.entry.word in scene.words("named_with_de"):
        nested += [
            k
            for p in found
            if tokens[p].dep == "obj"
            for k in branch(scene, p)
            if k > p and scene.inside[k] > cue.level
        ]
    for k in (*found, *nested):
        nominal = tokens[k].dep in ("obl", "nmod", "xcomp", "advcl", "acl", "obl:agent", "ccomp", "obj")
        if nominal and (
            scene.preposition(k) in of
            or any(tokens[c].lower in of and tokens[c].dep in ("mark", "case") for c in tokens[k].children)
        ):
            return k
    if scene.language == "en":
        found += [k for k in nested if tokens[k].pos == "ADJ" and tokens[k].dep == "acl"]  # "called the charges absurd"
    relative = object_relative(scene, cue) is not None
    bare = [
        k
        for k in found
        if (tokens[k].dep in ("xcomp", "ccomp") or (tokens[k].pos == "ADJ" and (relative or tokens[k].dep == "acl")))
        and tokens[k].pos in ("ADJ", "NOUN", "PROPN", "VERB")
        and not _is_infinitive(scene, k)
    ]
    return (
        bare[0]
        if bare
        and (
            cue.clause is None
            or cue.clause.objects
            or cue.passive
            or cue.entry.reflexive
            or relative
            or any(scene.inside[m] > cue.level for m in branch(scene, bare[0]))
        )
        else None
    )


_AFTER_PREPOSITION = frozenset({"obl", "nmod", "iobj", "advcl", "xcomp", "ccomp", "obl:agent", "obj"})


def _article_of(scene: Scene, cue: Cue, k: int) -> str:
    """« se félicite des gains », « fait état de doutes »: a verb that takes no object has a preposition before its noun."""
    if scene.tokens[k].dep != "obj" or not (cue.entry.reflexive or len(cue.group) > 1):
        return ""
    first = min(branch(scene, k))
    word = scene.tokens[first].lower
    plain = scene.contractions.get(word, word)
    return plain if first > cue.i and plain in cue.entry.about else ""


def _about(scene: Scene, cue: Cue) -> Found | None:
    """What follows the verb's preposition: « met en garde contre … », "complained about …"."""
    if not cue.entry.about or (cue.negated and cue.entry.stance is Stance.SAYS):
        return None
    for k in [c for g in cue.group for c in scene.tokens[g].children]:
        if k > cue.i and scene.tokens[k].dep in _AFTER_PREPOSITION:
            preposition = scene.preposition(k) or _article_of(scene, cue, k)
            clause = scene.clause(k)
            word = (
                preposition
                if preposition in cue.entry.about
                else clause.mark
                if clause and clause.mark in cue.entry.about
                else ""
            )
            first = word.split()[0] if word else preposition.split()[0] if preposition else ""
            if first in cue.entry.about and scene.tokens[k].pos != "PRON" and not is_moment(scene, k):
                return make(scene, cue, complement_tokens(scene, cue, k), (cue.entry.about[first], "about"), k)
    return _about_relative(scene, cue) or _told_of(scene, cue) or _about_after_date(scene, cue)


def _told_of(scene: Scene, cue: Cue) -> Found | None:
    """« informe le maire de Vannes du retard »: what someone is told, where the model hangs it on that one's words."""
    if cue.entry.word not in scene.words("telling_of"):
        return None
    tokens = scene.tokens
    whom = next((k for k in tokens[cue.i].children if k > cue.i and tokens[k].dep == "obj"), None)
    if whom is None or not can_speak(scene, [whom]):
        return None
    names = [m for m in _names_of(scene, whom) if tokens[m].pos == "PROPN"]
    for k in [c for i in (whom, *names) for c in reversed(tokens[i].children)]:
        told = tokens[k].dep == "nmod" and tokens[k].pos == "NOUN" and scene.preposition(k) in cue.entry.about
        determined = any(tokens[c].dep == "det" for c in tokens[k].children) or _has_article(scene, k)
        if told and determined and not can_speak(scene, [k]):
            members = [m for m in branch(scene, k) if m in scope(scene, cue.i)]
            return make(scene, cue, members, (cue.entry.about[scene.preposition(k)], "about"), k)
    return None


def _has_article(scene: Scene, k: int) -> bool:
    """« du retard », « des coupes »: an article inside the preposition."""
    return any(
        scene.tokens[c].dep == "case" and scene.tokens[c].lower in scene.contractions for c in scene.tokens[k].children
    )


def _names_of(scene: Scene, i: int) -> list[int]:
    """Nouns right under someone: the town of « le maire de Vannes »."""
    return [k for k in scene.tokens[i].children if scene.tokens[k].dep in ("nmod", "appos", "flat")]


def _about_relative(scene: Scene, cue: Cue) -> Found | None:
    """« le projet auquel s'opposent les élus », « le retard dont ils se plaignent »: the noun before the clause."""
    found = by_preposition(scene, cue)
    if found is None or found.preposition not in cue.entry.about:
        return None
    speakers = speaker_in_relative(scene, cue)
    rest = (k for k in scene.tokens[cue.i].children if k > cue.i and k not in speakers)
    if any(scene.tokens[k].dep in ("obj", "ccomp") for k in rest):
        return None
    return make(scene, cue, bare_phrase(scene, found.noun), (cue.entry.about[found.preposition], "about"), found.noun)


_ASIDE = 10
"""Words of an aside in commas between a cue and what it reports: a paper with its owner, an occasion."""


def _is_aside(scene: Scene, words: range) -> bool:
    """« , lundi, », « , dans une note interne, », « , en conseil, »: a date, or a circumstance without a verb, closed by a comma."""
    tokens = scene.tokens
    if any(tokens[k].lower in scene.words("days") for k in words):
        return True
    closed = words.stop < len(tokens) and tokens[words.stop].text == "," and 0 < len(words) <= _ASIDE
    return closed and tokens[words[0]].pos == "ADP" and not any(tokens[k].pos in ("VERB", "AUX") for k in words)


def _about_after_date(scene: Scene, cue: Cue) -> Found | None:
    """« a fait état, lundi, de dix blessés », « fait état dans sa note de dix blessés »: far from its fixed phrase.

    Only French parts the two so; in English a later preposition is another's ("took issue in a letter to the board").
    """
    tokens, within, start = scene.tokens, scope(scene, cue.i), max(cue.group) + 1
    if scene.language != "fr" or not cue.entry.about or start >= within.stop:
        return None
    timed = start
    while timed < within.stop and tokens[timed].start in scene.draft.timed_starts:
        timed += 1
    if timed == start and start <= cue.i + 1:
        return None
    within = range(within.start, min(within.stop, timed + 1)) if start <= cue.i + 1 else within
    start = timed
    if tokens[start].text == ",":
        end = next((k for k in range(start + 1, within.stop) if scene.is_bound(k)), None)
        if end is None or not _is_aside(scene, range(start + 1, end)):
            return None
        start = end + 1
    for k in range(start, within.stop):
        if scene.is_bound(k):
            return None
        plain = scene.contractions.get(tokens[k].lower, tokens[k].lower)
        if plain in cue.entry.about and tokens[k].pos in ("ADP", "DET") and tokens[k].head > k:
            head = tokens[k].head
            members = [m for m in branch(scene, head) if m >= k and m in scope(scene, cue.i)]
            return make(scene, cue, members, (cue.entry.about[plain], "about"), head) if members else None
    return None
