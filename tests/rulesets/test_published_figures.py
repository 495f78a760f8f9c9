"""What each shipped ruleset's source publishes comes out of it, figure by figure.

The two Beijing reports have pages of their own: tests/test_seed_department.py, test_seed_project.py.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest

from indicator_engine import Evaluation, RulesetError, evaluate, load_ruleset, parse_ruleset, score
from indicator_engine.json_text.writer import Writable, write_json

LEVELS = (0, 50, 100, 150, 200, 300, 400, 500)
LIMITS = {  # HJ 633—2012, concentrations of the sub-indices 0, 50 … 500
    "SO2": (0, 50, 150, 475, 800, 1600, 2100, 2620),
    "NO2": (0, 40, 80, 180, 280, 565, 750, 940),
    "CO": (0, 2, 4, 14, 24, 36, 48, 60),
    "O3_1h": (0, 160, 200, 300, 400, 800, 1000, 1200),
    "O3_8h": (0, 100, 160, 215, 265, 800),
    "PM10": (0, 50, 150, 250, 350, 420, 500, 600),
    "PM2_5": (0, 35, 75, 115, 150, 250, 350, 500),
}
LIMITS_2026 = {  # what HJ 633—2026 changes
    **{name: each for name, each in LIMITS.items() if name != "O3_1h"},
    "PM10": (0, 50, 120, 250, 350, 420, 500, 600),
    "PM2_5": (0, 35, 60, 115, 150, 250, 350, 500),
}
COUNTRIES = {  # UNDP, Human Development Report 2015, Table 1: value; years, years, years, income
    "Norway": ("0.944", "81.6", "17.5", "12.6", 64992),
    "Australia": ("0.935", "82.4", "20.2", "13.0", 42261),
    "Denmark": ("0.923", "80.2", "18.7", "12.7", 44025),
    "Netherlands": ("0.922", "81.6", "17.9", "11.9", 45435),
    "Ireland": ("0.916", "80.9", "18.6", "12.2", 39568),
    "United States": ("0.915", "79.1", "16.5", "12.9", 52947),
    "Canada": ("0.913", "82.0", "15.9", "13.0", 42155),
    "New Zealand": ("0.913", "81.8", "19.2", "12.5", 32689),
    "Hong Kong, China (SAR)": ("0.910", "84.0", "15.6", "11.2", 53959),
    "Liechtenstein": ("0.908", "80.0", "15.0", "11.8", 79851),
    "Sweden": ("0.907", "82.2", "15.8", "12.1", 45636),
    "United Kingdom": ("0.907", "80.7", "16.2", "13.1", 39267),
    "Israel": ("0.894", "82.4", "16.0", "12.5", 30676),
    "Luxembourg": ("0.892", "81.7", "13.9", "11.7", 58711),
    "Belgium": ("0.890", "80.8", "16.3", "11.3", 41187),
    "France": ("0.888", "82.2", "16.0", "11.1", 38056),
    "Finland": ("0.883", "80.8", "17.1", "10.3", 38695),
    "India": ("0.609", "68.0", "11.7", "5.4", 5497),
}
CAPS = {"life_expectancy": 85, "expected_schooling": 18, "mean_schooling": 15, "income": 75000}
ROUNDED_AWAY = {  # the published value comes from data before rounding
    "Switzerland": ("0.930", "83.0", "15.8", "12.8", 56431),
    "Germany": ("0.916", "80.9", "16.5", "13.1", 43919),
    "Singapore": ("0.912", "83.0", "15.4", "10.6", 76628),
    "Japan": ("0.891", "83.5", "15.3", "11.5", 36927),
}


def shown(name: str, example_id: str) -> Evaluation:
    """Return the evaluation of an example."""
    return score(load_ruleset(name), inputs_of(name, example_id))


def inputs_of(name: str, example_id: str) -> Mapping[str, object]:
    """Return the inputs of an example."""
    example = load_ruleset(name).example(example_id)
    assert example is not None
    return example.inputs


def hdi(row: tuple[str, str, str, str, int]) -> Decimal | None:
    values = dict(zip(CAPS, [Decimal(each) for each in row[1:]], strict=True))
    return score(load_ruleset("hdi-2014"), values).total


class TestAir:
    @pytest.mark.parametrize(
        ("name", "limits"), [("aqi-daily-2012", LIMITS), ("aqi-daily-2026", LIMITS_2026)]
    )
    def test_the_limits_are_those_of_the_standard(
        self, name: str, limits: dict[str, tuple[int, ...]]
    ) -> None:
        tables = load_ruleset(name).tables
        found = {each.removeprefix("分指数_"): table.anchors for each, table in tables.items()}
        assert found == {
            pollutant: tuple((Fraction(x), Fraction(y)) for x, y in zip(row, LEVELS, strict=False))
            for pollutant, row in limits.items()
        }

    def test_fine_dust_of_80_is_107(self) -> None:
        """(80 − 75) / 40 × 50 + 100 = 106.25, rounded up; with the limits of 2026 it is 119."""
        assert shown("aqi-daily-2012", "fine-dust").total == 107
        assert shown("aqi-daily-2026", "fine-dust").total == 119

    def test_what_is_not_measured_leaves_the_index_open(self) -> None:
        """HJ 633—2026, 5.3.1: it is still published where the others alone give more than 100."""
        given = {**inputs_of("aqi-daily-2026", "fine-dust"), "NO2": None}
        found = score(load_ruleset("aqi-daily-2026"), given)
        assert found.total is None
        assert found.total_range == (Decimal(119), Decimal(500))


class TestHumanDevelopment:
    @pytest.mark.parametrize("country", COUNTRIES)
    def test_a_published_value_is_reproduced(self, country: str) -> None:
        assert str(hdi(COUNTRIES[country])) == COUNTRIES[country][0]

    @pytest.mark.parametrize("country", ROUNDED_AWAY)
    def test_a_value_from_unrounded_data_differs_by_a_thousandth(self, country: str) -> None:
        found, published = hdi(ROUNDED_AWAY[country]), Decimal(ROUNDED_AWAY[country][0])
        assert found is not None
        assert abs(found - published) == Decimal("0.001")

    def test_the_indices_of_the_technical_note_give_its_value(self) -> None:
        """Human Development Report 2020: 0.6971, 0.3447 and ln(3829) → 0.5506 give 0.510."""
        income = "round((ln(3829) - ln(100)) / (ln(75000) - ln(100)), 4)"
        assert evaluate(income) == Fraction("0.5506")
        assert evaluate("round(geomean(0.6971, 0.3447, 0.5506), 3)") == Fraction("0.51")


class TestStateOwnedEnterprises:
    def test_the_return_on_equity_of_the_example(self) -> None:
        """0.8077 of the way from 12 to 16 is 15.23; 18 for 16 would give the wrong 16.85."""
        assert str(shown("soe-efficacy-2006", "roe-example").node("ROE").score) == "15.23"
        assert evaluate("round((8 - 1.7) / (9.5 - 1.7), 4)") == Fraction("0.8077")
        assert evaluate("round(12 + 0.8077 * (18 - 12), 2)") == Fraction("16.85")

    @pytest.mark.parametrize(
        ("formula", "printed"),
        [
            ("round(33727790635 / 57284669073, 4)", "0.5888"),
            ("round((0.5888 - 0.52) / (0.65 - 0.52), 2)", "0.53"),
            ("round(22.59 / 34, 2)", "0.66"),
            ("round(1 + 0.8 + 0.53 * 0.2 - 0.66, 2)", "1.25"),
            ("round(7 / 34 * 1.25, 3)", "0.257"),
            ("0.3 + 0.27 + 0.17 + 0.217", "0.957"),
            ("round(22.59 * 0.957, 2)", "21.62"),
            ("round((4.19 - 3.78) / (5.04 - 3.78), 3)", "0.325"),
            ("round(1 + 0.6 + 0.325 * 0.2 - 0.66, 3)", "1.005"),
            ("round(9 / 34 * 1.005, 2)", "0.27"),
            ("round((4.19 - 5.04) / (3.78 - 5.04), 3)", "0.675"),
        ],
    )
    def test_every_printed_step_of_the_modifiers(self, formula: str, printed: str) -> None:
        """As printed, the slips included: 0.217 for 0.257, and 0.325 the wrong way round."""
        assert evaluate(formula) == Fraction(printed)

    def test_the_steps_of_the_return_on_capital_come_out(self) -> None:
        found = shown("soe-efficacy-2006", "unicom")
        derived = {
            "盈利能力状况分析系数": "0.66",
            "资本收益率_修正": "1.25",
            "盈利能力状况综合修正": "0.996",
        }
        assert {name: found.derived[name] for name in derived} == {
            name: Fraction(each) for name, each in derived.items()
        }
        assert found.node("ROE").score + found.node("ROA").score == Decimal("22.59")  # type: ignore[operator]
        assert str(found.node("A").score) == "22.50"


class TestForms:
    def test_the_form_of_chizhou(self) -> None:
        found = shown("mof-self-evaluation", "chizhou-tangxi-2022")
        scores = {name: str(found.node(name).score) for name in ("E", "P", "B", "S")}
        assert scores == {"E": "10.00", "P": "50.00", "B": "30.00", "S": "None"}
        assert found.total_range == (Decimal(90), Decimal(100))

    def test_the_fishing_ban(self) -> None:
        """20 + 20 + 10 + 10 + 40 = 100, as printed."""
        found = shown("hubei-self-evaluation-2020", "fishing-ban-2020")
        printed = {"E": 20, "P1": 20, "P2": 10, "P3": 10, "S1": 40, "total": 100}
        assert {name: found.node(name).score for name in printed} == printed

    def test_groups_of_60_and_40_do_not_fit_a_heading_of_80(self) -> None:
        """The form of 2020 for trade in services prints 20 + 60 + 40 under a total of 100."""
        groups: list[Writable] = [
            {"id": "P", "weight": 60, "formula": 0},
            {"id": "B", "weight": 40, "formula": 0},
        ]
        tree: list[Writable] = [
            {"id": "E", "weight": 20, "formula": 0},
            {"id": "G", "weight": 80, "children": groups},
        ]
        ruleset: dict[str, Writable] = {
            "id": "trade",
            "version": "1.0.0",
            "title": "20/80",
            "inputs": {},
            "indicators": {"id": "total", "weight": 100, "children": tree},
        }
        with pytest.raises(RulesetError, match="weights-do-not-add-up"):
            parse_ruleset(write_json(ruleset))

    @pytest.mark.parametrize(
        ("example", "surplus", "execution"),
        [("yueyang-science", "2.00", "14.00"), ("yueyang-highways", "3.00", "15.00")],
    )
    def test_the_scores_of_yueyang(self, example: str, surplus: str, execution: str) -> None:
        found = shown("hunan-department", example)
        assert (str(found.node("E3").score), str(found.node("EA").score)) == (surplus, execution)
        assert str(found.node("I").score) == "15.00"

    @pytest.mark.parametrize(
        ("example", "total"), [("new-zealand-2020", "86.8"), ("china-2020", "77.9")]
    )
    def test_doing_business(self, example: str, total: str) -> None:
        assert str(shown("doing-business-2020", example).total) == total

    def test_five_raters_have_the_plain_mean_and_six_lose_their_ends(self) -> None:
        found = [shown("satisfaction-survey", each) for each in ("plain-mean", "trimmed")]
        assert [each.derived["考核组平均分"] for each in found] == [
            Fraction("78.82"),
            Fraction("78.6"),
        ]

    @pytest.mark.parametrize(
        ("example", "total", "grade"),
        [
            ("late-twice", "90.0", "A"),
            ("start-90", "70.0", "B"),
            ("exactly-40", "40.0", "C"),
            ("new", "65.0", "M"),
            ("direct-d", "100.0", "D"),
        ],
    )
    def test_tax_credit(self, example: str, total: str, grade: str) -> None:
        found = shown("tax-credit-2014", example)
        assert (str(found.total), found.grade) == (total, grade)
