"""Phrases of a brief that its text and its Markdown share: who, when, how it stands, in one language's wording."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from recoupe.export.brief.called import foreign
from recoupe.export.brief.records import (
    ClaimItem,
    CopyItem,
    EventItem,
    Header,
    HistoryItem,
    Passage,
    Question,
    ReportItem,
    RowItem,
    SpeakerItem,
    Voice,
)
from recoupe.export.layout import cut
from recoupe.export.wording import Wording, wording
from recoupe.lang import LANGUAGES

__all__ = ["Phrases"]

_LONGEST = 12
"""Characters looked at for each one shown."""

_ROLE = 48
"""Columns of an office or description beside a name; a longer one is a sentence, not an office."""


class Phrases:
    """Phrases in one language."""

    def __init__(self, words: Wording) -> None:
        self.w = words

    # -------------------------------------------------------------- head

    def heading(self, head: Header) -> str:
        """What is printed: the brief, or what changed since a day."""
        return self.w.text("changes", day=self.day_year(head.since)) if head.since else self.w.text("brief")

    def extent(self, head: Header) -> str:
        """How much was read: "17 reports · 10 origins · 16–24 Sept 2025"."""
        parts = [self.w.count("reports", head.reports)]
        if head.reports:
            parts.append(self.w.count("origins", head.origins))
        if head.first:
            parts.append(self.w.days(_day(head.first), _day(head.last)))
        if head.undated:
            parts.append(f"{self.w.whole(head.undated)} {self.w.text('undated')}")
        return " · ".join(parts)

    def provenance(self, head: Header) -> str:
        """Whose reports, in which languages."""
        outlets = [f"{name} {n}" if n > 1 else name for name, n in head.outlets]
        languages = [self.w.count("in_language", n, language=self.language(code)) for code, n in head.languages]
        return " · ".join(x for x in (self.w.listed(outlets, 7), ", ".join(languages)) if x)

    def tally(self, head: Header) -> str:
        """How many claims stand how."""
        total = sum(n for _, n in head.standings)
        parts = ", ".join(f"{self.w.text('standing.' + word)} {self.w.whole(n)}" for word, n in head.standings)
        return f"{self.w.count('claims', total)}{self.w.table['colon']} {parts}"

    def language(self, code: str) -> str:
        """A language's name, or its code where the table has none."""
        return self.w.text(f"languages.{code}")

    def day(self, value: str | None) -> str:
        """A short day."""
        return self.w.day(_day(value))

    def date(self, event: EventItem) -> str:
        """A short date of an event, with its hour where it has one, its year where it is not the report's."""
        hour = self.w.hour(event.date) if event.date else None
        day = self.w.moment(event.date, year=event.other_year)
        return str(self.w.table["day_hour"]).format(day=day, hour=hour) if hour else day

    # -------------------------------------------------------------- quotations

    def quote(self, passage: Passage, most: int) -> str:
        """Quoted words in the marks of their own language, cut where they are long."""
        words = passage.words[: _LONGEST * most]  # of a line of millions, no more is looked at than could be shown
        return wording(passage.language).quote(cut(_bare(words, passage.language), most))

    def quoted(self, words: str, language: str) -> str:
        """Words as they stand, whole, in the marks of their language, or of this wording's for a language without one."""
        marks = wording(language) if language in LANGUAGES else self.w
        return marks.quote(words)

    def day_year(self, value: str | None) -> str:
        """A day with its year."""
        return self.w.day(_day(value), year=True)

    def title(self, passage: Passage, most: int) -> str:
        """A claim's title: its words in marks, as they are somebody's."""
        return self.quote(passage, most)

    # -------------------------------------------------------------- claims

    def verdict(self, claim: ClaimItem) -> str:
        """How a claim stands, since when, by which rule, and how it stood before."""
        colon = self.w.table["colon"]
        word = self.w.text("standing." + claim.standing)
        since = f" {self.w.text('since', day=self.day(claim.since))}" if claim.since else ""
        before = (
            f" ({self.w.text('before', colon=colon, word=self.w.text('standing.' + claim.before))})"
            if claim.before
            else ""
        )
        return f"{word}{since}{colon} {self.grounds(claim)}{before}"

    def grounds(self, claim: ClaimItem) -> str:
        """Why a claim stands so: who decided it, or the rule's own words where that is not told as data."""
        key, names = claim.grounds
        return self.w.text(f"grounds.{key}", names=self.listed(names)) if key else self.reason(claim.rule, claim.why)

    def reason(self, rule: str, detail: str, share: float | None = None) -> str:
        """A rule in words: the language's wording of it where the table has one, else the rule's own detail."""
        if not self.w.has("rules", rule):
            return detail or rule
        percent = "" if share is None else self.w.number(round(share * 100)) + self.w.text("figure.percent")
        return self.w.text(f"rules.{rule}", share=percent)

    def stance(self, voice: Voice) -> str:
        """What the source does with what it says."""
        return self.w.text(f"stance.{voice.stance}")

    def speaker(self, voice: Voice) -> str:
        """Who, in which office, when, through whom, in how many reports."""
        parts = [self.who(voice.who, voice.role, voice.narrated)]
        if voice.day:
            parts.append(self.day(voice.day))
        if voice.anonymous:
            parts.append(self.w.text("unnamed"))
        if voice.hedge != "none":
            parts.append(self.w.text(f"hedge.{voice.hedge}"))
        if voice.via:
            parts.append(self.w.text("via", names=self.listed(voice.via)))
        if voice.reports > 1:
            parts.append(self.spread(voice.reports, voice.origins))
        return " · ".join(parts)

    def who(self, name: str, role: str | None, narrated: bool) -> str:
        """A name with its office; a report's own voice by its outlet."""
        if narrated:
            return self.w.text("report_itself", outlet=name) if name else self.w.text("report_itself_bare")
        return f"{self.named(name)}, {role}" if role and len(role) <= _ROLE else self.named(name)

    def named(self, name: str) -> str:
        """A name; words in another language that only describe stand in its marks, as they are the report's."""
        language = foreign(name, self.w.language)
        return wording(language).quote(name) if language else name

    def listed(self, names: Sequence[str], most: int = 3) -> str:
        """Names in a list."""
        return self.w.listed([self.named(n) for n in names], most)

    def spread(self, reports: int, origins: int) -> str:
        """In how many reports of how many origins."""
        return f"{self.w.count('reports', reports)}, {self.w.count('origins', origins)}"

    # -------------------------------------------------------------- figures

    def measure(self, history: HistoryItem) -> str:
        """What is counted."""
        known = self.w.has("measure", history.measure) and history.measure != "other"
        word = self.w.text(f"measure.{history.measure}") if known else ""
        if known and history.counted and history.counted.casefold() not in _everybody():
            return f"{word}{self.w.table['colon']} {history.counted}"
        unit = history.measure.split(" ")[0]
        return (
            word
            or history.counted
            or (self.w.text(f"counted_in.{unit}") if self.w.has("counted_in", unit) else history.measure)
        )

    def bounds(self, history: HistoryItem) -> str:
        """The figures in order: "≥ 7 → 13–17 → 17"."""
        amounts = list(dict.fromkeys(self.amount(r) for r in history.rows))
        if len(amounts) > 4:
            amounts = [amounts[0], "…", *amounts[-2:]]
        return " → ".join(amounts) if len(amounts) > 1 else ""

    def amount(self, row: RowItem) -> str:
        """A figure in short."""
        return self.w.interval(row.low, row.high, row.unit, row.exactness)

    def row_source(self, row: RowItem) -> str:
        """Who gave a figure, as of when, and what became of it."""
        parts = [self.who(row.who, row.role, row.narrated)]
        if row.also:
            parts.append(self.w.text("also_by", names=self.listed(row.also, 2)))
        if row.as_of and row.as_of[:10] != (row.day or "")[:10]:
            parts.append(
                self.w.text("as_of", day=self.w.moment(row.as_of, year=row.as_of[:4] != (row.day or row.as_of)[:4]))
            )
        if row.reports > 1:
            parts.append(self.w.count("reports", row.reports))
        if row.status != "standing":
            parts.append(self.w.text(f"row.{row.status}"))
        return " · ".join(p for p in parts if p)

    def relations(self, history: HistoryItem) -> list[str]:
        """How the figures compare, a sentence each."""
        sentences = []
        for word, i, j in history.relations:
            left, right = history.rows[i], history.rows[j]
            own = [name for name in (left.who, *left.also) if name in (right.who, *right.also)]
            if word in ("superseded", "corrected") and own:
                named = {"who": own[0], "left": self.amount(left), "right": self.amount(right)}
            else:
                named = {"who": left.who, "left": self._named(left), "right": self._named(right)}
            sentences.append(self.w.text(f"relation.{word}", **named))
        return sentences

    def _named(self, row: RowItem) -> str:
        return f"{self.amount(row)} ({self.named(row.who) or row.passage.label})"

    # -------------------------------------------------------------- events, people, copies, questions, reports

    def event(self, event: EventItem) -> str:
        """What kind of event, by whom, towards whom, where."""
        parties = self.w.listed(event.actors)
        if event.recipients:
            parties = f"{parties} → {self.w.listed(event.recipients)}".strip()
        known = event.act is not None and self.w.has("act", event.act)
        parts = [
            self.w.text(f"act.{event.act}" if known else f"event.{event.type}"),
            parties,
            event.place or "",
            self.w.text(f"modality.{event.modality}"),
        ]
        if event.origins > 1:
            parts.append(self.w.count("origins", event.origins))
        return " · ".join(p for p in parts if p)

    def person(self, person: SpeakerItem) -> str:
        """A name, its office, whether it is a name at all, and how often it did what."""
        parts = [self.who(person.who, person.role, narrated=False)]
        if person.anonymous:
            parts.append(self.w.text("unnamed"))
        stances = ", ".join(f"{self.w.text('stance.' + s)} {n}" for s, n in person.stances[:3] if s != "says")
        said = self.w.count("statements", person.statements)
        return " · ".join([*parts, f"{said} ({stances})" if stances else said])

    def heard(self, person: SpeakerItem) -> str:
        """Where someone was quoted, and through whom."""
        parts = [self.w.listed(person.outlets, 4)]
        if person.via:
            parts.append(self.w.text("via", names=self.listed(person.via)))
        return " · ".join(p for p in parts if p)

    def copied(self, copy: CopyItem) -> str:
        """An origin: its first report and how often it is printed."""
        return f"{copy.first} · {copy.outlet} · {self.day(copy.day)} · {self.w.count('reports', 1 + len(copy.copies))}"

    def asks(self, question: Question) -> str:
        """The question, before the passage that leaves it open."""
        return self.w.text(f"asks.{question.rule}", who=question.who or "?")

    def relation_of(self, report: ReportItem) -> str:
        """What a report is to an earlier one, before its title: "[= 01] ", "[corrects 11] "; empty for most."""
        if report.status != "live":
            key = report.status if report.of else f"{report.status}_alone"
            return f"[{self.w.text('status.' + key, of=report.of or '')}] "
        return "" if report.origin == report.label else f"[= {report.origin}] "


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value[:10]) if value else None


