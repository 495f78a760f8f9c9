"""Explanations of tables that cannot be imported."""

from collections.abc import Mapping
from functools import partial

from indicator_engine.messages.explained.explanation import Explanation

_sketch = partial(Explanation, "sketch")

EXPLANATIONS: Mapping[str, Explanation] = {
    "import-kind-unknown": _sketch(
        bad="init --from 指标体系.docx",
        good="init --from 指标体系.xlsx",
        zh="Word、PDF 里的表请先粘贴到 Excel，旧的 .xls 请另存为 .xlsx。",
        en="Paste a table of Word or PDF into Excel first; save an old .xls as .xlsx.",
    ),
    "import-without-table": _sketch(
        bad="部门,经费\n教育局,500",
        good="一级指标,二级指标,分值,评分标准\n产出,数量,50,按比例得分",
        zh="指标表靠表头识别：要有指标名称列，以及分值、权重或评分标准列。",
        en="A table of indicators is known by its headings: names, and points, weights or rules.",
    ),
    "import-without-indicators": _sketch(
        bad="一级指标,分值\n合计,100",
        good="一级指标,分值\n产出,50\n效益,50\n合计,100",
        zh="表头下每个指标占一行，有名称，并有分值或评分标准。",
        en="Below the headings each indicator has a row, with a name and a weight or a rule.",
    ),
    "import-sheet-unknown": _sketch(
        bad="init --from 指标体系.xlsx --sheet 评分",
        good="init --from 指标体系.xlsx --sheet 评分表",
        zh="工作表的名称要与 Excel 下方的标签完全一致。",
        en="The name of a sheet is that of its tab in Excel, to the letter.",
    ),
}
