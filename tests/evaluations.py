"""Evaluations for tests of the reports: made by hand, and drawn at random."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from indicator_engine.language.numbers import rounded
from indicator_engine.model import Text, Treatment
from indicator_engine.results import AppliedAdjustment, DerivedValue, Evaluation, ScoreNode, Status

# What titles may hold: both scripts, full-width signs, all that Markdown or a terminal acts on.
CHARACTERS = "预算执行率一级（）：，　abcXYZ 012.-+%|[]<>\\`*_#~$&!{}()\n\t\x1b\u202e"

TITLES = (
    "", " ", "决策", "预算执行率（%）", "Budget execution", "甲\n乙", "a|b", "|", "\\", "\\|", "\\\\|x",
    "[链接](http://x)", "<script>", "&lt;", "`code`", "**粗**", "# 一", "- 二", "1. 三", "$x$", "~~x~~",
    "[bold]x[/bold]", ":smile:", "全\u3000角", "\x1b[31m红", "倒\u202e序", "促进国际科技资源流动转化和战略合作",
)  # fmt: skip

texts = st.text(CHARACTERS, max_size=12)
phrases = st.sampled_from(TITLES)  # in trees; drawing them letter by letter takes ten times longer
titles = st.builds(Text, zh=phrases, en=phrases)
scores = st.decimals(-999, 999, places=2)
statuses: st.SearchStrategy[Status] = st.sampled_from(
    ["scored", "missing", "not_applicable", "pending"]
)
treatments: st.SearchStrategy[Treatment | None] = st.sampled_from(
    [None, "open", "zero", "full", "leave_out"]
)
weights = st.fractions(Fraction(1, 3), 200, max_denominator=30)


def leaf(node_id: str, **changes: object) -> ScoreNode:
    """Return a leaf with 8 of 10 points, unless told otherwise."""
    given: dict[str, Any] = {
        "id": node_id,
        "title": Text(zh=f"指标{node_id}", en=f"Indicator {node_id}"),
        "weight": Fraction(10),
        "value": Fraction(8),
        "score": Decimal("8.00"),
        "rate": Decimal("0.8000"),
        "status": "scored",
        "assessed": Fraction(10),
    }
    return ScoreNode(**_changed(given, changes))


def group(node_id: str, *children: ScoreNode, **changes: object) -> ScoreNode:
    """Return the sum of some leaves, unless told otherwise."""
    weight = sum((child.weight for child in children), Fraction(0))
    score = sum((child.score for child in children if child.score is not None), Decimal("0.00"))
    value = Fraction(score)
    given: dict[str, Any] = {
        "title": Text(zh=f"组{node_id}", en=f"Group {node_id}"),
        "weight": weight,
        "value": value,
        "score": score,
        "rate": rounded(value / weight, 4),
        "assessed": sum((child.assessed for child in children), Fraction(0)),
        "children": children,
    }
    return leaf(node_id, **_changed(given, changes))


def without_score(node_id: str, status: str, treatment: str | None, **changes: object) -> ScoreNode:
    """Return a leaf that has no score."""
    nothing = {"value": None, "score": None, "rate": None, "assessed": Fraction(0)}
    return leaf(node_id, status=status, treatment=treatment, **_changed(nothing, changes))


def evaluation(tree: ScoreNode, **changes: object) -> Evaluation:
    """Return an evaluation of that tree, complete and without warnings, unless told otherwise."""
    given: dict[str, Any] = {
        "ruleset": "made-up",
        "title": Text(zh="虚构的规则集", en="A made-up ruleset"),
        "version": "1.0.0",
        "digest": "0123456789abcdef" * 4,
        "engine": "0.1.0",
        "unit": {},
        "total": tree.score,
        "max": tree.weight,
        "rate": tree.rate,
        "grade": None,
        "total_range": None if tree.score is None else (tree.score, tree.score),
        "grades": (),
        "coverage": tree.assessed,
        "derived": {},
        "derived_values": (),
        "warnings": (),
        "unchecked": (),
        "tree": tree,
    }
    return Evaluation(**_changed(given, changes))


def derived(name: str, **changes: object) -> DerivedValue:
    """Return a derived value; tests say of which type and value."""
    given: dict[str, Any] = {"title": Text(), "type": "number", "unit": "", "places": 2}
    return DerivedValue(name=name, **_changed(given, changes))


def _changed(given: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    return {**given, **changes}


@st.composite
def _adjustments(draw: st.DrawFn) -> AppliedAdjustment:
    numbers = st.none() | scores
    return AppliedAdjustment(
        id=draw(phrases),
        title=draw(titles),
        applied=draw(st.none() | st.booleans()),
        before=draw(numbers),
        after=draw(numbers),
    )


@st.composite
def _nodes(draw: st.DrawFn, children: tuple[ScoreNode, ...] = ()) -> ScoreNode:
    score = draw(st.none() | scores)
    weight = draw(weights)
    return ScoreNode(
        id="",
        title=draw(titles),
        weight=weight,
        value=None if score is None else Fraction(score) + Fraction(1, 3000),
        score=score,
        rate=None if score is None else rounded(Fraction(score) / weight, 4),
        status=draw(statuses),
        reason=draw(phrases),
        treatment=draw(treatments),
        subtotal=draw(st.none() | scores) if children else None,
        assessed=weight,
        range=draw(st.sampled_from([None, (Decimal("0.00"), Decimal("9.50"))])),
        adjustments=tuple(draw(st.lists(_adjustments(), max_size=2))) if children else (),
        source=draw(titles),
        note=draw(phrases),
        tags=tuple(draw(st.lists(phrases, max_size=2))),
        children=children,
    )


def _numbered(node: ScoreNode, numbers: Iterator[int]) -> ScoreNode:
    number = next(numbers)
    children = tuple(_numbered(child, numbers) for child in node.children)
    return evolve(node, id=f"n{number}", children=children)


def _groups(below: st.SearchStrategy[ScoreNode]) -> st.SearchStrategy[ScoreNode]:
    return st.lists(below, min_size=1, max_size=4).flatmap(lambda some: _nodes(tuple(some)))


trees = st.recursive(_nodes(), _groups, max_leaves=6).map(lambda tree: _numbered(tree, count()))
evaluations = st.builds(
    evaluation,
    trees,
    title=titles,
    unit=st.fixed_dictionaries({}, optional={"id": phrases, "name": phrases}),
    grades=st.just(()) | st.lists(phrases, max_size=3).map(tuple),
    unchecked=st.lists(phrases, max_size=2).map(tuple),
)
languages = st.sampled_from(["zh", "en"])
