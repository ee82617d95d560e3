"""« Mes choix »: the learner's month against the best one the same means allow."""

from collections.abc import Sequence
from typing import Annotated

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.charts.builders import bars
from tpelib.course.c1.business.exercise import BUSINESS, WEEKS_PER_MONTH, Business
from tpelib.domain import planning
from tpelib.domain.planning import BestPlan, PlanOption
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.marking import Marking
from tpelib.engine.questions import LongText, Number, Text

__all__ = ["ARBITRATION", "Arbitration", "MonthlyIdea", "candidates"]

ENOUGH = 0.95
"""Share of the best value from which the choice earns all its points."""


class MonthlyIdea(Answer):
    """Something one could do in a month."""

    name: Annotated[str, Text("Idée", max_length=60)] = ""
    value: Annotated[float | None, Number("Intérêt (1 à 10)", minimum=0, maximum=10)] = None
    cost: Annotated[float | None, Number("Coût de chacune", unit="€", maximum=10_000)] = None
    hours: Annotated[float | None, Number("Heures pour chacune", unit="h", maximum=500)] = None
    least: Annotated[
        float | None,
        Number("Au moins par mois", hint="Vide s'il n'y en a pas", maximum=60, integer=True, required=False),
    ] = None
    most: Annotated[float | None, Number("Au plus par mois", minimum=1, maximum=60, integer=True)] = None
    chosen: Annotated[
        float | None, Number("Combien j'en fais", short="J'en fais", maximum=60, integer=True)
    ] = None

    @property
    def is_complete(self) -> bool:
        """True when the idea can be weighed."""
        given = bool(self.name) and None not in (self.value, self.cost, self.hours, self.most)
        return given and (self.least or 0) <= (self.most or 0)


class Arbitration(Answer):
    """A month of choices."""

    ideas: Annotated[
        list[MonthlyIdea],
        Rows(
            "Que pourriez-vous faire en un mois, et combien de fois le ferez-vous ?",
            hint="Notez l'intérêt de chaque idée pour votre objectif, de 1 à 10. Trois à dix idées. « Au moins » "
            "garde un rythme : par exemple quatre photos par mois, quoi qu'il arrive.",
            row=MonthlyIdea,
            max_rows=10,
            min_rows=3,
            add_label="Ajouter une idée",
        ),
    ] = []
    why: Annotated[
        str,
        LongText(
            "Pourquoi ce choix ?",
            short="Pourquoi ce choix",
            hint="Ce que vous avez gardé, ce que vous avez laissé, et pourquoi.",
            max_length=1200,
        ),
    ] = ""


def candidates(answer: Arbitration) -> tuple[list[PlanOption], list[int]]:
    """Return the ideas that can be weighed, and how often each was chosen."""
    ideas = [idea for idea in answer.ideas if idea.is_complete]
    return (
        [
            PlanOption(i.name, i.value or 0, i.cost or 0, i.hours or 0, int(i.most or 1), int(i.least or 0))
            for i in ideas
        ],
        [int(i.chosen or 0) for i in ideas],
    )


def _means(business: Business) -> tuple[float, float] | None:
    if business.euros is None or business.hours is None:
        return None
    return business.euros, business.hours * WEEKS_PER_MONTH


def _check(answer: Arbitration, answers: Answers, marking: Marking) -> None:
    weighed, own = candidates(answer)
    marking.award(
        2,
        min(len(weighed), 3) / 3,
        f"{french.plural(len(weighed), 'idée chiffrée', 'idées chiffrées')}.",
        "Chiffrez au moins trois idées : intérêt, coût, heures, nombre au plus (jamais sous le nombre au moins).",
        about="ideas",
    )
    means = _means(BUSINESS.answer(answers))
    if means is None or not weighed or not any(own):
        told = (
            "Remplissez d'abord « Mon entreprise » : vos moyens viennent de là."
            if means is None
            else "Dites combien vous en faites : le cours cherchera s'il y a mieux."
        )
        marking.missing(7, told, about="ideas")
    else:
        _check_choice(weighed, own, means, marking)
    marking.award(
        1,
        len(answer.why) >= 40,
        "Vous expliquez votre choix.",
        "Expliquez votre choix en une ou deux phrases : le jury vous le demandera.",
        about="why",
    )


