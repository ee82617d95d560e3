"""The kit that sets up the pages: images cut, texts per network, access sheet, rights, list of what to check."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tpelib.base import french
from tpelib.base.data import read_data
from tpelib.base.html import BREAK, as_typed, each, element, joined, set_text, void
from tpelib.domain.page.html import document, terms
from tpelib.domain.page.model import PLACES_OF, Photo, Profile
from tpelib.domain.page.placements import Placement, cut, placements
from tpelib.domain.platforms import platform

__all__ = ["PageCheck", "checklist", "kit"]


@dataclass(frozen=True, slots=True)
class PageCheck:
    """Something to check on the network itself, and the lesson that says why."""

    text: str
    lesson: str


def checklist() -> tuple[PageCheck, ...]:
    """Return what to check on the network itself, before the page is shown to anyone."""
    return read_data(tuple[PageCheck, ...], "page_a_verifier.toml", at="check")


_EPOCH = (2026, 1, 1, 0, 0, 0)


def kit(profiles: Sequence[Profile], photos: Mapping[str, Photo], sheets: Mapping[str, str]) -> bytes:
    """Return the kit as a ZIP, the same bytes for the same entries.

    Parameters
    ----------
    profiles : sequence of Profile
        One per network.
    photos : mapping
        Key of an image (``"logo"``, ``"cover"``, ``"photo"``) to the image.
    sheets : mapping
        Name of a file to its text, for what goes along (access sheet, register, release).

    Raises
    ------
    ImageError
        One of the images cannot be used.
    """
    files = {name: f"{sheet.rstrip()}\n".encode() for name, sheet in sheets.items()}
    shown: dict[str, list[tuple[str, Placement, Photo]]] = {}
    for profile in profiles:
        files[f"textes/{profile.network}.txt"] = _texts(profile).encode()
        for place, photo in _placed(profile.network, photos):
            name = f"images/{profile.network}-{place.key}.jpg"
            files[name] = cut(photo.data, place, photo.centre)
            shown.setdefault(profile.network, []).append((name, place, photo))
    files["a-verifier.txt"] = "".join(
        f"[ ] {french.typography(item.text)}\n" for item in checklist()
    ).encode()
    files["lisez-moi.html"] = _start(profiles, shown, sorted(sheets)).encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), files[name], zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _placed(network: str, photos: Mapping[str, Photo]) -> list[tuple[Placement, Photo]]:
    """Return the places of a network for which there is an image."""
    by_place = {place: photos[key] for key, places in PLACES_OF.items() if key in photos for place in places}
    return [(place, by_place[place.key]) for place in placements(network) if place.key in by_place]


def _rows(profile: Profile) -> list[tuple[str, str]]:
    return [
        ("Nom", profile.name),
        ("Identifiant", profile.handle),
        ("Catégorie", profile.category),
        ("Présentation", profile.bio),
        ("Bouton", profile.button),
        ("Lien", profile.link),
        ("Adresse", profile.address),
        ("Horaires", profile.hours),
        ("Mentions légales", profile.legal),
    ]


def _texts(profile: Profile) -> str:
    told = [("Réseau", platform(profile.network).name), *_rows(profile)]
    return "".join(french.typography(f"{label} : {typed}\n") for label, typed in told if typed)


def _start(
    profiles: Sequence[Profile],
    shown: Mapping[str, Sequence[tuple[str, Placement, Photo]]],
    sheets: Sequence[str],
) -> str:
    """Return the page to open first: each network's texts and images, the sheets, the list to check."""
    parts = [_LEAD]
    for profile in profiles:
        parts += (element("h2", set_text(platform(profile.network).name)), terms(_rows(profile)))
        parts += (_image(*one) for one in shown.get(profile.network, ()))
    links = (element("a", as_typed(name), href=name) for name in sheets)
    boxes = (element("label", _BOX, set_text(item.text)) for item in checklist())
    parts += (element("h2", set_text("Les autres fichiers")), element("ul", each("li", links)))
    parts += (element("h2", set_text("À vérifier sur le réseau")), element("ul", each("li", boxes)))
    return document("Mon kit de page", joined(parts))


_LEAD = Markup("<p>Une partie par réseau : copiez le texte, envoyez l'image, collez sa description.</p>")
_BOX = Markup('<input type="checkbox"> ')
_COLON = Markup(" : ")


def _image(name: str, place: Placement, photo: Photo) -> Markup:
    shown = void("img", src=name, alt=set_text(photo.alt), width=str(min(place.width, 320)))
    link = element("a", as_typed(name), href=name)
    told = set_text(f"Sa description : {photo.alt}")
    return element("figure", shown, element("figcaption", set_text(place.label), _COLON, link, BREAK, told))
