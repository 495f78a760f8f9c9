"""Rounds in which every competitor has its turn once, in another order each time."""

import random
from collections.abc import Callable, Mapping
from time import perf_counter

Timed = Callable[[], float]


def interleaved(tasks: Mapping[str, Timed], rounds: int) -> Mapping[str, list[float]]:
    """Return the seconds of each round of each task.

    What slows the machine for a while slows all of them alike, and none has always the same
    predecessor, whose caches and garbage it would inherit.
    """
    order = random.Random(rounds)  # noqa: S311 - the same orders in every run
    names, seconds = list(tasks), {name: list[float]() for name in tasks}
    for _ in range(rounds):
        order.shuffle(names)
        for name in names:
            seconds[name].append(tasks[name]())
    return seconds


def timed(run: Callable[[], object], *, warm: bool = False) -> Timed:
    """Return a task of the seconds that a call takes, its result dropped after the clock stops.

    Args:
        run: What is called.
        warm: Whether it is called once more before, so that the memory for a result is there: what
            the allocator has given back meanwhile, the system hands out again page by page.
    """

    def task() -> float:
        if warm:
            run()
        start = perf_counter()
        found = run()
        elapsed = perf_counter() - start
        del found
        return elapsed

    return task
