"""Previews of a page on phone and desktop, as each network lays it out: own drawings, no logo of any network.

Four layouts cover the networks: a banner with a face over it, a face beside its counts, a face in the middle, and
the card that one finds when searching. What the learner has not given yet is drawn as what remains to be given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tpelib.base import french
from tpelib.base.look import inline_style
from tpelib.charts.picture import Picture, Table
from tpelib.domain.page import colours
from tpelib.domain.page.html import text as _set
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
    screens = "".join(
        f'<figure><figcaption>{words}</figcaption><div class="tpe-screen{kind}" '
        f'style="{_variables(photos, main, on_main, look)}">{inside}</div></figure>'
        for words, kind in (("Sur un téléphone", ""), ("Sur un ordinateur", " tpe-wide"))
    )
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
        html=f'{_STYLE}<div class="tpe-profile" lang="fr">{screens}'
        f'<p class="tpe-length">{_set(f"Présentation : {bio_count(page)}.")}</p></div>',
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


def _variables(photos: Mapping[str, Photo], main: str, on_main: str, look: PageLook) -> str:
    """Return the learner's colours and images as properties of the screen."""
    width, height = look.cell
    given = {"main": colours.read(main), "on": colours.read(on_main), "cell": f"{width / height:.4g}"}
    given["face"] = _image(photos, "logo", 110, 1.0) or colours.read(main)
    given["letters"] = "" if "logo" in photos else colours.read(on_main)
    wide = "cover" if "cover" in photos or look.layout != "listing" else "photo"
    given["cover"] = _image(photos, wide, 600, 851 / 315) or colours.read(main)
    given["photo"] = _image(photos, "photo", 200, width / height)
    return ";".join(f"--{name}:{value}" for name, value in given.items() if value)


def _image(photos: Mapping[str, Photo], key: str, width: int, ratio: float) -> str:
    if key not in photos:
        return ""
    return f"url({thumbnail(photos[key].data, width, ratio, photos[key].centre)})"


# ── Parts of a screen ─────────────────────────────────────────────────────────────────────────────


def _name(page: Profile) -> str:
    return f'<p class="tpe-name">{_set(page.name or "Votre nom")}</p>'


def _handle(page: Profile) -> str:
    return f'<p class="tpe-dim">@{_set(page.handle)}</p>' if page.handle else ""


def _said(text: str, blank: str, kind: str = "") -> str:
    """Return a line of the page; what is still to be given is said in its place."""
    if not text:
        return f'<p class="tpe-open">{_set(blank)}</p>'
    return f"<p{f' class={kind}' if kind else ''}>{_set(text)}</p>"


def _bio(page: Profile) -> str:
    return _said(page.bio, "Présentation à écrire.")


def _link(page: Profile) -> str:
    return f"<p><strong>{_set(page.link)}</strong></p>" if page.link else ""


def _buttons(page: Profile, *others: str) -> str:
    first = f'<span class="tpe-press tpe-first">{_set(page.button or "Bouton à choisir")}</span>'
    rest = "".join(f'<span class="tpe-press">{_set(word)}</span>' for word in others)
    return f'<p class="tpe-line">{first}{rest}</p>'


def _facts(page: Profile) -> str:
    """Return hours, address and legal notice, as the part « À propos » shows them."""
    legal = page.legal if len(page.legal) <= 90 else f"{page.legal[:87].rstrip(' .,;')}…"
    lines = (
        _said(page.hours, "Horaires à donner."),
        _said(page.address, "Adresse à donner (« Venir et me joindre »)."),
        _said(legal, "Mentions légales à écrire.", "tpe-dim"),
    )
    return f'<div class="tpe-facts">{"".join(lines)}</div>'


def _tabs(look: PageLook) -> str:
    if not look.tabs:
        return ""
    first, *rest = look.tabs
    return f'<div class="tpe-tabs"><b>{_set(first)}</b>{"".join(f"<span>{_set(word)}</span>" for word in rest)}</div>'


def _grid(cells: int, kind: str = "") -> str:
    return f'<div class="tpe-grid{kind}" aria-hidden="true">{"<i></i>" * cells}</div>'


def _face(page: Profile, look: PageLook, more: str = "") -> str:
    """Return the profile image; the initials stand there until one is given."""
    square = " tpe-square" if look.square else ""
    letters = "".join(word[0] for word in page.name.split()[:2]).upper()
    return f'<div class="tpe-face{square}{more}" aria-hidden="true">{_set(letters)}</div>'


# ── Layouts ───────────────────────────────────────────────────────────────────────────────────────


def _banner(page: Profile, look: PageLook) -> str:
    """Return a banner, a face over its edge, what the page is, then what it publishes."""
    return (
        f'<div class="tpe-cover" aria-hidden="true"></div><div class="tpe-in">{_face(page, look, " tpe-over")}'
        f"{_name(page)}{_handle(page)}{_said(page.category, 'Catégorie à choisir.', 'tpe-dim')}"
        f"{_buttons(page, 'Suivre')}{_tabs(look)}"
        f'<div class="tpe-sides"><div>{_bio(page)}{_link(page)}{_facts(page)}</div><div>{_grid(3)}</div></div></div>'
    )


def _beside(page: Profile, look: PageLook) -> str:
    """Return a face beside its counts, the presentation, then a wall of images."""
    counts = "".join(f"<span><b>0</b> {word}</span>" for word in ("publication", "abonné", "suivi"))
    return (
        f'<div class="tpe-in" style="padding-top:14px"><div class="tpe-head">{_face(page, look)}'
        f'<div><p class="tpe-dim"><b>{_set(page.handle or "votre.identifiant")}</b></p>'
        f'<div class="tpe-counts">{counts}</div></div></div>{_name(page)}'
        f"{_said(page.category, 'Catégorie à choisir.', 'tpe-dim')}{_bio(page)}{_link(page)}"
        f"{_buttons(page, 'Suivre', 'Contacter')}{_tabs(look)}{_grid(6, ' tpe-row')}{_facts(page)}</div>"
    )


def _middle(page: Profile, look: PageLook) -> str:
    """Return a face in the middle, everything under it."""
    grid = _grid(6, " tpe-row") if look.tabs else ""
    return (
        f'<div class="tpe-in"><div class="tpe-middle">{_face(page, look)}{_name(page)}{_handle(page)}'
        f"{_said(page.category, 'Catégorie à choisir.', 'tpe-dim')}{_bio(page)}{_link(page)}{_buttons(page)}</div>"
        f"{_tabs(look)}{grid}{_facts(page)}</div>"
    )


def _listing(page: Profile, look: PageLook) -> str:
    """Return the card that one finds when searching: photo, name, trade, how to come and to call."""
    actions = ("Itinéraire", "Appeler", "Site")
    return (
        f'<div class="tpe-cover" aria-hidden="true"></div><div class="tpe-in">'
        f'{_name(page)}{_said(page.category, "Catégorie à choisir.", "tpe-dim")}<p class="tpe-dim">Aucun avis pour '
        f"l’instant</p>{_buttons(page, *(word for word in actions if word != page.button))}{_facts(page)}"
        f'<div class="tpe-facts"><p class="tpe-dim">De la part de l’établissement</p>{_bio(page)}{_link(page)}</div></div>'
    )


_LAYOUTS: Mapping[str, Callable[[Profile, PageLook], str]] = {
    "banner": _banner,
    "beside": _beside,
    "middle": _middle,
    "listing": _listing,
}
