"""The office's desk where its tables are on PostgreSQL: dumped and put back beside the bot's.

Where they are an SQLite file of ``state/`` it is copied as every other file there. Nothing of the desk is imported.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine.url import URL

from rasa_project.backup import postgresql
from rasa_project.storage.instance import StoreInUseError
from rasa_project.storage.settings import is_sqlite

#: In an archive.
DESK_DUMP: Final = "desk.sql"
#: All that Django makes for the desk. Others' tables may stand in the same database: only these are touched.
TABLES: Final = (
    "auth_group", "auth_group_permissions", "auth_permission", "axes_accessattempt", "axes_accessattemptexpiration",
    "axes_accessfailurelog", "axes_accesslog", "django_admin_log", "django_content_type", "django_migrations",
    "django_session", "otp_static_staticdevice", "otp_static_statictoken", "otp_totp_totpdevice", "people_auditentry",
    "people_historicalmember", "people_invitation", "people_member", "people_member_groups",
    "people_member_user_permissions", "publishing_historicalitem", "publishing_item", "today_daycount",
    "today_hourcount", "today_progress", "today_seen", "today_weekcount", "today_weekreport",
    "unanswered_historicallabel", "unanswered_label", "unanswered_pointer", "unanswered_trial",
    "unanswered_trial_labels",
)  # fmt: skip
_WHAT: Final = "The desk's"


def is_served(url: URL | None) -> bool:
    """Whether the desk's tables, if it has some, are on PostgreSQL."""
    return url is not None and not is_sqlite(url)


def dump(url: URL, file: Path) -> bool:
    """Write the desk's tables as they are at one moment; false where there are none.

    Raises:
        BackupError: ``pg_dump`` is missing or failed.
        StoreError: the database can't be used.
    """
    found = _there(url)
    if found:
        postgresql.dump(url, file, found)
    return bool(found)


def load(url: URL, file: Path) -> None:
    """Put a dump in the place of the desk's tables, all or nothing.

    Raises:
        BackupError: ``psql`` is missing or failed; nothing was changed.
    """
    postgresql.load(url, file, TABLES)


def check_is_off(url: URL) -> None:
    """See that no desk uses these tables; one on this machine holds ``state/`` besides.

    Raises:
        StoreInUseError: one does.
        StoreError: the database can't be used.
    """
    query = sa.text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'desk'"
    )
    with postgresql.connected(url, _WHAT) as connection:
        if connection.execute(query).scalar():
            shown = url.render_as_string(hide_password=True)
            raise StoreInUseError(f"A desk is running on {shown}. Stop it first.")


def _there(url: URL) -> list[str]:
    with postgresql.connected(url, _WHAT) as connection:
        return sorted(set(sa.inspect(connection).get_table_names()) & set(TABLES))
