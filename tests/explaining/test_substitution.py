"""A formula with its values: what the author wrote, in the numbers of one record."""

import pytest

from tests.explaining.small import substituted


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("甲 + 额", "2 + 5 万元"),
        ("甲 * 额 / 4", "2 × 5 万元 ÷ 4"),
        ("率 * 50%", "12.5% × 50%"),
        ("甲 + (乙 - 额)", "2 + (-3 - 5 万元)"),
        ("甲 - (额 - 1)", "2 - (5 万元 - 1)"),
        ("甲 / (额 * 2)", "2 ÷ (5 万元 × 2)"),
        ("(甲 + 1) * 额", "(2 + 1) × 5 万元"),
        ("甲 - 乙", "2 - (-3)"),
        ("乙 * 甲", "(-3) × 2"),
        ("-(甲 + 乙)", "-(2 + (-3))"),
        ("-甲 * 2", "(-2) × 2"),
        ("额 ** 2 + (甲 * 2) ** -1", "(5 万元)^2 + (2 × 2)^-1"),
        ("mean(列)", "mean([90, 91] 分)"),
        ("round(甲 / 3, 2)", "round(2 ÷ 3, 2)"),
        ("days(日, date(2022, 6, 12))", "days(2022-06-10, date(2022, 6, 12))"),
        ("评 * 10", "85% × 10"),
        ("1 / 3 * 3", "1 ÷ 3 × 3"),
    ],
)
def test_values_stand_where_names_stood(formula: str, text: str) -> None:
    """With units, percents as percents, and the brackets that keep the meaning."""
    assert substituted(formula) == text


@pytest.mark.parametrize(
    ("formula", "zh", "en"),
    [
        ("count_true(是否)", "count_true(是)", "count_true(yes)"),
        ("count_true(not (甲 < 乙 or 是否))", "count_true(非 (2 < -3 或 是))", None),
        ("count_true(0 <= 甲 < 额 and 是否)", "count_true(0 ≤ 2 < 5 万元 且 是)", None),
        ("count_true(选 == '好')", "count_true('好' = '好')", None),
        ("count_true(甲 > 1 or 是否)", "count_true(2 > 1 或 是否)", "count_true(2 > 1 or 是否)"),
        ("甲 if 甲 > 乙 else 额", "2", "2"),
        ("(甲 + 1 if 甲 > 乙 else 额) * 2", "(2 + 1) × 2", None),
    ],
)
def test_conditions_are_said_in_words(formula: str, zh: str, en: str | None) -> None:
    """What was not computed stays as it is written; of a choice the branch taken remains."""
    assert substituted(formula) == zh
    if en is not None:
        assert substituted(formula, "en") == en


def test_what_is_missing_is_named_and_called_so() -> None:
    inputs = {"缺": {"type": "number"}}
    assert substituted("value_or(缺, 1) + 甲", inputs=inputs) == "value_or(缺（缺失）, 1) + 2"
    assert substituted("缺 + 甲", "en", inputs=inputs) == "缺 (missing) + 2"


def test_a_long_number_is_cut_with_an_ellipsis() -> None:
    derived = {"三分": {"formula": "甲 / 3"}, "百分": {"formula": "1 / 7", "type": "percent"}}
    assert substituted("三分 + 百分", derived=derived) == "0.6666… + 14.2857…%"
