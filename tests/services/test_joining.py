# SPDX-License-Identifier: MIT
"""One record of several loses no field and shows nobody more than before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hotmap.domain.codelists import AUDIENCES, DEFAULT, PRECISIONS, CodeLists
from hotmap.domain.marking import Marking, field_marking, loosens
from hotmap.domain.records import Hotspot, Presence, Visit
from hotmap.services.joining import joined

LISTS = CodeLists()
KEPT = Hotspot(uuid="a", code="H-001", name="Tiva camp", type="village", description="By the river.",
               marking=Marking(originator="Civil Affairs", audiences=("mission", "partners")))  # fmt: skip
OTHER = Hotspot(uuid="b", code="H-002", name="Tiva", other_names="Tiwa", type="market", pcode="TS0402",
                description="Burnt in May.", notes="Ask again.",
                marking=Marking(originator="UNHCR", audiences=("mission", "unct")))  # fmt: skip

markings = st.builds(
    Marking,
    audiences=st.none() | st.lists(st.sampled_from(AUDIENCES), unique=True, max_size=3).map(tuple),
    precision=st.none() | st.sampled_from(PRECISIONS),
    sensitivity=st.sampled_from([None, "low", "high"]),
)


def test_joined_says_all_that_both_said() -> None:
    after = joined(KEPT, [OTHER], LISTS)
    assert (after.uuid, after.code, after.name, after.type) == ("a", "H-001", "Tiva camp", "village")
    assert after.other_names == "Tiva, Tiwa"
    assert after.pcode == "TS0402"
    assert after.description == "By the river.\n\nH-002 Tiva: Burnt in May."
    assert after.notes == "H-002 Tiva: Ask again.\n\nH-002 Tiva: Type: Market"


def test_joined_belongs_to_both_and_goes_only_where_both_may_go() -> None:
    marking = joined(KEPT, [OTHER, OTHER], LISTS).marking
    assert marking.originator == "Civil Affairs, UNHCR"
    assert marking.audiences == ("mission",)


def test_joined_kinds_without_other_names_tell_the_name_in_the_notes() -> None:
    after = joined(Presence(uuid="a", name="Post"), [Presence(uuid="b", code="P-002", name="Base")], LISTS)
    assert (after.name, after.notes) == ("Post", "P-002 Base: Name: Base")
    visit = joined(Visit(uuid="a", hotspots=("x",)), [Visit(uuid="b", hotspots=("y", "x"))], LISTS)
    assert visit.hotspots == ("x", "y")


@given(markings, markings, markings, markings)
def test_joined_loosens_neither_record_nor_field(one: Marking, other: Marking, own: Marking, theirs: Marking) -> None:
    kept = Hotspot(uuid="a", name="A", description="x", marking=one, field_markings={"description": own})
    gone = Hotspot(uuid="b", name="B", description="y", marking=other, field_markings={"description": theirs})
    after = joined(kept, [gone], LISTS)
    told = field_marking(after.marking, after.field_markings.get("description"))
    for marking, field in ((one, own), (other, theirs)):
        assert not loosens(marking, after.marking)
        assert not loosens(field_marking(marking, field), told)


def test_restricted_value_that_goes_to_the_notes_restricts_them() -> None:
    secret = Marking(audiences=("mission",), sensitivity="high")
    gone = Hotspot(uuid="b", name="B", type="market", field_markings={"type": secret, "name": secret})
    after = joined(Hotspot(uuid="a", name="A", type="village"), [gone], LISTS)
    assert after.field_markings["notes"] == secret
    assert after.field_markings["other_names"] == secret
    assert DEFAULT["hotspot_type"].text("market") in (after.notes or "")
