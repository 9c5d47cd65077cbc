"""Frozen records and their rules. Imports nothing of ours but the errors."""
