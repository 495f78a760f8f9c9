"""A ruleset as a page: what it tells, how it words rules and intervals, and how it is asked for."""

import html
import re
from collections.abc import Callable
from fractions import Fraction
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from indicator_engine import extras, load_ruleset, parse_ruleset, render
from indicator_engine.cli import docs, main
from indicator_engine.documents import write_json
from indicator_engine.language.functions import LANGUAGE
from indicator_engine.language.ranges import Range
from indicator_engine.language.syntax import parse
from indicator_engine.messages import Language
from indicator_engine.messages import describing as say
from indicator_engine.model import Ruleset
from indicator_engine.report.descriptions import FORMATS
from indicator_engine.report.descriptions.description import described
from indicator_engine.report.descriptions.parts import Heading, Table
from indicator_engine.report.descriptions.wording import Wording
from indicator_engine.report.phrases import Phrases, one_line
from tests.properties.test_any_text_is_located import RULESET
from tests.properties.test_pages_tell_everything import texts

LANGUAGES: tuple[Language, ...] = ("zh", "en")
DEPARTMENT = "beijing-department-2022"
HOSTILE = "<script>alert(1)</script> a|b `c` *d* [e](javascript:f) \"g\" 'h' & {{ i }} {% j %}\n# k"

SMALL: dict[str, Any] = {
    "id": "small",
    "version": "1.0.0",
    "title": {"zh": "小规则集", "en": "A small ruleset"},
    "source": "某办法第三条",
    "inputs": {
        "spent": {"type": "number", "title": {"zh": "执行数", "en": "Expenditure"}, "unit": "万元",
                  "range": "[0, inf)"},
        "budget": {"type": "number", "title": {"zh": "年度 预算", "en": "Budget"}, "unit": "万元",
                   "range": "(0, inf)"},
        "level": {"type": "judged", "tiers": {"好": "[80%, 100%]", "差": "[0%, 80%)"}},
        "late": {"type": "boolean", "default": False},
    },
    "tables": {"bands": {"bands": [{"range": "[0, 1)", "value": "50%"},
                                   {"range": "[1, inf)", "value": 1}]}},
    "functions": {"share": {"parameters": ["a", "b"], "formula": "bands(a / b)", "title": "占比 得分"}},
    "indicators": {
        "id": "total",
        "weight": 100,
        "children": [
            {"id": "A", "weight": 60, "formula": "weight * share(spent, budget)"},
            {"id": "B", "weight": 40, "formula": "0 if late else weight * level", "source": "某办法第五条"},
        ],
        "adjustments": [{"id": "cap", "when": "late", "becomes": "min(value, 59)"}],
    },
    "grades": [{"grade": "优", "range": "[90, 100]"}, {"grade": "差", "range": "[0, 90)"}],
    "assertions": [{"id": "X1", "equal": ["spent", "budget"], "tolerance": Fraction(1, 2)}],
    "examples": [
        {"id": "right", "inputs": {"spent": 5, "budget": 4, "level": {"tier": "好", "rate": "90%"}},
         "expected": {"total": 96, "rates": {"B": "90%"}}},
        {"id": "pending", "inputs": {"spent": 5, "budget": 4, "level": {"pending": "未评"}}},
    ],
}  # fmt: skip


def ruleset_of(**changes: Any) -> Ruleset:  # noqa: ANN401
    return parse_ruleset(write_json({**SMALL, **changes}))


def wording(ruleset: Ruleset, language: Language) -> Wording:
    return Wording(ruleset, Phrases(language))


def table_below(ruleset: Ruleset, heading: str, language: Language = "zh") -> Table:
    """Return the first table below a heading."""
    parts = described(ruleset, language).parts
    at = next(
        i for i, each in enumerate(parts) if isinstance(each, Heading) and each.text == heading
    )
    return next(each for each in parts[at:] if isinstance(each, Table))


