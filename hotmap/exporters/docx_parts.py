# SPDX-License-Identifier: MIT
"""Parts of a Word document that python-docx leaves to XML: fields, shading, repeated heads, alt texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

INK, INK2, HAIR, PAPER = "16202B", "4A5662", "B9C2CA", "F3F5F6"
FONT = "IBM Plex Sans"
FIRST_PICTURE = 900_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def clean(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return _CONTROL.sub("", text)


def element(tag: str, **attributes: str) -> Any:
    """Return an element of WordprocessingML: ``element("w:shd", fill="FFFFFF")``."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


STYLES = (
    "Normal", "Default Paragraph Font", "Normal Table", "No List", "Title", "Subtitle",
    "Heading 1", "Heading 2", "Heading 3", "Caption", "Header", "Footer", "Table Grid",
)  # fmt: skip
"""What the document uses of the many styles that the library's template brings."""

LEFTOVERS = (
    "docProps/thumbnail.jpeg", "docProps/app.xml", "word/stylesWithEffects.xml", "word/webSettings.xml",
    "word/fontTable.xml", "word/numbering.xml", "customXml/item1.xml", "customXml/_rels/item1.xml.rels",
    "customXml/itemProps1.xml",
)  # fmt: skip
"""Parts of that template that say nothing of the content and something of where the template was made."""


def _drop_unused_styles(document: Any) -> None:
    from docx.oxml.ns import qn

    styles = document.styles.element
    kept = {name.casefold() for name in STYLES}
    for style in styles.findall(qn("w:style")):
        if style.find(qn("w:name")).get(qn("w:val")).casefold() not in kept:
            styles.remove(style)
    for style in styles.iter(qn("w:style")):
        for link in style.findall(qn("w:link")):  # to character styles that are gone
            style.remove(link)
    for latent in styles.findall(qn("w:latentStyles")):
        styles.remove(latent)


def set_styles(document: Any, right_to_left: bool) -> None:
    """Give the document hotmap's type: real styles, so that a reader can restyle it all at once."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    _drop_unused_styles(document)
    sizes = {"Title": (28, 6), "Subtitle": (13, 10), "Heading 1": (18, 8), "Heading 2": (15, 4), "Heading 3": (9, 3)}
    normal = document.styles["Normal"]
    normal.font.size, normal.paragraph_format.space_after = Pt(9.5), Pt(4)
    for name in ("Normal", "Caption", "TOC Heading", "Header", "Footer", *sizes):
        style = document.styles[name] if name in [s.name for s in document.styles] else None
        if style is None:
            continue
        size, after = sizes.get(name, (0, 0))
        _face(style)
        if size:
            style.font.size, style.font.bold = Pt(size), True
            style.paragraph_format.space_after = Pt(after)
            style.paragraph_format.keep_with_next = True
        style.font.italic = False
        style.font.color.rgb = RGBColor.from_string(INK)
        if right_to_left:
            style.element.get_or_add_pPr().append(element("w:bidi"))
    document.styles["Subtitle"].font.bold = False
    for border in document.styles["Title"].element.pPr.findall(qn("w:pBdr")):
        document.styles["Title"].element.pPr.remove(border)
    document.styles["Heading 3"].font.all_caps = True
    document.styles["Caption"].font.size = Pt(8)
    document.styles["Caption"].font.bold = False


def _face(style: Any) -> None:
    from docx.oxml.ns import qn

    style.font.name = FONT
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    for theme in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def add_field(paragraph: Any, code: str, result: str = "") -> None:
    """Append a field such as ``PAGE`` that the program works out; `result` stands there until then."""
    _open_field(paragraph, code)
    paragraph.add_run(result)
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))


def _open_field(paragraph: Any, code: str) -> None:
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="begin"))
    instruction = element("w:instrText")
    instruction.text = f" {code} "
    paragraph.add_run()._r.append(instruction)
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="separate"))


def add_contents(document: Any, entries: Sequence[tuple[str, str]]) -> None:
    """Append a table of the sections as a field, its result already filled in with links.

    Word puts in the pages when the reader updates it; no dialog asks on opening.

    Parameters
    ----------
    document : docx.document.Document
    entries : sequence of (title, bookmark)
    """
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    style = document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    style.base_style = document.styles["Normal"]
    style.paragraph_format.space_after = Pt(1)
    paragraph = None
    for title, goal in entries:
        first = paragraph is None
        paragraph = document.add_paragraph(style="toc 1")
        if first:
            _open_field(paragraph, r'TOC \o "1-1" \h \z \u')
        link = element("w:hyperlink", anchor=goal, history="1")
        link.append(paragraph.add_run(clean(title))._r)
        paragraph._p.append(link)
    if paragraph is not None:
        paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Make a paragraph the goal of links."""
    paragraph._p.insert(1, element("w:bookmarkStart", id=str(number), name=name))
    paragraph._p.append(element("w:bookmarkEnd", id=str(number)))


def shade(cell: Any, colour: str) -> None:
    """Fill a table cell."""
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=colour))


def add_table(document: Any, heads: Sequence[str], widths_mm: Sequence[float]) -> Any:
    """Append a table without vertical rules whose head is repeated on each page; rows follow with `add_row`."""
    from docx.shared import Mm

    table = document.add_table(rows=1, cols=len(heads))
    table.autofit = False
    properties = table._tbl.tblPr
    borders = element("w:tblBorders")
    for edge, size, colour in (("top", "8", INK), ("bottom", "8", INK), ("insideH", "4", HAIR)):
        borders.append(element(f"w:{edge}", val="single", sz=size, space="0", color=colour))
    properties.append(borders)
    for cell, head, width in zip(table.rows[0].cells, heads, widths_mm, strict=True):
        cell.width = Mm(width)
        write(cell.paragraphs[0], head, size=7.5, colour=INK2)
    row = table.rows[0]._tr.get_or_add_trPr()
    row.append(element("w:cantSplit"))
    row.append(element("w:tblHeader"))
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    return table


def add_row(table: Any) -> Any:
    """Append a row that is not cut by a page's end and return its cells."""
    from docx.shared import Mm

    row = table.add_row()
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))
    for cell, column in zip(row.cells, table.columns, strict=True):
        cell.width = column.width or Mm(20)
        cell.paragraphs[0].paragraph_format.space_after = 0
    return row.cells


def write(paragraph: Any, text: str, *, bold: bool = False, size: float = 0, colour: str = "") -> Any:
    """Append text to a paragraph, `size` in points, and return the run."""
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(clean(text))
    run.bold = bold or None
    if size:
        run.font.size = Pt(size)
    if colour:
        run.font.color.rgb = RGBColor.from_string(colour)
    return run


def add_picture(run: Any, path: str, alt: str, *, width_mm: float = 0, height_mm: float = 0) -> None:
    """Append a picture with its alternative text."""
    from docx.shared import Mm

    shape = run.add_picture(path, Mm(width_mm) if width_mm else None, Mm(height_mm) if height_mm else None)
    properties = shape._inline.docPr
    properties.set("descr", clean(alt))
    properties.set("name", "Picture")  # else the name of a file of ours
    shape._inline.graphic.graphicData.pic.nvPicPr.cNvPr.set("name", "Picture")


def number_pictures(document: Any) -> None:
    """Give pictures large numbers, so that none is mistaken for a figure of the plan."""
    from docx.oxml.ns import qn

    for number, properties in enumerate(document.element.iter(qn("wp:docPr"))):
        properties.set("id", str(FIRST_PICTURE + number))
