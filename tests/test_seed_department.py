"""The department report of 2022 comes out of its ruleset: figures, scores, contradictions.

Every sentence is quoted word for word from the report.
"""

from decimal import Decimal
from fractions import Fraction

import pytest

import indicator_engine
from indicator_engine import RecordError
from tests.seed import Contradiction, Figure, Report, Row, direction_is_kept

RULESET = "beijing-department-2022"

BUDGET = "全年预算数5,333.85万元，其中，基本支出预算数3,864.04万元，项目支出预算数1,469.81万元"
SPENT = "总体支出5169.65万元，其中，基本支出3,816.17万元，项目支出1,353.48万元"
CARRIED = "年末结转结余资金总额为172.89万元，全年支出预算数为5,333.85万元"
ACCOUNTS = "年初预算数为5,029.86万元，部门年度支出决算数为5,169.66万元"
CERTIFICATES = "全年累计签发出口货物原产地证书19770份（其中RCEP原产地证书480份），出具商事证明书1399份，合作代办领事认证2457份"
ASSETS = "货币资金 + 固定资产净值 + 无形资产净值 + 财政应返还额度 + 其他应收款净额"
SHARES = ("货币资金占比", "固定资产占比", "无形资产占比", "应返还额度占比", "应收款占比")
PRINTED_SHARES = " + ".join(f"round({name} * 100, 2)" for name in SHARES)

FIGURES = (
    Figure("F01", BUDGET, "基本支出预算数 + 项目支出预算数", "5333.85", "5333.85"),
    Figure("F02", SPENT, "基本支出 + 项目支出", "5169.65", "5169.65"),
    Figure("F03", "预算执行率为96.92%", "预算执行率 * 100", "10339300/106677", "96.92"),
    Figure("F04", "资金结转结余率为3.24%", "结转结余率 * 100", "38420/11853", "3.24"),
    Figure("F05", "较上一年度上升了0.35%", "round(结转结余率 * 100, 2) - 2.89", "0.35", "0.35"),
    Figure("F06", "较上一年度上升了0.35%", "结转结余率变动 * 100", "416483/1185300", "0.35"),
    Figure("F07", "部门预决算差异率为2.78%", "部门预决算差异率 * 100", "233000/83831", "2.78"),
    Figure(
        "F08",
        "部门预决算差异率为2.78%",
        "(全年执行数 - 年初预算数) / 年初预算数 * 100",
        "698950/251493",
        "2.78",
    ),
    Figure("F09", "资产总额6,196.43万元", ASSETS, "6196.43", "6196.43"),
    Figure(
        "F10",
        "货币资金5,093.84万元，占资产总额82.21%",
        "货币资金占比 * 100",
        "50938400/619643",
        "82.21",
    ),
    Figure(
        "F11",
        "固定资产净值404.55万元，占资产总额6.53%",
        "固定资产占比 * 100",
        "139500/21367",
        "6.53",
    ),
    Figure(
        "F12",
        "无形资产净值418.46万元，占比6.75%",
        "无形资产占比 * 100",
        "4184600/619643",
        "6.75",
    ),
    Figure(
        "F13",
        "财政应返还额度172.89万元，占资产总额2.79%",
        "应返还额度占比 * 100",
        "1728900/619643",
        "2.79",
    ),
    Figure(
        "F14",
        "其他应收款净额106.69万元，占资产总额1.72%",
        "应收款占比 * 100",
        "1066900/619643",
        "1.72",
    ),
    Figure("F15", "占资产总额82.21%", PRINTED_SHARES, "100"),
    Figure("F16", "财政应返还额度172.89万元", "年末结转结余", "172.89", "172.89"),
    Figure("F21", "当年预算执行情况", "20 + 60 + 20", "100", "100"),
    Figure("F22", "95.18", "19.38 + 55.80 + 20.00", "95.18", "95.18"),
    Figure("N03", "有事业编制95人，实有人数94人", "事业编制数 - 实有人数", "1"),
    Figure("N09", "11家外资企业和2家境外商会反映的59条意见建议", "11 + 2", "13"),
    Figure("N28", CERTIFICATES, "原产地证书数 - RCEP原产地证书数", "19290"),
    Figure("U01", SPENT, "基本支出 / 基本支出预算数 * 100", "9540425/96601"),
    Figure("U02", SPENT, "项目支出 / 项目支出预算数 * 100", "13534800/146981"),
    Figure("U03", SPENT, "未执行预算数", "164.2"),
    Figure("U04", SPENT, "未执行率 * 100", "328400/106677"),
    Figure("U05", ACCOUNTS, "预算调整率 * 100", "506650/83831"),
    Figure("U06", "2021年资金结转结余率为2.89%", "(3.24 / 2.89 - 1) * 100", "3500/289"),
    Figure("U18", "组织培训≥6次", "培训超额率 * 100", "400"),
    Figure("U23", CERTIFICATES, "RCEP原产地证书数 / 原产地证书数 * 100", "1600/659"),
    Figure("U24", CERTIFICATES, "原产地证书数 + 1399 + 2457", "23626"),
    Figure(
        "U25",
        "邀请了3个国际组织、29个省区市和区域创新城市、27家世界500强企业、24家领军央企、42家独角兽和162家外资企业机构",
        "3 + 29 + 27 + 24 + 42 + 162",
        "287",
    ),
)

