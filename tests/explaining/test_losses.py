"""Where points were lost: each place once, with what took them."""

from indicator_engine.language.numbers import plain
from tests.explaining.small import Json, explained

INPUTS = {name: {"type": "number", "range": "[0, 100]"} for name in ("甲", "乙")}


def tree(*children: Json, **fields: Json) -> Json:
    return {"inputs": INPUTS, "indicators": {"children": list(children), **fields}}


def leaf(name: str, **fields: Json) -> Json:
    return {"id": f"{name}分", "formula": f"weight * {name} / 100", **fields}


def lost(changes: Json, inputs: Json) -> list[tuple[str, str, str]]:
    found = explained(changes, inputs)
    return [(each.indicator, each.kind, plain(each.points)) for each in found.losses]


def test_a_sum_is_shared_out_among_its_leaves() -> None:
    changes = tree(leaf("甲", weight=60), leaf("乙", weight=40))
    assert lost(changes, {"甲": 90, "乙": 50}) == [
        ("乙分", "scored", "20"),
        ("甲分", "scored", "6"),
    ]


def test_a_group_that_is_no_sum_is_one_place() -> None:
    changes = tree(leaf("甲"), leaf("乙"), combine="min")
    assert lost(changes, {"甲": 90, "乙": 50}) == [("total", "combined", "50")]


def test_an_adjustment_takes_what_it_takes() -> None:
    adjustments = [{"id": "扣", "becomes": "value - 5"}]
    changes = tree(leaf("甲", weight=100), adjustments=adjustments)
    assert lost(changes, {"甲": 90}) == [("甲分", "scored", "10"), ("total", "adjusted", "5")]


def test_a_bonus_is_a_loss_below_zero() -> None:
    adjustments = [{"id": "奖", "becomes": "value + 2"}]
    changes = tree(leaf("甲", weight=100), adjustments=adjustments)
    assert lost(changes, {"甲": 90})[-1] == ("total", "adjusted", "-2")


def test_what_is_left_out_makes_the_rest_count_more() -> None:
    """45 of 50 points are 90 of 100: 5 are lost at the leaf, 5 more by rescaling."""
    changes = tree(leaf("甲", weight=50), leaf("乙", weight=50))
    inputs = {"甲": 90, "乙": {"not_applicable": "无此项"}}
    assert lost(changes, inputs) == [("甲分", "scored", "5"), ("total", "rescaled", "5")]


def test_rounding_after_adding_up_is_told_apart() -> None:
    changes = tree(leaf("甲", weight=50), leaf("乙", weight=50))
    changes["rounding"] = {"places": 0, "stage": "total"}
    found = lost(changes, {"甲": 91, "乙": 91})  # 45.5 + 45.5, each printed 46
    assert found == [("甲分", "scored", "4"), ("乙分", "scored", "4"), ("total", "rounded", "1")]


def test_what_is_open_has_lost_nothing_yet() -> None:
    changes = tree(leaf("甲", weight=50), leaf("乙", weight=50))
    assert lost(changes, {"甲": 90}) == [("甲分", "scored", "5")]
