"""Who speaks: the entity that the words of a source name, carried on where a statement has no source."""

from __future__ import annotations

from recoupe.extract.speech.continued import carried_back
from recoupe.extract.speech.counterparts import of_pair, replier
from recoupe.extract.speech.newcomers import described, is_paper, new_entity
from recoupe.extract.speech.pronouns import (
    Voice,
    allows,
    body_before,
    gender_fits,
    in_paragraph,
    last_before,
    latter,
    paragraph_of,
    pronoun_of,
    since,
)
from recoupe.extract.speech.scene import Found, Scene
from recoupe.model.span import Span, covering

__all__ = ["Voice", "voices_of"]


_NOBODY = Voice(None, True)


def voices_of(scene: Scene, found: list[Found]) -> list[Voice]:
    """Return the voice of each find; ``found`` must be in reading order of contents."""
    order = sorted(range(len(found)), key=lambda i: _place(scene, found[i]))
    voices: list[Voice] = [_NOBODY] * len(found)
    last: Voice | None = None
    heard: list[tuple[int, Voice]] = []
    known: dict[tuple[int, ...], Voice] = {}
    for i in order:
        item = found[i]
        if item.known is not None:
            voices[i] = last = Voice(item.known[0], False)
        elif item.source:
            voices[i] = known.get(item.speakers) or _of_source(scene, item, heard)
            known[item.speakers] = voices[i]  # « affirme-t-il, ajoutant … »: one pronoun is one speaker
        elif last is not None and (item.frame in ("continued", "free") or _goes_on(scene, item)):
            voices[i] = last
        if item.source and item.frame != "hearsay" and not _nested(scene, item):
            if last is not None and _aside(scene, item):
                continue
            last = voices[i]
            heard.append((min(item.speakers), voices[i]))
    for i, later in carried_back(scene, found).items():
        voices[i] = voices[later]
    return voices


def _place(scene: Scene, item: Found) -> int:
    """Where a find is met in reading: at its source, else its content."""
    return min((s.start for s in item.source), default=item.content[0].start)


def _nested(scene: Scene, item: Found) -> bool:
    """Whether the cue stands in a quotation: its speaker does not carry on the report's.

    « Je suis venue, a-t-elle expliqué. » stands in the marks of what it reports: whose quotation it is, it says.
    """
    return item.head is not None and scene.inside[item.head] >= 0 and not scene.owns(item)


def _goes_on(scene: Scene, item: Found) -> bool:
    """« Avant d'ajouter : “…” », a sentence without a subject: whoever spoke before goes on."""
    if item.head is None or scene.tokens[item.head].morph.get("VerbForm") not in ("Inf", "Ger"):
        return False
    sentence = scene.sentence(item.head)
    return not any(
        scene.tokens[k].dep in ("nsubj", "nsubj:pass") and scene.inside[k] < 0 for k in range(sentence.start, item.head)
    )


def _aside(scene: Scene, item: Found) -> bool:
    """« …, alors que Y avait dit … »: who speaks in a clause beside the main one does not take the word over."""
    clause = scene.clause(item.head) if item.head is not None else None
    if clause is None or clause.relation != "advcl" or clause.form != "finite":
        return False
    return bool(set(clause.mark.split()) & scene.words("contrasting")) if clause.mark else False


def _of_source(scene: Scene, item: Found, heard: list[tuple[int, Voice]]) -> Voice:
    """The voice of a find with source words; a pronoun goes to whoever spoke or acted last."""
    paired = of_pair(scene, item)
    if paired is not None:
        return Voice(paired, False)
    pronoun = pronoun_of(scene, item)
    if pronoun is None or scene.inside[pronoun] >= 0:
        return _named(scene, item)
    if scene.tokens[pronoun].lower in scene.words("latter"):
        return latter(scene, pronoun) or _named(scene, item)
    answering = replier(scene, item, heard[-1][0] if heard else None)
    if answering is not None and allows(scene, pronoun, answering):
        return Voice(answering, False)
    voice = _named(scene, item)
    known = scene.draft.entity_by_id.get(voice.speaker) if voice.speaker else None
    here = in_paragraph(scene, pronoun, voice.speaker)
    if not here and (beside := body_before(scene, pronoun)) is not None:
        return beside
    heard_of = known is not None and (bool(known.names) or any(v.speaker == known.id for _, v in heard))
    heard_of = heard_of or (here and not any(paragraph_of(scene, pronoun).start <= k < pronoun for k, _ in heard))
    if heard_of and item.frame not in ("incise", "opening", "according") and gender_fits(scene, pronoun, voice.speaker):
        return voice
    return since(scene, pronoun, voice, heard) or last_before(scene, pronoun, heard) or voice


