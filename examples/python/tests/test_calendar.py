import unittest
from datetime import date

from feasts.calendar import easter, feasts


class EasterTest(unittest.TestCase):
    def test_known_years(self) -> None:
        known = [(1818, 3, 22), (1961, 4, 2), (2000, 4, 23), (2024, 3, 31), (2027, 3, 28), (2038, 4, 25)]
        for year, month, day in known:
            self.assertEqual(easter(year), date(year, month, day))

    def test_is_always_a_sunday(self) -> None:
        self.assertEqual({easter(year).isoweekday() for year in range(1583, 2600)}, {7})

    def test_before_the_calendar(self) -> None:
        with self.assertRaisesRegex(ValueError, "1066 is not a year"):
            easter(1066)


class FeastsTest(unittest.TestCase):
    def test_are_in_order(self) -> None:
        days = [feast.day for feast in feasts(2027)]
        self.assertEqual(days, sorted(days))

    def test_say_what_they_are(self) -> None:
        self.assertIn("Sun 2027-05-16  Pentecost", [str(feast) for feast in feasts(2027)])


if __name__ == "__main__":
    unittest.main()