OTHER_DENOMINATORS = (
    Figure("carried-over-of-spent", CARRIED, "年末结转结余 / 全年执行数 * 100", "3.34"),
    Figure("carried-over-of-opening", CARRIED, "年末结转结余 / 年初预算数 * 100", "3.44"),
    Figure(
        "difference-of-accounts",
        ACCOUNTS,
        "(部门支出决算数 - 年初预算数) / 部门支出决算数 * 100",
        "2.70",
    ),
)

COUNTS = (  # id, sentence, what it lists, how the list is divided, how many it says
    (
        "N01",
        "内设11个部室",
        "办公室、规划发展部、会务部、国际联络部、对外贸易促进部、投资促进部、国际展览部、法律事务部、财务部、人事部、机关党委",
        "、",
        11,
    ),
    ("N02", "下属1个二级预算单位", "北京市贸促会综合事务中心", "、", 1),
    (
        "N05",
        "一个开局、两项任务、三件大事",
        "高起点办好中关村论坛展览（科博会）。|高站位筹办北京市市长国际企业家顾问会议。|高水平主办京津冀国际贸易投资洽谈会。",
        "|",
        3,
    ),
    (
        "N07",
        "十余项财务管理制度",
        "《北京市贸促会财务管理制度》《北京市贸促会预算管理制度》《北京市贸促会专项经费管理暂行办法》《北京市贸促会账销案存资产管理暂行办法》《北京市贸促会内部审计工作办法》《北京市贸促会财务报销管理办法》",
        "》《",
        6,
    ),
    (
        "N08",
        "两场国别专题活动",
        "马来西亚服务业投资机遇论坛、“RCEP推动泰中绿色科技领域合作”线上研讨交流会",
        "、",
        2,
    ),
    (
        "N29-problems",
        "2.存在的问题及原因分析",
        "绩效目标设置的合理性有待提升，指标细化、量化程度不够|受新冠疫情影响，部门工作未按计划开展，资金结转结余率高于上一年度",
        "|",
        2,
    ),
    (
        "N29-suggestions",
        "（六）措施建议",
        "加强学习培训与内部审核，提升绩效目标申报质量|强化中期绩效运行监控结果应用，有效提升资金使用效率性和效益性",
        "|",
        2,
    ),
)

FIRST_LEVEL = (
    Row("A", "当年预算执行情况", 20, "19.38", "0.9692"),
    Row("B", "整体绩效目标实现情况", 60, "55.80", "0.9300"),
    Row("C", "预算管理情况", 20, "20.00", "1.0000"),
    Row("total", "部门整体绩效", 100, "95.18", "0.9518"),
)

