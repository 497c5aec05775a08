"""Prints the phase of the moon on some days, or on the day that MOON_DAY says."""

import os
import sys
from datetime import date

from phases import phase

for text in sys.argv[1:] or [os.environ.get("MOON_DAY", "2000-01-06")]:
    print(text, phase(date.fromisoformat(text)))
