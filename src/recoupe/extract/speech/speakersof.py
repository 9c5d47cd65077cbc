"""Who the source of a cue is: its subject, its agent, the noun it modifies, or the subject of the cue above it."""

from __future__ import annotations

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.cueclauses import Cue, cue_at
from recoupe.extract.speech.extents import resumes
from recoupe.extract.speech.relatives import speaker_in_relative
from recoupe.extract.speech.scene import Scene
from recoupe.extract.speech.sources import first_noun, noun_before, source_spans
from recoupe.model.span import Span
from recoupe.parse.clauses import Clause

__all__ = ["quoted_by_another", "source_of"]

_AGENT_REACH = 14
"""Words after a passive within which its agent stands: what it is called may come between."""


def source_of(scene: Scene, cue: Cue) -> tuple[tuple[Span, ...], tuple[int, ...], bool]:
    """Return the source's spans, its head tokens, and whether the subject is impersonal (« il est dit que »)."""
    heads, impersonal = _heads(scene, cue)
    heads = [h for h in heads if scene.tokens[h].pos != "PUNCT" and not _is_said(scene, cue, h)]
    heads = heads or _under_as(scene, cue)
    if heads and not can_speak(scene, heads):
        heads = _of_main_clause(scene, cue) or _owner_of_act(scene, cue, heads) or heads
    heads = _issuers(scene, cue, heads) or heads
    spans = source_spans(scene, heads)
    return spans, tuple(heads), impersonal


def _owner_of_act(scene: Scene, cue: Cue, heads: list[int]) -> list[int]:
    """« la tentative du parti de convaincre en appelant à … »: whose act it is speaks in a gerund or an infinitive under it."""
    if cue.clause is None or cue.clause.form == "finite" or cue.passive:
        return []
    for head in heads:
        if scene.tokens[head].lemma.lower() not in scene.words("acts_of"):
            continue
        own = (k for k in scene.tokens[head].children if scene.tokens[k].dep in ("nmod", "nmod:poss"))
        found = [k for k in own if can_speak(scene, [k])]
        if found:
            return found[:1]
    return []


def _issuers(scene: Scene, cue: Cue, heads: list[int]) -> list[int]:
    """Who issues a paper speaks through it: « publie un texte qui accuse … », "sent a letter opposing the plan"."""
    named = [k for k in heads if scene.tokens[k].lower not in scene.words("relatives")]
    if len(named) != 1 or not named[0] < cue.i:
        return []
    paper = scene.tokens[named[0]]
    if paper.dep in ("obl", "iobj") and (beside := scene.parse.child(paper.head, "obj")) is not None:
        paper = scene.tokens[beside]  # « a envoyé une lettre au conseil demandant que … »
    if paper.lemma.lower() not in scene.words("issued") or paper.dep != "obj":
        return []
    verb = scene.clause(paper.head)
    if verb is None or verb.passive or verb.lemma not in scene.words("issuing_verbs"):
        return []
    found = [k for k in verb.subjects if scene.inside[k] == cue.level]
    return found if found and can_speak(scene, found) else []


def _heads(scene: Scene, cue: Cue) -> tuple[list[int], bool]:
    """Heads of the words that name who speaks, and whether a passive leaves unsaid who does.

    Tried in order: who is quoted by another, the agent of a passive, an inverted pronoun, the cue's own subject, then what
    a cue without subject of its own leans on.
    """
    tokens, clause = scene.tokens, cue.clause
    quoted = quoted_by_another(scene, cue)
    if quoted:
        return quoted, False
    if cue.passive:
        agents = list(clause.agents) if clause else []
        return agents or _agent(scene, cue), not agents
    before = speaker_in_relative(scene, cue)
    if before:
        return before, False
    inverted = [k for k in cue.group if len(tokens[k].text) > 2 and tokens[k].text.startswith("-")]
    if inverted:
        return inverted[-1:], False
    gerund = tokens[cue.i - 1].lower in scene.words("gerund_marks")
    if gerund and (clause is None or clause.form == "participle"):
        return _main_subject(scene, cue), False
    if clause is None:
        above = _cue_above(scene, cue)
        return (_heads(scene, above)[0] if above is not None else _without_clause(scene, cue)), False
    expletive = [
        k
        for k in tokens[cue.i].children
        if tokens[k].dep == "expl" and tokens[k].lower in scene.words("subject_pronouns") and k < cue.i
    ]
    if expletive and not clause.subjects:
        return expletive, False  # the parse often takes a personal « il » for an impersonal one
    if clause.subjects and clause.subject_by == "own":
        subject = tokens[clause.subjects[0]]
        if subject.lower in scene.words("relatives"):
            return _antecedent(scene, cue, clause.subjects[0]), False
        return list(clause.subjects), False
    return _leant_on(scene, cue, clause)


