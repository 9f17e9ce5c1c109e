# SPDX-License-Identifier: MIT
"""The look of a layer: what is chosen is seen on the map at once, and each gesture can be taken back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QButtonGroup, QMenu, QRadioButton, QWidget

from hotmap.cartography.style import CLASSED_THEMES, THEMES, possible_themes
from hotmap.domain.layer_style import MODES
from hotmap.gui.canvas.map_view import MapView
from hotmap.gui.looks.about_section import AboutSection
from hotmap.gui.looks.colours import ColourButton
from hotmap.gui.looks.desk import LookDesk
from hotmap.gui.looks.kinds_section import KindsSection, by_kind
from hotmap.gui.looks.numbers_section import NumbersSection, by_number
from hotmap.gui.looks.pickers import Choice
from hotmap.gui.looks.picture_section import PictureSection
from hotmap.gui.looks.seen_section import SeenSection
from hotmap.gui.looks.symbol_section import SymbolSection
from hotmap.gui.panels.layer_actions import fitted_style
from hotmap.gui.panels.swatches import usual_colour
from hotmap.gui.widgets.building import bare_button, button, column, dress, label, row, rule, scrolled
from hotmap.gui.widgets.fields import LineField
from hotmap.gui.widgets.notice import Notice
from hotmap.gui.workspace import Workspace
from hotmap.i18n import mark_for_translation, tr
from hotmap.services import layering

MARGINS = (16, 12, 16, 14)
_MODE_WORDS = {
    "theme": mark_for_translation("As maps usually draw it"),
    "single": mark_for_translation("One look for all"),
    "kinds": mark_for_translation("By kind"),
    "numbers": mark_for_translation("By number"),
}


class LookPanel(QWidget):
    """All that decides how a layer is drawn, and what is said of it.

    Parameters
    ----------
    workspace : Workspace
    view : MapView
        The map on which a look is tried.
    """

    closed = Signal()

    def __init__(self, workspace: Workspace, view: MapView) -> None:
        super().__init__()
        dress(self, "panel")
        self.desk = LookDesk(workspace, view, self)
        self.name = LineField()
        self.name.setAccessibleName(tr("Name"))
        self.name.editingFinished.connect(self._rename)
        self.theme = Choice(tr("What this layer shows"))
        self.theme.picked.connect(lambda theme: self.desk.settle(replace(self.desk.style, theme=theme, mode="theme")))
        self.class_column = Choice(tr("Column that tells the class"))
        self.class_column.picked.connect(lambda name: self.desk.settle(replace(self.desk.style, class_column=name)))
        self.theme_colour = ColourButton(tr("Colour"))
        self.theme_colour.tried.connect(lambda c: self.desk.try_style(replace(self.desk.style, colour=c or None)))
        self.theme_colour.chosen.connect(lambda c: self.desk.settle(replace(self.desk.style, colour=c or None)))
        self.trouble = Notice("", picture="warning", tone="gap")
        self.picture = PictureSection(self.desk)
        self.symbol, self.kinds = SymbolSection(self.desk), KindsSection(self.desk)
        self.numbers, self.seen = NumbersSection(self.desk), SeenSection(self.desk)
        self.about = AboutSection(self.desk)
        self.modes = self._mode_buttons()
        self._build()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.refresh)
        self.desk.changed.connect(self._soon.start)
        workspace.previewed.connect(lambda _: self._soon.start())
        view.rasters.changed.connect(self._soon.start)
        view.features.changed.connect(self._soon.start)

    def show_layer(self, uuid: str) -> None:
        """Turn to a layer."""
        self.desk.take(uuid)
        self.refresh()

    def refresh(self) -> None:
        """Show the layer as it stands; one that is gone closes the panel."""
        layer, style = self.desk.layer, self.desk.style
        if layer is None:
            if self.isVisible():
                self.closed.emit()
            return
        drawn = self.desk.drawn
        if not self.name.hasFocus():
            self.name.setText(layer.name or "")
            self.name.setCursorPosition(0)
        reason = self.desk.reason
        self.trouble.setVisible(bool(reason))
        self.trouble.say(reason)
        has_features = drawn is not None
        self._look.setVisible(has_features)
        self.modes[style.mode].setChecked(True)
        has_columns = bool(self.desk.columns)
        self.modes["kinds"].setEnabled(has_columns)
        self.modes["numbers"].setEnabled(has_columns and bool(self.desk.numeric_columns()))
        self.theme.show_choices(
            {theme: tr(THEMES[theme]) for theme in possible_themes(self.desk.geometry)}, style.theme
        )
        usual = usual_colour(style, self.desk.geometry)
        self.theme_colour.setVisible(bool(usual))
        self.theme_colour.show_colour(style.colour or usual or "#FFFFFF", own=bool(style.colour))
        self._theme_box.setVisible(style.mode == "theme")
        for widget in (self._class_words, self.class_column):
            widget.setVisible(style.theme in CLASSED_THEMES)
        self.class_column.show_choices({n: n for n in self.desk.columns}, style.class_column, nothing=tr("none"))
        self.symbol.setVisible(style.is_own)
        self.kinds.setVisible(style.mode == "kinds")
        self.numbers.setVisible(style.mode == "numbers")
        self.picture.setVisible(layer.kind == "raster")
        for section in (self.picture, self.symbol, self.kinds, self.numbers, self.seen, self.about):
            section.show_style()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave nothing tried on the map behind."""
        super().hideEvent(event)
        self.desk.leave()

    def _build(self) -> None:
        close = bare_button("close", tr("Close"), self.closed.emit)
        head = row(label(tr("Look of the layer"), "title"), None, close, margins=(16, 12, 12, 8))
        self._theme_box, self._class_words = QWidget(), label(tr("Column that tells the class"), "label")
        self._theme_box.setLayout(
            column(label(tr("What this layer shows"), "label"), row(self.theme, self.theme_colour),
                   self._class_words, self.class_column, gap=4)
        )  # fmt: skip
        self._look = QWidget()
        self._look.setLayout(
            column(rule(), *self.modes.values(), self._theme_box, self.kinds, self.numbers, self.symbol, gap=8)
        )
        body = QWidget()
        body.setLayout(
            column(label(tr("Name"), "label"), self.name, self.trouble, self.picture, self._look, rule(), self.seen,
                   rule(), self.about, None, gap=10, margins=MARGINS)
        )  # fmt: skip
        foot = QWidget()
        dress(foot, "foot")
        self.back = button(tr("Back to default"), self.desk.reset, picture="undo")
        self.copy = button(tr("Copy to …"), self._offer_others, picture="copy")
        done = button(tr("Done"), self.closed.emit, kind="large")
        foot.setLayout(row(self.back, self.copy, None, done, margins=(12, 10, 12, 10)))
        layout = column(head, gap=0)
        layout.addWidget(scrolled(body), 1)
        layout.addWidget(foot)
        self.setLayout(layout)

    def _mode_buttons(self) -> dict[str, QRadioButton]:
        group, found = QButtonGroup(self), {}
        for mode in MODES:
            made = QRadioButton(tr(_MODE_WORDS[mode]))
            made.clicked.connect(partial(self._choose_mode, mode))
            group.addButton(made)
            found[mode] = made
        return found

    def _choose_mode(self, mode: str) -> None:
        style = self.desk.style
        if mode == "kinds":
            style = by_kind(style, self.desk.columns)
        elif mode == "numbers":
            style = by_number(style, self.desk.columns)
        else:
            style = replace(style, mode=mode)
        self.desk.settle(style)
        self.refresh()  # also where nothing came of it: the button goes back

    def _rename(self) -> None:
        layer, session, name = self.desk.layer, self.desk.workspace.session, self.name.text().strip()
        self.name.settle()
        if layer is None or session is None or name == (layer.name or ""):
            return
        if not name or not self.desk.workspace.did(lambda: layering.rename(session, layer, name)):
            self.name.setText(layer.name or "")

    def _offer_others(self) -> None:
        layer, style, session = self.desk.layer, self.desk.style, self.desk.workspace.session
        if layer is None or session is None:
            return
        menu = QMenu(self)
        for other in self.desk.workspace.plan.of("layer"):
            if other.uuid == layer.uuid or other.geometry_type != layer.geometry_type:
                continue
            give = partial(layering.restyle, session, other, fitted_style(style, other))
            menu.addAction(layering.named(other)).triggered.connect(
                lambda _=False, give=give: self.desk.workspace.did(give)
            )
        if menu.isEmpty():
            menu.addAction(tr("No other layer has features of this form")).setEnabled(False)
        menu.popup(self.copy.mapToGlobal(self.copy.rect().topLeft()))
