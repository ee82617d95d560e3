"""« Lire 500 publications »: what made people act in 2014, and what such figures cannot say."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, cast

from tpelib.base import french
from tpelib.charts import Table
from tpelib.course.common import label_of, within
from tpelib.course.drawings.compared import Point, intervals
from tpelib.domain import sources
from tpelib.domain.post.history import (
    ENOUGH_POSTS,
    LIMITS,
    By,
    PostGroup,
    history_source,
    past_groups,
)
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exercise, Exploration, View
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Number, Option

__all__ = ["PAST_POSTS", "PAST_POSTS_EXPLORER", "PastPosts"]

_FIGURES = "Lisez dans l'exploration"
_SAYINGS = "Peut-on le dire ?"
_KINDS = (
    Option("photo", "Photo"),
    Option("status", "Texte"),
    Option("link", "Lien"),
    Option("video", "Vidéo"),
)
_NAMES = {option.value: option.label for option in _KINDS}


def _saying(question: str, *options: tuple[str, str]) -> Choice:
    return Choice(question, group=_SAYINGS, options=tuple(Option(*option) for option in options))


class PastPosts(Answer):
    """Figures read, and five sayings weighed."""

    videos: Annotated[
        float | None,
        Number("Combien de vidéos ce fichier contient-il ?", group=_FIGURES, maximum=500, integer=True),
    ] = None
    photo: Annotated[
        float | None,
        Number(
            "Sur 100 personnes touchées par une photo ordinaire, combien ont agi ?",
            hint="La médiane : la moitié des photos fait mieux, l'autre moitié moins bien.",
            group=_FIGURES,
            unit="%",
            maximum=100,
        ),
    ] = None
    best: Annotated[
        str,
        Choice(
            f"Parmi les types qui comptent {ENOUGH_POSTS} publications au moins, lequel a fait agir la plus grande part ?",
            group=_FIGURES,
            options=_KINDS,
        ),
    ] = ""
    video: Annotated[
        str,
        _saying(
            "« La vidéo ne marche pas : elle fait bien moins agir que la photo. »",
            ("yes", "Oui, les médianes le montrent"),
            ("few", "Non : trop peu de vidéos, et une marge immense"),
            ("old", "Non : une vidéo marche toujours mieux"),
        ),
    ] = ""
    text: Annotated[
        str,
        _saying(
            "« Un texte touche deux fois plus de monde qu'une photo : passons tous au texte. »",
            ("yes", "Oui, l'écart dépasse le hasard"),
            (
                "cause",
                "Non : l'écart est là, mais personne n'a tiré au sort ce qui était publié, ni quand",
            ),
            ("equal", "Non : les deux marges se recouvrent"),
        ),
    ] = ""
    paid: Annotated[
        str,
        _saying(
            "« Dans ce fichier, la publication payée ordinaire a touché plus de monde que l'autre. »",
            ("yes", "On peut le dire : c'est ce que montrent les médianes, pour ces 500 publications"),
            ("never", "On ne peut rien dire d'un fichier"),
            ("more", "On peut même dire que payer fait agir une plus grande part des gens"),
        ),
    ] = ""
    hour: Annotated[
        str,
        _saying(
            "« Il faut publier entre 6 h et 8 h, c'est le point le plus à droite. »",
            ("yes", "Oui, les autres font moins"),
            (
                "overlap",
                "Non : les marges se recouvrent, et le fichier ne dit pas de quel fuseau est l'heure",
            ),
            ("night", "Non : il faut publier la nuit"),
        ),
    ] = ""
    mine: Annotated[
        str,
        _saying(
            "« Ma page fait agir trois fois moins de gens que cette marque : elle est mauvaise. »",
            ("yes", "Oui, les chiffres sont là"),
            ("other", "Non : une autre marque, il y a longtemps. Je me compare à mes propres mois"),
            ("double", "Oui, mais il suffit de publier trois fois plus"),
        ),
    ] = ""


_REASONS = (
    (
        "video",
        "few",
        "Si peu de vidéos ne font pas une règle : vous l'avez vu.",
        "Regardez combien il y en a, et comme leur barre est longue : elle recouvre celle de la photo.",
    ),
    (
        "text",
        "cause",
        "Un écart entre deux groupes ne dit pas ce qui l'a causé : il faudrait essayer, chez vous, en tirant au sort.",
        "L'écart est là, mais les textes n'annonçaient peut-être pas la même chose que les photos : on ne sait pas ce qui a "
        "compté.",
    ),
    (
        "paid",
        "yes",
        "C'est cela : un fait, borné à ce fichier. La part des gens qui agissent, elle, n'y est pas plus grande.",
        "Les médianes de la portée le montrent, pour ces 500 publications. Dire plus, ou dire moins, c'est se tromper.",
    ),
    (
        "hour",
        "overlap",
        "Des marges qui se recouvrent ne désignent personne.",
        "Toutes les marges se recouvrent, et l'heure est celle d'un fuseau que le fichier ne dit pas.",
    ),
    (
        "mine",
        "other",
        "Votre seule comparaison juste est votre propre page, le mois d'avant.",
        "Une marque de cosmétiques, en 2014, sur un seul réseau : comparez-vous plutôt à vos propres mois.",
    ),
)


def _group(name: str) -> PostGroup:
    return next(group for group in past_groups("kind") if group.name == name)


def _check(answer: PastPosts, answers: Answers, marking: Marking) -> None:
    videos, photo = _group(_NAMES["video"]).posts, 100 * _group(_NAMES["photo"]).engagement
    best = next(group for group in past_groups("kind") if group.enough)
    marking.award(
        1,
        answer.videos == videos,
        f"{videos} vidéos sur 500 : gardez ce nombre en tête.",
        "Comptez les vidéos dans le tableau de l'exploration, par type.",
        about="videos",
    )
    marking.award(
        1,
        within(answer.photo, photo, 0.02, least=0.3),
        f"{french.percent(photo / 100, 1)} : c'est la médiane.",
        "Lisez la médiane des photos dans l'exploration, avec « la part qui a agi ».",
        about="photo",
    )
    marking.award(
        1,
        _NAMES.get(answer.best) == best.name,
        f"{best.name} : {french.percent(best.engagement, 1)}, sur {best.posts} publications.",
        f"Laissez de côté les groupes de moins de {ENOUGH_POSTS} publications : leur point est creux.",
        about="best",
    )
    for name, right, well, badly in _REASONS:
        given = getattr(answer, name)
        if not given:
            marking.missing(1, "Dites ce qu'il faut en penser.", about=name)
        else:
            marking.award(1, given == right, well, badly, about=name)


PAST_POSTS = Exercise(
    id="c5-lecture",
    competency="C5",
    criteria=(),
    title="Lire 500 publications",
    prompt=(
        "L'exploration ci-dessus montre de vraies publications. Relevez trois chiffres, puis dites ce que l'on peut en "
        "conclure, et ce qu'on ne peut pas : c'est ce que vous ferez bientôt de vos propres chiffres.\n\n"
        "Conseil, non certificatif."
    ),
    help=(
        "Quatre questions avant de croire un chiffre : combien y en a-t-il ? quelle est la marge ? qu'est-ce qui change en même "
        "temps ? de qui, et de quand ?"
    ),
    model=PastPosts,
    points=8.0,
    check=_check,
)


# ─── The posts, by group ──────────────────────────────────────────────────────────────────────────

_BY = (
    Option("kind", "le type"),
    Option("subject", "le sujet"),
    Option("hour", "l'heure"),
    Option("paid", "la publicité"),
)
_MEASURES = (
    Option("engagement", "la part des personnes touchées qui a agi"),
    Option("reach", "le nombre de personnes touchées"),
)


class _Settings(Answer):
    """What to compare, and by what."""

    by: Annotated[str, Choice("Comparer selon", options=_BY)] = ""
    measure: Annotated[str, Choice("Ce que l'on mesure", options=_MEASURES)] = ""


def _start(answers: Answers) -> Mapping[str, Any]:
    return {"by": "kind", "measure": "engagement"}


def _view(settings: _Settings, answers: Answers) -> View:
    groups = past_groups(cast(By, settings.by or "kind"))
    share = settings.measure != "reach"
    points = sorted((_point(group, share) for group in groups), key=lambda point: -point.value)
    posts = {group.name: group.posts for group in groups}
    title = f"500 publications de 2014, selon {label_of(_BY, settings.by or 'kind')}"
    table = Table(
        title,
        ["", "Publications", "Médiane", "Intervalle à 95 %", "Assez pour comparer ?"],
        [
            [
                point.label,
                french.number(posts[point.label]),
                point.text,
                _bounds(point, share),
                "oui" if point.sound else f"non, moins de {ENOUGH_POSTS}",
            ]
            for point in points
        ],
    )
    picture = intervals(
        title=title,
        points=points,
        axis="% des personnes touchées qui ont agi" if share else "personnes touchées par une publication",
        reading=LIMITS,
        table=table,
        source=sources.line(history_source()),
    )
    return View(_sentence(points, posts), picture)


def _point(group: PostGroup, share: bool) -> Point:
    if share:
        bounds = group.engagement_interval
        percents = (100 * bounds[0], 100 * bounds[1]) if bounds else None
        return Point(
            group.name, french.percent(group.engagement, 1), 100 * group.engagement, percents, group.enough
        )
    return Point(group.name, french.number(group.reach, 0), group.reach, group.reach_interval, group.enough)


def _bounds(point: Point, share: bool) -> str:
    if point.bounds is None:
        return "trop peu pour en donner un"
    low, high = point.bounds
    digits, unit = (1, " %") if share else (0, "")
    return f"de {french.number(low, digits)} à {french.number(high, digits)}{unit}"


def _sentence(points: Sequence[Point], posts: Mapping[str, int]) -> str:
    sound = [point for point in points if point.sound]
    small = [point for point in points if not point.sound]
    first, second = sound[0], sound[1]
    apart = first.bounds and second.bounds and first.bounds[0] > second.bounds[1]
    told = f"{first.label} : {first.text} pour une publication ordinaire, devant {second.label} ({second.text}). "
    told += (
        "Les deux intervalles se séparent : l'écart n'est pas dû au hasard, mais on ne sait pas à quoi il est dû."
        if apart
        else "Les deux intervalles se recouvrent : cela ne suffit pas pour les départager."
    )
    if small:
        few = french.listing([f"{point.label} ({posts[point.label]})" for point in small])
        told += f" Trop peu de publications pour compter : {few}."
    return told


PAST_POSTS_EXPLORER = Exploration(
    id="c5-2014",
    title="Qu'est-ce qui a fait agir, sur 500 publications ?",
    prompt=(
        "Une marque de cosmétiques a rendu publiques 500 publications de 2014 sur Facebook. Un point par groupe : la "
        "publication du milieu (médiane) ; la barre dit où elle peut se trouver. Un point creux : trop peu de publications."
    ),
    model=_Settings,
    start=_start,
    view=_view,
)
