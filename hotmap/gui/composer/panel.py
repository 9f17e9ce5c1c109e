# SPDX-License-Identifier: MIT
"""What can be chosen about a sheet, from who gets it to the words on it; nothing here paints or writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from hotmap.cartography.sheet_choice import CORNERS
from hotmap.gui.composer.choices import ChoiceList
from hotmap.gui.composer.composition import Composition
from hotmap.gui.composer.scale_field import ScaleField, scale_text
from hotmap.gui.widgets.building import bare_button, boxed, button, column, dress, label, row, rule, scrolled
from hotmap.gui.widgets.fields import LineField, TextField
from hotmap.gui.widgets.segmented import Segment, Segmented
from hotmap.i18n import tr, tr_count
from hotmap.services.composing import Offer, Place

MARGINS = (16, 14, 16, 14)
_NOTE_LINES = 2


class ComposerPanel(QWidget):
    """The choices at the end of the window.

    Parameters
    ----------
    foot : QWidget
        What stands below them and does not scroll: warnings and buttons.
    """

    edited = Signal(object)
    """Carries the new `Composition`."""
    closed = Signal()
    frame_wanted = Signal()
    """The extent is to be laid on the map by hand."""
    screen_wanted = Signal()
    """The extent is to be what the map shows now."""

    def __init__(self, foot: QWidget) -> None:
        super().__init__()
        dress(self, "panel")
        self._composition = Composition()
        self._offer = Offer((), (), ())
        self._parts: dict[str, QCheckBox] = {}
        self._selected: tuple[str, ...] = ()
        self._make_fields()
        body = QWidget()
        body.setLayout(self._body())
        layout = column(gap=0)
        layout.addWidget(scrolled(body), 1)
        layout.addWidget(foot)
        self.setLayout(layout)

    # ---- showing -------------------------------------------------------------------------------

    @property
    def composition(self) -> Composition:
        """What is chosen."""
        return self._composition

    def show_audiences(self, texts: Mapping[str, str]) -> None:
        """Show for whom a sheet can be, by code."""
        self.audience.show_choices(texts.items(), self._composition.audience)

    def show_release(self, offer: Offer, told: str, selected: tuple[str, ...]) -> None:
        """Show what sheets can be made of, how much of the plan it is, and which hotspots are selected."""
        self._offer, self._selected = offer, selected
        self._told.setText(told)
        self.show_composition(self._composition)

    def show_fitted(self, denominator: int | None) -> None:
        """Say which scale fits, where none is fixed."""
        fixed = self._composition.sheet.denominator
        self._fitted.setText("" if denominator is None or fixed else tr("now {scale}").format(
            scale=scale_text(denominator)))  # fmt: skip

    def show_composition(self, composition: Composition) -> None:
        """Show what is chosen without telling anybody."""
        self._composition, sheet = composition, composition.sheet
        self.audience.show_value(composition.audience)
        for control, value in (
            (self.language, composition.language),
            (self.paper, composition.page),
            (self.orientation, sheet.orientation),
            (self.series, sheet.series),
            (self.grid, composition.grid),
        ):
            control.set_value(value)
        self.scale.show_value(sheet.denominator)
        self._show_series(composition)
        self._show_extent(composition)
        self.locator.show_value(sheet.locator)
        for field, text in ((self.title, sheet.title), (self.subtitle, sheet.subtitle)):
            if field.text() != text:
                field.setText(text)
        if self.notes.toPlainText() != sheet.notes:
            self.notes.setPlainText(sheet.notes)
        for name, box in self._parts.items():
            chosen = getattr(sheet, name)
            box.blockSignals(True)
            box.setChecked(composition.page == "A3" if chosen is None else chosen)
            box.blockSignals(False)

    def _show_series(self, composition: Composition) -> None:
        sheet, offer = composition.sheet, self._offer
        choices: dict[Any, str] = {}
        if sheet.series == "district":
            choices = {("layer", uuid): name for uuid, name in offer.area_layers}
        elif sheet.series == "hotspot":
            count = len(offer.hotspots)
            choices = {("level", ""): tr_count("the one hotspot", "all {n} hotspots", count)}
            for level, text in (("must", tr("Must")), ("should", tr("Should")), ("could", tr("Could"))):
                number = sum(place.level == level for place in offer.hotspots)
                if number:
                    choices["level", level] = tr_count(
                        "{level}: {n} hotspot", "{level}: {n} hotspots", number, level=text
                    )
            if self._selected:
                choices["only", self._selected] = tr("the selected: {n}").format(n=len(self._selected))
        if sheet.only:
            chosen: Any = ("only", sheet.only)
        else:
            chosen = ("layer", sheet.layer) if sheet.series == "district" else ("level", sheet.level)
        self.series_of.show_choices(choices.items(), chosen)
        self._series_box.setVisible(bool(choices))

    def _show_extent(self, composition: Composition) -> None:
        choices = {"all": tr("Everything"), "screen": tr("As on the map now"), "frame": tr("A frame laid on the map")}
        if self._offer.hotspots or self._offer.areas:
            choices["place"] = tr("One hotspot or district")
        self.extent.show_choices(choices.items(), composition.extent)
        self._place_box.setVisible(composition.extent == "place")
        self._frame_again.setVisible(composition.extent == "frame")
        self._screen_again.setVisible(composition.extent == "screen")
        if composition.extent == "place":
            places = (*self._offer.hotspots, *self._offer.areas)
            chosen = next((place for place in places if place.text == composition.place), None)
            self.place.show_choices([(place, place.text) for place in places], chosen)
        self._extent_box.setVisible(not composition.is_series)

    # ---- building ------------------------------------------------------------------------------

    def _make_fields(self) -> None:
        change = self._change
        self.audience = _list(tr("Who gets it"), lambda code: change(audience=code, extent="all", bbox_wgs84=None,
                              place="", sheet=replace(self._composition.sheet, only=(), layer="")))  # fmt: skip
        self._told = label("", "second", wrap=True)
        self.language = _segmented(tr("Language of the sheet"), {"en": "English", "fr": "Français", "ar": "العربية"},
                                   lambda code: change(language=code))  # fmt: skip
        self.paper = _segmented(tr("Paper"), {"A4": "A4", "A3": "A3"}, lambda page: change(page=page))
        turned = {"landscape": tr("Landscape"), "portrait": tr("Portrait")}
        self.orientation = _segmented(tr("Orientation"), turned, lambda way: self._choose(orientation=way))
        series = {"one": tr("One"), "district": tr("Each district"), "hotspot": tr("Each hotspot")}
        self.series = _segmented(tr("Sheets"), series, self._on_series)
        self.series_of = _list(tr("Of which"), self._on_series_of)
        self.extent = _list(tr("Extent"), self._on_extent)
        self.place = _list(tr("Hotspot or district"), self._on_place)
        self._frame_again = button(tr("Move the frame …"), self.frame_wanted.emit, picture="map")
        self._screen_again = button(tr("Take the map as it is now"), self.screen_wanted.emit, picture="map")
        self.scale = ScaleField()
        self.scale.chosen.connect(lambda denominator: self._choose(denominator=denominator))
        self._fitted = label("", "second")
        grids = {"mgrs": "MGRS", "degrees": tr("Degrees"), "none": tr("None")}
        self.grid = _segmented(tr("Grid"), grids, lambda grid: change(grid=grid))
        self.locator = _list(tr("Locator map"), lambda corner: self._choose(locator=corner))
        corners = dict(zip(CORNERS, (tr("Top left"), tr("Top right"), tr("Bottom left"), tr("Bottom right")),
                           strict=True))  # fmt: skip
        places = {"auto": tr("In the free corner"), **corners, "none": tr("None")}
        self.locator.show_choices(places.items(), "auto")
        self.title, self.subtitle, self.notes = LineField(), LineField(), TextField()
        self.title.setPlaceholderText(tr("as the plan says"))
        self.subtitle.setPlaceholderText(tr("Protection hotspots"))
        for field, name, text in (
            (self.title, "title", tr("Title")), (self.subtitle, "subtitle", tr("Subtitle"))
        ):  # fmt: skip
            field.setAccessibleName(text)
            field.textEdited.connect(lambda typed, name=name: self._choose(**{name: typed.strip()}))
        self.notes.setAccessibleName(tr("Note on the sheet"))
        self.notes.setPlaceholderText(tr("Nothing that its readers may not know"))
        self.notes.setFixedHeight(self.notes.fontMetrics().lineSpacing() * _NOTE_LINES + 20)
        self.notes.setTabChangesFocus(True)
        self.notes.textChanged.connect(self._on_notes)
        for name, text in (
            ("figures", tr("Key figures")), ("must", tr("Must list")), ("cover", tr("Who stands where")),
            ("legend", tr("Legend")), ("proof", tr("Must hold on a photocopier")),
        ):  # fmt: skip
            box = QCheckBox(text)
            box.toggled.connect(lambda on, name=name: self._choose(**{name: on}))
            self._parts[name] = box

    def _body(self) -> QVBoxLayout:
        self._series_box = boxed(column(self.series_of, gap=4))
        self._place_box = boxed(column(self.place, gap=4))
        extent = column(label(tr("Extent"), "label"), self.extent, self._place_box, gap=4)
        extent.addLayout(row(self._frame_again, self._screen_again, None))
        self._extent_box = boxed(extent)
        head = row(label(tr("Print a map"), "title"), None, bare_button("close", tr("Close"), self.closed.emit))
        always = label(
            tr("Classification, audience, exercise mark, date, scale, sources and disclaimer stand on every sheet."),
            "second", wrap=True,
        )  # fmt: skip
        body = column(gap=12, margins=MARGINS)
        for part in (
            head,
            column(label(tr("Who gets it"), "label"), self.audience, self._told, gap=4),
            column(label(tr("Paper"), "label"), self.paper, self.orientation, gap=4),
            column(label(tr("Sheets"), "label"), self.series, gap=4),
            self._series_box,
            self._extent_box,
            column(row(label(tr("Scale"), "label"), None, self._fitted), self.scale, gap=4),
            column(label(tr("Grid"), "label"), self.grid, gap=4),
            column(label(tr("Locator map"), "label"), self.locator, gap=4),
            rule(),
            column(label(tr("Title"), "label"), self.title, gap=4),
            column(label(tr("Subtitle"), "label"), self.subtitle, gap=4),
            column(label(tr("Note on the sheet"), "label"), self.notes, gap=4),
            column(label(tr("Beside the map"), "label"), *[self._parts[n] for n in _BESIDE], gap=4),
            column(label(tr("Language of the sheet"), "label"), self.language, gap=4),
            rule(),
            self._parts["proof"],
            always,
        ):
            if isinstance(part, QWidget):
                body.addWidget(part)
            else:
                body.addLayout(part)
        body.addStretch(1)
        return body

    # ---- what the hand does --------------------------------------------------------------------

    def _change(self, **values: Any) -> None:
        """Take over a choice and tell, if it is another one."""
        made = replace(self._composition, **values)
        if made != self._composition:
            self.show_composition(made)
            self.edited.emit(made)

    def _choose(self, **values: Any) -> None:
        self._change(sheet=replace(self._composition.sheet, **values))

    def _on_notes(self) -> None:
        self._choose(notes=" ".join(self.notes.toPlainText().split()))

    def _on_series(self, series: str) -> None:
        self._choose(series=series, only=(), level="", layer="")

    def _on_series_of(self, chosen: tuple[str, Any]) -> None:
        values: dict[str, Any] = {"only": (), "layer": "", "level": "", chosen[0]: chosen[1]}
        self._choose(**values)

    def _on_extent(self, extent: str) -> None:
        if extent == "frame":
            self.frame_wanted.emit()
        elif extent == "screen":
            self.screen_wanted.emit()
        elif extent == "place":
            self._on_place((*self._offer.hotspots, *self._offer.areas)[0])
        else:
            self._change(extent="all", bbox_wgs84=None, place="")

    def _on_place(self, place: Place) -> None:
        self._change(extent="place", bbox_wgs84=place.bbox_wgs84, place=place.text)


_BESIDE = ("figures", "must", "cover", "legend")


def _list(name: str, on_chosen: Callable[[Any], None]) -> ChoiceList:
    made = ChoiceList(name)
    made.chosen.connect(on_chosen)
    return made


def _segmented(name: str, choices: Mapping[str, str], on_chosen: Callable[[Any], None]) -> Segmented:
    made = Segmented([Segment(code, text) for code, text in choices.items()], name, pad_px=8)
    made.chosen.connect(on_chosen)
    return made
