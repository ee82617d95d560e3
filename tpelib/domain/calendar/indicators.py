"""What a calendar is worth: regularity, load, balance of themes, events announced, seasons."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from tpelib.base.words import fold
from tpelib.domain import planning
from tpelib.domain.calendar.model import (
    CalendarEvent,
    ScheduledPost,
    Wishes,
    monday,
)
from tpelib.domain.events.catalogue import title
from tpelib.domain.planning import Regularity

__all__ = ["Indicators", "measure"]


@dataclass(frozen=True)
class Indicators:
    """The measures of a calendar, against the wishes it was to meet.

    Parameters
    ----------
    posts : tuple of Post
        In order.
    wishes : Wishes
        What it is measured against: period, hours, themes, closed days, events, strong periods.
    """

    posts: tuple[ScheduledPost, ...]
    wishes: Wishes

    @cached_property
    def regularity(self) -> Mapping[str, Regularity]:
        """Regularity of each network that has posts on two days at least, in the order of first posts."""
        days: dict[str, set[date]] = defaultdict(set)
        for post in self.posts:
            days[post.network].add(post.day)
        return {name: planning.regularity(sorted(own)) for name, own in days.items() if len(own) > 1}

    @cached_property
    def variation(self) -> float | None:
        """Coefficient of variation of the gaps, mean of the networks weighted by their posts; ``None`` for none."""
        if not self.regularity:
            return None
        counts = Counter(post.network for post in self.posts)
        total = sum(counts[name] for name in self.regularity)
        return sum(found.variation * counts[name] for name, found in self.regularity.items()) / total

    @cached_property
    def longest_gap(self) -> tuple[int, str]:
        """The longest hole, in days, and its network; ``(0, "")`` for none."""
        return max(((found.longest_gap, name) for name, found in self.regularity.items()), default=(0, ""))

    @cached_property
    def empty_weeks(self) -> tuple[date, ...]:
        """Mondays of the weeks without any post, those that leave closes wholly left aside."""
        used = {monday(post.day) for post in self.posts}
        return tuple(
            week
            for week in self.wishes.weeks
            if week not in used and any(self.wishes.is_open(week + timedelta(days=rank)) for rank in range(7))
        )

    @cached_property
    def load(self) -> Mapping[date, float]:
        """Hours of each week (its Monday), answers included, in order."""
        minutes = dict.fromkeys(self.wishes.weeks, 0.0)
        for post in self.posts:
            week = monday(post.day)
            if week in minutes:
                minutes[week] += post.minutes
        return {week: (made + self.wishes.moderation) / 60 for week, made in minutes.items()}

    @cached_property
    def overloaded(self) -> tuple[date, ...]:
        """Mondays of the weeks that take more hours than there are."""
        return tuple(week for week, hours in self.load.items() if hours > self.wishes.hours + 1e-6)

    @cached_property
    def mix(self) -> Mapping[str, int]:
        """Posts of each theme aimed at, then of the others; « » for none given."""
        counts = Counter({pillar.name: 0 for pillar in self.wishes.pillars})
        known = {fold(pillar.name): pillar.name for pillar in self.wishes.pillars}
        for post in self.posts:
            counts[known.get(fold(post.pillar), post.pillar)] += 1
        return dict(counts)

    @cached_property
    def mix_gap(self) -> float | None:
        """How far the themes are from their target, in [0, 1]; ``None`` while one of them is missing."""
        target = {pillar.name: pillar.share for pillar in self.wishes.pillars}
        if not self.posts or not sum(target.values()):
            return None
        return planning.mix_gap(self.mix, target)

    @cached_property
    def announced(self) -> Mapping[CalendarEvent, int]:
        """How many posts announce each event that the calendar can announce, in time."""
        within = [
            m for m in self.wishes.moments if m.last >= self.wishes.start and m.first <= self.wishes.end
        ]
        said = [(post.day, f" {fold(post.subject)} ") for post in self.posts if post.subject]
        named = {moment: f" {title(moment.name)} " for moment in within if title(moment.name)}
        return {
            moment: sum(name in subject for day, subject in said if moment.first <= day <= moment.last)
            for moment, name in named.items()
        }

    @property
    def missed(self) -> tuple[CalendarEvent, ...]:
        """Events that no post announces in time."""
        return tuple(moment for moment, count in self.announced.items() if not count)

    @cached_property
    def closed(self) -> tuple[ScheduledPost, ...]:
        """Posts on closed days, where that is not wanted."""
        if self.wishes.publish_closed:
            return ()
        return tuple(post for post in self.posts if self.wishes.is_closed(post.day))

    @cached_property
    def outside(self) -> tuple[ScheduledPost, ...]:
        """Posts before the start or after the end of the calendar."""
        return tuple(post for post in self.posts if not self.wishes.start <= post.day <= self.wishes.end)

    @cached_property
    def rates(self) -> tuple[float | None, float | None]:
        """Posts a week in the strong periods, and in the rest of the calendar; ``None`` where there is no day."""
        days, strong = self.wishes.days, self.wishes.strong
        strong_days = {day for day in days if any(first <= day <= last for first, last in strong)}
        usual_days = len(days) - len(strong_days)
        inside = sum(post.day in strong_days for post in self.posts)
        rest = len(self.posts) - len(self.outside) - inside
        return (
            inside / len(strong_days) * 7 if strong_days else None,
            rest / usual_days * 7 if usual_days else None,
        )


def measure(posts: Sequence[ScheduledPost], wishes: Wishes) -> Indicators:
    """Measure a calendar against wishes; a few milliseconds for a year × four networks."""
    return Indicators(tuple(sorted(posts, key=lambda post: (post.day, post.at, post.network))), wishes)
