"""Prints the movable feasts of the given years, or of this one."""

from argparse import ArgumentParser
from datetime import date

from feasts.calendar import feasts


def main() -> None:
    parser = ArgumentParser(prog="feasts", description=__doc__)
    parser.add_argument("year", type=int, nargs="*", default=[date.today().year])
    try:
        for year in parser.parse_args().year:
            print(*feasts(year), sep="\n")
    except ValueError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
