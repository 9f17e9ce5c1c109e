# SPDX-License-Identifier: MIT
"""The verbs that write records: new, add, set, mark, decide; and show, which reads them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from shapely.geometry import box

from hotmap.cli.output import (
    NEVER_SHOWN,
    geometry_text,
    linked_text,
    print_json,
    print_table,
    record_feature,
    say,
    table_features,
)
from hotmap.cli.parser import Verb, box_of, key_values
from hotmap.domain.plan import RecordSet
from hotmap.domain.records import CONTENT_KINDS, KINDS, Hotspot, Layer, PlanInfo, Record
from hotmap.errors import UsageError
from hotmap.i18n import tr
from hotmap.services import editing, raster_files
from hotmap.services.identifying import find_record, known_kind, parse_values, read_geometry
from hotmap.services.session import PlanSession
from hotmap.settings import actor


def open_plan(arguments: argparse.Namespace, *, write: bool) -> PlanSession:
    """Open the plan named on the command line as the role that edits."""
    return PlanSession.open(arguments.plan, actor(), write=write)


def add_plan(parser: argparse.ArgumentParser) -> None:
    """Add the argument PLAN."""
    parser.add_argument("plan", metavar="PLAN", type=Path, help=tr("the plan file (.gpkg)"))


# ---- new ----------------------------------------------------------------------------------------------------


def _configure_new(parser: argparse.ArgumentParser) -> None:
    add_plan(parser)
    parser.add_argument("--title", required=True, help=tr("what the plan is called"))
    parser.add_argument("--mission")
    parser.add_argument("--sector")
    parser.add_argument("--area", metavar="W,S,E,N", help=tr("the plan's area in degrees"))
    parser.add_argument("--audiences", metavar="A,…", help=tr("who may see what is drawn in the window from now on"))


def _new(arguments: argparse.Namespace) -> int:
    texts = {
        "title": arguments.title,
        "mission": arguments.mission,
        "sector": arguments.sector,
        "default_audiences": arguments.audiences,
    }
    if arguments.plan.suffix.lower() != ".gpkg":
        raise UsageError(tr("a plan is a GeoPackage: give a name that ends in .gpkg"))
    values = parse_values(RecordSet(), "plan", {k: v for k, v in texts.items() if v is not None})
    if not values.get("title"):
        raise UsageError(tr("a plan needs a title"))
    area = box(*box_of(arguments.area, "--area")) if arguments.area else None
    info = PlanInfo().with_values({**values, "geometry": area})
    with PlanSession.create(arguments.plan, info, actor()) as session:
        if arguments.json:
            print_json({"plan": str(arguments.plan), "id": session.plan.info.uuid, "title": info.title})
        else:
            say(
                tr("Made {path}. Bring in a file with “hotmap import”, or open it in the window.").format(
                    path=arguments.plan
                )
            )
    return 0


# ---- add, set, mark, decide ---------------------------------------------------------------------------------


def _configure_add(parser: argparse.ArgumentParser) -> None:
    add_plan(parser)
    parser.add_argument("kind", metavar="KIND", help=", ".join(CONTENT_KINDS))
    parser.add_argument("values", metavar="field=value", nargs="*")
    parser.add_argument("--geometry", metavar="PLACE", help=tr("WKT, MGRS, UTM or “lat, lon”"))


def _add(arguments: argparse.Namespace) -> int:
    kind = known_kind(arguments.kind)
    values = key_values(arguments.values)
    with open_plan(arguments, write=True) as session:
        area = session.plan.info.geometry
        bounds = None if area is None else area.bounds
        place, guess = (None, "") if arguments.geometry is None else read_geometry(arguments.geometry, bounds)
        record = editing.add_record(session, kind, values, place)
        if arguments.json:
            print_json({"id": record.uuid, "kind": kind, "code": record.value("code")})
        else:
            print(record.uuid)
        if guess:
            say(guess)
        if record.marking.is_unmarked:
            say(tr("Nobody will receive it yet: it has no audiences."))
        if record.value("code") and len(session.plan.by_code(record.value("code"), (kind,))) > 1:
            say(tr("{code} is now the code of more than one; name them by uuid.").format(code=record.value("code")))
    return 0


def _configure_set(parser: argparse.ArgumentParser) -> None:
    add_plan(parser)
    what = tr("uuids, codes, names of layers or “plan”, then values")
    parser.add_argument("words", metavar="ID… field=value…", nargs="+", help=what)


def _split(words: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    ids = [word for word in words if "=" not in word]
    values = key_values([word for word in words if "=" in word])
    if not ids or not values:
        raise UsageError(tr("give at least one ID and one field=value"))
    return ids, values


def _set(arguments: argparse.Namespace) -> int:
    ids, values = _split(arguments.words)
    with open_plan(arguments, write=True) as session:
        records = [_record_or_layer(session, text) for text in ids]
        editing.set_values(session, records, values)
        _done(arguments, records)
    return 0


def _configure_mark(parser: argparse.ArgumentParser) -> None:
    _configure_set(parser)
    parser.add_argument("--field", metavar="NAME", help=tr("mark only this field"))


def _mark(arguments: argparse.Namespace) -> int:
    ids, values = _split(arguments.words)
    with open_plan(arguments, write=True) as session:
        records = [_record_or_layer(session, text) for text in ids]
        editing.mark(session, records, values, arguments.field)
        _done(arguments, records)
    return 0


def _record_or_layer(session: PlanSession, text: str) -> Record:
    named = _layers_named(session, text)
    if len(named) == 1 and not session.plan.by_code(text, CONTENT_KINDS):
        return named[0]
    return find_record(session.plan, text)


def _configure_decide(parser: argparse.ArgumentParser) -> None:
    add_plan(parser)
    parser.add_argument("ids", metavar="ID", nargs="+")
    parser.add_argument("--level", required=True, help="must, should, could, watch")
    parser.add_argument("--reason", help=tr("needed where it differs from the suggestion"))
    parser.add_argument("--forum", required=True)
    parser.add_argument("--role", required=True, help=tr("a role, never a person"))
    parser.add_argument("--date", metavar="YYYY-MM-DD")
    parser.add_argument("--dissent")
    parser.add_argument("--valid-until", metavar="YYYY-MM-DD")


def _decide(arguments: argparse.Namespace) -> int:
    with open_plan(arguments, write=True) as session:
        hotspots = [find_record(session.plan, text, ("hotspot",)) for text in arguments.ids]
        decisions = editing.decide(
            session,
            [hotspot for hotspot in hotspots if isinstance(hotspot, Hotspot)],
            arguments.level,
            reason=arguments.reason,
            forum=arguments.forum,
            role=arguments.role,
            on=arguments.date,
            dissent=arguments.dissent,
            valid_until=arguments.valid_until,
        )
        if arguments.json:
            print_json(
                {
                    "decisions": [
                        {"id": d.uuid, "hotspot": d.hotspot, "suggested": d.suggested, "level": d.level}
                        for d in decisions
                    ]
                }
            )
        else:
            print("\n".join(decision.uuid for decision in decisions))
    return 0


def _done(arguments: argparse.Namespace, records: Sequence[Record]) -> None:
    if arguments.json:
        print_json({"ids": [record.uuid for record in records]})
    else:
        say(tr("{n} changed.").format(n=len(records)))


# ---- show ---------------------------------------------------------------------------------------------------


def _configure_show(parser: argparse.ArgumentParser) -> None:
    add_plan(parser)
    parser.add_argument("what", metavar="KIND|LAYER", nargs="?", help=tr("by default every record"))


def _show(arguments: argparse.Namespace) -> int:
    with open_plan(arguments, write=False) as session:
        kind = _kind_named(arguments.what)
        layer = None if kind or arguments.what is None else _layer_named(session, arguments.what)
        if layer is not None:
            features = session.features(layer)
            if arguments.json:
                print_json({"type": "FeatureCollection", "features": table_features(features)})
            elif layer.kind == "raster":
                _say_base_map(session, layer)
            else:
                print_table(list(features.columns), ([*row.values()] for row in features.rows()))
            return 0
        records = _records(session, kind)
        if arguments.json:
            found = [record_feature(session.plan, record) for record in records]
            print_json({"type": "FeatureCollection", "features": found})
        else:
            _print_records(session, records, one_kind=kind is not None)
    return 0


def _say_base_map(session: PlanSession, layer: Layer) -> None:
    """Say where the picture of a base map is: it is not in the plan, so there is nothing to list."""
    path = raster_files.whereabouts(session.path, layer).path
    if path is None:
        say(tr("“{name}” is a base map. Its picture {source} is missing.").format(name=layer.name, source=layer.source))
    else:
        say(tr("“{name}” is a base map from the picture {path}.").format(name=layer.name, path=path))


def _kind_named(text: str | None) -> str | None:
    """Return the kind that a text names by code or label, one or many, in any case."""
    if text is None:
        return None
    wanted = text.strip().casefold()
    for kind in (*CONTENT_KINDS, "plan"):
        if wanted in (kind, *(tr(word).casefold() for word in (KINDS[kind].LABEL, KINDS[kind].PLURAL))):
            return kind
    return None


def _layers_named(session: PlanSession, text: str) -> list[Layer]:
    """Return the layers of a name, in any case where none is spelt as the text is."""
    layers: Sequence[Layer] = session.plan.of("layer")
    exact = [layer for layer in layers if text in (layer.uuid, layer.name, layer.table)]
    return exact or [layer for layer in layers if (layer.name or "").casefold() == text.casefold()]


def _layer_named(session: PlanSession, text: str) -> Layer:
    layers: Sequence[Layer] = session.plan.of("layer")
    named = _layers_named(session, text)
    if len(named) > 1:
        raise UsageError(tr("{n} layers are called “{name}”; use a uuid").format(n=len(named), name=text))
    if named:
        return named[0]
    names = ", ".join(str(layer.name) for layer in layers) or tr("none")
    raise UsageError(
        tr("“{text}” is neither a kind ({kinds}) nor a layer ({layers})").format(
            text=text, kinds=", ".join(CONTENT_KINDS), layers=names
        )
    )


def _records(session: PlanSession, kind: str | None) -> Sequence[Record]:
    return session.plan.content() if kind is None else session.plan.of(kind)


def _print_records(session: PlanSession, records: Sequence[Record], *, one_kind: bool) -> None:
    if not one_kind:
        counts = [(tr(r.PLURAL), session.plan.count(r.KIND)) for r in {r.KIND: r for r in records}.values()]
        layers = [(layer.name, layer.count) for layer in session.plan.of("layer")]
        print_table((session.plan.info.title or "", tr("records")), [*counts, *layers])
        return
    if not records:
        say(tr("None yet."))
        return
    specs = {
        code: spec
        for code, spec in records[0].specs().items()
        if code not in NEVER_SHOWN and any(r.value(code) is not None for r in records)
    }
    rows = (
        [*(linked_text(session.plan, spec, r.value(code)) for code, spec in specs.items()), geometry_text(r.geometry)]
        for r in records
    )
    print_table([*specs, "geometry"], rows)


VERBS = (
    Verb("new", tr("make a new plan"), _configure_new, _new),
    Verb("add", tr("add one record"), _configure_add, _add),
    Verb("set", tr("change fields of records"), _configure_set, _set),
    Verb("show", tr("print records or a layer"), _configure_show, _show),
    Verb("mark", tr("say who may see records, and how precisely"), _configure_mark, _mark),
    Verb("decide", tr("put an agreed level on the record"), _configure_decide, _decide),
)
