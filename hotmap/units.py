# SPDX-License-Identifier: MIT
"""Numbers with their units, as people read them.

Inside hotmap lengths are metres, areas square metres and times minutes unless a name says
otherwise; only texts for people use km, ha and km².
"""

from __future__ import annotations

THIN_SPACE = "\u202f"
MM_PER_INCH = 25.4
M_PER_KM = 1000.0
M2_PER_HA = 10_000.0
M2_PER_KM2 = 1_000_000.0


def format_number(value: float, decimals: int = 0) -> str:
    """Return a number with a thin space between thousands: ``18 400``.

    Four-digit numbers are grouped too, so that columns of figures line up.
    """
    return f"{value:,.{decimals}f}".replace(",", THIN_SPACE)


def format_length(length_m: float) -> str:
    """Return a length as ``820 m``, ``2.78 km`` or ``128 km``."""
    if length_m < M_PER_KM:
        return f"{length_m:.0f} m"
    km = length_m / M_PER_KM
    return f"{format_number(km, 2 if km < 10 else 1 if km < 100 else 0)} km"


def format_area(area_m2: float) -> str:
    """Return an area as ``12.4 ha`` below one square kilometre, else ``22.7 km²``."""
    if area_m2 < M2_PER_KM2:
        ha = area_m2 / M2_PER_HA
        return f"{format_number(ha, 2 if ha < 10 else 1)} ha"
    km2 = area_m2 / M2_PER_KM2
    return f"{format_number(km2, 1 if km2 < 1000 else 0)} km²"


def format_bytes(size_bytes: int) -> str:
    """Return a file size as mail programs show it: ``412 KB``, ``1.1 MB``."""
    if size_bytes < 1_000_000:
        return f"{max(1, round(size_bytes / 1000))} KB"
    return f"{size_bytes / 1_000_000:.1f} MB"
