"""The survey's file of answers, person by person, as its publisher gives it: checked, then kept as masks are made.

The course ships the survey of 2022. Who has the file of a later one can have it shown beside: its columns are found,
its margins compared with those of 2022, and only what the explorer needs is kept, coded one letter a person.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import with_config

from tpelib.base import french
from tpelib.base.data import read_data
from tpelib.base.errors import TpeError, os_reason
from tpelib.base.words import fold
from tpelib.domain import audience

__all__ = ["MARGIN", "SurveyFileError", "TakenSurvey", "as_text", "encode", "expected", "take"]

MARGIN = 0.06
"""How far a margin (sex, age) may be from that of 2022: the structure of a population moves slower than that."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_OTHER = "(autre réponse)"
_AGES = {
    "12-17": (12, 17),
    "18-24": (18, 24),
    "25-39": (25, 39),
    "40-59": (40, 59),
    "60-69": (60, 69),
    "70+": (70, 120),
}
_RECOGNISED = 0.95
"""Share of the people whose answer on social networks must be one that the course knows."""


class SurveyFileError(TpeError):
    """The file is not the survey's, or cannot be read; the message says why, in French."""


@dataclass(frozen=True, slots=True)
class TakenSurvey:
    """What was taken from a file.

    Parameters
    ----------
    document : mapping
        What is kept: weights, and the codes of each variable.
    notes : tuple of str
        What was found, and what was not, in French sentences.
    """

    document: Mapping[str, Any]
    notes: tuple[str, ...]


@with_config(extra="forbid")
@dataclass(frozen=True, slots=True)
class SurveyLayout:
    """What is known of the file.

    Parameters
    ----------
    edition, source : str
        Year of the survey, and its source.
    people : int
        People asked.
    weight : tuple of str
        Names that the column of weights may bear.
    columns : mapping
        Key of the course to the other names that its column may bear.
    """

    edition: str
    people: int
    source: str
    weight: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]


def expected() -> SurveyLayout:
    """Return what is known of the file: people asked, other names of its columns."""
    return read_data(SurveyLayout, "barometre_2025.toml")


def encode(
    answers: Mapping[str, Sequence[str]], weights: Sequence[float], about: str, **more: str
) -> dict[str, Any]:
    """Return the answers coded one letter a person, column by column: what :mod:`tpelib.domain.audience` reads."""
    variables = {}
    for column, given in answers.items():
        labels = sorted(set(given))
        letters = dict(zip(labels, _LETTERS, strict=False))
        variables[column] = {"labels": labels, "codes": "".join(letters[label] for label in given)}
    return {"about": about, **more, "weights": list(weights), "variables": variables}


def take(path: Path, named: Mapping[str, str] | None = None) -> TakenSurvey:
    """Read the file of the survey, check it, and return what the explorer needs of it.

    Parameters
    ----------
    path : path
        The file, CSV, comma or semicolon.
    named : mapping, optional
        Columns that the user names: a key of the course (``"age"``) to a column of the file.

    Raises
    ------
    SurveyFileError
        It cannot be read, is another survey, lacks what is needed, or its margins are not those of the population.
    """
    header, rows = _read(path)
    columns, lacking = _columns(header, named or {})
    if wanted := [key for key in ("weight", "age", "social") if key not in columns]:
        raise SurveyFileError(
            french.typography(
                f"Il manque au fichier : {french.listing([_word(key) for key in wanted])}. Si une colonne le dit sous un autre "
                f"nom, donnez-le : --colonne {wanted[0]}=NOM. Colonnes lues : {', '.join(header[:40])}."
            )
        )
    people = expected().people
    if len(rows) != people:
        raise SurveyFileError(
            french.typography(
                f"Ce fichier a {french.plural(len(rows), 'ligne')} ; l'enquête de 2025 en a {french.number(people)} : ce n'est "
                "pas le même."
            )
        )
    weights = [_weight(row[columns["weight"]], number) for number, row in enumerate(rows, 2)]
    notes = [f"{french.number(people)} personnes, comme annoncé."]
    answers: dict[str, Sequence[str]] = {}
    for key, place in columns.items():
        if key != "weight":
            column, given, strange = _canonical(key, [row[place].strip() for row in rows])
            answers[column] = given
            notes += strange
    _check_social(answers)
    notes += list(_check_margins(answers, weights))
    if lacking:
        notes.append(
            f"Pas trouvé dans ce fichier, donc pas montré : {french.listing([_word(key) for key in lacking])}."
        )
    about = "Baromètre du numérique, enquête de 2025 (Crédoc pour l’Arcep, l’Arcom, le CGE et l’ANCT), licence ODbL"
    document = encode(answers, weights, about, edition=expected().edition)
    return TakenSurvey(document, tuple(french.typography(note) for note in notes))


def _read(path: Path) -> tuple[list[str], list[list[str]]]:
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise SurveyFileError(f"« {path.name} » ne peut pas être lu : {os_reason(problem)}.") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    comma = max((",", ";", "\t"), key=first.count)
    lines = [row for row in csv.reader(text.splitlines(), delimiter=comma) if row]
    if len(lines) < 2 or len(lines[0]) < 3:
        raise SurveyFileError(french.typography(f"« {path.name} » n’est pas un tableau de réponses (CSV)."))
    header = [cell.strip() for cell in lines[0]]
    if short := next((number for number, row in enumerate(lines[1:], 2) if len(row) != len(header)), 0):
        raise SurveyFileError(french.typography(f"La ligne {short} n’a pas autant de cases que les titres."))
    return header, lines[1:]


