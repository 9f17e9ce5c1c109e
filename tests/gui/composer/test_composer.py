# SPDX-License-Identifier: MIT
"""The composer in the real window: what the hand chooses is what the paper shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shapely.geometry import Point

from hotmap.gui.composer.composer import Composer
from hotmap.gui.composer.printers import PrintOrder, print_pages
from hotmap.gui.main_window import MainWindow
from hotmap.gui.widgets.segmented import Segmented
from hotmap.services import editing
from hotmap.settings import Settings


@pytest.fixture
def composer(qtbot: QtBot, window: MainWindow) -> Iterator[Composer]:
    """The composer, opened by its keys, with its first sheet painted."""
    window.resize(1280, 800)
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    made = window.map.findChild(Composer)
    assert made is not None
    _settle(qtbot, made)
    yield made
    made.leave()


def _settle(qtbot: QtBot, composer: Composer) -> None:
    """Wait until what was chosen is painted."""
    if composer._settle.isActive():
        composer._settle.stop()
        composer.refresh()
    qtbot.waitUntil(lambda: not composer.workspace.jobs._running and composer._sheets is not None, timeout=20_000)
    composer.renderer.finish()


def _choose(qtbot: QtBot, composer: Composer, control: Segmented, value: str) -> None:
    """Click on a segment."""
    number = [segment.id for segment in control._segments].index(value)
    at = QPoint(round(control.width() * (number + 0.5) / len(control._segments)), control.height() // 2)
    QTest.mouseClick(control, Qt.MouseButton.LeftButton, pos=at)
    _settle(qtbot, composer)


def _text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(str(path)) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf)


def _sheet(composer: Composer):
    return composer._sheets.first


def test_composer_stands_in_place_of_the_map_and_gives_it_back(composer: Composer, window: MainWindow) -> None:
    assert composer.preview.isVisible()
    assert not window.map.isVisible()
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert window.map.isVisible()
    assert not composer.preview.isVisible()


def test_composer_goes_with_the_stage(composer: Composer, window: MainWindow) -> None:
    window.go_to("prioritise")
    assert window.map.isVisible()
    assert not composer.panel.isVisible()


def test_preview_is_the_holders_own_print_first(composer: Composer) -> None:
    assert "NOT FOR RELEASE" in _sheet(composer).content.banner[1]
    assert composer.preview.table._page is not None


def test_preview_of_an_audience_is_painted_from_its_release(qtbot: QtBot, composer: Composer) -> None:
    number = composer.panel.audience._values.index("partners")
    composer.panel.audience.setCurrentIndex(number)
    composer.panel.audience.activated.emit(number)
    _settle(qtbot, composer)
    assert _sheet(composer).scene.records.audience == "partners"
    assert all(mark.cell for mark in _sheet(composer).scene.hotspots)


def test_paper_and_orientation_change_the_page(qtbot: QtBot, composer: Composer) -> None:
    _choose(qtbot, composer, composer.panel.orientation, "portrait")
    _choose(qtbot, composer, composer.panel.paper, "A3")
    page = _sheet(composer).page
    assert (page.width, page.height) == (297, 420)
    image = composer.preview.table._page.image
    assert image.height() > image.width()


@pytest.mark.parametrize("typed", ["1:750 000", "750000"])
def test_typed_scale_is_the_sheets(qtbot: QtBot, composer: Composer, typed: str) -> None:
    edit = composer.panel.scale.lineEdit()
    edit.selectAll()
    QTest.keyClicks(edit, typed)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    _settle(qtbot, composer)
    assert _sheet(composer).frame.denominator == 750_000


def test_scale_that_is_none_is_told_and_changes_nothing(composer: Composer) -> None:
    edit = composer.panel.scale.lineEdit()
    edit.selectAll()
    QTest.keyClicks(edit, "near")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert composer.composition.sheet.denominator is None
    assert composer.panel.scale.property("problem") is True


def test_title_and_parts_are_on_the_sheet(qtbot: QtBot, composer: Composer) -> None:
    QTest.keyClicks(composer.panel.title, "Road convoy")
    composer.panel._parts["legend"].click()
    _settle(qtbot, composer)
    assert _sheet(composer).content.title == "Road convoy"
    assert _sheet(composer).panel.fit.legend.entries == []


def test_each_hotspot_gets_a_page_and_the_switcher_turns_them(qtbot: QtBot, composer: Composer) -> None:
    _choose(qtbot, composer, composer.panel.series, "hotspot")
    assert len(composer._sheets.pages) == 1 + 3
    table = composer.preview.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_PageDown)
    composer.renderer.finish()
    assert table._page.number == 1
    assert composer.preview._pages.currentIndex() == 1


def test_wheel_brings_the_sheet_near_at_the_pointer(composer: Composer) -> None:
    table = composer.preview.table
    before, at = table.px_per_mm, QPointF(300, 200)
    under = (at - table._corner) / table.px_per_mm
    table.zoom_by(2.0, at)
    assert table.px_per_mm == pytest.approx(2 * before)
    moved = (at - table._corner) / table.px_per_mm
    assert (moved - under).manhattanLength() < 0.01
    QTest.keyClick(table, Qt.Key.Key_0)
    assert table.px_per_mm == pytest.approx(before)


def test_photocopy_shows_greys_alone(composer: Composer) -> None:
    composer.preview._tone.choose(1)
    image = composer.preview.table.grab().toImage()
    seen = [image.pixelColor(x, y) for x in range(60, image.width() - 60, 17) for y in range(60, 400, 17)]
    assert all(max(c.red(), c.green(), c.blue()) - min(c.red(), c.green(), c.blue()) <= 4 for c in seen)


def test_spoilt_sheet_cannot_be_written(qtbot: QtBot, composer: Composer) -> None:
    session = composer.workspace.session
    for number in range(4):
        composer.workspace.add(
            "hotspot", {"name": f"Hut {number}", "type": "village"}, Point(57.0 + 0.1 * number, -4.5)
        )
    editing.decide(session, session.plan.of("hotspot"), "should", reason="Agreed", forum="Group", role="Chair")
    composer.refresh()
    _settle(qtbot, composer)
    assert composer.delivery._pdf.isEnabled()
    composer.panel.scale.chosen.emit(50_000_000)
    _settle(qtbot, composer)
    assert not composer.delivery._pdf.isEnabled()
    assert not composer.delivery._send.isEnabled()


def test_frame_dragged_on_the_map_is_what_the_sheet_shows(qtbot: QtBot, composer: Composer, window: MainWindow) -> None:
    composer.panel.extent.chosen.emit("frame")
    canvas, frame = window.map.canvas, composer.frame
    assert window.map.isVisible()
    before = frame.frame
    assert before is not None
    _drag(canvas, frame._rect().center(), frame._rect().center() + QPointF(60, -20))
    _drag(canvas, frame._rect().topLeft(), frame._rect().topLeft() + QPointF(60, 40))
    laid = frame.frame
    assert laid is not None
    assert laid.x_m > before.x_m
    assert laid.scale_denominator(1.0) < before.scale_denominator(1.0)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    _settle(qtbot, composer)
    shown = _sheet(composer).frame
    assert composer.preview.isVisible()
    assert shown.denominator == round(laid.scale_denominator(1.0))
    assert shown.view.centre == pytest.approx(laid.centre, abs=1e-4)


def test_frame_given_up_leaves_the_extent(composer: Composer, window: MainWindow) -> None:
    composer.panel.frame_wanted.emit()
    QTest.keyClick(window.map.canvas, Qt.Key.Key_Escape)
    assert composer.frame.frame is None
    assert composer.composition.extent == "all"
    assert composer.preview.isVisible()
    assert window.map.canvas.decorations.count(composer.frame._paint) == 0


def _drag(widget: QWidget, start: QPointF, end: QPointF) -> None:
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start.toPoint())
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(widget, (start + (end - start) * share).toPoint())
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end.toPoint())


def test_sheet_is_written_inspected_and_on_record(qtbot: QtBot, composer: Composer, tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    composer.write(out)
    qtbot.waitUntil(lambda: not composer.workspace.jobs._running, timeout=20_000)
    text = _text_of(out)
    assert "Tiva camp" in text
    assert "NOT FOR RELEASE" in text
    assert composer.workspace.session.releases()[-1]["files"][0]["name"] == "sheet.pdf"


def test_word_that_is_withheld_is_not_written(qtbot: QtBot, composer: Composer, tmp_path: Path) -> None:
    said: list[str] = []
    composer.workspace.failed.connect(said.append)
    session = composer.workspace.session
    mine = [hotspot for hotspot in session.plan.of("hotspot") if hotspot.name == "Oruk mine"]
    editing.mark(session, mine, {"audiences": ("mission",)})
    composer.panel.audience.chosen.emit("partners")
    _settle(qtbot, composer)
    QTest.keyClicks(composer.panel.title, "Roads to Oruk mine")
    composer.write(tmp_path / "sheet.pdf")
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert "Oruk mine" in said[0]
    assert not (tmp_path / "sheet.pdf").exists()


def test_machine_without_printer_says_so(composer: Composer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hotmap.gui.composer.delivery.printer_names", list)
    composer.delivery._print.click()
    assert composer.delivery._no_printer.isVisible()
    assert not composer.delivery._settings.isVisible()


def test_pages_go_to_a_printer_with_selectable_text(qtbot: QtBot, composer: Composer, tmp_path: Path) -> None:
    _choose(qtbot, composer, composer.panel.series, "hotspot")
    out = tmp_path / "printed.pdf"
    print_pages(composer._sheets.pages, PrintOrder("", 1, False, None, out), "Sheets", lambda share: None)
    with pypdfium2.PdfDocument(str(out)) as pdf:
        assert len(pdf) == 4
        assert [round(v / 72 * 25.4) for v in pdf[0].get_size()] == [297, 210]
    assert "Tiva camp" in _text_of(out)


def test_printing_is_on_record_and_prints_one_page_where_asked(
    qtbot: QtBot, composer: Composer, tmp_path: Path
) -> None:
    _choose(qtbot, composer, composer.panel.series, "hotspot")
    QTest.keyClick(composer.preview.table, Qt.Key.Key_PageDown)
    out = tmp_path / "printed.pdf"
    composer.send_to_printer(PrintOrder("Office", 2, True, -1, out))
    qtbot.waitUntil(lambda: not composer.workspace.jobs._running, timeout=20_000)
    with pypdfium2.PdfDocument(str(out)) as pdf:
        assert len(pdf) == 1
    record = composer.workspace.session.releases()[-1]
    assert record["audience"] == "internal"
    assert record["files"][0]["name"].startswith("printed ")


def test_choices_are_remembered_and_nothing_of_the_plan(qtbot: QtBot, composer: Composer) -> None:
    QTest.keyClicks(composer.panel.title, "Road convoy")
    _choose(qtbot, composer, composer.panel.orientation, "portrait")
    kept = Settings.load().sheet
    assert kept["orientation"] == "portrait"
    assert "Road convoy" not in str(kept)
    composer.begin_anew()
    assert composer.composition.sheet.orientation == "portrait"
    assert composer.composition.sheet.title == ""


def test_room_sees_no_sheet(composer: Composer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(composer.workspace), "in_room", True)
    composer.refresh()
    assert composer.preview.table._page is None
    assert not composer.delivery._pdf.isEnabled()
    assert composer.preview.table.accessibleDescription()


def test_change_of_the_plan_is_painted(qtbot: QtBot, composer: Composer) -> None:
    workspace = composer.workspace
    hotspot = next(h for h in workspace.plan.of("hotspot") if h.name == "Tiva camp")
    workspace.set_values(hotspot, {"name": "Tiva new camp"})
    assert composer._settle.isActive()
    _settle(qtbot, composer)
    names = [mark.name for mark in _sheet(composer).scene.hotspots]
    assert "Tiva new camp" in names
