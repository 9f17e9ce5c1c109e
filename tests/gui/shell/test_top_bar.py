# SPDX-License-Identifier: MIT
"""The search field of the top bar invites without its words running into what stands beside them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from hotmap.gui.shell.top_bar import TopBar


@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_invitation_of_the_search_field_is_whole_and_clear_of_lens_and_shortcut(
    qtbot: QtBot, way: Qt.LayoutDirection
) -> None:
    before = QApplication.layoutDirection()
    QApplication.setLayoutDirection(way)
    try:
        bar = TopBar(QMenu())
        qtbot.addWidget(bar)
        bar.resize(1366, bar.height())
        bar.show()
        QApplication.processEvents()
        field = bar.search
        room: QRect = field.rect().marginsRemoved(field.textMargins())
        beside = [one for one in field.findChildren(QWidget) if one.isVisible()]
        assert len(beside) == 2
        assert not any(one.geometry().intersects(room) for one in beside)
        assert field.fontMetrics().horizontalAdvance(field.placeholderText()) <= room.width()
        field.setText("a")
        assert len([one for one in field.findChildren(QWidget) if one.isVisible()]) == 1
    finally:
        QApplication.setLayoutDirection(before)
