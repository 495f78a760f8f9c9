"""Whose total or grade differs between two rulesets, of a table of units."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from indicator_engine.comparing.contributions import added_up, contributions, own_points
from indicator_engine.comparing.effects import Contribution, Outcome, UnitEffect, UnitEffects, move
from indicator_engine.comparing.merging import merged
from indicator_engine.model import Ruleset

if TYPE_CHECKING:
    import polars as pl

    from indicator_engine.batch import TableScores

BEFORE, AFTER = "0.", "1."  # in front of the columns of the two tables; no id has a dot
TOLD = ("total", "grade", "status")
REFUSED = "refused"

Cells = Mapping[str, object]


@frozen(kw_only=True)
class Scored:
    """A table as one ruleset scored it.

    Attributes:
        ruleset: The ruleset.
        table: Its scores, and what it refused.
        names: What its indicators are called in the comparison.
    """

    ruleset: Ruleset
    table: "TableScores"
    names: Mapping[str, str]

    def called(self, name: str) -> str:
        """Return what an indicator is called in the comparison."""
        return self.names.get(name, name)


def units_compared(
    before: tuple[Ruleset, "TableScores"],
    after: tuple[Ruleset, "TableScores"],
    renamed: Mapping[str, str],
) -> UnitEffects:
    """Return whose total or grade differs between two scorings of one table.

    Both score tables are in memory, with one more of what is compared; of single units only those
    that differ are looked at.

    Args:
        before: The first ruleset, and the table as it scored it.
        after: The same of the second.
        renamed: The indicators that only changed their id.
    """
    old = Scored(ruleset=before[0], table=before[1], names=renamed)
    new = Scored(ruleset=after[0], table=after[1], names={})
    return _Effects(old, new).all()


class _Effects:
    """Compares two scorings of one table."""

    def __init__(self, old: Scored, new: Scored) -> None:
        self.old, self.new = old, new
        self.children = [
            {scored.called(name): tuple(map(scored.called, below)) for name, below in sums.items()}
            for scored, sums in ((each, added_up(each.ruleset.indicators)) for each in (old, new))
        ]
        self.roots = [each.called(each.ruleset.indicators.id) for each in (old, new)]
        self.order = merged(map(old.called, old.ruleset.nodes), new.ruleset.nodes)
        self.titles = {
            scored.called(node.id): node.title
            for scored in (old, new)
            for node in scored.ruleset.nodes.values()
        }
        self.scales = tuple(
            tuple(each.grade for each in scored.ruleset.grades) for scored in (new, old)
        )
        self.reasons = [_reasons(each.table) for each in (old, new)]

    def all(self) -> UnitEffects:
        """Return whose total or grade differs, and how many units' do not."""
        joined = _joined(self.old, self.new)
        found = joined.filter(_differs()).iter_rows(named=True)
        changed = sorted(map(self.unit, found), key=_size)
        old, new = self.old.table, self.new.table
        refused = [_rows_refused(each) for each in (old, new)]
        moves, counts = [each.move for each in changed], _counts(joined)
        return UnitEffects(
            units=old.scores.height + refused[0],
            unchanged=counts["unchanged"],
            higher=counts["higher"],
            lower=counts["lower"],
            regraded=counts["regraded"],
            open=counts["open"],
            refused=old.scores.height + refused[0] - _both(joined).height,
            open_before=old.scores["total"].null_count(),
            open_after=new.scores["total"].null_count(),
            refused_before=refused[0],
            refused_after=refused[1],
            grades_up=moves.count("up"),
            grades_down=moves.count("down"),
            grades_other=moves.count("other"),
            changed=tuple(changed),
            unknown_before=old.unknown,
            unknown_after=new.unknown,
            missing_before=old.missing,
            missing_after=new.missing,
        )

    def unit(self, row: Cells) -> UnitEffect:
        """Return what differs for one unit."""
        unit = str(row["unit"])
        old, new = (
            _outcome(row, side, reasons.get(unit, ()))
            for side, reasons in zip((BEFORE, AFTER), self.reasons, strict=True)
        )
        is_told = all(each.grade or each.total is not None for each in (old, new))
        both = old.total is not None and new.total is not None
        return UnitEffect(
            unit=unit,
            before=old,
            after=new,
            move=move(old.grade, new.grade, self.scales) if is_told else None,
            contributions=tuple(self.contributions(row)) if both else (),
        )

    def contributions(self, row: Cells) -> Iterator[Contribution]:
        """Yield what adds up to the difference of the totals of a unit."""
        points = [
            own_points(self.children[side], _scores(row, prefix, scored), self.roots[side])
            for side, (prefix, scored) in enumerate(((BEFORE, self.old), (AFTER, self.new)))
        ]
        yield from contributions(points[0], points[1], self.order, self.titles)


