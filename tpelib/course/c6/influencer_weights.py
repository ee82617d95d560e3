"""« Et si la zone comptait davantage ? »: the ranking of profiles under other weights."""

from collections.abc import Mapping
from typing import Annotated, Any

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.base.french import Person
from tpelib.course.c6.boxes import TRADES, case_of
from tpelib.course.c6.influencers.exercise import INFLUENCERS, picture_of, put_to_the_test
from tpelib.course.c6.partners import candidates
from tpelib.domain.reputation import influence
from tpelib.domain.reputation.influence import CRITERIA, Influencer
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exploration, View
from tpelib.engine.questions import Number

__all__ = ["INFLUENCER_WEIGHTS"]


class _Settings(Answer):
    """The sliders: the five weights."""

    target: Annotated[float | None, Number(CRITERIA["target"], minimum=0, maximum=100, step=5)] = None
    engagement: Annotated[float | None, Number(CRITERIA["engagement"], minimum=0, maximum=100, step=5)] = None
    local: Annotated[float | None, Number(CRITERIA["local"], minimum=0, maximum=100, step=5)] = None
    cost: Annotated[float | None, Number(CRITERIA["cost"], minimum=0, maximum=100, step=5)] = None
    said: Annotated[float | None, Number(CRITERIA["said"], minimum=0, maximum=100, step=5)] = None


def _start(answers: Answers) -> Mapping[str, Any]:
    weights = INFLUENCERS.answer(answers).weights or (20,) * len(CRITERIA)
    return {key: 5 * round(weight / 5) for key, weight in zip(CRITERIA, weights, strict=True)}


def _view(settings: _Settings, answers: Answers) -> View:
    own = candidates(INFLUENCERS.answer(answers))
    known = own or _example(answers)
    weights = [getattr(settings, key) or 0 for key in CRITERIA]
    found = put_to_the_test(known, weights if any(weights) else [1] * len(CRITERIA))
    ranking = [
        f"{known[rank].name} ({french.number(found.decision.totals[rank], 2)})"
        for rank in found.decision.ranking
    ]
    told = "Avec ces poids" if any(weights) else "Tous les critères comptant autant"
    sentence = f"{told} : {french.listing(ranking, 'puis')}."
    return View(
        sentence if own else f"Exemple, profils fictifs. {sentence}", picture_of(known, found, Person.YOU)
    )


def _example(answers: Answers) -> Mapping[str, Influencer]:
    try:
        case_id = case_of("", answers).id
    except DomainError:
        case_id = TRADES[0].value
    return {str(rank): one for rank, one in enumerate(influence.profiles(case_id), 1)}


INFLUENCER_WEIGHTS = Exploration(
    id="c6-influenceurs-poids",
    title="Et si la zone comptait davantage ?",
    prompt="Déplacez les poids : les notes ne changent pas, le classement peut changer. Rien n'est enregistré.",
    model=_Settings,
    start=_start,
    view=_view,
)
