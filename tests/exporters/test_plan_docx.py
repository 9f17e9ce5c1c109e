# SPDX-License-Identifier: MIT
from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import docx
import pytest

from hotmap.domain.changes import ChangeSet, edited
from hotmap.exporters import ExportOptions, exporter_for
from hotmap.release import Release

Released = Callable[..., Release]
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(release: Release, name: str = "plan.docx") -> Path:
        exporter_for(".docx", "plan").write(release, tmp_path / name, ExportOptions())
        return tmp_path / name

    return written


@pytest.fixture
def few(made_up: ModuleType, released: Released) -> Callable[..., Release]:
    return lambda audience="mission": released(made_up.joint_plan(2), audience)


def parts_of(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as parts:
        names = [name for name in parts.namelist() if name.endswith((".xml", ".rels"))]
        return {name: parts.read(name).decode() for name in names}


def test_plan_docx_has_headings_contents_and_repeated_table_heads(few: Callable[..., Release], write: Write) -> None:
    path = write(few())
    document, xml = docx.Document(str(path)), parts_of(path)["word/document.xml"]

    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert ("Heading 1", "Summary") in headings
    assert ("Heading 2", "H-001 Orrin market") in headings
    assert "TOC \\o" in xml
    contents = [p.text for p in document.paragraphs if p.style.name.startswith("toc ")]
    assert "Hotspot sheets" in contents
    assert not set(contents) & {text for style, text in headings if style == "Heading 2"}
    assert xml.count("<w:tblHeader/>") >= 5
    goals = set(re.findall(r'w:anchor="([^"]+)"', xml))
    assert goals <= set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', xml))


def test_plan_docx_header_and_footer_tell_audience_date_and_page(few: Callable[..., Release], write: Write) -> None:
    parts = parts_of(write(few("partners")))
    around = "".join(text for name, text in parts.items() if "header" in name or "footer" in name)

    for told in ("AUDIENCE: PARTNERS", "UN CONFIDENTIAL", "EXERCISE", "as of 16 Nov 2026", " PAGE ", " NUMPAGES "):
        assert told in around


def test_plan_docx_pictures_have_alternative_texts_and_no_file_names(few: Callable[..., Release], write: Write) -> None:
    xml = parts_of(write(few()))["word/document.xml"]

    pictures = re.findall(r"<wp:docPr [^>]*>", xml)
    assert len(pictures) > 5
    assert all(re.search(r'descr="[^"]+"', picture) for picture in pictures)
    assert ".png" not in xml


def test_plan_docx_names_no_machine_and_no_template(few: Callable[..., Release], write: Write) -> None:
    path = write(few())
    core = docx.Document(str(path)).core_properties

    assert (core.author, core.last_modified_by) == ("hotmap", "hotmap")
    assert core.created == core.modified
    assert "python-docx" not in "".join(parts_of(path).values())
    with zipfile.ZipFile(path) as parts:
        assert "docProps/thumbnail.jpeg" not in parts.namelist()


def test_plan_docx_keeps_what_people_wrote(made_up: ModuleType, released: Released, write: Write) -> None:
    plan = made_up.joint_plan(1)
    text = made_up.NASTY + "\x0b"  # a control character that XML cannot hold
    plan = plan.applied(ChangeSet("rename", edited(plan.of("hotspot")[0], {"name": text})))

    document = docx.Document(str(write(released(plan))))

    assert any(made_up.NASTY in paragraph.text for paragraph in document.paragraphs)


def test_plan_docx_twice_gives_the_same_bytes(few: Callable[..., Release], write: Write) -> None:
    assert write(few(), "one.docx").read_bytes() == write(few(), "two.docx").read_bytes()
