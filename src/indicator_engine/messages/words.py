"""The words that sentences of the catalogue are put together from."""

from collections.abc import Mapping
from typing import Literal

from indicator_engine.messages import audit, proofs
from indicator_engine.messages.sentence import Sentence

DID_YOU_MEAN = Sentence(zh="；是否想写“{suggestion}”？", en="; did you mean {suggestion!r}?")

PROPOSAL = Sentence(
    zh="；若数据总满足 {proposal}，可把它声明为 severity 为 error 的断言，即可证明",
    en="; where {proposal} always holds, an assertion of severity 'error' says so and proves it",
)

# What a message about a computation adds: where it stands, its formula, what the names stood for.
CONTEXT: Mapping[str, Sentence] = {
    "id": Sentence(zh="；位于“{id}”", en="; in {id!r}"),
    "formula": Sentence(zh="；公式：{formula}", en="; formula: {formula}"),
    "values": Sentence(zh="；其中 {values}", en="; with {values}"),
}

# What a message advises, by its code, what it found and what was expected.
ADVICE: Mapping[tuple[str, str, str], Sentence] = {
    ("kind-mismatch", "text", "number"): Sentence(
        zh="；选项可用对应表（cases）换成数，也可用 == 比较",
        en="; a table of cases makes a number of a choice, and == compares it",
    ),
    ("kind-mismatch", "truth", "number"): Sentence(
        zh="；条件应写成“甲 if 条件 else 乙”，如 weight if 达标 else 0",
        en="; write 'a if condition else b'",
    ),
    ("kind-mismatch", "list", "number"): Sentence(
        zh="；数列可用 sum、mean 等算成一个数", en="; sum, mean and others make one of a list"
    ),
    ("kind-mismatch", "date", "number"): Sentence(
        zh="；两个日期相差的天数写 days(甲, 乙)", en="; days(a, b) is the time between two dates"
    ),
    ("kind-mismatch", "number", "truth"): Sentence(
        zh="；条件是比较，如 执行率 >= 90%", en="; a condition compares, as in rate >= 90%"
    ),
}

# What a message about an assertion begins with.
HEADING = Sentence(zh="{title_zh}：", en="{title}: ")
HEADING_ID = Sentence(zh="{id}：", en="{id}: ")

EXTENDED_BY = Sentence(zh="（由 {file} 扩展）", en=" (extended by {file})")

AND_MORE = Sentence(zh="……另有 {count} 条", en="… and {count} more")

SEVERITIES: Mapping[str, Sentence] = {
    "error": Sentence(zh="错误", en="error"),
    "warning": Sentence(zh="警告", en="warning"),
    "info": Sentence(zh="提示", en="info"),
}

