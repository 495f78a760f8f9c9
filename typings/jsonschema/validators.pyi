from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, TypeChecker, ValidationError

def extend(
    validator: type[Draft202012Validator],
    validators: Mapping[
        str, Callable[[Draft202012Validator, Any, Any, Any], Iterator[ValidationError]]
    ],
    type_checker: TypeChecker,
) -> type[Draft202012Validator]: ...
