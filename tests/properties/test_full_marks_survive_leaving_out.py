"""What does not apply to a unit costs it nothing."""

from hypothesis import given
from hypothesis import strategies as st

from indicator_engine.scoring import score
from tests.properties.cases import Case, Json, cases, indicators, parsed

NOT_APPLICABLE = {"not_applicable": "无此项业务"}
KEPT = ("id", "version", "title", "rounding")


def full_marks(case: Case, rescale: str) -> Json:
    """Return the ruleset with full marks at every leaf, and nothing that could take them away.

    A formula group gives full marks to every unit that its first child applies to. No group is
    printed with fewer places than its parts: that would round points away before the rescaling.
    """
    fields = case.fields
    for node in indicators(fields["indicators"]):
        is_formula = "formula" in node
        for key in ("adjustments", "policies", "range", "formula"):
            node.pop(key, None)
        if is_formula:
            first = f"{node['children'][0]['id']} + " if "children" in node else ""
            node["formula"] = f"min(weight, {first}weight)"
        if "children" in node:
            node.pop("rounding", None)
    kept = {key: fields[key] for key in KEPT if key in fields}
    policies = {"rescale": rescale}
    return kept | {"inputs": {}, "indicators": fields["indicators"], "policies": policies}


@given(case=cases(), rescale=st.sampled_from(["group", "root"]), data=st.data())
def test_full_marks_stay_full_marks(case: Case, rescale: str, data: st.DataObject) -> None:
    """Whatever is left out, at every group that is rescaled; the root always is."""
    ruleset = parsed(full_marks(case, rescale))
    leaves = [node.id for node in ruleset.nodes.values() if node.is_leaf]
    left_out = data.draw(
        st.lists(st.sampled_from([*leaves, *ruleset.nodes]), min_size=1, max_size=4)
    )
    found = score(ruleset, dict.fromkeys(left_out, NOT_APPLICABLE))
    rescaled = [found.tree] if rescale == "root" else found.tree.walk()
    for node in rescaled:
        assert node.value in (None, node.weight)
        assert (node.value is None) == (node.status == "not_applicable")
    assert found.total is None or found.coverage > 0
