"""The regression guard."""

import json
import tempfile
import unittest
from pathlib import Path

from harness.guard import compared, losses, newest, with_newer_scale


def result(value, work="W1"):
    return {"cases": [{"work": work, "tasks": 16, "threads": 1, "ratios": {"ours-local": {"torch": value}}}]}


class GuardTest(unittest.TestCase):
    def test_a_ratio_below_four_fifths_is_a_loss(self):
        self.assertEqual([], losses(result(8.1), result(10.0)))
        self.assertEqual(1, len(losses(result(7.9), result(10.0))))

    def test_the_line_names_what_fell(self):
        line = losses(result(5.0), result(10.0))[0]
        self.assertEqual("W1 T=16 on 1 thread(s): ours-local / torch is 5.00, below 0.8 of 10.00", line)

    def test_only_what_both_have_is_compared(self):
        self.assertEqual([], losses(result(1.0, "W2"), result(10.0)))
        self.assertEqual(0, compared(result(1.0, "W2"), result(10.0)))

    def test_the_newest_result_is_the_one_of_the_latest_date(self):
        with tempfile.TemporaryDirectory() as folder:
            for date in ("2024-12-31", "2025-01-02", "2025-01-01"):
                Path(folder, f"{date}.json").write_text(json.dumps({"date": date}), encoding="utf-8")
            self.assertEqual("2025-01-02", newest(Path(folder))["date"])

    def test_a_later_run_of_rounds_alone_takes_the_place_of_the_older_one(self):
        with tempfile.TemporaryDirectory() as folder:
            for date in ("2025-01-02", "2025-01-03"):
                alone = {"date": date, "revision": "abc", "scale": date}
                Path(folder, f"{date}-scale.json").write_text(json.dumps(alone), encoding="utf-8")
            joined = with_newer_scale({"date": "2025-01-03", "scale": "old"}, Path(folder))
            self.assertEqual("2025-01-03", joined["scale"])
            self.assertEqual({"date": "2025-01-03", "revision": "abc"}, joined["scaleOf"])
            self.assertEqual("new", with_newer_scale({"date": "2025-01-04", "scale": "new"}, Path(folder))["scale"])

    def test_there_may_be_none(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertIsNone(newest(Path(folder)))