KINDS: Mapping[str, Sentence] = {
    "object": Sentence(zh="对象 {{…}}", en="an object {{…}}"),
    "array": Sentence(zh="列表 […]", en="a list […]"),
    "string": Sentence(zh="文本", en="text"),
    "number": Sentence(zh="数", en="a number"),
    "integer": Sentence(zh="整数", en="a whole number"),
    "percent": Sentence(zh='百分数，如 "95%" 或 0.95', en='a percentage such as "95%" or 0.95'),
    "boolean": Sentence(
        zh=" true（是）或 false（否）", en="true or false"
    ),  # a space before letters
    "null": Sentence(zh="空值 null", en="null"),
    "truth": Sentence(zh="条件（是/否）", en="a condition (true or false)"),
    "date": Sentence(zh="日期", en="a date"),
    "text": Sentence(zh="文本", en="text"),
    "choice": Sentence(zh="选项", en="a choice"),
    "list": Sentence(zh="数列", en="a list of numbers"),
    "input": Sentence(zh="输入项", en="input"),
    "derived": Sentence(zh="派生值", en="derived value"),
    "indicator": Sentence(zh="指标", en="indicator"),
    "function": Sentence(zh="函数", en="function"),
    "table": Sentence(zh="表", en="table"),
    "language-function": Sentence(zh="语言自带函数", en="function of the language"),
    "not_applicable": Sentence(zh="不适用", en="not applicable"),
    "missing": Sentence(zh="缺失", en="missing"),
    "pending": Sentence(zh="待评", en="pending"),
    "judged": Sentence(
        zh='分档评定值（{{"tier": …, "rate": …}}）', en='a judgement ({{"tier": …, "rate": …}})'
    ),
    "localized-text": Sentence(
        zh='文本，或 {{"zh": …, "en": …}}', en='text, or {{"zh": …, "en": …}}'
    ),
    "formula": Sentence(zh="公式（文本）或一个数", en="a formula (text) or a number"),
    "percentage": Sentence(
        zh='数，或 "90%" 这样的百分数', en='a number, or a percentage such as "90%"'
    ),
    "interval": Sentence(
        zh='区间，如 "[0, 100]"、"(0, inf)"、"[80%, 100%)"，用半角符号',
        en='an interval such as "[0, 100]", "(0, inf)" or "[80%, 100%)"',
    ),
    "slug": Sentence(
        zh="由英文字母、数字、点、下划线、连字符组成的标识，以字母或数字开头（中文写入 title）",
        en=(
            "an id of ASCII letters, digits, dots, underscores and hyphens, a letter or digit first "
            "(what it cannot hold goes into 'title')"
        ),
    ),
    "version": Sentence(
        zh='三个数的版本，如 "1.0.0"', en='a version of three numbers such as "1.0.0"'
    ),
    "name": Sentence(
        zh="由汉字、字母、数字、下划线组成的名称，不以数字开头",
        en="a name of letters, digits and underscores, no digit first",
    ),
    "written-date": Sentence(zh='日期，如 "2022-06-10"', en='a date such as "2022-06-10"'),
    "scalar": Sentence(zh="单个值", en="a single value"),
    "choice-input": Sentence(zh="choice 类型的输入项", en="an input of type choice"),
    "judged-input": Sentence(zh="judged 类型的输入项", en="an input of type judged"),
    "numbers-input": Sentence(zh="numbers 类型的输入项", en="an input of type numbers"),
    "numeric-input": Sentence(
        zh="number、integer、percent、numbers 类型的输入项",
        en="an input of type number, integer, percent or numbers",
    ),
    "leaf": Sentence(zh="没有下级的指标", en="an indicator without children"),
    "group": Sentence(zh="有下级的指标", en="an indicator with children"),
    "weighed-child": Sentence(
        zh="上级没有 combine 的指标", en='an indicator whose parent has no "combine"'
    ),
    "sharing-child": Sentence(
        zh='上级的 combine 是 "mean" 或 "geomean" 的指标',
        en='an indicator whose parent combines by "mean" or "geomean"',
    ),
    "root-adjustment": Sentence(zh="根指标的调整", en="an adjustment of the root"),
    "equal-assertion": Sentence(zh="写有 equal 的核对", en='an assertion with "equal"'),
    "extending-ruleset": Sentence(zh="写有 extends 的规则集", en="a ruleset that extends another"),
    "changes": Sentence(
        zh='对所扩展的规则集中指标的改动列表 [{{"id": …}}]',
        en='a list of changes to indicators of the base, [{{"id": …}}]',
    ),
    "parameter": Sentence(zh="参数", en="parameter"),
    "record-key": Sentence(zh="unit、inputs、notes 或 cohort", en="unit, inputs, notes or cohort"),
    "other-record-key": Sentence(zh="unit、inputs 或 notes", en="unit, inputs or notes"),
    "unit-key": Sentence(zh="id 或 name", en="id or name"),
    "unique-id": Sentence(zh="不重复的标识", en="an id that no other has"),
    "result-status": Sentence(
        zh="scored、missing、not_applicable 或 pending",
        en="scored, missing, not_applicable or pending",
    ),
    "indicator-id": Sentence(zh="指标的标识", en="the id of an indicator"),
    "input-or-indicator": Sentence(zh="规则集的输入项或指标", en="an input or an indicator"),
    "band": Sentence(zh="分档表的一档", en="band"),
    "case": Sentence(zh="选项表的一行", en="case"),
    "tier": Sentence(zh="档次", en="tier"),
    "branch": Sentence(zh="条件分支", en="branch"),
    "grade": Sentence(zh="等级", en="grade"),
    "policy": Sentence(zh="空值处理", en="policy"),
    "adjustment": Sentence(zh="调整", en="adjustment"),
}

# What Python's parser reads and formulas do not allow, by the name of its syntax node. The scanner
# lets through no character that others need.
CONSTRUCTS: Mapping[str, Sentence] = {
    "Await": Sentence(zh="await", en="await"),
    "Call": Sentence(zh="对名称以外的值的调用", en="a call of anything but a name"),
    "FloorDiv": Sentence(
        zh="“//”（整除；可用 floor(a / b)）", en="'//' (write floor(a / b) instead)"
    ),
    "GeneratorExp": Sentence(zh="for 循环", en="a loop"),
    "In": Sentence(zh="in", en="in"),
    "Is": Sentence(zh="is（应写 ==）", en="is (write == instead)"),
    "IsNot": Sentence(zh="is not（应写 !=）", en="is not (write != instead)"),
    "LShift": Sentence(zh="“<<”", en="'<<'"),
    "NotIn": Sentence(zh="not in", en="not in"),
    "RShift": Sentence(zh="“>>”", en="'>>'"),
    "Starred": Sentence(zh="带“*”的参数", en="an argument with '*'"),
    "Tuple": Sentence(zh="用逗号连起来的几个值", en="a row of values with commas between"),
    "Yield": Sentence(zh="yield", en="yield"),
    "YieldFrom": Sentence(zh="yield from", en="yield from"),
    "False": Sentence(zh="False（可用 1 < 0）", en="False (write 1 < 0 instead)"),
    "None": Sentence(zh="None（没有值用 given(x) 判断）", en="None (ask given(x) instead)"),
    "True": Sentence(zh="True（可用 0 < 1）", en="True (write 0 < 1 instead)"),
    "keyword": Sentence(zh="带名称或“**”的参数", en="an argument with a name or '**'"),
}


def word(key: str, language: Literal["zh", "en"]) -> str:
    """Return a word of the catalogue, or the text itself where it is none."""
    tables = (KINDS, CONSTRUCTS, proofs.WORDS, audit.WORDS)
    entry = next((table[key] for table in tables if key in table), None)
    return entry.in_language(language).format() if entry else key
