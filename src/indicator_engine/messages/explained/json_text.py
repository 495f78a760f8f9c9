"""Explanations of what is no JSON, or not readable as such."""

from collections.abc import Mapping
from functools import partial

from indicator_engine.messages.explained.explanation import Explanation

_json = partial(Explanation, "json")
_sketch = partial(Explanation, "sketch")

EXPLANATIONS: Mapping[str, Explanation] = {
    "document-too-large": _sketch(
        bad="指标体系.ruleset.json    9,800,000 bytes",
        good="指标体系.ruleset.json       98,000 bytes",
        zh="规则集来自各单位，读取前先看大小，以免一个文件占满内存。正常的规则集只有几百 KB。",
        en="Rulesets come from anybody; the size is looked at before the text is, so that no file "
        "fills the memory. An ordinary ruleset has some hundred kilobytes.",
    ),
    "document-not-utf8": _sketch(
        bad="FF FE 7B 00 …    (UTF-16)",
        good="7B …             (UTF-8)",
        zh="JSON 规定用 UTF-8。记事本的“Unicode”就是 UTF-16，另存时应选 UTF-8。",
        en="JSON is UTF-8. What some editors call 'Unicode' is UTF-16; save it as UTF-8.",
    ),
    "document-not-utf8-here": _sketch(
        bad="D4 A4 CB E3          (预算, GBK)",
        good="E9 A2 84 E7 AE 97    (预算, UTF-8)",
        zh="按别的编码猜着读，汉字会悄悄变成另一些汉字，因此只读 UTF-8，并指出第一个不合的字节。",
        en="A guessed encoding silently turns characters into others; so only UTF-8 is read, and "
        "the first byte that is none is named.",
    ),
    "duplicate-key": _json(
        bad='{"weight": 20, "weight": 30}',
        good='{"weight": 30}',
        zh="多数程序只留下后一个，前一个无声消失；分值因此可能算错而无人察觉。",
        en="Most programs keep the last one and drop the other silently: a wrong weight that "
        "nobody sees.",
    ),
    "json-empty": _json(
        bad="",
        good='{"id": "demo"}',
        zh="文件是空的，多半是保存失败或选错了文件。",
        en="The file is empty: a save that failed, or the wrong file.",
    ),
    "json-unfinished": _json(
        bad='{"id": "demo"',
        good='{"id": "demo"}',
        zh="有括号没有闭合，常见于复制时漏了结尾；消息指出是哪一行的哪个括号。",
        en="A bracket is not closed, often the end of a copied text; the message says which one.",
    ),
    "json-end": _json(
        bad='{"id": "demo"} {}',
        good='{"id": "demo"}',
        zh="一个文件只放一个对象；后面的内容若被忽略，写的规则就不起作用。",
        en="A file holds one object; what follows would be rules without effect.",
    ),
    "json-value": _json(
        bad='{"weight": }',
        good='{"weight": 20}',
        zh="冒号后面必须有值；没有值时写 null，或删去这个键。",
        en="A value follows the colon; where there is none, write null or leave the key out.",
    ),
    "json-key": _json(
        bad='{"weight": 20, : 30}',
        good='{"weight": 20, "share": 30}',
        zh="每个值前面都有它的键，键是双引号中的文本。",
        en="Before every value stands its key, a text in double quotes.",
    ),
    "json-entry-without-key": _json(
        bad='{"grades": {{"grade": "优"}, {"grade": "良"}}}',
        good='{"grades": [{"grade": "优"}, {"grade": "良"}]}',
        zh="花括号里是“键: 值”，每项有名称；方括号里是并列的几项，没有名称。",
        en="In braces every entry has a name; what stands in brackets is a row without names.",
    ),
    "json-colon": _json(
        bad='{"weight" 20}',
        good='{"weight": 20}',
        zh="键和值之间用半角冒号隔开。",
        en="A colon stands between key and value.",
    ),
    "json-comma": _json(
        bad='{"weight": 20; "id": "A"}',
        good='{"weight": 20, "id": "A"}',
        zh="各项之间只用半角逗号，分号等符号不行。",
        en="Entries are separated by commas and nothing else.",
    ),
    "json-missing-comma": _json(
        bad='{"weight": 20 "id": "A"}',
        good='{"weight": 20, "id": "A"}',
        zh="增删行时最容易漏掉的就是逗号。",
        en="The comma is what is lost most often when lines are added or removed.",
    ),
    "json-trailing-comma": _json(
        bad='{"weight": 20,}',
        good='{"weight": 20}',
        zh="最后一项后面不写逗号；编辑器能容忍，JSON 不能。",
        en="No comma follows the last entry; editors forgive it, JSON does not.",
    ),
    "json-full-width": _json(
        bad='{"weight"：20}',
        good='{"weight": 20}',
        zh="中文输入法打出的冒号、逗号、引号是全角的，JSON 只认半角。",
        en="Chinese input methods type full-width signs; JSON knows the narrow ones only.",
    ),
    "json-invisible": _json(
        bad='{"weight":\u300020}',
        good='{"weight": 20}',
        zh="从网页或 Word 复制来的全角空格、零宽字符看不见，却使文件无法读取。",
        en="Spaces copied from web pages and documents look like nothing and break the text.",
    ),
    "json-thousands": _json(
        bad='{"预算数": 1,250.5}',
        good='{"预算数": 1250.5}',
        zh="逗号在 JSON 中是分隔符，1,250.5 会被读成两项；金额不写千位分隔符。",
        en="A comma separates entries: 1,250.5 would be two of them. Write amounts without it.",
    ),
    "json-single-quote": _json(
        bad="{'id': 'A'}",
        good='{"id": "A"}',
        zh="JSON 的文本只用双引号。",
        en="Texts of JSON stand in double quotes.",
    ),
    "json-comment": _json(
        bad='{"weight": 20 // 见附件\n}',
        good='{"weight": 20, "note": "见附件"}',
        zh="JSON 没有注释；写进 note，报表和文档里还能看到。",
        en="JSON has no comments; what stands in 'note' even gets into the documentation.",
    ),
    "json-unquoted": _json(
        bad='{"grade": 优}',
        good='{"grade": "优"}',
        zh="文本都要加双引号，只有数、true、false、null 不加。",
        en="Every text is quoted; only numbers, true, false and null are not.",
    ),
    "json-number": _json(
        bad='{"range": 90%, "weight": .5}',
        good='{"range": "90%", "weight": 0.5}',
        zh='JSON 的数写成 0.5、-3；百分数写成加引号的 "90%"，含义精确为 0.9。',
        en='Numbers of JSON are written 0.5 or -3; a percentage is the text "90%", exactly 0.9.',
    ),
    "json-not-finite": _json(
        bad='{"weight": NaN}',
        good='{"weight": null}',
        zh="NaN 参加计算会悄悄传染整个总分，因此不收；没有数值就写 null。",
        en="NaN spreads through every sum without a word, so it is refused; write null instead.",
    ),
    "json-literal": _json(
        bad='{"default": True}',
        good='{"default": true}',
        zh="true、false、null 一律小写。",
        en="The words true, false and null are lower case.",
    ),
    "json-open-text": _json(
        bad='{"title": "年度\n评价"}',
        good='{"title": "年度\\n评价"}',
        zh="文本不能跨行，换行写作 \\n；多数时候只是漏了后引号。",
        en="A text ends on its line, a line break is written \\n; mostly a quote is missing.",
    ),
    "json-inner-quote": _json(
        bad='{"title": "所谓"优""}',
        good='{"title": "所谓“优”"}',
        zh='文本里的半角双引号会让文本提前结束，可改用“”或写作 \\"。',
        en='A double quote inside a text ends it; use “” or write \\".',
    ),
    "json-escape": _json(
        bad='{"source": "C:\\data"}',
        good='{"source": "C:\\\\data"}',
        zh="反斜杠是转义的开头，它本身要写两个。",
        en="A backslash begins an escape; itself it is written twice.",
    ),
    "json-character": _json(
        bad='{"title": "年度\u202e评价"}',
        good='{"title": "年度评价"}',
        zh="控制字符和改变文字方向的字符能让人看到的与实际写的不同，因此一律不收。",
        en="Characters that hide or turn text around let it read otherwise than it is; none is taken.",
    ),
    "json-long-text": _sketch(
        bad='"note": "…"    25,000 characters',
        good='"note": "…"     2,500 characters',
        zh="过长的文本会撑坏报表；长篇说明应放在别处，在 source 中注明。",
        en="Long texts break reports; keep the essay elsewhere and name it in 'source'.",
    ),
    "json-long-number": _json(
        bad='{"weight": 0.3333333333333333333333333333333333333333333}',
        good='{"weight": 0.3333}',
        zh="位数过多的数多半是程序算出来的近似值；需要三分之一时，在公式里写 1 / 3，它是精确的。",
        en="So many digits are a computed approximation; where a third is meant, a formula says "
        "1 / 3, which is exact.",
    ),
    "json-too-deep": _sketch(
        bad="[[[[ … 100 … ]]]]",
        good="[[1]]",
        zh="嵌套层数有上限，以免恶意文件耗尽程序的栈；真实的指标体系只有几层。",
        en="Nesting is limited so that no hostile file exhausts the stack; real trees have few levels.",
    ),
    "json-too-many-values": _sketch(
        bad="2,000,000 values",
        good="2,000 values",
        zh="值的个数有上限，以免文件耗尽内存。",
        en="The number of values is limited so that no file exhausts the memory.",
    ),
}
