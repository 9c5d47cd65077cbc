"""Bytes into reports, one format a file."""
