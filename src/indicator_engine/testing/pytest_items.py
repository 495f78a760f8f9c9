"""What pytest runs of a ruleset: schema, checks, proofs, examples, laws, one item each."""

import os
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from indicator_engine.checks import STATIC, static_errors
from indicator_engine.checks.examples import example_comes_out
from indicator_engine.checks.proofs import Proof, due, findings, prove
from indicator_engine.errors import Diagnostic, IndicatorEngineError, Location, RulesetError
from indicator_engine.lineage import findings_beside, read_file, resolved
from indicator_engine.loading import read_ruleset
from indicator_engine.messages import Language
from indicator_engine.messages import laws as say
from indicator_engine.messages.locales import language_of_locale
from indicator_engine.model import Ruleset
from indicator_engine.testing.assertions import LawBroken, assert_law, assert_laws, trials
from indicator_engine.testing.laws import LAWS, Trial

Run = Callable[[], Iterable[Diagnostic]]


@frozen
class RulesetTest:
    """One test of a ruleset.

    Attributes:
        name: What its id ends in.
        run: Gives its findings; those of severity ``error`` fail it.
        line: Where in the file it stands, from 1.
        skipped: Why it cannot run; ``""`` where it can.
    """

    name: str
    run: Run
    line: int = 1
    skipped: str = ""


class RulesetFile(pytest.File):
    """A ruleset. What cannot be read has one test, what is unsound two: all others need more."""

    def collect(self) -> Iterator["RulesetItem"]:
        """Yield its items."""
        for test in tests_of(self.path):
            item = RulesetItem.from_parent(self, name=test.name, test=test)
            if test.skipped:
                item.add_marker(pytest.mark.skip(reason=test.skipped))
            yield item


class RulesetItem(pytest.Item):
    """One test, run and shown by pytest."""

    def __init__(self, *, test: RulesetTest, **settings: Any) -> None:  # noqa: ANN401 - of pytest
        super().__init__(**settings)
        self.test = test

    def runtest(self) -> None:
        """Run the test.

        Raises:
            RulesetError: Where there are findings of severity ``error``; the others are shown in
                a section of the report.
        """
        found = tuple(self.test.run())
        if told := [each.render(_language()) for each in found if each.severity != "error"]:
            self.add_report_section("call", "findings", "\n".join(told))
        if errors := [each for each in found if each.severity == "error"]:
            raise RulesetError(errors)

    def repr_failure(
        self,
        excinfo: pytest.ExceptionInfo[BaseException],
        style: Any = None,  # noqa: ANN401 - of pytest
    ) -> Any:  # noqa: ANN401 - of pytest
        """Return what the author can use: the finding and its place, not where Python was."""
        if isinstance(excinfo.value, IndicatorEngineError | LawBroken):
            return excinfo.value.render(_language())
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the test stands, and what heads its failure."""
        return self.path, self.test.line - 1, f"{self.path.name}: {self.name}"


def tests_of(path: Path) -> Iterator[RulesetTest]:
    """Yield the tests of a file."""
    try:
        ruleset = _read(path)
    except RulesetError as error:
        yield RulesetTest("schema", partial(_given, error.diagnostics))
        return
    yield RulesetTest("schema", partial(_given, ()))
    yield RulesetTest("checks", partial(_checked, ruleset))
    if not static_errors(ruleset):
        yield from _Sound(ruleset).tests()


def _read(path: Path) -> Ruleset:
    """Return the ruleset of a file, which messages name from the working directory if it lies below.

    Raises:
        RulesetError: Where it cannot be read, or is none.
    """
    here = Path.cwd()
    name = str(path.relative_to(here) if path.is_relative_to(here) else path)
    try:
        document = resolved(read_file(path, name), path=path)
    except OSError as error:
        facts = {"why": error.strerror or type(error).__name__}
        found = Diagnostic(code="file-unreadable", at=Location(file=name), facts=facts)
        raise RulesetError([found]) from None
    if found_beside := findings_beside(path, name):
        raise RulesetError(found_beside)
    return read_ruleset(document)


def _given(found: Iterable[Diagnostic]) -> Iterable[Diagnostic]:
    return found


def _checked(ruleset: Ruleset) -> Iterator[Diagnostic]:
    for check in STATIC:
        yield from check(ruleset)


@frozen(slots=False)
class _Sound:
    """A ruleset that can be proved and scored."""

    ruleset: Ruleset

    def tests(self) -> Iterator[RulesetTest]:
        """Yield a test for each property, example and law."""
        for each in dict.fromkeys(obligation.property for obligation in due(self.ruleset)):
            yield RulesetTest(f"proofs[{each}]", partial(self.unproved, each))
        for example in self.ruleset.examples:
            name = " ".join(example.id.split())  # what pytest prints and is asked for is one line
            run = partial(example_comes_out, self.ruleset, example)
            line = self.ruleset.at(example.pointer).line
            yield RulesetTest(f"example[{name}]", run, line or 1)
        needed = "" if find_spec("hypothesis") else say.HYPOTHESIS_NEEDED.in_language(_language())
        for law in LAWS:
            yield RulesetTest(f"law[{law}]", partial(self.breaches, law), skipped=needed)

    @cached_property
    def proofs(self) -> tuple[Proof, ...]:
        """Return the verdict on every property that is due; the first test that asks takes longest."""
        return prove(self.ruleset)

    def unproved(self, kind: str) -> Iterator[Diagnostic]:
        """Return the findings about one kind of property."""
        return findings(self.ruleset, [each for each in self.proofs if each.property == kind])

    @cached_property
    def trials(self) -> tuple[Trial, ...]:
        """Return the records that all laws are tried on; the first test that asks scores them."""
        return trials(self.ruleset)

    def breaches(self, law: str) -> Iterable[Diagnostic]:
        """Return nothing, once a law has held.

        Raises:
            LawBroken: Where it does not, with the simplest record found.
        """
        for trial in self.trials:
            try:
                assert_law(law, trial)
            except LawBroken:
                assert_laws(self.ruleset, laws=[law])
                raise
        return ()


def _language() -> Language:
    return language_of_locale(os.environ)
