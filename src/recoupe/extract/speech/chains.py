"""Through whom a statement came, and when, where and to whom it was said."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from recoupe.extract.speech.animacy import can_speak
from recoupe.extract.speech.extents import branch
from recoupe.extract.speech.scene import Found, Scene
from recoupe.extract.speech.sources import first_noun, noun_span
from recoupe.lang import world
from recoupe.model.span import Span
from recoupe.model.statement import Link
from recoupe.model.words import NameReading

__all__ = ["Circumstances", "circumstances_of", "is_medium"]


_QUOTED = 5
"""Words behind a source within which « cité par » stands, and behind that the one who cites."""


@dataclass(slots=True)
class Circumstances:
    """Links outside the statement's own source, and the spans of moment, place, medium and addressee."""

    links: list[Link] = field(default_factory=list)
    said: Span | None = None
    place: Span | None = None
    medium: Span | None = None
    addressee: Span | None = None


def circumstances_of(scene: Scene, found: Found) -> Circumstances:
    """Return what the cue clause tells besides source and content."""
    result = Circumstances()
    if found.head is None:
        return result
    place = _clause_tokens(scene, found)
    _moment(scene, found, place, result)
    _place(scene, found, place, result)
    for k in (*found.via, *_quoting(scene, found)):
        result.links.append(Link(scene.draft.entity_at(k), noun_span(scene, k)))
        result.medium = result.medium or noun_span(scene, k)
    for k in place:
        if is_medium(scene, k) and not _covered(scene, found, k):
            _add_medium(scene, k, result)
    if result.medium is None:
        _forum(scene, found, place, result)
    _addressee(scene, found, place, result)
    return result


def _quoting(scene: Scene, found: Found) -> list[int]:
    """Who quotes somebody as saying something: its subject, or agent where it is passive."""
    assert found.head is not None
    for verb in (found.head, scene.tokens[found.head].head):
        if scene.tokens[verb].lemma in scene.words("quoting"):
            own = scene.tokens[verb].children
            return [
                k
                for k in own
                if k not in found.speakers
                and (
                    scene.tokens[k].dep in ("nsubj", "obl:agent")
                    or scene.preposition(k) in scene.words("agent_prepositions")
                )
                and scene.tokens[k].pos in ("NOUN", "PROPN")
            ]
    return _quoted_by(scene, found)


def _quoted_by(scene: Scene, found: Found) -> list[int]:
    """« X, cité par Y », "X, quoted by Y": whoever it is that passes it on."""
    assert found.head is not None
    sentence = scene.sentence(found.head)
    last = max((k for s in found.source for k in scene.parse.between(*s)), default=-1)
    for verb in range(last + 1, min(last + 1 + _QUOTED, sentence.stop - 2)) if last in sentence else ():
        token = scene.tokens[verb]
        if token.lemma.lower() not in scene.words("passing_on"):
            continue
        if scene.tokens[verb + 1].lower in scene.words("agent_prepositions"):
            noun = first_noun(scene, verb + 2, min(verb + 2 + _QUOTED, sentence.stop))
            return [noun] if noun is not None and not is_medium(scene, noun) else []
    return []


def _clause_tokens(scene: Scene, found: Found) -> list[int]:
    """Tokens of the cue clause: what hangs on the cue or its source, outside the content."""
    assert found.head is not None
    content = {k for s in found.content for k in scene.parse.between(*s)}
    sentence = scene.sentence(found.head)
    own = set(branch(scene, found.head))
    for k in found.speakers:
        if k in sentence:
            own.update(branch(scene, k))
    after = max((*found.cue, *(k for k in found.speakers if k in sentence)), default=found.head)
    k = after + 1
    while (
        k < sentence.stop
        and k not in content
        and scene.inside[k] == scene.inside[found.head]
        and scene.tokens[k].text not in (":", ";", ".")
    ):
        own.add(k)
        k += 1
    before = min((*found.cue, *(k for k in found.speakers if k in sentence)))
    if not content or min(content) > before:
        own.update(
            m for m in range(sentence.start, before) if m not in content and scene.inside[m] == scene.inside[found.head]
        )
    return sorted(m for m in own if m not in content and m in sentence and scene.inside[m] == scene.inside[found.head])


