"""Takes up changed content files while the bot runs: each worker looks by itself (docs/decisions/0099).

What changed is read and checked in a thread beside the messages, and published in one step, or refused: then the texts
of before stay, the log says once what is wrong and where, and health tells of it until it is put right.
"""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Final

from rasa_project.content.faults import Fault
from rasa_project.content.kept import KeptContent
from rasa_project.content.loading import content_files, name_of, read_edition
from rasa_project.dialogue.answer_files import responses
from rasa_project.edition import DATA, Edition, publish, published, within
from rasa_project.observability.metrics import metrics

logger = logging.getLogger(__name__)

#: A change is seen after one look and taken up after a second that finds the files at rest: nobody writes any more.
LOOK_SECONDS: Final = 0.25
_MOST_TOLD: Final = 20

Stamps = tuple[tuple[str, int, int, int], ...]


class Watcher:
    """Looks at the content files of a folder.

    Attributes:
        faults: of the newest files, where they were refused; the published edition is older then.
    """

    def __init__(
        self,
        kept: KeptContent,
        data: Path = DATA,
        office: Path | None = None,
    ) -> None:
        """Nothing is looked at yet.

        Args:
            kept: where an edition that is taken up is kept.
            data: the folder.
            office: the folder with what the office publishes; it need not be there.
        """
        self.faults: list[Fault] = []
        self._kept = kept
        self._data = data
        self._office = office
        self._done: Stamps | None = None
        self._before: Stamps | None = None

    def catch_up(self) -> None:
        """Begin with the texts that were taken up since the parent of the workers read them.

        Raises:
            ContentRefusedError: the files are wrong, and none that were right are kept.
        """
        if name_of(self._data, self._office) != published().name:
            publish(self._kept.begin(self._data, self._office))

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            try:
                await asyncio.to_thread(self.look)
            except Exception:
                logger.exception("The content files could not be looked at")
            await asyncio.sleep(LOOK_SECONDS)

    def look(self) -> None:
        """Look once; a change that has come to rest is taken up or refused."""
        stamps = stamps_of(self._data, self._office)
        is_at_rest, self._before = stamps == self._before, stamps
        if stamps == self._done or not is_at_rest:
            return
        self._done = stamps
        if name_of(self._data, self._office) == published().name:
            self._take_back()
            return
        with within(published()):
            names = frozenset(responses())
        edition, faults = read_edition(self._data, names, published(), self._office)
        if stamps_of(self._data, self._office) != stamps:
            self._done = None  # somebody writes: the next look sees another state
        elif faults:
            self._refuse(faults)
        else:
            self._take_up(edition)

    def _take_up(self, edition: Edition) -> None:
        publish(edition)
        self._told([])
        self._kept.keep(edition)
        logger.info("The changed texts are taken up: edition %s", edition.name)

    def _take_back(self) -> None:
        """The files are again those that are published."""
        if self.faults:
            logger.info("The texts are those of edition %s again", published().name)
        self._told([])

    def _refuse(self, faults: list[Fault]) -> None:
        if faults == self.faults:
            return
        self._told(faults)
        told = "\n".join(f"  {fault.shown(self._data)}" for fault in faults[:_MOST_TOLD])
        more = f"\n  and {len(faults) - _MOST_TOLD} more (make check-content)" if len(faults) > _MOST_TOLD else ""
        logger.error("The changed texts are refused, the old ones stay:\n%s%s", told, more)

    def _told(self, faults: list[Fault]) -> None:
        self.faults = faults
        metrics().texts_refused.set(bool(faults))


def stamps_of(data: Path, office: Path | None = None) -> Stamps:
    """What a changed file shows without being read: its inode, size and time."""
    found = []
    for path in content_files(data, office):
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((str(path), status.st_ino, status.st_size, status.st_mtime_ns))
    return tuple(found)
