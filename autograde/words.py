"""
Words that people read, ready for gettext.

English stands in the source: a message is one full sentence with named placeholders, marked by
`_` and filled in by ``format`` afterwards. Only what a student sees in a notebook or a terminal
of theirs is translated; grading never calls `use`, so its records are in English everywhere.

A translation is a catalogue ``autograde/locale/<language>/LC_MESSAGES/autograde.mo``, chosen as
gettext does, by LANGUAGE, LC_ALL, LC_MESSAGES and LANG. `docs/translating.md` says how to make one.
"""

from __future__ import annotations

import difflib
import gettext
from pathlib import Path

DOMAIN = "autograde"
LOCALE = Path(__file__).with_name("locale")
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "ur", "yi"})

_chosen: gettext.NullTranslations = gettext.NullTranslations()


def use(translation: gettext.NullTranslations | None = None) -> gettext.NullTranslations:
    """
    Translate from now on.

    Args:
        translation: A catalogue; by default that of the reader's language, English if there is
            none.

    Returns:
        What was used before.
    """
    global _chosen
    before = _chosen
    _chosen = translation or gettext.translation(DOMAIN, LOCALE, fallback=True)
    return before


def language() -> str:
    """Code of the language that is in use, for instance ``de``."""
    return _chosen.info().get("language", "en").split("_")[0].lower()


def direction() -> str:
    """``rtl`` or ``ltr``, as HTML's ``dir`` has it."""
    return "rtl" if language() in RIGHT_TO_LEFT else "ltr"


def _(message: str) -> str:
    """The translation of a message; its placeholders are filled in afterwards."""
    return _chosen.gettext(message)


def N_(message: str) -> str:
    """Marks a message for translators that is translated where it is shown."""
    return message


def plural(one: str, many: str, count: float) -> str:
    """The translation of the form that fits a count."""
    # Other languages than English have more forms than two, for whole numbers only.
    whole = int(count) if count == int(count) else 2
    return _chosen.ngettext(one, many, whole)


def nearest(word: str, known: list[str]) -> str:
    """A sentence that points to what was probably meant."""
    close = difflib.get_close_matches(word, known, 1, 0.5)
    if close:
        return _('Did you mean "{name}"?').format(name=close[0])
    if not known:
        return _("There is none.")
    return _("There is: {names}.").format(names=", ".join(known))
