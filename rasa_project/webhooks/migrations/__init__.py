"""Versions of the file of events (Alembic), run by :mod:`rasa_project.storage.versions`."""
