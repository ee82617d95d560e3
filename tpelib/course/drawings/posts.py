"""Previews of a post as it is read on a network: own drawings, no logo, and beside them what to look at."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from markupsafe import Markup

from tpelib.base import french
from tpelib.base.html import NOTHING, as_typed, each, element, joined, set_text, void
from tpelib.charts.builders import COLOURS
from tpelib.charts.picture import Picture, Table
from tpelib.domain.page import colours, images
from tpelib.domain.platforms import platform
from tpelib.domain.post.parts import Parts
from tpelib.domain.post.prices import REFERENCE_DAYS
from tpelib.domain.post.review import Remark
from tpelib.domain.post.sheet import Sheet
from tpelib.domain.post.usages import Check, usage, usages_line

__all__ = ["Author", "Card", "cards", "post_preview", "price_steps"]

_SIDE = 480
_KINDS = {"law": "Loi", "limit": "Limite", "advice": "Conseil"}
_STYLE = Markup("""<style>
.tpe-post{align-items:flex-start;display:flex;flex-wrap:wrap;gap:24px}
.tpe-post p{margin:6px 0;overflow-wrap:anywhere}
.tpe-post .tpe-phone{background:#fff;border:1px solid #7a8a8f;border-radius:14px;box-sizing:border-box;color:#1b2a2f;
 flex:0 1 320px;max-width:100%;overflow:hidden;padding-bottom:10px}
.tpe-post .tpe-who{align-items:center;display:flex;gap:10px;padding:10px 14px}
.tpe-post .tpe-dot{align-items:center;border-radius:50%;display:flex;flex:none;font-weight:700;height:40px;
 justify-content:center;width:40px}
