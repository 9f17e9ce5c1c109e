# SPDX-License-Identifier: MIT
"""What a field is: from its one description derive column, form widget, table column and exports.

Add a field by writing one attribute with `described` in `hotmap.domain.records`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from enum import Enum
from typing import Any

from hotmap.domain.codelists import DEFAULT, CodeLists
from hotmap.domain.marking import Marking
from hotmap.i18n import tr


class Kind(Enum):
    """The kinds of values, each with its own Python type; None always means *not known*."""

    TEXT = "text"  # str, one line
    LONG_TEXT = "long_text"  # str, free text: withheld unless released
    INTEGER = "integer"  # int
    NUMBER = "number"  # float
    FACTOR = "factor"  # int 1–5
    FLAG = "flag"  # bool
    CHOICE = "choice"  # str, a code of `FieldSpec.codes`
    CHOICES = "choices"  # tuple[str, ...] of such codes
    DATE = "date"  # str, ISO 8601 date
    MOMENT = "moment"  # str, ISO 8601 date and time with offset
    MONTHS = "months"  # tuple[int, ...], 1–12
    LINK = "link"  # str, uuid of a record of kind `FieldSpec.links_to`
    LINKS = "links"  # tuple[str, ...]
    DATA = "data"  # JSON-like value that forms do not show


@dataclass(frozen=True)
class FieldSpec:
    """One field of one kind of record.

    Attributes
    ----------
    code : str
        Name of the attribute, column, spreadsheet column and command line key.
    label, help : str
        English texts and translation keys.
    kind : Kind
    codes : str
        Id of the code list for choices.
    links_to : str
        Kind of the record that a link points to.
    unit : str
        Unit of a number, such as ``min`` or ``km``.
    minimum, maximum : float or None
        Bounds of a number, included.
    hxl : str
        HXL hashtag with attributes, ``#x_…`` for our own.
    read_only : bool
        Derived; nobody writes it.
    default_marking : Marking or None
        Stricter marking that a new value gets by itself.
    """

    label: str
    kind: Kind = Kind.TEXT
    code: str = ""
    codes: str = ""
    links_to: str = ""
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    hxl: str = ""
    help: str = ""
    read_only: bool = False
    default_marking: Marking | None = None

    @property
    def text(self) -> str:
        """The label in the current language."""
        return tr(self.label)

    @property
    def is_many(self) -> bool:
        """True for fields that hold a tuple."""
        return self.kind in (Kind.CHOICES, Kind.MONTHS, Kind.LINKS)


def described(label: str, kind: Kind = Kind.TEXT, **spec: Any) -> Any:
    """Return a dataclass field, None by default, that carries its `FieldSpec`."""
    return field(default=None, metadata={"spec": FieldSpec(label, kind, **spec)})


def specs_of(cls: type[Any]) -> dict[str, FieldSpec]:
    """Return the described fields of a dataclass, by code, in their order."""
    return {f.name: replace(f.metadata["spec"], code=f.name) for f in fields(cls) if "spec" in f.metadata}


class ValueProblem(ValueError):
    """A text that is not a value of its field; the message says what would be."""


def parse(spec: FieldSpec, value: Any, lists: CodeLists = DEFAULT) -> Any:
    """Return `value` as its field stores it.

    Parameters
    ----------
    spec : FieldSpec
    value : object
        A text as typed, read from a file or given on the command line, or a native value.
    lists : CodeLists
        Where choices are looked up, by code or label in any case and language.

    Returns
    -------
    object
        None for nothing, an empty text or ``?``.

    Raises
    ------
    ValueProblem
        With a sentence that says what is wrong and what would be right.

    Examples
    --------
    >>> parse(FieldSpec("Months", Kind.MONTHS), "3-5, Oct")
    (3, 4, 5, 10)
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, str) and value.strip() in ("", "?"):
        return None
    return _PARSERS[spec.kind](spec, value, lists)


