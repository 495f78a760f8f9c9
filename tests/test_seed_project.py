"""The project report of 2022 comes out of its ruleset: figures, scores, contradictions.

Every sentence is quoted word for word from the report.
"""

import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest

import indicator_engine
from tests.seed import Contradiction, Figure, Report, Row, direction_is_kept

RULESET = "beijing-project-2020"

APPROVED = "年初预算批复金额为113.58万元，其中财政资金75.50万元，单位自有资金38.08万元"
APPRAISED = "最终审定金额为112.33万元，其中，财政资金75.50万元，单位自有资金36.83万元"
SPENT = "项目全年实际支出111.13万元，其中，财政资金支出75.50万元，单位自有资金支出35.63万元"
RESTATED = "北京市财政局批复该项目预算113.58万元，其中财政资金75.05万元，单位自有资金38.08万元"
REQUESTED = "费用46.3019万元，高于与服务单位签订的合同价款，44.0019万元"
LATE = "合同签订30日内支付部分价款，但实际付款时间为2022年6月10日，超出约定的期限"
SYSTEM = "包括决策、过程、产出及效益4个一级指标，11个二级指标和23个三级指标"
SCALE = "90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、60分以下为差"
ITEMS = ("策划设计", "网络平台", "会展服务", "宣传")


def total_of(column: str) -> str:
    """Return the formula that adds up a column of the table of procured items."""
    return " + ".join(f"{item}_{column}" for item in ITEMS)


FIGURES = (
    Figure("P01", APPROVED, "批复财政资金 + 批复自有资金", "113.58", "113.58"),
    Figure("P02", APPRAISED, "审定财政资金 + 审定自有资金", "112.33", "112.33"),
    Figure("P03", SPENT, "支出财政资金 + 支出自有资金", "111.13", "111.13"),
    Figure("P04", "预算执行率98.93%", "预算执行率 * 100", "1111300/11233", "98.93"),
    Figure("P07", "资金到位率100%", "资金到位率 * 100", "100", "100"),
    Figure("P08", "111.93", total_of("预算"), "111.93", "111.93"),
    Figure("P09", "110.83", total_of("合同"), "110.83", "110.83"),
    Figure("P10", "110.83", total_of("支出"), "110.83", "110.83"),
    Figure("P11", "112.33", "采购预算小计 + 评审劳务_预算", "112.33", "112.33"),
    Figure("P12", "111.13", "采购支出小计 + 评审劳务_支出", "111.13", "111.13"),
    Figure("P13", "44.00", "合同额", "44.0019", "44.00"),
    Figure("P14", "导致资金支出有结余", "资金结余", "1.2"),
    Figure("P14-own-funds", SPENT, "审定自有资金 - 支出自有资金", "1.2"),
    Figure(
        "P14-items",
        "导致资金支出有结余",
        "采购预算小计 - 采购支出小计 + 评审劳务_预算 - 评审劳务_支出",
        "1.2",
    ),
    *(
        Figure(f"P15-{item}", printed, f"{item}_合同", printed, printed)
        for item, printed in zip(ITEMS, ("17.50", "44.00", "34.33", "15.00"), strict=True)
    ),
    Figure(
        "P16",
        "决策部分10分，过程部分20分，产出部分40分，效益部分30分",
        "10 + 20 + 40 + 30",
        "100",
        "100",
    ),
    Figure("P21", "85.99", "8.32 + 17.42 + 37.81 + 22.44", "85.99", "85.99"),
    Figure("P24-due", LATE, "days(date(2022, 4, 27), date(2022, 5, 27))", "30", "30"),
    Figure("P24-days", LATE, "付款间隔天数", "44"),
    Figure("P24-late", LATE, "付款逾期天数", "14"),
    Figure("N17", "7月14日和11月1日开两次工作会", "筹备会实际", "2"),
    Figure("N18", "在会前测试三次视频会议平台性能", "平台测试实际", "3"),
    Figure("N20", "定于2022年11月18日晚", "召开延迟天数", "0"),
    Figure("N21", "等9家媒体发布20篇新闻报道", "20 / 9", "20/9"),
    Figure("N22", "目前，共有30位成员", "顾问会成员数", "30", "30"),
    Figure("N23", "收集了31位国际企业家顾问的书面咨询报告", "书面咨询报告数", "31", "31"),
    Figure("N25", "顾问会邀请16位国际企业家顾问", "邀请顾问数", "16", "16"),
    Figure("N27-editions", "自2004年起，每两年举办一届", "(2022 - 2004) / 2 + 1", "10"),
    Figure("N27-before", "于1999年创办", "15 - ((2022 - 2004) / 2 + 1)", "5"),
    Figure("U07", SPENT, "支出财政资金 / 审定财政资金 * 100", "100"),
    Figure("U08", SPENT, "支出自有资金 / 审定自有资金 * 100", "356300/3683"),
    Figure("U09", SPENT, "成本节约率 * 100", "12000/11233"),
    Figure("U10", APPRAISED, "二次评审核减", "5/4"),
    Figure("U10-own-funds", APPRAISED, "批复自有资金 - 审定自有资金", "5/4"),
    Figure("U11", REQUESTED, "超合同申请额", "2.3"),
    Figure("U12", REQUESTED, "超合同申请率 * 100", "2300000/440019"),
    Figure("U13", "39.05", "网络平台_支出 - 网络平台_预算", "4.95"),
    Figure("U13-rate", "39.05", "(网络平台_支出 / 网络平台_预算 - 1) * 100", "900/71"),
    Figure("U14", "18.55", "(1 - 策划设计_支出 / 策划设计_预算) * 100", "300/53"),
    Figure("U15", "20.00", "(1 - 宣传_支出 / 宣传_预算) * 100", "25"),
    Figure("U15-experts", "0.40", "(1 - 评审劳务_支出 / 评审劳务_预算) * 100", "25"),
    Figure("U16", APPRAISED, "自有资金占比 * 100", "368300/11233"),
    Figure("U17", SPENT, "实际支出 / 1353.48 * 100", "277825/33837"),
    Figure("U19", "线下参会的市领导及业务相关委办局负责人20人", "20 + 175", "195"),
    Figure("U20", "30余家委办局、16区和经开区管委会", "32 + 16 + 1", "49"),
    Figure("U21", "提出了188条参考和采纳意见", "188 / 126 * 100", "9400/63"),
    Figure("U22", "顾问会邀请16位国际企业家顾问", "邀请顾问数 / 书面咨询报告数 * 100", "1600/31"),
)

