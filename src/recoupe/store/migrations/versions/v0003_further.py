"""What few reports have: authors, agencies, what they are based on, corrections, claims checked, urgency."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column; reports that are there have nothing in it."""
    op.add_column("reports", sa.Column("further", sa.Text(), nullable=True))
