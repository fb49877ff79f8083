"""Turns among real processes, some of which misbehave."""

import os
import sys
import tempfile
import unittest
from pathlib import Path

from harness.cases import Case
from harness.group import Group
from harness.systems import System

FAKE = Path(__file__).with_name("fake_system.py")


def fake(name, behaviour, missing=None):
    return System(name, (1,), lambda: missing, lambda: [sys.executable, str(FAKE), "--behaviour", behaviour])


class GroupTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.runs = Path(folder.name)

    def measure(self, *systems, start_seconds=30):
        group = Group(Case("W1", 4), 1, systems, None, self.runs, lambda text: None, start_seconds)
        return group.run(Path("no-fixture"), turns=3, seconds=0.1)

    def test_systems_take_turns_and_are_compared(self):
        result = self.measure(fake("ours-local", "fast"), fake("peer", "slow"))
        self.assertEqual(3, len(result["systems"]["peer"]["turns"]))
        self.assertEqual({"median": 200, "min": 200, "max": 200}, {k: result["systems"]["ours-local"][k] for k in ("median", "min", "max")})
        self.assertEqual({"ours-local": {"peer": 10.0}}, result["ratios"])

    def test_what_products_reached_at_a_turn_is_kept(self):
        result = self.measure(fake("ours-local", "multiplies"), fake("peer", "slow"))
        self.assertEqual([7.0, 7.0, 7.0], [turn["sgemm"] for turn in result["systems"]["ours-local"]["turns"]])
        self.assertNotIn("sgemm", result["systems"]["peer"]["turns"][0])

    def test_a_system_that_disagrees_is_not_timed(self):
        result = self.measure(fake("ours-local", "fast"), fake("peer", "disagrees"))
        self.assertEqual("disagrees", result["systems"]["peer"]["status"])
        self.assertEqual({"ours-local": {}}, result["ratios"])

    def test_the_others_go_on_when_one_is_missing_dies_or_babbles(self):
        result = self.measure(
            fake("ours-local", "fast"), fake("gone", "slow", missing="not built"), fake("dead", "dies"), fake("talker", "babbles")
        )
        status = {name: system["status"] for name, system in result["systems"].items()}
        self.assertEqual({"ours-local": "measured", "gone": "missing", "dead": "failed", "talker": "failed"}, status)
        self.assertEqual("not built", result["systems"]["gone"]["reason"])
        self.assertIn("no reason given", result["systems"]["dead"]["reason"])
        self.assertIn("expected 'turn' as a line of JSON, got: hello", result["systems"]["talker"]["reason"])

    def test_a_system_may_say_that_a_work_is_not_possible(self):
        result = self.measure(fake("ours-local", "fast"), fake("peer", "cannot"))
        self.assertEqual({"name": "peer", "status": "not possible", "reason": "it has no convolutions"}, result["systems"]["peer"])
        self.assertEqual({"ours-local": {}}, result["ratios"])

    def test_a_system_that_says_so_may_take_some_seconds_to_end(self):
        result = self.measure(fake("peer", "cannot, and ends slowly"))
        self.assertEqual("not possible", result["systems"]["peer"]["status"])

    def test_a_system_that_hangs_is_ended(self):
        result = self.measure(fake("peer", "hangs"), start_seconds=2)
        self.assertIn("no 'ready' came within 2 s", result["systems"]["peer"]["reason"])
        with self.assertRaises(ProcessLookupError):
            os.kill(int((self.runs / "W1-4-1" / "peer" / "pid").read_text(encoding="utf-8")), 0)
