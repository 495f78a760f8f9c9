"""The pages of the scoring patterns: what a section holds, and the index of them all."""

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from docs.generate.markdown import fence, page_of, table

FOLDER = Path(__file__).parents[1] / "patterns"
PAGES = (
    "proportional",
    "bands",
    "steps",
    "lines",
    "checklists",
    "comparing",
    "applicability",
    "judging",
    "adjustments",
    "grades",
    "parallel",
)
SECTION = re.compile(
    r"^\(pattern-(?P<number>\d\d)\)=\n"
    r"## (?P=number) (?P<title>[^\n]+)\n\n"
    r"(?P<english>[^\n]+)\n\n"
    r"\*\*规则\*\*\n\n.+?\n\n来源：(?P<source>[^\n]+)\n\n"
    r"\*\*写法\*\*\n(?P<ruleset>.+?)\n"
    r"\*\*算例\*\*[^\n]*\n(?P<worked>.+?)\n"
    r"\*\*易错\*\*\n(?P<misread>.+?)(?=^\(pattern-|\Z)",
    re.MULTILINE | re.DOTALL,
)
RULESET = re.compile(r"^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WORKED = re.compile(r"^- `([^`]+)`：.*\*\*([^*\n]+)\*\*", re.MULTILINE)
MISREAD = re.compile(r"^- (`.+` → `.+`)：`([^`]+)` 变为 \*\*([^*\n]+)\*\*", re.MULTILINE)
OPEN = re.compile(r"^未决：(.+?)。", re.MULTILINE)
ADDRESS = re.compile(r"[!-~]+\.[!-~]+(、[!-~]+\.[!-~]+)*$")
CHANGE = re.compile(r"`([^`]+)` → `([^`]+)`")


@frozen
class Misreading:
    """A rule read wrongly, and what it does.

    Attributes:
        changes: What stands in the ruleset, and what the wrong reading puts there.
        example: The id of the example that shows it.
        outcome: What that example then gives, in the words of the page.
    """

    changes: tuple[tuple[str, str], ...]
    example: str
    outcome: str


@frozen
class Pattern:
    """One section of a page.

    Attributes:
        number: Two digits, by which it is known.
        title: Its heading, in Chinese.
        english: The same in one English sentence.
        source: Where the rule was published.
        page: The page's name, without suffix.
        rulesets: The JSON texts that say it.
        worked: For each example told: its id, and its result as printed.
        misreadings: What it is taken for.
        undecided: Properties of what that no proof decides, as the page says with the reason.
    """

    number: str
    title: str
    english: str
    source: str
    page: str
    rulesets: tuple[str, ...]
    worked: tuple[tuple[str, str], ...]
    misreadings: tuple[Misreading, ...]
    undecided: tuple[str, ...]


def patterns() -> Iterator[Pattern]:
    """Yield every pattern, page by page."""
    for name in PAGES:
        for found in SECTION.finditer((FOLDER / f"{name}.md").read_text(encoding="utf-8")):
            yield Pattern(
                number=found["number"],
                title=found["title"],
                english=found["english"],
                source=found["source"],
                page=name,
                rulesets=tuple(RULESET.findall(found["ruleset"])),
                worked=tuple(WORKED.findall(found["worked"])),
                misreadings=tuple(_misreadings(found["misread"])),
                undecided=tuple(_undecided(found["ruleset"])),
            )


def _misreadings(text: str) -> Iterator[Misreading]:
    for changes, example, outcome in MISREAD.findall(text):
        yield Misreading(tuple(CHANGE.findall(changes)), example, outcome)


def _undecided(text: str) -> Iterator[str]:
    for named in OPEN.findall(text):
        yield from re.findall(r"`([^`]+)`", named)


def index() -> str:
    """Return the index of all patterns, by number."""
    return page_of(
        "docs/patterns/*.md",
        "评分规则模式 Scoring patterns",
        "公开的评分表、办法和报告里常见的 56 种评分规则，每种一节：原文怎样规定（规则），规则集里怎样写（写法），算出多少分（算例），最容易错成什么、错了差多少（易错）。\n"
        "每段 JSON 都是完整的规则集，可以存成文件，用 `indicator-engine check` 校验，用 `score --example` 查看。\n"
        "各节的算例和易错都作为测试运行。",
        "原文为简短引文，多数据转载件，未与官方文本逐字核对；本目录不是任何文件的官方文本。\n"
        "出处的网址见各节。\n"
        "标“示意”的数字为说明规则而虚构；标“假设”的分值、标准，原文没有或没有读到。",
        "The 56 scoring rules that published tables, regulations and reports use, each as a complete ruleset with worked examples and its nearest misreading; all of it runs as tests.\n"
        "Quotations are short and mostly from reprints; figures marked 示意 are invented to illustrate.",
        table("| 编号 | 规则 Rule | 来源 |", "|:---|:---|:---|", _rows()),
        fence("{toctree}", ":hidden:", ":maxdepth: 1", "", *PAGES),
    )


def _rows() -> Iterator[str]:
    for each in sorted(patterns(), key=lambda pattern: pattern.number):
        link = f"[{each.title}]({each.page}.md#pattern-{each.number})"
        yield f"| {each.number} | {link}<br>{each.english} | {_brief(each.source)} |"


def _brief(source: str) -> str:
    """Return the names of the sources; where one is known by its address alone, the host."""
    names = [
        ADDRESS.sub("", one).rstrip("，") or one.partition("/")[0] for one in source.split("；")
    ]
    return "；".join(dict.fromkeys(names))
