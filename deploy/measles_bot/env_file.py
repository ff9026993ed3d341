"""Files of ``NAME=value`` as systemd reads them (EnvironmentFile=), and writing them for their owner alone."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from measles_bot.errors import KitError

_LINE: Final = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*")
_PLAIN: Final = re.compile(r"[A-Za-z0-9_@%+=:,./-]*")
_OWNER_ONLY: Final = 0o600


def read(file: Path) -> dict[str, str]:
    """The variables of a file; none where there is no file.

    Raises:
        KitError: a line is no ``NAME=value``, or the file can't be read.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise KitError(f"{file} can't be read ({error}). Run the command as root: sudo measles-bot ...") from error
    found = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith(("#", ";")):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise KitError(f"{file}, line {number}: write NAME=value, one a line.")
        found[match[1]] = _unquoted(match[2], file, number)
    return found


def write(file: Path, variables: Mapping[str, str], head: str) -> None:
    """Write a whole file in one step; only its owner may read it.

    Args:
        file: its path; the folder is made where it is missing.
        variables: in their order.
        head: what the first lines, comments, say.

    Raises:
        KitError: a value has a line break.
    """
    lines = [
        *(f"# {line}" for line in head.splitlines()),
        *(f"{name}={_quoted(name, variables[name])}" for name in variables),
    ]
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f".{file.name}.new")
    aside.unlink(missing_ok=True)
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")
        out.flush()
        os.fsync(out.fileno())
    os.replace(aside, file)


def _quoted(name: str, value: str) -> str:
    if any(sign in value for sign in "\n\r\0"):
        raise KitError(f"{name} holds a line break. Write it in one line.")
    if _PLAIN.fullmatch(value):
        return value
    return '"' + re.sub(r'(["\\$`])', r"\\\1", value) + '"'


def _unquoted(text: str, file: Path, number: int) -> str:
    if text[:1] not in {'"', "'"}:
        return text
    if len(text) < 2 or text[-1] != text[0]:
        raise KitError(f"{file}, line {number}: the quotation mark is not closed.")
    return re.sub(r'\\(["\\$`])', r"\1", text[1:-1]) if text[0] == '"' else text[1:-1]