def _check_choice(
    weighed: list[PlanOption], own: list[int], means: tuple[float, float], marking: Marking
) -> None:
    value, cost, hours = planning.plan_value(weighed, own)
    too_many = [c.name for c, n in zip(weighed, own, strict=True) if n > c.maximum]
    too_few = [c.name for c, n in zip(weighed, own, strict=True) if n < c.minimum]
    held = cost <= means[0] + 1e-6 and hours <= means[1] + 1e-6 and not too_many and not too_few
    told = f"{french.euros(cost)} sur {french.euros(means[0])}, {french.hours(hours)} sur {french.hours(means[1])}"
    problem = f"Votre mois ne tient pas : {told}."
    if too_many:
        problem += f" Vous dépassez votre propre limite pour {french.listing(too_many)}."
    if too_few:
        problem += f" Vous restez sous votre propre minimum pour {french.listing(too_few)}."
    marking.award(3, held, f"Votre mois tient dans vos moyens : {told}.", problem, about="ideas")
    best = planning.best_plan(weighed, *means)
    if best is None or not best.value:
        told = (
            "Vos minimums à eux seuls dépassent vos moyens : baissez-les."
            if best is None
            else "Aucune de ces idées ne tient dans vos moyens : trouvez-en de plus légères."
        )
        marking.missing(4, told, about="ideas")
        return
    share = value / best.value if held else 0.0
    marking.award(
        4,
        1.0 if share >= ENOUGH else share,
        f"Votre choix vaut {french.number(value)} points d'intérêt : "
        + ("personne ne fait mieux avec ces moyens." if share >= 1 else "à très peu du meilleur possible."),
        f"Le meilleur choix vaut {french.number(best.value)} points d'intérêt"
        f"{' (prouvé par le calcul)' if best.proven else ''}, le vôtre {french.number(value)}. "
        f"{_swap(weighed, own, best)}",
        about="ideas",
    )


def _swap(weighed: list[PlanOption], own: list[int], best: BestPlan) -> str:
    more, less = planning.explain_gap(weighed, own, best)
    parts = []
    if more:
        parts.append("plus de " + french.listing([f"« {name} » (+{count})" for name, count in more[:2]]))
    if less:
        parts.append("moins de " + french.listing([f"« {name} » (−{count})" for name, count in less[:2]]))
    return f"Ce qui change : {french.listing(parts)}." if parts else "Il fait autrement avec les mêmes idées."


def _draw(answer: Arbitration, answers: Answers, person: Person) -> Sequence[Picture]:
    weighed, own = candidates(answer)
    means = _means(BUSINESS.answer(answers))
    if not weighed or means is None or not any(own):
        return ()
    best = planning.best_plan(weighed, *means)
    if best is None:
        return ()
    value = planning.plan_value(weighed, own)[0]
    chosen = person.says("Votre choix", "Mon choix")
    return (
        bars(
            title=f"{chosen} et le meilleur possible",
            labels=[chosen, "Le meilleur avec ces moyens"],
            values=[value, best.value],
            unit="points d'intérêt",
            reading=(
                f"{person.says('Votre', 'Mon')} mois vaut {french.number(value)} points d'intérêt, "
                f"le meilleur possible {french.number(best.value)}."
            ),
            source=f"Source : {person.your} réponses ; le meilleur choix est calculé par un programme en nombres "
            "entiers.",
        ),
    )


ARBITRATION = Exercise(
    id="c1-arbitrage",
    competency="C1",
    criteria=("Cr1",),
    title="Mes choix",
    prompt=(
        "On ne peut pas tout faire. Notez vos idées, ce que chacune coûte et ce qu'elle vaut à vos yeux, puis "
        "choisissez combien vous en faites dans un mois. Le cours cherche alors s'il existe mieux avec les "
        "mêmes euros, les mêmes heures et le même rythme, et vous dit ce qui change."
    ),
    help=(
        "Il n'y a pas de corrigé : le meilleur choix se calcule à partir de vos propres notes. S'il vous "
        "surprend, c'est peut-être une note qu'il faut revoir.\n\nVous avez tous vos points dès 95 % du "
        "meilleur choix."
    ),
    model=Arbitration,
    points=10.0,
    check=_check,
    draw=_draw,
)
