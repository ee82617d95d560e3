"""The budget calculator in Solara: ``solara run solara_app.py``."""

import solara
from budget import SLIDERS, TITLE, result


@solara.component
def Page() -> None:  # noqa: N802  # Solara looks for this name
    """Show settings and answer."""
    solara.Title(TITLE)
    values = {slider.name: solara.use_reactive(slider.start) for slider in SLIDERS}
    with solara.Columns([1, 1]):
        for half in (SLIDERS[::2], SLIDERS[1::2]):
            with solara.Column():
                for slider in half:
                    solara.SliderFloat(
                        slider.label,
                        value=values[slider.name],
                        min=slider.least,
                        max=slider.most,
                        step=slider.step,
                    )
    found = result({name: value.value for name, value in values.items()})
    solara.Markdown(found.sentence)
    solara.FigurePlotly(found.figure)
    solara.HTML(unsafe_innerHTML=found.table.to_html())
    solara.Markdown(found.source)
