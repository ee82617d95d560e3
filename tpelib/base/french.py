"""French numbers, dates and typography: what learners type, and what they read.

Parsing is generous (a shopkeeper types ``1 234,50 €`` or ``12 %``), formatting is strict: narrow no-break
space between thousands, decimal comma, no-break space before a unit. No locale of the machine is used.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from enum import Enum
from functools import lru_cache

__all__ = [
    "MINUS",
    "MONTHS",
    "NBSP",
    "NNBSP",
    "SHORT_MONTHS",
    "WEEKDAYS",
    "Person",
    "clock",
    "day",
    "euros",
    "hours",
    "listing",
    "number",
    "parse_date",
    "parse_number",
    "percent",
    "plural",
    "typed",
    "typography",
    "typography_of_markdown",
]

NBSP = "\u00a0"
NNBSP = "\u202f"
MINUS = "\u2212"

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
SHORT_MONTHS = (
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

_PLAIN = str.maketrans({NNBSP: " ", NBSP: " ", MINUS: "-"})
_SPACES = re.compile(rf"[\s{NBSP}{NNBSP}\u2009]+")
_UNIT = re.compile(r"(€|euros?|eur|%|h|heures?|min|minutes?|personnes?|clients?|fois)$", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?([0-9]+([.,]\d*)?|[.,]\d+)")
_AMBIGUOUS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
_MOST_DIGITS = 30
_DURATION = re.compile(r"(?P<hours>\d+)h(?P<minutes>[0-5]?\d)(min|mn)?", re.IGNORECASE)
_DAY_MONTH = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4}|\d{2})")
_DAY_NAMED = re.compile(r"(?P<day>\d{1,2})(er)? (?P<month>[a-zéûA-ZÉÛ]+)\.? (?P<year>\d{4})")


class Person(Enum):
    """Whom a sentence has for its subject: the learner whom the course addresses, or the candidate who speaks."""

    YOU = "vous"
    ME = "je"

    def says(self, you: str, me: str) -> str:
        """Return the words for this person: ``says("vos saisons", "mes saisons")``."""
        return you if self is Person.YOU else me

    @property
    def your(self) -> str:
        """« vos » or « mes », before a plural."""
        return self.says("vos", "mes")


def parse_number(text: str) -> float:
    """Read a number as French speakers type it.

    Parameters
    ----------
    text : str
        ``"1 234,50"``, ``"1 234.5 €"``, ``"12 %"`` (read as 12), ``"2 h 30"`` (read as 2.5).

    Returns
    -------
    float
        The finite number typed.

    Raises
    ------
    ValueError
        The text is not a number, or could be read two ways (``1.500``); the message is a French sentence.
    """
    if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS:
        return float(text)  # most numbers
    compact = _SPACES.sub("", text).replace(MINUS, "-").replace("’", "").replace("'", "")
    if match := _DURATION.fullmatch(compact):
        return int(match["hours"]) + int(match["minutes"]) / 60
    compact = _UNIT.sub("", compact)
    if "," in compact and "." in compact:
        thousands = "." if compact.rindex(",") > compact.rindex(".") else ","
        compact = compact.replace(thousands, "")
    elif _AMBIGUOUS.fullmatch(compact):
        whole, decimals = compact.split(".")
        raise ValueError(
            f"« {text.strip()} » peut se lire de deux façons : écrivez {whole}{NNBSP}{decimals} "
            f"ou {whole},{decimals.rstrip('0') or '0'}."
        )
    if (
        len(compact) > _MOST_DIGITS
        or not _NUMBER.fullmatch(compact)
        or not math.isfinite(value := float(compact.replace(",", ".")))
    ):
        raise ValueError("Écrivez un nombre, par exemple 1 234,50.".replace("1 2", f"1{NNBSP}2"))
    return value


def parse_date(text: str) -> date:
    """Read a date: ``2026-03-06`` (what a date field sends), ``06/03/2026``, ``06/03/26`` or ``6 mars 2026``.

    Raises
    ------
    ValueError
        The text is not a date of the calendar; the message is a French sentence.
    """
    cleaned = _SPACES.sub(" ", text).strip()
    try:
        if match := _DAY_MONTH.fullmatch(cleaned):
            year = int(match["year"])
            return date(year if year > 99 else 2000 + year, int(match["month"]), int(match["day"]))
        if (match := _DAY_NAMED.fullmatch(cleaned)) and match["month"].lower() in MONTHS:
            return date(int(match["year"]), MONTHS.index(match["month"].lower()) + 1, int(match["day"]))
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cleaned):
            return date.fromisoformat(cleaned)
    except ValueError:
        raise ValueError(f"Le {cleaned} n’existe pas dans le calendrier.") from None
    raise ValueError("Écrivez une date, par exemple 06/03/2026.")


def number(value: float, decimals: int | None = None) -> str:
    """Write a number: ``1234.5`` gives ``1 234,5``; with two decimals, ``1 234,50``.

    Parameters
    ----------
    value : float
        A finite number.
    decimals : int, optional
        Digits after the comma; by default as many as the value needs, two at most.
    """
    return _number(value, decimals)


@lru_cache(maxsize=8192)
def _number(value: float, decimals: int | None) -> str:
    if decimals is None:
        text = f"{value:,.2f}"
        text = text.rstrip("0").rstrip(".")
    else:
        text = f"{value:,.{decimals}f}"
    if not text.strip("-0.,"):  # no « −0 »
        text = text.lstrip("-")
    return text.replace(",", NNBSP).replace(".", ",").replace("-", MINUS)


def typed(value: float, decimals: int | None = None) -> str:
    """Write a number as a French keyboard types it, its spaces and its minus plain: ``1 234,5``."""
    return number(value, decimals).translate(_PLAIN)


def euros(value: float, decimals: int | None = None) -> str:
    """Write an amount: ``1 234,50 €``; whole euros lose their cents (``300 €``)."""
    if decimals is None:
        decimals = 0 if abs(value - round(value)) < 0.005 else 2
    return f"{number(value, decimals)}{NBSP}€"


def percent(ratio: float, decimals: int | None = None) -> str:
    """Write a ratio as a percentage: ``0.125`` gives ``12,5 %``."""
    return f"{number(ratio * 100, decimals)}{NBSP}%"


def hours(value: float) -> str:
    """Write a duration in hours: ``2.5`` gives ``2 h 30``, ``0.75`` gives ``45 min``."""
    minutes = round(abs(value) * 60)
    sign = MINUS if value < 0 and minutes else ""
    whole, rest = divmod(minutes, 60)
    if not whole and rest:
        return f"{sign}{rest}{NBSP}min"
    return f"{sign}{number(whole)}{NBSP}h" + (f"{NBSP}{rest:02d}" if rest else "")


def day(value: date, *, weekday: bool = False, year: bool = True) -> str:
    """Write a date: ``6 janvier 2026``, ``1er mai 2026``, ``mardi 6 janvier 2026``."""
    return _day(value, weekday, year)


@lru_cache(maxsize=4096)  # a calendar has the same days in each of its tables, and for each learner
def _day(value: date, weekday: bool, year: bool) -> str:
    ordinal = "1er" if value.day == 1 else str(value.day)
    words = [ordinal, MONTHS[value.month - 1]]
    if weekday:
        words.insert(0, WEEKDAYS[value.weekday()])
    if year:
        words.append(str(value.year))
    return " ".join(words).replace(f"{ordinal} ", f"{ordinal}{NBSP}")


def clock(value: datetime) -> str:
    """Write a time of day: ``14:32``."""
    return f"{value:%H:%M}"


def plural(count: float, one: str, many: str | None = None) -> str:
    """Write a count with its noun: ``1 point``, ``2,5 points``, ``0 point`` (French plural starts at 2)."""
    noun = one if abs(count) < 2 else (many if many is not None else f"{one}s")
    return f"{number(count)}{NBSP}{noun}"


def listing(items: list[str], last: str = "et") -> str:
    """Join words: ``a, b et c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_OPENING = re.compile(rf"«[ {NNBSP}]?(?=[^\s{NBSP}])")
