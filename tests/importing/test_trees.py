"""A tree that is written as an official table comes back as the same tree, with its weights."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine.importing.todo import Todo
from indicator_engine.model import Indicator
from tests.importing.tables import Branch, imported, loaded, official, weights

NAMES = st.text(alphabet="预算执行产出数量质量效益满意度AB12", min_size=2, max_size=6)
POINTS = st.decimals(min_value="1", max_value="30", places=2)


@st.composite
def branches(draw: st.DrawFn, depth: int) -> tuple[Branch, ...]:
    """Return siblings with names of their own, each group with the sum of what is below it."""
    names = draw(st.lists(NAMES, min_size=1, max_size=11 if depth == 1 else 3, unique=True))
    found: list[Branch] = []
    for name in names:
        below = draw(branches(depth - 1)) if depth > 1 and draw(st.booleans()) else ()
        total = sum((Decimal(str(each.weight)) for each in below), Decimal(0))
        found.append(Branch(name, total if below else draw(POINTS), below))
    return tuple(found)


def tree(indicator: Indicator) -> list[tuple[str, Fraction]]:
    """Return the titles and weights below an indicator, parents first."""
    found: list[tuple[str, Fraction]] = []
    for child in indicator.children:
        found.append((str(child.title.zh), child.weight))
        found.extend(tree(child))
    return found


def said(todo: Todo, section: str) -> list[str]:
    """Return what a list says in a section."""
    parts = dict(part.split("\n\n", 1) for part in todo.markdown("en").split("\n## ")[1:])
    heading = {"weights": "Weights", "unread": "What was not taken over"}[section]
    return parts.get(heading, "").strip().splitlines()


@given(drawn=branches(3), with_total=st.booleans())
def test_any_tree_comes_back(drawn: tuple[Branch, ...], *, with_total: bool) -> None:
    """With its titles, its order, its groups and the very digits of its weights."""
    total = sum((Decimal(str(each.weight)) for each in drawn), Decimal(0))
    data = official(drawn, total=total if with_total else None, notes=["注：以决算数为准"])
    with TemporaryDirectory() as folder:
        draft = imported(data, Path(folder))
    ruleset = loaded(draft)
    assert tree(ruleset.indicators) == weights(drawn)
    assert ruleset.indicators.weight == Fraction(total)
    assert said(draft.todo, "weights") == []
    assert len(said(draft.todo, "unread")) == 1


RULES = (
    "≥90%计5分;80%(含)-90%计4分;低于80%不得分",
    "≤100%计5分;每超过一个百分点扣0.5分,扣完为止",
    "完成目标值得满分，未完成的按比例计分",
    "按执行率计分",
    "①有制度2分②有方案3分",
    "每出现一例扣1分,扣完为止",
    "有制度计5分,没有不得分",
    "优秀得5分；良好得3分；较差不得分",
    "达成100%-80%(含80%),部分达成80%-60%(含60%),未达成60%-0%",
    "由专家评分，取平均值",
    "酌情计分",
    "",
)
LEAVES = st.builds(
    Branch,
    name=st.sampled_from(
        ["满意度", "执行率", "weight", "if", "A1", "2022年", "（）", "max", "total"]
    ),
    weight=st.sampled_from([5, 2, Decimal("0.5")]),
    rule=st.sampled_from(RULES),
    target=st.sampled_from(["", "≥20项", "95%", "≤3", "年底前", "0"]),
)


@given(parts=st.lists(st.lists(LEAVES, min_size=1, max_size=4), min_size=1, max_size=4))
def test_whatever_the_rules_are_it_loads_and_each_is_told(parts: list[list[Branch]]) -> None:
    """Names that are the same, that are words of the language or none at all clash with nothing."""
    whole = [
        Branch(f"部分{number}", sum(Decimal(str(each.weight)) for each in part), tuple(part))
        for number, part in enumerate(parts)
    ]
    with TemporaryDirectory() as folder:
        draft = imported(official(whole), Path(folder))
    ruleset = loaded(draft)
    leaves = [each for each in ruleset.indicators.walk() if each.is_leaf]
    counted = Counter(each.section for each in draft.todo.entries)
    assert counted["proposals"] + counted["rules"] == len(leaves) == sum(map(len, parts))
    undecided = [each for each in leaves if each.tags]
    assert len(undecided) == counted["rules"]


A, B = Branch("甲", 30), Branch("乙", 20)


class TestWeights:
    def test_what_does_not_add_up_is_told_and_loads(self, tmp_path: Path) -> None:
        """Of 25 + 25 + 25 the whole is 75, whatever is printed; the cell is named."""
        three = tuple(Branch(name, 25) for name in ("投入", "过程", "产出"))
        draft = imported(official(three, total=100), tmp_path)
        assert loaded(draft).indicators.weight == 75
        (told,) = said(draft.todo, "weights")
        assert told == (
            "- [ ] 指标体系.xlsx: 评分表!B7: '合计' prints 100 points, "
            "the parts below it add up to 75; taken: 75"
        )

    def test_a_group_is_the_sum_of_its_parts(self, tmp_path: Path) -> None:
        draft = imported(official([Branch("产出", 60, (A, B))], total=60), tmp_path)
        ruleset = loaded(draft)
        assert [each.weight for each in ruleset.indicators.walk()] == [50, 50, 30, 20]
        places = [each.split(": ")[1] for each in said(draft.todo, "weights")]
        assert places == ["评分表!B4", "评分表!D6"]

    def test_percents_of_the_group_above_stay_percents(self, tmp_path: Path) -> None:
        parts = (Branch("一", 75), Branch("二", 25))
        draft = imported(official([Branch("产出", 50, parts), Branch("效益", 50)]), tmp_path)
        found = {str(each.title.zh): each.weight for each in loaded(draft).indicators.walk()}
        assert [found["一"], found["二"]] == [37.5, 12.5]
        assert "percents of it" in said(draft.todo, "weights")[0]

    def test_shares_of_one_are_percents(self, tmp_path: Path) -> None:
        """A cell of Excel that shows 20% holds 0.2."""
        draft = imported(official([Branch("产出", 0.7), Branch("效益", 0.3)], total=1), tmp_path)
        assert [each.weight for each in loaded(draft).indicators.children] == [70, 30]
        assert "0.2 is 20 points" in said(draft.todo, "weights")[0]

    def test_what_is_empty_shares_the_rest(self, tmp_path: Path) -> None:
        parts = (A, Branch("丙", None, rule="酌情计分"), Branch("丁", None, rule="酌情计分"))
        draft = imported(official([Branch("产出", 60, parts)]), tmp_path)
        found = {str(each.title.zh): each.weight for each in loaded(draft).indicators.walk()}
        assert [found["丙"], found["丁"]] == [15, 15]
        assert "丙、丁" in said(draft.todo, "weights")[0]

    def test_what_has_nothing_to_share_is_told(self, tmp_path: Path) -> None:
        draft = imported(official([A, Branch("丙", None, rule="酌情计分")]), tmp_path)
        assert loaded(draft).indicators.weight == 31
        assert "set it" in said(draft.todo, "weights")[0]

    @pytest.mark.parametrize("odd", ["待定", "≤5", "5元"])
    def test_what_is_no_number_counts_as_empty(self, tmp_path: Path, odd: str) -> None:
        draft = imported(
            official([Branch("产出", 50, (A, Branch("丙", odd, rule="酌情")))]), tmp_path
        )
        assert loaded(draft).indicators.weight == 50
        assert any(odd in each for each in said(draft.todo, "weights"))

    def test_no_points_are_left_out(self, tmp_path: Path) -> None:
        draft = imported(official([A, Branch("加分项", 0)]), tmp_path)
        assert [str(each.title.zh) for each in loaded(draft).indicators.children] == ["甲"]
        assert "评分表" in said(draft.todo, "weights")[0]

    def test_thirds_are_rounded_behind_the_sums(self, tmp_path: Path) -> None:
        parts = (Branch("一", 40), Branch("二", 60))
        whole = [Branch("产出", "33.3333", parts), Branch("效益", "66.6667")]
        whole = [Branch(each.name, Decimal(str(each.weight)), each.children) for each in whole]
        draft = imported(official(whole), tmp_path)
        ruleset = loaded(draft)
        assert ruleset.rounding.stage == "node"
        assert ruleset.indicators.weight == 100

    def test_points_in_names_are_weights(self, tmp_path: Path) -> None:
        data = (
            "一级指标,二级指标,评分标准\n产出（60分）,数量（40分）,按比例得分\n,质量（20分）,酌情\n"
        )
        draft = imported(data.encode(), tmp_path, "体系.csv")
        found = {str(each.title.zh): each.weight for each in loaded(draft).indicators.walk()}
        assert [found[name] for name in ("产出", "数量", "质量")] == [60, 40, 20]


class TestIds:
    def test_they_are_short(self, tmp_path: Path) -> None:
        ruleset = loaded(
            imported(official([Branch("产出", 50, (A, B)), Branch("效益", 9)]), tmp_path)
        )
        assert [each.id for each in ruleset.indicators.walk()] == ["total", "A", "A1", "A2", "B"]

    def test_ten_below_one_are_told_apart(self, tmp_path: Path) -> None:
        many = tuple(Branch(f"指标{number}", 1) for number in range(1, 12))
        one = Branch("里", 1, (Branch("深", 1),))
        ruleset = loaded(imported(official([Branch("产出", 12, (one, *many))]), tmp_path))
        ids = [each.id for each in ruleset.indicators.walk()]
        assert len(set(ids)) == len(ids)
        assert {"A_1_1", "A_11"} <= set(ids)

    def test_names_that_are_the_same_get_the_id(self, tmp_path: Path) -> None:
        rule = "满意度≥90%计10分;每降低1个百分点扣1分,扣完为止"
        twins = [Branch(part, 10, (Branch("满意度", 10, rule=rule),)) for part in ("甲", "乙")]
        assert list(loaded(imported(official(twins), tmp_path)).inputs) == ["满意度", "满意度_B1"]
