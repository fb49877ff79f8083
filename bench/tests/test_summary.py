"""Medians, ratios and floors."""

import unittest

from harness.summary import bandwidth, best_of, floor, ratios, summarize

MACHINE = {
    "sgemm": [{"shape": "a", "threads": 1, "flops": 100.0}, {"shape": "b", "threads": 1, "flops": 80.0}, {"shape": "a", "threads": 2, "flops": 150.0}],
    "memory": [
        {"workingSet": 10, "threads": 1, "copy": 40.0, "triad": 50.0, "update": 60.0},
        {"workingSet": 1000, "threads": 1, "copy": 10.0, "triad": 9.0, "update": 8.0},
        {"workingSet": 1000, "threads": 2, "copy": 12.0, "triad": 12.0, "update": 12.0},
    ],
}


class SummaryTest(unittest.TestCase):
    def test_turns_give_median_least_and_most(self):
        turns = [{"taskSteps": 10, "seconds": 1}, {"taskSteps": 60, "seconds": 2}, {"taskSteps": 10, "seconds": 2}]
        self.assertEqual({"median": 10, "min": 5, "max": 30}, summarize(turns))

    def test_ratios_are_ours_over_each_measured_peer(self):
        systems = {"ours-local": {"median": 30.0}, "torch": {"median": 10.0}, "gone": {"status": "missing"}}
        self.assertEqual({"ours-local": {"torch": 3.0}}, ratios(systems, ["ours-local", "ours-other"]))

    def test_a_working_set_takes_the_rate_of_the_smallest_size_that_holds_it(self):
        self.assertEqual(60, bandwidth(MACHINE["memory"], 1, 10))
        self.assertEqual(10, bandwidth(MACHINE["memory"], 1, 11))
        self.assertEqual(10, bandwidth(MACHINE["memory"], 1, 1e9))

    def test_the_floor_is_the_slower_of_products_and_memory(self):
        by_products = floor({"flops": 200, "bytes": 60, "workingSet": 10}, MACHINE, 4, 1)
        self.assertEqual(("flops", 2.0), (by_products["boundBy"], by_products["taskStepsPerSecond"]))
        by_memory = floor({"flops": 200, "bytes": 60, "workingSet": 100}, MACHINE, 4, 1)
        self.assertEqual("bytes", by_memory["boundBy"])
        self.assertAlmostEqual(4 / 6, by_memory["taskStepsPerSecond"])

    def test_threads_share_the_machine(self):
        both = floor({"flops": 150, "bytes": 0, "workingSet": 10}, MACHINE, 4, 2)
        self.assertAlmostEqual(4, both["taskStepsPerSecond"])

    def test_of_two_measurements_the_better_figure_counts(self):
        again = {"sgemm": [dict(entry, flops=90.0) for entry in MACHINE["sgemm"]], "memory": MACHINE["memory"]}
        self.assertEqual([100.0, 90.0, 150.0], [entry["flops"] for entry in best_of(MACHINE, again)["sgemm"]])
