"""Previews of a page on phone and desktop, and its palette: own drawings, no logo of any network."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tpelib import french
from tpelib.page import colours
from tpelib.page.model import Profile
from tpelib.pictures.picture import Picture, Table
from tpelib.platforms import platform

__all__ = ["palette", "profile"]

_STYLE = """<style>
.tpe-profile{display:flex;flex-wrap:wrap;gap:20px}
.tpe-profile figure{margin:0;max-width:100%}
.tpe-profile figcaption{color:var(--tpe-quiet,#555);margin-bottom:6px}
.tpe-profile .tpe-screen{background:#fff;border:1px solid #7a8a8f;border-radius:12px;box-sizing:border-box;color:#1b2a2f;
 max-width:100%;overflow:hidden;width:260px}
.tpe-profile .tpe-wide{border-radius:6px;width:460px}
.tpe-profile .tpe-cover{height:72px}
.tpe-profile .tpe-body{padding:0 14px 14px}
.tpe-profile .tpe-face{align-items:center;border:3px solid #fff;border-radius:50%;display:flex;font-weight:700;
 height:64px;justify-content:center;margin-top:-32px;width:64px}
.tpe-profile p{margin:6px 0;overflow-wrap:anywhere}
.tpe-profile .tpe-press{border-radius:6px;display:inline-block;font-weight:700;padding:6px 12px}
.tpe-swatches{display:grid;gap:8px;grid-template-columns:repeat(auto-fill,minmax(180px,1fr));list-style:none;padding:0}
.tpe-swatches li{border:1px solid #7a8a8f;border-radius:6px;padding:10px}
</style>"""


def profile(page: Profile, main: str, paper: str) -> Picture:
    """Draw a page as it looks on a phone and on a desktop.

    Parameters
    ----------
    page : Profile
        What it shows.
    main, paper : str
        Main colour, and the one that is written on it (``#rrggbb``).
    """
    network = platform(page.network).name
    rows = [
        ("Nom", page.name),
        ("Identifiant", f"@{page.handle}" if page.handle else "sans identifiant"),
        ("Catégorie", page.category),
        ("Présentation", page.bio),
        ("Bouton", page.button),
        ("Lien", page.link),
    ]
    told = [(label, text or "à remplir") for label, text in rows]
    inside = _inside(page, main, paper)
    return Picture(
        title=f"Ma page sur {network}",
        reading=f"Voici ce que l'on verra d'abord sur {network} : vérifiez qu'on comprend vite qui vous êtes, et où.",
        alternative=" ".join(f"{label} : {text.rstrip('.')}." for label, text in told),
        spec={},
        table=Table(f"Les textes de la page sur {network}", ("Place", "Texte"), told),
        html=(
            f'{_STYLE}<div class="tpe-profile" lang="fr"><figure><figcaption>Sur un téléphone</figcaption>'
            f'<div class="tpe-screen">{inside}</div></figure><figure><figcaption>Sur un ordinateur</figcaption>'
            f'<div class="tpe-screen tpe-wide">{inside}</div></figure></div>'
        ),
    )


def _inside(page: Profile, main: str, paper: str) -> str:
    style = f"background:{colours.read(main)};color:{colours.read(paper)}"
    initials = "".join(word[0] for word in page.name.split()[:2]).upper()
    lines = [
        f"<p><strong>{_set(page.name)}</strong></p>",
        f"<p>{_set('@' + page.handle if page.handle else '')} {_set(page.category)}</p>",
        f"<p>{_set(page.bio)}</p>",
        f"<p>{_set(page.link)}</p>",
    ]
    button = (
        f'<p><span class="tpe-press" style="{style}">{_set(page.button)}</span></p>' if page.button else ""
    )
    return (
        f'<div class="tpe-cover" style="{style}"></div><div class="tpe-body">'
        f'<div class="tpe-face" style="{style}" aria-hidden="true">{_set(initials)}</div>{"".join(lines)}{button}</div>'
    )


def palette(pairs: Sequence[tuple[str, str, str, float]], reading: str) -> Picture:
    """Draw the pairs of a palette with their contrast, and as colour-blind visitors see them.

    Parameters
    ----------
    pairs : sequence of (str, str, str, float)
        Name, colour of the text, colour of the background (``#rrggbb``), contrast wanted.
    reading : str
        The sentence that stands first.
    """
    rows = []
    swatches = []
    for name, ink, ground, least in pairs:
        ratio = colours.contrast(ink, ground)
        verdict = "lisible" if ratio >= least else "trop pâle"
        rows.append((name, ink, ground, french.number(ratio, 2), french.number(least, 1), verdict))
        views = [("vu par tous", ink, ground)]
        views += [
            (words, colours.seen(ink, vision), colours.seen(ground, vision))
            for vision, words in colours.VISIONS.items()
        ]
        swatches += [
            f'<li><span aria-hidden="true" style="background:{g};color:{i};padding:2px 8px">Abc</span> '
            f"{_set(name)}, {_set(words)}</li>"
            for words, i, g in views
        ]
    return Picture(
        title="Mes couleurs, et comment on les voit",
        reading=reading,
        alternative=" ".join(f"{row[0]} : contraste {row[3]}, {row[5]}." for row in rows),
        spec={},
        table=Table(
            "Contraste de chaque paire de couleurs",
            ("Paire", "Texte", "Fond", "Contraste", "Demandé", "Verdict"),
            rows,
        ),
        source="Source : règle du contraste des WCAG 2.2 ; visions simulées par calcul",
        html=f'{_STYLE}<ul class="tpe-swatches" lang="fr">{"".join(swatches)}</ul>',
    )


def _set(text: str) -> str:
    return escape(french.typography(text))
