"""Step: propositions. Who does what to whom, where, when, how many: each clause and event noun, made language-neutral.

Everything that stands in a proposition comes from one clause, or from what that clause governs; nothing is borrowed
from a neighbour.  A verb that only carries its event noun (« mener une attaque ») makes one proposition with it.
"""

from __future__ import annotations

from recoupe.extract.draft import Draft, Step
from recoupe.extract.propositions.circumstances import Anchored, take_circumstances
from recoupe.extract.propositions.intentions import declared
from recoupe.extract.propositions.lexicon import lexicon
from recoupe.extract.propositions.manner import link_acts, settle_manner
from recoupe.extract.propositions.nouns import find_nouns, noun_act
from recoupe.extract.propositions.scene import Act, Scene, kind_of
from recoupe.extract.propositions.verbs import clause_act, is_passive, slots_of, take_parties, told, verb_keys
from recoupe.model.event import Party, Proposition
from recoupe.model.ids import content_id
from recoupe.model.span import Span, covering
from recoupe.model.words import EntityKind, EventType, MentionMode, Modality, Polarity
from recoupe.parse.clauses import Clause
from recoupe.parse.tree import NOT_IN_PHRASE

__all__ = ["STEP"]


NOT_IN_PARTY = NOT_IN_PHRASE | {"acl"}

NAMED = frozenset({EntityKind.STATE, EntityKind.ORGANISATION, EntityKind.GROUP, EntityKind.PLACE, EntityKind.PERSON})

SAID = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.REJECT, EventType.THREATEN, EventType.AGREE})
"""Types whose party may stand in what is asked, blamed, refused, threatened or promised."""

SIDES = frozenset({"par", "contre", "by", "against"})

LONGEST_NAME = 60
"""Code points of a name; a mention longer than this is a phrase."""

NEAR = 4
"""Tokens between the two words of a construction up to which both are its head (« reprendre le contrôle »)."""


def run(draft: Draft) -> None:
    """Find the propositions of a report: one for each clause with a verb, and for each event noun that a table lists."""
    scene = Scene(draft, lexicon(draft.language))
    scene.timed.update(i for moment in draft.moments for i in draft.parse.between(*moment.span))
    find_nouns(scene)
    nouns = {head: noun_act(scene, head) for head in scene.nouns}
    acts: list[Act] = []
    for clause in draft.parse.clauses:
        if draft.parse.tokens[clause.head].pos in ("VERB", "AUX") or clause.copula:
            acts.extend(_verbal(scene, clause, nouns))
    for noun in nouns.values():
        _undergone(scene, noun)
    acts.extend(nouns.values())
    spans = Anchored(scene)
    for act in acts:
        take_circumstances(scene, act, spans)
    for act in acts:
        _weigh(scene, act)
        _recast(scene, act)
    link_acts(scene, acts)
    for act in acts:
        _reach(scene, act)
        _only_once(act)
    settle_manner(scene, acts)
    draft.propositions.extend(_finished(draft, acts))


def _verbal(scene: Scene, clause: Clause, nouns: dict[int, Act]) -> list[Act]:
    """The act of a clause; none where the verb only carries an event noun, which then takes the clause's parties."""
    act, carried = clause_act(scene, clause)
    if carried in nouns:
        noun = nouns[carried]
        noun.borrowed.append(clause)
        _lend(scene, noun, clause)
        intention = declared(scene, noun, clause)
        return [] if intention is None else [intention]
    for k in (*clause.subjects, *clause.agents):
        if (
            k in nouns
            and scene.lexicon.type_of(act.concept) is None
            and any(key in scene.lexicon.words["happens"] for key in verb_keys(scene, clause))
        ):
            nouns[k].borrowed.append(clause)
            _happened(scene, nouns[k], clause)
            return []
    for word in act.words:
        if (
            word in nouns
            and word != clause.head
            and scene.lexicon.type_of(nouns[word].concept) in (None, scene.lexicon.type_of(act.concept))
        ):
            nouns.pop(word)
    if act.concept in scene.lexicon.turns["stop"].values():
        for k in slots_of(scene, clause)["object"]:  # « cesser ses frappes contre X »
            if k in nouns and not nouns[k].recipients:
                against = slots_of(scene, clause).get("against", ())
                nouns[k].recipients.extend(x for c in against for x in scene.parties(c) if x not in nouns[k].actors)
    take_parties(scene, act, clause)
    _ended(scene, act, clause, nouns)
    if act.known and not told(scene, act, clause):
        act.concept, act.known = f"{scene.draft.language}:{scene.lemma(clause.head)}", False
    intention = declared(scene, act, clause)
    return [act] if intention is None else [act, intention]


def _happened(scene: Scene, noun: Act, clause: Clause) -> None:
    """« des combats ont éclaté entre X et Y »: the parties that the verb of happening names."""
    slots = slots_of(scene, clause)
    noun.actors.extend(x for k in slots.get("between", ()) for x in scene.parties(k))
    if not noun.recipients:
        noun.recipients.extend(x for k in slots.get("against", ()) if not scene.is_place(k) for x in scene.parties(k))


