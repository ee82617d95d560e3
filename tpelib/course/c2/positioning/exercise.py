"""« Ma place »: a map of two axes, and the advantage it shows."""

from collections.abc import Sequence
from typing import Annotated

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.c2.competitors.exercise import COMPETITORS
from tpelib.course.c2.positioning.drawing import MapPoint, position_map
from tpelib.domain import market
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.marking import Marking
from tpelib.engine.questions import LongText, Number, Text

__all__ = ["POSITIONING", "Positioning"]

SCALE = 10
APART = 2.0
"""Distance from the nearest competitor, on axes from 0 to 10, from which a place is one's own."""
SAME_AXES = 0.9
"""Correlation from which two axes say the same thing."""

_AXES = "Vos deux axes"
_WORDS = "Votre avantage"


class Position(Answer):
    """One competitor on the two axes."""

    name: Annotated[str, Text("Concurrent", max_length=60)] = ""
    x: Annotated[float | None, Number("Premier axe, de 0 à 10", maximum=SCALE)] = None
    y: Annotated[float | None, Number("Second axe, de 0 à 10", maximum=SCALE)] = None


class Positioning(Answer):
    """Two axes, the competitors and oneself on them, and what makes one different."""

    left: Annotated[
        str,
        Text("Premier axe : qu'y a-t-il à 0 ?", hint="Par exemple : standard.", group=_AXES, max_length=40),
    ] = ""
    right: Annotated[
        str, Text("… et à 10 ?", hint="Par exemple : sur mesure.", group=_AXES, max_length=40)
    ] = ""
    bottom: Annotated[
        str,
        Text("Second axe : qu'y a-t-il à 0 ?", hint="Par exemple : à distance.", group=_AXES, max_length=40),
    ] = ""
    top: Annotated[
        str, Text("… et à 10 ?", hint="Par exemple : présent, on se parle.", group=_AXES, max_length=40)
    ] = ""
    own_x: Annotated[
        float | None,
        Number("Où êtes-vous sur le premier axe ?", hint="De 0 à 10.", group=_AXES, maximum=SCALE),
    ] = None
    own_y: Annotated[
        float | None, Number("Et sur le second ?", hint="De 0 à 10.", group=_AXES, maximum=SCALE)
    ] = None
    rivals: Annotated[
        list[Position],
        Rows(
            "Où sont vos concurrents ?",
            hint="Les mêmes noms que dans « Mes concurrents ».",
            row=Position,
            min_rows=3,
            max_rows=8,
            add_label="Ajouter un concurrent",
        ),
    ] = []
    promise: Annotated[
        str,
        LongText(
            "Dites votre place en une phrase.",
            short="Ma place",
            hint="« Pour [qui], nous sommes [quoi], et nous seuls [avantage]. »",
            group=_WORDS,
            max_length=500,
        ),
    ] = ""
    proof: Annotated[
        str,
        LongText(
            "Quelle en est la preuve ?",
            short="La preuve",
            hint="Un fait que l'on peut vérifier : un avis, un délai tenu, une photo, un chiffre.",
            group=_WORDS,
            max_length=1000,
        ),
    ] = ""

    @property
    def placed(self) -> tuple[tuple[str, float, float], ...]:
        """The competitors that stand on both axes."""
        return tuple(
            (row.name, row.x, row.y)
            for row in self.rivals
            if row.name and row.x is not None and row.y is not None
        )

    @property
    def own(self) -> tuple[float, float] | None:
        """One's own position, when given."""
        return None if self.own_x is None or self.own_y is None else (self.own_x, self.own_y)


def _check(answer: Positioning, answers: Answers, marking: Marking) -> None:
    ends = [text.casefold() for text in (answer.left, answer.right, answer.bottom, answer.top) if text]
    marking.award(
        2,
        len(set(ends)) / 4,
        "Les deux axes ont leurs deux bouts.",
        "Nommez les deux bouts de chaque axe, avec quatre mots différents : ce sont eux que le client ressent.",
        about="left",
    )
    _check_rivals(answer, answers, marking)
    _check_place(answer, marking)
    marking.award(
        1.5,
        len(answer.promise) >= 60,
        "Votre place tient en une phrase.",
        "Écrivez une phrase entière : pour qui, quoi, et ce que vous seul apportez.",
        about="promise",
    )
    marking.award(
        1.5,
        len(answer.proof) >= 40,
        "L'avantage a sa preuve.",
        "Ajoutez un fait vérifiable : sans preuve, un avantage n'est qu'une opinion.",
        about="proof",
    )


