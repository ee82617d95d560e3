"""« Mon calendrier »: proposed, edited by hand, measured as it changes, written out and read back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from statistics import fmean
from typing import Annotated, Any

from tpelib.base import french, spreadsheets
from tpelib.base.errors import DomainError
from tpelib.base.french import Person
from tpelib.base.words import fold, slug
from tpelib.charts import Picture
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.c4.cadence.exercise import LABELS
from tpelib.course.c4.clock import Clock
from tpelib.course.c4.project import event_days, marked_days, wishes_of
from tpelib.course.c4.seasons.exercise import SEASONS
from tpelib.course.common import NETWORKS
from tpelib.course.drawings.calendar import month_grids
from tpelib.domain import events
from tpelib.domain.calendar import (
    Calendar,
    Proposal,
    ScheduledPost,
    Wishes,
    build_calendar,
)
from tpelib.domain.calendar.exports import PARIS, Export, ToWrite, all_exports
from tpelib.domain.calendar.imports import read_calendar
from tpelib.domain.calendar.indicators import Indicators, measure
from tpelib.domain.calendar.model import MAX_POSTS, read_clock
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Action, Answers, Deliverable, Exercise, Outcome, Progress
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Date, File, Text

__all__ = ["CALENDAR", "PublicationEntry", "Schedule", "indicators", "typed_posts"]

REGULAR, IRREGULAR = 0.6, 1.2
"""Coefficient of variation of the gaps: all points up to the first, none from the second.

