# SPDX-License-Identifier: MIT
"""The verbs through which files come in and go out: demo, import, export, send, inspect, snapshot."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from hotmap.cli.editing_verbs import add_plan, open_plan
from hotmap.cli.output import print_json, print_table, say
from hotmap.cli.parser import Verb, box_of, comma_pairs
from hotmap.cli.sheet_options import add_sheet_options, sheet_options
from hotmap.errors import UsageError
from hotmap.i18n import LANGUAGES, tr
from hotmap.settings import actor
from hotmap.units import format_bytes

if TYPE_CHECKING:
    from hotmap.services.importing import ImportReport

SHOWN_PROBLEMS = 8
"""Of the skipped rows and of each kind of warning, where JSON is not asked for."""

_IMPORT_AS = "hotspot, presence, incident; road, area, place, layer"

# ---- demo ---------------------------------------------------------------------------------------------------


def _configure_demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path)


def _demo(arguments: argparse.Namespace) -> int:
    from hotmap.services.sample import demonstrate

    plan, packets = demonstrate(arguments.folder, actor(), arguments.interruption.stop_if_wanted)
    if arguments.json:
        files = [
            {"path": str(file.path), "audience": packet.audience, "what": file.what, "bytes": file.size_bytes}
            for packet in packets
            for file in packet.files
        ]
        print_json({"plan": str(plan), "files": files})
        return 0
    say(tr("A training scenario on an invented island. Open it with “hotmap {plan}”.").format(plan=plan))
    print_table(
        (tr("file"), tr("for"), tr("size")),
        (
            (f"{packet.folder.name}/{file.path.name}", packet.audience, format_bytes(file.size_bytes))
            for packet in packets
            for file in packet.files
        ),
    )
    return 0


# ---- import -------------------------------------------------------------------------------------------------


def _configure_import(parser: argparse.ArgumentParser) -> None:
    add_plan(parser)
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--as", dest="as_", required=True, metavar="WHAT", help=_IMPORT_AS)
    parser.add_argument("--columns", metavar="field=column,…", help=tr("which column is what; else it is guessed"))
    parser.add_argument("--set", dest="values", metavar="field=value,…", help=tr("the same value for every row"))
    parser.add_argument("--key", metavar="FIELD", help=tr("update records that agree in this field"))
    parser.add_argument("--crs", metavar="EPSG:n", help=tr("reference system of its coordinates"))
    parser.add_argument("--sheet", metavar="NAME", help=tr("sheet or layer to read"))
    parser.add_argument("--swap-lat-lon", action="store_true", help=tr("its latitude and longitude are exchanged"))
    parser.add_argument("--audiences", metavar="A,…", help=tr("who may see what is imported"))
    parser.add_argument("--copy", action="store_true", help=tr("copy a picture beside the plan, so that both travel"))
    parser.add_argument("--dry-run", action="store_true", help=tr("report without writing"))


def _import(arguments: argparse.Namespace) -> int:
    from hotmap.services import importing

    request = importing.ImportRequest(
        path=arguments.file,
        as_=arguments.as_.strip().casefold(),
        columns=comma_pairs(arguments.columns),
        values=comma_pairs(arguments.values),
        key=arguments.key,
        crs=arguments.crs,
        sheet=arguments.sheet,
        swap_lat_lon=arguments.swap_lat_lon,
        audiences=arguments.audiences,
    )
    with open_plan(arguments, write=not arguments.dry_run) as session:
        prepared = importing.prepare(session, request)
        if not arguments.dry_run:
            importing.commit(session, prepared, copy=arguments.copy)
        report = prepared.report
        if arguments.json:
            print_json(report.as_json())
        else:
            _say_report(report, arguments.dry_run)
    return 0


def _say_report(report: ImportReport, dry_run: bool) -> None:
    if "Raster" in report.geometry_types:
        text = tr("Would add the base map “{name}”.") if dry_run else tr("Added the base map “{name}”.")
        say(text.format(name=report.layer))
    else:
        text = tr("Would import {n} of {all} rows.") if dry_run else tr("Imported {n} of {all} rows.")
        say(text.format(n=report.imported, all=report.read))
    for column in report.columns:
        say(f"  {column.field} ← {column.header or column.name}")
    row = tr("row")
    problems = [("", f"{row} {s.row}: {s.reason}") for s in report.skipped]
    problems += [(w.kind, w.message if w.row is None else f"{row} {w.row}: {w.message}") for w in report.warnings]
    for kind in dict.fromkeys(kind for kind, _ in problems):
        of_kind = [problem for other, problem in problems if other == kind]
        for problem in of_kind[:SHOWN_PROBLEMS]:
            say(f"  {problem}")
        if len(of_kind) > SHOWN_PROBLEMS:
            say(tr("  … and {n} more such rows; --json lists them all").format(n=len(of_kind) - SHOWN_PROBLEMS))


# ---- export, send, inspect ----------------------------------------------------------------------------------


def _add_audience(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--audience", metavar="A", required=True, help="mission, uniformed, unct, partners, …")
    parser.add_argument("--lang", default="en", choices=LANGUAGES)
    parser.add_argument("--page", default="A4", choices=("A4", "A3"))


def _configure_export(parser: argparse.ArgumentParser) -> None:
    add_plan(parser)
    parser.add_argument("out", metavar="OUT", type=Path, help=tr("its suffix names the format"))
    _add_audience(parser)
    parser.add_argument("--what", choices=("map", "plan", "matrix", "data"))
    add_sheet_options(parser)


def _export(arguments: argparse.Namespace) -> int:
    from hotmap.services import releasing

    with open_plan(arguments, write=False) as session:
        options = sheet_options(arguments)
        stop = arguments.interruption.stop_if_wanted
        written = releasing.export(
            session, arguments.out, arguments.audience, what=arguments.what, options=options, progress=stop
        )
    if arguments.json:
        print_json(
            {
                "path": str(written.path), "audience": written.audience, "what": written.what,
                "bytes": written.size_bytes, "sha256": written.sha256,
            }
        )  # fmt: skip
    else:
        say(f"{written.path}  {written.what}, {written.audience}, {format_bytes(written.size_bytes)}")
        if written.remark:
            say(written.remark)
    return 0


def _configure_send(parser: argparse.ArgumentParser) -> None:
    add_plan(parser)
    parser.add_argument("folder", metavar="DIR", type=Path)
    _add_audience(parser)


def _send(arguments: argparse.Namespace) -> int:
    from hotmap.exporters import ExportOptions
    from hotmap.services.sending import send

    with open_plan(arguments, write=False) as session:
        options = ExportOptions(language=arguments.lang, page=arguments.page)
        stop = arguments.interruption.stop_if_wanted
        packet = send(session, arguments.folder, arguments.audience, options=options, progress=stop)
    if arguments.json:
        files = [{"name": f.path.name, "what": f.what, "bytes": f.size_bytes, "sha256": f.sha256} for f in packet.files]
        print_json(
            {
                "folder": str(packet.folder), "audience": packet.audience, "files": files,
                "bytes": packet.size_bytes, "fits_mail_limit": packet.fits(),
            }
        )  # fmt: skip
    else:
        rows = ((file.path.name, format_bytes(file.size_bytes)) for file in packet.files)
        print_table((tr("file"), tr("size")), [*rows, (tr("together"), format_bytes(packet.size_bytes))])
        for remark in filter(None, (file.remark for file in packet.files)):
            say(remark)
    return 0


def _configure_inspect(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--plan", metavar="PLAN", type=Path, help=tr("the plan it was made from"))
    parser.add_argument("--audience", metavar="A", help=tr("for whom it was made"))


def _inspect(arguments: argparse.Namespace) -> int:
    from hotmap.services import releasing

    if (arguments.plan is None) != (arguments.audience is None):
        raise UsageError(tr("give --plan and --audience together, or neither"))
    audience = None
    if arguments.plan is None:
        leaks = releasing.inspect(arguments.file)
    else:
        audience = releasing.known_audience(arguments.audience)
        with open_plan(arguments, write=False) as session:
            leaks = releasing.inspect(arguments.file, session, audience)
    if arguments.json:
        found = [{"where": leak.where, "what": leak.what} for leak in leaks]
        print_json({"audience": audience, "leaks": found})
    else:
        for leak in leaks:
            print(f"{leak.where}: {leak.what}")
        if not leaks:
            say(tr("Nothing found that should not be there."))
    return 1 if leaks else 0


# ---- snapshot -----------------------------------------------------------------------------------------------


def _configure_snapshot(parser: argparse.ArgumentParser) -> None:
    add_plan(parser)
    parser.add_argument("out", metavar="OUT.png", type=Path)
    parser.add_argument("--size", default="1600x1000", metavar="WxH", help=tr("in pixels"))
    parser.add_argument("--bbox", metavar="W,S,E,N", help=tr("in degrees; by default around the hotspots"))


def _snapshot(arguments: argparse.Namespace) -> int:
    from hotmap.cartography.basemap import BaseMap
    from hotmap.cartography.snapshot import snapshot

    if arguments.out.suffix.lower() != ".png":
        raise UsageError(tr("a snapshot is a PNG: give a name that ends in .png"))
    size = _size_of(arguments.size)
    bbox = box_of(arguments.bbox, "--bbox") if arguments.bbox else None
    with open_plan(arguments, write=False) as session:
        snapshot(session.plan, session.features, BaseMap(), arguments.out, size, bbox, rasters=session.raster)
    if arguments.json:
        print_json({"path": str(arguments.out), "size": list(size)})
    else:
        say(tr("{path}: everything in the plan at exact places, for your own use.").format(path=arguments.out))
    return 0


def _size_of(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit() and 16 <= int(width) <= 20_000 and 16 <= int(height) <= 20_000):
        raise UsageError(tr("--size “{text}” is not like 1600x1000").format(text=text))
    return int(width), int(height)


FIRST = (Verb("demo", tr("write the training scenario and every export of it"), _configure_demo, _demo),)
LAST = (
    Verb("import", tr("bring in a file as records or as a layer"), _configure_import, _import),
    Verb("export", tr("write one file for one audience"), _configure_export, _export),
    Verb("send", tr("write the whole packet for one audience"), _configure_send, _send),
    Verb("inspect", tr("search a file for what it should not hold; exit 1 when it does"), _configure_inspect, _inspect),
    Verb("snapshot", tr("write a picture of the map as PNG"), _configure_snapshot, _snapshot),
)
