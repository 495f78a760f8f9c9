"""One walk through a formula: order, laziness, absence, rules, and where a failure stands."""

import ast
import sys
import threading
from collections.abc import Mapping
from fractions import Fraction
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicator_engine.language.faults import Undefined
from indicator_engine.language.functions import FUNCTIONS
from indicator_engine.language.interpreter import Callables, Interpreter, Rule
from indicator_engine.language.protocol import Absence, Value
from indicator_engine.language.syntax import Expression, parse
from indicator_engine.limits import LIMITS
from indicator_engine.number_systems.exact import Entries, Exact

MISSING, PENDING, NOT_APPLICABLE = Absence.MISSING, Absence.PENDING, Absence.NOT_APPLICABLE
NAMES: Mapping[str, Value] = {
    "zero": Fraction(0), "one": Fraction(1), "yes": True, "no": False, "word": "甲",
    "missing": MISSING, "pending": PENDING, "gone": NOT_APPLICABLE,
    "list": Entries((Fraction(1), Fraction(2))),
}  # fmt: skip


def computed(
    formula: str, names: Mapping[str, Value] = NAMES, rules: Callables | None = None
) -> Value:
    """Return what a formula gives in exact numbers."""
    return Interpreter(Exact(), {**FUNCTIONS, **(rules or {})}).evaluate(parse(formula), names)


def undefined(formula: str, rules: Callables | None = None) -> Undefined:
    """Return why a formula has no value."""
    with pytest.raises(Undefined) as caught:
        computed(formula, rules=rules)
    return caught.value


def place(found: Undefined) -> str:
    """Return the part of the formula that has no value."""
    assert found.expression is not None
    assert found.node is not None
    return found.expression.part(found.node)


def frames_in_use() -> int:
    """Return how deep the stack is."""
    frame: FrameType | None = sys._getframe()  # noqa: SLF001 - the only cheap way to ask
    count = 0
    while frame is not None:
        frame, count = frame.f_back, count + 1
    return count


class TestMeaning:
    @pytest.mark.parametrize(
        ("formula", "result"),
        [
            ("1 / 3 * 3", 1), ("1/3 + 1", Fraction(4, 3)), ("0.1 + 0.2", Fraction(3, 10)),
            ("2 ** -2", Fraction(1, 4)), ("-2 ** 2", -4), ("(-2) ** 3", -8), ("0 ** 0", 1),
            ("1 - 2 - 3", -4), ("8 / 4 / 2", 1), ("2 + 3 * 4", 14), ("-(1 - 3)", 2), ("+one", 1),
            ("90% * 20", 18), ("1 < 2 == 2", True), ("not 1 < 2", False),
            ("1 < 3 > 2 != 3", True), ("3 > 2 > 2", False), ("1 <= 1 < 2 <= 2", True),
            ("yes and no", False), ("no or yes", True), ("no or yes and no", False),
            ("not no and yes", True), ("1 if yes else 2", 1), ("1 if no else 2 if no else 3", 3),
            ("word == '甲'", True), ("word != '甲'", False), ("'乙' == word", False),
            ("yes == yes", True), ("yes != no", True), ("1 == 1.0 == 100%", True),
        ],
    )  # fmt: skip
    def test_operators(self, formula: str, result: object) -> None:
        assert computed(formula) == result

    @given(values=st.lists(st.integers(0, 3), min_size=2, max_size=6), data=st.data())
    def test_a_chain_compares_each_neighbouring_pair(
        self, values: list[int], data: st.DataObject
    ) -> None:
        """As Python does."""
        signs = data.draw(
            st.lists(st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), min_size=len(values) - 1, max_size=len(values) - 1)
        )  # fmt: skip
        formula = str(values[0]) + "".join(
            f" {sign} {value}" for sign, value in zip(signs, values[1:], strict=True)
        )
        pairs = zip(values, signs, values[1:], strict=False)
        holds = all(eval(f"{left} {sign} {right}") for left, sign, right in pairs)  # noqa: S307 - our own text
        assert computed(formula) == holds

    @pytest.mark.parametrize(
        "formula",
        [" < ".join(map(str, range(240))), " and ".join(["1 < 2"] * 120), " or ".join(["2 < 1"] * 119 + ["1 < 2"])],
        ids=["comparison", "and", "or"],
    )  # fmt: skip
    def test_long_chains_do_not_exhaust_the_stack(self, formula: str) -> None:
        assert computed(formula) is True
        assert computed(f"not ({formula})") is False


