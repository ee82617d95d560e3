"""What fictional learners get wrong, and what each mistake costs: by construction, not by asking the grader.

A fault changes a good answer in one way whose price follows from the marking scheme of its competency. A test
holds each price on each of the fictional cases, for a learner who stops at the end of that competency: what a
later one makes of the answer is its own affair.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

__all__ = ["FAULTS", "Fault"]

Values = dict[str, Any]
Change = Callable[[Values], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in one exercise.

    Parameters
    ----------
    exercise : str
        Where it is made.
    why : str
        The mistake, in French, for who reads the expected scores.
    change : callable
        Makes it in a good answer (the values typed, changed in place).
    losses : mapping
        Exercise id to points lost, there and wherever the competency takes up the answer.
    """

    exercise: str
    why: str
    change: Change
    losses: Mapping[str, float]


def _set(**typed: Any) -> Change:
    def change(values: Values) -> None:
        values.update(typed)

    return change


def _each(rows: str, **typed: Any) -> Change:
    """Type the same thing in each row of a table."""

    def change(values: Values) -> None:
        values[rows] = [{**row, **typed} for row in values[rows]]

    return change


def _swap(rows: str, first: str, second: str) -> Change:
    """Exchange two columns of a table."""

    def change(values: Values) -> None:
        values[rows] = [{**row, first: row[second], second: row[first]} for row in values[rows]]

    return change


def _other(name: str, one: str, two: str) -> Change:
    """Choose the other of two answers."""

    def change(values: Values) -> None:
        values[name] = two if values[name] == one else one

    return change


def _late_deadline(values: Values) -> None:
    values["deadline"] = "31/12/2039"


def _no_progress(values: Values) -> None:
    values["target_value"] = values["start_value"]


def _tenfold(name: str) -> Change:
    def change(values: Values) -> None:
        values[name] = f"9{values[name]}"

    return change


def _said_too(rows: str, column: str, more: str) -> Change:
    """Say something more at the end of a text, in each row of a table."""

    def change(values: Values) -> None:
        values[rows] = [{**row, column: f"{row[column]} {more}"} for row in values[rows]]

    return change


def _fault(exercise: str, why: str, change: Change, own: float, **elsewhere: float) -> Fault:
    losses = {exercise: own} | {f"{exercise[:2]}-{name}": loss for name, loss in elsewhere.items()}
    return Fault(exercise, why, change, MappingProxyType(losses))