WRONG_FIGURES = (  # what the same sentence's own numbers give, and what it prints
    Figure("P05", RESTATED, "批复财政资金_过程 + 批复自有资金_过程", "113.13", "113.58"),
    Figure("P06", "预算执行率98.93%", "预算执行率_批复 * 100", "555650/5679", "98.93"),
)

COUNTS = (  # id, sentence, what it lists, how the list is divided, how many it says
    ("N10", "4个一级指标", "决策 过程 产出 效益", " ", 4),
    ("N11", "11个二级指标", "项目立项 绩效目标 资金投入 资金管理 组织实施 产出数量 产出质量 产出时效 产出成本 社会效益 满意度", " ", 11),
    ("N13", "绩效评价结果分为四档", SCALE, "、", 4),
    ("N14", "四个方面", "项目决策、项目过程、项目产出、项目效益", "、", 4),
    ("N15", "启动、筹备、召开、总结四个阶段", "会议启动阶段 会议筹备阶段 会议召开阶段 会议总结阶段", " ", 4),
    ("N16", "两次调度", "2022年3月和6月", "和", 2),
    ("N17", "开两次工作会", "7月14日和11月1日", "和", 2),
    ("N19", "一次全要素演练", "11月16日进行全要素演练", "、", 1),
    ("N21", "9家媒体", "北京日报、北京青年报、新京报、经济日报、北京电视台、中国妇女报、中国新闻网", "、", 7),
    ("N29-problems", "（五）存在的问题", "绩效目标设置合理性不足，效益资料收集不充分|预算编制不够科学，资金使用合理性有待提升|项目整体实施方案缺失，过程管理有效性不足", "|", 3),
    ("N29-suggestions", "（六）改进措施和建议", "强化绩效管理意识，提升绩效目标填报质量，重视绩效佐证资料收集整理|强化项目需求论证，提高预算编制科学性及资金使用合理性|制定项目整体实施方案，强化项目过程管理", "|", 3),
)  # fmt: skip

