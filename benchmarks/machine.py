"""Where something was measured."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = (
    *("indicator-engine", "polars", "numpy", "pyarrow", "duckdb"),
    *("openfisca-core", "zen-engine", "simpleeval"),
)


def described() -> str:
    """Return processor, cores, memory, system and versions in one sentence."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    hardware = f"{processor()}, {os.cpu_count()} cores, {memory:.0f} GiB"
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{hardware}, {platform.system()}, {python}; {', '.join(versions())}"


def processor() -> str:
    """Return the model of the processor, or its kind where the system does not tell more."""
    told = Path("/proc/cpuinfo")
    if told.exists():
        for line in told.read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "model name":
                return value.strip()
    return platform.processor() or platform.machine()


def versions() -> list[str]:
    """Return the packages that take part, each with its version."""
    return [f"{package} {_version(package)}" for package in PACKAGES]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"
