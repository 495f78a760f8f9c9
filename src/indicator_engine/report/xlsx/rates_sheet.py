"""The first level as the published reports summarise it, and its rates as bars."""

from typing import TYPE_CHECKING

from indicator_engine.language.numbers import decimal_places, rounded
from indicator_engine.messages import reports as say
from indicator_engine.messages.width import columns as width_of
from indicator_engine.report.phrases import DASH, Phrases, points
from indicator_engine.report.xlsx.drawing import HEADING_LINES, Area, Sheet, Styles, places_format
from indicator_engine.report.xlsx.score_sheet import PERCENT, ScoreSheet
from indicator_engine.results import ScoreNode

if TYPE_CHECKING:
    from xlsxwriter import Chart, Workbook

TITLES_WIDTH = (20, 44)  # characters, at least and at most
NUMBERS_WIDTH = 12
BAR_HEIGHT, HEAD_HEIGHT = 36, 110  # pixels
MOST_HEIGHT = 900


def draw(styles: Styles, scores: ScoreSheet, root: ScoreNode, phrases: Phrases) -> None:
    """Draw the sheet: the numbers are those of the score table, whatever they become."""
    nodes = root.children or (root,)
    widest = max(width_of(phrases.title(node)) + 2 for node in nodes)
    width = min(max(widest, TITLES_WIDTH[0]), TITLES_WIDTH[1])
    name = phrases.say(say.SHEET_OF_RATES)
    sheet = Sheet(styles, name, (width, NUMBERS_WIDTH, NUMBERS_WIDTH, NUMBERS_WIDTH))
    heading = say.LEVEL if scores.depth > 1 else say.INDICATOR
    titles = (
        phrases.say(heading, numeral="一", number="1"),
        *map(phrases.say, (say.WEIGHT, say.SCORE, say.RATE)),
    )
    for column, text in enumerate(titles):
        sheet.text(Area(0, column), text, "heading")
    sheet.height(0, HEADING_LINES)
    total = [(root, phrases.say(say.SUM if root.is_sum else say.TOTAL))] if root.children else []
    for row, (node, title) in enumerate(
        [*((each, phrases.title(each)) for each in nodes), *total], 1
    ):
        is_total = row > len(nodes)
        sheet.text(Area(row, 0), title, "sum_text" if is_total else "text")
        sheet.height(row, sheet.lines(title, 0))
        _numbers(sheet, scores, node, row, "sum" if is_total else "number")
    chart = _chart(styles.book, name, len(nodes), phrases.say(say.RATES_OF, indicators=titles[0]))
    sheet.sheet.insert_chart(len(nodes) + 3, 0, chart)
    sheet.page(phrases.say(say.FOOT))


def _numbers(sheet: Sheet, scores: ScoreSheet, node: ScoreNode, row: int, style: str) -> None:
    places = decimal_places(node.weight)
    if places is None:
        sheet.text(Area(row, 1), points(node.weight), style)
    else:
        weight = rounded(node.weight, places)
        sheet.number(Area(row, 1), weight, places_format(places), style)
    for column, number, form in ((1, node.score, ""), (2, node.rate, PERCENT)):
        formula = f"'{scores.name}'!{scores.cell(node.id, column)}"
        area = Area(row, column + 1)
        if number is None:
            text = scores.open[node.id] if column == 1 else DASH
            sheet.text_of(area, text, formula, form, style)
        else:
            places = -int(number.as_tuple().exponent)
            sheet.number(area, number, form or places_format(places), style, formula)


def _chart(book: "Workbook", name: str, count: int, title: str) -> "Chart":
    """Return bars of the rates, the first one on top, the scale below the last."""
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": title,
            "categories": [name, 1, 0, count, 0],
            "values": [name, 1, 3, count, 3],
            "data_labels": {"value": True, "num_format": PERCENT},
            "fill": {"color": "#4472A8"},
            "gap": 60,
        }
    )
    chart.set_title({"name": title})
    chart.set_legend({"none": True})
    chart.set_x_axis(
        {
            "min": 0,
            "num_format": "0%",
            "label_position": "high",
            "major_gridlines": {"visible": False},
        }
    )
    chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 620, "height": min(HEAD_HEIGHT + BAR_HEIGHT * count, MOST_HEIGHT)})
    return chart
