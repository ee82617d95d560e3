"""« Mes images »: a logo and photos that each network accepts, cut where one wants, described, without a position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.course.c2.choice.exercise import chosen_networks
from tpelib.course.c3.images.drawing import crops
from tpelib.course.c3.photos import (
    EXERCISE,
    NAMES,
    Given,
    Images,
    given_images,
    needed_images,
    photos_of,
    places_of,
    trouble,
)
from tpelib.domain.page import images
from tpelib.domain.page.placements import (
    Placement,
    advice,
    fits,
    kept,
    too_heavy,
)
from tpelib.domain.platforms import platform
from tpelib.engine.exercise import Action, Answers, Deliverable, Exercise, Outcome, Progress
from tpelib.engine.marking import Marking

__all__ = ["IMAGES"]

_LEAST_ALT = 25
_LEAST_KEPT = 0.5
"""Share of an image under which a place cuts too much of it: the course's own rule of thumb."""
_FAR_LIGHT = 0.35
"""Gap of lightness above which two photos look as if from two houses: the course's own rule of thumb."""
_VAGUE = ("image ", "photo ", "logo ", "img", "dsc")


def _check(answer: Images, answers: Answers, marking: Marking) -> None:
    networks = chosen_networks(answers)
    wanted = needed_images(networks)
    given = given_images(answers, networks)
    for name, points in (("logo", 2.0), ("photo", 2.0), ("cover", 1.5)):
        _check_file(name, points, answer, answers, given, marking, needed=name in wanted)
    _check_quality(wanted, given, marking)
    for name, points in (("logo", 1.0), ("photo", 1.0), ("cover", 0.5)):
        _check_alt(name, points, answer, marking, needed=name in wanted)
    marking.award(
        0.5,
        bool(answer.photo_centre),
        "Vous avez dit où est le sujet de votre photo.",
        "Dites où est le sujet de votre photo : c'est ce côté que l'on garde en la coupant.",
        about="photo_centre",
    )


def _check_file(
    name: str,
    points: float,
    answer: Images,
    answers: Answers,
    given: Mapping[str, Given],
    marking: Marking,
    *,
    needed: bool,
) -> None:
    """Half for an image that can be used, half for one that is large enough wherever it goes."""
    title = NAMES[name]
    if name not in given:
        if not needed:
            marking.award(points, True, f"{title} : vos réseaux n'en demandent pas.", "", about=name)
            return
        held = answers.file(getattr(answer, name))
        lost = (
            "le fichier a disparu, donnez-le de nouveau." if getattr(answer, name) else "donnez un fichier."
        )
        marking.missing(points, f"{title} : {trouble(held) if held else lost}", about=name)
        return
    found, places = given[name].found, given[name].places
    short = [place for place in places if not fits(found, place)]
    share = 1 - len(short) / len(places) if places else 1.0
    least = short[0].least if short else (0, 0)
    marking.award(
        points,
        (1 + share) / 2,
        f"{title} : {found.size}, assez grande pour vos réseaux.",
        f"{title} : {found.size}, trop petite pour {_where(short)} ({least[0]} × {least[1]} px).",
        about=name,
    )


def _where(places: Sequence[Placement]) -> str:
    return french.listing([f"{platform(place.network).name} ({place.label.lower()})" for place in places])


def _check_quality(wanted: Sequence[str], given: Mapping[str, Given], marking: Marking) -> None:
    """Proportions, weight, sharpness and position, once every image that is needed is there."""
    if any(name not in given for name in wanted):
        marking.missing(3.5, "Donnez toutes vos images : on regardera leur forme, leur poids, leur netteté.")
        return
    cuts = [
        (kept(one.found, place), place)
        for one in given.values()
        for place in one.places
        if place.key != "story"
    ]
    poor = [place for share, place in cuts if share < _LEAST_KEPT]
    marking.award(
        1,
        1 - len(poor) / len(cuts) if cuts else 1.0,
        "Aucun réseau ne coupe plus de la moitié d'une image.",
        f"Plus de la moitié de l'image est coupée pour {_where(poor)} : choisissez-en une de forme plus proche.",
        about="photo",
    )
    heavy = [place for one in given.values() for place in one.places if too_heavy(one.found, place)]
    marking.award(
        0.5,
        not heavy,
        "Aucune image n'est trop lourde.",
        f"Une image est trop lourde pour {_where(heavy)} : prenez celle du kit.",
    )
    blurred = [name for name, one in given.items() if name != "logo" and one.found.sharpness < images.SHARP]
    marking.award(
        1,
        not blurred,
        "Vos photos sont nettes.",
        f"{french.listing([NAMES[name] for name in blurred])} : l'image paraît floue ou très unie. Essuyez l'objectif et "
        "reprenez-la à la lumière d'une fenêtre.",
        about=blurred[0] if blurred else "photo",
    )
    located = [name for name, one in given.items() if one.found.located]
    marking.award(
        1,
        not located,
        "Aucune image ne dit où elle a été prise.",
        f"{french.listing([NAMES[name] for name in located])} : le fichier dit où l'image a été prise. Le bouton « Retirer "
        "la position » l'enlève.",
        about=located[0] if located else "photo",
    )


