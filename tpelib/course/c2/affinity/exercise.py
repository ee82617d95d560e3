"""« Affinité, pénétration, couverture »: three ratios that say whether a network suits a target."""

from collections.abc import Sequence
from typing import Annotated

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.charts.lying import lying_bars
from tpelib.course.c1.target.exercise import Segment
from tpelib.course.c2.group import main_segment
from tpelib.course.c2.public.exercise import PUBLIC, public_estimate
from tpelib.course.common import within
from tpelib.domain import audience, media, sources
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exercise
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Number, Option

__all__ = ["AFFINITY", "Affinity"]

_AFFINITY = "Affinité : votre cible y est-elle plus qu'ailleurs ?"
_PENETRATION = "Pénétration : combien de vos clients possibles y sont ?"
_COVERAGE = "Couverture : combien en toucheriez-vous avec une publicité ?"

VERDICTS = (
    Option("over", "Ma cible y est plus présente que la moyenne"),
    Option("even", "Ma cible y est comme tout le monde"),
    Option("under", "Ma cible y est moins présente que la moyenne"),
)
EVEN = 5
"""Points around 100 within which an affinity index says nothing."""


class Affinity(Answer):
    """Three ratios, from given figures and two hypotheses."""

    in_population: Annotated[
        float | None,
        Number(
            "Quelle part des 12 ans et plus fait votre cible ?",
            hint="L'exploration « Qui est sur les réseaux sociaux ? » le dit à la fin de sa phrase.",
            group=_AFFINITY,
            unit="%",
            maximum=100,
        ),
    ] = None
    in_audience: Annotated[
        float | None,
        Number("Et quelle part des utilisateurs des réseaux ?", group=_AFFINITY, unit="%", maximum=100),
    ] = None
    index: Annotated[
        float | None,
        Number(
            "Quel est l'indice d'affinité ?",
            short="Indice d'affinité (100 : ni plus ni moins qu'ailleurs)",
            hint="100 × part parmi les utilisateurs ÷ part dans la population",
            group=_AFFINITY,
            maximum=10_000,
        ),
    ] = None
    verdict: Annotated[str, Choice("Alors ?", group=_AFFINITY, options=VERDICTS)] = ""
    users: Annotated[
        float | None,
        Number(
            "Combien de personnes de votre cible sont sur les réseaux sociaux ?",
            short="Personnes de mon public sur un réseau social",
            hint="Taille de votre cible (C1) × la part lue dans l'enquête",
            group=_PENETRATION,
            unit="pers.",
            maximum=1e8,
        ),
    ] = None
    shown: Annotated[
        float | None,
        Number(
            "Combien d'affichages achèteriez-vous ?",
            hint="Une hypothèse : 30 € à 7,50 € les mille affichages en font 4 000.",
            group=_COVERAGE,
            minimum=1,
            maximum=1e8,
        ),
    ] = None
    frequency: Annotated[
        float | None,
        Number(
            "Combien de fois chaque personne touchée la verrait-elle ?",
            hint="La répétition, une hypothèse : 2 à 4 en général. Plus la cible est petite, plus elle monte.",
            group=_COVERAGE,
            unit="fois",
            minimum=1,
            maximum=100,
        ),
    ] = None
    reach: Annotated[
        float | None,
        Number(
            "Combien de personnes seraient touchées ?",
            short="Personnes qu'une publicité toucherait",
            hint="Affichages ÷ répétition",
            group=_COVERAGE,
            unit="pers.",
            maximum=1e8,
        ),
    ] = None
    coverage: Annotated[
        float | None,
        Number(
            "Quelle part de votre cible serait couverte ?",
            short="Part de mon public qu'elle couvrirait",
            hint="Personnes touchées ÷ taille de la cible",
            group=_COVERAGE,
            unit="%",
            maximum=1000,
        ),
    ] = None


def _segment(answers: Answers) -> Segment | None:
    position = PUBLIC.answer(answers).segment
    return main_segment(answers, int(position or 0))


def _check(answer: Affinity, answers: Answers, marking: Marking) -> None:
    _check_index(answer, answers, marking)
    segment = _segment(answers)
    if segment is None or not segment.size:
        marking.missing(5, "Donnez d'abord la taille de cette cible dans « Mes cibles » (C1).")
        return
    _check_users(answer, answers, segment.size, marking)
    _check_coverage(answer, segment.size, marking)


