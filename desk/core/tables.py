"""The desk's tables between two versions: told, taken back, and never used by a desk that is older than they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from rasa_project.errors import BotError

_QUIET: Final = {"verbosity": 0, "interactive": False}


class NewerTablesError(BotError):
    """The desk's database was brought on by a newer desk; the text says what to do."""


def migrate() -> None:
    """Make the tables, or bring them up to date.

    Raises:
        NewerTablesError: a newer desk did that already.
    """
    loader = MigrationLoader(connection)
    known = set(loader.disk_migrations or ())
    newer = sorted(set(loader.applied_migrations or ()) - known)
    unknown = [f"{app}.{name}" for app, name in newer if app in loader.migrated_apps]
    if unknown:
        raise NewerTablesError(
            f"its database was brought on by a newer desk ({', '.join(unknown)}). Start that version, or restore a "
            "backup from before it (measles-bot restore, make restore)."
        )
    call_command("migrate", **_QUIET)


def newest_of_each() -> dict[str, str]:
    """The last step of each part's tables that this version knows."""
    return dict(sorted(MigrationLoader(connection).graph.leaf_nodes()))


def take_back(wanted: Mapping[str, str]) -> list[str]:
    """Take the tables back to what an older version knows; a part where it is the newer one stays.

    Args:
        wanted: of the other version, see :func:`newest_of_each`.

    Returns:
        the parts that were taken back.
    """
    done = []
    for app, name in wanted.items():
        loader = MigrationLoader(connection)
        applied = loader.applied_migrations or {}
        if (app, name) in applied and any(one[0] == app for one in _after((app, name), loader) if one in applied):
            call_command("migrate", app, name, **_QUIET)
            done.append(f"{app}.{name}")
    return done


def _after(node: tuple[str, str], loader: MigrationLoader) -> list[tuple[str, str]]:
    return [one for one in loader.graph.backwards_plan(node) if one != node]
