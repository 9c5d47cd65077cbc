"""Examples of answers, for the description of the interface; a test holds that each fits its schema."""

from __future__ import annotations

from typing import Any

__all__ = ["DECISION", "FAULT", "PAGES", "shown"]

_REPORT, _WHERE = "r-9c41d8e0a7b35f26", {"name": "vigie-07", "outlet": "La Vigie", "day": "2025-09-17"}

_ROW: dict[str, dict[str, Any]] = {
    "reports": {
        "id": _REPORT, **_WHERE, "published": "2025-09-17T08:30:00+02:00", "language": "fr", "url": None, "title": "Musée : le bilan",
        "credit": "avec Cormoran", "status": "live", "replaces": None, "characters": 1840,
    },
    "statements": {
        "id": "s-52b1c70d9e46aa13", "report": _REPORT, **_WHERE, "start": 212, "end": 246, "words": "douze œuvres ont été détruites",
        "content": [[212, 246]], "cue": "a déclaré", "source": "la maire", "speaker": "e3", "speaker_name": "Hélène Brassac",
        "anonymous": False, "stance": "says", "form": "indirect", "hedge": "none", "answers": None,
    },
    "figures": {
        "report": _REPORT, **_WHERE, "start": 212, "end": 217, "words": "douze", "low": 12.0, "high": 12.0, "unit": None,
        "exactness": "exact", "counted": "œuvres", "head": "œuvre", "measure": "destroyed", "as_of": None,
    },
    "events": {
        "id": "ev-7d02f4b8c91e6a35", "report": _REPORT, **_WHERE, "start": 231, "end": 240, "words": "détruites", "last_day": "2025-09-17",
        "type": "ASSAULT", "modality": "happened", "actor": None, "recipient": "douze œuvres", "place": "Corvanne", "dated": True,
    },
    "claims": {
        "id": "c-1f0e9d8c7b6a5948", "words": "douze œuvres ont été détruites",
        "positions": [{
            "report": _REPORT, "statement": "s-52b1c70d9e46aa13", "span": [212, 246], "side": "for", "source": "i-6b5a49382716f5e4",
            "stance": "says", "origin": "o-0a1b2c3d4e5f6071", "via": [], "copy": False, "reason": None,
        }],
        "standing": {
            "word": "reported", "reason": {"rule": "reported", "detail": "one source says it", "score": 1.0, "left": None, "right": None},
            "evidence": [{"report": _REPORT, "span": [212, 246]}], "since": "2025-09-17", "after": _REPORT,
        },
        "standings": [], "story": "st-3c2b1a0f9e8d7c6b", "history": None, "reasons": [],
    },
    "entities": {
        "id": "i-6b5a49382716f5e4", "kind": "person", "name": "Hélène Brassac", "names": ["Hélène Brassac", "Mme Brassac"],
        "members": [[_REPORT, "e3"]], "qid": None, "reasons": [],
    },
}  # fmt: skip

_NEXT = "WyIyMDI1LTA5LTE3Iiwici05YzQxZDhlMGE3YjM1ZjI2Il0"

PAGES: dict[str, dict[str, Any]] = {name: {"items": [row], "next": _NEXT} for name, row in _ROW.items()}
DECISION: dict[str, dict[str, Any]] = {
    "asked": {"kind": "same", "targets": ["i-6b5a49382716f5e4", "i-1029384756abcdef"], "by": "desk", "why": "one mayor"},
    "made": {
        "id": "d-e4f5061728394a5b", "kind": "same", "targets": ["i-6b5a49382716f5e4", "i-1029384756abcdef"], "by": "desk",
        "at": "2025-09-18T09:12:44.120385+00:00", "why": "one mayor", "undone": None,
    },
}  # fmt: skip


PAGES["decisions"] = {"items": [DECISION["made"]], "next": None}
"""A page of each kind that has an example."""


def shown(value: Any) -> dict[str, Any]:
    """An example as the description of an answer holds it."""
    return {"content": {"application/json": {"example": value}}}


FAULT: dict[int, dict[str, str]] = {
    400: {"code": "ledger", "message": "'xyz' is no cursor of this question",
          "remedy": "take the 'next' of the page before, or leave it out"},
    401: {"code": "token", "message": "this server asks for its token", "remedy": "send it as: Authorization: Bearer TOKEN"},
    403: {"code": "origin", "message": "a page of 'https://other.example' may not decide here", "remedy": "use the pages of this server"},
    404: {"code": "not-found", "message": "no claim 'c-none'", "remedy": "ids stand in /api/v1/claims"},
    405: {"code": "method", "message": "Method Not Allowed", "remedy": "paths and parameters stand in /api/v1/openapi.json"},
    409: {"code": "decision", "message": "the ledger holds no 'nothing'", "remedy": "ids stand in every answer with --json"},
    411: {"code": "length", "message": "the length of the body is not told", "remedy": "send a Content-Length"},
    413: {"code": "too-large", "message": "a body of 99999999 bytes", "remedy": "send 1000000 at most"},
    421: {"code": "host", "message": "'other.example' is not a name of this server", "remedy": "recoupe serve --name NAME lets one in"},
    422: {"code": "question", "message": "limit: Input should be a valid integer",
          "remedy": "paths and parameters stand in /api/v1/openapi.json"},
    500: {"code": "fault", "message": "something failed here: a fault of ours, please report it",
          "remedy": "try again; the server's own output says more"},
}  # fmt: skip
"""An error of each status."""
