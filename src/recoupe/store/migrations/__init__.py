"""Migrations of the ledger's tables (Alembic); packaged, so that an installed program can bring a ledger up to date."""
