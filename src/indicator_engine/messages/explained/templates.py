"""Explanations of Word files that cannot be filled in."""

from collections.abc import Mapping
from functools import partial

from indicator_engine.messages.explained.explanation import Explanation

_sketch = partial(Explanation, "sketch")

EXPLANATIONS: Mapping[str, Explanation] = {
    "placeholder-unknown": _sketch(
        bad="评价得分为 {{ 总得分 }} 分",
        good="评价得分为 {{ 总分 }} 分",
        zh="写错的名称若留空，印出的报告就缺一个数；因此全部列出，一个也不填。",
        en="A misspelt name that stayed empty would leave a hole in print; so all are told, and "
        "nothing is filled in.",
    ),
    "template-syntax": _sketch(
        bad="{% for 行 in 指标 %}",
        good="{%tr for 行 in 指标 %} … {%tr endfor %}",
        zh="循环和条件要成对，花括号要完整。",
        en="Loops and conditions have an end, and braces come in pairs.",
    ),
    "template-construct": _sketch(
        bad="{{ 总分 * 1.2 }}",
        good="{{ 总分 }}",
        zh="模板只印已有的数，不计算、不调用；要改分数，应写进规则集。",
        en="A template prints what there is and neither computes nor calls; what changes a score "
        "belongs into the ruleset.",
    ),
    "template-loop": _sketch(
        bad="{% for 部分 in 一级指标 %}{% for 行 in 指标 %} … {% endfor %}{% endfor %}",
        good="{% for 部分 in 一级指标 %}{% for 行 in 部分.下级 %} … {% endfor %}{% endfor %}",
        zh="不相干的循环套在一起，行数会相乘。",
        en="Loops that have nothing to do with each other would multiply the number of lines.",
    ),
    "template-list": _sketch(
        bad="{{ 警告 }}",
        good="{%p for 条 in 警告 %} {{ 条 }} {%p endfor %}",
        zh="列表有多行，由模板决定每行怎么印。",
        en="A list has many lines; the template says how each is printed.",
    ),
    "template-stray": _sketch(
        bad="{{p 结论 }}",
        good="{{ 结论 }}",
        zh="{{p …}} 会去掉段落本身，文字落在段落之外，Word 打不开这样的文件。",
        en="{{p …}} takes the paragraph away and leaves its text outside; Word opens no such file.",
    ),
    "template-unreadable": _sketch(
        bad="--template form.doc",
        good="--template form.docx",
        zh="旧的 .doc、模板 .dotx 和加密的文件，请先用 Word 另存为 .docx。",
        en="Save an old .doc, a .dotx or a file with a password as .docx first.",
    ),
    "template-with-macros": _sketch(
        bad="--template form.docm",
        good="--template form.docx",
        zh="宏会随报告发出去，在读者的电脑上运行。",
        en="Macros would go out with the report and run on its readers' machines.",
    ),
    "template-too-large": _sketch(
        bad="form.docx    (5 MB, 3 GB when uncompressed)",
        good="form.docx    (pictures of the size in which they are printed)",
        zh="很小的文件解压后可能占满内存；限额按实际解压的字节计。",
        en="A small file may fill the memory when it is unpacked; what counts are its real bytes.",
    ),
}
