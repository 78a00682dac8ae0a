"""
Times as other systems write them: read where they are certain, refused where they are not.

ISO 8601 says all there is to say. Moodle writes ``Sunday, 1 March 2026, 10:00 PM`` in the language
and the zone of whoever downloads, so a whole column is read in one language: one in which every
month is a month and every weekday is that of its date. ``listopad`` is October in Croatian and
November in Polish, and the weekday tells which. Dates of digits alone (03/04/2026) are never read.

Source:
    Names of months and days: Unicode CLDR, through Babel.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo

from autograde.errors import UsageError

_LANGUAGES = (
    "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fi", "fr", "gl", "hr", "hu", "it", "lt",
    "lv", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "tr", "uk",
)  # fmt: skip
_NONE = ("", "-", "\u2013", "\u2014")
_MAX_TEXT = 100
_YEARS = range(2000, 2100)
_LETTERS = r"[^\W\d_]+"
_WRITTEN = re.compile(
    rf"((?P<weekday>{_LETTERS}([- ]{_LETTERS})?)\.?,? )?"
    rf"((?P<day>\d{{1,2}})(\.|\xba|er|st|nd|rd|th)? (de |d[\u2019'])?(?P<month>{_LETTERS})\.?"
    rf"|(?P<month_first>{_LETTERS})\.? (?P<day_second>\d{{1,2}}))"
    r",? (de )?(?P<year>\d{4}),?( (um|kl\.?|at))? "
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)([:.](?P<second>\d\d))?( ?(?P<half>[ap])\.? ?m\.?)?"
)
_ISO = re.compile(
    r"(?P<time>\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d{1,6})?)?) ?(?P<zone>Z|UTC|[+-]\d\d:?\d\d)?"
)


def read_times(texts: Sequence[str], zone: tzinfo | None, where: str = "") -> list[datetime | None]:
    """
    Read a column of times.

    Args:
        zone: What times that name no zone are in. Of an hour that the clocks repeat, the first is
            taken, which is better for the student.

    Returns:
        UTC without a zone, as nbgrader has it; None for an empty cell or a dash.

    Raises:
        UsageError: If one of them is not certain.
    """
    cells = [" ".join(unicodedata.normalize("NFC", t).casefold().split()) for t in texts]
    read: list[datetime | None] = [None] * len(cells)
    written: dict[int, dict[str, datetime]] = {}
    for n, cell in enumerate(cells):
        if cell in _NONE:
            continue
        moment = _iso(cell)
        if moment is None:
            written[n] = _in_languages(cell)
            if not written[n]:
                raise _refused(texts[n], where, n)
        else:
            read[n] = _utc(moment, zone, texts[n], where)
    for n, moment in _in_one_language(written, texts, where).items():
        read[n] = _utc(moment, zone, texts[n], where)
    return read


def _iso(cell: str) -> datetime | None:
    match = _ISO.fullmatch(cell.upper())
    if match is None:
        return None
    zone = "+00:00" if match["zone"] in ("Z", "UTC") else match["zone"] or ""
    try:
        return datetime.fromisoformat(match["time"] + zone)
    except ValueError:
        return None


def _in_languages(cell: str) -> dict[str, datetime]:
    """What a date in words means, in each language that it can be in."""
    match = _WRITTEN.fullmatch(cell) if len(cell) <= _MAX_TEXT else None
    if match is None:
        return {}
    found = {}
    for language in _LANGUAGES:
        months, days = _names(language)
        month = months.get(match["month"] or match["month_first"])
        hour, half = int(match["hour"]), match["half"]
        if month is None or int(match["year"]) not in _YEARS or (half and not 1 <= hour <= 12):
            continue
        hour = hour % 12 + (12 if half == "p" else 0) if half else hour
        try:
            day = int(match["day"] or match["day_second"])
            moment = datetime(
                int(match["year"]), month, day, hour, int(match["minute"]),
                int(match["second"] or 0),
            )  # fmt: skip
        except ValueError:
            continue
        if match["weekday"] is None or days.get(match["weekday"]) == moment.weekday():
            found[language] = moment
    return found


def _in_one_language(
    written: dict[int, dict[str, datetime]], texts: Sequence[str], where: str
) -> dict[int, datetime]:
    """The dates in words, in the languages that all of them can be in."""
    if not written:
        return {}
    common = set(_LANGUAGES).intersection(*written.values())
    readings = {tuple(found[language] for found in written.values()) for language in common}
    if len(readings) == 1:
        return dict(zip(written, readings.pop(), strict=True))
    first = next(iter(written))
    why = "It means several dates, in several languages." if common else (
        "No single language fits all of the column."
    )  # fmt: skip
    raise _refused(texts[first], where, first, why)


def _utc(moment: datetime, zone: tzinfo | None, text: str, where: str) -> datetime:
    if moment.tzinfo is None:
        if zone is None:
            raise UsageError(
                "the times name no zone",
                where=where,
                found=f"{text!r}, for instance.",
                todo="Add the zone of the account that downloaded them: --zone Europe/Berlin.",
            )
        moment = moment.replace(tzinfo=zone)
    return moment.astimezone(UTC).replace(tzinfo=None)


def _refused(text: str, where: str, n: int, found: str = "") -> UsageError:
    return UsageError(
        "a time is not certain",
        where=f"{where}, row {n + 2}" if where else "",
        found=f"{text[:_MAX_TEXT]!r}. {found}".strip(),
        todo="Download it in English, or write a CSV file student,submitted with times such as "
        "2026-03-01T23:59+01:00.",
    )


@functools.cache
def _names(language: str) -> tuple[dict[str, int], dict[str, int]]:
    """Months from 1 and weekdays from 0 (Monday) by their names, in one language."""
    from babel import Locale

    locale = Locale.parse(language)
    months = {
        unicodedata.normalize("NFC", name).casefold().rstrip("."): number
        for context in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for number, name in locale.months[context][width].items()
    }
    days = {
        unicodedata.normalize("NFC", name).casefold().rstrip("."): number
        for context in ("format", "stand-alone")
        for width in ("abbreviated", "wide")
        for number, name in locale.days[context][width].items()
    }
    assert date(2024, 1, 1).weekday() == 0, "CLDR and Python count days alike, from Monday"
    return months, days