def _under_as(scene: Scene, cue: Cue) -> list[int]:
    """The subject that the model hangs on the cue as if "as" were a preposition: "As Hale, a surgeon, put it, …"."""
    before = [k for k in scene.tokens[cue.i].children if k < cue.i and scene.tokens[k].dep in ("obl", "nmod")]
    found = [k for k in before if scene.preposition(k) in scene.words("as_openers") and can_speak(scene, [k])]
    return found[:1] if scene.language == "en" else []


def _is_said(scene: Scene, cue: Cue, subject: int) -> bool:
    """« Et d'ajouter : « La mairie a été prévenue » »: a subject in the marks behind the colon speaks no word of them."""
    if subject < cue.i or scene.inside[subject] in (-1, cue.level):
        return False
    return any(scene.tokens[k].text in (":", ",") for k in range(cue.i + 1, subject))


def _leant_on(scene: Scene, cue: Cue, clause: Clause) -> tuple[list[int], bool]:
    """Heads as ``_heads``, for a cue whose clause has no subject of its own: those of what it leans on."""
    tokens = scene.tokens
    outer = _resumed(scene, cue)
    if outer is not None:
        return _heads(scene, outer)
    noun = _noun_right_before(scene, cue)
    if noun is not None:
        return [noun], False
    above = _cue_above(scene, cue)
    if above is not None:
        return _heads(scene, above)
    if clause.subjects:
        if clause.subject_by == "relative":
            relative = [k for k in tokens[cue.i].children if tokens[k].dep in ("nsubj", "nsubj:pass") and k < cue.i]
            if relative and all(tokens[k].pos in ("VERB", "AUX") for k in clause.subjects):
                return _antecedent(scene, cue, relative[0]), False
            return [*_speaking(scene, clause.subjects, cue), *relative], False
        return list(clause.subjects), False
    return _by_position(scene, cue), False


def quoted_by_another(scene: Scene, cue: Cue) -> list[int]:
    """Who is quoted in "The Post quoted Morel as saying …": that one speaks, whoever quotes passes it on."""
    quoting = scene.words("quoting")
    verb = cue.i
    if scene.tokens[verb].lemma not in quoting:
        verb = scene.tokens[cue.i].head
        if scene.tokens[verb].lemma not in quoting or scene.tokens[cue.i - 1].lower not in scene.words("quoted_as"):
            return []
    elif not any(scene.tokens[k].lower in scene.words("quoted_as") for k in range(verb, scene.sentence(verb).stop)):
        return []
    for relation in ("nsubj:pass", "obj"):
        found = [k for k in scene.tokens[verb].children if scene.tokens[k].dep == relation]
        if found:
            return found
    return []


def _speaking(scene: Scene, heads: list[int], cue: Cue) -> list[int]:
    """« la colère du ministre X, qui a dit »: of the nouns before the pronoun the one that can speak."""
    if can_speak(scene, heads):
        return list(heads)
    for k in range(cue.i - 1, min(heads), -1):
        if scene.tokens[k].pos in ("NOUN", "PROPN") and can_speak(scene, [k]):
            top = k
            while scene.tokens[top].dep in ("flat", "appos", "compound") and scene.tokens[top].head < k:
                top = scene.tokens[top].head
            return [top]
    return list(heads)


def _noun_right_before(scene: Scene, cue: Cue) -> int | None:
    """« un livre affirmant que »: the noun that a present participle follows without a comma."""
    clause, tokens = cue.clause, scene.tokens
    before = tokens[cue.i - 1] if cue.i else None
    if (
        clause is None
        or clause.form != "participle"
        or before is None
        or tokens[cue.i].morph.get("Tense") == "Past"
        or tokens[cue.i].tag == "VBN"
    ):
        return None
    if before.pos not in ("NOUN", "PROPN", "ADJ") or min(cue.group) < cue.i:
        return None
    noun = noun_before(scene, cue.i, scene.sentence(cue.i).start)
    return noun if noun is not None and can_speak(scene, [noun]) else None


def _of_main_clause(scene: Scene, cue: Cue) -> list[int]:
    """« La direction a tenu une réunion, demandant que … »: what can't speak is not who a participle goes back to.

    A participle, an infinitive, or a verb coordinated with one that a thing has for its subject ("apologised for “the harm
    caused” and pledged …"), is then the doing of the nearest subject above that can speak.
    """
    clause = cue.clause
    if cue.passive or clause is None or (clause.form == "finite" and clause.subject_by != "shared"):
        return []
    for k in scene.parse.ancestors(cue.i):
        above = scene.clause(k)
        if above is None or scene.inside[k] != cue.level or above.passive:
            continue
        if above.subject_by == "own" and above.form == "finite":
            found = [s for s in above.subjects if scene.inside[s] == cue.level]
            named = [s for s in found if scene.tokens[s].lower not in scene.words("relatives")]
            return found if named and can_speak(scene, named) else []
    return []