FAULTS: tuple[Fault, ...] = (
    _fault("c1-entreprise", "le nom manque", _set(name=" "), 0.25),
    _fault(
        "c1-entreprise",
        "le panier n'est pas un nombre",
        _set(basket="une trentaine"),
        3.0,
        objectif=4.0,
        campagne=14.0,
    ),
    _fault("c1-objectif", "aucun indicateur", _set(indicator=""), 7.0),
    _fault("c1-objectif", "une échéance trop lointaine", _late_deadline, 2.0),
    _fault("c1-objectif", "aucun progrès visé", _no_progress, 6.0),
    _fault("c1-cible", "les âges sont inversés", _swap("segments", "age_from", "age_to"), 2.0),
    _fault("c1-cible", "les tailles n'ont pas de source", _each("segments", source=""), 2.0),
    _fault("c1-cible", "rien sur les habitudes", _set(habits="Instagram"), 1.0),
    _fault("c1-periodes", "les mois forts ne sont pas cochés", _set(peaks=[]), 4.0),
    _fault("c1-periodes", "les périodes n'ont pas de raison", _each("periods", why=""), 2.0),
    _fault("c1-campagne", "le coût d'un clic est faux", _tenfold("cpc"), 1.0),
    _fault("c1-campagne", "la décision contredit le résultat", _other("decision", "launch", "change"), 2.0),
    _fault("c1-temps", "le total est faux", _tenfold("total"), 4.0),
    _fault("c1-temps", "le verdict est faux", _other("verdict", "fits", "exceeds"), 1.0),
    _fault("c1-plan", "personne ne s'en charge", _each("actions", person=""), 3.0),
    _fault("c1-plan", "les actions ne visent personne", _each("actions", target=""), 1.0, coherence=1.25),
    _fault("c1-plan", "les dates sont à l'envers", _swap("actions", "start", "end"), 13.0, coherence=2.5),
    _fault("c1-arbitrage", "aucune explication", _set(why="Voilà."), 1.0),
    _fault("c1-arbitrage", "rien n'est choisi", _each("ideas", chosen="0"), 7.0),
    _fault("c1-coherence", "un jugement contraire aux chiffres", _set(period="no"), 1.25),
    _fault("c1-coherence", "un mot au jury trop court", _set(jury="Merci."), 1.0),
    _fault("c3-identite", "un autre nom que l'enseigne", _set(name="Ma petite boutique"), 2.0, page=1.0),
    _fault("c3-identite", "un texte trop pâle", _set(ink="#999999", paper="#ffffff"), 1.5),
    _fault("c3-identite", "aucun ton", _set(tone=[]), 1.0),
    _fault("c3-acces", "rien sur les marches", _set(steps=""), 0.5),
    _fault(
        "c3-acces",
        "on ne peut joindre qu'en appelant",
        _set(contacts=[{"kind": "phone", "value": "05 36 49 10 99"}]),
        4.0,
    ),
    _fault("c3-images", "la photo manque", _set(photo=None), 5.5),
    _fault(
        "c3-images",
        "la description répète « photo de »",
        _set(photo_alt="Photo de la devanture du magasin."),
        1.0,
    ),
    _fault("c3-images", "le sujet n'est nulle part", _set(photo_centre=""), 0.5),
    _fault("c3-droits", "une chanson de la radio", _set(music="heard"), 1.0),
    _fault("c3-droits", "les accords restent à demander", _each("lines", people="waiting"), 2.5),
    _fault("c3-droits", "rien sur les données", _set(privacy=""), 1.5),
    _fault("c3-page", "aucun bouton", _each("lines", button=""), 5.0),
    _fault("c3-page", "aucun horaire", _set(hours=""), 1.5),
    _fault("c3-page", "aucun réglage vérifié", _set(settings=[]), 2.5),
    _fault("c5-publication", "le thème n'est pas de la ligne", _set(theme="Politique locale"), 2.0),
    _fault(
        "c5-publication", "l'accroche est trop longue", _set(hook="Une phrase qui ne finit pas " * 6), 1.0
    ),
    _fault("c5-publication", "le lecteur n'a rien à faire", _set(action="Bonne semaine."), 1.0),
    _fault(
        "c5-publication",
        "la description commence par « image de »",
        _set(alt="Image de la porte, prise ce matin depuis la rue, volets fermés."),
        1.0,
    ),
    _fault(
        "c5-publication",
        "un mot-dièse sans majuscules",
        _said_too("variants", "text", "#ouvertsamedimatin"),
        2.0,
    ),
    _fault(
        "c5-publication",
        "une baisse de prix sans prix d'avant",
        _said_too("variants", "text", "Samedi, -20 %."),
        2.0,
        presentation=2.0,
    ),
    _fault(
        "c5-publication",
        "le même texte partout",
        _each("variants", text="Nous sommes ouverts samedi. Venez nous voir."),
        1.0,
    ),
    _fault("c5-presentation", "un chiffre étranger à l'objectif", _set(indicator="followers"), 2.0),
    _fault("c5-presentation", "rien n'est dit du ton", _set(tone=""), 2.0),
    _fault("c5-presentation", "rien n'est vérifié", _set(checked=[]), 2.0),
    _fault("c6-campagne", "personne ne paie la publicité", _set(payer=""), 1.25),
    _fault("c6-campagne", "une catégorie refusée en Europe", _set(special="politics"), 0.5),
    _fault("c6-campagne", "l'image n'est pas décrite", _set(alt="Une photo"), 1.0),
    _fault("c6-campagne", "la page n'est pas celle de l'entreprise", _set(page="Ma page"), 0.75),
    _fault(
        "c6-campagne",
        "la publicité dit autre chose",
        _set(text="Venez nombreux.", headline="Portes ouvertes"),
        2.5,
    ),
    _fault("c6-cout", "les frais sont faux", _tenfold("fee"), 1.0),
    _fault("c6-cout", "le risque de lasser est mal jugé", _other("tired", "yes", "no"), 1.0),
    _fault("c6-pilotage", "aucune décision n'est expliquée", _each("decisions", why=""), 2.5),
    _fault("c6-pilotage", "le bilan est mal jugé", _other("verdict", "again", "change"), 1.0),
    _fault("c6-note", "la moyenne n'est pas calculée", _set(mean=""), 1.0),
    _fault("c6-influenceurs", "le choix n'est pas expliqué", _set(why=""), 1.0),
    _fault("c6-tableau", "rien n'est décidé", _set(decision=""), 2.0),
)
