"""What a worker tells its supervisor, in memory that both share."""

from __future__ import annotations

import mmap
import struct
import time
from typing import Final

_BEAT: Final = struct.Struct("d")
_SERVES: Final = _BEAT.size


class Pulse:
    """Made before the fork. Neither side waits for the other, so it tells the truth of a worker that hangs."""

    def __init__(self) -> None:
        """The worker begins now, and does not serve yet."""
        self._memory = mmap.mmap(-1, mmap.PAGESIZE)
        self.beat()

    def beat(self) -> None:
        """The worker's event loop runs."""
        _BEAT.pack_into(self._memory, 0, time.monotonic())

    @property
    def last_beat(self) -> float:
        """When the loop last said so (``time.monotonic``, which all processes of a machine share)."""
        return float(_BEAT.unpack_from(self._memory, 0)[0])

    def say_serving(self) -> None:
        """The worker takes connections."""
        self._memory[_SERVES] = 1

    @property
    def is_serving(self) -> bool:
        """Whether the worker takes connections, or did."""
        return bool(self._memory[_SERVES])

    def close(self) -> None:
        """Give the memory back."""
        self._memory.close()
