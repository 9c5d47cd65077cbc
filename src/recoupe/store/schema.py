"""The tables of a ledger, for SQLite and PostgreSQL alike; ``migrations`` makes them.

What is kept: ``reports`` and ``decisions`` (never erased) and ``readings`` (a pure function of a report). All other
tables are derived from these and may be dropped and rebuilt; they exist so that questions are answered from indexes.
Days are ISO dates as text, "" where unknown; ``folded`` columns hold words without case and accents, for searching.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)  # fmt: skip

__all__ = ["SEARCHED", "VERSION", "metadata"]

VERSION = "0004"
"""The newest migration: what a ledger must be at before it is used."""

metadata = MetaData()

Word = String().with_variant(String(collation="C"), "postgresql")
"""Ids, days and closed vocabularies: compared by code point in both databases, so that both give one order."""


def _of_report() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["report"], ["reports.id"], ondelete="CASCADE")


meta = Table("meta", metadata, Column("name", Word, primary_key=True), Column("value", Text, nullable=False))
"""``revision`` counts changes, ``linked`` is the revision that the links were made from, ``heeded`` a JSON list of the
decisions that they were made by."""

reports = Table(
    "reports", metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("id", Word, nullable=False, unique=True),
    Column("key", Word),
    Column("text", Text, nullable=False),
    Column("day", Word, nullable=False),
    Column("published", Word),
    Column("modified", Word),
    Column("language", Word, nullable=False),
    Column("outlet", Text),
    Column("url", Text),
    Column("title", Text),
    Column("credit", Text),
    Column("status", Word, nullable=False),
    Column("replaces", Word),
    Column("folded", Text, nullable=False),
    Column("further", Text),
    Index("reports_key", "key"),
    Index("reports_day", "day", "id"),
    Index("reports_replaces", "replaces"),
)  # fmt: skip
"""``further`` is a JSON object of what few reports have (authors, reviews …), NULL where there is nothing."""

readings = Table(
    "readings", metadata,
    Column("report", Word, nullable=False),
    Column("rules", Word, nullable=False),
    Column("form", LargeBinary, nullable=False),
    PrimaryKeyConstraint("report", "rules"),
    _of_report(),
)  # fmt: skip
"""``form`` is the public JSON form, zlib-compressed."""

arrivals = Table(
    "arrivals", metadata,
    Column("report", Word, primary_key=True),
    Column("revision", Integer, nullable=False),
    Index("arrivals_revision", "revision"),
    _of_report(),
)  # fmt: skip
"""The revision at which each report got its reading: what came in since links were made is found without looking at all."""

decisions = Table(
    "decisions", metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("id", Word, nullable=False, unique=True),
    Column("kind", Word, nullable=False),
    Column("targets", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Word, nullable=False),
    Column("why", Text, nullable=False),
)  # fmt: skip
"""Append-only: triggers refuse to change or delete a row. ``targets`` is a JSON list."""

entities = Table(
    "entities", metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("report", Word, nullable=False),
    Column("id", Word, nullable=False),
    Column("kind", Word, nullable=False),
    Column("name", Text, nullable=False),
    Column("qid", Word),
    Column("folded", Text, nullable=False),
    UniqueConstraint("report", "id", name="entities_id"),
    Index("entities_qid", "qid"),
    _of_report(),
)  # fmt: skip

statements = Table(
    "statements", metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("report", Word, nullable=False),
    Column("id", Word, nullable=False),
    Column("day", Word, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("cue", Text),
    Column("source", Text),
    Column("speaker", Word),
    Column("speaker_name", Text),
    Column("anonymous", Boolean, nullable=False),
    Column("stance", Word, nullable=False),
    Column("form", Word, nullable=False),
    Column("hedge", Word, nullable=False),
    Column("answers", Word),
    Column("folded", Text, nullable=False),
    UniqueConstraint("report", "id", name="statements_id"),
    Index("statements_day", "day", "report", "start", "id"),
    Index("statements_stance", "stance", "day", "report", "start", "id"),
    Index("statements_speaker", "report", "speaker"),
    _of_report(),
)  # fmt: skip
"""``content`` is a JSON list of spans, ``words`` the same in words; ``start`` and ``end`` hold them all."""

about = Table(
    "about", metadata,
    Column("report", Word, nullable=False),
    Column("statement", Word, nullable=False),
    Column("entity", Word, nullable=False),
    PrimaryKeyConstraint("report", "statement", "entity"),
    Index("about_entity", "report", "entity", "statement"),
    _of_report(),
)  # fmt: skip
"""The entities named inside a statement."""

figures = Table(
    "figures", metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("report", Word, nullable=False),
    Column("day", Word, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("low", Float(53)),
    Column("high", Float(53)),
    Column("unit", Word),
    Column("exactness", Word, nullable=False),
    Column("counted", Text),
    Column("head", Text),
    Column("measure", Word),
    Column("as_of", Word),
    Column("folded", Text, nullable=False),
    UniqueConstraint("report", "start", "end", name="figures_place"),
    Index("figures_day", "day", "report", "start", "end"),
    Index("figures_measure", "measure", "day", "report", "start", "end"),
    _of_report(),
)  # fmt: skip

events = Table(
    "events", metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("report", Word, nullable=False),
    Column("id", Word, nullable=False),
    Column("day", Word, nullable=False),
    Column("last_day", Word, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("type", Word, nullable=False),
    Column("modality", Word, nullable=False),
    Column("actor", Text),
    Column("recipient", Text),
    Column("place", Text),
    Column("dated", Boolean, nullable=False),
    Column("folded", Text, nullable=False),
    UniqueConstraint("report", "id", name="events_id"),
    Index("events_day", "day", "report", "start", "id"),
    Index("events_type", "type", "day", "report", "start", "id"),
    _of_report(),
)  # fmt: skip
"""``day`` and ``last_day`` are the event's own where ``dated``, else the report's."""

parties = Table(
    "parties", metadata,
    Column("report", Word, nullable=False),
    Column("event", Word, nullable=False),
    Column("role", Word, nullable=False),
    Column("entity", Word, nullable=False),
    PrimaryKeyConstraint("report", "event", "role", "entity"),
    Index("parties_entity", "report", "entity", "role", "event"),
    _of_report(),
)  # fmt: skip
"""Entities that take part in an event: actor, recipient or place."""

feeds = Table(
    "feeds", metadata,
    Column("link", Word, primary_key=True),
    Column("etag", Text),
    Column("modified", Text),
)  # fmt: skip
"""Feeds that are watched, with what their site said of their last state."""

seen = Table(
    "seen", metadata,
    Column("feed", Word, nullable=False),
    Column("entry", Word, nullable=False),
    Column("link", Text),
    Column("content", Word, nullable=False),
    Column("key", Word, nullable=False),
    Column("listed", Boolean, nullable=False),
    PrimaryKeyConstraint("feed", "entry"),
    ForeignKeyConstraint(["feed"], ["feeds.link"], ondelete="CASCADE"),
)  # fmt: skip
"""Entries seen: a hash of what the feed said of each, the id its newest report bears, whether the feed still lists it."""

# ------------------------------------------------------------------ links: derived rows


def _derived(name: str, *columns: Column[object] | Index) -> Table:
    """A table of one kind of link; ``form`` is the whole record as JSON."""
    return Table(name, metadata, Column("id", Word, primary_key=True), *columns, Column("form", Text, nullable=False))


identities = _derived(
    "identities",
    Column("kind", Word, nullable=False), Column("name", Text, nullable=False), Column("qid", Word),
    Column("size", Integer, nullable=False), Column("folded", Text, nullable=False),
    Index("identities_size", "size", "id"),
)  # fmt: skip
origins = _derived("origins", Column("first", Word, nullable=False), Column("day", Word, nullable=False),
                   Column("size", Integer, nullable=False), Index("origins_day", "day", "id"))  # fmt: skip
stories = _derived("stories", Column("title", Text, nullable=False), Column("day", Word, nullable=False),
                   Column("last_day", Word, nullable=False), Index("stories_day", "day", "id"))  # fmt: skip
claims = _derived(
    "claims",
    Column("words", Text, nullable=False), Column("standing", Word, nullable=False), Column("story", Word),
    Column("history", Word), Column("day", Word, nullable=False), Column("last_day", Word, nullable=False),
    Column("folded", Text, nullable=False),
    Index("claims_day", "day", "id"), Index("claims_standing", "standing", "day", "id"), Index("claims_story", "story"),
)  # fmt: skip
histories = _derived("histories", Column("measure", Text, nullable=False), Column("story", Word),
                     Column("day", Word, nullable=False), Index("histories_day", "day", "id"))  # fmt: skip
happenings = _derived(
    "happenings",
    Column("type", Word, nullable=False), Column("modality", Word, nullable=False), Column("place", Text),
    Column("day", Word, nullable=False), Column("last_day", Word, nullable=False),
    Index("happenings_day", "day", "id"),
)  # fmt: skip


def _joined(name: str, parent: str, member: str, *more: str) -> Table:
    """Which entries of reports a link holds: (link, report, entry of that report)."""
    columns = [parent, "report", *([member] if member != "report" else []), *more]
    return Table(
        name, metadata,
        *(Column(c, Word, nullable=False) for c in columns),
        PrimaryKeyConstraint(*columns[: 2 + (member != "report")]),
        Index(f"{name}_member", *(["report", member] if member != "report" else ["report"])),
        ForeignKeyConstraint([parent], [f"{_plural(parent)}.id"], ondelete="CASCADE"),
    )  # fmt: skip


def _plural(word: str) -> str:
    return word[:-1] + "ies" if word.endswith("y") else word + "s"


members = _joined("members", "identity", "entity")
origin_reports = _joined("origin_reports", "origin", "report")
story_reports = _joined("story_reports", "story", "report")
positions = _joined("positions", "claim", "statement", "side", "source")
tellings = _joined("tellings", "happening", "event")

SEARCHED = ("reports", "entities", "statements", "figures", "events")
"""Tables with an ``n`` whose ``folded`` words have a full-text index."""
