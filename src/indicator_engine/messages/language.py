"""Sentences about formulas: why one cannot be read, or has no value.

A formula error is an error whose code stands here. Sentences about a computation need no facts of
their own to name it: see :func:`indicator_engine.messages.sentence`.
"""

from collections.abc import Mapping

from indicator_engine.messages.sentence import Sentence

READING: Mapping[str, Sentence] = {
    "formula-empty": Sentence(
        zh="公式是空的，应写成 weight * min(1, 实际 / 目标) 这样的公式",
        en="the formula is empty, expected one such as weight * min(1, actual / target)",
    ),
    "formula-too-long": Sentence(
        zh="公式超过 {limit} 个字符，应拆成几个派生值",
        en=(
            "the formula has more than {limit} characters, expected at most so many; "
            "split it into derived values"
        ),
    ),
    "formula-too-large": Sentence(
        zh="公式由超过 {limit} 个数、名称和运算组成，应拆成几个派生值",
        en=(
            "the formula has more than {limit} numbers, names and operations, expected at most so "
            "many; split it into derived values"
        ),
    ),
    "formula-too-deep": Sentence(
        zh="公式的括号或运算嵌套超过 {limit} 层，应拆成几个派生值",
        en=(
            "the formula is nested more than {limit} deep, expected at most so deep; "
            "split it into derived values"
        ),
    ),
    "expansion-too-large": Sentence(
        zh="公式连同所调用的函数共有超过 {limit} 个数、名称和运算，应简化，或拆成几个派生值",
        en=(
            "the formula with the functions it calls has more than {limit} numbers, names and "
            "operations, expected at most so many; simplify it, or split it into derived values"
        ),
    ),
    "expansion-too-deep": Sentence(
        zh="公式连同所调用的函数嵌套超过 {limit} 层，应简化，或拆成几个派生值",
        en=(
            "the formula with the functions it calls is nested more than {limit} deep, expected "
            "at most so deep; simplify it, or split it into derived values"
        ),
    ),
    "formula-begins-with-equals": Sentence(
        zh="公式前面不写“=”，应删去",
        en="the formula begins with '=', expected none; delete it",
    ),
    "cells-named": Sentence(
        zh="公式不能引用单元格（{found}），应写输入项的名称；一组数可以是一个 numbers 类型的输入项",
        en=(
            "found the cells {found!r}, expected names of inputs; "
            "an input of type numbers holds a list"
        ),
    ),
    "word-has-another-form": Sentence(
        zh="公式中不能写“{word}”，应写“{hint}”",
        en="{word!r} is not part of formulas, expected {hint!r}",
    ),
    "if-is-no-function": Sentence(
        zh="条件不写成 IF(条件, 甲, 乙)，应写“甲 if 条件 else 乙”，如 weight if 达标 else 0",
        en="a condition is written as a call, expected 'a if condition else b'",
    ),
    "else-missing": Sentence(
        zh="“if”之后缺少“else”，应写“甲 if 条件 else 乙”，如 weight if 达标 else 0",
        en="'if' has no 'else', expected 'a if condition else b'",
    ),
    "parenthesis-alone": Sentence(
        zh="此处的“{found}”没有与它成对的括号，应补上另一半，或删去它",
        en="{found!r} has no partner, expected one; add it, or delete this one",
    ),
    "operator-missing": Sentence(
        zh="“{before}”与“{found}”之间没有运算符，应写 + - * / 等（相乘写 *）；名称中间不能有空格",
        en=(
            "no operator stands between {before!r} and {found!r}, expected one such as *; "
            "names have no spaces"
        ),
    ),
    "formula-malformed": Sentence(
        zh=(
            "公式在“{found}”处读不通；请检查括号是否成对、两个数或名称之间是否有运算符，"
            "条件应写成“甲 if 条件 else 乙”"
        ),
        en=(
            "the formula makes no sense at {found!r}, expected a partner for every parenthesis "
            "and an operator between any two values; a condition is written 'a if c else b'"
        ),
    ),
    "not-in-the-language": Sentence(
        zh=(
            "公式中不能使用{construct_kind}，只能用数、名称、+ - * / **、比较、and、or、not、"
            "“甲 if 条件 else 乙”和函数"
        ),
        en=(
            "{construct_kind} is not part of formulas, expected numbers, names, + - * / **, "
            "comparisons, and, or, not, 'a if c else b' and calls of functions"
        ),
    ),
    "character-invisible": Sentence(
        zh="此处有看不见的字符 {character}，应删除",
        en="found the invisible character {character}, expected none; delete it",
    ),
    "character-has-another-form": Sentence(
        zh="公式中不能写“{character}”，应写“{hint}”",
        en="{character!r} is not part of formulas, expected {hint!r}",
    ),
    "character-unknown": Sentence(
        zh="公式中不能写“{character}”，只能用数、名称、半角的运算符和括号",
        en=(
            "{character!r} is not part of formulas, expected numbers, names, operators and "
            "parentheses"
        ),
    ),
    "number-runs-on": Sentence(
        zh="数“{number}”与后面的字连在一起，中间应有运算符；数后面不写单位，名称不能以数字开头",
        en=(
            "number {number!r} runs into what follows it, expected an operator between; "
            "no number has a unit, and no name begins with a digit"
        ),
    ),
    "number-not-ascii": Sentence(
        zh="数“{number}”用了全角等其他形式的数字，应改为半角的 0 到 9",
        en="number {number!r} has digits of another script or width, expected 0 to 9",
    ),
    "number-begins-with-zero": Sentence(
        zh="数“{number}”以多余的 0 开头，应删去；若是 1,000 这样的数，千位之间不写逗号：1000",
        en=(
            "number {number!r} begins with a 0 too many, expected none; "
            "and thousands have no commas: 1000, not 1,000"
        ),
    ),
    "number-malformed": Sentence(
        zh="数“{number}”的写法不对，小数点前后都应有数字，如 0.5；指数最多三位",
        en=(
            "number {number!r} is malformed, expected digits on both sides of a point, as in 0.5, "
            "and at most three in an exponent"
        ),
    ),
    "number-too-long": Sentence(
        zh="数太长，最多 {integer} 位整数、{fraction} 位小数（按不带指数的写法计）",
        en=(
            "the number is too long, expected at most {integer} digits before the point and "
            "{fraction} after it, without its exponent"
        ),
    ),
    "percent-without-number": Sentence(
        zh=(
            "“%”前面不是数，应写成 90%；名称后面不写“%”，percent 类型的输入项在公式中就是 0.9 这样的比率；"
            "公式中没有取余运算"
        ),
        en=(
            "'%' follows no number, expected one as in 90%; an input of type percent is a ratio "
            "already, and formulas have no remainders"
        ),
    ),
    "percent-before-operand": Sentence(
        zh="“%”后面应是运算符或右括号；90% 是一个数，公式中没有取余运算",
        en=(
            "'%' stands before a value, expected an operator or a closing parenthesis; "
            "90% is a number, and formulas have no remainders"
        ),
    ),
    "text-malformed": Sentence(
        zh="文本的引号不成对，或文本中有引号或反斜杠，应写成 '已完成' 这样的文本",
        en=(
            "the text is not closed, or holds a quote or a backslash, "
            "expected a text such as 'done'"
        ),
    ),
    "text-out-of-place": Sentence(
        zh="此处不能写文本；文本只能用 == 或 != 比较，或作为表的自变量；若是名称，应去掉引号",
        en=(
            "found a text, expected it only beside == or !=, or as the argument of a table; "
            "a name has no quotes"
        ),
    ),
    "exponent-not-whole": Sentence(
        zh="“**”后面应直接写出 -{limit} 到 {limit} 之间的整数",
        en="the exponent is not written as a whole number, expected one from -{limit} to {limit}",
    ),
    "too-many-arguments": Sentence(
        zh="函数的参数超过 {limit} 个，应分成几次计算",
        en="the call has more than {limit} arguments, expected at most so many; split it up",
    ),
    "arguments-do-not-fit": Sentence(
        zh="“{name}”有 {count} 个参数，应写成 {signature}",
        en="{name!r} is called with {count} arguments, expected {signature}",
    ),
    "argument-not-whole-literal": Sentence(
        zh="小数位数应直接写出，为 -{limit} 到 {limit} 之间的整数：{signature}",
        en=(
            "the number of places is not written as a whole number, "
            "expected one from -{limit} to {limit} in {signature}"
        ),
    ),
}

