"""The full-text index of the ``folded`` columns: how it is made, and how it is asked, in each database."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Integer, Table, Text, func, literal_column, select, table, text

from recoupe.store.fold import terms, to_fts5, to_tsquery

__all__ = ["index_ddl", "matching"]


def index_ddl(name: str, dialect: str) -> list[str]:
    """Return the statements that make the index over ``name.folded`` (and, for SQLite, keep it in step)."""
    words = f"{name}_words"
    if dialect == "postgresql":
        return [f"CREATE INDEX {words} ON {name} USING gin (to_tsvector('simple', folded))"]
    gone = f"INSERT INTO {words}({words}, rowid, folded) VALUES ('delete', old.n, old.folded);"  # noqa: S608 (names are ours)
    come = f"INSERT INTO {words}(rowid, folded) VALUES (new.n, new.folded);"  # noqa: S608
    return [
        f"CREATE VIRTUAL TABLE {words} USING fts5(folded, content='{name}', content_rowid='n', "
        "tokenize='unicode61 remove_diacritics 0')",
        f"CREATE TRIGGER {words}_come AFTER INSERT ON {name} BEGIN {come} END",
        f"CREATE TRIGGER {words}_gone AFTER DELETE ON {name} BEGIN {gone} END",
        f"CREATE TRIGGER {words}_new AFTER UPDATE OF folded ON {name} BEGIN {gone} {come} END",
    ]


def matching(asked: str, over: Table, dialect: str) -> ColumnElement[bool] | None:
    """Return the condition that a row of ``over`` has all the words asked for; None where none was asked."""
    found = terms(asked)
    if not found:
        return None
    if dialect == "postgresql":
        vector = func.to_tsvector(text("'simple'"), over.c.folded)
        return vector.op("@@", is_comparison=True)(func.to_tsquery(text("'simple'"), to_tsquery(found)))
    words = f"{over.name}_words"
    rows = select(literal_column("rowid", Integer)).select_from(table(words))
    rows = rows.where(literal_column(words, Text).op("MATCH")(to_fts5(found)))
    return over.c.n.in_(rows)
