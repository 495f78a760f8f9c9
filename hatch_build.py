"""Compiles what the package has in C, where there is a compiler for it.

Where there is none the package is built without, and does everything by the query engine, by
closures and in Python. ``INDICATOR_ENGINE_KERNEL=require`` makes that an error, ``=skip`` leaves the module out.
"""

import os
import sys
import sysconfig
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
MODULES = (
    "indicator_engine._begun",
    "indicator_engine.kernel._blocks",
    "indicator_engine.kernel._lines",
)
ABI = "cp311-abi3"  # what they ask for: one build serves every Python from 3.11 on
FLAGS = {
    "unix": [
        "-std=c11",
        "-D_DEFAULT_SOURCE",  # strdup
        "-O3",
        # Loops are done several rows at once only where no row can stop or be seen; nothing here
        # reads errno or traps.
        "-fno-math-errno",
        "-fno-trapping-math",
        "-ffp-contract=off",  # every operation is rounded as it is written
    ],
    "msvc": ["/O2", "/std:c11", "/fp:precise"],
}


class KernelHook(BuildHookInterface):
    """Adds the compiled modules to a wheel; an editable install gets them beside their source."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the wheel is put together."""
        wish = os.environ.get("INDICATOR_ENGINE_KERNEL", "")
        if wish == "skip":
            return
        folder = ROOT / "src" if version == "editable" else Path(mkdtemp(prefix="kernel-"))
        try:
            built = _compiled(folder)
        except Exception as why:
            if wish == "require":
                raise
            self.app.display_warning(f"built without the compiled modules: {why}")
            return
        build_data["pure_python"] = False
        build_data["tag"] = f"{ABI}-{_platform()}"
        if version != "editable":
            build_data["force_include"] |= {
                str(each): str(each.relative_to(folder)) for each in built
            }


def _compiled(folder: Path) -> list[Path]:
    """Return the modules that are compiled into a folder."""
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    class Build(build_ext):
        """Knows its compiler only when it begins."""

        def build_extensions(self) -> None:
            for each in self.extensions:
                each.extra_compile_args = FLAGS.get(self.compiler.compiler_type, [])
            super().build_extensions()

    libraries = [] if sys.platform == "win32" else ["m"]
    extensions = [
        Extension(
            name,
            [str(ROOT / "src" / f"{name.replace('.', '/')}.c")],
            py_limited_api=True,
            libraries=libraries,
        )
        for name in MODULES
    ]
    build = Build(Distribution({"ext_modules": extensions}))
    build.build_lib, build.build_temp = str(folder), mkdtemp(prefix="kernel-")
    build.ensure_finalized()
    build.run()
    return [Path(build.get_ext_fullpath(name)) for name in MODULES]


def _platform() -> str:
    """Return the platform as the names of wheels have it."""
    return sysconfig.get_platform().replace("-", "_").replace(".", "_")
