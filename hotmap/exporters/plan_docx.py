# SPDX-License-Identifier: MIT
"""The joint response plan as a Word document, for those who have to edit or quote it.

The same content as the PDF in a plainer layout: real styles and headings, a table of contents,
repeated table heads, alternative texts. Nothing of the machine that wrote it is in the file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from hotmap.exporters.base import ExportOptions, Progress, no_progress
from hotmap.exporters.docx_parts import (
    INK,
    INK2,
    LEFTOVERS,
    STYLES,
    add_contents,
    add_field,
    add_picture,
    clean,
    element,
    number_pictures,
    set_styles,
    write,
)
from hotmap.exporters.docx_sections import Sections
from hotmap.exporters.figures import COVER, Figures
from hotmap.exporters.frame import Frame, stamp
from hotmap.exporters.packing import repack
from hotmap.exporters.plan_content import plan_content
from hotmap.exporters.plan_model import PlanContent
from hotmap.exporters.plan_pdf import map_notes
from hotmap.i18n import mark_for_translation as _
from hotmap.release import Release

MARGIN_MM, PAGE_MM = (15.0, 21.0), (210.0, 297.0)


class PlanDocx:
    """Writes the plan as DOCX; see `hotmap.exporters.base.Exporter`."""

    id = "plan_docx"
    label = _("Joint response plan (Word)")
    suffix = ".docx"
    what = "plan"

    def write(self, release: Release, path: Path, options: ExportOptions, progress: Progress = no_progress) -> None:
        """Write `release` to `path`; the same release gives the same bytes."""
        import docx

        content = plan_content(release, "A4")
        document = docx.Document()
        with tempfile.TemporaryDirectory(prefix="hotmap-") as name:
            folder = Path(name)
            maps = Figures(release).write(content, folder, lambda share: progress(0.6 * share), effort=9)
            _page(document, content.frame)
            set_styles(document, content.frame.direction == "rtl")
            _particulars(document, content)
            sections = Sections(document, content, folder, maps)
            _cover(document, content, sections)
            sections.summary()
            sections.map_page(map_notes(content))
            sections.matrix()
            sections.sheets()
            progress(0.8)
            sections.actions()
            sections.gaps()
            sections.warning_and_principles()
            sections.annex()
            number_pictures(document)
            buffer = BytesIO()
            document.save(buffer)
        repack(buffer.getvalue(), path, stamp(release), leave_out=LEFTOVERS)
        progress(1.0)

    def vocabulary(self) -> Iterable[str]:
        """Return the names of styles and fields, and the settings of the library's template."""
        return (*STYLES, "hotmap", "TOC", "PAGE", "NUMPAGES", "Picture", "toc", *_SETTINGS)


_SETTINGS = (
    "compatibilityMode", "overrideTableStyleFontSizeAndJustification", "enableOpenTypeFeatures",
    "doNotFlipMirrorIndents",
)  # fmt: skip


def _page(document: Any, frame: Frame) -> None:
    """Set A4 with the banner above and below each page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE_MM[0]), Mm(PAGE_MM[1])
    section.left_margin = section.right_margin = Mm(MARGIN_MM[0])
    section.top_margin = section.bottom_margin = Mm(MARGIN_MM[1])
    section.header_distance = section.footer_distance = Mm(8)
    _banner(section.header, frame, first=True)
    told = section.footer.paragraphs[0]
    told.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(told, f"{frame.running} · ", size=8, colour=INK2)
    add_field(told, "PAGE", "1")
    write(told, " / ", size=8)
    add_field(told, "NUMPAGES", "1")
    write(told, f" · {frame.file_id}", size=8, colour=INK2)
    _banner(section.footer, frame, first=False)


def _banner(part: Any, frame: Frame, *, first: bool) -> None:
    """Write the banner: white on black for confidential, black in a frame for unclassified."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = part.paragraphs[0] if first else part.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = 0
    exercise = frame.exercise.upper()
    text = "  |  ".join(p for p in (exercise, f"{frame.classification}  {frame.audience}", exercise) if p)
    write(paragraph, text, bold=True, size=8.5, colour="FFFFFF" if frame.confidential else INK)
    properties = paragraph._p.get_or_add_pPr()
    borders = element("w:pBdr")
    for edge in ("top", "left", "bottom", "right"):
        borders.append(element(f"w:{edge}", val="single", sz="6", space="1", color=INK))
    if frame.confidential:
        properties.append(element("w:shd", val="clear", color="auto", fill=INK))
    properties.append(borders)


def _particulars(document: Any, content: PlanContent) -> None:
    """Leave of the document's properties what the release says, nothing of machine or template."""
    own = document.core_properties
    own.author = own.last_modified_by = "hotmap"
    own.title = clean(f"{content.cover.title}: {content.labels['document']}")
    own.subject = clean(content.frame.banner)
    own.language = content.frame.language
    own.comments = own.keywords = own.category = ""
    own.revision = 1


def _cover(document: Any, content: PlanContent, sections: Sections) -> None:
    cover, words = content.cover, content.labels
    if content.map and COVER in sections.maps:
        run = document.add_paragraph().add_run()
        add_picture(run, str(sections.file_of(COVER)), content.map.alt, width_mm=PAGE_MM[0] - 2 * MARGIN_MM[0])
    write(document.add_paragraph(), cover.kicker, bold=True, colour=INK2)
    document.add_paragraph(clean(cover.title), style="Title")
    document.add_paragraph(clean(cover.subtitle), style="Subtitle")
    table = document.add_table(rows=1, cols=len(cover.endorsements))
    table.style = "Table Grid"
    for cell, (label, state, told) in zip(table.rows[0].cells, cover.endorsements, strict=True):
        write(cell.paragraphs[0], label.upper(), bold=True, size=7.5, colour=INK2)
        write(cell.add_paragraph(), state, bold=True, size=12)
        write(cell.add_paragraph(), told, size=8.5)
    document.add_paragraph()
    for fact in cover.facts:
        paragraph = document.add_paragraph()
        write(paragraph, f"{fact.head}: ", bold=True)
        write(paragraph, fact.text)
    heading = document.add_paragraph(clean(words["contents"]), style="Heading 3")
    heading.paragraph_format.page_break_before = True
    add_contents(document, sections.contents())


EXPORTER = PlanDocx()
