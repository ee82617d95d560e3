"""« Ma publication »: one idea, a text per network chosen, seen as it is read, with the law, limits and advice."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, cast

from tpelib.base import french
from tpelib.base.errors import DomainError, TpeError
from tpelib.base.formats import TXT
from tpelib.base.french import Person
from tpelib.base.words import fold
from tpelib.charts import Picture
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.c2.choice.exercise import chosen_networks
from tpelib.course.c3.identity.exercise import IDENTITY, colour, handles
from tpelib.course.c4.schedule.exercise import CALENDAR, PublicationEntry
from tpelib.course.c4.seasons.exercise import SEASONS
from tpelib.course.c4.themes.exercise import THEMES
from tpelib.course.common import NETWORKS
from tpelib.course.drawings.posts import Author, post_preview
from tpelib.domain.page import images
from tpelib.domain.platforms import platform
from tpelib.domain.post import (
    DraftedPost,
    PostRemark,
    PostSheet,
    reading,
    review,
    sheet,
)
from tpelib.domain.post.alt import alt_advice
from tpelib.domain.post.drafts import Idea, draft
from tpelib.domain.post.law import ImageKind
from tpelib.domain.post.spelling import suggestions, unknown_words
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Action, Answers, Deliverable, Exercise, Outcome, Progress
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Date, File, LongText, Option, Text

__all__ = ["STUDIO", "Studio", "author_of", "posts_of", "sheets_of"]

HOOK = 125
"""Signs that a first line may have: what is read before « plus » on most phones, this course's advice."""
STORY = 80
"""Signs under which a story is not told yet."""
UNREADABLE = frozenset({"capitals", "disguised", "emoji"})
"""Remarks that keep a post from being heard well by a screen reader."""

_IDEA, _IMAGE = "Une idée", "Son image"
_MADE = (
    Option("plain", "Une photo ou une vidéo, telle qu'elle est prise"),
    Option("retouched", "Retouchée : un visage, une silhouette ou l'objet a changé"),
    Option("generated", "Faite par une intelligence artificielle (IA)"),
)
_PLACES = (Option("top", "En haut"), Option("middle", "Au milieu"), Option("bottom", "En bas"))
_ADDRESSED = re.compile(r"\?|\b[a-zàâéèêîôûç]{2,}ez\b|\bdites\b|\bfaites\b", re.IGNORECASE)
_TAG = re.compile(r"[#＃]?([^\W_][\w]*)")


class NetworkText(Answer):
    """The text for one network."""

    network: Annotated[str, Choice("Réseau", options=NETWORKS)] = ""
    text: Annotated[str, LongText("Texte", max_length=4000)] = ""


class Studio(Answer):
    """One idea and the texts it becomes."""

    day: Annotated[
        date | None,
        Date(
            "Quel jour paraîtra-t-elle ?",
            short="Jour",
            hint="« Partir de mon calendrier » prend la prochaine date de C4, et son thème.",
            group=_IDEA,
        ),
    ] = None
    theme: Annotated[
        str, Text("Sur quel thème de votre ligne ?", short="Thème", group=_IDEA, max_length=40)
    ] = ""
    hook: Annotated[
        str,
        LongText(
            "L'accroche : que lit-on d'abord ?",
            short="Accroche",
            hint="Une seule phrase, qui se comprend seule. Par exemple : « Trente invités, et vous restez à table. »",
            group=_IDEA,
            max_length=300,
        ),
    ] = ""
    story: Annotated[
        str,
        LongText(
            "L'histoire : que se passe-t-il ?",
            short="Histoire",
            hint="Qui, où, quel geste, quel détail vrai. Des phrases courtes.",
            group=_IDEA,
            max_length=2000,
        ),
    ] = ""
    action: Annotated[
        str,
        LongText(
            "L'appel à l'action : que doit faire le lecteur ?",
            short="Appel à l'action",
            hint="Une seule chose : écrire, venir, réserver, répondre.",
            group=_IDEA,
            max_length=300,
        ),
    ] = ""
    link: Annotated[
        str,
        Text(
            "Un lien ?",
            short="Lien",
            hint="Par exemple : www.monsite.fr.",
            group=_IDEA,
            required=False,
            max_length=200,
        ),
    ] = ""
    hashtags: Annotated[
        str,
        Text(
            "Des mots-dièse ?",
            short="Mots-dièse",
            hint="Une majuscule à chaque mot, pour qu'on les entende bien : #BouquetDeSaison.",
            group=_IDEA,
            required=False,
        ),
    ] = ""
    made: Annotated[
        str, Choice("Comment l'image est-elle faite ?", short="Image", group=_IMAGE, options=_MADE)
    ] = ""
    alt: Annotated[
        str,
        LongText(
            "Sa description, pour qui ne la voit pas",
            short="Description de l'image",
            hint="Qui, quoi, où, en une phrase ou deux, sans commencer par « image de ».",
            group=_IMAGE,
            max_length=1000,
        ),
    ] = ""
    image: Annotated[
        dict[str, Any] | None,
        File(
            "L'image, si vous l'avez déjà",
            short="L'image",
            hint="Elle reste sur votre ordinateur.",
            group=_IMAGE,
            accept=images.ACCEPTED,
            required=False,
        ),
    ] = None
    on_image: Annotated[
        str, Text("Qu'y a-t-il d'écrit dessus ?", group=_IMAGE, required=False, max_length=120)
    ] = ""
    band: Annotated[str, Choice("À quelle hauteur ?", group=_IMAGE, options=_PLACES, required=False)] = ""
    ink: Annotated[
        str,
        Text(
            "De quelle couleur ?",
            hint="Dièse et six signes : #FFFFFF est le blanc.",
            group=_IMAGE,
            required=False,
            max_length=12,
        ),
    ] = ""
    variants: Annotated[
        list[NetworkText],
        Rows(
            "Que dit-elle sur chaque réseau ?",
            hint="Une ligne par réseau choisi dans C2. « Décliner pour mes réseaux » écrit une première version.",
            row=NetworkText,
            min_rows=1,
            max_rows=12,
            add_label="Ajouter un réseau",
        ),
    ] = []

    @property
    def idea(self) -> Idea:
        """The idea, before it is said on a network."""
        tags = tuple(dict.fromkeys(_TAG.findall(self.hashtags)))
        return Idea(self.hook, self.story, self.action, self.link, tags)

    @property
    def texts(self) -> dict[str, str]:
        """The texts written, by network."""
        return {row.network: row.text for row in self.variants if row.network and row.text}


