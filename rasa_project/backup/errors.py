"""What can go wrong."""

from __future__ import annotations


class BackupError(Exception):
    """A backup can't be made or used; the text says why and what to do."""
