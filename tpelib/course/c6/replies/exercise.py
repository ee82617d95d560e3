"""« Répondre à chacun »: an answer to each person, in public, that gives another way to who needs one."""

from collections.abc import Sequence
from typing import Annotated

from tpelib.base import french
from tpelib.base.words import fold
from tpelib.course.c6.boxes import case_of, own_contacts
from tpelib.course.c6.inbox.exercise import INBOX, quoted
from tpelib.course.c6.marking import mark_reply
from tpelib.domain.reputation import find, inbox, is_excluding, review_reply
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Action, Answers, Exercise, Outcome, Progress
from tpelib.engine.marking import Marking
from tpelib.engine.questions import LongText

__all__ = ["REPLIES", "Replies", "Reply"]

_WORTH = {True: 3.0, False: 1.5}


class Reply(Answer):
    """One message and the answer to it."""

    message: Annotated[str, LongText("Message", max_length=1000)] = ""
    reply: Annotated[str, LongText("Votre réponse", short="Ma réponse", max_length=1500)] = ""


class Replies(Answer):
    """The answers."""

    replies: Annotated[
        list[Reply],
        Rows(
            "Vos réponses",
            hint="« Reprendre les messages », sous le tableau, les amène. Une réponse est visible de tous.",
            row=Reply,
            min_rows=1,
            max_rows=20,
            add_label="Ajouter un message",
        ),
    ] = []


def _take(answer: Replies, answers: Answers, progress: Progress) -> Outcome:
    sorted_ = INBOX.answer(answers)
    opened = quoted(row.message for row in sorted_.messages)
    first = next(iter(opened.values()), None)
    case = case_of(sorted_.inbox or (first.case if first else ""), answers)
    written = {found.id: row.reply for row in answer.replies if (found := find(row.message))}
    rows = [
        {"message": message.shown, **({"reply": written[message.id]} if written.get(message.id) else {})}
        for message in inbox(case.id)
        if message.answered
    ]
    return Outcome(
        f"{french.plural(len(rows), 'message')} à qui répondre ; ce que vous aviez écrit est gardé.",
        {"replies": rows},
    )


def _check_replies(answer: Replies, answers: Answers, marking: Marking) -> None:
    known = quoted([row.message for row in answer.replies])
    if not known:
        marking.missing(20, "Reprenez d'abord les messages de votre boîte.", about="replies")
        return
    case = next(iter(known.values())).case
    contacts = own_contacts(answers)
    written: dict[str, str] = {}
    for row in answer.replies:
        message = find(row.message)
        if message and message.case == case:
            written.setdefault(message.id, row.reply)
        elif row.reply:
            _remark_own(row, contacts, marking)
    wanted = [message for message in inbox(case) if message.answered]
    for message in wanted:
        worth = _WORTH[bool(message.need)]
        mark_reply(written.get(message.id, ""), message, contacts, worth, marking, about="replies")
    texts = [fold(written[message.id]) for message in wanted if written.get(message.id)]
    marking.award(
        0.5,
        len(texts) > 1 and len(set(texts)) == len(texts),
        "Chaque personne a sa réponse.",
        "Une réponse collée partout se voit : écrivez à chacun la sienne.",
        about="replies",
    )


def _remark_own(row: Reply, contacts: Sequence[str], marking: Marking) -> None:
    """Say what computes about the answer to a message of the learner's own; worth no point, but worth knowing."""
    excluding = is_excluding(row.reply)
    todo = [excluding] if excluding else [f.todo for f in review_reply(row.reply, None, contacts) if not f.ok]
    if todo:
        marking.missing(0, f"Votre message « {row.message[:30]}… » : {' ; '.join(todo)}.", about="replies")


REPLIES = Exercise(
    id="c6-reponses",
    competency="C6",
    criteria=("Cr6.2",),
    title="Répondre à chacun",
    prompt=(
        "Huit personnes attendent une réponse. Cinq disent ce qui les empêche de faire comme les autres : elles ne "
        "demandent pas une faveur, mais un autre chemin. Donnez-le, dites quand, en mots simples."
    ),
    help=(
        "Une bonne réponse a cinq temps : bonjour ; ce que vous avez compris ; ce que vous faites, et quand ; comment "
        "poursuivre ; une formule et votre prénom.\n\n"
        "La machine cherche des mots (un moyen de vous joindre, un délai, des phrases courtes) ; elle ne comprend pas. Un "
        "assesseur lit vos réponses : c'est lui qui décide du critère."
    ),
    model=Replies,
    points=20.0,
    check=_check_replies,
    actions=(
        Action(
            "reprendre",
            "Reprendre les messages",
            _take,
            "Les huit à qui répondre, d'après votre boîte.",
        ),
    ),
)
