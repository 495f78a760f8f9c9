"""The block of the budget's amounts, and the row of the scores that it belongs to."""

from collections.abc import Iterator

from indicator_engine.auditing.printed import in_points
from indicator_engine.auditing.reading.drafts import Draft
from indicator_engine.auditing.reading.headings import Funds
from indicator_engine.auditing.reading.sheet import Sheet
from indicator_engine.auditing.report_model import Amount
from indicator_engine.auditing.words import OF_BUDGET, PART, SUM, bare


def add_budget(root: Draft, sheet: Sheet, money: Funds) -> None:
    """Add the amounts of the budget to the row that is scored by them."""
    amounts: list[Amount] = []
    own: dict[str, object] = {}
    at = sheet.at(money.row, min(money.amounts.values()))
    for row in range(money.row + 1, len(sheet.rows)):
        found = list(_amounts(sheet, money, row))
        if not found:
            break
        for role, column in money.others.items():
            number = sheet.number(row, column)
            if number is not None and role not in own:
                own[role] = in_points(number) if role == "weight" else number
                at = number.at if role == "score" else at
        amounts.extend(found)
    if not amounts:
        return
    row_of_it = next((c for c in root.children if OF_BUDGET.search(bare(c.name))), None)
    if row_of_it is None:
        row_of_it = Draft("预算执行率", at)
        if "score" in own:
            root.children.insert(0, row_of_it)
    rate = own.pop("rate", None)  # that of execution, which need not be that of the score
    rates = {"rates": (rate,)} if rate is not None else {}
    row_of_it.rows = {**own, **rates, **row_of_it.rows, "amounts": tuple(amounts)}


def _amounts(sheet: Sheet, money: Funds, row: int) -> Iterator[Amount]:
    """Yield the amounts of one row."""
    first = min(money.amounts.values())
    labels = [text for column, text in sheet.cells(row) if column < first]
    label = labels[-1] if labels else ""
    is_sum = SUM.search(label) is not None
    for column, place in money.amounts.items():
        number = sheet.number(row, place)
        if number is not None:
            yield Amount(
                row=label,
                column=column,
                is_part=not is_sum and PART.search(label) is not None,
                is_sum=is_sum,
                printed=number,
            )
