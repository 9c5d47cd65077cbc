"""Forms that change something: each carries a word that only this server can have made, for this browser."""

from __future__ import annotations

import hmac
import secrets

from fastapi import Request, Response
from starlette.exceptions import HTTPException

__all__ = ["COOKIE", "Sealed"]

COOKIE = "recoupe_form"
"""Cookie that a form's word is made from: a page of another site can neither read it nor have it sent (SameSite)."""


class Sealed:
    """Makes words for forms and checks them; those of an earlier run of the server are not taken."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def cookie(self, request: Request) -> str:
        """The browser's cookie, a new one where it has none."""
        return request.cookies.get(COOKIE) or secrets.token_urlsafe(24)

    def word(self, cookie: str) -> str:
        """The word that a form for this cookie carries."""
        return hmac.digest(self._secret, cookie.encode(), "sha256").hex()

    def keep(self, answer: Response, cookie: str) -> Response:
        """Give the browser its cookie."""
        answer.set_cookie(COOKIE, cookie, httponly=True, samesite="strict")
        return answer

    def check(self, request: Request, word: str) -> None:
        """Raise HTTPException 403 where a form's word is not the one of its browser."""
        cookie = request.cookies.get(COOKIE, "")
        if not cookie or not hmac.compare_digest(self.word(cookie).encode(), word.encode("utf-8", "replace")):
            raise HTTPException(403, "the form is not from this page, or from before the server was started again")
