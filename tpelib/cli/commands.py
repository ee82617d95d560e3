"""The command line: ``tpe lab``, ``tpe build``, ``tpe doctor`` and the others.

Only this module knows of all the others; each command imports what it needs when it runs, so that
``tpe --help`` answers at once.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from typer.exceptions import TyperException

from tpelib.base import french
from tpelib.base.errors import TpeError
from tpelib.base.formats import FILLED, FORMS, PAPERS, SLIDES, Format, endings
from tpelib.base.resources import course_name, course_title
from tpelib.base.version import __version__
from tpelib.cli.exam import exam
from tpelib.cli.messages import FrenchCommand, FrenchGroup, told
from tpelib.engine.books import ASSIGNMENT

if TYPE_CHECKING:
    from tpelib.engine.course import Writing

__all__ = ["app", "main"]


class _Commands(FrenchGroup):
    """All the commands; their help begins with the title of the course in use."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        self.help = french.typography(f"Le cours « {course_title()} ».")
        super().format_help(ctx, formatter)


app = typer.Typer(
    name="tpe",
    cls=_Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(exam)


def _kinds(among: Sequence[Format]) -> str:
    """Return what ``--format`` takes for all of them."""
    return ",".join(form.ending for form in among)


def _kinds_help(among: Sequence[Format]) -> str:
    return f"{_kinds(among).replace(',', ', ')}, séparés par des virgules."


WorkspaceOption = Annotated[
    Path,
    typer.Option("--workspace", "-w", metavar="DOSSIER", help="Votre espace de travail."),
]
VariantOption = Annotated[
    str,
    typer.Option("--variante", metavar="NOM", help="normal, grand (gros caractères), contraste ou dyslexie."),
]
DEFAULT_WORKSPACE = Path("~", course_name())


def main() -> None:
    """Run the command line; an error of the course is a French sentence and exit status 1."""
    before = set(threading.enumerate())
    try:
        status = app(prog_name="tpe", standalone_mode=False)
    except TpeError as problem:
        _fail(str(problem), 1)
    except TyperException as problem:
        _fail(told(problem), 2)
    else:
        _leave(status or 0, before)


def _leave(status: int, before: Set[threading.Thread]) -> NoReturn:
    """End, even when a library has left a thread that waits for work: Jupyter's does, now and then, when told to stop.

    Threads that were there ``before`` are the caller's: a program that runs this one goes on.
    """
    if any(not thread.daemon for thread in set(threading.enumerate()) - before):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    raise SystemExit(status)


def _fail(sentence: str, status: int) -> NoReturn:
    typer.secho(french.typography(sentence), fg=typer.colors.RED, err=True)
    raise SystemExit(status) from None


def _write(writing: Writing, home: Path, folder: Path, kinds: str, variant: str) -> None:
    """Write what is made from the dossier of a workspace, once for each kind, and say so."""
    from tpelib.base.look.variants import variant_named
    from tpelib.engine.dossier import Dossier

    wanted = [word.strip().lower() for word in kinds.split(",") if word.strip()]
    for line in writing(Dossier(home / ASSIGNMENT), folder.expanduser(), wanted, variant_named(variant)):
        typer.echo(line)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tpelib {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Dire la version et finir.")
    ] = False,
) -> None:
    """Show the list of the commands when none is asked for."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@app.command(cls=FrenchCommand)
def lab(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    trainer: Annotated[
        bool, typer.Option("--trainer", help="L’atelier complet du formateur, avec les panneaux de nbgrader.")
    ] = False,
    port: Annotated[int, typer.Option(metavar="NOMBRE", help="Port à essayer d’abord.")] = 8888,
    browser: Annotated[
        bool,
        typer.Option(
            "--browser/--no-browser", show_default=False, help="Ouvrir un navigateur s’il y en a un."
        ),
    ] = True,
) -> None:
    """Ouvrir le cours dans votre espace de travail, à la page d’accueil."""
    from tpelib.screens.lab.launch import launch

    raise typer.Exit(launch(workspace.expanduser(), trainer=trainer, port=port, open_browser=browser))


@app.command(cls=FrenchCommand)
def build(
    check: Annotated[
        bool, typer.Option("--check", help="Ne rien écrire ; échouer si un carnet n’est pas à jour.")
    ] = False,
) -> None:
    """Fabriquer les carnets (.ipynb) à partir de leurs textes (.md)."""
    from tpelib.base.resources import notebooks_path
    from tpelib.screens.notebooks.build import build_all, stale

    root = notebooks_path()
    if check:
        if late := stale(root):
            for path in late:
                typer.echo(f"Pas à jour : {path.relative_to(root.parent)}", err=True)
            typer.echo("Lancez « tpe build », puis enregistrez les carnets avec leurs textes.", err=True)
            raise typer.Exit(1)
        typer.echo("Les carnets sont à jour.")
        return
    for built in build_all(root):
        if not built.path.exists() or built.path.read_bytes() != built.data:
            built.path.write_bytes(built.data)
            typer.echo(f"Écrit : {built.path.relative_to(root.parent)}")


@app.command(cls=FrenchCommand)
def sample(
    folder: Annotated[Path, typer.Argument(metavar="DOSSIER", help="Où écrire la session d’exemple.")],
    learners: Annotated[
        int, typer.Option(metavar="NOMBRE", min=1, max=100_000, help="Nombre d’apprenants fictifs.")
    ] = 12,
    seed: Annotated[int, typer.Option(metavar="NOMBRE", help="Même graine, mêmes apprenants.")] = 1,
    kind: Annotated[
        str, typer.Option(metavar="SORTE", help="mixed (variés), good (bons) ou hostile (malveillants).")
    ] = "mixed",
) -> None:
    """Écrire une session fictive, prête pour « nbgrader autograde parcours »."""
    from tpelib.samples.sample import sample as write_sample

    write_sample(folder, learners=learners, seed=seed, kind=kind)
    typer.echo(
        french.typography(f"Session fictive écrite dans {folder} : {french.plural(learners, 'apprenant')}.")
    )
    typer.echo(french.typography(f"Pour la corriger : tpe grade --course {folder}"))


@app.command(cls=FrenchCommand)
def relever(
    given: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="ZIP",
            show_default=False,
            help="Les ZIP des apprenants, ou leur dossier ; sans rien : downloaded/parcours/archive.",
        ),
    ] = None,
    course: Annotated[
        Path, typer.Option("--course", metavar="DOSSIER", help="Le dossier du cours (nbgrader_config.py).")
    ] = Path(),
) -> None:
    """Relever les ZIP remis par les apprenants ; un ZIP abîmé n’arrête pas les autres."""
    from rich.console import Console

    from tpelib.assess.grading.collect import collect_on_screen

    places = [path.expanduser() for path in given or ()]
    collect_on_screen(course.expanduser(), places, console=Console(highlight=False))


@app.command(cls=FrenchCommand)
def grade(
    course: Annotated[
        Path, typer.Option("--course", metavar="DOSSIER", help="Le dossier du cours (nbgrader_config.py).")
    ] = Path(),
    assignment: Annotated[
        str, typer.Option(metavar="NOM", help="Le devoir à noter ; l’épreuve se lit dans « tpe jury ».")
    ] = ASSIGNMENT,
    jobs: Annotated[
        int, typer.Option(metavar="NOMBRE", min=0, help="Processus ; 0 : selon les cœurs et la cohorte.")
    ] = 0,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Dire ce qui serait noté et changé, sans rien écrire.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Noter de nouveau ce qui est déjà noté.")] = False,
    pictures: Annotated[
        bool,
        typer.Option("--dessins", help="Dessiner dans les carnets notés, pour les ouvrir sans Formgrader."),
    ] = False,
) -> None:
    """Noter les remises d’un cours, comme « nbgrader autograde », sans exécuter aucun code."""
    from rich.console import Console

    from tpelib.assess.grading.fast.progress import grade_on_screen

    report = grade_on_screen(
        course.expanduser(),
        assignment=assignment,
        jobs=jobs or None,
        dry_run=dry_run,
        force=force,
        pictures=pictures,
        console=Console(highlight=False),
    )
    if report.refused:
        raise typer.Exit(1)


@app.command(cls=FrenchCommand)
def formulaire(
    path: Annotated[Path, typer.Argument(metavar="FICHIER", help=f"Fichier à écrire : {endings(FORMS)}.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    variant: VariantOption = "normal",
    competency: Annotated[
        str,
        typer.Option(
            "--competence", metavar="CODE", help="Celui d’une compétence, pour n’avoir que ses exercices."
        ),
    ] = "",
    replace: Annotated[
        bool, typer.Option("--remplacer", help="Écrire par-dessus un document qui existe déjà.")
    ] = False,
) -> None:
    """Écrire les exercices sous forme de document à remplir, avec vos réponses déjà données."""
    from tpelib.documents.docform import FormError, whole_course, write_form
    from tpelib.engine.dossier import Dossier
    from tpelib.engine.referential import load
    from tpelib.engine.registry import of_competency

    path = path.expanduser()
    known = {found.id.casefold(): found.id for found in load().competencies}
    wanted = known.get(competency.casefold(), "")
    if competency and not wanted:
        told = french.listing(list(known.values()), "ou")
        raise FormError(f"Aucun exercice pour la compétence « {competency} » : essayez {told}.")
    exercises = of_competency(wanted) if wanted else whole_course()
    if path.exists() and not replace:  # it may hold answers that were not taken yet
        raise FormError(
            f"« {path.name} » existe déjà : choisissez un autre nom, ou ajoutez --remplacer pour le perdre."
        )
    write_form(exercises, Dossier(workspace.expanduser() / ASSIGNMENT), path, variant=variant)
    typer.echo(french.typography(f"Document écrit : {path}"))
    typer.echo(french.typography(f"Une fois rempli et enregistré : tpe import {path}"))


@app.command(cls=FrenchCommand)
def report(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    folder: Annotated[
        Path | None,
        typer.Option("--sortie", metavar="DOSSIER", help="Où l’écrire ; « rapport » dans votre espace."),
    ] = None,
    kinds: Annotated[str, typer.Option("--format", metavar="SORTES", help=_kinds_help(PAPERS))] = _kinds(
        PAPERS
    ),
    variant: VariantOption = "normal",
) -> None:
    """Écrire votre rapport, à partir de votre dossier ; ce que vous y avez retouché n’est jamais remplacé."""
    from tpelib.engine.course import current

    home = workspace.expanduser()
    _write(current().report().write, home, folder or home / "rapport", kinds, variant)


@app.command(cls=FrenchCommand)
def oral(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    folder: Annotated[
        Path | None,
        typer.Option("--sortie", metavar="DOSSIER", help="Où les écrire ; « oral » dans votre espace."),
    ] = None,
    kinds: Annotated[str, typer.Option("--format", metavar="SORTES", help=_kinds_help(SLIDES))] = _kinds(
        SLIDES
    ),
    variant: VariantOption = "normal",
) -> None:
    """Écrire vos diapositives, à partir de votre dossier ; ce que vous y avez retouché n’est jamais remplacé."""
    from tpelib.engine.course import current

    home = workspace.expanduser()
    _write(current().oral().write, home, folder or home / "oral", kinds, variant)


@app.command("import", cls=FrenchCommand)
def import_(
    path: Annotated[Path, typer.Argument(metavar="FICHIER", help=f"Document rempli : {endings(FILLED)}.")],
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
) -> None:
    """Reprendre dans votre dossier les réponses d’un document rempli."""
    from tpelib.documents.docform import import_form
    from tpelib.engine.dossier import Dossier

    report = import_form(path.expanduser(), Dossier(workspace.expanduser() / ASSIGNMENT))
    for line in report.lines():
        typer.echo(line)


@app.command(cls=FrenchCommand)
def remettre(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    name: Annotated[str, typer.Option("--nom", metavar="NOM", help="Votre prénom et votre nom.")] = "",
) -> None:
    """Remettre votre dossier : au dépôt du serveur s’il y en a un, sinon par un fichier ZIP, avec un reçu."""
    from tpelib.screens.lab.handin import hand_in

    receipt = hand_in(workspace.expanduser() / ASSIGNMENT, learner=name or None)
    typer.echo(receipt.sentence)
    typer.echo(french.typography(f"Fichier : {receipt.path}"))
    typer.echo(french.typography(f"Empreinte SHA-256 : {receipt.sha256}"))


@app.command(cls=FrenchCommand)
def demos(
    port: Annotated[int, typer.Option(metavar="NOMBRE", help="Port à essayer d’abord.")] = 8866,
    browser: Annotated[
        bool,
        typer.Option(
            "--browser/--no-browser", show_default=False, help="Ouvrir un navigateur s’il y en a un."
        ),
    ] = True,
    questions: Annotated[
        int,
        typer.Option(
            "--calculs", metavar="NOMBRE", min=1, help="Calculs en attente, au plus, tous visiteurs compris."
        ),
    ] = 200,
) -> None:
    """Ouvrir les tableaux de bord publics (Voilà)."""
    from tpelib.screens.lab.demos import serve

    raise typer.Exit(serve(port=port, open_browser=browser, questions=questions))


@app.command(cls=FrenchCommand)
def site(
    folder: Annotated[Path, typer.Argument(metavar="DOSSIER", help="Où l’écrire : un dossier vide.")],
    runtime: Annotated[
        Path, typer.Option(metavar="DOSSIER", help="Le Python des pages, pris par tools/pyodide.py.")
    ],
) -> None:
    """Écrire les calculateurs publics en pages qui ne demandent aucun serveur."""
    from tpelib.screens.site.build import build

    build(folder, runtime)
    typer.echo(
        french.typography(f"Le site est dans {folder} : posez ce dossier chez n'importe quel hébergeur.")
    )


@app.command(cls=FrenchCommand)
def jury(
    folder: Annotated[
        Path, typer.Argument(metavar="DOSSIER", help="Le dossier du cours, avec son fichier jury.toml.")
    ] = Path(),
    database: Annotated[
        str,
        typer.Option("--base", metavar="ADRESSE", help="Carnet de notes, si ce n’est pas celui de nbgrader."),
    ] = "",
    host: Annotated[
        str, typer.Option("--hote", metavar="ADRESSE", help="Où écouter ; cette machine seule, par défaut.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="NOMBRE", help="Port à essayer d’abord.")] = 8899,
    browser: Annotated[
        bool,
        typer.Option(
            "--browser/--no-browser", show_default=False, help="Ouvrir un navigateur s’il y en a un."
        ),
    ] = True,
) -> None:
    """Ouvrir les pages du jury : noter à deux sans se voir, se mettre d’accord, décider."""
    from tpelib.assess.jury.app.server import serve
    from tpelib.assess.jury.desk import Desk

    folder = folder.expanduser()
    desk = Desk(folder, database)
    raise typer.Exit(serve(desk, folder, host=host, port=port, open_browser=browser))


@app.command(cls=FrenchCommand)
def pv(
    target: Annotated[Path, typer.Argument(metavar="SORTIE", help="Où écrire les documents.")],
    folder: Annotated[
        Path, typer.Option("--dossier", metavar="DOSSIER", help="Le dossier du cours, avec son jury.toml.")
    ] = Path(),
    database: Annotated[
        str,
        typer.Option("--base", metavar="ADRESSE", help="Carnet de notes, si ce n’est pas celui de nbgrader."),
    ] = "",
    variant: VariantOption = "normal",
) -> None:
    """Écrire les procès-verbaux, les lettres, les résultats et les statistiques d’une session de jury."""
    from rich.console import Console
    from rich.progress import Progress

    from tpelib.assess.jury.desk import Desk
    from tpelib.assess.jury.papers import write_papers
    from tpelib.base.look.variants import variant_named

    chosen = variant_named(variant)
    desk, console = Desk(folder.expanduser(), database), Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("Documents")
        count = write_papers(
            desk,
            target.expanduser(),
            lambda done, total: bar.update(task, completed=done, total=total),
            variant=chosen,
        )
    desk.store.close()
    told = french.plural(count, "candidat décidé", "candidats décidés")
    typer.echo(french.typography(f"Documents écrits dans {target} : {told}."))


@app.command(cls=FrenchCommand)
def donnees(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="FICHIER",
            show_default=False,
            help="Le fichier de données de 2025 (CSV) ; sans rien : dire ce qui est là.",
        ),
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--colonne",
            metavar="CLÉ=NOM",
            show_default=False,
            help="Le nom d’une colonne dans le fichier : age=TRANCHE.",
        ),
    ] = None,
    forget: Annotated[bool, typer.Option("--oublier", help="Effacer les données gardées.")] = False,
) -> None:
    """Ajouter l’enquête de 2025 à celle que le cours montre, à partir du fichier que vous avez."""
    from tpelib.cli.survey import forget_survey, keep_survey, survey_state

    if forget:
        lines = forget_survey()
    elif path is not None:
        lines = keep_survey(path.expanduser(), columns or [])
    else:
        lines = survey_state()
    for line in lines:
        typer.echo(french.typography(line))


@app.command(cls=FrenchCommand)
def doctor(
    workspace: WorkspaceOption = DEFAULT_WORKSPACE,
    facts: Annotated[
        bool,
        typer.Option(
            "--donnees", help="Dire plutôt quels chiffres et quelles règles du cours sont à relire."
        ),
    ] = False,
) -> None:
    """Dire en mots simples ce qui manque, et comment y remédier."""
    if facts:
        from tpelib.domain.facts import state

        for line in state():
            typer.echo(line)
        return
    from tpelib.cli.doctor import examine

    findings = examine(workspace.expanduser())
    for finding in findings:
        typer.secho(finding.line(), fg=None if finding.well else typer.colors.RED)
    if all(finding.well for finding in findings):
        typer.echo(french.typography("Tout est prêt : lancez « tpe lab »."))
    else:
        raise typer.Exit(1)
