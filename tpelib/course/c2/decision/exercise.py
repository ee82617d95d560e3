"""« Mon choix, pesé »: networks marked on five criteria, and a ranking put to the test."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.course.common import NETWORKS, within
from tpelib.domain import market
from tpelib.domain.market import Sensitivity
from tpelib.domain.platforms import platform
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Answers, Exercise, Exploration, View
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Number, Option

__all__ = ["DECISION", "DECISION_WEIGHTS", "ROBUST", "DecisionMatrix", "robustness"]

SCALE = 5
ROBUST = 0.9
"""Share of the scenarios from which a first place is called robust."""
ENOUGH = 3

_WEIGHTS = "Ce qui compte pour vous, sur 100"
_TEST = "Votre classement tient-il ?"
CRITERIA: Mapping[str, str] = {
    "target": "Ma cible y est",
    "content": "Mes contenus s'y prêtent",
    "time": "J'en ai le temps",
    "money": "J'en ai les moyens",
    "room": "Les concurrents y laissent une place",
}


def _weight(key: str, short: str) -> Number:
    return Number(CRITERIA[key], short=short, group=_WEIGHTS, maximum=100)


class Marked(Answer):
    """One network and its marks, from 0 (not at all) to 5 (fully)."""

    network: Annotated[str, Choice("Réseau", options=NETWORKS)] = ""
    target: Annotated[float | None, Number("Cible", short="Public", maximum=SCALE)] = None
    content: Annotated[float | None, Number("Contenus", maximum=SCALE)] = None
    time: Annotated[float | None, Number("Temps", maximum=SCALE)] = None
    money: Annotated[float | None, Number("Moyens", short="Argent", maximum=SCALE)] = None
    room: Annotated[float | None, Number("Place", maximum=SCALE)] = None
    total: Annotated[float | None, Number("Note pondérée", maximum=SCALE)] = None

    @property
    def marks(self) -> tuple[float, ...] | None:
        """The five marks, when all are there."""
        found = [getattr(self, key) for key in CRITERIA]
        return None if not self.network or None in found else tuple(found)


class DecisionMatrix(Answer):
    """Weights, marks, the winner, and whether it stays when the weights move."""

    target: Annotated[float | None, _weight("target", "Poids de « mon public y est »")] = None
    content: Annotated[float | None, _weight("content", "Poids de « mes contenus s'y prêtent »")] = None
    time: Annotated[float | None, _weight("time", "Poids du temps")] = None
    money: Annotated[float | None, _weight("money", "Poids de l'argent")] = None
    room: Annotated[float | None, _weight("room", "Poids de la place laissée par les concurrents")] = None
    networks: Annotated[
        list[Marked],
        Rows(
            "Notez chaque réseau, de 0 (pas du tout) à 5 (tout à fait).",
            hint="Trois réseaux au moins. Note pondérée = somme des notes × poids, divisée par 100.",
            row=Marked,
            min_rows=3,
            max_rows=len(NETWORKS),
            add_label="Ajouter un réseau",
        ),
    ] = []
    first: Annotated[
        str, Choice("Lequel arrive premier ?", short="Premier", group=_TEST, options=NETWORKS)
    ] = ""
    stays: Annotated[
        float | None,
        Number(
            "Dans combien de cas sur 100 reste-t-il premier quand les poids bougent de 20 % ?",
            short="Reste premier quand les poids bougent de 20 %, sur 100 essais",
            hint="Le graphique sous le formulaire le dit.",
            group=_TEST,
            unit="%",
            maximum=100,
        ),
    ] = None
    verdict: Annotated[
        str,
        Choice(
            "Alors, ce choix est-il solide ?",
            group=_TEST,
            options=(
                Option("robust", "Oui", "Il reste premier dans 9 cas sur 10 au moins."),
                Option(
                    "fragile",
                    "Non, il dépend de mes poids",
                    "Les deux premiers se valent : il faut un autre argument.",
                ),
            ),
        ),
    ] = ""

    @property
    def weights(self) -> tuple[float, ...] | None:
        """The five weights, when all are there and one is above zero."""
        found = [getattr(self, key) for key in CRITERIA]
        return None if None in found or not any(found) else tuple(found)

    @property
    def marks(self) -> Mapping[str, tuple[float, ...]]:
        """Network to its marks, whole rows only, the first row of each network."""
        found: dict[str, tuple[float, ...]] = {}
        for row in self.networks:
            if (marks := row.marks) is not None:
                found.setdefault(row.network, marks)
        return found


def robustness(answers: Answers) -> Sensitivity | None:
    """Return the learner's decision put to the test; ``None`` while it lacks marks or weights."""
    return _robustness(DECISION.answer(answers))