class TestPage:
    def test_the_tree_has_titles_ids_and_points(self) -> None:
        shown = table_below(ruleset_of(), "指标体系")
        assert shown.headings == ("指标", "编号", "分值", "计分方式")
        assert [(row.depth, row.cells) for row in shown.rows] == [
            (0, ("total", "total", "100", "下级得分之和")),
            (1, ("A", "A", "60", "分值 × “占比 得分”(执行数, “年度 预算”)")),
            (1, ("B", "B", "40", "若 late，则 0，否则 分值 × level")),
        ]

    def test_grades_are_worded_and_as_written(self) -> None:
        assert [row.cells for row in table_below(ruleset_of(), "等级").rows] == [
            ("优", "90（含）～100（含）", "[90, 100]"),
            ("差", "0（含）～90", "[0, 90)"),
        ]

    def test_inputs_are_told_with_unit_range_and_tiers(self) -> None:
        cells = [row.cells for row in table_below(ruleset_of(), "填报数据").rows]
        assert cells[0][:5] == ("执行数", "spent", "数", "万元", "0 及以上")
        assert cells[2][5] == "档次：好 80%（含）～100%（含）、差 0%（含）～80%"
        assert cells[3][5] == "缺失时取 否"

    def test_bands_adjustments_and_cross_checks_are_told(self) -> None:
        cells = set(texts(described(ruleset_of(), "zh")))
        assert {"0（含）～1", "[0, 1)", "1 及以上", "0.5"} <= cells
        assert "调整：cap" in cells
        assert "late 时，得分改为 原得分、59 中最小的" in cells
        assert "执行数 = “年度 预算”（允许相差 0.5）" in cells
        assert "某办法第五条" in cells

    def test_examples_stand_beside_what_comes_out(self) -> None:
        shown = table_below(ruleset_of(), "示例：right")
        assert ("level", "level", "90%（好）") in [row.cells for row in shown.rows]
        page = described(ruleset_of(), "zh").parts
        results = [each for each in page if isinstance(each, Table) and each.headings[0] == "项目"]
        assert [row.cells for row in results[0].rows] == [
            ("等级", "", "优", ""),
            ("总分", "96", "96", "是"),
            ("得分率：B", "90%", "90%", "是"),
        ]
        assert [row.cells for row in results[1].rows] == [("总分", "–"), ("等级", "–")]

    def test_an_example_that_is_mostly_like_the_first_tells_what_is_not(self) -> None:
        """A value that it lacks is told as missing."""
        first = SMALL["examples"][0]
        inputs = {"spent": 5, "budget": 4, "level": first["inputs"]["level"], "late": False}
        less = {"spent": 5, "budget": 4, "level": first["inputs"]["level"]}
        examples = [{"id": "first", "inputs": inputs}, {"id": "less", "inputs": less}]
        shown = table_below(ruleset_of(examples=examples), "示例：less")
        assert [row.cells for row in shown.rows] == [("late", "late", "缺失")]
        said = render(ruleset_of(examples=examples), "markdown", "zh")
        assert isinstance(said, str)
        assert "数据与示例“first”相同，只有：" in said
        assert said.count("| late | late | 否 |") == 1
        assert said.count("| 执行数 | spent | 5 |") == 1

    def test_an_example_that_differs_says_so(self) -> None:
        wrong = {**SMALL["examples"][0], "expected": {"total": 95, "grade": "优"}}
        shown = table_below(ruleset_of(examples=[wrong]), "示例：right")
        page = described(ruleset_of(examples=[wrong]), "zh").parts
        results = page[page.index(shown) + 1]
        assert isinstance(results, Table)
        assert [row.cells for row in results.rows] == [
            ("总分", "95", "96", "否"),
            ("等级", "优", "优", "是"),
        ]

    def test_an_example_that_is_refused_says_why(self) -> None:
        bad = {"id": "bad", "inputs": {"spent": 5, "budget": 0, "level": {"pending": "未评"}}}
        text = render(ruleset_of(examples=[bad]), "markdown", "zh")
        assert isinstance(text, str)
        assert "无法计分：" in text

    @pytest.mark.parametrize("name", [DEPARTMENT, "beijing-project-2020"])
    def test_every_shipped_example_agrees(self, name: str) -> None:
        results = [
            each
            for each in described(load_ruleset(name), "en").parts
            if isinstance(each, Table) and "Agrees" in each.headings
        ]
        assert results
        agrees = {row.cells[-1] for each in results for row in each.rows}
        assert agrees <= {"yes", ""}


