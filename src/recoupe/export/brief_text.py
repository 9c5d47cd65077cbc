"""The brief in plain text: for 80 columns, narrower and wider; no colour is needed to read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

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
    RowItem,
    Section,
    SpeakerItem,
    Voice,
)
from recoupe.export.layout import columns, cut, flush, plain, rule, wrapped
from recoupe.export.phrases import Phrases
from recoupe.export.wording import wording

__all__ = ["brief_text", "item_text"]

LEAST = 40
"""Columns below which lines are let run over."""

_DATE = 15
"""Columns for the date of an event, with its hour."""

_NARROW = 66
"""Columns under which a quotation is given one more line, or it would say nothing."""

_LABEL = 11
"""Columns for a stance, a date or a question's head: the longest stance and a space."""


def brief_text(brief: Brief, width: int = 80) -> str:
    """Return the brief as text of at most ``width`` columns, ending in a line break."""
    page = _Page(Phrases(wording(brief.language)), max(width, LEAST))
    lines = list(page.header(brief.header))
    for section in brief.sections:
        lines += ["", *page.section(section)]
    return plain("\n".join(line.rstrip() for line in lines) + "\n")


def item_text(items: Sequence[Item], language: str, width: int = 80) -> str:
    """Return items as the brief prints them, without sections and with their ids: what the asking commands print."""
    page = _Page(Phrases(wording(language)), max(width, LEAST), ids=True)
    lines: list[str] = []
    for i, item in enumerate(items):
        if i and isinstance(item, ClaimItem | HistoryItem):
            lines.append("")
        lines += page.item(item)
    return plain("".join(line.rstrip() + "\n" for line in lines))


