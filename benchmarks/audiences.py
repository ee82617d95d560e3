"""What a question to the survey costs, from the choice that arrives to the chart that leaves."""

from __future__ import annotations

import itertools

from benchmarks.measure import Row, pair, per_call
from tpelib.base.resources import data_path
from tpelib.domain import audience
from tpelib.engine.dossier.content import Content
from tpelib.engine.registry import exploration

__all__ = ["TITLE", "rows"]

TITLE = "A question to the survey"
RUNS = 9


def rows() -> list[Row]:
    """Measure the explorer of audiences beside the same cross-tabulation by pandas."""
    import pandas as pd

    from tpelib.screens.widgets.explorer import Explorer

    explorer = Explorer(exploration("c2-public-explorer"), Content())
    start = dict(explorer.controls.values)
    towns = itertools.cycle(audience.DIMENSIONS["town"].items)
    people = pd.read_csv(data_path("audience", "barometre_2022_extrait.csv"))

    def choose() -> None:
        explorer.controls.values = {**start, "town": next(towns).key}

    def tabulate() -> object:
        kept = people[people["AGGLO5"] == next(towns).raw]
        weights = kept.groupby("AGE6FUZ")["POND"].sum()
        return kept[kept["US_FACEB"] == "Oui"].groupby("AGE6FUZ")["POND"].sum() / weights

    return [
        Row(
            "One choice in the explorer of audiences (budget: 100 ms)",
            "sentence, six shares with their intervals, text alternative, table and chart",
            "the six shares alone, by pandas on the same people",
            pair(per_call(choose), per_call(tabulate), RUNS).scaled(1000),
            "ms",
            f"CPU, median of {RUNS} batches, outside a kernel: the message to the page is made, not sent",
        )
    ]
