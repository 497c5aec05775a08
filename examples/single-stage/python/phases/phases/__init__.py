"""The phases of the moon, as far as an average month tells them."""

from datetime import date

MONTH = 29.530588
NEW_MOON = date(2000, 1, 6)
NAMES = [
    "new",
    "waxing crescent",
    "first quarter",
    "waxing gibbous",
    "full",
    "waning gibbous",
    "last quarter",
    "waning crescent",
]


def phase(day: date) -> str:
    age = (day - NEW_MOON).days % MONTH
    return NAMES[round(age / MONTH * len(NAMES)) % len(NAMES)]
