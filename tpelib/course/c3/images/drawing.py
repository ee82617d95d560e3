"""What is kept of an image on each network, with the bands to leave free: small pictures, and their measures."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from tpelib.base import french
from tpelib.base.html import NOTHING, as_typed, each, element, joined, set_text, void
from tpelib.base.look import inline_style
from tpelib.charts.picture import Picture, Table
from tpelib.domain.page.images import ImageMeasures, measure
from tpelib.domain.page.model import Photo
from tpelib.domain.page.placements import (
    Placement,
    advice,
    crop_box,
    fits,
    kept,
)
from tpelib.domain.page.thumbs import thumbnail
from tpelib.domain.platforms import platform

__all__ = ["crops"]

_WHOLE = 260
_SHOWN = 150
_STYLE = inline_style("tpelib.course.c3.images", "drawing.css")


def crops(title: str, photo: Photo, places: Sequence[Placement]) -> Picture:
    """Draw an image whole with its frames, then as each place shows it.

    Parameters
    ----------
    title : str
        Name of the image: « Logo ».
    photo : Photo
        The image, which can be used.
    places : sequence of Placement
        Where it goes; one at least.

    Raises
    ------
    ImageError
        The image cannot be used.
    """
    found = measure(photo.data)
    poor = [place for place in places if not fits(found, place)]
    reading = (
        f"{title} : {found.size}, trop petite pour {_names(poor)}."
        if poor
        else f"{title} : {found.size}, assez grande partout. Voici ce que l'on en verra."
    )
    rows = [_row(found, place) for place in places]
    cells = [_whole(photo, found, places), *(_shown(photo, place) for place in places)]
    return Picture(
        title=title,
        reading=reading,
        alternative=f"{title} : {photo.alt or 'sans description'}. "
        + " ".join(f"{row[0]} : {row[3]} gardés, {row[4]}." for row in rows),
        spec={},
        table=Table(
            f"{title} : mesures, réseau par réseau",
            ("Place", "Taille demandée", "Votre image", "Part gardée", "Verdict", "À savoir"),
            rows,
        ),
        source="Source : normes des réseaux relevées par le cours ; tailles sans norme choisies par le cours.",
        html=joined((_STYLE, element("ul", each("li", cells), class_="tpe-crops", lang="fr"))),
    )


def _names(places: Sequence[Placement]) -> str:
    return french.listing([platform(place.network).name for place in places])


def _row(found: ImageMeasures, place: Placement) -> tuple[str, ...]:
    told = " ".join(advice(found, place)) or "rien à redire"
    return (
        f"{platform(place.network).name}, {place.label.lower()}",
        f"{french.number(place.least[0])} × {french.number(place.least[1])} px",
        found.size,
        french.percent(kept(found, place), 0),
        "assez grande" if fits(found, place) else "trop petite",
        told,
    )


def _whole(photo: Photo, found: ImageMeasures, places: Sequence[Placement]) -> Markup:
    frames = (_frame(found, place, photo.centre) for place in _shapes(places))
    alt = set_text(photo.alt or "Votre image, sans description pour l'instant")
    image = void("img", src=thumbnail(photo.data, _WHOLE), alt=alt, width=str(_WHOLE))
    title = element("b", set_text("Votre image entière"))
    return element(
        "figure",
        element("div", image, *frames, class_="tpe-crop", style=f"width:{_WHOLE}px"),
        element("figcaption", title, set_text("Les cadres disent ce que l’on garde.")),
    )


def _shapes(places: Sequence[Placement]) -> list[Placement]:
    """Return the places, one for each shape."""
    return list({round(place.ratio, 2): place for place in places}.values())


def _frame(found: ImageMeasures, place: Placement, centre: tuple[float, float]) -> Markup:
    left, top, right, bottom = crop_box((found.width, found.height), place.ratio, centre)
    x, y = 100 / found.width, 100 / found.height
    box = (
        f"left:{left * x:.1f}%;top:{top * y:.1f}%;"
        f"width:{(right - left) * x:.1f}%;height:{(bottom - top) * y:.1f}%"
    )
    return element("span", class_="tpe-frame", aria_hidden="true", style=box)


def _shown(photo: Photo, place: Placement) -> Markup:
    top, bottom = place.safe
    bands = [
        element("span", class_="tpe-band", aria_hidden="true", style=f"{side}:0;height:{share}%")
        for side, share in (("top", top), ("bottom", bottom))
        if share
    ]
    width = min(_SHOWN * max(1.0, place.ratio), 330)
    round_ = " tpe-round" if place.key == "profil" else ""
    source = thumbnail(photo.data, round(width), place.ratio, photo.centre)
    note = set_text(" Bandes rayées : les boutons les cachent.") if bands else NOTHING
    size = f"{place.width} × {place.height} px".replace(" ", french.NBSP)
    image = void("img", src=source, alt="", width=f"{width:.0f}")
    name = element("b", set_text(platform(place.network).name))
    return element(
        "figure",
        element("div", image, *bands, class_=f"tpe-crop{round_}", style=f"width:{width:.0f}px"),
        element("figcaption", name, set_text(place.label), as_typed(f", {size}."), note),
    )
