"""How a campaign is marked against a brief: that of the learner's own dossier, or of an exam."""

from __future__ import annotations

from collections.abc import Sequence

from tpelib.base import french
from tpelib.course.c6.setup import Setup, tool_for
from tpelib.course.common import (
    AIMS,
    FITTING,
    INDICATORS,
    label_of,
)
from tpelib.domain.campaign import (
    Brief,
    PolicyRemark,
    Tool,
    align,
    fits_aim,
    review,
)
from tpelib.domain.platforms import platform
from tpelib.domain.reputation import Message, is_excluding, review_reply
from tpelib.engine.marking import Marking

__all__ = ["POINTS", "mark_reply", "mark_setup"]

POINTS = 20.0
"""What a campaign is worth: 2.5 for each of the five fields, and the rest of the tool."""
LEAST_WHY = 60
_WEIGHTS = {"adapted": 8, "specific": 8, "promise": 3, "plain": 3, "polite": 3, "proper": 3}
"""What each thing looked for weighs in an answer: first that it suits the person."""


def mark_setup(answer: Setup, brief: Brief, department: str, marking: Marking) -> None:
    """Mark a campaign against a brief, for twenty points: the five fields first, 2.5 each.

    Parameters
    ----------
    answer : Setup
        What was filled in.
    brief : Brief
        That of the learner's own dossier, or of an exam.
    department : str
        For the dates of the soldes; may be empty.
    marking : Marking
        Receives the reasons.
    """
    campaign, tool = answer.campaign, tool_for(answer)
    for item in align(campaign, brief):
        marking.award(
            2.5,
            item.share,
            f"{item.label} : aligné. {_sides(item.asked, item.found)}",
            f"{item.label} : {item.mend}",
            about=item.about,
        )
    _mark_first_level(answer, brief, marking)
    _mark_review(review(campaign, tool, department), tool, marking)
    marking.award(
        1,
        len(answer.alt) >= 25,
        "L'image est décrite pour qui ne la voit pas.",
        "Décrivez l'image en une phrase, pour qui ne la voit pas.",
        about="alt",
    )
    _mark_reasons(answer, brief, marking)


def mark_reply(
    text: str, message: Message, contacts: Sequence[str], worth: float, marking: Marking, *, about: str
) -> None:
    """Mark the answer to a review by what can be computed of it; one that shuts out or hurts is worth nothing.

    Parameters
    ----------
    text : str
        The answer; empty while there is none.
    message : Message
        What it answers.
    contacts : sequence of str
        The business's own numbers and addresses; empty when they are not known.
    worth : float
        Its points.
    marking : Marking
        Receives the reason.
    about : str
        The field it speaks of.
    """
    if not text:
        marking.missing(worth, f"Répondez à {message.author}.", about=about)
        return
    if excluding := is_excluding(text, message):
        marking.award(worth, False, "", f"{message.author} : {excluding}.", about=about)
        return
    found = review_reply(text, message, contacts)
    missing = [finding for finding in found if not finding.ok]
    lost = sum(_WEIGHTS[finding.key] for finding in missing)
    right = (
        "un moyen qui convient, un délai, des mots simples, une formule"
        if message.need
        else "une réponse à ce qui est dit, en mots simples"
    )
    marking.award(
        worth,
        1 - lost / sum(_WEIGHTS[finding.key] for finding in found),
        f"{message.author} : {right}.",
        f"{message.author} : {' ; '.join(finding.todo for finding in missing)}.",
        about=about,
    )


def _sides(asked: str, found: str) -> str:
    return f"Demandé : {_short(asked)}. Rempli : {_short(found)}."


def _short(text: str, most: int = 90) -> str:
    text = " ".join(text.rstrip(" .!?").split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _mark_first_level(answer: Setup, brief: Brief, marking: Marking) -> None:
    names = [platform(key).name for key in brief.networks]
    marking.award(
        1,
        bool(answer.network) and answer.network in brief.networks,
        "La campagne est sur un réseau de votre projet.",
        f"Restez sur un réseau de votre projet : {french.listing(names, 'ou')}."
        if names
        else "Choisissez d'abord vos réseaux (C2).",
        about="network",
    )
    aim = label_of(AIMS, brief.aim) if brief.aim else "votre but"
    marking.award(
        1.5,
        fits_aim(answer.objective, brief.aim),
        f"L'objectif sert votre but : {aim}.",
        f"Pour « {aim} », un autre objectif de la liste conviendrait mieux : l'outil montre la publicité à ceux qui font ce "
        "que vous lui demandez.",
        about="objective",
    )


def _mark_review(remarks: Sequence[PolicyRemark], tool: Tool, marking: Marking) -> None:
    blocking = [remark for remark in remarks if remark.severity == "block"]
    marking.award(
        2.5,
        max(0.0, 1 - len(blocking) / 4),
        f"{tool.maker} publierait cette campagne.",
        f"{tool.maker} ne publierait pas : {french.plural(len(blocking), 'point')} à reprendre. D'abord : "
        f"{blocking[0].text if blocking else ''}",
        about=blocking[0].about if blocking else "",
    )


def _mark_reasons(answer: Setup, brief: Brief, marking: Marking) -> None:
    fitting = FITTING.get(brief.aim, ())
    marking.award(
        0.5,
        bool(answer.measure) and (not fitting or answer.measure in fitting),
        "Vous mesurez ce que vous cherchez.",
        f"Mesurez ce que vous cherchez : {french.listing([label_of(INDICATORS, key) for key in fitting], 'ou')}."
        if fitting
        else "Dites à quel chiffre vous saurez si elle a réussi.",
        about="measure",
    )
    marking.award(
        1,
        min(1.0, len(answer.why) / LEAST_WHY),
        "Votre choix est expliqué : c'est le jury qui le lira, pas la machine.",
        f"Expliquez l'objectif, le budget et le chiffre ({french.plural(len(answer.why), 'caractère')} sur {LEAST_WHY}).",
        about="why",
    )
