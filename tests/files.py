"""The files of a dossier, given again: no document carries them out."""

from tpelib.engine.dossier import Content, Dossier


def give_files(before: Content, after: Dossier) -> None:
    """Give, in a dossier on disk, the files that one in memory holds, as somebody does in the form."""
    for exercise_id, entry in before.answers.items():
        for name, value in entry["values"].items():
            if isinstance(value, dict) and (data := before.file(value)) is not None:
                after.save(exercise_id, {name: after.store_file(value["name"], data)})
