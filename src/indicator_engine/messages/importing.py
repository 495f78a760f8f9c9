"""Sentences of an import: what a table was taken to say, and what it leaves to decide."""

from collections.abc import Mapping

from indicator_engine.messages.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "import-kind-unknown": Sentence(
        zh="不支持导入 {suffix!r} 文件，应为 .xlsx 或 .csv",
        en="files ending in {suffix!r} cannot be imported, expected .xlsx or .csv",
    ),
    "import-without-table": Sentence(
        zh="没有找到指标表；表头应有指标名称（一级指标、二级指标……）和分值、权重或评分标准",
        en=(
            "no table of indicators is found, expected headings of names, level by level, and of "
            "points, weights or scoring rules"
        ),
    ),
    "import-without-indicators": Sentence(
        zh="“{sheet}”的表头下没有指标", en="below the headings of {sheet!r} stands no indicator"
    ),
    "import-sheet-unknown": Sentence(
        zh="没有名为“{sheet}”的工作表，现有：{known}",
        en="there is no sheet {sheet!r}, expected one of: {known}",
    ),
}

SOURCE = Sentence(zh="{place}：{text}", en="{place}: {text}")
EXPLAINED = Sentence(zh="{source} 指标解释：{text}", en="{source} Explained as: {text}")
WITH_TARGET = Sentence(zh="{source} 目标值：{text}", en="{source} Target: {text}")
UNDECIDED = Sentence(
    zh="待定：评分标准还没有写成公式，暂按人工给出的得分率计分",
    en="To be decided: the rule is not a formula yet; for now a person gives the rate",
)
PROPOSED = Sentence(
    zh="由评分标准的文字提出，请核对后删去本句",
    en="Proposed from the words of the rule; delete this sentence when you have verified it",
)
RATE_OF = Sentence(zh="{title}：得分率（待定）", en="{title}: rate of points (to be decided)")
UNDECIDED_TAG = Sentence(zh="待定", en="to be decided")
RULESET_NOTE = Sentence(
    zh="由 {file} 的“{sheet}”导入；待定事项见 {todo}",
    en="imported from {sheet!r} of {file}; {todo} lists what is to be decided",
)
RULESET_NOTE_PLAIN = Sentence(
    zh="由 {file} 导入；待定事项见 {todo}",
    en="imported from {file}; {todo} lists what is to be decided",
)

HEADING = Sentence(zh="{title}：待定事项", en="{title}: what is to be decided")
SECTIONS: Mapping[str, Sentence] = {
    "weights": Sentence(zh="分值", en="Weights"),
    "rules": Sentence(zh="还没有公式的指标", en="Indicators without a formula"),
    "proposals": Sentence(zh="提出的公式，请逐条核对", en="Proposed formulas, each to be verified"),
    "unread": Sentence(zh="没有读入的内容", en="What was not taken over"),
    "general": Sentence(zh="其他", en="Other things"),
}
ENTRY = Sentence(zh="{place}：{said}", en="{place}: {said}")
COUNTS = Sentence(
    zh="{leaves} 个末级指标：{proposed} 个提出了公式，{undecided} 个待定；另有 {others} 条提示",
    en=(
        "leaves: {leaves}, with a proposed formula: {proposed}, to be decided: {undecided}; "
        "other remarks: {others}"
    ),
)