def posts_of(answer: Studio, answers: Answers, photo: bytes | None = None) -> list[DraftedPost]:
    """Return one post per network that has a text, those chosen in C2 first.

    Parameters
    ----------
    photo : bytes, optional
        The image, where it is to be seen or measured.
    """
    texts, department = answer.texts, SEASONS.answer(answers).department
    order = [network for network in chosen_networks(answers) if network in texts]
    order += [network for network in texts if network not in order]
    return [
        DraftedPost(
            network=network,
            text=texts[network],
            day=answer.day,
            department=department,
            made=cast(ImageKind, answer.made),
            alt=answer.alt,
            on_image=answer.on_image,
            photo=photo,
            band=answer.band,
            ink=answer.ink,
        )
        for network in order
    ]


def author_of(answers: Answers, network: str) -> Author:
    """Return who publishes on a network: the name, handle and colours of C3."""
    identity = IDENTITY.answer(answers)
    main, on_main = colour(identity, "main"), colour(identity, "on_main")
    return Author(
        identity.name or BUSINESS.answer(answers).name,
        handles(identity).get(network, ""),
        main or "#0b5d59",
        on_main or "#ffffff",
    )


def sheets_of(answer: Studio, answers: Answers) -> list[PostSheet]:
    """Return what the course says of each post, its image included."""
    known = _known(answers)
    return [sheet(post, known) for post in posts_of(answer, answers, answers.file(answer.image))]


def _known(answers: Answers) -> list[str]:
    business = BUSINESS.answer(answers)
    return [business.name, business.place, business.activity, business.offer]


# ─── Check ────────────────────────────────────────────────────────────────────────────────────────


def _check(answer: Studio, answers: Answers, marking: Marking) -> None:
    _check_place(answer, answers, marking)
    _check_idea(answer, marking)
    _check_image(answer, marking)
    _check_variants(answer, answers, marking)


def _check_place(answer: Studio, answers: Answers, marking: Marking) -> None:
    themes = {fold(theme.name) for theme in THEMES.answer(answers).themes if theme.name}
    if not themes:
        marking.missing(1, "Nommez d'abord vos thèmes dans « Mes thèmes » (C4).", about="theme")
    else:
        marking.award(
            1,
            bool(answer.theme) and fold(answer.theme) in themes,
            "La publication tient à un thème de votre ligne.",
            "Reprenez le nom d'un de vos thèmes de C4 : c'est lui qui tient votre ligne.",
            about="theme",
        )
    entries = CALENDAR.answer(answers).posts
    if not entries:
        marking.missing(1, "Faites d'abord votre calendrier (C4) : la date vient de là.", about="day")
        return
    planned = [entry for entry in entries if entry.day and entry.day == answer.day]
    marking.award(
        1,
        any(fold(entry.pillar) == fold(answer.theme) for entry in planned if answer.theme),
        "Votre calendrier prévoit ce thème ce jour-là.",
        "Votre calendrier ne prévoit pas ce thème ce jour-là : changez de date, ou corrigez le calendrier.",
        about="day",
    )


