# SPDX-License-Identifier: MIT
"""What tools and people say to each other: typed answers, and questions before something is changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True)
class Prompt:
    """What can be typed now.

    Attributes
    ----------
    title : str
        What the answer will be: the next corner, the radius.
    example : str
        One answer, shown where the field is empty.
    help : str
        The notations, in one sentence.
    """

    title: str
    example: str
    help: str


@dataclass(frozen=True)
class Typed:
    """What a typed text was understood as, before it is taken.

    Attributes
    ----------
    says : str
        The same in other words, so that a slip is seen.
    shape : shapely geometry
        What it would add to the map, WGS 84 degrees.
    take : callable
        Does it.
    other : str
        What to type for the other reading, where latitude and longitude may be meant the other way round.
    """

    says: str
    shape: BaseGeometry
    take: Callable[[], object]
    other: str = ""


@dataclass(frozen=True)
class Choice:
    """One answer to a question, with what it would give.

    Attributes
    ----------
    label : str
        What the button says.
    act : callable
        Does it.
    shape : shapely geometry, optional
        Shown on the map while the choice is considered, WGS 84 degrees.
    """

    label: str
    act: Callable[[], object]
    shape: BaseGeometry | None = None


@dataclass(frozen=True)
class Question:
    """Something that is never done without consent.

    Attributes
    ----------
    text : str
        What is the matter, in one sentence.
    choices : tuple of Choice
        The likeliest first.
    otherwise : str
        What the button says that leaves everything as it is.
    withdrawn : callable, optional
        Called when it is left so.
    """

    text: str
    choices: tuple[Choice, ...]
    otherwise: str
    withdrawn: Callable[[], object] | None = None