def _columns(header: Sequence[str], named: Mapping[str, str]) -> tuple[dict[str, int], list[str]]:
    """Return where each key of the course is in the file, and the keys that are not there."""
    places = {fold(name): place for place, name in enumerate(header)}
    found, lacking = {}, []
    for key, names in _names().items():
        if key in named:
            if fold(named[key]) not in places:
                raise SurveyFileError(french.typography(f"Le fichier n’a pas de colonne « {named[key]} »."))
            names = (named[key],)
        place = next((places[fold(name)] for name in names if fold(name) in places), None)
        if place is None:
            lacking.append(key)
        else:
            found[key] = place
    if unknown := [key for key in named if key not in _names()]:
        raise SurveyFileError(
            french.typography(f"« {unknown[0]} » n’est pas connu. Choisissez parmi : {', '.join(_names())}.")
        )
    return found, lacking


@cache
def _names() -> Mapping[str, Sequence[str]]:
    """Return, by key of the course, the names that its column may bear, that of 2022 first."""
    others = expected().columns
    known = {key: dimension.column for key, dimension in audience.DIMENSIONS.items()}
    known |= {key: question.column for key, question in audience.QUESTIONS.items()}
    return {"weight": expected().weight} | {
        key: (column, *others.get(key, ())) for key, column in known.items()
    }


def _canonical(key: str, given: Sequence[str]) -> tuple[str, list[str], list[str]]:
    """Return the column of 2022, the answers in its words, and a note on those that are not known there."""
    if key in audience.DIMENSIONS:
        dimension = audience.DIMENSIONS[key]
        column, labels = dimension.column, [item.raw for item in dimension.items]
    else:
        column = audience.QUESTIONS[key].column
        labels = list(audience.labels(column))
    words = {fold(label): label for label in labels}
    if "Oui" in labels:
        words |= {fold(one): "Oui" for one in set(given) if fold(one).split(" ")[0:1] == ["oui"]}
    bands = _by_age(given) if key == "age" else {}
    kept = [bands.get(one) or words.get(fold(one), _OTHER) for one in given]
    strange = Counter(one for one, label in zip(given, kept, strict=True) if label == _OTHER)
    told = ", ".join(f"« {label} » ({french.number(count)})" for label, count in strange.most_common(4))
    return column, kept, [f"{_word(key)} : réponses que le cours ne connaît pas, {told}."] if strange else []


def _by_age(given: Iterable[str]) -> Mapping[str, str]:
    """Return, for ages written in years, the band of each."""
    items = {item.key: item.raw for item in audience.DIMENSIONS["age"].items}
    return {
        one: items[key]
        for one in set(given)
        if one.isdigit()
        for key, (low, high) in _AGES.items()
        if low <= int(one) <= high
    }


def _weight(text: str, line: int) -> float:
    try:
        weight = float(text.replace(",", "."))
    except ValueError:
        weight = -1.0
    if not 0 < weight < 1000:
        raise SurveyFileError(french.typography(f"Ligne {line} : le poids « {text} » n’est pas un nombre."))
    return weight


def _check_social(answers: Mapping[str, Sequence[str]]) -> None:
    given = answers[audience.QUESTIONS["social"].column]
    known = sum(one != _OTHER for one in given) / len(given)
    if known < _RECOGNISED:
        raise SurveyFileError(
            french.typography(
                "La colonne des réseaux sociaux ne dit pas « Oui » ou « Non » : "
                f"{french.percent(known, 0)} des réponses seulement se reconnaissent. Donnez-en une autre : --colonne social=NOM."
            )
        )


def _check_margins(answers: Mapping[str, Sequence[str]], weights: Sequence[float]) -> Iterator[str]:
    """Compare the weighted margins with those of 2022.

    Raises
    ------
    SurveyFileError
        One is too far: the weights, or the columns, are not those of this survey.
    """
    total = sum(weights)
    for key in ("sex", "age"):
        dimension = audience.DIMENSIONS[key]
        if dimension.column not in answers:
            continue
        given = answers[dimension.column]
        widest = 0.0
        for item in dimension.items:
            share = sum(weight for weight, one in zip(weights, given, strict=True) if one == item.raw) / total
            before = audience.population_share({key: [item.key]}).share or 0.0
            widest = max(widest, abs(share - before))
            if abs(share - before) > MARGIN:
                raise SurveyFileError(
                    french.typography(
                        f"{item.label} : {french.percent(share, 1)} des personnes, contre {french.percent(before, 1)} en 2022. "
                        "L'écart est trop grand : les poids ou la colonne ne sont pas les bons."
                    )
                )
        yield f"{dimension.label} : proche de 2022, {french.number(100 * widest, 1)} points d'écart au plus."


def _word(key: str) -> str:
    if key == "weight":
        return "le poids de chaque personne"
    if key in audience.DIMENSIONS:
        return audience.DIMENSIONS[key].label.lower()
    return audience.QUESTIONS[key].label


def as_text(document: Mapping[str, Any]) -> str:
    """Return the text of the file that is kept."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
