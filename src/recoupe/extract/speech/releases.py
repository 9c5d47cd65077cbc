"""Releases and statements given in full: what stands in them is said by whoever issued them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from recoupe.extract.speech.apart import set_apart
from recoupe.extract.speech.newcomers import named_entity, new_entity
from recoupe.extract.speech.scene import Found, Release, Scene
from recoupe.extract.speech.turns import forms
from recoupe.model.span import Span
from recoupe.model.words import EntityKind, Stance

__all__ = ["given_in_full", "with_issuers"]

_LINE = 14
"""Words of a line at most for it to be a heading or an end mark."""

_ABOVE = 3
"""Lines above the heading of a report that is a release as a whole: headline, place and date, logo."""

_DATELINE = 160
"""Code points from the start of a paragraph within which a service's name is part of its dateline."""

_SPEAK = ("organisation", "person", "state", "group")

_MARKS = " \u00a0\u202f*_-–—=#(["


def given_in_full(scene: Scene) -> list[Found]:
    """Note the releases of a report in ``scene.released``; return a find for each paragraph of a text given in full.

    Must come before anything is sought: a text given in full is set apart like a quotation.
    """
    blocks = scene.parse.blocks
    small = [_small(scene, block) for block in blocks]
    known = forms(scene.language)
    found: list[Found] = []
    for n, text in enumerate(small):
        if scene.released and blocks[n].start < scene.released[-1].span.end:
            continue
        if n + 1 < len(blocks) and text.endswith((":", ".")) and _any_in(text, known["given_in_full"]):
            found.extend(_in_full(scene, small, n))
        elif _heads(text, known) or _is_sent_out(text, known["release_services"]):
            _release(scene, small, n)
    _note(scene)
    return found


def with_issuers(scene: Scene, narrated: list[Found]) -> list[Found]:
    """What a release tells in its own voice is its issuer's; other statements in it were made in the release."""
    if scene.released:
        for item in narrated:
            release = _around(scene, item)
            if release is not None:
                item.frame, item.known, item.medium = "released", release.issuer, release.heading
        for item in scene.found:
            release = _around(scene, item)
            if release is not None and item.frame != "hearsay":
                item.medium = release.heading
    return narrated


def _around(scene: Scene, item: Found) -> Release | None:
    return next((r for r in scene.released if r.span.holds(item.content[0])), None)


def _small(scene: Scene, block: Span) -> str:
    return scene.text[block.start : block.end].replace("’", "'").replace("\u00a0", " ").lower().strip(_MARKS + "\n")


def _any_in(text: str, phrases: frozenset[str]) -> bool:
    return any(phrase in text for phrase in phrases)


def _opens(text: str, phrases: frozenset[str], *, short: bool = False) -> bool:
    """Whether a line begins with a phrase as a word; a ``short`` one has no full stop, unless it is all there is."""
    for phrase in phrases:
        if text.startswith(phrase) and not text[len(phrase) : len(phrase) + 1].isalnum():
            rest = text[len(phrase) :].strip(" .:)]*-–—")
            if not short or not rest or (len(text.split()) <= _LINE and not text.endswith((".", "!", "?", "»", '"'))):
                return True
    return False


def _heads(text: str, known: Mapping[str, frozenset[str]]) -> bool:
    """Whether a paragraph is the heading of a release, one that tells at length for whom it is sent out too."""
    phrases = known["release_headings"]
    return _opens(text, phrases, short=True) or (_opens(text, phrases) and _any_in(text, known["release_for"]))


def _is_sent_out(text: str, services: frozenset[str]) -> bool:
    """A dateline such as « LYON, le 3 mars /PRNewswire/ -- … »; the bare word for a release only in brackets."""
    start = text[:_DATELINE]
    return any(
        f"({s})" in start or f"--{s}--" in start or (s.startswith("/") and s in start) or f"/{s}/" in start
        for s in services
    )


def _end(scene: Scene, small: list[str], first: int) -> int:
    """Number of the paragraph that ends a release whose words begin with paragraph ``first``."""
    known = forms(scene.language)
    for n in range(first, len(small)):
        line = scene.text[slice(*scene.parse.blocks[n])].strip()
        raw = line.lower().replace("’", "'")
        if any(_opens(t, known["release_ends"]) for t in (raw, small[n])) and len(raw.split()) <= _LINE:
            return n
        if n > first and _opens_source(line, known["release_sources"]):
            return n
    return len(small)


def _opens_source(line: str, sources: frozenset[str]) -> bool:
    """« SOURCE Portalis »: the last line of a release, in capitals."""
    return line[:6].isupper() and line.lower().startswith(tuple(sources)) and len(line.split()) <= _LINE


def _release(scene: Scene, small: list[str], n: int) -> None:
    """A release whose heading, or first paragraph with the name of a service, is paragraph ``n``."""
    blocks = scene.parse.blocks
    known = forms(scene.language)
    heading = _heads(small[n], known)
    body = n + 1 if heading else n
    end = _end(scene, small, body)
    above = all(not t.endswith((".", "!", "?", "»", '"', ":")) for t in small[:n])
    told = heading and not _opens(small[n], known["release_headings"], short=True)  # whoever sends it out says so
    first = 0 if n <= _ABOVE and above and not told else body
    if end > body:
        words = _phrase(scene, blocks[n], "release_headings" if heading else "release_services")
        issuer = _named_source(scene, end) or (_headed_by(scene, blocks[n], words) if heading else None)
        issuer = issuer or _subject(scene, body, end)
        scene.released.append(Release(Span(blocks[first].start, blocks[end - 1].end), issuer, words))


