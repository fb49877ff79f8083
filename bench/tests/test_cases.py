"""What the command line names."""

import unittest

from harness.cases import Case, Mistake, all_cases, chosen_cases

CASES = [Case("W1", 4), Case("W1", 16), Case("W2", 1)]


class CasesTest(unittest.TestCase):
    def test_a_work_is_all_its_sizes(self):
        self.assertEqual(CASES[:2], chosen_cases("W1", CASES))

    def test_a_size_can_be_named(self):
        self.assertEqual([CASES[2], CASES[1]], chosen_cases("W2, W1:16", CASES))

    def test_what_is_named_twice_is_run_once(self):
        self.assertEqual(CASES[:2], chosen_cases("W1:4,W1", CASES))

    def test_an_unknown_work_is_named_with_those_there_are(self):
        with self.assertRaisesRegex(Mistake, "'W2:16'; there are W1:4, W1:16, W2:1"):
            chosen_cases("W2:16", CASES)

    def test_the_committed_work_can_be_read(self):
        self.assertEqual(["W1", "W2", "W3", "W4", "W5"], list(dict.fromkeys(case.work for case in all_cases())))
