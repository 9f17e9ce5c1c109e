# SPDX-License-Identifier: MIT
"""Leaflet and the call that starts it: folium writes the map, folium-offline brings the library.

What folium would load from the network is looked up in folium-offline under the same address,
compared with a pinned hash, and stripped of what the page never uses.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from typing import Any

from hotmap.errors import OutputError
from hotmap.i18n import tr

MAP_ID = "hotmap"
SHA256 = {
    "leaflet": "a7aef147d0d4833c9895c5c20dc8bc51e7383e3c450dda8a0dac1c8713661f9e",
    "leaflet_css": "1773dea1910a75efc32ceff8df72d3237efbfff8f28b61860cc69b76f1707080",
}
"""Of what folium-offline holds for the two resources that the page uses."""

_FLAG = re.compile(r"""prefix:'<a href="https://leafletjs\.com".*?Leaflet</a>"""
                   r"""["']\}""", re.S)  # fmt: skip
_UNUSED = re.compile(
    r"\.(leaflet-(tile|popup|control-layers|control-attribution|attribution-flag|image-layer|default-icon|oldie|zoom-box"
    r"|cluster|div-icon|marker-shadow|shadow-pane|crosshair)|leaflet-vml|lvml)|@-"
)
"""Selectors of what the page has not."""


@cache
def leaflet() -> tuple[str, str]:
    """Return Leaflet's script and style sheet, checked and stripped.

    Raises
    ------
    OutputError
        When the installed libraries are not the ones hotmap was tested with.
    """
    from folium import Map
    from offlinefolium.elements import _res as offline

    addresses = dict(Map.default_js) | dict(Map.default_css)
    texts = {}
    for name, wanted in SHA256.items():
        text = offline.get(addresses.get(name, ""), "")
        if hashlib.sha256(text.encode()).hexdigest() != wanted:
            raise OutputError(
                tr("The installed map library is not the one hotmap was tested with. Install hotmap again.")
            )
        texts[name] = text
    return _script(texts["leaflet"]), _style(texts["leaflet_css"])


def start_script(options: str) -> str:
    """Return the script that makes the map and hands it over.

    Parameters
    ----------
    options : str
        Name of the function in the page that takes the map.
    """
    from branca.element import MacroElement
    from folium import Map
    from jinja2 import Template

    class HandOver(MacroElement):
        """Passes the map that folium made on to the page's own script."""

        _template = Template(
            "{% macro script(this, kwargs) %}" + options + "({{ this._parent.get_name() }});{% endmacro %}"
        )

    folium_map = Map(
        location=(0, 0), zoom_start=3, tiles=None, zoom_control=False, attribution_control=False,
        zoom_snap=0.25, zoom_delta=0.5, max_bounds_viscosity=0.8, fade_animation=False,
    )  # fmt: skip
    folium_map._id = MAP_ID  # else random, and no two exports were the same
    folium_map.add_child(HandOver(), name="hand_over")
    figure: Any = folium_map.get_root()
    figure.render()
    return re.sub(r"\s*\n\s*", "\n", figure.script.render()).strip()


def _script(text: str) -> str:
    """Return the script without the link and flag of its attribution, and without a source map to fetch."""
    text = re.sub(r"\n//# sourceMappingURL=.*", "", text)
    text, found = _FLAG.subn('prefix:""}', text)
    if found != 1:
        raise OutputError(tr("The installed map library is not the one hotmap was tested with. Install hotmap again."))
    return text.strip()


def _style(text: str) -> str:
    """Return the style sheet without comments, pictures to load and rules for what the page has not."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"@media print \{.*\}\s*$", "", text, flags=re.S)
    rules = []
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        kept = [" ".join(s.split()) for s in selectors.split(",") if not _UNUSED.search(s)]
        declarations = [" ".join(d.split()) for d in body.split(";")]
        declarations = [d for d in declarations if d and not re.search(r"url\(|^behavior|^-ms-filter|^filter", d)]
        if kept and declarations:
            rules.append(f"{','.join(kept)}{{{';'.join(declarations)}}}")
    return "\n".join(rules)
