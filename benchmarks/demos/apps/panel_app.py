"""The budget calculator in Panel: ``panel serve panel_app.py``."""

import panel as pn
from budget import SLIDERS, TITLE, result

pn.extension("plotly")

sliders = {
    slider.name: pn.widgets.FloatSlider(
        name=slider.label, start=slider.least, end=slider.most, step=slider.step, value=slider.start
    )
    for slider in SLIDERS
}
sentence, source = pn.pane.Markdown(), pn.pane.Markdown()
chart, table = pn.pane.Plotly(height=380, sizing_mode="stretch_width"), pn.pane.DataFrame()


def show(*_events: object) -> None:
    """Draw the answer."""
    found = result({name: slider.value for name, slider in sliders.items()})
    sentence.object, chart.object, table.object, source.object = (
        found.sentence,
        found.figure,
        found.table,
        found.source,
    )


for one in sliders.values():
    one.param.watch(show, "value")
show()
pn.Column(f"# {TITLE}", pn.GridBox(*sliders.values(), ncols=2), sentence, chart, table, source).servable(
    title=TITLE
)
