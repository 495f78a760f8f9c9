"""Explanations of where a ruleset comes from: its base, what it changes there, its versions."""

from collections.abc import Mapping
from functools import partial

from indicator_engine.messages.explained.explanation import Explanation

_ruleset = partial(Explanation, "ruleset")
_sketch = partial(Explanation, "sketch")

EXPLANATIONS: Mapping[str, Explanation] = {
    "base-unknown": _sketch(
        bad='"extends": "framwork"',
        good='"extends": "framework.ruleset.json"',
        zh="不带路径的名称指自带的规则集；自己的文件写相对路径，或以 .json 结尾。",
        en="A bare word names a shipped ruleset; a file of one's own needs a separator or .json.",
    ),
    "base-unreadable": _sketch(
        bad='"extends": "不存在.ruleset.json"',
        good='"extends": "framework.ruleset.json"',
        zh="路径从写有 extends 的文件所在的文件夹算起；应是普通文件，可读。",
        en="The path starts in the folder of the file that says it, and leads to a plain file.",
    ),
    "extends-outside": _sketch(
        bad='"extends": "../其他部门/framework.ruleset.json"',
        good='"extends": "bases/framework.ruleset.json"',
        zh="规则集可能来自别处：它不能让引擎读文件夹之外的文件，也不能从网上取；把基础文件放在同一文件夹。",
        en="A ruleset from elsewhere must not make the engine read other files, nor fetch any; "
        "put the base into its folder.",
    ),
    "extends-without-folder": _sketch(
        bad="indicator-engine check - < dept.ruleset.json",
        good="indicator-engine check dept.ruleset.json",
        zh="标准输入和文本没有所在的文件夹，相对路径无从算起。",
        en="Standard input and texts are in no folder that a relative path could start from.",
    ),
    "extends-in-a-circle": _sketch(
        bad='a.ruleset.json: "extends": "b.ruleset.json"\n'
        'b.ruleset.json: "extends": "a.ruleset.json"',
        good='a.ruleset.json: "extends": "b.ruleset.json"',
        zh="互相扩展的规则集谁也不是基础。",
        en="Of rulesets that extend each other none is the base.",
    ),
    "extends-too-deep": _sketch(
        bad="a → b → c → d → e → f → g",
        good="a → b → c",
        zh="层数太多，读者就看不出一条规则来自哪个文件；可用 resolve 合并其中几层。",
        en="With many bases no reader sees where a rule comes from; `resolve` puts some together.",
    ),
    "resolved-too-large": _sketch(
        bad="indicator-engine check huge-on-huge.ruleset.json",
        good="indicator-engine check dept.ruleset.json",
        zh="合并之后与单独一个文件受同样的限额。",
        en="What is put together keeps to the limits of a single file.",
    ),
    "override-unknown": _sketch(
        bad='"indicators": [{"id": "产出数了", "weight": 12}]',
        good='"indicators": [{"id": "产出数量", "weight": 12}]',
        zh="改动要对准已有的标识，写错了就会悄悄变成别的东西；新增的要写全，指标写明 under。",
        en="A change has to meet an id that is there, or a slip would become something new; "
        "what is new is written in full, an indicator with 'under'.",
    ),
    "override-of-children": _sketch(
        bad='"indicators": [{"id": "产出", "children": [{"id": "产出质量", "weight": 30}]}]',
        good='"indicators": [{"id": "产出质量", "weight": 30}]',
        zh="每个指标按自己的标识改动，不必写出它在哪一层。",
        en="Every indicator is changed by its own id, wherever in the tree it stands.",
    ),
    "addition-known": _sketch(
        bad='"indicators": [{"id": "产出数量", "under": "产出", "weight": 12}]',
        good='"indicators": [{"id": "产出数量", "weight": 12}]',
        zh="写了 under 就是新增，标识不能与已有的重名；改动已有指标只写标识和要改的键。",
        en="With 'under' an indicator is new and needs an id of its own; a change has only the id "
        "and what differs.",
    ),
    "under-unknown": _sketch(
        bad='"indicators": [{"id": "新增", "under": "产初", "weight": 5, "formula": "5"}]',
        good='"indicators": [{"id": "新增", "under": "产出", "weight": 5, "formula": "5"}]',
        zh="新增的指标要有上级，才知道计入哪一组。",
        en="A new indicator counts in the group that it is put under.",
    ),
    "under-leaf": _sketch(
        bad='"indicators": [{"id": "新增", "under": "产出数量", "weight": 5, "formula": "5"}]',
        good='"indicators": [{"id": "新增", "under": "产出", "weight": 5, "formula": "5"}]',
        zh="没有下级的指标有自己的公式；在它之下新增，公式就不再说得通。",
        en="A leaf has a formula of its own, which would mean nothing above others.",
    ),
    "remove-unknown": _sketch(
        bad='"remove": ["培训人书"]',
        good='"remove": ["培训人数"]',
        zh="写错的标识什么也删不掉，却看似删了。",
        en="A slip would remove nothing and look as if it did.",
    ),
    "remove-of-two": _sketch(
        bad='"remove": ["得分率"]',
        good='"remove": ["tables/得分率"]',
        zh="函数和表可与输入项、派生值、指标同名，要写明删哪一个。",
        en="Functions and tables may share names with inputs, derived values and indicators.",
    ),
    "remove-root": _sketch(
        bad='"remove": ["total"]',
        good='"remove": ["产出"]',
        zh="没有总分就没有指标体系。",
        en="Without its root there is no system of indicators.",
    ),
    "effective-backwards": _ruleset(
        bad='"effective": {"from": "2023-01-01", "to": "2022-12-31"}',
        good='"effective": {"from": "2022-01-01", "to": "2022-12-31"}',
        zh="首尾两日都算在内；一天也可以。",
        en="Both days count; they may be the same.",
    ),
    "not-effective": _sketch(
        bad="indicator-engine score framework data.json --on 2019-06-30",
        good="indicator-engine score framework data.json --on 2022-06-30",
        zh="按那天的规则计分，就要有那天适用的版本；不写 --on 时用有效期最晚的版本，与当天日期无关。",
        en="To score by the rules of a day there has to be a version of that day; without --on it "
        "is the last one, whatever the clock says.",
    ),
    "version-without-days": _sketch(
        bad='"id": "framework"',
        good='"id": "framework", "effective": {"from": "2020-01-01"}',
        zh="几个文件同属一个规则集时，每个都要写明何时适用，否则说不清用哪个。",
        en="Where several files are one ruleset, each says when it applies.",
    ),
    "version-misnamed": _sketch(
        bad="framework@2020.ruleset.json",
        good="framework@2020-01-01.ruleset.json",
        zh="文件名与内容不符，读者会拿错版本。",
        en="A name that says something else makes readers take the wrong version.",
    ),
    "versions-overlap": _sketch(
        bad='"effective": {"from": "2022-12-31"}',
        good='"effective": {"from": "2023-01-01"}',
        zh="同一天只能有一个版本适用；前一版本没有写 to 时，应补上。",
        en="On every day one version applies; one that has a successor needs its 'to'.",
    ),
    "versions-gap": _sketch(
        bad='"effective": {"from": "2023-02-01"}',
        good='"effective": {"from": "2023-01-01"}',
        zh="各版本首尾相接，中间的日子才有规则可依。",
        en="Versions follow each other day by day, or some days have no rules.",
    ),
}
