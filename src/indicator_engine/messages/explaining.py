"""Words and sentences of explanations; no part of the catalogue, for none of them is a finding."""

from collections.abc import Mapping

from indicator_engine.messages.sentence import Sentence

# How formulas are put in words; what is not here is written as the author writes it.
AND = Sentence(zh="且", en="and")
OR = Sentence(zh="或", en="or")
NOT = Sentence(zh="非 {operand}", en="not {operand}")
ABSENT = Sentence(zh="{name}（{status}）", en="{name} ({status})")

# What held a value: the ends between which a function keeps it, or the argument it picked.
ABOVE = Sentence(
    zh="{raw} 超过上限 {high}，取上限", en="{raw} is above the cap, {high}, which counts"
)
BELOW = Sentence(
    zh="{raw} 低于下限 {low}，取下限", en="{raw} is below the floor, {low}, which counts"
)
BETWEEN = Sentence(zh="{raw} 在 {low} 与 {high} 之间", en="{raw} lies between {low} and {high}")
UNDER_CAP = Sentence(zh="{raw} 未超过上限 {high}", en="{raw} is not above the cap, {high}")
OVER_FLOOR = Sentence(zh="{raw} 不低于下限 {low}", en="{raw} is not below the floor, {low}")
CHOSEN = Sentence(zh="取 {chosen}", en="{chosen} counts")
IN_LIMIT = Sentence(zh="{actual} 未超过限额 {limit}", en="{actual} is not above the limit, {limit}")
NOTHING_ALLOWED = Sentence(
    zh="限额 {limit} 不大于 0，{actual} 已超过",
    en="the limit, {limit}, is not positive, and exceeded",
)

# Which row of a table was hit.
BAND = Sentence(zh="{x} 落入 {range}", en="{x} falls into {range}")
BAND_TITLED = Sentence(zh="{x} 落入 {range}（{title}）", en="{x} falls into {range} ({title})")
ON_LINE = Sentence(
    zh="{x} 在 ({x1}, {y1}) 与 ({x2}, {y2}) 的连线上",
    en="{x} lies on the line from ({x1}, {y1}) to ({x2}, {y2})",
)
CASE = Sentence(zh="选项 {x}", en="the choice is {x}")
TIER = Sentence(zh="档次 {tiers}", en="tier {tiers}")
TIER_RANGE = Sentence(zh="{tier} {range}", en="{tier} {range}")

# Which branch was taken, and why.
HOLDS = Sentence(zh="条件成立，取 {branch}", en="the condition holds, so {branch} counts")
FAILS = Sentence(zh="条件不成立，取 {branch}", en="the condition fails, so {branch} counts")
UNDECIDED = Sentence(zh="条件无法判断：{why}", en="the condition is undecided: {why}")
CONDITION = Sentence(zh="{condition}：{substituted}", en="{condition}: {substituted}")
RULE = Sentence(zh="规则：{signature} = {body}", en="rule: {signature} = {body}")
DERIVED = Sentence(zh="公式：{formula}", en="formula: {formula}")

COMBINATIONS: Mapping[str, Sentence] = {
    "mean": Sentence(zh="平均({parts})", en="mean({parts})"),
    "geomean": Sentence(zh="几何平均({parts})", en="geometric mean({parts})"),
    "min": Sentence(zh="最小({parts})", en="smallest({parts})"),
    "max": Sentence(zh="最大({parts})", en="largest({parts})"),
}
SHARE = Sentence(zh="{score}（权重 {share}）", en="{score} (share {share})")
RESCALED = Sentence(
    zh="{subtotal}（{of} 分中）折算为 {weight} 分",
    en="{subtotal} of {of} points, rescaled to {weight}",
)

