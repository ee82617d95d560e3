"""``tpe exam``: what the certifier types before, during and after the exam."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from tpelib.base import french
from tpelib.cli.messages import FrenchCommand, FrenchGroup

__all__ = ["exam"]

exam = typer.Typer(
    name="exam",
    cls=FrenchGroup,
    help="L’épreuve individuelle chez le certificateur : préparer, ouvrir, clore, vérifier.",
    rich_markup_mode=None,
)

FolderArgument = Annotated[
    Path, typer.Argument(metavar="DOSSIER", help="Le dossier du candidat, préparé par « tpe exam new ».")
]
SessionOption = Annotated[
    Path | None,
    typer.Option("--session", metavar="SESSION", help="Le dossier de la session, s’il est sur ce poste."),
]


@exam.callback(invoke_without_command=True)
def root(ctx: typer.Context) -> None:
    """L’épreuve individuelle chez le certificateur : préparer, ouvrir, clore, vérifier."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@exam.command(cls=FrenchCommand)
def new(
    candidate: Annotated[
        str,
        typer.Option("--candidate", metavar="CANDIDAT", help="Son identifiant, comme c-017 : pas son nom."),
    ],
    session: Annotated[
        Path,
        typer.Option(
            "--session",
            metavar="SESSION",
            help="Le dossier de la session : sa clé et son registre restent chez le certificateur.",
        ),
    ],
    folder: Annotated[
        Path | None,
        typer.Option("--dossier", metavar="DOSSIER", help="Où le préparer ; à côté de la session, sinon."),
    ] = None,
    minutes: Annotated[
        int, typer.Option("--minutes", metavar="NOMBRE", min=1, max=600, help="Durée prévue pour tous.")
    ] = 60,
) -> None:
    """Préparer le dossier scellé d’un candidat : son sujet, son carnet, ses aménagements."""
    from tpelib.assess.exam.accommodations import FILE, words
    from tpelib.assess.exam.folder import ExamFolder
    from tpelib.assess.exam.session import ExamSession
    from tpelib.engine import measures

    session = session.expanduser()
    target = folder or session.parent / f"{session.name}-{candidate}"
    now = _now()
    kept = ExamSession(session, now)
    found = ExamFolder.prepare(target, kept, candidate, minutes=minutes, now=now)
    _say(f"Dossier prêt pour {candidate} : {found.root}")
    _say(f"Durée : {found.about['allowed']} minutes, aménagements compris.")
    if own := words(found.accommodations, measures.load()):
        _say(f"Aménagements au dossier : {' ; '.join(own)}.")
    if others := kept.unregistered():
        named = french.listing([f"« {name} »" for name in others])
        _say(
            f"« {FILE} » accorde un aménagement à {named}, sans inscription dans cette session : vérifiez "
            "l'identifiant, ou préparez ce dossier plus tard."
        )
    for path in sorted(found.course.glob("*.docx")):
        _say(f"Document à remplir : {path}")
    _say(f"Pour l'ouvrir : tpe exam open {found.root}")


@exam.command("open", cls=FrenchCommand)
def open_(
    folder: FolderArgument,
    port: Annotated[int, typer.Option(metavar="NOMBRE", help="Port à essayer d’abord.")] = 8888,
    browser: Annotated[
        bool,
        typer.Option(
            "--browser/--no-browser", show_default=False, help="Ouvrir un navigateur s’il y en a un."
        ),
    ] = True,
) -> None:
    """Ouvrir l’épreuve, elle seule ; le temps compte jusqu’à l’arrêt, et reprend à la réouverture."""
    from tpelib.assess.exam.folder import ExamFolder
    from tpelib.assess.exam.launch import sit

    raise typer.Exit(sit(ExamFolder(folder), port=port, open_browser=browser))


@exam.command(cls=FrenchCommand)
def close(
    folder: FolderArgument,
    session: SessionOption = None,
    document: Annotated[
        Path | None,
        typer.Option(
            "--document", metavar="FICHIER", help="Document rempli par le candidat, repris d’abord."
        ),
    ] = None,
) -> None:
    """Clore l’épreuve : compter le temps, sceller chaque fichier, donner l’empreinte à noter au procès-verbal."""
    from tpelib.assess.exam.folder import ExamFolder
    from tpelib.assess.exam.session import ExamSession

    now = _now()
    kept = ExamSession(session, now, make=False) if session else None
    receipt = ExamFolder(folder).close(now, kept, document)
    spent = french.plural(receipt.minutes, "minute")
    _say(
        f"Épreuve close. Temps passé : {spent}, sur {receipt.allowed} prévues ; il ne compte pas dans la note."
    )
    _say(f"Empreinte à noter au procès-verbal : {receipt.digest}")
    if session is None:
        _say("La session n'a pas gardé cette empreinte : notez-la maintenant.")


@exam.command(cls=FrenchCommand)
def verify(
    folder: FolderArgument,
    session: SessionOption = None,
    page: Annotated[
        Path | None,
        typer.Option(
            "--preuves",
            metavar="FICHIER",
            help="Écrire la page des évaluateurs (.html) : réponses et sujet face à face.",
        ),
    ] = None,
) -> None:
    """Dire si un dossier clos a changé depuis ; avec la session, s’il est bien celui qu’elle a vu clore."""
    from tpelib.assess.exam.evidence import write_evidence
    from tpelib.assess.exam.manifest import verify as examine
    from tpelib.assess.exam.session import ExamSession

    verdict = examine(folder, ExamSession(session, _now(), make=False) if session else None)
    if verdict.dropped:
        named = french.listing([f"« {name} »" for name in verdict.dropped])
        _say(f"À part, déposé par le système de l'ordinateur et étranger à l'épreuve : {named}.")
    for problem in verdict.problems:
        typer.secho(problem, fg=typer.colors.RED)
    if verdict.problems:
        raise typer.Exit(1)
    _say("Rien n'a changé depuis la clôture.")
    _say(f"Empreinte : {verdict.digest}")
    if verdict.sealed:
        _say("C'est celle que la session a gardée.")
    else:
        _say(
            "Comparez-la avec celle du procès-verbal : un dossier refait en entier aurait une autre empreinte."
        )
    if page is not None:
        write_evidence(folder, page.expanduser())
        _say(f"Page des évaluateurs : {page}")


def _now() -> datetime:
    return datetime.now().astimezone()


def _say(sentence: str) -> None:
    typer.echo(french.typography(sentence))
