"""Metricool and Buffer, which publish in one's place: they know the same networks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from tpelib.base import french
from tpelib.base.data import read_data
from tpelib.base.errors import TpeError
from tpelib.base.formats import CSV
from tpelib.base.spreadsheets import to_csv
from tpelib.domain.calendar.exports.export import Export, Exported, ExportFile, ToWrite, draft
from tpelib.domain.calendar.model import ScheduledPost

__all__ = ["EXPORT", "metricool_template", "to_buffer", "to_metricool"]


def to_metricool(posts: Sequence[ScheduledPost]) -> tuple[bytes, int]:
    """Write Metricool's planner file: one row per post, each a draft, so that nothing goes out by mistake.

    Returns
    -------
    tuple
        The file, and how many posts are left out because it does not know their network.
    """
    template = metricool_template()
    columns, flags = template["columns"]["all"], template["columns"]["flags"]
    known: Mapping[str, str] = template["networks"]
    rows = []
    for post in posts:
        if post.network not in known:
            continue
        values = dict.fromkeys(flags, "FALSE") | {
            "Text": draft(post),
            "Date": post.day.isoformat(),
            "Time": f"{post.at:%H:%M:%S}",
            "Draft": "TRUE",
            known[post.network]: "TRUE",
        }
        rows.append([values.get(column, "") for column in columns])
    return to_csv(columns, rows, delimiter=","), len(posts) - len(rows)


def to_buffer(posts: Sequence[ScheduledPost]) -> tuple[Mapping[str, bytes], int]:
    """Write Buffer's files, one per network since each goes to one channel.

    Returns
    -------
    tuple
        Network to its file, and how many posts are left out.
    """
    known = metricool_template()["networks"]
    kept = sorted((post for post in posts if post.network in known), key=lambda post: post.network)
    files = {
        network: to_csv(
            ("Text", "Image URL", "Tags", "Posting Time"),
            [(draft(post), "", post.pillar, f"{post.day} {post.at:%H:%M}") for post in group],
            delimiter=",",
            mark=True,
        )
        for network, group in groupby(kept, key=lambda post: post.network)
    }
    return files, len(posts) - len(kept)


@cache
def metricool_template() -> Mapping[str, Any]:
    """Return Metricool's columns, dated, with the networks that schedulers know.

    Raises
    ------
    TpeError
        The course is not whole.
    """
    template = read_data(dict[str, Any], "exports", "metricool.toml")
    if not set(template["columns"]["flags"]) <= set(template["columns"]["all"]):
        raise TpeError("Le modèle d'export est abîmé : réinstallez le cours.")
    return template


def _write(held: ToWrite) -> Exported:
    metricool, left_out = to_metricool(held.posts)
    buffer, _ = to_buffer(held.posts)
    files = [ExportFile(f"buffer {network}", CSV, data) for network, data in buffer.items()]
    if len(held.posts) > left_out:
        files.insert(0, ExportFile("metricool", CSV, metricool))
    sentence = "Metricool : un fichier, tout en brouillon. Buffer : un fichier par réseau."
    if left_out:
        sentence += (
            f" {french.plural(left_out, 'publication laissée de côté', 'publications laissées de côté')} : ces "
            "outils ne programment pas leur réseau."
        )
    return Exported(f"{sentence} Comparez avec le modèle de votre compte avant d'importer.", files)


EXPORT = Export(
    "outils",
    "Vers Metricool et Buffer",
    "Deux outils qui publient à votre place.",
    "Écriture des fichiers.",
    _write,
    rank=4,
)
