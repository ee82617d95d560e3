"""What the law asks of a business page: dated facts, read in ``data/droits_page.toml``. Not legal advice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from tpelib.base import french
from tpelib.base.data import read_data
from tpelib.domain.sources import FRESH_DAYS

__all__ = ["NOT_ADVICE", "LawFact", "law_facts"]

NOT_ADVICE = "Information, pas un conseil juridique."


@dataclass(frozen=True, slots=True)
class LawFact:
    """One rule, in plain words.

    Parameters
    ----------
    id, topic : str
        Stable key, and its name.
    say, do : str
        What the rule says, and what to do about it, one or two French sentences each.
    rule, url : str
        The rule as it is cited, and where to read it.
    verified_on : date
        When this summary was last read against a source.
    read : str
        What was read that day, and where.
    """

    id: str
    topic: str
    say: str
    do: str
    rule: str
    url: str
    verified_on: date
    read: str

    def checked(self, today: date | None = None) -> str:
        """Return when it was verified, what was read, and a warning past twelve months."""
        stale = ((today or date.today()) - self.verified_on).days > FRESH_DAYS
        warning = ", à vérifier avant de s'en servir" if stale else ""
        return french.typography(f"vérifié le {french.day(self.verified_on)} : {self.read}{warning}")


@cache
def law_facts() -> Sequence[LawFact]:
    """Return the rules, in the order in which a page meets them."""
    return read_data(tuple[LawFact, ...], "droits_page.toml", at="rule")
