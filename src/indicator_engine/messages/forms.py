"""Sentences about forms: their headings, what their cells take, and why one cannot be read."""

from collections.abc import Mapping

from indicator_engine.messages.sentence import Sentence

# Sheets and their headings. A form is known by its headings, in either language.
SHEET_OF_INPUTS = Sentence(zh="填报", en="Form")
SHEET_OF_INDICATORS = Sentence(zh="指标说明", en="Indicators")
SHEET_OF_TABLE = Sentence(zh="数据", en="Data")
UNIT_COLUMN = Sentence(zh="单位", en="unit")  # as tables call it
NUMBER = Sentence(zh="序号", en="No.")
TITLE = Sentence(zh="填报项", en="Item")
ID = Sentence(zh="编号", en="Id")
UNIT = Sentence(zh="计量单位", en="Unit")
VALUE = Sentence(zh="填报值", en="Value")
RANGE = Sentence(zh="取值范围", en="Range")
HELP = Sentence(zh="填报说明", en="Help")
REASON = Sentence(zh="不适用或待评的原因", en="Why not applicable or pending")
INDICATOR = Sentence(zh="指标", en="Indicator")
WEIGHT = Sentence(zh="分值", en="Points")
MARK = Sentence(zh="整项标记", en="Mark")
MARK_REASON = Sentence(zh="标记原因", en="Why marked")
NOTE = Sentence(zh="偏差原因、扣分原因", en="Remarks on deviations and lost points")
UNIT_NAME = Sentence(zh="单位名称", en="Name of the unit")
UNIT_ID = Sentence(zh="单位编号", en="Id of the unit")

HEAD = Sentence(zh="{title}：填报表", en="{title}: form")
HEAD_OF_INDICATORS = Sentence(zh="{title}：指标说明", en="{title}: remarks on indicators")
HOW_TO = Sentence(
    zh="只填黄色格。没有数据的留空；不适用的填“不适用”，尚未评定的填“待评”，并写明原因。",
    en="Fill in the yellow cells only. Leave empty what is not known; write “not applicable” or "
    "“pending” where that is so, and why.",
)
HOW_TO_INDICATORS = Sentence(
    zh="整个指标不适用、待评或缺失的，在“整项标记”中选择，其下级一并按此处理；其余只在需要说明时填写。",
    en="Mark an indicator that as a whole is not applicable, pending or missing; those below it "
    "go with it. Fill in the rest only where there is something to say.",
)
FOOT = Sentence(zh="第 &P 页，共 &N 页", en="Page &P of &N")
ORIGIN = Sentence(
    zh="规则集 {ruleset} {version}，摘要 {digest}",
    en="Ruleset {ruleset} {version}, digest {digest}",
)

# What cells take, in words.
LISTED = Sentence(zh="、", en=", ")
ANY_NUMBER = Sentence(zh="任意数", en="any number")
WHOLE = Sentence(zh="整数", en="a whole number")
WHOLE_WITHIN = Sentence(zh="整数，{range}", en="a whole number, {range}")
DATE = Sentence(zh="日期，如 2022-06-10", en="a date such as 2022-06-10")
TEXT = Sentence(zh="文字", en="text")
ONE_OF = Sentence(zh="选择：{choices}", en="one of {choices}")
TIER = Sentence(zh="{tier} {range}", en="{tier} {range}")
TIERS = Sentence(zh="；", en="; ")
EACH = Sentence(zh="每个数：{range}；个数：{count}", en="each: {range}; how many: {count}")
AT_LEAST = Sentence(zh="不小于 {low}", en="at least {low}")
MORE_THAN = Sentence(zh="大于 {low}", en="more than {low}")
AT_MOST = Sentence(zh="不大于 {high}", en="at most {high}")
LESS_THAN = Sentence(zh="小于 {high}", en="less than {high}")
FROM_TO = Sentence(zh="{low}～{high}", en="{low} to {high}")
NOT_LOW = Sentence(zh="{low}～{high}（不含 {low}）", en="{low} to {high}, without {low}")
NOT_HIGH = Sentence(zh="{low}～{high}（不含 {high}）", en="{low} to {high}, without {high}")
NEITHER = Sentence(zh="{low}～{high}（不含两端）", en="{low} to {high}, without either")
ONLY = Sentence(zh="只能是 {low}", en="{low} only")
DEFAULT = Sentence(zh="留空时按 {default} 计", en="{default} where it is left empty")
SOURCE = Sentence(zh="依据：{source}", en="Source: {source}")
EMPTY_LIST = Sentence(zh="空列表", en="empty list")
ALSO_EMPTY = Sentence(
    zh="一个数也没有时，在第一格填“空列表”", en="where there is none at all, write “empty list”"
)
ALSO_JOINED = Sentence(
    zh="格子不够时，在第一格填全部的数，以分号隔开：90;91;92",
    en="where there are more, write all of them in the first cell: 90;91;92",
)
REFUSED_TITLE = Sentence(zh="填报值不在范围内", en="This value is not in range")
REFUSED = Sentence(
    zh="应为{range}；也可填“不适用”或“待评”，或留空。",
    en="Expected {range}; or “not applicable”, “pending”, or nothing.",
)