def _moment(scene: Scene, found: Found, place: list[int], result: Circumstances) -> None:
    """The moment that hangs on the cue, else the one nearest to it in its clause."""
    assert found.head is not None
    inside, own = set(place), set(branch(scene, found.head))
    near = []
    for moment in scene.draft.moments:
        tokens = scene.parse.between(*moment.span)
        if tokens and tokens[0] in inside:
            near.append((tokens[0] not in own, abs(tokens[0] - found.head), moment.span))
    result.said = min(near)[2] if near else None


def _place(scene: Scene, found: Found, place: list[int], result: Circumstances) -> None:
    """Where it was said: a place or building that hangs on the cue by a preposition of place."""
    assert found.head is not None
    inside = set(place)
    own = scene.tokens[found.head].children
    beneath = [c for k in _circumstances(scene, found) if _is_forum(scene, k) for c in scene.tokens[k].children]
    for k in (*own, *beneath):
        if k not in inside or k in found.speakers or scene.preposition(k) not in scene.words("place_prepositions"):
            continue
        mention = next(
            (m for m in scene.draft.mentions_by_token.get(k, ()) if m.kind in ("place", "facility", "state")), None
        )
        named = mention is not None and (mention.mode == "name" or mention.kind == "facility")
        if mention is not None and named and mention.reading is NameReading.LITERAL:
            result.place = mention.span
            return


def _forum(scene: Scene, found: Found, place: list[int], result: Circumstances) -> None:
    """« dans un communiqué », "in an interview": what it was said in, where no outlet tells."""
    assert found.head is not None
    inside = set(place)
    for k in _circumstances(scene, found):
        named = k in inside and _is_forum(scene, k)
        if scene.preposition(k) in scene.words("spokesman_prepositions") and k in inside and can_speak(scene, [k]):
            result.medium = noun_span(scene, k)
            return
        beneath = scene.tokens[scene.tokens[k].head].lower  # « lors d'une conférence »
        if named and {scene.preposition(k).split(" ")[0], beneath} & scene.words("forum_prepositions"):
            result.medium = _without_circumstance(scene, k)
            return


def _is_forum(scene: Scene, k: int) -> bool:
    """A paper, or an occasion or means to speak."""
    known = scene.words("papers") | scene.words("forums")
    return scene.tokens[k].lemma.lower() in known or scene.tokens[k].lower in known


def _circumstances(scene: Scene, found: Found) -> list[int]:
    """What hangs on the cue, and what does so by an adverb before its preposition: « lors d'une conférence »."""
    assert found.head is not None
    own = scene.tokens[found.head].children
    adverbs = [k for k in own if scene.tokens[k].lower in scene.words("forum_prepositions")]
    return [*own, *(c for k in adverbs for c in scene.tokens[k].children)]


def _without_circumstance(scene: Scene, k: int) -> Span:
    """A noun phrase up to a preposition other than « de »: "the BBC in Geneva" is the BBC."""
    whole = noun_span(scene, k)
    for i in scene.parse.between(scene.tokens[k].end, whole.end):
        token = scene.tokens[i]
        if token.start in scene.draft.timed_starts:
            return Span(whole.start, scene.tokens[i - 1].end)
        if token.dep == "case" and scene.contractions.get(token.lower, token.lower) not in scene.words("of"):
            return Span(whole.start, scene.tokens[i - 1].end)
    return whole


def is_medium(scene: Scene, k: int) -> bool:
    """A known outlet or agency by name, or a noun that names one."""
    token = scene.tokens[k]
    names = scene.words("media")
    if token.pos in ("PROPN", "NOUN", "X", "ADJ") and token.text in names:
        return True
    if token.pos == "PROPN" and token.text in scene.words("media_endings"):
        return True
    if token.pos == "PROPN" and _is_outlet(scene, k):
        return True
    two = f"{token.text} {scene.tokens[k + 1].text}" if k + 1 < len(scene.tokens) else ""
    return two in names or (
        token.lemma.lower() in scene.words("medium_nouns") and token.pos == "NOUN" and _has_name(scene, k)
    )


