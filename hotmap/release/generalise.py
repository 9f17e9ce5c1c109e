# SPDX-License-Identifier: MIT
"""Fixed nested cells: less precise places that no repetition, averaging or pooling brings back.

A place becomes the cell of a fixed grid it lies in, a route or an area all cells it runs through.
Cells of 0.01° lie in cells of 0.1°, those in cells of 1°, so several recipients together know no
more than the finest cell that one of them was given. This reduces precision; it does not make
anybody anonymous.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import ROUND_FLOOR, Decimal

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from hotmap.domain.codelists import PRECISIONS

CELLS_PER_DEGREE = {"cell_1km": 100, "cell_10km": 10, "cell_100km": 1}
"""How many cells of each precision lie side by side in one degree."""

MAX_CELLS = 2_500
"""A route or area whose box spans more cells than this is told in the next larger ones."""

Cell = tuple[int, int]
"""Column and row: west and south edge in whole cells from 0° E, 0° N."""


def generalised(geometry: BaseGeometry | None, precision: str) -> tuple[BaseGeometry | None, str]:
    """Return a place at a precision, and the precision that it really has.

    Parameters
    ----------
    geometry : shapely geometry or None
        Degrees WGS 84.
    precision : str
        A code of the list ``precision``.

    Returns
    -------
    geometry : Polygon, MultiPolygon, the geometry itself when exact, or None
        Cells, of which no corner is a corner of the original unless that lies on the grid.
    precision : str
        As asked, coarser for a route or area of very many cells, ``withheld`` where there is no place.

    Examples
    --------
    >>> from shapely.geometry import Point
    >>> generalised(Point(-0.004, 12.31), "cell_10km")[0].bounds
    (-0.1, 12.3, 0.0, 12.4)
    """
    if geometry is None or geometry.is_empty or precision == "withheld":
        return None, "withheld"
    if precision == "exact":
        return geometry, precision
    while _span(geometry, precision) > MAX_CELLS and precision != PRECISIONS[-2]:
        precision = PRECISIONS[PRECISIONS.index(precision) + 1]
    return as_polygon(cells_of(geometry, precision), precision), precision


def cell_of(lon_deg: float, lat_deg: float, precision: str) -> Cell:
    """Return the cell of a point; one on an edge belongs to the cell east and north of it.

    Floors in decimal arithmetic, because 0.29 × 100 is 28.999… in binary.

    >>> cell_of(0.29, -0.29, "cell_1km"), cell_of(180.0, 90.0, "cell_100km")
    ((29, -29), (179, 89))
    """
    per_degree = CELLS_PER_DEGREE[precision]
    column, row = (
        int((Decimal(repr(float(value))) * per_degree).to_integral_value(ROUND_FLOOR)) for value in (lon_deg, lat_deg)
    )
    # The far edges of the world belong to its last cells.
    return min(column, 180 * per_degree - 1), min(row, 90 * per_degree - 1)


def cells_of(geometry: BaseGeometry, precision: str) -> set[Cell]:
    """Return the cells that a geometry lies in or runs through.

    An area that only touches a cell's edge is not in it, so that an area made of cells stays what
    it is; a route along an edge is in the cells on both sides.
    """
    found: set[Cell] = set()
    for part in shapely.get_parts(np.atleast_1d(np.asarray(geometry, dtype=object))):
        if part.is_empty:
            continue
        if part.geom_type == "Point":
            found.add(cell_of(part.x, part.y, precision))
        elif part.geom_type == "GeometryCollection":
            found |= cells_of(part, precision)
        else:
            found |= _crossed(part, precision)
    return found


def as_polygon(cells: Iterable[Cell], precision: str) -> Polygon | MultiPolygon | None:
    """Return the union of cells, in a form that depends on the cells alone.

    Each outline keeps the corner of every cell along it only where it turns.
    """
    cells = sorted(cells)
    if not cells:
        return None
    joined = shapely.union_all(_boxes(np.array(cells), CELLS_PER_DEGREE[precision]))
    plain = shapely.simplify(joined, 0.0)
    return shapely.normalize(plain)


def _crossed(part: BaseGeometry, precision: str) -> set[Cell]:
    per_degree = CELLS_PER_DEGREE[precision]
    columns, rows = _ranges(part, per_degree)
    grid = np.array([(column, row) for column in columns for row in rows])
    boxes = _boxes(grid, per_degree)
    if part.geom_type == "Polygon":
        shapely.prepare(part)
        inside = shapely.intersects(part, boxes) & ~shapely.touches(part, boxes)
        if not inside.any():  # an area thinner than arithmetic can tell
            inside = shapely.intersects(part, boxes)
    else:
        inside = shapely.intersects(part, boxes)
    return {(int(column), int(row)) for column, row in grid[inside]}


def _ranges(part: BaseGeometry, per_degree: int) -> tuple[range, range]:
    """Return columns and rows that a geometry's box touches, inside the world."""
    west, south, east, north = part.bounds
    limit_x, limit_y = 180 * per_degree, 90 * per_degree
    first_x, last_x = math.floor(west * per_degree) - 1, math.floor(east * per_degree) + 1
    first_y, last_y = math.floor(south * per_degree) - 1, math.floor(north * per_degree) + 1
    return (
        range(max(first_x, -limit_x), min(last_x, limit_x - 1) + 1),
        range(max(first_y, -limit_y), min(last_y, limit_y - 1) + 1),
    )


def _boxes(cells: np.ndarray, per_degree: int) -> np.ndarray:
    # Dividing whole numbers gives the double nearest to the decimal edge, the same from both sides.
    west, south = cells[:, 0] / per_degree, cells[:, 1] / per_degree
    east, north = (cells[:, 0] + 1) / per_degree, (cells[:, 1] + 1) / per_degree
    boxes: np.ndarray = shapely.box(west, south, east, north)
    return boxes


def _span(geometry: BaseGeometry, precision: str) -> float:
    """Return how many cells the box of the geometry's largest part spans; points span one each."""
    parts = shapely.get_parts(np.atleast_1d(np.asarray(geometry, dtype=object)))
    bounds = shapely.bounds(parts) * CELLS_PER_DEGREE[precision]
    return float(((bounds[:, 2] - bounds[:, 0] + 1) * (bounds[:, 3] - bounds[:, 1] + 1)).sum())
