"""Sentences of the floor ``documents``: JSON text, and the format of a ruleset."""

from collections.abc import Mapping

from indicator_engine.messages.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "document-too-large": Sentence(
        zh="文件有 {size} 字节，最多允许 {limit} 字节",
        en="the document has {size} bytes, expected at most {limit}",
    ),
    "document-not-utf8": Sentence(
        zh="文件是 UTF-16 或 UTF-32 编码，应另存为 UTF-8",
        en="the document is in UTF-16 or UTF-32, expected UTF-8; save it as UTF-8",
    ),
    "document-not-utf8-here": Sentence(
        zh="第 {offset} 字节 {byte} 不是 UTF-8 编码（可能是 GBK），应将文件另存为 UTF-8",
        en="byte {byte} at offset {offset} is not UTF-8 (GBK, perhaps); save the file as UTF-8",
    ),
    "duplicate-key": Sentence(
        zh="键“{key}”重复，第 {line} 行已有；每个键只能写一次",
        en="key {key!r} stands here a second time, first on line {line}; expected once",
    ),
    "json-empty": Sentence(
        zh="文件没有内容，应有一个 JSON 对象 {{…}}",
        en="the document is empty, expected a JSON object {{…}}",
    ),
    "json-unfinished": Sentence(
        zh="文件到此结束，但第 {line} 行的“{open}”没有闭合，应补上“{close}”",
        en="the document ends here, but {open!r} of line {line} is not closed; expected {close!r}",
    ),
    "json-end": Sentence(
        zh="文档已经结束，此处多出“{found}”",
        en="found {found!r} after the end of the document; expected nothing more",
    ),
    "json-value": Sentence(
        zh="此处是“{found}”，应为一个值：双引号中的文本、数、true、false、null、[…] 或 {{…}}",
        en=(
            "found {found!r}, expected a value: text in double quotes, a number, true, false, "
            "null, […] or {{…}}"
        ),
    ),
    "json-key": Sentence(
        zh="此处是“{found}”，应为双引号中的键，或“}}”",
        en="found {found!r}, expected a key in double quotes, or '}}'",
    ),
    "json-entry-without-key": Sentence(
        zh="此处是“{found}”，而第 {line} 行的“{open}”里每一项前面都要有键；要并列几项，应写在列表 […] 中",
        en=(
            "found {found!r}, expected a key before every entry of {open!r} of line {line}; "
            "entries without keys stand in a list […]"
        ),
    ),
    "json-colon": Sentence(
        zh="此处是“{found}”，键“{key}”之后应为冒号“:”",
        en="found {found!r}, expected ':' after the key {key!r}",
    ),
    "json-comma": Sentence(
        zh="此处是“{found}”，应为逗号“,”，或用“{close}”闭合第 {line} 行的“{open}”",
        en="found {found!r}, expected ',' or {close!r} to close {open!r} of line {line}",
    ),
    "json-missing-comma": Sentence(
        zh="此处缺少逗号“,”，其后还有一项",
        en="found no comma between two entries, expected one here",
    ),
    "json-trailing-comma": Sentence(
        zh="此逗号之后是“{close}”，最后一项后面不写逗号",
        en="the comma stands before {close!r}; expected no comma after the last entry",
    ),
    "json-full-width": Sentence(
        zh="{found} 是全角字符，应切换到英文输入法，改为半角的 {expected}",
        en="{found!r} is full-width, expected {expected!r}",
    ),
    "json-invisible": Sentence(
        zh="此处是不可见字符 {character}（如全角空格），应删除，或改为普通空格",
        en="found {character}, an invisible character, expected an ordinary space or nothing",
    ),
    "json-thousands": Sentence(
        zh="数中不能有千位分隔符，应去掉此逗号",
        en="the comma separates thousands; expected a number without separators",
    ),
    "json-single-quote": Sentence(
        zh='此处是单引号，文本应写在双引号 " 中',
        en='found a single quote, expected text in double quotes (")',
    ),
    "json-comment": Sentence(
        zh='JSON 不能写注释；可将说明写入 "note"',
        en='JSON has no comments; write it into "note" instead',
    ),
    "json-unquoted": Sentence(
        zh='“{found}”没有引号，文本应写在双引号中："{found}"',
        en='{found!r} has no quotes, expected "{found}"',
    ),
    "json-number": Sentence(
        zh='“{found}”不是 JSON 的数，应写成 0.5、-3、1000；百分数要加双引号："90%"',
        en=(
            "{found!r} is not a number of JSON, expected 0.5, -3 or 1000; "
            'a percentage needs quotes: "90%"'
        ),
    ),
    "json-not-finite": Sentence(
        zh="“{found}”不是数；没有数值时写 null，或不写这个键",
        en="{found!r} is not a number; write null where there is none, or leave the key out",
    ),
    "json-literal": Sentence(
        zh="“{found}”应写成小写的 {expected}",
        en="{found!r} is not a word of JSON, expected {expected}",
    ),
    "json-open-text": Sentence(
        zh="文本缺少后面的双引号；文本须在同一行内结束，其中换行写作 \\n",
        en=("the text has no closing double quote on its line; a line break inside is written \\n"),
    ),
    "json-inner-quote": Sentence(
        zh='文本在此引号处已结束，其后应为逗号或冒号；文本中的双引号写作 \\" 或用“”',
        en=(
            'the text ends with this quote, but goes on; a quote inside a text is written \\", '
            "and a comma or colon follows its end"
        ),
    ),
    "json-escape": Sentence(
        zh="此处的反斜杠不构成转义；反斜杠本身写作 \\\\",
        en="this backslash begins no escape of JSON; a backslash itself is written \\\\",
    ),
    "json-character": Sentence(
        zh="文本含有控制字符或不可见字符 {character}，应删除；换行写作 \\n，制表符写作 \\t",
        en=(
            "the text holds {character}, a control or invisible character, expected none; "
            "a line break is written \\n, a tab \\t"
        ),
    ),
    "json-long-text": Sentence(
        zh="文本超过 {limit} 个字符，应缩短",
        en="the text has more than {limit} characters, expected at most so many",
    ),
    "json-long-number": Sentence(
        zh="数 {found} 太长，最多 {integer} 位整数和 {fraction} 位小数",
        en=(
            "the number {found} is too long, expected at most {integer} digits before the point "
            "and {fraction} after it"
        ),
    ),
    "json-too-deep": Sentence(
        zh="对象和列表嵌套超过 {limit} 层",
        en="objects and lists stand one inside the other more than {limit} deep",
    ),
    "json-too-many-values": Sentence(
        zh="文件中的值超过 {limit} 个",
        en="the document holds more than {limit} values",
    ),
    "unknown-format": Sentence(
        zh="规则集格式版本“{format}”未知，本引擎支持版本 {expected}",
        en="unknown ruleset format {format!r}, expected {expected}",
    ),
    "unknown-key": Sentence(
        zh="没有名为“{name}”的键，此处可用：{allowed}",
        en="unknown key {name!r}, expected one of {allowed}",
    ),
    "missing-key": Sentence(
        zh="“{owner}”缺少必需的键“{name}”",
        en="{owner!r} has no key {name!r}, which is required",
    ),
    "missing-key-of": Sentence(
        zh="“{owner}”应写且只写其中一个键：{names}",
        en="{owner!r} has none of the keys {names}, expected exactly one",
    ),
    "exclusive-keys": Sentence(
        zh="“{owner}”同时写有 {found}，只能写其中一个：{names}",
        en="{owner!r} has {found} together, expected only one of {names}",
    ),
    "key-not-here": Sentence(
        zh="此处不能写键“{name}”，它属于{home_kind}",
        en="key {name!r} has no place here, expected in {home_kind}",
    ),
    "wrong-type": Sentence(
        zh="“{subject}”是{found_kind}，应为{expected_kind}",
        en="{subject!r} is {found_kind}, expected {expected_kind}",
    ),
    "not-one-of": Sentence(
        zh="“{subject}”不能是“{value}”，可选：{allowed}",
        en="{subject!r} is {value!r}, expected one of {allowed}",
    ),
    "bad-pattern": Sentence(
        zh="“{value}”的写法不对，应为{expected_kind}",
        en="found {value!r}, expected {expected_kind}",
    ),
    "number-in-quotes": Sentence(
        zh="“{value}”写在引号中，是文本；应为数，不加引号和单位：{number}",
        en="found the text {value!r}, expected a number without quotes or unit: {number}",
    ),
    "too-small": Sentence(
        zh="“{subject}”是 {value}，应 {bound}", en="{subject!r} is {value}, expected {bound}"
    ),
    "too-large": Sentence(
        zh="“{subject}”是 {value}，应 {bound}", en="{subject!r} is {value}, expected {bound}"
    ),
    "too-few": Sentence(
        zh="“{subject}”有 {size} 项，至少应有 {limit} 项",
        en="{subject!r} has {size} entries, expected at least {limit}",
    ),
    "too-many": Sentence(
        zh="“{subject}”有 {size} 项，最多允许 {limit} 项",
        en="{subject!r} has {size} entries, expected at most {limit}",
    ),
    "empty-text": Sentence(
        zh="“{subject}”是空文本，应写内容，或删去这个键",
        en="{subject!r} is empty, expected a text; write one or leave the key out",
    ),
    "text-too-long": Sentence(
        zh="“{subject}”有 {size} 个字符，最多允许 {limit} 个",
        en="{subject!r} has {size} characters, expected at most {limit}",
    ),
}
