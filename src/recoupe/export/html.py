"""The whole ledger as one page of HTML that opens offline: claims with every voice, pictures, reports with what is cited marked."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from importlib.resources import files
from itertools import pairwise

from recoupe.export.brief.build import brief_of
from recoupe.export.brief.part import whole
from recoupe.export.brief.records import ClaimItem, Options
from recoupe.export.html_faces import faces_part
from recoupe.export.html_note import NOTE, note_part
from recoupe.export.html_parts import Cited, claim_part, origin_part
from recoupe.export.html_views import figure_parts, map_part, timeline_part
from recoupe.export.wording import wording
from recoupe.ledger import Ledger
from recoupe.link.entry import Entry
from recoupe.model.ledger import Claim

__all__ = ["ledger_html"]

_EVERY = 1_000_000
"""Items of a section: all."""


@lru_cache(maxsize=1)
def _style() -> str:
    """The style of the pages, as the server sends it too."""
    return (files("recoupe.export.pictures") / "style.css").read_text(encoding="utf-8")


def ledger_html(ledger: Ledger, language: str) -> str:
    """Return the ledger as one HTML document without script, worded in a language; it loads nothing."""
    return "".join(_Page(ledger, language).parts())


class _Page:
    """A document in the making: what is cited in claims, figures and pictures is marked in the reports that follow."""

    def __init__(self, ledger: Ledger, language: str) -> None:
        self.book, self.w = whole(ledger, language), wording(language)
        self.cited = Cited(self.book, self.w)
        self.brief = brief_of(self.book, Options(language, top=_EVERY))
        self.claims = {c.id: c for c in self.book.links.claims}

    def parts(self) -> Iterator[str]:
        """Yield the document from head to foot."""
        digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
        title = escape(self.w.text("brief"))
        yield f'<!doctype html>\n<html lang="{self.w.language}"><head><meta charset="utf-8">'
        yield f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'\">"
        yield '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">'
        yield f"<title>{title}</title><style>{_style()}</style></head>"
        note, sections = note_part(self.cited, self.brief), dict(self._sections())
        yield f'<body class="offline"><header><span class="brand">Recoupe</span><nav aria-label="{title}"><ul><li><a href="#{NOTE}">{title}</a></li>'
        yield from (f'<li><a href="#h-{key}">{escape(self.w.text(f"sections.{key}"))}</a></li>' for key in sections)
        yield f'</ul></nav></header><main id="main">{note}'
        for key, items in sections.items():
            yield f'<section aria-labelledby="h-{key}"><h2 id="h-{key}">{escape(self.w.text(f"sections.{key}"))}</h2>\n'
            yield from items
            yield "</section>\n"
        yield "</main></body></html>\n"

    def _sections(self) -> Iterator[tuple[str, Iterable[str]]]:
        """Key and parts of each section; the reports come last, when all that is cited is known."""
        for section in self.brief.sections:
            items = [i for i in section.items if isinstance(i, ClaimItem)]
            if items:
                yield section.key, [self._claim(self.claims[i.id]) for i in items]
        links = self.book.links
        if links.histories:
            yield "figures", list(figure_parts(self.cited, links.histories))
        if links.happenings:
            yield "happened", [timeline_part(self.cited, links.happenings)]
            if drawn := map_part(self.cited, links.happenings):
                yield "places", [drawn]
        if any(len(o.reports) > 1 for o in links.origins):
            yield "copied", [origin_part(self.cited, o) for o in links.origins if len(o.reports) > 1]
        yield "reports", [self._report(e) for e in self.book.ordered]

    def _claim(self, claim: Claim) -> str:
        return claim_part(self.cited, claim, faces_part(self.cited, claim))

    def _report(self, entry: Entry) -> str:
        r = entry.report
        day = self.cited.phrases.day(r.day.isoformat() if r.day else None)
        about = " · ".join(x for x in (r.outlet or "", day, r.name) if x)
        return (
            f'<article id="{r.id}"><h3><bdi>{escape(r.title or r.name)}</bdi></h3><p class="meta"><bdi>{escape(about)}</bdi></p>'
            f'<div class="text words" dir="auto" lang="{escape(entry.reading.language)}">{"".join(self._text(entry))}</div></article>\n'
        )

    def _text(self, entry: Entry) -> Iterator[str]:
        """The text, unchanged, with an anchor where each cited passage begins."""
        text, spans = entry.report.text, sorted(self.cited.spans.get(entry.id, ()))
        starts: dict[int, list[tuple[int, int]]] = {}
        for span in spans:
            starts.setdefault(span[0], []).append(span)
        end = 0
        for left, right in pairwise(sorted({0, len(text), *(x for span in spans for x in span)})):
            for span in starts.get(left, ()):
                yield f'<span id="{entry.id}-{span[0]}-{span[1]}"></span>'
                end = max(end, span[1])
            piece = escape(text[left:right])
            yield f"<mark>{piece}</mark>" if left < end else piece
