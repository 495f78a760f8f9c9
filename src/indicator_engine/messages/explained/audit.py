"""Explanations of what an audit finds; the examples are reports in JSON, or parts of tables."""

from collections.abc import Mapping
from functools import partial

from indicator_engine.messages.explained.explanation import Explanation

_report = partial(Explanation, "sketch")

FINDINGS: Mapping[str, Explanation] = {
    "weights": _report(
        bad='{"id": "total", "weight": 100, "children": [{"id": "A", "weight": 70}, {"id": "B", "weight": 40}]}',
        good='{"id": "total", "weight": 100, "children": [{"id": "A", "weight": 60}, {"id": "B", "weight": 40}]}',
        zh="下级分值之和须等于上级分值，否则满分不是 100 分；平均分摊后取整的分值（7 × 2 分 15 分）不算错。",
        en="Points below a group share out its own, or full marks are not 100; an even share in whole "
        "points (7 × 2 of 15) is no slip.",
    ),
    "sum": _report(
        bad='{"id": "total", "weight": 100, "score": 97, "children": [{"id": "A", "weight": 60, "score": 50}, {"id": "B", "weight": 40, "score": 40}]}',
        good='{"id": "total", "weight": 100, "score": 90, "children": [{"id": "A", "weight": 60, "score": 50}, {"id": "B", "weight": 40, "score": 40}]}',
        zh="合计须是其下各项得分之和；每个印出的数都按其小数位数留有余地，没有印出的得分按 0 到分值计。",
        en="A total is the sum of the scores below it; each printed number has the room that its "
        "places allow, a score that is not printed lies between 0 and its weight.",
    ),
    "over-weight": _report(
        bad='{"id": "total", "weight": 10, "score": 12}',
        good='{"id": "total", "weight": 10, "score": 10}',
        zh="得分不得超过分值。",
        en="No score is above its weight.",
    ),
    "score": _report(
        bad='{"id": "total", "weight": 10, "score": 9, "inputs": {"target": "100%", "actual": "98%"}}',
        good='{"id": "total", "weight": 10, "score": 9.8, "inputs": {"target": "100%", "actual": "98%"}}',
        zh="得分应由所印的目标值和完成值（或预算数和执行数）算得：正向 B/A，反向 A/B，乘以分值，以分值为限。",
        en="A score follows from the printed target and actual, or budget and spending: B/A, reverse "
        "A/B, times the weight and not above it.",
    ),
    "unexplained-loss": _report(
        bad='{"id": "total", "weight": 10, "score": 7, "inputs": {"target": "≥100%", "actual": "100%"}}',
        good='{"id": "total", "weight": 10, "score": 7, "inputs": {"target": "≥100%", "actual": "100%", "偏差原因": "资金晚到两个月"}}',
        zh="目标已达成而扣分，须写明原因，否则无从复核。",
        en="Points off though the target is met need a reason in print, or nobody can review them.",
    ),
    "missed-shortfall": _report(
        bad='{"id": "total", "weight": 10, "score": 10, "inputs": {"target": "≥6场", "actual": "5场"}}',
        good='{"id": "total", "weight": 10, "score": 8.33, "inputs": {"target": "≥6场", "actual": "5场"}}',
        zh="目标没有达成就不能得满分。",
        en="A target that is missed does not have full marks.",
    ),
    "rate": _report(
        bad='{"id": "total", "weight": 20, "score": 17.42, "rate": "78.10%"}',
        good='{"id": "total", "weight": 20, "score": 17.42, "rate": "87.10%"}',
        zh="得分率是得分除以分值；按印出的得分或取位前的得分算都可以，两者都不符才算错。",
        en="A rate is score over weight, of the printed score or of the exact one; it is wrong where "
        "it fits neither.",
    ),
    "restated": _report(
        bad='[{"quantity": "总支出", "value": 5169.65}, {"quantity": "总支出", "value": 5169.66}]',
        good='[{"quantity": "总支出", "value": 5169.65}, {"quantity": "总支出", "value": 5169.65}]',
        zh="同一数据在报告各处应一致；能与其他数据相加得上的那个为准，否则以先出现的为准。",
        en="One quantity has one value throughout a report; the one that adds up with the others is "
        "expected, else the first.",
    ),
    "percent-point": _report(
        bad='[{"quantity": "结余率", "value": 2.89, "unit": "%", "year": 2021}, {"quantity": "结余率", "value": 3.24, "unit": "%", "year": 2022}, {"quantity": "变动", "value": 0.35, "unit": "%", "change_of": "结余率"}]',
        good='[{"quantity": "结余率", "value": 2.89, "unit": "%", "year": 2021}, {"quantity": "结余率", "value": 3.24, "unit": "%", "year": 2022}, {"quantity": "变动", "value": 0.35, "unit": "个百分点", "change_of": "结余率"}]',
        zh="两个百分数之差是百分点：从 2.89% 到 3.24% 上升 0.35 个百分点，而不是 0.35%。",
        en="The difference of two percentages is in percentage points: from 2.89% to 3.24% is 0.35 "
        "points, not 0.35%.",
    ),
    "weight-twice": _report(
        bad='{"id": "total", "weight": 25, "score": 25, "inputs": {"权重占比": 25, "折算得分": 6.25}}',
        good='{"id": "total", "weight": 25, "score": 25, "inputs": {"权重占比": 25, "折算得分": 25}}',
        zh="25 分中得 25 分已含权重，再乘 25% 就重复了；只有百分制的得分才需要折算。",
        en="25 of 25 points hold the weight already; only a score out of 100 is multiplied by it.",
    ),
    "parent-children": _report(
        bad='{"id": "total", "weight": 10, "inputs": {"年度资金总额_全年": 0, "本年财政拨款_全年": 89.974}}',
        good='{"id": "total", "weight": 10, "inputs": {"年度资金总额_全年": 89.974, "本年财政拨款_全年": 89.974}}',
        zh="资金总额须等于其中各项之和；只印出一项时，总额可以更大。",
        en="A row of amounts is the sum of its parts; where only one part is printed it may be more.",
    ),
    "grade": _report(
        bad='{"total": 85.99, "grade": "优", "grade_scale": [{"grade": "优", "min": 90}, {"grade": "良", "min": 80, "max": 90, "max_inclusive": false}]}',
        good='{"total": 85.99, "grade": "良", "grade_scale": [{"grade": "优", "min": 90}, {"grade": "良", "min": 80, "max": 90, "max_inclusive": false}]}',
        zh="等级按印出的总分和报告自己的等级标准确定。",
        en="The grade is read off the printed total, by the scale that the report prints.",
    ),
    "direction": _report(
        bad='{"id": "total", "direction": "reverse", "inputs": {"actual": 0.0419, "本档标准值": 0.0378, "上档标准值": 0.0504, "功效系数": 0.325}}',
        good='{"id": "total", "direction": "reverse", "inputs": {"actual": 0.0419, "本档标准值": 0.0504, "上档标准值": 0.0378, "功效系数": 0.675}}',
        zh="反向指标越低越好，较好一档的标准值应更低。",
        en="Of a reverse indicator less is better, so the better standard value is the lower one.",
    ),
}