def show(spec: FieldSpec, value: Any, lists: CodeLists = DEFAULT) -> str:
    """Return `value` as people read it in the current language; nothing for None."""
    if value is None or value == ():
        return ""
    if spec.kind is Kind.CHOICE:
        return lists.text(spec.codes, value)
    if spec.kind is Kind.CHOICES:
        return ", ".join(lists.text(spec.codes, v) for v in value)
    if spec.kind is Kind.MONTHS:
        return show_months(value)
    if spec.kind is Kind.FLAG:
        return tr("yes") if value else tr("no")
    if spec.kind is Kind.NUMBER:
        return f"{value:g}"
    if spec.kind is Kind.LINKS:
        return ", ".join(value)
    return str(value)


MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def show_date(iso: str | None, *, short: bool = False) -> str:
    """Return an ISO date as ``16 Nov 2026``, or ``16 Nov``; a coarser or unreadable one as it stands.

    >>> show_date("2026-09-12"), show_date("2026-09"), show_date(None)
    ('12 Sep 2026', '2026-09', '')
    """
    if not iso:
        return ""
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    month = tr(MONTH_NAMES[day.month - 1])
    return f"{day.day} {month}" if short else f"{day.day} {month} {day.year}"


def show_months(months: tuple[int, ...]) -> str:
    """Return months as ``Mar–May, Sep–Nov``; all twelve, or none said, as *all year* or nothing."""
    if len(set(months)) == 12:
        return tr("all year")
    chosen = sorted(set(months))
    runs: list[list[int]] = []
    for month in chosen:
        if runs and runs[-1][-1] == month - 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    if len(runs) > 1 and runs[0][0] == 1 and runs[-1][-1] == 12:  # a season over the new year
        runs[0] = runs.pop() + runs[0]
    names = [tr(name) for name in MONTH_NAMES]
    return ", ".join(
        names[run[0] - 1] if len(run) == 1 else f"{names[run[0] - 1]}–{names[run[-1] - 1]}" for run in runs
    )


def _text(spec: FieldSpec, value: Any, lists: CodeLists) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # a spreadsheet turns the code 12 into 12.0
    return str(value).strip()


def _number(spec: FieldSpec, value: Any, lists: CodeLists) -> float:
    try:
        number = float(_plain_number(value))
    except ValueError:
        raise ValueProblem(tr("“{value}” is not a number").format(value=value)) from None
    low, high = spec.minimum, spec.maximum
    if not math.isfinite(number) or (low is not None and number < low) or (high is not None and number > high):
        raise ValueProblem(
            tr("{value} is outside {low} to {high}").format(
                value=value, low="…" if low is None else f"{low:g}", high="…" if high is None else f"{high:g}"
            )
        )
    return number


def _plain_number(value: Any) -> str:
    """Drop spaces and apostrophes between thousands; read a lone comma as the decimal sign."""
    text = re.sub(r"[\s\u00a0\u202f'’]", "", str(value))
    if "," in text and "." in text:
        decimal = max(text.rfind(","), text.rfind("."))
        text = re.sub(r"[,.]", "", text[:decimal]) + "." + text[decimal + 1 :]
    elif text.count(",") > 1 or re.fullmatch(r"-?[1-9]\d{0,2},\d{3}", text):
        text = text.replace(",", "")
    return text.replace(",", ".")


def _integer(spec: FieldSpec, value: Any, lists: CodeLists) -> int:
    if isinstance(value, bool):
        raise ValueProblem(tr("“{value}” is not a number").format(value=value))
    number = _number(spec, value, lists)
    if number != int(number):
        raise ValueProblem(tr("{value} is not a whole number").format(value=value))
    return int(number)


def _factor(spec: FieldSpec, value: Any, lists: CodeLists) -> int | None:
    if isinstance(value, str) and value.strip().casefold() in ("unknown", tr("unknown").casefold()):
        return None
    number = _integer(spec, value, lists)
    if not 1 <= number <= 5:
        raise ValueProblem(tr("{value} is outside {low} to {high}").format(value=value, low=1, high=5))
    return number


_YES = frozenset({"1", "true", "yes", "y", "oui", "vrai", "نعم"})
_NO = frozenset({"0", "false", "no", "n", "non", "faux", "لا"})


