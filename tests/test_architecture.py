# SPDX-License-Identifier: MIT
"""The rules of the house that no single unit can keep: who imports whom, and how files read."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "hotmap").rglob("*.py"))
OTHER_CODE = sorted(p for room in ("resources", "sample_data", "tests", "tools") for p in (ROOT / room).rglob("*.py"))

# Each costs a tenth of a second or more; the window must stand before any of them is needed.
SLOW_TO_IMPORT = {
    "geopandas",
    "pandas",
    "pyogrio",
    "scipy",
    "folium",
    "openpyxl",
    "docx",
    "pikepdf",
    "typst",
    "pypdfium2",
    "tifffile",
    "PIL",
}
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60


def _named(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=str(path.relative_to(ROOT))) for path in paths]


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _lines_without_docstring(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = function.body[0]
    docstring = first if ast.get_docstring(function, clean=False) is not None else None
    length = (function.end_lineno or function.lineno) - function.lineno + 1
    return length - ((docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0)


def _imports_qt(path: Path) -> bool:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if any(name.split(".")[0] in ("PySide6", "shiboken6") for name in names):
            return True
    return False


def test_every_room_is_a_package() -> None:
    # A folder without __init__.py works all the same, and no contract would see it.
    rooms = {path.parent for path in SOURCES}
    assert [str(room) for room in sorted(rooms) if not (room / "__init__.py").exists()] == []


def test_import_contracts_hold() -> None:
    from importlinter.cli import lint_imports

    assert lint_imports(str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True) == 0


def test_qt_is_imported_only_where_something_is_painted() -> None:
    rooms_that_paint = ("gui", "cartography", "app.py")
    elsewhere = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if path.relative_to(ROOT / "hotmap").parts[0] not in rooms_that_paint and _imports_qt(path)
    ]
    assert [path for path in elsewhere if not path.startswith("hotmap/exporters/")] == []
    assert len(elsewhere) <= 1, "only one exporter paints"


@pytest.mark.parametrize("module", ["hotmap.__main__", "hotmap.app", "hotmap.cli", "hotmap.gui.main_window"])
def test_start_up_leaves_heavy_libraries_alone(module: str) -> None:
    script = f"import sys, {module}; print(*sorted({SLOW_TO_IMPORT!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_command_line_starts_without_qt() -> None:
    script = "import sys, hotmap.__main__, hotmap.cli; print('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("path", _named(SOURCES + OTHER_CODE))
def test_file_names_its_licence_in_the_first_line(path: Path) -> None:
    first, *_ = path.read_text("utf-8").splitlines() or [""]
    assert first == "# SPDX-License-Identifier: MIT"


@pytest.mark.parametrize("path", _named(SOURCES))
def test_file_and_its_functions_fit_the_eye(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MAX_FILE_LINES
    too_long = {f.name: n for f in _functions(path) if (n := _lines_without_docstring(f)) > MAX_FUNCTION_LINES}
    assert too_long == {}


def test_rooms_have_names_that_say_what_lives_there() -> None:
    nameless = {"utils", "util", "common", "helpers", "helper", "misc"}
    assert [str(p) for p in SOURCES if nameless & {part.removesuffix(".py") for part in p.parts}] == []
