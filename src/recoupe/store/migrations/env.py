"""What Alembic runs: it is given an open connection by ``store.engine`` and opens none itself."""

from __future__ import annotations

from alembic import context

from recoupe.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
