import unittest

from app import greeting


class Test(unittest.TestCase):
    def test_greeting(self):
        self.assertEqual(greeting(), "hello from /venv")
