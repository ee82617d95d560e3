"""``tpe donnees``: the survey's later file of answers, checked, then kept for the explorations."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tpelib.base import french
from tpelib.base.errors import TpeError, os_reason
from tpelib.domain import audience
from tpelib.domain.sources import source
from tpelib.domain.survey_file import as_text, expected, take

__all__ = ["forget_survey", "keep_survey", "survey_state"]


def survey_state() -> list[str]:
    """Return what is kept, or where the file may be had and what to do with it."""
    found = source(expected().source)
    if audience.LATER in audience.editions():
        return [
            f"L'enquête de {audience.LATER} est gardée dans « {audience.own_edition()} » : le cours la montre à côté de 2022."
        ]
    return [
        f"{found.title} ({found.publisher}) : {found.sample}. Ce fichier n'est pas livré avec le cours.",
        f"Il se prend sur {found.url}, puis : tpe donnees FICHIER.csv",
    ]


def keep_survey(path: Path, named: Iterable[str]) -> list[str]:
    """Check a file, keep what the explorer needs of it, and return what was found.

    Raises
    ------
    TpeError
        The file is not the survey's, or cannot be kept.
    """
    pairs = [one.partition("=") for one in named]
    if wrong := [key for key, equals, name in pairs if not (key and equals and name)]:
        raise TpeError(
            french.typography(f"Écrivez --colonne CLÉ=NOM, age=TRANCHE par exemple (lu : « {wrong[0]} »).")
        )
    taken = take(path, {key: name for key, _, name in pairs})
    place = audience.own_edition()
    beside = place.with_suffix(".nouveau")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(as_text(taken.document), encoding="utf-8")
        beside.replace(place)
    except OSError as problem:
        raise TpeError(f"« {place} » ne peut pas être écrit : {os_reason(problem)}.") from None
    social = audience.estimate(edition=audience.LATER)
    return [
        *taken.notes,
        f"Usage des réseaux en {audience.LATER}, 12 ans et plus : {social.text}. En {audience.EDITION} : "
        f"{audience.estimate().text}.",
        f"Gardé dans « {place} ». Les explorations du cours le montrent à côté de {audience.EDITION}.",
    ]


def forget_survey() -> list[str]:
    """Take away what is kept, and say so."""
    place = audience.own_edition()
    try:
        place.unlink()
    except FileNotFoundError:
        return ["Aucune donnée n'était gardée."]
    except OSError as problem:
        raise TpeError(f"« {place} » ne peut pas être effacé : {os_reason(problem)}.") from None
    return [f"« {place} » est effacé."]
