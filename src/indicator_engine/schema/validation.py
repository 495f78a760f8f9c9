"""The check of a document against the shipped schema, and what of its result is worth saying."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from indicator_engine.documents import Document, Json, join
from indicator_engine.errors import Diagnostic
from indicator_engine.json_text.source import shown
from indicator_engine.limits import LIMITS
from indicator_engine.resources import schema_text
from indicator_engine.schema.keywords import TRANSLATIONS, Breach, Violation

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

FORMAT = "1"
FORMAT_OF = re.compile(r"(?:^|[/\\])ruleset-([^/\\]*)\.schema\.json$")
CHILD = re.compile(r"/children/[0-9]+$")


def violations(document: Document) -> tuple[Diagnostic, ...]:
    """Return everything in which a document differs from ruleset format 1, in its order.

    A misspelt key is reported as such, and what follows from it (the key it was meant to be is
    missing) is not. After so many findings as the limits allow, the search ends.
    """
    if unknown := _unknown_format(document.value):
        return (_located(document, unknown),)
    found = islice(_breaches(document), LIMITS.document_findings)
    diagnostics = [_located(document, each) for each in _causes(list(found))]
    return tuple(sorted(diagnostics, key=lambda each: each.at.order))


def _unknown_format(value: Json) -> Violation | None:
    """Return the finding for a ruleset of another format version; ``$schema`` says which."""
    named = value.get("$schema") if isinstance(value, dict) else None
    match = FORMAT_OF.search(named) if isinstance(named, str) else None
    if not match or match[1] == FORMAT:
        return None
    facts = {"format": shown(match[1]), "expected": FORMAT}
    return Violation(code="unknown-format", pointer="/$schema", facts=facts)


def _breaches(document: Document) -> Iterator[Violation]:
    """Yield every violation once, in no useful order."""
    seen = set()
    validator = _validator()
    for error in validator.iter_errors(document.value):
        for violation in TRANSLATIONS[error.validator](Breach(document, error, validator)):
            identity = (violation.code, violation.pointer, violation.key, *violation.facts.values())
            if identity not in seen:
                seen.add(identity)
                yield violation


@cache
def _validator() -> "Draft202012Validator":
    """Return the validator of the shipped schema. It fetches nothing, whatever it is given."""
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend
    from referencing import Registry

    checker = Draft202012Validator.TYPE_CHECKER.redefine_many(
        {
            "number": lambda _, value: isinstance(value, Fraction),
            "integer": lambda _, value: isinstance(value, Fraction) and value.denominator == 1,
        }
    )
    validator = extend(
        Draft202012Validator,
        {"pattern": _pattern, "properties": _properties},
        type_checker=checker,
    )
    return validator(json.loads(schema_text()), registry=Registry())


def _pattern(
    _: "Draft202012Validator", pattern: str, instance: Json, schema: Mapping[str, Any]
) -> "Iterator[ValidationError]":
    """Yield an error for a text that differs from a pattern, unless it is too long in any case.

    The whole text must match: Python, unlike an editor, lets ``$`` stand before a last line end.
    """
    from jsonschema import ValidationError

    if not isinstance(instance, str) or len(instance) > schema["maxLength"]:
        return
    if not re.fullmatch(pattern, instance):
        yield ValidationError("it differs from the pattern")


def _properties(
    validator: "Draft202012Validator", properties: Mapping[str, Any], instance: Json, _: object
) -> "Iterator[ValidationError]":
    """Yield the errors of an object's members; for one that may not be there, its key as well.

    That key is why this replaces the keyword of jsonschema, which does not tell it.
    """
    from jsonschema import ValidationError

    present = instance if isinstance(instance, dict) else {}
    for key in filter(present.__contains__, properties):
        if properties[key] is False:
            yield ValidationError("it may not be here", validator="false", path=[key])
        else:
            yield from validator.descend(present[key], properties[key], path=key, schema_path=key)


def _causes(found: list[Violation]) -> Iterable[Violation]:
    """Return the violations without those that a misspelt key explains.

    What a condition demands of an object, or of its children, is not known while one of the
    object's keys is misspelt; nor is what a ruleset has to have while that may be ``extends``.
    """
    meant: dict[str, set[str]] = {}
    for each in found:
        if each.code == "unknown-key" and (suggestion := each.facts["suggestion"]):
            meant.setdefault(each.pointer, set()).add(suggestion)
    for each in found:
        owners = {each.pointer, CHILD.sub("", each.pointer)}
        is_meant = each.code == "missing-key" and each.facts["name"] in meant.get(each.pointer, ())
        is_misled = each.conditional and not owners.isdisjoint(meant)
        is_misled |= each.alone and "extends" in meant.get("", ())
        if each.code == "unknown-key" or not (is_meant or is_misled):
            yield each


def _located(document: Document, violation: Violation) -> Diagnostic:
    """Return the violation as a diagnostic, at its key or its value."""
    if violation.key is None:
        at = document.at(violation.pointer)
    else:
        at = document.at(join(violation.pointer, violation.key), key=True)
    return Diagnostic(code=violation.code, at=at, facts=violation.facts)
