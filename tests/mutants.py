"""How many slips of the pen in a ruleset does ``check`` find? ``python -m tests.mutants --help``.

Each mutant is a ruleset with one small change (see :mod:`tests.mutations`). It is killed where
reading it is refused, a check warns, an example comes out otherwise, or a property that was proved
no longer is. The cheapest comes first, so that few mutants have to be proved anything.
"""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from functools import cache
from random import Random
from time import perf_counter
from typing import Literal

from attrs import frozen

from indicator_engine import list_rulesets, load_ruleset
from indicator_engine.checks import SCORING, STATIC, Check, verify
from indicator_engine.documents import Document, read_document
from indicator_engine.errors import RulesetError
from indicator_engine.language.numbers import rounded
from indicator_engine.loading import read_ruleset
from indicator_engine.model import Ruleset
from tests.equivalents import EQUIVALENTS
from tests.mutations import Mutation, mutations

Fate = Literal["reading", "checks", "examples", "proofs", "equivalent", "survived"]
KILLERS: tuple[Fate, ...] = ("reading", "checks", "examples", "proofs")
FATES: tuple[Fate, ...] = (*KILLERS, "equivalent", "survived")
AIM = Fraction(95, 100)
PROCESSES = 2


@frozen
class Mutant:
    """A ruleset with one change.

    Attributes:
        name: The id of a shipped ruleset, or the path of another.
        mutation: The change.
    """

    name: str
    mutation: Mutation

    @property
    def why_equivalent(self) -> str:
        """Why no record tells it from the original; ``""`` where no reason is known."""
        change = original(self.name).id, self.mutation
        return next(
            (each.why for each in EQUIVALENTS if (each.ruleset, each.mutation) == change), ""
        )

    @property
    def row(self) -> str:
        """The row that shows it: where it is, in which formula or value, what is changed."""
        change, document = self.mutation, document_of(self.name)
        span = change.start, change.start + len(change.before)
        at = document.at(change.pointer, span=span)
        whole = document.number_text(change.pointer).strip('"')
        step = f"`{change.before}` → `{change.after or '(nothing)'}`"
        why = filter(None, [self.why_equivalent])
        return _row(f"{at.file}:{at.line}:{at.column}", f"`{whole}`", step, *why)

    def read(self) -> Ruleset:
        """Return the ruleset that it is.

        Raises:
            RulesetError: Where it is none.
        """
        text = self.mutation.text(document_of(self.name))
        return read_ruleset(read_document(text, self.name))

    def fate(self) -> Fate:
        """Return what finds the change first, or that nothing does."""
        try:
            ruleset = self.read()
        except RulesetError:
            return "reading"
        if warns(STATIC, ruleset):
            return "checks"
        if warns(SCORING, ruleset):
            return "examples"
        if not is_sound(ruleset):
            return "proofs"
        return "equivalent" if self.why_equivalent else "survived"


@cache
def original(name: str) -> Ruleset:
    """Return a ruleset as it is."""
    return load_ruleset(name)


def document_of(name: str) -> Document:
    """Return the text of a ruleset as it is."""
    document = original(name).document
    assert document is not None, "it was read from one"
    return document


def warns(checks: Iterable[Check], ruleset: Ruleset) -> bool:
    """Tell whether a check finds an error, or has a doubt."""
    return any(found.severity != "info" for check in checks for found in check(ruleset))


def is_sound(ruleset: Ruleset) -> bool:
    """Tell whether no check warns, and every property is proved."""
    verification = verify(ruleset)
    doubts = any(found.severity != "info" for found in verification.findings)
    return not doubts and all(proof.result == "proved" for proof in verification.proofs)


def mutants(names: Iterable[str], *, every_name: bool = False) -> list[Mutant]:
    """Return every mutant of some rulesets; ``every_name`` is that of :func:`mutations`."""
    return [
        Mutant(name, each)
        for name in names
        for each in mutations(original(name), every_name=every_name)
    ]


def drawn(some: Sequence[Mutant], limit: int, seed: int) -> list[Mutant]:
    """Return so many mutants drawn at random, in their order."""
    chosen = Random(seed).sample(range(len(some)), min(limit, len(some)))  # noqa: S311 - no secret
    return [some[index] for index in sorted(chosen)]


def rate(fates: Iterable[Fate]) -> Fraction | None:
    """Return the share of mutants that were killed; ``None`` where no record shows any of them."""
    counts = Counter(fates)
    killed = sum(counts[each] for each in KILLERS)
    shown = killed + counts["survived"]
    return Fraction(killed, shown) if shown else None


def report(tried: Sequence[Mutant], fates: Sequence[Fate]) -> Iterator[str]:
    """Yield the lines of the report: totals, survivors, equivalent mutants."""
    yield from _totals(tried, fates)
    columns: Mapping[Fate, tuple[str, ...]] = {"survived": (), "equivalent": ("why",)}
    for fate, more in columns.items():
        rows = [each.row for each, own in zip(tried, fates, strict=True) if own == fate]
        yield from ("", f"{fate}: {len(rows)}")
        if rows:
            yield ""
            yield _row("place", "in", "change", *more)
            yield _row(*["---"] * (3 + len(more)))
            yield from rows


def _totals(tried: Sequence[Mutant], fates: Sequence[Fate]) -> Iterator[str]:
    yield _row("ruleset", "change", "mutants", *FATES, "killed")
    yield _row("---", "---", *["--:"] * (len(FATES) + 2))
    groups: dict[tuple[str, str], list[Fate]] = {}
    for mutant, fate in zip(tried, fates, strict=True):
        groups.setdefault((mutant.name, mutant.mutation.kind), []).append(fate)
    for key, own in (*groups.items(), (("all", ""), list(fates))):
        counts, killed = Counter(own), rate(own)
        share = "–" if killed is None else f"{rounded(killed * 100, 1)} %"
        yield _row(*key, len(own), *(counts[each] for each in FATES), share)


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the report; return 1 where fewer mutants are killed than should be."""
    given = _parser().parse_args(arguments)
    for name in given.rulesets:
        if not is_sound(original(name)):  # or each of its mutants would seem to be killed
            sys.exit(f"{name} has findings, or properties not proved, as it is")
    started = perf_counter()
    tried = mutants(given.rulesets, every_name=given.every_name)
    if given.limit is not None:
        tried = drawn(tried, given.limit, given.seed)
    with ProcessPoolExecutor(PROCESSES) as pool:
        fates = list(pool.map(Mutant.fate, tried, chunksize=8))
    sys.stdout.writelines(f"{line}\n" for line in report(tried, fates))
    sys.stdout.write(f"\n{len(tried)} mutants in {perf_counter() - started:.0f} s\n")
    killed = rate(fates)
    return int(killed is not None and killed < AIM)


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument(
        "rulesets",
        nargs="*",
        metavar="RULESET",
        default=list_rulesets(),
        help="id of a shipped ruleset, or a path; all that are shipped where none is given",
    )
    parser.add_argument("--limit", type=int, help="try so many, drawn at random")
    parser.add_argument("--seed", type=int, default=0, help="which ones are drawn")
    parser.add_argument(
        "--every-name", action="store_true", help="try every name and function in place of another"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
