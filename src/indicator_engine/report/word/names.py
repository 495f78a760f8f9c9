"""The names that a department's Word file may ask for, in Chinese and in English.

All values are text as it is printed; ``""`` is what is missing, and a file shows a dash for it.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Union

from indicator_engine.messages import Language
from indicator_engine.messages import reports as say
from indicator_engine.report.conclusion import conclusion, unit_of
from indicator_engine.report.phrases import DASH, Phrases, one_line, percent, points
from indicator_engine.report.rows import remark
from indicator_engine.report.view import view
from indicator_engine.results import Evaluation, ScoreNode

Named = Union[str, "Entries", "Texts", tuple["Entries", ...]]


class Texts(tuple[str, ...]):
    """A list of texts, which an empty one of rows is told from."""

    __slots__ = ()


class Entries:
    """Values by key, and what stands for all of them; its keys may be written as attributes.

    It has no public method, so that no key is ever taken for one.

    >>> score = Entries({"A": "19.38"}, "95.18")
    >>> score["A"], str(score), score == "95.18", list(score)
    ('19.38', '95.18', True, ['A'])
    """

    __slots__ = ("_by_key", "_whole")

    def __init__(self, by_key: Mapping[str, Named], whole: str = "") -> None:
        self._by_key, self._whole = by_key, whole

    def __getitem__(self, key: str) -> Named:
        return self._by_key[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_key)

    def __str__(self) -> str:
        return self._whole

    def __bool__(self) -> bool:
        return bool(self._whole)

    def __eq__(self, other: object) -> bool:
        return str(self) == other if isinstance(other, str) else self is other

    def __hash__(self) -> int:
        return hash(self._whole)


def names(evaluation: Evaluation, language: Language) -> Mapping[str, Named]:
    """Return every name with its value, each in both languages."""
    shown, phrases, root = view(evaluation, language), Phrases(language), evaluation.tree
    unit, nodes = unit_of(evaluation), list(root.walk())
    tree = _rows(phrases, root)
    below = tuple(_below(tree)) or (tree,)

    def by_id(text: Callable[[ScoreNode], str]) -> Entries:
        return Entries({node.id: text(node) for node in nodes}, text(root))

    derived = zip(evaluation.derived_values, shown.derived, strict=True)
    return _twice(
        {
            ("标题", "title"): shown.title,
            ("单位", "unit"): Entries(
                _twice(
                    {
                        ("名称", "name"): unit.get("name", ""),
                        ("编号", "id"): unit.get("id", ""),
                    }
                ),
                next(iter(unit.values()), ""),
            ),
            ("总分", "total"): _given(phrases.score(evaluation.total, evaluation.total_range)),
            ("满分", "max"): shown.max,
            ("等级", "grade"): shown.grade,
            ("结论", "conclusion"): conclusion(phrases, evaluation),
            ("覆盖", "coverage"): shown.coverage,
            ("得分", "score"): by_id(lambda node: _score(phrases, node)),
            ("得分率", "rate"): by_id(_rate),
            ("分值", "weight"): by_id(lambda node: points(node.weight)),
            ("扣分原因", "note"): by_id(lambda node: one_line(node.note)),
            ("派生值", "derived"): Entries(
                {each.name: _given(text) for each, (_, text) in derived}
            ),
            ("指标", "indicators"): below,
            ("一级指标", "parts"): _children(tree) or (tree,),
            ("警告", "warnings"): Texts(shown.warnings),
            ("未核对", "unchecked"): shown.unchecked,
            ("规则集", "ruleset"): one_line(evaluation.ruleset),
            ("版本", "version"): one_line(evaluation.version),
            ("摘要", "digest"): evaluation.digest,
            ("引擎", "engine"): evaluation.engine,
        }
    )


ROW = {
    "id": "编号",
    "title": "名称",
    "level": "级别",
    "weight": "分值",
    "score": "得分",
    "rate": "得分率",
    "tags": "标签",
    "remark": "说明",
    "note": "扣分原因",
    "source": "来源",
    "children": "下级",
}
"""The keys of an indicator's row, in English and in Chinese."""


def any_row() -> Entries:
    """Return a row with every key and no value, for files to be checked by."""
    return Entries(_twice({(zh, en): () if en == "children" else "" for en, zh in ROW.items()}))


def _rows(phrases: Phrases, node: ScoreNode, level: int = 0) -> Entries:
    """Return the row of an indicator, with those below it; the root's level is 0."""
    title = phrases.title(node)
    values: dict[str, Named] = {
        "id": one_line(node.id),
        "title": title,
        "level": str(level),
        "weight": points(node.weight),
        "score": _score(phrases, node),
        "rate": _rate(node),
        "tags": phrases.say(say.LISTED).join(map(one_line, node.tags)),
        "remark": remark(phrases, node),
        "note": one_line(node.note),
        "source": phrases.text(node.source),
        "children": tuple(_rows(phrases, child, level + 1) for child in node.children),
    }
    return Entries(_twice({(ROW[key], key): value for key, value in values.items()}), title)


def _children(row: Entries) -> tuple[Entries, ...]:
    children = row["children"]
    assert isinstance(children, tuple)
    return tuple(each for each in children if isinstance(each, Entries))


def _below(row: Entries) -> Iterator[Entries]:
    for child in _children(row):
        yield child
        yield from _below(child)


def _score(phrases: Phrases, node: ScoreNode) -> str:
    return _given(phrases.score(node.score, node.range))


def _rate(node: ScoreNode) -> str:
    return "" if node.rate is None else percent(node.rate)


def _given(text: str) -> str:
    return "" if text == DASH else text


def _twice(values: Mapping[tuple[str, str], Named]) -> dict[str, Named]:
    """Return values under their names in both languages."""
    return {name: value for both, value in values.items() for name in both}