LEAVES = (  # what the published first level is made of: computed, or an illustration
    ("A", "19.38"), ("B11", "10.00"), ("B12", "10.00"), ("B13", "8.00"), ("B21", "7.36"),
    ("B22", "7.28"), ("B23", "7.00"), ("B24", "6.16"), ("C11", "1.00"), ("C12", "2.00"),
    ("C13", "1.00"), ("C2", "4.00"), ("C3", "4.00"), ("C4", "4.00"), ("C5", "4.00"),
)  # fmt: skip

CONTRADICTIONS = (
    Contradiction(
        ("X01-决算一致", "X01-决算分项"),
        "总体支出5169.65万元",
        "部门年度支出决算数为5,169.66万元",
        {"部门支出决算数": Decimal("5169.65")},
    ),
    Contradiction(
        ("X08-未执行数",),
        BUDGET,
        "年末结转结余资金总额为172.89万元",
        {
            "年末结转结余": Decimal("164.20"),
            "财政应返还额度": Decimal("164.20"),
            "资产总额": Decimal("6187.74"),
        },
    ),
    Contradiction(
        ("X09-结转上升",),
        "2022年度部门结转结余率较上一年度上升了0.35%",
        "预算管理情况",
        {"客观原因认可": False},
    ),
    Contradiction(
        ("X25-指标偏低",),
        "未充分考虑疫情因素，设定指标可实现性不足",
        "全年开展线上培训30场",
        {"培训实际": 17},
    ),
)

HOLDING = (  # an assertion that holds, the sentence it is about, and a slip that breaks it alone
    ("F01-预算分项", BUDGET, {"基本支出预算数": Decimal("3864.40")}),
    ("F02-支出分项", SPENT, {"基本支出": Decimal("3816.18"), "部门支出决算数": Decimal("5169.66")}),
    ("N03-编制", "有事业编制95人，实有人数94人", {"实有人数": 96}),
    ("N28-证书", CERTIFICATES, {"RCEP原产地证书数": 19771}),
    ("F16-应返还额度", "财政应返还额度172.89万元", {"财政应返还额度": Decimal("172.90")}),
    ("F09-资产合计", "资产总额6,196.43万元", {"资产总额": Decimal("6196.44")}),
    ("F15-资产占比", "占资产总额82.21%", {"货币资金": Decimal("5039.84")}),
)

TRAINING = (  # sessions held of 6, whether the target was set too low, score of 10
    (0, False, "0.00"), (5, True, "8.33"), (6, True, "10.00"), (17, True, "10.00"),
    (18, True, "9.00"), (23, True, "9.00"), (24, True, "8.00"), (30, True, "8.00"),
    (35, True, "8.00"), (36, True, "7.00"), (43, True, "7.00"), (18, False, "10.00"),
    (30, False, "10.00"), (36, False, "10.00"),
)  # fmt: skip


@pytest.fixture(scope="module")
def report() -> Report:
    return Report(RULESET)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda each: each.id)
def test_every_figure_of_the_report_is_recomputed(report: Report, figure: Figure) -> None:
    """A sentence's number follows exactly, and at its printed places it is the printed one."""
    exact = Fraction(figure.exact)
    assert report.recomputed(figure.formula) == exact
    if figure.printed is not None:
        at_places = report.recomputed(f"round({figure.formula}, {figure.places})")
        assert at_places == Fraction(figure.printed)


@pytest.mark.parametrize("figure", OTHER_DENOMINATORS, ids=lambda each: each.id)
def test_another_denominator_gives_another_rate(report: Report, figure: Figure) -> None:
    """Only the denominator the ruleset takes gives the printed 3.24 % and 2.78 %."""
    assert report.recomputed(f"round({figure.formula}, 2)") == Fraction(figure.exact)
    assert figure.exact not in ("3.24", "2.78")


@pytest.mark.parametrize(
    ("sentence", "listing", "divider", "number"),
    [each[1:] for each in COUNTS],
    ids=[each[0] for each in COUNTS],
)
def test_a_count_is_the_length_of_its_list(
    sentence: str, listing: str, divider: str, number: int
) -> None:
    """What a sentence counts is listed; N07 counts «十余», its list ends in «等» with six."""
    assert len(listing.split(divider)) == number, sentence


