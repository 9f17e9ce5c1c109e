# SPDX-License-Identifier: MIT
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pikepdf
import pypdfium2
import pytest

from hotmap.domain.changes import ChangeSet, edited
from hotmap.exporters import ExportOptions, exporter_for
from hotmap.i18n import in_language
from hotmap.release import Release

Released = Callable[..., Release]


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def written(release: Release, name: str = "plan.pdf", language: str = "en") -> Path:
        path = tmp_path / name
        with in_language(language):
            exporter_for(".pdf", "plan").write(release, path, ExportOptions(language=language))
        return path

    return written


def pages_of(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def bookmarks_of(path: Path) -> list[str]:
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        return [title for item in outline.root for title in (item.title, *(child.title for child in item.children))]


def test_plan_pdf_every_page_tells_audience_classification_exercise_and_number(
    made_up: ModuleType, released: Released, write: Callable[..., Path]
) -> None:
    pages = pages_of(write(released(made_up.joint_plan(3))))

    assert len(pages) >= 6  # cover, summary, matrix, three sheets
    for number, text in enumerate(pages, 1):
        assert "UN CONFIDENTIAL" in text
        assert "AUDIENCE: MISSION" in text
        assert "EXERCISE" in text
        assert f"{number} / {len(pages)}" in text


def test_plan_pdf_of_a_real_plan_bears_no_exercise_mark(
    made_up: ModuleType, released: Released, write: Callable[..., Path]
) -> None:
    text = "".join(pages_of(write(released(made_up.joint_plan(3, exercise=False)))))

    assert "EXERCISE" not in text


def test_plan_pdf_twice_gives_the_same_bytes(
    made_up: ModuleType, released: Released, write: Callable[..., Path]
) -> None:
    one, two = (write(released(made_up.joint_plan(2)), name) for name in ("one.pdf", "two.pdf"))
    assert one.read_bytes() == two.read_bytes()


def test_plan_pdf_is_tagged_bookmarked_and_names_its_language(
    made_up: ModuleType, released: Released, write: Callable[..., Path]
) -> None:
    path = write(released(made_up.joint_plan(2)), language="fr")

    with pikepdf.open(path) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "fr"
        assert str(pdf.docinfo["/Author"]) == "hotmap"
    titles = bookmarks_of(path)
    assert "Tesk crossing" in titles
    assert len(titles) >= 5 + 2


def test_plan_pdf_sets_what_people_wrote_as_text_never_as_markup(
    made_up: ModuleType, released: Released, write: Callable[..., Path]
) -> None:
    plan = made_up.joint_plan(2)
    hotspot = plan.of("hotspot")[0]
    plan = plan.applied(ChangeSet("rename", edited(hotspot, {"name": made_up.NASTY})))

    path = write(released(plan))

    assert made_up.NASTY in bookmarks_of(path)
    letters = "".join("".join(pages_of(path)).split())
    assert "".join(made_up.NASTY.split()) in letters


def test_plan_pdf_leaves_out_what_the_audience_may_not_know(
    made_up: ModuleType, released: Released, write: Callable[..., Path]
) -> None:
    text = "".join(pages_of(write(released(made_up.joint_plan(2), "partners"))))

    assert "AUDIENCE: PARTNERS" in text
    for withheld in ("Intent", "Armed group", "Base 2", "SJPG"):
        assert withheld not in text
    assert "10 km cell" in text
