"""Pictures of audiences and markets: shares with their interval, accounts, a map, a decision under other weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from tpelib.base import french
from tpelib.base.html import as_typed, each, element, joined, set_text
from tpelib.charts.builders import COLOURS
from tpelib.charts.picture import Picture, Table
from tpelib.domain import sources
from tpelib.domain.audience import Estimate, Series
from tpelib.domain.market import Sensitivity
from tpelib.domain.platforms import Platform, judgement_line
from tpelib.domain.sources import Figure

__all__ = [
    "Place",
    "curve",
    "figures_side_by_side",
    "lying_bars",
    "lying_rows",
    "platform_card",
    "position_map",
    "shares_with_intervals",
    "trend_with_break",
    "weights_moved",
]

_QUIET = "#5b6b70"


_BAR = 16
"""Thickness of a bar, in pixels: its name and its value stand above it, so that a phone shows them whole."""


def lying_rows(labels: Sequence[str], texts: Sequence[str], axis: Mapping[str, Any]) -> dict[str, Any]:
    """Return the layout of lying rows, first on top: each has its name and its value above its bar.

    Parameters
    ----------
    labels : sequence of str
        Names, all different.
    texts : sequence of str
        Values in words, in bold after the names; empty where there is none.
    axis : mapping
        The horizontal axis.
    """
    named = [_named(label, text) for label, text in zip(labels, texts, strict=True)]
    lines = max((text.count("<br>") + 1 for text in named), default=1)
    row = 34 + 20 * lines
    count = len(labels)
    return {
        "height": 84 + row * count + 10,
        "margin": {"l": 8, "r": 16, "t": 10, "b": 52},
        "showlegend": False,
        "bargap": 1 - _BAR / row,
        "xaxis": {"nticks": 6, "tickangle": 0, **axis},
        "yaxis": {
            "type": "category",
            "categoryorder": "array",
            "categoryarray": list(labels)[::-1],
            "range": [-0.5, count - 0.5 + 10 / row],
            "showticklabels": False,
            "showgrid": False,
        },
        "annotations": [
            {"text": text, "y": label, "yanchor": "bottom", "yshift": _BAR / 2 + 2}
            | {"x": 0, "xref": "paper", "xanchor": "left", "align": "left", "showarrow": False}
            for label, text in zip(labels, named, strict=True)
        ],
    }


_WIDTH = 40
"""Characters of a line that a phone shows whole."""


def _named(label: str, text: str) -> str:
    """Return a name cut in lines and its value in bold, on a line of its own when the last one is long."""
    lines = [""]
    for word in french.typography(label).split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= _WIDTH:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    between = "  " if len(lines[-1]) + len(text) < _WIDTH else "<br>"
    name = "<br>".join(map(as_typed, lines))
    return f"{name}{between}<b>{set_text(text)}</b>" if text else name


def _cross(layout: dict[str, Any], value: float, name: str) -> None:
    """Add a vertical line, named at its foot, to the layout of lying rows."""
    layout["shapes"] = [
        {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "x0": value, "x1": value, "layer": "below"}
        | {"line": {"dash": "dash", "width": 2, "color": _QUIET}}
    ]
    layout["annotations"].append(
        {"text": set_text(name), "x": value, "y": 1, "yref": "paper", "yanchor": "bottom"}
        | {"showarrow": False, "font": {"size": 13}}
    )
    layout["margin"] = {**layout["margin"], "t": 30}
    layout["height"] += 20


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
        _cross(layout, 100 * whole.share, f"{whole_name} : {french.number(100 * whole.share, 0)} %")
    header = ["Groupe", "Part", "Intervalle à 95 %", "Personnes interrogées"]
    rows = [_row(label, found) for label, found in estimates.items()]
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


def _dots(labels: Sequence[str], percents: Mapping[str, Sequence[float]], *, own: bool) -> dict[str, Any]:
    """Return the points of some groups and their whiskers; one's own are diamonds."""
    colour = COLOURS[1 if own else 0]
    return {
        "type": "scatter",
        "mode": "markers",
        "y": list(labels),
        "x": [round(percents[label][0], 2) for label in labels],
        "marker": {"size": 16 if own else 13, "symbol": "diamond" if own else "circle", "color": colour},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [round(percents[label][2] - percents[label][0], 2) for label in labels],
            "arrayminus": [round(percents[label][0] - percents[label][1], 2) for label in labels],
            "color": colour,
            "thickness": 3,
            "width": 8,
        },
        "hovertemplate": "%{y} : %{x:.1f} %<extra></extra>",
    }


