"""A picture as a plotly figure, for who works in Python: the same marks as on the page, in the course's template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from tpelib.base import french, look
from tpelib.base.errors import DomainError
from tpelib.charts.builders import COLOURS
from tpelib.charts.picture import Picture
from tpelib.charts.shown import as_json

if TYPE_CHECKING:
    import plotly.graph_objects as go

__all__ = ["figure"]

_HEIGHT = 380
"""Pixels of a chart that asks for no height of its own, as on the page."""
_WEEK, _FEW_WEEKS = 7, 62


def figure(picture: Picture) -> go.Figure:
    """Return a picture as a plotly figure.

    Parameters
    ----------
    picture : Picture
        One with a ``spec``.

    Returns
    -------
    plotly.graph_objects.Figure
        The marks of the picture, its texts set as French is; the template holds the course's colours, its font,
        and a comma before decimals. The sentence, the alternative and the source are in ``layout.meta``.

    Raises
    ------
    DomainError
        The picture is a drawing in HTML (a month, a preview), not a chart.
    """
    import plotly.graph_objects as go

    if not picture.spec:
        raise DomainError(
            f"« {picture.title} » est un dessin, pas un graphique : plotly ne sait pas le tracer."
        )
    set_picture = as_json(picture)
    spec: Mapping[str, Any] = set_picture["spec"]
    layout = dict(spec.get("layout", {}))
    for name in ("xaxis", "yaxis"):
        layout[name] = _axis(layout.get(name, {}), name, spec["data"])
    meta = {key: set_picture[key] for key in ("title", "reading", "alternative", "source")}
    made = go.Figure(data=spec["data"], layout={"height": _HEIGHT, "meta": meta, **layout})
    made.update_layout(template=_template())
    return made


def _axis(axis: Mapping[str, Any], name: str, data: Any) -> Mapping[str, Any]:
    """Return an axis as the page shows it: no grid between names, months in French."""
    if axis.get("type") == "category" and name == "xaxis":
        return {"showgrid": False, **axis}
    if axis.get("type") == "date" and "%b" in axis.get("tickformat", "") and "tickvals" not in axis:
        days = [
            date.fromisoformat(value[:10]) for trace in data for value in trace.get("base", trace[name[0]])
        ]
        ticks = list(_ticks(min(days), max(days)))
        words = [_said(day, axis["tickformat"]) for day in ticks]
        return {**axis, "tickvals": [day.isoformat() for day in ticks], "ticktext": words}
    return axis


def _ticks(first: date, last: date) -> Iterator[date]:
    """Return the firsts of the months between two days, or the Mondays when there are few weeks."""
    if (last - first).days <= _FEW_WEEKS:
        day = first - timedelta(days=first.weekday())
        while day <= last:
            yield day
            day += timedelta(days=_WEEK)
        return
    month = first.replace(day=1)
    while month <= last:
        if month >= first:
            yield month
        month = (month + timedelta(days=32)).replace(day=1)


def _said(day: date, form: str) -> str:
    return form.replace("%b", french.SHORT_MONTHS[day.month - 1]).replace("%-d", str(day.day))


@cache
def _template() -> go.layout.Template:
    """Return the template: what ``chart.js`` adds on the page, for figures that no page dresses."""
    import plotly.graph_objects as go

    ink, line, paper = (look.colour(name) for name in ("ink", "hairline", "paper"))
    axis = {
        "color": ink,
        "gridcolor": line,
        "linecolor": line,
        "zerolinecolor": look.colour("border"),
        "automargin": True,
    }
    return go.layout.Template(
        layout={
            "colorway": list(COLOURS),
            "font": {
                "family": "Atkinson Hyperlegible Next, Segoe UI, system-ui, sans-serif",
                "size": 15,
                "color": ink,
            },
            "paper_bgcolor": paper,
            "plot_bgcolor": paper,
            "separators": f",{french.NNBSP}",
            "hoverlabel": {"font": {"family": "Atkinson Hyperlegible Next, sans-serif"}},
            "xaxis": axis,
            "yaxis": axis,
            "annotationdefaults": {"bgcolor": paper},
        }
    )
