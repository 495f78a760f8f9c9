"""Measure what docs/explanation/measurements.md tells: ``python -m docs.measure``.

What is told is processor time, the least of some rounds: what the machine does besides is no
matter. On a machine that is idle a program takes as long on the clock.
"""

# ruff: noqa: INP001 - docs/ is a folder of pages, no package

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from time import process_time

from indicator_engine import check, load_ruleset, parse_ruleset, render, score
from indicator_engine.resources import ruleset_text

ROUNDS = 21
PROGRAM = str(Path(sys.executable).parent / "indicator-engine")
RULESET, EXAMPLE = "beijing-project-2020", "ccpit-2022"

PROGRAMS: Mapping[str, list[str]] = {
    "`python -c pass`": [sys.executable, "-c", "pass"],
    "`indicator-engine --help`": [PROGRAM, "--help"],
    "`indicator-engine list`": [PROGRAM, "list"],
    f"`indicator-engine score {RULESET} --example {EXAMPLE}`": [
        *(PROGRAM, "score", RULESET, "--example", EXAMPLE),
    ],
}


def calls() -> Mapping[str, Callable[[], object]]:
    """Return what is timed inside one process, by what it does."""
    text, ruleset = ruleset_text(RULESET), load_ruleset(RULESET)
    example = ruleset.example(EXAMPLE)
    assert example is not None, "it is shipped"
    evaluation = score(ruleset, example.inputs)
    inputs, nodes = len(ruleset.inputs), len(ruleset.nodes)
    return {
        f"`parse_ruleset` of {len(text.encode()):,} bytes": lambda: parse_ruleset(text),
        f"`score` of {inputs} inputs, {nodes} nodes": lambda: score(ruleset, example.inputs),
        "`render` as JSON": lambda: render(evaluation, "json"),
        "`check`, with every proof and example": lambda: check(ruleset),
    }


def least(work: Callable[[], object], clock: Callable[[], float]) -> float:
    """Return the fewest milliseconds that a clock counts for one call."""
    work()  # the first call imports, and fills caches
    return min(_timed(work, clock) for _ in range(ROUNDS)) * 1_000


def _timed(work: Callable[[], object], clock: Callable[[], float]) -> float:
    start = clock()
    work()
    return clock() - start


def _of_programs() -> float:
    import resource  # Windows has none; nothing but this clock needs it

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print a table of every measurement."""
    found = {name: least(_runner(words), _of_programs) for name, words in PROGRAMS.items()}
    found |= {name: least(work, process_time) for name, work in calls().items()}
    print("| what | milliseconds |", "|:---|---:|", sep="\n")  # noqa: T201 - a program
    for name, time in found.items():
        print(f"| {name} | {time:.1f} |")  # noqa: T201 - a program


def _runner(words: list[str]) -> Callable[[], object]:
    return lambda: subprocess.run(words, check=True, capture_output=True)  # noqa: S603 - our own


if __name__ == "__main__":
    main()
