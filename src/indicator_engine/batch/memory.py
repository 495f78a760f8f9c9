"""Where the compiled modules take their memory from, for what the query engine then owns."""

import polars as pl

ALLOCATOR: object = getattr(pl._plr, "_allocator", None)  # noqa: SLF001 - it is for plugins
"""What gives the query engine its memory, and takes it back: it keeps for a while what is freed."""
