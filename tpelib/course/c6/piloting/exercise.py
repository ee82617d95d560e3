"""« Je pilote ma campagne »: it runs day by day, from a seed; the learner looks, decides, and says why."""

from collections.abc import Sequence
from typing import Annotated

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.course.c6.campaign.exercise import CAMPAIGN
from tpelib.course.c6.piloting.drawing import compared, weeks
from tpelib.course.c6.project import market_of
from tpelib.course.c6.setup import PLACEMENTS
from tpelib.course.common import within
from tpelib.course.drawings.campaign_run import model_in_the_open
from tpelib.domain.campaign.piloting import (
    LEARNING_DAYS,
    LEAST_WHY,
    QUICK,
    SLOW,
    Watch,
    grade,
)
from tpelib.domain.campaign.runs import PilotDecision, Run
from tpelib.domain.campaign.simulated import spending
from tpelib.domain.campaign.simulation import run
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Action, Answers, Exercise, Outcome, Progress
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Number, Option, Options, Text

__all__ = ["PILOT", "Move", "Pilot", "simulated_run"]

MOST_DECISIONS = 60
PACE_LOW = 0.8
"""Pace of spending under which money sleeps, unless one stopped: a rule of the course."""

_SHIFT = "shift:"
CHOICES = Options(
    lambda: (
        Option("keep", "Je laisse tourner", "J'ai regardé, rien à changer."),
        Option("pause", "J'arrête"),
        Option("resume", "Je relance"),
        Option("budget", "Je change le budget par jour", "Écrivez le nouveau montant."),
        Option("creative", "Je passe à la publicité B", "Une autre image, un autre début."),
        Option("split", "Je montre A et B, moitié-moitié"),
        Option("repair", "Je fais vérifier la page d'arrivée"),
        *(Option(f"{_SHIFT}{place.value}", f"70 % sur : {place.label}") for place in PLACEMENTS),
    )
)
VERDICTS = (
    Option("again", "Je referai la même", "Une vente a coûté moins que son maximum."),
    Option("change", "Je change quelque chose d'abord", "Elle a coûté davantage, ou rien vendu."),
)
_END = "Le bilan, au dernier soir"


class Move(Answer):
    """One decision."""

    day: Annotated[float | None, Number("Jour", minimum=1, maximum=120, integer=True)] = None
    kind: Annotated[str, Choice("Décision", options=CHOICES)] = ""
    amount: Annotated[
        float | None, Number("Montant", unit="€/jour", minimum=0.01, maximum=10_000, required=False)
    ] = None
    why: Annotated[str, Text("Pourquoi ?", short="Pourquoi", max_length=300)] = ""


class Pilot(Answer):
    """How far the run was watched, what was decided, and how it ended."""

    seen: Annotated[
        float | None,
        Number(
            "Jusqu'à quel jour avez-vous regardé ?",
            hint="Le bouton « Avancer d'une semaine » remplit ce champ. Les figures s'arrêtent à ce soir-là.",
            minimum=0,
            maximum=120,
            integer=True,
        ),
    ] = None
    decisions: Annotated[
        list[Move],
        Rows(
            "Que décidez-vous, quel jour, et pourquoi ?",
            hint="Chaque décision prend effet le matin de son jour. Une ligne par semaine au moins, même « Je laisse "
            "tourner ».",
            row=Move,
            min_rows=3,
            max_rows=MOST_DECISIONS,
            add_label="Ajouter une décision",
        ),
    ] = []
    cpa: Annotated[
        float | None,
        Number(
            "Combien a coûté une vente ?",
            short="Coût d'une vente",
            hint="Dépense ÷ ventes. Écrivez 0 si rien ne s'est vendu.",
            group=_END,
            unit="€",
            maximum=1e6,
        ),
    ] = None
    net: Annotated[
        float | None,
        Number(
            "Que vous reste-t-il ?",
            short="Ce qui reste",
            hint="Ventes × panier × taux de marge − dépense. Une perte s'écrit avec un moins.",
            group=_END,
            unit="€",
            minimum=-1e6,
            maximum=1e8,
        ),
    ] = None
    verdict: Annotated[
        str, Choice("Et la prochaine fois ?", short="La prochaine fois", group=_END, options=VERDICTS)
    ] = ""

    @property
    def chosen(self) -> tuple[PilotDecision, ...]:
        """The decisions that have a day and a kind."""
        return tuple(
            PilotDecision(
                int(row.day), row.kind.split(":")[0], row.amount, row.kind.partition(":")[2], row.why
            )
            for row in self.decisions
            if row.day and row.kind
        )


