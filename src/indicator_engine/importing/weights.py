"""The weights of a table as a ruleset can hold them, and a word on each that was not so printed."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import evolve, field, frozen

from indicator_engine.importing.proposals import Said
from indicator_engine.importing.table import Item
from indicator_engine.language.numbers import decimal_places, plain
from indicator_engine.messages import importing as say
from indicator_engine.messages.sentence import Sentence

MOST_PLACES = 4
WHOLE = Fraction(100)
ALIKE = Fraction(1, 1000)  # points; Excel computes a seventh of 100 to 15 digits


@frozen(kw_only=True)
class Weighed:
    """An item with a weight that fits those beside, above and below it.

    Attributes:
        item: What the table says.
        weight: What the ruleset says: points, or parts of the group above where they are relative.
        points: The points of the whole that it has.
        is_relative: Whether the weights below it are parts of it.
        children: The items below.
    """

    item: Item
    weight: Fraction
    points: Fraction
    is_relative: bool = False
    children: tuple["Weighed", ...] = ()


@frozen
class Weighing:
    """Weighs a tree, from its leaves up.

    Attributes:
        told: What is to be said of it, each with its place.
        scale: What a printed weight is multiplied by to be points.
    """

    told: list[tuple[str, Said]] = field(factory=list)
    scale: Fraction = Fraction(1)

    def tell(self, item: Item, sentence: Sentence, **facts: str) -> None:
        """Say something of an item."""
        at = item.weight.at if item.weight is not None and item.weight.at else item.at
        self.told.append((at, (sentence, {"title": item.title, **facts})))


def weighed(root: Item) -> tuple[Weighed, tuple[tuple[str, Said], ...]]:
    """Return a tree with weights that add up, and what was to be said of them.

    What is below a group outweighs what is printed beside it.
    """
    shares = [each.weight.value for each in root.walk() if each.weight and each is not root]
    is_ratio = len(root.children) > 1 and _sum(root.children) == 1 and max(shares) <= 1
    weighing = Weighing(scale=WHOLE if is_ratio else Fraction(1))
    if is_ratio:
        weighing.tell(root, say.IN_HUNDREDTHS)
    found = _group(root, weighing) or Weighed(item=root, weight=WHOLE, points=WHOLE)
    return _in_points(found, found.weight), tuple(weighing.told)


def _sum(items: Iterable[Item]) -> Fraction | None:
    weights = [_printed(each) for each in items]
    return None if None in weights else sum((each for each in weights if each), Fraction(0))


def _printed(item: Item) -> Fraction | None:
    """Return the weight that is printed for an item, or what is below it adds up to."""
    if item.weight is not None:
        return item.weight.value
    return _sum(item.children) if item.children else None


def _group(item: Item, weighing: Weighing) -> Weighed | None:
    """Return an item with its weight; ``None`` where it has no points at all."""
    own = None if item.weight is None else item.weight.value * weighing.scale
    if not item.children:
        return _leaf(item, own, weighing)
    children = [(each, _group(each, weighing)) for each in item.children]
    known = [found for _, found in children if found is not None]
    if not known:
        return None
    known = _with_shares(item, own, known, weighing)
    total = sum((each.weight for each in known), Fraction(0))
    if own is not None and own > 0 and total == WHOLE and own != WHOLE:
        weighing.tell(item, say.RELATIVE, printed=plain(own))
        return Weighed(item=item, weight=own, points=own, is_relative=True, children=tuple(known))
    if own is not None and 0 < abs(own - total) < ALIKE:
        weighing.tell(item, say.SCALED, printed=plain(own), sum=plain(total))
        return Weighed(item=item, weight=own, points=own, is_relative=True, children=tuple(known))
    if own is not None and own != total:
        weighing.tell(item, say.NOT_THE_SUM, printed=plain(own), sum=plain(total))
    return Weighed(item=item, weight=total, points=total, children=tuple(known))


def _leaf(item: Item, own: Fraction | None, weighing: Weighing) -> Weighed | None:
    if own is not None and own <= 0:
        weighing.tell(item, say.NO_POINTS, printed=plain(own))
        return None
    if own is None and item.weight_text:
        weighing.tell(item, say.ODD_WEIGHT, text=item.weight_text)
    points = Fraction(0) if own is None else own
    return Weighed(item=item, weight=points, points=points)


def _with_shares(
    item: Item, own: Fraction | None, known: Sequence[Weighed], weighing: Weighing
) -> list[Weighed]:
    """Return children all of which have a weight: the rest of the group's is shared evenly."""
    empty = [each for each in known if not each.weight]
    if not empty:
        return list(known)
    rest = (own or Fraction(0)) - sum((each.weight for each in known), Fraction(0))
    share = rest / len(empty)
    if (
        rest > 0
        and (decimal_places(share) or 0) <= MOST_PLACES
        and decimal_places(share) is not None
    ):
        titles = "、".join(each.item.title for each in empty)
        weighing.tell(item, say.SHARED, titles=titles, rest=plain(rest))
    else:
        share = Fraction(1)
        for each in empty:
            weighing.tell(each.item, say.NO_WEIGHT)
    return [each if each.weight else evolve(each, weight=share, points=share) for each in known]


def _in_points(found: Weighed, points: Fraction, *, is_part: bool = False) -> Weighed:
    """Return an item, and all below it, with points of the whole; below a part everything is one."""
    is_relative = found.is_relative or (is_part and bool(found.children))
    total = sum((each.weight for each in found.children), Fraction(0))
    children = tuple(
        _in_points(
            each, points * each.weight / total if is_relative else each.weight, is_part=is_relative
        )
        for each in found.children
    )
    return evolve(found, points=points, is_relative=is_relative, children=children)


def places_needed(found: Weighed) -> int | None:
    """Return how many decimals print the points of every leaf; ``None`` for too many."""
    needed = [decimal_places(each.points) for each in leaves(found)]
    known = [each for each in needed if each is not None]
    return max(known) if len(known) == len(needed) and max(known) <= MOST_PLACES else None


def leaves(found: Weighed) -> Iterable[Weighed]:
    """Yield the leaves of a tree, in its order."""
    if not found.children:
        yield found
    for child in found.children:
        yield from leaves(child)
