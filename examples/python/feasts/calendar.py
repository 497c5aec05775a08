"""When the feasts are. Easter is the Sunday after the first full moon of spring; the others are counted from it."""

from dataclasses import dataclass
from datetime import date, timedelta

FIRST_YEAR = 1583  # The first whole year of the Gregorian calendar.

_DAYS_FROM_EASTER = {
    "Shrove Tuesday": -47,
    "Ash Wednesday": -46,
    "Palm Sunday": -7,
    "Good Friday": -2,
    "Easter Sunday": 0,
    "Easter Monday": 1,
    "Ascension Day": 39,
    "Pentecost": 49,
    "Corpus Christi": 60,
}


@dataclass(frozen=True)
class Feast:
    name: str
    day: date

    def __str__(self) -> str:
        return f"{self.day:%a} {self.day.isoformat()}  {self.name}"


def feasts(year: int) -> list[Feast]:
    """The movable feasts of a year, in order."""
    sunday = easter(year)
    return [Feast(name, sunday + timedelta(days)) for name, days in _DAYS_FROM_EASTER.items()]


def easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian algorithm that Nature printed in 1876."""
    if not FIRST_YEAR <= year <= date.max.year:
        raise ValueError(f"{year} is not a year from {FIRST_YEAR} to {date.max.year}")
    golden = year % 19
    century, rest = divmod(year, 100)
    leap, century_rest = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * century_rest + 2 * (rest // 4) - moon - rest % 4) % 7
    correction = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)
