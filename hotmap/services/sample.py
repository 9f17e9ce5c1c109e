# SPDX-License-Identifier: MIT
"""The training scenario as a plan: an invented island, marked as an exercise."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from hotmap.domain.changes import ChangeSet, inserted
from hotmap.domain.codelists import DEFAULT
from hotmap.domain.identity import new_uuid
from hotmap.domain.records import KINDS, Layer, PlanInfo
from hotmap.errors import OutputError
from hotmap.exporters import EXPORTERS, ExportOptions
from hotmap.exporters.base import Progress, no_progress
from hotmap.i18n import tr
from hotmap.services.sending import Packet, send
from hotmap.services.session import PlanSession

PLAN_NAME = "plan.gpkg"
AUDIENCES = ("mission", "partners")
"""For whom the demonstration writes every export."""


CONTROL = "Exercise control"
"""Who writes the scenario, so that undo, which goes back over one's own actions, leaves it alone."""


def create_sample(path: Path, actor: str) -> PlanSession:
    """Make a plan file with the training scenario and open it for `actor`.

    Raises
    ------
    OutputError
        When there is already a file of this name.
    """
    from sample_data.scenario import build

    scenario = build()
    with PlanSession.create(path, PlanInfo().with_values(scenario.info_values), CONTROL) as session:
        for name, kind, features, style in scenario.layers:
            layer = Layer(uuid=new_uuid(), name=name, kind=kind, style=style).with_values(
                {"audiences": tuple(c.code for c in DEFAULT["audience"]), "originator": CONTROL}
            )
            session.add_layer(layer, features, tr("Add layer: {name}").format(name=name))
        for kind, records in groupby(scenario.records, key=lambda record: record.KIND):
            deltas = tuple(inserted(record) for record in records)
            session.apply(ChangeSet(tr("Add {what}").format(what=tr(KINDS[kind].PLURAL).lower()), deltas))
    return PlanSession.open(path, actor)


def demonstrate(folder: Path, actor: str, progress: Progress = no_progress) -> tuple[Path, list[Packet]]:
    """Write the sample plan into `folder`, and below it every export for two audiences.

    A sample plan that is already there is used as it is; its exports are written again.

    Returns
    -------
    tuple of Path and list of Packet
        The plan file and the packets.
    """
    folder.mkdir(parents=True, exist_ok=True)
    plan = folder / PLAN_NAME
    session = PlanSession.open(plan, actor) if plan.exists() else create_sample(plan, actor)
    with session:
        if not session.plan.info.exercise:
            raise OutputError(tr("There is a plan here that is no exercise. Choose another folder."), plan)
        packets = []
        for number, audience in enumerate(AUDIENCES):
            part = _part(progress, number, len(AUDIENCES))
            packets.append(
                send(session, folder / audience, audience, options=ExportOptions(), entries=EXPORTERS, progress=part)
            )
    return plan, packets


def _part(progress: Progress, number: int, count: int) -> Progress:
    """Return the progress of one of `count` equal steps as what it adds to the whole."""
    return lambda share: progress((number + share) / count)