.tpe-post .tpe-who small{color:#4a595e;display:block}
.tpe-post .tpe-shot{background:#dfe5e3;display:flex;flex-direction:column;justify-content:center;min-height:170px;
 position:relative}
.tpe-post .tpe-shot img{display:block;height:auto;width:100%}
.tpe-post .tpe-shot>p{color:#1b2a2f;padding:10px 22px;text-align:center}
.tpe-post .tpe-on{font-weight:700;left:0;padding:6px 14px;position:absolute;right:0;text-align:center}
.tpe-post .tpe-on[data-band=top]{top:8%}.tpe-post .tpe-on[data-band=middle]{top:42%}.tpe-post .tpe-on[data-band=bottom]{bottom:8%}
.tpe-post .tpe-words{padding:4px 14px;white-space:pre-wrap}
.tpe-post .tpe-bubble .tpe-words{background:#e6f0ee;border-radius:12px;margin:10px 14px;padding:10px 14px}
.tpe-post .tpe-mark{color:#1f5fa8}
.tpe-post .tpe-fold{background:#eef1f0;border-radius:4px;color:#4a595e;padding:0 4px}
.tpe-post .tpe-bar{border-top:1px solid #e2dbcf;color:#4a595e;display:flex;gap:18px;margin:10px 14px 0;padding-top:8px}
.tpe-post .tpe-press{border-radius:6px;display:inline-block;font-weight:700;margin:6px 14px;padding:6px 12px}
.tpe-post .tpe-notes{flex:1 1 300px;min-width:0}
.tpe-post ul{list-style:none;margin:4px 0 14px;padding:0}
.tpe-post li{border-left:4px solid var(--tpe-action,#0b5d59);margin:0 0 8px;padding:2px 0 2px 12px}
.tpe-post li[data-kind=law]{border-color:var(--tpe-wrong,#a63a1e)}
.tpe-post li[data-kind=limit]{border-color:var(--tpe-caution,#7a5200)}
.tpe-post li strong{font-variant-numeric:tabular-nums}
.tpe-post li small{color:var(--tpe-quiet,#5b6b70);display:block}
.tpe-cards{display:grid;gap:10px;list-style:none;margin:0;max-width:720px;padding:0}
.tpe-cards li{border-left:5px solid var(--tpe-action,#0b5d59);padding:2px 0 2px 14px}
.tpe-cards li>*{display:block}
.tpe-cards small{color:var(--tpe-quiet,#5b6b70)}
.tpe-cards a,.tpe-post a{color:var(--tpe-link,#1f5fa8);text-decoration:underline}
</style>""")


@dataclass(frozen=True, slots=True)
class Author:
    """Who publishes, as the top of a post shows it.

    Parameters
    ----------
    name, handle : str
        The name of the page; its handle without « @ », empty where there is none.
    main, on_main : str
        Its colour and the one written on it (``#rrggbb``).
    """

    name: str
    handle: str
    main: str
    on_main: str


def post_preview(found: Sheet, author: Author) -> Picture:
    """Draw a post as it is read on a phone, and say beside it what the law, the network and the course say."""
    network = platform(found.post.network).name
    sides = (_phone(found, author), element("div", _notes(found), class_="tpe-notes"))
    return Picture(
        title=f"Ma publication sur {network}",
        reading=found.sentence,
        alternative=f"{author.name or 'Votre page'} sur {network}. {_spoken(found)}",
        spec={},
        table=Table(f"Ce qui se compte sur {network}", ("Mesure", "Valeur", "Repère"), _measures(found)),
        source=f"Source : {usages_line()}",
        html=joined((_STYLE, element("div", *sides, class_="tpe-post", lang="fr"))),
    )


@dataclass(frozen=True, slots=True)
class Card:
    """Something named, what it says, why it is there; ``url`` is where to read more."""

    name: str
    text: str
    why: str
    url: str = ""


def cards(
    found: Sequence[Card], *, title: str, header: tuple[str, str, str], reading: str, source: str
) -> Picture:
    """Draw things to read one under the other: the parts of a post, what is heard of it, the rules of law.

    Parameters
    ----------
    header : tuple of three strings
        What the name, the text and the reason are, for the table.
    """
    return Picture(
        title=title,
        reading=reading,
        alternative=f"{title}. "
        + " ".join(f"{one.name} : {one.text.rstrip('.')}. {one.why}" for one in found),
        spec={},
        table=Table(title, header, [(one.name, one.text, one.why) for one in found]),
        source=source,
        html=joined((_STYLE, element("ul", *map(_card, found), class_="tpe-cards", lang="fr"))),
    )


def _card(one: Card) -> Markup:
    hidden = element("span", _SPACE, set_text(f": {one.name}"), class_="tpe-hidden")
    words = (set_text("Lire le texte"), hidden)
    link = (_SPACE, element("a", *words, href=one.url, target="_blank", rel="noopener")) if one.url else ()
    return element(
        "li",
        element("strong", set_text(one.name)),
        element("span", set_text(one.text)),
        element("small", set_text(one.why), *link),
    )


_SPACE = Markup(" ")


def price_steps(
    prices: Sequence[tuple[date, float]],
    start: date,
    price: float,
    reference: float,
    *,
    reading: str,
    source: str,
) -> Picture:
    """Draw a price day after day before a cut, the thirty days that count shaded, the reference marked.

    Parameters
    ----------
    prices : sequence of (date, float)
        Each price, in euros, from the day it was set.
    start : date
        First day of the cut.
    price, reference : float
        The price announced and the one it starts from, in euros.
    """
    first, opening = start - timedelta(days=60), start - timedelta(days=REFERENCE_DAYS)
    days = [first + timedelta(days=rank) for rank in range(61)]
    ordered = sorted(prices)
    charged = [next(value for day, value in reversed(ordered) if day <= one) for one in days[:-1]] + [price]
    line = {
        "type": "scatter",
        "mode": "lines",
        "x": [day.isoformat() for day in days],
        "y": charged,
        "line": {"shape": "hv", "width": 3, "color": COLOURS[0]},
        "hovertemplate": "%{x|%d/%m} : %{y:.2f} €<extra></extra>",
    }
    mark = {
        "type": "scatter",
        "mode": "markers",
        "x": [start.isoformat()],
        "y": [price],
        "marker": {"size": 12, "color": COLOURS[1], "symbol": "diamond"},
        "hovertemplate": "Prix annoncé : %{y:.2f} €<extra></extra>",
    }
    note = {"showarrow": False, "font": {"size": 14}}
    layout = {
        "height": 320,
        "margin": {"l": 70, "r": 24, "t": 30, "b": 48},
        "showlegend": False,
        "xaxis": {"type": "date", "tickformat": "%d/%m", "nticks": 6},
        "yaxis": {"title": {"text": "€"}, "rangemode": "tozero"},
        "shapes": [
            {"type": "rect", "xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
            | {"x0": opening.isoformat(), "x1": start.isoformat(), "fillcolor": "#9aa8ab", "opacity": 0.22}
            | {"line": {"width": 0}},
            {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": reference, "y1": reference}
            | {"line": {"dash": "dash", "width": 2, "color": "#5b6b70"}},
        ],
        "annotations": [
            {
                **note,
                "x": opening.isoformat(),
                "y": 1,
                "yref": "paper",
                "xanchor": "left",
                "yanchor": "bottom",
            }
            | {"text": "les 30 jours qui comptent"},
            {**note, "x": 0, "xref": "paper", "y": reference, "xanchor": "left", "yanchor": "bottom"}
            | {"text": f"prix de référence : {french.euros(reference)}"},
        ],
    }
    changes = [(max(day, first), value) for day, value in ordered if day < start]
    rows = [
        [french.day(day, year=False), french.euros(value), "pratiqué à partir de ce jour"]
        for day, value in changes
    ]
    rows.append([french.day(start, year=False), french.euros(price), "annoncé"])
    said = french.listing([f"{row[1]} à partir du {row[0]}" for row in rows])
    return Picture(
        "Le prix avant la baisse",
        reading,
        f"Courbe du prix en marches. {said}. Prix de référence : {french.euros(reference)}.",
        {"data": [line, mark], "layout": layout},
        Table("Les prix pratiqués", ["Jour", "Prix", ""], rows),
        source,
    )


def _spoken(found: Sheet) -> str:
    """Return the post as a screen reader would give it: its text on one line, then the description."""
    text = " ".join(found.post.text.split())
    return f"{text} Image : {' '.join(found.post.alt.split()) or 'sans description'}."


def _measures(found: Sheet) -> list[tuple[str, str, str]]:
    held = found.parts
    tags = platform(found.post.network).norm("hashtags")
    rows = [
        (
            "Longueur",
            french.plural(found.count, "signe"),
            f"{french.number(found.limit)} au plus"
            if found.limit is not None
            else "limite inconnue du cours",
        ),
        (
            "Mots-dièse",
            french.number(len(held.hashtags)),
            f"{french.number(tags.safe)} au plus"
            if tags
            else f"{usage(found.post.network).tags} au plus, notre conseil",
        ),
        ("Liens", french.number(len(held.links)), _LINKS[usage(found.post.network).link]),
        ("Mentions", french.number(len(held.mentions)), "prévenez qui vous citez"),
        ("Émojis", french.number(len(held.emoji)), "quatre au plus, notre conseil"),
    ]
    read = found.reading
    if read:
        longest = read.words / read.sentences
        rows += [
            (
                "Indice de langage clair",
                f"{french.number(read.kandel_moles, 0)}, {read.level}",
                "60 et plus : facile (Kandel et Moles)",
            ),
            (
                "Mots par phrase, en moyenne",
                french.number(longest, 1),
                "20 au plus par phrase, notre conseil",
            ),
        ]
    return rows


_LINKS = {
    "text": "dans le texte",
    "bio": "dans la présentation de la page",
    "button": "sur le bouton, sous la publication",
}


def _phone(found: Sheet, author: Author) -> Markup:
    known = usage(found.post.network)
    words, shot = element("div", _words(found), class_="tpe-words"), _shot(found)
    if known.layout == "bubble":
        return element("div", _who(author), shot, words, class_="tpe-phone tpe-bubble")
    body = (shot, words) if known.layout in ("image", "video") else (words, shot)
    press = element("span", set_text("En savoir plus"), class_="tpe-press", style=_paint(author))
    bar = element("div", each("span", map(set_text, known.buttons)), class_="tpe-bar", aria_hidden="true")
    return element(
        "div",
        _who(author),
        *body,
        press if known.link == "button" else NOTHING,
        bar if known.buttons else NOTHING,
        class_="tpe-phone",
    )


def _who(author: Author) -> Markup:
    initials = "".join(word[0] for word in author.name.split()[:2]).upper()
    dot = element("div", set_text(initials), class_="tpe-dot", style=_paint(author), aria_hidden="true")
    handle = element("small", as_typed(f"@{author.handle}")) if author.handle else NOTHING
    name = element("strong", set_text(author.name or "Votre page"))
    return element("div", dot, element("div", name, handle), class_="tpe-who")


def _paint(author: Author) -> str:
    return f"background:{colours.read(author.main)};color:{colours.read(author.on_main)}"


def _shot(found: Sheet) -> Markup:
    """Return the image, with what is written on it; without an image, its description in its place."""
    post = found.post
    thumb = _thumbnail(post.photo) if post.photo else ""
    if not thumb:
        told = post.alt or "Ici, votre image. Décrivez-la : c'est ce qu'entendra qui ne la voit pas."
        return element("div", element("p", set_text(told)), class_="tpe-shot")
    written = NOTHING
    if post.on_image and post.band:
        try:
            ink = colours.read(post.ink)
        except ValueError:
            ink = "#ffffff"
        words = set_text(post.on_image)
        written = element("div", words, class_="tpe-on", data_band=post.band, style=f"color:{ink}")
    return element("div", void("img", src=thumb, alt=post.alt), written, class_="tpe-shot")


@lru_cache(maxsize=8)
def _thumbnail(data: bytes) -> str:
    """Return an image as a small JPEG inside an address; empty when it cannot be used."""
    try:
        image = images.small(data).copy()
    except images.ImageError:
        return ""
    image.thumbnail((_SIDE, _SIDE))
    return f"data:image/jpeg;base64,{base64.b64encode(images.as_jpeg(image, 80)).decode()}"


def _words(found: Sheet) -> Markup:
    """Return the text as typed, its marks coloured, and where « plus » would cut it."""
    text, visible = found.post.text.strip(), usage(found.post.network).visible
    if len(text) <= visible:
        return _marked(text, found.parts)
    cut = text.rfind(" ", 0, visible)
    cut = cut if cut > 0 else visible
    fold = element("span", set_text("… plus"), class_="tpe-fold", aria_hidden="true")
    before, after = _marked(text[:cut], found.parts), _marked(text[cut:], found.parts)
    return joined((before, _SPACE, fold, _SPACE, after))


def _marked(text: str, held: Parts) -> Markup:
    marks = [*held.links, *(f"#{tag}" for tag in held.hashtags), *(f"@{name}" for name in held.mentions)]
    if not marks:
        return as_typed(text)
    pattern = "|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True))
    pieces = re.split(f"({pattern})", text)
    return joined(
        element("span", as_typed(piece), class_="tpe-mark") if rank % 2 else as_typed(piece)
        for rank, piece in enumerate(pieces)
    )


def _notes(found: Sheet) -> Markup:
    remarks = [*found.law, *found.limits, *found.advice]
    nothing = element("p", set_text("Ni la loi, ni le réseau, ni nous n’avons rien à redire."))
    return joined(
        (
            element("p", set_text(_counts(found))),
            _title("À regarder"),
            element("ul", *map(_remark, remarks)) if remarks else nothing,
            _title(f"Le ton sur {platform(found.post.network).name}"),
            element("p", set_text(usage(found.post.network).spirit)),
            element("ul", *map(_check, found.tone)),
        )
    )


def _title(words: str) -> Markup:
    return element("p", element("strong", set_text(words)))


def _counts(found: Sheet) -> str:
    """Return what is counted, in one line."""
    held, read = found.parts, found.reading
    told = [
        french.plural(len(held.hashtags), "mot-dièse", "mots-dièse"),
        french.plural(len(held.links), "lien"),
        french.plural(len(held.mentions), "mention"),
        french.plural(len(held.emoji), "émoji"),
    ]
    clear = f" Langage clair : {read.level} ({french.number(read.kandel_moles, 0)})." if read else ""
    return f"{french.listing(told)}.{clear}"


def _remark(one: Remark) -> Markup:
    source = NOTHING
    if one.rule:
        name = set_text(one.rule.name)
        link = element("a", name, href=one.rule.url, target="_blank", rel="noopener")
        source = element("small", link, as_typed(", "), set_text(one.rule.line()))
    kind = "Loi, à vérifier" if one.kind == "law" and not one.blocks else _KINDS[one.kind]
    named = element("strong", set_text(f"{kind}."))
    return element("li", named, _SPACE, set_text(one.text), source, data_kind=one.kind)


def _check(one: Check) -> Markup:
    word = {True: "Vu", False: "À revoir", None: "À vous de dire"}[one.seen]
    return element("li", element("strong", set_text(f"{word}.")), _SPACE, set_text(one.text))
