"""The pages of the messages: every code with its sentences, why it matters, its cure."""

from collections.abc import Iterator, Mapping
from string import Formatter

from attrs import frozen

from docs.generate.markdown import fence, listed, page_of
from indicator_engine.messages import (
    CATALOGUE,
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
)
from indicator_engine.messages.explained import BAD, EXPLANATIONS, GOOD
from indicator_engine.messages.sentence import Sentence

SOURCE = "src/indicator_engine/messages"


@frozen
class Section:
    """Codes that are told on one page.

    Attributes:
        name: Of the page's file.
        title: Of the page, in English and Chinese.
        codes: What stands on it.
    """

    name: str
    title: str
    codes: Mapping[str, Sentence]


NAMED = (
    Section("documents", "Documents and their format 文件与格式", documents.SENTENCES),
    Section("formulas", "Formulas that cannot be read 公式读不通", language.READING),
    Section("names", "Names and kinds in formulas 公式中的名称与类型", language.NAMES),
    Section("computing", "Computations without a value 无法计算", language.COMPUTING),
    Section("rulesets", "The ruleset as a whole 规则集整体", loading.SENTENCES),
    Section(
        "bases", "Bases and what is changed in them 扩展", {**lineage.BASES, **lineage.CHANGES}
    ),
    Section("versions", "Versions of a ruleset 版本", lineage.VERSIONS),
    Section(
        "checks",
        "Checks of a ruleset 规则集校验",
        {**checks.RULESET, **checks.UNITS, **checks.NAMES},
    ),
    Section("proofs", "Proofs about a ruleset 规则集的证明", proofs.SENTENCES),
    Section("records", "Data of one unit 单位数据", {**records.RECORD, **records.VALUES}),
    Section("scores", "Scores that cannot be 得分有误", records.SCORES),
    Section("tables", "Tables and their columns 表格与列", {**tables.FILES, **tables.HEADER}),
    Section("cells", "Rows and cells of tables 表格的行与格", tables.CELLS),
    Section("forms", "Forms 填报表", {**forms.SENTENCES, **tables.FORMS}),
    Section("spark", "Tables of Spark 用 Spark 计分", spark.SENTENCES),
    Section("audit", "Findings of an audit 审核结果", audit.FINDINGS),
    Section("audit-remarks", "Remarks of an audit 审核提示", audit.REMARKS),
    Section("reports", "Reports that cannot be read 报告读不通", audit.READING),
    Section("imports", "Tables that cannot be imported 无法导入的指标表", importing.SENTENCES),
    Section("templates", "Word files to be filled in 待填写的 Word 模板", templates.SENTENCES),
    Section("warnings", "Warnings beside a score 随得分给出的警告", checks.RECORD),
)


def _sections() -> Iterator[Section]:
    """Yield the sections with all codes of the catalogue, and one more where some are left."""
    rest = dict(CATALOGUE)
    for section in NAMED:
        yield section
        for code in section.codes:
            rest.pop(code)
    if rest:
        yield Section("further", "Further messages 其他", rest)


SECTIONS = tuple(_sections())


def index() -> str:
    """Return the page that lists every code."""
    return page_of(
        SOURCE,
        "Messages 消息",
        "Every message is a code with facts; the sentence around the facts comes from one "
        "catalogue, in Chinese and in English.\n"
        "Codes are stable: programs may rely on them, and `check --format json` gives them.\n"
        "What stands in ‹angle brackets› is filled in.",
        "A message about a computation goes on with the indicator, its formula and what its names "
        "stood for; one about a misspelt name, with the nearest name there is.",
        "每条消息都有固定的代码；‹尖括号›中的内容按实际情况填入。",
        fence("{toctree}", ":hidden:", "", *(f"messages/{each.name}" for each in SECTIONS)),
        *(block for section in SECTIONS for block in _listed(section)),
    )


def _listed(section: Section) -> Iterator[str]:
    yield f"## {section.title}"
    yield listed(f"[`{code}`](messages/{section.name}.md#{code})" for code in section.codes)


def page(section: Section) -> str:
    """Return the page of a section."""
    codes = section.codes.items()
    return page_of(
        SOURCE,
        section.title,
        *(block for code, sentence in codes for block in _code(code, sentence)),
    )


def _code(code: str, sentence: Sentence) -> Iterator[str]:
    yield f"## `{code}`"
    yield fence("text", _template(sentence.zh), _template(sentence.en))
    if (told := EXPLANATIONS.get(code)) is not None:
        yield told.zh
        yield told.en
        yield f"{BAD.zh.rstrip('：')} {BAD.en}"
        yield fence("text", told.bad)
        yield f"{GOOD.zh.rstrip('：')} {GOOD.en}"
        yield fence("text", told.good)


def _template(sentence: str) -> str:
    """Return a sentence with its facts as placeholders, quoted as they will be."""
    shown = ""
    for literal, fact, _, conversion in Formatter().parse(sentence):
        quote = "'" if conversion == "r" else ""
        shown += literal + (f"{quote}‹{fact}›{quote}" if fact else "")
    return shown