def _joined(old: Scored, new: Scored) -> "pl.DataFrame":
    """Return the two score tables side by side, a row for each unit that one of them has."""
    import polars as pl

    tables = [
        scored.table.scores.select(
            pl.col("unit").cast(pl.String),
            *(pl.col(name).cast(pl.String).name.prefix(side) for name in ("grade", "status")),
            *(
                pl.col(name).name.prefix(side)
                for name in scored.table.scores.columns
                if name not in ("unit", "grade", "status")
            ),
        )
        for side, scored in ((BEFORE, old), (AFTER, new))
    ]
    return tables[0].join(
        tables[1], on="unit", how="full", coalesce=True, maintain_order="left_right"
    )


def _both(joined: "pl.DataFrame") -> "pl.DataFrame":
    """Return the units that both have scored."""
    return joined.drop_nulls([f"{side}status" for side in (BEFORE, AFTER)])


def _differs() -> "pl.Expr":
    """Return whether total or grade differs, or only one ruleset refused the unit."""
    import polars as pl

    told = [pl.col(f"{BEFORE}{key}").ne_missing(pl.col(f"{AFTER}{key}")) for key in TOLD[:2]]
    refused = [pl.col(f"{side}status").is_null() for side in (BEFORE, AFTER)]
    return pl.any_horizontal(*told, refused[0] != refused[1])


def _counts(joined: "pl.DataFrame") -> dict[str, int]:
    """Return how many of the units that both scored have a higher total, a lower one, and so on."""
    import polars as pl

    old, new = pl.col(f"{BEFORE}total"), pl.col(f"{AFTER}total")
    is_same = pl.col(f"{BEFORE}grade").eq_missing(pl.col(f"{AFTER}grade"))
    found = _both(joined).select(
        ((old == new) & is_same).sum().alias("unchanged"),
        (new > old).sum().alias("higher"),
        (new < old).sum().alias("lower"),
        ((old == new) & ~is_same).sum().alias("regraded"),
        (old.is_null() | new.is_null()).sum().alias("open"),
    )
    return {name: int(found[name].item()) for name in found.columns}


def _rows_refused(table: "TableScores") -> int:
    return table.refused["row"].n_unique()


def _reasons(table: "TableScores") -> Mapping[str, tuple[str, ...]]:
    """Return why units are refused, by unit."""
    found: dict[str, tuple[str, ...]] = {}
    for unit, code in table.refused.select("unit", "code").iter_rows():
        found[unit] = tuple(dict.fromkeys((*found.get(unit, ()), code)))
    return found


def _outcome(row: Cells, side: str, reasons: tuple[str, ...]) -> Outcome:
    total, grade, status = (row[f"{side}{key}"] for key in TOLD)
    return Outcome(
        total=total if isinstance(total, Decimal) else None,
        grade=grade if isinstance(grade, str) else None,
        status=status if isinstance(status, str) else REFUSED,
        reasons=() if status else reasons,
    )


def _scores(row: Cells, side: str, scored: Scored) -> Mapping[str, Decimal | None]:
    """Return the scores of a unit by indicator; that of the root is the total."""
    root = scored.ruleset.indicators.id
    found = {
        name: row[f"{side}{'total' if name == root else name}"] for name in scored.ruleset.nodes
    }
    return {
        scored.called(name): score if isinstance(score, Decimal) else None
        for name, score in found.items()
    }


def _size(found: UnitEffect) -> tuple[bool, Fraction]:
    """Return what units are sorted by: the largest difference first, those without one last."""
    difference = found.difference
    return difference is None, -abs(difference or Fraction(0))
