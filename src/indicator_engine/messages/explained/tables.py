"""Explanations of tables that cannot be used, of their columns, and of single cells."""

from collections.abc import Mapping
from functools import partial

from indicator_engine.messages.explained.explanation import Explanation

_sketch = partial(Explanation, "sketch")

FILES: Mapping[str, Explanation] = {
    "table-format-unknown": _sketch(
        bad="scores.xls",
        good="scores.xlsx",
        zh="格式按文件名的结尾认定；旧的 .xls 请在 Excel 中另存为 .xlsx。",
        en="The end of the name says the format; save an old .xls as .xlsx first.",
    ),
    "table-of-wrong-kind": _sketch(
        bad='score_file(ruleset, {"预算数": [100, 200]}, "scores.csv")',
        good='score_file(ruleset, polars.DataFrame({"预算数": [100, 200]}), "scores.csv")',
        zh="只认文件、带 Arrow 接口的 DataFrame 和记录列表，不猜别的结构。",
        en="Files, data frames with the Arrow interface and lists of records are tables; nothing "
        "else is guessed at.",
    ),
    "table-unreadable": _sketch(
        bad="units.parquet    (broken off while it was copied)",
        good="units.parquet    (copied again)",
        zh="文件不完整或不是所称的格式；读出一半也不会计分。",
        en="The file is not whole, or not what its name says; half a table is not scored.",
    ),
    "table-empty": _sketch(
        bad="units.csv    (0 bytes)",
        good="unit,预算数,执行数\n甲,100,95",
        zh="第一个非空行是表头，没有它就不知道哪列是什么。",
        en="The first row that is not empty is the header; without it no column has a meaning.",
    ),
    "table-too-wide": _sketch(
        bad="x1,x2,x3, … ,x1001",
        good="unit,预算数,执行数",
        zh="列数过多的多半不是指标数据；长表（单位、指标、值）不受此限。",
        en="A table so wide is hardly one of units; a long one (unit, input, value) has three columns.",
    ),
    "library-lacking": _sketch(
        bad="pip install indicator-engine",
        good="pip install 'indicator-engine[batch,excel]'",
        zh="读写表格的库较大，只在用到时才需要安装。",
        en="The libraries for tables are large, and asked for only where they are used.",
    ),
    "encoding-unknown": _sketch(
        bad="--encoding ansi",
        good="--encoding gb18030",
        zh="编码用 Python 的名称；简体中文 Windows 的“ANSI”是 gb18030。",
        en="Encodings go by Python's names; what Chinese Windows calls ANSI is gb18030.",
    ),
    "encoding-guessed": _sketch(
        bad="units.csv    (GB18030)",
        good="units.csv    (UTF-8), or --encoding gb18030",
        zh="不是 UTF-8 的文件按 GB18030 读，并说明；指明编码就不必猜。",
        en="What is not UTF-8 is read as GB18030, and said to be; name the encoding and nothing is "
        "guessed.",
    ),
    "text-undecodable": _sketch(
        bad="units.csv    (Big5)",
        good="--encoding big5",
        zh="不认识的字节不会换成问号；指明编码，或在 Excel 中另存为“CSV UTF-8”。",
        en="Bytes that mean nothing become no question marks; name the encoding, or save as CSV UTF-8.",
    ),
    "csv-row-ragged": _sketch(
        bad="unit,预算数,执行数\n甲局,乙处,100,95",
        good='unit,预算数,执行数\n"甲局,乙处",100,95',
        zh="格数与表头不同，后面的数就错了列。",
        en="With a cell too many or too few, the numbers after it stand in the wrong columns.",
    ),
    "csv-malformed": _sketch(
        bad='甲,"100,95\n乙,200,180',
        good='甲,"100",95\n乙,200,180',
        zh="没有收尾的引号会把后面各行吞进一格。",
        en="A quote that does not end swallows the lines after it into one cell.",
    ),
    "sheet-unknown": _sketch(
        bad="--sheet Sheet1    (数据, 说明)",
        good="--sheet 数据",
        zh="不指明时读第一个工作表。",
        en="Without a name the first sheet is read.",
    ),
    "workbook-too-large": _sketch(
        bad="units.xlsx    (300 KB that unpack to 1 GB)",
        good="units.csv",
        zh="小文件可以解压出极大的内容；大表请用 csv 或 parquet。",
        en="A small file can unpack to a gigabyte; large tables go into csv or parquet.",
    ),
    "workbook-cell-out-of-order": _sketch(
        bad='<c r="B2">…</c><c r="B2">…</c>',
        good='<c r="B2">…</c><c r="C2">…</c>',
        zh="同一格出现两次时，各软件取舍不同；用 Excel 重新保存即可。",
        en="Of a cell that stands twice programs show this or that one; saving in Excel cures it.",
    ),
    "workbook-cell-far-away": _sketch(
        bad="A1: 单位    XFD1048576: 0",
        good="A1: 单位",
        zh="远处多出的一个单元格，会让读取程序为其间所有空格占用内存。",
        en="For one cell far away a reader lays out all the empty ones before it.",
    ),
    "workbook-formula-without-value": _sketch(
        bad="B2: =SUM(C2:D2)    (written by a program, never calculated)",
        good="B2: =SUM(C2:D2)    (opened in Excel and saved)",
        zh="引擎读公式上次的结果，不替 Excel 计算；没有结果不能当作空格。",
        en="The engine reads the last result of a formula and does not calculate; none is not empty.",
    ),
    "workbook-error": _sketch(
        bad="B2: #DIV/0!",
        good="B2:    (empty, or the formula mended)",
        zh="错误值既不是数，也不是缺失。",
        en="An error is neither a number nor missing.",
    ),
    "workbook-too-long": _sketch(
        bad="-o scores.xlsx    (2,000,000 rows)",
        good="-o scores.parquet",
        zh="Excel 工作表放不下的行不会被截掉。",
        en="Rows that do not fit into a sheet of Excel are not cut off.",
    ),
    "cells-escaped": _sketch(
        bad="=HYPERLINK(…),95.18",
        good="'=HYPERLINK(…),95.18",
        zh="单位名称若像公式，打开 CSV 时会被执行；加引号后与原名不同，因此说明。xlsx、parquet 不需要。",
        en="A unit called like a formula would be calculated when the CSV is opened; its name is "
        "changed, and that is said. xlsx and parquet need no such thing.",
    ),
    "output-is-input": _sketch(
        bad='score_file(ruleset, "units.csv", "units.csv")',
        good='score_file(ruleset, "units.csv", "scores.csv")',
        zh="数据被得分覆盖就找不回来了。",
        en="Data that scores have replaced are gone.",
    ),
    "outputs-are-one": _sketch(
        bad="-o scores.csv --refused scores.csv",
        good="-o scores.csv --refused refused.csv",
        zh="两个结果写进一个文件，后写的会盖掉先写的。",
        en="Of two results in one file only the later would be there.",
    ),
    "long-value-twice": _sketch(
        bad="unit,input,value\n甲,预算数,100\n甲,预算数,120",
        good="unit,input,value\n甲,预算数,100\n甲,执行数,95",
        zh="同一单位的同一项有两个值，引擎不替人选。",
        en="Of two values for one thing the engine does not choose.",
    ),
    "long-row-incomplete": _sketch(
        bad="unit,input,value\n甲,,100",
        good="unit,input,value\n甲,预算数,100",
        zh="不知是谁的、哪一项的值，不能丢掉。",
        en="A value of nobody, or of nothing, is not dropped.",
    ),
}

