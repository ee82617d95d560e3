"""What can be computed about an answer to a review: words and figures, not meaning. A person reads it after."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.base.words import fold
from tpelib.domain.post.reading import LONG_SENTENCE, reading
from tpelib.domain.reputation.inbox import Message, needs, reply_words

__all__ = ["ReplyFinding", "is_excluding", "review_reply"]

_PLAIN = str.maketrans({"'": "’", french.NBSP: " ", french.NNBSP: " "})
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONG_WORD = 5


@dataclass(frozen=True, slots=True)
class ReplyFinding:
    """One thing looked for.

    Parameters
    ----------
    key : str
        ``adapted``, ``specific``, ``promise``, ``plain``, ``polite`` or ``proper``.
    ok : bool
        Whether it is there.
    todo : str
        What to do when it is not, in French, to stand inside a sentence.
    """

    key: str
    ok: bool
    todo: str


def review_reply(
    text: str, message: Message | None = None, contacts: Sequence[str] = ()
) -> tuple[ReplyFinding, ...]:
    """Look at an answer.

    Parameters
    ----------
    text : str
        The answer.
    message : Message, optional
        What it answers; without one, only what holds for any answer is looked at.
    contacts : sequence of str
        The business's own numbers and addresses: any other is somebody's. Empty when they are not known.
    """
    plain = text.translate(_PLAIN)
    found = []
    if message is not None and message.need:
        found.append(_adapted(plain, message.need))
    elif message is not None:
        found.append(_specific(plain, message))
    if message is not None and (message.need or message.kind == "fair"):
        found.append(
            ReplyFinding(
                "promise",
                bool(reply_words()["promise"].search(plain)),
                "dites quand : un jour, une heure, « dès aujourd'hui »",
            )
        )
    return (*found, _plain_language(text), _polite(plain), _proper(plain, contacts))


def is_excluding(text: str, message: Message | None = None) -> str:
    """Return why an answer hurts or shuts out (in French, to stand inside a sentence); empty when it does not."""
    plain = text.translate(_PLAIN)
    words = reply_words()
    if harsh := words["harsh"].search(plain):
        return f"« {harsh[0]} » blesse : parlez de ce que vous faites, jamais de la personne"
    if words["money"].search(plain) and words["removal"].search(plain):
        return "ne proposez jamais d'argent ni de cadeau contre un avis (code de la consommation, L121-4)"
    if message is not None and message.need:
        need = needs()[message.need]
        barred = need.barred.search(plain)
        if barred and not need.suits.search(need.barred.sub(" ", plain)):
            return f"« {barred[0]} » exclut {need.name} : {need.advice}"
    return ""


def _adapted(plain: str, key: str) -> ReplyFinding:
    need = needs()[key]
    suits = need.suits.search(need.barred.sub(" ", plain))
    return ReplyFinding("adapted", bool(suits), need.advice)


def _specific(plain: str, message: Message) -> ReplyFinding:
    shared = _long_words(plain) & _long_words(message.text)
    return ReplyFinding(
        "specific", bool(shared), "reprenez ce que dit la personne : on doit voir que vous l'avez lue"
    )


def _long_words(text: str) -> set[str]:
    """Return the words that say something, as written in lower case."""
    return {
        word
        for word in map(str.lower, _WORD.findall(text.translate(_PLAIN)))
        if len(word) >= _LONG_WORD and fold(word) not in reply_words()["common"]
    }


def _plain_language(text: str) -> ReplyFinding:
    words = reply_words()
    try:
        found = reading(words["phones"].sub("numéro", text))  # read as one word, not as five
    except DomainError:
        return ReplyFinding("plain", False, "écrivez une réponse")
    if found.words < words["least_words"]:
        return ReplyFinding("plain", False, f"écrivez au moins {words['least_words']} mots")
    if found.words > words["most_words"]:
        return ReplyFinding(
            "plain", False, f"gardez {words['most_words']} mots au plus, vous en avez {found.words}"
        )
    if found.hard:
        return ReplyFinding(
            "plain", False, f"coupez la phrase « {_short(found.hard[0])} » ({LONG_SENTENCE} mots au plus)"
        )
    return ReplyFinding("plain", found.level != "difficile", "prenez des mots plus courts")


def _polite(plain: str) -> ReplyFinding:
    words = reply_words()
    if not words["opening"].search(plain):
        return ReplyFinding("polite", False, "commencez par « Bonjour » ou par le nom de la personne")
    return ReplyFinding(
        "polite",
        bool(words["closing"].search(plain[len(plain) // 2 :][-140:])),
        "finissez par une formule (« Bien à vous », « À bientôt ») et votre prénom",
    )


def _proper(plain: str, contacts: Sequence[str]) -> ReplyFinding:
    words = reply_words()
    if private := words["private"].search(plain):
        return ReplyFinding("proper", False, f"retirez « {private[0]} » : c'est une donnée personnelle")
    if contacts:
        own = {_digits(contact) for contact in contacts} | {contact.strip().lower() for contact in contacts}
        for pattern in ("phones", "mails"):
            for given in words[pattern].findall(plain):
                if _digits(given) not in own - {""} and given.lower().rstrip(".") not in own:
                    return ReplyFinding(
                        "proper",
                        False,
                        f"« {given} » n'est pas sur votre page (C3) : retirez-le s'il est à quelqu'un",
                    )
    return ReplyFinding("proper", True, "")


def _digits(text: str) -> str:
    """Return a French number by its nine last digits, so that +33 and 0 are one; empty for a text."""
    digits = re.sub(r"\D", "", text)
    return digits[-9:] if len(digits) >= 10 else ""


def _short(text: str, length: int = 50) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
