"""One entry of the catalogue."""

from typing import Literal, NamedTuple


class Sentence(NamedTuple):
    """A message in both languages.

    Attributes:
        zh: The Chinese sentence, a format string over the diagnostic's facts.
        en: The English sentence, over the same facts.
    """

    zh: str
    en: str

    def in_language(self, language: Literal["zh", "en"]) -> str:
        """Return the format string of one language."""
        return self.zh if language == "zh" else self.en