TWICE = (  # id, a sentence of the department report, one of the project report, their number
    ("N23", "31位国际企业家顾问提交的书面咨询报告", "收集了31位国际企业家顾问的书面咨询报告", "31"),
    ("N24-suggestions", "126条顾问意见建议", "126条主要观点和建议", "126"),
    ("N24-responses", "提出了188条参考和采纳意见", "提出了188条参考和采纳意见", "188"),
    ("N25", "来自全球16家跨国企业的掌舵人", "顾问会邀请16位国际企业家顾问", "16"),
)

FIRST_LEVEL = (
    Row("A", "决策", 10, "8.32", "0.8320"),
    Row("B", "过程", 20, "17.42", "0.8710"),
    Row("C", "产出", 40, "37.81", "0.9453"),
    Row("D", "效益", 30, "22.44", "0.7480"),
    Row("total", "项目支出绩效", 100, "85.99", "0.8599"),
)

LEAVES = (  # four are computed (B11, B12, C11, C41), the others are illustrations
    ("A11", "2.00"), ("A12", "1.00"), ("A21", "1.50"), ("A22", "1.52"), ("A31", "1.52"),
    ("A32", "0.78"), ("B11", "3.00"), ("B12", "3.96"), ("B13", "3.15"), ("B21", "3.16"),
    ("B22", "4.15"), ("C11", "6.00"), ("C12", "5.46"), ("C21", "4.00"), ("C22", "4.00"),
    ("C23", "4.00"), ("C31", "5.70"), ("C41", "5.00"), ("C42", "3.65"), ("D11", "9.36"),
    ("D12", "6.08"), ("D21", "4.10"), ("D22", "2.90"),
)  # fmt: skip

CONTRADICTIONS = (
    Contradiction(
        ("X02-过程分项", "X02-两处一致"),
        APPROVED,
        RESTATED,
        {"批复财政资金_过程": Decimal("75.50")},
    ),
    Contradiction(
        ("X02-过程分项", "X02-两处一致", "X03-执行率口径"),
        APPRAISED,
        RESTATED,
        {
            "批复预算_过程": Decimal("112.33"),
            "批复财政资金_过程": Decimal("75.50"),
            "批复自有资金_过程": Decimal("36.83"),
        },
    ),
    Contradiction(
        ("X05-超合同申请",),
        "费用46.3019万元",
        "合同价款，44.0019万元",
        {"付款申请额": Decimal("44.0019")},
    ),
    Contradiction(
        ("X06-网络平台",),
        "个别事项资金投入超出预算不够合理",
        "项目预算支出未超出财政批复预算范围",
        {"网络平台_预算": Decimal("44.00"), "宣传_预算": Decimal("15.05")},
    ),
    Contradiction(
        ("X13-报告人数",),
        "目前，共有30位成员",
        "收集了31位国际企业家顾问的书面咨询报告",
        {"书面咨询报告数": 30},
    ),
    Contradiction(
        ("X14-邀请人数",),
        "提前半年向所有顾问发出邀请通知",
        "顾问会邀请16位国际企业家顾问",
        {"邀请顾问数": 30},
    ),
    Contradiction(
        ("X21-付款期限",),
        "合同签订30日内支付部分价款",
        "实际付款时间为2022年6月10日",
        {"付款日期": "2022-05-27"},
    ),
)

