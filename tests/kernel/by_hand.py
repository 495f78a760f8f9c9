"""Tables as Arrow has them in memory, made by hand: as they should be, or as they should not."""

import ctypes
from collections.abc import Callable, Sequence
from ctypes import CFUNCTYPE, POINTER, Structure, addressof, c_char_p, c_int, c_int64, c_void_p
from struct import pack
from typing import Any, TypeAlias

from attrs import define, field, frozen

# Source: https://arrow.apache.org/docs/format/CDataInterface.html


class _Schema(Structure):
    pass


class _Array(Structure):
    pass


class _Stream(Structure):
    pass


_ReleaseSchema = CFUNCTYPE(None, POINTER(_Schema))
_ReleaseArray = CFUNCTYPE(None, POINTER(_Array))
_GetSchema = CFUNCTYPE(c_int, POINTER(_Stream), POINTER(_Schema))
_GetNext = CFUNCTYPE(c_int, POINTER(_Stream), POINTER(_Array))
_GetLastError = CFUNCTYPE(c_char_p, POINTER(_Stream))
_ReleaseStream = CFUNCTYPE(None, POINTER(_Stream))

_Schema._fields_ = [
    ("format", c_char_p),
    ("name", c_char_p),
    ("metadata", c_char_p),
    ("flags", c_int64),
    ("n_children", c_int64),
    ("children", POINTER(c_void_p)),
    ("dictionary", c_void_p),
    ("release", _ReleaseSchema),
    ("private_data", c_void_p),
]
_Array._fields_ = [
    ("length", c_int64),
    ("null_count", c_int64),
    ("offset", c_int64),
    ("n_buffers", c_int64),
    ("n_children", c_int64),
    ("buffers", POINTER(c_void_p)),
    ("children", POINTER(c_void_p)),
    ("dictionary", c_void_p),
    ("release", _ReleaseArray),
    ("private_data", c_void_p),
]
_Stream._fields_ = [
    ("get_schema", _GetSchema),
    ("get_next", _GetNext),
    ("get_last_error", _GetLastError),
    ("release", _ReleaseStream),
    ("private_data", c_void_p),
]
Struct: TypeAlias = Any  # of ctypes, or a pointer to one; their fields have no types
Fill: TypeAlias = Callable[[Any, Any], None]

_new_capsule = ctypes.pythonapi.PyCapsule_New
_new_capsule.restype = ctypes.py_object
_new_capsule.argtypes = [c_void_p, c_char_p, c_void_p]
_NAME = c_char_p(b"arrow_array_stream")


@frozen(kw_only=True)
class Array:
    """One column, or a table of some.

    Attributes:
        format: Its type, as Arrow's C data interface has it.
        length: How many rows it says that it has.
        buffers: What it points to; ``None`` for nothing.
        offset: How many rows come before its first.
        nulls: How many rows without a value it says that it has.
        children: The columns of a table.
        is_dictionary: Whether its numbers stand for the values of another column.
    """

    format: str
    length: int
    buffers: Sequence[bytes | None]
    offset: int = 0
    nulls: int = 0
    children: "tuple[Array, ...]" = ()
    is_dictionary: bool = False


def table_of(*columns: Array, length: int, buffers: Sequence[bytes | None] = (None,)) -> Array:
    """Return a table of columns."""
    return Array(format="+s", length=length, buffers=buffers, children=columns)


def view_of(length: int, text: bytes = b"", *, buffer: int = 0, offset: int = 0) -> bytes:
    """Return the view of a text: the text itself, or where it says that it lies."""
    return pack("<I12s", length, text) if text else pack("<I4xII", length, buffer, offset)


@define(eq=False)
class ByHand:
    """A stream of tables that can be read once.

    Attributes:
        schema: What it says its tables are like.
        tables: What it gives.
        ends_in_error: Whether an error comes after them.
        released: How often each of the tables, then the schema, has been given back.
    """

    schema: Array
    tables: Sequence[Array]
    ends_in_error: bool = False
    released: list[str] = field(factory=list, init=False)
    _kept: list[object] = field(factory=list, init=False)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return a capsule of it; what it points to lives as long as this object."""
        waiting = [*self.tables]

        def get_schema(_: object, to: Struct) -> int:
            self._describe(self.schema, to.contents)
            return 0

        def get_next(_: object, to: Struct) -> int:
            if waiting:
                self._lay_out(waiting.pop(0), to.contents)
                return 0
            ctypes.memset(addressof(to.contents), 0, ctypes.sizeof(_Array))
            return int(self.ends_in_error)

        stream = _Stream(
            _GetSchema(get_schema),
            _GetNext(get_next),
            _GetLastError(lambda _: None),
            _ReleaseStream(lambda _: None),
        )
        self._kept.append(stream)
        return _new_capsule(addressof(stream), _NAME, None)

    def _describe(self, array: Array, to: Struct) -> None:
        texts = [ctypes.create_string_buffer(each) for each in (array.format.encode(), b"")]
        to.format, to.name = self._pointers(texts)
        to.children = self._all(_Schema, array.children, self._describe)
        to.n_children = len(array.children)
        if array.is_dictionary:
            to.dictionary = self._all(_Schema, (array,), lambda *_: None)[0]
        to.release = self._release(_ReleaseSchema, "schema")

    def _lay_out(self, array: Array, to: Struct) -> None:
        to.length, to.null_count, to.offset = array.length, array.nulls, array.offset
        to.buffers = self._pointers(
            [None if each is None else ctypes.create_string_buffer(each) for each in array.buffers]
        )
        to.n_buffers = len(array.buffers)
        to.children = self._all(_Array, array.children, self._lay_out)
        to.n_children = len(array.children)
        to.release = self._release(_ReleaseArray, "table")

    def _all(self, kind: Struct, arrays: Sequence[Array], fill: Fill) -> Struct:
        """Return pointers to structures of one kind."""
        made = [kind() for _ in arrays]
        for array, each in zip(arrays, made, strict=True):
            fill(array, each)
        return self._pointers(made)

    def _pointers(self, held: Sequence[Struct | None]) -> Struct:
        pointers = (c_void_p * max(1, len(held)))()
        for number, each in enumerate(held):
            pointers[number] = None if each is None else addressof(each)
        self._kept += [held, pointers]
        return pointers

    def _release(self, kind: Struct, name: str) -> Struct:
        release = kind(lambda _: self.released.append(name))
        self._kept.append(release)
        return release
