"""« Deux versions, laquelle garder ? »: what an A/B test allows one to say, and what it does not."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.course.c1.business.exercise import BUSINESS, OWN
from tpelib.course.c1.campaign.exercise import CAMPAIGN
from tpelib.course.common import within
from tpelib.course.drawings.compared import two_versions
from tpelib.domain import abtest
from tpelib.domain.abtest import ABComparison
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Action, Answers, Exercise, Exploration, Outcome, Progress, View
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Number, Option

__all__ = ["AB", "AB_EXPLORER", "Versions"]

_VIEWS, _RATE = 6000, 0.014
"""Size and share of an invented trial for who has not planned a campaign."""
_FIGURES = "Les chiffres"
_READING = "Ce qu'ils disent"
_TRAPS = "Trois pièges"


def _views(version: str) -> Number:
    return Number(
        f"Combien de personnes ont vu la version {version} ?",
        group=_FIGURES,
        minimum=1,
        maximum=10_000_000,
        integer=True,
    )


def _clicks(version: str) -> Number:
    return Number(f"Combien ont cliqué sur {version} ?", group=_FIGURES, maximum=10_000_000, integer=True)


def _share(version: str) -> Number:
    return Number(
        f"Quelle part a cliqué sur {version} ?",
        hint="Clics ÷ personnes × 100, avec deux chiffres après la virgule.",
        group=_READING,
        unit="%",
        maximum=100,
    )


class Versions(Answer):
    """Figures of two versions, what they say, and three traps."""

    views_a: Annotated[float | None, _views("A")] = None
    clicks_a: Annotated[float | None, _clicks("A")] = None
    views_b: Annotated[float | None, _views("B")] = None
    clicks_b: Annotated[float | None, _clicks("B")] = None
    share_a: Annotated[float | None, _share("A")] = None
    share_b: Annotated[float | None, _share("B")] = None
    verdict: Annotated[
        str,
        Choice(
            "Que peut-on conclure ?",
            hint="Le cours calcule la part du hasard : elle s'affiche sous ce formulaire dès que vos deux taux sont écrits.",
            group=_READING,
            options=(
                Option("a", "A fait mieux"),
                Option("b", "B fait mieux"),
                Option("unknown", "On ne peut pas dire laquelle", "L'écart peut venir du hasard."),
                Option("few", "Il y a trop peu de clics pour comparer", "Moins de cinq attendus d'un côté."),
            ),
        ),
    ] = ""
    change: Annotated[
        str,
        Choice(
            "La version A montre un bouquet le matin, la version B une main qui le noue le soir. B fait mieux. Pourquoi ?",
            group=_TRAPS,
            options=(
                Option("hand", "Parce qu'on y voit une main"),
                Option("evening", "Parce que c'était le soir"),
                Option("unknown", "On ne sait pas : deux choses ont changé"),
            ),
        ),
    ] = ""
    peek: Annotated[
        str,
        Choice(
            "Vous regardez les chiffres chaque soir. Le troisième, l'écart dépasse enfin le hasard. Que faites-vous ?",
            group=_TRAPS,
            options=(
                Option("stop", "J'arrête et je garde la meilleure"),
                Option("wait", "J'attends la fin que j'avais fixée avant de commencer"),
                Option("restart", "Je recommence de zéro"),
            ),
        ),
    ] = ""
    lift: Annotated[
        str,
        Choice(
            "« Notre nouvelle accroche fait 50 % de mieux ! » : 3 clics au lieu de 2, sur 200 personnes chacune. Alors ?",
            group=_TRAPS,
            options=(
                Option("yes", "Que 50 %, c'est beaucoup"),
                Option("one", "Que cela fait un clic de plus, et que cela ne dit rien"),
                Option("no", "Que l'ancienne accroche est meilleure"),
            ),
        ),
    ] = ""


_TRAP_REASONS = (
    (
        "change",
        "unknown",
        "Deux choses ont changé : on ne sait laquelle a compté.",
        "Ne changez qu'une chose à la fois : sinon, on ne sait pas laquelle a compté.",
    ),
    (
        "peek",
        "wait",
        "Fixer la fin d'avance, et s'y tenir : c'est la seule façon de ne pas se tromper soi-même.",
        "À force de regarder, un écart finit par dépasser le hasard, par hasard : tenez la durée fixée au départ.",
    ),
    (
        "lift",
        "one",
        "Un pourcentage sans les nombres ne dit rien : ici, un clic.",
        "Demandez les nombres : un seul clic de plus, deux versions égales font cet écart-là très souvent.",
    ),
)


def comparison(answer: Versions) -> ABComparison | None:
    """Return what the figures allow one to say; ``None`` while they are not whole, or cannot be."""
    views_a, clicks_a, views_b, clicks_b = answer.views_a, answer.clicks_a, answer.views_b, answer.clicks_b
    if views_a is None or clicks_a is None or views_b is None or clicks_b is None:
        return None
    if clicks_a > views_a or clicks_b > views_b:
        return None
    return abtest.compare(clicks_a, views_a, clicks_b, views_b)


def _draw_figures(answer: Versions, answers: Answers, progress: Progress) -> Outcome:
    business, campaign = BUSINESS.answer(answers), CAMPAIGN.answer(answers)
    views, rate = float(_VIEWS), _RATE
    scale = "d'un petit essai"
    if campaign.budget and campaign.cpm and campaign.ctr:
        views, rate = campaign.budget / campaign.cpm * 1000, campaign.ctr / 100
        scale = "de la campagne que vous avez chiffrée en C1"
    key = business.project if business.project not in ("", OWN) else business.name
    trial = abtest.invented_trial(key, views, rate)
    return Outcome(
        f"Voici un essai inventé pour l'exercice, à l'échelle {scale}. À vous de le lire.",
        {
            "views_a": str(trial.views_a),
            "clicks_a": str(trial.clicks_a),
            "views_b": str(trial.views_b),
            "clicks_b": str(trial.clicks_b),
        },
    )


def _check(answer: Versions, answers: Answers, marking: Marking) -> None:
    found = comparison(answer)
    if found is None:
        marking.missing(
            5,
            "Donnez les quatre chiffres, ou demandez au cours d'en inventer ; on ne clique pas plus qu'on ne voit.",
            about="views_a",
        )
    else:
        for name, version, share in (("share_a", "A", found.first), ("share_b", "B", found.second)):
            _check_share(name, version, getattr(answer, name), share, marking)
        _check_verdict(answer, found, marking)
    for name, right, well, badly in _TRAP_REASONS:
        given = getattr(answer, name)
        if not given:
            marking.missing(1, "Répondez à ce piège.", about=name)
        else:
            marking.award(1, given == right, well, badly, about=name)


def _check_share(name: str, version: str, given: float | None, share: float, marking: Marking) -> None:
    if given is None:
        marking.missing(1, f"Calculez la part de {version} : clics ÷ personnes × 100.", about=name)
        return
    marking.award(
        1,
        within(given, 100 * share, 0.01, least=0.006),
        f"{version} : {french.percent(share, 2)}, c'est juste.",
        f"{version} : les clics divisés par les personnes font {french.percent(share, 2)}.",
        about=name,
    )


def _check_verdict(answer: Versions, found: ABComparison, marking: Marking) -> None:
    if not answer.verdict:
        marking.missing(3, "Dites ce que l'on peut conclure.", about="verdict")
        return
    marking.award(3, answer.verdict == found.verdict, found.sentence, found.sentence, about="verdict")


def _picture(answer: Versions, reading: str, whose: str) -> Picture:
    return two_versions(
        [(answer.clicks_a or 0, answer.views_a or 1), (answer.clicks_b or 0, answer.views_b or 1)],
        reading=reading,
        source=f"Source : {whose} ; intervalle de Wilson (1927)",
    )


def _draw(answer: Versions, answers: Answers, person: Person) -> Sequence[Picture]:
    found = comparison(answer)
    if found is None or answer.share_a is None or answer.share_b is None:
        return ()
    chance = (
        abtest.by_chance(found.p)
        if found.p is not None
        else "Les deux versions donnent le même résultat : il n'y a pas d'écart à juger."
    )
    return (_picture(answer, chance, "vos chiffres"),)


AB = Exercise(
    id="c5-ab",
    competency="C5",
    criteria=(),
    title="Deux versions, laquelle garder ?",
    prompt=(
        "On montre une version A à des gens, une version B à d'autres, et l'on compte : c'est un test A/B. Prenez les chiffres "
        "d'un essai à vous, ou demandez au cours d'en inventer un. Dites ensuite ce qu'ils permettent de conclure.\n\n"
        "Conseil, non certificatif : le jury ne le note pas, mais c'est ainsi qu'une page s'améliore."
    ),
    help=(
        "Lancez deux fois deux dés : les totaux diffèrent, et pourtant ce sont les mêmes dés. Deux publications égales n'ont "
        "jamais le même nombre de clics non plus. La question : l'écart est-il plus grand que ce que fait le hasard ?\n\n"
        "Le cours répond par une part du hasard (les statisticiens disent « p »). Sous 5 fois sur 100, on dit que l'écart est "
        "réel, en sachant qu'on se trompera quelquefois. Au-dessus, on ne sait pas : on n'a pas prouvé que c'est pareil."
    ),
    model=Versions,
    points=8.0,
    check=_check,
    draw=_draw,
    actions=(
        Action(
            "inventer",
            "Inventer un essai",
            _draw_figures,
            "Des chiffres pour s'exercer, à l'échelle de votre campagne. Vous pourrez revenir.",
        ),
    ),
)


# ─── Before: what if more people had seen them? ───────────────────────────────────────────────────


class _Settings(Answer):
    """Two versions to compare."""

    views_a: Annotated[
        float | None, Number("Personnes qui ont vu A", minimum=500, maximum=20_000, step=100, integer=True)
    ] = None
    clicks_a: Annotated[float | None, Number("Clics sur A", minimum=0, maximum=500, step=1, integer=True)] = (
        None
    )
    views_b: Annotated[
        float | None, Number("Personnes qui ont vu B", minimum=500, maximum=20_000, step=100, integer=True)
    ] = None
    clicks_b: Annotated[float | None, Number("Clics sur B", minimum=0, maximum=500, step=1, integer=True)] = (
        None
    )


def _start(answers: Answers) -> Mapping[str, Any]:
    return {"views_a": 4000, "clicks_a": 120, "views_b": 4000, "clicks_b": 150}


def _view(settings: _Settings, answers: Answers) -> View:
    figures = Versions(**settings.model_dump())
    found = comparison(figures)
    if found is None:
        raise AssertionError("the sliders never go beyond the people who saw")
    reading = {
        "a": "L'intervalle de A et celui de B disent la même chose que la phrase : A fait mieux.",
        "b": "L'intervalle de A et celui de B disent la même chose que la phrase : B fait mieux.",
    }.get(
        found.verdict,
        "Plus les barres sont longues, moins on en sait : montrez les versions à plus de monde.",
    )
    return View(found.sentence, _picture(figures, reading, "vos réglages"))


AB_EXPLORER = Exploration(
    id="c5-ab-essai",
    title="À partir de quand peut-on trancher ?",
    prompt=(
        "Déplacez les curseurs. Gardez l'écart et montrez les versions à plus de monde : quand la réponse change-t-elle ? "
        "(Chiffres inventés.)"
    ),
    model=_Settings,
    start=_start,
    view=_view,
)