REMARKS: Mapping[str, Explanation] = {
    "rate-exact": _report(
        bad='{"id": "total", "weight": 20, "score": 19.38, "rate": "96.92%"}',
        good='{"id": "total", "weight": 20, "score": 19.38, "rate": "96.90%"}',
        zh="得分率按取位前的得分算，与印出的得分相除略有出入，不是错误。",
        en="A rate of the score before rounding differs a little from the printed quotient; that is "
        "no slip.",
    ),
    "sum-rounded": _report(
        bad='{"id": "total", "weight": 20, "score": 19, "children": [{"id": "A", "weight": 10, "score": 9}, {"id": "B", "weight": 10, "score": 9}]}',
        good='{"id": "total", "weight": 20, "score": 18, "children": [{"id": "A", "weight": 10, "score": 9}, {"id": "B", "weight": 10, "score": 9}]}',
        zh="先相加后取位的合计，可以与印出的各项之和相差末位。",
        en="A total that was added up before rounding may differ from the printed scores in its last "
        "place.",
    ),
    "grade-common": _report(
        bad='{"total": 96, "grade": "良"}',
        good='{"total": 96, "grade": "优"}',
        zh="多数办法以 90、80、60 分为界；报告若另有标准，应印在报告中。",
        en="Most regulations grade at 90, 80 and 60; a report with another scale should print it.",
    ),
    "no-target-and-actual": _report(
        bad='{"id": "total", "weight": 10, "score": 9}',
        good='{"id": "total", "weight": 10, "score": 9, "inputs": {"target": 10, "actual": 9}}',
        zh="得分由专家评定、按另外的规则计算，或报告没有印出数据，通用规则无从核对。",
        en="Where people judged, another rule applies or no data are printed, the generic rule has "
        "nothing to compare.",
    ),
    "no-weight": _report(
        bad='{"id": "total", "score": 9, "inputs": {"target": 10, "actual": 9}}',
        good='{"id": "total", "weight": 10, "score": 9, "inputs": {"target": 10, "actual": 9}}',
        zh="没有分值，就不知道满分是多少。",
        en="Without a weight nobody knows what full marks are.",
    ),
    "no-data-for-the-rule": _report(
        bad='{"tree": {"id": "total", "score": 95.18}}',
        good='{"inputs": {"全年预算数": 5333.85, "全年执行数": 5169.65}, "tree": {"id": "total", "score": 95.18}}',
        zh="规则集的公式需要数据；把数据写在报告的 inputs 中即可重算。",
        en="The formulas of the ruleset need data; give them as 'inputs' of the report.",
    ),
    "not-in-the-ruleset": _report(
        bad='{"id": "X9", "name": "其他", "score": 9}',
        good='{"id": "A", "name": "当年预算执行情况", "score": 19.38}',
        zh="报告的指标按名称对应规则集的指标，名称不同时按编号。",
        en="Indicators of the report are those of the ruleset with the same title, else with the same "
        "id.",
    ),
    "not-a-number": _report(
        bad='{"id": "total", "weight": 10, "score": "约九分"}',
        good='{"id": "total", "weight": 10, "score": 9}',
        zh="分值、得分和得分率是数；没有印出的写 null 或留空。",
        en="Weights, scores and rates are numbers; null, or an empty cell, where none is printed.",
    ),
    "not-a-score-table": _report(
        bad="说明\n本表由项目单位填报",
        good="一级指标,分值,得分\n产出,50,48",
        zh="只审核工作簿中第一张有得分表的工作表，其余列出。",
        en="The first sheet with a score table is audited; the others are named.",
    ),
}

