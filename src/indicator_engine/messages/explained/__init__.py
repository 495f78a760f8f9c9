"""Why every code matters, with an example and its cure; for ``check --explain`` and the docs."""

from collections.abc import Mapping
from textwrap import indent

from indicator_engine.messages import Language
from indicator_engine.messages.explained import (
    audit,
    checks,
    computing,
    forms,
    formulas,
    importing,
    json_text,
    keys,
    lineage,
    proofs,
    records,
    rulesets,
    spark,
    tables,
    templates,
)
from indicator_engine.messages.explained.explanation import Explanation
from indicator_engine.messages.sentence import Sentence

EXPLANATIONS: Mapping[str, Explanation] = {
    **json_text.EXPLANATIONS,
    **keys.EXPLANATIONS,
    **formulas.READING,
    **formulas.NAMES,
    **computing.EXPLANATIONS,
    **rulesets.EXPLANATIONS,
    **lineage.EXPLANATIONS,
    **checks.EXPLANATIONS,
    **proofs.EXPLANATIONS,
    **records.EXPLANATIONS,
    **tables.EXPLANATIONS,
    **forms.EXPLANATIONS,
    **spark.EXPLANATIONS,
    **audit.EXPLANATIONS,
    **importing.EXPLANATIONS,
    **templates.EXPLANATIONS,
}

BAD = Sentence(zh="错误的写法：", en="Wrong:")
GOOD = Sentence(zh="正确的写法：", en="Right:")


def explain(code: str, language: Language = "en") -> str:
    """Return why a code matters, with an example of it and its cure.

    Raises:
        KeyError: Where the catalogue has no such code.

    >>> print(explain("json-comma"))
    json-comma
    Entries are separated by commas and nothing else.
    <BLANKLINE>
    Wrong:
        {"weight": 20; "id": "A"}
    <BLANKLINE>
    Right:
        {"weight": 20, "id": "A"}
    """
    found = EXPLANATIONS[code]
    examples = ((BAD, found.bad), (GOOD, found.good))
    shown = (
        f"{heading.in_language(language)}\n{indent(text, '    ')}" for heading, text in examples
    )
    why = found.zh if language == "zh" else found.en
    return "\n\n".join((f"{code}\n{why}", *shown))
