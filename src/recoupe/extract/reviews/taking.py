"""A review into a statement that debunks, confirms or doubts what was claimed, with who checked as its source."""

from __future__ import annotations

from recoupe.extract.draft import Draft
from recoupe.extract.reviews.finding import found_again
from recoupe.extract.reviews.ratings import stance_of
from recoupe.model.entity import Entity, Mention
from recoupe.model.ids import content_id
from recoupe.model.report import Review
from recoupe.model.span import Span
from recoupe.model.statement import Statement
from recoupe.model.words import EntityKind, Form, Stance

__all__ = ["take"]


def take(draft: Draft, review: Review) -> None:
    """Add the statement that a review makes, or the note that says why it makes none."""
    stance, disagree = stance_of(review, draft.language)
    who = review.author or "nobody named"
    verdict = review.rating or ("no words" if review.value is None else f"{review.value:g}")
    told = f"“{review.claim}”, rated “{verdict}” by {who}"
    places = found_again(draft.text, review.claim)
    if disagree:
        draft.note("review-rating", None, f"the words and the number of a verdict disagree, the words count: {told}")
    if stance is None:
        draft.note("review-rating", places[0] if places else None, f"a verdict that no table knows: {told}")
    elif not places:
        draft.note("review-orphan", None, f"the words of a claim that was checked do not stand in the text: {told}")
    else:
        _add(draft, review, stance, places)


def _add(draft: Draft, review: Review, stance: Stance, places: list[Span]) -> None:
    claimed = _claimed(draft, places)
    content = claimed.content if claimed and _same_words(draft, claimed, places) else (places[0],)
    if claimed is None and (made := _claim_of(draft, review, content)):
        draft.statements.append(made)
        claimed = made
    speaker, source = _who(draft, review.author, create=True)
    made = Statement(
        content_id("s", draft.report.id, "review", [list(c) for c in content], review.author, review.rating, stance.value),
        content, None, source, speaker, stance, Form.INDIRECT, anonymous=speaker is None,
        answers=claimed.id if claimed else None,
    )  # fmt: skip
    draft.statements.append(made)
    more = f" ({len(places)} places)" if len(places) > 1 else ""
    draft.note("review", content[0], f"checked by {review.author or 'nobody named'}: “{review.rating}”{more}", made.id)


def _claimed(draft: Draft, places: list[Span]) -> Statement | None:
    """The statement of somebody else whose content holds the words: the one that holds least beside them."""
    holding = [
        s
        for s in draft.statements
        if s.form is not Form.NARRATED
        and s.stance not in (Stance.DEBUNKS, Stance.DENIES)
        and any(c.holds(p) for c in s.content for p in places)
    ]
    return min(holding, key=lambda s: (sum(c.size for c in s.content), s.id), default=None)


def _same_words(draft: Draft, claimed: Statement, places: list[Span]) -> bool:
    """Whether a statement holds nothing but the words of the claim and marks."""
    said = "".join(c for span in claimed.content for c in draft.words(span) if c.isalnum())
    return said in {"".join(c for c in draft.words(place) if c.isalnum()) for place in places}


def _claim_of(draft: Draft, review: Review, content: tuple[Span, ...]) -> Statement | None:
    """What the review itself says that somebody claimed, where the text names them."""
    if not review.claimant:
        return None
    speaker, source = _who(draft, review.claimant, create=False)
    if speaker is None:
        draft.note("review-claimant", content[0], f"said to be claimed by {review.claimant}, who is not in the text")
        return None
    key = content_id("s", draft.report.id, "claimed", [list(c) for c in content], review.claimant)
    return Statement(key, content, None, source, speaker, Stance.SAYS, Form.INDIRECT)


def _who(draft: Draft, name: str | None, *, create: bool) -> tuple[str | None, tuple[Span, ...]]:
    """The entity of a name and where the text has it; a body that only the page names becomes an entity without mention."""
    if not name:
        return None, ()
    folded = name.casefold()
    known = next((e for e in draft.entities if folded in {n.casefold() for n in (e.name, *e.names)}), None)
    places = found_again(draft.text, name)
    if known is not None:
        mine = [m.span for m in draft.mentions if m.entity == known.id]
        at = next((p for p in places if any(m.overlaps(p) for m in mine)), min(mine, default=None))
        return known.id, (at,) if at else ()
    if not create:
        return None, ()
    # only organisations may publish ClaimReview (schema.org's guide asks for the organisation that checked)
    made = Entity(content_id("e", draft.report.id, "review", name), EntityKind.ORGANISATION, name, (name,))
    draft.entities.append(made)
    draft.entity_by_id[made.id] = made
    if places:
        draft.mentions.append(Mention(places[0], made.kind, made.id))
    return made.id, tuple(places[:1])
