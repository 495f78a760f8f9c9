"""Changes of the shipped rulesets that no record can show, and why: nothing could find them."""

from attrs import frozen

from tests.mutations import Mutation

DEPARTMENT, PROJECT = "beijing-department-2022", "beijing-project-2020"

NO_SUCH_TOTAL = (
    "the total is a sum of scores from 0 to their weights, and the weights add up to 100: the "
    "prover shows that no total lies outside [0, 100], so it does not matter who would have it"
)
NO_SUCH_EXCESS = (
    "the table is asked for B / A - 1 alone, with B at least 0 and A at least 1: "
    "there is no argument below -100%"
)
ALL_OR_NOTHING = "C4 is 4 points or none: below 4 and below 3 are the same"
SQUARE_OF_A_COUNT = (
    "the function is called once, for 2 points, 1 off for each case, and cases are whole: "
    "max(0, 2 - n) and max(0, 2 - n * n) are 2, 1, 0, 0 … both"
)
WHOLE_STEPS = (
    "the sum of five shares with four places misses 1 by a whole multiple of 0.0001: 0.0002 is "
    "allowed and 0.0003 is not, wherever between the two the tolerance lies"
)


@frozen
class Equivalent:
    """A change without effect.

    Attributes:
        ruleset: Id of the ruleset.
        mutation: The change.
        why: Why the score tree of every record stays the same.
    """

    ruleset: str
    mutation: Mutation
    why: str


EQUIVALENTS = (
    Equivalent(
        DEPARTMENT, Mutation("grade range", "/grades/0/range", 5, "100", "101"), NO_SUCH_TOTAL
    ),
    Equivalent(DEPARTMENT, Mutation("grade range", "/grades/3/range", 1, "0", "-1"), NO_SUCH_TOTAL),
    Equivalent(PROJECT, Mutation("grade range", "/grades/0/range", 5, "100", "101"), NO_SUCH_TOTAL),
    Equivalent(PROJECT, Mutation("grade range", "/grades/3/range", 1, "0", "-1"), NO_SUCH_TOTAL),
    Equivalent(
        DEPARTMENT,
        Mutation("band range", "/tables/超额扣减比例/bands/0/range", 1, "-100", "-101"),
        NO_SUCH_EXCESS,
    ),
    Equivalent(
        DEPARTMENT,
        Mutation("formula: number", "/assertions/10/condition", 25, "4", "3"),
        ALL_OR_NOTHING,
    ),
    Equivalent(
        DEPARTMENT,
        Mutation("formula: name", "/functions/逐例扣分/formula", 12, "每例分值", "例数"),
        SQUARE_OF_A_COUNT,
    ),
    Equivalent(
        DEPARTMENT,
        Mutation("tolerance", "/assertions/3/tolerance", 0, "0.00025", "0.00026"),
        WHOLE_STEPS,
    ),
    Equivalent(
        DEPARTMENT,
        Mutation("tolerance", "/assertions/3/tolerance", 0, "0.00025", "0.00024"),
        WHOLE_STEPS,
    ),
)
