"""Every dated fact of the course in one list, so that a maintainer reads again those past their day of review.

A fact is anything under ``data/`` that carries ``verified_on``: a source, a rule of law, the networks' norms, the
dates of the sales… The files are walked, not named one by one: what is added tomorrow is in the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from tpelib.base import french
from tpelib.base.resources import data_path, read_toml
from tpelib.domain import platforms, sources

__all__ = ["Fact", "all_facts", "late", "state"]

_NEXT = 5
"""Facts that come next, shown when asked for the state."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to compare with its source again.

    Parameters
    ----------
    what : str
        What it is, in French.
    file : str
        File under ``data/`` where it is written, and the key of its entry.
    verified_on : date
        When it was last compared.
    url : str
        Page to open; empty when the entry has none.
    read : str
        What was read then, when the page itself could not be; may be empty.
    values : tuple of str
        What to compare, in French: figures, limits with their pages; may be empty.
    """

    what: str
    file: str
    verified_on: date
    url: str = ""
    read: str = ""
    values: tuple[str, ...] = ()

    @property
    def due(self) -> date:
        """Last day before it is late."""
        return self.verified_on + timedelta(sources.FRESH_DAYS)

    def line(self) -> str:
        """Return it in one line of French: what, checked when, where it is written, what to open."""
        where = f"{self.file}, {self.url}" if self.url else self.file
        return french.typography(f"{self.what}, contrôlé le {french.day(self.verified_on)} ({where})")


@cache
def all_facts() -> tuple[Fact, ...]:
    """Return every dated fact, the one to review first first."""
    root = data_path("sources.toml").parent
    found = [fact for path in sorted(root.rglob("*.toml")) for fact in _of_file(path, root)]
    return tuple(sorted(found, key=lambda fact: (fact.verified_on, fact.file, fact.what)))


def late(today: date | None = None) -> tuple[Fact, ...]:
    """Return the facts past their day of review."""
    day = today or date.today()
    return tuple(fact for fact in all_facts() if fact.due < day)


def state(today: date | None = None) -> list[str]:
    """Return what to review, late first then next, as lines of French."""
    past = late(today)
    rest = [fact for fact in all_facts() if fact not in past]
    lines = [f"{len(all_facts())} faits datés. Chacun se relit avant {sources.FRESH_DAYS} jours."]
    if past:
        lines.append(f"{french.plural(len(past), 'fait')} à relire maintenant :")
        lines += [f"✗ {fact.line()}" for fact in past]
    else:
        lines.append("✓ Aucun n'a passé sa date.")
    lines += [
        f"Ensuite, avant le {french.day(fact.due)} : {fact.what} ({fact.file})." for fact in rest[:_NEXT]
    ]
    return [french.typography(line) for line in lines]


def _of_file(path: Path, root: Path) -> Iterator[Fact]:
    text = path.read_text(encoding="utf-8")
    if "verified_on" not in text:
        return
    name = path.relative_to(root).as_posix()
    for entry in _dated(read_toml(path)):
        key = entry.get("id") or entry.get("key") or ""
        yield Fact(
            what=french.typography(_name(entry) or _first_sentence(text)),
            file=f"{name}, {key}" if key else name,
            verified_on=entry["verified_on"],
            url=entry.get("url", ""),
            read=french.typography(entry.get("read", "")),
            values=_values(name, entry),
        )


def _dated(node: Any) -> Iterator[Mapping[str, Any]]:
    """Yield each table that carries ``verified_on``, at any depth."""
    if isinstance(node, Mapping):
        if "verified_on" in node:
            yield node
        for inner in node.values():
            yield from _dated(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _dated(inner)


def _name(entry: Mapping[str, Any]) -> str:
    title = entry.get("title") or entry.get("name") or entry.get("topic") or ""
    return f"{title} ({entry['publisher']})" if title and "publisher" in entry else str(title)


def _first_sentence(text: str) -> str:
    """Return the sentence that a data file opens with: what it holds."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("# "):
            break
        lines.append(line.removeprefix("# "))
    return " ".join(lines).split(". ")[0].rstrip(".")


def _values(name: str, entry: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a source is quoted for: its figures, and the networks' limits with the page of each."""
    if name != "sources.toml":
        return ()
    figures = [
        f"{one.label} : {one.text}" for one in sources.all_figures().values() if one.source.id == entry["id"]
    ]
    limits = [
        f"{network.name}, {norm.label} : {norm.text}" + (f" ({value.page})" if value.page else "")
        for network in platforms.all_platforms()
        for norm in network.norms
        for value in norm.values
        if value.source.id == entry["id"]
    ]
    return tuple(french.typography(text) for text in (*figures, *limits))
