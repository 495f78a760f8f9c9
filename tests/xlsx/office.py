"""LibreOffice without a window: workbooks in, the same workbooks calculated anew out."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from shutil import which
from subprocess import run
from zipfile import ZipFile, ZipInfo

import pytest

SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
FORMULA = re.compile(r'(<c r="[A-Z]+\d+"[^>]*?)(?: t="\w+")?>(<f>[^<]*</f>)<v>[^<]*</v>')
SECONDS = 300

# Files of Excel are calculated when they are opened, whatever they say of themselves.
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def recalculated(workbook: bytes, folder: Path) -> bytes:
    """Return a workbook as LibreOffice saves it once it has calculated it.

    Skips the test where there is no LibreOffice.
    """
    program = which("soffice")
    if program is None:
        pytest.skip("no LibreOffice on this machine")
    profile, after = folder / "profile", folder / "after"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SETTINGS, encoding="utf-8")
    before = folder / "before.xlsx"
    before.write_bytes(workbook)
    options = [f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    command = [program, *options, "--outdir", str(after), str(before)]
    done = run(command, check=True, capture_output=True, timeout=SECONDS)
    assert (after / before.name).exists(), done.stderr
    return (after / before.name).read_bytes()


def with_scores(workbook: bytes, typed: Mapping[int, Mapping[str, Decimal]]) -> bytes:
    """Return a workbook in which somebody has typed numbers.

    Args:
        workbook: Its bytes.
        typed: The numbers by their cells, by the number of the sheet, from 1.
    """

    def change(sheet: str, number: int) -> str:
        for cell, score in typed.get(number, {}).items():
            pattern = rf'(<c r="{cell}"[^>]*?)(?: t="\w+")?><v>[^<]*</v>'
            sheet, count = re.subn(pattern, rf"\1><v>{score}</v>", sheet)
            assert count == 1, f"{cell} holds no plain value"
        return sheet

    return _changed(workbook, change)


def stale(workbook: bytes) -> bytes:
    """Return a workbook that remembers 7777 as the value of every formula."""
    return _changed(workbook, lambda sheet, _: FORMULA.sub(r"\1>\2<v>7777</v>", sheet))


def _changed(workbook: bytes, change: Callable[[str, int], str]) -> bytes:
    content = BytesIO()
    with ZipFile(BytesIO(workbook)) as old, ZipFile(content, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if found := SHEET.fullmatch(name):
                text = change(text.decode(), int(found[1])).encode()
            new.writestr(ZipInfo(name), text)
    return content.getvalue()
