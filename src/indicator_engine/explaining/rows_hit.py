"""Which row of a table an argument hit, and which tier a judgement: ranges as the author wrote them."""

import json
from fractions import Fraction
from itertools import pairwise

from indicator_engine.documents import join
from indicator_engine.explaining.quantities import cut
from indicator_engine.language.protocol import Value
from indicator_engine.language.ranges import Range
from indicator_engine.messages import Language
from indicator_engine.messages import explaining as say
from indicator_engine.model import Input, Ruleset, Table


def row_hit(ruleset: Ruleset, table: Table, x: Value, shown: str, language: Language) -> str:
    """Return which row of a table was hit; ``""`` where there was no argument.

    Args:
        ruleset: The ruleset the table is of.
        table: The table.
        x: Its argument.
        shown: The argument in print.
        language: Of the sentence.
    """
    if isinstance(x, str):
        return say.CASE.in_language(language).format(x=shown)
    if not isinstance(x, Fraction):
        return ""
    return _band(ruleset, table, x, shown, language) or _line(table, x, shown, language)


def tier_hit(ruleset: Ruleset, declared: Input, rate: Value, language: Language) -> str:
    """Return the tiers that allow a judged rate; ``""`` for what is no judgement."""
    if declared.type != "judged" or not isinstance(rate, Fraction):
        return ""
    tiers = [
        say.TIER_RANGE.in_language(language).format(
            tier=name, range=_written(ruleset, join(f"{declared.pointer}/tiers", name), bounds)
        )
        for name, bounds in declared.tiers.items()
        if rate in bounds
    ]
    return say.TIER.in_language(language).format(tiers=" / ".join(tiers))


def _band(ruleset: Ruleset, table: Table, x: Fraction, shown: str, language: Language) -> str:
    for band in table.bands:
        if x in band.range:
            title = band.title.of(language)
            sentence = (say.BAND_TITLED if title else say.BAND).in_language(language)
            written = _written(ruleset, f"{band.pointer}/range", band.range)
            x_shown = f"{cut(x * 100)}%" if "%" in written else shown
            return sentence.format(x=x_shown, range=written, title=title)
    return ""


def _line(table: Table, x: Fraction, shown: str, language: Language) -> str:
    for (x1, y1), (x2, y2) in pairwise(table.anchors):
        if x1 <= x <= x2:
            ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2}
            facts = {name: cut(value) for name, value in ends.items()}
            return say.ON_LINE.in_language(language).format(x=shown, **facts)
    return ""


def _written(ruleset: Ruleset, pointer: str, bounds: Range) -> str:
    """Return a range as its author wrote it, where the ruleset's text has it."""
    try:
        written = ruleset.document.number_text(pointer) if ruleset.document else ""
    except KeyError:
        written = ""
    return json.loads(written) if written.startswith('"') else str(bounds)
