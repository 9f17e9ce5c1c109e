# SPDX-License-Identifier: MIT
"""The maps inside a plan document: which records each shows, how large, in which box."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hotmap.cartography.palette import PRINT
from hotmap.domain.codelists import LEVELS
from hotmap.domain.records import HOTSPOT_CHILDREN, Record
from hotmap.exporters.base import Progress
from hotmap.exporters.plan_model import Picture, PlanContent
from hotmap.exporters.reading import Reading
from hotmap.release import Release

if TYPE_CHECKING:
    from PIL.Image import Image

    from hotmap.cartography.figures import Figure, Raster
    from hotmap.cartography.scene import Scene

COVER_MM, MAP_MM, LOCATOR_MM = (210.0, 166.0), (180.0, 150.0), (84.0, 66.0)
COVER = "cover"
COLOURS = 64
_QUALITY = 62  # of JPEG
SIGN_COLOURS = ("ink", "troops", "troops_fill", "civilian", "humanitarian", "accent", "panel")


def pictures_of(content: PlanContent) -> list[Picture]:
    """Return every picture of a plan: the cover's, the map, then one for each sheet with a place."""
    found = [replace(content.map, name=COVER), content.map] if content.map else []
    return found + [sheet.picture for sheet in content.sheets if sheet.picture]


def _dpi(picture: Picture) -> float:
    """Return how finely a picture is painted: the map's names have to be read, the cover has none."""
    return 130 if picture.name == COVER else 135 if picture.hotspot else 200


def _write(raster: Raster, path: Path, effort: int) -> Path:
    """Write a figure in the few colours that a map needs: half the size, and no eye sees it; return the file.

    Over a photograph it becomes a JPEG.
    """
    from PIL import Image

    picture = Image.frombytes("RGB", (raster.width, raster.height), raster.rgb)
    if raster.is_photograph:
        path = path.with_suffix(".jpg")
        picture.save(path, "JPEG", quality=_QUALITY, optimize=True, dpi=(raster.dpi, raster.dpi))
        return path
    few = picture.quantize(palette=_palette(picture), dither=Image.Dither.NONE)
    few.save(path, "PNG", compress_level=effort, dpi=(raster.dpi, raster.dpi))
    return path


def _with_room(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """Return a box with room at its edges, and more at the top, where the banner stands."""
    west, south, east, north = box
    by = 0.07 * max(east - west, north - south)
    return west - by, south - by, east + by, north + 2 * by


def _palette(picture: Image) -> Image:
    """Return the colours of a picture, those of the signs among them however small they are in it."""
    from PIL import Image

    colours = [PRINT.level(level).fill for level in LEVELS] + [PRINT.colour(name) for name in SIGN_COLOURS]
    strip = max(picture.height // 8, 1)
    sample = Image.new("RGB", (picture.width, picture.height + strip))
    sample.paste(picture, (0, 0))
    for number, colour in enumerate(colours):
        left, right = (picture.width * edge // len(colours) for edge in (number, number + 1))
        sample.paste(colour, (left, picture.height, right, picture.height + strip))
    return sample.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


class Figures:
    """Paints the pictures of a plan.

    Parameters
    ----------
    release : Release
    """

    def __init__(self, release: Release) -> None:
        self.release = release

    def write(self, content: PlanContent, folder: Path, progress: Progress, *, effort: int = 1) -> dict[str, str]:
        """Write all pictures of a plan into a folder.

        Parameters
        ----------
        content : PlanContent
        folder : Path
        progress : callable
        effort : int
            Of the compression, 9 where the files themselves go into a document.

        Returns
        -------
        dict
            The file name of each picture by the picture's name.
        """
        from hotmap.cartography.figures import paint_figure

        pictures, scene, written = pictures_of(content), self._scene(), {}
        for number, picture in enumerate(pictures, 1):
            painted = paint_figure(self._figure(picture), scene, _dpi(picture))
            written[picture.name] = _write(painted, folder / f"map-{number}.png", effort).name
            progress(number / len(pictures))
        return written

    def _scene(self) -> Scene:
        from hotmap.cartography.basemap import BaseMap
        from hotmap.cartography.scene import Scene

        release = self.release
        cover = release.cover if Reading(release).cover_known else {}
        return Scene(
            release,
            features=release.features,
            rasters=release.raster,
            base_map=BaseMap(),
            today=release.today,
            cover=cover,
        )

    def _figure(self, picture: Picture) -> Figure:
        from hotmap.cartography.figures import Figure

        if picture.name == COVER:
            return Figure(self._without("incident"), _with_room(picture.bbox), *COVER_MM, framed=False)
        if not picture.hotspot:
            return Figure(self._without("incident"), picture.bbox, *MAP_MM, inset=True)
        return Figure(self._only(picture.hotspot), picture.bbox, *LOCATOR_MM)

    def _without(self, *kinds: str) -> Release:
        return self._part([r for r in self._records() if r.KIND not in kinds])

    def _only(self, hotspot: str) -> Release:
        """Return the release with one hotspot; presence and layers stay."""
        kinds = ("hotspot", *HOTSPOT_CHILDREN)
        kept = [r for r in self._records() if r.KIND not in kinds or hotspot in (r.uuid, r.value("hotspot"))]
        return self._part([r for r in kept if r.KIND != "incident"])

    def _records(self) -> list[Record]:
        release = self.release
        return [*release.of("plan"), *release.content(), *release.of("layer")]

    def _part(self, records: list[Record]) -> Release:
        return self.release.narrowed(records)
