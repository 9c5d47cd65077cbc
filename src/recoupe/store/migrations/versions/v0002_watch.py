"""What is watched: feeds, and the entries seen in them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables of feeds and of entries seen."""
    op.create_table(
        "feeds",
        sa.Column("link", WORD, nullable=False),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("link"),
    )
    op.create_table(
        "seen",
        sa.Column("feed", WORD, nullable=False),
        sa.Column("entry", WORD, nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("content", WORD, nullable=False),
        sa.Column("key", WORD, nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("feed", "entry"),
        sa.ForeignKeyConstraint(["feed"], ["feeds.link"], ondelete="CASCADE"),
    )
