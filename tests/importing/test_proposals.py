"""A rule whose words are known becomes a formula that scores as the rule says; others become none."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine import Ruleset, parse_ruleset, score
from indicator_engine.auditing.printed import read_printed
from indicator_engine.auditing.report_model import Direction
from indicator_engine.importing import proposals
from indicator_engine.importing.proposals import Proposal, Rule, proposed
from indicator_engine.importing.proposals.bands import bands
from indicator_engine.importing.wording import in_one_spelling
from indicator_engine.json_text.writer import write_json

# Most are published; the sources stand with the patterns of docs/patterns, by the same numbers.
ARRANGED = "≥90%计5分;80%(含)-90%计4分;70%(含)-80%计3分;60%(含)-70%计2分;低于60%不得分"
CHANGED = "=0计3分;0-10%(含)计2分;10-20%(含)计1分;20-30%(含)计0.5分;大于30%不得分"
CONTROLLED = "在职人员控制率≤100%计5分;每超过一个百分点扣0.5分,扣完为止"
TRAVEL = "≤0计5分;>0每超过一个百分点扣0.5分,扣完为止"
LEFT = "无结余3分;有结余但不超过上年结转2分;结余超过上年结转不得分"
FORWARD = "得分=权重*B/A，得分不得突破权重总额"
BOTH = "正向指标：得分=B/A×分值；反向指标：得分=A/B×分值，得分不得突破权重总额"
TIERS = (
    "达成预期指标100%-80%（含80%），部分达成并具有一定效果80%-60%（含60%），未达成且效果较差60%-0%"
)
WITHIN = "每出现一个专项未按进度完成资金下达扣0.5分,扣完为止"
OPEN_FORMS = (
    "预算完成率≥95%的，得5分；90%（含）至95%，得4分；80%（含）～90%，得2分；小于80%的，不得分。"
)


def rule(text: str, weight: object, target: str = "", direction: Direction | None = None) -> Rule:
    return Rule(
        text=text,
        title="指标",
        stem="X",
        weight=Fraction(str(weight)),
        target=read_printed(target),
        direction=direction,
    )


def ruleset_with(found: Proposal, weight: Fraction) -> Ruleset:
    """Return a ruleset of one indicator with what is proposed, checked."""
    return parse_ruleset(
        write_json(
            {
                "id": "x",
                "version": "1.0.0",
                "title": "x",
                "inputs": found.inputs,
                "derived": found.derived,
                "tables": found.tables,
                "indicators": {"id": "total", "weight": weight, "formula": found.formula},
            }
        )
    )


def points(found: Proposal, weight: object, inputs: dict[str, Any]) -> str:
    """Return what a proposal scores, as printed."""
    ruleset = ruleset_with(found, Fraction(str(weight)))
    return str(score(ruleset, inputs).total)


@pytest.mark.parametrize(
    ("text", "weight", "target", "inputs", "expected"),
    [
        # 01, 02: in proportion, with a published and a turned example
        (FORWARD, 10, "100", {"X实际": 98}, "9.80"),
        (FORWARD, 10, "20000", {"X实际": 23333.56}, "10.00"),
        (BOTH, 8, "≤90", {"X实际": 96}, "7.50"),
        (BOTH, 8, "≥90", {"X实际": 45}, "4.00"),
        ("反向：年度指标值（A）/全年实际值（B）×该指标分值", 8, "≤90", {"X实际": 0}, "8.00"),
        ("完成目标值得满分，未完成的按比例计分", 10, "≥95%", {"X实际": "76%"}, "8.00"),
        ("达到目标值得满分，未达到的按比例得分，低于60%不得分", 10, "20", {"X实际": 11}, "0.00"),
        ("达到目标值得满分，未达到的按比例得分，低于60%不得分", 10, "20", {"X实际": 12}, "6.00"),
        ("按完成比例得分", 10, "", {"X实际": 3, "X目标": 4}, "7.50"),
        # 03: execution
        ("20分×执行率", 20, "", {"X_预算数": 5333.85, "X_执行数": 5169.65}, "19.38"),
        ("得分=预算执行率*分值", 10, "", {"X_预算数": 100, "X_执行数": 101}, "10.00"),
        ("满意度×分值", 10, "", {"X": "92.5%"}, "9.25"),
        # 04: bands, which side is included differs
        (ARRANGED, 5, "", {"X": "90%"}, "5.00"),
        (ARRANGED, 5, "", {"X": "80%"}, "4.00"),
        (ARRANGED, 5, "", {"X": "59.99%"}, "0.00"),
        (CHANGED, 3, "", {"X": "0%"}, "3.00"),
        (CHANGED, 3, "", {"X": "10%"}, "2.00"),
        (CHANGED, 3, "", {"X": "20%"}, "1.00"),
        (CHANGED, 3, "", {"X": "30%"}, "0.50"),
        (CHANGED, 3, "", {"X": "30.01%"}, "0.00"),
        (OPEN_FORMS, 5, "", {"X": "95%"}, "5.00"),
        (OPEN_FORMS, 5, "", {"X": "90%"}, "4.00"),
        (
            "90%以上（含90%）得4分，80%-90%（含80%）得3分，80%以下不得分",
            4,
            "",
            {"X": "80%"},
            "3.00",
        ),
        (
            "90%以上（含90%）得4分，80%-90%（含80%）得3分，80%以下不得分",
            4,
            "",
            {"X": "90%"},
            "4.00",
        ),
        # 07, 08: steps
        (CONTROLLED, 5, "", {"X": "103.7%"}, "3.50"),
        (CONTROLLED, 5, "", {"X": "125%"}, "0.00"),
        (CONTROLLED, 5, "", {"X": "80%"}, "5.00"),
        (TRAVEL, 5, "", {"X": "-12%"}, "5.00"),
        (TRAVEL, 5, "", {"X": "2.5%"}, "4.00"),
        ("增长率≥10%计5分;5%(含)-10%计3分;低于5%不得分", 5, "", {"X": "-3%"}, "0.00"),
        ("变动率≤0,计5分;变动率>0,每超过一个百分点扣0.5分", 5, "", {"X": "2.5%"}, "4.00"),
        (
            "控制率以100%为标准。控制率≤100%，计5分；每超过一个百分点扣0.5分，扣完为止。",
            5,
            "",
            {"X": "102%"},
            "4.00",
        ),
        ("增长率≥10%得满分，每降低1个百分点扣0.5分，扣完为止", 5, "", {"X": "-2%"}, "0.00"),
        ("以100%为标准，每超过一个百分点扣0.8分，扣完为止", 5, "", {"X": "102%"}, "3.40"),
        ("≥95%得满分，每降低1个百分点扣权重的5%，扣完为止", 10, "", {"X": "93%"}, "9.00"),
        ("≥95%得满分，每降低1个百分点扣0.1分，低于60%不得分", 5, "", {"X": "60%"}, "1.50"),
        ("≥95%得满分，每降低1个百分点扣0.1分，低于60%不得分", 5, "", {"X": "59.9%"}, "0.00"),
        ("每低于目标值2%扣1分，最低0分", 10, "200", {"X实际": 194}, "9.00"),
        # 19 to 24: checklists, cases, answers
        ("①②③三项要点各1分", 3, "", {"X要点1": True, "X要点2": False, "X要点3": True}, "2.00"),
        ("①有制度1分；②有方案0.5分", "1.5", "", {"X要点1": False, "X要点2": True}, "0.50"),
        ("5项要求,每出现一例不符合扣1分,扣完为止", 3, "", {"X例数": 2}, "1.00"),
        ("5项要求,每出现一例不符合扣1分,扣完为止", 3, "", {"X例数": 5}, "0.00"),
        (WITHIN, 3, "", {"X个数": 1}, "2.50"),
        ("每滞后一年扣2分,扣完为止", 10, "", {"X年数": 3}, "4.00"),
        ("每采用一篇得0.5分，最高得2分", 2, "", {"X篇数": 9}, "2.00"),
        ("有绩效目标计2分,没有不得分", 2, "", {"X": True}, "2.00"),
        ("按时2分,逾期扣1分", 2, "", {"X": False}, "1.00"),
        ("存在违规行为不得分，不存在得3分", 3, "", {"X": False}, "3.00"),
        # 25: compared with last year
        (LEFT, 3, "", {"X": "有结余但不超过上年结转"}, "2.00"),
        # 37, 40, 41: judgements and panels
        (TIERS, 10, "", {"X": {"tier": "部分达成并具有一定效果", "rate": "60%"}}, "6.00"),
        (
            "专家组打分，去掉一个最高分和一个最低分，取平均分",
            10,
            "",
            {"X专家分": [7, 8, 10]},
            "8.00",
        ),
        ("由专家评分，取平均值", 10, "", {"X专家分": [7, 8]}, "7.50"),
    ],
)
def test_a_known_rule_scores_its_example(
    text: str, weight: object, target: str, inputs: dict[str, Any], expected: str
) -> None:
    direction: Direction | None = (
        "reverse" if "≤" in target else "positive" if "≥" in target else None
    )
    found = proposed(rule(text, weight, target, direction))
    assert found is not None
    assert points(found, weight, inputs) == expected


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("", 5),
        ("根据工作完成情况酌情计分", 5),
        # ends that belong to no band, to two, or to one that is not said
        ("≥90%计5分;80%-90%计4分;70%-80%计3分;低于70%不得分", 5),
        ("≥90%计5分;80%(含)-90%计4分;70%(含)-79%计3分;低于70%不得分", 5),
        ("≥90%计5分;80%(含)-90%(含)计4分;低于80%不得分", 5),
        ("≥90%计5分;80%(含)-90%计4分", 5),
        # points that are not the weight
        ("≥90%计4分;80%(含)-90%计3分;低于80%不得分", 5),
        ("得分=实际完成值/年度指标值×10分", 20),
        ("①有制度1分②有方案1分", 3),
        ("优秀得4分；良好得3分；较差不得分", 5),
        ("①②③四项要点各1分", 4),
        # percent or percentage point, up or down, to which limit
        ("≥95%得满分，每降低1%扣0.5分，扣完为止", 5),
        ("≤100%计5分;每低于一个百分点扣0.5分,扣完为止", 5),
        ("每超过一个百分点扣0.5分,扣完为止", 5),
        ("以100%为标准,≤100%计5分;每低于一个百分点扣0.5分,扣完为止", 5),
        ("≤100%计5分;>110%,每超过一个百分点扣0.5分,扣完为止", 5),
        ("≤100%计5分;<100%,每超过一个百分点扣0.5分,扣完为止", 5),
        ("每发表一篇得0.5分", 2),
        # a clause more
        (f"{CONTROLLED}，情节严重的不得分", 5),
        ("5项要求,每出现一例不符合扣1分,扣完为止，造成损失的不得分", 3),
        ("符合得满分，基本符合酌情得分，不符合不得分", 5),
        ("有得2分，没有扣2分，弄虚作假的得0分", 2),
        ("执行率95%以上得满分，低于95%按比例得分", 5),
        # points that add up, not levels
        ("全申报1分;规范1分;按时2分", 4),
        ("有制度1分；执行到位2分；无违规3分", 6),
        # formulas that are called the wrong thing, and both without a direction
        ("正向指标：得分=A/B×分值", 10),
        (BOTH, 10),
        # tiers with an end in none
        ("达成100%-80%，部分达成80%-60%，未达成60%-0%", 10),
        ("专家打分", 10),
    ],
)
def test_a_rule_that_is_not_certain_has_no_formula(text: str, weight: object) -> None:
    assert proposed(rule(text, weight)) is None


def test_a_rule_that_two_kinds_understand_has_no_formula(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each may be right; nobody is there to say which."""
    monkeypatch.setattr(proposals, "KINDS", (bands, bands))
    assert proposed(rule(ARRANGED, 5)) is None


