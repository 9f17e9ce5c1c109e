# SPDX-License-Identifier: MIT
"""Copied records, kept inside the program: the system's clipboard gets a token and nothing of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from hotmap.domain.identity import new_uuid
from hotmap.domain.records import Record

FORMAT = "application/x-hotmap-copied"


class ShapeClipboard:
    """What was copied last, as long as nothing else has been copied anywhere since.

    Records may be restricted, and every program reads the system's clipboard; so only a token goes
    there, which tells that the latest copy is ours.
    """

    def __init__(self) -> None:
        self._records: tuple[Record, ...] = ()
        self._token = b""

    def put(self, records: Sequence[Record]) -> None:
        """Keep records in place of those that were copied before."""
        self._records, self._token = tuple(records), new_uuid().encode()
        data = QMimeData()
        data.setData(FORMAT, self._token)
        QGuiApplication.clipboard().setMimeData(data)

    def records(self) -> tuple[Record, ...]:
        """Return what was copied; nothing when another text or picture was copied since."""
        return self._records if self._is_ours() else ()

    def forget(self) -> None:
        """Keep nothing any longer, and take the token back: the plan is closed."""
        if self._is_ours():
            # A clipboard that outlives Python with data made by Python ends the program by a crash.
            QGuiApplication.clipboard().clear()
        self._records, self._token = (), b""

    def _is_ours(self) -> bool:
        data = QGuiApplication.clipboard().mimeData() if self._token else None
        return data is not None and data.data(FORMAT).data() == self._token