def test_the_eight_tasks_hold_twenty_four_numbered_items() -> None:
    """N04, N06 «设置了8大工作任务»: the numbered items of its table, task by task."""
    items = (4, 3, 3, 3, 3, 3, 3, 2)
    assert (len(items), sum(items)) == (8, 24)


@pytest.mark.parametrize("row", FIRST_LEVEL, ids=lambda each: each.indicator)
def test_the_score_table_is_reproduced(report: Report, row: Row) -> None:
    """F17 to F23, «2022年北京市贸促会部门整体绩效得分情况表»: weight, score and rate."""
    node = report.published.node(row.indicator)
    assert (node.title.zh, node.weight) == (row.title, Fraction(row.weight))
    assert (str(node.score), str(node.rate)) == (row.score, row.rate)


@pytest.mark.parametrize(("leaf", "score"), LEAVES, ids=[each[0] for each in LEAVES])
def test_every_leaf_has_the_score_the_table_needs(report: Report, leaf: str, score: str) -> None:
    """Computed leaves and illustrated ones add up to the printed first level."""
    assert str(report.published.node(leaf).score) == score


def test_the_total_and_its_grade_are_the_published_ones(report: Report) -> None:
    """F24 «得分为95.18分，综合评价等级为“优”»."""
    assert (str(report.published.total), report.published.grade) == ("95.18", "优")


def test_the_printed_rate_is_that_of_the_exact_score(report: Report) -> None:
    """F18 «96.92%»: 20 × 5169.65 / 5333.85 before rounding; 19.38 / 20 would print 96.90 %."""
    node = report.published.node("A")
    assert node.value == Fraction("2067860/106677")
    assert Fraction("2067860/106677") / 20 == Fraction("10339300/106677") / 100
    assert (str(node.rate), Fraction("19.38") / 20) == ("0.9692", Fraction("0.9690"))


def test_the_tree_has_twenty_one_nodes(report: Report) -> None:
    """Three parts; outputs and effects; fifteen leaves."""
    nodes = tuple(report.ruleset.indicators.walk())
    assert (len(nodes), sum(node.is_leaf for node in nodes)) == (21, 15)


def test_the_scale_is_the_one_the_project_report_prints(report: Report) -> None:
    """«90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、60分以下为差»."""
    scale = [(each.grade, str(each.range)) for each in report.ruleset.grades]
    assert scale == [("优", "[90, 100]"), ("良", "[80, 90)"), ("中", "[60, 80)"), ("差", "[0, 60)")]


def test_the_published_data_warn_of_every_contradiction_and_of_nothing_else(
    report: Report,
) -> None:
    expected = {warning for each in CONTRADICTIONS for warning in each.warnings}
    assert report.warned({}) == expected
    assert set(report.example("ccpit-2022").expected.warnings) == expected


@pytest.mark.parametrize("contradiction", CONTRADICTIONS, ids=lambda each: each.warnings[0])
def test_correcting_one_statement_silences_its_own_warning(
    report: Report, contradiction: Contradiction
) -> None:
    """Where the two statements agree, exactly their warnings are gone and none is new."""
    corrected = report.warned(contradiction.corrections)
    assert corrected == report.warned({}) - set(contradiction.warnings)


def test_what_is_unspent_and_what_is_carried_over_differ_as_information(report: Report) -> None:
    """X08: 164.20 against «172.89万元» may be lawful; it is told, not blamed."""
    severities = {each.id: each.severity for each in report.published.warnings}
    assert severities.pop("X08-未执行数") == "info"
    assert set(severities.values()) == {"warning"}


@pytest.mark.parametrize(
    ("assertion", "sentence", "slip"), HOLDING, ids=[each[0] for each in HOLDING]
)
def test_a_sum_or_bound_that_holds_is_watched(
    report: Report, assertion: str, sentence: str, slip: dict[str, object]
) -> None:
    """The sentence holds as published; a slip in one of its numbers would be reported."""
    assert assertion not in report.warned({}), sentence
    assert assertion in report.warned(slip)


