"""Points off for every percentage point: ≤100%计5分;每超过一个百分点扣0.5分,扣完为止."""

import re

from attrs import frozen

from indicator_engine.importing.proposals.bands import Band, is_signed, read_band, scored_band
from indicator_engine.importing.proposals.rule import Proposal, Rule, Said
from indicator_engine.importing.wording import NUMBER, UNTIL_NOTHING, Quantity, quantity
from indicator_engine.messages import importing as say

UP, DOWN = "超过|超出|超|高于|增加|上升|提高|高", "低于|降低|减少|下降|少|低|差"
STEP = re.compile(
    rf"(?:(?P<from>[<>]{NUMBER}%?)(?:的)?(?:部分)?)?每(?:(?P<up>{UP})|(?P<down>{DOWN}))(?P<target>目标值?|指标值)?"
    rf"(?P<size>{NUMBER})(?P<kind>个百分点|%)(?:的)?扣(?:减|除)?"
    rf"(?:(?P<points>{NUMBER})分|(?:权重|分值|总分值?|该项分值)分?的?(?P<share>{NUMBER})%|"
    rf"(?P<share_of>{NUMBER})%的?(?:权重|分值)分?)"
)
STANDARD = re.compile(rf"[^\d;,每扣加]{{0,20}}以(?P<number>{NUMBER})%为(?:标准|基准)(?:值)?")
AT_TARGET = re.compile(
    r"(?:达到|完成|达成|不低于|≥)(?:年度|年初|预期|计划)?(?:目标值?|指标值)(?:的)?(?:及以上)?(?:计|得)满分"
)


@frozen(kw_only=True)
class _Steps:
    """What a text says of steps.

    Attributes:
        step: The clause that takes points off.
        begin: What is said to lose points, in a clause in front of it.
        start: The band of full marks, where the text names one.
        standard: The number that it measures from, where it is given so.
        nothing: The band without points, where the text names one.
        at_target: Whether the target has full marks.
        is_limited: Whether the text says where it ends.
    """

    step: re.Match[str]
    begin: Band | None
    start: Band | None
    standard: Quantity | None
    nothing: Band | None
    at_target: bool
    is_limited: bool


def steps(rule: Rule) -> Proposal | None:
    """Return a deduction for whole steps beyond a threshold that text or table names."""
    found = _read(rule)
    if found is None:
        return None
    if found.step["kind"] == "%":
        return _of_target(rule, found)
    threshold = _threshold(rule, found)
    if threshold is None:
        return None
    beyond = _difference(rule.stem, threshold, up=found.step["up"] is not None)
    size = quantity(found.step["size"], "%")
    scored = f"max(0, weight - {_lost(found.step)} * whole_steps({beyond}, {size}))"
    low = "(-inf" if threshold.value <= 0 or is_signed(rule) else "[0%"
    return Proposal(
        formula=_or_nothing(scored, rule, found.nothing),
        inputs={
            rule.stem: {"type": "percent", "title": _title(rule, found), "range": f"{low}, inf)"}
        },
        assumed=_assumed(found),
    )


def _read(rule: Rule) -> _Steps | None:
    """Return what a text says, where every clause of it is understood."""
    step = begin = start = standard = nothing = None
    at_target = is_limited = False
    for clause in rule.clauses:
        band = scored_band(clause, rule.weight)
        if step is None and (match := STEP.fullmatch(clause)):
            step = match
        elif step is None and begin is None and (named := read_band(clause)):
            begin = named
        elif UNTIL_NOTHING.fullmatch(clause):
            is_limited = True
        elif match := STANDARD.fullmatch(clause):
            standard = quantity(match["number"], "%")
        elif AT_TARGET.fullmatch(clause):
            at_target = True
        elif band is not None and band.points == rule.weight and start is None:
            start = band
        elif band is not None and band.points == 0 and nothing is None:
            nothing = band
        else:
            return None
    if step is None or not _fits(step, start, nothing):
        return None
    return _Steps(
        step=step,
        begin=begin,
        start=start,
        standard=standard,
        nothing=nothing,
        at_target=at_target,
        is_limited=is_limited,
    )


