"""Sentences about tables: files that cannot be read, headers, cells and units."""

from collections.abc import Mapping

from indicator_engine.messages.sentence import Sentence

FILES: Mapping[str, Sentence] = {
    "table-format-unknown": Sentence(
        zh="不认识 {file} 的格式，文件名应以 {known} 结尾",
        en="{file} has a format that is not known, expected a name that ends in {known}",
    ),
    "table-of-wrong-kind": Sentence(
        zh="{found} 不是表：应为文件路径、DataFrame（有 Arrow 接口）或由记录组成的列表",
        en=(
            "{found} is no table, expected a path, a data frame (with the Arrow interface) "
            "or a list of records"
        ),
    ),
    "table-unreadable": Sentence(
        zh="读不了这个表：{why}", en="the table cannot be read, expected a whole file: {why}"
    ),
    "table-empty": Sentence(
        zh="表是空的，第一行应为列名", en="the table is empty, expected a header in its first row"
    ),
    "table-too-wide": Sentence(
        zh="表有 {count} 列，最多 {limit} 列",
        en="the table has {count} columns, expected {limit} at most",
    ),
    "library-lacking": Sentence(
        zh="读写 {what} 需要安装 {library}：pip install 'indicator-engine[{extra}]'",
        en="{what} needs {library}, expected it installed: pip install 'indicator-engine[{extra}]'",
    ),
    "encoding-unknown": Sentence(
        zh="没有名为“{encoding}”的编码，常用的是 utf-8、gb18030",
        en="there is no encoding {encoding}, expected one such as utf-8 or gb18030",
    ),
    "encoding-guessed": Sentence(
        zh="文件不是 UTF-8，已按 GB18030 读取；若文字不对，请用 encoding 指明编码",
        en="the file is not UTF-8 and was read as GB18030; if its text looks wrong, say the encoding",
    ),
    "text-undecodable": Sentence(
        zh="文件的第 {offset} 个字节起不是 {encoding} 编码，请用 encoding 指明编码",
        en="byte {offset} of the file is not {encoding}, expected text in it; say the encoding",
    ),
    "csv-row-ragged": Sentence(
        zh="第 {line} 行有 {count} 格，应与表头一样有 {expected} 格；格内有逗号时要加引号",
        en=(
            "line {line} has {count} cells, expected {expected} as the header has; "
            "quote cells with commas in them"
        ),
    ),
    "csv-malformed": Sentence(
        zh="第 {line} 行的 CSV 写法有误（{why}）；引号要成对，格内的引号写两个",
        en=(
            "line {line} is no CSV ({why}), expected quotes in pairs around a cell, "
            "and doubled inside it"
        ),
    ),
    "sheet-unknown": Sentence(
        zh="没有名为“{sheet}”的工作表，现有：{sheets}",
        en="there is no sheet {sheet!r}, expected one of {sheets}",
    ),
    "workbook-too-large": Sentence(
        zh="工作簿的 {part} 解压后太大（或压缩比超过 {ratio} 倍），不予读取",
        en=(
            "{part} of the workbook is too large, expected {limit} bytes at most when "
            "uncompressed, and {ratio} times its size"
        ),
    ),
    "workbook-cell-out-of-order": Sentence(
        zh="单元格 {cell} 出现两次或次序颠倒，请用 Excel 重新保存",
        en="cell {cell} stands twice or out of order, expected each once; save the file again",
    ),
    "workbook-cell-far-away": Sentence(
        zh="工作表一直延伸到单元格 {cell}，从 A1 算起最多 {limit} 格；请删除远处多余的内容或合并单元格",
        en=(
            "the sheet reaches as far as cell {cell}, expected {limit} cells at most from A1; "
            "clear what is left over or merged far away"
        ),
    ),
    "workbook-formula-without-value": Sentence(
        zh="单元格 {cell} 是没有结果的公式，请在 Excel 中计算并保存",
        en="cell {cell} is a formula without its result, expected one; calculate and save the file",
    ),
    "workbook-error": Sentence(
        zh="单元格 {cell} 的结果是错误值 {value}，请改正公式或留空",
        en="cell {cell} is the error {value}, expected a value; mend the formula or empty the cell",
    ),
    "workbook-too-long": Sentence(
        zh="结果有 {count} 行，Excel 工作表最多 {limit} 行；请改存为 csv 或 parquet",
        en=(
            "the result has {count} rows, expected {limit} at most in a sheet of Excel; "
            "write csv or parquet instead"
        ),
    ),
    "cells-escaped": Sentence(
        zh="有 {count} 格文字以 =、+、-、@ 开头，会被当作公式，已在前面加上单引号",
        en=(
            "{count} texts begin with =, +, - or @, which a spreadsheet would calculate; "
            "each has an apostrophe in front"
        ),
    ),
    "output-is-input": Sentence(
        zh="{path} 是要读的表，不能覆盖；请另起文件名",
        en="{path} is the table to read, expected another file for the output",
    ),
    "outputs-are-one": Sentence(
        zh="{path} 不能既写得分又写未计分的行，请分开",
        en="{path} is given for the scores and for what is refused, expected two files",
    ),
    "long-value-twice": Sentence(
        zh="长表中“{unit}”的“{name}”出现了 {count} 次，应只有一次",
        en="{unit} has {name!r} {count} times in the long table, expected it once",
    ),
    "long-row-incomplete": Sentence(
        zh="长表的第 {row} 行没有写单位或输入项",
        en="row {row} of the long table lacks its unit or its input, expected both",
    ),
}

