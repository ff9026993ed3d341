"""PostgreSQL's own programs: the password reaches them in a file, never on a command line that others can list."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine.url import URL
from sqlalchemy.pool import NullPool

from rasa_project.backup.errors import BackupError
from rasa_project.private_files import FILE_MODE
from rasa_project.storage.errors import StoreError
from rasa_project.storage.instance import StoreInUseError
from rasa_project.storage.schema import BOTS_LOCK, VERSION_TABLE, metadata, versions_of
from rasa_project.storage.versions import first_line

#: Parts of an address that no other user may see.
_SECRETS: Final = ("password", "sslpassword", "passfile")

#: So long the sessions of a bot that was stopped just now may take to end.
_PATIENCE_SECONDS: Final = 3.0


def tables() -> list[str]:
    """The tables of the conversations, the one with their version among them."""
    return [*(table.name for table in metadata.sorted_tables), VERSION_TABLE]


def version(url: URL) -> str | None:
    """The version of the tables; ``None`` where there are none.

    Raises:
        StoreError: the database can't be used, or its tables are not of this bot.
    """
    with connected(url) as connection:
        return versions_of(url).version_of(connection)


def dump(url: URL, file: Path, some: Sequence[str] | None = None) -> None:
    """Write tables as they are at one moment: the bot's where none are named.

    Raises:
        BackupError: ``pg_dump`` is missing or failed.
    """
    named = (f"--table={name}" for name in (tables() if some is None else some))
    _run(url, "pg_dump", "--no-owner", "--no-privileges", *named, f"--file={file}")
    file.chmod(FILE_MODE)


def load(url: URL, file: Path, some: Sequence[str] | None = None, behind: str = "SELECT") -> None:
    """Put a dump in the place of tables (the bot's where none are named), run the SQL ``behind`` it, all or nothing.

    Raises:
        BackupError: ``psql`` is missing or failed; nothing was changed.
    """
    drop = f"DROP TABLE IF EXISTS {', '.join(tables() if some is None else some)} CASCADE"
    arguments = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
    _run(url, "psql", *arguments, f"--command={drop}", f"--file={file}", f"--command={behind}")


@contextmanager
def no_bots(url: URL) -> Iterator[None]:
    """While this runs no bot is connected, and none can connect.

    Raises:
        StoreInUseError: one is.
        StoreError: the database can't be used.
    """
    with connected(url) as connection:
        if not _locked(connection):
            shown = url.render_as_string(hide_password=True)
            raise StoreInUseError(f"A bot is running on {shown}. Stop every bot of this database first.")
        try:
            yield
        finally:  # the server ends a session some time after it is closed; a bot may start at once
            connection.execute(sa.text("SELECT pg_advisory_unlock(:n)"), {"n": BOTS_LOCK})


def _locked(connection: sa.engine.Connection) -> bool:
    """Whether no bot is connected; the sessions of one that was stopped just now may take a moment to end."""
    last = time.monotonic() + _PATIENCE_SECONDS
    while not connection.execute(sa.text("SELECT pg_try_advisory_lock(:n)"), {"n": BOTS_LOCK}).scalar():
        if time.monotonic() > last:
            return False
        time.sleep(0.1)
    return True


@contextmanager
def connected(url: URL, whose: str = "The conversations'") -> Iterator[sa.engine.Connection]:
    """A connection for a look, each statement by itself.

    Raises:
        StoreError: the database can't be used.
    """
    engine = sa.create_engine(url, poolclass=NullPool, hide_parameters=True, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            yield connection
    except sa.exc.SQLAlchemyError as error:
        shown = url.render_as_string(hide_password=True)
        raise StoreError(f"{whose} database {shown} can't be used: {first_line(error)}") from error


def _run(url: URL, program: str, *arguments: str) -> None:
    with _login(url) as (address, environment):
        command = [program, *arguments, f"--dbname={address}"]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        except FileNotFoundError as error:
            raise BackupError(f"{program} is not installed: install PostgreSQL's client programs.") from error
    if done.returncode != 0:
        raise BackupError(f"{program} failed: {done.stderr.strip()[-500:]}")


@contextmanager
def _login(url: URL) -> Iterator[tuple[str, dict[str, str]]]:
    """The address without secrets, and an environment that names a file of the password while this runs."""
    told = {name: value for name, value in url.query.items() if name in _SECRETS}
    if "sslpassword" in told:
        raise BackupError(
            "The address holds sslpassword, which PostgreSQL's programs take on the command line only, where others "
            "can read it. Use a key without a passphrase (mode 0600), or make the backup with pg_dump by hand."
        )
    query = {name: value for name, value in url.query.items() if name not in _SECRETS}
    shown = URL.create("postgresql", url.username, None, url.host, url.port, url.database, query)
    address = str(shown.render_as_string(hide_password=False))
    environment = dict(os.environ)
    for name in ("DATABASE_URL", "DESK_DATABASE_URL"):
        environment.pop(name, None)
    if "passfile" in told:
        environment["PGPASSFILE"] = str(told["passfile"])
    password = url.password or told.get("password")
    if password is None:
        yield address, environment
        return
    with tempfile.TemporaryDirectory(prefix="measles-") as folder:  # mode 0700
        file = Path(folder) / "pgpass"
        file.touch(mode=FILE_MODE)
        file.write_text(f"*:*:*:*:{_escaped(str(password))}\n", encoding="utf-8")
        yield address, {**environment, "PGPASSFILE": str(file)}


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(":", "\\:")
