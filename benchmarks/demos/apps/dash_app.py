"""The budget calculator in Dash: ``python dash_app.py PORT``."""

import sys

import pandas as pd
from budget import SLIDERS, TITLE, Result, result
from dash import Dash, Input, Output, dcc, html


def table(frame: pd.DataFrame) -> list[html.Thead | html.Tbody]:
    """Return a frame as the parts of a table."""
    head = html.Tr([html.Th(), *map(html.Th, frame.columns)])
    rows = [
        html.Tr([html.Th(name), *map(html.Td, row)])
        for name, row in zip(frame.index, frame.values, strict=True)
    ]
    return [html.Thead(head), html.Tbody(rows)]


def parts(found: Result) -> tuple[object, ...]:
    """Return what a change of settings changes."""
    return found.sentence, found.figure, table(found.table), found.source


def answer(*values: float) -> tuple[object, ...]:
    """Answer a change of settings."""
    return parts(result(dict(zip((slider.name for slider in SLIDERS), values, strict=True))))


app = Dash(title=TITLE)
sentence, figure, rows, source = parts(result({}))
app.layout = html.Main(
    [
        html.H1(TITLE),
        *(
            html.Div(
                [
                    html.Label(slider.label, htmlFor=slider.name),
                    dcc.Slider(
                        slider.least,
                        slider.most,
                        slider.step,
                        value=slider.start,
                        marks=None,
                        updatemode="drag",
                        id=slider.name,
                    ),
                ]
            )
            for slider in SLIDERS
        ),
        html.P(sentence, id="sentence"),
        dcc.Graph(figure=figure, id="chart"),
        html.Table(rows, id="table"),
        html.P(source, id="source"),
    ]
)
app.callback(
    Output("sentence", "children"),
    Output("chart", "figure"),
    Output("table", "children"),
    Output("source", "children"),
    *(Input(slider.name, "value") for slider in SLIDERS),
    prevent_initial_call=True,
)(answer)

if __name__ == "__main__":
    app.run(host="127.0.0.1", port=sys.argv[1], debug=False)
