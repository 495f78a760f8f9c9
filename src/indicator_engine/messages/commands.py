"""Help texts and messages of the command line; no part of the catalogue, for none is a finding."""

from collections.abc import Mapping

from indicator_engine.messages.sentence import Sentence

PROGRAM = Sentence(
    zh="校验指标体系规则集，按规则集精确计分并说明每一分的来由。",
    en="Verify rulesets of indicators, score by them exactly, and explain every point.",
)
USAGE = Sentence(zh="用法：", en="usage: ")
COMMANDS = Sentence(zh="命令", en="commands")
ARGUMENTS = Sentence(zh="参数", en="arguments")
OPTIONS = Sentence(zh="选项", en="options")
FAILURE = Sentence(zh="{prog}：参数有误：{message}", en="{prog}: error: {message}")

HELP = Sentence(zh="显示本帮助", en="show this help")
VERSION = Sentence(zh="显示版本", en="show the version")
LANG = Sentence(zh="语言，默认随系统", en="language; by default that of the locale")
FORMAT = Sentence(zh="输出格式，默认 {default}", en="format of the output; {default} by default")
STRICT = Sentence(zh="有警告时退出状态也为 1", en="exit with 1 for warnings too")
EFFORT = Sentence(
    zh="证明的搜索上限，默认 {default}", en="effort of the proofs; {default} by default"
)
COVERAGE = Sentence(
    zh="报告示例覆盖了哪些档次、分支、等级；低于 PERCENT 时退出状态为 1",
    en="report what the examples cover; exit with 1 below PERCENT",
)
SUGGEST = Sentence(
    zh="列出值得补充的示例（JSON，可直接粘贴）", en="print examples worth adding, as JSON to paste"
)
EXPLAIN = Sentence(
    zh="解释一个代码，附正误示例", en="explain a code, with a wrong and a right example"
)
NO_RULESET = Sentence(zh="请给出要校验的规则集", en="no ruleset is given, expected one to check")
NO_CODE = Sentence(
    zh="没有代码“{code}”{hint}",
    en="there is no code {code!r}{hint}",
)
COVERED = Sentence(
    zh="{id}：示例覆盖 {covered} / {total}", en="{id}: the examples cover {covered} of {total}"
)
UNCOVERED = Sentence(zh="  {at}：{name}", en="  {at}: {name}")
OUTPUT = Sentence(zh="写入文件，而非标准输出", en="write to a file instead of standard output")
RULESET = Sentence(
    zh="自带规则集的编号，或文件路径；- 为标准输入",
    en="id of a shipped ruleset, or a path; - is standard input",
)
ON = Sentence(
    zh="采用这一天（如 2022-06-30）适用的版本，默认为有效期最晚的版本",
    en="use the version that applies on this day, such as 2022-06-30; by default the last one",
)
DATA = Sentence(
    zh="一个单位的数据（JSON 文件，或填好的填报表）；- 为标准输入",
    en="data of one unit, a JSON file or a form filled in; - is standard input",
)
EXAMPLE = Sentence(zh="改用规则集自带的示例", en="score an example of the ruleset instead")
TEMPLATE = Sentence(
    zh="填写本单位的 Word 文件（.docx），用于 --format docx",
    en="fill in a Word file of one's own (.docx), with --format docx",
)
TEMPLATE_OF_OTHER_FORMAT = Sentence(
    zh="--template 只能与 --format docx 一起使用，现为 {format}",
    en="--template is given with the format {format!r}, expected --format docx",
)
TABLE = Sentence(
    zh="各单位的数据表（csv、xlsx、parquet、arrow），或放填报表的文件夹，每个单位一份",
    en="a table of units (csv, xlsx, parquet, arrow), or a folder of filled forms, one a unit",
)
TABLE_OUTPUT = Sentence(
    zh="得分表写入此文件，格式随文件名（csv、xlsx、parquet、arrow）",
    en="file of the scores, in the format its name says (csv, xlsx, parquet, arrow)",
)
UNIT_COLUMN = Sentence(
    zh="单位所在的列，默认 unit 或 单位，没有则用行号",
    en="column that names the unit; by default unit or 单位, else the row's number",
)
REFUSED = Sentence(
    zh="无法计分的行及原因写入此文件，默认 OUT.refused.csv",
    en="file of the rows that cannot be scored, and why; OUT.refused.csv by default",
)
SCORES = Sentence(
    zh="得分的形式：小数、末位为单位的整数、浮点数，默认 {default}",
    en="scores as decimals, as whole numbers of last places, or as floats; {default} by default",
)
ENCODING = Sentence(
    zh="CSV 的编码，默认 UTF-8，否则 GB18030",
    en="encoding of a CSV file; by default UTF-8, else GB18030",
)
SHEET = Sentence(zh="工作表，默认第一个", en="sheet of a workbook; the first by default")
UNIQUE = Sentence(
    zh="超过一百万行时也检查单位是否重复", en="compare the units of more than a million rows too"
)
SCORING = Sentence(zh="计分", en="scoring")
ROWS = Sentence(
    zh="读入 {read} 行：计分 {scored} 行（其中总分待定 {incomplete} 行），未计分 {refused} 行",
    en="rows read: {read}; scored: {scored} (of these with an open total: {incomplete}); "
    "refused: {refused}",
)
GRADES = Sentence(zh="等级：{grades}", en="grades: {grades}")
SEE_REFUSED = Sentence(
    zh="未计分的行及原因见 {path}", en="the refused rows, and why, are in {path}"
)
BY_ITSELF = Sentence(
    zh="不用规则集，按自评表通用规则审核（执行率、完成率 × 分值）",
    en="audit without a ruleset, by the generic rule of self-evaluation forms",
)
REPORT = Sentence(
    zh="已完成的报告（json、csv、xlsx）；- 为标准输入（JSON）",
    en="a finished report (json, csv, xlsx); - is standard input, JSON",
)
AUDITED = Sentence(
    zh="{name}：核对 {checked} 处，错误 {errors} 处，提示 {others} 处",
    en="{name}: numbers compared: {checked}, errors: {errors}, remarks: {others}",
)
NOT_CHECKABLE = Sentence(zh="无法核对：{count} 处", en="could not be compared: {count}")