def _named(scene: Scene, item: Found) -> Voice:
    entities = scene.draft.entity_by_id
    relatives = scene.words("relatives")
    heads = [k for k in item.speakers if scene.tokens[k].lower not in relatives] or list(item.speakers)
    if _one_of(scene, heads[0]):
        return _voice_of(scene, heads[0])
    apposed = _in_apposition(scene, item, heads[0])
    issuer = None if apposed else _issuer(scene, heads[0])
    over = _over(scene, item, heads[0])
    found = [
        Voice(entity, _unknown(scene, item, entity))
        for entity in (apposed, issuer, *(scene.draft.entity_at(head) for head in heads), over)
        if entity is not None and entity in entities
    ]
    if found:
        return _namesake(scene, heads[0], _joint(scene, item, found))
    return _unheard_of(scene, heads)


def _namesake(scene: Scene, head: int, voice: Voice) -> Voice:
    """A town does not speak where somebody of that surname is named: « London a dit … », after « Jack London »."""
    known = scene.draft.entity_by_id[voice.speaker] if voice.speaker else None
    if known is None or known.kind not in ("place", "state") or scene.tokens[head].pos != "PROPN":
        return voice
    word = scene.tokens[head].text
    people = [
        e
        for e in scene.draft.entities
        if e.kind == "person" and any(len(n.split()) > 1 and n.split()[-1] == word for n in e.names)
    ]
    return Voice(people[0].id, False) if len(people) == 1 else voice


def _joint(scene: Scene, item: Found, found: list[Voice]) -> Voice:
    """« Deux riverains et le maire », « les journalistes, ainsi que l'Élysée »: of several who speak one who is known."""
    if not found[0].anonymous:
        return found[0]
    known = next((v for v in found[1 : len(item.speakers)] if not v.anonymous), None)
    return known or _added(scene, item) or found[0]


def _added(scene: Scene, item: Found) -> Voice | None:
    """Someone named in the source's words whom an « ainsi que » or "as well as" adds."""
    tokens = scene.parse.between(*covering(item.source))
    marks = scene.words("adding")
    for k in tokens:
        if scene.tokens[k].lower not in marks or k <= item.speakers[0]:
            continue
        for m in range(k + 1, tokens.stop):
            entity = scene.draft.entity_at(m) if scene.tokens[m].pos in ("PROPN", "NOUN") else None
            known = scene.draft.entity_by_id.get(entity) if entity else None
            if known is not None and known.kind in ("person", "organisation", "state") and not known.anonymous:
                return Voice(known.id, False)
    return None


def _unheard_of(scene: Scene, heads: list[int]) -> Voice:
    """The voice of words that the mentions step has nobody for: a name, an acronym, or a description."""
    first = scene.tokens[heads[0]]
    if scene.inside[heads[0]] >= 0:
        return Voice(None, not any(scene.tokens[k].pos == "PROPN" for k in heads))
    if first.pos == "PROPN" or (first.pos == "NOUN" and first.text.isupper() and len(first.text) > 1):
        return Voice(new_entity(scene, heads[0]), False)
    if first.pos == "NOUN":
        return _voice_of(scene, heads[0])
    return Voice(None, not any(scene.tokens[k].pos == "PROPN" for k in heads))


def _one_of(scene: Scene, head: int) -> bool:
    """« une de ses tantes », "two of the officials": some of those named, nobody tells which."""
    token, some, of = scene.tokens[head], scene.words("some_of"), scene.words("of")
    above = scene.tokens[token.head]
    if above.i < head and above.lower in some and scene.preposition(head) in of:
        return True  # « l'une des juges, qui a dit »: the relative clause stands nearer to the judges
    return token.lower in some and any(scene.preposition(k) in of and k > head for k in token.children)


def _voice_of(scene: Scene, head: int) -> Voice:
    return Voice(*described(scene, head))


