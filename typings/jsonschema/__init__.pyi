# The members of jsonschema that schema.py and the tests use; the package has no types of its own.

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from referencing import Registry

class TypeChecker:
    def redefine_many(
        self, definitions: Mapping[str, Callable[[TypeChecker, Any], bool]]
    ) -> TypeChecker: ...

class FormatChecker: ...

class ValidationError(Exception):
    message: str
    validator: str
    validator_value: Any
    instance: Any
    schema: Any
    absolute_path: Sequence[str | int]
    absolute_schema_path: Sequence[str | int]
    def __init__(
        self, message: str, *, validator: str = ..., path: Iterable[str | int] = ...
    ) -> None: ...

class Draft202012Validator:
    TYPE_CHECKER: ClassVar[TypeChecker]
    def __init__(
        self, schema: Any, *, registry: Registry[Any] = ..., format_checker: FormatChecker = ...
    ) -> None: ...
    @classmethod
    def check_schema(cls, schema: Any) -> None: ...
    def descend(
        self, instance: Any, schema: Any, path: str | int, schema_path: str | int
    ) -> Iterator[ValidationError]: ...
    def evolve(self, *, schema: Any) -> Draft202012Validator: ...
    def is_valid(self, instance: Any) -> bool: ...
    def iter_errors(self, instance: Any) -> Iterator[ValidationError]: ...