def _check_index(answer: Affinity, answers: Answers, marking: Marking) -> None:
    group = PUBLIC.answer(answers)
    if not group.ages:
        marking.missing(
            5, "Remplissez d'abord « Mon public est-il sur les réseaux ? » : le groupe vient de là."
        )
        return
    population, among = audience.population_share(group.where), audience.audience_share(group.where)
    if population.share is None or among.share is None:
        marking.award(5, False, "", population.reason or among.reason)
        return
    read = (
        within(answer.in_population, 100 * population.share, 0, least=0.3)
        + within(answer.in_audience, 100 * among.share, 0, least=0.3)
    ) / 2
    marking.award(
        2,
        read,
        f"Les deux parts sont bien lues ({group.words}).",
        f"Pour « {group.words} », l'enquête donne {french.percent(population.share, 1)} de la population et "
        f"{french.percent(among.share, 1)} des utilisateurs.",
        about="in_population",
    )
    try:
        wanted = media.affinity_index((answer.in_audience or 0) / 100, (answer.in_population or 0) / 100)
    except DomainError:
        marking.missing(3, "L'indice se calcule sur les deux parts : donnez-les.", about="in_population")
        return
    marking.award(
        2,
        within(answer.index, wanted, 0.01, least=0.6),
        f"Indice de {french.number(wanted, 0)} : le calcul est juste.",
        f"100 × {french.number(answer.in_audience or 0)} ÷ {french.number(answer.in_population or 0)} = "
        f"{french.number(wanted, 0)}.",
        about="index",
    )
    right = "over" if wanted > 100 + EVEN else "under" if wanted < 100 - EVEN else "even"
    meaning = {"over": "au-dessus de 105, elle y est plus", "under": "sous 95, elle y est moins"}
    marking.award(
        1,
        answer.verdict == right,
        "Bien conclu.",
        f"À {french.number(wanted, 0)}, {meaning.get(right, 'entre 95 et 105, elle y est comme tout le monde')} : "
        "100 est la moyenne.",
        about="verdict",
    )


def _check_users(answer: Affinity, answers: Answers, size: float, marking: Marking) -> None:
    found = public_estimate(answers)
    if found is None or found.share is None:
        marking.missing(2, "La part de votre cible sur les réseaux se lit dans l'exercice d'avant.")
        return
    users = size * found.share
    marking.award(
        2,
        within(answer.users, users, 0.02, least=1),
        f"Environ {french.number(users, 0)} personnes de votre cible sont sur les réseaux sociaux.",
        f"{french.number(size)} personnes × {french.percent(found.share, 1)} = {french.number(users, 0)} "
        "(écart accepté : 2 %).",
        about="users",
    )


def _check_coverage(answer: Affinity, size: float, marking: Marking) -> None:
    if not answer.shown or not answer.frequency:
        marking.missing(3, "Posez vos deux hypothèses : les affichages et la répétition.", about="shown")
        return
    reach = answer.shown / answer.frequency
    marking.award(
        1,
        within(answer.reach, reach, 0.01, least=1),
        f"{french.number(reach, 0)} personnes touchées.",
        f"{french.number(answer.shown)} affichages ÷ {french.number(answer.frequency)} = "
        f"{french.number(reach, 0)} personnes.",
        about="reach",
    )
    if reach > size:
        marking.award(
            2,
            False,
            "",
            f"Vous toucheriez {french.number(reach, 0)} personnes d'une cible qui en compte {french.number(size)} : "
            "achetez moins d'affichages, ou comptez plus de répétition.",
            about="shown",
        )
        return
    covered = media.coverage(reach, size)
    marking.award(
        2,
        within(answer.coverage, 100 * covered, 0.01, least=0.6),
        f"Vous couvririez {french.percent(covered, 0)} de votre cible.",
        f"{french.number(reach, 0)} ÷ {french.number(size)} = {french.percent(covered, 1)}.",
        about="coverage",
    )


def _draw(answer: Affinity, answers: Answers, person: Person) -> Sequence[Picture]:
    segment, found = _segment(answers), public_estimate(answers)
    if segment is None or not segment.size or found is None or found.share is None:
        return ()
    if not answer.shown or not answer.frequency:
        return ()
    size, users = segment.size, segment.size * found.share
    reach = min(size, answer.shown / answer.frequency)
    return (
        lying_bars(
            title="De ma cible aux personnes touchées",
            labels=["Ma cible", "Sur un réseau social", "Touchées par la publicité"],
            values=[size, users, reach],
            texts=[french.number(value, 0) for value in (size, users, reach)],
            axis="personnes",
            marked=[2],
            marked_name="hypothèse",
            reading=f"Sur {french.number(size)} personnes, environ {french.number(users, 0)} sont sur un réseau social ; "
            f"{person.says('votre', 'ma')} publicité en toucherait {french.number(reach, 0)}.",
            source=f"{sources.line(sources.source('barometre-2022'))} Taille de la cible et affichages : "
            f"{person.your} chiffres.",
        ),
    )


AFFINITY = Exercise(
    id="c2-affinite",
    competency="C2",
    criteria=("Cr2",),
    title="Affinité, pénétration, couverture",
    prompt=(
        "Trois divisions suffisent à savoir si un canal convient à une cible. Faites-les pour la vôtre : les données "
        "viennent de l'exploration, la taille vient de C1, les deux hypothèses de publicité sont à vous."
    ),
    help=(
        "Exemple. Les 25–39 ans font 32 % d'une population et 48 % de l'audience d'un réseau : 100 × 48 ÷ 32 = 150. "
        "Ils y sont une fois et demie plus présents qu'ailleurs.\n\n"
        "La pénétration divise par la cible (« combien des miens y sont ? »), l'affinité divise par tout le monde "
        "(« y sont-ils plus que les autres ? »). On peut avoir une forte affinité et peu de monde."
    ),
    model=Affinity,
    points=10.0,
    check=_check,
    draw=_draw,
)
