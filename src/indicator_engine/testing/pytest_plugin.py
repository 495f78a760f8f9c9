"""The plugin of pytest: ``*.ruleset.json`` files are tests.

It is loaded in every run of pytest where this library is installed; so it imports nothing of the
engine until there is such a file to collect.
"""

from pathlib import Path
from sysconfig import get_path

import pytest

SUFFIX = ".ruleset.json"
SWITCH = "indicator_engine"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the two ways to switch the plugin off."""
    parser.getgroup("indicator_engine").addoption(
        "--no-indicator-engine",
        action="store_true",
        help="do not collect *.ruleset.json files as tests（不把规则集收集为测试）",
    )
    text = "whether *.ruleset.json files are collected as tests（是否把规则集收集为测试）"
    parser.addini(SWITCH, text, type="bool", default=True)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Return the tests of a ruleset, where the file is one and is wanted."""
    if not file_path.name.endswith(SUFFIX) or not _is_wanted(file_path, parent):
        return None
    from indicator_engine.testing.pytest_items import RulesetFile

    return RulesetFile.from_parent(parent, path=file_path)


def _is_wanted(path: Path, parent: pytest.Collector) -> bool:
    """Tell whether rulesets are to be tested, and this one is not just part of an installation.

    ``--pyargs`` walks through installed packages, this library among them with the rulesets that
    it ships; what lies there is tested where it is made, or when it is named itself.
    """
    if parent.config.getoption("no_indicator_engine") or not parent.config.getini(SWITCH):
        return False
    installed = any(path.is_relative_to(get_path(kind)) for kind in ("purelib", "platlib"))
    return not installed or parent.session.isinitpath(path)
