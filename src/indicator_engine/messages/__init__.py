"""The catalogue: every code the engine can report, with its sentence in Chinese and in English.

One file per floor of the house; a code stands in exactly one of them.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

from indicator_engine.messages import (
    audit,
    checks,
    documents,
    forms,
    importing,
    language,
    lineage,
    loading,
    proofs,
    records,
    spark,
    tables,
    templates,
    words,
)
from indicator_engine.messages.sentence import Sentence

Language = Literal["zh", "en"]

CATALOGUE: Mapping[str, Sentence] = {
    **documents.SENTENCES,
    **language.SENTENCES,
    **lineage.SENTENCES,
    **loading.SENTENCES,
    **checks.SENTENCES,
    **proofs.SENTENCES,
    **records.SENTENCES,
    **tables.SENTENCES,
    **forms.SENTENCES,
    **spark.SENTENCES,
    **audit.SENTENCES,
    **importing.SENTENCES,
    **templates.SENTENCES,
}

MOST_SHOWN = 200  # characters of one fact, so that no message outgrows 2,000


def sentence(code: str, facts: Mapping[str, str], language: Language = "en") -> str:
    """Return the sentence for a code, its facts filled in.

    Facts whose name ends in ``kind`` are words of the catalogue and are translated. Some facts
    add to the sentence: a ``title`` (in Chinese ``title_zh``) heads it, or the ``id`` where the
    title is empty; of a computation within a ruleset its ``id``, ``formula`` and ``values`` follow,
    as far as the sentence has not told them; a ``suggestion`` asks whether that was meant, and
    where one kind of value stands for another there may be advice.

    >>> sentence("unknown-name", {"name": "预算树", "suggestion": "预算数"})
    "unknown name '预算树'; did you mean '预算数'?"
    >>> sentence("unknown-name", {"name": "预算树", "suggestion": "预算数"}, "zh")
    '没有名为“预算树”的名称；是否想写“预算数”？'
    """
    shown = {name: _shown(name, fact, language) for name, fact in facts.items()}
    told = CATALOGUE[code].in_language(language)
    additions = (*_advice(code, facts, language), *_additions(facts, told, language))
    template = "".join((_heading(facts, language), told, *additions))
    return template.format_map(shown)


def _shown(name: str, fact: str, language: Language) -> str:
    """Return a fact as messages show it: translated, on one line, and not at length."""
    if name.endswith("kind"):
        fact = words.word(fact, language)
    text = fact if len(fact) <= MOST_SHOWN else fact[: MOST_SHOWN - 1] + "…"
    if text.isprintable():
        return text
    return "".join(" " if c.isspace() else c if c.isprintable() else "\ufffd" for c in text)


def _heading(facts: Mapping[str, str], language: Language) -> str:
    if "title" not in facts:
        return ""
    return (words.HEADING if facts["title"] else words.HEADING_ID).in_language(language)


def _advice(code: str, facts: Mapping[str, str], language: Language) -> Iterator[str]:
    """Yield how one kind of value is made of another, where there is a way."""
    kinds = (facts.get("found_kind", ""), facts.get("expected_kind", ""))
    if advice := words.ADVICE.get((code, *kinds)):
        yield advice.in_language(language)


def _additions(facts: Mapping[str, str], told: str, language: Language) -> Iterator[str]:
    """Yield what follows the sentence ``told``."""
    if "values" in facts and facts["id"]:
        for name, addition in words.CONTEXT.items():
            if facts[name] and f"{{{name}" not in told:
                yield addition.in_language(language)
    if facts.get("proposal"):
        yield words.PROPOSAL.in_language(language)
    if facts.get("suggestion"):
        yield words.DID_YOU_MEAN.in_language(language)