# The words of marks and truths as forms write them; tables and forms read those of both languages.
MARKS: Mapping[str, Sentence] = {
    "not_applicable": Sentence(zh="不适用", en="not applicable"),
    "pending": Sentence(zh="待评", en="pending"),
}
MISSING = Sentence(zh="缺失", en="missing")
TRUTHS: Mapping[bool, Sentence] = {
    True: Sentence(zh="是", en="TRUE"),
    False: Sentence(zh="否", en="FALSE"),
}

# Of the schema of the data.
DATA_OF = Sentence(zh="{title}：一个单位的数据", en="{title}: the data of one unit")
OF_THE_UNIT = Sentence(zh="被评价的单位", en="The unit that is evaluated")
OF_THE_NOTES = Sentence(
    zh="按指标填写的偏差原因、扣分原因", en="Remarks by indicator, such as why points were lost"
)
OF_THE_COHORT = Sentence(zh="一同评价的其他单位", en="The others it is scored among")
OF_A_MARK = Sentence(zh="没有值的原因", en="Why there is no value")
OF_A_WHOLE_INDICATOR = Sentence(
    zh="整个指标不适用、待评或缺失",
    en="The indicator as a whole is not applicable, pending or missing",
)

SENTENCES: Mapping[str, Sentence] = {
    "form-not-recognised": Sentence(
        zh="不是填报表：没有表头同时含“编号”和“填报值”的工作表；可用 indicator-engine form 生成",
        en=(
            "this is no form, expected a sheet with the headings 'Id' and 'Value'; "
            "indicator-engine form writes one"
        ),
    ),
    "form-cell-unexpected": Sentence(
        zh="此格不属于任何填报项，现有 {value}；请清空，或移到该项的格内",
        en="this cell belongs to no item and holds {value}, expected nothing; empty or move it",
    ),
    "form-item-twice": Sentence(
        zh="“{name}”在表中出现两次，另一处在 {cell}；请只留一行",
        en="{name!r} stands in the form twice, expected it once; the other one is in {cell}",
    ),
    "form-reason-alone": Sentence(
        zh="“{name}”写了原因，却没有填“不适用”或“待评”；其他说明请写在指标的偏差原因、扣分原因中",
        en=(
            "{name!r} has a reason without a mark, expected 'not applicable' or 'pending' beside "
            "it; other remarks belong to its indicator"
        ),
    ),
    "form-rows-lacking": Sentence(
        zh="表中没有以下填报项的行，按缺失处理：{names}",
        en="the form has no rows for these inputs, expected one for each; missing: {names}",
    ),
    "form-sheet-lacking": Sentence(
        zh="没有表头同时含“编号”和“整项标记”的工作表，未读取指标的标记和说明",
        en=(
            "the form has no sheet with the headings 'Id' and 'Mark', expected one; marks of whole "
            "indicators and remarks are not read"
        ),
    ),
    "form-of-another-version": Sentence(
        zh="此表按规则集 {form} 生成，现用的是 {ruleset}；请核对填报项是否有变",
        en="this form was written for ruleset {form}, expected {ruleset}; see whether items differ",
    ),
    "form-cannot-hold": Sentence(
        zh="“{name}”的值 {value} 写进表格后读不回原样",
        en="{name!r} is {value}, expected what a cell can hold and give back unchanged",
    ),
    "form-without-cohort": Sentence(
        zh="示例中一同评价的其他单位没有写入：填报表只含一个单位",
        en="the others of the example are left out, expected one unit: a form holds no more",
    ),
}