def _row(label: str, found: Estimate) -> list[str]:
    if (known := found.known) is None:
        return [label, "masqué", "moins de 30 personnes", french.number(found.n)]
    share, low, high = (french.number(100 * value, 1) for value in known)
    return [
        label,
        french.typography(f"{share} %"),
        french.typography(f"de {low} à {high} %"),
        french.number(found.n),
    ]


def lying_bars(
    *,
    title: str,
    labels: Sequence[str],
    values: Sequence[float],
    texts: Sequence[str],
    axis: str,
    reading: str,
    source: str = "",
    marked: Sequence[int] = (),
    marked_name: str = "",
    notes: Sequence[str] = (),
    note_name: str = "",
) -> Picture:
    """Draw one lying bar per label, from zero, its text at its end.

    Parameters
    ----------
    marked : sequence of int
        Positions that stand out; ``marked_name`` says what they are.
    notes : sequence of str, optional
        One more column of the table, named ``note_name``.
    """
    data = {
        "type": "bar",
        "orientation": "h",
        "y": list(labels),
        "x": list(values),
        "marker": {
            "color": [COLOURS[1] if index in marked else COLOURS[0] for index in range(len(labels))],
            "pattern": {"shape": ["/" if index in marked else "" for index in range(len(labels))]},
        },
        "hovertemplate": "%{y}<extra></extra>",
    }
    layout = lying_rows(labels, texts, {"title": {"text": axis}, "rangemode": "tozero"})
    header, rows = ["", axis], [[label, text] for label, text in zip(labels, texts, strict=True)]
    if marked:
        header.append("Remarque")
        rows = [[*row, marked_name if index in marked else ""] for index, row in enumerate(rows)]
    if notes:
        header.append(note_name)
        rows = [[*row, note] for row, note in zip(rows, notes, strict=True)]
    said = french.listing([f"{label} {text}" for label, text in zip(labels, texts, strict=True)])
    return Picture(
        title,
        reading,
        f"{title}. Barres couchées. {said}.",
        {"data": [data], "layout": layout},
        Table(title, header, rows),
        source,
    )


def figures_side_by_side(*, title: str, figures: Sequence[Figure], reading: str) -> Picture:
    """Draw figures that measure different things: one bar each, each named by what it counts.

    They stand beside each other because they must not be joined; the axis has no name but « millions ».
    """
    labels = [f"{sources.measure_name(found.measure).capitalize()} ({found.year})" for found in figures]
    return lying_bars(
        title=title,
        labels=labels,
        values=[found.value / 1e6 for found in figures],
        texts=[
            french.typography(f"{found.prefix} {french.number(found.value / 1e6, 0)} millions".strip())
            for found in figures
        ],
        axis="millions",
        reading=reading,
        source=sources.line(*(found.source for found in figures)),
        notes=[found.source.publisher for found in figures],
        note_name="Qui le dit",
    )


