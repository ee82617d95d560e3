"""The pictures of the lessons, by name: what a notebook shows with ``figure("instagram")``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.charts.lying import lying_bars
from tpelib.charts.picture import Picture
from tpelib.course.drawings.calendar import rhythms_compared
from tpelib.course.lessons.campaign import CAMPAIGN_LESSONS
from tpelib.course.lessons.page import PAGE_LESSONS
from tpelib.course.lessons.post import POST_LESSONS
from tpelib.course.lessons.reputation import REPUTATION_LESSONS
from tpelib.domain import audience, sources
from tpelib.domain.sources import Figure

__all__ = ["LESSONS", "lesson"]


def _side_by_side(*, title: str, figures: Sequence[Figure], reading: str) -> Picture:
    """Draw figures that measure different things: one bar each, each named by what it counts.

    They stand beside each other because they must not be joined; the axis has no name but « millions ».
    """
    labels = [f"{sources.measure_name(found.measure).capitalize()} ({found.year})" for found in figures]
    return lying_bars(
        title=title,
        labels=labels,
        values=[found.value / 1e6 for found in figures],
        texts=[
            french.typography(f"{found.prefix} {french.number(found.value / 1e6, 0)} millions".strip())
            for found in figures
        ],
        axis="millions",
        reading=reading,
        source=sources.line(*(found.source for found in figures)),
        notes=[found.source.publisher for found in figures],
        note_name="Qui le dit",
    )


def _instagram() -> Picture:
    return _side_by_side(
        title="Instagram en France : trois chiffres, trois mesures",
        figures=[
            sources.figure("instagram-ad-reach"),
            sources.figure("instagram-arcom"),
            audience.accounts_of("Instagram"),
        ],
        reading="Du simple au double, et personne ne ment : on ne compte pas la même chose.",
    )


def _ages() -> Picture:
    bands = audience.DIMENSIONS["age"]
    found = audience.breakdown("age")
    return audience.shares_with_intervals(
        title="Part de personnes qui utilisaient les réseaux sociaux en 2022, selon l'âge",
        estimates={bands.item(key).label: estimate for key, estimate in found.items()},
        whole=audience.estimate(),
        whole_name="ensemble",
        reading="En 2022, plus de trois jeunes adultes sur quatre, à peine plus d'une personne sur quatre après 70 ans : "
        "l'âge fait la plus grande différence.",
        source=sources.line(sources.source("barometre-2022")),
    )


def _trend() -> Picture:
    return audience.trend().picture(
        "De 2009 à 2019, la part a plus que doublé. Ensuite on ne peut plus comparer : la façon de demander a "
        "changé en 2020.",
    )


def _daily() -> Picture:
    names = ("snapchat", "instagram", "tiktok", "facebook")
    found = sources.together(*(sources.figure(f"{name}-15-24-daily") for name in names))
    return lying_bars(
        title="15–24 ans qui ouvraient ce réseau chaque jour, en 2023",
        labels=["Snapchat", "Instagram", "TikTok", "Facebook"],
        values=[figure.value for figure in found],
        texts=[figure.text for figure in found],
        axis="% des 15–24 ans",
        reading="En 2023, chez les 15–24 ans, Snapchat venait d'abord. Dans les autres tranches d'âge, c'était Facebook.",
        source=found[0].line(),
    )


_ADULTS = (
    *("facebook-all", "facebook-18-24", "facebook-35", "instagram-18-24", "instagram-50"),
    *("tiktok-18-24", "snapchat-18-24", "x-25-34", "x-50"),
)


def _networks_by_age() -> Picture:
    found = sources.together(*(sources.figure(f"{key}-flashs") for key in _ADULTS))
    return lying_bars(
        title="Qui se sert de quel réseau, par âge, début 2025",
        labels=[figure.label for figure in found],
        values=[figure.value for figure in found],
        texts=[figure.text for figure in found],
        axis="% qui disent s'en servir régulièrement",
        reading="Début 2025, Facebook était peu cité avant 25 ans et beaucoup après 35 ; Instagram, l'inverse. On ne sait pas "
        "combien de personnes ont répondu : ne citez ces chiffres qu'avec cette réserve.",
        source=f"{found[0].line()} {found[0].source.caution}",
    )


def _firms() -> Picture:
    keys = {
        "tpe-social-hospitality": "Hébergement et restauration",
        "tpe-social": "Toutes activités",
        "tpe-social-building": "Construction",
        "tpe-social-transport": "Transport",
    }
    found = sources.together(*(sources.figure(key) for key in keys))
    return lying_bars(
        title="Microentreprises présentes sur un média social en 2022",
        labels=list(keys.values()),
        values=[figure.value for figure in found],
        texts=[figure.text for figure in found],
        axis="% des microentreprises qui utilisent Internet",
        marked=[1],
        marked_name="ensemble",
        reading=f"En 2022, moins d'une petite entreprise sur deux y était ({french.number(found[1].value)} %). Le cours n'a pas "
        "de chiffre plus récent qui compte la même chose : regardez vos propres concurrents.",
        source=found[0].line(),
    )


def _december() -> Picture:
    keys = {
        "december-toys": "Jouets",
        "december-computers": "Informatique",
        "december-perfume": "Parfumerie",
        "december-wine-fish": "Vin, poisson",
        "december-all": "Tous commerces",
    }
    found = sources.together(*(sources.figure(key) for key in keys))
    return lying_bars(
        title="Part de décembre dans les ventes de l'année, en 2018",
        labels=list(keys.values()),
        values=[figure.value for figure in found],
        texts=[figure.text for figure in found],
        axis="% des ventes de l'année",
        marked=[4],
        marked_name="ensemble",
        reading="Un mois moyen ferait un douzième de l'année, 8,3 %. En 2018, décembre pesait 10 % en moyenne, "
        "mais 28 % pour les jouets.",
        source=found[0].line(),
    )


def _rhythm() -> Picture:
    return rhythms_compared(
        title="Six publications, trois rythmes",
        rhythms={
            "Métronome": (4, 8, 12, 16, 20, 24),
            "Régulier": (4, 7, 11, 14, 18, 21),
            "En rafales": (4, 5, 6, 21, 22, 29),
        },
        reading="Même nombre de publications : les deux premières pages sont là chaque semaine, la troisième "
        "disparaît quinze jours.",
        source="Source : dates choisies pour l'exemple.",
    )


LESSONS: Mapping[str, Callable[[], Picture]] = {
    "instagram": _instagram,
    "ages": _ages,
    "evolution": _trend,
    "quotidien": _daily,
    "reseaux-ages": _networks_by_age,
    "entreprises": _firms,
    "decembre": _december,
    "rythme": _rhythm,
    **CAMPAIGN_LESSONS,
    **PAGE_LESSONS,
    **POST_LESSONS,
    **REPUTATION_LESSONS,
}


def lesson(name: str) -> Picture:
    """Return the picture of a lesson by its name.

    Raises
    ------
    TpeError
        No lesson has such a picture.
    """
    try:
        return LESSONS[name]()
    except KeyError:
        raise TpeError(f"Aucune figure ne s’appelle « {name} ».") from None