EXPLAINED = Sentence(
    zh="只说明这个指标及其下级，默认全部",
    en="explain this indicator and those below it; by default all",
)
EXPLAINED_DATA = Sentence(
    zh="一个单位的数据（JSON 文件，或填好的填报表，- 为标准输入）；用 --example 时不写",
    en="data of one unit, a JSON file or a form filled in, - is standard input; "
    "left out with --example",
)
EXPLAINED_EXAMPLE = Sentence(
    zh="改用规则集自带的示例", en="explain an example of the ruleset instead"
)
SET = Sentence(
    zh="假设某项数据另有取值，可多次使用：--set 全年执行数=5300",
    en="suppose another value; may be given again: --set name=5300",
)
NO_DATA = Sentence(
    zh="请给出数据文件，或用 --example 指定示例",
    en="no data is given, expected a file or --example",
)
DATA_TWICE = Sentence(
    zh="数据文件与 --example 只能给出一个", en="data is given twice: a file and --example"
)
NO_INDICATOR = Sentence(
    zh="没有标识为“{indicator}”的指标{hint}", en="there is no indicator {indicator!r}{hint}"
)
MALFORMED_SET = Sentence(
    zh="--set 应写作 名称=值，现为“{given}”", en="--set is {given!r}, expected NAME=VALUE"
)