def trend_with_break(*, title: str, series: Series, reading: str) -> Picture:
    """Draw a share year after year, cut where the way of measuring changed."""
    years = sorted(year for year, found in series.points.items() if found.known)
    breaks = series.source.breaks
    parts: list[list[int]] = [[]]
    for year in years:
        if year in breaks:
            parts.append([])
        parts[-1].append(year)
    data = []
    for index, part in enumerate(parts):
        known = [(year, found) for year in part if (found := series.points[year].known)]
        data.append(
            {
                "type": "scatter",
                "mode": "lines+markers+text",
                "x": [year for year, _ in known],
                "y": [round(100 * share, 1) for _, (share, _, _) in known],
                "text": [
                    french.typography(f"{french.number(100 * share, 0)} %")
                    if rank in (0, len(known) - 1)
                    else ""
                    for rank, (_, (share, _, _)) in enumerate(known)
                ],
                "textposition": ("bottom center", "top center")[index % 2],
                "cliponaxis": False,
                "line": {"color": COLOURS[index], "width": 3, "dash": ("solid", "dot")[index % 2]},
                "marker": {"size": 9, "symbol": ("circle", "square")[index % 2]},
                "error_y": {
                    "type": "data",
                    "symmetric": False,
                    "array": [round(100 * (high - share), 2) for _, (share, _, high) in known],
                    "arrayminus": [round(100 * (share - low), 2) for _, (share, low, _) in known],
                    "color": _QUIET,
                    "thickness": 1,
                    "width": 3,
                },
                "hovertemplate": "%{x} : %{y:.1f} %<extra></extra>",
            }
        )
    layout = {
        "height": 380,
        "margin": {"l": 60, "r": 30, "t": 40, "b": 48},
        "showlegend": False,
        "xaxis": {"tickformat": "d", "nticks": 7, "tickangle": 0},
        "yaxis": {
            "title": {"text": french.typography("% des personnes de 12 ans et plus")},
            "range": [0, 100],
        },
        "shapes": [
            {"type": "line", "yref": "paper", "y0": 0, "y1": 1, "x0": year - 0.5, "x1": year - 0.5}
            | {"line": {"dash": "dash", "width": 2, "color": _QUIET}}
            for year in breaks
        ],
        "annotations": [
            {"text": f"{year} : autre façon<br>de recueillir", "x": year - 0.5, "y": 0.02, "yref": "paper"}
            | {"showarrow": False, "xanchor": "right", "yanchor": "bottom", "align": "right", "xshift": -8}
            for year in breaks
        ],
    }
    rows = [[str(year), *_row("", series.points[year])[1:]] for year in years]
    said = french.listing([f"{row[0]} {row[1]}" for row in rows])
    return Picture(
        title,
        reading,
        f"{title}. Courbe en {len(parts)} morceaux, coupée en {french.listing([str(year) for year in breaks])}. "
        f"{said}.",
        {"data": data, "layout": layout},
        Table(title, ["Année", "Part", "Intervalle à 95 %, approché", "Personnes interrogées"], rows),
        sources.line(series.source),
    )


@dataclass(frozen=True, slots=True)
class Place:
    """A business on a map of two axes: its name, its position, whether it is the learner's own."""

    name: str
    x: float
    y: float
    own: bool = False


