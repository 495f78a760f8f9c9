"""Words and sentences of the reports; no part of the catalogue, for none of them is a finding."""

from collections.abc import Mapping

from indicator_engine.messages.sentence import Sentence

# Headings of the score table, as the published ones print them.
INDICATOR = Sentence(zh="指标", en="Indicator")
WEIGHT = Sentence(zh="分值", en="Points")
SCORE = Sentence(zh="得分", en="Score")
RATE = Sentence(zh="得分率", en="Rate")
ID = Sentence(zh="编号", en="Id")
TAGS = Sentence(zh="标签", en="Tags")
REMARK = Sentence(zh="说明", en="Remark")
LEVEL = Sentence(zh="{numeral}级指标", en="Level {number}")  # a column for each level of the tree
REASON = Sentence(
    zh="扣分原因", en="Reasons"
)  # the remarks of the record, then those of the engine

# Lines below the indicators, and below a group whose points were rescaled or adjusted.
SUM = Sentence(zh="合计", en="Sum")
SUBTOTAL = Sentence(zh="小计", en="Subtotal")  # of a group that is not the root
RESCALED = Sentence(zh="折算", en="Rescaled")
TOTAL = Sentence(zh="总分", en="Total")
ADJUSTMENT = Sentence(zh="调整：{title}", en="Adjustment: {title}")
APPLIED = Sentence(zh="{before} → {after}", en="{before} → {after}")
GRADED = Sentence(zh="等级定为{grade}", en="the grade is {grade}")
GRADED_AT_MOST = Sentence(zh="等级最高为{grade}", en="the grade is {grade} at best")
NOT_APPLIED = Sentence(zh="不触发", en="does not apply")
UNDECIDED = Sentence(zh="是否触发待定", en="undecided")

# What became of an indicator without a value, by its policy; ``refuse`` never gets here.
TREATMENTS: Mapping[str, Sentence] = {
    "open": Sentence(zh="得分待定", en="score open"),
    "zero": Sentence(zh="按零分计", en="scored as zero"),
    "full": Sentence(zh="按满分计", en="scored as full marks"),
    "leave_out": Sentence(zh="不计入", en="left out"),
}
WITH_REASON = Sentence(zh="{status}（{reason}）", en="{status} ({reason})")
REMARKS = Sentence(zh="；", en="; ")
LISTED = Sentence(zh="、", en=", ")

RANGE = Sentence(zh="{low} – {high}", en="{low} – {high}")
OPEN = Sentence(zh="待定", en="open")
OR = Sentence(zh=" 或 ", en=" or ")
TOTAL_LINE = Sentence(zh="总分 {total} / {max}", en="Total {total} / {max}")
GRADE_LINE = Sentence(zh="等级 {grade}", en="Grade {grade}")
COVERAGE = Sentence(
    zh="已评价 {assessed} / {possible} 分（{share}）",
    en="{assessed} of {possible} points were assessed ({share})",
)
ROUNDED = Sentence(
    zh="先汇总、后取位：印出的各项得分相加，与合计可能相差末位",
    en="Rounded after adding up: printed scores may differ from their sum in the last place",
)

UNIT = Sentence(zh="单位：{unit}", en="Unit: {unit}")
NAME_AND_ID = Sentence(zh="{name}（{id}）", en="{name} ({id})")
PROVENANCE = Sentence(
    zh="规则集 {ruleset} {version}，摘要 {digest}，indicator-engine {engine}",
    en="Ruleset {ruleset} {version}, digest {digest}, indicator-engine {engine}",
)

NOTES = Sentence(zh="备注", en="Notes")
DERIVED = Sentence(zh="派生值", en="Derived values")
WARNINGS = Sentence(zh="警告和提示", en="Warnings")
UNCHECKED = Sentence(zh="未核对（缺少数据）", en="Not checked (values are missing)")
LABELLED = Sentence(zh="{label}：{text}", en="{label}: {text}")
WARNING = Sentence(zh="{level} [{id}] {message}", en="{level} [{id}] {message}")

