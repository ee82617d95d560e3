"""« Ma boîte de réception »: a dozen messages, each sorted by what it is, what one does about it, and when."""

from collections.abc import Iterable, Mapping
from typing import Annotated

from tpelib.base import french
from tpelib.course.c6.boxes import TRADES, case_of
from tpelib.domain.reputation import Message, find, inbox
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Action, Answers, Exercise, Outcome, Progress
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, LongText, Option

__all__ = ["INBOX", "Inbox", "Incoming", "quoted"]

KINDS = (
    Option("access", "Besoin d'adaptation", "La personne ne peut pas faire comme les autres."),
    Option("fair", "Critique fondée", "L'erreur est la vôtre."),
    Option("unfair", "Critique injuste", "D'un vrai client, mais exagérée."),
    Option("fake", "Faux avis", "Il ne parle pas de votre commerce."),
    Option("unlawful", "Accusation grave", "Un délit, sans preuve, en public."),
    Option("blackmail", "Chantage", "Un avantage contre un avis."),
    Option("praise", "Merci"),
    Option("crisis", "Urgence", "Quelqu'un est en danger, ou peut l'être."),
)
ACTS = (
    Option("public", "Répondre en public"),
    Option("private", "Public, puis privé", "Quelques mots pour tous, le détail pour la personne."),
    Option("report", "Garder et signaler", "Une preuve datée, puis le réseau ; pas de débat."),
    Option("urgent", "Agir d'abord", "Secours, appel, mise à l'abri ; la réponse vient après."),
)
DELAYS = (
    Option("hours", "En 2 heures"),
    Option("day", "En 24 heures"),
    Option("week", "En une semaine"),
)
_WHY: Mapping[str, str] = {
    "access": "quelqu'un ne peut pas faire comme les autres, et dit ce qui lui manque : on répond pour tous, vite",
    "fair": "l'erreur est réelle : on la reconnaît en public, on répare en privé",
    "unfair": "le client est vrai, le reproche exagéré : on répond une fois, avec des faits",
    "fake": "il ne parle pas de ce que vous faites : on garde une preuve, on signale, on ne débat pas",
    "unlawful": "c'est un délit dont on vous accuse : on garde une preuve datée, on signale, on prend conseil",
    "blackmail": "un avantage contre un avis : on garde une preuve, on signale, on ne paie jamais",
    "praise": "un merci se rend, d'un mot personnel, quand on a le temps",
    "crisis": "quelqu'un est peut-être en danger : les secours et l'appel d'abord, dans l'heure",
}


class Incoming(Answer):
    """One message, and what one makes of it."""

    message: Annotated[str, LongText("Message", short="Début du message", max_length=1000)] = ""
    kind: Annotated[str, Choice("C'est…", short="C'est", options=KINDS)] = ""
    act: Annotated[str, Choice("Je…", short="Je", options=ACTS)] = ""
    delay: Annotated[str, Choice("Quand ?", short="Quand", options=DELAYS)] = ""


class Inbox(Answer):
    """The inbox, sorted."""

    inbox: Annotated[
        str,
        Choice(
            "De quel commerce lisez-vous la boîte ?",
            hint="Le plus proche du vôtre. Ces messages sont fictifs.",
            required=False,
            options=TRADES,
        ),
    ] = ""
    messages: Annotated[
        list[Incoming],
        Rows(
            "Que faites-vous de chacun ?",
            hint="« Ouvrir la boîte », sous le tableau, amène douze messages. Vous pouvez en ajouter de vrais, sans nom.",
            row=Incoming,
            min_rows=1,
            max_rows=30,
            add_label="Ajouter un message",
        ),
    ] = []


def _open(answer: Inbox, answers: Answers, progress: Progress) -> Outcome:
    case = case_of(answer.inbox, answers)
    rows = [{"message": message.shown} for message in inbox(case.id)]
    return Outcome(
        f"{french.plural(len(rows), 'message fictif', 'messages fictifs')}, reçus par « {case.name} ». Triez-les.",
        {"inbox": case.id, "messages": rows},
    )


def quoted(messages: Iterable[str]) -> dict[str, Message]:
    """Return the messages of one inbox that texts quote, by id: those of the inbox of the first."""
    found: dict[str, Message] = {}
    for text in messages:
        message = find(text)
        if message and all(message.case == other.case for other in found.values()):
            found.setdefault(message.id, message)
    return found


def _check_inbox(answer: Inbox, answers: Answers, marking: Marking) -> None:
    known = quoted([row.message for row in answer.messages])
    if not known:
        marking.missing(12, "Choisissez un commerce, puis « Ouvrir la boîte ».", about="inbox")
        return
    case = next(iter(known.values())).case
    rows: dict[str, Incoming] = {}
    for row in answer.messages:
        message = find(row.message)
        if message and message.case == case:
            rows.setdefault(message.id, row)
    for message in inbox(case):
        if message.id not in rows:
            marking.missing(
                1, f"Le message de {message.author} a disparu : rouvrez la boîte.", about="messages"
            )
            continue
        _check_sorted(message, rows[message.id], marking)


def _check_sorted(message: Message, row: Incoming, marking: Marking) -> None:
    parts = (row.kind == message.kind, row.act in message.acts, row.delay in message.delays)
    if not (row.kind or row.act or row.delay):
        marking.missing(
            1, f"{message.author} : dites ce que c'est, ce que vous faites et quand.", about="messages"
        )
        return
    wrong = [
        words
        for ok, words in zip(parts, ("ce que c'est", "ce qu'on fait", "le délai"), strict=True)
        if not ok
    ]
    marking.award(
        1,
        0.5 * parts[0] + 0.25 * parts[1] + 0.25 * parts[2],
        f"{message.author} : bien vu, {_WHY[message.kind]}.",
        f"{message.author} : revoyez {french.listing(wrong)} ; {_WHY[message.kind]}.",
        about="messages",
    )


INBOX = Exercise(
    id="c6-boite",
    competency="C6",
    criteria=(),
    title="Ma boîte de réception",
    prompt=(
        "Lundi matin, douze avis et commentaires vous attendent. Avant de répondre, triez : ce que c'est, ce que vous "
        "faites, et quand. Répondre à tout, tout de suite, c'est répondre mal à ceux qui comptent."
    ),
    help=(
        "Les délais sont une règle de ce cours : deux heures quand quelqu'un est en danger, une journée quand quelqu'un "
        "attend, une semaine pour un merci.\n\n"
        "Signaler n'est pas effacer : le réseau décide, et met parfois des semaines. Gardez une capture datée."
    ),
    model=Inbox,
    points=12.0,
    check=_check_inbox,
    actions=(
        Action("ouvrir", "Ouvrir la boîte", _open, "Douze messages fictifs ; ils remplacent le tableau."),
    ),
)
