"""The command: ``python -m benchmarks``."""

import argparse
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import machine, report
from benchmarks.results import Measurement, from_json, to_json
from benchmarks.works import WORKS
from benchmarks.works.plan import Plan

PAGE = Path(__file__).parents[1] / "docs" / "explanation" / "speed.md"


def main(arguments: list[str] | None = None) -> None:
    """Measure, print the tables and, if asked to, put them into the page."""
    options = _parser().parse_args(arguments)
    with TemporaryDirectory(prefix="benchmarks-", dir=options.folder) as folder:
        plan = Plan(rows=options.rows, rounds=options.rounds, folder=Path(folder))
        measurements = {name: measured(name, plan) for name in options.only}
    print(report.tables(measurements.values()))  # noqa: T201 - a program
    if options.write:
        publish(PAGE, measurements)


def measured(name: str, plan: Plan) -> Measurement:
    """Return a work as it was done now and here."""
    work = WORKS[name]
    return Measurement(
        work=name,
        title=work.title,
        baseline=work.baseline,
        compared=work.compared,
        machine=machine.described(),
        date=datetime.now(UTC).date().isoformat(),
        results=work.measure(plan),
    )


def publish(page: Path, measurements: Mapping[str, Measurement]) -> None:
    """Put the measurements into the JSON beside a page, and the tables of all of it into the page.

    Works that were not measured this time stay as they are, with their own date and machine.
    """
    store = page.with_suffix(".json")
    found = {**_stored(store), **measurements}
    ordered = [found[name] for name in WORKS if name in found]
    values = [to_json(measurement) for measurement in ordered]
    store.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    report.publish(page, report.tables(ordered))


def _stored(store: Path) -> Mapping[str, Measurement]:
    if not store.exists():
        return {}
    values = json.loads(store.read_text(encoding="utf-8"))
    return {value["work"]: from_json(value) for value in values}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    add = parser.add_argument
    add("--rows", type=int, default=1_000_000, help="units of a table (default: %(default)s)")
    add("--rounds", type=int, default=9, help="turns of each competitor (default: %(default)s)")
    add("--only", type=_works, default=list(WORKS), help=f"works, of {','.join(WORKS)}")
    add("--folder", type=Path, help="where to write the files (default: a temporary folder)")
    add("--write", action="store_true", help="put the results into docs/explanation/speed.md")
    return parser


def _works(text: str) -> list[str]:
    names = text.split(",")
    unknown = sorted(set(names) - set(WORKS))
    if unknown:
        raise argparse.ArgumentTypeError(f"unknown {unknown}, expected some of {list(WORKS)}")
    return names


if __name__ == "__main__":
    main()