HEADER: Mapping[str, Explanation] = {
    "column-unnamed": _sketch(
        bad="unit,,执行数",
        good="unit,预算数,执行数",
        zh="没有列名的列不知是什么；若是空列，请删去。",
        en="A column without a name means nothing; delete it where it is empty.",
    ),
    "column-name-twice": _sketch(
        bad="unit,预算数,预算数",
        good="unit,预算数,执行数",
        zh="两列同名时，有些软件只留一列。",
        en="Of two columns with one name many programs keep only one.",
    ),
    "column-twice": _sketch(
        bad="unit,budget,预算数    (the title of budget)",
        good="unit,budget",
        zh="标识和标题是同一项，两列的数可能不同。",
        en="A name and its title are one input; the two columns may differ.",
    ),
    "column-ambiguous": _sketch(
        bad="unit,预算执行率    (the title of an input and of an indicator)",
        good="unit,执行率",
        zh="同一标题属于多项时，列名用标识。",
        en="Where several share a title, the column is called by the name itself.",
    ),
    "column-unknown": _sketch(
        bad="unit,预算树,执行数",
        good="unit,预算数,执行数",
        zh="多余的列不妨碍计分；但名称写错的列会使该项缺失，所以列出。",
        en="Further columns do no harm; but a misspelt one makes its input missing, so they are named.",
    ),
    "columns-missing": _sketch(
        bad="unit,预算数",
        good="unit,预算数,执行数",
        zh="没有这一列，各行都按缺失处理。",
        en="Without its column an input is missing in every row.",
    ),
    "tier-without-rate": _sketch(
        bad="unit,评定.tier",
        good="unit,评定.tier,评定.rate",
        zh="档次只给出得分率的区间，得分要看得分率。",
        en="A tier is a range of rates; the points come from the rate.",
    ),
    "list-column-lacking": _sketch(
        bad="unit,评分[1],评分[3]",
        good="unit,评分[1],评分[2],评分[3]",
        zh="编号不连续，多半是少了一列。",
        en="A gap in the numbers is most likely a column that was lost.",
    ),
    "unit-column-unknown": _sketch(
        bad="--unit 部门    (单位名称,预算数,执行数)",
        good="--unit 单位名称",
        zh="单位列按表头的名称指定。",
        en="The column of the units is named as in the header.",
    ),
    "unit-column-twice": _sketch(
        bad="unit,单位,预算数",
        good="--unit 单位",
        zh="两列都可作单位时，不猜。",
        en="Where two columns may say who it is, neither is guessed.",
    ),
    "table-without-inputs": _sketch(
        bad="缂栧彿,棰勭畻",
        good="编号,预算数",
        zh="表头一个也对不上，多半是编码或表头所在行不对。",
        en="Where no name fits, the encoding is most likely another, or the header elsewhere.",
    ),
}

