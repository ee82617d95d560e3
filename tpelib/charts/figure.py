"""A picture as a plotly figure, for who works on the data: the same marks, layout and look as on a page of the course."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from tpelib.base.errors import DomainError
from tpelib.charts.picture import Picture
from tpelib.charts.shown import as_json
from tpelib.charts.template import CONFIG, template

__all__ = ["FrenchFigure", "figure"]


class FrenchFigure(go.Figure):  # type: ignore[misc]  # plotly is not typed
    """A figure that shows its dates in French: plotly leaves that to whoever shows it."""

    def show(self, *args: Any, **options: Any) -> Any:
        """Show the figure, as plotly does."""
        return super().show(*args, **{"config": CONFIG, **options})

    def to_html(self, *args: Any, **options: Any) -> str:
        """Return the figure as HTML, as plotly does."""
        html: str = super().to_html(*args, **{"config": CONFIG, **options})
        return html

    def _ipython_display_(self) -> None:
        self.show()


def figure(picture: Picture) -> FrenchFigure:
    """Return a chart as a plotly figure, its sentence, its alternative and its source in ``layout.meta``.

    Raises
    ------
    DomainError
        The picture is a drawing in HTML (a month, a preview), not a chart.
    GrammarError
        It has a mark or an attribute that is not in the grammar.
    """
    if not picture.spec:
        raise DomainError(
            f"« {picture.title} » est un dessin, pas un graphique : plotly ne sait pas le tracer."
        )
    shown = as_json(picture)
    spec = shown["spec"]
    meta = {name: shown[name] for name in ("title", "reading", "alternative", "source")}
    return FrenchFigure(spec["data"], {**spec.get("layout", {}), "meta": meta, "template": template()})
