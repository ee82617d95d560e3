"""« Mon nom, mes couleurs »: one name and one palette, that networks accept and that everybody can read."""

from collections.abc import Sequence
from typing import Annotated

from tpelib.base import french
from tpelib.base.errors import DomainError
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.c2.choice.exercise import chosen_networks
from tpelib.course.c3.identity.drawing import Pair, palette
from tpelib.course.c3.identity.drawing import handles as drawn_handles
from tpelib.course.common import NETWORKS
from tpelib.domain.page import colours, identity
from tpelib.domain.platforms import platform
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Action, Answers, Exercise, Outcome, Progress
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Choices, LongText, Option, Text

__all__ = ["IDENTITY", "PAIRS", "Identity", "colour", "handles"]

_TONES = tuple(
    Option(key, label)
    for key, label in (
        ("warm", "Chaleureux"),
        ("expert", "Expert"),
        ("simple", "Simple"),
        ("playful", "Joueur"),
        ("elegant", "Élégant"),
        ("committed", "Engagé"),
    )
)
_NAME = "Le nom"
_COLOURS = "Les couleurs"
MOST_TONES = 3


class Handle(Answer):
    """The handle on one network."""

    network: Annotated[str, Choice("Réseau", options=NETWORKS)] = ""
    handle: Annotated[str, Text("Identifiant", max_length=100)] = ""


class Identity(Answer):
    """Name, handles, tone and palette."""

    name: Annotated[
        str,
        Text(
            "Quel nom verra-t-on sur vos pages ?",
            short="Nom affiché",
            hint="Celui de votre enseigne, sans slogan ni mot ajouté.",
            group=_NAME,
        ),
    ] = ""
    handles: Annotated[
        list[Handle],
        Rows(
            "Quel identifiant sur chaque réseau ?",
            hint="Ce qui suit le @, sans espace ni accent. Google Business et WhatsApp n'en ont pas.",
            group=_NAME,
            row=Handle,
            min_rows=2,
            max_rows=12,
            add_label="Ajouter un réseau",
        ),
    ] = []
    tone: Annotated[
        list[str],
        Choices(
            "Comment parlez-vous ?", short="Ton", hint="Trois mots au plus.", group=_NAME, options=_TONES
        ),
    ] = []
    why: Annotated[
        str,
        LongText(
            "Pourquoi cette image vous ressemble-t-elle ?",
            short="Pourquoi cette image me ressemble",
            hint="L'enseigne, les murs, la camionnette : ce que vos clients reconnaissent déjà.",
            group=_NAME,
            max_length=1000,
        ),
    ] = ""
    main: Annotated[
        str,
        Text(
            "Couleur principale",
            hint="Un dièse et six signes : #0B5D59. L'imprimeur de votre enseigne la connaît.",
            group=_COLOURS,
        ),
    ] = ""
    on_main: Annotated[
        str, Text("Couleur de ce qui est écrit dessus", short="Écrit dessus", group=_COLOURS)
    ] = ""
    paper: Annotated[str, Text("Couleur du fond", short="Fond", group=_COLOURS)] = ""
    ink: Annotated[str, Text("Couleur du texte sur ce fond", short="Texte", group=_COLOURS)] = ""


PAIRS = (("Texte sur le fond", "ink", "paper"), ("Texte sur la couleur principale", "on_main", "main"))
"""What is read on a page: its words, the field of the text, the field of what is under it."""


def colour(answer: Identity, name: str) -> str | None:
    """Return a colour of the answer (``#rrggbb``); ``None`` where it is blank or cannot be read."""
    try:
        return colours.read(getattr(answer, name))
    except DomainError:
        return None


def handles(answer: Identity) -> dict[str, str]:
    """Return the handles by network, without « @ »."""
    return {row.network: row.handle.removeprefix("@") for row in answer.handles if row.network and row.handle}


def _check(answer: Identity, answers: Answers, marking: Marking) -> None:
    business = BUSINESS.answer(answers).name
    if not business:
        marking.missing(2, "Donnez d'abord le nom de l'entreprise dans « Mon entreprise ».", about="name")
    else:
        marking.award(
            2,
            bool(answer.name) and identity.plain(answer.name) == identity.plain(business),
            "Le nom de la page est celui de votre entreprise.",
            f"Votre entreprise s'appelle « {business} » : gardez ce nom, vos clients le cherchent.",
            about="name",
        )
    _check_handles(answer, answers, marking)
    marking.award(
        1,
        0 < len(answer.tone) <= MOST_TONES,
        "Votre ton tient en quelques mots.",
        "Choisissez un à trois mots pour votre ton : au-delà, on ne le reconnaît plus.",
        about="tone",
    )
    marking.award(
        1,
        len(answer.why) >= 40,
        "Vous reliez votre image à ce que vos clients connaissent.",
        "Dites en une phrase ou deux d'où viennent votre nom et vos couleurs.",
        about="why",
    )
    for words, ink, ground in PAIRS:
        _check_pair(words, colour(answer, ink), colour(answer, ground), ink, marking)