HOLDING = (  # an assertion that holds, the sentence it is about, and a slip that breaks it
    ("P01-批复分项", APPROVED, {"批复自有资金": Decimal("38.80")}),
    ("P02-审定分项", APPRAISED, {"审定自有资金": Decimal("36.38")}),
    ("P03-支出分项", SPENT, {"支出自有资金": Decimal("35.36")}),
    ("P04-预算执行率", "预算执行率98.93%", {"公布预算执行率": "97.84%"}),
    ("P07-资金到位率", "资金到位率100%", {"到位资金": Decimal("112.33")}),
    ("P08-预算小计", "111.93", {"采购预算小计": Decimal("111.39")}),
    ("P09-合同小计", "110.83", {"采购合同小计": Decimal("110.38")}),
    ("P10-支出小计", "110.83", {"采购支出小计": Decimal("110.38")}),
    ("P11-预算合计", "112.33", {"评审劳务_预算": Decimal("0.04")}),
    ("P12-支出合计", "111.13", {"评审劳务_支出": Decimal("0.03")}),
    ("P13-合同价款", "44.00", {"合同额": Decimal("44.0050")}),
    ("P15-策划设计", "17.50", {"策划设计_支出": Decimal("17.05")}),
    ("P15-网络平台", "44.00", {"网络平台_支出": Decimal("46.30")}),
    ("P15-会展服务", "34.33", {"会展服务_支出": Decimal("34.00")}),
    ("P15-宣传", "15.00", {"宣传_支出": Decimal("14.00")}),
    ("N20-按期召开", "11月18日顺利召开正式会", {"实际召开日期": "2022-11-19"}),
    ("X04-到位口径", "资金到位率100%", {"到位资金": Decimal("113.13")}),
    ("X06-策划设计", "18.55", {"策划设计_支出": Decimal("18.56")}),
    ("X06-会展服务", "34.33", {"会展服务_合同": Decimal("34.34")}),
    ("X06-宣传", "20.00", {"宣传_支出": Decimal("20.01")}),
    ("X06-评审劳务", "0.40", {"评审劳务_支出": Decimal("0.41")}),
)

NO_POINTS = [0]
GRADE_EDGES: tuple[tuple[dict[str, object], str, str], ...] = (  # marks not full, total, grade
    ({}, "100.00", "优"),
    ({"制度执行_评分": NO_POINTS, "顾问满意_评分": NO_POINTS}, "90.00", "优"),
    (
        {
            "制度执行_评分": NO_POINTS,
            "顾问满意_评分": NO_POINTS,
            "代表满意_评分": [Decimal("99.8")],
        },
        "89.99",
        "良",
    ),
    ({"建议采纳_评分": NO_POINTS, "宣传效果_评分": NO_POINTS}, "80.00", "良"),
    (
        {
            "建议采纳_评分": NO_POINTS,
            "宣传效果_评分": NO_POINTS,
            "代表满意_评分": [Decimal("99.8")],
        },
        "79.99",
        "中",
    ),
    (
        {
            "建议采纳_评分": NO_POINTS,
            "宣传效果_评分": NO_POINTS,
            "制度执行_评分": NO_POINTS,
            "成本控制_评分": NO_POINTS,
            "顾问满意_评分": NO_POINTS,
            "代表满意_评分": NO_POINTS,
        },
        "60.00",
        "中",
    ),
    (
        {
            "建议采纳_评分": NO_POINTS,
            "宣传效果_评分": NO_POINTS,
            "制度执行_评分": NO_POINTS,
            "成本控制_评分": NO_POINTS,
            "顾问满意_评分": NO_POINTS,
            "代表满意_评分": NO_POINTS,
            "成果验收_评分": [Decimal("99.9")],
        },
        "59.99",
        "差",
    ),
)


@pytest.fixture(scope="module")
def report() -> Report:
    return Report(RULESET)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda each: each.id)
def test_every_figure_of_the_report_is_recomputed(report: Report, figure: Figure) -> None:
    """A sentence's number follows exactly, and at its printed places it is the printed one."""
    assert report.recomputed(figure.formula) == Fraction(figure.exact)
    if figure.printed is not None:
        at_places = report.recomputed(f"round({figure.formula}, {figure.places})")
        assert at_places == Fraction(figure.printed)


@pytest.mark.parametrize("figure", WRONG_FIGURES, ids=lambda each: each.id)
def test_two_figures_do_not_follow_from_their_own_sentence(report: Report, figure: Figure) -> None:
    """X02 and X03: 75.05 + 38.08 is not 113.58, and 111.13 / 113.58 is not 98.93 %."""
    assert report.recomputed(figure.formula) == Fraction(figure.exact)
    at_places = report.recomputed(f"round({figure.formula}, {figure.places})")
    assert at_places != Fraction(figure.printed or "")