def _robustness(answer: DecisionMatrix) -> Sensitivity | None:
    weights, marks = answer.weights, answer.marks
    return market.sensitivity(marks, weights) if weights and marks else None


def _check(answer: DecisionMatrix, answers: Answers, marking: Marking) -> None:
    weights, marks = answer.weights, answer.marks
    total = sum(weights or ())
    marking.award(
        2,
        within(total, 100, 0, least=0.1) and bool(weights),
        "Les poids font 100.",
        f"Vos poids font {french.number(total)} : donnez-en cinq qui fassent 100 ensemble."
        if weights
        else "Donnez un poids à chacun des cinq critères, 100 en tout.",
        about="target",
    )
    marking.award(
        2,
        min(len(marks), ENOUGH) / ENOUGH,
        f"{french.plural(len(marks), 'réseau noté', 'réseaux notés')}.",
        f"{french.plural(len(marks), 'réseau noté', 'réseaux notés')} en entier sur {ENOUGH} : donnez les cinq notes.",
        about="networks",
    )
    found = _robustness(answer)
    if found is None:
        marking.missing(8, "Complétez les poids et les notes : le classement en vient.", about="networks")
        return
    _check_totals(answer, found, marking)
    _check_test(answer, found, marking)


def _check_totals(answer: DecisionMatrix, found: Sensitivity, marking: Marking) -> None:
    rows = [row for row in answer.networks if row.marks is not None]
    totals = found.decision.totals
    wrong = [row for row in rows if not within(row.total, totals[row.network], 0.01, least=0.02)]
    told = ""
    if wrong:
        row = wrong[0]
        told = f"{platform(row.network).name} : la note pondérée est {french.number(totals[row.network], 2)} sur {SCALE}."
    marking.award(
        3,
        1 - len(wrong) / len(rows),
        "Les notes pondérées sont justes.",
        told,
        about="networks",
    )
    leaders = [name for name, total in totals.items() if abs(total - totals[found.decision.first]) < 1e-9]
    names = french.listing([platform(name).name for name in leaders], "ou")
    marking.award(
        1,
        answer.first in leaders,
        f"{names} arrive premier.",
        f"D'après vos notes et vos poids, c'est {names}.",
        about="first",
    )


def _check_test(answer: DecisionMatrix, found: Sensitivity, marking: Marking) -> None:
    share = french.percent(found.first_stays, 0)
    name = platform(found.decision.first).name
    marking.award(
        2,
        within(answer.stays, 100 * found.first_stays, 0, least=2),
        f"{name} reste premier dans {share} des {found.scenarios} jeux de poids essayés.",
        f"Sur {found.scenarios} jeux de poids essayés, {name} reste premier dans {share}.",
        about="stays",
    )
    right = "robust" if found.first_stays >= ROBUST else "fragile"
    rivals = [platform(key).name for key in found.overtakes]
    marking.award(
        2,
        answer.verdict == right,
        f"Bien jugé : {share} des cas."
        if right == "robust"
        else f"Bien jugé : {french.listing(rivals)} peut passer devant.",
        f"À {share}, ce choix est {'solide' if right == 'robust' else 'fragile'} : la limite est à 90 %.",
        about="verdict",
    )


