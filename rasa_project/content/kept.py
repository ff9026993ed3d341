"""The last content that was right, kept beside the state: the bot starts with it where the files of today are wrong.

An office changes a file, the change is refused, the machine starts anew at night: parents must have a bot, and no
unchecked text. What was checked once is not checked again at the next start.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
from pathlib import Path
from typing import Final

from rasa_project.advice.office import office_files
from rasa_project.content.faults import Fault
from rasa_project.content.loading import content_files, name_of, read_edition, read_unchecked
from rasa_project.edition import DATA, Edition
from rasa_project.errors import ContentError

logger = logging.getLogger(__name__)

_POINTER: Final = "checked"
#: What the office had published, in the folder of an edition; deeper than any file of the content.
OFFICE: Final = Path("office/published")
_CODE: Final = Path(__file__).resolve().parent


class ContentRefusedError(ContentError):
    """The content files are wrong, and none that were right are kept."""


class KeptContent:
    """A folder with the last content that was right, in a folder of its edition's name."""

    def __init__(self, folder: Path) -> None:
        """The folder need not be there."""
        self._folder = folder

    def begin(self, data: Path = DATA, office: Path | None = None) -> Edition:
        """The edition that a bot starts with: that of ``data`` where it is right, else the one that is kept.

        Where only what the office has published is wrong and nothing is kept, the bot starts without that.

        Raises:
            ContentRefusedError: there is none.
        """
        name = name_of(data, office)
        if self._checked() == _mark(name):
            return read_unchecked(data, office)
        read, faults = read_edition(data, office=office)
        if not faults:
            self.keep(read)
            return read
        kept = self._last()
        if kept is None and office is not None:
            kept = _right_or_none(data)
        if kept is None:
            raise _refused(data, faults)
        logger.error("The texts are wrong, the bot starts with those of before. The first: %s", faults[0].shown(data))
        return kept

    def keep(self, one: Edition) -> None:
        """Copy an edition that is right; without a folder that can be written to there is a line in the log only."""
        try:
            self._copy(one)
        except OSError as error:
            logger.error("The texts can't be kept in %s: %s", self._folder, error.strerror)

    def _copy(self, one: Edition) -> None:
        target = self._folder / one.name
        if not target.is_dir():
            aside = self._folder / f".{one.name}-{os.getpid()}"
            copies = {path: path.relative_to(one.data) for path in content_files(one.data)}
            copies |= {path: OFFICE / path.name for path in office_files(one.office)}
            for path, name in copies.items():
                copy = aside / name
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(path.read_bytes())
            if name_of(aside, aside / OFFICE) == one.name and not target.is_dir():
                os.replace(aside, target)
            shutil.rmtree(aside, ignore_errors=True)
        pointer = self._folder / f".{_POINTER}-{os.getpid()}"
        pointer.write_text(_mark(one.name), encoding="utf-8")
        os.replace(pointer, self._folder / _POINTER)
        for other in self._folder.iterdir():
            if other.is_dir() and other != target and not other.name.startswith("."):
                shutil.rmtree(other, ignore_errors=True)

    def _checked(self) -> str:
        """What is kept, with the checks that it has passed."""
        try:
            return (self._folder / _POINTER).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return ""

    def _last(self) -> Edition | None:
        folder = self._folder / self._checked().partition(" ")[0]
        if folder == self._folder or not folder.is_dir():
            return None
        return _right_or_none(folder, folder / OFFICE)


def _right_or_none(data: Path, office: Path | None = None) -> Edition | None:
    read, faults = read_edition(data, office=office)
    return None if faults else read


def _mark(name: str) -> str:
    """An edition's name, and the code that checked it."""
    code = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(_CODE.rglob("*.py"))))
    return f"{name} {code.hexdigest()[:12]}"


def _refused(data: Path, faults: list[Fault]) -> ContentRefusedError:
    first = faults[0]
    more = f" ({len(faults)} such; make check-content lists them)" if len(faults) > 1 else ""
    return ContentRefusedError(first.path, first.line, first.reason + more)