def _undergone(scene: Scene, noun: Act) -> None:
    """« X avance grâce à l'aide de Y », « X recule face à l'offensive de Y »: the clause's subject is whom it falls on."""
    token = scene.token(noun.head)
    clause = scene.draft.parse.clause_of.get(token.head)
    if noun.recipients or noun.borrowed or clause is None or not noun.actors or not token.dep.startswith("obl"):
        return
    kind, words = scene.lexicon.type_of(noun.concept), scene.lexicon.words
    side = "helped" if kind is EventType.AID else "faced" if kind is EventType.ASSAULT else None
    if side and scene.draft.parse.preposition(noun.head) in words[side]:
        noun.recipients = [x for k in clause.subjects for x in scene.parties(k) if x not in noun.actors]


def _ended(scene: Scene, act: Act, clause: Clause, nouns: dict[int, Act]) -> None:
    """« lever l'embargo contre X », « refuser la demande de X »: where a verb names nobody, those of the act that is its object."""
    if act.recipients or scene.lexicon.type_of(act.concept) in (None, EventType.REQUEST):
        return
    for k in slots_of(scene, clause)["object"]:
        if k in nouns:
            act.recipients = [
                r for r in nouns[k].recipients or nouns[k].actors if r not in act.actors and scene.token(r).pos != "DET"
            ]


def _lend(scene: Scene, noun: Act, clause: Clause) -> None:
    """Give a carried noun the parties of its verb; with « subir », the subject is who undergoes it."""
    slots = slots_of(scene, clause)
    if clause.lemma in scene.lexicon.words["suffered"]:
        undergoes = slots["object"] if is_passive(scene, clause) else slots["subject"]
        noun.recipients = noun.recipients or [x for k in undergoes for x in scene.parties(k)]
        return
    take_parties(scene, noun, clause)
    above = scene.token(noun.head).head  # « une vague de frappes »: the wave is no party
    noun.recipients = [k for k in noun.recipients if k not in (noun.head, above) and k not in noun.actors]


def _somewhere(scene: Scene, clause: Clause, above: Act) -> list[int]:
    """The first power or place named anywhere in what is promised, asked or refused ("agreed to send a team to Mali")."""
    taken = {scene.draft.entity_at(k) for k in above.actors}
    for k in scene.draft.parse.subtree(clause.head, without=("advcl", "parataxis", "conj")):
        named = kind_of(scene.draft, k) in NAMED and scene.token(k).pos == "PROPN" and k not in scene.timed
        if named and k > clause.head and scene.draft.entity_at(k) not in taken and scene.token(k).dep not in ("flat", "compound"):
            return [k]
    return []


def _meant(scene: Scene, act: Act, above: EventType | None) -> list[int]:
    """Whom aid is given for, or troops are called up against, where only its purpose says ("$2m to help farmers in Mali")."""
    kind = scene.lexicon.type_of(act.concept)
    if above is EventType.AID and act.link != "object":
        return act.recipients or [k for k in act.places if kind_of(scene.draft, k) is EntityKind.STATE]
    if above is EventType.MOBILIZE and kind is EventType.ASSAULT:
        return act.recipients
    return []


def _reach(scene: Scene, act: Act) -> None:
    """Whom a promise, request, refusal, threat or accusation is about, taken from its content where its own clause names nobody."""
    above = act.under
    if above is None or not above.known:
        return
    kind = scene.lexicon.type_of(above.concept)
    if not above.recipients:
        above.recipients = [k for k in _meant(scene, act, kind) if k not in above.actors]
    if kind is EventType.ACCUSE and not act.actors and above.recipients and act.link == "content":
        act.actors = list(above.recipients)
        act.recipients = [k for k in act.recipients if k not in act.actors]
    if above.recipients or kind not in SAID or act.link not in ("content", "object"):
        return
    if kind in (EventType.REQUEST, EventType.ACCUSE):
        named = act.actors or [k for k in (act.clause.subjects if act.clause else ()) if scene.token(k).pos == "PROPN"]
        others = [k for k in named if k not in above.actors]
        verbal = kind is EventType.ACCUSE or act.clause is not None  # « demander la fin des frappes » asks nobody by name
        above.recipients = others or [k for k in act.recipients if verbal and k not in above.actors]
    elif kind in (EventType.REJECT, EventType.THREATEN, EventType.AGREE):
        above.recipients = [k for k in act.recipients if k not in above.actors and scene.animate(k)]
    if not above.recipients and act.link == "content" and act.clause is not None:
        named = [
            x
            for k in (*act.clause.objects, *act.clause.indirect, *(k for _, k in act.clause.obliques))
            for x in scene.parties(k, owners=False)
        ]
        above.recipients = [k for k in named if k not in above.actors and scene.token(k).pos in ("PROPN", "ADJ")]
        if not above.recipients:
            above.recipients = _somewhere(scene, act.clause, above)


