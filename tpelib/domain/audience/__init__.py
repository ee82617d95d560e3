"""Who is on social networks: a weighted survey of people, its trend, and the accounts that platforms declare.

People and accounts are never joined: the survey says how many **people** use social networks, without saying which;
the reports say how many **accounts** each platform counts.
"""

from tpelib.domain.audience.accounts_by_country import (
    Accounts,
    accounts,
    accounts_of,
    countries,
    declared,
    periods,
    platforms,
)
from tpelib.domain.audience.groups import Breakdown, breakdown, shares_with_intervals
from tpelib.domain.audience.series import Series, trend, trend_with_break
from tpelib.domain.audience.survey import (
    DIMENSIONS,
    EDITION,
    LATER,
    MINIMUM,
    QUESTIONS,
    Dimension,
    Estimate,
    Filter,
    Item,
    SurveyQuestion,
    ages_between,
    audience_share,
    can_tell,
    described,
    editions,
    estimate,
    labels,
    own_edition,
    population_share,
    position,
)

__all__ = [
    "DIMENSIONS",
    "EDITION",
    "LATER",
    "MINIMUM",
    "QUESTIONS",
    "Accounts",
    "Breakdown",
    "Dimension",
    "Estimate",
    "Filter",
    "Item",
    "Series",
    "SurveyQuestion",
    "accounts",
    "accounts_of",
    "ages_between",
    "audience_share",
    "breakdown",
    "can_tell",
    "countries",
    "declared",
    "described",
    "editions",
    "estimate",
    "labels",
    "own_edition",
    "periods",
    "platforms",
    "population_share",
    "position",
    "shares_with_intervals",
    "trend",
    "trend_with_break",
]
