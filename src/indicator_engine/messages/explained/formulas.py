"""Explanations of formulas that cannot be read, and of names in them that mean nothing."""

from collections.abc import Mapping
from functools import partial

from indicator_engine.messages.explained.explanation import Explanation

_formula = partial(Explanation, "formula")
_ruleset = partial(Explanation, "ruleset")
_sketch = partial(Explanation, "sketch")

READING: Mapping[str, Explanation] = {
    "formula-empty": _formula(
        bad=" ",
        good="20 * min(1, 实际 / 目标)",
        zh="没有公式就没有得分；固定分值可以直接写一个数。",
        en="Without a formula there is no score; a fixed one may be written as a number.",
    ),
    "formula-too-long": _sketch(
        bad="a + b + …    2,500 characters",
        good='"小计": {"formula": "a + b"}',
        zh="太长的公式没人核得了；拆成几个有名称的派生值，报表也能印出中间结果。",
        en="Nobody verifies so long a formula; split it into derived values, which reports print.",
    ),
    "formula-too-large": _sketch(
        bad="a + b + …    600 numbers, names and operations",
        good='"小计": {"formula": "a + b"}',
        zh="同样是为了能核对，也为了计算时间有上限。",
        en="For the same reason, and so that the time it takes has a bound.",
    ),
    "formula-too-deep": _sketch(
        bad="((((… 120 …))))",
        good="(a + b) * c",
        zh="嵌套过深，读的人数不清括号，程序的栈也有上限。",
        en="Nobody counts so many parentheses, and the stack of the program has an end.",
    ),
    "formula-begins-with-equals": _formula(
        bad="=20 * 实际 / 目标",
        good="20 * 实际 / 目标",
        zh="单元格要用“=”区分公式和文本；这里写的已经是公式。",
        en="A cell tells formulas from texts by it; what stands here is a formula already.",
    ),
    "cells-named": _formula(
        bad="sum(A1:A3)",
        good="sum(评分)",
        zh="单元格的位置不说明是什么数；名称使公式读得懂，换一张表也照样成立。",
        en="The place of a cell does not say what it holds; a name does, whatever the sheet.",
    ),
    "word-has-another-form": _formula(
        bad="20 if 实际 >= 5 且 目标 > 0 else 0",
        good="20 if 实际 >= 5 and 目标 > 0 else 0",
        zh="运算和条件只有一种写法，消息给出应写的词或符号。",
        en="Operators and conditions are written in one way only; the message says in which.",
    ),
    "if-is-no-function": _formula(
        bad="IF(实际 >= 目标, 20, 0)",
        good="20 if 实际 >= 目标 else 0",
        zh="先写成立时的值，再写条件，最后写不成立时的值；多个条件接着写 else … if … else …。",
        en="First what holds if it is true, then the condition, then what holds if not; more of "
        "them follow: else … if … else ….",
    ),
    "else-missing": _formula(
        bad="20 if 实际 >= 目标",
        good="20 if 实际 >= 目标 else 0",
        zh="不写“否则”，条件不成立时就没有得分。",
        en="Without an 'else' there is no score where the condition does not hold.",
    ),
    "parenthesis-alone": _formula(
        bad="20 * (实际 / 目标",
        good="20 * (实际 / 目标)",
        zh="少一半括号，就不知道先算哪一部分。",
        en="With one half missing nobody knows what is computed first.",
    ),
    "operator-missing": _formula(
        bad="20 实际 / 目标",
        good="20 * 实际 / 目标",
        zh="数学书可以省略乘号，公式不能；名称中有空格，看起来也像两个名称。",
        en="Books leave the sign of multiplication out, formulas do not; and a name with a space "
        "in it looks like two.",
    ),
    "formula-malformed": _formula(
        bad="20 * 实际 /",
        good="20 * 实际 / 目标",
        zh="公式不完整：运算符的一边没有值，或词的次序不对。",
        en="The formula is incomplete: an operator lacks a value, or words are out of order.",
    ),
    "not-in-the-language": _formula(
        bad="实际 // 目标",
        good="floor(实际 / 目标)",
        zh="公式只认很小的一组写法，其余一概不执行；这样别的单位的规则集也可以放心打开。",
        en="Formulas know few constructs and execute nothing else, so that a stranger's ruleset is "
        "safe to open.",
    ),
    "character-invisible": _formula(
        bad="实际 +\u200b 目标",
        good="实际 + 目标",
        zh="看不见的字符会使两个看上去相同的名称不同。",
        en="Invisible characters make names differ that look the same.",
    ),
    "character-has-another-form": _formula(
        bad="实际 × 20",
        good="实际 * 20",
        zh="乘号、除号、全角括号在公式中另有写法，消息给出应写的字符。",
        en="Signs such as × and full-width parentheses are written otherwise; the message says how.",
    ),
    "character-unknown": _formula(
        bad="实际.目标",
        good="实际 / 目标",
        zh="公式中没有这个字符的用处：没有属性，没有下标，没有集合。",
        en="The character means nothing in formulas: they have no attributes, indices or sets.",
    ),
    "number-runs-on": _formula(
        bad="20实际",
        good="20 * 实际",
        zh="省略的乘号要写出来；名称也不能以数字开头。",
        en="Write the multiplication that is left out; and no name begins with a digit.",
    ),
    "number-not-ascii": _formula(
        bad="实际 * ２０",
        good="实际 * 20",
        zh="全角数字看似相同，却是别的字符。",
        en="Full-width digits look the same and are other characters.",
    ),
    "number-begins-with-zero": _formula(
        bad="min(1,000, 实际)",
        good="min(1000, 实际)",
        zh="逗号分开参数：1,000 会成为 1 和 000 两个参数，得分错了却看不出来。",
        en="A comma separates arguments: 1,000 would be two, 1 and 000, and the score wrong "
        "without a word.",
    ),
    "number-malformed": _formula(
        bad="实际 * .5",
        good="实际 * 0.5",
        zh="小数点前后都写数字，就不会看漏那个点。",
        en="With digits on both sides nobody overlooks the point.",
    ),
    "number-too-long": _formula(
        bad="实际 * 1e90",
        good="实际 * 10000",
        zh="数的长度有上限，精确计算才有时间和内存的保证。",
        en="Numbers have a greatest length, so that exact arithmetic stays fast.",
    ),
    "percent-without-number": _formula(
        bad="实际 % 目标",
        good="实际 - floor(实际 / 目标) * 目标",
        zh="% 只表示百分数，紧跟在数后面；公式中没有取余运算。",
        en="'%' makes a percentage of the number before it; formulas have no remainders.",
    ),
    "percent-before-operand": _formula(
        bad="90% 实际",
        good="90% * 实际",
        zh="90% 是一个数，与后面的值之间要写运算符。",
        en="90% is a number; an operator stands between it and the next value.",
    ),
    "text-malformed": _formula(
        bad="状态 == '完成",
        good="状态 == '完成'",
        zh="文本的引号要成对。",
        en="A text ends with the quote that it began with.",
    ),
    "text-out-of-place": _formula(
        bad="状态 + '完成'",
        good="1 if 状态 == '完成' else 0",
        zh="文本只用来比较是否相同，或查选项表；它不参加计算。",
        en="Texts are compared, or looked up in a table; nothing is computed with them.",
    ),
    "exponent-not-whole": _formula(
        bad="实际 ** 目标",
        good="实际 ** 2",
        zh="指数是写出的整数时，结果才精确、大小才有数；开方用 sqrt。",
        en="With a whole exponent that is written out, powers are exact and bounded; roots are sqrt.",
    ),
    "too-many-arguments": _sketch(
        bad="sum(a, b, …)    70 arguments",
        good="sum(a, b) + sum(c, d)",
        zh="参数太多的调用没人核得了；可用 numbers 类型的输入项，一次给一个数列。",
        en="Nobody verifies such a call; an input of type numbers gives a whole list.",
    ),
    "arguments-do-not-fit": _formula(
        bad="clamp(实际, 20)",
        good="clamp(实际, 0, 20)",
        zh="参数个数与函数的规定不符；消息给出应有的写法。",
        en="The call has not the arguments of the function; the message shows how it is called.",
    ),
    "argument-not-whole-literal": _formula(
        bad="round(实际, 目标)",
        good="round(实际, 2)",
        zh="保留几位小数是规则的一部分，不能随数据变化，所以要直接写出。",
        en="How many places are kept is part of the rule and not of the data: write it out.",
    ),
    "expansion-too-large": _sketch(
        bad="f9(x) = f8(x) - f8(x), f8(x) = f7(x) - f7(x), …",
        good="f(x) = g(x) - 1",
        zh="函数层层调用会使计算量成倍增长；限制它，任何规则集的计算时间才有上限。",
        en="Functions that call each other twice double the work each time; the bound keeps every "
        "ruleset fast.",
    ),
    "expansion-too-deep": _sketch(
        bad="f150(x) = f149(x), f149(x) = f148(x), …",
        good="f(x) = g(x)",
        zh="调用层数有上限，以免耗尽程序的栈。",
        en="The depth of calls is bounded, so that the stack is never exhausted.",
    ),
}