@pytest.mark.parametrize(
    ("sentence", "listing", "divider", "number"),
    [each[1:] for each in COUNTS],
    ids=[each[0] for each in COUNTS],
)
def test_a_count_is_the_length_of_its_list(
    sentence: str, listing: str, divider: str, number: int
) -> None:
    """What a sentence counts is listed; of the «9家媒体» of N21 seven are named before «等»."""
    assert len(listing.split(divider)) == number, sentence


@pytest.mark.parametrize(
    ("one", "other", "number"), [each[1:] for each in TWICE], ids=[each[0] for each in TWICE]
)
def test_both_reports_state_the_same_number(one: str, other: str, number: str) -> None:
    """What the department report and the project report both count, they count alike."""
    assert re.findall(r"\d+", one) == re.findall(r"\d+", other) == [number]


def test_a_round_number_agrees_with_the_exact_one() -> None:
    """N26: «30余家委办局» of the project report are the «32家委办局» of the department report."""
    about, exact = (int(each) for each in re.findall(r"\d+", "30余家委办局 32家委办局"))
    assert about < exact < about + 10


@pytest.mark.parametrize("row", FIRST_LEVEL, ids=lambda each: each.indicator)
def test_the_score_table_is_reproduced(report: Report, row: Row) -> None:
    """P16 to P22, «绩效评价得分情况表»: weight, score and rate."""
    node = report.published.node(row.indicator)
    assert (node.title.zh, node.weight) == (row.title, Fraction(row.weight))
    assert (str(node.score), str(node.rate)) == (row.score, row.rate)


@pytest.mark.parametrize(("leaf", "score"), LEAVES, ids=[each[0] for each in LEAVES])
def test_every_leaf_has_the_score_the_table_needs(report: Report, leaf: str, score: str) -> None:
    """Computed leaves and illustrated ones add up to the printed first level."""
    assert str(report.published.node(leaf).score) == score


def test_the_total_and_its_grade_are_the_published_ones(report: Report) -> None:
    """P23 «得分为85.99分，综合评价等级为“良”»."""
    assert (str(report.published.total), report.published.grade) == ("85.99", "良")


def test_an_exact_tie_is_rounded_up(report: Report) -> None:
    """P19, X12: 37.81 / 40 is 94.525 %, printed «94.53%»; rounding to even would print 94.52."""
    node = report.published.node("C")
    assert (node.value, node.weight) == (Fraction("37.81"), Fraction(40))
    assert Fraction("37.81") / 40 == Fraction("0.94525")
    assert str(node.rate) == "0.9453"


def test_the_rate_of_a_computed_leaf_is_that_of_its_exact_value(report: Report) -> None:
    """P04 «预算执行率98.93%»: 4 × 111.13 / 112.33 is 3.957269…, published 3.96, rate 98.93 %."""
    node = report.published.node("B12")
    assert node.value == 4 * Fraction("111.13") / Fraction("112.33")
    assert (str(node.score), str(node.rate)) == ("3.96", "0.9893")


def test_the_approved_budget_as_base_would_lose_points(report: Report) -> None:
    """X03: with 113.58 for 112.33 the leaf is 3.91 and the total 85.94."""
    evaluation = report.score({"审定预算": Decimal("113.58")})
    assert (str(evaluation.node("B12").score), str(evaluation.total)) == ("3.91", "85.94")


def test_the_tree_has_four_eleven_and_twenty_three_indicators(report: Report) -> None:
    """N10 to N12, «包括决策、过程、产出及效益4个一级指标，11个二级指标和23个三级指标»."""
    levels = Counter(
        len(node.id) for node in report.ruleset.indicators.walk() if node.id != "total"
    )
    assert [levels[length] for length in (1, 2, 3)] == [4, 11, 23]
    assert len(tuple(report.ruleset.indicators.walk())) == 39
    second = [node.title.zh for node in report.ruleset.indicators.walk() if len(node.id) == 2]
    assert second == COUNTS[1][2].split(" ")


