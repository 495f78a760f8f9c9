"""Folders of rulesets that extend each other, written for one test."""

import json
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from indicator_engine.errors import Diagnostic, RulesetError
from indicator_engine.library import load_ruleset

Json = Any

CASES = Path(__file__).parents[1] / "cases" / "extends"
FRAMEWORK: Mapping[str, Json] = json.loads(
    (CASES / "framework.ruleset.json").read_text(encoding="utf-8")
)


def base(**changes: Json) -> dict[str, Json]:
    """Return the framework under an id of its own, without examples and days."""
    kept = {
        k: v for k, v in deepcopy(dict(FRAMEWORK)).items() if k not in ("examples", "effective")
    }
    return {**kept, "id": "base", **changes}


def extension(extends: str = "base.ruleset.json", **changes: Json) -> dict[str, Json]:
    """Return a ruleset that extends another, with its changes."""
    return {"id": "own", "version": "1.0.0", "title": "本部门", "extends": extends, **changes}


def write(folder: Path, **files: Json) -> Path:
    """Write rulesets into a folder, each called ``<name>.ruleset.json``; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, ruleset in files.items():
        write_as(folder / f"{name}.ruleset.json", ruleset)
    return folder


def write_as(path: Path, ruleset: Json) -> Path:
    """Write one ruleset, each member on a line of its own."""
    path.write_text(json.dumps(ruleset, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def refused(path: Path | str, **settings: Any) -> tuple[Diagnostic, ...]:  # noqa: ANN401
    """Return why a ruleset is refused."""
    try:
        load_ruleset(path, **settings)
    except RulesetError as error:
        return error.diagnostics
    return ()


def codes(path: Path | str, **settings: Any) -> list[str]:  # noqa: ANN401
    """Return the codes of why a ruleset is refused."""
    return [each.code for each in refused(path, **settings)]