def position_map(
    *,
    title: str,
    places: Sequence[Place],
    horizontal: tuple[str, str],
    vertical: tuple[str, str],
    scale: float,
    reading: str,
    source: str,
) -> Picture:
    """Draw businesses on two axes, one's own as a star, each by its name.

    Parameters
    ----------
    horizontal, vertical : (str, str)
        What stands at the low and at the high end of each axis.
    scale : float
        Both axes run from 0 to it.
    """
    data = [
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [place.x for place in places if place.own is own],
            "y": [place.y for place in places if place.own is own],
            "text": [as_typed(place.name) for place in places if place.own is own],
            "textposition": [
                "middle left" if place.x > scale / 2 else "middle right"
                for place in places
                if place.own is own
            ],
            "textfont": {"size": 16 if own else 14},
            "marker": {
                "size": 20 if own else 13,
                "symbol": "star" if own else "circle",
                "color": COLOURS[1 if own else 0],
            },
            "cliponaxis": False,
            "hovertemplate": "%{text}<extra></extra>",
        }
        for own in (False, True)
    ]
    axis = {"range": [-0.3, scale + 0.3], "showticklabels": False, "showgrid": False, "fixedrange": True}
    middle = {"type": "line", "line": {"width": 1, "color": _QUIET, "dash": "dot"}}
    ends = {"showarrow": False, "font": {"size": 15}}
    under = {**ends, "yref": "paper", "y": 0, "yanchor": "top", "yshift": -6}
    aside = {**ends, "xref": "paper", "x": 0, "xanchor": "right", "xshift": -6, "textangle": -90}
    layout = {
        "height": 520,
        "margin": {"l": 44, "r": 30, "t": 24, "b": 44},
        "showlegend": False,
        "xaxis": {**axis, "zeroline": False},
        "yaxis": {**axis, "zeroline": False},
        "shapes": [
            {**middle, "x0": scale / 2, "x1": scale / 2, "y0": 0, "y1": scale},
            {**middle, "y0": scale / 2, "y1": scale / 2, "x0": 0, "x1": scale},
        ],
        "annotations": [
            {**under, "text": f"← {as_typed(horizontal[0])}", "x": 0, "xanchor": "left"},
            {**under, "text": f"{as_typed(horizontal[1])} →", "x": scale, "xanchor": "right"},
            {**aside, "text": f"← {as_typed(vertical[0])}", "y": 0, "yanchor": "bottom"},
            {**aside, "text": f"{as_typed(vertical[1])} →", "y": scale, "yanchor": "top"},
        ],
    }
    header = ["Entreprise", f"{horizontal[0]} (0) → {horizontal[1]} ({french.number(scale)})"]
    header += [f"{vertical[0]} (0) → {vertical[1]} ({french.number(scale)})", ""]
    rows = [
        [place.name, french.number(place.x), french.number(place.y), "vous" if place.own else ""]
        for place in places
    ]
    said = french.listing([f"{row[0]} en {row[1]} et {row[2]}" for row in rows])
    return Picture(
        title,
        reading,
        f"{title}. Carte à deux axes, de « {horizontal[0]} » à « {horizontal[1]} » et de « {vertical[0]} » à "
        f"« {vertical[1]} ». {said}.",
        {"data": data, "layout": layout},
        Table(title, header, rows),
        source,
    )


def weights_moved(
    *, title: str, found: Sensitivity, names: Mapping[str, str], scale: float, reading: str
) -> Picture:
    """Draw the total of each choice, and how far it moves when the weights do.

    Parameters
    ----------
    found : Sensitivity
        The decision under other weights.
    names : mapping
        Key of a choice to its French name.
    scale : float
        The highest mark.
    """
    order = list(found.decision.ranking)
    labels = [names[key] for key in order]
    ranges = [found.ranges[key] for key in order]
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "y": labels,
            "base": [round(item.low, 4) for item in ranges],
            "x": [round(item.high - item.low, 4) for item in ranges],
            "marker": {"color": COLOURS[4]},
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "y": labels,
            "x": [round(item.central, 4) for item in ranges],
            "marker": {
                "size": 15,
                "symbol": ["star" if index == 0 else "circle" for index in range(len(labels))],
                "color": [COLOURS[1] if index == 0 else COLOURS[0] for index in range(len(labels))],
            },
            "hovertemplate": "%{y}<extra></extra>",
        },
    ]
    layout = lying_rows(
        labels,
        [french.number(item.central, 2) for item in ranges],
        {
            "title": {"text": f"note pondérée, sur {french.number(scale)}"},
            "range": [
                max(0.0, min(item.low for item in ranges) - 0.6),
                min(scale, max(item.high for item in ranges) + 0.5) + 0.1,
            ],
        },
    )
    rows = [
        [
            name,
            french.number(item.central, 2),
            f"de {french.number(item.low, 2)} à {french.number(item.high, 2)}",
            french.percent(found.first_stays if index == 0 else found.overtakes.get(key, 0.0), 0),
        ]
        for index, (key, name, item) in enumerate(zip(order, labels, ranges, strict=True))
    ]
    said = french.listing([f"{row[0]} {row[1]}, {row[2]}" for row in rows])
    return Picture(
        title,
        reading,
        f"{title}. Un point par réseau, une bande pour ce que donnent d'autres poids. {said}.",
        {"data": data, "layout": layout},
        Table(title, ["Réseau", "Note", "Quand les poids bougent", "Part des cas où il est premier"], rows),
        f"Source : vos notes et vos poids ; {french.number(found.scenarios)} jeux de poids essayés, chacun à ± 20 %, "
        "seul puis deux par deux.",
    )


