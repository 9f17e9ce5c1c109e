# SPDX-License-Identifier: MIT
"""The sections of the plan in a Word document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from hotmap.cartography.palette import PRINT
from hotmap.cartography.symbols import symbol
from hotmap.domain.fields import show_months
from hotmap.exporters.docx_parts import INK, add_picture, add_row, add_table, bookmark, clean, shade, write
from hotmap.exporters.plan_model import MatrixRow, PlanContent, Sheet, Titled
from hotmap.exporters.reading import ALONE, Sign

WIDTH_MM = 180.0
SIGN_UNIT_MM, SIGN_PX = 0.165, 96


class Sections:
    """Writes section after section.

    Parameters
    ----------
    document : docx.document.Document
    content : PlanContent
    folder : Path
        Where the pictures lie.
    maps : dict
        File name of each map by the picture's name.
    """

    def __init__(self, document: Any, content: PlanContent, folder: Path, maps: dict[str, str]) -> None:
        self.document, self.content, self.folder, self.maps = document, content, folder, maps
        self.words = content.labels
        self._bookmarks = 0

    def file_of(self, picture: str) -> Path:
        """Return the file of a map."""
        return self.folder / self.maps[picture]

    def contents(self) -> list[tuple[str, str]]:
        """Return the entries of the table of contents, the sections alone: title and bookmark."""
        content, words = self.content, self.words
        found = [(words["summary"], "summary")]
        if content.map:
            found.append((content.map_title, "map"))
        found.append((words["matrix"], "matrix"))
        if content.sheets:
            found.append((words["sheets"], "sheets"))
        found += [(words["actions"], "actions")] if content.actions else []
        found += [(words["gaps"], "gaps")] if content.gaps else []
        return [*found, (words["warning_principles"], "warning"), (words["annex_short"], "annex")]

    # ---- the parts ----------------------------------------------------------------------------------------------

    def summary(self) -> None:
        """Write the summary: finding, figures, levels, questions, signs, what is not known."""
        summary, words = self.content.summary, self.words
        heading = self._heading(1, words["summary"], "summary")
        heading.paragraph_format.page_break_before = False  # the contents leave room on their page
        write(self.document.add_paragraph(), f"{summary.finding}.", bold=True, size=14)
        table = self.document.add_table(rows=1, cols=len(summary.figures))
        for cell, figure in zip(table.rows[0].cells, summary.figures, strict=True):
            colour = "FFFFFF" if figure.strong else INK
            if figure.strong:
                shade(cell, INK)
            write(cell.paragraphs[0], figure.value, bold=True, size=20, colour=colour)
            write(cell.add_paragraph(), figure.label, size=8.5, colour=colour)
        self._levels()
        if summary.questions:
            self._heading(3, words["questions"])
            for number, question in enumerate(summary.questions, 1):
                self._titled(Titled(f"{number}  {question.head}.", question.text))
        if summary.signs or summary.balls:
            self._heading(3, words["how_to_read"])
            self._explain([(sign.symbol, words_) for sign, words_ in summary.signs])
            names = {"raised": "raised", "hatch": "should+low"}
            self._explain([(names.get(mark, f"cover-{mark}"), words_) for mark, words_ in summary.balls])
        if summary.unknown:
            self._heading(3, words["unknown"])
            self._all_titled(summary.unknown)

    def _levels(self) -> None:
        summary, words = self.content.summary, self.words
        if not summary.levels:
            return
        heads = [words["levels"], words["all"], *(word for _status, word in summary.cover_heads)]
        self._heading(3, words["level_and_cover"] if summary.cover_heads else words["levels"])
        table = add_table(self.document, heads, [60, 20, *(25 for _head in summary.cover_heads)])
        for row in summary.levels:
            cells = add_row(table)
            self._sign(cells[0].paragraphs[0], row.sign)
            write(cells[0].paragraphs[0], f" {row.label}", bold=True)
            for cell, count in zip(cells[1:], (row.count, *row.by_cover), strict=True):
                write(cell.paragraphs[0], str(count) if count else "–")
        self._note(summary.cover_note)

    def map_page(self, notes: Iterable[dict[str, str]]) -> None:
        """Write the map of all hotspots with what has to stand below it."""
        picture = self.content.map
        if picture is None or picture.name not in self.maps:
            return
        self._heading(1, self.content.map_title, "map")
        run = self.document.add_paragraph().add_run()
        add_picture(run, str(self.file_of(picture.name)), picture.alt, width_mm=WIDTH_MM)
        self._all_titled([Titled(note["head"], note["text"]) for note in notes])

    def matrix(self) -> None:
        """Write the matrix."""
        matrix, words = self.content.matrix, self.words
        self._heading(1, matrix.title, "matrix")
        self._note(matrix.subtitle)
        columns = [
            ("", "", 9.0), ("code", words["code"], 16.0), ("", words["hotspot"], 42.0),
            ("people", words["people"], 19.0), ("threat", words["threat"], 28.0), ("season", words["season"], 20.0),
            ("cover", words["cover"], 20.0), ("lead", words["lead"], 20.0), ("review", words["review"], 14.0),
        ]  # fmt: skip
        shown = [column for column in columns if not column[0] or column[0] in matrix.columns]
        spare = (WIDTH_MM - sum(width for _name, _head, width in shown)) / 2
        widths = [width + (spare if head == words["hotspot"] else 0) for _name, head, width in shown]
        table = add_table(self.document, [head for _name, head, _width in shown], widths)
        for row in matrix.rows:
            for cell, (name, head, _width) in zip(add_row(table), shown, strict=True):
                self._matrix_cell(cell, row, name or ("hotspot" if head else "sign"))
        self._note(matrix.note)

    def _matrix_cell(self, cell: Any, row: MatrixRow, name: str) -> None:
        paragraph = cell.paragraphs[0]
        if name == "sign":
            self._sign(paragraph, row.sign)
        elif name == "hotspot":
            write(paragraph, row.name + {1: " ▲", -1: " ▼"}.get(row.sign.raised, ""), bold=True, size=8.5)
            if row.below:
                write(cell.add_paragraph(), row.below, size=7.5)
        elif name == "cover":
            alone = row.sign.level == "must" and row.cover in ALONE
            if alone:
                shade(cell, INK)
            write(paragraph, row.cover_word, bold=alone, size=8.5, colour="FFFFFF" if alone else INK)
            if row.civilian:
                eyes = f"{self.words['eyes']}: {row.civilian}"
                write(cell.add_paragraph(), eyes, size=7, colour="FFFFFF" if alone else INK)
        elif name == "season":
            write(paragraph, show_months(row.months) if row.months else "", size=8)
        else:
            write(paragraph, str(getattr(row, name)) or ("?" if name == "people" else ""), size=8.5)

    def sheets(self) -> None:
        """Write a page for each hotspot."""
        for number, sheet in enumerate(self.content.sheets):
            if number == 0:
                self._heading(1, self.words["sheets"], "sheets")
            self._sheet(sheet, new_page=number > 0)

    def _sheet(self, sheet: Sheet, *, new_page: bool) -> None:
        words = self.words
        heading = self._heading(2, _sheet_title(sheet), _sheet_mark(sheet))
        heading.paragraph_format.page_break_before = new_page
        line = self.document.add_paragraph()
        self._sign(line, sheet.sign)
        write(line, f"  {sheet.meta}")
        self._titled(Titled(f"{sheet.state.head}.", sheet.state.text))
        if sheet.picture and sheet.picture.name in self.maps:
            run = self.document.add_paragraph().add_run()
            add_picture(run, str(self.file_of(sheet.picture.name)), sheet.picture.alt, width_mm=84)
            self.document.add_paragraph(clean(sheet.picture.caption), style="Caption")
        groups = "; ".join(f"{group.label} {group.persons}" for group in sheet.groups)
        texts = [(words["at_risk"], f"{groups}. {sheet.people_note}" if groups else sheet.people_note)]
        texts += [(words["when"], sheet.season_text), (words["protection"], " ".join(sheet.protection))]
        texts += [(words["known"], " ".join(sheet.description))]
        self._all_titled(Titled(f"{head}:", text) for head, text in texts if text)
        self._threats(sheet)
        self._all_titled(sheet.why)
        self._responses(sheet)
        self._all_titled(Titled(f"{note.head}:", note.text) for note in sheet.notes)

    def _threats(self, sheet: Sheet) -> None:
        words = self.words
        if not sheet.threats:
            return
        self._heading(3, words["threats"] if any(t.actor for t in sheet.threats) else words["threats_only"])
        fields = [("threat", "threat_line", 60.0), ("actor", "actor", 45.0), ("season", "season", 40.0),
                  ("grade", "grade", 15.0), ("risk", "risk", 20.0)]  # fmt: skip
        self._table(sheet.threats, fields)
        if sheet.risk:
            factors = (*sheet.risk.likelihood_factors, *sheet.risk.impact_factors)
            told = ", ".join(f"{f.label} {words['unknown_factor'] if f.value is None else f.value}" for f in factors)
            self._note(
                f"{words['likelihood']} {sheet.risk.likelihood} × {words['impact']} {sheet.risk.impact} = "
                f"{sheet.risk.score}. {told}."
            )

    def _responses(self, sheet: Sheet) -> None:
        if not sheet.responses:
            return
        self._heading(3, self.words["response"])
        fields = [
            ("tier", "tier", 11.0), ("phase", "phase", 23.0), ("activity", "activity", 50.0), ("lead", "lead", 25.0),
            ("support", "support", 25.0), ("due", "by", 15.0), ("status", "status", 18.0),
        ]  # fmt: skip
        self._table(sheet.responses, fields)

    def actions(self) -> None:
        """Write who does what by when, community by community."""
        actions, words = self.content.actions, self.words
        if actions is None:
            return
        self._heading(1, words["actions"], "actions")
        for group in actions.groups:
            self._heading(2, group.title)
            fields = [("entity", "entity", 32.0), ("code", "hotspot", 18.0), ("action", "action", 90.0),
                      ("due", "due", 20.0), ("status", "status", 20.0)]  # fmt: skip
            self._table(group.rows, fields)
        self._note(actions.note.partition(". ")[2].partition(". ")[2])

    def gaps(self) -> None:
        """Write what is missing and what leadership is asked for."""
        gaps, words = self.content.gaps, self.words
        if gaps is None:
            return
        self._heading(1, words["gaps"], "gaps")
        fields = [
            ("place", "place", 42.0),
            ("gap", "gap", 42.0),
            ("planned", "planned", 50.0),
            ("who", "who", 28.0),
            ("by", "by", 18.0),
        ]
        self._table(gaps.rows, fields)
        self._note(gaps.note)

    def warning_and_principles(self) -> None:
        """Write early warning and the principles."""
        self._heading(1, self.words["warning_principles"], "warning")
        self._all_titled(self.content.warning_steps)
        self._note(self.content.warning_note)
        self._heading(2, self.words["principles"])
        self._all_titled(self.content.principles)

    def annex(self) -> None:
        """Write rubric, withheld items, overrides and words."""
        annex, words = self.content.annex, self.words
        self._heading(1, words["annex"], "annex")
        if annex.rubric_note:
            self._heading(2, words["rubric"])
            self._all_titled(annex.rubric)
            if annex.bands:
                write(
                    self.document.add_paragraph(), "  ·  ".join(text for _level, text, _count in annex.bands), bold=True
                )
            self._note(annex.rubric_note)
        self._heading(2, words["withheld"])
        if annex.withheld:
            self._table(annex.withheld, [("kind", "kind", 60.0), ("band", "band", 60.0)])
            self._note(annex.withheld_note)
        else:
            self._note(self.content.frame.withheld)
        if annex.overrides:
            self._heading(2, words["overrides"])
            fields = [("code", "code", 18.0), ("levels", "levels_agreed", 36.0), ("forum", "forum", 36.0),
                      ("reason", "reason", 50.0), ("dissent", "dissent", 40.0)]  # fmt: skip
            self._table(annex.overrides, fields)
        self._heading(2, words["words"])
        self._all_titled(annex.words)

    # ---- what parts are made of ---------------------------------------------------------------------------------

    def _heading(self, level: int, text: str, mark: str = "") -> Any:
        paragraph = self.document.add_paragraph(clean(text), style=f"Heading {level}")
        if level == 1:
            paragraph.paragraph_format.page_break_before = True
        if mark:
            self._bookmarks += 1
            bookmark(paragraph, mark, self._bookmarks)
        return paragraph

    def _table(self, rows: Sequence[Any], fields: Sequence[tuple[str, str, float]]) -> None:
        """Write rows with the fields that any of them has: attribute, word of its head, width in mm."""
        shown = [field for field in fields if any(getattr(row, field[0]) for row in rows)]
        table = add_table(
            self.document, [self.words[head] for _attribute, head, _width in shown], [w for *_rest, w in shown]
        )
        for row in rows:
            for cell, (attribute, _head, _width) in zip(add_row(table), shown, strict=True):
                black = attribute == "status" and getattr(row, "mark", False)
                if black:
                    shade(cell, INK)
                bold = black or attribute in ("activity", "lead", "entity", "code", "place", "threat")
                write(
                    cell.paragraphs[0],
                    str(getattr(row, attribute)),
                    bold=bold,
                    size=8.5,
                    colour="FFFFFF" if black else INK,
                )
        self.document.add_paragraph().paragraph_format.space_after = 0

    def _explain(self, entries: Sequence[tuple[str, Titled]]) -> None:
        for name, words in entries:
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.space_after = 0
            self._picture(paragraph, name, words.head)
            write(paragraph, f"  {words.head} ", bold=True)
            write(paragraph, words.text)

    def _all_titled(self, entries: Iterable[Titled]) -> None:
        for entry in entries:
            self._titled(entry)

    def _titled(self, entry: Titled) -> None:
        paragraph = self.document.add_paragraph()
        if entry.head:
            write(paragraph, f"{entry.head} ", bold=True)
        write(paragraph, entry.text)

    def _note(self, text: str) -> None:
        if text:
            self.document.add_paragraph(clean(text), style="Caption")

    def _sign(self, paragraph: Any, sign: Sign) -> None:
        self._picture(paragraph, sign.symbol, sign.letter or self.words["none"])

    def _picture(self, paragraph: Any, name: str, alt: str) -> None:
        height_mm = symbol(name, PRINT).height * SIGN_UNIT_MM  # one scale for all signs
        add_picture(paragraph.add_run(), str(self._symbol(name)), alt, height_mm=height_mm)

    def _symbol(self, name: str) -> Path:
        """Return the file of a symbol, painted when first asked for."""
        path = self.folder / f"sign-{name.replace('+', '-')}.png"
        if not path.exists():
            from hotmap.cartography.fonts import ensure_gui_application
            from hotmap.cartography.painting import symbol_pixmap

            ensure_gui_application()
            symbol_pixmap(name, SIGN_PX, palette=PRINT).save(str(path), "PNG")
        return path


def _sheet_title(sheet: Sheet) -> str:
    return f"{sheet.code} {sheet.name}".strip()


def _sheet_mark(sheet: Sheet) -> str:
    return "sheet_" + sheet.uuid.replace("-", "_")