def _resumed(scene: Scene, cue: Cue) -> Cue | None:
    """« X a déclaré que Y part et a exprimé … »: the cue whose speaker a coordinated cue goes on with."""
    token = scene.tokens[cue.i]
    if token.dep != "conj" or cue.clause is None or cue.clause.subject_by != "shared":
        return None
    for k in scene.parse.ancestors(cue.i):
        other = cue_at(scene, k)
        if (
            other is not None
            and k != token.head
            and other.clause is not None
            and other.clause.form == "finite"
            and not other.passive
        ):
            takes = resumes(scene, other, cue.i, token.head) or _disagrees(scene, cue)
            return other if takes else None
    return None


def _disagrees(scene: Scene, cue: Cue) -> bool:
    """Whether number clashes, as in "They said Morel lied and claim …": a present without -s has more than one subject."""
    assert cue.clause is not None
    tag = scene.tokens[cue.i].tag
    if tag not in ("VB", "VBP", "VBZ") or len(cue.clause.subjects) != 1 or cue.clause.form != "finite":
        return False
    if any(scene.tokens[k].dep == "aux" for k in scene.tokens[cue.i].children):
        return False
    subject = scene.tokens[cue.clause.subjects[0]]
    if subject.tag not in ("NN", "NNP", "NNS", "NNPS") or subject.morph.get("Number") not in ("Sing", "Plur"):
        return False
    return (subject.morph["Number"] == "Plur") == (tag == "VBZ")


def _main_subject(scene: Scene, cue: Cue) -> list[int]:
    """« en ajoutant que »: the subject of the sentence, before or after it."""
    sentence = scene.sentence(cue.i)
    for k in (*range(cue.i, sentence.start - 1, -1), *range(cue.i, sentence.stop)):
        token = scene.tokens[k]
        if (
            token.dep in ("nsubj", "nsubj:pass")
            and scene.inside[k] == scene.inside[cue.i]
            and scene.tokens[token.head].dep in ("root", "conj", "ccomp", "parataxis")
        ):
            return scene.parse.conjuncts(k)
    return _by_position(scene, cue)


def _agent(scene: Scene, cue: Cue) -> list[int]:
    """« par X » where the parse has not called it the agent: on the verb, else on a word after it."""
    prepositions = scene.words("agent_prepositions")
    own = [k for k in scene.tokens[cue.i].children if k > cue.i and scene.preposition(k) in prepositions]
    if own:
        return own[:1]
    for k in range(cue.i + 1, min(cue.i + _AGENT_REACH, scene.sentence(cue.i).stop)):
        token = scene.tokens[k]
        resumed = token.text == "," and scene.tokens[min(k + 1, len(scene.tokens) - 1)].lower in prepositions
        if token.text in (",", ";", ":", ".") and scene.inside[k] == cue.level and not resumed:
            return []
        head = token.head
        if (
            token.lower in prepositions
            and token.dep == "case"
            and head > k
            and scene.tokens[head].pos in ("NOUN", "PROPN", "PRON")
            and can_speak(scene, [head])
        ):
            return [head]
    return []


def _antecedent(scene: Scene, cue: Cue, relative: int) -> list[int]:
    """The noun before a relative pronoun whose clause the parse has hung elsewhere, with the pronoun."""
    head = scene.tokens[cue.i].head
    if scene.tokens[cue.i].dep == "acl:relcl" and scene.tokens[head].pos in ("NOUN", "PROPN", "PRON"):
        return [head, relative]
    before = relative - 1
    if before >= 0 and scene.tokens[before].pos in ("NOUN", "PROPN") and can_speak(scene, [before]):
        return [before, relative]  # « … avec la Tauvie, qui exige »
    noun = noun_before(scene, relative, scene.sentence(cue.i).start)
    return [noun, relative] if noun is not None else [relative]


