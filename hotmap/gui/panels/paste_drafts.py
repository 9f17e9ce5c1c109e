# SPDX-License-Identifier: MIT
"""What is on the way from pasted text to records: places as found, with what the hand has changed about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hotmap.analysis.coordinates import CoordinateError, parse_point
from hotmap.analysis.parsed_point import Box, ParsedPoint, is_within
from hotmap.analysis.place_finding import FoundPoint
from hotmap.i18n import tr, tr_count
from hotmap.services.pasting import PastedPlace


@dataclass
class Draft:
    """One place of the list.

    Attributes
    ----------
    found : FoundPoint
        As it was found.
    point : ParsedPoint or None
        As it is read now, perhaps swapped or typed anew; None where it cannot be read.
    name : str
    is_ticked : bool
        Whether it becomes a record.
    hint : str
        What is to be looked at, in a sentence.
    text : str
        Its coordinate as it is written, or typed anew.
    """

    found: FoundPoint
    point: ParsedPoint | None
    name: str
    is_ticked: bool
    hint: str
    text: str

    @classmethod
    def of(cls, found: FoundPoint) -> Draft:
        """Return the draft of a found place: ticked, unless it may be none."""
        is_ticked = found.confidence in ("sure", "check")
        return cls(found, found.point, found.label, is_ticked, found.hint, " ".join(found.text.split()))

    @property
    def is_doubted(self) -> bool:
        """True where somebody should look before it is taken."""
        return self.point is None or not self.point.is_sure or self.found.confidence in ("check", "doubtful")

    @property
    def can_swap(self) -> bool:
        """True where latitude and longitude can be exchanged."""
        return self.point is not None and self.point.swapped is not None

    @property
    def wants_swap(self) -> bool:
        """True where the order may well be the other one, or was turned by hand."""
        return self.can_swap and (self.is_doubted or self.point != self.found.point)

    def swap(self) -> None:
        """Exchange latitude and longitude."""
        if self.point is not None and self.point.swapped is not None:
            self.point = self.point.swapped
            self.hint = self.point.note

    def retype(self, text: str, area: Box | None) -> None:
        """Read another text in its place."""
        self.text = text
        try:
            self.point = parse_point(text, area)
            self.hint = self.point.note
            self.is_ticked = True
        except CoordinateError as error:
            self.point, self.hint, self.is_ticked = None, str(error), False


@dataclass
class Drafts:
    """The list.

    Attributes
    ----------
    area : tuple of four floats or None
        Where the mission works.
    """

    area: Box | None = None
    items: list[Draft] = field(default_factory=list)

    def __iter__(self) -> Iterator[Draft]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def take(self, found: Sequence[FoundPoint]) -> None:
        """Show other findings; what was changed by hand about those that stay is kept."""
        before = {key: draft for key, draft in zip(_keys([d.found for d in self.items]), self.items, strict=True)}
        kept = []
        for key, one in zip(_keys(found), found, strict=True):
            draft = before.get(key)
            if draft is None or draft.found.point != one.point:
                draft = Draft.of(one)
            kept.append(draft)
        self.items = kept

    @property
    def ticked(self) -> list[Draft]:
        """Those that become records."""
        return [draft for draft in self.items if draft.is_ticked and draft.point is not None]

    @property
    def outside(self) -> list[Draft]:
        """The ticked that lie outside the area."""
        area = self.area
        return [d for d in self.ticked if area and d.point and not is_within(area, d.point.lon, d.point.lat)]

    def swap_would_help(self) -> bool:
        """Return whether most that lie outside would lie inside with latitude and longitude exchanged."""
        area, outside = self.area, self.outside
        others = [draft.point.swapped for draft in outside if draft.point is not None]
        inside = [o for o in others if area and o is not None and is_within(area, o.lon, o.lat)]
        return 2 * len(inside) > len(outside) > 0

    def swap_all(self, only_outside: bool = False) -> None:
        """Exchange latitude and longitude of all, or of those that lie outside the area."""
        for draft in self.outside if only_outside else self.items:
            draft.swap()

    def places(self, *, with_words: bool = False) -> list[PastedPlace]:
        """Return the ticked as places; with the words of their lines only where they are asked for."""
        return [
            PastedPlace(
                draft.point.lon, draft.point.lat, draft.name.strip(), draft.found.time,
                draft.found.context if with_words else "",
            )
            for draft in self.ticked
            if draft.point is not None
        ]  # fmt: skip

    def reorder(self, order: Sequence[int]) -> None:
        """Put the ticked into another order, given by their indices; the others follow."""
        ticked = self.ticked
        others = [draft for draft in self.items if draft not in ticked]
        self.items = [ticked[i] for i in order] + others

    def summary(self) -> str:
        """Return in one line what was found."""
        unread = sum(draft.point is None for draft in self.items)
        doubted = sum(draft.is_doubted for draft in self.items) - unread
        parts = [tr_count("{n} place", "{n} places", len(self.items) - unread)]
        if doubted:
            parts.append(tr("{n} to check").format(n=doubted))
        if unread:
            parts.append(tr("{n} not readable").format(n=unread))
        return ", ".join(parts)


def _keys(found: Sequence[FoundPoint]) -> list[tuple[str, int]]:
    """Return what tells findings apart while the text about them is edited: their text, and the how-manieth it is."""
    seen: Counter[str] = Counter()
    keys = []
    for one in found:
        keys.append((one.text, seen[one.text]))
        seen[one.text] += 1
    return keys
