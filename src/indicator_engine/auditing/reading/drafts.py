"""A node while its table is being read."""

from attrs import field, mutable


@mutable
class Draft:
    """A node while its table is being read.

    Attributes:
        name: What it is called.
        at: Where its name stands.
        column: The column of its name.
        row: The first row of its values.
        rows: The fields of the node that were read so far.
        children: The drafts below.
    """

    name: str
    at: str
    column: int = -1
    row: int | None = None
    rows: dict[str, object] = field(factory=dict)
    children: list["Draft"] = field(factory=list)
