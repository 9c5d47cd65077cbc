"""``recoupe claims``: claims and how they stand; with an id, one claim with every voice."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from recoupe.cli import asking as a
from recoupe.cli import messages
from recoupe.cli import options as o
from recoupe.errors import NotFoundError, SettingsError
from recoupe.export.brief import part
from recoupe.export.brief.claims import claim_item
from recoupe.export.brief_text import item_text
from recoupe.export.pairs import ClaimInFull, in_full, pairs_text
from recoupe.ledger import Ledger, Page, Question
from recoupe.model.ledger import Claim
from recoupe.model.words import StandingWord

EVERY = 10_000
"""Voices of a claim that is asked for by its id: all of them."""

StandingOption = Annotated[
    list[str] | None, typer.Option("--standing", metavar="WORD", help="claims.standing", show_default=False)
]


def run(
    claim: Annotated[str | None, typer.Argument(metavar="ID", help="claims.id", show_default=False)] = None,
    standing: StandingOption = None,
    speaker: a.SpeakerOption = None,
    about: a.AboutOption = None,
    words: a.WordsOption = None,
    story: a.StoryOption = None,
    since: a.SinceOption = None,
    until: a.UntilOption = None,
    limit: a.LimitOption = 20,
    cursor: a.CursorOption = None,
    as_json: o.JsonOption = False,
    ledger: o.LedgerOption = None,
    lang: o.LangOption = None,
) -> None:
    """Print claims."""
    question = Question(
        words=words,
        speaker=speaker,
        about=about,
        story=story,
        since=a.day(since),
        until=a.day(until),
        limit=limit,
        cursor=cursor,
    )
    with o.opened(ledger) as book:
        page: Page[Claim] = (
            Page((in_full(book, _one(book, claim)),)) if claim else _standing(book, question, standing or [])
        )
        text = "" if as_json else _text(book, page, EVERY if claim else 3)
    a.print_page(page, "json" if as_json else "text", text)


def _one(book: Ledger, claim: str) -> Claim:
    """The claim with this id, or with the one id that begins so."""
    found = book.claims(Question(claim=claim)).items or [c for c in book.links().claims if c.id.startswith(claim)]
    if not found:
        raise NotFoundError(f"no claim is called {claim!r}", remedy="recoupe claims --json prints each claim's id")
    if len(found) > 1:
        raise NotFoundError(
            f"{len(found)} claims are called {claim!r}",
            remedy="write more of it, or recoupe claims --json prints each claim's id",
        )
    return found[0]


def _standing(book: Ledger, question: Question, words: list[str]) -> Page[Claim]:
    for word in words:
        if word not in list(StandingWord):
            raise SettingsError(f"no standing {word!r}", remedy=f"one of: {', '.join(StandingWord)}")
    if len(words) < 2:
        return book.claims(replace(question, standing=words[0] if words else None))
    pages = [book.claims(replace(question, standing=word)) for word in words]
    return Page(tuple(c for page in pages for c in page.items))


def _text(book: Ledger, page: Page[Claim], voices: int) -> str:
    found = part(book, {p.report for c in page.items for p in c.positions}, messages.language())
    language, width = messages.language(), a.width()
    told = item_text([claim_item(found, c, voices) for c in page.items], language, width)
    pairs = (pairs_text(found, c, width) for c in page.items if isinstance(c, ClaimInFull))
    return told + "".join(pairs)
