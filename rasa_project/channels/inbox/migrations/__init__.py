"""Versions of the channel's file (Alembic), run by :mod:`rasa_project.storage.versions`."""
