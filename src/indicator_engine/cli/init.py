"""``init``: the first files of a ruleset, which check clean at once."""

import re
from argparse import Namespace
from collections.abc import Iterator, Mapping
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from indicator_engine.cli.command import Answer, Command, Unusable
from indicator_engine.cli.output import replace, unwritable
from indicator_engine.cli.parser import Parser
from indicator_engine.messages import Language
from indicator_engine.messages import commands as say
from indicator_engine.resources import SUFFIX

if TYPE_CHECKING:
    from indicator_engine.scaffold import NewFile

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")  # as the schema has it; a folder may be no id
SOME_ID = "indicators"
IMPORTED = {"ruleset": "imported", "record": "blank"}  # what these files are, made of a table


def _declare(parser: Parser) -> None:
    text = parser.say(say.NEW_RULESET)
    parser.arguments.add_argument(
        "target", metavar="TARGET", nargs="?", type=Path, default=Path(), help=text
    )
    parser.options.add_argument("--id", metavar="ID", help=parser.say(say.NEW_ID))
    parser.options.add_argument("--title", metavar="TITLE", help=parser.say(say.NEW_TITLE))
    parser.options.add_argument(
        "--from", dest="table", metavar="TABLE", type=Path, help=parser.say(say.NEW_FROM)
    )
    parser.options.add_argument("--sheet", metavar="NAME", help=parser.say(say.NEW_SHEET))


def _run(arguments: Namespace, language: Language) -> Answer:
    from indicator_engine.scaffold import scaffold, template

    folder, ruleset_id = _place(arguments.target, arguments.id)
    if arguments.table is not None:
        return _imported(arguments, folder, ruleset_id, language)
    if arguments.sheet is not None:
        raise Unusable(say.SHEET_WITHOUT_TABLE)
    files = scaffold(template(language, ruleset_id, arguments.title), ruleset_id)
    paths = _written(folder, files)
    return Answer(content="\n".join(_told(folder, paths, language)))


def _imported(arguments: Namespace, folder: Path, ruleset_id: str, language: Language) -> Answer:
    """Make a ruleset of a table, and say what it leaves to decide."""
    from indicator_engine.documents import write_json
    from indicator_engine.importing import drafted, read_table
    from indicator_engine.scaffold import NewFile, scaffold

    todo_name = f"{ruleset_id}.todo.md"
    table = read_table(arguments.table, arguments.sheet)
    found = drafted(table, ruleset_id, arguments.title, todo_name, language)
    text = write_json({"$schema": "", **found.ruleset})
    todo = NewFile(todo_name, found.todo.markdown(language))
    made = scaffold(text, ruleset_id)
    paths = _written(folder, {**made, "todo": todo})
    lines = _told(folder, paths, language, imported=True)
    return Answer(content="\n".join([*lines, "", found.todo.text(language)]))


def _place(target: Path, given: str | None) -> tuple[Path, str]:
    """Return the folder and the id of a new ruleset."""
    if target.suffix != ".json":
        folder_name = target.resolve().name
        return target, given or (folder_name if ID.fullmatch(folder_name) else SOME_ID)
    name = target.name.removesuffix(SUFFIX)
    if name == target.name or not name:
        raise Unusable(say.NOT_A_RULESET_FILE, path=str(target), suffix=SUFFIX)
    if given not in (None, name):
        raise Unusable(say.ID_TWICE, name=name, id=given or "")
    return target.parent, name


def _written(folder: Path, files: "Mapping[str, NewFile]") -> Mapping[str, Path]:
    """Write files, and return where; a schema that is there already is left as it is.

    Raises:
        Unusable: Where another of them is there, or one cannot be written.
    """
    paths = {what: folder / file.name for what, file in files.items()}
    if _holds(paths["schema"], files["schema"].text):
        del paths["schema"]
    there = [str(path) for path in paths.values() if path.is_symlink() or path.exists()]
    if there:
        raise Unusable(say.ALREADY_THERE, paths=", ".join(there))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from None
    for what, path in paths.items():
        replace(path, files[what].text.removesuffix("\n"))
    return paths


def _holds(path: Path, text: str) -> bool:
    """Tell whether a file is there and has a text."""
    try:
        return path.read_text(encoding="utf-8") == text
    except (OSError, ValueError):
        return False


def _told(
    folder: Path, paths: Mapping[str, Path], language: Language, *, imported: bool = False
) -> Iterator[str]:
    """Yield what was made, and what can be done with it."""
    yield say.CREATED.in_language(language).format()
    for what, path in paths.items():
        kind = IMPORTED.get(what, what) if imported else what
        description = say.NEW_FILES[kind].in_language(language).format()
        yield say.LISTED_FILE.in_language(language).format(path=str(path), what=description)
    ruleset, record = quote(str(paths["ruleset"])), quote(str(paths["record"]))
    yield say.NEXT_STEPS.in_language(language).format()
    yield f"  indicator-engine check {ruleset}"
    yield f"  indicator-engine score {ruleset} {record}"
    yield f"  indicator-engine fmt {ruleset}"
    yield f"  pytest {quote(str(folder))}"


INIT = Command(name="init", declare=_declare, run=_run)
