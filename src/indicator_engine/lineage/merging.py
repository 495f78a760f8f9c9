"""One document from two: a base, and what a document that extends it says otherwise."""

from collections.abc import Collection, Mapping

from indicator_engine.documents import Document, Graft
from indicator_engine.errors import RulesetError
from indicator_engine.language.names import folded
from indicator_engine.lineage.parts import Notes, Part, overridden
from indicator_engine.lineage.tree import BY_KEY, Tree

# The named parts of a ruleset: what one is called, and what one that is new has to say.
SECTIONS: Mapping[str, tuple[str, tuple[tuple[str, ...], ...]]] = {
    "inputs": ("input", (("type",),)),
    "derived": ("derived", (("formula",),)),
    "functions": ("function", (("parameters", "formula"),)),
    "tables": ("table", (("bands",), ("anchors",), ("cases",))),
}
INDICATORS = "indicators"
NAMESPACES = {"inputs": "value ", "derived": "value ", "functions": "call ", "tables": "call "}
OWN = ("$schema", "id", "version", "title", "effective")  # what a ruleset never has from its base
OF_BASE = ("extends", "remove")  # what is said of the base, and no part of the result


def merged(base: Document, extension: Document) -> Document:
    """Return the ruleset of a base with the changes that a document makes, as one document.

    Maps merge by key and indicators by id; everything else of the document stands in the place of
    the base's. Each part has the address of the document that it is from; an object that both have
    a part in, that of the extending one.

    Args:
        base: A document that has the format of a ruleset, and extends none.
        extension: One that has the format of a ruleset that extends another.

    Raises:
        RulesetError: With everything it cannot do to this base.
    """
    return _Merging(base, extension).document()


class _Merging:
    """One base, one extension."""

    def __init__(self, base: Document, extension: Document) -> None:
        self.extension = extension
        self.notes = Notes(base, extension)
        self.base = Part(Graft(base, ""), base.value).opened()
        self.own = Part(Graft(extension, ""), extension.value).opened()
        self.tree = Tree(self.base[INDICATORS], self.notes)
        self.names: dict[str, dict[str, Part]] = {
            section: self.base[section].opened() if section in self.base else {}
            for section in SECTIONS
        }
        self.names[INDICATORS] = dict(self.tree.nodes)

    def document(self) -> Document:
        """Return the document of both: what is the extension's alone first, then as in the base."""
        removed = self._removed()
        tree = self._indicators(removed[INDICATORS])
        taken = self._taken(removed)
        alone = [key for key in self.own if key in OWN]
        inherited = [key for key in self.base if key not in OWN]
        members: dict[str, Part] = {}
        for key in dict.fromkeys((*alone, *inherited, *self.own)):
            if key in SECTIONS:
                members[key] = self._section(key, removed[key], taken)
            elif key == INDICATORS:
                members[key] = tree
            elif key not in OF_BASE:
                members[key] = self._member(key)
        if self.notes.found:
            raise RulesetError(sorted(self.notes.found, key=lambda each: each.at.order))
        whole = Part(Graft(self.extension, ""), members=members)
        return self.extension.grafted(whole.value(), dict(whole.places()))

    def _member(self, key: str) -> Part:
        """Return what stands under a key that has no names of its own below it."""
        if key not in self.own:
            return self.base[key]
        if key in BY_KEY and key in self.base:
            return overridden(self.base[key], self.own[key])
        return self.own[key]

    def _removed(self) -> dict[str, dict[str, str]]:
        """Return what is removed: by section and id, where that is said."""
        found: dict[str, dict[str, str]] = {section: {} for section in self.names}
        for entry in self.own["remove"].listed() if "remove" in self.own else ():
            given, pointer = str(entry.whole), entry.place.pointer
            section, slash, name = given.partition("/")
            meant = [f"{each}/{given}" for each in found if given in self.names[each]]
            if slash and name in self.names.get(section, {}):
                meant, given = [f"{section}/{name}"], name
            if not meant:
                known = [each for names in self.names.values() for each in names]
                facts = {"name": given, "suggestion": self.notes.nearest(given, known)}
                self.notes.add("remove-unknown", pointer, facts)
            elif len(meant) > 1:
                self.notes.add("remove-of-two", pointer, {"name": given, "names": ", ".join(meant)})
            else:
                found[meant[0].partition("/")[0]][given] = pointer
        return found

    def _indicators(self, removed: Mapping[str, str]) -> Part:
        """Return the tree as the extension has it."""
        entries = self.own[INDICATORS].listed() if INDICATORS in self.own else []
        members = [entry.opened() for entry in entries]
        anew = [str(each["id"].whole) for each in members if "under" not in each]
        self.tree.remove(removed, anew)
        seen: set[str] = set()
        for entry, each in zip(entries, members, strict=True):
            name = str(each["id"].whole)
            if name in seen:
                self.notes.add("id-given-twice", each["id"].place.pointer, {"id": name})
            else:
                self.tree.change(entry)
            seen.add(name)
        return self.tree.root

    def _section(
        self, section: str, gone: Collection[str], taken: Mapping[str, tuple[str, str]]
    ) -> Part:
        """Return the inputs, or another section, as the extension has them."""
        before = self.names[section]
        own = self.own[section].opened() if section in self.own else {}
        entries = {
            name: overridden(part, own[name]) if name in own else part
            for name, part in before.items()
            if name in own or name not in gone
        }
        entries |= {name: own[name] for name in gone if name in own}
        for name, part in own.items():
            if name not in before:
                self._refuse_unfit(section, name, part, taken)
                entries[name] = part
        place = self.own[section].place if section in self.own else self.base[section].place
        return Part(place, members=entries)

    def _refuse_unfit(
        self, section: str, name: str, part: Part, taken: Mapping[str, tuple[str, str]]
    ) -> None:
        """Note that an entry the base lacks is no new one: it is incomplete, or its name is taken."""
        kind, complete = SECTIONS[section]
        pointer = part.place.pointer
        space = NAMESPACES[section]
        if not any(set(keys) <= part.opened().keys() for keys in complete):
            near = self.notes.nearest(name, self.names[section])
            facts = {"what_kind": kind, "name": name, "suggestion": near}
            self.notes.add("override-unknown", pointer, facts, key=True)
        elif (space + folded(name)) in taken:
            known, known_kind = taken[space + folded(name)]
            facts = {"name": name, "first_kind": known_kind, "taken": known}
            self.notes.add("addition-known", pointer, facts, key=True)

    def _taken(self, removed: Mapping[str, Collection[str]]) -> Mapping[str, tuple[str, str]]:
        """Return the names of the base that nothing new may have, by namespace and folded form.

        What the base's names are not, later checks find: it is all in one document then.
        """
        kinds = {section: kind for section, (kind, _) in SECTIONS.items()}
        found = {
            NAMESPACES[section] + folded(name): (name, kinds[section])
            for section in SECTIONS
            for name in self.names[section]
            if name not in removed[section]
        }
        nodes = self.names[INDICATORS].items()
        kept = [name for name, node in nodes if self.tree.nodes.get(name) is node]
        return found | {"value " + folded(name): (name, "indicator") for name in kept}
