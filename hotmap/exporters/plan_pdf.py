# SPDX-License-Identifier: MIT
"""The joint response plan as PDF: tagged, bookmarked, set by typst from `resources/plan`.

The content reaches typst as one JSON file and is set as text; no word of a plan is ever read as
markup. Symbols and maps are the drawings of `hotmap.cartography`.
"""

from __future__ import annotations

import io
import json
import tempfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hotmap.cartography.palette import PRINT
from hotmap.cartography.symbols import symbol, symbol_svg
from hotmap.errors import OutputError
from hotmap.exporters.base import ExportOptions, Progress, no_progress
from hotmap.exporters.figures import Figures
from hotmap.exporters.frame import stamp
from hotmap.exporters.plan_content import as_data, plan_content
from hotmap.exporters.plan_model import PlanContent
from hotmap.exporters.reading import Reading
from hotmap.exporters.writing import write_bytes
from hotmap.i18n import mark_for_translation as _
from hotmap.i18n import tr
from hotmap.paths import font_files, resource
from hotmap.release import Release

if TYPE_CHECKING:
    import pikepdf

FONTS = ("IBM Plex Sans", "IBM Plex Sans Arabic", "Inter", "Noto Sans", "Noto Sans Arabic", "DejaVu Sans")
TEMPLATES = ("plan.typ", "parts.typ", "front.typ", "matrix.typ", "sheets.typ", "back.typ")
BASE_SYMBOLS = (
    "must",
    "should",
    "could",
    "watch",
    "undecided",
    "should+low",
    "raised",
    "lowered",
    "cover-held",
    "cover-ears",
    "cover-open",
)
AUTHOR = "hotmap"
_TYPST_WORDS = ("Chapitre page", "الفصل صفحة")
"""What typst calls the targets of links for those who hear the page, in the language of the document."""


class PlanPdf:
    """Writes the plan as PDF; see `hotmap.exporters.base.Exporter`."""

    id = "plan_pdf"
    label = _("Joint response plan (PDF)")
    suffix = ".pdf"
    what = "plan"

    def write(self, release: Release, path: Path, options: ExportOptions, progress: Progress = no_progress) -> None:
        """Write `release` to `path`; the same release gives the same bytes."""
        import typst

        content = plan_content(release, "A4")
        progress(0.1)
        with tempfile.TemporaryDirectory(prefix="hotmap-") as name:
            folder = Path(name)
            data = _lay_out(release, content, folder, lambda share: progress(0.1 + 0.5 * share))
            (folder / "content.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
            try:
                pdf = typst.compile(
                    str(folder / "plan.typ"),
                    root=str(folder),
                    font_paths=sorted({str(file.parent) for file in font_files()}),
                    pdf_standards=["ua-1"],
                    timestamp=stamp(release),
                )
            except typst.TypstError as error:
                raise OutputError(
                    tr("The plan cannot be laid out: {reason}.").format(reason=error.message), path
                ) from error
        progress(0.95)
        _save_small(pdf, path)
        progress(1.0)

    def vocabulary(self) -> Iterable[str]:
        """Return the fixed texts that are not our translations: the author that the file names, Typst's words."""
        return (AUTHOR, *_TYPST_WORDS)


def _save_small(pdf: bytes, path: Path) -> None:
    """Write the PDF with its tags packed and its maps in few colours, as they were painted."""
    import pikepdf

    small = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for stream in document.objects:
            if isinstance(stream, pikepdf.Stream) and stream.get("/Subtype") == pikepdf.Name.Image:
                _index(stream)
        document.save(small, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    write_bytes(path, small.getvalue())


def _index(image: pikepdf.Stream) -> None:
    """Store an image of at most 256 colours as numbers of colours; typst spells out each pixel."""
    import numpy as np
    import pikepdf

    if image.get("/Filter") == pikepdf.Name.DCTDecode:
        return  # a map over a photograph, which is packed as one
    data = image.read_bytes()
    pixels = int(image.Width) * int(image.Height)
    if len(data) != 3 * pixels:
        return
    rgb = np.frombuffer(data, np.uint8).reshape(pixels, 3).astype(np.uint32)
    colours, indices = np.unique(rgb @ np.array([65536, 256, 1], np.uint32), return_inverse=True)
    if len(colours) > 256:
        return
    lookup = b"".join(int(colour).to_bytes(3, "big") for colour in colours)
    space = [pikepdf.Name.Indexed, image.ColorSpace, len(colours) - 1, pikepdf.String(lookup)]
    image.write(zlib.compress(indices.astype(np.uint8).tobytes(), 6), filter=pikepdf.Name.FlateDecode)
    image.ColorSpace = pikepdf.Array(space)


def _lay_out(release: Release, content: PlanContent, folder: Path, progress: Progress) -> dict[str, Any]:
    """Put templates, symbols and maps into `folder` and return the data for the templates."""
    for template in TEMPLATES:
        (folder / template).write_bytes(resource("plan", template).read_bytes())
    data = as_data(content)
    names = sorted({*BASE_SYMBOLS, *_symbols_in(data)})
    (folder / "symbols").mkdir()
    for name in names:
        (folder / "symbols" / f"{name}.svg").write_text(symbol_svg(name, palette=PRINT), encoding="utf-8")
    reading = Reading(release)
    return data | {
        "document_title": " · ".join(
            part for part in (content.cover.title, content.labels["document"], content.frame.exercise) if part
        ),
        "author": AUTHOR,
        "paper": "a4",
        "fonts": FONTS,
        "symbols": {name: _height(name) for name in names},
        "level_names": {code.code: code.text for code in release.lists["level"]},
        "cover_words": {status: reading.cover_word(status) for status in ("held", "ears", "open")},
        "thresholds": dict(reading.rubric.thresholds),
        "pictures": Figures(release).write(content, folder, progress),
        "map_notes": map_notes(content),
    }


def map_notes(content: PlanContent) -> list[dict[str, str]]:
    """Return what has to stand below a map."""
    from hotmap.cartography.basemap import DISCLAIMER

    words, frame = content.labels, content.frame
    notes = (
        (words["precision"], f"{frame.precision} {tr('Nothing drawn does not mean nobody at risk.')}"),
        (words["withheld_head"], frame.withheld),
        (words["sources"], f"{frame.sources} {frame.when}." if frame.when else frame.sources),
        (words["disclaimer"], tr(DISCLAIMER)),
    )
    return [{"head": f"{head}.", "text": text} for head, text in notes]


def _height(name: str) -> float:
    """Return the height of a symbol in the units of its drawing, so that all share one scale."""
    return symbol(name, PRINT).height


def _symbols_in(data: Any) -> Iterable[str]:
    """Yield the names of all signs anywhere in the content."""
    if isinstance(data, dict):
        if isinstance(data.get("symbol"), str):
            yield data["symbol"]
        data = list(data.values())
    if isinstance(data, (list, tuple)):
        for inner in data:
            yield from _symbols_in(inner)


EXPORTER = PlanPdf()
