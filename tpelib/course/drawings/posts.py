"""Previews of a post as it is read on a network: own drawings, no logo, and beside them what to look at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from tpelib.base import french
from tpelib.base.html import NOTHING, as_typed, data_address, each, element, joined, set_text, void
from tpelib.base.look import inline_style
from tpelib.charts.picture import Picture, Table
from tpelib.domain.page import colours, images
from tpelib.domain.platforms import platform
from tpelib.domain.post.parts import Parts
from tpelib.domain.post.review import PostRemark
from tpelib.domain.post.sheet import PostSheet
from tpelib.domain.post.usages import Check, usage, usages_line

__all__ = ["Author", "Card", "cards", "post_preview"]

_SIDE = 480
_KINDS = {"law": "Loi", "limit": "Limite", "advice": "Conseil"}
_STYLE = inline_style("tpelib.course.drawings", "posts.css")


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


def post_preview(found: PostSheet, author: Author) -> Picture:
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


def _spoken(found: PostSheet) -> str:
    """Return the post as a screen reader would give it: its text on one line, then the description."""
    text = " ".join(found.post.text.split())
    return f"{text} Image : {' '.join(found.post.alt.split()) or 'sans description'}."


def _measures(found: PostSheet) -> list[tuple[str, str, str]]:
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


def _phone(found: PostSheet, author: Author) -> Markup:
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


def _shot(found: PostSheet) -> Markup:
    """Return the image, with what is written on it; without an image, its description in its place."""
    post = found.post
    thumb = _thumbnail(post.photo) if post.photo else NOTHING
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
def _thumbnail(data: bytes) -> Markup:
    """Return an image as a small JPEG inside an address; empty when it cannot be used."""
    try:
        image = images.small(data).copy()
    except images.ImageError:
        return NOTHING
    image.thumbnail((_SIDE, _SIDE))
    return data_address("image/jpeg", images.as_jpeg(image, 80))


def _words(found: PostSheet) -> Markup:
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


def _notes(found: PostSheet) -> Markup:
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


def _counts(found: PostSheet) -> str:
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


def _remark(one: PostRemark) -> Markup:
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