def _check_handles(answer: Identity, answers: Answers, marking: Marking) -> None:
    wanted = [network for network in chosen_networks(answers) if identity.has_handle(network)]
    given = handles(answer)
    if not chosen_networks(answers):
        marking.missing(3, "Choisissez d'abord vos réseaux dans « Mes réseaux ».", about="handles")
        return
    said = [text for network in wanted for text in identity.problems(given.get(network, ""), network)]
    sound = [network for network in wanted if not identity.problems(given.get(network, ""), network)]
    marking.award(
        2,
        len(sound) / len(wanted) if wanted else 1.0,
        "Chaque réseau choisi peut accepter votre identifiant ; lui seul dira s'il est libre.",
        said[0] if said else "Donnez un identifiant par réseau.",
        about="handles",
    )
    same = all(network in given for network in wanted) and identity.consistent(given)
    marking.award(
        1,
        same,
        "Le même identifiant partout : on vous retrouve.",
        "Prenez le même identifiant sur chaque réseau choisi, raccourci là où il le faut.",
        about="handles",
    )


def _check_pair(words: str, ink: str | None, ground: str | None, about: str, marking: Marking) -> None:
    if ink is None or ground is None:
        marking.missing(1.5, f"{words} : écrivez les deux couleurs, #0B5D59 par exemple.", about=about)
        return
    ratio = colours.contrast(ink, ground)
    marking.award(
        1.5,
        ratio >= colours.AA,
        f"{words} : contraste {french.number(ratio, 2)}, lisible par tous.",
        f"{words} : contraste {french.number(ratio, 2)}, il en faut 4,5. Le bouton vous propose la couleur lisible la plus "
        "proche.",
        about=about,
    )


def _draw(answer: Identity, answers: Answers, person: Person) -> Sequence[Picture]:
    named = {network: handle for network, handle in handles(answer).items() if identity.has_handle(network)}
    pairs = []
    for words, ink, ground in PAIRS:
        on, under = colour(answer, ink), colour(answer, ground)
        if on and under:
            pairs.append(Pair(words, on, under))
    shown = [drawn_handles(named)] if named else []
    if pairs:
        poor = [pair.name for pair in pairs if not pair.is_read]
        reading = (
            f"À éclaircir ou à foncer : {french.listing(poor)}."
            if poor
            else "Chaque texte se lit sur son fond : contraste de 4,5 au moins."
        )
        shown.append(palette(pairs, reading))
    return tuple(shown)


def _mend(answer: Identity, answers: Answers, progress: Progress) -> Outcome:
    changed = {}
    for _, ink, ground in PAIRS:
        on, under = colour(answer, ink), colour(answer, ground)
        if on and under and colours.contrast(on, under) < colours.AA:
            changed[ink] = colours.nearest(on, under)
    if not changed:
        return Outcome("Rien à changer : écrivez d'abord vos couleurs, ou gardez celles-ci.")
    return Outcome(
        f"{french.plural(len(changed), 'couleur ajustée', 'couleurs ajustées')} au plus près.", changed
    )


def _propose(answer: Identity, answers: Answers, progress: Progress) -> Outcome:
    name = answer.name or BUSINESS.answer(answers).name
    networks = [network for network in chosen_networks(answers) if identity.has_handle(network)]
    if not name or not networks:
        return Outcome("Donnez un nom, et choisissez vos réseaux en C2 : les identifiants en viendront.")
    rows = [{"network": network, "handle": identity.propose(name, network)} for network in networks]
    names = french.listing([platform(network).name for network in networks])
    return Outcome(f"Un identifiant est proposé pour {names}.", {"handles": rows})


IDENTITY = Exercise(
    id="c3-identite",
    competency="C3",
    criteria=("Cr3.1",),
    title="Mon nom, mes couleurs",
    prompt=(
        "Le même nom, le même identifiant, les mêmes couleurs partout : c'est ainsi que l'on vous reconnaît d'un réseau à "
        "l'autre, et de l'écran à la vitrine."
    ),
    help=(
        "Le cours sait si un réseau peut accepter un identifiant, pas s'il est libre : essayez-le sur le réseau, il a le "
        "dernier mot.\n\nLe contraste compare la lumière de deux couleurs, de 1 à 21. Un texte en demande 4,5 (WCAG 2.2)."
    ),
    model=Identity,
    points=10.0,
    check=_check,
    draw=_draw,
    actions=(
        Action("identifiants", "Proposer des identifiants", _propose, "À partir du nom et de vos réseaux."),
        Action("couleurs", "Rendre mes couleurs lisibles", _mend, "La teinte reste, la clarté bouge."),
    ),
)