@pytest.mark.parametrize(("held", "too_low", "score"), TRAINING)
def test_overachieving_a_low_target_costs_points(
    report: Report, held: int, *, too_low: bool, score: str
) -> None:
    """«组织培训≥6次»: 10 % off from 200 % beyond, 20 % from 300 %, 30 % from 500 %, if too low."""
    evaluation = report.score({"培训实际": held, "培训目标设定偏低": too_low})
    assert str(evaluation.node("B13").score) == score


def test_a_target_of_zero_is_refused(report: Report) -> None:
    """No division by zero: a target of no session is no target."""
    with pytest.raises(RecordError):
        report.score({"培训目标": 0})


def test_without_the_deduction_other_panels_give_the_same_table(report: Report) -> None:
    """The report does not say whether the target was too low: 30.00 and 25.80 make 55.80 too."""
    marks = {
        "科技合作_评分": [83],
        "城市发展_评分": [82],
        "服务效能_评分": [100],
        "贸易投资_评分": [80],
    }
    evaluation = report.score({"培训目标设定偏低": False, **marks})
    scores = [str(evaluation.node(each).score) for each in ("B1", "B2", "B")]
    assert scores == ["30.00", "25.80", "55.80"]


@pytest.mark.parametrize(
    ("last_year", "accepted", "score"),
    [
        pytest.param("2.89%", False, "0.00", id="rose"),
        pytest.param("2.89%", True, "4.00", id="rose-for-an-accepted-cause"),
        pytest.param("3.25%", False, "4.00", id="fell"),
        pytest.param(Fraction(17289, 533385), False, "4.00", id="unchanged"),
    ],
)
def test_a_carry_over_rate_that_rose_needs_an_accepted_cause(
    report: Report, last_year: object, *, accepted: bool, score: str
) -> None:
    """«2021年资金结转结余率为2.89%», «主要原因是：受疫情影响，部分工作未开展»."""
    evaluation = report.score({"上年结转结余率": last_year, "客观原因认可": accepted})
    assert str(evaluation.node("C4").score) == score


def test_the_strict_comparison_would_still_be_excellent(report: Report) -> None:
    """X09: without an accepted cause the total is 91.18, 优."""
    evaluation = report.score({"客观原因认可": False})
    assert (str(evaluation.total), evaluation.grade) == ("91.18", "优")


@pytest.mark.parametrize(
    ("changes", "score"),
    [
        pytest.param({"低于市级平均": True}, "4.00", id="said-to-be-below"),
        pytest.param({"低于市级平均": False}, "0.00", id="said-not-to-be-below"),
        pytest.param({"市级平均差异率": "2.78%"}, "4.00", id="below-a-known-average"),
        pytest.param({"市级平均差异率": "2.77%"}, "0.00", id="above-a-known-average"),
        pytest.param({"市级平均差异率": Fraction(2330, 83831)}, "0.00", id="equal-to-it"),
    ],
)
def test_the_difference_rate_is_compared_with_the_city_average(
    report: Report, changes: dict[str, object], score: str
) -> None:
    """«低于市级平均差异率»: a known average decides, else the answer to the question does."""
    assert str(report.score(changes).node("C5").score) == score


def test_either_statement_of_the_accounts_gives_the_same_scores(report: Report) -> None:
    """X01: 5169.65 or 5169.66, the difference rate is 2.78 % and the total 95.18."""
    corrected = report.score({"部门支出决算数": Decimal("5169.65")})
    assert corrected.total == report.published.total


def test_no_score_depends_on_data_for_cross_checks(report: Report) -> None:
    """Left out, they change no score."""
    evaluation = report.score(dict.fromkeys(report.cross_checks()))
    assert evaluation.total == report.published.total


def test_every_direction_declared_is_true_of_the_examples(report: Report) -> None:
    """More of a ``positive`` input alone never lowers a total, of a ``reverse`` one never raises."""
    declared = [name for name, each in report.ruleset.inputs.items() if each.direction]
    assert [name for name in declared if not direction_is_kept(report, name)] == []


def test_the_ruleset_and_its_examples_are_sound(report: Report) -> None:
    """``check`` has nothing to say."""
    assert tuple(indicator_engine.check(report.ruleset)) == ()
