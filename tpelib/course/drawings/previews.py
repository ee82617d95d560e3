"""Previews of a page on phone and desktop, as each network lays it out: own drawings, no logo of any network.

Four layouts cover the networks: a banner with a face over it, a face beside its counts, a face in the middle, and
the card that one finds when searching. What the learner has not given yet is drawn as what remains to be given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from tpelib.base import french
from tpelib.base.html import NOTHING, as_typed, each, element, joined, set_text
from tpelib.charts.picture import Picture, Table
from tpelib.domain.page import colours
from tpelib.domain.page.model import Photo, Profile, bio_count
from tpelib.domain.page.placements import placements
from tpelib.domain.page.thumbs import thumbnail
from tpelib.domain.platforms import platform

__all__ = ["profile"]

_STYLE = Markup("""<style>
.tpe-profile{align-items:flex-start;display:flex;flex-wrap:wrap;gap:24px}
.tpe-profile figure{margin:0;max-width:100%}
.tpe-profile figcaption{color:var(--tpe-quiet,#555);margin-bottom:6px}
.tpe-screen{background:#fff;border:1px solid #7a8a8f;border-radius:18px;box-sizing:border-box;color:#1b2a2f;
 color-scheme:light;font-size:15px;line-height:1.4;max-width:100%;overflow:hidden;width:300px}
.tpe-screen.tpe-wide{border-radius:8px;width:600px}
.tpe-screen *{box-sizing:border-box}
.tpe-screen .tpe-cover{aspect-ratio:851/315;background:var(--cover,#dfe5e6) center/cover;width:100%}
.tpe-screen .tpe-tall{aspect-ratio:4/5}
.tpe-screen .tpe-face{align-items:center;background:var(--face) center/cover;border:3px solid #fff;border-radius:50%;
 color:var(--letters,transparent);display:flex;flex:none;font-size:22px;font-weight:700;height:76px;justify-content:center;width:76px}
.tpe-screen .tpe-square{border-radius:6px}
.tpe-screen .tpe-over{margin-top:-40px}
.tpe-screen .tpe-in{padding:0 14px 14px}
.tpe-screen p{margin:4px 0;overflow-wrap:anywhere}
.tpe-screen .tpe-name{font-size:1.15em;font-weight:700}
.tpe-screen .tpe-dim{color:#5b6b70}
.tpe-screen .tpe-line{align-items:center;display:flex;flex-wrap:wrap;gap:6px 14px}
.tpe-screen .tpe-press{border:1px solid #7a8a8f;border-radius:6px;display:inline-block;font-weight:700;padding:5px 12px}
.tpe-screen .tpe-press.tpe-first{background:var(--main);border-color:var(--main);color:var(--on)}
.tpe-screen .tpe-tabs{border-top:1px solid #dfe5e6;color:#5b6b70;display:flex;flex-wrap:wrap;gap:4px 16px;margin-top:10px;
 padding-top:8px}
.tpe-screen .tpe-tabs b{color:#1b2a2f}
.tpe-screen .tpe-grid{display:grid;gap:3px;grid-template-columns:repeat(3,1fr);margin-top:8px}
.tpe-screen .tpe-grid i{aspect-ratio:var(--cell,1);background:#eef1f1}
.tpe-screen .tpe-grid i:first-child{background:var(--photo,#eef1f1) center/cover}
.tpe-screen .tpe-middle{align-items:center;display:flex;flex-direction:column;padding-top:14px;text-align:center}
.tpe-screen .tpe-middle .tpe-line{justify-content:center}
.tpe-screen .tpe-facts{border-top:1px solid #dfe5e6;margin-top:10px;padding-top:6px}
.tpe-wide .tpe-sides{display:grid;gap:20px;grid-template-columns:1fr 1fr}
.tpe-wide .tpe-face{height:104px;width:104px}
.tpe-wide .tpe-in{padding:0 22px 18px}
.tpe-screen .tpe-open{color:#7a5200;font-weight:700}
.tpe-screen .tpe-head{align-items:center;display:flex;gap:14px}
.tpe-screen .tpe-counts{display:flex;font-size:.88em;gap:12px;line-height:1.25}
.tpe-screen .tpe-counts b{display:block;font-size:1.15em}
.tpe-wide .tpe-row{grid-template-columns:repeat(6,1fr)}
.tpe-profile .tpe-length{color:var(--tpe-quiet,#555);flex-basis:100%;font-size:.94em;margin:-12px 0 0}
@container (max-width:640px){.tpe-wide .tpe-sides{display:block}}
</style>""")


@dataclass(frozen=True, slots=True)
class _Look:
    """How a network lays a page out.

    Parameters
    ----------
    draw : callable
        ``draw(page, look)`` returns what is inside the screen (HTML).
    tabs : tuple of str
        The parts of a page, as its visitors know them; the first is open.
    square : bool
        True where the profile image is a square.
    cell : float
        Width over height of what is published, in the grid.
    """

    draw: Callable[[Profile, _Look], Markup]
    tabs: tuple[str, ...] = ("Publications", "À propos", "Photos")
    square: bool = False
    cell: float = 1.0


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
    network = platform(page.network).name
    look = _LOOKS[page.network]
    rows = _rows(page, photos)
    lacking = [label.lower() for label, text, _ in rows if not text]
    reading = (
        f"{network} : il manque encore {french.listing(lacking)}."
        if lacking
        else f"{network} : vérifiez que l'on comprend en trois secondes qui vous êtes, et où."
    )
    inside = look.draw(page, look)
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


def _variables(photos: Mapping[str, Photo], main: str, on_main: str, look: _Look) -> str:
    """Return the learner's colours and images as properties of the screen."""
    given = {"main": colours.read(main), "on": colours.read(on_main), "cell": f"{look.cell:.4g}"}
    given["face"] = _image(photos, "logo", 110, 1.0) or colours.read(main)
    given["letters"] = "" if "logo" in photos else colours.read(on_main)
    wide = "cover" if "cover" in photos or look.draw is not _found else "photo"
    given["cover"] = _image(photos, wide, 600, 851 / 315) or colours.read(main)
    given["photo"] = _image(photos, "photo", 200, look.cell)
    return ";".join(f"--{name}:{value}" for name, value in given.items() if value)


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


def _tabs(look: _Look) -> Markup:
    first, *rest = map(set_text, look.tabs)
    return element("div", element("b", first), each("span", rest), class_="tpe-tabs")


def _grid(cells: int, kind: str = "") -> Markup:
    return element("div", each("i", [NOTHING] * cells), class_=f"tpe-grid{kind}", aria_hidden="true")


def _face(page: Profile, look: _Look, more: str = "") -> Markup:
    """Return the profile image; the initials stand there until one is given."""
    square = " tpe-square" if look.square else ""
    letters = "".join(word[0] for word in page.name.split()[:2]).upper()
    return element("div", set_text(letters), class_=f"tpe-face{square}{more}", aria_hidden="true")


_COVER = Markup('<div class="tpe-cover" aria-hidden="true"></div>')


# ── Layouts ───────────────────────────────────────────────────────────────────────────────────────


def _banner(page: Profile, look: _Look) -> Markup:
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


def _beside(page: Profile, look: _Look) -> Markup:
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


def _middle(page: Profile, look: _Look) -> Markup:
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


def _found(page: Profile, look: _Look) -> Markup:
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


_LOOKS: Mapping[str, _Look] = {
    "facebook": _Look(_banner, ("Publications", "À propos", "Photos", "Avis")),
    "linkedin": _Look(_banner, ("Accueil", "À propos", "Posts", "Emplois"), square=True),
    "youtube": _Look(_banner, ("Accueil", "Vidéos", "Shorts"), cell=16 / 9),
    "x": _Look(_banner, ("Posts", "Réponses", "Médias")),
    "bluesky": _Look(_banner, ("Posts", "Réponses", "Médias")),
    "instagram": _Look(_beside, ("Publications", "Reels", "Identifié"), cell=4 / 5),
    "threads": _Look(_beside, ("Threads", "Réponses", "Médias"), cell=4 / 5),
    "tiktok": _Look(_middle, ("Vidéos", "Favoris"), cell=9 / 16),
    "pinterest": _Look(_middle, ("Créées", "Enregistrées"), cell=2 / 3),
    "snapchat": _Look(_middle, ("Stories", "Spotlight"), cell=9 / 16),
    "whatsapp-business": _Look(_middle, ()),
    "google-business": _Look(_found),
}
