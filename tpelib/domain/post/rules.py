"""What the law asks of a post, rule by rule: told, sourced, dated. Information, not legal advice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from tpelib.base import french
from tpelib.base.data import AnyOf, Shown, read_data
from tpelib.domain.sources import FRESH_DAYS

__all__ = ["LAW_NOTE", "WordingRule", "rule", "rules"]

LAW_NOTE = "Information, pas un conseil juridique."


@dataclass(frozen=True, slots=True)
class WordingRule:
    """A rule, and the words by which a text may meet it.

    Parameters
    ----------
    key, name : str
        ``"price"``, « Baisse de prix ».
    told : str
        What it asks, in French.
    source, url : str
        The text of law, and where to read it.
    verified_on : date
        When it was last read.
    read : str
        What was read that day, and where: the text itself, a copy of it, or pages that quote it.
    seen, ignored, unless, answered : compiled patterns
        What calls for the rule, the same words about something else, an answer that is none, and an answer.
        A pattern that is ``None`` finds nothing.
    outside : compiled pattern
        What puts a sentence out of the rule's reach.
    barred : compiled pattern
        What may not be said, whatever else is answered.
    advised : bool
        True when no law asks it any more: an advice, and what the networks ask.
    conditional : bool
        True when it holds only if something is so that no text tells (somebody was paid): to be looked at,
        and no fault by itself.
    """

    key: str
    name: Shown
    told: Shown
    source: Shown
    url: str
    verified_on: date
    read: Shown
    seen: AnyOf | None = None
    ignored: AnyOf | None = None
    unless: AnyOf | None = None
    answered: AnyOf | None = None
    outside: AnyOf | None = None
    barred: AnyOf | None = None
    advised: bool = False
    conditional: bool = False

    def is_called(self, text: str) -> bool:
        """Return True when a text speaks of what the rule is about."""
        plain = _plain(text)
        if self.outside and self.outside.search(plain):
            return False
        return bool(self.seen and self.seen.search(_without(self.ignored, plain)))

    def is_answered(self, text: str) -> bool:
        """Return True when a text says what the rule wants said."""
        return bool(self.answered and self.answered.search(_without(self.unless, _plain(text))))

    def barred_words(self, text: str) -> str:
        """Return the first words of a text that the rule does not allow, as written there; empty for none."""
        found = self.barred.search(_plain(text)) if self.barred else None
        return found[0] if found else ""

    def warning(self, today: date | None = None) -> str:
        """Return the sentence to show when nobody read the rule again for twelve months, else nothing."""
        if ((today or date.today()) - self.verified_on).days <= FRESH_DAYS:
            return ""
        return french.typography("Plus de douze mois sans contrôle : relisez la règle avant de vous y fier.")

    def line(self, today: date | None = None) -> str:
        """Return the source, when and where it was read, and its warning, as the screen shows them."""
        told = (
            f"{self.source}, vérifié le {french.day(self.verified_on)} : {self.read}. {LAW_NOTE} "
            f"{self.warning(today)}"
        )
        return french.typography(told.strip())


_PLAIN = str.maketrans({"'": "’", french.NBSP: " ", french.NNBSP: " "})


def _plain(text: str) -> str:
    return text.translate(_PLAIN)


def _without(pattern: re.Pattern[str] | None, text: str) -> str:
    return pattern.sub(" ", text) if pattern else text


@cache
def rules(folder: str = "publications") -> Mapping[str, WordingRule]:
    """Return the rules of a folder of ``data/`` by key, in the order of its ``regles.toml``."""
    return {rule.key: rule for rule in read_data(tuple[WordingRule, ...], folder, "regles.toml", at="rule")}


def rule(key: str, folder: str = "publications") -> WordingRule:
    """Return a rule by its key.

    Raises
    ------
    KeyError
        The course has no such rule.
    """
    return rules(folder)[key]
