"""Step: propositions. Who does what to whom, where, when, how many: each clause and event noun, made language-neutral.

Everything that stands in a proposition comes from one clause, or from what that clause governs; nothing is borrowed
from a neighbour.  A verb that only carries its event noun (« mener une attaque ») makes one proposition with it.
"""

from __future__ import annotations

from recoupe.extract.draft import Draft, Step
from recoupe.extract.propositions.about import tell_about
from recoupe.extract.propositions.circumstances import Anchored, take_circumstances
from recoupe.extract.propositions.datelines import find_datelines
from recoupe.extract.propositions.finishing import finished
from recoupe.extract.propositions.intentions import declared
from recoupe.extract.propositions.lending import distributed, ended, happened, lend, undergone
from recoupe.extract.propositions.lexicon import lexicon
from recoupe.extract.propositions.manner import link_acts, settle_manner
from recoupe.extract.propositions.nouns import find_nouns, noun_act
from recoupe.extract.propositions.reach import only_once, ordered, reach, recast, weigh
from recoupe.extract.propositions.results import release_cause, result_of, settle_results
from recoupe.extract.propositions.roles import take_parties
from recoupe.extract.propositions.scene import Act, Scene
from recoupe.extract.propositions.senses import another_sense
from recoupe.extract.propositions.slots import slots_of
from recoupe.extract.propositions.verbs import clause_act, told, verb_keys
from recoupe.parse.clauses import Clause

__all__ = ["STEP"]


def run(draft: Draft) -> None:
    """Find the propositions of a report: one for each clause with a verb, and for each event noun that a table lists."""
    scene = Scene(draft, lexicon(draft.language))
    scene.timed.update(i for moment in draft.moments for i in draft.parse.between(*moment.span))
    scene.shares.update(i for figure in draft.figures for i in draft.parse.between(*figure.span))
    find_datelines(scene)
    find_nouns(scene)
    nouns = {head: noun_act(scene, head) for head in scene.nouns}
    acts: list[Act] = []
    for clause in draft.parse.clauses:
        if draft.parse.tokens[clause.head].pos in ("VERB", "AUX") or clause.copula:
            acts.extend(_verbal(scene, clause, nouns))
    for noun in nouns.values():
        undergone(scene, noun)
    acts.extend(nouns.values())
    spans = Anchored(scene)
    for act in acts:
        take_circumstances(scene, act, spans)
    for act in acts:
        weigh(scene, act)
        recast(scene, act)
    acts.extend([part for act in acts for part in distributed(scene, act)])
    link_acts(scene, acts)
    settle_results(scene, acts)
    ordered(scene, acts)
    for act in acts:
        reach(scene, act)
        only_once(scene, act)
    for act in acts:
        tell_about(scene, act)
    settle_manner(scene, acts)
    draft.propositions.extend(finished(draft, acts, scene.datelines))


def _verbal(scene: Scene, clause: Clause, nouns: dict[int, Act]) -> list[Act]:
    """The act of a clause; none where the verb only carries an event noun, which then takes the clause's parties."""
    act, carried = clause_act(scene, clause)
    if carried in nouns:
        noun = nouns[carried]
        noun.borrowed.append(clause)
        lend(scene, noun, clause)
        intention = declared(scene, noun, clause)
        return [] if intention is None else [intention]
    for k in _counted(scene, [*clause.subjects, *clause.agents]):
        if (
            k in nouns
            and scene.lexicon.type_of(act.concept) is None
            and any(key in scene.lexicon.words["happens"] for key in verb_keys(scene, clause))
        ):
            nouns[k].borrowed.append(clause)
            happened(scene, nouns[k], clause)
            return []
    for word in act.words:
        if (
            word in nouns
            and word != clause.head
            and (
                scene.lexicon.type_of(nouns[word].concept) in (None, scene.lexicon.type_of(act.concept))
                or (nouns[word].concept, act.concept) == ("strike", "strike_work")  # "call a strike"
            )
        ):
            nouns.pop(word)
    if act.concept in scene.lexicon.turns["stop"].values():
        for k in slots_of(scene, clause)["object"]:  # « cesser ses frappes contre X »
            if k in nouns and not nouns[k].recipients:
                against = slots_of(scene, clause).get("against", ())
                nouns[k].recipients.extend(x for c in against for x in scene.parties(c) if x not in nouns[k].actors)
    take_parties(scene, act, clause)
    ended(scene, act, clause, nouns)
    result_of(scene, act, clause, nouns)
    if act.known and (another_sense(scene, act, clause) or not told(scene, act, clause)):
        act.concept, act.known = f"{scene.draft.language}:{scene.lemma(clause.head)}", False
        release_cause(act, clause, nouns)
    intention = declared(scene, act, clause)
    return [act] if intention is None else [act, intention]


def _counted(scene: Scene, heads: list[int]) -> list[int]:
    """The heads, and behind a word of number what it counts: « une série de fouilles s'est déroulée »."""
    counts = scene.lexicon.words["counts"]
    below = [c for k in heads if scene.lemma(k) in counts for c in scene.token(k).children if c in scene.nouns]
    return [*heads, *below]


STEP = Step("propositions", frozenset({"mentions", "moments", "figures"}), frozenset({"propositions"}), run)