def _check_alt(name: str, points: float, answer: Images, marking: Marking, *, needed: bool) -> None:
    text: str = getattr(answer, f"{name}_alt")
    others = [getattr(answer, f"{other}_alt") for other in NAMES if other != name]
    if not needed and not getattr(answer, name):
        marking.award(points, True, f"{NAMES[name]} : rien à décrire.", "", about=f"{name}_alt")
        return
    if text and text in others:
        wrong = f"{NAMES[name]} : chaque image a sa propre description."
    else:
        wrong = (
            f"{NAMES[name]} : décrivez-la en une phrase, sans commencer par « image de » ni « photo de », le lecteur "
            "d'écran l'annonce déjà."
        )
    marking.award(
        points,
        len(text) >= _LEAST_ALT and not text.lower().startswith(_VAGUE) and text not in others,
        f"{NAMES[name]} : la description dit ce que l'on voit.",
        wrong,
        about=f"{name}_alt",
    )


def _draw(answer: Images, answers: Answers, person: Person) -> Sequence[Picture]:
    networks = chosen_networks(answers)
    return tuple(
        crops(NAMES[name], photo, places_of(name, networks))
        for name, photo in photos_of(answers).items()
        if places_of(name, networks)
    )


def _look(answer: Images, answers: Answers, progress: Progress) -> Outcome:
    networks = chosen_networks(answers)
    given = given_images(answers, networks)
    if not given:
        raise TpeError("Donnez d'abord une image.")
    lines: list[str] = []
    for step, (name, one) in enumerate(given.items()):
        progress(step / len(given), "On regarde vos images.")
        found = one.found
        where = "dit où elle a été prise" if found.located else "ne dit pas où elle a été prise"
        lines.append(f"{NAMES[name]} : {found.size}, {found.weighs}, {where}.")
        told = [(place, text) for place in one.places for text in advice(found, place)]
        lines += [f"— {platform(place.network).name}, {place.label.lower()} : {text}" for place, text in told]
        long = _too_long(getattr(answer, f"{name}_alt"), networks)
        lines += long
        if not told and not long:
            lines.append("— Rien à redire.")
    lights = [one.found.light for name, one in given.items() if name != "logo"]
    if lights and max(lights) - min(lights) > _FAR_LIGHT:
        lines.append(
            "Vos deux photos n'ont pas la même lumière : prenez-les au même endroit, à la même heure."
        )
    return Outcome("\n".join(lines))


def _too_long(alt: str, networks: Sequence[str]) -> list[str]:
    """Return where a description is longer than some source allows: advice, since sources disagree."""
    norms = [(platform(network).name, platform(network).norm("alt")) for network in networks]
    return [
        f"— {name} : votre description compte {french.plural(len(alt), 'caractère')}, {norm.text}."
        for name, norm in norms
        if norm and len(alt) > norm.safe
    ]


def _clean(answer: Images, answers: Answers, progress: Progress) -> Outcome:
    photos = photos_of(answers)
    located = {name: photo for name, photo in photos.items() if images.measure(photo.data).located}
    if not photos:
        raise TpeError("Donnez d'abord une image.")
    if not located:
        return Outcome("Aucune de vos images ne dit où elle a été prise : rien à retirer.")
    kept_files = {}
    for name, photo in located.items():
        data = images.without_metadata(photo.data)
        kind = images.measure(data).kind.lower()
        kept_files[name] = Deliverable(f"{name}-sans-position.{kind}", f"image/{kind}", data)
    names = french.listing([NAMES[name].lower() for name in located])
    return Outcome(f"La position est retirée : {names}.", keep=kept_files)


IMAGES = Exercise(
    id=EXERCISE,
    competency="C3",
    criteria=("Cr3.1", "Cr3.2"),
    title="Mes images",
    prompt=(
        "Un logo, une photo debout, une photo large : avec ces trois-là, vous habillez tous vos réseaux. Donnez vos vrais "
        "fichiers, le cours les regarde, vous montre ce qu'on en verra, et les coupera pour vous."
    ),
    help=(
        "Vos images restent dans votre dossier. Une photo d'iPhone (HEIC) est acceptée : le kit en fera une image JPEG, "
        "que tous les réseaux prennent.\n\nLes seuils de netteté, de forme et de lumière sont des règles de ce cours, pas "
        "des réseaux. Un logo très simple n'a pas besoin d'être net au sens de l'appareil : on ne juge que les photos."
    ),
    model=Images,
    points=12.0,
    check=_check,
    draw=_draw,
    actions=(
        Action(
            "regarder",
            "Examiner mes images",
            _look,
            "Dimensions, poids, netteté, position : réseau par réseau.",
        ),
        Action(
            "nettoyer",
            "Retirer la position de mes images",
            _clean,
            "Vos images sont remplacées par des copies qui ne disent plus où elles ont été prises.",
        ),
    ),
)
