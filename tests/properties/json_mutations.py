"""Single changes of a JSON text: a key dropped, doubled, renamed, a value of another kind."""

import json
import random
from collections.abc import Callable, Iterator, Mapping, MutableSequence
from typing import Any

Json = Any
Site = tuple[MutableSequence[Any], int]

OTHERS = (
    "null", "true", "false", "0", "-1", "1.5", "1e400", "1e-400", "NaN", "-Infinity", '""', '"abc"',
    '"90%"', '"\\ud800"', '"().__class__"', '"[0, 1]"', '"(inf, 0)"', "[]", "{}", "[1]", "[[]]",
    '{"zh": "文"}', '{"tier": "好", "rate": 1}', '{"pending": ""}', "123456789012345678901234567890",
)  # fmt: skip
KEYS = ("", "x", "weight", "formula", "children", "范围", "id", "inputs", "value", "a b", "𝟘", "if")
NUMBERS = ("0", "-{0}", "{0}1", "0.{0}", "{0}e5", "{0}e-30", "1{0}%", "+{0}", "0{0}", "{0}.")


class Raw(str):
    """A scalar as JSON writes it."""

    __slots__ = ()


class Members(list[Any]):
    """The members of an object, as lists of key and value, so that a key can stand twice."""


def loosely_read(text: str) -> Json:
    """Return a JSON text with its objects as members and its scalars as they are written."""
    value = json.loads(
        text,
        object_pairs_hook=lambda pairs: Members(map(list, pairs)),
        parse_int=Raw,
        parse_float=Raw,
    )
    return _raw(value)


def _raw(value: Json) -> Json:
    if isinstance(value, Members):
        return Members([key, _raw(member)] for key, member in value)
    if isinstance(value, list):
        return [_raw(each) for each in value]
    return value if isinstance(value, Raw) else Raw(json.dumps(value, ensure_ascii=False))


def written(value: Json) -> str:
    """Return the text of what was read loosely."""
    if isinstance(value, Members):
        members = (f"{json.dumps(key, ensure_ascii=False)}: {written(each)}" for key, each in value)
        return "{" + ",\n".join(members) + "}"
    if isinstance(value, list):
        return "[" + ",\n".join(map(written, value)) + "]"
    return str(value)


def sites(value: Json) -> Iterator[Site]:
    """Yield every place that holds a value: a list or a member, and the position in it."""
    if isinstance(value, Members):
        for index, member in enumerate(value):
            yield value, index
            yield from sites(member[1])
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield value, index
            yield from sites(each)


def dropped(site: Site, _: random.Random) -> None:
    del site[0][site[1]]


def doubled(site: Site, chance: random.Random) -> None:
    holder, index = site
    holder.insert(chance.randrange(len(holder) + 1), holder[index])


def renamed(site: Site, chance: random.Random) -> None:
    holder, index = site
    if isinstance(holder, Members):
        key = holder[index][0]
        holder[index] = [chance.choice((*KEYS, key + "x", key[:-1], key.upper())), holder[index][1]]


def of_another_kind(site: Site, chance: random.Random) -> None:
    _put(site, Raw(chance.choice(OTHERS)))


def misspelt(site: Site, chance: random.Random) -> None:
    """Change a scalar: a number by its digits, a text by one character."""
    value = _held(site)
    if not isinstance(value, Raw):
        return
    if not value.startswith('"'):
        _put(site, Raw(chance.choice(NUMBERS).format(value)))
        return
    at = chance.randrange(1, len(value))
    put = chance.choice(("", "0", "9", "-", "(", ")", "*", "%", "'", "x", "项", " ", "，", "\\\\"))
    _put(site, Raw(value[:at] + put + value[at + (put != " ") :]))


def swapped(site: Site, chance: random.Random) -> None:
    """Put one scalar in the place of another of the same list or object."""
    holder, index = site
    other = chance.randrange(len(holder))
    if isinstance(holder, Members):
        _put(site, holder[other][1])
    else:
        holder[index] = holder[other]


def _held(site: Site) -> Json:
    holder, index = site
    return holder[index][1] if isinstance(holder, Members) else holder[index]


def _put(site: Site, value: Json) -> None:
    holder, index = site
    holder[index] = [holder[index][0], value] if isinstance(holder, Members) else value


MUTATIONS: Mapping[str, Callable[[Site, random.Random], None]] = {
    "dropped": dropped,
    "doubled": doubled,
    "renamed": renamed,
    "of another kind": of_another_kind,
    "misspelt": misspelt,
    "swapped": swapped,
}


def mutated(text: str, chance: random.Random) -> str:
    """Return a JSON text with one thing in it changed."""
    value = loosely_read(text)
    site = chance.choice(list(sites(value)))
    MUTATIONS[chance.choice(sorted(MUTATIONS))](site, chance)
    return written(value)
