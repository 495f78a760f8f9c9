"""Laws of the audit: what may be right is never called wrong, what cannot be right is found once."""

from decimal import Decimal
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from indicator_engine import audit
from tests.auditing.reports import Made, made_reports


def codes(data: dict[str, Any]) -> list[tuple[str, str]]:
    return [(each.code, each.at) for each in audit(data).errors]


@given(made_reports())
def test_a_consistent_report_has_no_error(made: Made) -> None:
    assert codes(made.data) == []


@given(made=made_reports(), data=st.data())
def test_a_leaf_score_beyond_its_rounding_is_one_error(made: Made, data: st.DataObject) -> None:
    """It is reported where it stands, not again in the sums above it."""
    counted = [leaf for leaf in made.leaves() if "actual" in leaf["inputs"]]
    assume(counted)
    leaf = data.draw(st.sampled_from(counted))
    shift = int(leaf["weight"] / 2) + 2 + data.draw(st.integers(0, 40))
    shifted = leaf["published_score"] + data.draw(st.sampled_from([-1, 1])) * shift
    assume(shifted >= 0)
    leaf["published_score"] = shifted
    assert [at for _, at in codes(made.data)] == [leaf["id"]]


@given(made=made_reports(), data=st.data())
def test_a_total_beyond_the_rounding_of_its_parts_is_one_error(
    made: Made, data: st.DataObject
) -> None:
    step = Decimal(1).scaleb(-made.places)
    root = made.root
    room = step * (len(made.leaves()) + 3)
    shift = data.draw(st.integers(1, 100)) * step + room
    shifted = root["published_score"] + data.draw(st.sampled_from([-1, 1])) * shift
    assume(shifted >= 0)
    root["published_score"] = shifted
    if data.draw(st.booleans()):
        made.data["total"] = shifted
    assert codes(made.data) == [("sum", "root")]


@given(made=made_reports(), shift=st.integers(1, 20), data=st.data())
def test_a_weight_that_does_not_add_up_is_one_error(
    made: Made, shift: int, data: st.DataObject
) -> None:
    leaf = data.draw(st.sampled_from(made.leaves()))
    leaf["weight"] += shift
    group = next(g for g in made.root["children"] if leaf in g["children"])
    evenly = Decimal(group["weight"]) / len(group["children"])
    assume(abs(leaf["weight"] - evenly) >= 1)  # an even share in whole points is no slip
    assert codes(made.data) == [("weights", group["id"])]


@given(made=made_reports(), shift=st.integers(2, 50), data=st.data())
def test_a_rate_of_neither_score_is_one_error(made: Made, shift: int, data: st.DataObject) -> None:
    nodes = [*made.leaves(), made.root]
    rated = [node for node in nodes if "published_rate" in node and not node.get("inputs")]
    assume(rated)
    node = data.draw(st.sampled_from(rated))
    step = Decimal(1).scaleb(-made.places)
    apart = Decimal(shift) / 100 + 200 * step / Decimal(node["weight"])
    node["published_rate"] = f"{Decimal(node['published_rate'][:-1]) + apart:.2f}%"
    assert codes(made.data) == [("rate", node["id"])]
