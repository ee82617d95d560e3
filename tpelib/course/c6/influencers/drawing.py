"""Profiles of influencers, marked and ranked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts.picture import Picture, Table
from tpelib.domain.market import Sensitivity, weights_moved
from tpelib.domain.reputation.influence import (
    CRITERIA,
    SCALE,
    SIGNALS,
    Influencer,
    benchmark_line,
    marks,
    signals,
    size_of,
)

__all__ = ["profiles_marked"]


def profiles_marked(
    known: Mapping[str, Influencer], found: Sensitivity, *, reading: str, person: Person
) -> Picture:
    """Draw the total of each profile and how far other weights move it; the table holds all the marks.

    Parameters
    ----------
    known : mapping
        Key to profile, the keys those of ``found``.
    found : Sensitivity
        The ranking under other weights.
    reading : str
        The sentence that stands first.
    """
    title = "Mes profils, notés"
    names = {key: one.name for key, one in known.items()}
    drawn = weights_moved(title=title, found=found, names=names, scale=SCALE, reading=reading, person=person)
    rows = [_row(key, known[key], found) for key in found.decision.ranking]
    said = french.listing([f"{row[0]} {row[-3]}, {row[-2]}" for row in rows])
    return replace(
        drawn,
        alternative=f"{title}. Un point par profil, une bande pour ce que donnent d'autres poids. {said}.",
        table=Table(
            title,
            ["Profil", "Taille", *CRITERIA.values(), "Note", "Quand les poids bougent", "Signes à éclaircir"],
            rows,
        ),
        source=f"{benchmark_line().rstrip('.')} ; {person.your} poids, puis {french.number(found.scenarios)} jeux de poids "
        "à ± 20 %.",
    )


def _row(key: str, one: Influencer, found: Sensitivity) -> list[str]:
    span = found.ranges[key]
    seen = [SIGNALS[sign].lower() for sign in signals(one)]
    return [
        one.name,
        size_of(one.followers).name,
        *(french.number(mark, 1) for mark in marks(one).values()),
        french.number(span.central, 2),
        f"de {french.number(span.low, 2)} à {french.number(span.high, 2)}",
        french.listing(seen) or "aucun",
    ]
