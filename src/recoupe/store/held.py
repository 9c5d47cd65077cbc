"""The connection that a thread holds while all its questions are to see one state of the ledger."""

from __future__ import annotations

import threading

from sqlalchemy import Connection

__all__ = ["Held"]


class Held(threading.local):
    """A thread's connection in a transaction that only reads, with the state that it sees; None where none is held."""

    connection: Connection | None = None
    revision: tuple[int, int] | None = None

    def take(self, connection: Connection) -> None:
        """Hold a connection, in a transaction of its own."""
        connection.begin()
        self.connection, self.revision = connection, None

    def renew(self) -> None:
        """Go on in a new transaction: after a write, a thread sees what it wrote."""
        if self.connection is not None:
            self.connection.rollback()
            self.connection.begin()
            self.revision = None

    def leave(self) -> None:
        """Let go of the connection."""
        if self.connection is not None:
            self.connection.rollback()
        self.connection, self.revision = None, None
