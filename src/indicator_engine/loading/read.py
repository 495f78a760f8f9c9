"""The reading itself: schema first, then parts, tree, names, order and kinds."""

from hashlib import sha256
from typing import Any

from attrs import evolve

from indicator_engine.documents import Document, write_json
from indicator_engine.errors import FormulaError, RulesetError
from indicator_engine.lineage import effective_of, resolved
from indicator_engine.loading import parts
from indicator_engine.loading.cohort import check_cohort, with_cohort
from indicator_engine.loading.expansion import check_expansion
from indicator_engine.loading.fields import Fields, Findings
from indicator_engine.loading.kinds import check_kinds
from indicator_engine.loading.names import check_names, check_references, order
from indicator_engine.loading.tree import TreeReader
from indicator_engine.messages import language
from indicator_engine.model import Effective, Ruleset
from indicator_engine.schema import violations


def read_ruleset(document: Document) -> Ruleset:
    """Return the ruleset that a document declares.

    A document that extends another is one that :func:`~indicator_engine.lineage.resolved` knows no
    file of: it can extend shipped rulesets.

    What is found here makes the document no ruleset at all: unknown keys, formulas that are not
    of the language, unknown names, circles, kinds that do not fit. Whether the weights add up and
    the bands meet is a matter of ``checks``.

    Raises:
        RulesetError: With every diagnostic, in the order of the document; a
            :class:`~indicator_engine.errors.FormulaError` where all are about formulas.
    """
    document = resolved(document)
    if found := violations(document):
        raise RulesetError(found)
    findings = Findings(document)
    ruleset = _parts(document, findings)
    _refuse(findings)
    assert ruleset is not None, "what is not read is a finding"
    check_names(ruleset, findings)
    check_references(ruleset, findings)
    check_cohort(ruleset, findings)
    _refuse(findings)
    ordered = order(ruleset, findings)
    _refuse(findings)
    check_expansion(ruleset, findings)
    _refuse(findings)
    check_kinds(ruleset, findings)
    _refuse(findings)
    return with_cohort(evolve(ruleset, order=ordered))


def _refuse(findings: Findings) -> None:
    """Raise what has been found, if anything."""
    if not findings.found:
        return
    ordered = sorted(findings.found, key=lambda each: each.at.order)
    formulas_only = all(each.code in language.SENTENCES for each in ordered)
    raise (FormulaError if formulas_only else RulesetError)(ordered)


def _parts(document: Document, findings: Findings) -> Ruleset | None:
    assert isinstance(document.value, dict), "the schema lets nothing else through"
    fields = Fields(document.value, "", findings)
    rounding = parts.rounding(fields.inside("rounding"))
    policies = parts.policies(fields.inside("policies"))
    tree = TreeReader(rounding, policies).read(fields.inside("indicators"))
    read: dict[str, Any] = {
        "inputs": {each.name: each for each in parts.inputs(fields)},
        "derived": {each.name: each for each in parts.derived(fields)},
        "functions": {each.name: each for each in parts.functions(fields)},
        "tables": {each.name: each for each in parts.tables_of(fields)},
        "grades": tuple(parts.grades(fields)),
        "assertions": tuple(parts.assertions(fields)),
        "examples": tuple(parts.examples(fields)),
    }
    effective = _effective(document, findings)
    if tree is None:
        return None
    return Ruleset(
        id=fields.get("id"),
        version=fields.get("version"),
        effective=effective,
        description=fields.text("description"),
        indicators=tree,
        rounding=rounding,
        policies=policies,
        digest=sha256(write_json(document.value, indent=None).encode()).hexdigest(),
        document=document,
        **read,
        **fields.described(),
    )


def _effective(document: Document, findings: Findings) -> Effective | None:
    """Return when the ruleset applies; ``None`` where it does not say so, or is wrong."""
    try:
        return effective_of(document)
    except RulesetError as error:
        findings.found.extend(error.diagnostics)
        return None
