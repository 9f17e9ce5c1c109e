# SPDX-License-Identifier: MIT
"""The composition root of the window: application, look, plan, window; and nothing else anywhere makes them."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from hotmap import __version__
from hotmap.cartography.fonts import register_fonts
from hotmap.gui import theme
from hotmap.gui.main_window import MainWindow
from hotmap.gui.sound_watch import SoundWatch
from hotmap.gui.workspace import Workspace
from hotmap.i18n import LANGUAGES, RIGHT_TO_LEFT, set_language, tr
from hotmap.settings import Settings, actor

Progress = Callable[[float, str], None]


def fit_to_screen(window: QWidget) -> None:
    """Make a window no larger than its screen: many laptops have 1366 × 768 pixels."""
    window.resize(window.size().boundedTo(window.screen().availableSize()))


def run_window(plan: Path | None = None) -> int:
    """Open the window, with a plan or with the start page, and return its exit code."""
    app = make_application()
    window = make_window(Settings.load(), opens=plan is not None)
    sys.excepthook = _tell_in(window)
    fit_to_screen(window)
    window.show()
    if plan is not None:
        QTimer.singleShot(0, lambda: window.open_first(plan))
    return app.exec()


def make_application() -> QApplication:
    """Return the one Qt application, dressed as the settings say."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(["hotmap"])
    app.setApplicationName("hotmap")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("hotmap")
    settings = Settings.load()
    language = settings.language if settings.language in LANGUAGES else "en"
    set_language(language)
    QLocale.setDefault(QLocale(language))
    is_mirrored = language in RIGHT_TO_LEFT
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_mirrored else Qt.LayoutDirection.LeftToRight)
    register_fonts()
    theme.apply(app, theme.Look.of(dark=settings.theme == "dark", still=_wants_stillness()))
    return app


def make_window(settings: Settings, *, opens: bool = False) -> MainWindow:
    """Return the window over a fresh workspace; with `opens` a plan is to be opened next."""
    workspace = Workspace(actor())
    SoundWatch(workspace)
    return MainWindow(workspace, make_sample, opens=opens)


def make_sample(path: Path, progress: Progress) -> None:
    """Write the practice plan to `path`."""
    from hotmap.services.sample import create_sample

    progress(0.0, tr("Drawing the island"))
    create_sample(path, actor()).close()


def _wants_stillness() -> bool:
    """Return whether this person asks for less motion; Qt does not yet pass on what the system knows."""
    return bool(os.environ.get("HOTMAP_REDUCED_MOTION"))


def _tell_in(window: MainWindow) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """Return a hook that reports a defect first and keeps the window: every action is on disk already."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        traceback.print_exception(kind, error, trace)
        if not issubclass(kind, KeyboardInterrupt):
            window.workspace.failed.emit(
                tr("Something went wrong inside hotmap ({kind}). Everything you did before is saved.").format(
                    kind=kind.__name__
                )
            )

    return tell
