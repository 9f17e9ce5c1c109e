# SPDX-License-Identifier: MIT
"""What hand and keys do on the map, in words: for the list of keys. The code that does it stands beside."""

from __future__ import annotations

from hotmap.i18n import mark_for_translation as _

MOVING = (
    (_("Wheel"), _("Zoom at the pointer")),
    (_("Middle button, or Space and drag"), _("Move the map, in every tool")),
    (_("Shift and drag"), _("Zoom to a box")),
    (_("Arrow keys"), _("Move the map")),
    (_("+ and −"), _("Zoom in and out")),
    (_("Back and forward buttons"), _("Previous and next view")),
    (_("Alt and a digit"), _("Go to the bookmark of that number")),
)
"""See `hotmap.gui.canvas.navigation` and `hotmap.gui.canvas.extent_history`."""

CHOOSING = (
    (_("Tab"), _("From hotspot to hotspot, the gravest first; behind the last one on to the next control")),
    (_("Enter"), _("On to what is known of the chosen one; F6 goes from part to part")),
    (_("Click"), _("Choose; a second click goes to what lies beneath")),
    (_("Ctrl and click"), _("Add to what is chosen, or take out")),
    (_("Drag over the map"), _("Choose what lies in a box; with a shape chosen, its corners")),
    (_("Drag a corner"), _("Move it; drag the middle of a side for a new corner")),
    (_("Alt held"), _("Move a shared corner alone, without the neighbours")),
    (_("Shift and click a corner"), _("Choose several corners, to move them together")),
    (_("Arrow keys"), _("Nudge the chosen corners by a pixel, with Shift by ten")),
    (_("Double-click a corner, or Delete over it"), _("Take it out")),
    (_("Right click"), _("What can be done here")),
    (_("Esc"), _("Put back what is in the hand; else choose nothing")),
)
"""See `hotmap.gui.tools.select`."""

DRAWING = (
    (_("Click"), _("Set a corner")),
    (_("Shift and click"), _("A side in a step of 45°; of a rectangle a square")),
    (_("Double-click, right click or Enter"), _("Finish")),
    (_("Backspace or Ctrl+Z"), _("Take back the last corner; Ctrl+Y sets it again")),
    (_("Esc"), _("Set the sketch aside; it is kept and can be resumed")),
    (_("S"), _("Snapping on or off")),
    (_("Ctrl held"), _("No snapping meanwhile")),
    (_("A figure"), _("Type the next place: 045 2.5 km, or coordinates; a radius, a width, 300 x 200 m")),
    (_("G"), _("Type or paste a place")),
    (_("Arrow keys"), _("Draw without a mouse: move a crosshair, with Shift by a pixel")),
    (_("Enter"), _("Set what a click would set at the crosshair; once more to finish")),
)
"""See `hotmap.gui.tools` and `hotmap.gui.canvas.map_canvas`."""

GESTURES = (
    (_("Moving about the map"), MOVING),
    (_("Choosing on the map"), CHOOSING),
    (_("While drawing"), DRAWING),
)
