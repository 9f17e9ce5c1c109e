# SPDX-License-Identifier: MIT
"""How a context layer looks, as data: what is kept in the field ``style`` of a `Layer`.

A layer looks as its theme draws it (roads by class, districts by their borders), or all alike, or by
kind, or by number. Colours that nobody chose are not kept: each ground, light, dark or paper, has
its own. `hotmap.domain.style_data` reads and writes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Value = str | int | float | bool
"""A value of a file's own column."""

MODES = ("theme", "single", "kinds", "numbers")
"""As its theme draws it, one look for all, by kind, by number."""
SHAPES = ("circle", "square", "diamond", "drop", "cross", "star")
DASHES = ("", "dash", "dot", "dash_dot")
HATCHES = ("", "upright", "leaning", "grid")
SHADINGS = ("", "relief", "grey")
METHODS = ("quantiles", "equal", "natural", "hand")
MOST_CATEGORIES, FEWEST_CLASSES, MOST_CLASSES = 10, 3, 7
WIDEST_PX = 40.0


@dataclass(frozen=True)
class Symbol:
    """How one feature is drawn, colour apart.

    Attributes
    ----------
    shape : str
        Of a point, one of `SHAPES`.
    size_px, width_px : float
        Diameter of a point; width of a line or an outline. CSS pixels; 0 leaves it to the map.
    dash : str
        Of a line or an outline, one of `DASHES`.
    hatch : str
        Over an area, one of `HATCHES`. None leans by 45°: that means *not known well enough*.
    filled : bool
        Whether an area has a fill.
    outline : str
        Colour of the edge of a point or an area as ``#RRGGBB``; empty leaves it to the map.
    """

    shape: str = "circle"
    size_px: float = 0.0
    width_px: float = 0.0
    dash: str = ""
    hatch: str = ""
    filled: bool = True
    outline: str = ""


@dataclass(frozen=True)
class Category:
    """One kind: the value of the column, and what a person chose for it, if anything."""

    value: Value
    label: str = ""
    colour: str = ""
    shown: bool = True


@dataclass(frozen=True)
class Classes:
    """Classes of a number.

    Attributes
    ----------
    method : str
        How the breaks were found, one of `METHODS`.
    edges : tuple of float
        Lowest value, breaks, highest value, ascending: one more than there are classes. A class
        holds its lower edge; the last one both.
    whole : bool
        All numbers are whole, so that a class can say its last one.
    ramp : str
        Name of a ramp of `hotmap.analysis.colour_scales`.
    colours : tuple of str
        Chosen by hand, one a class, empty where not; or nothing.
    grows : bool
        Points and lines are larger the higher the number.
    """

    method: str = "quantiles"
    edges: tuple[float, ...] = ()
    whole: bool = False
    ramp: str = "moss"
    colours: tuple[str, ...] = ()
    grows: bool = False

    @property
    def count(self) -> int:
        """How many classes there are."""
        return max(len(self.edges) - 1, 0)


@dataclass(frozen=True)
class LayerStyle:
    """The look of one context layer.

    Attributes
    ----------
    theme : str
        A key of `hotmap.cartography.style.THEMES`.
    label_column, class_column : str or None
        The file's own fields that give names, and the classes by which a theme draws.
    colour : str or None
        ``#RRGGBB`` instead of the theme's colour, or of all features.
    opacity : float
        0–1.
    visible_from : float
        Pixels (millimetres on paper × 3.8) in a kilometre from which the layer is drawn; 0 always.
    labels : bool or None
        Whether names are written; None leaves it to the theme.
    mode : str
        One of `MODES`.
    symbol : Symbol
        In every mode but ``theme``.
    column : str or None
        The file's own field that gives kinds or numbers.
    categories : tuple of Category
        The kinds that are told apart, in the order of the legend.
    varied : bool
        Kinds differ in shape, dash or hatch too, not in colour alone.
    other_colour : str
        Of all other kinds; empty leaves it to the map.
    other_shown : bool
    classes : Classes
    shading : str
        How the values of a picture are shown, one of `SHADINGS`; empty leaves it to what they are.
    hides_with_group : bool
        It was shown when its group was hidden, and comes back with it.
    """

    theme: str = "plain"
    label_column: str | None = None
    class_column: str | None = None
    colour: str | None = None
    opacity: float = 1.0
    visible_from: float = 0.0
    labels: bool | None = None
    mode: str = "theme"
    symbol: Symbol = field(default_factory=Symbol)
    column: str | None = None
    categories: tuple[Category, ...] = ()
    varied: bool = True
    other_colour: str = ""
    other_shown: bool = True
    classes: Classes = field(default_factory=Classes)
    shading: str = ""
    hides_with_group: bool = False

    @property
    def is_own(self) -> bool:
        """True when a person chose how features are drawn, and the theme does not."""
        return self.mode != "theme"