def _by_position(scene: Scene, cue: Cue) -> list[int]:
    """Without a subject in the parse: the subject of the clause before, or the noun phrase before the verb group."""
    tokens, start = scene.tokens, _start(scene, cue.i)
    for k in range(min(cue.group) - 1, start - 1, -1):
        if (
            tokens[k].dep in ("nsubj", "nsubj:pass")
            and scene.inside[k] == scene.inside[cue.i]
            and tokens[k].pos != "SCONJ"
            and not _is_relative_inside(scene, cue, k, start)
        ):
            return scene.parse.conjuncts(_before_relative(scene, cue, k, start))
    noun = noun_before(scene, min(cue.group), start)
    if noun is None:
        noun = _right_before(scene, cue, start)
    if noun is None:
        return []
    first = tokens[noun].head if tokens[noun].dep == "conj" else noun
    together = first < noun and tokens[first].pos in ("NOUN", "PROPN") and noun == min(cue.group) - 1
    return scene.parse.conjuncts(first) if together else [noun]  # « Rome et Madrid | exhortent »


def _is_relative_inside(scene: Scene, cue: Cue, k: int, start: int) -> bool:
    """« X, toutefois, qui préside le port, a dit »: the pronoun of a relative clause in a sentence that names someone before.

    Not of one that the cue goes on with: « X, qui n'a rien précisé, mais a ajouté … ».
    """
    if scene.tokens[k].lower not in scene.words("relatives") or not scene.is_bound(k - 1):
        return False
    verb = scene.tokens[k].head
    linked = scene.tokens[cue.i].pos == "VERB" and scene.tokens[min(cue.group) - 1].pos == "CCONJ"
    if linked or verb in scene.parse.ancestors(cue.i):
        return False
    return any(scene.tokens[m].dep in ("nsubj", "nsubj:pass") for m in range(start, k - 1))


def _before_relative(scene: Scene, cue: Cue, k: int, start: int) -> int:
    """« L'ONG, dont le rapport sort lundi, dénonce … »: of a subject inside a relative clause in commas, the noun before; else itself."""
    tokens = scene.tokens
    if not k < tokens[k].head < cue.i or tokens[min(cue.group) - 1].text != ",":
        return k
    openers = scene.words("relative_openers")
    opener = next((m for m in range(k - 1, max(start + 1, k - _OPENER), -1) if tokens[m].lower in openers), None)
    if opener is None or not scene.is_bound(opener - 1):
        return k
    noun = noun_before(scene, opener - 1, start)
    return k if noun is None else noun


_OPENER = 4
"""Words from a relative pronoun to the subject of its clause."""


def _right_before(scene: Scene, cue: Cue, start: int) -> int | None:
    """A name that opens the sentence, or a number, which the model takes for no noun: "Jolly said …", "About four in ten say …"."""
    k = min(cue.group) - 1
    if k < start or scene.language != "en":
        return None
    token = scene.tokens[k]
    opens = k == start and token.text[0].isupper() and token.pos in ("ADV", "ADJ", "VERB", "INTJ", "X")
    return k if token.pos == "NUM" or (opens and k + 1 == cue.i and token.lower not in scene.words("linkers")) else None


def _start(scene: Scene, i: int) -> int:
    """First token of the sentence; of the one before where the parse has broken it off without a full stop."""
    start = scene.sentence(i).start
    if start > 0 and scene.tokens[start].text[0].islower() and scene.tokens[start - 1].text[0].isalnum():
        return scene.sentence(start - 1).start
    return start


def _cue_above(scene: Scene, cue: Cue) -> Cue | None:
    """« …, ajoutant que »: the cue before, in the same sentence, whose speaker a participle goes on with."""
    token = scene.tokens[cue.i]
    participle = token.tag == "VBG" or (token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") == "Pres")
    if not participle or (cue.i and scene.tokens[cue.i - 1].pos in ("NOUN", "PROPN")):
        return None
    found = []
    for k in range(cue.i - 1, scene.sentence(cue.i).start - 1, -1):
        if scene.inside[k] == scene.inside[cue.i] and scene.tokens[k].pos == "VERB":
            other = cue_at(scene, k)
            if other is None or other.passive:
                continue
            finite = other.clause is not None and other.clause.form == "finite"
            if finite or any(scene.tokens[g].text.startswith("-") for g in other.group):
                found.append(other)
    return next((other for other in found if not _is_told(scene, other)), None) or next(iter(found), None)


def _is_told(scene: Scene, cue: Cue) -> bool:
    """Whether a verb stands in what another says: "asked why she did not speak, implying …" is of whoever asked."""
    complements = ("ccomp", "csubj", "acl:relcl")
    return cue.clause is not None and cue.clause.relation in complements


def _without_clause(scene: Scene, cue: Cue) -> list[int]:
    token = scene.tokens[cue.i]
    by = _agent(scene, cue)
    if by:
        return by
    if token.dep in ("acl", "amod") and token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") == "Past":
        return []
    found = first_noun(scene, cue.i + 1, scene.sentence(cue.i).stop)
    return [found] if found is not None else []
