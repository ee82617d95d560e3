"""Groups of people side by side: the share of each with its interval."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from tpelib.base import french
from tpelib.charts.builders import COLOURS, upright
from tpelib.charts.grammar import (
    Annotation,
    Layout,
    Scatter,
)
from tpelib.charts.lying import lying_rows
from tpelib.charts.picture import Picture, Table
from tpelib.charts.result import DataResult, Dataset, ResultColumn
from tpelib.domain import sources
from tpelib.domain.audience.survey import (
    EDITION,
    LATER,
    MINIMUM,
    Dimension,
    Estimate,
    Filter,
    SurveyQuestion,
    described,
    dimension_named,
    estimate,
    items_of,
    question_named,
)

__all__ = ["Breakdown", "breakdown", "estimate_row", "shares_with_intervals"]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Breakdown(DataResult, Mapping[str, Estimate]):
    """The share of each item of a dimension: a mapping of its keys to estimates, that also prints and draws itself.

    Parameters
    ----------
    by : Dimension
        What people are told apart by.
    asked : SurveyQuestion
        What was asked.
    where : mapping
        The group inside which they are told apart; empty for everybody.
    estimates : mapping
        Key of an item to its estimate, hidden cells included, in the order of the dimension.
    edition : str
        The year of the survey.
    """

    by: Dimension
    asked: SurveyQuestion
    where: Filter
    estimates: Mapping[str, Estimate] = field(default_factory=dict)
    edition: str = EDITION

    def __getitem__(self, key: str) -> Estimate:
        return self.estimates[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.estimates)

    def __len__(self) -> int:
        return len(self.estimates)

    @property
    def title(self) -> str:
        """What is measured, in French."""
        return f"Part de personnes qui {self.asked.label}"

    @property
    def labels(self) -> Mapping[str, str]:
        """Key of an item to its French name."""
        return {key: self.by.item(key).label for key in self.estimates}

    @property
    def hidden(self) -> tuple[str, ...]:
        """Keys of the items that are hidden: too few people."""
        return tuple(key for key, found in self.estimates.items() if found.share is None)

    def dataset(self) -> Dataset:
        """Return one row per item: its share, its interval, the people asked, their effective number."""
        ratio = "part de 0 à 1"
        return Dataset(
            self.title,
            self._told(),
            sources.line(sources.source(f"barometre-{self.edition}")),
            (
                ResultColumn(self.by.key, self.by.label, "category", order=tuple(self.labels.values())),
                ResultColumn("share", "Part", "ratio", ratio, nothing="masqué"),
                ResultColumn("low", "Au moins", "ratio", ratio),
                ResultColumn("high", "Au plus", "ratio", ratio),
                ResultColumn("n", "Personnes interrogées", "count", "personnes"),
                ResultColumn(
                    "effective_n",
                    "Taille efficace",
                    "number",
                    "personnes, une fois les poids payés (Kish)",
                    0,
                ),
            ),
            [
                (self.labels[key], found.share, found.low, found.high, found.n, found.effective_n)
                for key, found in self.estimates.items()
            ],
        )

    def picture(
        self,
        *,
        marked: Sequence[str] = (),
        marked_name: str = "",
        later: Mapping[str, Estimate] | None = None,
    ) -> Picture:
        """Return a point per item with its interval, and everybody as a line across.

        Parameters
        ----------
        marked : sequence of str
            Keys of the items that stand out; ``marked_name`` says what they are.
        later : mapping, optional
            The same items in the later edition, shown beside, each with its year.
        """
        editions = {self.edition: self.estimates} | ({LATER: later} if later is not None else {})
        who = described(self.where)
        reading = (
            f"{who[:1].upper()}{who[1:]} : ceux qui {self.asked.label}, selon « {self.by.label.lower()} »."
        )
        if self.hidden:
            hidden = french.listing([self.labels[key] for key in self.hidden])
            reading += f" Masqué, moins de {MINIMUM} personnes : {hidden}."
        return shares_with_intervals(
            title=self.title,
            estimates={
                _dated(label, year, editions): found[key]
                for key, label in self.labels.items()
                for year, found in editions.items()
            },
            whole=estimate(self.asked.key, edition=self.edition),
            whole_name=f"ensemble des 12 ans et plus, {self.edition}",
            marked=[_dated(self.by.item(key).label, year, editions) for key in marked for year in editions],
            marked_name=marked_name,
            reading=reading,
            source=sources.line(*(sources.source(f"barometre-{year}") for year in editions)),
        )

    def _told(self) -> str:
        """Say who does it most, who least, and where everybody stands."""
        known = {key: found.share for key, found in self.estimates.items() if found.share is not None}
        if not known:
            return f"Rien à lire : aucun groupe ne compte {MINIMUM} personnes. Élargissez le choix."
        first, last = max(known, key=known.__getitem__), min(known, key=known.__getitem__)
        who = described(self.where)
        told = f"{who[:1].upper()}{who[1:]} qui {self.asked.label}, selon « {self.by.label.lower()} » : "
        told += (
            f"de {french.percent(known[last], 1)} ({self.labels[last]}) à {french.percent(known[first], 1)} "
        )
        told += f"({self.labels[first]})"
        if self.hidden:
            told += f" ; masqué, moins de {MINIMUM} personnes : {french.listing([self.labels[k] for k in self.hidden])}"
        return f"{told}."


def _dated(label: str, year: str, editions: Collection[str]) -> str:
    """Return the name of an item, with the year when two editions stand side by side."""
    return f"{label}, {year}" if len(editions) > 1 else label


def breakdown(
    by: str = "age", question: str = "social", where: Filter | None = None, edition: str = EDITION
) -> Breakdown:
    """Return the share of each item of a dimension, inside a group; hidden cells included.

    Parameters
    ----------
    by : str
        A key of :data:`DIMENSIONS`: ``"age"``, ``"sex"``, ``"occupation"``, ``"town"``, ``"region"``, ``"diploma"``.
    question : str
        A key of :data:`QUESTIONS`; the use of social networks by default.
    where : mapping, optional
        The group (see :func:`estimate`); everybody by default. Items that the group itself leaves out (an age band
        that was not asked for) are not there.
    edition : str
        A year of :func:`editions`.

    Returns
    -------
    Breakdown
        Item to :class:`Estimate`; its frame has ``share``, ``low``, ``high`` (0 to 1), ``n`` and ``effective_n``.

    Raises
    ------
    DomainError
        The survey knows no such question, dimension or item; the sentence names the near ones.

    Examples
    --------
    >>> import tpelib
    >>> ages = tpelib.audience.breakdown(by="age", where={"town": "rural"})
    >>> ages["18-24"].n
    54
    >>> ages.to_frame()[["age", "n"]].head(2)
             age   n
    0  12–17 ans  55
    1  18–24 ans  54
    """
    told_by = dimension_named(by)
    kept = {told_by.item(key).key for key in items_of(where, by)}
    estimates = {
        item.key: estimate(question, {**(where or {}), by: [item.key]}, edition)
        for item in told_by.items
        if not kept or item.key in kept
    }
    others = {key: items for key, items in (where or {}).items() if key != by}
    return Breakdown(told_by, question_named(question), others, estimates, edition)


def _crossed(layout: Layout, value: float, name: str) -> Layout:
    """Return the layout of lying rows with a vertical line behind them, named above it."""
    note: Annotation = {
        "text": escape(french.typography(name), quote=False),
        "x": value,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "font": {"size": 13},
    }
    return {
        **layout,
        "shapes": [{**upright(value), "layer": "below"}],
        "annotations": [*layout["annotations"], note],
        "margin": {**layout["margin"], "t": 30},
        "height": layout["height"] + 20,
    }


def shares_with_intervals(
    *,
    title: str,
    estimates: Mapping[str, Estimate],
    reading: str,
    source: str,
    whole: Estimate | None = None,
    whole_name: str = "tout le monde",
    marked: Sequence[str] = (),
    marked_name: str = "",
) -> Picture:
    """Draw the share of each group as a point with its 95 % interval; hidden groups keep their place, empty.

    Parameters
    ----------
    estimates : mapping
        French label to its estimate.
    whole : Estimate, optional
        Everybody, as a line across.
    marked : sequence of str
        Labels that stand out; ``marked_name`` says what they are.
    """
    labels = list(estimates)
    known = {label: found.known for label, found in estimates.items()}
    percents = {label: [100 * value for value in found] for label, found in known.items() if found}
    data = [
        _dots(
            [label for label in labels if label in percents and (label in marked) is own], percents, own=own
        )
        for own in (False, True)
    ]
    texts = [
        f"{french.number(percents[label][0], 0)} %" if label in percents else "masqué" for label in labels
    ]
    layout = lying_rows(labels, texts, {"title": {"text": "% des personnes"}, "range": [0, 100]})
    if whole is not None and whole.share is not None:
        layout = _crossed(
            layout, 100 * whole.share, f"{whole_name} : {french.number(100 * whole.share, 0)} %"
        )
    header = ["Groupe", "Part", "Intervalle à 95 %", "Personnes interrogées"]
    rows = [estimate_row(label, found) for label, found in estimates.items()]
    if marked:
        header.append("Remarque")
        rows = [
            [*row, marked_name if label in marked else ""] for label, row in zip(labels, rows, strict=True)
        ]
    said = french.listing([f"{label} {found.text}" for label, found in estimates.items()])
    return Picture(
        title,
        reading,
        f"{title}. Un point par groupe, avec son intervalle. {said}.",
        {"data": data, "layout": layout},
        Table(title, header, rows),
        source,
    )


def _dots(labels: Sequence[str], percents: Mapping[str, Sequence[float]], *, own: bool) -> Scatter:
    """Return the points of some groups and their whiskers; one's own are diamonds."""
    colour = COLOURS[1 if own else 0]
    return {
        "type": "scatter",
        "mode": "markers",
        "y": list(labels),
        "x": [round(percents[label][0], 2) for label in labels],
        "marker": {"size": 16 if own else 13, "symbol": "diamond" if own else "circle", "color": colour},
        "error_x": {
            "array": [round(percents[label][2] - percents[label][0], 2) for label in labels],
            "arrayminus": [round(percents[label][0] - percents[label][1], 2) for label in labels],
            "color": colour,
            "thickness": 3,
            "width": 8,
        },
        "hovertemplate": "%{y} : %{x:.1f} %<extra></extra>",
    }


def estimate_row(label: str, found: Estimate) -> list[str]:
    """Return an estimate as the cells of a table: who, share, interval, people asked."""
    if (known := found.known) is None:
        return [label, "masqué", "moins de 30 personnes", french.number(found.n)]
    share, low, high = (french.number(100 * value, 1) for value in known)
    return [
        label,
        french.typography(f"{share} %"),
        french.typography(f"de {low} à {high} %"),
        french.number(found.n),
    ]
