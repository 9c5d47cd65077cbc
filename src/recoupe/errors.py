"""Every error that Recoupe raises on purpose.

::

    RecoupeError
    ├── InputError               what was given can't be read
    │   ├── EncodingError        bytes that are no text
    │   ├── FormatError          a file that is not what its name says
    │   ├── TooLargeError        over a cap on size, depth or time
    │   ├── FetchError           a link that can't be followed, or must not be
    │   └── LanguageError        a language without tables here
    ├── ModelError               a syntax model is missing or of another version
    ├── LedgerError              the book can't be opened, or refuses an entry
    │   ├── NotFoundError        an id that the ledger does not hold
    │   └── DecisionError        a decision that can't be taken
    ├── SpanError                offsets that don't fit their text
    └── SettingsError            a setting with a value that is not allowed

Each has a ``code`` for programs, a message that names the value, and a ``remedy`` for people.
"""

from __future__ import annotations

__all__ = [
    "DecisionError",
    "EncodingError",
    "FetchError",
    "FormatError",
    "InputError",
    "LanguageError",
    "LedgerError",
    "ModelError",
    "NotFoundError",
    "RecoupeError",
    "SettingsError",
    "SpanError",
    "TooLargeError",
]


class RecoupeError(Exception):
    """Root of all errors: a message with the value at fault, and what to do about it."""

    code = "error"

    def __init__(self, message: str, *, remedy: str = "", where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.where = where

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f" ({self.remedy})" if self.remedy else ""
        return f"{place}{self.message}{remedy}"


class InputError(RecoupeError):
    """What was given can't be read as a report."""

    code = "input"


class EncodingError(InputError):
    """Bytes that are no text in any encoding we accept."""

    code = "encoding"


class FormatError(InputError):
    """A file, line or table that does not have the form it should."""

    code = "format"


class TooLargeError(InputError):
    """Something over a cap on size, depth or time."""

    code = "too-large"


class FetchError(InputError):
    """A link that can't be followed, or that the guard or the site's own rules forbid."""

    code = "fetch"


class LanguageError(InputError):
    """A text in a language that has no tables here, or whose language can't be told."""

    code = "language"


class ModelError(RecoupeError):
    """A syntax model is missing or has an unknown version."""

    code = "model"


class LedgerError(RecoupeError):
    """The ledger can't be opened or refuses an entry."""

    code = "ledger"


class NotFoundError(LedgerError):
    """An id that the ledger does not hold."""

    code = "not-found"


class DecisionError(LedgerError):
    """A decision that can't be taken, such as on an unknown entry."""

    code = "decision"


class SpanError(RecoupeError):
    """Offsets that do not fit their text."""

    code = "span"


class SettingsError(RecoupeError):
    """A setting with a value that is not allowed."""

    code = "settings"