class TestWording:
    @pytest.mark.parametrize(
        ("text", "zh", "en"),
        [
            ("[80, 90)", "80（含）～90", "from 80 to below 90"),
            ("[90, 100]", "90（含）～100（含）", "from 90 to 100"),
            ("(0, 5]", "0～5（含）", "above 0, up to 5"),
            ("(0, 5)", "0～5（均不含）", "above 0 and below 5"),
            ("[0, inf)", "0 及以上", "0 or more"),
            ("(0, inf)", "大于 0", "above 0"),
            ("(-inf, 60]", "60 及以下", "60 or less"),
            ("(-inf, 60)", "小于 60", "below 60"),
            ("(-inf, inf)", "任意数", "any number"),
            ("[7, 7]", "7", "7"),
        ],
    )
    def test_intervals(self, text: str, zh: str, en: str) -> None:
        ruleset = ruleset_of()
        assert wording(ruleset, "zh").range(Range.parse(text)) == zh
        assert wording(ruleset, "en").range(Range.parse(text)) == en

    def test_an_interval_of_percents(self) -> None:
        bounds = Range(Fraction(4, 5), Fraction(1), low_open=False, high_open=True)
        assert wording(ruleset_of(), "zh").range(bounds, percent=True) == "80%（含）～100%"

    @pytest.mark.parametrize(
        ("formula", "zh", "en"),
        [
            ("weight * spent / budget", "分值 × 执行数 ÷ “年度 预算”", "points × Expenditure ÷ Budget"),
            ("weight * (1 - spent)", "分值 × (1 - 执行数)", "points × (1 - Expenditure)"),
            ("spent - (budget - 1)", "执行数 - (“年度 预算” - 1)", "Expenditure - (Budget - 1)"),
            ("-spent ** 2", "-执行数^2", "-Expenditure^2"),
            ("(spent + 1) ** 2", "(执行数 + 1)^2", "(Expenditure + 1)^2"),
            (
                "1 if not late and spent >= 90% else 0",
                "若 非 late 且 执行数 ≥ 90%，则 1，否则 0",
                "if not late and Expenditure ≥ 90%, then 1, else 0",
            ),
            (
                "2 * (1 if late else 0)",
                "2 × (若 late，则 1，否则 0)",
                "2 × (if late, then 1, else 0)",
            ),
            (
                "1 if late else 2 if spent == 0 else 3",
                "若 late，则 1，否则 (若 执行数 = 0，则 2，否则 3)",
                "if late, then 1, else (if Expenditure = 0, then 2, else 3)",
            ),
            (
                "weight * reached(spent + 1, budget)",
                "分值 × ((执行数 + 1) ÷ “年度 预算”，不低于 0、不高于 1)",
                "points × ((Expenditure + 1) ÷ Budget, not below 0 and not above 1)",
            ),
            ("min(1, max(spent, 0))", "1、(执行数、0 中最大的) 中最小的",
             "the smallest of 1, (the largest of Expenditure, 0)"),
            ("exp(spent)", "exp(执行数)", "exp(Expenditure)"),
        ],
    )  # fmt: skip
    def test_formulas(self, formula: str, zh: str, en: str) -> None:
        ruleset, expression = ruleset_of(), parse(formula)
        assert wording(ruleset, "zh").formula(expression) == zh
        assert wording(ruleset, "en").formula(expression) == en

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("name", sorted(say.CALLS))
    def test_the_words_of_a_function_tell_every_argument(
        self, name: str, language: Language
    ) -> None:
        by = wording(ruleset_of(), language)
        counts = [count for count in range(1, 5) if LANGUAGE[name].accepts(count)]
        assert counts
        for count in counts:
            arguments = [f"argument{place}" for place in range(count)]
            words = by.formula(parse(f"{name}({', '.join(arguments)})"))
            assert all(each in words for each in arguments)
            assert not re.search(r"[{}]", words)

    def test_a_function_of_the_ruleset_hides_none_of_the_language(self) -> None:
        """Its own words are used, whatever it is called."""
        functions: dict[str, Any] = {"占比": {"parameters": ["a"], "formula": "a"}}
        indicators: dict[str, Any] = {
            "id": "total",
            "weight": 100,
            "formula": "占比(0) + 0 * spent",
        }
        ruleset = parse_ruleset(
            write_json(
                {
                    **{key: SMALL[key] for key in ("id", "version", "title", "inputs")},
                    "functions": functions,
                    "indicators": indicators,
                }
            )
        )
        assert wording(ruleset, "zh").formula(parse("占比(spent)")) == "占比(执行数)"


def hostile(value: Any) -> Any:  # noqa: ANN401
    """Return a ruleset in which every text for readers, and every label, is hostile."""
    if isinstance(value, dict):
        return {
            key: HOSTILE
            if key in ("title", "help", "source", "note", "evidence", "description", "unit")
            and isinstance(each, str | dict)
            and "id" not in each
            else [HOSTILE]
            if key == "tags"
            else hostile(each)
            for key, each in value.items()
        }
    return [hostile(each) for each in value] if isinstance(value, list) else value