def _picture(found: Sensitivity, person: Person) -> Picture:
    return found.picture(
        names={key: platform(key).name for key in found.ranges},
        scale=SCALE,
        title="Mon classement quand les poids bougent",
        person=person,
    )


def _draw(answer: DecisionMatrix, answers: Answers, person: Person) -> Sequence[Picture]:
    found = _robustness(answer)
    return () if found is None else (_picture(found, person),)


DECISION = Exercise(
    id="c2-decision",
    competency="C2",
    criteria=("Cr2",),
    title="Mon choix, pesé",
    prompt=(
        "Tout ne compte pas autant. Répartissez 100 points entre cinq critères, notez trois réseaux au moins d'après ce que "
        "vous avez trouvé plus haut, calculez leur note. Puis regardez si votre premier le reste quand vos poids bougent un "
        "peu : un bon choix ne tient pas à un cheveu."
    ),
    help=(
        "Exemple. Poids 40, 20, 20, 10, 10 ; notes 5, 4, 3, 2, 4 : (40 × 5 + 20 × 4 + 20 × 3 + 10 × 2 + 10 × 4) ÷ 100 = "
        "4,00.\n\n"
        "Le test monte et descend chaque poids de 20 %, seul puis deux par deux : cinquante jeux de poids. Un choix fragile "
        "n'est pas un mauvais choix : il demande un argument de plus, que vous donnerez au jury."
    ),
    model=DecisionMatrix,
    points=12.0,
    check=_check,
    draw=_draw,
)


class _Settings(Answer):
    """The sliders: the five weights."""

    target: Annotated[float | None, Number(CRITERIA["target"], minimum=0, maximum=100, step=5)] = None
    content: Annotated[float | None, Number(CRITERIA["content"], minimum=0, maximum=100, step=5)] = None
    time: Annotated[float | None, Number(CRITERIA["time"], minimum=0, maximum=100, step=5)] = None
    money: Annotated[float | None, Number(CRITERIA["money"], minimum=0, maximum=100, step=5)] = None
    room: Annotated[float | None, Number(CRITERIA["room"], minimum=0, maximum=100, step=5)] = None


def _start(answers: Answers) -> Mapping[str, Any]:
    weights = DECISION.answer(answers).weights or (20,) * len(CRITERIA)
    return {key: min(100, weight) for key, weight in zip(CRITERIA, weights, strict=True)}


EXAMPLE: Mapping[str, tuple[float, ...]] = {
    "instagram": (4, 5, 3, 4, 3),
    "google-business": (5, 2, 5, 5, 2),
    "facebook": (4, 3, 4, 4, 3),
}
"""Invented marks, shown as such while the learner has none."""


def _view(settings: _Settings, answers: Answers) -> View:
    marks = DECISION.answer(answers).marks
    weights = [getattr(settings, key) or 0 for key in CRITERIA]
    found = market.sensitivity(marks or EXAMPLE, weights if any(weights) else [1] * len(CRITERIA))
    ranking = [
        f"{platform(key).name} ({french.number(found.decision.totals[key], 2)})"
        for key in found.decision.ranking
    ]
    told = "Avec ces poids" if any(weights) else "Tous les critères comptant autant"
    sentence = f"{told} : {french.listing(ranking, 'puis')}."
    if not marks:
        sentence = f"Exemple, notes inventées. {sentence} Notez vos réseaux ci-dessus pour voir les vôtres."
    return View(sentence, _picture(found, Person.YOU))


DECISION_WEIGHTS = Exploration(
    id="c2-poids",
    title="Et si autre chose comptait davantage ?",
    prompt="Déplacez les poids : vos notes ne changent pas, le classement peut changer. Rien n'est enregistré.",
    model=_Settings,
    start=_start,
    view=_view,
)
