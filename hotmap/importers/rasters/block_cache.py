# SPDX-License-Identifier: MIT
"""Decoded blocks of all open pictures, the ones asked for last, within one bound of memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

import numpy as np

ROOM_BYTES = 64_000_000
_NOTHING_BYTES = 100  # what is remembered of a block that is not there


class BlockCache:
    """Remembers blocks until their room is needed by others; any thread may ask.

    Parameters
    ----------
    room_bytes : int
    """

    def __init__(self, room_bytes: int = ROOM_BYTES) -> None:
        self._room_bytes = room_bytes
        self._used_bytes = 0
        self._blocks: OrderedDict[Hashable, np.ndarray | None] = OrderedDict()
        self._lock = Lock()

    @property
    def used_bytes(self) -> int:
        """Memory that the blocks take."""
        return self._used_bytes

    def holds(self, key: Hashable) -> bool:
        """Return whether a block is there."""
        return key in self._blocks

    def get(self, key: Hashable, make: Callable[[], np.ndarray | None]) -> np.ndarray | None:
        """Return a block, made when it is not there."""
        with self._lock:
            if key in self._blocks:
                self._blocks.move_to_end(key)
                return self._blocks[key]
        made = make()  # outside of the lock: decoding takes milliseconds
        with self._lock:
            if key not in self._blocks:
                self._blocks[key] = made
                self._used_bytes += _size(made)
            while self._used_bytes > self._room_bytes and len(self._blocks) > 1:
                _, oldest = self._blocks.popitem(last=False)
                self._used_bytes -= _size(oldest)
        return made


def _size(block: np.ndarray | None) -> int:
    return _NOTHING_BYTES if block is None else block.nbytes


SHARED = BlockCache()
"""One bound for the whole program, however many pictures and windows there are."""
