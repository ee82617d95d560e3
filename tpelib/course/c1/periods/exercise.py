"""« Mes périodes »: the seasons of the business, read in its turnover, and when to speak."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from tpelib.base import french
from tpelib.base.errors import DomainError, TpeError
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.charts.builders import bars
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.cases import find
from tpelib.course.common import MONTHS, within
from tpelib.domain import events, season
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Action, Answers, Exercise, Outcome, Progress
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choices, Date, Number, Text

__all__ = ["PERIODS", "Period", "Periods", "happenings"]

PEAK = 1.10
"""Index from which a month counts as a peak: 10 % above the mean month."""
LEAD = 45
"""Days before a peak in which communication still prepares it."""


class Month(Answer):
    """One month of turnover."""

    turnover: Annotated[float | None, Number("Chiffre d'affaires", unit="€", maximum=100_000_000)] = None


class Period(Answer):
    """A period of communication."""

    name: Annotated[str, Text("Quelle période ?", short="Période", max_length=60)] = ""
    start: Annotated[date | None, Date("Du")] = None
    end: Annotated[date | None, Date("Au")] = None
    why: Annotated[str, Text("Pourquoi ?", short="Pourquoi", max_length=200)] = ""


class Periods(Answer):
    """The year, its peaks, and the periods chosen."""

    months: Annotated[
        list[Month],
        Rows(
            "Quel a été votre chiffre d'affaires, mois par mois ?",
            hint="La dernière année complète. Zéro si vous étiez fermé.",
            group="L'année passée",
            row=Month,
            row_labels=french.MONTHS,
        ),
    ] = []
    peaks: Annotated[
        list[str],
        Choices(
            "Quels sont vos mois forts ?",
            short="Mois forts",
            hint="Ceux qui dépassent le mois moyen d'au moins 10 %.",
            group="L'année passée",
            options=MONTHS,
        ),
    ] = []
    periods: Annotated[
        list[Period],
        Rows(
            "Quand parlerez-vous le plus ?",
            hint="Deux à cinq périodes. Commencez avant vos mois forts (45 jours avant au plus) : on choisit "
            "avant d'acheter.",
            group="L'année qui vient",
            row=Period,
            max_rows=8,
            min_rows=2,
            add_label="Ajouter une période",
        ),
    ] = []

    @property
    def indices(self) -> tuple[float, ...] | None:
        """Seasonal index of each month, or ``None`` while the twelve months are not there."""
        values = [month.turnover for month in self.months]
        try:
            return season.seasonal_indices([value for value in values if value is not None])
        except DomainError:
            return None

    @property
    def dated(self) -> list[tuple[str, date, date]]:
        """The periods that have a sound start and end: (name, start, end)."""
        return [
            (period.name or "Période", period.start, period.end)
            for period in self.periods
            if period.start and period.end and period.start <= period.end
        ]


def _month_names(months: Sequence[int]) -> str:
    return french.listing([french.MONTHS[month - 1] for month in months])


def _check(answer: Periods, answers: Answers, marking: Marking) -> None:
    filled = sum(month.turnover is not None for month in answer.months)
    case = find(BUSINESS.answer(answers).project)
    own = tuple(month.turnover or 0.0 for month in answer.months)
    if case and filled == 12 and not all(within(a, b, 0.05) for a, b in zip(own, case.turnover, strict=True)):
        marking.award(
            2,
            0.5,
            "",
            "",
            partial="Reprenez les douze montants de la fiche du cas (à 5 % près).",
            about="months",
        )
    else:
        marking.award(
            2,
            filled / 12,
            "Les douze mois sont là.",
            f"Il manque {french.plural(12 - filled, 'mois', 'mois')} : écrivez zéro pour un mois fermé.",
            about="months",
        )
    indices = answer.indices
    if indices is None:
        marking.missing(8, "Donnez les douze mois : vos mois forts s'y lisent.", about="months")
    else:
        _check_peaks(answer, indices, marking)
    _check_periods(answer, marking)


def _check_peaks(answer: Periods, indices: tuple[float, ...], marking: Marking) -> None:
    peaks = set(season.peak_months(indices, threshold=PEAK))
    chosen = {int(month) for month in answer.peaks}
    names = _month_names(sorted(peaks))
    if not chosen:
        marking.missing(4, "Cochez vos mois forts.", about="peaks")
    else:
        marking.award(
            4,
            len(peaks & chosen) / len(peaks | chosen),
            f"Bien lu : vos mois forts sont {names}.",
            f"D'après vos chiffres, les mois qui dépassent la moyenne de 10 % sont {names}.",
            about="peaks",
        )
    if not answer.dated:
        marking.missing(4, "Datez au moins une période, pour préparer vos mois forts.", about="periods")
        return
    first = sorted(peaks, key=lambda month: -indices[month - 1])[:3]
    covered = [m for m in first if any(season.covers_month(s, e, m, lead=LEAD) for _, s, e in answer.dated)]
    left = [month for month in first if month not in covered]
    marking.award(
        4,
        len(covered) / len(first),
        f"Vos périodes préparent vos plus forts mois ({_month_names(sorted(first))}).",
        f"Rien ne prépare {_month_names(sorted(left))} : prévoyez une période qui commence dans les "
        f"{LEAD} jours d'avant, ou pendant.",
        about="periods",
    )


def _check_periods(answer: Periods, marking: Marking) -> None:
    if not answer.periods:
        marking.missing(2, "Choisissez vos périodes : un nom, deux dates, une raison.", about="periods")
        return
    sound = sum(
        bool(p.name and p.why and p.start and p.end) and p.start <= p.end and (p.end - p.start).days <= 150  # type: ignore[operator]  # both are dates by then
        for p in answer.periods
    )
    marking.award(
        2,
        sound / len(answer.periods),
        "Chaque période a un nom, deux dates et une raison.",
        "Donnez à chaque période un nom, un début, une fin (cinq mois au plus) et une raison.",
        about="periods",
    )


def happenings(months: Sequence[int], today: date) -> str:
    """Return, in one French text, the feasts and trade dates of the next of each of these months.

    Raises
    ------
    DomainError
        The catalogue of events does not reach that far.
    """
    told = []
    for year, month in sorted((today.year + (month < today.month), month) for month in months):
        found = [
            f"{event.name} ({french.day(event.start, year=False)})"
            for event in events.catalogue(year)
            if event.start.month == month and event.kind in ("feast", "commerce", "sales")
        ]
        named = french.listing(found) if found else "rien de particulier, à vous de créer l'occasion"
        told.append(f"{french.MONTHS[month - 1].capitalize()} {year} : {named}.")
    return " ".join(told)


def _tell_events(answer: Periods, answers: Answers, progress: Progress) -> Outcome:
    indices = answer.indices
    if indices is None:
        raise TpeError("Donnez d'abord vos douze mois : vos mois forts s'y lisent.")
    return Outcome(happenings(season.peak_months(indices, threshold=PEAK), date.today()))


def _impression(said: str, indices: Sequence[float], person: Person) -> str:
    """Return what the figures say of the learner's own impression of the seasons; empty when they agree."""
    seen = "steady" if max(indices) < PEAK else "closed" if min(indices) == 0 else "peaks"
    if not said or said == seen or {said, seen} == {"peaks", "closed"}:
        return ""
    words = {"steady": "des mois tous pareils", "peaks": "des saisons", "closed": "des saisons"}
    before, figures = person.says("Vous disiez", "Je disais"), person.says("vos chiffres", "mes chiffres")
    return f" {before} avoir {words[said]} : {figures} montrent {words[seen]}."


