"""C5 « Publier »: one idea, a post per network, open to everybody and within the law; captions; A/B reading."""

from __future__ import annotations

from tpelib.course.c5.ab import AB, AB_EXPLORER
from tpelib.course.c5.captions import MEND
from tpelib.course.c5.my_video import MY_VIDEO
from tpelib.course.c5.past_posts import PAST_POSTS, PAST_POSTS_EXPLORER
from tpelib.course.c5.presented import PRESENTED
from tpelib.course.c5.rewriting import FAULTY_EXPLORER, REWRITING
from tpelib.course.c5.studio import STUDIO
from tpelib.course.c5.trials import CUT, ROOM

__all__ = ["EXERCISES", "EXPLORATIONS"]

EXERCISES = (REWRITING, STUDIO, MEND, MY_VIDEO, PRESENTED, AB, PAST_POSTS)
EXPLORATIONS = (CUT, FAULTY_EXPLORER, ROOM, AB_EXPLORER, PAST_POSTS_EXPLORER)
