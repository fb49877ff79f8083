"""The Markdown page."""

import unittest

from harness.table import render, short
from harness.text import number, ratio
from tests.test_summary import MACHINE


def measured(median, ours=False):
    return {"status": "measured", "median": median, "min": median / 2, "max": median * 2, "variant": "" if ours else "eager", "turns": [{}] * 5}


def case(threads, ours, peer):
    systems = {"ours-local": measured(ours, True), "peer": measured(peer), "gone": {"status": "missing", "reason": "not built"}}
    ratios = {"ours-local": {"peer": ours / peer}}
    return {"work": "W1", "tasks": 16, "threads": threads, "systems": systems, "ratios": ratios, "floor": {"taskStepsPerSecond": 2 * ours}, "step": {"flops": 8.0}}


RESULTS = {
    "date": "2025-01-01",
    "revision": "abc",
    "settings": {"systems": ["ours-local", "peer", "gone"], "turns": 5, "seconds": 3.0},
    "machine": MACHINE | {"cpu": "Some CPU", "cores": 2, "system": "Linux 6", "blasKernel": "Zen"},
    "cases": [case(1, 40000.0, 1000.0), case(2, 60000.0, 1500.0)],
    "limits": ["W1 T=16 on 1 thread(s): other not possible: too large"],
    "problems": ["W1 T=16 on 1 thread(s): gone missing: not built"],
}


class TableTest(unittest.TestCase):
    def test_numbers_have_three_digits(self):
        self.assertEqual(["0.0123", "12.3", "123", "1,230", "123,000"], [number(v) for v in (0.01234, 12.34, 123.4, 1234, 123400)])

    def test_ratios_are_short(self):
        self.assertEqual(["0.93x", "2.50x", "7.1x", "53x"], [ratio(v) for v in (0.934, 2.5, 7.13, 53.4)])

    def test_a_row_says_speed_ratio_and_distance_from_the_floor(self):
        self.assertIn("| W1 | 16 | 1 | peer | 1,000 (500 to 2,000) | 40x | 1.2 % |", render(RESULTS))

    def test_what_was_not_measured_is_said(self):
        page = render(RESULTS)
        self.assertIn("| W1 | 16 | 1 | gone | missing | | |", page)
        self.assertIn("- W1 T=16 on 1 thread(s): gone missing: not built", page)
        self.assertIn("- W1 T=16 on 1 thread(s): other not possible: too large", page)

    def test_a_second_thread_is_compared_with_twice_the_first(self):
        self.assertIn("| W1 | ours-local | 40x to 40x |  | 75 % |", render(RESULTS))

    def test_the_short_table_has_a_line_for_each_size(self):
        self.assertIn("| W1 | 16 | 40,000 | - | - | - | - | - | - | - |", short(RESULTS))

    def test_what_has_not_been_measured_is_no_bar_that_is_met(self):
        self.assertIn("| W3: ours-local / torch-batched | >= 2x | not measured |  |", render(RESULTS))
