"""What happens in the year: holidays, school holidays, sales, feasts and trade events, any year 2024–2035."""

from tpelib.domain.events.catalogue import (
    FIRST_YEAR,
    LAST_YEAR,
    Event,
    activities,
    between,
    catalogue,
    named,
    own_event,
    title,
)
from tpelib.domain.events.holidays import public_holidays, territories
from tpelib.domain.events.places import (
    Department,
    department,
    departments,
    school_holidays,
    schools_known_until,
)
from tpelib.domain.events.sales import sales, says_sales_wrongly

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Department",
    "Event",
    "activities",
    "between",
    "catalogue",
    "department",
    "departments",
    "named",
    "own_event",
    "public_holidays",
    "sales",
    "says_sales_wrongly",
    "school_holidays",
    "schools_known_until",
    "territories",
    "title",
]
