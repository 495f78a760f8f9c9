"""Sentences of an audit: what a finished report prints and cannot be right, or cannot be read."""

from collections.abc import Mapping

from indicator_engine.messages.sentence import Sentence

FINDINGS: Mapping[str, Sentence] = {
    "weights": Sentence(
        zh="“{indicator}”的{basis_kind}为 {published}，应为 {expected}",
        en="{indicator!r}: {basis_kind} are {published}, expected {expected}",
    ),
    "sum": Sentence(
        zh="“{indicator}”印出 {published} 分，但其下各项 {parts} 合计 {expected}",
        en="{indicator!r} prints {published}, but the scores below it, {parts}, give {expected}",
    ),
    "over-weight": Sentence(
        zh="“{indicator}”得 {published} 分，超过分值 {expected}",
        en="{indicator!r} has {published} points, expected {expected} at most",
    ),
    "score": Sentence(
        zh="“{indicator}”得 {published} 分，按{basis_kind}（{basis}）应得 {expected} 分",
        en="{indicator!r} has {published} points, but by {basis_kind} ({basis}) it has {expected}",
    ),
    "unexplained-loss": Sentence(
        zh="“{indicator}”目标已达成（{basis}），分值 {weight}，得 {published} 分，未写扣分原因",
        en=(
            "{indicator!r} meets its target ({basis}), yet has {published} of {weight} points and "
            "prints no reason"
        ),
    ),
    "missed-shortfall": Sentence(
        zh="“{indicator}”目标未达成（{basis}），却得满分 {published}，按比例应得 {expected} 分",
        en=(
            "{indicator!r} misses its target ({basis}), yet has full marks, {published}; its share "
            "is {expected}"
        ),
    ),
    "rate": Sentence(
        zh="“{indicator}”印出的比率为 {published}，按所印数据应为 {expected}",
        en="the rate of {indicator!r} is {published}, but the printed numbers give {expected}",
    ),
    "restated": Sentence(
        zh="“{indicator}”前后不一：此处与另一处分别为 {published} 和 {expected}，应为 {expected}",
        en="{indicator!r} has two values, {published} and {expected}; expected {expected}",
    ),
    "percent-point": Sentence(
        zh="“{indicator}”写作 {published}，但它是“{of}”两个百分数之差，应写作 {number} 个百分点",
        en=(
            "{indicator!r} is written {published}, but is the difference of two percentages of "
            "{of!r}; expected {number} percentage points"
        ),
    ),
    "weight-twice": Sentence(
        zh="“{indicator}”得 {score} 分（分值 {weight}），折算为 {published}：又乘了一次权重",
        en=(
            "{indicator!r} has {score} of {weight} points and is converted to {published}: the "
            "weight was applied a second time"
        ),
    ),
    "parent-children": Sentence(
        zh="“{indicator}”为 {published}，但其各组成部分合计 {expected}",
        en="{indicator!r} is {published}, but its parts add up to {expected}",
    ),
    "grade": Sentence(
        zh="总分 {total} 的等级应为“{expected}”，印为“{published}”",
        en="the total {total} has the grade {expected!r}, but {published!r} is printed",
    ),
    "direction": Sentence(
        zh="“{indicator}”是反向指标，较好一档 {next} 却高于本档 {this}，系数 {published} 应为 {expected}",
        en=(
            "{indicator!r} is a reverse indicator, but its better standard {next} is above {this}; "
            "the coefficient is {published}, expected {expected}"
        ),
    ),
}

