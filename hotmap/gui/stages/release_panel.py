# SPDX-License-Identifier: MIT
"""What one audience will not see, which files it gets, and the one button that writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from hotmap.domain.codelists import CodeLists
from hotmap.domain.plan import RecordSet
from hotmap.domain.records import KINDS
from hotmap.exporters import EXPORTERS
from hotmap.gui.panels.history import show_moment
from hotmap.gui.widgets.building import ElidedLabel, boxed, button, column, dress, emptied, label, row, rule, scrolled
from hotmap.gui.widgets.notice import Notice, Picture
from hotmap.i18n import tr, tr_count
from hotmap.services.sending import PACKET, Packet
from hotmap.units import format_bytes, format_number

MARGINS = (16, 14, 16, 14)
PICTURES = {"map": "map", "plan": "file", "matrix": "table", "data": "point"}
MAX_NAMES = 4
_OF_THIS_COMPUTER = frozenset({"layer.source"})  # where a picture lies: it leaves for nobody, and nobody misses it


class ReleasePanel(QWidget):
    """The panel at the end of Share."""

    send_wanted = Signal(object)
    """Carries the ids of the chosen exporters."""
    mark_wanted = Signal()
    """The unmarked records are to be marked for the plan's own audiences."""

    def __init__(self) -> None:
        super().__init__()
        dress(self, "panel")
        self._withheld: QVBoxLayout = column(gap=6)
        self._files: QVBoxLayout = column(gap=4)
        self._result: QVBoxLayout = column(gap=8)
        self._last: QVBoxLayout = column(gap=4)
        self._boxes: dict[str, QCheckBox] = {}
        self._is_busy = False
        self._refusal = ""
        self._mark = button(tr("Mark them now"), self.mark_wanted.emit, kind="primary", picture="lock")
        self._title = label("", "title")
        self._send = button(tr("Choose a folder and write"), self._on_send, kind="primary", picture="send")
        self._about = label("", "second", wrap=True)
        for entry in EXPORTERS:
            box = QCheckBox(tr(entry.label))
            box.setChecked(entry.id in PACKET)
            box.toggled.connect(lambda _: self._count_files())
            self._boxes[entry.id] = box
            self._files.addLayout(row(box, None, label(entry.suffix.lstrip(".").upper(), "micro"), gap=8))
        body = column(self._result, self._title, self._withheld, rule(), gap=10, margins=MARGINS)
        body.addWidget(label(tr("Files"), "title"))
        body.addLayout(self._files)
        body.addLayout(self._last)
        body.addStretch(1)
        foot = boxed(column(self._mark, self._send, self._about, gap=6, margins=(16, 12, 16, 12)), "foot")
        layout = column(gap=0)
        self._scroll = scrolled(boxed(body))
        layout.addWidget(self._scroll, 1)
        layout.addWidget(foot)
        self.setLayout(layout)
        self._mark.hide()
        self._count_files()

    @property
    def chosen_files(self) -> tuple[str, ...]:
        """Ids of the exporters that are ticked."""
        return tuple(id_ for id_, box in self._boxes.items() if box.isChecked())

    def show_prepared(self, prepared: Any, plan: RecordSet, audience: str, lists: CodeLists) -> None:
        """Show what stays in; `prepared` is what `services.releasing.preview` gives."""
        name = lists.text("audience", audience)
        self._title.setText(tr("What {audience} will not see").format(audience=name))
        emptied(self._withheld)
        withheld = prepared.withheld
        for kind, number in sorted(withheld.by_kind.items(), key=lambda item: -item[1]):
            if number:
                every = number == plan.count(kind)
                self._add_figure(tr("All") if every and number > 1 else str(number), _kind_words(kind, number), "")
        coarser = len(prepared.release.cell_codes)
        if coarser:
            words = tr("place made coarser") if coarser == 1 else tr("places made coarser")
            self._add_figure(str(coarser), words, tr("shown as the cell of a fixed grid they lie in"))
        held = Counter({key: number for key, number in withheld.fields.items() if key not in _OF_THIS_COMPUTER})
        fields = sum(held.values())
        if fields:
            words = tr("field") if fields == 1 else tr("fields")
            self._add_figure(format_number(fields), words, _field_names(held))
        if not len(withheld) and not coarser and not fields:
            self._withheld.addWidget(label(tr("Nothing is held back."), "second"))
        self._add_owners(withheld)
        self._add_unmarked(withheld, plan)
        self._show_refusal(prepared, plan)
        self.show_result(None)

    def show_result(self, packet: Packet | None) -> None:
        """Show what was written and inspected; None clears it."""
        emptied(self._result)
        if packet is None:
            return
        text = tr_count(
            "{n} file, {size}. Every text and coordinate in it was traced back to the release.",
            "{n} files, {size} together. Every text and coordinate in them was traced back to the release.",
            len(packet.files),
            size=format_bytes(packet.size_bytes),
        )
        self._result.addWidget(Notice(tr("Written and inspected."), text, tone="ok", picture="check"))
        for file in packet.files:
            name = ElidedLabel("second")
            name.setText(file.path.name)
            line = row(Picture(PICTURES.get(file.what, "file")), gap=8)
            line.addWidget(name, 1)
            line.addWidget(label(format_bytes(file.size_bytes), "strong"))
            self._result.addLayout(line)
        limits = [limit for limit, fits in packet.fits().items() if not fits]
        if limits:
            over = tr("Too large for mail boxes that take {limits}.").format(limits=", ".join(limits))
            self._result.addWidget(label(over, "second", tone="caution", wrap=True))
        for remark in filter(None, (file.remark for file in packet.files)):
            self._result.addWidget(label(remark, "second", tone="caution", wrap=True))
        url = QUrl.fromLocalFile(str(packet.folder))
        show = button(tr("Show the folder"), lambda: QDesktopServices.openUrl(url), picture="folder")
        show.setToolTip(str(packet.folder))
        self._result.addLayout(row(show, None))
        self._result.addWidget(rule())
        self._scroll.verticalScrollBar().setValue(0)  # what was written stands first

    def show_last(self, releases: Sequence[dict[str, Any]], audience: str) -> None:
        """Show what this audience got before."""
        emptied(self._last)
        own = [entry for entry in releases if entry.get("audience") == audience]
        if own:
            self._last.addWidget(rule())
            self._last.addWidget(label(tr("What they got before"), "title"))
        for entry in own[::-1][:3]:
            files = entry.get("files") or []
            sizes = sum(int(f.get("bytes", 0)) for f in files)
            words = tr_count("{n} file, {size}", "{n} files, {size}", len(files), size=format_bytes(sizes))
            self._last.addLayout(
                row(label(show_moment(str(entry.get("time", ""))), "second"), None, label(words, "strong"))
            )

    def show_busy(self, busy: bool) -> None:
        """While files are written the button waits."""
        self._is_busy = busy
        self._count_files()

    def _add_figure(self, figure: str, words: str, below: str) -> None:
        number = label(figure, "figure")
        number.setMinimumWidth(52)
        line = row(number, gap=12)
        text = column(label(words), gap=0)
        if below:
            text.addWidget(label(below, "second", wrap=True))
        line.addLayout(text, 1)
        self._withheld.addLayout(line)
        self._withheld.addWidget(rule())

    def _add_owners(self, withheld: Any) -> None:
        owners = [(owner or tr("nobody named"), n) for owner, n in withheld.by_originator.most_common(MAX_NAMES) if n]
        if owners:
            text = ", ".join(tr("{n} by {owner}").format(n=n, owner=owner) for owner, n in owners)
            self._withheld.addWidget(label(tr("Held back: {owners}").format(owners=text), "second", wrap=True))

    def _add_unmarked(self, withheld: Any, plan: RecordSet) -> None:
        unmarked = withheld.by_reason.get("unmarked", 0)
        if not unmarked:
            return
        names = ", ".join(plan.lists.text("audience", a) for a in plan.info.default_audiences or ())
        action = (tr("Mark now"), self.mark_wanted.emit) if names else None
        text = (
            tr("They go to nobody. Mark them for {audiences}, as the plan says for new records?").format(
                audiences=names
            )
            if names
            else tr("They go to nobody. Choose them in the Map's table, under “Goes to nobody”, and mark them.")
        )
        head = tr_count("{n} record is unmarked.", "{n} records are unmarked.", unmarked)
        self._withheld.addWidget(Notice(head, text, picture="lock", action=action))

    def _show_refusal(self, prepared: Any, plan: RecordSet) -> None:
        """Say before a folder is chosen that nothing would leave, and offer the way on."""
        audience = prepared.release.audience
        self._refusal = str(prepared.withheld.refusal(audience)) if prepared.refuses else ""
        unmarked = prepared.withheld.by_reason.get("unmarked", 0)
        self._mark.setVisible(bool(self._refusal and unmarked and plan.info.default_audiences))
        self._count_files()

    def _count_files(self) -> None:
        number = len(self.chosen_files)
        self._send.setText(
            tr_count("Choose a folder and write {n} file", "Choose a folder and write {n} files", number)
        )
        self._send.setEnabled(bool(number) and not self._is_busy and not self._refusal)
        told = tr("Each file is searched for what was not released before it gets its name.")
        if self._refusal or not number:
            told = self._refusal or tr("Tick the files that they are to get.")
        self._about.setText(told)

    def _on_send(self) -> None:
        self.send_wanted.emit(self.chosen_files)


def _field_names(fields: Any) -> str:
    names = []
    for key, _ in fields.most_common(12):
        kind, _, code = key.partition(".")
        spec = KINDS[kind].specs().get(code) if kind in KINDS else None
        text = spec.text.lower() if spec else ""
        if text and text not in names:
            names.append(text)
    return ", ".join(names[:5])


def _kind_words(kind: str, count: int) -> str:
    """Return what is counted; a count of people is not told as if it were so many people."""
    if kind == "population":
        return tr("count of people at risk") if count == 1 else tr("counts of people at risk")
    return tr(KINDS[kind].LABEL if count == 1 else KINDS[kind].PLURAL).lower()
