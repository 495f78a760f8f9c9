"""Sentences about a ruleset as a whole: its names, its tree, where it comes from."""

from collections.abc import Mapping

from indicator_engine.messages.sentence import Sentence

SENTENCES: Mapping[str, Sentence] = {
    "ruleset-unknown": Sentence(
        zh="没有名为“{id}”的内置规则集；文件应写出路径，或以 .json 结尾",
        en=(
            "unknown ruleset {id!r}, expected the id of a shipped one, "
            "or a path with a separator or ending in .json"
        ),
    ),
    "file-unreadable": Sentence(
        zh="文件无法读取（{why}），请检查路径和权限",
        en="the file cannot be read ({why}), expected a readable one",
    ),
    "name-not-identifier": Sentence(
        zh="{what_kind}“{name}”不能作为名称，应由汉字、字母、数字、下划线组成，不以数字开头",
        en=(
            "{what_kind} {name!r} is not fit as a name, expected letters, digits and underscores, "
            "no digit first; write anything else into its title"
        ),
    ),
    "name-not-normal": Sentence(
        zh="“{name}”含有全角等特殊形式的字符，应写成“{normal}”",
        en="{name!r} has characters of a special form, expected {normal!r}",
    ),
    "name-is-keyword": Sentence(
        zh="{what_kind}“{name}”是公式语言的保留字，应换一个名称，原名可写入 title",
        en=(
            "{what_kind} {name!r} is a keyword of formulas, expected another name; "
            "its title may stay the same"
        ),
    ),
    "name-is-reserved": Sentence(
        zh="{what_kind}“{name}”不能用此名称：公式中 weight 是指标的分值，value 是调整前的得分",
        en=(
            "{what_kind} {name!r} has a reserved name, expected another one: in formulas 'weight' "
            "is the indicator's points and 'value' the score so far"
        ),
    ),
    "name-clash": Sentence(
        zh=(
            "{second_kind}“{name}”与已有的{first_kind}重名（不分大小写和全角、半角）；"
            "应换一个标识，名称（title）可以相同"
        ),
        en=(
            "{second_kind} {name!r} clashes with the {first_kind} of that name (case and width do "
            "not count), expected a name of its own; give one of them another id and the same title"
        ),
    ),
    "id-is-reserved": Sentence(
        zh="指标不能用标识“{name}”，它是得分表的列名；应换一个标识（total 只能用于总分）",
        en=(
            "id {name!r} is reserved for a column of score tables, expected another one; "
            "'total' is the root's alone"
        ),
    ),
    "names-in-a-circle": Sentence(
        zh="公式循环引用：{path}，应去掉其中一处引用",
        en="formulas need each other in a circle: {path}, expected none; break it at one of them",
    ),
    "functions-in-a-circle": Sentence(
        zh="函数循环调用：{path}，函数不能直接或间接调用自己",
        en="functions call each other in a circle: {path}, expected none that leads to itself",
    ),
    "range-malformed": Sentence(
        zh="区间“{range}”里没有数，应为 [0, 100]、[80%, 100%) 这样的区间，左端不大于右端",
        en=(
            "range {range!r} holds no number, expected one such as [0, 100] or [80%, 100%), "
            "the lower end first"
        ),
    ),
    "number-unreadable": Sentence(
        zh='“{number}”不是数，应写成 12.5 或 "90%"',
        en='{number!r} is not a number, expected one such as 12.5 or "90%"',
    ),
    "tier-outside": Sentence(
        zh="档次“{tier}”的区间 {range} 超出得分率的范围 [0%, 100%]",
        en="tier {tier!r} has the range {range}, expected rates within [0%, 100%]",
    ),
    "table-not-ascending": Sentence(
        zh="此点的 x 是 {x}，应大于前一点的 {before}",
        en="the point has x {x}, expected more than {before}, the x of the point before it",
    ),
    "tree-too-large": Sentence(
        zh="指标数或指标层数超过 {limit}",
        en="the tree has more than {limit} indicators or levels, expected at most so many",
    ),
    "weight-needed": Sentence(
        zh="指标“{id}”缺少分值 weight", en="indicator {id!r} has no weight, expected its points"
    ),
    "formula-needed": Sentence(
        zh="指标“{id}”既没有公式 formula，也没有下级 children，应写其中一个",
        en="indicator {id!r} has neither formula nor children, expected one of them",
    ),
    "weight-under-combine": Sentence(
        zh="指标“{id}”不能有 weight：上级用 combine 合成，下级都按上级的分值计分；比重写作 share",
        en=(
            "indicator {id!r} has a weight, expected none: its parent combines children that are "
            "all scored on its own scale; write a relative weight as 'share'"
        ),
    ),
    "policies-on-group": Sentence(
        zh="指标“{id}”有下级，不能写“{name}”，应写在没有下级的指标上",
        en="group {id!r} has {name!r}, expected only on indicators without children",
    ),
    "key-of-groups": Sentence(
        zh="指标“{id}”没有下级，不能写“{name}”",
        en="indicator {id!r} has {name!r}, expected only on indicators with children",
    ),
    "formula-and-combine": Sentence(
        zh="指标“{id}”已有公式，不能再写“{name}”",
        en="indicator {id!r} has {name!r} beside a formula, expected one of them",
    ),
    "grade-below-root": Sentence(
        zh="“{name}”只能写在总分（根指标）的调整中",
        en="{name!r} stands below the root, expected only in adjustments of the root",
    ),
    "places-too-many": Sentence(
        zh="小数位数为 {places}，不能多于规则集的 {most} 位",
        en="the indicator has {places} places, expected at most the ruleset's {most}",
    ),
}
