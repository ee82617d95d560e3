"""« Mon public est-il sur les réseaux ? »: a survey read honestly, for one's own target."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.course.c2.group import (
    AGES,
    ALL,
    PublicGroup,
    main_segment,
    target_ages,
)
from tpelib.course.common import within
from tpelib.domain import audience, sources
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exercise, Exploration, View
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, LongText, Number, Option

__all__ = ["PUBLIC", "PUBLIC_EXPLORER", "Public", "public_estimate"]

SEGMENTS = (
    Option("0", "Ma première cible"),
    Option("1", "Ma deuxième cible"),
    Option("2", "Ma troisième cible"),
)
POSITIONS = (
    Option("above", "Elle y est plus que la moyenne"),
    Option("same", "On ne peut pas dire : l'écart est trop petit"),
    Option("below", "Elle y est moins que la moyenne"),
)
_TOLD = {"above": "plus", "same": "autant, à la précision de l'enquête près,", "below": "moins"}
_READ = "Ce que l'enquête en dit"


class _Which(Answer):
    """Which of the targets of C1 is looked at."""

    segment: Annotated[
        str, Choice("De quelle cible de C1 s'agit-il ?", group="Votre cible", options=SEGMENTS)
    ] = ""


class Public(PublicGroup, _Which):
    """The target, what the survey says of it, and what it does not say."""

    share: Annotated[
        float | None,
        Number(
            "Quelle part de cette cible utilise les réseaux sociaux ?",
            short="Part de mon public qui utilise les réseaux sociaux",
            hint="Le pourcentage que donne l'exploration ci-dessus.",
            group=_READ,
            unit="%",
            maximum=100,
        ),
    ] = None
    low: Annotated[
        float | None,
        Number(
            "Au moins (bas de l'intervalle)",
            short="Au moins (intervalle à 95 %)",
            group=_READ,
            unit="%",
            maximum=100,
        ),
    ] = None
    high: Annotated[
        float | None,
        Number("Au plus (haut de l'intervalle)", short="Au plus", group=_READ, unit="%", maximum=100),
    ] = None
    people: Annotated[
        float | None,
        Number(
            "Sur combien de personnes interrogées ?",
            short="Personnes interrogées",
            group=_READ,
            maximum=10_000,
            integer=True,
        ),
    ] = None
    standing: Annotated[
        str,
        Choice(
            "Par rapport à l'ensemble des 12 ans et plus ?",
            short="Par rapport à tous",
            hint="En 2022, l'ensemble était à 61,7 %. S'il tombe dans votre intervalle, on ne peut pas dire.",
            group=_READ,
            options=POSITIONS,
        ),
    ] = ""
    limits: Annotated[
        str,
        LongText(
            "Qu'est-ce que ce chiffre ne dit pas ?",
            short="Ce que ce chiffre ne dit pas",
            hint="L'année, la question posée, votre commune… : deux phrases suffisent.",
            group="Votre lecture",
            max_length=1000,
        ),
    ] = ""


def public_estimate(answers: Answers) -> audience.Estimate | None:
    """Return what the survey says of the learner's target; ``None`` while its ages are not given."""
    answer = PUBLIC.answer(answers)
    return audience.estimate(where=answer.where) if answer.ages else None


def _check(answer: Public, answers: Answers, marking: Marking) -> None:
    _check_ages(answer, answers, marking)
    if not answer.ages:
        marking.missing(
            8,
            "Donnez l'âge de départ et l'âge de fin, dans cet ordre : le reste se lit alors.",
            about="first_age",
        )
    else:
        _check_reading(answer, audience.estimate(where=answer.where), marking)
    marking.award(
        2,
        len(answer.limits) >= 60,
        "Vous dites ce que le chiffre ne dit pas : c'est ce qu'un jury attend.",
        "Dites ce que ce chiffre ne dit pas : il date de 2022, il parle des « réseaux sociaux » sans dire lesquels, "
        "il couvre la France et non votre commune.",
        about="limits",
    )


