# SPDX-License-Identifier: MIT
"""The look of the window: tokens, type scale, palette and one templated stylesheet.

Fusion is the engine. Saturated colour means a protection level, presence, or what the hand is
doing now; all else is quiet. Widgets that paint themselves ask `active` for the look in force,
as they would ask Qt for the application's palette.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from string import Template

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from hotmap.paths import resource


@dataclass(frozen=True)
class Tokens:
    """Colours by what they mean. Contrast of the inks, accent and states on `panel` is 4.5 or more."""

    window: str
    panel: str
    sunk: str
    line: str
    edge: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_tint: str
    on_accent: str
    ok: str
    ok_tint: str
    caution: str
    caution_tint: str
    caution_line: str
    gap: str
    gap_tint: str
    gap_line: str
    inverse: str
    on_inverse: str


LIGHT = Tokens(
    window="#EDF0F0", panel="#FFFFFF", sunk="#E9EDED", line="#DFE4E5", edge="#87949B",
    ink="#15212A", ink2="#45545D", ink3="#5A6971",
    accent="#1558D6", accent_tint="#E7EFFD", on_accent="#FFFFFF",
    ok="#1B7145", ok_tint="#E4F2EA",
    caution="#7A4E00", caution_tint="#FDF3DE", caution_line="#E8C98A",
    gap="#8C1432", gap_tint="#FBE9EE", gap_line="#E9B5C2",
    inverse="#15212A", on_inverse="#FFFFFF",
)  # fmt: skip

DARK = Tokens(
    window="#0F1417", panel="#191F23", sunk="#12171A", line="#2A3338", edge="#66737A",
    ink="#EDF1F3", ink2="#B3BFC5", ink3="#8F9CA3",
    accent="#6FA8FF", accent_tint="#1B2C47", on_accent="#0B1420",
    ok="#6FCF9A", ok_tint="#16291F",
    caution="#F0C566", caution_tint="#2B2412", caution_line="#6B5420",
    gap="#F0597A", gap_tint="#35161E", gap_line="#7A2A3E",
    inverse="#EDF1F3", on_inverse="#15212A",
)  # fmt: skip

SIZES_PX: Mapping[str, int] = {
    "micro": 11, "small": 12, "table": 13, "body": 13, "title": 15, "gap": 18, "welcome": 21,
}  # fmt: skip
PROJECTOR_SIZES_PX: Mapping[str, int] = {
    "micro": 17, "small": 17, "table": 20, "body": 20, "title": 23, "gap": 26, "welcome": 40,
}  # fmt: skip

FALLBACK_FAMILIES = ("IBM Plex Sans", "IBM Plex Sans Arabic", "Inter", "Noto Sans", "DejaVu Sans")


@dataclass(frozen=True)
class Look:
    """One look of the window.

    Attributes
    ----------
    tokens : Tokens
    dark, projector : bool
    still : bool
        Reduced motion: nothing is animated.
    sizes_px : mapping
        Type sizes by role.
    """

    tokens: Tokens = LIGHT
    dark: bool = False
    projector: bool = False
    still: bool = False
    sizes_px: Mapping[str, int] = field(default_factory=lambda: SIZES_PX)

    @classmethod
    def of(cls, *, dark: bool = False, projector: bool = False, still: bool = False) -> Look:
        """Return the look for the given choices."""
        return cls(DARK if dark else LIGHT, dark, projector, still, PROJECTOR_SIZES_PX if projector else SIZES_PX)

    def color(self, token: str) -> QColor:
        """Return the colour of a token of `Tokens`."""
        return QColor(getattr(self.tokens, token))

    def font(self, role: str = "body", weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return the font of a role of the type scale."""
        font = QFont(QApplication.font())
        font.setPixelSize(self.sizes_px[role])
        font.setWeight(weight)
        return font

    @property
    def magnify(self) -> float:
        """How much larger than usual type, controls and the map's symbols are: 1, more for a projector."""
        return self.sizes_px["body"] / SIZES_PX["body"]

    def px(self, size_px: int) -> int:
        """Return a control size for the type in force: projector type needs taller rows."""
        return round(size_px * self.magnify)

    def duration_ms(self, duration_ms: int) -> int:
        """Return the time an animation takes; none with reduced motion."""
        return 0 if self.still else duration_ms


_active = Look()


def active() -> Look:
    """Return the look in force."""
    return _active


def apply(app: QApplication, look: Look) -> None:
    """Dress the whole application: style, palette, font and stylesheet."""
    global _active  # one look per application, as there is one QApplication.palette()
    _active = look
    app.setStyleSheet("")  # with the old sheet on, Qt would dress every widget twice: five times slower
    if app.style().name() != "fusion":
        app.setStyle("Fusion")
    font = app.font()
    font.setFamilies(list(FALLBACK_FAMILIES))
    font.setPixelSize(look.sizes_px["body"])
    app.setFont(font)
    app.setPalette(palette(look.tokens))
    app.setStyleSheet(stylesheet(look))


def palette(tokens: Tokens) -> QPalette:
    """Return the Qt palette of a set of tokens."""
    roles = {
        QPalette.ColorRole.Window: tokens.panel,
        QPalette.ColorRole.WindowText: tokens.ink,
        QPalette.ColorRole.Base: tokens.panel,
        QPalette.ColorRole.AlternateBase: tokens.sunk,
        QPalette.ColorRole.Text: tokens.ink,
        QPalette.ColorRole.PlaceholderText: tokens.ink3,
        QPalette.ColorRole.Button: tokens.panel,
        QPalette.ColorRole.ButtonText: tokens.ink,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.ToolTipBase: tokens.inverse,
        QPalette.ColorRole.ToolTipText: tokens.on_inverse,
        QPalette.ColorRole.Mid: tokens.line,
        QPalette.ColorRole.Dark: tokens.edge,
        QPalette.ColorRole.Light: tokens.panel,
    }
    made = QPalette()
    for role, color in roles.items():
        made.setColor(role, QColor(color))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.ink3))
    return made


def stylesheet(look: Look) -> str:
    """Return the stylesheet with the tokens and sizes of `look` filled in."""
    template = Template(resource("stylesheet", "window.qss").read_text("utf-8"))
    values = {token.name: getattr(look.tokens, token.name) for token in fields(Tokens)}
    values |= {f"{role}_px": f"{size}px" for role, size in look.sizes_px.items()}
    values |= {f"h{height}": f"{look.px(height)}px" for height in (20, 24, 26, 28, 32, 36)}
    values |= {"icon_px": f"{look.px(16)}px", "icon_gap_px": f"{look.px(20)}px"}
    values["icons"] = resource("icons").as_posix()
    return template.substitute(values)
