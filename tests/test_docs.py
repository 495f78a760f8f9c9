"""The pages say what is: generated ones are up to date, commands print what is shown."""

import json
import re
from pathlib import Path

import pytest

from docs.consoles import ROOT, Shown, pages, refreshed
from docs.generate import DOCS, PAGES
from docs.generate.messages import SECTIONS
from indicator_engine.messages import CATALOGUE

JSON_BLOCK = re.compile(r"^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)
READMES = ("README.md", "README.zh.md")
RUN = (
    "python3 -m venv .venv && .venv/bin/pip install . && "
    ".venv/bin/indicator-engine score beijing-department-2022 --example ccpit-2022"
)
TEST = "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest"


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("name", PAGES)
def test_generated_pages_are_up_to_date(name: str) -> None:
    """``python -m docs.generate`` writes them."""
    assert PAGES[name]() == (DOCS / name).read_text(encoding="utf-8")


def test_every_code_has_its_place_on_one_page() -> None:
    told = [code for section in SECTIONS for code in section.codes]
    assert sorted(told) == sorted(CATALOGUE)


@pytest.mark.parametrize("page", list(pages()), ids=name_of)
def test_commands_print_what_pages_show(page: Path) -> None:
    """``python -m docs.consoles`` writes it."""
    assert refreshed(page) == page.read_text(encoding="utf-8")


def test_json_on_pages_is_json() -> None:
    for page in (*ROOT.glob("README*.md"), *DOCS.glob("**/*.md")):
        for block in JSON_BLOCK.findall(page.read_text(encoding="utf-8")):
            json.loads(block)


@pytest.mark.parametrize("name", READMES)
def test_readme_gives_the_two_commands(name: str) -> None:
    """Each stands on a line of its own, ready to be pasted."""
    lines = [line.strip() for line in (ROOT / name).read_text(encoding="utf-8").splitlines()]
    assert lines.count(RUN) == 1
    assert lines.count(TEST) == 1


class TestShown:
    def test_an_output_fits_itself_alone(self) -> None:
        assert Shown("x", "a\nb\n").fits("a\nb\n")
        assert not Shown("x", "a\nb\n").fits("a\nb\nc\n")

    def test_lines_can_be_left_out(self) -> None:
        assert Shown("x", "a\n…\nd\n").fits("a\nb\nc\nd\n")
        assert not Shown("x", "a\n…\nd\n").fits("a\nb\nc\n")
