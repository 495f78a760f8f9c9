"""One published report in every format that is text, or that is read back as text."""

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from attrs import evolve

from indicator_engine import load_ruleset, score
from indicator_engine.report import render
from indicator_engine.results import Evaluation

FOLDER = Path(__file__).parent / "snapshots"


def published() -> Evaluation:
    """Return the published project report, whatever digest and version it has now."""
    ruleset = load_ruleset("beijing-project-2020")
    example = ruleset.example("ccpit-2022")
    assert example is not None
    unit = {"id": "ccpit-beijing", "name": "中国国际贸易促进委员会北京市分会"}
    found = score(ruleset, example.inputs, unit=unit)
    return evolve(found, digest="0" * 64, engine="0")


def as_text(content: str | bytes) -> str:
    """Return a report as it is, or the paragraphs and cells of a Word file in their order."""
    if isinstance(content, str):
        return content
    from docx import Document

    parts = Document(BytesIO(content)).iter_inner_content()
    lines = []
    for part in parts:
        rows = getattr(part, "rows", None)
        if rows is None:
            lines.append(getattr(part, "text", ""))
        else:
            lines += [" | ".join(cell.text for cell in row.cells) for row in rows]
    return "\n".join(lines)


SNAPSHOTS: Mapping[str, Callable[[], str]] = {
    "beijing-project-2020.txt": lambda: as_text(render(published(), "text")),
    "beijing-project-2020.md": lambda: as_text(render(published(), "markdown")),
    "beijing-project-2020.json": lambda: as_text(render(published(), "json")),
    "beijing-project-2020.docx.txt": lambda: as_text(render(published(), "docx")),
}

if __name__ == "__main__":  # python -m tests.snapshots renews them; read the difference
    for name, draw in SNAPSHOTS.items():
        (FOLDER / name).write_text(f"{draw()}\n", encoding="utf-8")
