"""The ruleset of a table, and the list of what it leaves to decide."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from indicator_engine.importing.naming import ROOT, Ids, Names
from indicator_engine.importing.proposals import Proposal, Rule, Said, proposed
from indicator_engine.importing.table import Item, Table
from indicator_engine.importing.todo import Entry, Todo
from indicator_engine.importing.weights import Weighed, leaves, places_needed, weighed
from indicator_engine.json_text.writer import Writable
from indicator_engine.language.numbers import plain
from indicator_engine.messages import Language
from indicator_engine.messages import importing as say
from indicator_engine.messages.sentence import Sentence

Drafted = dict[str, "Writable"]
TEXT = 2_000  # characters of a text that a ruleset keeps; the format allows more, a reader does not
TITLE = 200
USUAL = 2  # places of scores where a ruleset says nothing


@frozen(kw_only=True)
class Draft:
    """A ruleset that was made of a table.

    Attributes:
        ruleset: As JSON.
        todo: What is left to decide.
    """

    ruleset: Mapping[str, Writable]
    todo: Todo


def drafted(
    table: Table, ruleset_id: str, title: str | None, todo_name: str, language: Language
) -> Draft:
    """Return the ruleset of a table.

    Args:
        table: What the table says.
        ruleset_id: The id of the ruleset.
        title: Its title; that of the table by default.
        todo_name: The name of the list of things to decide.
        language: Of what is added to the table's words.
    """
    tree, told = weighed(table.root)
    drafting = _Drafting(table, language, Ids.of(tree))
    drafting.names.take(drafting.ids.all(tree))
    called = (title or table.title or ruleset_id)[:TITLE]
    places = places_needed(tree)
    ruleset: Drafted = {
        "id": ruleset_id,
        "version": "0.1.0",
        "title": called,
        "note": drafting.note(todo_name),
        "indicators": drafting.node(tree, ROOT, called),
        **drafting.declared(),
        **_rounding(places),
    }
    weights = (*told, *_of_places(table, places))
    entries = (*(Entry("weights", *each) for each in weights), *drafting.entries, *_left_out(table))
    count = sum(1 for _ in leaves(tree))
    todo = Todo(file=table.file, title=called, entries=entries, leaves=count)
    return Draft(ruleset=ruleset, todo=todo)


def _rounding(places: int | None) -> Drafted:
    """Return how scores are rounded, where it is not as ever."""
    if places is None:
        return {"rounding": {"stage": "node"}}
    return {"rounding": {"places": places}} if places > USUAL else {}


def _of_places(table: Table, places: int | None) -> Iterator[tuple[str, Said]]:
    """Yield what is to be said of that."""
    if places is None:
        yield table.root.at, (say.NOT_PRINTED, {})
    elif places > USUAL:
        yield table.root.at, (say.FINER, {"places": str(places)})


def _left_out(table: Table) -> Iterator[Entry]:
    """Yield what of the file is not in the ruleset, and what a ruleset may have besides."""
    for at, text in table.unread:
        yield Entry("unread", at, (say.ROW_UNREAD, {"text": text}))
    for name in table.others:
        yield Entry("unread", name, (say.SHEET_UNREAD, {}))
    yield Entry("general", "", (say.NO_GRADES, {}))
    yield Entry("general", "", (say.NO_EXAMPLE, {}))


@frozen
class _Drafting:
    """Makes nodes, and collects what they need."""

    table: Table
    language: Language
    ids: Ids
    names: Names = field(factory=Names)
    inputs: Drafted = field(factory=dict)
    derived: Drafted = field(factory=dict)
    tables: Drafted = field(factory=dict)
    entries: list[Entry] = field(factory=list)

    def declared(self) -> Drafted:
        """Return what formulas need, once all are made."""
        parts = {"inputs": self.inputs, "derived": self.derived, "tables": self.tables}
        return {key: part for key, part in parts.items() if part}

    def said(self, sentence: Sentence, **facts: str) -> str:
        """Return a sentence in the language of the ruleset."""
        return sentence.in_language(self.language).format(**facts)

    def note(self, todo: str) -> str:
        """Return what the ruleset says of where it is from."""
        sentence = say.RULESET_NOTE if self.table.sheet else say.RULESET_NOTE_PLAIN
        return self.said(sentence, file=self.table.file, sheet=self.table.sheet, todo=todo)

    def node(self, found: Weighed, own_id: str, title: str) -> Drafted:
        """Return a node of the ruleset, and all below it."""
        head: Drafted = {
            "id": own_id,
            "title": self.cut(title, found.item.at, TITLE),
            "weight": found.weight,
        }
        if not found.children:
            return {**head, **self.leaf(found, own_id)}
        relative: Drafted = {"weights": "relative"} if found.is_relative else {}
        children = [
            self.node(each, self.ids.below(own_id, number), each.item.title)
            for number, each in enumerate(found.children, 1)
        ]
        return {**head, **relative, "children": children}

    def cut(self, text: str, at: str, limit: int) -> str:
        """Return a text that is not too long, and tell where it was."""
        if len(text) > limit:
            facts = {"title": text[:20], "limit": str(limit)}
            self.entries.append(Entry("general", at, (say.CUT, facts)))
        return text[:limit]

    def leaf(self, found: Weighed, own_id: str) -> Drafted:
        """Return the formula of a leaf: the one that its rule is known to mean, or one to be decided."""
        item = found.item
        for stem in self.names.stems(item.title, own_id):
            rule = _rule(found, stem)
            proposal = proposed(rule) if item.rule else None
            used = proposal or self.undecided(found, stem)
            if self.names.are_free(_all_names(used)):
                break
        self.names.take(_all_names(used))
        self.inputs.update(used.inputs)
        self.derived.update(used.derived)
        self.tables.update(used.tables)
        self.entries.append(_entry(found, own_id, proposal, rule))
        return {
            "formula": used.formula,
            "source": self.source(item),
            "note": self.said(say.PROPOSED if proposal else say.UNDECIDED),
            **({} if proposal else {"tags": [self.said(say.UNDECIDED_TAG)]}),
        }

    def source(self, item: Item) -> str:
        """Return the words of a rule with their place, and what else the table says of it."""
        at = item.rule_at or item.at
        place = f"{self.table.file} {at}"
        said = self.said(say.SOURCE, place=place, text=item.rule) if item.rule else place
        if item.explanation not in ("", item.rule):
            said = self.said(say.EXPLAINED, source=said, text=item.explanation)
        if item.target_text:
            said = self.said(say.WITH_TARGET, source=said, text=item.target_text)
        return self.cut(said, at, TEXT)

    def undecided(self, found: Weighed, stem: str) -> Proposal:
        """Return the formula that waits for a rule: the weight times a rate that a person gives."""
        rate = f"{stem}得分率"
        title = self.said(say.RATE_OF, title=found.item.title)[:TITLE]
        return Proposal(
            formula=f"weight * {rate}", inputs={rate: {"type": "percent", "title": title}}
        )


def _rule(found: Weighed, stem: str) -> Rule:
    item = found.item
    return Rule(
        text=item.rule,
        title=item.title[: TITLE - 10],
        stem=stem,
        weight=found.points,
        target=item.target,
        unit=item.unit[:50],
        direction=item.direction,
    )


def _all_names(proposal: Proposal) -> Sequence[str]:
    return (*proposal.inputs, *proposal.derived, *proposal.tables)


def _entry(found: Weighed, own_id: str, proposal: Proposal | None, rule: Rule) -> Entry:
    """Return what is to be decided, or to be verified, of a leaf."""
    item, text = found.item, rule.said
    at, facts = item.rule_at or item.at, {"title": item.title, "id": own_id}
    points = plain(found.points)
    if proposal is None:
        told: Said = (say.TO_WRITE, {**facts, "weight": points, "text": item.rule})
        if not text:
            told = (say.NO_RULE, {**facts, "weight": points})
        target: Said = (say.TARGET_IS, {"target": item.target_text})
        return Entry("rules", at, told, (target,) if item.target_text else ())
    assumed = (*proposal.assumed, *(((say.RATE_DEFINED, {}),) if rule.defines else ()))
    verify: Said = (say.TO_VERIFY, {**facts, "formula": proposal.formula, "text": item.rule})
    return Entry("proposals", at, verify, assumed)
