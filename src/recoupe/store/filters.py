"""What each kind of answer can be asked by, as conditions on its rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select, tuple_, union

from recoupe.errors import FormatError, LedgerError
from recoupe.model.report import day_of
from recoupe.store import schema as t
from recoupe.store.fold import fold
from recoupe.store.search import matching

__all__ = ["FILTERS", "Filter"]

Filter = Callable[[str, Connection], "ColumnElement[bool] | None"]
"""From the value asked for to a condition; None where it asks for nothing. The connection may be asked how many there are."""

_FEW = 400
"""Entities that are listed in a question one by one, which then starts from them; with more of them (a capital, a head
of state) it is faster to go through the answers in their order and look for each whether it is among them."""


def _equal(column: Any) -> Filter:
    return lambda value, _: column == value


def _words(table: Any) -> Filter:
    return lambda value, connection: matching(value, table, connection.dialect.name)


def _day(value: str) -> str:
    """An ISO day. Raises LedgerError on anything else."""
    try:
        day = day_of(value)
    except FormatError as error:
        raise LedgerError(f"{value!r} is no day", remedy="write it as 2024-05-03") from error
    return day.isoformat() if day else ""


def _since(column: Any) -> Filter:
    return lambda value, _: column >= _day(value)


def _until(column: Any) -> Filter:
    return lambda value, _: and_(column <= _day(value), column != "")


def _named(name: str, connection: Connection) -> Any:
    """Pairs (report, entity) that a name, an identity's id or a QID stands for: a list of a few, or a query."""
    entity = t.entities
    parts = [
        select(t.members.c.report, t.members.c.entity).where(t.members.c.identity.in_(_identities(name))),
        select(entity.c.report, entity.c.id).where(entity.c.qid == name),
    ]
    if (folded := matching(f'"{fold(name)}"', entity, connection.dialect.name)) is not None:
        parts.append(select(entity.c.report, entity.c.id).where(folded))
    query = union(*parts)  # not one query with OR: each part has an index of its own
    found = connection.execute(query.limit(_FEW + 1)).all()
    return [tuple(row) for row in found] if len(found) <= _FEW else query


def _identities(name: str) -> Any:
    """Ids of the identities that have all the words of a name, one after the other, in one of their names."""
    column = t.identities.c
    met = or_(column.id == name, column.qid == name)
    if folded := fold(name):
        met = or_(met, column.folded.contains(f" {folded} ", autoescape=True))
    return select(column.id).where(met)


def _among(report: Any, entity: Any, found: Any) -> ColumnElement[bool]:
    """Whether an entity is among those found; of a list, the reports are named apart, as SQLite has no index of pairs."""
    pairs: ColumnElement[bool] = tuple_(report, entity).in_(found)
    return and_(report.in_(sorted({r for r, _ in found})), pairs) if isinstance(found, list) and found else pairs


def _who(report: Any, entity: Any) -> Filter:
    return lambda value, connection: _among(report, entity, _named(value, connection))


def _party(role: tuple[str, ...]) -> Filter:
    """Events in which someone of a name takes part in one of these roles."""

    def condition(value: str, connection: Connection) -> ColumnElement[bool]:
        found = _named(value, connection)
        p = t.parties.c
        pairs = select(p.report, p.event).where(p.role.in_(role), _among(p.report, p.entity, found))
        return tuple_(t.events.c.report, t.events.c.id).in_(pairs)

    return condition


def _about(value: str, connection: Connection) -> ColumnElement[bool]:
    """Statements with someone or something of a name inside what is said."""
    a, s = t.about.c, t.statements.c
    found = _named(value, connection)
    named = _among(a.report, a.entity, found)
    if isinstance(found, list):
        return tuple_(s.report, s.id).in_(select(a.report, a.statement).where(named))
    return exists().where(a.report == s.report, a.statement == s.id, named)


def _report(column: Any) -> Filter:
    """Of one report, by its id or the caller's."""

    def condition(value: str, _: Connection) -> ColumnElement[bool]:
        found: ColumnElement[bool] = column.in_(
            select(t.reports.c.id).where(or_(t.reports.c.id == value, t.reports.c.key == value))
        )
        return found

    return condition


def _of_report(column: Any, own: Any) -> Filter:
    """Of the reports whose ``own`` column has a value."""
    return lambda value, _: column.in_(select(t.reports.c.id).where(own == value))


def _in(column: Any, table: Any, link: str) -> Filter:
    """Of the reports that a link holds."""
    return lambda value, _: column.in_(select(table.c.report).where(table.c[link] == value))


