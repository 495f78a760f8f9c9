"""Words and sentences of differences; no part of the catalogue, for none of them is a finding."""

from collections.abc import Mapping

from indicator_engine.messages.sentence import Sentence

# What is compared.
BEFORE = Sentence(zh="前：{side}", en="Before: {side}")
AFTER = Sentence(zh="后：{side}", en="After: {side}")
SIDE = Sentence(zh="{id} {version}", en="{id} {version}")
SIDE_OF_FILE = Sentence(zh="{id} {version}（{file}）", en="{id} {version} ({file})")
SIDE_OF_UNIT = Sentence(zh="{side}，{unit}", en="{side}, {unit}")
NO_CHANGE = Sentence(zh="没有不同", en="Nothing differs")
CHANGES = Sentence(
    zh="{count} 处不同，其中 {score} 处可能影响得分",
    en="Differences: {count}; of these can change a score: {score}",
)
RESULT_CHANGES = Sentence(zh="{count} 处不同", en="Differences: {count}")
EXAMPLES = Sentence(
    zh="示例：新增 {added} 个，删去 {removed} 个，改动 {changed} 个",
    en="Examples added: {added}, removed: {removed}, changed: {changed}",
)

PARTS: Mapping[str, Sentence] = {
    "ruleset": Sentence(zh="规则集", en="The ruleset"),
    "result": Sentence(zh="结果", en="The result"),
    "indicator": Sentence(zh="指标", en="Indicators"),
    "adjustment": Sentence(zh="指标", en="Indicators"),
    "grade": Sentence(zh="等级", en="Grades"),
    "derived": Sentence(zh="派生值", en="Derived values"),
    "function": Sentence(zh="函数", en="Functions"),
    "table": Sentence(zh="表", en="Tables"),
    "row": Sentence(zh="表", en="Tables"),
    "input": Sentence(zh="输入项", en="Inputs"),
    "tier": Sentence(zh="输入项", en="Inputs"),
    "assertion": Sentence(zh="核对", en="Cross-checks"),
    "warning": Sentence(zh="警告和提示", en="Warnings"),
}
"""By part the heading that its changes stand under."""

INSIDE: Mapping[str, Sentence] = {
    "adjustment": Sentence(zh="调整 {id}", en="adjustment {id}"),
    "row": Sentence(zh="行 {id}", en="row {id}"),
    "tier": Sentence(zh="档次 {id}", en="tier {id}"),
}
"""By part how it is named below what it stands in."""
WARNED: Mapping[str, Sentence] = {
    "added": Sentence(zh="新出现：{text}（{code}）", en="new: {text} ({code})"),
    "removed": Sentence(zh="不再有：{text}（{code}）", en="gone: {text} ({code})"),
}
SCORED = Sentence(zh="已计分", en="scored")
IN_ORDER = Sentence(zh="调整", en="adjustments")

KINDS: Mapping[str, Sentence] = {
    "added": Sentence(zh="新增", en="added"),
    "removed": Sentence(zh="删去", en="removed"),
    "moved": Sentence(zh="上级", en="moved"),
    "renamed": Sentence(zh="改名", en="renamed"),
    "order": Sentence(zh="次序", en="order"),
    "anchor": Sentence(zh="值", en="value"),
    "value": Sentence(zh="值", en="value"),
    "id": Sentence(zh="编号", en="id"),
    "version": Sentence(zh="版本", en="version"),
    "digest": Sentence(zh="摘要", en="digest"),
    "ruleset": Sentence(zh="规则集", en="ruleset"),
    "unit": Sentence(zh="单位", en="unit"),
    "title": Sentence(zh="名称", en="title"),
    "description": Sentence(zh="说明", en="description"),
    "source": Sentence(zh="来源", en="source"),
    "note": Sentence(zh="备注", en="note"),
    "help": Sentence(zh="填写说明", en="help"),
    "evidence": Sentence(zh="佐证材料", en="evidence"),
    "tags": Sentence(zh="标签", en="tags"),
    "weight": Sentence(zh="分值", en="points"),
    "weights": Sentence(zh="下级分值", en="weights"),
    "share": Sentence(zh="权重", en="share"),
    "combine": Sentence(zh="汇总办法", en="combine"),
    "formula": Sentence(zh="公式", en="formula"),
    "range": Sentence(zh="范围", en="range"),
    "rounding.places": Sentence(zh="取位位数", en="places of rounding"),
    "rounding.mode": Sentence(zh="取位方式", en="mode of rounding"),
    "rounding.stage": Sentence(zh="取位环节", en="stage of rounding"),
    "policies.missing": Sentence(zh="缺失时", en="where missing"),
    "policies.pending": Sentence(zh="待评时", en="where pending"),
    "policies.not_applicable": Sentence(zh="不适用时", en="where not applicable"),
    "policies.rescale": Sentence(zh="折算", en="rescaling"),
    "when": Sentence(zh="条件", en="when"),
    "becomes": Sentence(zh="调整为", en="becomes"),
    "grade_at_most": Sentence(zh="等级最高", en="grade at most"),
    "grade": Sentence(zh="等级", en="grade"),
    "type": Sentence(zh="类型", en="type"),
    "length": Sentence(zh="个数", en="length"),
    "places": Sentence(zh="印出位数", en="places"),
    "default": Sentence(zh="默认值", en="default"),
    "choices": Sentence(zh="选项", en="choices"),
    "direction": Sentence(zh="方向", en="direction"),
    "parameters": Sentence(zh="参数", en="parameters"),
    "equal": Sentence(zh="应相等", en="equal"),
    "tolerance": Sentence(zh="容差", en="tolerance"),
    "condition": Sentence(zh="条件", en="condition"),
    "severity": Sentence(zh="严重程度", en="severity"),
    "total": Sentence(zh="总分", en="total"),
    "coverage": Sentence(zh="已评价分值", en="points assessed"),
    "score": Sentence(zh="得分", en="score"),
    "rate": Sentence(zh="得分率", en="rate"),
    "status": Sentence(zh="状态", en="status"),
}
"""By kind how a change is named: what happened, or the key that differs."""

