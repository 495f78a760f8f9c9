"""``check``: everything that verifies a ruleset; no data needed."""

from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from indicator_engine.cli.command import BAD_NEWS, FINE, NOTHING_DONE, Answer, Command, Unusable
from indicator_engine.cli.parser import Parser
from indicator_engine.cli.sizes import sizes
from indicator_engine.cli.sources import (
    STDIN,
    load_ruleset,
    open_ruleset,
    refuse_stdin_twice,
)
from indicator_engine.messages import Language, words
from indicator_engine.messages import commands as say

if TYPE_CHECKING:
    from fractions import Fraction

    from indicator_engine.checks.proofs import Proof
    from indicator_engine.documents import Document
    from indicator_engine.errors import Diagnostic

EFFORT = 500  # that of the prover, known without importing it

NO_DOCUMENT = frozenset({"file-unreadable", "ruleset-unknown"})  # there was nothing to check


class _Checked(NamedTuple):
    """What was found about one ruleset.

    Attributes:
        findings: Everything that is wrong or doubtful.
        proofs: The verdict on every property that is due.
        document: Its text; ``None`` where that is no JSON.
    """

    findings: "tuple[Diagnostic, ...]"
    proofs: "tuple[Proof, ...]" = ()
    document: "Document | None" = None

    @property
    def is_unreadable(self) -> bool:
        """Tell whether there was no text to check."""
        return any(found.code in NO_DOCUMENT for found in self.findings)


def _declare(parser: Parser) -> None:
    text = parser.say(say.RULESET)
    parser.arguments.add_argument("rulesets", metavar="RULESET", nargs="*", help=text)
    parser.add_format(list(FORMATS))
    parser.add_day()
    parser.options.add_argument("--strict", action="store_true", help=parser.say(say.STRICT))
    parser.options.add_argument(
        "--effort",
        metavar="N",
        type=_effort,
        default=EFFORT,
        help=parser.say(say.EFFORT, default=str(EFFORT)),
    )
    parser.options.add_argument(
        "--coverage",
        metavar="PERCENT",
        nargs="?",
        type=_percent,
        const=0,
        help=parser.say(say.COVERAGE),
    )
    parser.options.add_argument("--suggest", action="store_true", help=parser.say(say.SUGGEST))
    parser.options.add_argument("--explain", metavar="CODE", help=parser.say(say.EXPLAIN))


def _run(arguments: Namespace, language: Language) -> Answer:
    if arguments.explain is not None:
        return _explained(arguments.explain, language)
    if not arguments.rulesets:
        raise Unusable(say.NO_RULESET)
    refuse_stdin_twice(arguments.rulesets)
    if arguments.suggest or arguments.coverage is not None:
        from indicator_engine.cli.coverage import covered, suggested

        rulesets = [load_ruleset(given, arguments.on) for given in arguments.rulesets]
        if arguments.suggest:
            return suggested(rulesets, arguments.effort)
        return covered(rulesets, arguments.coverage, language)
    everything = [_checked(given, arguments) for given in arguments.rulesets]
    readable = [each for each in everything if not each.is_unreadable]
    unreadable = [each for each in everything if each.is_unreadable]
    return Answer(
        content=FORMATS[arguments.format](readable, language),
        is_document=arguments.format == "json",
        messages=tuple(_lines(each, language) for each in unreadable),
        status=NOTHING_DONE if unreadable else _status(readable, strict=arguments.strict),
    )


def _explained(code: str, language: Language) -> Answer:
    from indicator_engine.language.names import nearest
    from indicator_engine.messages.explained import EXPLANATIONS, explain

    if code not in EXPLANATIONS:
        near = nearest(code, EXPLANATIONS)
        hint = words.DID_YOU_MEAN.in_language(language).format(suggestion=near) if near else ""
        raise Unusable(say.NO_CODE, code=code, hint=hint)
    return Answer(content=explain(code, language))


def _checked(given: str, arguments: Namespace) -> _Checked:
    from indicator_engine.checks import verify_document
    from indicator_engine.errors import RulesetError
    from indicator_engine.lineage import findings_beside

    beside = () if given == STDIN else findings_beside(Path(given), given)
    try:
        document = open_ruleset(given, arguments.on)
    except RulesetError as error:
        told = error.diagnostics
        return _Checked(findings=(*told, *(each for each in beside if each not in told)))
    known = verify_document(document, effort=arguments.effort)
    findings = (*known.findings, *beside)
    return _Checked(findings=findings, proofs=known.proofs, document=document)


def _status(everything: Sequence[_Checked], *, strict: bool) -> int:
    bad = {"error", "warning"} if strict else {"error"}
    severities = {found.severity for each in everything for found in each.findings}
    return BAD_NEWS if bad & severities else FINE


def _text(everything: Sequence[_Checked], language: Language) -> str:
    return "\n".join(_lines(each, language) for each in everything)


def _lines(checked: _Checked, language: Language) -> str:
    from indicator_engine.errors import RulesetError

    lines = [RulesetError(checked.findings).render(language)] if checked.findings else []
    if checked.document is not None and not checked.findings:
        facts = sizes(checked.document.value)
        lines.append(say.SOUND.in_language(language).format(name=checked.document.name, **facts))
    if checked.proofs:
        counts = Counter(proof.result for proof in checked.proofs)
        facts = {result: str(counts[result]) for result in ("proved", "refuted", "open")}
        lines.append(say.PROOFS.in_language(language).format(**facts))
    return "\n".join(lines)


def _json(everything: Sequence[_Checked], language: Language) -> str:
    from indicator_engine.documents import write_json
    from indicator_engine.report.findings import as_object

    findings = [as_object(found, language) for each in everything for found in each.findings]
    proofs = [_proof(proof) for each in everything for proof in each.proofs]
    return write_json({"findings": findings, "proofs": proofs})


def _proof(proof: "Proof") -> "dict[str, Any]":
    """Return a proof as JSON has it: the stable keys, and where its subject stands."""
    return {
        "ruleset": proof.ruleset,
        "indicator": proof.indicator,
        "subject": proof.subject,
        "property": proof.property,
        "result": proof.result,
        "witness": proof.witness,
        "contrast": proof.contrast,
        "why": proof.why,
        "file": proof.at.file,
        "pointer": proof.at.pointer,
        "line": proof.at.line,
        "column": proof.at.column,
    }


def _percent(text: str) -> "Fraction":
    """Return the share that an argument names in percent: ``90`` or ``90%``."""
    from fractions import Fraction

    share = Fraction(text.removesuffix("%")) / 100
    if not 0 <= share <= 1:
        raise ValueError(text)
    return share


def _effort(text: str) -> int:
    """Return the number of evaluations that an argument names."""
    effort = int(text)
    if effort < 1:
        raise ValueError(text)
    return effort


def _github(everything: Sequence[_Checked], language: Language) -> str:
    from indicator_engine.report.findings import as_annotation

    findings = [found for each in everything for found in each.findings]
    return "\n".join(as_annotation(found, language) for found in findings)


FORMATS: Mapping[str, Callable[[Sequence[_Checked], Language], str]] = {
    "text": _text,
    "json": _json,
    "github": _github,
}

CHECK = Command(name="check", declare=_declare, run=_run)