def _check_ages(answer: Public, answers: Answers, marking: Marking) -> None:
    if not answer.segment or not answer.ages:
        marking.missing(2, "Dites de quelle cible de C1 vous parlez, et son âge.", about="segment")
        return
    wanted = target_ages(main_segment(answers, int(answer.segment)))
    if not wanted:
        marking.missing(2, "Cette cible n'a pas encore d'âge dans C1 : complétez « Mes cibles ».")
        return
    shared = len(set(wanted) & set(answer.ages)) / len({*wanted, *answer.ages})
    said = french.listing([audience.DIMENSIONS["age"].item(key).label for key in wanted])
    marking.award(
        2,
        1.0 if shared == 1 else 0.5 if shared >= 0.5 else 0.0,
        "Les âges sont ceux de votre cible de C1.",
        f"Votre cible de C1 correspond aux tranches {said} : reprenez-les.",
        about="first_age",
    )


def _check_reading(answer: Public, found: audience.Estimate, marking: Marking) -> None:
    if (known := found.known) is None:
        marking.award(8, False, "", found.reason, about="town")
        return
    share, low, high = (100 * value for value in known)
    marking.award(
        3,
        within(answer.share, share, 0, least=1),
        f"{french.number(share, 1)} % : vous lisez juste.",
        f"Pour ce groupe ({answer.words}), l'enquête donne {french.number(share, 1)} %.",
        about="share",
    )
    marking.award(
        2,
        (within(answer.low, low, 0, least=1) + within(answer.high, high, 0, least=1)) / 2,
        f"L'intervalle est le bon : la vraie part est sans doute entre {french.number(low, 1)} et "
        f"{french.number(high, 1)} %.",
        f"L'intervalle va de {french.number(low, 1)} à {french.number(high, 1)} % : citez-le toujours avec le chiffre.",
        about="low",
    )
    marking.award(
        1,
        answer.people == found.n,
        f"{french.number(found.n)} personnes interrogées : vous savez ce que vaut le chiffre.",
        f"Le chiffre repose sur {french.number(found.n)} personnes interrogées.",
        about="people",
    )
    right = audience.position(found, audience.estimate())
    if not answer.standing:
        marking.missing(2, "Comparez votre cible à l'ensemble.", about="standing")
        return
    told = f"votre cible utilise {_TOLD[right]} les réseaux sociaux que l'ensemble"
    marking.award(
        2,
        answer.standing == right,
        f"Bien lu : {told}.",
        f"Regardez si 61,7 % tombe dans l'intervalle de {french.number(low, 1)} à {french.number(high, 1)} % : {told}.",
        about="standing",
    )


def _draw(answer: Public, answers: Answers, person: Person) -> Sequence[Picture]:
    if not answer.ages:
        return ()
    mine, whole = audience.estimate(where=answer.where), audience.estimate()
    bands = audience.breakdown("age")
    estimates = {
        f"Ma cible : {answer.words}": mine,
        **{audience.DIMENSIONS["age"].item(key).label: found for key, found in bands.items()},
    }
    own = next(iter(estimates))
    return (
        audience.shares_with_intervals(
            title="Ma cible et les tranches d'âge : part qui utilise les réseaux sociaux",
            estimates=estimates,
            whole=whole,
            whole_name="ensemble",
            marked=[own],
            marked_name=person.says("votre cible", "ma cible"),
            reading=_sentence(answer, "social"),
            source=sources.line(sources.source("barometre-2022")),
        ),
    )


def _sentence(group: PublicGroup, question: str) -> str:
    asked = audience.QUESTIONS[question]
    mine = audience.estimate(question, group.where)
    if (known := mine.known) is None:
        return mine.reason
    whole = audience.estimate(question)
    share, low, high = (french.number(100 * value, 1) for value in known)
    everybody = french.number(100 * (whole.share or 0), 1)
    if group.where:
        standing = {
            "above": f"plus que l'ensemble ({everybody} %)",
            "below": f"moins que l'ensemble ({everybody} %)",
            "same": f"sans écart sûr avec l'ensemble ({everybody} %)",
        }[audience.position(mine, whole)]
        standing = f" : {standing}"
    else:
        standing = ""
    who = group.words[:1].upper() + group.words[1:]
    return (
        f"{who} : en 2022, {share} % {asked.sentence}, entre {low} et {high} % (intervalle à 95 %, "
        f"{french.number(mine.n)} personnes interrogées){standing}."
    )


