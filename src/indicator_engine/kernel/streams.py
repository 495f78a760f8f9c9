"""Tables in memory that come from the compiled modules and go to them."""

from typing import Protocol

from attrs import frozen


class Stream(Protocol):
    """A table with Arrow's PyCapsule interface."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return a capsule of Arrow's C stream interface."""


@frozen
class Written:
    """A table that has been computed; it can be read once.

    Attributes:
        stream: A capsule of Arrow's C stream interface.
    """

    stream: object

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return the capsule."""
        return self.stream
