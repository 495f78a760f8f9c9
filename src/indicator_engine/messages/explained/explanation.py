"""One entry of the table of explanations."""

from typing import Literal

from attrs import frozen

Form = Literal["json", "ruleset", "formula", "sketch"]
"""What an example is: a JSON text, members of a ruleset, a formula, or what only describes one."""


@frozen
class Explanation:
    """Why a code matters, with an example of it and one that is mended.

    Attributes:
        form: What the two examples are.
        bad: An example of what the code reports.
        good: The same, mended.
        zh: Why it matters, in Chinese.
        en: Why it matters, in English.
    """

    form: Form
    bad: str
    good: str
    zh: str
    en: str