def _phrase(scene: Scene, block: Span, name: str) -> Span:
    """The words of a paragraph that are a phrase of a list: the first, and the longest there; the paragraph without any."""
    text = scene.text[block.start : block.end].replace("’", "'").replace("\u00a0", " ").lower()
    places = [(text.find(p), -len(p)) for p in forms(scene.language)[name] if p in text]
    at, size = min(places, default=(0, -block.size))
    return Span(block.start + at, min(block.start + at - size, block.end))


def _headed_by(scene: Scene, block: Span, words: Span) -> tuple[str, Span] | None:
    """Whom a heading names: « diffusé par une agence pour le compte de Portalis », else the first one behind its words."""
    text = scene.text[words.end : block.end].replace("’", "'").replace("\u00a0", " ")
    ends = [
        at + len(phrase) for phrase in forms(scene.language)["release_for"] if (at := text.lower().find(phrase)) >= 0
    ]
    if not ends:
        return _named_in(scene, Span(words.end, block.end))
    start = max(ends) + len(text[max(ends) :]) - len(text[max(ends) :].lstrip())
    span = Span(words.end + start, words.end + start + len(re.split(r"[.,;:()\n]", text[start:])[0].rstrip()))
    return _named_in(scene, span) or (named_entity(scene, span, EntityKind.ORGANISATION), span)


def _in_full(scene: Scene, small: list[str], n: int) -> list[Found]:
    """The paragraphs after one that announces them, up to an end mark or to where the report speaks again."""
    blocks = scene.parse.blocks
    words = _phrase(scene, blocks[n], "given_in_full")
    issuer = _named_in(scene, Span(words.end, blocks[n].end)) or _named_in(scene, Span(blocks[n].start, words.start))
    end = _where_told_of(scene, range(n + 1, _end(scene, small, n + 1)), issuer)
    if end == n + 1:
        return []
    scene.released.append(Release(Span(blocks[n + 1].start, blocks[end - 1].end), issuer, words))
    numbers = set_apart(scene, [(block, False) for block in blocks[n + 1 : end]])
    found = []
    for number, block in zip(numbers, blocks[n + 1 : end], strict=True):
        content = scene.bare(scene.quotes[number].inner if number >= 0 else block)
        taken = (number,) if number >= 0 else ()
        scene.used.update(taken)
        if content is not None:
            found.append(Found((content,), (), (), (), Stance.SAYS, "answer", quotes=taken, known=issuer))
    return found


def _where_told_of(scene: Scene, body: range, issuer: tuple[str, Span] | None) -> int:
    """Where a text in the first person gives way to the report: at a paragraph that names the issuer, without « nous »."""
    first = forms(scene.language)["first_person"]
    mine = [any(scene.tokens[k].lower in first for k in scene.parse.between(*scene.parse.blocks[n])) for n in body]
    if issuer is None or not mine or not mine[0]:
        return body.stop
    for n, own in zip(body, mine, strict=True):
        if not own and any(m.entity == issuer[0] for m in scene.draft.mentions_in(scene.parse.blocks[n])):
            return n
    return body.stop


def _named_source(scene: Scene, end: int) -> tuple[str, Span] | None:
    """« SOURCE Portalis » after a release."""
    for block in scene.parse.blocks[end:]:
        line = scene.text[block.start : block.end]
        if _opens_source(line.strip(), forms(scene.language)["release_sources"]):
            start = block.start + len(line) - len(line[6:].lstrip(" :\u00a0"))
            span = Span(start, block.end)
            return _named_in(scene, span) or (named_entity(scene, span, EntityKind.ORGANISATION), span)
    return None


def _named_in(scene: Scene, span: Span) -> tuple[str, Span] | None:
    """The first body or person named in some words, else described."""
    found = [m for m in scene.draft.mentions_in(span) if m.kind in _SPEAK and span.holds(m.span)] if span.size else []
    found.sort(key=lambda m: (m.mode != "name", m.span))
    return (found[0].entity, found[0].span) if found and found[0].mode != "pronoun" else None


def _subject(scene: Scene, body: int, end: int) -> tuple[str, Span] | None:
    """Whom the first sentence that has a subject is about, where that can speak: a release opens with its issuer."""
    for sentence in scene.parse.sentences:
        if not body <= sentence.block < end:
            continue
        for k in range(sentence.first, sentence.last):
            token = scene.tokens[k]
            if token.dep not in ("nsubj", "nsubj:pass") or scene.inside[k] >= 0:
                continue
            entity = scene.draft.entity_at(k)
            known = scene.draft.entity_by_id.get(entity) if entity else None
            if known is not None:
                speaks = known.kind in _SPEAK or token.pos == "PROPN"  # a firm that bears the name of a place
                return (known.id, token.span) if speaks else None
            return (new_entity(scene, k), token.span) if token.pos == "PROPN" or _is_bare_name(scene, k) else None
    return None


def _is_bare_name(scene: Scene, k: int) -> bool:
    """« Portalis annonce … »: a noun without an article that opens a French sentence is a name."""
    bare = not any(scene.tokens[c].pos == "DET" for c in scene.tokens[k].children)
    return scene.language == "fr" and bare and scene.tokens[k].pos == "NOUN" and scene.tokens[k].text[0].isupper()


def _note(scene: Scene) -> None:
    for release in scene.released:
        if release.issuer is None:
            scene.draft.note("release-no-issuer", release.heading, "a release whose issuer is not told")
