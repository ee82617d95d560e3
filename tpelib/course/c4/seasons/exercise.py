"""« Mes saisons et mes événements »: the year of the business, set against what happens in it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.course.c1.periods.exercise import LEAD, PEAK, PERIODS
from tpelib.course.c4.seasons.drawing import season_and_events
from tpelib.domain import events, season
from tpelib.domain.calendar import CalendarEvent
from tpelib.domain.calendar.model import MAX_DAYS
from tpelib.domain.events import Event
from tpelib.domain.events.catalogue import title, titles
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Action, Answers, Exercise, Outcome, Progress
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Date, Number, Option, Options, Text

__all__ = ["SEASONS", "Seasons", "Talk"]

SHORTEST = 84
"""Days a calendar covers at least to show a rhythm: twelve weeks."""


class Talk(Answer):
    """An event to speak of."""

    name: Annotated[str, Text("Événement", max_length=60)] = ""
    day: Annotated[date | None, Date("Le")] = None
    lead: Annotated[
        float | None,
        Number("En parler avant", short="Annoncé avant", unit="jours", maximum=120, integer=True),
    ] = None
    posts: Annotated[float | None, Number("Publications", minimum=1, maximum=12, integer=True)] = None
    why: Annotated[str, Text("Pourquoi", max_length=120)] = ""


class Seasons(Answer):
    """Where and when, and what happens."""

    activity: Annotated[
        str,
        Choice(
            "Quelle est votre famille d'activité ?",
            hint="Elle choisit les événements de métier proposés.",
            group="Votre calendrier",
            options=Options(lambda: (Option(key, name) for key, name in events.activities().items())),
        ),
    ] = ""
    department: Annotated[
        str,
        Choice(
            "Dans quel département vendez-vous ?",
            hint="Jours fériés, vacances scolaires et soldes en dépendent.",
            group="Votre calendrier",
            options=Options(lambda: (Option(d.code, f"{d.code} · {d.name}") for d in events.departments())),
        ),
    ] = ""
    start: Annotated[
        date | None,
        Date("Votre calendrier commence le", short="Le calendrier commence le", group="Votre calendrier"),
    ] = None
    end: Annotated[
        date | None,
        Date(
            "Il finit le",
            hint="Trois mois au moins, un an au plus : l'année entière est l'idéal.",
            group="Votre calendrier",
        ),
    ] = None
    talks: Annotated[
        list[Talk],
        Rows(
            "De quels événements parlerez-vous ?",
            hint="Le bouton « Proposer mes événements » remplit ce tableau ; retirez ce qui ne vous ressemble "
            "pas, ajoutez les vôtres (portes ouvertes, anniversaire de la boutique, marché).",
            group="Les événements",
            row=Talk,
            min_rows=2,
            max_rows=40,
            add_label="Ajouter un événement",
        ),
    ] = []

    @property
    def span(self) -> tuple[date, date] | None:
        """First and last day of the calendar, when both are there, in order and within bounds."""
        if not self.start or not self.end:
            return None
        return (self.start, self.end) if 7 <= (self.end - self.start).days + 1 <= MAX_DAYS else None

    def known(self, name: str, day: date) -> Event | None:
        """Return the event of the catalogue that bears a name, the nearest one to a day."""
        found = [
            event
            for year in {day.year - 1, day.year, day.year + 1}
            if events.FIRST_YEAR <= year <= events.LAST_YEAR
            and (event := titles(year, self.department).get(title(name)))
        ]
        return min(found, key=lambda event: abs(event.start - day), default=None)

    @property
    def moments(self) -> tuple[CalendarEvent, ...]:
        """The events as the calendar announces them: from so many days before to the eve."""
        found = []
        for talk in self.talks:
            if not (talk.name and talk.day):
                continue
            known = self.known(talk.name, talk.day)
            lead = int(talk.lead or 0)
            if known and known.kind == "sales":
                first, last = known.window  # the word is theirs only in their period
            elif lead:
                first, last = talk.day - timedelta(days=lead), talk.day - timedelta(days=1)
            else:
                first = last = talk.day
            found.append(CalendarEvent(talk.name, first, last, int(talk.posts or 1)))
        return tuple(found)


def _check(answer: Seasons, answers: Answers, marking: Marking) -> None:
    span = answer.span
    long_enough = span is not None and (span[1] - span[0]).days + 1 >= SHORTEST
    marking.award(
        2,
        (bool(answer.activity) + bool(answer.department) + 2 * long_enough) / 4,
        "Votre activité, votre département et les dates de votre calendrier sont dits.",
        "Dites votre famille d'activité, votre département, et deux dates (douze semaines à un an).",
        about="activity",
    )
    talks = [talk for talk in answer.talks if talk.name and talk.day]
    if not talks or not span:
        marking.missing(
            10,
            "Donnez les dates du calendrier." if talks else "Datez au moins deux événements.",
            about="talks" if span else "start",
        )
        return
    _check_dates(answer, talks, span, marking)
    _check_peaks(answer, answers, span, marking)
    ready = sum(_told_in_time(answer, talk) for talk in talks)
    marking.award(
        2,
        ready / len(answer.talks),
        "Chaque événement est annoncé assez tôt.",
        "Comptez au moins trois jours d'avance par événement ; pour les soldes, zéro : leur nom est réservé "
        "à leur période.",
        about="talks.0.lead",
    )
    reasons = sum(len(talk.why) >= 8 for talk in answer.talks)
    marking.award(
        2,
        reasons / len(answer.talks),
        "Vous dites pourquoi chaque événement vous concerne.",
        "Dites en quelques mots pourquoi chaque événement compte pour vos ventes.",
        about="talks.0.why",
    )


def _check_dates(answer: Seasons, talks: Sequence[Talk], span: tuple[date, date], marking: Marking) -> None:
    wrong: list[str] = []
    for talk in talks:
        day = talk.day or span[0]
        known = answer.known(talk.name, day)
        if known and not known.to_confirm and known.confidence == "rule" and known.start != day:
            wrong.append(f"« {talk.name} » tombe le {french.day(known.start)}")
        elif known and known.confidence == "custom" and abs((known.start - day).days) > 7:
            wrong.append(f"« {talk.name} » tombe d'habitude le {french.day(known.start)}")
        elif not span[0] <= day <= span[1] + timedelta(days=31):
            wrong.append(f"« {talk.name} » est hors de votre calendrier")
    marking.award(
        3,
        min(len(talks), 2) / 2 * (len(talks) - len(wrong)) / len(answer.talks),
        f"{french.plural(len(talks), 'événement daté', 'événements datés')}, aux bonnes dates.",
        f"{wrong[0]}." if wrong else "Datez au moins deux événements, chacun avec son nom.",
        about="talks",
    )


def _told_in_time(answer: Seasons, talk: Talk) -> bool:
    if talk.lead is None or not talk.day:
        return False
    known = answer.known(talk.name, talk.day)
    return talk.lead == 0 if known and known.kind == "sales" else talk.lead >= 3


def _check_peaks(answer: Seasons, answers: Answers, span: tuple[date, date], marking: Marking) -> None:
    indices = PERIODS.answer(answers).indices
    if indices is None:
        marking.missing(3, "Donnez d'abord vos douze mois de chiffre d'affaires dans « Mes périodes » (C1).")
        return
    within = {day.month for day in _days(*span)}
    peaks = [month for month in season.peak_months(indices, threshold=PEAK) if month in within]
    peaks = sorted(peaks, key=lambda month: -indices[month - 1])[:3]
    if not peaks:
        marking.award(3, True, "Aucun de vos mois forts ne tombe dans ce calendrier.", "")
        return
    spoken = [talk.day for talk in answer.talks if talk.day]
    bare = [
        month
        for month in peaks
        if not any(
            season.covers_month(day - timedelta(days=LEAD), day, month, lead=0) or day.month == month
            for day in spoken
        )
    ]
    marking.award(
        3,
        1 - len(bare) / len(peaks),
        f"Vos plus forts mois ont leur événement ({_names(sorted(peaks))}).",
        f"Rien n'est prévu pour {_names(sorted(bare))}, pourtant parmi vos mois forts : trouvez une occasion, "
        "au besoin créez-la.",
        about="talks",
    )


def _names(months: Sequence[int]) -> str:
    return french.listing([french.MONTHS[month - 1] for month in months])


def _days(first: date, last: date) -> Sequence[date]:
    return [first + timedelta(days=rank) for rank in range((last - first).days + 1)]


def _propose(answer: Seasons, answers: Answers, progress: Progress) -> Outcome:
    progress(0.0, "Recherche des événements de votre année.")
    if not answer.span or not answer.activity:
        raise DomainError(
            "Choisissez d'abord votre famille d'activité et les deux dates de votre calendrier."
        )
    kept = [talk for talk in answer.talks if not talk.is_blank]
    found = [
        event
        for event in events.between(*answer.span, answer.department, answer.activity)
        if event.kind in ("feast", "commerce", "trade", "sales")
        and not any(events.named(talk.name, [event]) for talk in kept)
    ]
    rows = [_typed(talk) for talk in kept] + [_row(event) for event in found]
    rows.sort(key=lambda row: row.get("day") or "9")
    doubtful = [event.name for event in found if event.to_confirm]
    sentence = (
        f"{french.plural(len(found), 'événement ajouté', 'événements ajoutés')} : gardez ceux qui comptent."
    )
    if doubtful:
        sentence += f" Dates à confirmer : {french.listing(doubtful)}."
    return Outcome(sentence, {"talks": rows[:40]})


def _row(event: Event) -> dict[str, str]:
    return {
        "name": event.name,
        "day": event.start.isoformat(),
        "lead": str(event.lead),
        "posts": "2" if event.lead >= 14 else "1",
    }


def _typed(talk: Talk) -> dict[str, str]:
    values = {
        "name": talk.name,
        "day": talk.day.isoformat() if talk.day else "",
        "lead": "" if talk.lead is None else str(int(talk.lead)),
        "posts": "" if talk.posts is None else str(int(talk.posts)),
        "why": talk.why,
    }
    return {name: value for name, value in values.items() if value}


def _draw(answer: Seasons, answers: Answers, person: Person) -> Sequence[Picture]:
    indices = PERIODS.answer(answers).indices
    if indices is None:
        return ()
    dated = sorted((talk.day, talk.name) for talk in answer.talks if talk.day and talk.name)
    by_month = {day.month for day, _ in dated}
    peaks = season.peak_months(indices, threshold=PEAK)
    bare = [month for month in peaks if month not in by_month]
    best = max(range(1, 13), key=lambda month: indices[month - 1])
    reading = (
        f"{french.MONTHS[best - 1].capitalize()} est {person.says('votre', 'mon')} plus fort mois ; "
        + (
            f"aucun événement en {_names(bare)}."
            if bare
            else f"chacun de {person.your} mois forts a au moins un événement."
        )
    )
    return (
        season_and_events(
            indices,
            dated,
            reading=reading,
            source=f"Source : {person.says('votre', 'mon')} chiffre d'affaires (« Mes périodes », C1) et {person.your} "
            "événements.",
            title=person.says("Vos saisons et vos événements", "Mes saisons et mes événements"),
        ),
    )


SEASONS = Exercise(
    id="c4-saisons",
    competency="C4",
    criteria=("Cr4",),
    title="Mes saisons et mes événements",
    prompt=(
        "Vos mois forts viennent de « Mes périodes » : rien à retaper. Il reste à voir ce qui s'y passe : "
        "fêtes, temps forts du commerce, dates de votre métier, et les vôtres."
    ),
    help=(
        "« En parler avant » : combien de jours avant la date commence l'annonce. La veille est le dernier "
        "jour utile.\n\nLes dates suivent la loi ou l'usage. Quelques-unes sont annoncées chaque année (French "
        "Days, marchés de Noël) : le cours les dit « à confirmer ».\n\n"
        "Le mot « soldes » est réservé aux deux périodes légales (code de commerce, L310-3). Information, pas "
        "un conseil juridique : en cas de doute, demandez à votre chambre de commerce ou de métiers."
    ),
    model=Seasons,
    points=12.0,
    check=_check,
    draw=_draw,
    actions=(
        Action(
            "proposer",
            "Proposer mes événements",
            _propose,
            "Ajoute ceux de votre métier, de votre département et de ces dates ; vos lignes restent.",
        ),
    ),
)
