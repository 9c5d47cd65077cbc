"""Where the ledger is kept: one schema, SQLite by default and PostgreSQL by URL."""
