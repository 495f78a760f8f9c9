"""What an audit finds."""

from collections.abc import Mapping
from fractions import Fraction

from attrs import field, frozen

from indicator_engine import messages
from indicator_engine.errors import Severity
from indicator_engine.messages import Language


@frozen(kw_only=True)
class Finding:
    """One thing that a report prints and that cannot be, or that a reader should know.

    Attributes:
        code: Stable and documented, such as ``sum``.
        severity: ``error`` where it cannot be right; else it is only worth knowing.
        indicator: Name of the indicator, or of the quantity.
        published: What the report prints.
        expected: What it should print.
        at: Where: ``sheet!cell``, the id of the node, or a JSON Pointer.
        facts: What its sentence needs besides.
        key: The node it is about; ``""`` where it is about none.
        correct: The number expected, for the checks that follow.
    """

    code: str
    severity: Severity = "error"
    indicator: str
    published: str
    expected: str
    at: str
    facts: Mapping[str, str] = field(factory=dict)
    key: str = field(default="", repr=False)
    correct: Fraction | None = field(default=None, repr=False)

    def why(self, language: Language = "en") -> str:
        """Return the reason as a sentence."""
        facts = {
            "indicator": self.indicator,
            "published": self.published,
            "expected": self.expected,
            **self.facts,
        }
        return messages.sentence(self.code, facts, language)


@frozen(kw_only=True)
class NotCheckable:
    """A printed score that nothing in the report can confirm or refute.

    Attributes:
        indicator: Its name.
        at: Where it stands.
        code: Why, as a code of the catalogue.
        facts: What the sentence needs besides.
    """

    indicator: str
    at: str
    code: str
    facts: Mapping[str, str] = field(factory=dict)

    def why(self, language: Language = "en") -> str:
        """Return the reason as a sentence."""
        return messages.sentence(self.code, {"indicator": self.indicator, **self.facts}, language)


@frozen(kw_only=True)
class Audit:
    """The result of an audit.

    Attributes:
        report: The report as the user named it.
        ruleset: Id of the ruleset; ``None`` where the generic rule was applied.
        findings: Everything found, in the order of the report.
        checked: How many printed numbers were compared with something.
        not_checkable: What could not be.
    """

    report: str
    ruleset: str | None
    findings: tuple[Finding, ...]
    checked: int
    not_checkable: tuple[NotCheckable, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the findings that cannot be right."""
        return tuple(each for each in self.findings if each.severity == "error")
