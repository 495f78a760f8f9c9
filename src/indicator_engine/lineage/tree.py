"""The tree of indicators of a base, and what a document that extends it does to the tree."""

from collections.abc import Collection, Iterator, Mapping

from indicator_engine.documents import Graft
from indicator_engine.lineage.parts import Notes, Part, overridden

BY_KEY = ("rounding", "policies")  # objects of an indicator, and of a ruleset, that merge by key


class Tree:
    """The indicators of a base, as they are so far.

    Attributes:
        root: The whole tree.
        nodes: Every indicator in it, by id.
    """

    def __init__(self, root: Part, notes: Notes) -> None:
        self.nodes: dict[str, Part] = {}
        self._parents: dict[str, Part] = {}
        self._emptied: dict[str, Part] = {}  # removed; what is declared anew takes their places
        self._notes = notes
        self.root = self._grown(root)

    def remove(self, removed: Mapping[str, str], declared: Collection[str]) -> None:
        """Take indicators out of the tree, with everything below them.

        Args:
            removed: The place in the document that removes them, by id.
            declared: Ids that the document declares where they are; these keep their places.
        """
        for name, pointer in removed.items():
            node, parent = self.nodes.get(name), self._parents.get(name)
            if node is None:  # it went with one above it
                continue
            if name in declared:
                self._emptied[name] = node
            elif parent is None:
                self._notes.add("remove-root", pointer, {"name": name})
                continue
            else:
                children = parent.opened()["children"]
                children.entries = [each for each in children.listed() if each is not node]
                children.place = Graft(self._notes.extension, pointer)
            for below in list(_walk(node)):
                del self.nodes[_id(below)]

    def change(self, entry: Part) -> None:
        """Do what an entry of the document's list says: change an indicator, or add one."""
        name, members = _id(entry), entry.opened()
        if "under" in members:
            self._add(name, entry)
        elif name in self._emptied:
            self._replace(self._emptied.pop(name), entry)
        elif name not in self.nodes:
            facts = {"what_kind": "indicator", "name": name, "suggestion": self._nearest(name)}
            self._notes.add("override-unknown", members["id"].place.pointer, facts)
        elif "children" in members:
            pointer = members["children"].place.pointer
            self._notes.add("override-of-children", pointer, {"name": name}, key=True)
        else:
            self._override(name, entry)

    def _add(self, name: str, entry: Part) -> None:
        """Put a new indicator behind the other children of its parent."""
        members = entry.opened()
        under, pointer = str(members["under"].whole), members["under"].place.pointer
        parent = self.nodes.get(under)
        if name in self.nodes:
            facts = {"name": name, "first_kind": "indicator", "taken": name}
            self._notes.add("addition-known", members["id"].place.pointer, facts)
        elif parent is None:
            facts = {"name": under, "suggestion": self._nearest(under)}
            self._notes.add("under-unknown", pointer, facts)
        elif "children" not in parent.opened():
            self._notes.add("under-leaf", pointer, {"name": under})
        else:
            new = Part(entry.place, members={k: v for k, v in members.items() if k != "under"})
            children = parent.opened()["children"]
            children.entries = [*children.listed(), self._grown(new, parent)]
            children.place = entry.place

    def _replace(self, node: Part, entry: Part) -> None:
        """Put an indicator that is declared anew in the place of the one that was removed."""
        new = self._grown(entry)
        node.place, node.members = new.place, new.members
        self.nodes[_id(entry)] = node
        for child in _children(node):
            self._parents[_id(child)] = node

    def _override(self, name: str, entry: Part) -> None:
        """Give an indicator the members of an entry in place of its own.

        A weight counts for the sums that it is part of: these then stand where it stands.
        """
        node, changes = self.nodes[name], entry.opened()
        before = node.opened()
        for key in BY_KEY:
            if key in before and key in changes:
                changes[key] = overridden(before[key], changes[key])
        node.place, node.members = entry.place, before | changes
        if "weight" in changes:
            for group in filter(None, (self._parents.get(name), node)):
                if "children" in group.opened():
                    group.opened()["children"].place = changes["weight"].place

    def _grown(self, part: Part, parent: Part | None = None) -> Part:
        """Return an indicator taken apart down to its leaves, each noted by its id."""
        node = Part(part.place, members=dict(part.opened()))
        self.nodes[_id(node)] = node
        if parent is not None:
            self._parents[_id(node)] = parent
        members = node.opened()
        if "children" in members:
            listed = members["children"]
            entries = [self._grown(child, node) for child in listed.listed()]
            members["children"] = Part(listed.place, entries=entries)
        return node

    def _nearest(self, name: str) -> str:
        return self._notes.nearest(name, self.nodes)


def _id(node: Part) -> str:
    return str(node.opened()["id"].whole)


def _children(node: Part) -> list[Part]:
    members = node.opened()
    return members["children"].listed() if "children" in members else []


def _walk(node: Part) -> Iterator[Part]:
    yield node
    for child in _children(node):
        yield from _walk(child)
