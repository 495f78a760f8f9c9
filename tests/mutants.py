"""How many slips of the pen in a ruleset does ``check`` find? ``python -m tests.mutants --help``.

Each mutant is a ruleset with one small change (see :mod:`tests.mutations`). It is killed where
reading it is refused, a check warns, an example comes out otherwise, or a property that was proved
no longer is. The cheapest comes first, so that few mutants have to be proved anything.
"""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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
        ruleset = original(self.name).id
        found = (
            each.why
            for each in EQUIVALENTS
            if (each.ruleset, each.mutation) == (ruleset, self.mutation)
        )
        return next(found, "")

    @property
    def row(self) -> str:
        """The row that shows it: where it is, in which formula or value, what is changed."""
        change, document = self.mutation, document_of(self.name)
        span = change.start, change.start + len(change.before)
        at = document.at(change.pointer, span=span)
        whole = document.number_text(change.pointer).strip('"')
        cells = (
            f"{at.file}:{at.line}:{at.column}",
            f"`{whole}`",
            f"`{change.before}` → `{change.after}`",
        )
        return f"| {' | '.join(filter(None, (*cells, self.why_equivalent)))} |"

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


def drawn(names: Iterable[str], limit: int | None, seed: int) -> list[Mutant]:
    """Return the mutants of some rulesets in order: all of them, or so many drawn at random."""
    every = [Mutant(name, each) for name in names for each in mutations(original(name))]
    if limit is None or limit >= len(every):
        return every
    chosen = Random(seed).sample(range(len(every)), limit)  # noqa: S311 - nothing is kept secret
    return [every[index] for index in sorted(chosen)]


def rate(fates: Iterable[Fate]) -> Fraction:
    """Return the share of mutants that were killed, equivalent ones aside.

    >>> rate(["reading", "proofs", "examples", "survived", "equivalent"])
    Fraction(3, 4)
    """
    counts = Counter(fates)
    killed = sum(counts[each] for each in KILLERS)
    return Fraction(killed, (killed + counts["survived"]) or 1)


def report(tried: Sequence[Mutant], fates: Sequence[Fate]) -> Iterator[str]:
    """Yield the lines of the report: totals, survivors, equivalent mutants."""
    yield f"| ruleset | change | mutants | {' | '.join(FATES)} | killed |"
    yield f"|---|---|{'--:|' * (len(FATES) + 2)}"
    groups: dict[tuple[str, str], list[Fate]] = {}
    for mutant, fate in zip(tried, fates, strict=True):
        groups.setdefault((mutant.name, mutant.mutation.kind), []).append(fate)
    for key, own in [*groups.items(), (("all", ""), list(fates))]:
        counts = Counter(own)
        numbers = len(own), *(counts[each] for each in FATES)
        yield f"| {' | '.join(map(str, (*key, *numbers)))} | {rounded(rate(own) * 100, 1)} % |"
    for fate, heading in (("survived", "|"), ("equivalent", " why |")):
        rows = [each.row for each, own in zip(tried, fates, strict=True) if own == fate]
        yield f"\n{fate}: {len(rows)}"
        if rows:
            yield f"\n| place | in | change |{heading.removeprefix('|')}\n|---|---|---|"
            yield from rows


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the report; return 1 where fewer mutants are killed than should be."""
    parser = ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("rulesets", nargs="*", metavar="RULESET", default=list_rulesets())
    parser.add_argument("--limit", type=int, help="try so many, drawn at random")
    parser.add_argument("--seed", type=int, default=0, help="which ones are drawn")
    given = parser.parse_args(arguments)
    for name in given.rulesets:
        if not is_sound(original(name)):  # or each of its mutants would seem to be killed
            parser.error(f"{name} has findings, or properties not proved, as it is")
    started = perf_counter()
    tried = drawn(given.rulesets, given.limit, given.seed)
    with ProcessPoolExecutor(PROCESSES) as pool:
        fates = list(pool.map(Mutant.fate, tried, chunksize=8))
    sys.stdout.writelines(f"{line}\n" for line in report(tried, fates))
    sys.stdout.write(f"\n{len(tried)} mutants in {perf_counter() - started:.0f} s\n")
    return int(rate(fates) < AIM)


if __name__ == "__main__":
    sys.exit(main())