COMPARED_BEFORE = Sentence(
    zh="规则集（编号或路径），或 score --format json 的结果；- 为标准输入",
    en="a ruleset (id or path), or a result of score --format json; - is standard input",
)
COMPARED_AFTER = Sentence(zh="与之比较的另一个，同类", en="the other one, of the same kind")
COMPARED_DATA = Sentence(
    zh="用两个规则集给此表各单位计分，列出总分或等级不同的（csv、xlsx、parquet、arrow）",
    en="a table of units (csv, xlsx, parquet, arrow): list those whose total or grade changes",
)
COMPARED_MIXED = Sentence(
    zh="{ruleset} 是规则集，{result} 是计分结果，应为同类",
    en="{ruleset} is a ruleset and {result} a result, expected two of one kind",
)
COMPARED_RESULTS_WITH_DATA = Sentence(
    zh="--data 只用于比较规则集，计分结果已含数据",
    en="--data is given with two results, expected it with two rulesets",
)
OUTPUT_PAGE = Sentence(
    zh="写入文件，而非标准输出；.html 的默认格式为 html",
    en="write to a file instead of standard output; one that ends in .html is HTML by default",
)
PAGE_FORMAT = Sentence(zh="输出格式，默认 markdown", en="format of the output; markdown by default")
NEW_RULESET = Sentence(
    zh="新规则集所在的文件夹，或其文件名（编号.ruleset.json）；默认当前文件夹",
    en="folder of the new ruleset, or its file, ID.ruleset.json; the current folder by default",
)
NEW_ID = Sentence(
    zh="编号（英文字母、数字、点、下划线、连字符），默认取文件名或文件夹名",
    en="its id; by default the name of the file or folder",
)
NEW_TITLE = Sentence(zh="标题", en="its title")
NEW_FROM = Sentence(
    zh="由现有的指标表（xlsx、csv）生成，而非由样板",
    en="make it of a table of indicators (xlsx, csv) instead of the template",
)
NEW_SHEET = Sentence(
    zh="指标表所在的工作表，默认为第一张有指标表的",
    en="the sheet of the table; by default the first that has one",
)
SHEET_WITHOUT_TABLE = Sentence(
    zh="--sheet 只与 --from 同用", en="--sheet is given without --from, expected both"
)
NOT_A_RULESET_FILE = Sentence(
    zh="{path} 不是规则集的文件名，应以 {suffix} 结尾",
    en="{path} is no file name of a ruleset, expected one that ends in {suffix}",
)
ID_TWICE = Sentence(
    zh="文件名说编号是“{name}”，--id 说是“{id}”，只应给出一个",
    en="the file says that the id is {name!r}, --id says {id!r}, expected one of them",
)
ALREADY_THERE = Sentence(
    zh="已经存在，不会覆盖：{paths}", en="already there, and not to be overwritten: {paths}"
)
CREATED = Sentence(zh="已生成：", en="created:")
LISTED_FILE = Sentence(zh="  {path}：{what}", en="  {path}: {what}")
NEW_FILES: Mapping[str, Sentence] = {
    "ruleset": Sentence(
        zh="规则集样板，请改为自己的指标", en="the ruleset, a template to be edited"
    ),
    "record": Sentence(zh="一个单位的数据样例", en="sample data of one unit"),
    "imported": Sentence(zh="规则集，由表导入", en="the ruleset, imported from the table"),
    "blank": Sentence(zh="一个单位的数据，待填", en="data of one unit, to be filled in"),
    "todo": Sentence(zh="待定事项", en="what is to be decided"),
    "schema": Sentence(zh="供编辑器补全和提示", en="for editors, which complete and explain by it"),
}
NEXT_STEPS = Sentence(zh="接下来可以运行：", en="what to run next:")

FORMATTED_FILES = Sentence(
    zh="规则集文件；- 为标准输入，结果写到标准输出",
    en="ruleset files; - is standard input, formatted to standard output",
)
FORMAT_CHECK = Sentence(
    zh="不改文件，只列出需要整理的及差异；有则退出状态为 1",
    en="change nothing, show what would change; exit with 1 where anything would",
)
NO_FILE = Sentence(zh="请给出要整理的文件", en="no file is given, expected one to format")
STDIN_ALONE = Sentence(
    zh="标准输入（-）不能与其他文件一起整理",
    en="standard input (-) is given with other files, expected it alone",
)
FORMATTED = Sentence(zh="{path}：已整理", en="{path}: formatted")
TO_FORMAT = Sentence(zh="{path}：需要整理", en="{path}: would be formatted")
MORE_LINES = Sentence(zh="……另有 {count} 行", en="… and {count} more lines")
LINE_ENDS_ALONE = Sentence(
    zh="只有换行符或文件开头的 BOM 不同", en="line ends or the byte order mark differ, nothing else"
)
FILES_FORMATTED = Sentence(
    zh="已整理 {changed} 个文件，{unchanged} 个无需整理",
    en="files formatted: {changed}, left as they are: {unchanged}",
)
FILES_TO_FORMAT = Sentence(
    zh="{changed} 个文件需要整理，{unchanged} 个无需整理",
    en="files that would be formatted: {changed}, fine as they are: {unchanged}",
)

