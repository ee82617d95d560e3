"""What a slider costs on Python's side, from the value that arrives to the chart that leaves."""

from __future__ import annotations

import itertools

from benchmarks.measure import Row, pair, per_call
from tpelib.domain import media
from tpelib.engine.dossier.content import Content
from tpelib.engine.registry import exploration

__all__ = ["TITLE", "rows"]

TITLE = "A move of a slider, on Python's side"
RUNS = 9
_START = {
    "budget": 300.0,
    "cpm": 7.5,
    "ctr": 0.012,
    "conversion_rate": 0.025,
    "basket": 42.0,
    "margin_rate": 0.45,
}
_CHANGES = (0.7, 1.0, 1.3)


def rows() -> list[Row]:
    """Measure the live campaign beside its bare formulas, and beside the same chart by plotly express."""
    from tpelib.screens.widgets.explorer import Explorer

    explorer = Explorer(exploration("c1-campagne-scenarios"), Content())
    start = dict(explorer.controls.values)
    budgets = itertools.cycle(range(20, 1001, 10))

    def slide() -> None:
        explorer.controls.values = {**start, "budget": str(next(budgets))}

    sliding = per_call(slide)
    note = f"CPU, median of {RUNS} batches, outside a kernel: the message to the page is made, not sent"
    ours = "sentence, text alternative, table and chart of three scenarios"
    return [
        Row(
            "One move of a slider",
            ours,
            "floor: the three funnels alone",
            pair(sliding, per_call(lambda: _funnels(next(budgets))), RUNS).scaled(1000),
            "ms",
            note,
        ),
        Row(
            "One move of a slider",
            ours,
            "the chart alone, rebuilt by plotly express as `interact` would",
            pair(sliding, per_call(lambda: _express(next(budgets))), RUNS).scaled(1000),
            "ms",
            note,
        ),
    ]


def _funnels(budget: float) -> list[media.Funnel]:
    return [
        media.funnel(
            **{
                **_START,
                "budget": budget,
                "cpm": _START["cpm"] / change,
                "ctr": _START["ctr"] * change,
                "conversion_rate": _START["conversion_rate"] * change,
            }
        )
        for change in _CHANGES
    ]


def _express(budget: float) -> str:
    import plotly.express as px

    found = _funnels(budget)
    measures = ["Chiffre d'affaires", "Marge gagnée", "Budget", "Résultat"]
    table = {
        "scenario": [name for name in ("bas", "central", "haut") for _ in measures],
        "mesure": measures * len(found),
        "euros": [
            value
            for run in found
            for value in (run.revenue, run.net_result + run.budget, run.budget, run.net_result)
        ],
    }
    figure = px.bar(table, x="mesure", y="euros", color="scenario", barmode="group", text_auto=".0f")
    written: str = figure.to_json()
    return written
