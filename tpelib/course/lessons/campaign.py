"""The pictures of the lessons on campaigns."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tpelib.base import french
from tpelib.base.html import as_typed, each, element, joined, set_text
from tpelib.base.look import inline_style
from tpelib.charts.picture import Picture, Table
from tpelib.course.drawings.campaign_run import model_in_the_open, tiredness
from tpelib.domain import sources
from tpelib.domain.campaign.tools import all_tools
from tpelib.domain.platforms import platform

__all__ = ["CAMPAIGN_LESSONS"]

_STYLE = inline_style("tpelib.course.lessons", "campaign.css")

_LEVELS = (
    ("Ce que je veux", "L'objectif, la catégorie spéciale."),
    ("À qui, où, combien, quand", "L'audience, les emplacements, le budget, les dates, qui paie."),
    ("Ce qu'on voit", "La page, le texte, l'image, le bouton, la page d'arrivée."),
)


_TITLE = "Trois niveaux, les mêmes partout"


def _tools() -> Picture:
    """Show the three levels, and what each tool calls them and its objectives."""
    tools = all_tools()
    items = (
        element(
            "li",
            element("strong", as_typed(f"{rank}. "), set_text(tools[0].levels[rank - 1])),
            each("p", (set_text(what), set_text(holds))),
            element(
                "small",
                set_text(" ; ".join(f"{tool.maker} : {tool.levels[rank - 1]}" for tool in tools[1:])),
            ),
        )
        for rank, (what, holds) in enumerate(_LEVELS, 1)
    )
    objectives = {item.key: item for tool in reversed(tools) for item in tool.objectives}
    rows = [
        (
            f"{rank}er niveau" if rank == 1 else f"{rank}e niveau",
            *(tool.levels[rank - 1] for tool in tools),
        )
        for rank in (1, 2, 3)
    ]
    rows += [
        (
            f"Objectif : {objectives[key].result}",
            *(found.label if (found := tool.objective(key)) else "non proposé" for tool in tools),
        )
        for key in (item.key for item in tools[0].objectives)
    ]
    rows.append(("Budget minimal", *(tool.minimum.text for tool in tools)))
    rows.append(("Un jour peut dépasser le budget de", *(_over(tool.overspend.day) for tool in tools)))
    cited = [tool.labels_source for tool in tools] + [tool.overspend.source for tool in tools]
    return Picture(
        title=_TITLE,
        reading="Une fois comprise chez l'un, une campagne se retrouve chez les autres : seuls les mots changent.",
        alternative=f"{_TITLE}. " + " ".join(f"{what} : {holds}" for what, holds in _LEVELS),
        spec={},
        table=Table(
            "Les mots de chaque outil",
            ("", *(french.listing([platform(name).name for name in tool.networks]) for tool in tools)),
            rows,
        ),
        source=sources.line(*cited),
        html=joined((_STYLE, element("ol", *items, class_="tpe-levels", lang="fr"))),
    )


def _over(day: float) -> str:
    return f"{french.percent(day - 1, 0)}" if day > 1 else "rien, dans ce cours"


CAMPAIGN_LESSONS: Mapping[str, Callable[[], Picture]] = {
    "outils": _tools,
    "lassitude": tiredness,
    "simulateur": model_in_the_open,
}
"""By the name that a notebook gives to ``figure``."""
