"""The first tables of a ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from recoupe.store.search import index_ddl

revision = "0001"
down_revision = None

WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")
SEARCHED = ("reports", "entities", "statements", "figures", "events")


def upgrade() -> None:
    """Make every table, its full-text index, and the guard of the decisions."""
    for make in (
        _claims,
        _decisions,
        _happenings,
        _histories,
        _identities,
        _meta,
        _origins,
        _reports,
        _stories,
        _about,
        _entities,
        _events,
        _figures,
        _members,
        _origin_reports,
        _parties,
        _positions,
        _readings,
        _statements,
        _story_reports,
        _tellings,
    ):
        make()
    dialect = op.get_bind().dialect.name
    for name in SEARCHED:
        for statement in index_ddl(name, dialect):
            op.execute(sa.text(statement.replace(":", "\\:")))
    for statement in _guard(dialect):
        op.execute(sa.text(statement.replace(":", "\\:")))


def _guard(dialect: str) -> list[str]:
    """Triggers that keep decisions append-only."""
    if dialect == "postgresql":
        return [
            "CREATE FUNCTION decisions_kept() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'decisions are append-only'; END $$",
            "CREATE TRIGGER decisions_kept BEFORE UPDATE OR DELETE ON decisions "
            "FOR EACH ROW EXECUTE FUNCTION decisions_kept()",
        ]
    return [
        f"CREATE TRIGGER decisions_{verb.lower()} BEFORE {verb} ON decisions "
        "BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ]


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("id", WORD, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("standing", WORD, nullable=False),
        sa.Column("story", WORD, nullable=True),
        sa.Column("history", WORD, nullable=True),
        sa.Column("day", WORD, nullable=False),
        sa.Column("last_day", WORD, nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("claims_day", "claims", ["day", "id"])
    op.create_index("claims_standing", "claims", ["standing", "day", "id"])
    op.create_index("claims_story", "claims", ["story"])


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", WORD, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("targets", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", WORD, nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )


def _happenings() -> None:
    op.create_table(
        "happenings",
        sa.Column("id", WORD, nullable=False),
        sa.Column("type", WORD, nullable=False),
        sa.Column("modality", WORD, nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("day", WORD, nullable=False),
        sa.Column("last_day", WORD, nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("happenings_day", "happenings", ["day", "id"])


def _histories() -> None:
    op.create_table(
        "histories",
        sa.Column("id", WORD, nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("story", WORD, nullable=True),
        sa.Column("day", WORD, nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("histories_day", "histories", ["day", "id"])


def _identities() -> None:
    op.create_table(
        "identities",
        sa.Column("id", WORD, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("qid", WORD, nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("identities_size", "identities", ["size", "id"])


def _meta() -> None:
    op.create_table(
        "meta",
        sa.Column("name", WORD, nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )


def _origins() -> None:
    op.create_table(
        "origins",
        sa.Column("id", WORD, nullable=False),
        sa.Column("first", WORD, nullable=False),
        sa.Column("day", WORD, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("origins_day", "origins", ["day", "id"])


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", WORD, nullable=False),
        sa.Column("key", WORD, nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("day", WORD, nullable=False),
        sa.Column("published", WORD, nullable=True),
        sa.Column("modified", WORD, nullable=True),
        sa.Column("language", WORD, nullable=False),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("credit", sa.Text(), nullable=True),
        sa.Column("status", WORD, nullable=False),
        sa.Column("replaces", WORD, nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("reports_day", "reports", ["day", "id"])
    op.create_index("reports_key", "reports", ["key"])
    op.create_index("reports_replaces", "reports", ["replaces"])


def _stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", WORD, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("day", WORD, nullable=False),
        sa.Column("last_day", WORD, nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("stories_day", "stories", ["day", "id"])


def _about() -> None:
    op.create_table(
        "about",
        sa.Column("report", WORD, nullable=False),
        sa.Column("statement", WORD, nullable=False),
        sa.Column("entity", WORD, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "statement", "entity"),
    )
    op.create_index("about_entity", "about", ["report", "entity", "statement"])


def _entities() -> None:
    op.create_table(
        "entities",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("report", WORD, nullable=False),
        sa.Column("id", WORD, nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("qid", WORD, nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("report", "id", name="entities_id"),
    )
    op.create_index("entities_qid", "entities", ["qid"])


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("report", WORD, nullable=False),
        sa.Column("id", WORD, nullable=False),
        sa.Column("day", WORD, nullable=False),
        sa.Column("last_day", WORD, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("type", WORD, nullable=False),
        sa.Column("modality", WORD, nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("recipient", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("report", "id", name="events_id"),
    )
    op.create_index("events_day", "events", ["day", "report", "start", "id"])
    op.create_index("events_type", "events", ["type", "day", "report", "start", "id"])


def _figures() -> None:
    op.create_table(
        "figures",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("report", WORD, nullable=False),
        sa.Column("day", WORD, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("low", sa.Float(53), nullable=True),
        sa.Column("high", sa.Float(53), nullable=True),
        sa.Column("unit", WORD, nullable=True),
        sa.Column("exactness", WORD, nullable=False),
        sa.Column("counted", sa.Text(), nullable=True),
        sa.Column("head", sa.Text(), nullable=True),
        sa.Column("measure", WORD, nullable=True),
        sa.Column("as_of", WORD, nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("report", "start", "end", name="figures_place"),
    )
    op.create_index("figures_day", "figures", ["day", "report", "start", "end"])
    op.create_index("figures_measure", "figures", ["measure", "day", "report", "start", "end"])


def _members() -> None:
    op.create_table(
        "members",
        sa.Column("identity", WORD, nullable=False),
        sa.Column("report", WORD, nullable=False),
        sa.Column("entity", WORD, nullable=False),
        sa.ForeignKeyConstraint(["identity"], ["identities.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("identity", "report", "entity"),
    )
    op.create_index("members_member", "members", ["report", "entity"])


def _origin_reports() -> None:
    op.create_table(
        "origin_reports",
        sa.Column("origin", WORD, nullable=False),
        sa.Column("report", WORD, nullable=False),
        sa.ForeignKeyConstraint(["origin"], ["origins.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("origin", "report"),
    )
    op.create_index("origin_reports_member", "origin_reports", ["report"])


def _parties() -> None:
    op.create_table(
        "parties",
        sa.Column("report", WORD, nullable=False),
        sa.Column("event", WORD, nullable=False),
        sa.Column("role", WORD, nullable=False),
        sa.Column("entity", WORD, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "event", "role", "entity"),
    )
    op.create_index("parties_entity", "parties", ["report", "entity", "role", "event"])


def _positions() -> None:
    op.create_table(
        "positions",
        sa.Column("claim", WORD, nullable=False),
        sa.Column("report", WORD, nullable=False),
        sa.Column("statement", WORD, nullable=False),
        sa.Column("side", WORD, nullable=False),
        sa.Column("source", WORD, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("claim", "report", "statement"),
    )
    op.create_index("positions_member", "positions", ["report", "statement"])


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("report", WORD, nullable=False),
        sa.Column("rules", WORD, nullable=False),
        sa.Column("form", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report", "rules"),
    )


def _statements() -> None:
    op.create_table(
        "statements",
        sa.Column("n", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("report", WORD, nullable=False),
        sa.Column("id", WORD, nullable=False),
        sa.Column("day", WORD, nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("speaker", WORD, nullable=True),
        sa.Column("speaker_name", sa.Text(), nullable=True),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("stance", WORD, nullable=False),
        sa.Column("form", WORD, nullable=False),
        sa.Column("hedge", WORD, nullable=False),
        sa.Column("answers", WORD, nullable=True),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("report", "id", name="statements_id"),
    )
    op.create_index("statements_day", "statements", ["day", "report", "start", "id"])
    op.create_index("statements_speaker", "statements", ["report", "speaker"])
    op.create_index("statements_stance", "statements", ["stance", "day", "report", "start", "id"])


def _story_reports() -> None:
    op.create_table(
        "story_reports",
        sa.Column("story", WORD, nullable=False),
        sa.Column("report", WORD, nullable=False),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story", "report"),
    )
    op.create_index("story_reports_member", "story_reports", ["report"])


def _tellings() -> None:
    op.create_table(
        "tellings",
        sa.Column("happening", WORD, nullable=False),
        sa.Column("report", WORD, nullable=False),
        sa.Column("event", WORD, nullable=False),
        sa.ForeignKeyConstraint(["happening"], ["happenings.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("happening", "report", "event"),
    )
    op.create_index("tellings_member", "tellings", ["report", "event"])