PUBLIC = Exercise(
    id="c2-public",
    competency="C2",
    criteria=("Cr2",),
    title="Mon public est-il sur les réseaux ?",
    prompt=(
        "Réglez l'exploration ci-dessus sur votre cible, la plus importante de C1, et reportez ici ce que vous lisez. "
        "Trop peu de personnes interrogées ? Élargissez : laissez la région, puis la ville."
    ),
    help=(
        "L'intervalle dit ce que vaut le chiffre : si l'on refaisait l'enquête, on trouverait sans doute un "
        "nombre compris entre ses deux bouts. Moins il y a de personnes interrogées, plus il est large.\n\n"
        "Les tranches d'âge de l'enquête ne tombent pas toujours juste : prenez celles que votre cible touche pour un "
        "quart au moins. Une cible de 25 à 45 ans se lit de 25 à 59 ans."
    ),
    model=Public,
    points=12.0,
    check=_check,
    draw=_draw,
)


class _Asked(Answer):
    """What the explorer looks at."""

    question: Annotated[
        str,
        Choice(
            "Ce que l'on regarde",
            options=tuple(
                Option(key, question.label[:1].upper() + question.label[1:])
                for key, question in audience.QUESTIONS.items()
            ),
        ),
    ] = ""
    by: Annotated[
        str,
        Choice(
            "Comparer selon",
            options=tuple(Option(key, dimension.label) for key, dimension in audience.DIMENSIONS.items()),
        ),
    ] = ""


class _Settings(PublicGroup, _Asked):
    """The settings of the explorer: what is looked at, then among whom."""


def _start(answers: Answers) -> Mapping[str, Any]:
    ages = target_ages(main_segment(answers))
    own = PUBLIC.answer(answers)
    first, last = (own.ages or ages or AGES)[0], (own.ages or ages or AGES)[-1]
    return {
        "question": "social",
        "by": "age",
        "first_age": first,
        "last_age": last,
        **{key: getattr(own, key) or ALL for key in ("sex", "town", "region", "occupation")},
    }


def _view(settings: _Settings, answers: Answers) -> View:
    by, question = settings.by or "age", settings.question or "social"
    group = settings
    if not settings.ages:  # crossed ends: read them in the other order
        group = settings.model_copy(update={"first_age": settings.last_age, "last_age": settings.first_age})
    others = {key: kept for key, kept in group.where.items() if key != by}
    found = audience.breakdown(by, question, others)
    told = _sentence(group, question)
    within_all, among = audience.population_share(group.where), audience.audience_share(group.where)
    if group.where and question == "social" and within_all.share and among.share:
        told += (
            f" Ce groupe fait {french.percent(within_all.share, 1)} des 12 ans et plus, et "
            f"{french.percent(among.share, 1)} des utilisateurs des réseaux sociaux."
        )
    later = None
    if audience.LATER in audience.editions():
        told += f" {_later_sentence(group, question)}"
        if audience.can_tell(audience.LATER, question, [by, *others]):
            later = audience.breakdown(by, question, others, audience.LATER)
    picture = found.picture(marked=list(group.where.get(by, ())), marked_name="votre choix", later=later)
    return View(told, picture)


def _later_sentence(group: PublicGroup, question: str) -> str:
    """Say what the later edition, which the user has, gives for the same group."""
    year = audience.LATER
    if not audience.can_tell(year, question, group.where):
        return f"Votre fichier de {year} ne permet pas de le dire pour ce groupe."
    found = audience.estimate(question, group.where, year)
    return (
        f"En {year}, d'après votre fichier : {found.text}. La façon de demander a pu changer : montrez les deux, ne les "
        "soustrayez pas."
    )


PUBLIC_EXPLORER = Exploration(
    id="c2-public-explorer",
    title="Qui est sur les réseaux sociaux ?",
    prompt=(
        "4 184 personnes ont répondu en 2022. Croisez ce que vous voulez : la phrase et le graphique se recalculent. "
        "Rien n'est enregistré ni noté."
    ),
    model=_Settings,
    start=_start,
    view=_view,
)
