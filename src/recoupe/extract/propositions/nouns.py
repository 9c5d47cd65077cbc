"""Event nouns: finding them, and the parties their own phrase names (« des frappes russes contre Kherson »)."""

from __future__ import annotations

from recoupe.extract.propositions.fitting import material
from recoupe.extract.propositions.lexicon import Frame
from recoupe.extract.propositions.scene import POWERFUL, Act, Scene, kind_of
from recoupe.model.words import EntityKind, EventType
from recoupe.parse.tree import Token

__all__ = ["AIMED", "PLACED", "find_nouns", "noun_act", "noun_slots", "recipient_parties"]

AIMED = ("to", "indirect", "for", "chez")
PLACED = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.PROTEST, EventType.CONSULT})
"""With « à », a place is where such an act happens, not whom it falls on."""

UNREST = frozenset({EventType.ASSAULT, EventType.PROTEST})
"""Of these, those that are done against someone, never to them."""

JUDGED = frozenset({EventType.ACCUSE, EventType.REJECT, EventType.SUPPORT})

"""Types that fall on things said and done as well as on people, where nobody is named."""

GROUND = frozenset({"capture", "besiege", "advance"})
"""Acts by which ground is taken: the ground is where they happen, not whom they fall on."""

THINGS = frozenset({"seize", "search", "block", "censor", "hack", "boycott"})
"""Acts of constraint that fall on things as well as on people."""


SORTS = frozenset({"fight", "war", "violence"})
"""Acts whose nouns name sorts of things as well."""


def find_nouns(scene: Scene) -> None:
    """Note the event nouns of the report in ``scene.nouns`` and their words in ``scene.phrases``."""
    taken: set[int] = set()
    for token in scene.draft.parse.tokens:
        if token.pos not in ("NOUN", "PROPN") or token.i in taken:
            continue
        built = _built(scene, token.i)
        if built:
            scene.nouns[token.i], scene.phrases[token.i] = built
            taken.update(built[1])
            continue
        for rest, concept in scene.lexicon.nouns.get(_key(scene, token), ()):
            words = _words(scene, token.i, rest)
            if words:
                head = next((w for w in words if scene.token(w).head not in words), token.i)
                scene.nouns[head] = concept
                scene.phrases[head] = words
                taken.update(words)
                break
    for head in [k for k in scene.nouns if _only_names(scene, k)]:
        del scene.nouns[head], scene.phrases[head]
    for token in scene.draft.parse.tokens:
        ended = turned(scene, token.i) if token.pos == "NOUN" and token.i not in scene.nouns else None
        if ended:
            scene.nouns[token.i], scene.phrases[token.i] = ended, [token.i]
    for head, words in list(scene.phrases.items()):
        for k in words:
            if k != head and k in scene.nouns:
                del scene.nouns[k], scene.phrases[k]


def _key(scene: Scene, token: Token) -> str:
    """Lemma by which the tables list a noun; a headline's first word, taken for a name, keeps its plural (« Frappes sur … »)."""
    lemma = token.lemma.lower()
    if token.pos != "PROPN" or lemma in scene.lexicon.nouns or not lemma.endswith("s"):
        return lemma
    opens = token.i == scene.draft.parse.sentences[token.sentence].first
    return lemma[:-1] if opens else lemma


def _only_names(scene: Scene, head: int) -> bool:
    """« avion de combat », « prisonnier de guerre »: behind a bare « de » such a noun says of what sort a thing is."""
    token = scene.token(head)
    if token.pos == "PROPN" and _in_name(scene, head):
        return True
    if scene.nouns[head] not in SORTS or token.dep != "nmod" or token.head in scene.nouns:
        return False
    above = scene.token(token.head)
    bare = all(scene.token(k).dep == "case" for k in token.children)
    return bare and above.pos == "NOUN" and above.lemma.lower() not in scene.lexicon.words["counts"]


def _in_name(scene: Scene, head: int) -> bool:
    """Names of acts ("the Block Grant", "the Gulf War"): the last word of a name in capitals, in a sentence that is not all in capitals."""
    if scene.draft.language != "en" or not scene.token(head).text[:1].isupper():
        return False
    before = [
        k for k in scene.token(head).children if scene.token(k).dep == "compound" and scene.token(k).pos == "PROPN"
    ]
    sentence = scene.draft.parse.sentences[scene.token(head).sentence]
    plain = [t for t in scene.draft.parse.tokens[sentence.first : sentence.last] if t.pos in ("VERB", "NOUN", "ADJ")]
    return bool(before) and any(t.text[:1].islower() for t in plain)


def _built(scene: Scene, head: int) -> tuple[str, list[int]] | None:
    """Concept and words of a noun that makes an act with its genitive only (« l'arrivée de systèmes »)."""
    rows = scene.lexicon.noun_constructions.get(scene.token(head).lemma.lower())
    for k in scene.token(head).children if rows else ():
        if scene.token(k).dep in ("nmod", "compound") and (
            scene.token(k).dep == "compound"
            or "of" in scene.lexicon.kinds(scene.draft.parse.preposition(k))
            or "from" in scene.lexicon.kinds(scene.draft.parse.preposition(k))
        ):
            for row in rows or ():
                if scene.fills(row.words, k):
                    return row.concept, [head]
    return None


