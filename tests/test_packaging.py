"""What the engine reads of its own files exists once, and is found however it was installed."""

import json
import subprocess
import sys
import tarfile
import venv
from pathlib import Path
from sysconfig import get_path

import pytest

ROOT = Path(__file__).parents[1]

RUN = (
    "python3 -m venv .venv && .venv/bin/pip install . && "
    ".venv/bin/indicator-engine score beijing-department-2022 --example ccpit-2022"
)
TEST = "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest"

PROBE = """
import json, indicator_engine
from indicator_engine import resources
print(json.dumps({
    "origin": indicator_engine.__file__,
    "schema": resources.schema_text(),
    "template": resources.template_text("page.html"),
    "new": [resources.new_ruleset_text(language) for language in ("zh", "en")],
    "rulesets": {name: resources.ruleset_text(name) for name in resources.shipped_rulesets()},
}))
"""


def run(*command: str | Path, cwd: Path, path: str = "", kernel: str = "") -> str:
    """Return what a command prints; nothing of this test run's own imports reaches it."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env={"PYTHONPATH": path, "INDICATOR_ENGINE_KERNEL": kernel},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(source: Path, target: str, into: Path) -> Path:
    """Return the one distribution that hatchling makes of a source tree."""
    run(sys.executable, "-m", "hatchling", "build", "-t", target, "-d", into, cwd=source)
    (built,) = into.iterdir()
    return built


def installed(wheel: Path, into: Path) -> Path:
    """Return the Python of a new environment that holds the wheel, and our dependencies."""
    venv.create(into, symlinks=True)
    python = into / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python)
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=into)
    # A .pth file adds the folder, not the .pth files in it: an editable install stays outside.
    site = Path(get_path("purelib", vars={"base": str(into)}))
    (site / "dependencies.pth").write_text(get_path("purelib"), encoding="utf-8")
    return python


def probed(python: str | Path, cwd: Path, path: Path | None = None) -> tuple[Path, object]:
    """Return where an interpreter imports the engine from, and the resources it then finds."""
    found = json.loads(run(python, "-c", PROBE, cwd=cwd, path=str(path or "")))
    keys = ("schema", "template", "new", "rulesets")
    return Path(found["origin"]), {key: found[key] for key in keys}


@pytest.fixture(scope="session")
def at_the_top() -> object:
    """What stands in the checkout."""
    schema = ROOT / "schemas" / "ruleset-1.schema.json"
    template = ROOT / "src" / "indicator_engine" / "report" / "templates" / "page.html"
    suffix = ".ruleset.json"
    templates = ROOT / "src" / "indicator_engine" / "templates"
    return {
        "new": [
            (templates / f"project.{language}{suffix}").read_text(encoding="utf-8")
            for language in ("zh", "en")
        ],
        "schema": schema.read_text(encoding="utf-8"),
        "template": template.read_text(encoding="utf-8"),
        "rulesets": {
            file.name.removesuffix(suffix): file.read_text(encoding="utf-8")
            for file in (ROOT / "rulesets").glob(f"*{suffix}")
        },
    }


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the checkout."""
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def sdist_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from the sdist, away from the checkout."""
    sdist = build(ROOT, "sdist", tmp_path_factory.mktemp("sdist"))
    unpacked = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        archive.extractall(unpacked, filter="data")
    (source,) = unpacked.iterdir()
    return build(source, "wheel", tmp_path_factory.mktemp("sdist-wheel"))


def test_found_in_a_checkout(tmp_path: Path, at_the_top: object) -> None:
    """Nothing installed: the source folder on the path."""
    origin, found = probed(sys.executable, tmp_path, ROOT / "src")
    assert origin == ROOT / "src" / "indicator_engine" / "__init__.py"
    assert found == at_the_top


def test_found_in_an_editable_install(tmp_path: Path, at_the_top: object) -> None:
    """The install points at the checkout and holds no copy that could grow stale."""
    editable = build(ROOT, "wheel:editable", tmp_path / "dist")
    origin, found = probed(installed(editable, tmp_path / "env"), tmp_path)
    assert origin == ROOT / "src" / "indicator_engine" / "__init__.py"
    assert found == at_the_top


def test_found_in_a_wheel(tmp_path: Path, wheel: Path, at_the_top: object) -> None:
    """The folders ship inside the package."""
    origin, found = probed(installed(wheel, tmp_path / "env"), tmp_path)
    assert origin.is_relative_to(tmp_path)
    assert found == at_the_top


def test_found_in_a_wheel_built_from_the_sdist(
    tmp_path: Path, sdist_wheel: Path, at_the_top: object
) -> None:
    """The sdist holds all that the wheel needs."""
    origin, found = probed(installed(sdist_wheel, tmp_path / "env"), tmp_path)
    assert origin.is_relative_to(tmp_path)
    assert found == at_the_top


def test_built_without_a_compiler(tmp_path: Path, at_the_top: object) -> None:
    """One wheel for every platform, which scores all the same."""
    build_command = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path)
    run(*build_command, cwd=ROOT, kernel="skip")
    (built,) = tmp_path.glob("*.whl")
    assert built.name.endswith("-py3-none-any.whl")
    python = installed(built, tmp_path / "env")
    assert probed(python, tmp_path)[1] == at_the_top
    score = "from indicator_engine.cli import main; main()"
    arguments = ("score", "beijing-department-2022", "--example", "ccpit-2022")
    assert "95.18" in run(python, "-c", score, *arguments, cwd=tmp_path)
    asked = "from indicator_engine.kernel import is_there; print(is_there())"
    assert run(python, "-c", asked, cwd=tmp_path) == "False\n"


def test_found_in_a_zip(tmp_path: Path, wheel: Path, at_the_top: object) -> None:
    """A wheel on the path serves without being unpacked."""
    origin, found = probed(sys.executable, tmp_path, wheel)
    assert origin.is_relative_to(wheel)
    assert found == at_the_top


@pytest.mark.parametrize(
    ("command", "file"),
    [
        (RUN, "README.md"),
        (RUN, "README.zh.md"),
        (TEST, "README.md"),
        (TEST, "README.zh.md"),
        (TEST, ".ci/run"),
    ],
)
def test_the_commands_are_the_same_everywhere(command: str, file: str) -> None:
    """Each on a line of its own, to be copied; CI runs the one that the README gives."""
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    assert command in (line.strip() for line in lines)
