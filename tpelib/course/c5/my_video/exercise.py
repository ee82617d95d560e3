"""« Les sous-titres de ma vidéo »: read from a file or typed, checked, corrected, written out."""

from collections.abc import Sequence
from typing import Annotated, Any

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.french import Person
from tpelib.base.words import fold
from tpelib.charts import Picture
from tpelib.course.c5.caption_table import (
    ACTIONS,
    MAX_ROWS,
    Caption,
    before_and_after,
    caption_rows,
    left_told,
    row_of,
    subtitle_files,
    timed,
    transcripts,
    typed_cues,
)
from tpelib.course.drawings.captions import timeline
from tpelib.domain import captions
from tpelib.domain.captions import Cue
from tpelib.engine.answer import Answer
from tpelib.engine.exercise import Action, Answers, Exercise, Outcome, Progress
from tpelib.engine.marking import Marking
from tpelib.engine.questions import File, Number

__all__ = ["MY_VIDEO", "MyVideo"]

LEAST = 5
"""Captions from which one's own video has something to be judged on."""


def _readable(data: bytes) -> None:
    """Refuse, when it is given, a file that holds no captions."""
    captions.read(data)


class MyVideo(Answer):
    """The captions of the learner's own video, typed or read from a file."""

    file: Annotated[
        dict[str, Any] | None,
        File(
            "Vous avez déjà un fichier de sous-titres ? Donnez-le ici.",
            hint="Un .srt ou un .vtt, que YouTube, CapCut ou votre téléphone ont fait, puis le bouton « Relire mon fichier ».",
            required=False,
            accept=(".srt", ".vtt", ".txt"),
            max_bytes=2_000_000,
            check=_readable,
        ),
    ] = None
    cues: Annotated[list[Caption], caption_rows("Vos sous-titres", "Une ligne par sous-titre.")] = []
    voices: Annotated[
        float | None,
        Number(
            "Combien de personnes entend-on ?",
            hint="Si elles sont plusieurs, dites qui parle, ou mettez un tiret devant chacune.",
            minimum=0,
            maximum=20,
            integer=True,
        ),
    ] = None


def _read(answer: MyVideo, answers: Answers, progress: Progress) -> Outcome:
    data = answers.file(answer.file)
    if data is None:
        raise TpeError("Choisissez d'abord votre fichier, au-dessus.")
    cues = captions.read(data)
    left = captions.faults(cues)
    told = f"{french.plural(len(cues), 'sous-titre lu', 'sous-titres lus')}. {left_told(left)}"
    if len(cues) > MAX_ROWS:
        done = captions.correct(cues)
        return Outcome(
            f"{told} C'est trop pour le tableau, qui en tient {MAX_ROWS} : voici vos fichiers, moments et lignes remis en ordre "
            f"({before_and_after(left, captions.faults(done))}), et la transcription.",
            files=[*subtitle_files(done, "sous-titres-corriges"), *transcripts(done, answers)],
        )
    return Outcome(told, {"cues": typed_cues(cues)})


def _check_own(answer: MyVideo, answers: Answers, marking: Marking) -> None:
    cues = timed(answer)
    if not cues:
        marking.missing(
            6, "Écrivez au moins cinq sous-titres, avec leurs moments, ou relisez un fichier.", about="cues"
        )
        return
    marking.award(
        2,
        min(1.0, len(cues) / LEAST),
        f"{french.plural(len(cues), 'sous-titre')} : il y a de quoi lire.",
        f"{french.plural(len(cues), 'sous-titre')} : écrivez-en {LEAST} au moins, une vingtaine de secondes.",
        about="cues",
    )
    left = captions.faults(cues)
    poor = {fault.position for fault in left}
    marking.award(
        3,
        (1 - len(poor) / len(cues)) * min(1.0, len(cues) / LEAST),
        "Chacun se lit à l'aise.",
        f"{french.plural(len(poor), 'sous-titre est à reprendre', 'sous-titres sont à reprendre')} sur {len(cues)}. "
        f"{left[0].numbered}"
        if left
        else "Ce qui est écrit se lit à l'aise : continuez.",
        about=f"cues.{row_of(answer, left[0].position)}.text" if left else "cues",
    )
    _check_voices(answer.voices, cues, marking)


def _check_voices(voices: float | None, cues: Sequence[Cue], marking: Marking) -> None:
    if voices is None:
        marking.missing(1, "Dites combien de personnes on entend.", about="voices")
        return
    named = {fold(cue.speaker) for cue in cues if cue.speaker}
    dashed = any(cue.text.startswith(("-", "–", "—")) for cue in cues)
    marking.award(
        1,
        voices < 2 or dashed or len(named) >= 2,
        "On sait qui parle.",
        f"On entend {french.plural(voices, 'personne')}, et rien ne dit qui parle : remplissez « Qui parle », ou mettez un "
        "tiret devant chacune.",
        about="cues.0.speaker",
    )


def _draw_own(answer: MyVideo, answers: Answers, person: Person) -> Sequence[Picture]:
    cues = timed(answer)
    return (timeline(cues, title="Les sous-titres de ma vidéo"),) if cues else ()


MY_VIDEO = Exercise(
    id="c5-ma-video",
    competency="C5",
    criteria=(),
    title="Les sous-titres de ma vidéo",
    prompt=(
        "À vous. Donnez le fichier de sous-titres d'une de vos vidéos, ou écrivez-les ici. Vous n'avez pas encore de vidéo ? "
        "Écrivez ce que vous direz dans la prochaine : vingt secondes suffisent, et votre texte sera prêt.\n\n"
        "Conseil, non certificatif."
    ),
    help=(
        "Les sous-titres automatiques se trompent sur les noms, les prix et les mots du métier : relisez-les toujours.\n\n"
        "Écrivez aussi les sons qui comptent, entre crochets : [la sonnette], [musique douce].\n\n"
        "Un fichier SRT se joint à la vidéo là où le réseau l'accepte : qui veut lire lit, qui ne veut pas les masque. "
        "Le texte gravé dans l'image, lui, ne se masque pas et ne se traduit pas."
    ),
    model=MyVideo,
    points=6.0,
    check=_check_own,
    draw=_draw_own,
    actions=(
        Action(
            "relire",
            "Relire mon fichier",
            _read,
            "Il remplace ce que contient le tableau ; vous pourrez revenir.",
        ),
        *ACTIONS,
    ),
)
