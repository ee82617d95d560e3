"""« Récrire trois publications »: what is wrong with a faulty post, then the post written again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from tpelib.base import french
from tpelib.base.french import Person
from tpelib.charts import Picture
from tpelib.course.drawings.posts import Author, post_preview
from tpelib.domain.platforms import names
from tpelib.domain.post.faulty import FAULTS, FaultyPost, faulty_posts
from tpelib.domain.post.sheet import DraftedPost, sheet
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Answers, Exercise, Exploration, View
from tpelib.engine.marking import Marking
from tpelib.engine.questions import Choice, Choices, LongText, Option

__all__ = ["FAULTY_EXPLORER", "REWRITING", "Rewriting"]

LEAST = 60
"""Signs under which a text is too short to have been written again."""
_POSTS = tuple(post for post in faulty_posts() if post.graded)
_OTHERS = {post.id: post for post in faulty_posts() if not post.graded}
_MADE = {
    "generated": " Son image a été faite par une intelligence artificielle.",
    "retouched": " Le visage, sur son image, a été retouché.",
}
_INK = ("#0b5d59", "#ffffff")


def _where(post: FaultyPost) -> str:
    return f"{post.author}, sur {names()[post.network]}, le {french.day(post.day, weekday=True)}"


def _group(rank: int) -> str:
    return f"{rank}. {_where(_POSTS[rank - 1])}"


def _found(rank: int) -> Choices:
    post = _POSTS[rank - 1]
    return Choices(
        "Que faut-il corriger dans ce texte ?",
        hint=f"« {post.text} »{_MADE.get(post.made, '')}",
        group=_group(rank),
        options=tuple(Option(key, label) for key, label in FAULTS.items()),
    )


def _text(rank: int) -> LongText:
    return LongText(
        "Récrivez-le.",
        hint="Même réseau, même jour, même sujet : ce que la loi, le réseau et vos lecteurs peuvent accepter.",
        group=_group(rank),
        max_length=1200,
    )


class Rewriting(Answer):
    """What is wrong with three posts, and the three posts written again."""

    found_1: Annotated[list[str], _found(1)] = []
    text_1: Annotated[str, _text(1)] = ""
    found_2: Annotated[list[str], _found(2)] = []
    text_2: Annotated[str, _text(2)] = ""
    found_3: Annotated[list[str], _found(3)] = []
    text_3: Annotated[str, _text(3)] = ""


def _inside(words: str) -> str:
    """Return words to stand inside a sentence."""
    return words[:1].lower() + words[1:]


def _check(answer: Rewriting, answers: Answers, marking: Marking) -> None:
    for rank, post in enumerate(_POSTS, 1):
        _check_found(rank, post, getattr(answer, f"found_{rank}"), marking)
        _check_text(rank, post, getattr(answer, f"text_{rank}"), marking)


def _check_found(rank: int, post: FaultyPost, ticked: Sequence[str], marking: Marking) -> None:
    about = f"found_{rank}"
    if not ticked:
        marking.missing(2, f"Publication {rank}. Cochez ce qu'il faut y corriger.", about=about)
        return
    faults = post.faults
    hits = [key for key in faults if key in ticked]
    for key, remark in faults.items():
        marking.award(
            1 / len(faults),
            key in ticked,
            f"Publication {rank}. {FAULTS[key]}. {remark.text}",
            f"Publication {rank}. Il y avait aussi : {_inside(FAULTS[key])}. {remark.text}",
            about=about,
        )
    wrongly = [_inside(FAULTS[key]) for key in ticked if key not in faults]
    marking.award(
        1,
        max(0.0, len(hits) - len(wrongly)) / len(faults),
        f"Publication {rank}. Rien de plus, rien de moins.",
        f"Publication {rank}. Ce texte n'a pas ce défaut ({french.listing(wrongly)})."
        if wrongly
        else f"Publication {rank}. Il y avait {len(faults)} défauts, vous en avez vu {len(hits)}.",
        about=about,
    )


def _check_text(rank: int, post: FaultyPost, text: str, marking: Marking) -> None:
    about = f"text_{rank}"
    if not text:
        marking.missing(2, f"Publication {rank}. Récrivez-la.", about=about)
        return
    if len(text) < LEAST or not post.is_about_the_same(text):
        told = f"Publication {rank}. Gardez le sujet, en quelques phrases ({LEAST} signes au moins)."
        marking.award(2, False, told, told, about=about)
        return
    left = post.remarks(text)
    rest = french.listing([_inside(FAULTS[remark.key]) for remark in left[1:]])
    marking.award(
        2,
        1 - len(left) / len(post.faults),
        f"Publication {rank}. Récrite, elle peut partir.",
        f"Publication {rank}. {left[0].text}{f' Il reste aussi : {rest}.' if rest else ''}" if left else "",
        about=about,
    )


def _preview(post: FaultyPost, text: str, title: str) -> Picture:
    drawn = post_preview(
        sheet(DraftedPost(post.network, text, post.day, made=post.made, alt=post.alt)),
        Author(post.author, "", *_INK),
    )
    return replace(drawn, title=title)


def _draw(answer: Rewriting, answers: Answers, person: Person) -> Sequence[Picture]:
    texts = [getattr(answer, f"text_{rank}") for rank in range(1, len(_POSTS) + 1)]
    return tuple(
        _preview(post, text, f"Publication {rank}, votre version")
        for rank, (post, text) in enumerate(zip(_POSTS, texts, strict=True), 1)
        if text
    )


REWRITING = Exercise(
    id="c5-reecriture",
    competency="C5",
    criteria=("Cr5",),
    title="Récrire trois publications",
    prompt=(
        "Trois publications fictives, fautives exprès, comme on en voit chaque semaine. Pour chacune, cochez ce qui ne va pas, "
        "puis récrivez-la : elle doit pouvoir partir ce jour-là, sur ce réseau, et être lue par tous."
    ),
    help=(
        "Relisez trois fois, une question à la fois. La loi : une date, un prix, un cadeau reçu, de l'alcool, un jeu, une image "
        "faite ou retouchée ? Le réseau : la longueur, les mots-dièse ? Les lecteurs : est-ce clair, à l'œil et à l'oreille ?\n\n"
        "Chaque défaut coché à tort retire ce qu'un défaut trouvé rapporte.\n\n"
        "Ce que dit la loi est une information, pas un conseil juridique."
    ),
    model=Rewriting,
    points=12.0,
    check=_check,
    draw=_draw,
)


# ─── To practise: other posts, before and after ───────────────────────────────────────────────────


class _Settings(Answer):
    """Which post, and which of its versions."""

    post: Annotated[
        str,
        Choice(
            "Publication",
            options=tuple(
                Option(key, f"{post.author}, {names()[post.network]}") for key, post in _OTHERS.items()
            ),
        ),
    ] = ""
    version: Annotated[
        str, Choice("Version", options=(Option("faulty", "telle quelle"), Option("mended", "récrite")))
    ] = ""


def _start(answers: Answers) -> Mapping[str, Any]:
    return {"post": next(iter(_OTHERS)), "version": "faulty"}


def _view(settings: _Settings, answers: Answers) -> View:
    post = _OTHERS[settings.post or next(iter(_OTHERS))]
    if settings.version == "mended":
        told = "Une façon de la récrire, parmi d'autres : le même sujet, et plus rien à redire."
        return View(told, _preview(post, post.mended, f"{post.author}, après"))
    names = french.listing([_inside(FAULTS[key]) for key in post.faults])
    made = _MADE.get(post.made, "")
    return View(
        f"{french.plural(len(post.faults), 'défaut')} : {names}.{made}",
        _preview(post, post.text, f"{post.author}, avant"),
    )


FAULTY_EXPLORER = Exploration(
    id="c5-fautives",
    title="Sept publications fautives, avant et après",
    prompt=(
        "Toutes sont fictives. Choisissez-en une, cherchez ce qui ne va pas avant de lire la phrase, puis voyez une façon de la "
        "récrire."
    ),
    model=_Settings,
    start=_start,
    view=_view,
)