HEADER: Mapping[str, Sentence] = {
    "column-unnamed": Sentence(
        zh="第 {number} 列没有列名", en="column {number} has no name, expected one"
    ),
    "column-name-twice": Sentence(
        zh="列名“{column}”出现了两次",
        en="the name {column!r} stands over two columns, expected one",
    ),
    "column-twice": Sentence(
        zh="“{name}”对应多个列（{columns}），应只有一个",
        en="{name!r} has several columns ({columns}), expected one",
    ),
    "column-ambiguous": Sentence(
        zh="列“{column}”可指 {candidates}，请用其标识作列名",
        en="column {column!r} may be any of {candidates}, expected one; call it by the name itself",
    ),
    "column-unknown": Sentence(
        zh="列“{column}”不对应任何输入项，未使用",
        en="column {column!r} is no input and is not used",
    ),
    "columns-missing": Sentence(
        zh="有 {count} 个输入项没有列，各行都算缺失：{names}",
        en="{count} inputs have no column, so every row lacks them: {names}",
    ),
    "tier-without-rate": Sentence(
        zh="“{name}”只有档次列 {column}，还应有得分率列",
        en="{name!r} has a column of tiers ({column!r}) alone, expected one of rates too",
    ),
    "list-column-lacking": Sentence(
        zh="“{name}”的各列编号应连续，缺 {column}",
        en="{name!r} has columns that are not numbered in a row, expected {column!r} too",
    ),
    "unit-column-unknown": Sentence(
        zh="没有名为“{column}”的列，无法用作单位", en="there is no column {column!r} for the units"
    ),
    "unit-column-twice": Sentence(
        zh="有几列都可作单位（{columns}），请用 unit 指明一列",
        en="several columns may hold the units ({columns}), expected one; say which",
    ),
    "table-without-inputs": Sentence(
        zh="没有一列是规则集的输入项，表头是：{columns}；请检查列名和编码",
        en=(
            "no column is an input of the ruleset, expected some; the header is {columns}; "
            "check its names and the encoding"
        ),
    ),
}

CELLS: Mapping[str, Sentence] = {
    "unit-lacking": Sentence(
        zh="没有写单位（{column}）", en="the row names no unit, expected one in column {column!r}"
    ),
    "unit-twice": Sentence(
        zh="单位“{unit}”出现在第 {rows} 行，应只出现一次",
        en="the unit {unit} stands in rows {rows}, expected it once",
    ),
    "units-not-compared": Sentence(
        zh="表超过 {limit} 行，没有检查单位是否重复；需要检查请指定 unique",
        en="more than {limit} rows: units were not compared; ask for unique to have them compared",
    ),
    "cell-with-separators": Sentence(
        zh="“{name}”填的是 {value}，不要用千分位逗号，应写成 {number}",
        en="{name!r} is {value}, expected no thousands separators: {number}",
    ),
    "cell-says-nothing": Sentence(
        zh="“{name}”填的是 {value}，意思不明；缺失就留空，不适用写“不适用”，待评写“待评”",
        en=(
            "{name!r} is {value}, expected a value; leave the cell empty where it is missing, "
            "or write 'not applicable' or 'pending'"
        ),
    ),
    "cell-too-long": Sentence(
        zh="“{name}”有 {count} 个字符，最多 {limit} 个",
        en="{name!r} has {count} characters, expected {limit} at most",
    ),
}

FORMS: Mapping[str, Sentence] = {
    "folder-without-forms": Sentence(
        zh="文件夹里没有填报表，应有各单位的 {suffix} 文件（不查看下级文件夹）",
        en=(
            "the folder holds no forms, expected files that end in {suffix}; folders in it are not "
            "looked into"
        ),
    ),
    "file-not-read": Sentence(
        zh="不是 Excel 工作簿，没有读取", en="this is no workbook and is not read"
    ),
    "form-format-unknown": Sentence(
        zh="填报表是 {format} 格式，应为 {suffix}；请在 Excel 中另存为 {suffix}",
        en="the form has the format {format}, expected {suffix}; save it so in Excel",
    ),
    "unit-in-several-forms": Sentence(
        zh="单位“{unit}”有几份填报表（{files}），应只有一份",
        en="the unit {unit} has several forms ({files}), expected one",
    ),
    "option-of-tables": Sentence(
        zh="填报表按表头和编号读取，不能指定 {option}；它只用于多个单位的表",
        en=(
            "forms are read by their headings and ids, expected no {option}: it is for tables of "
            "units"
        ),
    ),
}

SENTENCES: Mapping[str, Sentence] = {**FILES, **HEADER, **CELLS, **FORMS}
