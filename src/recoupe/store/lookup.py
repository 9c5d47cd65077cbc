"""What is looked up by ids, many at once: for pages, which show some links of a large ledger."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy import cast as as_type
from sqlalchemy.dialects.postgresql import JSON

from recoupe.model.ledger import Identity, Origin
from recoupe.model.words import EntityKind
from recoupe.store import schema as t
from recoupe.store.link_rows import KINDS, record_of
from recoupe.store.store import Store

__all__ = ["identities_in", "links_touching", "names", "one_link", "origins_of", "some_links"]

_AT_ONCE = 500
"""Ids in one question: under SQLite's limit on variables."""


def _each(store: Store, ids: Iterable[str], query: Callable[[Sequence[str]], Select[Any]]) -> Iterator[Any]:
    """Rows of a query over many ids, some hundred at a time."""
    left = iter(sorted(set(ids)))
    with store.asking() as connection:
        while part := list(islice(left, _AT_ONCE)):
            yield from connection.execute(query(part))


def some_links(store: Store, name: str, ids: Iterable[str]) -> list[Any]:
    """Return the links of a kind (``claims``, ``histories`` …) with these ids, in order of ids; unknown ids are left out."""
    kind, table = next(k for k in KINDS if k.name == name), t.metadata.tables[name]
    rows = _each(store, ids, lambda part: select(table.c.form).where(table.c.id.in_(part)).order_by(table.c.id))
    return [record_of(kind.record, row.form) for row in rows]


def one_link(store: Store, name: str, id: str) -> Any:  # noqa: A002 (what it is)
    """Return the link of a kind with an id, None where there is none."""
    found = some_links(store, name, [id])
    return found[0] if found else None


def report_of(store: Store, target: str) -> str | None:
    """Return the report in which a statement or an event was read, None where neither has this id."""
    with store.asking() as connection:
        for table in (t.statements, t.events):
            if (found := connection.scalar(select(table.c.report).where(table.c.id == target))) is not None:
                return str(found)
    return None


def names(store: Store) -> dict[str, str]:
    """What each report is called, by its id: the caller's id, else its own."""
    with store.asking() as connection:
        return {r.id: r.key or r.id for r in connection.execute(select(t.reports.c.id, t.reports.c.key))}


def origins_of(store: Store, reports: Iterable[str]) -> list[Origin]:
    """Return the origins that hold any of these reports, in order of ids."""
    held = t.origin_reports.c
    rows = _each(store, reports, lambda part: select(held.origin).where(held.report.in_(part)).distinct())
    return some_links(store, "origins", {row.origin for row in rows})


def links_touching(store: Store, name: str, members: str, reports: Iterable[str]) -> list[Any]:
    """Return the links of a kind that hold an entry of any of these reports, by its table of members, in order of ids."""
    held = t.metadata.tables[members].c
    link = next(c for c in held if c.name != "report")
    rows = _each(store, reports, lambda part: select(link.label("link")).where(held.report.in_(part)).distinct())
    return some_links(store, name, {row.link for row in rows})


def identities_in(store: Store, reports: Iterable[str]) -> list[Identity]:
    """Return who and what is named in these reports, in order of ids, each with its members in these reports only.

    A capital or a head of state is named in thousands of reports; what is shown are a few of them. Why names were
    joined is left out for the same reason.
    """
    held = t.members.c
    members: dict[str, list[tuple[str, str]]] = defaultdict(list)
    query = select(held.identity, held.report, held.entity)
    for row in _each(store, reports, lambda part: query.where(held.report.in_(part))):
        members[row.identity].append((row.report, row.entity))
    own = t.identities.c
    found = _each(
        store, members, lambda part: select(own.id, own.kind, own.name, own.qid, _names(store)).where(own.id.in_(part))
    )
    return [
        Identity(
            row.id, EntityKind(row.kind), row.name, tuple(json.loads(row.names)), tuple(sorted(members[row.id])), row.qid
        )
        for row in sorted(found, key=lambda row: str(row.id))
    ]  # fmt: skip


def _names(store: Store) -> Any:
    """The names in an identity's form, without reading its members."""
    form = t.identities.c.form
    if store.dialect == "postgresql":
        return as_type(form, JSON)["names"].astext.label("names")
    return func.json_extract(form, "$.names").label("names")
