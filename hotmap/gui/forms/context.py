# SPDX-License-Identifier: MIT
"""What editors look things up in: code lists and titles of the open plan."""

from __future__ import annotations

from hotmap.gui.forms.editors import FormContext
from hotmap.gui.workspace import Workspace
from hotmap.i18n import tr


def context_of(workspace: Workspace) -> FormContext:
    """Return what editors look things up in, always of the plan as it stands."""

    def linked(kind: str) -> dict[str, str]:
        records = workspace.plan.of(kind)
        titles = {r.uuid: r.caption or r.value("code") or tr(r.LABEL) for r in records}
        return dict(sorted(titles.items(), key=lambda item: item[1].casefold()))

    return FormContext(workspace.plan.lists, linked)