def _draw(answer: Periods, answers: Answers, person: Person) -> Sequence[Picture]:
    indices = answer.indices
    if indices is None:
        return ()
    peaks = season.peak_months(indices, threshold=PEAK)
    best = max(range(12), key=lambda month: indices[month])
    return (
        bars(
            title=person.says("Vos saisons", "Mes saisons"),
            labels=french.SHORT_MONTHS,
            values=[round(index * 100, 1) for index in indices],
            texts=[french.number(index * 100, 0) for index in indices],
            unit="Indice (100 = mois moyen)",
            marked=[month - 1 for month in peaks],
            marked_name="mois fort",
            line=100,
            line_name="mois moyen",
            reading=(
                f"{french.MONTHS[best].capitalize()} est {person.says('votre', 'mon')} plus fort mois : "
                f"{french.number(indices[best] * 100, 0)} quand un mois moyen fait 100."
                + _impression(BUSINESS.answer(answers).season, indices, person)
            ),
            source=f"Source : le chiffre d'affaires que {person.says('vous avez saisi', 'j’ai relevé')}.",
        ),
    )


PERIODS = Exercise(
    id="c1-periodes",
    competency="C1",
    criteria=("Cr1",),
    title="Mes périodes",
    prompt=(
        "Votre chiffre d'affaires raconte vos saisons. Recopiez-le mois par mois, repérez vos mois forts, "
        "puis choisissez quand vous parlerez le plus."
    ),
    help=(
        "L'indice d'un mois est son chiffre d'affaires divisé par celui du mois moyen : 150 veut dire moitié "
        "plus que d'habitude.\n\nUne période commence avant la vente : trois semaines avant la fête des "
        "Mères, six avant Noël, un mois avant les premiers froids pour un chauffagiste."
    ),
    model=Periods,
    points=12.0,
    check=_check,
    draw=_draw,
    actions=(
        Action(
            "evenements",
            "Voir les fêtes de mes mois forts",
            _tell_events,
            hint="Les fêtes et les dates du commerce qui tombent dans vos mois forts, pour choisir vos périodes.",
        ),
    ),
)
