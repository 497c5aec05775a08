"""A program that says hello, and from which Python."""
import sys


def greeting():
    return "hello from " + sys.prefix


if __name__ == "__main__":
    print(greeting())
