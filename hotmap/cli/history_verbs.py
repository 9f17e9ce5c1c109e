# SPDX-License-Identifier: MIT
"""The verbs that look back and look over: log, undo, redo, risk, check."""

from __future__ import annotations

import argparse

from hotmap.cli.editing_verbs import add_plan, open_plan
from hotmap.cli.output import print_json, print_table, say
from hotmap.cli.parser import Verb
from hotmap.domain.checks import check
from hotmap.domain.summary import summarise
from hotmap.i18n import tr
from hotmap.services.identifying import find_record


def _configure_log(parser: argparse.ArgumentParser) -> None:
    add_plan(parser)
    parser.add_argument("id", metavar="ID", nargs="?", help=tr("only what touched this record"))


def _log(arguments: argparse.Namespace) -> int:
    with open_plan(arguments, write=False) as session:
        uuid = find_record(session.plan, arguments.id).uuid if arguments.id else None
        actions = session.log(uuid)
        if arguments.json:
            document = [
                {"id": a.id, "actor": a.actor, "time": a.time, "note": a.note, "undone": a.undone, "changes": a.changes}
                for a in actions
            ]
            print_json({"actions": document})
        else:
            rows = ((a.time, a.actor, a.note, a.changes, tr("undone") if a.undone else "") for a in actions)
            print_table((tr("time"), tr("by"), tr("what"), tr("changes"), ""), rows)
    return 0


def _undo(arguments: argparse.Namespace) -> int:
    return _turn(arguments, redo=False)


def _redo(arguments: argparse.Namespace) -> int:
    return _turn(arguments, redo=True)


def _turn(arguments: argparse.Namespace, *, redo: bool) -> int:
    with open_plan(arguments, write=True) as session:
        turned = session.redo() if redo else session.undo()
        note, skipped = (turned[0].note, turned[1]) if turned else (None, [])
        if arguments.json:
            print_json({"note": note, "skipped": skipped})
        elif turned is None:
            say(tr("Nothing to redo.") if redo else tr("Nothing to undo."))
        else:
            say((tr("Done again: {note}") if redo else tr("Taken back: {note}")).format(note=note))
            for field in skipped:
                say(tr("Changed by others since, so left: {field}").format(field=field))
    return 0


def _risk(arguments: argparse.Namespace) -> int:
    with open_plan(arguments, write=False) as session:
        found = summarise(session.plan, session.today()).values()
        if arguments.json:
            document = []
            for s in found:
                risk = s.suggestion.risk
                document.append(
                    {
                        "id": s.hotspot.uuid,
                        "code": s.hotspot.code,
                        "name": s.hotspot.name,
                        "score": risk.score if risk else None,
                        "range": [risk.low, risk.high] if risk else None,
                        "suggested": s.suggested,
                        "agreed": s.level,
                        "disputed": s.disputed,
                        "sentence": s.sentence,
                    }
                )
            print_json({"hotspots": document})
        else:
            rows = (
                (s.hotspot.code, s.hotspot.name, s.score_text, s.suggested or "?", s.level or "", s.sentence)
                for s in found
            )
            print_table(("code", tr("name"), tr("risk"), tr("suggested"), tr("agreed"), tr("why")), rows)
    return 0


def _check(arguments: argparse.Namespace) -> int:
    with open_plan(arguments, write=False) as session:
        findings = check(session.plan, session.today())
        if arguments.json:
            document = [{"rule": f.rule, "severity": f.severity, "id": f.uuid, "message": f.message} for f in findings]
            print_json({"findings": document})
        else:
            for finding in findings:
                print(f"{finding.severity:8}{finding.message}")
            if not findings:
                say(tr("Nothing found."))
    return 1 if any(finding.severity == "error" for finding in findings) else 0


VERBS = (
    Verb("risk", tr("print score, range and suggestion of each hotspot"), add_plan, _risk),
    Verb("check", tr("run the plan checker; exit 1 when a finding is an error"), add_plan, _check),
    Verb("log", tr("print the actions, oldest first"), _configure_log, _log),
    Verb("undo", tr("take back the last action"), add_plan, _undo),
    Verb("redo", tr("do again what was taken back"), add_plan, _redo),
)
