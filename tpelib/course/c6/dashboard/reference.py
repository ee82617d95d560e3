"""The dashboard of a case."""

from collections.abc import Mapping
from typing import Any

from tpelib.base import french
from tpelib.base.french import typed
from tpelib.course.c6.dashboard.exercise import DASHBOARD, read
from tpelib.course.c6.figures import records_of, take_sample
from tpelib.course.cases import BusinessCase
from tpelib.domain.insights import indicators, mean_of_ratios
from tpelib.engine.dossier import Content

__all__ = ["answer"]


_NEXT: Mapping[str, str] = {
    "keep": "Un résultat coûte moins que son maximum et les deux versions se valent : je continue une semaine ainsi. "
    "Vendredi, je regarde de nouveau le coût d'un résultat et le taux de clic.",
    "shift": "La version B est cliquée plus souvent, et un résultat coûte moins que son maximum : lundi, je mets tout le "
    "budget sur elle. Vendredi, je regarde si le coût d'un résultat baisse encore.",
    "change": "Un résultat coûte plus que son maximum : lundi, je change l'image et je resserre le public autour de chez "
    "moi. Si le coût ne baisse pas en une semaine, j'arrête et je garde le reste du budget.",
    "wait": "J'ai trop peu de résultats pour juger : je laisse tourner une semaine sans rien toucher. Lundi prochain, je "
    "recompte, et je décide à partir de cinq résultats.",
}


def answer(case: BusinessCase, known: Content) -> dict[str, Any]:
    """Return the invented figures of the case, what they come to, and what one does next."""
    given = dict(take_sample(DASHBOARD.model(), known, _silent).values)
    records = records_of(DASHBOARD.model.read(given).answer)
    found = read(records, case.basket * case.margin / 100)
    mean = mean_of_ratios(records, "clicks", "impressions")
    sums = {one.key: typed(one.value, 3) for one in indicators(records)}
    decision = found.decisions[0]
    return {
        **given,
        **{key: sums[key] for key in ("ctr", "cpm", "cpc", "cost", "roas")},
        "mean_ctr": typed(100 * (mean or 0), 2),
        "which": "sum",
        "reach_sum": "no",
        "best": found.best,
        "trend": found.direction,
        "decision": decision,
        "next": french.typography(_NEXT[decision]),
    }


def _silent(share: float, sentence: str) -> None:
    """Say nothing: nobody waits."""
