"""Parts of the page that opens offline: claims with their voices and chains, origins with their proofs."""

from __future__ import annotations

from html import escape
from itertools import pairwise

from recoupe.export.brief.book import Book
from recoupe.export.brief.claims import claim_item
from recoupe.export.brief.records import ClaimItem, Passage
from recoupe.export.phrases import Phrases
from recoupe.export.pictures.bars import Proof, bar, draw_bar, proofs
from recoupe.export.pictures.chain import chain
from recoupe.export.pictures.differ import alone
from recoupe.export.pictures.drawn_lanes import draw_lanes
from recoupe.export.pictures.lanes import marks_of_claim
from recoupe.export.wording import Wording
from recoupe.model.ledger import Claim, Origin, Position
from recoupe.model.span import Span

__all__ = ["Cited", "claim_part", "origin_part", "signed"]

_EVERY = 1_000_000
"""Voices of a claim: all."""

_COMPARISONS = 300
"""Pairs of texts compared in one page: each takes some hundredths of a second, and as much room as a report."""

_COMPARED = 8_000
"""Characters compared of each text: a dispatch has three thousand."""


class Cited:
    """What a page says of passages: each is noted, so that its words are marked in the report that follows."""

    def __init__(self, book: Book, w: Wording) -> None:
        self.book, self.w, self.phrases = book, w, Phrases(w)
        self.spans: dict[str, set[tuple[int, int]]] = {}
        self.comparing = _COMPARISONS

    def where(self, report: str, span: Span) -> str:
        """The address of a passage in this page."""
        self.spans.setdefault(report, set()).add((span[0], span[1]))
        return f"#{report}-{span[0]}-{span[1]}"

    def quote(self, passage: Passage, most: int = 400) -> str:
        """Quoted words as an element."""
        return f'<q class="words" dir="auto" lang="{escape(passage.language)}">{escape(self.phrases.quote(passage, most))}</q>'

    def place(self, report: str, span: Span, words: str | None = None) -> str:
        """A link to a passage, by its place or by words."""
        shown = words or f"{self.book.labels[report]}:{span[0]}–{span[1]}"
        kind = "" if words else ' class="place"'
        return f'<a{kind} href="{escape(self.where(report, span))}"><bdi>{escape(shown)}</bdi></a>'

    def cite(self, passage: Passage, most: int = 400) -> str:
        """Quoted words and the link to them."""
        return f"{self.quote(passage, most)} {self.place(passage.report, Span(passage.start, passage.end))}"


def claim_part(on: Cited, claim: Claim, faces: str = "") -> str:
    """Return a claim: its words and standing, unfolded every voice, and how each passage came to its report.

    ``faces`` are its passages for and against, side by side.
    """
    item = claim_item(on.book, claim, _EVERY)
    told = bar(on.book, claim.positions)
    voices = "".join(
        f"<li><b>{escape(on.phrases.stance(v))}</b> · <bdi>{escape(on.phrases.speaker(v))}</bdi> {on.cite(v.passage)}</li>"
        for v in item.voices
    )
    marks = marks_of_claim(on.book, claim)
    picture = (
        draw_lanes(marks, on.w, on.w.text("sections.happened"), on.where) if len({m.lane for m in marks}) > 1 else None
    )
    lanes = f'<div class="picture lanes" tabindex="0">{picture}</div>' if picture else ""
    chains = "".join(_chain(on, p) for p in sorted(claim.positions, key=lambda p: (on.book.rank[p.report], p.span)))
    return (
        f'<details id="{escape(item.id)}"><summary>{on.quote(item.title)}<br>{signed(item, on.phrases.verdict(item))}</summary>'
        f'<div class="bar">{draw_bar(told)}<span>{escape(on.phrases.spread(item.reports, item.origins))}</span></div>'
        f'{faces}<ul class="voices">{voices}</ul>{lanes}{chains}</details>\n'
    )


def signed(item: ClaimItem, words: str) -> str:
    """Words on how a claim stands, behind the sign of its standing."""
    return (
        f'<span class="s-{escape(item.standing)}"><span class="sign" aria-hidden="true"></span>{escape(words)}</span>'
    )


def _chain(on: Cited, position: Position) -> str:
    """Who prints it ← who passed it on ← who said it; each link opens its words where there are some."""
    links = "".join(
        f"<li>{on.place(x.report, x.span, _named(x.name, x.unnamed))}</li>" if x.span
        else f'<li><a href="#{escape(x.report)}"><bdi>{escape(_named(x.name, x.unnamed))}</bdi></a></li>'
        for x in chain(on.book, position)
    )  # fmt: skip
    return f'<ul class="chain">{links}<li class="at">{on.place(position.report, position.span)}</li></ul>'


def _named(name: str, unnamed: bool) -> str:
    return f"« {name[:60]} »" if unnamed else name[:60]


def origin_part(on: Cited, origin: Origin) -> str:
    """Return an origin: its first report, and why each later one goes back to it, with the words that differ."""
    first = on.book.entry[origin.first].report
    items = "".join(_proof(on, p) for p in proofs(on.book, [origin]))
    return (
        f"<details><summary><bdi>{escape(on.w.count('reports', len(origin.reports)))} ← {escape(on.book.labels[origin.first])} "
        f'{escape(first.title or "")}</bdi></summary><ul class="proofs">{items}</ul></details>\n'
    )


def _proof(on: Cited, proof: Proof) -> str:
    spans = " ".join(
        f"{on.place(proof.report, a)} = {on.place(proof.of, b)}" for a, b in proof.spans if a[1] > a[0] and b[1] > b[0]
    )
    credit = f"<br><bdi>{escape(proof.credit)}</bdi>" if proof.credit else ""
    shared = f'<br><q class="words" dir="auto">{escape(proof.shared)}</q>' if proof.shared else ""
    return (
        f"<li>{escape(proof.label)} ← {escape(proof.of_label)} – {escape(on.phrases.reason(proof.rule, proof.detail, proof.score))}"
        f"{credit}<br>{spans}{shared}{_differences(on, proof)}</li>"
    )


def _differences(on: Cited, proof: Proof) -> str:
    """Both texts, folded, with the words that only one of them has; none once many were compared."""
    if on.comparing <= 0:
        return ""
    on.comparing -= 1
    texts = [on.book.entry[r].report.text for r in (proof.of, proof.report)]
    left, right = ((text, Span(0, min(len(text), _COMPARED))) for text in texts)
    marked = zip((left, right), alone(left, right), ("del", "ins"), strict=True)
    sides = "".join(
        f'<div class="text words" dir="auto">{_marked(text[: window.end], spans, name)}{"…" if window.end < len(text) else ""}</div>'
        for (text, window), spans, name in marked
    )
    return f'<details><summary><span aria-hidden="true">[−] [+]</span> {escape(on.w.text("word_by_word"))}</summary><div class="pair">{sides}</div></details>'


def _marked(text: str, spans: list[Span], name: str) -> str:
    inside = {s.start for s in spans}
    cuts = sorted({0, len(text), *(x for s in spans for x in s)})
    parts = []
    for start, end in pairwise(cuts):
        piece = escape(text[start:end])
        parts.append(f"<{name}>{piece}</{name}>" if start in inside else piece)
    return "".join(parts)
