"""What belongs into a backup, and where it lies on this machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rasa_project.channels.inbox.tables import versions_of as inbox_versions
from rasa_project.private_files import with_companions
from rasa_project.secret_files import SENDER_KEY_FILE, WIDGET_SECRET_FILE
from rasa_project.security.settings import key_file
from rasa_project.serving.holding import STATE
from rasa_project.settings import AUDIT_FILE, CALLBACK_KEY_FILE, DATABASE_URL, INBOXES, OUTREACH_KEY_FILE
from rasa_project.storage.settings import is_sqlite, sqlite_path
from rasa_project.storage.versions import Versions

CONVERSATIONS: Final = "conversations.db"
#: PostgreSQL's tables, as ``pg_dump`` writes them.
DUMP: Final = "conversations.sql"
KEY_OF_SENDERS: Final = SENDER_KEY_FILE.name
#: Keys of what is sealed in the conversations' tables: another key than that of the backup opens none of it.
SEALING_KEYS: Final = {"callback.key": CALLBACK_KEY_FILE, "outreach.key": OUTREACH_KEY_FILE}
#: Folder in the archive of what else lies in ``state/``: the office's desk, what it publishes, the record of deletions.
OTHERS: Final = "others"
#: How every SQLite file begins.
_SQLITE: Final = b"SQLite format 3\0"
#: Beginning of the folders into which a restore puts what was there.
ASIDE: Final = "before-restore-"


@dataclass(frozen=True)
class Part:
    """One file of the state.

    Attributes:
        name: in the archive.
        path: on this machine.
        is_database: an SQLite file, copied by SQLite while it is in use.
        is_replaced: a restore puts it in the place of the one that is there; otherwise the one that is there stays.
    """

    name: str
    path: Path
    is_database: bool = False
    is_replaced: bool = True


def inbox_part(channel: str) -> str:
    """The name in an archive of the file of a messenger's inbox."""
    return f"{channel}.db"


def known_versions(conversations: Versions) -> dict[str, Versions]:
    """The versions of each database that may be in an archive, by its name there."""
    inboxes = {inbox_part(channel): inbox_versions(Path(inbox_part(channel)), channel) for channel in INBOXES}
    return {CONVERSATIONS: conversations, **inboxes}


def parts() -> list[Part]:
    """All that may be there; PostgreSQL's dump is no file of the state.

    Raises:
        SettingsError: a setting can't be used.
    """
    url = DATABASE_URL.read()
    conversations = sqlite_path(url) if is_sqlite(url) else None
    named = [
        *([Part(CONVERSATIONS, conversations, is_database=True)] if conversations else []),
        *(Part(inbox_part(channel), setting.read(), is_database=True) for channel, setting in INBOXES.items()),
        Part(KEY_OF_SENDERS, SENDER_KEY_FILE),
        Part(WIDGET_SECRET_FILE.name, STATE / WIDGET_SECRET_FILE.name),
        Part("keys.json", key_file().path),
        *(Part(name, setting.read()) for name, setting in SEALING_KEYS.items()),
    ]
    return [*named, *_others(named)]


def part_of(name: str, known: Mapping[str, Part]) -> Part | None:
    """Where a file of an archive goes; ``None`` for a name that this bot does not know."""
    if name in known:
        return known[name]
    folder, _, inside = name.partition("/")
    relative = Path(inside)
    if folder != OTHERS or not inside or relative.is_absolute() or ".." in relative.parts:
        return None
    target = (STATE / relative).absolute()
    if any(part.path.absolute() == target for part in known.values()):
        return None  # beside the one in use lay an old file of its usual name: it takes nobody's place
    return _other(STATE / relative, Path(inside).suffix == ".db")


def _others(named: list[Part]) -> Iterator[Part]:
    """Everything else in the folder of state but locks, SQLite's companions and what restores put aside.

    A database among it, such as that of the office's desk, is copied by SQLite: it may be in use.
    """
    found = sorted(STATE.rglob("*")) if STATE.is_dir() else []
    databases = {path for path in found if _is_database(path)}
    companions = {one.absolute() for path in databases for one in with_companions(path)[1:]}
    taken = companions | {one.absolute() for part in named for one in with_companions(part.path)}
    for path in found:
        relative = path.relative_to(STATE)
        passing = path.suffix == ".lock" or any(one.startswith((".", ASIDE)) for one in relative.parts)
        if path.is_file() and not path.is_symlink() and not passing and path.absolute() not in taken:
            yield _other(path, path in databases)


def _other(path: Path, is_database: bool) -> Part:
    """Something else of ``state/``. The record of deletions and of who did what is never set back."""
    is_record = path.absolute() == AUDIT_FILE.read().absolute()
    return Part(f"{OTHERS}/{path.relative_to(STATE).as_posix()}", path, is_database, is_replaced=not is_record)


def _is_database(path: Path) -> bool:
    """Whether it is an SQLite file, by its name and by how it begins."""
    if path.suffix != ".db" or path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE
