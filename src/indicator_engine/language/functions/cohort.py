"""The cohort: a value among those of all rows being scored."""

from fractions import Fraction

from indicator_engine.language.functions.function import Cohort, Function, Parameter
from indicator_engine.language.protocol import NumberSystem, Value
from indicator_engine.language.ranges import Range

X = Parameter("x")
SAMPLE = ("8", "5", "5", "2")
PLACE = Range(Fraction(1), None, low_open=False)
COUNT = Range(Fraction(0), None, low_open=False)
SHARE = Range(Fraction(0), Fraction(1), low_open=True, high_open=False)
FULL_SHARE = Range(Fraction(0), Fraction(1), low_open=False, high_open=False)


def unanswered(system: NumberSystem, *_: Value) -> Value:
    """Return no value: nothing but the rows being scored answers such a function."""
    return system.undefined("cohort-unknown")


FUNCTIONS = (
    Function(
        name="rank_high",
        parameters=(X,),
        zh="x 在参评各单位中由高到低的名次，最大的为 1；并列的名次相同（1、2、2、4）。",
        en="The place of `x` among the rows being scored, 1 for the largest; ties share a place: "
        "1, 2, 2, 4.",
        body=unanswered,
        examples=(("rank_high(x)", "1, 2, 2, 4"),),
        cohort=Cohort(sample=SAMPLE, places=True, results=PLACE, whole=True, falls=True),
    ),
    Function(
        name="rank_low",
        parameters=(X,),
        zh="x 在参评各单位中由低到高的名次，最小的为 1；并列的名次相同。",
        en="The place of `x` among the rows being scored, 1 for the smallest; ties share a place.",
        body=unanswered,
        examples=(("rank_low(x)", "4, 2, 2, 1"),),
        cohort=Cohort(sample=SAMPLE, places=True, results=PLACE, whole=True),
    ),
    Function(
        name="percentile",
        parameters=(X,),
        zh="参评各单位中不高于 x 的占比（0 到 1 之间的比率）。",
        en="The share of the rows being scored whose value is not above `x`, as a ratio.",
        body=unanswered,
        examples=(("percentile(x)", "1, 3/4, 3/4, 1/4"),),
        cohort=Cohort(sample=SAMPLE, places=True, results=SHARE),
    ),
    Function(
        name="min_max",
        parameters=(X,),
        zh="极差标准化：(x − 最小值) ÷ (最大值 − 最小值)，最小的为 0，最大的为 1；各单位全都相等时报错。",
        en="Min–max normalisation, `(x - smallest) / (largest - smallest)`: 0 for the smallest, 1 "
        "for the largest; where all rows are equal it is an error.",
        body=unanswered,
        examples=(("min_max(x)", "1, 1/2, 1/2, 0"),),
        cohort=Cohort(sample=SAMPLE, places=True, results=FULL_SHARE, can_fail=True),
    ),
    Function(
        name="cohort_mean",
        parameters=(X,),
        zh="参评各单位 x 的算术平均数。",
        en="The arithmetic mean of `x` over the rows being scored.",
        body=unanswered,
        examples=(("cohort_mean(x)", "5, 5, 5, 5"),),
        unit="kept",
        cohort=Cohort(sample=SAMPLE),
    ),
    Function(
        name="cohort_min",
        parameters=(X,),
        zh="参评各单位中最小的 x。",
        en="The smallest `x` of the rows being scored.",
        body=unanswered,
        examples=(("cohort_min(x)", "2, 2, 2, 2"),),
        unit="kept",
        cohort=Cohort(sample=SAMPLE, extreme="below"),
    ),
    Function(
        name="cohort_max",
        parameters=(X,),
        zh="参评各单位中最大的 x。",
        en="The largest `x` of the rows being scored.",
        body=unanswered,
        examples=(("cohort_max(x)", "8, 8, 8, 8"),),
        unit="kept",
        cohort=Cohort(sample=SAMPLE, extreme="above"),
    ),
    Function(
        name="cohort_count",
        parameters=(Parameter("condition", "truth"),),
        zh="参评各单位中条件成立的个数。",
        en="How many of the rows being scored meet the condition.",
        body=unanswered,
        examples=(("cohort_count(x >= 5)", "3, 3, 3, 3"),),
        cohort=Cohort(sample=SAMPLE, results=COUNT, whole=True),
    ),
)