FORM_EXAMPLE = Sentence(zh="先填入规则集自带的示例", en="fill an example of the ruleset in already")
ONLY_FORMS_HOLD_EXAMPLES = Sentence(
    zh="--example 只能填入填报表（--format form），现为 {format}",
    en="--example is given with --format {format}, expected a form, which alone can hold it",
)

SUMMARIES: Mapping[str, Sentence] = {
    "list": Sentence(zh="列出自带的规则集", en="list the shipped rulesets"),
    "schema": Sentence(zh="输出规则集的 JSON Schema", en="print the JSON Schema of rulesets"),
    "init": Sentence(
        zh="新建规则集：样板、数据样例和编辑器用的 Schema",
        en="start a ruleset: a template, sample data, the schema for editors",
    ),
    "docs": Sentence(
        zh="把规则集写成便于阅读的说明", en="write a ruleset as a page that people can read"
    ),
    "fmt": Sentence(
        zh="整理规则集文件的键序和排版", en="put ruleset files into canonical order and layout"
    ),
    "resolve": Sentence(
        zh="输出合并了基础的完整规则集", en="print a ruleset with everything that it inherits"
    ),
    "check": Sentence(zh="校验规则集，无需数据", en="verify rulesets; no data needed"),
    "score": Sentence(zh="为一个单位计分", en="score one unit"),
    "explain": Sentence(
        zh="说明每一分的来由、失分和升级所需",
        en="explain every point, what was lost, and what the next grade needs",
    ),
    "audit": Sentence(zh="审核已完成的报告", en="audit a finished report"),
    "diff": Sentence(
        zh="比较两个规则集或两份结果：有何改动，谁的得分因此不同",
        en="compare two rulesets or two results: what changed, and whose score by it",
    ),
    "form": Sentence(
        zh="生成填报表（xlsx）、空数据表或数据的 JSON Schema",
        en="write what has to be filled in: a form, an empty table, the schema of the data",
    ),
    "batch": Sentence(
        zh="为一个表或一个文件夹的填报表中的各单位计分",
        en="score the units of a table, or of a folder of filled forms",
    ),
}

LEAVES = Sentence(zh="{leaves} 个末级指标", en="{leaves} leaves")
SOUND = Sentence(
    zh=(
        "{name}：没有问题（{inputs} 个输入项，{indicators} 个指标，其中 {leaves} 个末级指标，"
        "{assertions} 条核对，{examples} 个示例）"
    ),
    en=(
        "{name}: nothing wrong (inputs: {inputs}, indicators: {indicators}, leaves: {leaves}, "
        "assertions: {assertions}, examples: {examples})"
    ),
)
PROOFS = Sentence(
    zh="证明：已证 {proved} 项，已否定 {refuted} 项，未决 {open} 项",
    en="proofs: {proved} proved, {refuted} refuted, {open} open",
)
INCOMPLETE = Sentence(zh="总分待定，原因见报告", en="the total is open; the report says why")
WARNED = Sentence(
    zh="有 {count} 条警告；因有 --strict，退出状态为 1",
    en="{count} warning(s); with --strict the exit status is 1",
)
NO_EXAMPLE = Sentence(
    zh="规则集没有名为“{example}”的示例，现有：{known}",
    en="the ruleset has no example {example!r}, expected one of: {known}",
)
NO_EXAMPLES = Sentence(zh="规则集没有示例", en="the ruleset has no examples")
STDIN_TWICE = Sentence(
    zh="标准输入（-）只能用一次", en="standard input (-) is given twice, expected once at most"
)
OUTPUT_IS_INPUT = Sentence(
    zh="{path} 是输入文件，不能覆盖；请另起文件名",
    en="{path} is an input, expected another file for the output",
)
OUTPUT_IS_LINK = Sentence(
    zh="{path} 是符号链接，不会写入；请给出它指向的文件",
    en="{path} is a symbolic link, expected a file; give the one it points to",
)
OUTPUT_IS_NO_FILE = Sentence(
    zh="{path} 不是普通文件，不会写入", en="{path} is no regular file, expected one"
)
BYTES_ON_TERMINAL = Sentence(
    zh="这种格式不是文本，终端无法显示；请用 -o FILE 写入文件",
    en="this format is no text, and a terminal cannot show it; write it to a file with -o FILE",
)
OUTPUT_FAILED = Sentence(zh="无法写入 {path}：{why}", en="cannot write {path}: {why}")
