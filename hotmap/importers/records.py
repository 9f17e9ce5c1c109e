# SPDX-License-Identifier: MIT
"""Records out of rows: each field's column is read as a whole, what does not fit is told once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from hotmap.domain.fields import FieldSpec, Kind, ValueProblem, parse
from hotmap.domain.marking import MARKING_FIELDS, Marking
from hotmap.domain.presence_types import presence_domain
from hotmap.domain.records import KINDS, MARKING_SPECS, Population, Record
from hotmap.errors import UsageError
from hotmap.i18n import tr, tr_count
from hotmap.importers.dates import dates
from hotmap.importers.header_words import COUNT_TARGETS
from hotmap.importers.numerals import numbers
from hotmap.importers.options import BuildOptions
from hotmap.importers.placing import Placement
from hotmap.importers.source import ImportWarning, Progress, SourceTable
from hotmap.importers.vocabularies import match_code
from hotmap.importers.words import words

_TOLD_VALUES = 20
_PROGRESS_EVERY = 10_000

_GROUP_WORDS = {
    "idp": "idps", "idps": "idps", "deplaces": "idps", "نازحين": "idps",
    "returnee": "returnees", "returnees": "returnees", "retournes": "returnees",
    "refugee": "refugees", "refugees": "refugees", "refugies": "refugees",
}  # fmt: skip


class RecordMaker:
    """Makes the records of one import.

    Parameters
    ----------
    table : SourceTable
    as_kind : str
    columns : mapping of str to str
        Target to column name.
    options : BuildOptions
    new_uuid : callable
        Gives each record its identity, so that counts can point to their hotspot.

    Raises
    ------
    UsageError
        When a value to set does not fit its field.
    """

    def __init__(
        self,
        table: SourceTable,
        as_kind: str,
        columns: Mapping[str, str],
        options: BuildOptions,
        new_uuid: Callable[[], str],
    ) -> None:
        self.warnings: list[ImportWarning] = []
        self._table = table
        self._kind = KINDS[as_kind]
        self._columns = columns
        self._options = options
        self._new_uuid = new_uuid
        own = self._kind.specs()
        counts = _count_specs() if as_kind == "hotspot" else {}
        self._specs = {**counts, **MARKING_SPECS, **own}
        self._fixed = {code: self._set_value(code, value) for code, value in options.set_values.items()}

    def make(
        self, placed: Placement, kept: np.ndarray, progress: Progress
    ) -> tuple[tuple[Record, ...], tuple[Record, ...]]:
        """Return the records of the rows `kept`, and the counts of people that belong to them."""
        values = {code: self._read(code, kept) for code in self._columns if code in self._specs}
        for code, fixed in self._fixed.items():
            read = values.get(code, [None] * len(kept))
            values[code] = [fixed if value is None else value for value in read]
        self._complete(values, placed.joined[kept])
        own_codes = [code for code in values if code in self._kind.specs()]
        marking_codes = [code for code in values if code in MARKING_FIELDS]
        by_field = {
            code: spec.default_marking for code, spec in self._kind.specs().items() if spec.default_marking is not None
        }
        shapes = placed.geometry[kept]
        records: list[Record] = []
        for at in range(len(kept)):
            if at % _PROGRESS_EVERY == 0:
                progress(at, len(kept), tr("Making records"))
            own = {code: values[code][at] for code in own_codes}
            records.append(
                self._kind(
                    uuid=self._new_uuid(),
                    geometry=shapes[at],
                    marking=self._marking({code: values[code][at] for code in marking_codes}),
                    field_markings={code: m for code, m in by_field.items() if own.get(code) is not None},
                    **own,
                )
            )
        progress(len(kept), len(kept), tr("Making records"))
        return tuple(records), tuple(self._counts(records, values))

    # ---- columns -----------------------------------------------------------------------------------

    def _read(self, code: str, kept: np.ndarray) -> list[Any]:
        """Return a column as values of its field; what does not fit is left empty and told."""
        spec, name = self._specs[code], self._columns[code]
        whole = self._table.features.columns[name]
        raw = [_nothing_to_none(whole[i]) for i in kept]
        if spec.kind in (Kind.DATE, Kind.MOMENT):
            found: list[Any] = [d[:10] if d and spec.kind is Kind.DATE else d for d in dates(raw)]
        elif spec.kind in (Kind.INTEGER, Kind.NUMBER):
            found = [_number(spec, n) for n in numbers(raw, whole=spec.kind is Kind.INTEGER)]
        else:
            found = self._by_value(spec, name, raw)
        self._tell_misfits(spec, raw, found, kept)
        return found

    def _by_value(self, spec: FieldSpec, name: str, raw: Sequence[Any]) -> list[Any]:
        header = self._table.column(name).header or name
        known: dict[Any, Any] = {}
        for value in raw:
            if value not in known:
                known[value] = None if value is None else self._one(spec, value, header)
        return [known[value] for value in raw]

    def _one(self, spec: FieldSpec, value: Any, header: str) -> Any:
        if spec.kind in (Kind.LINK, Kind.LINKS):
            find = self._options.find_link
            uuid = find(spec.links_to, str(value).strip()) if find else None
            return (uuid,) if uuid and spec.kind is Kind.LINKS else uuid
        if spec.kind is Kind.CHOICE:
            text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
            return match_code(spec.codes, text, header, self._options.lists)
        try:
            return parse(spec, value, self._options.lists)
        except ValueProblem:
            return None

    def _tell_misfits(self, spec: FieldSpec, raw: Sequence[Any], found: Sequence[Any], kept: np.ndarray) -> None:
        """Warn once for each distinct value that could not be read, at its first row."""
        misfits: dict[str, list[int]] = {}
        for at, (value, read) in enumerate(zip(raw, found, strict=True)):
            if read is None and value is not None:
                misfits.setdefault(str(value).strip(), []).append(int(self._table.rows[kept[at]]))
        for text, rows in list(misfits.items())[:_TOLD_VALUES]:
            message = tr("“{value}” ({rows}) does not fit “{field}”; left empty.").format(
                value=text[:60], rows=tr_count("{n} row", "{n} rows", len(rows)), field=spec.text
            )
            self.warnings.append(ImportWarning("unknown-value", rows[0], message))
        if len(misfits) > _TOLD_VALUES:
            message = tr("{n} more values do not fit “{field}”; left empty.").format(
                n=len(misfits) - _TOLD_VALUES, field=spec.text
            )
            self.warnings.append(ImportWarning("unknown-value", None, message))

    # ---- values for all rows -------------------------------------------------------------------------

    def _set_value(self, code: str, value: Any) -> Any:
        spec = self._specs.get(code)
        if spec is None:
            raise UsageError(
                tr("There is no field “{field}” to set; there are: {fields}.").format(
                    field=code, fields=", ".join(self._specs)
                )
            )
        try:
            return parse(spec, value, self._options.lists)
        except ValueProblem as problem:
            raise UsageError(f"{code}: {problem}") from None

    def _complete(self, values: dict[str, list[Any]], joined: np.ndarray) -> None:
        """Fill what follows from other values: how certain a joined place is, whom a post belongs to."""
        if joined.any() and self._kind.KIND == "hotspot":
            given = values.get("certainty", [None] * len(joined))
            values["certainty"] = ["somewhere_here" if j else v for v, j in zip(given, joined, strict=True)]
        if joined.any() and self._kind.KIND == "incident":
            given = values.get("place_precision", [None] * len(joined))
            values["place_precision"] = [v or ("district" if j else None) for v, j in zip(given, joined, strict=True)]
        if self._kind.KIND == "presence" and "type" in values:
            given = values.get("domain", [None] * len(joined))
            lists = self._options.lists
            values["domain"] = [v or presence_domain(t, lists) for v, t in zip(given, values["type"], strict=True)]

    def _marking(self, values: Mapping[str, Any]) -> Marking:
        given = {code: value for code, value in values.items() if value is not None}
        return replace(self._options.marking, **given) if given else self._options.marking

    # ---- people --------------------------------------------------------------------------------------

    def _counts(self, records: Sequence[Record], values: Mapping[str, Sequence[Any]]) -> list[Record]:
        """Return the count of people of each hotspot whose row has one; households only without persons."""
        if self._kind.KIND != "hotspot" or not {"population", "households"} & set(values):
            return []
        empty: list[Any] = [None] * len(records)
        persons, households = (values.get(code, empty) for code in ("population", "households"))
        as_of, source = (values.get(code, empty) for code in ("as_of", "source"))
        marking_of_source = Population.specs()["source"].default_marking
        group = self._group()
        counts: list[Record] = []
        for at, record in enumerate(records):
            number = persons[at] if persons[at] is not None else households[at]
            if number is None:
                continue
            counts.append(
                Population(
                    uuid=self._new_uuid(),
                    hotspot=record.uuid,
                    group=group,
                    persons=number,
                    unit="persons" if persons[at] is not None else "households",
                    as_of=as_of[at],
                    source=source[at],
                    marking=record.marking,
                    field_markings={"source": marking_of_source} if source[at] and marking_of_source else {},
                )
            )
        return counts

    def _group(self) -> str | None:
        """Return the group of civilians that the header of the count names, if it does."""
        name = self._columns.get("population") or self._columns.get("households")
        if name is None:
            return None
        field = self._table.column(name)
        spoken = (*words(field.header), *words(field.hxl))
        return next((_GROUP_WORDS[word] for word in spoken if word in _GROUP_WORDS), None)


def _count_specs() -> dict[str, FieldSpec]:
    specs = Population.specs()
    by_target = {"population": "persons", "households": "persons"}
    return {target: specs[by_target.get(target, target)] for target in COUNT_TARGETS}


def _nothing_to_none(value: Any) -> Any:
    return None if isinstance(value, str) and value.strip() in ("", "?", "-", "N/A", "n/a", "NA", "NULL") else value


def _number(spec: FieldSpec, number: float) -> float | int | None:
    low, high = spec.minimum, spec.maximum
    if not np.isfinite(number) or (low is not None and number < low) or (high is not None and number > high):
        return None
    if spec.kind is not Kind.INTEGER:
        return float(number)
    return int(number) if number == int(number) else None