def _of_claim(value: str, _: Connection) -> ColumnElement[bool]:
    p = t.positions.c
    pairs = select(p.report, p.statement).where(p.claim == value)
    return tuple_(t.statements.c.report, t.statements.c.id).in_(pairs)


def _claims_of(condition: Filter) -> Filter:
    """Claims of which at least one statement meets a condition."""

    def claims(value: str, connection: Connection) -> ColumnElement[bool] | None:
        inner = condition(value, connection)
        if inner is None:
            return None
        p, s = t.positions.c, t.statements.c
        # statements first, then their positions: joined, SQLite goes through all positions
        return t.claims.c.id.in_(
            select(p.claim).where(tuple_(p.report, p.statement).in_(select(s.report, s.id).where(inner)))
        )

    return claims


def _links_with(table: Any, members: Any, link: str) -> Filter:
    """Links that hold a report."""

    def condition(value: str, connection: Connection) -> ColumnElement[bool] | None:
        inner = _report(members.c.report)(value, connection)
        return table.c.id.in_(select(members.c[link]).where(inner)) if inner is not None else None

    return condition


def _found_in(table: Any) -> dict[str, Filter]:
    """Filters that everything found in one report has."""
    return {
        "words": _words(table),
        "report": _report(table.c.report),
        "outlet": _of_report(table.c.report, t.reports.c.outlet),
        "language": _of_report(table.c.report, t.reports.c.language),
        "story": _in(table.c.report, t.story_reports, "story"),
        "origin": _in(table.c.report, t.origin_reports, "origin"),
        "since": _since(table.c.last_day if "last_day" in table.c else table.c.day),
        "until": _until(table.c.day),
    }


_STATEMENT: dict[str, Filter] = {
    **_found_in(t.statements),
    "speaker": _who(t.statements.c.report, t.statements.c.speaker),
    "about": _about,
    "place": _about,
    "stance": _equal(t.statements.c.stance),
    "form": _equal(t.statements.c.form),
    "hedge": _equal(t.statements.c.hedge),
    "claim": _of_claim,
}

FILTERS: dict[str, dict[str, Filter]] = {
    "reports": {
        "words": _words(t.reports),
        "report": _report(t.reports.c.id),
        "outlet": _equal(t.reports.c.outlet),
        "language": _equal(t.reports.c.language),
        "story": _in(t.reports.c.id, t.story_reports, "story"),
        "origin": _in(t.reports.c.id, t.origin_reports, "origin"),
        "since": _since(t.reports.c.day),
        "until": _until(t.reports.c.day),
    },
    "statements": _STATEMENT,
    "figures": {**_found_in(t.figures), "measure": _equal(t.figures.c.measure)},
    "events": {
        **_found_in(t.events),
        "type": _equal(t.events.c.type),
        "speaker": _party(("actor", "recipient")),
        "place": _party(("place",)),
    },
    "people": {
        "words": lambda value, _: t.identities.c.id.in_(_identities(value)),
        "speaker": lambda value, _: t.identities.c.id.in_(_identities(value)),
        "kind": _equal(t.identities.c.kind),
        "report": _links_with(t.identities, t.members, "identity"),
    },
    "origins": {
        "report": _links_with(t.origins, t.origin_reports, "origin"),
        "since": _since(t.origins.c.day),
        "until": _until(t.origins.c.day),
    },
    "stories": {
        "report": _links_with(t.stories, t.story_reports, "story"),
        "since": _since(t.stories.c.last_day),
        "until": _until(t.stories.c.day),
    },
    "claims": {
        **{name: _claims_of(_STATEMENT[name]) for name in ("words", "speaker", "about", "place", "stance", "report", "outlet", "origin")},
        "standing": _equal(t.claims.c.standing),
        "story": _equal(t.claims.c.story),
        "claim": _equal(t.claims.c.id),
        "since": _since(t.claims.c.last_day),
        "until": _until(t.claims.c.day),
    },
    "histories": {
        "measure": _equal(t.histories.c.measure),
        "story": _equal(t.histories.c.story),
        "since": _since(t.histories.c.day),
        "until": _until(t.histories.c.day),
    },
    "happenings": {
        "type": _equal(t.happenings.c.type),
        "since": _since(t.happenings.c.last_day),
        "until": _until(t.happenings.c.day),
    },
}  # fmt: skip
"""By kind of answer and name of the filter; what is not here can't be asked and says so."""
