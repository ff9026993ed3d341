"""Alembic runs this for every store of the project; :mod:`rasa_project.storage.versions` gives it the connection."""

from __future__ import annotations

from alembic import context

_given = context.config.attributes
context.configure(connection=_given["connection"], version_table=_given["version_table"])
with context.begin_transaction():
    context.run_migrations()
