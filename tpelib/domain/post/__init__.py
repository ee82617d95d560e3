"""The post: its length, its parts, its reading, the law it meets. Pure functions over its text."""

from tpelib.domain.post.law import LawFlag, law_flags
from tpelib.domain.post.length import (
    X_LIMIT,
    length,
    links,
    weighted_length,
)
from tpelib.domain.post.parts import Parts, parts
from tpelib.domain.post.reading import Readability, reading, syllables
from tpelib.domain.post.review import PostRemark, review
from tpelib.domain.post.sheet import DraftedPost, PostSheet, sheet

__all__ = [
    "X_LIMIT",
    "DraftedPost",
    "LawFlag",
    "Parts",
    "PostRemark",
    "PostSheet",
    "Readability",
    "law_flags",
    "length",
    "links",
    "parts",
    "reading",
    "review",
    "sheet",
    "syllables",
    "weighted_length",
]