KNOWN = (ARRANGED, CHANGED, CONTROLLED, TRAVEL, LEFT, FORWARD, TIERS, WITHIN, OPEN_FORMS)
WORDS = ("另", "但", "除外", "视情况", "其中", "情节严重", "同比", "不含在建", "由财政局核定")


@given(
    text=st.sampled_from(KNOWN),
    word=st.sampled_from(WORDS),
    weight=st.sampled_from([3, 5, 8, 10]),
)
def test_a_clause_that_is_not_understood_stops_every_proposal(
    text: str, word: str, weight: int
) -> None:
    """Whatever the rest of the rule says."""
    assert proposed(rule(f"{text}；{word}处理", weight)) is None
    assert proposed(rule(f"{word}处理；{text}", weight)) is None


@given(
    text=st.text(alphabet="≥≤<90%(含)-计得扣分每个百分点例①②;，。完为止没有不满达成", max_size=60)
)
def test_whatever_is_proposed_loads(text: str) -> None:
    """A rule of known words in any order has no formula, or one that a ruleset can hold."""
    found = proposed(rule(text, 5, "20"))
    if found is not None:
        ruleset_with(found, Fraction(5))


WIDE = str.maketrans(
    {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {"≥": "≧", "≤": "≦", "-": "—"}
)


@given(text=st.sampled_from(KNOWN), data=st.data())
def test_a_rule_is_the_same_however_it_is_typed(text: str, data: st.DataObject) -> None:
    """In full or half width, with spaces and line ends of Excel where the cell was too narrow."""
    typed = "".join(
        f"{each.translate(WIDE) if data.draw(st.booleans()) else each}{data.draw(st.sampled_from(['', ' ']))}"
        for each in text
    )
    assert in_one_spelling(typed) == in_one_spelling(text)
