"""What headings of columns and keys of data mean, and which amounts a row about the budget has."""

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias
from unicodedata import normalize

from indicator_engine.auditing.printed import OPERATORS, Printed
from indicator_engine.auditing.report_model import Amount, Column, Direction

Role: TypeAlias = Literal[
    "name", "weight", "share", "score", "converted", "rate", "target", "actual",
    "reason", "operator", "unit", "direction", "rule", "explanation",
]  # fmt: skip

ROLES: Mapping[Role, re.Pattern[str]] = {
    "name": re.compile(
        r"[一二三四五]级指标(名称)?|(绩效|评价|考核)?指标(名称|内容)?|评价内容|指标体系"
    ),
    "weight": re.compile(r"(指标|标准|参考)?(分值|满分|标准分|权重|基准分|权重分值|分值权重)"),
    "share": re.compile(r"权重占比|占比"),
    "score": re.compile(
        r"(自评|评价|实际|考核|最终|指标|单项|单项指标|绩效|复核|审定)?(得分|评分|自评分|自评分值|复核分)"
    ),
    "converted": re.compile(r"(单项|单项指标|指标)?折算(得分|分)"),
    "rate": re.compile(r"得分(率|系数|比例)"),
    "target": re.compile(
        r"(年度|年初|全年|预期|计划|绩效|调整|年初设定|设定)*(指标值|目标值|目标|预期值|计划值)|target"
    ),
    "actual": re.compile(
        r"(年度|全年|实际|年末|截至年末)*(完成值|实际值|完成指标值|完成情况|完成|完成结果)|actual"
    ),
    "reason": re.compile(r".*(原因|改进措施).*|备注|说明|reason|reasons|note|remark|explanation"),
    "operator": re.compile(r"(计算|运算|指标)?符号|运算符|op|operator"),
    "unit": re.compile(r"(度量|计量)单位|单位|unit"),
    "direction": re.compile(r"指标(性质|方向|类型|属性)|direction"),
    "rule": re.compile(
        r"(评分|计分|评价|考核|打分|得分|赋分|扣分)(标准|规则|细则|方法|办法)|(评分|计分)说明|"
        r"(评分|评价)标准[及和与/](评分|计分)?(说明|方法|办法)|rule_text|rule"
    ),
    "explanation": re.compile(
        r"指标(解释|说明|含义|内涵|释义)|计算(公式|方法)|(评价|评分|考核)要点|"
        r"指标(解释|说明)[及和与/](计算公式|计算方法|评价要点)"
    ),
}
DIRECTIONS: Mapping[Direction, re.Pattern[str]] = {
    "qualitative": re.compile(r"定性|qualitative"),
    "positive": re.compile(r"正向|正指标|positive"),
    "reverse": re.compile(r"反向|负向|逆向|逆指标|reverse|negative"),
}
NO_REASON = re.compile(r"[-—–/\\无]*|无偏差|不涉及|none|n/a", re.IGNORECASE)

OF_BUDGET = re.compile(r"预算执行|资金执行|执行率|执行情况|执行进度")
OF_COMPLETION = re.compile(r".*(执行率|完成率|执行进度|完成进度|支出进度|支付进度)")
PUBLISHED = re.compile(r"[_（(]?(已?公布|printed|published)[)）]?$")
MONEY = re.compile(r"(亿|万|千)?元")
SPENT = re.compile(r"执行|支出(?!预算)|决算|使用")
BUDGETED = re.compile(r"预算(?!执行)|批复|审定|下达|安排|总额|资金|拨款")
COLUMNS: Mapping[str, Column] = {"年初": "opening", "全年": "budget", "执行": "spent"}
OPENING = re.compile(r"年初")
SUM = re.compile(r"总额|合计|总计|总体|小计")
PART = re.compile(
    r"其中|财政(拨款|资金|补助)|(自有|其他|其它|单位|上级|结转|结余|专项|中央|省级?|市级?|区级?|县级?|配套)资金|"
    r"(基本|项目|其他|其它)支出|上年结转|一般公共预算|政府性基金|财政专户|债券"
)


def bare(text: str) -> str:
    """Return a heading without spaces, brackets and what they hold.

    >>> bare("全年预算数（A）"), bare(" 得 分 ")
    ('全年预算数', '得分')
    """
    plain = re.sub(r"\s+", "", normalize("NFKC", text))
    return re.sub(r"\([^)]*\)|[:：*★]", "", plain)


def role_of(heading: str) -> Role | None:
    """Return what a heading or a key means, or ``None`` where it is none that is known.

    >>> role_of("年度指标值（A）"), role_of("偏差原因分析及改进措施"), role_of("项目名称")
    ('target', 'reason', None)
    """
    text = bare(PUBLISHED.sub("", heading.strip()))
    return next((role for role, pattern in ROLES.items() if pattern.fullmatch(text)), None)


def direction_of(text: str) -> Direction | None:
    """Return the direction that a text names."""
    return next((found for found, word in DIRECTIONS.items() if word.search(text)), None)


def operator_of(text: str) -> str:
    """Return the comparison that a cell of its own gives: ``>=``, ``<=``, ``=`` or nothing."""
    return OPERATORS.get(normalize("NFKC", text).strip(), OPERATORS.get(text.strip(), ""))


def reason_of(text: str) -> str:
    """Return the reason that a cell gives; a dash or 无 is none."""
    stripped = text.strip()
    return "" if NO_REASON.fullmatch(stripped) else stripped


def is_of_completion(key: str) -> bool:
    """Tell whether a key names the rate at which something was completed or spent."""
    return OF_COMPLETION.fullmatch(bare(PUBLISHED.sub("", key))) is not None


def amount_of(key: str, printed: Printed) -> Amount | None:
    """Return the amount that a key such as ``本年财政拨款_全年`` names, or ``None``.

    >>> from indicator_engine.auditing.printed import read_printed
    >>> found = amount_of("年度资金总额_执行", read_printed("89.974"))
    >>> found.column, found.is_sum, amount_of("目标数", read_printed("5"))
    ('spent', True, None)
    """
    words = [word for word in key.split("_") if not MONEY.fullmatch(word)]
    text = "".join(words)
    if not words or text.endswith(("率", "比", "进度", "得分")) or printed.is_percent:
        return None
    column = _column(words)
    if column is None:
        return None
    is_part, is_sum = PART.search(text) is not None, SUM.search(text) is not None
    row = words[0] if len(words) > 1 else text
    return Amount(
        row=row, column=column, is_part=is_part and not is_sum, is_sum=is_sum, printed=printed
    )


def _column(words: list[str]) -> Column | None:
    """Return the column of an amount; the last word tells it where there are several."""
    text = "".join(words)
    last = words[-1] if len(words) > 1 else text
    if last in COLUMNS:
        return COLUMNS[last]
    if "执行" in text:
        return "spent"
    if "预算" in text or (BUDGETED.search(text) and not SPENT.search(text)):
        return "opening" if OPENING.search(text) else "budget"
    return "spent" if SPENT.search(text) else None