Seasons and leave make gaps vary by nature: a calendar of three posts a week, four in strong periods, with two
weeks of leave, is near 0.5. The golden series of the course: 0.144 regular, 1.103 in bursts.
"""
HOLE = 21
"""Days without a post on a network from which the rhythm is broken, leave left aside."""
LIFT = 1.1
"""How much more often one publishes in strong periods for the season to show."""
VALUES: Mapping[str, str] = {option.label: option.value for option in NETWORKS}


class PublicationEntry(Answer):
    """One publication."""

    day: Annotated[date | None, Date("Date")] = None
    at: Annotated[str, Clock("Heure")] = ""
    network: Annotated[str, Choice("Réseau", options=NETWORKS)] = ""
    pillar: Annotated[str, Text("Thème", max_length=40)] = ""
    format: Annotated[str, Text("Format", max_length=60)] = ""
    subject: Annotated[str, Text("Sujet", max_length=160)] = ""


class Schedule(Answer):
    """The calendar."""

    posts: Annotated[
        list[PublicationEntry],
        Rows(
            "Votre calendrier",
            hint="Une ligne par publication. « Proposer un calendrier » le remplit d'après vos souhaits ; tout "
            "se change ensuite ici, au clavier. Pour annoncer un événement, écrivez son nom dans le sujet.",
            row=PublicationEntry,
            min_rows=3,
            max_rows=MAX_POSTS,
            add_label="Ajouter une publication",
            pages="day",
        ),
    ] = []
    file: Annotated[
        dict[str, Any] | None,
        File(
            "Vous l'avez modifié dans un tableur ? Rendez-le ici.",
            hint="Un classeur .xlsx ou .ods, ou un .csv, qui garde les titres de colonnes, puis le bouton « Relire mon "
            "fichier ».",
            required=False,
            accept=spreadsheets.ENDINGS,
        ),
    ] = None

    def dated(self, wishes: Wishes | None) -> tuple[ScheduledPost, ...]:
        """Return the rows that have a date and a network, with the minutes of their format."""
        minutes = _minutes(wishes)
        return tuple(
            ScheduledPost(
                entry.day,
                read_clock(entry.at or "18:00"),
                LABELS[entry.network],
                entry.pillar,
                entry.format,
                minutes(LABELS[entry.network], entry.format),
                entry.subject,
            )
            for entry in self.posts
            if entry.day and entry.network
        )


class _Minutes:
    """Minutes of a post: those of its format on its network, else of its network, else of all."""

    def __init__(self, wishes: Wishes | None) -> None:
        lines = wishes.lines if wishes else ()
        self._exact = {(line.network, fold(line.format)): line.minutes for line in lines}
        self._network = {
            network: fmean(line.minutes for line in lines if line.network == network)
            for network in {line.network for line in lines}
        }
        self._all = fmean(line.minutes for line in lines) if lines else 0.0

    def __call__(self, network: str, form: str) -> float:
        return self._exact.get((network, fold(form)), self._network.get(network, self._all))


def _minutes(wishes: Wishes | None) -> _Minutes:
    return _Minutes(wishes)


def indicators(answer: Schedule, answers: Answers) -> Indicators | None:
    """Return the measures of a calendar; ``None`` while it is empty, or has nothing to be measured against."""
    wishes = wishes_of(answers)
    posts = answer.dated(wishes)
    return measure(posts, wishes) if wishes and posts else None


def typed_posts(posts: Sequence[ScheduledPost]) -> list[dict[str, str]]:
    """Return posts as the rows of the form hold them."""
    return [
        {
            "day": post.day.isoformat(),
            "at": f"{post.at:%H:%M}",
            "network": VALUES[post.network],
            **{
                name: text
                for name, text in (
                    ("pillar", post.pillar),
                    ("format", post.format),
                    ("subject", post.subject),
                )
                if text
            },
        }
        for post in posts
    ]


# ─── What the form does ───────────────────────────────────────────────────────────────────────────


def _propose(answer: Schedule, answers: Answers, progress: Progress) -> Outcome:
    wishes = wishes_of(answers)
    if wishes is None:
        raise DomainError(
            "Donnez d'abord les dates de votre calendrier (« Mes saisons et mes événements ») et vos heures "
            "(« Mon entreprise », C1)."
        )
    proposal = build_calendar(wishes, progress)
    return Outcome(_proved(proposal), {"posts": typed_posts(proposal.posts)})


def _proved(proposal: Proposal) -> str:
    count = french.plural(len(proposal.posts), "publication")
    if proposal.proven:
        return (
            f"{count} proposées. Prouvé par le calcul : à chaque étape (la charge des semaines, puis la régularité "
            "des dates, puis l'équilibre des thèmes), on ne peut pas faire mieux."
        )
    left = [
        f"{step.name} (à {french.percent(step.gap, 0)} du meilleur possible, au plus)"
        for step in proposal.steps
        if not step.proven
    ]
    return f"{count} proposées. Le temps a manqué pour prouver {french.listing(left)}."


def _read_back(answer: Schedule, answers: Answers, progress: Progress) -> Outcome:
    progress(0.0, "Lecture de votre fichier.")
    data = answers.file(answer.file)
    if data is None:
        raise DomainError("Choisissez d'abord votre fichier, au-dessus.")
    found = read_calendar(data, (answer.file or {}).get("name", ""), list(LABELS.values()))
    told = [f"{french.plural(len(found.posts), 'publication lue', 'publications lues')}."]
    if found.problems:
        rows = french.plural(len(found.problems), "ligne laissée de côté", "lignes laissées de côté")
        told.append(f"{rows}. {' '.join(found.problems[:8])}")
        if len(found.problems) > 8:
            told.append("…")
    if not found.posts:
        raise DomainError(" ".join(told))
    return Outcome(" ".join([*told, *found.notes]), {"posts": typed_posts(found.posts)})


def _posts_to_write(answer: Schedule, answers: Answers) -> tuple[ScheduledPost, ...]:
    posts = answer.dated(wishes_of(answers))
    if not posts:
        raise DomainError("Votre calendrier est vide : proposez-le, ou ajoutez des publications datées.")
    return tuple(sorted(posts, key=lambda post: (post.day, post.at)))


def _to_write(answer: Schedule, answers: Answers) -> ToWrite:
    wishes = wishes_of(answers)
    formats = [line.format for line in wishes.lines if line.format] if wishes else []
    try:
        timezone = events.department(SEASONS.answer(answers).department).timezone
    except DomainError:
        timezone = PARIS
    return ToWrite(
        _posts_to_write(answer, answers),
        BUSINESS.answer(answers).name or "mon entreprise",
        datetime.now().astimezone(),
        marks=[(day, name) for day, names in sorted(event_days(answers).items()) for name in names],
        timezone=timezone,
        networks=list(LABELS.values()),
        pillars=[pillar.name for pillar in wishes.pillars] if wishes else [],
        formats=list(dict.fromkeys(formats)),
    )


def _button(export: Export) -> Action[Schedule]:
    """Return the button of an export."""

    def run(answer: Schedule, answers: Answers, progress: Progress) -> Outcome:
        held = _to_write(answer, answers)
        progress(0.2, export.waiting)
        written = export.write(held)
        files = [
            Deliverable.of(slug(f"calendrier {held.name} {file.what}"), file.form, file.data)
            for file in written.files
        ]
        return Outcome(written.sentence, files=files)

    return Action(export.id, export.label, run, export.hint)


# ─── Check ────────────────────────────────────────────────────────────────────────────────────────


def _check(answer: Schedule, answers: Answers, marking: Marking) -> None:
    found = indicators(answer, answers)
    if found is None:
        told = (
            "Datez vos publications et dites leur réseau."
            if answer.posts
            else "Proposez un calendrier, ou ajoutez vos publications."
        )
        if wishes_of(answers) is None:
            told = "Donnez d'abord les dates de votre calendrier et vos heures : tout se mesure contre elles."
        marking.missing(20, told, about="posts")
        return
    _check_rows(answer, found, marking)
    _warn_of_sales(found, answers, marking)
    _check_regularity(found, marking)
    _check_hours(found, marking)
    _check_mix(found, marking)
    _check_events(found, marking)
    _check_season(found, marking)


def _check_rows(answer: Schedule, found: Indicators, marking: Marking) -> None:
    count = len(answer.posts)
    complete = sum(bool(e.day and e.at and e.network and e.pillar) for e in answer.posts)
    usable = min(complete, count - len(found.outside))
    marking.award(
        2,
        usable / count,
        f"{french.plural(count, 'publication datée', 'publications datées')}, chacune avec son heure, son réseau "
        "et son thème.",
        f"{french.plural(count - usable, 'publication')} sans date, heure, réseau ou thème, ou hors de votre "
        "calendrier : complétez ou retirez.",
        about="posts",
    )
    shut = found.closed
    marking.award(
        1,
        not shut,
        "Rien ne paraît un jour de fermeture, sauf si vous l'avez voulu.",
        f"{french.plural(len(shut), 'publication')} un jour de fermeture, dont le "
        f"{french.day(shut[0].day) if shut else ''} : déplacez-les, ou dites que vous publiez aussi ces jours-là.",
        about="posts",
    )


def _warn_of_sales(found: Indicators, answers: Answers, marking: Marking) -> None:
    """Say which subjects use the reserved word out of its time; worth no point, but worth knowing."""
    where = SEASONS.answer(answers).department
    online = BUSINESS.answer(answers).area == "online"
    wrong = [p for p in found.posts if events.says_sales_wrongly(p.subject, p.day, where, online=online)]
    if wrong:
        marking.missing(
            0,
            f"« {wrong[0].subject} », le {french.day(wrong[0].day)} : le mot « soldes » est réservé aux périodes "
            "légales (code de commerce, L310-3). Écrivez « promotion ». Information, pas un conseil juridique.",
            about="posts",
        )


def _check_regularity(found: Indicators, marking: Marking) -> None:
    variation = found.variation
    if variation is None:
        marking.missing(7, "Il faut au moins deux publications sur un même réseau pour parler de rythme.")
        return
    marking.award(
        4,
        1.0 if variation <= REGULAR else (IRREGULAR - variation) / (IRREGULAR - REGULAR),
        f"Votre rythme est régulier : les écarts varient de {french.number(variation)} "
        f"(coefficient de variation, {french.number(REGULAR)} au plus).",
        f"Votre rythme est irrégulier : les écarts varient de {french.number(variation)} (coefficient de "
        f"variation), visez {french.number(REGULAR)} au plus. Espacez ce qui se suit de trop près.",
        about="posts",
    )
    days, network = found.longest_gap
    away = _longest_closure(found.wishes)
    empty = found.empty_weeks
    allowed = HOLE + away
    even = days <= allowed
    weeks = len(found.wishes.weeks)
    told = f"Le plus long trou est de {days} jours, sur {network}"
    wrong = [f"{told} : {allowed} au plus, congés compris"] if not even else []
    if empty:
        wrong.append(
            f"{french.plural(len(empty), 'semaine vide', 'semaines vides')}, à partir de celle du "
            f"{french.day(empty[0])}"
        )
    marking.award(
        3,
        (even + max(0.0, 1 - 4 * len(empty) / weeks)) / 2,
        f"Pas de trou : {days} jours au plus entre deux publications d'un réseau"
        f"{', congés compris' if away else ''}, aucune semaine vide.",
        f"{' ; '.join(wrong)}. Déplacez ou ajoutez une publication.",
        about="posts",
    )


def _longest_closure(wishes: Wishes) -> int:
    """Return the most days in a row on which nothing may be published."""
    longest = run = 0
    for day in wishes.days:
        run = 0 if wishes.is_open(day) else run + 1
        longest = max(longest, run)
    return longest


def _check_hours(found: Indicators, marking: Marking) -> None:
    if not found.wishes.lines:
        marking.missing(3, "Dites vos cadences dans « Mes souhaits » : les minutes viennent de là.")
        return
    over = found.overloaded
    heaviest = max(found.load, key=lambda week: found.load[week])
    told = (
        f"la plus chargée, celle du {french.day(heaviest)}, prend {french.hours(found.load[heaviest])} pour "
        f"{french.hours(found.wishes.hours)} disponibles"
    )
    marking.award(
        3,
        max(0.0, 1 - 4 * len(over) / len(found.load)),
        f"Chaque semaine tient dans vos heures : {told}.",
        f"{french.plural(len(over), 'semaine dépasse', 'semaines dépassent')} vos heures : {told}. Allégez-la.",
        about="posts",
    )


def _check_mix(found: Indicators, marking: Marking) -> None:
    gap = found.mix_gap
    if gap is None:
        marking.missing(3, "Donnez vos thèmes et leurs parts dans « Mes thèmes ».")
        return
    total = sum(found.mix.values())
    shares = sum(pillar.share for pillar in found.wishes.pillars)
    target = {pillar.name: pillar.share / shares for pillar in found.wishes.pillars}
    furthest = max(found.mix, key=lambda name: abs(found.mix[name] / total - target.get(name, 0.0)))
    told = (
        f"« {furthest or 'sans thème'} » a {french.percent(found.mix[furthest] / total, 0)} des publications pour "
        f"{french.percent(target.get(furthest, 0.0), 0)} visés"
    )
    marking.award(
        3,
        1.0 if gap <= 0.1 else (0.4 - gap) / 0.3,
        f"Vos thèmes sont dans leurs proportions, à {french.percent(gap, 0)} près.",
        f"Vos thèmes s'écartent de leurs proportions de {french.percent(gap, 0)} : {told}.",
        about="posts",
    )


def _check_events(found: Indicators, marking: Marking) -> None:
    announced = found.announced
    if not announced:
        marking.missing(3, "Notez vos événements dans « Mes saisons et mes événements ».")
        return
    missed = found.missed
    share = sum(min(1.0, count / len(moment.parts)) for moment, count in announced.items()) / len(announced)
    problem = f"Des événements n'ont pas toutes leurs annonces ({french.percent(share, 0)})."
    if missed:
        first = missed[0]
        problem = (
            f"{french.plural(len(missed), 'événement oublié', 'événements oubliés')}, dont « {first.name} » : "
            f"une publication qui le nomme, entre le {french.day(first.first)} et le {french.day(first.last)}."
        )
    marking.award(
        3,
        1.0 if share > 0.999 else share,
        f"{french.plural(len(announced), 'événement annoncé', 'événements annoncés')}, à temps.",
        problem,
        about="posts",
    )


def _check_season(found: Indicators, marking: Marking) -> None:
    strong, usual = found.rates
    if strong is None:
        marking.missing(1, "Vos périodes fortes (« Mes périodes », C1) ne tombent pas dans ce calendrier.")
        return
    usual = usual or 0.0
    told = (
        f"{french.number(strong, 1)} publications par semaine en période forte, {french.number(usual, 1)} le reste "
        "du temps"
    )
    marking.award(
        1,
        1.0 if strong >= LIFT * usual else 0.5 if strong >= usual * 0.95 else 0.0,
        f"La saison se voit : {told}.",
        f"La saison ne se voit pas : {told}. Publiez un peu plus quand on achète, un peu moins ailleurs.",
        about="posts",
    )


# ─── Pictures ─────────────────────────────────────────────────────────────────────────────────────


def _draw(answer: Schedule, answers: Answers, person: Person) -> Sequence[Picture]:
    found = indicators(answer, answers)
    if found is None:
        return ()
    wishes, posts = found.wishes, found.posts
    closed = frozenset(day for day in wishes.days if wishes.is_closed(day))
    first = min(wishes.start, posts[0].day)
    last = max(wishes.end, posts[-1].day)
    calendar = Calendar(found)
    return (
        month_grids(posts, first, last, closed=closed, events=marked_days(answers), reading=_summary(found)),
        calendar.picture(),
        calendar.hours.picture(person),
    )


def _summary(found: Indicators) -> str:
    count = len(found.posts)
    parts = [f"{french.plural(count, 'publication')} sur {french.listing(list(found.wishes.networks))}"]
    if found.mix_gap is not None:
        parts.append(f"thèmes à {french.percent(found.mix_gap, 0)} près de vos parts")
    if found.announced:
        missed = found.missed
        parts.append(
            f"événements oubliés : {french.listing([moment.name for moment in missed[:4]])}"
            if missed
            else f"vos {french.plural(len(found.announced), 'événement')} annoncés"
        )
    return f"{' ; '.join(parts)}."


CALENDAR = Exercise(
    id="c4-calendrier",
    competency="C4",
    criteria=("Cr4",),
    title="Mon calendrier",
    prompt=(
        "Voici la pièce que le jury demande : un planning éditorial fondé sur la saison de votre activité. "
        "Laissez le cours en proposer un qui tient tous vos souhaits, puis faites-le vôtre."
    ),
    help=(
        "Régularité : on mesure les écarts entre deux publications d'un même réseau. S'ils sont tous égaux, leur "
        "coefficient de variation vaut 0 ; s'il dépasse 1, ce sont des rafales et des trous.\n\n"
        "Si vos souhaits se contredisent, le cours le dit et cherche le plus petit changement qui suffit.\n\n"
        "Le calendrier proposé est le meilleur pour le calcul, pas forcément pour vous : déplacez, renommez, "
        "retirez. Les mesures se refont à chaque changement."
    ),
    model=Schedule,
    points=20.0,
    check=_check,
    draw=_draw,
    actions=(
        Action(
            "proposer",
            "Proposer un calendrier",
            _propose,
            "D'après vos souhaits ; il remplace celui-ci, vous pourrez revenir.",
        ),
        Action(
            "relire",
            "Relire mon fichier",
            _read_back,
            "Le classeur ou le .csv que vous avez rendu ci-dessus.",
        ),
        *map(_button, all_exports()),
    ),
)
