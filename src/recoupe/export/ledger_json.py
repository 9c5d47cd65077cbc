"""The whole ledger as one JSON document: reports, origins, stories, claims, figures, events, identities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from recoupe.link.links import Entry, Links
from recoupe.model.ledger import (
    Claim,
    Happening,
    History,
    Identity,
    Origin,
    OriginLink,
    Position,
    Reason,
    Standing,
    Story,
)

__all__ = ["ledger_json"]

Item = dict[str, Any]


def ledger_json(entries: Sequence[Entry], links: Links) -> Item:
    """Return the ledger as plain data; reports are named by the caller's ids, spans are ``[start, end]`` code points."""
    names = {e.id: e.report.name for e in entries}
    return {
        "version": "1",
        "reports": [_report(e, names) for e in sorted(entries, key=lambda e: (e.report.published or "", e.id))],
        "origins": [_origin(o, names) for o in links.origins],
        "stories": [_story(s, names) for s in links.stories],
        "claims": [_claim(c, names) for c in links.claims],
        "figures": [_history(h, names) for h in links.histories],
        "events": [_happening(h, names) for h in links.happenings],
        "identities": [_identity(i, names) for i in links.identities],
    }


def _report(entry: Entry, names: dict[str, str]) -> Item:
    r = entry.report
    return {
        "id": r.name, "outlet": r.outlet, "published": r.published, "language": entry.reading.language, "title": r.title,
        "url": r.url, "credit": r.credit, "status": r.status.value, "replaces": names.get(r.replaces or "", r.replaces),
    }  # fmt: skip


def _reason(reason: Reason | None) -> Item | None:
    if reason is None:
        return None
    return {
        "rule": reason.rule,
        "detail": reason.detail,
        "score": reason.score,
        "left": reason.left,
        "right": reason.right,
    }


def _origin(origin: Origin, names: dict[str, str]) -> Item:
    return {
        "id": origin.id, "first": names[origin.first], "reports": [names[r] for r in origin.reports],
        "links": [_link(link, names) for link in origin.links],
    }  # fmt: skip


def _link(link: OriginLink, names: dict[str, str]) -> Item:
    spans = [[list(mine), list(theirs)] for mine, theirs in link.spans]
    return {"report": names[link.report], "of": names[link.of], "reason": _reason(link.reason), "spans": spans}


def _story(story: Story, names: dict[str, str]) -> Item:
    return {"id": story.id, "title": story.title, "reports": [names[r] for r in story.reports]}


def _standing(standing: Standing, names: dict[str, str]) -> Item:
    return {
        "standing": standing.word.value, "rule": standing.reason.detail, "since": standing.since,
        "after": names.get(standing.after or ""),
        "evidence": [{"report": names[e.report], "span": list(e.span)} for e in standing.evidence],
    }  # fmt: skip


def _claim(claim: Claim, names: dict[str, str]) -> Item:
    return {
        "id": claim.id, "words": claim.words, "standing": claim.standing.word.value,
        "rule": claim.standing.reason.detail, "standings": [_standing(s, names) for s in claim.standings],
        "statements": [_position(p, names) for p in claim.positions], "story": claim.story, "history": claim.history,
        "reasons": [_reason(r) for r in claim.reasons],
    }  # fmt: skip


def _position(position: Position, names: dict[str, str]) -> Item:
    return {
        "report": names[position.report], "span": list(position.span), "statement": position.statement,
        "side": position.side.value, "speaker": position.source, "via": list(position.via),
        "stance": position.stance.value, "origin": position.origin, "copy": position.copy,
    }  # fmt: skip


def _history(history: History, names: dict[str, str]) -> Item:
    rows = [
        {
            "report": names[r.report], "span": list(r.span), "low": r.low, "high": r.high, "unit": r.unit,
            "exactness": r.exactness.value, "speaker": r.source, "said": r.said, "as_of": r.as_of,
            "statement": r.statement, "status": r.status,
        }
        for r in history.rows
    ]  # fmt: skip
    relations = [_reason(r) for r in history.relations]
    return {"id": history.id, "measure": history.measure, "rows": rows, "relations": relations, "story": history.story}


def _happening(event: Happening, names: dict[str, str]) -> Item:
    tellings = [
        {"report": names[t.report], "span": list(t.span), "event": t.event, "modality": t.modality.value}
        for t in event.tellings
    ]
    return {
        "id": event.id, "type": event.type.value, "actor": list(event.actors), "recipient": list(event.recipients),
        "place": event.place, "date": event.date, "modality": event.modality.value, "series": event.series,
        "tellings": tellings,
    }  # fmt: skip


def _identity(identity: Identity, names: dict[str, str]) -> Item:
    return {
        "id": identity.id, "kind": identity.kind.value, "name": identity.name, "names": list(identity.names),
        "qid": identity.qid, "members": [[names[r], e] for r, e in identity.members],
    }  # fmt: skip
