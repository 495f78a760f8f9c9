"""Explanations of forms that cannot be read, or not written."""

from collections.abc import Mapping
from functools import partial

from indicator_engine.messages.explained.explanation import Explanation

_sketch = partial(Explanation, "sketch")

EXPLANATIONS: Mapping[str, Explanation] = {
    "form-not-recognised": _sketch(
        bad="indicator-engine score courses.ruleset.json units.xlsx    (a table of units)",
        good="indicator-engine batch courses.ruleset.json units.xlsx -o scores.xlsx",
        zh="填报表靠表头和编号认出，与文件名无关；多个单位的表用 batch。",
        en="A form is known by its headings and ids, whatever it is called; a table of units is for "
        "batch.",
    ),
    "form-cell-unexpected": _sketch(
        bad="填报!F7: 12    (beside the merged cell of the item, E7)",
        good="填报!E7: 12",
        zh="写在格外的数不知道属于谁；忽略它，得分就少算了一项。",
        en="A number beside its cell belongs to nobody; were it passed over, an item would be lost.",
    ),
    "form-item-twice": _sketch(
        bad="C7: 预算数    C8: 预算数    (the row was copied)",
        good="C7: 预算数",
        zh="同一项有两行时，不替填表人决定以哪一行为准。",
        en="Of two rows of one item nobody but its author can say which one counts.",
    ),
    "form-reason-alone": _sketch(
        bad="填报值: 12    原因: 年初未下达",
        good="填报值: 待评    原因: 年初未下达",
        zh="原因说明为什么没有值；既有值又有原因，不知道哪个作数。",
        en="The reason says why there is no value; with a value beside it one of the two is wrong.",
    ),
    "form-rows-lacking": _sketch(
        bad="C5: 预算数    (the row of 执行数 was deleted)",
        good="C5: 预算数    C6: 执行数    (its value left empty where it is not known)",
        zh="删掉的行与留空一样按缺失处理，但可能并非填表人的本意。",
        en="A row that was deleted counts as left empty, which may not be what was meant.",
    ),
    "form-sheet-lacking": _sketch(
        bad="填报表.xlsx: 填报    (the second sheet was deleted)",
        good="填报表.xlsx: 填报, 指标说明",
        zh="第二张表可以空着；删掉它，写在上面的标记和说明就都没有了。",
        en="The second sheet may stay empty; where it is gone, so are the marks and remarks on it.",
    ),
    "form-of-another-version": _sketch(
        bad="indicator-engine form courses.ruleset.json -o form.xlsx    (then the ruleset was changed)",
        good="indicator-engine form courses.ruleset.json -o form.xlsx    (written anew)",
        zh="同名的填报项可能已换了单位或口径；填表人看到的是旧的说明。",
        en="An item of the same name may have another unit or meaning now; whoever filled it in saw "
        "the old one.",
    ),
    "form-cannot-hold": _sketch(
        bad='"inputs": {"说明": "待评"}    (of type text)',
        good='"inputs": {"说明": "等待评定"}',
        zh="单元格里的“待评”是标记，空白是缺失；写进去再读出来就不是原来的文字了。",
        en="In a cell the word is a mark, and a blank is missing; read back, neither is the text it "
        "was.",
    ),
    "form-without-cohort": _sketch(
        bad="indicator-engine form ranked.ruleset.json --example first    (with a cohort)",
        good="indicator-engine form ranked.ruleset.json --format table",
        zh="互相比较的单位要放在一张表里用 batch 计分。",
        en="Units that are compared with each other are rows of one table, scored by batch.",
    ),
}
