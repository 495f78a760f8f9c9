"""A ruleset as a program of the compiled module: every score of a table, block by block.

It takes tables whose cells all hold numbers, be it as texts, truths or dates. A row that is not as
expected fails and is scored like a single unit; whatever else a table holds is for the query engine
(:mod:`indicator_engine.batch.plan`).
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import reduce

import polars as pl
from attrs import frozen

from indicator_engine.batch.inputs import EPOCH
from indicator_engine.batch.layout import Layout, Single
from indicator_engine.batch.measures import Measure, Sample
from indicator_engine.batch.memory import ALLOCATOR
from indicator_engine.batch.numbers import ends_of
from indicator_engine.batch.plan import LARGE, OK, SMALL, units_type
from indicator_engine.batch.tables import Scores, columns_of, decimal_type, score_type
from indicator_engine.kernel import PASSED, CannotLower, Load, Lowering, Output, Program, is_there
from indicator_engine.language.faults import Undefined
from indicator_engine.language.protocol import Absence, Value
from indicator_engine.model import Indicator, Input, Ruleset
from indicator_engine.number_systems.columns import Unheld
from indicator_engine.number_systems.deferred import (
    CannotDefer,
    Deferred,
    Truth,
    Whole,
    remembered,
    truth_in,
    whole_number,
)
from indicator_engine.records import value_in
from indicator_engine.scoring.deferral import Deferral
from indicator_engine.scoring.possible import DAYS

PART = 20_000  # rows that are worth a thread of their own
GRADE = "\0grade"
WIDE = (pl.UInt64, pl.Int128, pl.UInt128)  # whole numbers that are not read


@frozen(kw_only=True, eq=False)
class Compiled:
    """How a table is scored block by block.

    Attributes:
        program: Computes the scores.
        inputs: The columns that it reads, in their order.
        types: The columns that it gives: scores by indicator, the place of the grade in the scale
            where there is one, and which rows may be believed.
    """

    program: Program
    inputs: tuple[str, ...]
    types: Mapping[str, pl.DataType]

    def scores(self, inputs: pl.DataFrame) -> pl.DataFrame:
        """Return the columns that are given for those that are read."""
        found = pl.DataFrame(self.program.over(inputs, ALLOCATOR))
        found.columns = list(self.types)
        return found

    def scores_at_once(self, inputs: pl.DataFrame) -> pl.DataFrame:
        """Return the same, worked out by as many threads as the query engine has."""
        threads = min(pl.thread_pool_size(), -(-inputs.height // PART)) or 1
        length = max(1, -(-inputs.height // threads))
        parts = [inputs.slice(number * length, length) for number in range(threads)]
        with ThreadPoolExecutor(threads) as pool:
            first, *others = pool.map(self.scores, parts)
        return reduce(pl.DataFrame.vstack, others, first)


def may_be_compiled(ruleset: Ruleset, layout: Layout, sample: Sample) -> bool:
    """Tell whether a table looks as if it could be scored block by block."""
    if not is_there() or not ruleset.nodes.keys().isdisjoint(layout.columns):
        return False
    looked_at = sample.rows if sample.table is None else sample.table
    types = looked_at.schema
    return all(
        isinstance(place, Single)
        and _is_read(types[place.column], ruleset.inputs[name])
        and not looked_at[place.column].null_count()
        for name, place in layout.columns.items()
        if name in ruleset.inputs
    )


def compiled(
    ruleset: Ruleset, layout: Layout, measures: Mapping[str, Measure], scores: Scores
) -> Compiled | None:
    """Return how a table is scored block by block; ``None`` where it cannot be.

    Args:
        ruleset: The rules.
        layout: Where the table holds what.
        measures: What is taken for granted of its columns; rows that do not keep to it fail.
        scores: How scores are held.
    """
    try:
        return _Compilation(ruleset, layout, measures).made(scores)
    except (CannotDefer, CannotLower, Undefined, Unheld):
        return None


class _Compilation:
    """Makes one ruleset ready for tables of one kind.

    Raises:
        CannotDefer, CannotLower, Undefined, Unheld: Where that is not possible.
    """

    def __init__(self, ruleset: Ruleset, layout: Layout, measures: Mapping[str, Measure]) -> None:
        self.ruleset, self.measures = ruleset, measures
        self.columns: list[str] = []
        self.loads: list[Load] = []
        values = {name: self._value(declared, layout) for name, declared in ruleset.inputs.items()}
        self.deferral = Deferral(ruleset, values, {})

    def _value(self, declared: Input, layout: Layout) -> Value:
        """Return the deferred value of an input, and note how it is read."""
        place = layout.columns.get(declared.name)
        if place is None:
            default = declared.default
            return value_in(Deferred(), Absence.MISSING if default is None else default)
        assert isinstance(place, Single), "others have been looked for"
        slot, measure = len(self.columns), self.measures[place.column]
        self.columns.append(place.column)
        if declared.type == "boolean" and measure.dtype == pl.Boolean:
            self.loads.append(Load(slot=slot, low=0, high=1))
            return truth_in(slot)
        return self._number(declared, measure, slot)

    def _number(self, declared: Input, measure: Measure, slot: int) -> Value:
        shift, is_ratio = 0, declared.type == "percent" and measure.dtype == pl.String
        if is_ratio:
            measure = measure.finer()
        if declared.type == "date" and measure.dtype == pl.Date:
            ends, shift = (int(DAYS.low or 0), int(DAYS.high or 0)), EPOCH
        elif _holds_numbers(measure, declared):
            ends = ends_of(measure, declared.range)
        else:
            raise CannotLower
        scale, (low, high) = 10**measure.places, ends
        self.loads.append(
            Load(
                slot=slot,
                scale=scale,
                low=low - shift,
                high=high - shift,
                shift=shift,
                is_ratio=is_ratio,
            )
        )
        return whole_number(Whole(remembered(slot), low=low, high=high), scale)

    def made(self, scores: Scores) -> Compiled:
        """Return the ruleset made ready."""
        lowering, deferral = Lowering(self.loads), self.deferral
        stores: list[Whole] = []
        outputs: list[Output] = []
        types: dict[str, pl.DataType] = {}
        for node in columns_of(self.ruleset).values():
            if node.id in deferral.units and node.id not in types:
                stores.append(deferral.units[node.id])
                outputs.append(_output(node, scores))
                types[node.id] = score_type(node, scores)
        if deferral.grade is not None:
            stores.append(deferral.grade)
            outputs.append(Output("C", 255.0))
            types[GRADE] = pl.UInt8()
        outputs.append(Output(PASSED))
        types[OK] = pl.Boolean()
        asserted = self._asserted()  # which adds to what must hold
        lowering.lower(stores, [*deferral.checks(), *asserted])
        return Compiled(
            program=Program(lowering, len(self.columns), outputs),
            inputs=tuple(self.columns),
            types=types,
        )

    def _asserted(self) -> list[Truth]:
        """Return the assertions that a row must keep to.

        Raises:
            CannotLower: Where no row does.
        """
        refusing = [each for each in self.ruleset.assertions if each.severity == "error"]
        held = [self.deferral.asserted(each) for each in refusing]
        if any(each is False for each in held):
            raise CannotLower
        return [each for each in held if isinstance(each, Truth)]


NUMBERS = ("number", "integer", "percent")


def _is_read(dtype: pl.DataType, declared: Input) -> bool:
    """Tell whether the cells of a column may be numbers, truths or dates that can be read."""
    if dtype.is_integer():
        return dtype not in WIDE
    if dtype == pl.String:
        return declared.type in NUMBERS
    return dtype in (pl.Float64, pl.Boolean, pl.Date) or dtype.is_decimal()


def _holds_numbers(measure: Measure, declared: Input) -> bool:
    """Tell whether a column is taken to hold numbers of an input, and nothing else."""
    if declared.type not in NUMBERS or measure.dtype in (pl.Boolean, pl.Date):
        return False
    if measure.dtype == pl.String and not measure.is_all_text:
        return False
    # Whether numbers with decimal places are whole is asked of each row.
    return declared.type != "integer" or not measure.places


def _output(node: Indicator, scores: Scores) -> Output:
    """Return the column of a score."""
    # What the rules alone keep in 32 bits is there in every row that passes, whatever its graph says.
    is_small = units_type(node) == pl.Int32
    most = float(SMALL if is_small else LARGE)
    if scores == "float":
        return Output("g", scale=float(10**node.rounding.places))
    if scores == "integer":
        return Output("i" if is_small else "l", most)
    dtype = decimal_type(node)
    return Output(f"d:{dtype.precision},{dtype.scale}", most)
