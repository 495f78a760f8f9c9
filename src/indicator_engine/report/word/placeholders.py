"""What a department's Word file asks for, looked at before anything is filled in.

Allowed are the names there are, their keys, loops and conditions; nothing else. So no file can
call, compute or reach anything, and whatever it asks for in vain is found whatever the data are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape

from attrs import Factory, define, evolve, field, frozen
from jinja2 import nodes
from jinja2.environment import Environment
from jinja2.exceptions import TemplateSyntaxError

from indicator_engine.errors import Diagnostic, Location
from indicator_engine.language.names import nearest
from indicator_engine.limits import LIMITS
from indicator_engine.report.phrases import one_line
from indicator_engine.report.word.names import Entries, Named, Texts, any_row

FILTERS = {"length": len}
LOOP = Entries(dict.fromkeys(("index", "index0", "revindex", "first", "last", "length"), ""))
LINES = re.compile(r"\r\n|\r|\n")  # as Jinja counts them
PARAGRAPH = re.compile(r"<w:p([ >])")
TAGS = re.compile(r"<[^>]*>")
IN_FRONT = LIMITS.line_characters // 2  # characters shown before a place in a long paragraph

WRITTEN = re.compile(r"\{[{%].*?[%}]\}")

Scope = Mapping[str, Named | None]
"""What names stand for; ``None`` where that could not be told, and has been reported."""


def _in_lines(xml: str) -> str:
    return PARAGRAPH.sub(r"\n<w:p\1", xml)


@frozen
class Part:
    """A part of a Word file that has placeholders.

    Attributes:
        name: Within the file.
        source: Its text; every paragraph begins a line, as docxtpl has it.
    """

    name: str
    source: str = field(converter=_in_lines)


def faults(
    environment: Environment, part: Part, known: Scope, at: Location
) -> Iterator[Diagnostic]:
    """Yield what a part asks for in vain, each with the paragraph where it stands."""
    reader = _Reader(at=evolve(at, pointer=part.name), lines=LINES.split(part.source))
    try:
        reader.statements(environment.parse(part.source).body, known)
    except (TemplateSyntaxError, RecursionError) as error:
        line = error.lineno if isinstance(error, TemplateSyntaxError) else None
        facts = {"why": str(error)}
        yield Diagnostic(code="template-syntax", at=reader.place(line), facts=facts)
    else:
        yield from reader.found


@define
class _Reader:
    """Reads the statements of a part.

    Attributes:
        at: The part.
        lines: Its text.
        found: What it asks for in vain.
    """

    at: Location
    lines: Sequence[str]
    found: list[Diagnostic] = Factory(list)

    def statements(
        self, body: Sequence[nodes.Node], scope: Scope, outer: str | None = None
    ) -> None:
        """Read statements.

        Args:
            body: Them.
            scope: The names they may use.
            outer: The one that is the row of the loop they stand in.
        """
        for each in body:
            match each:
                case nodes.Output():
                    for shown in each.nodes:
                        self._show(shown, scope)
                case nodes.If():
                    self._value(each.test, scope)
                    for branch in (each.body, each.elif_, each.else_):
                        self.statements(branch, scope, outer)
                case nodes.For(recursive=False, target=nodes.Name(name=row)):
                    self._loop(each, row, scope, outer)
                case _:
                    self._refuse(each)

    def _loop(self, loop: nodes.For, row: str, scope: Scope, outer: str | None) -> None:
        over = self._value(loop.iter, scope)
        # Loops over everything inside one another would take the number of rows to their power.
        if over is not None and (not isinstance(over, tuple) or _strays(loop, outer)):
            self._add("template-loop", loop, _written(loop.iter))
        inner = {**scope, row: _any_of(over)}
        if loop.test:  # which is asked before there is a round to count
            self._value(loop.test, {name: inner[name] for name in inner if name != "loop"})
        self.statements(loop.body, {**inner, "loop": LOOP}, row)
        self.statements(loop.else_, scope, outer)

    def _value(self, node: nodes.Node, scope: Scope) -> Named | None:
        """Return what an expression stands for; ``None`` where that has been refused."""
        match node:
            case nodes.TemplateData() | nodes.Const():
                return ""
            case nodes.Name():
                return self._look_up(node, scope)
            case nodes.Getattr(attr=key) | nodes.Getitem(arg=nodes.Const(value=str(key))):
                return self._member(node, key, scope)
            case nodes.And() | nodes.Or() | nodes.CondExpr():
                return self._one_of(node, scope)
        return self._computed(node, scope)

    def _computed(self, node: nodes.Node, scope: Scope) -> Named | None:
        """Read an expression that gives a text or a truth of its own."""
        match node:
            case nodes.Filter(name=name, args=[], kwargs=[], node=nodes.Expr() as inner) if (
                name in FILTERS
            ):
                if isinstance(self._value(inner, scope), Entries):
                    self._refuse(node)
            case nodes.Not() | nodes.Compare() | nodes.Operand():
                self._one_of(node, scope)
            case nodes.Concat():
                for each in node.nodes:
                    self._show(each, scope)
            case _:
                self._refuse(node)
                return None
        return ""

    def _one_of(self, node: nodes.Node, scope: Scope) -> Named:
        """Read the parts of an expression; return one that is a list, if any."""
        values = [self._value(part, scope) for part in node.iter_child_nodes()]
        return next((each for each in values if isinstance(each, tuple)), "")

    def _show(self, node: nodes.Node, scope: Scope) -> None:
        """Read what is to be printed, so no list."""
        if isinstance(self._value(node, scope), tuple):
            self._add("template-list", node, _written(node))

    def _look_up(self, node: nodes.Name, scope: Scope) -> Named | None:
        if node.name in scope:
            return scope[node.name]
        self._add("placeholder-unknown", node, node.name, nearest(node.name, scope))
        return None

    def _member(self, node: nodes.Getattr | nodes.Getitem, key: str, scope: Scope) -> Named | None:
        owner = self._value(node.node, scope)
        if owner is None:
            return None
        keys = list(owner) if isinstance(owner, Entries) else []
        if isinstance(owner, Entries) and key in keys:
            return owner[key]
        near = nearest(key, keys)
        self._add("placeholder-unknown", node, _written(node), near and _written(node, near))
        return None

    def _refuse(self, node: nodes.Node) -> None:
        self.found.append(Diagnostic(code="template-construct", at=self.place(node.lineno)))

    def _add(self, code: str, node: nodes.Node, name: str, near: str | None = None) -> None:
        facts = {"name": name, **({"suggestion": near} if near else {})}
        self.found.append(Diagnostic(code=code, at=self.place(node.lineno, name), facts=facts))

    def place(self, line: int | None, name: str = "") -> Location:
        """Return the place of a name, with the text of its paragraph where that is known."""
        if line is None:
            return self.at
        # What a loop over rows stands in is no paragraph any more, and follows one on its line.
        pieces = [
            one_line(unescape(TAGS.sub("", each))) for each in self.lines[line - 1].split("</w:p>")
        ]
        text = next((each for each in pieces if _found(name, each) >= 0), "".join(pieces))
        column = _found(name, text)
        column, width = (column, len(name)) if column >= 0 else (0, 1)
        offset = max(0, column - IN_FRONT)
        clipped = text[offset : offset + LIMITS.line_characters]
        return evolve(self.at, text=clipped, column=column + 1, offset=offset, width=width)


def _any_of(over: Named | None) -> Named | None:
    """Return what stands for each entry of a list."""
    if not isinstance(over, tuple):
        return None
    return "" if isinstance(over, Texts) else any_row()


def _strays(loop: nodes.For, outer: str | None) -> bool:
    """Tell whether a loop inside another goes over something else than what its row has."""
    root: nodes.Node = loop.iter
    while isinstance(root, nodes.Getattr | nodes.Getitem):
        root = root.node
    return outer is not None and not (isinstance(root, nodes.Name) and root.name == outer)


def _found(name: str, text: str) -> int:
    """Return where a placeholder has a name, whichever quotes it has; -1 where none does."""
    alike = text.replace("'", '"')
    places = (alike.find(name, *each.span()) for each in WRITTEN.finditer(alike))
    return next((place for place in places if place >= 0), -1)


def _written(node: nodes.Node, key: str = "") -> str:
    """Return an expression as it may be written, the last key replaced where one is given."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Const():
            return f'"{node.value}"'
        case nodes.Getattr():
            return f"{_written(node.node)}.{key or node.attr}"
        case nodes.Getitem(arg=nodes.Const(value=value)):
            return f'{_written(node.node)}["{key or value}"]'
    return "…"
