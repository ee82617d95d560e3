"""One idea, a first draft per network: the same thing, said as it is said there, within its limit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tpelib.domain.post.length import length
from tpelib.domain.post.usages import Usage, post_limit, usage

__all__ = ["Idea", "draft"]

_SENTENCE = re.compile(r"(?<=[.!?…])\s+")


@dataclass(frozen=True, slots=True)
class Idea:
    """What one has to say, before it is said on a network.

    Parameters
    ----------
    hook, story, action : str
        The first line, what happens, what the reader is to do.
    link : str
        Where it leads; may be empty.
    hashtags : tuple of str
        Without « # ».
    """

    hook: str
    story: str = ""
    action: str = ""
    link: str = ""
    hashtags: tuple[str, ...] = ()


def draft(idea: Idea, network: str) -> str:
    """Return a first text for a network; what does not fit goes, hashtags first, then the end of the story.

    Raises
    ------
    TpeError
        The course does not know the network.
    """
    known, limit = usage(network), post_limit(network)
    sentences = [part for part in _SENTENCE.split(idea.story.strip()) if part][: known.story]
    tags = idea.hashtags[: known.tags]
    tried = [(sentences, tags), *((sentences[:kept], ()) for kept in range(len(sentences), -1, -1))]
    texts = [_set(idea, known, kept, marks) for kept, marks in tried]
    fitting = [text for text in texts if limit is None or length(text, network) <= limit]
    return fitting[0] if fitting else texts[-1]


def _set(idea: Idea, known: Usage, story: Sequence[str], tags: Sequence[str]) -> str:
    link = (
        idea.link
        if known.link == "text"
        else "Lien dans la bio."
        if known.link == "bio" and idea.link
        else ""
    )
    blocks = {
        "hook": idea.hook.strip(),
        "story": " ".join(story),
        "action": idea.action.strip(),
        "link": link,
        "tags": " ".join(f"#{tag}" for tag in tags),
    }
    said = [blocks[part] for part in known.parts if blocks[part]]
    return ("\n\n" if known.layout in ("text", "image") and known.network != "x" else " ").join(said)
