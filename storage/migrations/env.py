"""Alembic's entry: migrates on the connection it is handed, inside the transaction that is already open on it."""

from alembic import context

from storage.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()
