"""The shape of nbgrader's gradebook: what we write into it fits one, and any other is left as it is."""

from __future__ import annotations

import contextlib

from sqlalchemy import Column, Engine, MetaData, String, Table, inspect, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.schema import CreateTable

from tpelib.base import french

__all__ = ["SCHEMA", "refusal", "stamp"]

SCHEMA = "e43177bfe90b"
"""The revision that what we write fits: the head of nbgrader 0.9.6 (its ``alembic/versions``)."""
_OLDER = frozenset({"b6d005d67074", "50a4d84c131a", "724cde206c17", "167914646830", "282d30a0218e"})
"""The revisions that ``nbgrader db upgrade`` brings there."""
_version = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))


def refusal(engine: Engine) -> str:
    """Return why nothing may be written into a gradebook, in French; nothing when its shape is the one we know.

    A database in which nbgrader has made no table yet has none to refuse.
    """
    revision = _revision(engine)
    if revision in (None, SCHEMA):
        return ""
    if revision in _OLDER:
        told = (
            "Ce carnet de notes date d'une version plus ancienne de nbgrader : rien n'y a été écrit. Faites-en une copie, "
            "lancez « nbgrader db upgrade » dans le dossier du cours, puis la même commande."
        )
    else:
        told = (
            f"Ce carnet de notes vient d'une version de nbgrader que ce cours ne connaît pas (« {revision} ») : rien n'y a été "
            "écrit. Mettez le cours à jour, ou donnez à ce dossier de cours un carnet de notes neuf "
            "(« c.CourseDirectory.db_url » dans « nbgrader_config.py »)."
        )
    return french.typography(told)


def _revision(engine: Engine) -> str | None:
    """Return the revision of a gradebook; ``None`` where nbgrader has made no table."""
    found = inspect(engine)
    tables = set(found.get_table_names())
    if not {"assignment", "grade"} <= tables:
        return None
    if _version.name in tables:
        with engine.connect() as connection:
            revisions = connection.scalars(select(_version.c.version_num)).all()
        if revisions:
            return revisions[0] if len(revisions) == 1 else ", ".join(revisions)
    # nbgrader dates only a database that it finds empty: one where somebody else made a table first bears no date.
    columns = {column["name"] for column in found.get_columns("assignment")}
    return SCHEMA if "course_id" in columns else min(_OLDER)


def stamp(engine: Engine) -> None:
    """Date an empty database, before a table of ours stands in it: nbgrader, which comes after, would not."""
    if inspect(engine).get_table_names():
        return
    make = CreateTable(_version, if_not_exists=True)
    with contextlib.suppress(DBAPIError), engine.begin() as connection:  # another process is making it
        connection.execute(make)
    with contextlib.suppress(IntegrityError), engine.begin() as connection:
        connection.execute(_version.insert().values(version_num=SCHEMA))