def _check_idea(answer: Studio, marking: Marking) -> None:
    marking.award(
        1,
        10 <= len(answer.hook) <= HOOK,
        f"L'accroche tient en {french.number(len(answer.hook))} signes : on la lit d'un coup.",
        f"Écrivez une accroche de 10 à {HOOK} signes : elle en compte {french.number(len(answer.hook))}.",
        about="hook",
    )
    marking.award(
        1,
        len(answer.story) >= STORY,
        "L'histoire est racontée.",
        f"Racontez ce qui se passe : {french.number(len(answer.story))} signes sur {STORY}.",
        about="story",
    )
    marking.award(
        1,
        bool(_ADDRESSED.search(answer.action)),
        "Le lecteur sait quoi faire.",
        "Dites au lecteur quoi faire, en lui parlant : « écrivez-nous », « venez », ou une question.",
        about="action",
    )


def _check_image(answer: Studio, marking: Marking) -> None:
    marking.award(
        1,
        bool(answer.made),
        "Vous dites d'où vient l'image.",
        "Dites comment l'image est faite : retouchée ou née d'une IA, elle s'annonce.",
        about="made",
    )
    advice = alt_advice(answer.alt, " ".join([answer.hook, answer.story]), answer.on_image)
    marking.award(
        2,
        1 if not advice else 0.5 if answer.alt and len(advice) == 1 else 0,
        "La description dit ce que l'on voit.",
        advice[0] if advice else "",
        about="alt",
    )


def _check_variants(answer: Studio, answers: Answers, marking: Marking) -> None:
    wanted, texts = chosen_networks(answers), answer.texts
    if not wanted:
        marking.missing(10, "Choisissez d'abord vos réseaux dans « Mes réseaux » (C2).", about="variants")
        return
    lacking = [platform(network).name for network in wanted if network not in texts]
    marking.award(
        2,
        1 - len(lacking) / len(wanted),
        "Chaque réseau choisi a son texte.",
        f"Il manque un texte pour {french.listing(lacking)}.",
        about="variants",
    )
    if not texts:
        marking.missing(
            8, "Écrivez vos textes : loi, limites et lecture se regardent alors.", about="variants"
        )
        return
    posts = posts_of(answer, answers)
    said = [review(post.text, post.network, post.day, post.department, post.made) for post in posts]
    for points, kept, right in (
        (2, "limit", "Chaque texte tient dans les limites de son réseau."),
        (2, "law", "Rien dans ces textes n'appelle une règle de loi."),
    ):
        faults = [[one for one in remarks if one.kind == kept and one.blocks] for remarks in said]
        first = next((found[0].text for found in faults if found), "")
        marking.award(points, faults.count([]) / len(posts), right, first, about="variants")
    _check_reading(posts, said, marking)


def _check_reading(
    posts: Sequence[DraftedPost], said: Sequence[Sequence[PostRemark]], marking: Marking
) -> None:
    heard = [[one for one in remarks if one.key in UNREADABLE] for remarks in said]
    marking.award(
        2,
        heard.count([]) / len(posts),
        "Mots-dièse, émojis et lettres s'entendent bien.",
        next((found[0].text for found in heard if found), ""),
        about="variants",
    )
    clear = [_reads_well(post.text) for post in posts]
    marking.award(
        1,
        sum(clear) / len(posts),
        "Ces textes se lisent sans effort.",
        "Coupez les phrases de plus de vingt mots, et préférez les mots courts : les phrases sont sous l'aperçu.",
        about="variants",
    )
    distinct = len({fold(post.text) for post in posts})
    marking.award(
        1,
        distinct == len(posts),
        "Chaque texte est écrit pour son réseau.",
        "Le même texte sert plusieurs fois : adaptez-le, on ne lit pas Google comme Instagram.",
        about="variants",
    )


def _reads_well(text: str) -> bool:
    try:
        found = reading(text)
    except DomainError:
        return False  # hashtags and links alone: nothing is said
    return not found.hard and found.level != "difficile"


# ─── What the form does ───────────────────────────────────────────────────────────────────────────


