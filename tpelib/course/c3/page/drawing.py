"""Previews of a page on phone and desktop, as each network lays it out: own drawings, no logo of any network.

Four layouts cover the networks: a banner with a face over it, a face beside its counts, a face in the middle, and
the card that one finds when searching. What the learner has not given yet is drawn as what remains to be given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from markupsafe import Markup

from tpelib.base import french
from tpelib.base.html import NOTHING, as_typed, each, element, joined, set_text, trusted
from tpelib.base.look import inline_style
from tpelib.charts.picture import Picture, Table
from tpelib.domain.page import colours
from tpelib.domain.page.model import Photo, Profile, bio_count
from tpelib.domain.page.placements import placements
from tpelib.domain.page.thumbs import thumbnail
from tpelib.domain.platforms import PageLook, platform

__all__ = ["profile"]

_STYLE = inline_style("tpelib.course.c3.page", "drawing.css")


def profile(page: Profile, photos: Mapping[str, Photo], main: str, on_main: str) -> Picture:
    """Draw a page as its network lays it out, on a phone and on a desktop.

    Parameters
    ----------
    page : Profile
        What it shows.
    photos : mapping
        Key of an image (``"logo"``, ``"cover"``, ``"photo"``) to the image; what is not given is drawn blank.
    main, on_main : str
        Main colour, and the one that is written on it (``#rrggbb``).
    """
    found = platform(page.network)
    network, look = found.name, found.page
    rows = _rows(page, photos)
    lacking = [label.lower() for label, text, _ in rows if not text]
    reading = (
        f"{network} : il manque encore {french.listing(lacking)}."
        if lacking
        else f"{network} : vérifiez que l'on comprend en trois secondes qui vous êtes, et où."
    )
    inside = _LAYOUTS[look.layout](page, look)
    given = _variables(photos, main, on_main, look)
    screens = (
        element(
            "figure",
            element("figcaption", set_text(words)),
            element("div", inside, class_=f"tpe-screen{kind}", style=given),
        )
        for words, kind in (("Sur un téléphone", ""), ("Sur un ordinateur", " tpe-wide"))
    )
    length = element("p", set_text(f"Présentation : {bio_count(page)}."), class_="tpe-length")
    return Picture(
        title=f"Ma page sur {network}",
        reading=reading,
        alternative=" ".join(f"{label} : {(text or 'à donner').rstrip('.')}." for label, text, _ in rows),
        spec={},
        table=Table(
            f"Ma page sur {network}, ligne par ligne",
            ("Place", "Ce que l'on y lit", "Longueur"),
            [(label, text or "à donner", count) for label, text, count in rows],
        ),
        html=joined((_STYLE, element("div", *screens, length, class_="tpe-profile", lang="fr"))),
    )


def _rows(page: Profile, photos: Mapping[str, Photo]) -> list[tuple[str, str, str]]:
    """Return what the page holds: label, text, length where there is a limit."""
    named = [("Nom", page.name, "")]
    if page.handle:
        named.append(("Identifiant", f"@{page.handle}", ""))
    rows = [
        *named,
        ("Catégorie", page.category, ""),
        ("Présentation", page.bio, bio_count(page)),
        ("Bouton", page.button, ""),
        ("Lien", page.link, ""),
        ("Horaires", page.hours, ""),
        ("Adresse", page.address, ""),
        ("Mentions légales", page.legal, ""),
        ("Photo de profil", photos["logo"].alt or "sans description" if "logo" in photos else "", ""),
    ]
    if any(place.key == "couverture" for place in placements(page.network)):
        rows.append(
            (
                "Photo de couverture",
                photos["cover"].alt or "sans description" if "cover" in photos else "",
                "",
            )
        )
    return rows


def _variables(photos: Mapping[str, Photo], main: str, on_main: str, look: PageLook) -> Markup:
    """Return the learner's colours and images as properties of the screen."""
    width, height = look.cell
    given = {"main": colours.read(main), "on": colours.read(on_main), "cell": f"{width / height:.4g}"}
    given["face"] = _image(photos, "logo", 110, 1.0) or colours.read(main)
    given["letters"] = "" if "logo" in photos else colours.read(on_main)
    wide = "cover" if "cover" in photos or look.layout != "listing" else "photo"
    given["cover"] = _image(photos, wide, 600, 851 / 315) or colours.read(main)
    given["photo"] = _image(photos, "photo", 200, width / height)
    # Colours that were read, figures, addresses of data: nothing that anybody typed.
    return trusted(";".join(f"--{name}:{value}" for name, value in given.items() if value))


def _image(photos: Mapping[str, Photo], key: str, width: int, ratio: float) -> str:
    if key not in photos:
        return ""
    return f"url({thumbnail(photos[key].data, width, ratio, photos[key].centre)})"


# ── Parts of a screen ─────────────────────────────────────────────────────────────────────────────


def _name(page: Profile) -> Markup:
    return element("p", set_text(page.name or "Votre nom"), class_="tpe-name")


def _handle(page: Profile) -> Markup:
    return element("p", as_typed("@"), set_text(page.handle), class_="tpe-dim") if page.handle else NOTHING


def _said(text: str, blank: str, kind: str | None = None) -> Markup:
    """Return a line of the page; what is still to be given is said in its place."""
    if not text:
        return element("p", set_text(blank), class_="tpe-open")
    return element("p", set_text(text), class_=kind)


def _category(page: Profile) -> Markup:
    return _said(page.category, "Catégorie à choisir.", "tpe-dim")


def _bio(page: Profile) -> Markup:
    return _said(page.bio, "Présentation à écrire.")


def _link(page: Profile) -> Markup:
    return element("p", element("strong", set_text(page.link))) if page.link else NOTHING


def _buttons(page: Profile, *others: str) -> Markup:
    first = element("span", set_text(page.button or "Bouton à choisir"), class_="tpe-press tpe-first")
    return element("p", first, each("span", map(set_text, others), class_="tpe-press"), class_="tpe-line")


def _facts(page: Profile) -> Markup:
    """Return hours, address and legal notice, as the part « À propos » shows them."""
    legal = page.legal if len(page.legal) <= 90 else f"{page.legal[:87].rstrip(' .,;')}…"
    lines = (
        _said(page.hours, "Horaires à donner."),
        _said(page.address, "Adresse à donner (« Venir et me joindre »)."),
        _said(legal, "Mentions légales à écrire.", "tpe-dim"),
    )
    return element("div", *lines, class_="tpe-facts")


def _tabs(look: PageLook) -> Markup:
    if not look.tabs:
        return NOTHING
    first, *rest = map(set_text, look.tabs)
    return element("div", element("b", first), each("span", rest), class_="tpe-tabs")


@cache
def _grid(cells: int, kind: str = "") -> Markup:
    return element("div", each("i", [NOTHING] * cells), class_=f"tpe-grid{kind}", aria_hidden="true")


def _face(page: Profile, look: PageLook, more: str = "") -> Markup:
    """Return the profile image; the initials stand there until one is given."""
    square = " tpe-square" if look.square else ""
    letters = "".join(word[0] for word in page.name.split()[:2]).upper()
    return element("div", set_text(letters), class_=f"tpe-face{square}{more}", aria_hidden="true")


_COVER = Markup('<div class="tpe-cover" aria-hidden="true"></div>')


# ── Layouts ───────────────────────────────────────────────────────────────────────────────────────


def _banner(page: Profile, look: PageLook) -> Markup:
    """Return a banner, a face over its edge, what the page is, then what it publishes."""
    sides = (element("div", _bio(page), _link(page), _facts(page)), element("div", _grid(3)))
    inside = (
        _face(page, look, " tpe-over"),
        _name(page),
        _handle(page),
        _category(page),
        _buttons(page, "Suivre"),
        _tabs(look),
        element("div", *sides, class_="tpe-sides"),
    )
    return joined((_COVER, element("div", *inside, class_="tpe-in")))


def _beside(page: Profile, look: PageLook) -> Markup:
    """Return a face beside its counts, the presentation, then a wall of images."""
    counts = each("span", (joined((_ZERO, set_text(word))) for word in ("publication", "abonné", "suivi")))
    named = element("p", element("b", set_text(page.handle or "votre.identifiant")), class_="tpe-dim")
    beside = element("div", named, element("div", counts, class_="tpe-counts"))
    inside = (
        element("div", _face(page, look), beside, class_="tpe-head"),
        _name(page),
        _category(page),
        _bio(page),
        _link(page),
        _buttons(page, "Suivre", "Contacter"),
        _tabs(look),
        _grid(6, " tpe-row"),
        _facts(page),
    )
    return element("div", *inside, class_="tpe-in", style="padding-top:14px")


_ZERO = Markup("<b>0</b> ")


def _middle(page: Profile, look: PageLook) -> Markup:
    """Return a face in the middle, everything under it."""
    middle = (
        _face(page, look),
        _name(page),
        _handle(page),
        _category(page),
        _bio(page),
        _link(page),
        _buttons(page),
    )
    below = (_tabs(look), _grid(6, " tpe-row")) if look.tabs else ()
    return element("div", element("div", *middle, class_="tpe-middle"), *below, _facts(page), class_="tpe-in")


def _listing(page: Profile, look: PageLook) -> Markup:
    """Return the card that one finds when searching: photo, name, trade, how to come and to call."""
    actions = ("Itinéraire", "Appeler", "Site")
    inside = (
        _name(page),
        _category(page),
        element("p", set_text("Aucun avis pour l’instant"), class_="tpe-dim"),
        _buttons(page, *(word for word in actions if word != page.button)),
        _facts(page),
        element("div", _FROM_THE_SHOP, _bio(page), _link(page), class_="tpe-facts"),
    )
    return joined((_COVER, element("div", *inside, class_="tpe-in")))


_FROM_THE_SHOP = Markup('<p class="tpe-dim">De la part de l’établissement</p>')


_LAYOUTS: Mapping[str, Callable[[Profile, PageLook], Markup]] = {
    "banner": _banner,
    "beside": _beside,
    "middle": _middle,
    "listing": _listing,
}