TO_WRITE = Sentence(
    zh="“{title}”（{id}，{weight} 分）的评分标准没有已知的写法，请改写公式：{text}",
    en="the rule of {title!r} ({id}, {weight} points) has no known form; write its formula: {text}",
)
NO_RULE = Sentence(
    zh="“{title}”（{id}，{weight} 分）没有评分标准，请补上公式",
    en="{title!r} ({id}, {weight} points) has no rule; write its formula",
)
TO_VERIFY = Sentence(
    zh="“{title}”（{id}）：{formula}，据“{text}”", en="{title!r} ({id}): {formula}, from {text!r}"
)
ASSUMED = Sentence(zh="{said}；{more}", en="{said}; {more}")
WHOLE_POINTS = Sentence(
    zh="不满 {size} 个百分点的部分不扣（原文没有说）",
    en="less than {size} percentage points more costs nothing (the text does not say)",
)
WHOLE_SHARES = Sentence(
    zh="不满目标值 {size}% 的部分不扣（原文没有说）",
    en="less than {size}% of the target more costs nothing (the text does not say)",
)
WHOLE_COUNT = Sentence(
    zh="不满一{unit}的不计（原文没有说）",
    en="less than one {unit} counts as none (the text does not say)",
)
NO_LIMIT_SAID = Sentence(zh="扣完为止（原文没有说）", en="not below zero (the text does not say)")
NO_CAP_SAID = Sentence(
    zh="最多得满分（原文没有说）", en="not above full marks (the text does not say)"
)
TARGET_IS = Sentence(zh="表中的目标值为 {target}", en="the target of the table is {target}")
TARGET_TAKEN = Sentence(zh="目标值取表中的 {target}", en="the target is the table's, {target}")
TARGET_ASKED = Sentence(zh="表中没有目标值，由数据给出", en="the table has no target; data give it")
WHICH_BUDGET = Sentence(
    zh="请定明预算数是年初数还是调整后数（原文没有说）",
    en="say which budget is meant, the opening one or the adjusted one (the text does not say)",
)
MARKS_IN_POINTS = Sentence(
    zh="专家按 0 至 {most} 分打分（原文没有说）",
    en="experts give 0 to {most} points (the text does not say)",
)
RATE_DEFINED = Sentence(
    zh="原文写了这个比率怎样算，数据直接给出算好的比率",
    en="the text says how this rate is computed; data give the rate itself",
)

NOT_THE_SUM = Sentence(
    zh="“{title}”印作 {printed} 分，下级合计 {sum} 分；取 {sum} 分",
    en="{title!r} prints {printed} points, the parts below it add up to {sum}; taken: {sum}",
)
RELATIVE = Sentence(
    zh="“{title}”（{printed} 分）下级的权重合计 100，按上级的百分比读入",
    en="the weights below {title!r} ({printed} points) add up to 100; taken as percents of it",
)
SCALED = Sentence(
    zh="“{title}”印作 {printed} 分，下级合计 {sum} 分，只差尾数；下级按比例读入",
    en=(
        "{title!r} prints {printed} points, the parts below it add up to {sum}, which differs in "
        "the last digits alone; they are taken in proportion"
    ),
)
IN_HUNDREDTHS = Sentence(
    zh="权重合计为 1，按百分之几读入：0.2 为 20 分",
    en="the weights add up to 1 and are taken as percents: 0.2 is 20 points",
)
SHARED = Sentence(
    zh="{titles} 没有各自的分值，平分“{title}”余下的 {rest} 分；请定明",
    en="{titles} have no weights of their own and share the {rest} points that are left of {title!r}",
)
NO_WEIGHT = Sentence(
    zh="“{title}”没有分值，暂作 1 分；请定明", en="{title!r} has no weight, 1 point for now; set it"
)
ODD_WEIGHT = Sentence(
    zh="“{title}”的分值“{text}”读不成数，按空白处理",
    en="the weight of {title!r}, {text!r}, is no number, and counts as empty",
)
NO_POINTS = Sentence(
    zh="“{title}”的分值为 {printed}，不是正数，没有读入；加减分可写成 adjustments",
    en="{title!r} has {printed} points and is left out; adjustments can add and take off points",
)
FINER = Sentence(
    zh="分值有 {places} 位小数，得分也保留 {places} 位",
    en="weights have {places} decimal places, and so have scores",
)
NOT_PRINTED = Sentence(
    zh="有的分值除不尽，得分在合计后才舍入（stage 为 node）",
    en="some weights have no last decimal; scores are rounded behind the sums (stage is node)",
)
ROW_UNREAD = Sentence(zh="没有读入：“{text}”", en="not taken over: {text!r}")
SHEET_UNREAD = Sentence(
    zh="这张表没有读入；要读它请用 --sheet",
    en="this sheet was not taken over; --sheet asks for it",
)
CUT = Sentence(
    zh="“{title}”太长，截为 {limit} 字", en="{title!r} is too long, cut to {limit} characters"
)
NO_GRADES = Sentence(
    zh="没有等级；需要时请写 grades",
    en="there is no scale of grades; write `grades` where one is needed",
)
NO_EXAMPLE = Sentence(
    zh="没有示例；请用一个已有结果的单位写 examples",
    en="there is no example; write one of a unit whose result is known",
)