def _fits(step: re.Match[str], start: Band | None, nothing: Band | None) -> bool:
    """Tell whether the bands of full marks and of none lie where the steps begin and end."""
    up = step["up"] is not None
    if start is not None and (start.high if up else start.low) is None:
        return False
    if start is not None and start.low is not None and start.high is not None:
        return start.low == start.high
    if nothing is not None and (nothing.low if up else nothing.high) is None:
        return False
    return nothing is None or (nothing.low is None) != (nothing.high is None)


def _threshold(rule: Rule, found: _Steps) -> Quantity | None:
    """Return where deductions begin, where all that names it agrees."""
    up = found.step["up"] is not None
    named: set[Quantity] = set()
    if found.start is not None:
        end = found.start.high if up else found.start.low
        named |= {end} if end is not None else set()
    if found.standard is not None:
        named.add(found.standard)
    for begin in (found.begin, read_band(found.step["from"] or "")):
        if begin is not None:
            end = begin.low if up else begin.high
            if end is None or (begin.low is not None and begin.high is not None):
                return None
            named.add(end)
    if (found.step["target"] or found.at_target) and rule.target is not None:
        if not rule.target.is_percent:
            return None
        named.add(Quantity(rule.target.value, is_percent=True))
    values = {each.value for each in named}
    if len(values) != 1 or any(not each.is_percent and each.value for each in named):
        return None
    return Quantity(values.pop(), is_percent=True)


def _of_target(rule: Rule, found: _Steps) -> Proposal | None:
    """Return a deduction for every few percent of a target; of a rate that would be two things."""
    target = rule.target
    if not found.step["target"] or target is None or target.is_percent or target.value <= 0:
        return None
    if (
        found.begin
        or found.start
        or found.standard
        or found.nothing
        or found.step["from"]
        or target.unit == "pp"
    ):
        return None
    actual, goal = f"{rule.stem}实际", f"{rule.stem}目标"
    beyond = f"{actual} / {goal} - 1" if found.step["up"] else f"1 - {actual} / {goal}"
    size = quantity(found.step["size"], "%")
    unit = {"unit": rule.unit} if rule.unit else {}
    value = str(Quantity(target.value, is_percent=False))
    return Proposal(
        formula=f"max(0, weight - {_lost(found.step)} * whole_steps({beyond}, {size}))",
        inputs={actual: {"type": "number", "title": rule.title, **unit, "range": "[0, inf)"}},
        derived={goal: {"title": f"{rule.title}：目标值", "formula": value, **unit}},
        assumed=(*_assumed(found), (say.TARGET_TAKEN, {"target": target.text})),
    )


def _difference(name: str, threshold: Quantity, *, up: bool) -> str:
    """Return how far a name is beyond a threshold, as a formula says it."""
    if not threshold.value:
        return name if up else f"-{name}"
    return f"{name} - {threshold}" if up else f"{threshold} - {name}"


def _lost(step: re.Match[str]) -> str:
    """Return what one step costs, as a formula says it."""
    share = step["share"] or step["share_of"]
    return f"{share}% * weight" if share else str(quantity(step["points"]))


def _or_nothing(formula: str, rule: Rule, nothing: Band | None) -> str:
    """Return a formula that gives nothing in a band."""
    if nothing is None:
        return formula
    if nothing.low is not None:
        return (
            f"0 if {rule.stem} {'>=' if nothing.low_closed else '>'} {nothing.low} else {formula}"
        )
    return f"0 if {rule.stem} {'<=' if nothing.high_closed else '<'} {nothing.high} else {formula}"


def _title(rule: Rule, found: _Steps) -> str:
    return found.start.subject if found.start and found.start.subject else rule.title


def _assumed(found: _Steps) -> tuple[Said, ...]:
    sentence = say.WHOLE_SHARES if found.step["kind"] == "%" else say.WHOLE_POINTS
    whole: Said = (sentence, {"size": found.step["size"]})
    return (whole,) if found.is_limited else (whole, (say.NO_LIMIT_SAID, {}))
