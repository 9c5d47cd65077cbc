"""Opening a ledger's database: a path for SQLite, a URL for PostgreSQL; its tables are brought up to date."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from recoupe.errors import LedgerError
from recoupe.store.schema import VERSION

__all__ = ["open_engine", "url_of"]

_SCHEMES = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
    "sqlite": "sqlite",
}

_BUSY = 30_000
"""Milliseconds to wait for another program that writes: longer than any one report takes."""


def url_of(place: str | Path) -> URL:
    """Return the database URL of a path or URL. Raises LedgerError on a database that is not supported."""
    if isinstance(place, Path) or "://" not in place:
        return URL.create("sqlite", database=str(place))
    try:
        url = make_url(place)
    except (ArgumentError, ValueError):
        raise LedgerError(
            "the ledger's URL can't be read", remedy="postgresql://USER@HOST/NAME, or a file's path"
        ) from None
    scheme = _SCHEMES.get(url.drivername)
    if scheme is None:
        raise LedgerError(
            f"no ledger can be kept in {url.drivername!r}", remedy="give a file's path, or postgresql://USER@HOST/NAME"
        )
    return url.set(drivername=scheme)


def open_engine(place: str | Path, *, create: bool = True) -> Engine:
    """Return an engine on the ledger at a path or URL, its tables made or brought up to date.

    With ``create`` false a ledger that is not there is an error. Raises LedgerError.
    """
    url = url_of(place)
    shown = url.render_as_string(hide_password=True) if url.drivername != "sqlite" else str(url.database)
    if url.drivername == "sqlite" and not create and not _exists(url.database):
        raise LedgerError(f"no ledger at {shown}", remedy="make one: recoupe add FILE…; or name it with --ledger")
    try:
        engine = _engine(url)
        _up_to_date(engine, shown)
    except NoSuchModuleError:
        raise LedgerError(f"no driver for {url.drivername}", remedy="pip install 'recoupe[postgresql]'") from None
    except ImportError as error:
        raise LedgerError(f"no driver for {shown}: {error}", remedy="pip install 'recoupe[postgresql]'") from None
    except SQLAlchemyError as error:
        cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise LedgerError(
            f"the ledger at {shown} can't be opened: {cause}", remedy="check the path or URL, and that it is a ledger"
        ) from error
    return engine


def _exists(database: str | None) -> bool:
    return bool(database) and database != ":memory:" and Path(str(database)).exists()


def _engine(url: URL) -> Engine:
    if url.drivername != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    if url.database in (None, "", ":memory:"):
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        engine = create_engine(url)
    event.listen(engine, "connect", _sqlite_settings)
    event.listen(engine, "begin", _sqlite_begin)
    return engine


def _sqlite_settings(connection: object, _: object) -> None:
    """WAL, so that readers and one writer do not wait for each other; a killed writer leaves the last whole transaction."""
    connection.isolation_level = None  # type: ignore[attr-defined]  # transactions are begun by _sqlite_begin
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
        f"busy_timeout={_BUSY}",
        "cache_size=-65536",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _sqlite_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _up_to_date(engine: Engine, shown: str) -> None:
    found = _version(engine)
    if found == VERSION:
        return
    if found is not None and found > VERSION:
        raise LedgerError(
            f"the ledger at {shown} was made by a newer Recoupe (tables {found})", remedy="pip install -U recoupe"
        )
    _migrate(engine, shown, fresh=found is None)


def _version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(engine: Engine, shown: str, *, fresh: bool) -> None:
    """Run the migrations in one transaction, so that a killed one leaves the ledger as it was."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if fresh and engine.dialect.name == "postgresql":
            connection.execute(
                text("SELECT pg_advisory_xact_lock(7263)")
            )  # two programs that open a new ledger at once
        names = inspect(connection).get_table_names()
        if fresh and names and "alembic_version" not in names:
            raise LedgerError(
                f"the database at {shown} holds other tables", remedy="give the ledger a database of its own"
            )
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except DatabaseError as error:
            raise LedgerError(
                f"the tables of {shown} can't be made: {error.orig}", remedy="check what the user may do there"
            ) from error
