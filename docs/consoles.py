"""Run what the pages show on a terminal, and compare or replace what it prints.

``python -m docs.consoles`` writes today's output into every page; tests/test_docs.py compares. A
line ``…`` in a page stands for lines that it leaves out.
"""

# ruff: noqa: INP001 - docs/ is a folder of pages, no package

import os
import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from glob import glob
from io import BytesIO, TextIOWrapper
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory
from unittest.mock import patch

from attrs import frozen

from indicator_engine.cli import main as run_program

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(
    r"(?P<head>(?:^<!-- file: (?P<file>\S+) -->\n+)?^```(?P<kind>json|csv|console)\n)"
    r"(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
PROMPT, LEFT_OUT = "$ ", "…"


@frozen
class Shown:
    """A command that a page shows, and what the page says it prints."""

    command: str
    output: str

    def fits(self, printed: str) -> bool:
        """Tell whether the page shows what was printed, apart from what it leaves out."""
        parts = (
            r"(?:.*\n)*?" if line == LEFT_OUT else re.escape(f"{line}\n")
            for line in self.output.splitlines()
        )
        return re.fullmatch("".join(parts), printed) is not None


def pages() -> Iterator[Path]:
    """Yield every page that shows a terminal."""
    for page in (*sorted(ROOT.glob("README*.md")), *sorted(ROOT.glob("docs/**/*.md"))):
        if "```console\n" in page.read_text(encoding="utf-8"):
            yield page


def refreshed(page: Path) -> str:
    """Return the text of a page, its commands run in order, outputs that do not fit replaced.

    Its JSON and CSV blocks that name a file are written to it first, in a folder of their own that sees
    the checkout's rulesets and schemas, and the workbooks beside the page.
    """
    language = "zh_CN.UTF-8" if page.name.endswith(".zh.md") else "en_US.UTF-8"
    with (
        TemporaryDirectory() as folder,
        chdir(folder),
        patch.dict(os.environ, {"LC_ALL": language, "COLUMNS": "80"}),
    ):
        for name in ("rulesets", "schemas"):
            Path(name).symlink_to(ROOT / name)
        for workbook in page.parent.glob("*.xlsx"):
            Path(workbook.name).symlink_to(workbook)
        terminal = _Terminal()
        return BLOCK.sub(terminal.block, page.read_text(encoding="utf-8"))


class _Terminal:
    """A folder, and the exit status of the last command."""

    status = 0

    def block(self, block: re.Match[str]) -> str:
        """Write a block's file, or run its commands; return the block as it should be."""
        if block["kind"] == "console":
            return f"{block['head']}{''.join(map(self._command, _shown(block['body'])))}```"
        if block["file"]:
            Path(block["file"]).write_text(block["body"], encoding="utf-8")
        return block[0]

    def _command(self, shown: Shown) -> str:
        printed = self._printed(shlex.split(shown.command))
        output = shown.output if shown.fits(printed) else printed
        return f"{PROMPT}{shown.command}\n{output}"

    def _printed(self, words: list[str]) -> str:
        """Return what a command prints: of this program, of pytest, of two that a shell knows."""
        if words == ["echo", "$?"]:
            return f"{self.status}\n"
        if words[0] == "cat":
            return Path(words[1]).read_text(encoding="utf-8-sig")
        if words[0] == "pytest":
            return self._tested(words[1:])
        assert words[0] == "indicator-engine", f"not to be run: {words}"
        arguments = [name for word in words[1:] for name in sorted(glob(word)) or [word]]  # noqa: PTH207 - as a shell does
        screen = TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True)
        with redirect_stdout(screen), redirect_stderr(screen):
            self.status = run_program(arguments)
        screen.seek(0)
        return screen.read()

    def _tested(self, arguments: list[str]) -> str:
        """Return what pytest prints, run as it is outside this checkout."""
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
        done = run(command, check=False, capture_output=True, encoding="utf-8")  # noqa: S603 - of our own pages
        self.status = done.returncode
        return done.stdout


def _shown(body: str) -> Iterator[Shown]:
    for entry in re.split(rf"^{re.escape(PROMPT)}", body, flags=re.MULTILINE)[1:]:
        command, _, output = entry.partition("\n")
        yield Shown(command, output)


def main() -> None:
    """Write today's output into every page."""
    for page in pages():
        page.write_text(refreshed(page), encoding="utf-8")


if __name__ == "__main__":
    main()