EFFECTS: Mapping[str, Sentence] = {
    "score": Sentence(zh="", en=""),
    "report": Sentence(zh="不影响得分", en="changes no score"),
    "words": Sentence(zh="只是文字", en="words only"),
}

NAMED = Sentence(zh="{title}（{id}）", en="{title} ({id})")
HEADED = Sentence(zh="{name}：{text}", en="{name}: {text}")
FROM_TO = Sentence(zh="{kind} {before} → {after}", en="{kind} {before} → {after}")
ALONE = Sentence(zh="{kind}：{text}", en="{kind}: {text}")
POINTS = Sentence(zh="{points} 分", en="{points} points")
WAS = Sentence(zh="原：{text}", en="was: {text}")
NOW = Sentence(zh="现：{text}", en="now: {text}")
REMARKED = Sentence(zh="{text}（{remark}）", en="{text} ({remark})")
LINE = Sentence(zh="第 {line} 行", en="line {line}")
LINES = Sentence(zh="第 {before} 行 → 第 {after} 行", en="line {before} → {after}")

UNITS = Sentence(zh="各单位", en="Units")
COUNTED = Sentence(zh="共 {count} 个：{parts}", en="In the table: {count}; {parts}")
COUNTS: Mapping[str, Sentence] = {
    "unchanged": Sentence(zh="不变 {count}", en="unchanged: {count}"),
    "higher": Sentence(zh="升高 {count}", en="higher: {count}"),
    "lower": Sentence(zh="降低 {count}", en="lower: {count}"),
    "regraded": Sentence(
        zh="总分不变而等级不同 {count}", en="same total and another grade: {count}"
    ),
    "open": Sentence(zh="总分待定 {count}", en="with an open total: {count}"),
    "refused": Sentence(zh="未计分 {count}", en="refused: {count}"),
}
GRADES_MOVED = Sentence(zh="等级：{parts}", en="Grades: {parts}")
MOVES: Mapping[str, Sentence] = {
    "grades_up": Sentence(zh="上升 {count}", en="up: {count}"),
    "grades_down": Sentence(zh="下降 {count}", en="down: {count}"),
    "grades_other": Sentence(zh="其他变化 {count}", en="otherwise changed: {count}"),
}
OPEN = Sentence(
    zh="总分待定：前 {before}，后 {after}", en="Open totals: {before} before, {after} after"
)
REFUSED = Sentence(
    zh="未计分：前 {before}，后 {after}", en="Refused: {before} before, {after} after"
)
UNKNOWN: Mapping[str, Sentence] = {
    "both": Sentence(
        zh="前后都没有对应输入项的列：{names}", en="Columns that mean nothing to either: {names}"
    ),
    "before": Sentence(
        zh="只在后者有对应输入项的列：{names}", en="Columns that mean nothing before: {names}"
    ),
    "after": Sentence(
        zh="只在前者有对应输入项的列：{names}", en="Columns that mean nothing after: {names}"
    ),
}
MISSING: Mapping[str, Sentence] = {
    "both": Sentence(zh="没有列的输入项：{names}", en="Inputs without a column: {names}"),
    "before": Sentence(
        zh="前者没有列的输入项：{names}", en="Inputs without a column before: {names}"
    ),
    "after": Sentence(
        zh="后者没有列的输入项：{names}", en="Inputs without a column after: {names}"
    ),
}

UNIT = Sentence(zh="单位", en="Unit")
TOTAL_BEFORE = Sentence(zh="前", en="Before")
TOTAL_AFTER = Sentence(zh="后", en="After")
RISE = Sentence(zh="差", en="Change")
BY = Sentence(zh="由于", en="By")
GRADED = Sentence(zh="{total} {grade}", en="{total} {grade}")
REFUSED_WHY = Sentence(zh="未计分（{codes}）", en="refused ({codes})")
SHARE = Sentence(zh="{name} {points}", en="{name} {points}")
ROSE = Sentence(zh="{before} → {after}", en="{before} → {after}")
REST = Sentence(zh="{name}的调整、折算或取位", en="adjustments, rescaling or rounding of {name}")
OTHERS = Sentence(zh="其余 {points}", en="others {points}")
AND_MORE = Sentence(zh="……另有 {count} 个单位", en="… and {count} more units")
SHARED_OUT = Sentence(zh="总分之差由何而来", en="What the difference of the total adds up from")
TOTAL_ROSE = Sentence(
    zh="总分 {before} → {after}（{rise}）", en="Total {before} → {after} ({rise})"
)
TOTAL_OPENED = Sentence(zh="总分 {before} → {after}", en="Total {before} → {after}")
GRADE_MOVED = Sentence(zh="等级 {before} → {after}", en="Grade {before} → {after}")