# Sections, captions and sentences of reports that are documents.
CONCLUSION = Sentence(
    zh="评价得分为 {total} 分（满分 {max} 分）{grade}。",
    en="The score is {total} of {max} points{grade}.",
)
CONCLUSION_OF = Sentence(
    zh="{unit}评价得分为 {total} 分（满分 {max} 分）{grade}。",
    en="The score of {unit} is {total} of {max} points{grade}.",
)
CONCLUSION_OPEN = Sentence(
    zh="总分待定，可能为 {total} 分（满分 {max} 分）{grade}。",
    en="The total is open and may be {total} of {max} points{grade}.",
)
CONCLUSION_OPEN_OF = Sentence(
    zh="{unit}的总分待定，可能为 {total} 分（满分 {max} 分）{grade}。",
    en="The total of {unit} is open and may be {total} of {max} points{grade}.",
)
CONCLUSION_UNKNOWN = Sentence(
    zh="总分待定（满分 {max} 分）{grade}。", en="The total, of {max} points, is open{grade}."
)
CONCLUDED_GRADE = Sentence(zh="，综合评价等级为{grade}", en="; the grade is {grade}")
QUOTED = Sentence(zh="“{text}”", en="{text}")
CONCLUDED = Sentence(zh="综合评价结论", en="Conclusion")
PARTS_TABLE = Sentence(zh="评价得分情况表", en="Scores by part")
SCORE_TABLE = Sentence(zh="指标评分明细表", en="Scores of all indicators")
SCORES_IN_FULL = Sentence(zh="指标得分情况", en="Scores")
DERIVED_TABLE = Sentence(zh="派生值一览表", en="Derived values")
NAME = Sentence(zh="名称", en="Name")
VALUE = Sentence(zh="数值", en="Value")
SECTION = Sentence(zh="{numeral}、{heading}", en="{number}. {heading}")
CAPTION = Sentence(zh="表 {number}  {text}", en="Table {number}: {text}")
ENTRY = Sentence(zh="{number}. {text}", en="{number}. {text}")

YES = Sentence(zh="是", en="yes")
NO = Sentence(zh="否", en="no")
POINTS_OF_PERCENT = Sentence(zh="{number} 个百分点", en="{number} percentage points")
WITH_UNIT = Sentence(zh="{number} {unit}", en="{number} {unit}")

# Headings and labels of pages, which explain as well.
PAGE = Sentence(zh="{title}：{unit}", en="{title}: {unit}")
RESULT = Sentence(zh="评价结论", en="Result")
SCORES = Sentence(zh="得分情况", en="Scores")
GRADE = Sentence(zh="等级", en="Grade")
ASSESSED = Sentence(zh="评价范围", en="Coverage")
OUT_OF = Sentence(zh="满分 {max} 分", en="out of {max}")
FIRST_LEVEL = Sentence(zh="一级指标得分", en="Scores of the first level")
ALL_LEVELS = Sentence(zh="各级指标得分", en="Scores of all indicators")
PLACE = Sentence(zh="序号", en="No.")
LOST = Sentence(zh="失分", en="Lost")
GAINED = Sentence(zh="多得 {points}", en="{points} gained")
WHY = Sentence(zh="原因", en="Why")
NAME = Sentence(zh="名称", en="Name")
VALUE = Sentence(zh="数值", en="Value")
ONE_BY_ONE = Sentence(zh="逐项说明", en="Indicator by indicator")
ADJUSTMENTS = Sentence(zh="调整", en="Adjustments")
DERIVATION = Sentence(zh="派生值的计算", en="How the derived values came about")
PROVENANCE_HEADING = Sentence(zh="来源与版本", en="Provenance")
DIGEST = Sentence(zh="规则集摘要（SHA-256）", en="Digest of the ruleset (SHA-256)")

# Of the workbook. What follows an ampersand in a foot is read by the spreadsheet.
SHEET_OF_SCORES = Sentence(zh="得分表", en="Scores")
SHEET_OF_RATES = Sentence(zh="得分率", en="Rates")
SHEET_OF_DETAILS = Sentence(zh="附注", en="Details")
RATES_OF = Sentence(zh="{indicators}得分率", en="{indicators}: rates")
GRADE_OF_TABLE = Sentence(zh="评价等级", en="Grade")
SCALE = Sentence(zh="等级标准", en="Scale of grades")
ONLY_BY_ADJUSTMENT = Sentence(zh="仅由调整给出", en="by an adjustment only")
POSSIBLE = Sentence(zh="可能为 {range}", en="possible: {range}")
STUCK = Sentence(zh="改动得分后不自动重算", en="does not follow scores that are changed")
AS_SCORED = Sentence(zh="评分结论（生成时）", en="Result, as scored")
ABOUT_CELLS = Sentence(zh="本表使用说明", en="About this workbook")
TYPED = Sentence(
    zh="末级指标的得分可以改动，小计、得分率、合计和等级随之重算；注明“{stuck}”的除外",
    en="The scores of the lowest indicators can be changed; subtotals, rates, total and grade "
    "follow, unless it says '{stuck}'",
)
FOOT = Sentence(zh="第 &P 页，共 &N 页", en="Page &P of &N")
SCORE_EXPECTED = Sentence(zh="得分", en="Score")
SCORE_IN_RANGE = Sentence(
    zh="应为 {range} 内的数，至多 {places} 位小数",
    en="Expected a number in {range} with at most {places} decimal places",
)