@lru_cache(maxsize=1)
def _outlets() -> frozenset[str]:
    """Names of agencies, papers and stations, in small letters."""
    names = {name.lower() for row in world("outlets") for name in row["names"].split(";")}
    return frozenset(names | {bare for name in names for bare in [_without_article(name)]})


def _without_article(name: str) -> str:
    """« au Monde » names « Le Monde »."""
    for article in ("le ", "la ", "les ", "l'", "the "):
        if name.startswith(article):
            return name[len(article) :]
    return name


def _is_outlet(scene: Scene, k: int) -> bool:
    """Whether a known outlet is named here: « au Monde », "the Herald"."""
    for mention in scene.draft.mentions_by_token.get(k, ()):
        if mention.kind == "organisation" and mention.mode == "name":
            known = scene.draft.entity_by_id.get(mention.entity)
            return known is not None and any(name.lower() in _outlets() for name in known.names)
    return False


def _has_name(scene: Scene, k: int) -> bool:
    return any(scene.tokens[c].pos == "PROPN" and c > k for c in scene.tokens[k].children) or _is_capital(scene, k + 1)


def _is_capital(scene: Scene, k: int) -> bool:
    """Whether a token is a name, or a noun with a capital that the model took for none: « l'agence Tass »."""
    if k >= len(scene.tokens) or scene.tokens[k].pos not in ("PROPN", "NOUN", "ADJ", "X"):
        return False
    return scene.tokens[k].pos == "PROPN" or scene.tokens[k].text[0].isupper()


def _with_name(scene: Scene, k: int, span: Span) -> Span:
    """« la chaîne Al Jazeera »: the noun for an outlet with the name right after it."""
    last = scene.parse.between(*span)[-1]
    if scene.tokens[k].lemma.lower() not in scene.words("medium_nouns"):
        return span
    while _is_capital(scene, last + 1) and scene.inside[last + 1] == scene.inside[k]:
        last += 1
    return Span(span.start, scene.tokens[last].end)


def _covered(scene: Scene, found: Found, k: int) -> bool:
    """Whether a medium stands in the source itself, as its head or in apposition to it."""
    token = scene.tokens[k]
    return k in found.speakers or (
        any(s.holds(token.span) for s in found.source)
        and token.head in found.speakers
        and token.dep in ("flat", "appos", "compound")
    )


def _add_medium(scene: Scene, k: int, result: Circumstances) -> None:
    span = _with_name(scene, k, _without_circumstance(scene, k))
    head = scene.tokens[k]
    if scene.tokens[head.head].pos == "PROPN" and head.dep in ("flat", "compound"):
        span = noun_span(scene, head.head)
    if any(link.span.overlaps(span) for link in result.links):
        return
    entity = _entity(scene, span)
    if entity is not None and any(link.speaker == entity for link in result.links):
        return
    result.medium = result.medium or span
    result.links.append(Link(entity, span))


def _entity(scene: Scene, span: Span) -> str | None:
    for k in scene.parse.between(*span):
        for mention in scene.draft.mentions_by_token.get(k, ()):
            if mention.kind == "organisation":
                return mention.entity
    return None


def _addressee(scene: Scene, found: Found, place: list[int], result: Circumstances) -> None:
    """« à X », "told X": the person or body that the cue is said to."""
    assert found.head is not None
    inside = set(place)
    for k in scene.tokens[found.head].children:
        token = scene.tokens[k]
        if k not in inside or k in found.speakers or token.pos not in ("NOUN", "PROPN", "PRON"):
            continue
        told = token.dep == "iobj" or (
            token.dep == "obj" and scene.language == "en" and scene.tokens[found.head].lemma in scene.words("told")
        )
        if told or (
            token.dep == "obl"
            and scene.preposition(k) in scene.words("addressee_prepositions")
            and _can_hear(scene, k)
            and noun_span(scene, k) not in (result.medium, result.place)
        ):
            result.addressee = noun_span(scene, k)
            return


def _can_hear(scene: Scene, k: int) -> bool:
    entity = scene.draft.entity_at(k)
    known = scene.draft.entity_by_id.get(entity) if entity else None
    if known is not None:
        return known.kind in ("person", "organisation", "state", "group")
    return scene.tokens[k].pos == "NOUN" and can_speak(scene, [k]) and not _is_forum(scene, k)