def _flag(spec: FieldSpec, value: Any, lists: CodeLists) -> bool:
    text = str(value).strip().casefold()
    text = text.removesuffix(".0")
    if text in _YES or text in _NO:
        return text in _YES
    raise ValueProblem(tr("“{value}” is neither yes nor no").format(value=value))


def _choice(spec: FieldSpec, value: Any, lists: CodeLists) -> str:
    code = lists[spec.codes].match(str(value))
    if code is None:
        known = ", ".join(c.code for c in lists[spec.codes])
        raise ValueProblem(tr("“{value}” is not one of: {known}").format(value=value, known=known))
    return code


def _choices(spec: FieldSpec, value: Any, lists: CodeLists) -> tuple[str, ...]:
    whole = lists[spec.codes].match(value) if isinstance(value, str) else None
    parts = [whole] if whole else [_choice(spec, part, lists) for part in _parts(value, r"[,;|]")]
    return tuple(dict.fromkeys(parts))


def _parts(value: Any, separator: str) -> list[Any]:
    if isinstance(value, str):
        return [part.strip() for part in re.split(separator, value) if part.strip()]
    return list(value) if isinstance(value, (list, tuple, set, frozenset)) else [value]


_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


def _date(spec: FieldSpec, value: Any, lists: CodeLists) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value).strip()
    if match := _DAY_FIRST.match(text):
        day, month, year = (int(part) for part in match.groups())
        if month > 12 >= day:  # 11/25/2026 can only be month first
            day, month = month, day
        text = f"{year:04d}-{month:02d}-{day:02d}"
    elif re.fullmatch(r"\d{8}", text):
        text = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    try:
        return date.fromisoformat(text[:10].replace("/", "-")).isoformat()
    except ValueError:
        raise ValueProblem(tr("“{value}” is not a date like 2026-11-23").format(value=value)) from None


def _moment(spec: FieldSpec, value: Any, lists: CodeLists) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    text = str(value).strip().replace("/", "-")
    try:
        return datetime.fromisoformat(text).isoformat() if len(text) > 10 else _date(spec, text, lists)
    except ValueError:
        raise ValueProblem(tr("“{value}” is not a time like 2026-11-23T14:30+02:00").format(value=value)) from None


def _months(spec: FieldSpec, value: Any, lists: CodeLists) -> tuple[int, ...]:
    if isinstance(value, str) and value.strip().casefold() in ("all", "all year", tr("all year").casefold()):
        return tuple(range(1, 13))
    months: set[int] = set()
    for part in _parts(value, r"[,;\s]+(?![-–])"):
        ends = [_month(end) for end in re.split(r"\s*[-–]\s*", str(part))]
        last = ends[-1] + (12 if ends[-1] < ends[0] else 0)
        months.update((month - 1) % 12 + 1 for month in range(ends[0], last + 1))
    return tuple(sorted(months))


def _month(text: str) -> int:
    folded = text.strip().casefold()
    for number, name in enumerate(MONTH_NAMES, 1):
        if folded == tr(name).casefold() or folded[:3] == name.casefold():
            return number
    try:
        number = int(float(folded))
    except ValueError:
        number = 0
    if not 1 <= number <= 12:
        raise ValueProblem(tr("“{value}” is not a month; use 1 to 12").format(value=text))
    return number


def _link(spec: FieldSpec, value: Any, lists: CodeLists) -> str:
    return str(value).strip()


def _links(spec: FieldSpec, value: Any, lists: CodeLists) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(part).strip() for part in _parts(value, r"[,;]")))


def _data(spec: FieldSpec, value: Any, lists: CodeLists) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        raise ValueProblem(tr("“{value}” is not JSON").format(value=value)) from None


_PARSERS: Mapping[Kind, Callable[[FieldSpec, Any, CodeLists], Any]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.INTEGER: _integer,
    Kind.NUMBER: _number,
    Kind.FACTOR: _factor,
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.DATE: _date,
    Kind.MOMENT: _moment,
    Kind.MONTHS: _months,
    Kind.LINK: _link,
    Kind.LINKS: _links,
    Kind.DATA: _data,
}
