"""The assertion that a ruleset obeys the laws, on records that Hypothesis draws.

Hypothesis is imported only then: who only wants the names of the laws can do without.
"""

from collections.abc import Callable, Collection

from indicator_engine.documents import write_json
from indicator_engine.messages import Language
from indicator_engine.messages import laws as say
from indicator_engine.model import Ruleset
from indicator_engine.testing.laws import LAWS, Breach, Record, Trial

EXAMPLES = 50  # records drawn, to try all laws on each


class LawBroken(AssertionError):  # noqa: N818 - named as its news reads
    """A record that breaks a law.

    Attributes:
        ruleset: Id of the ruleset.
        law: Name of the law.
        record: The record.
        breach: What breaks it.
    """

    def __init__(self, ruleset: str, law: str, record: Record, breach: Breach) -> None:
        super().__init__(ruleset, law, record, breach)
        self.ruleset, self.law, self.record, self.breach = ruleset, law, record, breach

    def render(self, language: Language = "en") -> str:
        """Return ruleset, law and breach, with the record as JSON."""
        return say.BROKEN.in_language(language).format(
            ruleset=self.ruleset,
            law=self.law,
            says=say.LAWS[self.law].in_language(language),
            how=self.breach.message(language),
            record=write_json(self.record),
        )

    def __str__(self) -> str:
        """Return :meth:`render` in English, whatever the locale."""
        return self.render()


def assert_laws(
    ruleset: Ruleset, *, laws: Collection[str] = LAWS.keys(), max_examples: int = EXAMPLES
) -> None:
    """Assert that a ruleset obeys the laws, on records that Hypothesis draws.

    Records that the ruleset refuses obey all laws but the one on refusals.

    Args:
        ruleset: The ruleset.
        laws: Names of the laws; all by default.
        max_examples: How many records are drawn.

    Raises:
        LawBroken: Where a record breaks a law, with the simplest such record that was found.

    >>> from indicator_engine import load_ruleset
    >>> assert_laws(load_ruleset("beijing-department-2022"), max_examples=2)
    """

    def obeys(trial: Trial) -> None:
        for name in laws:
            assert_law(name, trial)

    _for_each_trial(ruleset, obeys, max_examples)


def assert_law(name: str, trial: Trial) -> None:
    """Assert that one record breaks no law of the name.

    Raises:
        LawBroken: Where it does.
    """
    for breach in LAWS[name](trial):
        raise LawBroken(trial.ruleset.id, name, trial.record, breach)


def trials(ruleset: Ruleset, *, max_examples: int = EXAMPLES) -> tuple[Trial, ...]:
    """Return a ruleset with each of some records that Hypothesis draws."""
    drawn: list[Trial] = []
    _for_each_trial(ruleset, drawn.append, max_examples)
    return tuple(drawn)


def _for_each_trial(ruleset: Ruleset, try_out: Callable[[Trial], None], max_examples: int) -> None:
    from hypothesis import HealthCheck, given, settings

    from indicator_engine.testing.records import records_for

    # A busy machine is no breach. A database would mix up the records of all laws and rulesets:
    # to Hypothesis they are those of this one function.
    @settings(
        max_examples=max_examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    @given(record=records_for(ruleset))
    def on_each(record: Record) -> None:
        try_out(Trial(ruleset, record))

    on_each()
