"""Affine forms: what a value is made of, so that ``a - a`` is zero and ``a <= b`` can be known."""

from collections.abc import Hashable, Iterator
from fractions import Fraction

from attrs import frozen

Atom = Hashable
"""An input's name, or a number for a value that no form describes."""

Terms = tuple[tuple[Atom, Fraction], ...]


@frozen
class Form:
    """A constant plus multiples of atoms.

    Attributes:
        terms: Atoms with their factors, none zero, in the order the atoms were met.
        constant: What is added.
    """

    terms: Terms = ()
    constant: Fraction = Fraction(0)

    @classmethod
    def of(cls, atom: Atom) -> "Form":
        """Return the form of one atom."""
        return cls(((atom, Fraction(1)),))

    def plus(self, other: "Form", factor: Fraction = Fraction(1)) -> "Form":
        """Return this form plus a multiple of another.

        >>> x, y = Form.of("x"), Form.of("y")
        >>> x.plus(y).plus(x, Fraction(-1)) == y
        True
        """
        factors: dict[Atom, Fraction] = dict(self.terms)
        for atom, amount in other.terms:
            factors[atom] = factors.get(atom, Fraction(0)) + factor * amount
        terms = tuple((atom, amount) for atom, amount in factors.items() if amount)
        return Form(terms, self.constant + factor * other.constant)

    def times(self, factor: Fraction) -> "Form":
        """Return a multiple of this form."""
        if not factor:
            return Form()
        terms = tuple((atom, amount * factor) for atom, amount in self.terms)
        return Form(terms, self.constant * factor)

    def direction(self) -> tuple[frozenset[tuple[Atom, Fraction]], Fraction] | None:
        """Return the terms scaled to a common factor, and that factor; ``None`` for a constant.

        Two forms with the same direction differ by a factor and a constant only.
        """
        if not self.terms:
            return None
        lead = max(self.terms, key=lambda term: str(term[0]))[1]
        return frozenset((atom, amount / lead) for atom, amount in self.terms), lead

    def atoms(self) -> Iterator[Atom]:
        """Yield the atoms."""
        return (atom for atom, _ in self.terms)


Direction = frozenset[tuple[Atom, Fraction]]