NAMES: Mapping[str, Sentence] = {
    "unknown-name": Sentence(zh="没有名为“{name}”的名称", en="unknown name {name!r}"),
    "unknown-function": Sentence(
        zh="没有名为“{name}”的函数或表", en="unknown function or table {name!r}"
    ),
    "name-called": Sentence(
        zh="“{name}”是名称，不是函数，后面不能直接写括号；相乘应写 {name} * (…)",
        en="{name!r} is a name and no function, expected an operator after it: {name} * (…)",
    ),
    "function-not-called": Sentence(
        zh="“{name}”是函数或表，应写成 {name}(…)",
        en="{name!r} is a function or table, expected a call: {name}(…)",
    ),
    "weight-not-here": Sentence(
        zh="“{name}”在此处没有含义，只能用在指标和调整的公式中",
        en="{name!r} means nothing here, expected only in formulas of indicators and adjustments",
    ),
    "value-not-here": Sentence(
        zh="“{name}”在此处没有含义，只能用在调整（adjustments）的公式中",
        en="{name!r} means nothing here, expected only in formulas of adjustments",
    ),
    "name-outside-function": Sentence(
        zh="函数“{function}”只能使用自己的参数，应把“{name}”也作为参数传入",
        en=(
            "{name!r} is not seen by function {function!r}, expected its parameters alone; "
            "make it one of them"
        ),
    ),
    "cohort-in-function": Sentence(
        zh=(
            "函数“{function}”中不能写 {call}：与其他单位比较只能写在指标、派生值和断言的公式里；"
            "可先写成派生值，再作为参数传入"
        ),
        en=(
            "function {function!r} has the call {call!r}, expected none that compares rows; make "
            "it a derived value, and that a parameter"
        ),
    ),
    "name-not-of-rows": Sentence(
        zh="{call} 与其他单位比较，不能使用“{name}”，只能用输入项、派生值和指标",
        en=(
            "{name!r} means nothing in {call!r}, which compares rows, expected inputs, derived "
            "values and indicators"
        ),
    ),
    "kind-mismatch": Sentence(
        zh="此处是{found_kind}，应为{expected_kind}",
        en="found {found_kind}, expected {expected_kind}",
    ),
    "kind-not-comparable": Sentence(
        zh="{found_kind}不能用 == 或 != 比较，应先用 sum、mean 等函数算成一个数",
        en="{found_kind} cannot be compared, expected a single value such as its sum or mean",
    ),
    "choice-unknown": Sentence(
        zh="“{choice}”不是其中的选项，可选：{choices}",
        en="{choice!r} is none of the choices, expected one of {choices}",
    ),
}

