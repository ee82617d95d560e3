"""Previews of a post as it is read on a network: own drawings, no logo, and beside them what to look at."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from tpelib.base import french
from tpelib.base.look import inline_style
from tpelib.charts.picture import Picture, Table
from tpelib.domain.page import colours, images
from tpelib.domain.platforms import platform
from tpelib.domain.post.parts import Parts
from tpelib.domain.post.review import Remark
from tpelib.domain.post.sheet import Sheet
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


def post_preview(found: Sheet, author: Author) -> Picture:
    """Draw a post as it is read on a phone, and say beside it what the law, the network and the course say."""
    network = platform(found.post.network).name
    return Picture(
        title=f"Ma publication sur {network}",
        reading=found.sentence,
        alternative=f"{author.name or 'Votre page'} sur {network}. {_spoken(found)}",
        spec={},
        table=Table(f"Ce qui se compte sur {network}", ("Mesure", "Valeur", "Repère"), _measures(found)),
        source=f"Source : {usages_line()}",
        html=f'{_STYLE}<div class="tpe-post" lang="fr">{_phone(found, author)}<div class="tpe-notes">{_notes(found)}</div></div>',
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
    items = "".join(f"<li>{_card(one)}</li>" for one in found)
    return Picture(
        title=title,
        reading=reading,
        alternative=f"{title}. "
        + " ".join(f"{one.name} : {one.text.rstrip('.')}. {one.why}" for one in found),
        spec={},
        table=Table(title, header, [(one.name, one.text, one.why) for one in found]),
        source=source,
        html=f'{_STYLE}<ul class="tpe-cards" lang="fr">{items}</ul>',
    )


def _card(one: Card) -> str:
    more = (
        f' <a href="{escape(one.url)}" target="_blank" rel="noopener">{_set("Lire le texte")}'
        f'<span class="tpe-hidden"> {_set(f": {one.name}")}</span></a>'
        if one.url
        else ""
    )
    return (
        f"<strong>{_set(one.name)}</strong><span>{_set(one.text)}</span><small>{_set(one.why)}{more}</small>"
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


def _phone(found: Sheet, author: Author) -> str:
    layout = usage(found.post.network).layout
    words = f'<div class="tpe-words">{_words(found)}</div>'
    if layout == "bubble":
        return f'<div class="tpe-phone tpe-bubble">{_who(author)}{_shot(found)}{words}</div>'
    body = _shot(found) + words if layout in ("image", "video") else words + _shot(found)
    button = (
        f'<span class="tpe-press" style="{_paint(author)}">{_set("En savoir plus")}</span>'
        if usage(found.post.network).link == "button"
        else ""
    )
    said = "".join(f"<span>{_set(text)}</span>" for text in usage(found.post.network).buttons)
    bar = f'<div class="tpe-bar" aria-hidden="true">{said}</div>' if said else ""
    return f'<div class="tpe-phone">{_who(author)}{body}{button}{bar}</div>'


def _who(author: Author) -> str:
    initials = "".join(word[0] for word in author.name.split()[:2]).upper()
    handle = f"<small>@{escape(author.handle)}</small>" if author.handle else ""
    return (
        f'<div class="tpe-who"><div class="tpe-dot" style="{_paint(author)}" aria-hidden="true">{_set(initials)}</div>'
        f"<div><strong>{_set(author.name or 'Votre page')}</strong>{handle}</div></div>"
    )


def _paint(author: Author) -> str:
    return f"background:{colours.read(author.main)};color:{colours.read(author.on_main)}"


def _shot(found: Sheet) -> str:
    """Return the image, with what is written on it; without an image, its description in its place."""
    post = found.post
    thumb = _thumbnail(post.photo) if post.photo else ""
    if not thumb:
        told = post.alt or "Ici, votre image. Décrivez-la : c'est ce qu'entendra qui ne la voit pas."
        return f'<div class="tpe-shot"><p>{escape(french.typography(told))}</p></div>'
    written = ""
    if post.on_image and post.band:
        try:
            ink = colours.read(post.ink)
        except ValueError:
            ink = "#ffffff"
        written = f'<div class="tpe-on" data-band="{escape(post.band)}" style="color:{ink}">{_set(post.on_image)}</div>'
    return f'<div class="tpe-shot"><img src="{thumb}" alt="{escape(post.alt)}">{written}</div>'


@lru_cache(maxsize=8)
def _thumbnail(data: bytes) -> str:
    """Return an image as a small JPEG inside an address; empty when it cannot be used."""
    try:
        image = images.small(data).copy()
    except images.ImageError:
        return ""
    image.thumbnail((_SIDE, _SIDE))
    return f"data:image/jpeg;base64,{base64.b64encode(images.as_jpeg(image, 80)).decode()}"


def _words(found: Sheet) -> str:
    """Return the text as typed, its marks coloured, and where « plus » would cut it."""
    text, visible = found.post.text.strip(), usage(found.post.network).visible
    if len(text) <= visible:
        return _marked(text, found.parts)
    cut = text.rfind(" ", 0, visible)
    cut = cut if cut > 0 else visible
    fold = f' <span class="tpe-fold" aria-hidden="true">{_set("… plus")}</span> '
    return f"{_marked(text[:cut], found.parts)}{fold}{_marked(text[cut:], found.parts)}"


def _marked(text: str, held: Parts) -> str:
    marks = [*held.links, *(f"#{tag}" for tag in held.hashtags), *(f"@{name}" for name in held.mentions)]
    if not marks:
        return escape(text)
    pattern = "|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True))
    pieces = re.split(f"({pattern})", text)
    return "".join(
        f'<span class="tpe-mark">{escape(piece)}</span>' if rank % 2 else escape(piece)
        for rank, piece in enumerate(pieces)
    )


def _notes(found: Sheet) -> str:
    remarks = [*found.law, *found.limits, *found.advice]
    told = "".join(_remark(one) for one in remarks)
    first = (
        f"<ul>{told}</ul>"
        if told
        else f"<p>{_set('Ni la loi, ni le réseau, ni nous n’avons rien à redire.')}</p>"
    )
    checks = "".join(_check(one) for one in found.tone)
    network = platform(found.post.network).name
    return (
        f"<p>{_set(_counts(found))}</p><p><strong>{_set('À regarder')}</strong></p>{first}"
        f"<p><strong>{_set(f'Le ton sur {network}')}</strong></p><p>{_set(usage(found.post.network).spirit)}</p>"
        f"<ul>{checks}</ul>"
    )


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


def _remark(one: Remark) -> str:
    source = ""
    if one.rule:
        source = (
            f'<small><a href="{escape(one.rule.url)}" target="_blank" rel="noopener">{_set(one.rule.name)}</a>, '
            f"{_set(one.rule.line())}</small>"
        )
    kind = "Loi, à vérifier" if one.kind == "law" and not one.blocks else _KINDS[one.kind]
    return f'<li data-kind="{one.kind}"><strong>{_set(kind)}.</strong> {_set(one.text)}{source}</li>'


def _check(one: Check) -> str:
    word = {True: "Vu", False: "À revoir", None: "À vous de dire"}[one.seen]
    return f"<li><strong>{_set(word)}.</strong> {_set(one.text)}</li>"


def _set(text: str) -> str:
    return escape(french.typography(text))
