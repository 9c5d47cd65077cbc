"""What leaves the ledger: one format a file."""