class Reader(HTMLParser):
    """The elements and the text of a page of HTML."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.said: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(tag, name) for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.said.append(data)


HOSTILE_RULESET = parse_ruleset(write_json(hostile(RULESET)))


class TestSafety:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_html_has_our_elements_alone(self, language: Language) -> None:
        text = FORMATS["html"](HOSTILE_RULESET, language)
        tame = Reader(FORMATS["html"](parse_ruleset(write_json(RULESET)), language))
        page = Reader(text)
        assert page.tags == tame.tags
        assert page.attributes == tame.attributes
        assert not page.tags & {"script", "img", "link", "iframe", "svg", "object", "form"}
        assert not {name for _, name in page.attributes} & {"src", "style", "onclick", "onload"}
        assert one_line(HOSTILE) in page.said

    def test_html_asks_for_nothing_from_elsewhere(self) -> None:
        text = FORMATS["html"](load_ruleset(DEPARTMENT), "zh")
        assert "default-src 'none'" in html.unescape(text)
        assert not re.search(r"(src|href)=\"(?!#s\d+\")", text)
        assert "@import" not in text
        assert "url(" not in text

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_markdown_shows_text_as_text(self, language: Language) -> None:
        text = FORMATS["markdown"](HOSTILE_RULESET, language)
        assert "<" not in text
        assert not re.search(r"(?<!\\)[`\[~]", text)
        blocks = [block for block in text.split("\n\n") if block.startswith("|")]
        assert blocks
        for block in blocks:
            bars = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
            assert len(bars) == 1
        assert not any(line.startswith("# k") for line in text.splitlines())


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(name="run_cli")
def _run_cli(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Run:
    monkeypatch.chdir(tmp_path)
    Path("small.json").write_text(write_json(SMALL), encoding="utf-8")

    def call(line: str) -> tuple[int, str, str]:
        status = main(line.split())
        return (status, *capsys.readouterr())

    return call


class TestCommand:
    @pytest.mark.parametrize(
        ("line", "status"),
        [
            (f"docs {DEPARTMENT}", 0),
            (f"docs {DEPARTMENT} --format html -o page", 0),
            ("docs", 2),
            ("docs absent", 2),
            ("docs ./absent.json", 2),
            ("docs ./small.json --format pdf", 2),
            ("docs ./small.json -o small.json", 2),
            ("docs ./small.json -o absent/page.md", 2),
        ],
    )
    def test_the_exit_status(self, run_cli: Run, line: str, status: int) -> None:
        done = run_cli(line)
        assert done[0] == status
        assert bool(done[2]) == (status == 2)

    def test_markdown_goes_to_standard_output(self, run_cli: Run) -> None:
        out = run_cli("docs ./small.json --lang en")[1]
        assert out.startswith("# A small ruleset\n")
        assert out == f"{render(load_ruleset('./small.json'), 'markdown', 'en')!s}\n"

    @pytest.mark.parametrize(
        ("line", "begins"),
        [
            ("-o page.html", "<!doctype html>"),
            ("-o PAGE.HTM", "<!doctype html>"),
            ("-o page.md", "# 小规则集"),
            ("-o page.html --format markdown", "# 小规则集"),
        ],
    )
    def test_the_name_of_a_file_says_its_format(self, run_cli: Run, line: str, begins: str) -> None:
        assert run_cli(f"docs ./small.json --lang zh {line}") == (0, "", "")
        assert Path(line.split()[1]).read_text(encoding="utf-8").startswith(begins)

    def test_without_its_library_html_is_refused_and_the_extra_named(
        self, run_cli: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def found(name: str) -> object:
            return None if name == "jinja2" else find_spec(name)

        monkeypatch.setattr(extras, "find_spec", found)
        status, out, err = run_cli("docs ./small.json --format html --lang en")
        assert (status, out) == (2, "")
        assert "indicator-engine[html]" in err
        assert run_cli("docs ./small.json")[0] == 0

    def test_its_formats_are_those_of_descriptions(self) -> None:
        assert tuple(FORMATS) == docs.FORMATS

    def test_an_unknown_format_is_refused(self) -> None:
        with pytest.raises(ValueError, match="no format 'text', expected one of markdown, html"):
            render(ruleset_of(), "text")
