"""Secrets that the project makes for itself where none is set, kept in ``state/`` and readable by their owner only."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from rasa_project.private_files import make_folder
from rasa_project.settings import Setting, SettingsError
from rasa_project.small_files import read_small

#: Kept between starts where ``SENDER_KEY`` is not set; whoever loses it loses the thread of every conversation.
SENDER_KEY_FILE: Final = Path("state/sender.key")
_ROOT: Final = Path(__file__).resolve().parents[1]
#: Kept between starts where ``WIDGET_SECRET`` is not set, so that conversations outlive a restart.
WIDGET_SECRET_FILE: Final = _ROOT / "state" / "widget_secret"

_BYTES: Final = 32
#: What this program writes: 64 hexadecimal digits, once also 43 letters of base64. Half a secret is neither.
_WHOLE: Final = re.compile(rb"[0-9a-f]{64}|[A-Za-z0-9_-]{43}")


def secret_from(setting: Setting[str | None], path: Path, environment: Mapping[str, str] | None = None) -> bytes:
    """The secret that ``setting`` tells, else that of the file, made when it is missing.

    Two processes that start together get the same secret: it is written beside and linked into place by one of them.
    So a crash or a full disk leaves no half a file either.

    Raises:
        SettingsError: the setting is too short, or the file is damaged or can't be read or made.
    """
    told = setting.read(environment)
    return told.encode("utf-8") if told else secret_in(path, setting.name)


def secret_in(path: Path, name: str) -> bytes:
    """The secret of a file, made when it is missing; ``name`` is the setting that may be set instead.

    Raises:
        SettingsError: the file is damaged or can't be read or made.
    """
    try:
        if not path.exists():
            _make(path)
        kept = read_small(path).strip()
    except OSError as error:
        raise SettingsError(
            f"{name} is not set, and a secret can't be kept in {path} ({error.strerror}). "
            f"Let the bot's user read and write there, or set {name}."
        ) from error
    if not _WHOLE.fullmatch(kept):
        raise SettingsError(
            f"{path} is empty or damaged: restore it from a backup. Where there is none, delete it; a new secret is "
            f"made then. Or set {name}."
        )
    return kept


def _make(path: Path) -> None:
    make_folder(path.parent)
    own = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(_BYTES))
            file.flush()
            os.fsync(file.fileno())
        os.link(own, path)
    except FileExistsError:
        pass  # another process was quicker
    finally:
        own.unlink(missing_ok=True)
