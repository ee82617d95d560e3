"""« Mes quatre cohérences »: what Cr1 asks, judged by the learner beside what the figures say."""

from collections.abc import Mapping
from typing import Annotated

from tpelib.base import french
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.c1.objective.exercise import OBJECTIVE
from tpelib.course.c1.periods.exercise import PERIODS
from tpelib.course.c1.plan.exercise import (
    PLAN,
    dated_actions,
    inside,
    names_segment,
    totals,
)
from tpelib.course.c1.target.exercise import TARGET
from tpelib.course.common import FITTING
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, LongText, Option

__all__ = ["COHERENCE", "Coherence", "evidence"]

LEVELS = (
    Option("yes", "Oui"),
    Option("partly", "En partie"),
    Option("no", "Non"),
)
_GROUP = "Mon plan est-il cohérent…"


class Coherence(Answer):
    """The learner's own judgement, and the word to the jury."""

    objective: Annotated[
        str, Choice("… avec mon objectif ?", short="Cohérent avec l'objectif", group=_GROUP, options=LEVELS)
    ] = ""
    target: Annotated[
        str, Choice("… avec mes cibles ?", short="Cohérent avec les cibles", group=_GROUP, options=LEVELS)
    ] = ""
    period: Annotated[
        str, Choice("… avec mes périodes ?", short="Cohérent avec les périodes", group=_GROUP, options=LEVELS)
    ] = ""
    budget: Annotated[
        str,
        Choice(
            "… avec mon budget et mon temps ?",
            short="Cohérent avec le budget et le temps",
            group=_GROUP,
            options=LEVELS,
        ),
    ] = ""
    jury: Annotated[
        str,
        LongText(
            "Défendez votre plan devant le jury.",
            short="Pourquoi ce plan",
            hint="Ce que vous avez choisi, ce que vous avez laissé, ce que vous suivrez, ce que vous ferez si "
            "cela ne marche pas.",
            group="Mon mot au jury",
            max_length=4000,
        ),
    ] = ""


_NAMES = {
    "objective": "l'objectif",
    "target": "les cibles",
    "period": "les périodes",
    "budget": "le budget et le temps",
}


def evidence(answers: Answers) -> Mapping[str, tuple[float, str]]:
    """Compute the four coherences of Cr1 from the dossier.

    Returns
    -------
    mapping
        ``objective``, ``target``, ``period``, ``budget`` to (share in [0, 1], sentence). It is evidence for
        a human jury, never its decision. Empty while the plan has no action.
    """
    plan = PLAN.answer(answers)
    count = len(plan.actions)
    if not count:
        return {}
    aim = OBJECTIVE.answer(answers).aim
    fitting = sum(action.indicator in FITTING.get(aim, ()) for action in plan.actions)
    segments = [segment.name for segment in TARGET.answer(answers).segments]
    aimed = sum(names_segment(action, segments) for action in plan.actions)
    periods = PERIODS.answer(answers).dated
    timely = sum(inside(s, e, periods) for _, s, e in dated_actions(plan))
    found = totals(plan, BUSINESS.answer(answers))
    held = 0.0 if found is None else sum(total.exceeded is None for total in found) / 2
    means = {1.0: "l'argent et le temps tiennent", 0.5: "l'argent ou le temps est dépassé"}
    return {
        # An action may also prepare the ground: half of the plan is enough to serve the aim.
        "objective": (
            min(1.0, 2 * fitting / count),
            _told(fitting, count, "suit", "suivent", "un indicateur de votre objectif"),
        ),
        "target": (aimed / count, _told(aimed, count, "vise", "visent", "une de vos cibles")),
        "period": (timely / count, _told(timely, count, "tombe", "tombent", "dans vos périodes")),
        "budget": (held, means.get(held, "l'argent et le temps sont dépassés, ou pas encore connus")),
    }


def _told(some: int, count: int, one: str, many: str, what: str) -> str:
    """Return how many actions do something: ``2 actions sur 3 visent une de vos cibles``."""
    if not some:
        return f"aucune action sur {count} ne {one} {what}"
    return f"{french.plural(some, 'action')} sur {count} {one if some < 2 else many} {what}"


def _level(share: float) -> str:
    return "yes" if share >= 0.999 else "no" if share <= 0.001 else "partly"


def _check(answer: Coherence, answers: Answers, marking: Marking) -> None:
    found = evidence(answers)
    if not found:
        marking.missing(5, "Remplissez d'abord « Mon plan d'action » : on ne juge que ce qui est écrit.")
    for name, (share, sentence) in found.items():
        given = getattr(answer, name)
        if not given:
            marking.missing(1.25, f"Jugez la cohérence avec {_NAMES[name]}.", about=name)
            continue
        right = _level(share)
        words = next(option.label for option in LEVELS if option.value == right).lower()
        near = {given, right} != {"yes", "no"}
        marking.award(
            1.25,
            1.0 if given == right else 0.4 if near else 0.0,
            f"Vous voyez juste : {sentence}.",
            f"Les chiffres disent plutôt « {words} » : {sentence}.",
            about=name,
        )
    marking.award(
        1,
        len(answer.jury) >= 150,
        "Votre mot au jury est écrit : c'est lui qui le lira, pas la machine.",
        f"Écrivez quelques phrases pour le jury ({french.number(len(answer.jury))} caractères sur 150).",
        about="jury",
    )


COHERENCE = Exercise(
    id="c1-coherence",
    competency="C1",
    criteria=("Cr1",),
    title="Mes quatre cohérences",
    prompt=(
        "Le critère Cr1 demande un plan cohérent avec l'objectif, les cibles, les périodes et le budget. "
        "Jugez le vôtre avec franchise : vous avez vos points quand votre jugement rejoint ce que disent les "
        "chiffres, même si le plan est encore à reprendre."
    ),
    help=(
        "« Oui » : c'est vrai de tout le plan. « En partie » : d'une partie. « Non » : d'aucune action.\n\n"
        "Votre mot au jury n'est pas noté par la machine : les assesseurs le lisent."
    ),
    model=Coherence,
    points=6.0,
    check=_check,
)
