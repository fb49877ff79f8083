"""How turns of one size become one figure."""

import unittest

from harness.scale import fastest


def run(seconds, written=0):
    return {"work": "W5", "spark": {"medianRoundSeconds": seconds, "driverBytesWritten": written}}


class FastestTest(unittest.TestCase):
    def test_the_run_of_the_shortest_rounds_counts_as_a_whole(self):
        found = fastest([run(3, written=1), run(2, written=9)])
        self.assertEqual({"medianRoundSeconds": 2, "driverBytesWritten": 9}, found["spark"])
        self.assertEqual([3, 2], found["medianRoundSecondsOfTurns"])

    def test_a_run_that_failed_does_not_count(self):
        self.assertEqual(3, fastest([None, run(3)])["spark"]["medianRoundSeconds"])

    def test_there_is_none_if_all_failed(self):
        self.assertIsNone(fastest([None, None]))


if __name__ == "__main__":
    unittest.main()