READING: Mapping[str, Explanation] = {
    "report-not-object": _report(
        bad="[95.18]",
        good='{"tree": {"id": "total", "weight": 100, "score": 95.18}}',
        zh="JSON 报告是一个对象，指标树写在 tree 中。",
        en="A report in JSON is an object; its indicators stand in 'tree'.",
    ),
    "report-without-tree": _report(
        bad='{"total": 95.18}',
        good='{"total": 95.18, "tree": {"id": "total", "weight": 100}}',
        zh="没有指标树就没有可审核的得分。",
        en="Without a tree there are no scores to audit.",
    ),
    "report-node-malformed": _report(
        bad='{"tree": ["total"]}',
        good='{"tree": [{"id": "total"}]}',
        zh="指标写成对象，下级指标写在列表 children 中。",
        en="An indicator is an object, those below it a list, 'children'.",
    ),
    "report-statement-malformed": _report(
        bad='{"tree": {"id": "total"}, "statements": [{"value": 5}]}',
        good='{"tree": {"id": "total"}, "statements": [{"quantity": "总支出", "value": 5}]}',
        zh="陈述要写明是什么数据、数值多少，才能与别处比较。",
        en="A statement names its quantity and its value, or it cannot be compared.",
    ),
    "report-scale-malformed": _report(
        bad='{"tree": {"id": "total"}, "grade_scale": ["优"]}',
        good='{"tree": {"id": "total"}, "grade_scale": [{"grade": "优", "min": 90}]}',
        zh="等级标准逐级写明上下限。",
        en="A scale gives the ends of each of its grades.",
    ),
    "report-kind-unknown": _report(
        bad="自评表.pdf",
        good="自评表.xlsx",
        zh="扫描件和网页请先转成表格。",
        en="Turn scans and pages into a table first.",
    ),
    "report-without-table": _report(
        bad="项目名称,某某项目",
        good="一级指标,分值,得分\n产出,50,48\n合计,100,96",
        zh="得分表靠表头识别：要有指标名称列和得分列。",
        en="A score table is known by its headings: a column of names and one of scores.",
    ),
}

EXPLANATIONS: Mapping[str, Explanation] = {**FINDINGS, **REMARKS, **READING}