def curve(
    *,
    title: str,
    x: Sequence[float],
    y: Sequence[float],
    horizontal: str,
    vertical: str,
    point: tuple[float, float],
    point_text: str,
    reading: str,
    source: str,
) -> Picture:
    """Draw a curve and where one stands on it (``y`` and ``point`` in the units the axes name)."""
    data = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": list(x),
            "y": [round(value, 3) for value in y],
            "line": {"color": COLOURS[0], "width": 3, "shape": "spline"},
            "hovertemplate": "%{x} : %{y:.1f}<extra></extra>",
        },
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [point[0]],
            "y": [round(point[1], 3)],
            "text": [point_text],
            "textposition": "top right",
            "cliponaxis": False,
            "marker": {"size": 17, "symbol": "star", "color": COLOURS[1]},
            "hovertemplate": "%{text}<extra></extra>",
        },
    ]
    layout = {
        "height": 360,
        "margin": {"l": 64, "r": 30, "t": 24, "b": 56},
        "showlegend": False,
        "xaxis": {"title": {"text": horizontal}, "rangemode": "tozero"},
        "yaxis": {"title": {"text": vertical}, "rangemode": "tozero"},
    }
    rows = [[french.number(a), french.number(b, 1)] for a, b in zip(x, y, strict=True)]
    said = f"De {rows[0][1]} à {rows[-1][1]} quand on passe de {rows[0][0]} à {rows[-1][0]}. Vous : {point_text}."
    return Picture(
        title,
        reading,
        f"{title}. Courbe. {said}",
        {"data": data, "layout": layout},
        Table(title, [horizontal, vertical], rows),
        source,
    )


_CARD_STYLE = Markup("""<style>
.tpe-card{column-gap:32px;columns:3 260px;max-width:960px}
.tpe-card section{break-inside:avoid;padding-bottom:14px}
.tpe-card h4{font-size:1em;margin:0 0 2px}
.tpe-card ul{margin:0;padding-left:20px}
.tpe-card p{margin:0}
</style>""")


def platform_card(found: Platform, reading: str) -> Picture:
    """Draw a network's card: what it is for, strengths, limits, formats, budgets; its norms as the table."""
    counted = [
        *(
            [f"{accounts.text[:1].upper()}{accounts.text[1:]} actifs par mois en France"]
            if (accounts := found.accounts_in())
            else []
        ),
        *([f"{found.daily.label} : {found.daily.text}"] if found.daily else []),
        *([f"{found.engagement.label} : {found.engagement.text}"] if found.engagement else []),
        *([f"Mille affichages publicitaires : {found.cpm.text}"] if found.cpm else []),
        *([f"Budget publicitaire minimal : {found.minimum_budget.text}"] if found.minimum_budget else []),
        *(
            [f"Publications conseillées par les prestataires : {found.frequency.text}"]
            if found.frequency
            else []
        ),
    ]
    blocks = [
        ("À quoi il sert", found.uses),
        ("Qui s'y trouve", [found.people]),
        ("Forces pour une petite entreprise", found.strengths),
        ("Limites", found.limits),
        ("Formats", found.formats),
        ("Formats publicitaires", found.ad_formats),
        ("Une publicité y vise par", found.targeting),
        ("En chiffres", counted),
    ]
    body = (
        element(
            "section",
            element("h4", set_text(name)),
            element("ul", each("li", map(set_text, lines))),
        )
        for name, lines in blocks
        if lines
    )
    rows = [[norm.label, norm.text, _norm_sources(norm.values)] for norm in found.norms]
    title = f"Normes de {found.name}"
    return Picture(
        f"Fiche de {found.name}",
        reading,
        f"Fiche de {found.name}. {found.position}",
        {},
        Table(title, ["Norme", "Limite", "Qui le dit"], rows or [["", "Aucune norme relevée", ""]]),
        f"{judgement_line()} {sources.line(*found.sources) if found.sources else ''}".strip(),
        html=joined((_CARD_STYLE, element("div", *body, class_="tpe-card", lang="fr"))),
    )


def _norm_sources(values: Sequence[Any]) -> str:
    return " ; ".join(dict.fromkeys(f"{value.source.publisher}, {value.source.year}" for value in values))
