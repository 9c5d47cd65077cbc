"""The whole ledger as one page of HTML that opens offline: claims with every voice, figures, reports with what is cited marked."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise

from recoupe.export.brief.build import brief_of
from recoupe.export.brief.claims import claim_item
from recoupe.export.brief.figures import history_item
from recoupe.export.brief.part import whole
from recoupe.export.brief.records import ClaimItem, Options, Passage
from recoupe.export.phrases import Phrases
from recoupe.export.wording import wording
from recoupe.ledger import Ledger
from recoupe.link.entry import Entry

__all__ = ["ledger_html"]

_EVERY = 1_000_000
"""Items of a section, voices of a claim, rows of a history: all."""

_STYLE = """:root{color-scheme:light dark}body{font:100%/1.5 system-ui,sans-serif;max-width:75ch;margin:0 auto;padding:1rem}
q{quotes:none}q::before,q::after{content:none}.words,bdi{unicode-bidi:isolate;overflow-wrap:anywhere}.text{white-space:pre-wrap}
details{border-bottom:1px solid;padding:.4rem 0}summary{cursor:pointer}li{margin:.3rem 0}code,.place{font-family:monospace}
:target{outline:3px solid;outline-offset:3px}mark{border-bottom:2px solid currentcolor}td,th{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}
"""


def ledger_html(ledger: Ledger, language: str) -> str:
    """Return the ledger as one HTML document without script, worded in a language; it loads nothing."""
    return "".join(_Page(ledger, language).parts())


class _Page:
    """A document in the making: what is cited in claims and figures is marked in the reports that follow."""

    def __init__(self, ledger: Ledger, language: str) -> None:
        self.book, self.w = whole(ledger, language), wording(language)
        self.phrases = Phrases(self.w)
        self.brief = brief_of(self.book, Options(language, top=_EVERY))
        self.claims = {c.id: c for c in self.book.links.claims}
        self.cited: dict[str, set[tuple[int, int]]] = {}

    def parts(self) -> Iterator[str]:
        """Yield the document from head to foot."""
        digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
        title = escape(self.w.text("brief"))
        yield f'<!doctype html>\n<html lang="{self.w.language}"><head><meta charset="utf-8">'
        yield f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'\">"
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{title}</title><style>{_STYLE}</style></head><body><main><h1>{title}</h1>"
        yield f"<p>{escape(self.phrases.extent(self.brief.header))}</p><p>{escape(self.w.text('order'))}</p>"
        for section in self.brief.sections:
            items = [i for i in section.items if isinstance(i, ClaimItem)]
            if items:
                yield from self._section(section.key, (self._claim(i) for i in items))
        if self.book.links.histories:
            yield from self._section("figures", self._figures())
        yield from self._section("reports", (self._report(e) for e in self.book.ordered))
        yield "</main></body></html>\n"

    def _section(self, key: str, items: Iterable[str]) -> Iterator[str]:
        yield f'<section aria-labelledby="h-{key}"><h2 id="h-{key}">{escape(self.w.text(f"sections.{key}"))}</h2>\n'
        yield from items
        yield "</section>\n"

    def _claim(self, item: ClaimItem) -> str:
        full = claim_item(self.book, self.claims[item.id], _EVERY)
        voices = "".join(
            f"<li><b>{escape(self.phrases.stance(v))}</b> · <bdi>{escape(self.phrases.speaker(v))}</bdi> {self._cite(v.passage)}</li>"
            for v in full.voices
        )
        return (
            f'<details id="{escape(item.id)}"><summary>{self._quote(item.title)}<br>{escape(self.phrases.verdict(full))} · '
            f"{escape(self.phrases.spread(full.reports, full.origins))}</summary><ul>{voices}</ul></details>\n"
        )

    def _figures(self) -> Iterator[str]:
        for history in self.book.links.histories:
            item = history_item(self.book, history, _EVERY)
            rows = "".join(
                f"<tr><td>{escape(self.phrases.amount(r))}</td><td>{escape(self.phrases.day(r.day))}</td>"
                f"<td><bdi>{escape(self.phrases.row_source(r))}</bdi></td><td>{self._cite(r.passage)}</td></tr>"
                for r in item.rows
            )
            head = f"{self.phrases.measure(item)} {self.phrases.bounds(item)}"
            yield f"<details><summary><bdi>{escape(head)}</bdi></summary><table><tbody>{rows}</tbody></table></details>\n"

    def _quote(self, passage: Passage) -> str:
        return f'<q class="words" dir="auto" lang="{escape(passage.language)}">{escape(self.phrases.quote(passage, 400))}</q>'

    def _cite(self, passage: Passage) -> str:
        self.cited.setdefault(passage.report, set()).add((passage.start, passage.end))
        link = f"#{passage.report}-{passage.start}-{passage.end}"
        return f'{self._quote(passage)} <a class="place" href="{link}">{escape(passage.place)}</a>'

    def _report(self, entry: Entry) -> str:
        r = entry.report
        about = " · ".join(
            x for x in (r.outlet or "", self.phrases.day(r.day.isoformat() if r.day else None), r.name) if x
        )
        return (
            f'<article id="{r.id}"><h3><bdi>{escape(r.title or r.name)}</bdi></h3><p><bdi>{escape(about)}</bdi></p>'
            f'<div class="text words" dir="auto" lang="{escape(entry.reading.language)}">{"".join(self._text(entry))}</div></article>\n'
        )

    def _text(self, entry: Entry) -> Iterator[str]:
        """The text, unchanged, with an anchor where each cited passage begins."""
        text, spans = entry.report.text, sorted(self.cited.get(entry.id, ()))
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
