"""What each keyword of JSON Schema says when a document breaks it, in our own codes and facts."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import reduce
from itertools import islice
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from indicator_engine.documents import Document, join
from indicator_engine.json_text.source import shown
from indicator_engine.schema import intended

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator, ValidationError

# Where a key belongs that stands where it does not; the schema forbids no other key by condition.
HOMES: Mapping[str, str] = {
    "choices": "choice-input",
    "tiers": "judged-input",
    "length": "numbers-input",
    "range": "numeric-input",
    "policies": "leaf",
    "combine": "group",
    "weights": "group",
    "adjustments": "group",
    "weight": "weighed-child",
    "share": "sharing-child",
    "grade": "root-adjustment",
    "grade_at_most": "root-adjustment",
    "tolerance": "equal-assertion",
    "remove": "extending-ruleset",
}
KINDS: Mapping[type, str] = {
    dict: "object",
    list: "array",
    str: "string",
    Fraction: "number",
    bool: "boolean",
    type(None): "null",
}
CONDITIONS = frozenset({"then", "else", "oneOf", "not"})  # keywords that look at other keys first
STANDING_ALONE = ("allOf", 0, "else")  # what the schema asks of a ruleset that extends none


@frozen(kw_only=True)
class Violation:
    """One rule of the format that a document breaks.

    Attributes:
        code: Its code in the catalogue.
        pointer: The value that breaks it.
        facts: What its sentence needs.
        key: The key of that value which is at fault, where it is a key and not the value.
        conditional: Whether the rule holds only because of the object's other keys.
        alone: Whether it holds only because the ruleset extends no other.
    """

    code: str
    pointer: str
    facts: Mapping[str, str] = field(factory=dict)
    key: str | None = None
    conditional: bool = False
    alone: bool = False


@frozen
class Breach:
    """An error of jsonschema, and what can be said of its place.

    Attributes:
        document: What was validated.
        error: What jsonschema found; its own text is never shown.
        validator: What found it.
    """

    document: Document
    error: "ValidationError"
    validator: "Draft202012Validator"

    @property
    def instance(self) -> Any:  # noqa: ANN401 - a JSON value of the kind that the keyword is about
        """The value that breaks the rule; for a rule about keys, the key."""
        return self.error.instance

    @property
    def rule(self) -> Any:  # noqa: ANN401 - what the schema says is of any kind
        """What the schema demands."""
        return self.error.validator_value

    @property
    def is_key(self) -> bool:
        """Whether it is a key that breaks the rule."""
        return "propertyNames" in self.error.absolute_schema_path

    @property
    def pointer(self) -> str:
        """The address of the value; for a rule about keys, of their object."""
        return reduce(join, self.error.absolute_path, "")

    @property
    def subject(self) -> str:
        """What the rule is about: ``weight``, ``anchors/0/1``, or the name of the document."""
        if self.is_key:
            return shown(self.instance)
        steps = list(self.error.absolute_path)
        last = max((i for i, step in enumerate(steps) if isinstance(step, str)), default=0)
        return shown("/".join(map(str, steps[last:]))) or self.document.name

    @property
    def owner(self) -> str:
        """The object that the rule is about: its id where it has one."""
        named = self.instance.get("id", self.instance.get("grade"))
        inside = self.error.absolute_path
        return shown(named) if isinstance(named, str) and inside else self.subject

    @property
    def value(self) -> str:
        """The value as messages show it."""
        if isinstance(self.instance, str):
            return shown(self.instance)
        return shown(self.document.number_text(self.pointer))

    def violation(self, code: str, /, *, key: str | None = None, **facts: str) -> Violation:
        """Return what to report: about the value, or about a key."""
        return Violation(
            code=code,
            pointer=self.pointer,
            facts=facts,
            key=self.instance if self.is_key else key,
            conditional=not CONDITIONS.isdisjoint(self.path),
            alone=self.is_alone,
        )

    @property
    def is_alone(self) -> bool:
        """Whether the rule is one of rulesets that extend no other."""
        return tuple(islice(self.error.absolute_schema_path, 3)) == STANDING_ALONE

    @property
    def path(self) -> tuple[str | int, ...]:
        """The steps to the rule in the schema; whether the ruleset extends another is none."""
        steps = tuple(self.error.absolute_schema_path)
        return steps[len(STANDING_ALONE) :] if self.is_alone else steps


def unknown_keys(breach: Breach) -> Iterator[Violation]:
    """Yield each key that the object may not have, with the nearest one that it lacks."""
    known = breach.error.schema["properties"]
    misplaced = forbidden_keys(breach)
    allowed = [key for key in known if key not in misplaced]
    lacking = [key for key in allowed if key not in breach.instance]
    for key in breach.instance:
        if key not in known:
            yield breach.violation(
                "unknown-key",
                key=key,
                name=shown(key),
                allowed=", ".join(allowed),
                suggestion=intended.key(key, lacking, breach.error.schema),
            )


def forbidden_keys(breach: Breach) -> set[str]:
    """Return the keys that the object may not have because of others that it has."""
    forbidden: set[str] = set()
    for rule in breach.error.schema.get("allOf", ()):
        applies = breach.validator.evolve(schema=rule["if"]).is_valid(breach.instance)
        consequence = rule.get("then" if applies else "else", {})
        properties = consequence.get("properties", {})
        forbidden.update(key for key, schema in properties.items() if schema is False)
    return forbidden


def missing_keys(breach: Breach) -> Iterator[Violation]:
    """Yield each key that the object must have."""
    for name in breach.rule:
        if name not in breach.instance:
            yield breach.violation("missing-key", owner=breach.owner, name=name)


def missing_partners(breach: Breach) -> Iterator[Violation]:
    """Yield each key that another key of the object needs beside it."""
    for key, partners in breach.rule.items():
        for name in partners:
            if key in breach.instance and name not in breach.instance:
                yield breach.violation("missing-key", owner=breach.owner, name=name)


def exclusive_keys(breach: Breach) -> Iterator[Violation]:
    """Yield that the object has none, or more than one, of the keys that exclude each other."""
    names = [choice["required"][0] for choice in breach.rule]
    if isinstance(breach.instance, dict) and breach.instance.keys().isdisjoint(names):
        yield breach.violation("missing-key-of", owner=breach.owner, names=", ".join(names))
    else:
        yield from _together(breach, names)


def keys_not_together(breach: Breach) -> Iterator[Violation]:
    """Yield that the object has two keys that exclude each other."""
    yield from _together(breach, breach.rule["required"])


def _together(breach: Breach, names: list[str]) -> Iterator[Violation]:
    """Yield that some of the names stand together, at the second of them.

    What is no object has no keys: that it should be one is said elsewhere.
    """
    if isinstance(breach.instance, dict):
        found = [name for name in breach.instance if name in names]
        facts = {"found": ", ".join(found), "names": ", ".join(names)}
        yield breach.violation("exclusive-keys", key=found[1], owner=breach.owner, **facts)


def key_not_here(breach: Breach) -> Iterator[Violation]:
    """Yield that a key stands in an object of another type than it belongs to."""
    *inside, name = breach.error.absolute_path
    yield Violation(
        code="key-not-here",
        pointer=reduce(join, inside, ""),
        facts={"name": str(name), "home_kind": HOMES[str(name)]},
        key=str(name),
        conditional=True,
        alone=breach.is_alone,
    )


def wrong_type(breach: Breach) -> Iterator[Violation]:
    """Yield which kind of value stands here, and which should."""
    yield breach.violation(
        "wrong-type",
        subject=breach.subject,
        found_kind=KINDS[type(breach.instance)],
        expected_kind=breach.error.schema.get("format", breach.rule),
    )


def not_one_of(breach: Breach) -> Iterator[Violation]:
    """Yield the values that are allowed, and the nearest to the one that stands here."""
    yield breach.violation(
        "not-one-of",
        subject=breach.subject,
        value=breach.value,
        allowed=", ".join(breach.rule),
        suggestion=intended.word(breach.value, breach.error.schema),
    )


def bad_pattern(breach: Breach) -> Iterator[Violation]:
    """Yield what a text should look like; where a number may stand, that one needs no quotes."""
    expected = breach.error.schema["format"]
    numeric = "number" in breach.error.schema["type"]
    if number := numeric and intended.number(breach.instance):
        yield breach.violation("number-in-quotes", value=breach.value, number=number)
        return
    suggestion = intended.text(breach.instance, expected)
    yield breach.violation(
        "bad-pattern", value=breach.value, expected_kind=expected, suggestion=suggestion
    )


def out_of_bounds(code: str, sign: str) -> "Translation":
    """Return the translation of a bound on numbers."""

    def translation(breach: Breach) -> Iterator[Violation]:
        bound = f"{sign} {breach.rule}"
        yield breach.violation(code, subject=breach.subject, value=breach.value, bound=bound)

    return translation


def of_wrong_size(code: str) -> "Translation":
    """Return the translation of a bound on the length of a text, list or object."""

    def translation(breach: Breach) -> Iterator[Violation]:
        size, limit = str(len(breach.instance)), str(breach.rule)
        yield breach.violation(code, subject=breach.subject, size=size, limit=limit)

    return translation


Translation = Callable[[Breach], Iterator[Violation]]

# By keyword; a key that the schema answers with a plain false counts as one.
TRANSLATIONS: Mapping[str, Translation] = {
    "additionalProperties": unknown_keys,
    "required": missing_keys,
    "dependentRequired": missing_partners,
    "oneOf": exclusive_keys,
    "not": keys_not_together,
    "false": key_not_here,
    "type": wrong_type,
    "enum": not_one_of,
    "pattern": bad_pattern,
    "minimum": out_of_bounds("too-small", "≥"),
    "exclusiveMinimum": out_of_bounds("too-small", ">"),
    "maximum": out_of_bounds("too-large", "≤"),
    "minLength": of_wrong_size("empty-text"),
    "maxLength": of_wrong_size("text-too-long"),
    "minItems": of_wrong_size("too-few"),
    "maxItems": of_wrong_size("too-many"),
    "minProperties": of_wrong_size("too-few"),
    "maxProperties": of_wrong_size("too-many"),
}