MODES: Mapping[str, Sentence] = {
    "half_up": Sentence(zh="四舍五入", en="half up"),
    "half_even": Sentence(zh="四舍六入五取偶", en="half even"),
    "down": Sentence(zh="舍去", en="rounded down"),
    "up": Sentence(zh="进位", en="rounded up"),
}
ROUNDED = Sentence(
    zh="{value} → {score}（{places} 位小数，{mode}）",
    en="{value} → {score} ({places} decimal places, {mode})",
)
ROUNDED_FOR_PRINT = Sentence(
    zh="{value} → {score}（{places} 位小数，{mode}；仅用于印出，计算用取位前的值）",
    en="{value} → {score} ({places} decimal places, {mode}; for print alone, the value counts)",
)

# Headings and labels.
SCORED = Sentence(zh="{title}（{id}）：{score} / {weight}", en="{title} ({id}): {score} / {weight}")
SCORED_BY_ID = Sentence(zh="{id}：{score} / {weight}", en="{id}: {score} / {weight}")
FORMULA = Sentence(zh="公式", en="Formula")
WITH_VALUES = Sentence(zh="代入", en="With values")
COMBINED = Sentence(zh="汇总", en="Combined")
STATUS = Sentence(zh="状态", en="Status")
NOTE = Sentence(zh="备注", en="Note")
SOURCE = Sentence(zh="来源", en="Source")
LABELLED = Sentence(zh="{label}：{text}", en="{label}: {text}")
NOTED = Sentence(zh="{text}；{note}", en="{text}; {note}")

LOSSES = Sentence(zh="失分（由多到少）", en="Points lost, most first")
NO_LOSSES = Sentence(zh="没有失分", en="No points were lost")
LOST = Sentence(zh="{title}：失 {points} 分", en="{title}: {points} lost")
GAINED = Sentence(zh="{title}：多得 {points} 分", en="{title}: {points} gained")
LOSS_KINDS: Mapping[str, Sentence] = {
    "scored": Sentence(zh="", en=""),
    "combined": Sentence(zh="下级指标的汇总办法", en="how the indicators below are combined"),
    "rescaled": Sentence(zh="不计入部分的折算", en="rescaling for what is left out"),
    "rounded": Sentence(zh="取位", en="rounding"),
    "adjusted": Sentence(zh="调整：{adjustment}", en="adjustment: {adjustment}"),
}
LOST_IN_ALL = Sentence(zh="共失 {points} 分", en="{points} lost in all")

NEXT_GRADE = Sentence(zh="距上一等级", en="The next grade")
NEEDED = Sentence(
    zh="要达到{grade}，总分至少 {total}，还差 {points} 分",
    en="for {grade} the total has to be at least {total}: {points} more",
)
HELD_DOWN = Sentence(
    zh="总分已达到{grade}，等级由调整决定：{adjustments}",
    en="the total is enough for {grade}; the grade is that of an adjustment: {adjustments}",
)
WAY = Sentence(
    zh="{input} 改为 {value}（现为 {now}）：总分 {total}，等级 {grade}",
    en="{input} at {value} (now {now}): total {total}, grade {grade}",
)
EACH = Sentence(zh="每项 {entry}（共 {count} 项）", en="{entry} each ({count} entries)")
IN_TIER = Sentence(zh="{rate}（{tier}）", en="{rate} ({tier})")
CANNOT = Sentence(zh="单独改变都达不到：{inputs}", en="not by any of these alone: {inputs}")
UNKNOWN_WAY = Sentence(
    zh="未能判定（搜索已到上限）：{inputs}",
    en="undecided within the effort of the search: {inputs}",
)
BEST_GRADE = Sentence(zh="已是最高等级", en="It is the best grade")

WHAT_IF = Sentence(zh="假设", en="What if")
CHANGED = Sentence(zh="{name} = {value}（原为 {now}）", en="{name} = {value} (was {now})")
FROM_TO = Sentence(zh="{title}：{before} → {after}", en="{title}: {before} → {after}")
GRADE = Sentence(zh="等级", en="Grade")
