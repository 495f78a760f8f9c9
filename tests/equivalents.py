"""Changes of the shipped rulesets that no record can show, and why: nothing could find them."""

from attrs import frozen

from tests.mutations import Mutation

DEPARTMENT, PROJECT = "beijing-department-2022", "beijing-project-2020"
AIR, AIR_NOW, TAX, HDI, MOF, HUNAN, BUSINESS, SOE = (
    "aqi-daily-2012",
    "aqi-daily-2026",
    "tax-credit-2014",
    "hdi-2014",
    "mof-self-evaluation",
    "hunan-department",
    "doing-business-2020",
    "soe-efficacy-2006",
)

NO_SUCH_TOTAL = (
    "the total is a sum of scores from 0 to their weights, and the weights add up to 100: the "
    "prover shows that no total lies outside [0, 100], so it does not matter who would have it"
)
NO_SUCH_EXCESS = (
    "the table is asked for B / A - 1 alone, with B at least 0 and A at least 1: "
    "there is no argument below -100%"
)
NO_SUCH_RESULT = (
    "the prover shows that no total lies beyond the ends of the scale, so it does not matter who "
    "would have it"
)
ROUNDED_UP = (
    "the line is less steep than one point a unit: whatever lies within a unit of the last limit is "
    "rounded up to the last value all the same"
)
NEVER_NEGATIVE = "amounts and rates of amounts are never below 0"
WIDE = (
    "modifiers are at most 2 and are rounded to three places: the prover shows that no score comes "
    "near the ends of a range that is a little wider"
)
TENTHS = "every amount that is taken is a multiple of 0.6 or 1: no score has a second decimal"
SAME_SO_FAR = "no adjustment before this one changes the points, so both are the points of the leaf"
PRINTED_ALIKE = (
    "there are no adjustments: at both stages groups combine values, and each score is rounded for "
    "print alone"
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


LAST_LIMITS = (  # ruleset, place among the indicators, formula, last limit of the table
    (AIR, 0, "分指数_SO2(min(SO2, 2620))", 2620),
    (AIR, 1, "分指数_NO2(min(NO2, 940))", 940),
    (AIR, 3, "分指数_O3_1h(min(O3_1h, 1200))", 1200),
    (AIR, 4, "分指数_O3_8h(O3_8h) if O3_8h <= 800 else 分指数_O3_1h(min(O3_1h, 1200))", 1200),
    (AIR, 6, "分指数_PM2_5(min(PM2_5, 500))", 500),
    (AIR_NOW, 0, "分指数_SO2(min(SO2, 2620))", 2620),
    (AIR_NOW, 1, "分指数_NO2(min(NO2, 940))", 940),
    (AIR_NOW, 3, "分指数_O3_8h(min(O3_8h, 800))", 800),
    (AIR_NOW, 5, "分指数_PM2_5(min(PM2_5, 500))", 500),
)

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
    Equivalent(MOF, Mutation("grade range", "/grades/0/range", 5, "100", "101"), NO_SUCH_TOTAL),
    Equivalent(MOF, Mutation("grade range", "/grades/3/range", 1, "0", "-1"), NO_SUCH_TOTAL),
    Equivalent(TAX, Mutation("grade range", "/grades/0/range", 5, "100", "101"), NO_SUCH_RESULT),
    Equivalent(TAX, Mutation("grade range", "/grades/4/range", 1, "0", "-1"), NO_SUCH_RESULT),
    Equivalent(TAX, Mutation("rounding", "/rounding/places", 0, "1", "2"), TENTHS),
    Equivalent(
        TAX,
        Mutation("formula: name", "/indicators/adjustments/1/when", 15, "value", "得分"),
        SAME_SO_FAR,
    ),
    Equivalent(HDI, Mutation("grade range", "/grades/0/range", 8, "1", "2"), NO_SUCH_RESULT),
    Equivalent(HDI, Mutation("grade range", "/grades/3/range", 1, "0", "-1"), NO_SUCH_RESULT),
    Equivalent(HDI, Mutation("rounding", "/rounding/stage", 0, "node", "total"), PRINTED_ALIKE),
    Equivalent(
        BUSINESS, Mutation("rounding", "/rounding/stage", 0, "node", "total"), PRINTED_ALIKE
    ),
    Equivalent(
        HUNAN,
        Mutation(
            "formula: comparison",
            "/indicators/children/1/children/0/children/2/formula",
            len("weight if 结余 "),
            "==",
            "<=",
        ),
        NEVER_NEGATIVE,
    ),
    Equivalent(
        HUNAN,
        Mutation("band range", "/tables/安排率计分/bands/4/range", 1, "0", "-1"),
        NEVER_NEGATIVE,
    ),
    Equivalent(
        HUNAN,
        Mutation("band range", "/tables/调整率计分/bands/0/range", 1, "0", "-1"),
        NEVER_NEGATIVE,
    ),
    *(
        Equivalent(name, Mutation("grade range", pointer, start, before, after), NO_SUCH_RESULT)
        for name in (AIR, AIR_NOW)
        for pointer, start, before, after in (
            ("/grades/0/range", 6, "500", "501"),
            ("/grades/5/range", 1, "0", "-1"),
        )
    ),
    *(
        Equivalent(
            name,
            Mutation(
                "formula: number",
                f"/indicators/children/{place}/formula",
                original.index(str(last)),
                str(last),
                str(last - 1),
            ),
            ROUNDED_UP,
        )
        for name, place, original, last in LAST_LIMITS
    ),
    *(
        Equivalent(SOE, Mutation("range of points", pointer, start, before, after), WIDE)
        for pointer, high in (
            ("/indicators/range", 117),
            ("/indicators/children/0/range", 71),
            ("/indicators/children/1/range", 46),
        )
        for start, before, after in (
            (1, "0", "-1"),
            (4, str(high), str(high + 1)),
            (4, str(high), str(high - 1)),
            (4 + len(str(high)), "]", ")"),
        )
    ),
)
