"""How the tests run: Hypothesis profiles, and the list of the tests that may be skipped."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SKIPS = Path(__file__).with_name("skips.txt")

# A busy machine is no bug: no example has a deadline, and slow generation fails no law.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("dev", _PATIENT)
settings.register_profile("ci", _PATIENT, derandomize=True, print_blob=True)
settings.register_profile("nightly", _PATIENT, max_examples=5_000, print_blob=True)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev")
)


def unlisted_skips(terminal: pytest.TerminalReporter) -> Iterator[str]:
    """Yield each skipped test with its reason, unless tests/skips.txt holds that very line."""
    listed = SKIPS.read_text(encoding="utf-8").splitlines()
    for report in terminal.stats.get("skipped", ()):
        line = f"{report.nodeid}: {report.longrepr[2].removeprefix('Skipped: ')}"
        if line not in listed:
            yield line


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run that skipped a test which the list does not name."""
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.exitstatus == pytest.ExitCode.OK and terminal and any(unlisted_skips(terminal)):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which skips failed the run."""
    for line in unlisted_skips(terminalreporter):
        terminalreporter.write_line(f"skipped, but not named in tests/skips.txt: {line}", red=True)
