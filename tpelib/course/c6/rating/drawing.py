"""Stars and their interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts.builders import bars
from tpelib.charts.picture import Picture, Table
from tpelib.domain.reputation.scores import Rating

__all__ = ["stars"]

_NAMES = ("5 étoiles", "4 étoiles", "3 étoiles", "2 étoiles", "1 étoile")


def stars(counts: Sequence[float], found: Rating, person: Person) -> Picture:
    """Draw how many reviews have five stars, four… and say what the whole is worth.

    Parameters
    ----------
    counts : sequence of 5 float
        From five stars to one.
    found : Rating
        What they are worth.
    """
    interval = f"de {french.percent(found.low, 1)} à {french.percent(found.high, 1)}"
    picture = bars(
        title="Mes avis, étoile par étoile",
        labels=_NAMES,
        values=list(counts),
        unit="avis",
        reading=(
            f"Sur {french.plural(found.n, 'avis', 'avis')}, {french.percent(found.happy, 1)} ont quatre ou cinq étoiles. "
            f"Si l'on demandait à tous {person.your} clients, ce serait sans doute {interval} (intervalle de Wilson à 95 %)."
        ),
        source=f"Source : {person.your} chiffres, ou ceux du cas fictif.",
    )
    rows = [
        [name, french.number(count), french.percent(count / found.n, 1)]
        for name, count in zip(_NAMES, counts, strict=True)
    ]
    rows.append(["Quatre et cinq étoiles", french.number(counts[0] + counts[1]), interval])
    return replace(picture, table=Table(picture.title, ["", "Avis", "Part"], rows))