CELLS: Mapping[str, Explanation] = {
    "unit-lacking": _sketch(
        bad="unit,预算数\n,100",
        good="unit,预算数\n甲,100",
        zh="有数据却没有单位的行不能丢掉。",
        en="A row with data and without a name is not dropped.",
    ),
    "unit-twice": _sketch(
        bad="unit,预算数\n甲,100\n甲,120",
        good="unit,预算数\n甲,100\n乙,120",
        zh="一个单位有两行，不知哪行为准；两行都不计分。",
        en="Of two rows for one unit nobody knows which counts; neither is scored.",
    ),
    "units-not-compared": _sketch(
        bad="batch RULESET units.parquet -o scores.parquet    (2,000,000 rows)",
        good="batch RULESET units.parquet -o scores.parquet --unique",
        zh="检查重复要记住所有单位，行数很多时只在要求时才做。",
        en="To compare units all of them are kept in memory; of very many, only when asked to.",
    ),
    "cell-with-separators": _sketch(
        bad='甲,"1,234.50"',
        good="甲,1234.50",
        zh="逗号在 CSV 中分隔各格，在有些国家是小数点，因此不当作千分位。",
        en="A comma separates cells, and is a decimal point elsewhere; so it is no thousands separator.",
    ),
    "cell-says-nothing": _sketch(
        bad="甲,N/A",
        good="甲,不适用",
        zh="“N/A”“-”可指缺失、不适用或零，三者计分不同。",
        en="N/A and - may mean missing, not applicable or zero, and each is scored differently.",
    ),
    "cell-too-long": _sketch(
        bad="甲,<20,000 characters>",
        good="甲,见附件",
        zh="这么长的格多半是引号没有收尾。",
        en="A cell so long is most likely a quote that did not end.",
    ),
}

FORMS: Mapping[str, Explanation] = {
    "folder-without-forms": _sketch(
        bad="填报/2022/甲局.xlsx    (batch courses.ruleset.json 填报/ …)",
        good="填报/甲局.xlsx",
        zh="每个单位一份工作簿，都直接放在这个文件夹里；下级文件夹里可能是往年的表。",
        en="Each unit has a workbook, and all of them stand in the folder itself; folders in it may "
        "hold those of other years.",
    ),
    "file-not-read": _sketch(
        bad="填报/甲局.docx",
        good="填报/甲局.xlsx",
        zh="文件夹里的其他文件不影响计分，但可能有单位用别的格式交了表，所以逐个说明。",
        en="Other files in the folder do no harm, but a unit may have sent its form as one of them; "
        "so each is named.",
    ),
    "form-format-unknown": _sketch(
        bad="填报/甲局.xls",
        good="填报/甲局.xlsx    (Excel: save as)",
        zh="旧格式的表读不了；跳过它就会漏掉一个单位，所以按未计分列出。",
        en="Old formats are not read; were the file passed over, a unit would be lost, so it is "
        "listed as refused.",
    ),
    "unit-in-several-forms": _sketch(
        bad="填报/甲局.xlsx: 甲局    填报/甲局（修改）.xlsx: 甲局",
        good="填报/甲局（修改）.xlsx: 甲局",
        zh="同一单位交了两份时，不替人决定以哪一份为准。",
        en="Of two forms of one unit nobody but its author can say which one counts.",
    ),
    "option-of-tables": _sketch(
        bad="indicator-engine batch courses.ruleset.json 填报/ -o 得分.xlsx --unit 部门",
        good="indicator-engine batch courses.ruleset.json 填报/ -o 得分.xlsx",
        zh="单位写在每份填报表自己的单位名称里，没有列可选。",
        en="Each form names its unit in a cell of its own; there are no columns to choose from.",
    ),
}

EXPLANATIONS: Mapping[str, Explanation] = {**FILES, **HEADER, **CELLS, **FORMS}