def _from_calendar(answer: Studio, answers: Answers, progress: Progress) -> Outcome:
    wanted = answer.day or date.today()
    networks = set(chosen_networks(answers))
    entries = sorted(
        (entry for entry in CALENDAR.answer(answers).posts if entry.day and entry.pillar),
        key=lambda entry: (cast(date, entry.day), entry.network not in networks),
    )
    coming = [entry for entry in entries if cast(date, entry.day) >= wanted] or entries[-1:]
    if not coming:
        raise TpeError("Votre calendrier est vide : faites-le d'abord dans « Mon calendrier » (C4).")
    return _taken(coming[0])


def _taken(entry: PublicationEntry) -> Outcome:
    day = cast(date, entry.day)
    subject = f", « {entry.subject} »" if entry.subject else ""
    where = f" sur {platform(entry.network).name}" if entry.network else ""
    return Outcome(
        f"Le {french.day(day, weekday=True)}, votre calendrier prévoit{where} le thème « {entry.pillar} »{subject}. "
        "Écrivez l'accroche.",
        {"day": day.isoformat(), "theme": entry.pillar},
    )


def _spread(answer: Studio, answers: Answers, progress: Progress) -> Outcome:
    networks = chosen_networks(answers)
    if not networks:
        raise TpeError("Choisissez d'abord vos réseaux dans « Mes réseaux » (C2).")
    if not answer.hook:
        raise TpeError("Écrivez d'abord l'accroche, l'histoire et l'appel à l'action.")
    rows = [{"network": network, "text": draft(answer.idea, network)} for network in networks]
    kept = [row.model_dump() for row in answer.variants if row.network not in networks and not row.is_blank]
    names = french.listing([platform(network).name for network in networks])
    return Outcome(
        f"Une première version pour {names}. Relisez, changez : votre voix vaut mieux que la nôtre.",
        {"variants": [*rows, *kept]},
    )


def _proofread(answer: Studio, answers: Answers, progress: Progress) -> Outcome:
    text = "\n".join([answer.hook, answer.story, answer.action, answer.alt, *answer.texts.values()])
    words = unknown_words(text, _known(answers))
    told = []
    for rank, word in enumerate(words):
        progress(rank / len(words), f"On cherche des mots proches de « {word} ».")
        near = suggestions(word)
        told.append(f"« {word} »" + (f" ({french.listing(list(near), 'ou')} ?)" if near else ""))
    if not told:
        return Outcome(
            "Le dictionnaire connaît tous vos mots. Il ne lit ni les accords ni le sens : relisez."
        )
    return Outcome(f"À vérifier : {french.listing(told)}. Un nom propre peut être juste.")


def _take_away(answer: Studio, answers: Answers, progress: Progress) -> Outcome:
    posts = posts_of(answer, answers)
    if not posts:
        raise TpeError("Écrivez d'abord un texte.")
    files = [
        Deliverable.of(
            f"publication-{post.network}",
            TXT,
            f"{post.text}\n\n---\nDescription de l’image\u00a0: {post.alt}\n".encode(),
        )
        for post in posts
    ]
    return Outcome("Un fichier par réseau : copiez le texte, puis la description de l'image.", files=files)


def _draw(answer: Studio, answers: Answers, person: Person) -> Sequence[Picture]:
    return tuple(
        post_preview(found, author_of(answers, found.post.network)) for found in sheets_of(answer, answers)
    )


STUDIO = Exercise(
    id="c5-publication",
    competency="C5",
    criteria=("Cr5",),
    title="Ma publication",
    prompt=(
        "Partez d'une idée, puis dites-la comme on parle sur chaque réseau. Vous voyez chaque publication en dessous, telle "
        "qu'on la lirait sur un téléphone, avec ce qu'en disent la loi, le réseau et nous.\n\nUn point de loi ou une limite "
        "se corrige. Un conseil se discute : il ne bloque rien."
    ),
    help=(
        "Les limites viennent des fiches du cours. X compte à sa façon : une adresse vaut 23 signes, un émoji 2.\n\n"
        "L'indice de langage clair mesure la longueur des phrases et des mots ; il ne remplace pas quelqu'un qui lit.\n\n"
        "Les règles de loi portent leur source et leur date. C'est une information, pas un conseil juridique."
    ),
    model=Studio,
    points=18.0,
    check=_check,
    draw=_draw,
    actions=(
        Action("calendrier", "Partir de mon calendrier", _from_calendar, "La prochaine date, et son thème."),
        Action("decliner", "Décliner pour mes réseaux", _spread, "Un premier texte par réseau, à reprendre."),
        Action("relire", "Chercher les mots à vérifier", _proofread, "Avec un dictionnaire, sans Internet."),
        Action("emporter", "Emporter mes textes", _take_away, "Un fichier par réseau, prêt à copier."),
    ),
)