def _issuer(scene: Scene, head: int) -> str | None:
    """« Le ministère publie un communiqué qui condamne … »: whoever the sentence has issue a paper without an owner."""
    if not is_paper(scene, head):
        return None
    preposition = scene.parse.preposition(head)
    if preposition and preposition not in scene.words("issuing"):
        return None  # « …, selon un nouveau bilan »: whose it is stays open
    for k in range(scene.sentence(head).start, head):
        token = scene.tokens[k]
        if token.dep == "nsubj" and scene.inside[k] < 0 and scene.tokens[token.head].dep == "root":
            entity = scene.draft.entity_at(k)
            known = scene.draft.entity_by_id.get(entity) if entity else None
            return entity if known is not None and known.kind in ("person", "organisation", "state", "group") else None
    return None


def _below_noun(scene: Scene, k: int, head: int) -> bool:
    """Whether a name hangs on a noun of the source by a preposition: « le beau-frère de X » is not X."""
    while k != head:
        token = scene.tokens[k]
        if token.dep in ("nmod", "obl", "nmod:poss") or token.head == k:
            return True
        k = token.head
    return False


def _owns(scene: Scene, k: int, head: int) -> bool:
    """Whether a name hangs on a paper as its author: by « de », "of", « par », "from", or without a preposition."""
    while scene.tokens[k].head != head and scene.tokens[k].head != k:
        k = scene.tokens[k].head
    return not scene.preposition(k) or scene.preposition(k) in scene.words("authoring")


def _in_apposition(scene: Scene, item: Found, head: int) -> str | None:
    """The person or body named in apposition to the source, or that a document is of: « un rapport de la CIA »."""
    if (
        scene.tokens[head].pos == "PROPN"
        and scene.draft.entity_at(head) is not None
        and scene.tokens[head].entity in ("PER", "PERSON")
    ):
        return None
    span = covering(item.source)
    paper = is_paper(scene, head)
    for k in scene.parse.between(*span):
        token = scene.tokens[k]
        after_comma = any(scene.tokens[m].text == "," for m in range(head, k))
        if k <= head or token.pos != "PROPN" or (_below_noun(scene, k, head) and not paper and not after_comma):
            continue
        if paper and not _owns(scene, k, head):
            continue  # « des messages sur le forum X » are not of X
        for mention in scene.draft.mentions_by_token.get(k, ()):
            wanted = ("person", "organisation") if paper or scene.tokens[k].dep in ("appos", "flat") else ("person",)
            if mention.mode == "name" and mention.kind in wanted and scene.draft.entity_by_id[mention.entity].names:
                return mention.entity
    return None


def _over(scene: Scene, item: Found, head: int) -> str | None:
    """A mention over the source's words: a person's before a body's, the longest first."""
    span = covering(item.source)
    best: tuple[int, int] | None = None
    chosen = None
    paper = is_paper(scene, head)
    for k in scene.parse.between(*span):
        if paper and not _owns(scene, k, head):
            continue
        for mention in scene.draft.mentions_by_token.get(k, ()):
            inside = span.holds(mention.span)
            rank = (
                0 if mention.kind == "person" else 1 if mention.kind in ("organisation", "state", "group") else 2,
                -(mention.span.end - mention.span.start),
            )
            if inside and mention.kind not in ("place", "facility", "equipment") and (best is None or rank < best):
                best, chosen = rank, mention.entity
    return chosen


def _unknown(scene: Scene, item: Found, entity: str) -> bool:
    """The entity's own anonymity; a description whose head is a word such as « source » stays unknown."""
    known = scene.draft.entity_by_id[entity]
    if known.names and not any(scene.tokens[k].lemma.lower() in scene.words("anonymous") for k in item.speakers):
        return False
    if any(scene.tokens[k].lemma.lower() in scene.words("anonymous") for k in item.speakers):
        return not any(_has_name(scene, span) for span in item.source)
    return known.anonymous


def _has_name(scene: Scene, span: Span) -> bool:
    """Whether a person's name stands in apposition: « un témoin, Paul Durand »."""
    return any(
        scene.tokens[k].pos == "PROPN"
        and scene.tokens[k].dep in ("appos", "flat")
        and scene.tokens[k].entity in ("PER", "PERSON")
        and not _under_case(scene, k, span)
        for k in scene.parse.between(*span)
    )


def _under_case(scene: Scene, k: int, span: Span) -> bool:
    """Whether a name hangs, inside some words, on a noun behind a preposition: « un proche de Paul Durand »."""
    while span.holds(scene.tokens[k].span):
        if scene.preposition(k):
            return True
        if scene.tokens[k].head == k:
            return False
        k = scene.tokens[k].head
    return False
