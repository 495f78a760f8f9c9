"""Sentences about where a ruleset comes from: its base, what it changes there, its versions."""

from collections.abc import Mapping

from indicator_engine.messages.sentence import Sentence

BASES: Mapping[str, Sentence] = {
    "base-unknown": Sentence(
        zh="没有名为“{base}”的自带规则集；文件应写相对路径，或以 .json 结尾",
        en=(
            "unknown base {base!r}, expected the id of a shipped ruleset, "
            "or a relative path with a separator or ending in .json"
        ),
    ),
    "base-unreadable": Sentence(
        zh="所扩展的“{base}”无法读取（{why}），请检查相对于本文件的路径",
        en="the base {base!r} cannot be read ({why}), expected a file relative to this one",
    ),
    "extends-outside": Sentence(
        zh="“{base}”不在规则集所在的文件夹之内；只能扩展自带的规则集，或该文件夹及其下的文件",
        en=(
            "the base {base!r} lies outside the folder of the ruleset, "
            "expected a file in that folder or below, or the id of a shipped ruleset"
        ),
    ),
    "extends-without-folder": Sentence(
        zh="本规则集不是来自文件夹中的文件，不能扩展文件“{base}”，只能扩展自带的规则集",
        en=(
            "a ruleset that is no file of a folder cannot extend the file {base!r}, "
            "expected the id of a shipped ruleset"
        ),
    ),
    "extends-in-a-circle": Sentence(
        zh="规则集循环扩展：{path}，应去掉其中一处",
        en="rulesets extend each other in a circle: {path}, expected none",
    ),
    "extends-too-deep": Sentence(
        zh="扩展超过 {limit} 层：{path}",
        en="the ruleset has more than {limit} bases, one below the other: {path}",
    ),
    "resolved-too-large": Sentence(
        zh="与所扩展的规则集合并后超过限额 {limit}",
        en="together with its base the ruleset exceeds the limit {limit}",
    ),
}

CHANGES: Mapping[str, Sentence] = {
    "override-unknown": Sentence(
        zh="{base} 中没有名为“{name}”的{what_kind}可改，或已删除；新增的应写全，指标还要写 under",
        en=(
            "{base} has no {what_kind} {name!r} to change, or it is removed, expected one that "
            "remains; a new one is written in full, an indicator with 'under'"
        ),
    ),
    "override-of-children": Sentence(
        zh=(
            "“{name}”是所扩展的规则集中的指标，不能在此写下级：下级各自列为改动，新增的写 under，"
            "去掉的写入 remove；要整个替换，把它也写入 remove"
        ),
        en=(
            "{name!r} is an indicator of the base, expected no children here: change each by an "
            "entry of its own, add one with 'under', list one in 'remove'; "
            "to replace it whole, list it in 'remove' too"
        ),
    ),
    "addition-known": Sentence(
        zh="{base} 中已有{first_kind}“{taken}”，不能新增“{name}”；改动已有指标不写 under",
        en=(
            "{name!r} is no new name, expected one that {base} has not: it has the {first_kind} "
            "{taken!r}; a change to an indicator has no 'under'"
        ),
    ),
    "under-unknown": Sentence(
        zh="{base} 中没有指标“{name}”，或已删除；新增的指标应放在已有的指标之下",
        en=(
            "{base} has no indicator {name!r}, or it is removed, expected one that remains "
            "to put the new indicator under"
        ),
    ),
    "under-leaf": Sentence(
        zh="指标“{name}”没有下级，不能在它之下新增；要把它改为一组，把它写入 remove 并重新写全",
        en=(
            "indicator {name!r} has no children, expected a group to put the new indicator under; "
            "to make it one, list it in 'remove' and declare it anew"
        ),
    ),
    "remove-unknown": Sentence(
        zh="{base} 中没有“{name}”可删除",
        en="{base} has no {name!r} to remove, expected the id of something that it has",
    ),
    "remove-of-two": Sentence(
        zh="“{name}”指几样东西，应写明是哪一个：{names}",
        en="{name!r} names more than one thing, expected one of {names}",
    ),
    "remove-root": Sentence(
        zh="“{name}”是总分，不能删除；要替换整棵指标树，在 indicators 中重新写全",
        en=(
            "{name!r} is the root and cannot be removed, expected an indicator below it; "
            "to replace the whole tree, declare it anew in 'indicators'"
        ),
    ),
}

VERSIONS: Mapping[str, Sentence] = {
    "effective-backwards": Sentence(
        zh="有效期止于 {to}，早于起始的 {from}",
        en="the ruleset applies until {to}, expected no day before {from}, on which it begins to",
    ),
    "not-effective": Sentence(
        zh="规则集“{id}”在 {day} 不适用，有效期：{periods}",
        en="ruleset {id!r} does not apply on {day}, expected a day of {periods}",
    ),
    "version-without-days": Sentence(
        zh="同一规则集有多个版本，本文件没有写有效期 effective",
        en="the ruleset has several versions and this one has no 'effective', expected its days",
    ),
    "version-misnamed": Sentence(
        zh="文件名是 {file}，按其标识和有效期应为 {expected}",
        en="the file is called {file}, expected {expected} by its id and its first day",
    ),
    "versions-overlap": Sentence(
        zh="本版本自 {from} 起适用，而 {file} 的有效期是 {before}，两者重叠",
        en="the version begins on {from}, expected a day after {before}, the days of {file}",
    ),
    "versions-gap": Sentence(
        zh="本版本自 {from} 起适用，而 {file} 的有效期是 {before}，中间有空档，应自 {expected} 起",
        en=(
            "the version begins on {from}, expected {expected}: "
            "no version applies between it and {file}, which has {before}"
        ),
    ),
}

SENTENCES: Mapping[str, Sentence] = {**BASES, **CHANGES, **VERSIONS}