class _Page:
    def __init__(self, phrases: Phrases, width: int, *, ids: bool = False) -> None:
        self.p = phrases
        self.w = phrases.w
        self.width = width
        self.ids = ids
        self.key = ""

    # -------------------------------------------------------------- head

    def header(self, head: Header) -> Iterator[str]:
        yield from wrapped(f"{self.p.heading(head)} · {self.p.extent(head)}", self.width)
        if not head.reports:
            yield ""
            yield from wrapped(self.w.text("empty_ledger"), self.width)
            return
        yield from wrapped(self.p.provenance(head), self.width)
        if head.standings:
            yield from wrapped(self.p.tally(head), self.width)
        if len(head.stories) > 1:
            yield ""
            for story in head.stories:
                size = f"{self.w.count('reports', story.reports)} · {story.id}"
                yield from flush(wrapped(cut(story.title, self.width - len(size) - 4), self.width, 1), size, self.width)
            if head.more_stories:
                yield from wrapped(self.w.text("stories_more", n=head.more_stories), self.width, 1)

    def section(self, section: Section) -> Iterator[str]:
        total = len(section.items) + section.more
        self.key = section.key
        yield rule(self.w.text(f"sections.{section.key}").upper(), str(total), self.width)
        spaced = section.key in ("several", "disputed", "debunked", "retracted", "single", "figures", "changed", "new")
        for i, item in enumerate(section.items):
            if i and spaced:
                yield ""
            yield from self.item(item)
        if section.more:
            if spaced:
                yield ""
            key = "more" if section.command else "more_bare"
            yield from wrapped(self.w.count(key, section.more, command=section.command or ""), self.width, 1, 3)

    def item(self, item: Item) -> Iterator[str]:
        printers: dict[type, Callable[..., Iterator[str]]] = {
            ClaimItem: self.claim, HistoryItem: self.history, EventItem: self.event, SpeakerItem: self.speaker,
            CopyItem: self.copy, Question: self.question, ReportItem: self.report,
        }  # fmt: skip
        return printers[type(item)](item)

    # -------------------------------------------------------------- items

    def claim(self, claim: ClaimItem) -> Iterator[str]:
        title = wrapped(self.p.title(claim.title, 2 * self.width - 12), self.width, 1, 3)
        yield from flush(title, claim.id if self.ids else "", self.width)
        if claim.grounds[0] not in ("reported", "not_independent") or self.key == "several":
            yield from wrapped(self.p.verdict(claim), self.width, 3)
        for number, voice in enumerate(claim.voices, start=1):
            yield from self.voice(voice, claim, paired=claim.facing is not None and number <= PAIR)
            if claim.facing and number == PAIR:
                yield from wrapped(f"≠ {claim.facing.sentence}", self.width, 3 + _LABEL, 5 + _LABEL)
        if claim.more:
            yield from wrapped(self.w.count("more", claim.more, command=f"recoupe claims {claim.id}"), self.width, 3)

    def voice(self, voice: Voice, claim: ClaimItem, *, paired: bool = False) -> Iterator[str]:
        head = columns(f"   {self.p.stance(voice)}", self.p.speaker(voice), 3 + _LABEL)
        same = voice.passage.report == claim.title.report and claim.title.start <= voice.passage.start < claim.title.end
        # the title says what is claimed; who speaks against it is given more room, as are two who are set face to face
        lines = 2 if voice.side == "against" or paired else 1
        yield from self.quoted(head, None if same else voice.passage, voice.passage.place, (3 + _LABEL, lines))

    def quoted(self, head: str, passage: Passage | None, place: str, room: tuple[int, int]) -> list[str]:
        """A line with its quotation and its place: on one line where they fit, else the quotation below.

        ``room`` is the indent of the quotation and the most lines it may take.
        """
        indent, most = room
        most += self.width < _NARROW
        least = 24  # columns: in less, no quotation says anything
        fitting = max(most * (self.width - indent) - len(place) - 6 * most, least)
        words = self.p.quote(passage, fitting) if passage else ""
        if len(head) + len(words) + len(place) + 4 <= self.width:
            return flush([f"{head}  {words}" if words else head], place, self.width)
        lines = wrapped(head, self.width, 0, indent)
        return flush([*lines, *(wrapped(words, self.width, indent) if words else [])], place, self.width)

    def history(self, history: HistoryItem) -> Iterator[str]:
        yield from flush(wrapped(self.p.measure(history), self.width, 1, 3), self.p.bounds(history), self.width)
        if self.ids:
            yield f"   {history.id}"
        for row in history.rows:
            yield from self.row(row)
        for sentence in self.p.relations(history):
            yield from wrapped(sentence, self.width, 3)
        if history.more:
            command = f"recoupe figures --history {history.id}"
            yield from wrapped(self.w.count("more", history.more, command=command), self.width, 3)

    def row(self, row: RowItem) -> Iterator[str]:
        head = columns(f"   {self.p.day(row.day)}", self.p.amount(row), 3 + _LABEL)
        yield from self.quoted(
            columns(head, self.p.row_source(row), 3 + _LABEL + 10), row.passage, row.passage.place, (3 + _LABEL, 1)
        )

    def event(self, event: EventItem) -> Iterator[str]:
        head = columns(f" {self.p.date(event)}", self.p.event(event), 1 + _DATE)
        yield from self.quoted(head, event.passage, event.passage.place, (1 + _DATE, 2))

    def speaker(self, person: SpeakerItem) -> Iterator[str]:
        heard = self.p.heard(person)
        lines = wrapped(" " + self.p.person(person), self.width, 0, 3)
        yield from flush([*lines, *(wrapped(heard, self.width, 5) if heard else [])], person.first.place, self.width)

    def copy(self, copy: CopyItem) -> Iterator[str]:
        yield from wrapped(self.p.copied(copy), self.width, 1, 3)
        for label, outlet, rule_name, detail, share in copy.copies:
            yield from wrapped(
                columns(
                    f"   {label}",
                    f"{outlet}{self.w.table['colon']} {self.p.reason(rule_name, detail, share)}" if detail else outlet,
                    3 + 6,
                ),
                self.width,
                0,
                9,
            )

    def question(self, question: Question) -> Iterator[str]:
        lines = wrapped(
            f"{self.p.asks(question)}{self.w.table['colon']} {self.p.quote(question.passage, 140)}", self.width, 1, 3
        )
        yield from flush(lines, question.passage.place, self.width)

    def report(self, report: ReportItem) -> Iterator[str]:
        head = columns(f" {report.label}", self.p.day(report.day), 6)
        head = columns(head, cut(report.outlet or "", 20), 6 + 9)
        yield cut(columns(head, f"{self.p.relation_of(report)}{report.title}", 6 + 9 + 22), self.width)