_CLOSING = re.compile(rf"(?<=[^\s{NBSP}])[ {NNBSP}]?»")
_BEFORE_HIGH = re.compile(rf"(?<=\S)[ {NBSP}{NNBSP}]([;!?])")
_BEFORE_COLON = re.compile(rf"(?<=\S)[ {NNBSP}]:(?=\s|$)")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=(€|%|h|min|km|Mo|Ko|px|s)(?!\w))")


def typography(text: str) -> str:
    """Set the spaces of French typography in a text written with plain spaces and apostrophes.

    Narrow no-break space before ``; ! ?``, no-break space before ``:``, inside ``« »``, between a number
    and its unit, between thousands; typographic apostrophe between letters. Text already set is unchanged.
    """
    # Labels and headings come back in every page and for every learner; long texts seldom do.
    return _typography_of_short(text) if len(text) <= _SHORT else _typography(text)


def _typography(text: str) -> str:
    # Few texts hold each of these signs, and one search is quicker than a pattern that finds nothing.
    if "'" in text:
        text = _APOSTROPHE.sub("’", text)
    if ";" in text or "!" in text or "?" in text:
        text = _BEFORE_HIGH.sub(rf"{NNBSP}\1", text)
    if ":" in text:
        text = _BEFORE_COLON.sub(f"{NBSP}:", text)
    if "«" in text:
        text = _OPENING.sub(f"«{NBSP}", text)
    if "»" in text:
        text = _CLOSING.sub(f"{NBSP}»", text)
    text = _THOUSANDS.sub(NNBSP, text)
    return _BEFORE_UNIT.sub(NBSP, text)


_SHORT = 200
_typography_of_short = lru_cache(maxsize=16_384)(_typography)

_CODE = re.compile(r"(```.*?```|`[^`\n]*`|<[^>\n]+>|\]\([^)\n]*\)|https?://\S+)", re.DOTALL)


def typography_of_markdown(text: str) -> str:
    """Set the spaces of the prose of a Markdown text, leaving code, links' addresses and tags alone."""
    parts = _CODE.split(text)
    return "".join(part if index % 2 else typography(part) for index, part in enumerate(parts))
