"""The brief in Markdown (CommonMark): headings, lists, places as code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from recoupe.export.brief.records import (
    PAIR,
    Brief,
    ClaimItem,
    CopyItem,
    EventItem,
    Header,
    HistoryItem,
    Item,
    Passage,
    Question,
    ReportItem,
    Section,
    SpeakerItem,
)
from recoupe.export.layout import plain
from recoupe.export.phrases import Phrases
from recoupe.export.wording import wording

__all__ = ["brief_markdown"]

_QUOTE = 200
"""Characters of a quotation: a page has more room than a terminal."""


def brief_markdown(brief: Brief) -> str:
    """Return the brief as Markdown."""
    page = _Page(Phrases(wording(brief.language)))
    lines = [*page.header(brief.header)]
    for section in brief.sections:
        lines += ["", *page.section(section)]
    return plain(re.sub(r"\n{3,}", "\n\n", "\n".join(lines) + "\n"))


def escaped(words: str) -> str:
    """Words that mean themselves in Markdown, whatever marks they hold."""
    return re.sub(r"([\\`*_\[\]<>#|~])", r"\\\1", words)


class _Page:
    def __init__(self, phrases: Phrases) -> None:
        self.p = phrases
        self.w = phrases.w

    def header(self, head: Header) -> Iterator[str]:
        yield f"# {self.p.heading(head)}"
        yield ""
        if not head.reports:
            yield self.w.text("empty_ledger")
            return
        yield f"{escaped(self.p.extent(head))}  "
        yield escaped(self.p.provenance(head)) + ("  " if head.standings else "")
        if head.standings:
            yield self.p.tally(head)
        if len(head.stories) > 1:
            yield ""
            for story in head.stories:
                yield f"- {escaped(story.title)}{self.w.table['colon']} {self.w.count('reports', story.reports)} (`{story.id}`)"
            if head.more_stories:
                yield f"- {self.w.text('stories_more', n=head.more_stories)}"

    def section(self, section: Section) -> Iterator[str]:
        yield f"## {self.w.text('sections.' + section.key)} ({len(section.items) + section.more})"
        yield ""
        for item in section.items:
            yield from self.item(item)
        if section.more:
            command = f"`{section.command}`" if section.command else ""
            yield self.w.count("more" if command else "more_bare", section.more, command=command)

    def item(self, item: Item) -> Iterator[str]:
        printers: dict[type, Callable[..., Iterator[str]]] = {
            ClaimItem: self.claim, HistoryItem: self.history, EventItem: self.event, SpeakerItem: self.speaker,
            CopyItem: self.copy, Question: self.question, ReportItem: self.report,
        }  # fmt: skip
        return printers[type(item)](item)

    def quote(self, passage: Passage) -> str:
        return f"{escaped(self.p.quote(passage, _QUOTE))} `{passage.place}`"

    def claim(self, claim: ClaimItem) -> Iterator[str]:
        yield f"### {escaped(self.p.title(claim.title, _QUOTE))}"
        yield ""
        yield f"*{escaped(self.p.verdict(claim))}*"
        yield ""
        for number, voice in enumerate(claim.voices, start=1):
            yield f"- **{self.p.stance(voice)}** {escaped(self.p.speaker(voice))}{self.w.table['colon']} {self.quote(voice.passage)}"
            if claim.facing and number == PAIR:
                yield f"    - ≠ {escaped(claim.facing.sentence)}"
        if claim.more:
            yield f"- {self.w.count('more', claim.more, command=f'`recoupe claims {claim.id}`')}"
        yield ""

    def history(self, history: HistoryItem) -> Iterator[str]:
        bounds = self.p.bounds(history)
        yield f"### {escaped(self.p.measure(history))}" + (f" ({bounds})" if bounds else "")
        yield ""
        for row in history.rows:
            head = f"{self.p.day(row.day)}, **{self.p.amount(row)}**, {escaped(self.p.row_source(row))}"
            yield f"- {head}{self.w.table['colon']} {self.quote(row.passage)}"
        if history.more:
            yield f"- {self.w.count('more', history.more, command=f'`recoupe figures --history {history.id}`')}"
        sentences = self.p.relations(history)
        if sentences:
            yield ""
            yield escaped("; ".join(sentences)) + "."
        yield ""

    def event(self, event: EventItem) -> Iterator[str]:
        yield f"- **{self.p.date(event)}** {escaped(self.p.event(event))}{self.w.table['colon']} {self.quote(event.passage)}"

    def speaker(self, person: SpeakerItem) -> Iterator[str]:
        yield f"- {escaped(self.p.person(person))}; {escaped(self.p.heard(person))} `{person.first.place}`"

    def copy(self, copy: CopyItem) -> Iterator[str]:
        yield f"- {escaped(self.p.copied(copy))}"
        for label, outlet, rule, detail, share in copy.copies:
            why = self.p.reason(rule, detail, share)
            yield f"    - {escaped(label)} {escaped(outlet)}" + (
                f"{self.w.table['colon']} {escaped(why)}" if why else ""
            )

    def question(self, question: Question) -> Iterator[str]:
        yield f"- {escaped(self.p.asks(question))}{self.w.table['colon']} {self.quote(question.passage)}"

    def report(self, report: ReportItem) -> Iterator[str]:
        head = f"`{report.label}` {self.p.day(report.day)}, {escaped(report.outlet or '')}"
        yield f"- {head}{self.w.table['colon']} {escaped(self.p.relation_of(report) + report.title)}"
