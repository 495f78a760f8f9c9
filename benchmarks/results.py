"""What is measured: of each work, how long each competitor took, and what it got wrong."""

from collections.abc import Iterable
from statistics import median
from typing import Any, Literal

from attrs import asdict, field, frozen


def _floats(numbers: Iterable[float]) -> tuple[float, ...]:
    return tuple(numbers)


@frozen(kw_only=True)
class Result:
    """What one competitor did.

    Attributes:
        id: The competitor.
        title: Its name in the tables.
        rows: How many units it scored in a round.
        seconds: How long each round took; empty where it was left out.
        wrong_scores: Of the scores it gave, how many differ from the exact ones.
        wrong_grades: The same of the grades.
        peak: The most memory its process held, in bytes.
        note: What a reader has to know, or why it was left out.
    """

    id: str
    title: str
    rows: int = 0
    seconds: tuple[float, ...] = field(default=(), converter=_floats)
    wrong_scores: int | None = None
    wrong_grades: int | None = None
    peak: int | None = None
    note: str = ""

    @property
    def median(self) -> float:
        """Seconds of the middle round."""
        return median(self.seconds)

    @property
    def per_unit(self) -> float:
        """Seconds of the middle round for each unit."""
        return self.median / self.rows


@frozen(kw_only=True)
class Measurement:
    """A work, as all competitors did it in one run.

    Attributes:
        work: Its id.
        title: Its name above the table.
        baseline: The competitor that the others are compared with.
        compared: What of the two is divided: how fast they are, or how long they take.
        machine: Where it ran, with which versions.
        date: When, as ``2026-11-23``.
        results: One for each competitor, as they are listed.
    """

    work: str
    title: str
    baseline: str
    compared: Literal["speed", "time"]
    machine: str
    date: str
    results: tuple[Result, ...]

    @property
    def base(self) -> Result | None:
        """What the baseline did; ``None`` where it was left out."""
        found = (each for each in self.results if each.id == self.baseline and each.seconds)
        return next(found, None)

    @property
    def comparison(self) -> str:
        """What a ratio is, in words."""
        titles = {each.id: each.title for each in self.results}
        return f"the {self.compared} over that of {titles[self.baseline]}"

    def ratio(self, result: Result) -> float | None:
        """Return how a competitor compares with the baseline; ``None`` where one was left out."""
        if self.base is None or not result.seconds:
            return None
        slower = result.per_unit / self.base.per_unit
        return slower if self.compared == "time" else 1 / slower


def to_json(measurement: Measurement) -> dict[str, Any]:
    """Return a measurement as JSON values."""
    return asdict(measurement)


def from_json(value: dict[str, Any]) -> Measurement:
    """Return the measurement that `to_json` has written."""
    results = tuple(Result(**result) for result in value["results"])
    return Measurement(**{**value, "results": results})
