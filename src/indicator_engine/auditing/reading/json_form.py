"""Reports as JSON: the form in which published evaluations are kept as data."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import evolve

from indicator_engine.auditing.printed import Printed, in_points, read_printed
from indicator_engine.auditing.report_model import (
    Amount,
    Direction,
    GradeBand,
    Node,
    Report,
    Statement,
    Unread,
)
from indicator_engine.auditing.words import (
    Role,
    amount_of,
    direction_of,
    is_of_completion,
    operator_of,
    reason_of,
    role_of,
)
from indicator_engine.documents import Document, join
from indicator_engine.errors import Diagnostic, Location, RecordError
from indicator_engine.language.numbers import plain
from indicator_engine.language.ranges import Range
from indicator_engine.limits import LIMITS

Locate = Callable[[str], Location]
NumberText = Callable[[str, Any], str]

SCORE_KEYS = ("published_score", "score")
RATE_KEYS = ("published_rate", "rate")
NAME_KEYS = ("name", "title", "id")


def from_document(document: Document) -> Report:
    """Return the report that a JSON document holds; numbers keep their printed places.

    Raises:
        RecordError: Where it is no report.
    """
    reader = _Reader(document.at, lambda pointer, _: document.number_text(pointer))
    return reader.report(document.value, document.name)


def from_python(data: Mapping[str, Any]) -> Report:
    """Return the report that a mapping holds; a ``Decimal`` keeps its places.

    Raises:
        RecordError: Where it is no report.
    """
    reader = _Reader(lambda pointer: Location(file="<report>", pointer=pointer), _written)
    return reader.report(data, "<report>")


def _written(_: str, number: object) -> str:
    """Return the text of a number from Python; a float is the shortest decimal that names it."""
    if isinstance(number, Fraction):
        return plain(number, digits=LIMITS.fraction_digits).rstrip("…")
    return repr(number).removesuffix(".0") if isinstance(number, float) else str(number)


class _Reader:
    """Reads one report, and refuses what is none."""

    def __init__(self, locate: Locate, number_text: NumberText) -> None:
        self._locate, self._number_text = locate, number_text
        self._unread: list[Unread] = []

    def report(self, data: Any, name: str) -> Report:  # noqa: ANN401 - JSON, however it was read
        """Return the whole report."""
        if not isinstance(data, Mapping):
            raise self._refusal("report-not-object", "")
        tree = data.get("tree")
        roots = [tree] if isinstance(tree, Mapping) else tree
        if not isinstance(roots, Sequence) or isinstance(roots, str) or not roots:
            raise self._refusal("report-without-tree", "")
        at = "/tree" if isinstance(tree, Mapping) else None
        trees = tuple(
            self._node(root, at or f"/tree/{index}", 1) for index, root in enumerate(roots)
        )
        first = trees[0].at
        return Report(
            name=name,
            trees=trees,
            statements=tuple(self._statements(data.get("statements") or ())),
            total=self._printed(data, "/total", ("total",), first),
            grade=str(data.get("grade") or ""),
            grade_at=first,
            scale=tuple(self._scale(data.get("grade_scale") or ())),
            inputs=self._data_of(data.get("inputs")),
            unread=tuple(self._unread),
        )

    def _refusal(self, code: str, pointer: str) -> RecordError:
        return RecordError([Diagnostic(code=code, at=self._locate(pointer))])

    def _data_of(self, inputs: object) -> Mapping[str, object]:
        return inputs if isinstance(inputs, Mapping) else {}

    def _node(self, data: Any, pointer: str, depth: int) -> Node:  # noqa: ANN401
        if not isinstance(data, Mapping) or depth > LIMITS.tree_depth:
            raise self._refusal("report-node-malformed", pointer)
        children = data.get("children") or ()
        if not isinstance(children, Sequence) or isinstance(children, str):
            raise self._refusal("report-node-malformed", join(pointer, "children"))
        name = next((_text(data[key]) for key in NAME_KEYS if _text(data.get(key))), "")
        at = _text(data.get("id")) or pointer
        below = join(pointer, "children")
        return self._row(
            data,
            pointer,
            key=pointer,
            id=_text(data.get("id")) or name,
            name=name or at,
            at=at,
            is_partial=data.get("partial") is True,
            children=tuple(
                self._node(child, join(below, index), depth + 1)
                for index, child in enumerate(children)
            ),
        )

    def _row(self, data: Mapping[str, Any], pointer: str, **known: Any) -> Node:  # noqa: ANN401
        """Return a node with everything that its row prints."""
        at = known["at"]
        inputs = self._data_of(data.get("inputs"))
        values = dict(self._values(inputs, join(pointer, "inputs"), at))
        roles = {role_of(key): key for key in reversed(values)}
        told = {role: str(values[key]) for role, key in roles.items() if role is not None}
        weight = self._printed(data, pointer, ("weight",), at)

        def number(role: Role) -> Printed | None:
            found = values.get(roles.get(role, ""))
            return found if isinstance(found, Printed) else None

        rule = _text(data.get("rule_text"))
        return Node(
            **known,
            weight=None if weight is None else in_points(weight),
            score=self._printed(data, pointer, SCORE_KEYS, at),
            rate=self._printed(data, pointer, RATE_KEYS, at) or number("rate"),
            converted=number("converted"),
            share=number("share"),
            rule=rule,
            direction=_direction(_text(data.get("direction")), rule, told.get("direction", "")),
            target=told.get("target", ""),
            actual=told.get("actual", ""),
            unit=told.get("unit", ""),
            operator=operator_of(told.get("operator", "")),
            reason=_reason(data, told),
            amounts=tuple(_amounts(values)),
            rates=tuple(_rates(values)),
            inputs=values,
        )

    def _values(
        self, inputs: Mapping[str, Any], pointer: str, at: str
    ) -> Iterator[tuple[str, Printed | str]]:
        """Yield every input as a number, else as a text; a list entry by entry."""
        for key, value in inputs.items():
            entries = value if isinstance(value, list | tuple) else [value]
            for index, entry in enumerate(entries):
                is_entry = entries is value
                place = join(join(pointer, key), index) if is_entry else join(pointer, key)
                text = self._text_at(place, entry)
                if text:
                    name = f"{key}[{index + 1}]" if is_entry else str(key)
                    yield name, read_printed(text, at) or text

    def _text_at(self, pointer: str, value: object) -> str:
        if isinstance(value, bool) or value is None:
            return ""
        if isinstance(value, int | float | Decimal | Fraction):
            return self._number_text(pointer, value)
        return value.strip() if isinstance(value, str) else ""

    def _printed(
        self, data: Mapping[str, Any], pointer: str, keys: Sequence[str], at: str
    ) -> Printed | None:
        """Return the number under the first of some keys that has a value; a text is noted."""
        for key in keys:
            place = pointer if pointer == f"/{key}" else join(pointer, key)
            if text := self._text_at(place, data.get(key)):
                found = read_printed(text, at)
                if found is None and reason_of(text):
                    self._unread.append(Unread(name=text, at=at or place, code="not-a-number"))
                return found
        return None

    def _statements(self, statements: Sequence[Any]) -> Iterator[Statement]:
        for index, each in enumerate(statements):
            pointer = f"/statements/{index}"
            if not isinstance(each, Mapping) or not _text(each.get("quantity")):
                raise self._refusal("report-statement-malformed", pointer)
            at = _text(each.get("at")) or pointer
            unit = _text(each.get("unit"))
            value = self._text_at(join(pointer, "value"), each.get("value"))
            printed = read_printed(value, at)
            if printed is None:
                raise self._refusal("report-statement-malformed", pointer)
            yield Statement(
                quantity=_text(each["quantity"]),
                printed=_in_unit(printed, unit),
                year=self._text_at(join(pointer, "year"), each.get("year")),
                unit=unit or ("%" if printed.is_percent else printed.unit),
                change_of=_text(each.get("change_of")),
                at=at,
            )

    def _scale(self, scale: Sequence[Any]) -> Iterator[GradeBand]:
        for index, each in enumerate(scale):
            pointer = f"/grade_scale/{index}"
            if not isinstance(each, Mapping):
                raise self._refusal("report-scale-malformed", pointer)
            low = self._printed(each, pointer, ("min",), "")
            high = self._printed(each, pointer, ("max",), "")
            bounds = Range(
                None if low is None else low.value,
                None if high is None else high.value,
                low is None or each.get("min_inclusive") is False,
                high is None or each.get("max_inclusive") is False,
            )
            yield GradeBand(_text(each.get("grade")), bounds)


def _in_unit(printed: Printed, unit: str) -> Printed:
    """Return a stated amount in its unit of money: 5169.65 in 万元 is 51696500 in 元."""
    named = read_printed(f"{printed.text}{unit}", printed.at) if unit.endswith("元") else None
    return printed if printed.unit or named is None else evolve(named, text=printed.text)


def _text(value: object) -> str:
    if isinstance(value, Mapping):  # a title in two languages
        return _text(value.get("zh") or value.get("en"))
    return value.strip() if isinstance(value, str) else ""


def _direction(*texts: str) -> Direction | None:
    return next(filter(None, map(direction_of, texts)), None)


def _reason(data: Mapping[str, Any], told: Mapping[Any, str]) -> str:
    own = (str(value) for key, value in data.items() if role_of(str(key)) == "reason" and value)
    return reason_of(told.get("reason", "")) or next(filter(None, map(reason_of, own)), "")


def _amounts(values: Mapping[str, Printed | str]) -> Iterator[Amount]:
    for key, value in values.items():
        if isinstance(value, Printed) and role_of(key) is None and (found := amount_of(key, value)):
            yield found


def _rates(values: Mapping[str, Printed | str]) -> Iterator[Printed]:
    for key, value in values.items():
        if isinstance(value, Printed) and is_of_completion(key):
            yield value