def simulated_run(answers: Answers, *, whole: bool = False) -> Run | None:
    """Return the run of a dossier, up to the evening that was looked at; ``None`` while the campaign is not ready.

    Parameters
    ----------
    whole : bool
        True for all its days.
    """
    return _run(PILOT.answer(answers), answers, whole=whole)


def _run(answer: Pilot, answers: Answers, *, whole: bool = False) -> Run | None:
    market = market_of(CAMPAIGN.answer(answers).campaign, answers)
    if market is None:
        return None
    return run(market, answer.chosen, until=None if whole else int(answer.seen or 0))


def _check(answer: Pilot, answers: Answers, marking: Marking) -> None:
    known = _run(answer, answers)
    if known is None:
        marking.missing(
            14, "Finissez d'abord « Ma campagne » : budget, dates, taille de l'audience, emplacements."
        )
        return
    market, decided = known.market, answer.chosen
    if not known.days:
        marking.missing(14, "Avancez d'une semaine : il n'y a encore rien à voir.", about="seen")
        return
    marking.award(
        2,
        len(known.days) / market.days,
        f"Vous avez regardé jusqu'au bout : {french.plural(market.days, 'jour')}.",
        f"Vous en êtes au jour {len(known.days)} sur {market.days} : avancez jusqu'au bout.",
        about="seen",
    )
    watch = grade(known, decided)
    _check_watch(watch, known, bool(decided), marking)
    _check_end(answer, known, marking)


def _check_watch(watch: Watch, known: Run, decided: bool, marking: Marking) -> None:
    seen, weeks_ = watch.weeks
    marking.award(
        2.5,
        seen / weeks_,
        f"Vous avez décidé chaque semaine, en disant pourquoi ({french.plural(weeks_, 'semaine')}).",
        f"{french.plural(seen, 'semaine regardée', 'semaines regardées')} sur {weeks_} : une décision par semaine, avec sa "
        f"raison ({LEAST_WHY} caractères au moins), même si c'est de laisser tourner.",
        about="decisions",
    )
    if not decided:
        marking.missing(6.5, "Décidez : sans vous, la campagne dépense toute seule.", about="decisions")
        return
    held = watch.over < 0.01
    slow = watch.pace < PACE_LOW and not _stopped(known)
    marking.award(
        2,
        0.0 if not held else 0.5 if slow else 1.0,
        f"Budget tenu : {french.euros(known.spent, 2)} sur {french.euros(known.market.planned, 2)} prévus.",
        f"Vous avez dépensé {french.euros(watch.over, 2)} de plus que prévu."
        if not held
        else f"Vous n'avez dépensé que {french.percent(watch.pace, 0)} de ce qui était prévu à ce jour.",
        about="decisions",
    )
    _check_alarms(watch, marking)
    marking.award(
        1,
        not watch.fidgets,
        "Vous avez laissé l'outil apprendre : rien de brusque sans raison la première semaine.",
        f"Un grand changement les {LEARNING_DAYS} premiers jours, sans alerte, fait tout recommencer à l'outil.",
        about="decisions",
    )


def _stopped(known: Run) -> bool:
    return any(day.budget < known.market.daily - 1e-9 for day in known.days)


def _check_alarms(watch: Watch, marking: Marking) -> None:
    missed = [alarm for alarm, met in watch.alarms if not met]
    count = len(watch.alarms)
    marking.award(
        3.5,
        1 - len(missed) / count if count else 1.0,
        f"{french.plural(count, 'alerte vue', 'alertes vues')} à temps."
        if count
        else "Aucune alerte : il n'y avait rien à corriger.",
        f"Alerte manquée : {missed[0].text} ; il fallait décider avant le soir du jour {missed[0].due} "
        f"({missed[0].todo})."
        if missed
        else "",
        about="decisions",
    )