def _recast(scene: Scene, act: Act) -> None:
    """Troops sent to keep the peace are aid; an exercise of two armies is cooperation."""
    kind = scene.lexicon.type_of(act.concept)
    if act.concept == "exercise" and len(act.actors) > 1:
        act.concept = "cooperate_military"
    elif kind is EventType.MOBILIZE:
        heads = [act.head, *(c.head for c in act.borrowed)]
        below = [k for h in heads for k in scene.draft.parse.subtree(h, without=("conj", "advcl", "parataxis", "nsubj"))]
        if any(scene.token(k).lemma.lower() in scene.lexicon.words["@peace"] for k in below):
            act.concept = "peacekeep"


def _weigh(scene: Scene, act: Act) -> None:
    """A noun that names a standing state or a text as often as an act counts where a verb carries it, or both sides are named."""
    weak = act.nominal and len(act.words) == 1 and act.lemma.lower() in scene.lexicon.words["weak"]
    if weak and not act.borrowed and not (act.actors and (act.recipients or act.places or len(act.actors) > 1)):
        act.concept, act.known = f"{scene.draft.language}:{act.lemma.lower()}", False


def _only_once(act: Act) -> None:
    act.actors = list(dict.fromkeys(act.actors))
    act.recipients = [k for k in dict.fromkeys(act.recipients) if k not in act.actors]


def _finished(draft: Draft, acts: list[Act]) -> list[Proposition]:
    ids = {id(act): _identity(draft, act) for act in acts}
    return [_proposition(draft, act, ids) for act in sorted(acts, key=lambda a: a.head)]


def _identity(draft: Draft, act: Act) -> str:
    return content_id("proposition", draft.report.id, draft.parse.tokens[act.head].start, act.concept, act.nominal)


def _proposition(draft: Draft, act: Act, ids: dict[int, str]) -> Proposition:
    tokens = draft.parse.tokens
    words = sorted(act.words)
    whole = act.nominal or (len(words) > 1 and words[-1] - words[0] <= NEAR)
    head = Span(tokens[words[0]].start, tokens[words[-1]].end) if whole else tokens[act.head].span
    members = sorted({act.head, *words, *act.actors, *act.recipients, *act.places, *(c.head for c in act.borrowed)})
    return Proposition(
        id=ids[id(act)],
        span=Span(tokens[members[0]].start, tokens[members[-1]].end),
        head=head,
        concept=act.concept,
        lemma=act.lemma,
        actors=_parties(draft, act.actors),
        recipients=_parties(draft, act.recipients),
        others=tuple((role, _party(draft, k)) for role, k in act.others),
        places=_parties(draft, act.places),
        moments=tuple(act.moments),
        figures=tuple(act.figures),
        polarity=Polarity.NEGATIVE if act.negated else Polarity.POSITIVE,
        modality=Modality(act.manner),
        tense=(act.borrowed[0].tense if act.borrowed else act.clause.tense if act.clause else "") or None,
        nominal=act.nominal,
        under=ids.get(id(act.under)) if act.under is not None else None,
        link=act.link or None,
    )


def _party(draft: Draft, k: int) -> Party:
    return Party(_phrase(draft, k), draft.entity_at(k))


def _phrase(draft: Draft, k: int) -> Span:
    """The fullest phrase of a party, without determiner, relative clause or participle."""
    parse = draft.parse
    indices = parse.phrase(k, without=NOT_IN_PARTY)
    # « l'armée contre l'hôpital », « le maire par la police »: the other side of the act is no part of this one
    other = next((c for c in parse.tokens[k].children if c > k and parse.preposition(c) in SIDES), None)
    if other is not None:
        indices = [i for i in indices if i < min(parse.subtree(other))] or [k]
    while len(indices) > 1 and parse.tokens[indices[0]].pos == "DET" and indices[0] != k:
        indices = indices[1:]
    while len(indices) > 1 and indices[-1] != k and parse.tokens[indices[-1]].start in draft.timed_starts:
        indices = indices[:-1]
    span = parse.span(indices)
    named = next((m.span for m in draft.mentions_by_token.get(k, ()) if m.mode is MentionMode.NAME), None)
    return (
        covering([span, named])
        if named is not None and named.size < LONGEST_NAME and parse.tokens[k].pos == "PROPN"
        else span
    )


def _parties(draft: Draft, members: list[int]) -> tuple[Party, ...]:
    """Parties in order, those left out that lie inside another or name the same."""
    found: list[Party] = []
    for k in members:
        party = _party(draft, k)
        if not any(
            party.span.overlaps(other.span) or (party.entity and party.entity == other.entity) for other in found
        ):
            found.append(party)
    return tuple(found)


STEP = Step("propositions", frozenset({"mentions", "moments", "figures"}), frozenset({"propositions"}), run)