def turned(scene: Scene, head: int) -> str | None:
    """Concept of a noun that ends the act of its genitive (« la fin des frappes »), else None."""
    if scene.token(head).lemma.lower() not in scene.lexicon.words["stop_nouns"]:
        return None
    for k in scene.token(head).children:
        if k in scene.nouns and scene.token(k).dep == "nmod":
            return scene.lexicon.turns["stop"].get(str(scene.lexicon.type_of(scene.nouns[k])))
    return None


def _words(scene: Scene, head: int, rest: tuple[str, ...]) -> list[int]:
    """Tokens of a noun of several words, an article allowed between them; [] where the words are not there."""
    if not rest:
        return [head]
    tokens, step = scene.draft.parse.tokens, 1
    wanted = list(rest)
    if scene.draft.language == "en":
        step, wanted = -1, wanted[::-1]
    at, found = head + step, [head]
    for word in wanted:
        while 0 <= at < len(tokens) and tokens[at].pos == "DET" and tokens[at].lower != word:
            at += step
        if not 0 <= at < len(tokens) or word not in (tokens[at].lemma.lower(), tokens[at].lower):
            return []
        found.append(at)
        at += step
    return sorted(found)


def noun_act(scene: Scene, head: int) -> Act:
    """The act of an event noun, with what its own phrase says."""
    concept = scene.nouns[head]
    act = Act(head, concept, scene.token(head).lemma, nominal=True, words=scene.phrases[head], known=True)
    frame = scene.lexicon.concepts[concept].frame
    slots = noun_slots(scene, act)
    _genitives(scene, act, frame, slots)
    for kind in frame.recipient:
        if act.recipients:
            break
        for k in slots.get(kind, ()):
            if kind in AIMED and scene.is_place(k) and _placed(scene, concept, k):
                continue
            act.recipients.extend(x for x in recipient_parties(scene, act, k) if x not in act.actors)
    for k in slots.get("between", ()):
        (act.recipients if concept == "mediate" else act.actors).extend(scene.parties(k))
    if frame.actor == ("from",) and not act.actors:
        act.actors.extend(givers(scene, head))
    if concept == "arrive_goods":
        _delivered(scene, act, slots)
    if not act.recipients and "against" in frame.recipient:  # « des frappes de missiles contre X »
        for k in slots.get("of", ()):
            below = noun_slots(scene, Act(k, concept, "", words=[k])) if not scene.animate(k) else {}
            act.recipients.extend(
                x for c in below.get("against", ()) for x in recipient_parties(scene, act, c) if x not in act.actors
            )
    return act


def _delivered(scene: Scene, act: Act, slots: dict[str, list[int]]) -> None:
    """« l'arrivée de systèmes norvégiens en Suède »: whose the goods are, and the state they reached."""
    for k in slots.get("of", ()):
        if not act.actors:
            near = [k, *(c for c in scene.token(k).children if scene.token(c).dep == "nmod")]
            owners = (c for n in near for c in scene.token(n).children if scene.token(c).dep in ("amod", "compound"))
            act.actors.extend(c for c in owners if scene.demonym(c))
        for c in (*scene.token(k).children, *scene.token(act.head).children):
            named = scene.token(c).dep == "nmod" and kind_of(scene.draft, c) is EntityKind.STATE
            if (
                named
                and not act.recipients
                and scene.lexicon.kinds(scene.draft.parse.preposition(c)) & {"place", "chez"}
            ):
                act.recipients.extend([c] if c not in act.actors else [])


def _placed(scene: Scene, concept: str, k: int) -> bool:
    """« une embuscade au Mexique » happens there; a visit or a ban « à la Suède » is hers, where she is a state."""
    kind = scene.lexicon.type_of(concept)
    return kind in UNREST or (kind in PLACED and kind_of(scene.draft, k) is not EntityKind.STATE)