COMPUTING: Mapping[str, Sentence] = {
    "division-by-zero": Sentence(
        zh="除数为 0，应不为 0", en="division by zero, expected a divisor other than 0"
    ),
    "number-too-large": Sentence(
        zh="计算中的数超过 {bits} 个二进制位，请检查乘方和连乘",
        en=(
            "a number of the computation has more than {bits} bits, expected at most so many; "
            "look for powers and long products"
        ),
    ),
    "root-of-negative": Sentence(
        zh="负数不能开方，应为不小于 0 的数",
        en="root of a negative number, expected one that is not below 0",
    ),
    "log-of-not-positive": Sentence(
        zh="ln 的自变量不大于 0，应大于 0",
        en="logarithm of a number that is not positive, expected one above 0",
    ),
    "geomean-of-negative": Sentence(
        zh="几何平均数的各数中有负数，应都不小于 0",
        en="geometric mean of a negative number, expected none below 0",
    ),
    "trimmed-mean-of-few": Sentence(
        zh="trimmed_mean 的数不足三个，去掉最高、最低后没有剩余，应至少有三个",
        en="trimmed mean of fewer than three numbers, expected at least three",
    ),
    "list-empty": Sentence(
        zh="数列是空的，应至少有一个数", en="the list is empty, expected at least one number"
    ),
    "lists-differ-in-length": Sentence(
        zh="两个数列的长度不同，应逐个对应",
        en="the two lists differ in length, expected a partner for every number",
    ),
    "clamp-ends-crossed": Sentence(
        zh="clamp 的下限大于上限，应为 clamp(x, 下限, 上限)",
        en="the low end of clamp is above the high end, expected clamp(x, low, high)",
    ),
    "target-not-positive": Sentence(
        zh="reached 的目标值不大于 0，无法计算完成率，应大于 0",
        en="the target of reached is not positive, expected one above 0",
    ),
    "step-not-positive": Sentence(
        zh="步长不大于 0，应大于 0", en="the step is not positive, expected one above 0"
    ),
    "anchors-not-ascending": Sentence(
        zh="interpolate 各点的 x 没有逐个增大，应按 x 从小到大写",
        en="the points of interpolate do not ascend, expected each x above the one before it",
    ),
    "outside-table": Sentence(
        zh="表“{table}”中没有这个值对应的行，应补全该表",
        en="the value lies outside table {table!r}, expected a row for it",
    ),
    "cohort-unknown": Sentence(
        zh="与其他单位比较的函数要在规则集里使用，此处没有其他单位的数据",
        en="nothing to compare with, expected a function that needs no other rows: those of the "
        "cohort belong into rulesets",
    ),
    "cohort-all-equal": Sentence(
        zh="参评各单位的值全都相等，min_max 无法区分，应至少有两个不同的值",
        en="all rows have the same value, expected two that differ: min_max has nothing to "
        "divide by",
    ),
    "date-not-in-calendar": Sentence(
        zh="没有这样的日期，应为 1 至 9999 年间存在的年、月、日",
        en="there is no such date, expected a day of the years 1 to 9999",
    ),
    "date-out-of-range": Sentence(
        zh="日期不在 1 至 9999 年之间", en="the date is out of range, expected the years 1 to 9999"
    ),
    "months-not-whole": Sentence(
        zh="add_months 的月数不是整数，应为整数",
        en="the months of add_months are not whole, expected a whole number",
    ),
}

SENTENCES: Mapping[str, Sentence] = {**READING, **NAMES, **COMPUTING}