REMARKS: Mapping[str, Sentence] = {
    "rate-exact": Sentence(
        zh="“{indicator}”的得分率 {published} 是按取位前的得分算的；按印出的 {score}/{weight} 为 {expected}",
        en=(
            "the rate of {indicator!r}, {published}, is that of the score before rounding; the "
            "printed {score}/{weight} give {expected}"
        ),
    ),
    "sum-rounded": Sentence(
        zh="“{indicator}”印出 {published} 分，其下各项合计 {expected}：相差在取位范围内",
        en=(
            "{indicator!r} prints {published}, the scores below it give {expected}: rounding alone "
            "can explain it"
        ),
    ),
    "grade-common": Sentence(
        zh="报告没有印等级标准；按常见标准，总分 {total} 应为“{expected}”，印为“{published}”",
        en=(
            "the report prints no scale; by the common one the total {total} has the grade "
            "{expected!r}, but {published!r} is printed"
        ),
    ),
    "no-target-and-actual": Sentence(
        zh="“{indicator}”没有可比较的目标值和完成值，或另有评分规则",
        en="{indicator!r} has no target and actual to compare, or a rule of its own",
    ),
    "no-weight": Sentence(
        zh="“{indicator}”没有印出分值", en="{indicator!r} has no weight that is printed"
    ),
    "no-data-for-the-rule": Sentence(
        zh="“{indicator}”的计分数据报告中没有",
        en="the report has no data for the rule of {indicator!r}",
    ),
    "not-in-the-ruleset": Sentence(
        zh="规则集中没有“{indicator}”这一指标", en="the ruleset has no indicator {indicator!r}"
    ),
    "not-a-number": Sentence(
        zh="“{indicator}”不是数，应为 19.38、96.92% 之类；未核对",
        en="found {indicator!r}, expected a number such as 19.38 or 96.92%; it was not compared",
    ),
    "not-a-score-table": Sentence(
        zh="“{indicator}”中没有得分表，未审核",
        en="{indicator!r} holds no score table and was not audited",
    ),
}

READING: Mapping[str, Sentence] = {
    "report-not-object": Sentence(
        zh="报告应为对象，含有 tree（指标树）",
        en="the report is no object, expected one with a 'tree' of indicators",
    ),
    "report-without-tree": Sentence(
        zh="报告没有 tree，应有指标树",
        en="the report has no 'tree', expected an indicator or a list of them",
    ),
    "report-node-malformed": Sentence(
        zh="此处应为指标对象：id、name、weight、published_score、children",
        en="expected an indicator here: an object with id, name, weight, published_score, children",
    ),
    "report-statement-malformed": Sentence(
        zh="此处应为一项陈述：quantity 和数值 value",
        en="expected a statement here: an object with 'quantity' and a number as 'value'",
    ),
    "report-scale-malformed": Sentence(
        zh="此处应为一个等级：grade、min、max",
        en="expected a grade here: an object with 'grade', 'min' and 'max'",
    ),
    "report-kind-unknown": Sentence(
        zh="不认识文件类型“{suffix}”，应为 .json、.csv 或 .xlsx",
        en="unknown kind of file {suffix!r}, expected .json, .csv or .xlsx",
    ),
    "report-without-table": Sentence(
        zh="没有找到得分表；表头应有指标名称和得分，如“一级指标、分值、得分”",
        en="found no score table, expected a row of headings with a column of names and one of scores",
    ),
}

# What a score or a sum follows from, and what a file may have too many of.
WORDS: Mapping[str, Sentence] = {
    "own-points": Sentence(zh="分值", en="its points"),
    "points-below": Sentence(zh="下级指标分值之和", en="the points of its children together"),
    "target-and-actual": Sentence(zh="完成值与目标值", en="actual and target"),
    "budget-and-spent": Sentence(zh="执行数与预算数", en="spending and budget"),
    "printed-rate": Sentence(zh="印出的执行率", en="the printed rate"),
    "in-words": Sentence(zh="完成情况的表述", en="what its words say"),
    "deadline": Sentence(zh="完成时间与时限", en="date and deadline"),
    "ruleset": Sentence(zh="规则集", en="the ruleset"),
}

SENTENCES: Mapping[str, Sentence] = {**FINDINGS, **REMARKS, **READING}
