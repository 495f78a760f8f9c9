"""The language of whoever reads the messages."""

import locale
from collections.abc import Mapping

from indicator_engine.messages import Language

LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides


def language_of_locale(environment: Mapping[str, str]) -> Language:
    """Return the language of a locale: Chinese where that is Chinese, else English.

    >>> language_of_locale({"LANG": "zh_CN.UTF-8"}), language_of_locale({"LANG": "de_DE.UTF-8"})
    ('zh', 'en')
    """
    chosen = next(filter(None, map(environment.get, LOCALE_VARIABLES)), None)
    known = chosen or locale.getlocale()[0] or ""  # Windows sets no such variable
    return "zh" if known.lower().startswith(("zh", "chinese")) else "en"
