"""What an assessor may do, and when: every act that the rules of the jury do not allow is refused in French."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields

from tpelib.assess.jury.session import JuryError, Session
from tpelib.assess.jury.sheet import (
    Act,
    ActKind,
    CandidateSheet,
    Mark,
    MinutesFacts,
    Standing,
)
from tpelib.base import french
from tpelib.engine import rubric

__all__ = ["MOST_TEXT", "check"]

MOST_TEXT = 2000
"""Longest reason or incident kept, in characters."""


def check(act: Act, sheet: CandidateSheet, session: Session, *, declared: bool) -> None:
    """Refuse what the rules of the jury do not allow.

    Parameters
    ----------
    act : Act
        What an assessor asks.
    sheet : Sheet
        Where the candidate stands.
    session : Session
        Who sits, by which rule.
    declared : bool
        True when this assessor has declared no conflict of interest.

    Raises
    ------
    JuryError
        It may not be done, or not yet; the sentence says what is expected.
    """
    assessor = session.assessors.get(act.assessor)
    if assessor is None:
        raise _refusal("Vous n'êtes pas membre de ce jury.")
    if act.kind is ActKind.DECLARE:
        return
    if not declared:
        raise _refusal("Déclarez d'abord que vous n'avez pas de conflit d'intérêts.")
    place = sheet.place(assessor, act.candidate)
    if place is Standing.REFUSED:
        raise _refusal("Vous avez formé ce candidat ou vous êtes récusé : un autre évaluateur doit le noter.")
    _CHECKS[act.kind](act, sheet, session, place)


def _refusal(sentence: str) -> JuryError:
    return JuryError(french.typography(sentence))


def _check_mark(act: Act, sheet: CandidateSheet, session: Session, place: Standing) -> None:
    if place is Standing.TAKEN:
        raise _refusal("Ce candidat a déjà ses deux évaluateurs.")
    if place not in (Standing.FREE, Standing.STARTED):
        raise _refusal("Vous avez terminé cette notation : reprenez-la pour la changer.")
    _check_level(act, session)


def _check_level(act: Act, session: Session) -> None:
    level = act.data.get("level")
    if act.data.get("criterion") not in session.rubric.levels:
        raise _refusal("Ce critère n'est pas dans la grille.")
    if type(level) is not int or level not in range(rubric.LEVELS):
        raise _refusal("Choisissez un niveau de 0 à 3.")
    _check_text(act.data.get("reason"), session)


def _check_text(text: object, session: Session) -> None:
    if not isinstance(text, str):
        raise _refusal("Écrivez un texte.")
    if len(text) > MOST_TEXT:
        raise _refusal(f"Ce texte compte {len(text)} caractères : gardez-en {MOST_TEXT} au plus.")
    if word := session.measures.health_word(text):
        raise _refusal(
            f"« {word} » parle de santé : le jury note la mesure appliquée, jamais sa raison. S'il s'agit de la "
            "personne à qui le candidat répond, écrivez « la situation décrite »."
        )


def _check_done(act: Act, sheet: CandidateSheet, session: Session, place: Standing) -> None:
    if place not in (Standing.FREE, Standing.STARTED):
        raise _refusal("Cette notation est déjà terminée.")
    own = sheet.marks.get(act.assessor, {})
    if missing := [key for key in session.rubric.criteria if key not in own]:
        raise _refusal(f"Il manque un niveau : {french.listing(missing)}.")
    _check_reasons(own, session)


def _check_reasons(marks: Mapping[str, Mark], session: Session) -> None:
    silent = [
        key
        for key, mark in marks.items()
        if mark.level <= session.rule.reason_up_to and not mark.reason.strip()
    ]
    if silent:
        raise _refusal(f"Écrivez pourquoi, en une phrase, pour : {french.listing(silent)}.")


def _check_resume(act: Act, sheet: CandidateSheet, session: Session, place: Standing) -> None:
    if place is not Standing.WAITING:
        raise _refusal("L'autre évaluateur a terminé : les niveaux se changent maintenant à deux.")


def _check_agree(act: Act, sheet: CandidateSheet, session: Session, place: Standing) -> None:
    if place not in (Standing.COMPARING, Standing.CONFIRMED):
        raise _refusal("On se met d'accord une fois les deux notations terminées.")
    _check_level(act, session)
    _check_reasons({act.data["criterion"]: Mark(act.data["level"], act.data["reason"])}, session)


def _check_confirm(act: Act, sheet: CandidateSheet, session: Session, place: Standing) -> None:
    if place is not Standing.COMPARING:
        raise _refusal("Il n'y a rien à confirmer ici.")
    final = sheet.final()
    if missing := [key for key in session.rubric.criteria if key not in final]:
        raise _refusal(f"Mettez-vous d'accord d'abord sur : {french.listing(missing)}.")
    if not sheet.facts.identity:
        raise _refusal("Notez d'abord que l'identité du candidat a été vérifiée.")


def _check_reopen(act: Act, sheet: CandidateSheet, session: Session, place: Standing) -> None:
    if place is not Standing.DECIDED:
        raise _refusal("Cette décision n'est pas arrêtée.")
    if not str(act.data.get("reason", "")).strip():
        raise _refusal("Écrivez pourquoi la décision est rouverte.")
    _check_text(act.data["reason"], session)


def _check_facts(act: Act, sheet: CandidateSheet, session: Session, place: Standing) -> None:
    if sheet.decided:
        raise _refusal("La décision est arrêtée : rouvrez-la pour changer la fiche.")
    if place is Standing.TAKEN:
        raise _refusal("Ce candidat a déjà ses deux évaluateurs.")
    if type(act.data.get("identity")) is not bool:
        raise _refusal("Dites si l'identité a été vérifiée.")
    chosen = act.data.get("measures")
    if not isinstance(chosen, Sequence) or not set(chosen) <= set(session.measures.texts):
        raise _refusal("Choisissez les aménagements dans la liste.")
    for name in ("incidents", "subject"):
        _check_text(act.data.get(name), session)
    seal = act.data.get("seal")
    if not isinstance(seal, str) or not re.fullmatch(r"([0-9a-f]{64})?", seal):
        raise _refusal("L'empreinte de clôture compte 64 chiffres et lettres de a à f : recopiez-la.")
    if unknown := set(act.data) - {field.name for field in fields(MinutesFacts)}:
        raise _refusal(f"La fiche n'a pas de case « {min(unknown)} ».")


def _check_recuse(act: Act, sheet: CandidateSheet, session: Session, place: Standing) -> None:
    if sheet.decided:
        raise _refusal("La décision est arrêtée : rouvrez-la d'abord.")


_CHECKS = {
    ActKind.MARK: _check_mark,
    ActKind.DONE: _check_done,
    ActKind.RESUME: _check_resume,
    ActKind.AGREE: _check_agree,
    ActKind.CONFIRM: _check_confirm,
    ActKind.REOPEN: _check_reopen,
    ActKind.FACTS: _check_facts,
    ActKind.RECUSE: _check_recuse,
}
