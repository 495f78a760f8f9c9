"""Two regulations as rulesets: rules that no evaluation of a department needs.

The rules are those of the regulations in short; the records are invented.
"""

import json
from decimal import Decimal
from typing import Any

import pytest

from indicator_engine.library import parse_ruleset
from indicator_engine.model import Ruleset
from indicator_engine.scoring import score
from tests.scoring.rules import printed

Json = Any

TAX_CREDIT: Json = {
    "id": "tax-credit",
    "version": "1.0.0",
    "title": {"zh": "纳税信用评价"},
    "source": "纳税信用管理办法（节选）",
    "inputs": {
        "非经常性信息齐全": {"type": "boolean"},
        "未按期申报次数": {"type": "integer", "range": "[0, inf)"},
        "未按期缴税次数": {"type": "integer", "range": "[0, inf)"},
        "新设立": {"type": "boolean"},
        "无收入": {"type": "boolean"},
        "直接判D": {"type": "boolean"},
        "不得评A": {"type": "boolean"},
    },
    "derived": {"起评分": {"formula": "100 if 非经常性信息齐全 else 90"}},
    "indicators": {
        "id": "total",
        "weight": 100,
        "children": [
            {
                "id": "得分",
                "weight": 100,
                "formula": "max(0, 起评分 - 5 * 未按期申报次数 - 5 * 未按期缴税次数)",
            }
        ],
        "adjustments": [
            {"id": "上限B", "when": "不得评A", "grade_at_most": "B"},
            {"id": "M级", "when": "value >= 70 and (新设立 or 无收入)", "grade": "M"},
            {"id": "直接D", "when": "直接判D", "grade": "D"},
        ],
    },
    "rounding": {"places": 1},
    "grades": [
        {"grade": "A", "range": "[90, 100]"},
        {"grade": "B", "range": "[70, 90)"},
        {"grade": "M"},
        {"grade": "C", "range": "[40, 70)"},
        {"grade": "D", "range": "[0, 40)"},
    ],
}
CLEAN = {
    "非经常性信息齐全": True,
    "未按期申报次数": 0,
    "未按期缴税次数": 0,
    "新设立": False,
    "无收入": False,
    "直接判D": False,
    "不得评A": False,
}

AIR_QUALITY: Json = {
    "id": "aqi-daily",
    "version": "1.0.0",
    "title": {"zh": "环境空气质量指数（日报，两种污染物）"},
    "source": "HJ 633 环境空气质量指数技术规定（节选）",
    "inputs": {
        "PM2_5": {"type": "number", "unit": "微克/立方米", "range": "[0, inf)", "places": 0},
        "PM10": {"type": "number", "unit": "微克/立方米", "range": "[0, inf)", "places": 0},
    },
    "tables": {
        "IAQI_PM2_5": {
            "anchors": [
                [0, 0], [35, 50], [75, 100], [115, 150], [150, 200], [250, 300], [350, 400], [500, 500],
            ]
        },
        "IAQI_PM10": {
            "anchors": [
                [0, 0], [50, 50], [150, 100], [250, 150], [350, 200], [420, 300], [500, 400], [600, 500],
            ]
        },
    },
    "derived": {
        "首要污染物_PM2_5": {"formula": "AQI > 50 and I_PM2_5 == AQI", "type": "boolean"},
        "首要污染物_PM10": {"formula": "AQI > 50 and I_PM10 == AQI", "type": "boolean"},
    },
    "indicators": {
        "id": "AQI",
        "weight": 500,
        "combine": "max",
        "children": [
            {"id": "I_PM2_5", "formula": "IAQI_PM2_5(min(PM2_5, 500))"},
            {"id": "I_PM10", "formula": "IAQI_PM10(min(PM10, 600))"},
        ],
    },
    "rounding": {"places": 0, "mode": "up"},
    "grades": [
        {"grade": "严重污染", "range": "[301, 500]"},
        {"grade": "重度污染", "range": "[201, 300]"},
        {"grade": "中度污染", "range": "[151, 200]"},
        {"grade": "轻度污染", "range": "[101, 150]"},
        {"grade": "良", "range": "[51, 100]"},
        {"grade": "优", "range": "[0, 50]"},
    ],
}  # fmt: skip


def read(fields: Json) -> Ruleset:
    return parse_ruleset(json.dumps(fields, ensure_ascii=False))


class TestTaxCredit:
    """A scale with a special grade, a ceiling, and grades given whatever the points."""

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({}, ("100.0", "A")),
            ({"未按期申报次数": 2}, ("90.0", "A")),
            ({"未按期申报次数": 2, "未按期缴税次数": 1}, ("85.0", "B")),
            ({"非经常性信息齐全": False}, ("90.0", "A")),
            ({"不得评A": True}, ("100.0", "B")),
            ({"不得评A": True, "未按期申报次数": 10}, ("50.0", "C")),
            ({"新设立": True, "非经常性信息齐全": False, "未按期申报次数": 2}, ("80.0", "M")),
            ({"无收入": True, "未按期申报次数": 6}, ("70.0", "M")),
            ({"无收入": True, "未按期申报次数": 7}, ("65.0", "C")),
            ({"直接判D": True}, ("100.0", "D")),
            ({"直接判D": True, "新设立": True}, ("100.0", "D")),
            ({"未按期申报次数": 30}, ("0.0", "D")),
        ],
    )
    def test_points_and_grade(self, changes: Json, expected: tuple[str, str]) -> None:
        found = score(read(TAX_CREDIT), {**CLEAN, **changes})
        assert (printed(found.tree), found.grade) == expected

    def test_a_taxpayer_judged_d_is_d_while_the_points_are_open(self) -> None:
        found = score(read(TAX_CREDIT), {**CLEAN, "直接判D": True, "未按期申报次数": None})
        assert (found.total, found.grade) == (None, "D")


class TestAirQuality:
    """An index: the largest of several, read off broken lines, rounded up."""

    @pytest.mark.parametrize(
        ("pm2_5", "pm10", "indices", "grade"),
        [
            (80, 120, ("107", "107", "85"), "轻度污染"),  # 100 + 50 × 5 ÷ 40 = 106.25
            (900, 120, ("500", "500", "85"), "严重污染"),
            (0, 0, ("0", "0", "0"), "优"),
            (35, 50, ("50", "50", "50"), "优"),
            ("35.1", 50, ("51", "51", "50"), "良"),
            (35, 51, ("51", "50", "51"), "良"),  # 50.5 is printed as 51
            (115, 350, ("200", "150", "200"), "中度污染"),
        ],
    )
    def test_indices_and_grade(
        self, pm2_5: Json, pm10: int, indices: tuple[str, ...], grade: str
    ) -> None:
        found = score(read(AIR_QUALITY), {"PM2_5": Decimal(pm2_5), "PM10": pm10})
        assert tuple(printed(node) for node in found.tree.walk()) == indices
        assert found.grade == grade

    def test_the_leading_pollutant_is_the_one_with_the_published_index(self) -> None:
        leading = score(read(AIR_QUALITY), {"PM2_5": 80, "PM10": 120}).derived
        assert leading == {"首要污染物_PM2_5": True, "首要污染物_PM10": False}
        clean = score(read(AIR_QUALITY), {"PM2_5": 35, "PM10": 50}).derived
        assert not any(clean.values())

    def test_a_missing_pollutant_leaves_the_index_open(self) -> None:
        found = score(read(AIR_QUALITY), {"PM2_5": 80})
        assert (found.total, found.grade) == (None, None)
        assert found.tree.children[0].score == 107