def _check_rivals(answer: Positioning, answers: Answers, marking: Marking) -> None:
    known = {row.name.casefold() for row in COMPETITORS.answer(answers).rows if row.name}
    placed = {name.casefold() for name, _, _ in answer.placed}
    if not known:
        marking.missing(2, "Observez d'abord vos concurrents : ce sont eux que l'on place ici.")
        return
    there = len(placed & known)
    marking.award(
        2,
        there / 3,
        f"{french.plural(there, 'concurrent observé est placé', 'concurrents observés sont placés')}.",
        f"{french.plural(there, 'concurrent observé', 'concurrents observés')} sur 3 : reprenez les noms de « Mes "
        "concurrents ».",
        about="rivals",
    )


def _check_place(answer: Positioning, marking: Marking) -> None:
    if answer.own is None or not answer.placed:
        marking.missing(
            3, "Placez-vous, et placez vos concurrents : la distance se mesure alors.", about="own_x"
        )
        return
    points = [(x, y) for _, x, y in answer.placed]
    distance, nearest = market.distance_to_nearest(answer.own, points)
    name = answer.placed[nearest][0]
    marking.award(
        2,
        1.0 if distance >= APART else 0.5 if distance >= APART / 2 else 0.0,
        f"Votre place est à vous : le plus proche, {name}, est à {french.number(distance, 1)} sur 10.",
        f"{name} est à {french.number(distance, 1)} sur 10 de vous : le client ne verra pas la différence. Cherchez un autre "
        "axe, ou ce qui vous en éloigne vraiment.",
        about="own_x",
    )
    relation = market.correlation([answer.own, *points])
    marking.award(
        1,
        relation is not None and abs(relation) < SAME_AXES,
        "Les deux axes disent deux choses.",
        "Vos deux axes disent la même chose (tout le monde est sur une ligne) : gardez-en un, et cherchez-en un autre."
        if relation is not None
        else "Un de vos axes ne distingue personne, ou il manque des concurrents : changez-le.",
        about="rivals",
    )


def _draw(answer: Positioning, answers: Answers, person: Person) -> Sequence[Picture]:
    if answer.own is None or not answer.placed:
        return ()
    name = BUSINESS.answer(answers).name or "Moi"
    distance, nearest = market.distance_to_nearest(answer.own, [(x, y) for _, x, y in answer.placed])
    return (
        position_map(
            title="Ma place parmi les concurrents",
            places=[
                *(MapPoint(rival, x, y) for rival, x, y in answer.placed),
                MapPoint(name, *answer.own, own=True),
            ],
            horizontal=(answer.left or "0", answer.right or "10"),
            vertical=(answer.bottom or "0", answer.top or "10"),
            scale=SCALE,
            reading=f"Le concurrent le plus proche de {person.says('vous', 'moi')} est {answer.placed[nearest][0]}, à "
            f"{french.number(distance, 1)} sur 10.",
            source="Source : "
            + person.says(
                "votre appréciation, sur deux axes que vous avez choisis.",
                "mon appréciation, sur deux axes que j'ai choisis.",
            ),
            person=person,
        ),
    )


POSITIONING = Exercise(
    id="c2-place",
    competency="C2",
    criteria=("Cr2",),
    title="Ma place",
    prompt=(
        "Choisissez deux axes qui comptent pour vos clients, placez-y vos concurrents puis vous. La carte se dessine sous "
        "le formulaire. Une place libre que vos clients désirent : voilà un avantage."
    ),
    help=(
        "De bons axes : standard ou sur mesure ; loin ou tout près ; rapide ou pris le temps ; discret ou montré. Un "
        "mauvais couple : prix et qualité, qui vont presque toujours ensemble.\n\n"
        "Placez d'abord les concurrents, d'après ce que vous avez vu, puis vous, sans complaisance. Demandez à un client "
        "s'il vous placerait là."
    ),
    model=Positioning,
    points=10.0,
    check=_check,
    draw=_draw,
)