def noun_slots(scene: Scene, act: Act) -> dict[str, list[int]]:
    """The noun's modifiers, by slot; the prepositional ones under each kind of their preposition."""
    parse = scene.draft.parse
    slots: dict[str, list[int]] = {}
    own = set(act.words)
    for word in act.words:
        for k in scene.token(word).children:
            child = scene.token(k)
            if k in own:
                continue
            match child.dep:
                case "amod" | "compound" if scene.demonym(k):
                    slots.setdefault("adjective", []).append(k)
                case "compound" if child.pos == "PROPN" or child.lemma.lower() in scene.lexicon.words["persons"]:
                    slots.setdefault("adjective", []).append(k)
                case "nmod:poss":
                    slots.setdefault("possessive", []).extend(parse.conjuncts(k))
                case "det" if child.morph.get("Poss") == "Yes":
                    slots.setdefault("possessive", []).append(k)
                case "nmod" | "obl" | "obl:agent":
                    preposition = parse.preposition(k)
                    if child.lemma.lower() in scene.lexicon.words["from_nouns"]:  # « en provenance de Norvège »
                        for c in child.children:
                            slots.setdefault("from", []).extend(
                                parse.conjuncts(c) if scene.token(c).dep == "nmod" else []
                            )
                        continue
                    for member in parse.conjuncts(k):
                        for kind in scene.lexicon.kinds(parse.preposition(member) or preposition):
                            slots.setdefault(kind, []).append(member)
                case "acl" | "acl:relcl":
                    _participle(scene, k, slots)
                case _:
                    pass
    for k in slots.get("of", []):  # « l'arrestation du maire par la police »: the parse hangs one genitive on the other
        below = [c for c in scene.token(k).children if scene.token(c).dep == "nmod"]
        below += [d for c in below for d in scene.token(c).children if scene.token(d).dep == "nmod"]
        for c in below:  # « des mesures du gouvernement d'Arlande envers X »
            if c not in own:
                for kind in scene.lexicon.kinds(parse.preposition(c)) & {"agent", "against"}:
                    if kind == "agent" or "place" not in scene.lexicon.kinds(parse.preposition(c)):
                        slots.setdefault(kind, []).append(c)
    return slots


def _participle(scene: Scene, k: int, slots: dict[str, list[int]]) -> None:
    """« une attaque menée par X contre Y »: a light participle lends what hangs on it."""
    clause = scene.draft.parse.clause_of.get(k)
    if clause is None or clause.lemma not in scene.lexicon.words["light"]:
        return
    slots.setdefault("agent", []).extend(clause.agents)
    for preposition, noun in clause.obliques:
        for kind in scene.lexicon.kinds(preposition):
            slots.setdefault(kind, []).append(noun)


def _genitives(scene: Scene, act: Act, frame: Frame, slots: dict[str, list[int]]) -> None:
    agents = [x for k in slots.get("agent", ()) for x in scene.parties(k)]
    possessive = slots.get("possessive", [])
    of = [k for k in slots.get("of", ()) if k not in slots.get("agent", ())]
    role = frame.of
    if frame.actor == ("from",):
        act.actors.extend(x for k in slots.get("from", ()) if k not in of for x in scene.parties(k))
    else:
        act.actors.extend(agents)
    if agents and role == "actor":
        role = "recipient"
    if possessive and of and role != "none":
        act.actors.extend(possessive)
        possessive, role = [], "recipient"
    for k in [*possessive, *of]:
        assault = scene.lexicon.type_of(act.concept) is EventType.ASSAULT
        place = (kind_of(scene.draft, k) is EntityKind.PLACE or scene.located(k)) and k in of
        if role == "actor" and assault and place:
            act.places.append(k)  # « l'attentat du marché »
        elif role == "actor":
            owners = [k] if k in possessive or scene.animate(k) else scene.owners(k)
            act.actors.extend(x for x in owners if x not in act.actors)
        elif role == "recipient":
            act.recipients.extend(
                x for x in ([k] if k in possessive else recipient_parties(scene, act, k)) if x not in act.recipients
            )
    if frame.actor and not act.actors:
        act.actors.extend(slots.get("adjective", ()))


def givers(scene: Scene, k: int) -> list[int]:
    """« recevoir des chars de la Norvège et de l'Espagne »: those named behind the thing received."""
    found: list[int] = []
    for c in scene.token(k).children:
        if scene.token(c).dep != "nmod":
            continue
        members = scene.draft.parse.conjuncts(c)
        kinds = scene.lexicon.kinds(scene.draft.parse.preposition(c))
        unknown = scene.token(c).pos == "PROPN" and not scene.draft.mentions_by_token.get(c)
        if kinds & {"of", "from"} and (unknown or kind_of(scene.draft, c) in POWERFUL):
            found.extend(members)
        else:
            found.extend(givers(scene, c))
    return found


def recipient_parties(scene: Scene, act: Act, k: int) -> list[int]:
    """Whom an act on a phrase falls on; things too where the act is an assault or a seizure."""
    token = scene.token(k)
    if act.concept in GROUND and k in act.places:
        return []
    found = scene.parties(k, owners=False)
    if found or k in scene.timed or token.pos not in ("NOUN", "PROPN", "SYM", "NUM"):
        return found
    kind = scene.lexicon.type_of(act.concept)
    if kind is EventType.REQUEST and token.pos == "PROPN":
        return [k]
    inert = token.lemma.lower() in scene.lexicon.words["inert"] and not material(scene, k)
    if (
        (kind in JUDGED and (k in scene.nouns or scene.draft.mentions_by_token.get(k)))
        or act.concept == "boycott"
        or (act.concept in THINGS and not inert)
    ):
        return [k]
    if kind is EventType.COERCE and not act.nominal and token.pos == "NOUN" and not inert and k not in scene.nouns:
        return [k] if not token.lemma.lower().endswith(scene.lexicon.inert_suffixes) else []
    if kind is EventType.ASSAULT and k not in scene.nouns:
        return [k]
    return []
