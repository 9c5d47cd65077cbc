"""The command ``recoupe``: a shell over the ledger. One command a file; its words stand in ``messages``."""

from recoupe.cli.app import main

__all__ = ["main"]