@lru_cache(maxsize=1)
def _everybody() -> frozenset[str]:
    """Nouns, in any language, that add nothing to "killed" or "wounded"."""
    return frozenset(word for language in LANGUAGES for word in wording(language).table["everybody"])


_OPEN, _CLOSE = "\x0e", "\x0f"
"""Stand for marks while their halves are counted: an English inner mark is an apostrophe too."""


def _bare(words: str, language: str) -> str:
    """Words without the marks around them, those inside made inner ones: the brief puts its own around the whole.

    An inner mark whose other half is not in the passage is left out.
    """
    text = re.sub(r"^[\s,;:.–—-]+|[\s,;:–—-]+$", "", words)
    text = re.sub(r"[«“„]\s*", _OPEN, re.sub(r"\s*[»”]", _CLOSE, text))
    if text.startswith(_OPEN) and _CLOSE not in text[:-1]:
        text = text[1:]
    if text.endswith(_CLOSE) and _OPEN not in text:
        text = text[:-1]
    if text.count(_OPEN) != text.count(_CLOSE):
        text = text.replace(_OPEN, "").replace(_CLOSE, "")
    if text.count('"') in (1, 2) and (text.startswith('"') or text.endswith('"')):
        text = text.strip('"')
    if text.count('"') % 2:
        text = text.replace('"', "", 1) if text.count('"') == 1 else text
    if text.count("‘") == 1 and "’" not in text[text.index("‘") :]:
        text = text.replace("‘", "")
    left, right = wording(language).table["inner_quotes"]
    return text.replace(_OPEN, left).replace(_CLOSE, right).strip()