class TestLaziness:
    @pytest.mark.parametrize(
        ("formula", "result"),
        [
            ("1 if yes else 1 / 0", 1),
            ("1 / 0 if no else 2", 2),
            ("0 if zero == 0 else one / zero", 0),
            ("no and 1 / 0 > 1", False),
            ("yes or 1 / 0 > 1", True),
            ("yes and no and 1 / 0 > 1", False),
            ("2 < 1 < 1 / 0", False),
            ("1 < 0 < missing", False),
            ("1 if yes else missing", 1),
            ("no and missing > 1", False),
            ("yes or missing > 1", True),
            ("no and yes and missing > 1", False),
            ("value_or(one, 2) if yes else ln(0)", 1),
        ],
    )
    def test_a_branch_that_is_not_taken_is_never_computed(
        self, formula: str, result: object
    ) -> None:
        assert computed(formula) == result

    @pytest.mark.parametrize(
        "formula", ["1 / 0 if yes else 1", "yes and 1 / 0 > 1", "no or 1 / 0 > 1", "1 < 2 < 1 / 0", "min(1, 1 / 0)", "value_or(1, 1 / 0)"]
    )  # fmt: skip
    def test_what_is_computed_and_has_no_value_refuses_the_whole(self, formula: str) -> None:
        assert undefined(formula).code == "division-by-zero"

    def test_the_middle_of_a_chain_is_computed_once(self) -> None:
        seen: list[str] = []

        def observe(expression: Expression, node: ast.expr, _: Value) -> None:
            seen.append(expression.part(node))

        chain = " < ".join(["-1", "zero", *map(str, range(1, 30))])
        Interpreter(Exact(), FUNCTIONS, observe).evaluate(parse(chain), NAMES)
        assert seen.count("zero") == 1
        assert sorted(set(seen)) == sorted(set(chain.split(" < ")) | {"1", chain})


class TestAbsence:
    @pytest.mark.parametrize("kind", ["missing", "pending", "gone"])
    @pytest.mark.parametrize(
        "formula",
        [
            "x + 1", "1 - x", "x * 0", "0 / x", "x / 0", "x ** 2", "x ** -1", "-x", "+x", "x < 1", "1 == x",
            "x == word", "not x", "x and no", "x or yes", "1 if x else 2", "yes and x", "no or x",
            "1 < x < 0", "1 if yes and x else 2", "min(1, x)", "count_true(yes, x)", "reached(x, 0)",
            "round(x, 2)", "sqrt(x)", "ln(x)", "exp(x)", "floor(x)", "date(x, 13, 45)", "sum(x)",
        ],
    )  # fmt: skip
    def test_absence_makes_absent(self, formula: str, kind: str) -> None:
        """Whatever else would go wrong with the operands."""
        assert computed(formula, {**NAMES, "x": NAMES[kind]}) is NAMES[kind]

    @pytest.mark.parametrize(
        "formula", ["{0} + {1}", "{0} < {1}", "{0} == {1}", "{0} * 0 / {1}", "min(1, {0}, {1})", "clamp({0}, 0, {1})", "date(1, {0}, {1})"]
    )  # fmt: skip
    @pytest.mark.parametrize(
        ("one", "other", "kind"),
        [
            ("gone", "missing", NOT_APPLICABLE),
            ("gone", "pending", NOT_APPLICABLE),
            ("missing", "pending", MISSING),
        ],
    )
    def test_where_kinds_meet_one_comes_first(
        self, formula: str, one: str, other: str, kind: Absence
    ) -> None:
        """Not applicable before missing before pending, in any order."""
        assert computed(formula.format(one, other)) is kind
        assert computed(formula.format(other, one)) is kind

    def test_a_condition_that_is_absent_asks_no_further(self) -> None:
        """What its branches would be is not known either."""
        assert computed("1 if pending else missing") is PENDING
        assert computed("pending and missing") is PENDING

    def test_only_lax_functions_see_an_absence(self) -> None:
        assert computed("given(missing) or given(pending) or given(gone)") is False
        assert computed("value_or(missing, pending)") is PENDING
        assert computed("value_or(1 + missing, 7)") == 7


class TestRules:
    HALF = Rule("half", ("x",), parse("x / 2"))
    SHARE = Rule("share", ("part", "whole"), parse("half(part) * 2 / whole"))
    LAST = Rule("last", ("values",), parse("max(values)"))
    SAFE = Rule("safe", ("x", "y"), parse("0 if y == 0 else x / y"))
    RULES: Mapping[str, Rule] = {each.name: each for each in (HALF, SHARE, LAST, SAFE)}

    @pytest.mark.parametrize(
        ("formula", "result"),
        [
            ("half(3)", Fraction(3, 2)),
            ("half(half(half(8)))", 1),
            ("share(1, 4) + half(one)", Fraction(3, 4)),
            ("last(list)", 2),
            ("safe(1, 0)", 0),
            ("half(missing)", MISSING),
            ("safe(missing, 0)", 0),
        ],
    )
    def test_a_rule_is_its_formula(self, formula: str, result: object) -> None:
        """With its parameters; an absent argument matters only where it is used."""
        assert computed(formula, rules=self.RULES) == result

    def test_a_body_sees_its_parameters_and_nothing_else(self) -> None:
        rule = Rule("f", ("x",), parse("x + one"))
        with pytest.raises(KeyError):
            computed("f(1)", rules={"f": rule})

    def test_the_caller_s_names_come_back(self) -> None:
        rule = Rule("f", ("one",), parse("one * 10"))
        assert computed("f(5) + one + f(one)", rules={"f": rule}) == 61

    def test_arguments_are_computed_before_the_body(self) -> None:
        """Even those that the body has no use for."""
        assert undefined("safe(1 / 0, 0)", self.RULES).code == "division-by-zero"


