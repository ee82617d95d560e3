"""The five fields of Cr6.1: does a campaign follow its brief? Each answer comes with both sides of the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tpelib.base import french
from tpelib.base.words import fold
from tpelib.domain.campaign.model import (
    OPEN_AGE,
    Audience,
    Brief,
    Campaign,
    Window,
)

__all__ = ["FIELDS", "FieldEvidence", "align", "common_words", "fits_aim"]

FIELDS: Mapping[str, str] = {
    "target": "La cible",
    "company": "L'entreprise",
    "budget": "Le budget",
    "launch": "La date de lancement",
    "content": "Le contenu",
}
"""The five fields, in the order of the criterion."""

AGE_TOLERANCE = 5
"""Years by which each end of the ages may differ: a rule of the course."""
LEAST_SPENT = 0.8
"""Share of the budget below which money is left on the table: a rule of the course."""
WORDS = 4
"""Words that an ad shares with what it must tell: a rule of the course."""
_SHORTEST = 4
_STEM = 5
_EMPTY = set(
    fold(
        "avec dans pour votre notre vous nous leur leurs elle elles tout tous toute toutes plus moins mais cette "
        "sans sous chez comme aussi bien fait faire sont êtes avez avons depuis entre encore rien quand dont puis "
        "chaque cela ceux celle celles"
    ).split()
)

_COMMON = frozenset(
    (
        "saint",
        "sainte",
        "place",
        "avenue",
        "boulevard",
        "chemin",
        "route",
        "autour",
        "kilometres",
        "atelier",
        "vallee",
    )
)
"""Words of an address that name no place."""

FITTING: Mapping[str, tuple[str, ...]] = {
    "awareness": ("awareness", "engagement"),
    "traffic": ("traffic", "awareness"),
    "contacts": ("leads", "engagement"),
    "sales": ("sales", "engagement", "traffic"),
    "loyalty": ("engagement", "leads", "traffic"),
}
"""Objectives of the tools that serve each aim of C1: a rule of the course."""


@dataclass(frozen=True, slots=True)
class FieldEvidence:
    """What one field says on both sides.

    Parameters
    ----------
    key, label : str
        One of :data:`FIELDS`.
    asked, found : str
        What the brief says, what the campaign says; « rien » in words when it says nothing.
    share : float
        How far they agree, in [0, 1].
    mend : str
        What to do, in one French sentence; empty when they agree.
    about : str
        Field of :class:`~tpelib.domain.campaign.model.Campaign` to look at.
    """

    key: str
    label: str
    asked: str
    found: str
    share: float
    mend: str = ""
    about: str = ""

    @property
    def verdict(self) -> str:
        """``aligné``, ``en partie`` or ``pas aligné``."""
        return "aligné" if self.share >= 1 else "en partie" if self.share > 0 else "pas aligné"


def align(campaign: Campaign, brief: Brief) -> tuple[FieldEvidence, ...]:
    """Compare a campaign with its brief, field by field.

    Returns
    -------
    tuple of Evidence
        One for each of :data:`FIELDS`, in order. What a brief does not say cannot be aligned: the share is 0
        and the sentence says what is missing.
    """
    compared = (_target, _company, _budget, _launch, _content)
    return tuple(
        _evidence(key, *compare(campaign, brief)) for key, compare in zip(FIELDS, compared, strict=True)
    )


def fits_aim(objective: str, aim: str) -> bool:
    """Return True when an objective of the tool serves an aim of C1; any does when no aim is said."""
    return bool(objective) and (not aim or objective in FITTING.get(aim, ()))


_Found = tuple[str, str, float, str, str]


def _evidence(key: str, asked: str, found: str, share: float, mend: str, about: str) -> FieldEvidence:
    return FieldEvidence(
        key,
        french.typography(FIELDS[key]),
        french.typography(asked or "rien n'est dit"),
        french.typography(found or "rien n'est rempli"),
        share,
        "" if share >= 1 else french.typography(mend),
        about,
    )


# ── Target ────────────────────────────────────────────────────────────────────────────────────────


def _target(campaign: Campaign, brief: Brief) -> _Found:
    asked = " ; ".join(_told_audience(item, brief) for item in brief.audiences)
    ages = campaign.age_from is not None and campaign.age_to is not None
    parts = [campaign.place] if campaign.place else []
    parts += [f"{french.number(campaign.radius)} km autour"] if campaign.radius is not None else []
    parts += [_ages(campaign.age_from or 0, campaign.age_to or 0)] if ages else []
    found = ", ".join(parts)
    if not brief.audiences:
        return asked, found, 0.0, "Décrivez d'abord une cible : il n'y a rien à quoi comparer.", "age_from"
    scores = [
        (_age_share(campaign, item), _zone_share(campaign, item, brief), item) for item in brief.audiences
    ]
    age, zone, nearest = max(scores, key=lambda score: score[0] + score[1])
    wanted = f"« {nearest.name} », {_ages(nearest.age_from, nearest.age_to)}"
    if age < 1:
        mend = f"Votre cible la plus proche est {wanted} : reprenez ses âges."
    elif not brief.online and not _same_place(campaign.place, brief.place):
        mend = f"La zone doit nommer l'endroit où vous êtes : {brief.place}."
    else:
        mend = (
            f"Pour {wanted}, restez à {french.number(nearest.radius)} km : ni moins de la moitié, ni au-delà."
        )
    return asked, found, (age + zone) / 2, mend, "age_from" if age < 1 else "place" if zone < 1 else ""


def _told_audience(audience: Audience, brief: Brief) -> str:
    where = "partout en France" if brief.online else f"à {french.number(audience.radius)} km au plus"
    return f"{audience.name}, {_ages(audience.age_from, audience.age_to)}, {where}"


def _ages(low: float, high: float) -> str:
    end = "ans et plus" if high >= OPEN_AGE else "ans"
    return f"{french.number(low)} à {french.number(min(high, OPEN_AGE))} {end}"


def _age_share(campaign: Campaign, wanted: Audience) -> float:
    """Return 1 when both ends are near, 0.5 when half of all the years concerned are shared, else 0."""
    if campaign.age_from is None or campaign.age_to is None or campaign.age_to < campaign.age_from:
        return 0.0
    low, high = campaign.age_from, min(campaign.age_to, OPEN_AGE)
    first, last = min(wanted.age_from, OPEN_AGE), min(wanted.age_to, OPEN_AGE)
    if abs(low - first) <= AGE_TOLERANCE and abs(high - last) <= AGE_TOLERANCE:
        return 1.0
    shared = min(high, last) - max(low, first)
    return 0.5 if shared >= (max(high, last) - min(low, first)) / 2 > 0 else 0.0


def _zone_share(campaign: Campaign, wanted: Audience, brief: Brief) -> float:
    if not campaign.place:
        return 0.0
    if brief.online and "france" in fold(campaign.place).split():
        return 1.0  # a country has no radius
    if campaign.radius is None:
        return 0.0
    named = brief.online or _same_place(campaign.place, brief.place)
    near = wanted.radius / 2 <= campaign.radius <= wanted.radius * 1.0001
    return (named + near) / 2


def _same_place(typed: str, place: str) -> bool:
    """Return True when a zone shares a proper word with the place of the business."""
    words = {word for word in fold(place).split() if len(word) >= _SHORTEST and word not in _COMMON}
    return not words or bool(words & set(fold(typed).split()))


# ── Company ───────────────────────────────────────────────────────────────────────────────────────


def _company(campaign: Campaign, brief: Brief) -> _Found:
    asked = ", ".join(item for item in (brief.business, *brief.links) if item)
    said = (("page", campaign.page), ("au nom de", campaign.beneficiary), ("vers", campaign.link))
    found = ", ".join(f"{word} {item}" for word, item in said if item)
    if not brief.business:
        return asked, found, 0.0, "Dites d'abord comment s'appelle votre entreprise.", "page"
    named = fold(campaign.page) == fold(brief.business)
    backed = fold(brief.business) in fold(campaign.beneficiary) and bool(campaign.payer)
    home = bool(campaign.link) and (not brief.links or any(_same_site(campaign.link, x) for x in brief.links))
    if not named:
        mend, about = f"La page qui parle s'appelle « {brief.business} », à la lettre.", "page"
    elif not backed:
        mend, about = f"Bénéficiaire : « {brief.business} ». Dites aussi qui paie.", "beneficiary"
    else:
        where = f" : {french.listing(list(brief.links), 'ou')}" if brief.links else ""
        mend, about = f"La publicité doit mener chez vous{where}.", "link"
    return asked, found, (named + backed + home) / 3, mend, about


def _same_site(link: str, other: str) -> bool:
    return bool(_site(link)) and _site(link) == _site(other)


def _site(link: str) -> str:
    bare = link.strip().casefold().split("://", 1)[-1].split("/", 1)[0].split("?", 1)[0]
    return bare.removeprefix("www.")


# ── Budget ────────────────────────────────────────────────────────────────────────────────────────


def _budget(campaign: Campaign, brief: Brief) -> _Found:
    asked = f"{french.euros(brief.budget)} hors taxes, au plus" if brief.budget else ""
    total = campaign.total
    found = ""
    if total is not None and campaign.days and campaign.amount is not None:
        days = french.plural(campaign.days, "jour")
        found = (
            f"{french.euros(campaign.amount)} par jour pendant {days}, soit {french.euros(total)}"
            if campaign.budget_kind == "daily"
            else f"{french.euros(total)} en tout, sur {days}"
        )
    if not brief.budget:
        return asked, found, 0.0, "Dites d'abord ce que la campagne peut dépenser.", "amount"
    if not total:
        return asked, found, 0.0, "Donnez un montant, et deux dates dans l'ordre.", "amount"
    if total > brief.budget * 1.0001:
        over = french.euros(total - brief.budget)
        return asked, found, 0.0, f"C'est {over} de trop : baissez le montant, ou raccourcissez.", "amount"
    if total < LEAST_SPENT * brief.budget - 1e-9:
        left = french.euros(brief.budget - total)
        mend = f"Il reste {left} que vous aviez prévus : dépensez-les, ou dites-le dans votre budget."
        return asked, found, 0.5, mend, "amount"
    return asked, found, 1.0, "", ""


# ── Launch ────────────────────────────────────────────────────────────────────────────────────────


def _launch(campaign: Campaign, brief: Brief) -> _Found:
    windows = list(_windows(brief))
    asked = " ; ".join(f"{window.name}, {_span(window.first, window.last)}" for window in windows)
    if brief.launch:
        asked = f"le {french.day(brief.launch)}"
    start, end = campaign.start, campaign.end
    found = _span(start, end) if start and end else f"le {french.day(start)}" if start else ""
    if not windows:
        return asked, found, 0.0, "Dites d'abord dans quelle période vous parlez.", "start"
    if start is None:
        return asked, found, 0.0, "Donnez la date de lancement.", "start"
    if brief.launch:
        mend = f"La campagne doit partir le {french.day(brief.launch)}."
        return asked, found, float(start == brief.launch), mend, "start"
    inside = [window for window in windows if window.first <= start <= window.last]
    if not inside:
        nearest = min(windows, key=lambda window: abs(window.first - start))
        mend = f"Ce jour n'est dans aucune de vos périodes ; la plus proche commence le {french.day(nearest.first)}."
        return asked, found, 0.0, mend, "start"
    held = end is not None and start <= end <= max(window.last for window in inside)
    last = max(window.last for window in inside)
    mend = f"Elle dépasse votre période : arrêtez-la le {french.day(last)} au plus tard."
    return asked, found, 1.0 if held else 0.5, mend, "end"


def _windows(brief: Brief) -> Iterator[Window]:
    if brief.launch:
        yield Window("Lancement", brief.launch, brief.launch + timedelta(days=366))
    else:
        yield from brief.windows


def _span(first: date, last: date) -> str:
    return f"du {french.day(first, year=first.year != last.year)} au {french.day(last)}"


# ── Content ───────────────────────────────────────────────────────────────────────────────────────


def _content(campaign: Campaign, brief: Brief) -> _Found:
    found = " ".join(item for item in (campaign.headline, campaign.text) if item)
    if not common_words([brief.content], [brief.content]):
        return brief.content, found, 0.0, "Écrivez d'abord ce que la publicité doit dire.", "text"
    shared = common_words([brief.content], [found])
    wanted = min(WORDS, len(common_words([brief.content], [brief.content])))
    told = f"elle en reprend {french.listing(list(shared)[:6])}" if shared else "elle n'en reprend rien"
    mend = f"La publicité doit dire la même chose que ce contenu : {told}."
    share = 1.0 if len(shared) >= wanted else 0.5 if 2 * len(shared) >= wanted else 0.0
    return brief.content, found, share, mend, "text"


def common_words(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """Return the meaningful words of ``one`` that ``other`` also has, by their first letters, in order."""
    known = {_stem(word) for text in other for word in fold(text).split()}
    shared: dict[str, str] = {}
    for text in one:
        for word in fold(text).split():
            stem = _stem(word)
            if len(word) >= _SHORTEST and word not in _EMPTY and stem in known:
                shared.setdefault(stem, word)
    return tuple(shared.values())


def _stem(word: str) -> str:
    """Return the start of a word, without the mark of the plural: enough to know it again."""
    return word.rstrip("sx")[:_STEM]