def _check_end(answer: Pilot, known: Run, marking: Marking) -> None:
    if len(known.days) < known.market.days:
        marking.missing(3, "Le bilan se fait au dernier soir.", about="cpa")
        return
    cost = known.cpa or 0.0
    told = french.euros(cost, 2) if known.sales else "rien ne s'est vendu (0)"
    for name, wanted, right, label in (
        ("cpa", cost, told, "Coût d'une vente"),
        ("net", known.net, french.euros(known.net, 2), "Ce qu'il reste"),
    ):
        marking.award(
            1,
            within(getattr(answer, name), wanted, 0.01, least=0.02),
            f"{label} : {right}, c'est juste.",
            f"{label} : {right} ({french.euros(known.spent, 2)} dépensés, {french.plural(known.sales, 'vente')}).",
            about=name,
        )
    good = bool(known.sales) and cost <= known.market.maximum_cpa
    marking.award(
        1,
        answer.verdict == ("again" if good else "change"),
        f"Bien jugé : {told} pour {french.euros(known.market.maximum_cpa, 2)} au plus.",
        f"Comparez : {told} pour {french.euros(known.market.maximum_cpa, 2)} au plus.",
        about="verdict",
    )


def _draw(answer: Pilot, answers: Answers, person: Person) -> Sequence[Picture]:
    known = _run(answer, answers)
    if known is None:
        return ()
    names = {option.value: option.label for option in PLACEMENTS}
    shown = (spending(known), weeks(known)) if known.days else ()
    return (*shown, *((compared(known, names),) if known.impressions else ()), model_in_the_open())


def _advance(answer: Pilot, answers: Answers, progress: Progress) -> Outcome:
    whole = _run(answer, answers, whole=True)
    if whole is None:
        return Outcome(
            "Finissez d'abord « Ma campagne » : budget, dates, taille de l'audience, emplacements."
        )
    seen = int(answer.seen or 0)
    upto = min(len(whole.days), (seen // 7 + 1) * 7)
    if upto == seen:
        return Outcome("La campagne est finie : faites le bilan.")
    known = whole.until(upto)
    week = known.days[seen:]
    sentence = (
        f"Du jour {seen + 1} au jour {upto} : {french.euros(sum(d.cents for d in week) / 100, 2)} dépensés, "
        f"{french.plural(sum(d.clicks for d in week), 'clic')}, {french.plural(sum(d.sales for d in week), 'vente')}."
    )
    return Outcome(sentence, values={"seen": str(upto)})


PILOT = Exercise(
    id="c6-pilotage",
    competency="C6",
    criteria=("Cr6.1",),
    title="Je pilote ma campagne",
    prompt=(
        "Votre campagne est publiée : elle tourne. C'est une simulation, aucun euro n'est dépensé et vos vrais résultats "
        "seront différents. Son modèle et ses chiffres sont à découvert, sous le formulaire.\n\n"
        "Avancez semaine par semaine. Regardez, décidez, dites pourquoi. Vous pouvez répondre jour par jour : le passé ne "
        "change jamais, seule la suite change."
    ),
    help=(
        "Ce qu'un bon pilote regarde : ce qu'une vente coûte sur sept jours (au plus : panier × marge), combien de fois chacun "
        "a vu la publicité (à quatre, on se lasse), et les clics qui ne vendent plus (la page d'arrivée est peut-être en "
        f"panne).\n\nOn répond à une alerte d'argent en {QUICK} jours, à la lassitude en {SLOW} jours. La première semaine, on "
        "laisse l'outil apprendre, sauf alerte. Ces repères sont ceux du cours.\n\n"
        "Vos points ne dépendent pas de la chance : une campagne qui vend mal, mais arrêtée à temps, est bien pilotée."
    ),
    model=Pilot,
    points=14.0,
    check=_check,
    draw=_draw,
    actions=(
        Action(
            "advance",
            "Avancer d'une semaine",
            _advance,
            "La campagne tourne sept jours de plus, avec vos décisions.",
        ),
    ),
)
