"""When each report got its reading, as a revision: so that links know what came in since."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

WORD = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table; what is there came before all revisions."""
    op.create_table(
        "arrivals",
        sa.Column("report", WORD, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("report"),
    )
    op.create_index("arrivals_revision", "arrivals", ["revision"])
    op.execute("INSERT INTO arrivals (report, revision) SELECT DISTINCT report, 0 FROM readings")
