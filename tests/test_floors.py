"""The house has floors, and imports point down."""

import ast
from collections.abc import Iterator
from importlib.util import resolve_name
from pathlib import Path

import pytest

import indicator_engine

PACKAGE = Path(indicator_engine.__file__).parent
FRONT_DOOR = "__init__"

# From the ground up. A room is a module or a folder; within a floor no room knows another.
FLOORS = (
    ("completed", "limits", "messages"),
    ("errors", "resources", "whole_files"),
    ("extras", "json_text", "language"),
    ("documents", "number_systems", "workbooks"),
    ("kernel", "model"),
    ("results", "schema", "values"),
    ("cells", "lineage"),
    ("formatting", "loading"),
    ("records", "scaffold"),
    ("filled_forms", "formulas", "scoring"),
    ("checks", "explaining"),
    ("auditing", "batch", "library", "testing"),
    ("comparing", "spark"),
    ("report",),
    ("forms", "importing"),
    ("cli",),
    (FRONT_DOOR, "__main__"),
)
FLOOR_OF = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}

# The stairs up, each with its reason.
STAIRS = {
    ("results", "report"): "a notebook asks the score tree itself for its table, when it shows it",
    ("explaining", "report"): "a notebook asks the explanation itself likewise",
    ("comparing", "report"): "a notebook asks the difference itself likewise",
}

MODULES = sorted(PACKAGE.rglob("*.py"))


def dotted(module: Path) -> str:
    """Return the package that a module's relative imports start from."""
    return ".".join((PACKAGE.name, *module.parent.relative_to(PACKAGE).parts))


def room(name: str) -> str:
    """Return the room of a dotted name below the package; a name of no room is the front door's."""
    first = name.removeprefix(PACKAGE.name).removeprefix(".").partition(".")[0]
    return first if first in FLOOR_OF else FRONT_DOOR


def imported(source: str, package: str) -> Iterator[str]:
    """Yield the rooms that a module imports from, wherever in it the import stands."""
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            origin = resolve_name("." * node.level + (node.module or ""), package)
            names = [f"{origin}.{alias.name}" for alias in node.names]
        yield from (room(name) for name in names if name.split(".")[0] == PACKAGE.name)


def room_of(module: Path) -> str:
    """Return the room that a module is, or stands in."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def climbs(source: str, package: str, importer: str) -> list[str]:
    """Return the imports of a module that do not point down, each as a sentence."""
    return [
        f"{importer} imports {target}, which is not on a floor below it"
        for target in imported(source, package)
        if target != importer and FLOOR_OF[target] >= FLOOR_OF[importer]
        if (importer, target) not in STAIRS
    ]


def test_every_module_has_a_floor() -> None:
    """A new room is placed on purpose."""
    rooms = {room_of(module) for module in MODULES}
    homeless = sorted(rooms - FLOOR_OF.keys())
    assert not homeless, f"place them in FLOORS of tests/test_floors.py: {homeless}"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(module: Path) -> None:
    """A module knows the floors below its own, and the rest of its own folder."""
    source = module.read_text(encoding="utf-8")
    assert climbs(source, dotted(module), room_of(module)) == []


def test_every_stair_is_used() -> None:
    """One that is not would let an import climb unseen."""
    steps = {
        (room_of(module), target)
        for module in MODULES
        for target in imported(module.read_text(encoding="utf-8"), dotted(module))
    }
    assert STAIRS.keys() <= steps


@pytest.mark.parametrize(
    "source",
    [
        "from indicator_engine.scoring import score",
        "from indicator_engine import scoring",
        "import indicator_engine.scoring",
        "from ..scoring import score",
        "from .. import scoring",
        "def late():\n    from indicator_engine.scoring import score",
        "from indicator_engine.resources import schema_text, scoring\nimport indicator_engine.cli",
        "from indicator_engine import load_ruleset",
        "import indicator_engine",
    ],
)
def test_an_import_that_climbs_is_found(source: str) -> None:
    """However it is written."""
    assert len(climbs(source, "indicator_engine.loading", "loading")) == 1


@pytest.mark.parametrize(
    "source",
    [
        "import ast",
        "from attrs import frozen",
        "from indicator_engine.errors import Location",
        "from indicator_engine import errors",
        "from indicator_engine.loading.fields import Fields",
        "from . import fields",
        "from .fields import Fields",
        "from ..errors import Location",
    ],
)
def test_an_import_that_points_down_is_none_of_them(source: str) -> None:
    """Nor is one of the same folder, or of another package."""
    assert climbs(source, "indicator_engine.loading", "loading") == []


def test_rooms_of_one_floor_do_not_know_each_other() -> None:
    """Sideways is not down."""
    source = "from indicator_engine.language.numbers import plain"
    assert climbs(source, "indicator_engine.json_text", "json_text") == [
        "json_text imports language, which is not on a floor below it"
    ]
