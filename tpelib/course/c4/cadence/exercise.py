"""« Mes souhaits »: cadences, closed days, and what the hours allow, for the calendar to be built on."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.base.words import fold
from tpelib.charts import Picture
from tpelib.charts.builders import bars
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.c1.plan.exercise import PLAN
from tpelib.course.c1.time.exercise import TIME
from tpelib.course.c2.choice.exercise import chosen_networks
from tpelib.course.c4.clock import Clock
from tpelib.course.c4.line.exercise import LINE
from tpelib.course.common import NETWORKS
from tpelib.domain.calendar import PostingCadence
from tpelib.domain.calendar.model import read_clock
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Choices, Date, Number, Option, Text

__all__ = ["LABELS", "WISHES", "Cadence", "Desires", "cadence_lines", "networks_of"]

LABELS: Mapping[str, str] = {option.value: option.label for option in NETWORKS}
"""Value of a network to its name."""

YES_NO = (Option("yes", "Oui"), Option("no", "Non"))


class Cadence(Answer):
    """What one publishes on a network, and how often."""

    network: Annotated[str, Choice("Réseau", options=NETWORKS)] = ""
    format: Annotated[str, Text("Format", max_length=60)] = ""
    minutes: Annotated[
        float | None,
        Number(
            "Minutes pour un",
            hint="Vide : celles de « Mon temps »",
            unit="min",
            minimum=1,
            maximum=2400,
        ),
    ] = None
    per_week: Annotated[
        float | None, Number("Par semaine", hint="0,5 : tous les quinze jours", maximum=14)
    ] = None
    strong: Annotated[float | None, Number("En période forte", hint="Par semaine", maximum=14)] = None
    at: Annotated[str, Clock("Heure", hint="18:30")] = ""


class Leave(Answer):
    """A closure."""

    name: Annotated[str, Text("Quoi", max_length=60)] = ""
    start: Annotated[date | None, Date("Du")] = None
    end: Annotated[date | None, Date("Au")] = None


class Desires(Answer):
    """The wishes."""

    cadences: Annotated[
        list[Cadence],
        Rows(
            "Que publierez-vous, où, combien de fois ?",
            hint="Une ligne par réseau et par format ; 0,5 par semaine veut dire tous les quinze jours. Sans "
            "minutes, le cours reprend celles du format de même nom dans « Mon temps » (C1). Les périodes fortes "
            "sont celles de « Mes périodes » (C1). L'heure est une hypothèse, à essayer sur votre page.",
            group="Vos cadences",
            row=Cadence,
            min_rows=2,
            max_rows=12,
            add_label="Ajouter une cadence",
        ),
    ] = []
    closed: Annotated[
        list[str],
        Choices(
            "Quels jours êtes-vous fermé ?",
            short="Jours de fermeture",
            group="Vos jours",
            required=False,
            options=tuple(Option(str(rank), name) for rank, name in enumerate(french.WEEKDAYS)),
        ),
    ] = []
    holidays: Annotated[str, Choice("Fermez-vous les jours fériés ?", group="Vos jours", options=YES_NO)] = ""
    leaves: Annotated[
        list[Leave],
        Rows(
            "Vos congés pendant ce calendrier",
            group="Vos jours",
            required=False,
            row=Leave,
            max_rows=10,
            add_label="Ajouter des congés",
        ),
    ] = []
    publish_closed: Annotated[
        str,
        Choice(
            "Publiez-vous aussi les jours de fermeture ?",
            short="Publier ces jours-là",
            hint="Une publication se programme d'avance. Mais qui répondra aux messages ?",
            group="Vos jours",
            options=YES_NO,
        ),
    ] = ""

    @property
    def away(self) -> tuple[tuple[date, date], ...]:
        """The leaves that have sound dates."""
        return tuple(
            (leave.start, leave.end)
            for leave in self.leaves
            if leave.start and leave.end and leave.start <= leave.end <= leave.start + timedelta(days=92)
        )


def networks_of(answers: Answers) -> tuple[str, ...]:
    """Return the networks chosen in C2 (values), or while none is, those of the plan of C1."""
    plan = (action.network for action in PLAN.answer(answers).actions if action.network)
    return chosen_networks(answers) or tuple(dict.fromkeys(plan))


def cadence_lines(desires: Desires, answers: Answers) -> tuple[PostingCadence, ...]:
    """Return the cadences that can be held: network, minutes (their own or those of « Mon temps ») and rate."""
    timed = {fold(f.name): f.minutes for f in TIME.answer(answers).complete}
    found = []
    for cadence in desires.cadences:
        minutes = cadence.minutes or timed.get(fold(cadence.format))
        if cadence.network and minutes and cadence.per_week is not None:
            found.append(
                PostingCadence(
                    LABELS[cadence.network],
                    cadence.format,
                    minutes,
                    cadence.per_week,
                    cadence.strong,
                    read_clock(cadence.at) if cadence.at else read_clock("18:00"),
                )
            )
    return tuple(found)


def weekly_minutes(lines: Sequence[PostingCadence], moderation: float, *, strong: bool) -> float:
    """Return the minutes of an average week, ordinary or strong."""
    return sum(line.rate(strong) * line.minutes for line in lines) + moderation


def _check(answer: Desires, answers: Answers, marking: Marking) -> None:
    cadences = answer.cadences
    if not cadences:
        marking.missing(
            9, "Ajoutez au moins une cadence : un réseau, un format, un nombre.", about="cadences"
        )
        _check_days(answer, marking)
        return
    lines = cadence_lines(answer, answers)
    complete = min(len(lines), sum(bool(c.at) for c in cadences))
    marking.award(
        2,
        complete / len(cadences),
        f"{french.plural(len(lines), 'cadence complète', 'cadences complètes')}.",
        "Donnez à chaque cadence un réseau, un format, un nombre par semaine et une heure. Sans minutes, "
        "reprenez le nom exact d'un format de « Mon temps ».",
        about="cadences",
    )
    _check_networks(cadences, answers, marking)
    _check_hours(lines, answers, marking)
    _check_aim(cadences, answers, marking)
    open_days = 7 if answer.publish_closed == "yes" else 7 - len(answer.closed)
    busiest = {
        network: sum(max(c.per_week or 0, c.strong or 0) for c in cadences if c.network == network)
        for network in {c.network for c in cadences}
    }
    crowded = [LABELS.get(network, "un réseau") for network, count in busiest.items() if count > open_days]
    marking.award(
        1,
        not crowded,
        "Chaque réseau a au plus une publication par jour ouvert.",
        f"Trop de publications sur {french.listing(crowded)} : comptez-en une par jour ouvert, "
        f"soit {open_days} par semaine au plus.",
        about="cadences.0.per_week",
    )
    thought = sum(c.strong is not None for c in cadences)
    marking.award(
        1,
        thought / len(cadences),
        "Vous avez pensé le rythme de vos périodes fortes.",
        "Dites le rythme de chaque cadence en période forte, même s'il ne change pas.",
        about="cadences.0.strong",
    )
    _check_days(answer, marking)


def _check_networks(cadences: Sequence[Cadence], answers: Answers, marking: Marking) -> None:
    chosen = networks_of(answers)
    used = [c.network for c in cadences if c.network]
    if not chosen:
        marking.missing(2, "Choisissez d'abord vos réseaux : le calendrier les reprend.")
        return
    outside = sorted({LABELS[network] for network in used if network not in chosen})
    marking.award(
        2,
        sum(network in chosen for network in used) / len(cadences),
        "Vos cadences portent sur les réseaux que vous avez choisis.",
        f"Vous n'aviez pas choisi {french.listing(outside)} : changez la cadence, ou revoyez votre choix."
        if outside
        else "Dites le réseau de chaque cadence.",
        about="cadences.0.network",
    )


def _check_hours(lines: Sequence[PostingCadence], answers: Answers, marking: Marking) -> None:
    available = BUSINESS.answer(answers).hours
    if available is None or not lines:
        marking.missing(
            2,
            "Remplissez « Mon entreprise » (C1) : vos heures viennent de là."
            if available is None
            else "Les heures se comptent dès qu'une cadence est complète.",
            about="cadences",
        )
        return
    moderation = TIME.answer(answers).moderation or 0
    for strong, when in ((False, "En semaine ordinaire"), (True, "En période forte")):
        needed = weekly_minutes(lines, moderation, strong=strong) / 60
        told = f"{french.hours(needed)} par semaine, réponses comprises, pour {french.hours(available)}"
        marking.award(
            1,
            needed <= available + 1e-9,
            f"{when}, vos cadences tiennent : {told}.",
            f"{when}, vos cadences prennent {told} : publiez moins, ou des formats plus courts.",
            about="cadences",
        )


def _check_aim(cadences: Sequence[Cadence], answers: Answers, marking: Marking) -> None:
    aim = LINE.answer(answers).quantity
    total = sum(cadence.per_week or 0 for cadence in cadences)
    if aim is None:
        marking.missing(1, "Donnez-vous d'abord un objectif de quantité dans « Ma ligne et mes objectifs ».")
        return
    marking.award(
        1,
        abs(total - aim) <= 0.5 + 1e-9,
        f"Vos cadences font votre objectif : {french.plural(total, 'publication')} par semaine.",
        f"Vos cadences font {french.plural(total, 'publication')} par semaine, votre objectif est de "
        f"{french.number(aim)} : accordez-les, à une demie près.",
        about="cadences.0.per_week",
    )


def _check_days(answer: Desires, marking: Marking) -> None:
    sound = len(answer.away) == len(answer.leaves)
    marking.award(
        1,
        (bool(answer.holidays) + bool(answer.publish_closed)) / 2 if sound else 0.0,
        "Vos jours de fermeture sont dits.",
        "Dites si vous fermez les jours fériés, si vous publiez quand même, et datez vos congés "
        "(trois mois au plus).",
        about="holidays",
    )


def _draw(answer: Desires, answers: Answers, person: Person) -> Sequence[Picture]:
    lines = cadence_lines(answer, answers)
    if not lines:
        return ()
    available = BUSINESS.answer(answers).hours
    moderation = TIME.answer(answers).moderation or 0
    values = [weekly_minutes(lines, moderation, strong=strong) / 60 for strong in (False, True)]
    over = [rank for rank, value in enumerate(values) if available is not None and value > available + 1e-9]
    return (
        bars(
            title="Ce que vos souhaits demandent",
            labels=["Semaine ordinaire", "Période forte"],
            values=[round(value, 3) for value in values],
            texts=[french.hours(value) for value in values],
            unit="heures par semaine",
            marked=over,
            marked_name="dépasse vos heures",
            line=available,
            line_name="vos heures disponibles",
            reading=(
                f"Une semaine ordinaire prend {french.hours(values[0])}, une semaine forte "
                f"{french.hours(values[1])}"
                + (f", pour {french.hours(available)} disponibles." if available is not None else ".")
            ),
            source="Source : vos réponses.",
        ),
    )


WISHES = Exercise(
    id="c4-voeux",
    competency="C4",
    criteria=("Cr4",),
    title="Mes souhaits",
    prompt=(
        "Dites ce que vous aimeriez tenir toute l'année. Au pas suivant, le cours cherchera le calendrier qui "
        "les respecte tous ; s'il n'en existe pas, il vous dira le plus petit changement qui suffit."
    ),
    help=(
        "Mieux vaut une cadence modeste tenue cinquante semaines que cinq publications en janvier et plus rien "
        "en mars.\n\nPour « En période forte », demandez-vous si vous aurez le temps : c'est aussi là que vous "
        "travaillez le plus. Préparer d'avance en saison calme est une bonne réponse.\n\n"
        "Les « meilleures heures » publiées par les outils sont des moyennes d'ailleurs : essayez les vôtres."
    ),
    model=Desires,
    points=10.0,
    check=_check,
    draw=_draw,
)