class TestPlaces:
    @pytest.mark.parametrize(
        ("formula", "code", "part"),
        [
            ("1 + 2 * (3 - one / zero)", "division-by-zero", "one / zero"),
            ("1 if one / zero > 1 else 2", "division-by-zero", "one / zero"),
            ("max(1, reached(1, zero)) + 1 / 0", "target-not-positive", "reached(1, zero)"),
            ("0 ** -1 + 1", "division-by-zero", "0 ** -1"),
            ("min(1, sqrt(zero - 1))", "root-of-negative", "sqrt(zero - 1)"),
        ],
    )
    def test_a_failure_names_the_innermost_place(self, formula: str, code: str, part: str) -> None:
        found = undefined(formula)
        assert (found.code, place(found)) == (code, part)

    def test_a_failure_in_a_rule_stands_in_its_body(self) -> None:
        rule = Rule("ratio", ("a", "b"), parse("1 + a / b", "/functions/ratio/formula"))
        found = undefined("2 * ratio(one, zero)", {"ratio": rule})
        assert found.expression is rule.body
        assert place(found) == "a / b"

    def test_an_interpreter_is_as_new_after_a_failure(self) -> None:
        interpreter = Interpreter(Exact(), FUNCTIONS)
        with pytest.raises(Undefined):
            interpreter.evaluate(parse("a / b"), {"a": Fraction(1), "b": Fraction(0)})
        assert (interpreter.expression, interpreter.names) == (None, {})
        assert interpreter.evaluate(parse("one"), NAMES) == 1


class TestObserver:
    def test_it_is_told_of_every_value_that_is_computed(self) -> None:
        seen: list[tuple[str, object]] = []

        def observe(expression: Expression, node: ast.expr, value: Value) -> None:
            seen.append((expression.part(node), value))

        interpreter = Interpreter(Exact(), FUNCTIONS, observe)
        interpreter.evaluate(parse("max(one, 2) if yes else 1 / 0"), NAMES)
        assert seen == [
            ("yes", True), ("one", 1), ("2", 2), ("max(one, 2)", 2),
            ("max(one, 2) if yes else 1 / 0", 2),
        ]  # fmt: skip


class TestLimits:
    @pytest.mark.parametrize(
        "formula",
        ["(2 ** 100) ** 41", "((2 ** 100) ** 40) * ((2 ** 100) ** 2)", "2 ** -100 * (2 ** -100) ** 41", "((3 / 2) ** 100) ** 100", "exp(2000) ** 2"],
    )  # fmt: skip
    def test_a_number_that_outgrows_the_limit_is_refused(self, formula: str) -> None:
        assert undefined(formula).code == "number-too-large"

    def test_numbers_may_have_so_many_bits(self) -> None:
        assert computed("(2 ** 100) ** 40 * 2 ** 95") == 2**4095
        assert undefined("(2 ** 100) ** 40 * 2 ** 96").code == "number-too-large"

    def test_a_large_power_is_refused_before_it_is_computed(self) -> None:
        """It would take the machine's memory."""
        assert undefined("((((9 ** 9) ** 9) ** 100) ** 100) ** 100").code == "number-too-large"

    @pytest.mark.parametrize(
        "outer", ["(yes and {})", "(no or {})", "(yes if no else {})", "(not {})", "(given({}) == yes)", "(f({}))"]
    )  # fmt: skip
    def test_the_deepest_formulas_leave_room_on_the_stack(self, outer: str) -> None:
        """Python has 1,000 frames, and a test runner or a notebook takes its part."""
        inner = " < ".join(map(str, range(90)))
        for _ in range(LIMITS.formula_parentheses // outer.count("(")):
            inner = outer.format(inner)
        ifs = LIMITS.formula_depth - 3 - LIMITS.formula_parentheses
        formula = "no if no else " * ifs + inner
        frames = 0

        def observe(*_: object) -> None:
            nonlocal frames
            frames = max(frames, frames_in_use())

        rule = Rule("f", ("x",), parse("x and 1 < 2"))
        interpreter = Interpreter(Exact(), {**FUNCTIONS, "f": rule}, observe)
        interpreter.evaluate(parse(formula), NAMES)
        assert frames - frames_in_use() < 600


def test_threads_share_expressions_and_functions() -> None:
    """Each has an interpreter of its own; nothing of one is seen by another."""
    expression = parse("x / 3 * 3 + max(x, y)")
    found: dict[int, Value] = {}

    def run(n: int) -> None:
        interpreter = Interpreter(Exact(), FUNCTIONS)
        names = {"x": Fraction(n), "y": Fraction(0)}
        found[n] = {interpreter.evaluate(expression, names) for _ in range(50)}

    pause = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=run, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(pause)
    assert found == {n: {Fraction(2 * n)} for n in range(8)}
