"""« Tenir et ajuster »: slack, follow-up, what one changes and when, and the word to the jury."""

from typing import Annotated

from tpelib.base import french
from tpelib.course.c1.objective.exercise import OBJECTIVE
from tpelib.course.c4.cadence.exercise import WISHES, cadence_lines
from tpelib.course.common import FITTING, INDICATORS, label_of
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, LongText, Number, Option, Text

__all__ = ["FOLLOW_UP", "FollowUp", "Signal"]

REVIEWS = (
    Option("week", "Chaque semaine"),
    Option("month", "Chaque mois"),
    Option("quarter", "Chaque trimestre"),
    Option("year", "Une fois par an"),
)


class Signal(Answer):
    """What one would see, and what one would do."""

    sign: Annotated[str, Text("Si je vois…", short="Si je vois", max_length=160)] = ""
    action: Annotated[str, Text("alors je…", short="alors", max_length=160)] = ""


class FollowUp(Answer):
    """How the calendar holds, and how it changes."""

    stock: Annotated[
        float | None,
        Number(
            "Combien de publications aurez-vous toujours d'avance ?",
            short="Publications toujours d'avance",
            hint="Prêtes à paraître, pour la semaine où tout déborde. Une semaine d'avance est un bon début.",
            group="La marge",
            maximum=200,
            integer=True,
        ),
    ] = None
    free: Annotated[
        float | None,
        Number(
            "Quelle part du calendrier gardez-vous pour l'imprévu ?",
            short="Part gardée pour l'imprévu",
            hint="Une belle livraison, un sujet d'actualité : 10 à 20 % suffisent souvent.",
            group="La marge",
            unit="%",
            maximum=100,
        ),
    ] = None
    indicator: Annotated[
        str,
        Choice(
            "Quel chiffre regarderez-vous ?",
            short="Chiffre regardé",
            hint="Celui de votre objectif (C1), de préférence.",
            group="Le suivi",
            options=INDICATORS,
        ),
    ] = ""
    review: Annotated[
        str, Choice("Tous les combien ?", short="Tous les", group="Le suivi", options=REVIEWS)
    ] = ""
    signals: Annotated[
        list[Signal],
        Rows(
            "Que ferez-vous si…",
            hint="Deux à cinq lignes. Par exemple : « Si deux semaines passent sans une seule demande », « alors "
            "j'échange une photo contre une vidéo ».",
            group="Les ajustements",
            row=Signal,
            min_rows=2,
            max_rows=8,
            add_label="Ajouter un cas",
        ),
    ] = []
    jury: Annotated[
        str,
        LongText(
            "Défendez votre calendrier devant le jury.",
            short="Pourquoi ce calendrier",
            hint="Le rythme choisi et pourquoi, la saison qu'on y voit, ce que vous garderez si le temps manque.",
            group="Mon mot au jury",
            max_length=4000,
        ),
    ] = ""


def _check(answer: FollowUp, answers: Answers, marking: Marking) -> None:
    lines = cadence_lines(WISHES.answer(answers), answers)
    week = max(1.0, sum(line.per_week for line in lines)) if lines else 1.0
    slack = (
        answer.stock is not None and answer.stock >= week - 0.5,
        answer.free is not None and 5 <= answer.free <= 30,
    )
    marking.award(
        2,
        sum(slack) / 2,
        f"Vous avez {french.plural(answer.stock or 0, 'publication')} d'avance et {french.number(answer.free or 0)} % "
        "de place pour l'imprévu.",
        f"Gardez d'avance de quoi tenir une semaine ({french.number(round(week))}), et 5 à 30 % du calendrier pour "
        "l'imprévu.",
        about="free" if slack[0] else "stock",
    )
    _check_follow_up(answer, answers, marking)
    whole = sum(len(s.sign) >= 10 and len(s.action) >= 10 for s in answer.signals)
    marking.award(
        2,
        min(whole, 2) / 2,
        f"{french.plural(whole, 'ajustement prévu', 'ajustements prévus')}.",
        "Prévoyez au moins deux cas : ce que vous verriez, ce que vous feriez.",
        about="signals",
    )
    marking.award(
        2,
        min(1.0, len(answer.jury) / 200),
        "Votre mot au jury est écrit : c'est lui qui le lira, pas la machine.",
        f"Écrivez quelques phrases pour le jury ({french.number(len(answer.jury))} caractères sur 200).",
        about="jury",
    )


def _check_follow_up(answer: FollowUp, answers: Answers, marking: Marking) -> None:
    aim = OBJECTIVE.answer(answers).aim
    fits = answer.indicator in FITTING.get(aim, ()) if aim else bool(answer.indicator)
    often = answer.review in ("week", "month", "quarter")
    if not answer.indicator or not answer.review:
        marking.missing(2, "Dites quel chiffre vous regarderez, et tous les combien.", about="indicator")
        return
    wanted = [label_of(INDICATORS, name) for name in FITTING.get(aim, ())]
    problems = []
    if not fits:
        problems.append(f"pour votre objectif, regardez plutôt {french.listing(wanted, 'ou')}")
    if not often:
        problems.append("une fois par an, c'est trop tard pour ajuster : chaque trimestre au moins")
    marking.award(
        2,
        (fits + often) / 2,
        "Vous suivez le chiffre de votre objectif, assez souvent pour ajuster.",
        f"{' ; '.join(problems).capitalize()}.",
        about="review" if fits else "indicator",
    )


FOLLOW_UP = Exercise(
    id="c4-suivi",
    competency="C4",
    criteria=("Cr4",),
    title="Tenir et ajuster",
    prompt=(
        "Un calendrier ne se suit jamais à la lettre. Prévoyez de la marge, un chiffre à regarder, et ce que vous "
        "changerez : c'est ce qui distingue un planning tenu d'un planning affiché."
    ),
    help=(
        "La marge : des publications prêtes d'avance pour les semaines où tout déborde, et des cases libres pour "
        "ce qu'on ne pouvait pas prévoir.\n\n"
        "Votre mot au jury n'est pas noté par la machine : les assesseurs le lisent."
    ),
    model=FollowUp,
    points=8.0,
    check=_check,
)