def test_the_scale_is_the_printed_one(report: Report) -> None:
    """N13 «绩效评价结果分为四档：90（含）-100分为优、80（含）-90分为良、60（含）-80分为中、60分以下为差»."""
    scale = [(each.grade, str(each.range)) for each in report.ruleset.grades]
    assert scale == [("优", "[90, 100]"), ("良", "[80, 90)"), ("中", "[60, 80)"), ("差", "[0, 60)")]


@pytest.mark.parametrize(
    ("marks", "total", "grade"), GRADE_EDGES, ids=[each[1] for each in GRADE_EDGES]
)
def test_each_edge_of_the_scale_belongs_to_the_grade_marked_included(
    report: Report, marks: dict[str, object], total: str, grade: str
) -> None:
    """«（含）»: 90 is 优, 80 is 良, 60 is 中; a hundredth less is the grade below."""
    full = report.example("full-marks").inputs
    evaluation = report.score({**full, **marks})
    assert (str(evaluation.total), evaluation.grade) == (total, grade)


def test_the_published_data_warn_of_every_contradiction_and_of_nothing_else(
    report: Report,
) -> None:
    expected = {warning for each in CONTRADICTIONS for warning in each.warnings}
    assert report.warned({}) == expected
    assert set(report.example("ccpit-2022").expected.warnings) == expected


@pytest.mark.parametrize("contradiction", CONTRADICTIONS, ids=lambda each: f"{each.warnings[-1]}")
def test_correcting_one_statement_silences_its_own_warning(
    report: Report, contradiction: Contradiction
) -> None:
    """Where the two statements agree, exactly their warnings are gone and none is new."""
    corrected = report.warned(contradiction.corrections)
    assert corrected == report.warned({}) - set(contradiction.warnings)


@pytest.mark.parametrize(
    ("assertion", "sentence", "slip"), HOLDING, ids=[each[0] for each in HOLDING]
)
def test_a_sum_or_bound_that_holds_is_watched(
    report: Report, assertion: str, sentence: str, slip: dict[str, object]
) -> None:
    """The sentence holds as published; a slip in one of its numbers would be reported."""
    assert assertion not in report.warned({}), sentence
    assert assertion in report.warned(slip)


@pytest.mark.parametrize("received", ["113.58", "112.33"])
def test_the_funds_received_may_be_either_budget(report: Report, received: str) -> None:
    """X04 «资金到位率100%» leaves open of which budget; only the approved one gives 100 %."""
    warned = report.warned({"到位资金": Decimal(received)})
    assert "X04-到位口径" not in warned
    assert ("P07-资金到位率" in warned) == (received == "112.33")


@pytest.mark.parametrize(
    ("spent", "execution", "control"),
    [
        pytest.param("0", "0.00", "5.00", id="nothing-spent"),
        pytest.param("56.165", "2.00", "5.00", id="half-spent"),
        pytest.param("112.33", "4.00", "5.00", id="all-spent"),
        pytest.param("224.66", "4.00", "2.50", id="twice-the-budget"),
    ],
)
def test_spending_is_rewarded_up_to_the_budget_only(
    report: Report, spent: str, execution: str, control: str
) -> None:
    """«项目预算支出未超出财政批复预算范围»: execution is capped, beyond the budget control loses."""
    evaluation = report.score({"实际支出": Decimal(spent)})
    scores = [str(evaluation.node(each).score) for each in ("B12", "C41")]
    assert scores == [execution, control]


@pytest.mark.parametrize(
    ("held", "score"),
    [
        pytest.param({}, "6.00", id="all-held"),
        pytest.param({"平台测试实际": 2}, "5.33", id="one-test-less"),
        pytest.param({"筹备会实际": 1}, "5.00", id="one-meeting-less"),
        pytest.param({"正式会议实际": 0}, "4.00", id="no-conference"),
        pytest.param({"平台测试实际": 9}, "6.00", id="more-tests-than-planned"),
    ],
)
def test_planned_meetings_and_tests_count_equally(
    report: Report, held: dict[str, object], score: str
) -> None:
    """«前期两次筹备工作会», «三次会议平台测试», «线上线下正式会议»: the mean of three rates."""
    assert str(report.score(held).node("C11").score) == score


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
