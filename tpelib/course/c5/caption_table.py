"""A table of captions, and what its buttons do: put them in order, write their files, tell them as a text."""

from collections.abc import Sequence
from typing import Annotated, Any, Protocol

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.formats import HTML, SRT, TXT, VTT
from tpelib.course.c1.business.exercise import BUSINESS
from tpelib.course.c5.moment import Moment
from tpelib.domain import captions
from tpelib.domain.captions import MAX_CUE_SIGNS, Cue, CueFault
from tpelib.engine.answer import Answer, Rows
from tpelib.engine.exercise import Action, Answers, Deliverable, Outcome, Progress
from tpelib.engine.questions import LongText, Text

__all__ = [
    "ACTIONS",
    "MAX_ROWS",
    "Caption",
    "Captions",
    "before_and_after",
    "caption_rows",
    "left_told",
    "row_of",
    "subtitle_files",
    "timed",
    "transcripts",
    "typed_cues",
]

MAX_ROWS = 120
"""Captions that the table holds: some five minutes of speech."""
MAX_NAME = 20
"""Signs of a name in the table; a longer one is cut."""


class Caption(Answer):
    """A row of the table: one caption."""

    start: Annotated[str, Moment("De", hint="0:03,5")] = ""
    end: Annotated[str, Moment("À", hint="0:06")] = ""
    speaker: Annotated[str, Text("Qui parle", hint="Si besoin", max_length=MAX_NAME)] = ""
    text: Annotated[str, LongText("Ce qu'on lit", hint="Deux lignes au plus", max_length=MAX_CUE_SIGNS)] = ""

    @property
    def cue(self) -> Cue | None:
        """The caption; ``None`` while it has no times."""
        if not (self.start and self.end):
            return None
        text = "\n".join(line.strip() for line in self.text.splitlines() if line.strip())
        return Cue(captions.read_time(self.start), captions.read_time(self.end), text, self.speaker)


class Captions(Protocol):
    """An answer that holds a table of captions."""

    @property
    def cues(self) -> Sequence[Caption]:
        """The rows."""
        raise NotImplementedError


def caption_rows(label: str, hint: str, *, group: str = "") -> Rows:
    """Return the question that asks for captions."""
    return Rows(
        label,
        hint=f"{hint} Les moments s'écrivent en secondes (3,5) ou en minutes et secondes (1:03,5).",
        group=group,
        row=Caption,
        min_rows=2,
        max_rows=MAX_ROWS,
        add_label="Ajouter un sous-titre",
    )


def timed(answer: Captions) -> tuple[Cue, ...]:
    """Return the captions that have their times."""
    return tuple(cue for row in answer.cues if (cue := row.cue))


def row_of(answer: Captions, position: int) -> int:
    """Return which row holds a caption of :func:`timed`, both from 0."""
    return [index for index, row in enumerate(answer.cues) if row.cue][position]


def typed_cues(cues: Sequence[Cue]) -> list[dict[str, str]]:
    """Return captions as the rows of the form hold them."""
    return [
        {
            "start": captions.time_text(cue.start),
            "end": captions.time_text(cue.end),
            **{
                name: said for name, said in (("speaker", cue.speaker[:MAX_NAME]), ("text", cue.text)) if said
            },
        }
        for cue in cues
    ]


def _given(answer: Captions) -> tuple[Cue, ...]:
    if cues := timed(answer):
        return cues
    raise TpeError("Le tableau ne contient pas encore de sous-titre avec ses deux moments.")


def _propose(answer: Captions, answers: Answers, progress: Progress) -> Outcome:
    before = _given(answer)
    done = captions.correct(before)
    if done == before:
        return Outcome("Rien à changer dans les moments ni dans les lignes.", {})
    if len(done) > MAX_ROWS:
        raise TpeError("La correction ne tient pas dans le tableau : coupez la vidéo en parties.")
    left = captions.faults(done)
    told = f"Moments et lignes remis en ordre : {before_and_after(captions.faults(before), left)}."
    if left:
        told += " Ce qui reste demande vos mots : raccourcir, ou dire qui parle."
    return Outcome(told, {"cues": typed_cues(done)})


def before_and_after(before: Sequence[CueFault], after: Sequence[CueFault]) -> str:
    """Return in words how many faults there were, and are left."""
    return f"{french.plural(len(before), 'défaut')} avant, {french.number(len(after))} après"


def _write(answer: Captions, answers: Answers, progress: Progress) -> Outcome:
    cues = _given(answer)
    left = captions.faults(cues)
    told = "Vos sous-titres, en deux formats : le VTT pour un site, le SRT pour les réseaux et les logiciels qui le prennent."
    return Outcome(f"{told} {left_told(left)}", files=subtitle_files(cues, "sous-titres"))


def left_told(left: Sequence[CueFault]) -> str:
    """Return in a sentence what is left to mend."""
    return f"Il y reste {french.plural(len(left), 'défaut')}." if left else "Ils se lisent bien."


def subtitle_files(cues: Sequence[Cue], name: str) -> list[Deliverable]:
    """Return the captions in both formats."""
    return [
        Deliverable.of(name, VTT, captions.to_vtt(cues)),
        Deliverable.of(name, SRT, captions.to_srt(cues)),
    ]


def _tell(answer: Captions, answers: Answers, progress: Progress) -> Outcome:
    return Outcome(
        "Votre transcription : ce qui est dit, à lire sans la vidéo. Relisez-la, et ajoutez ce qu'on ne fait que voir.",
        files=transcripts(_given(answer), answers),
    )


def transcripts(cues: Sequence[Cue], answers: Answers) -> list[Deliverable]:
    """Return what is said as a text and as a page."""
    name = BUSINESS.answer(answers).name
    page = captions.to_transcript_page(
        cues, f"Transcription de la vidéo de {name}" if name else "Transcription de la vidéo"
    )
    return [
        Deliverable.of("transcription", TXT, captions.to_transcript(cues).encode()),
        Deliverable.of("transcription", HTML, page.encode()),
    ]


ACTIONS: tuple[Action[Any], ...] = (
    Action(
        "corriger",
        "Proposer une correction",
        _propose,
        "Moments et lignes seulement : les mots restent les vôtres. Vous pourrez revenir.",
    ),
    Action(
        "fichiers",
        "Écrire les fichiers corrigés",
        _write,
        "Un fichier VTT et un fichier SRT, d'après le tableau.",
    ),
    Action(
        "transcription", "Écrire la transcription", _tell, "Un texte, et une page à poser sur votre site."
    ),
)
"""What can be done with any table of captions."""
