"""Sentences about a department's own Word files: what they ask for, and what they may not."""

from collections.abc import Mapping

from indicator_engine.messages.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "placeholder-unknown": Sentence(
        zh="模板中的“{name}”不是可用的名称",
        en="the template asks for {name!r}, expected a known name",
    ),
    "template-syntax": Sentence(
        zh="模板此处的写法有误：{why}", en="the template is malformed here, expected Jinja: {why}"
    ),
    "template-construct": Sentence(
        zh="模板此处的写法不允许；只能用名称、键、循环 for 和条件 if",
        en="the template has more here than it may, expected names, keys, 'for' and 'if' alone",
    ),
    "template-loop": Sentence(
        zh="模板不能在此对“{name}”循环；应对列表循环，内层只对外层那一行的下级循环",
        en=(
            "the template loops over {name!r} here, expected a list, and inside another loop "
            "a list of the row of that loop"
        ),
    ),
    "template-list": Sentence(
        zh="“{name}”是列表，不能直接印出，应写循环：{{% for 行 in {name} %}} … {{% endfor %}}",
        en="{name!r} is a list, expected a loop: {{% for row in {name} %}} … {{% endfor %}}",
    ),
    "template-stray": Sentence(
        zh="填写后“{text}”落在段落之外；{{{{p …}}}}、{{{{tr …}}}}、{{{{r …}}}} 不能用来填文字，应写作 {{{{ … }}}}",
        en=(
            "filled in, {text!r} stands outside a paragraph, expected text inside one; write "
            "{{{{ … }}}} without p, tr, tc or r"
        ),
    ),
    "template-unreadable": Sentence(
        zh="不是可以填写的 Word 文件（.docx）：{why}",
        en="this is no Word file that can be filled in, expected a .docx: {why}",
    ),
    "template-with-macros": Sentence(
        zh="模板带有宏，不予使用；请用 Word 另存为不带宏的 .docx",
        en="the template has macros, expected none; save it as .docx without them",
    ),
    "template-too-large": Sentence(
        zh="模板的 {part} 解压后太大，全部解压后最多 {limit} 字节",
        en="{part} of the template is too large, expected {limit} bytes at most when uncompressed",
    ),
}