NAMES: Mapping[str, Explanation] = {
    "unknown-name": _formula(
        bad="实际数 / 目标",
        good="实际 / 目标",
        zh="每个名称都要有声明，哪怕它在用不到的分支里；打错的名称不会等到计分时才发现。",
        en="Every name is declared, in every branch: a slip is found before anybody is scored.",
    ),
    "unknown-function": _formula(
        bad="minimum(实际, 目标)",
        good="min(实际, 目标)",
        zh="能调用的只有语言自带的函数，以及规则集自己的函数和表。",
        en="What can be called are the functions of the language and those and the tables of the "
        "ruleset.",
    ),
    "name-called": _formula(
        bad="实际(1 - 目标)",
        good="实际 * (1 - 目标)",
        zh="括号前面的词会被当作函数；与括号里的数相乘要写 *。",
        en="A word before a parenthesis is called as a function; a product needs its sign.",
    ),
    "function-not-called": _formula(
        bad="min + 1",
        good="min(实际, 目标) + 1",
        zh="函数名后面要有括号和参数；单写名称没有值。",
        en="A function is called with its arguments in parentheses; alone it has no value.",
    ),
    "weight-not-here": _ruleset(
        bad='"derived": {"扣分": {"formula": "weight * 10%"}}',
        good='"derived": {"扣分": {"formula": "100 * 10%"}}',
        zh="weight 是所在指标的分值；派生值不属于任何指标，就没有 weight。",
        en="'weight' is the points of the indicator a formula stands in; a derived value is in none.",
    ),
    "value-not-here": _ruleset(
        bad='"derived": {"加分": {"formula": "value + 2"}}',
        good='"derived": {"加分": {"formula": "2"}}',
        zh="value 是调整之前的得分，只在 adjustments 的公式里有。",
        en="'value' is the score so far, which only the formulas of adjustments know.",
    ),
    "name-outside-function": _ruleset(
        bad='"functions": {"正向": {"parameters": ["实际"], "formula": "实际 / 预算数"}}',
        good='"functions": {"正向": {"parameters": ["实际", "目标"], "formula": "min(1, 实际 / 目标)"}},\n'
        '"indicators": {"formula": "weight * 正向(执行数, 预算数)"}',
        zh="函数只看得见自己的参数；这样每次调用用了什么，从调用处就能读出来。",
        en="A function sees its parameters alone, so that a call shows everything it depends on.",
    ),
    "cohort-in-function": _ruleset(
        bad='"functions": {"位次分": {"parameters": ["数"], "formula": "1 / rank_high(数)"}},\n'
        '"derived": {"得分率": {"formula": "位次分(执行数)"}}',
        good='"functions": {"位次分": {"parameters": ["名次"], "formula": "1 / 名次"}},\n'
        '"derived": {"得分率": {"formula": "位次分(rank_high(执行数))"}}',
        zh="排名要知道每个单位的值；参数每次调用都不同，写在调用处才看得出比的是什么。",
        en="A rank needs the value of every row; a parameter is another one in every call, and "
        "only the call shows what is compared.",
    ),
    "name-not-of-rows": _ruleset(
        bad='"indicators": {"formula": "weight * percentile(weight * 执行数)"}',
        good='"indicators": {"formula": "weight * percentile(执行数)"}',
        zh="weight 和 value 属于一条公式，不属于某个单位；与其他单位比较用不到它们。",
        en="'weight' and 'value' belong to a formula and not to a row; comparing rows needs "
        "neither.",
    ),
    "kind-mismatch": _formula(
        bad="实际 and 目标",
        good="实际 > 0 and 目标 > 0",
        zh="数、条件、日期、文本各归各用；把数当条件用，含义就全靠猜。",
        en="Numbers, conditions, dates and texts are kept apart: a number as a condition means "
        "whatever one guesses.",
    ),
    "kind-not-comparable": _formula(
        bad="评分 == 评分",
        good="mean(评分) == 90",
        zh="数列不能直接比较；先算成一个数。",
        en="Lists are not compared; make one number of them first.",
    ),
    "choice-unknown": _ruleset(
        bad='"inputs": {"状态": {"type": "choice", "choices": ["完成", "未完成"]}},\n'
        '"indicators": {"formula": "weight if 状态 == \'己完成\' else 0"}',
        good='"inputs": {"状态": {"type": "choice", "choices": ["完成", "未完成"]}},\n'
        '"indicators": {"formula": "weight if 状态 == \'完成\' else 0"}',
        zh="与不存在的选项比较永远不成立，那一分就谁也得不到。",
        en="A comparison with a choice that is none never holds: points that nobody can have.",
    ),
}
