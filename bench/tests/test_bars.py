"""Whether a result meets what is wanted."""

import unittest

from harness.bars import bars
from tests.test_summary import MACHINE


def case(work, tasks, threads, ratios=None, step=None, **medians):
    systems = {name.replace("_", "-"): {"status": "measured", "median": value} for name, value in medians.items()}
    return {"work": work, "tasks": tasks, "threads": threads, "ratios": ratios or {}, "systems": systems, "step": step, "floor": {"taskStepsPerSecond": 120}}


def rounds(workers, read, speed=100.0, heap=500):
    spark = {"driverBytesRead": read, "driverBytesWritten": 10, "medianRoundSeconds": 0.05, "taskStepsPerSecond": speed, "driverHeapPeakMiB": heap}
    return {"workers": str(workers), "spark": spark}


def found(cases, scale=None, start=""):
    results = {"cases": cases, "machine": MACHINE, "scale": scale}
    return [(figure, met) for what, bar, figure, met, _ in bars(results) if what.startswith(start)]


class BarsTest(unittest.TestCase):
    def test_the_worst_size_and_number_of_threads_counts(self):
        ratios = ((4, 1.0), (16, 30.0), (64, 9.0))
        cases = [case("W1", tasks, 1, {"ours-local": {"torch-batched": value}}, torch_batched=1.0) for tasks, value in ratios]
        self.assertIn(("9.0x to 30x", False), found(cases, start="W1"))

    def test_all_works_are_held_against_dl4j(self):
        cases = [case(work, 1, 2, {"ours-spark-local": {"dl4j-spark": value}}, dl4j_spark=1.0) for work, value in (("W2", 25.0), ("W4", 21.0))]
        self.assertEqual([("21x to 25x", True)], found(cases, start="All works"))

    def test_a_bar_over_a_peer_is_shown_as_share_of_the_floor(self):
        cases = [case("W3", 5, 1, {"ours-local": {"hypnettorch": 2.0}}, hypnettorch=48.0)]
        shares = [of_floor for what, _, _, _, of_floor in bars({"cases": cases, "machine": MACHINE}) if what == "W3: ours-local / hypnettorch"]
        self.assertEqual(["200 %"], shares)

    def test_flops_are_those_of_the_mathematics_over_the_rate_of_products_at_each_turn(self):
        measured = case("W3", 16, 1, step={"flops": 8.0}, ours_local=160.0)
        rates = ((160, 100.0), (80, 50.0), (160, 200.0))  # task-steps in two seconds, and what the machine could do then
        measured["systems"]["ours-local"]["turns"] = [{"taskSteps": steps, "seconds": 2.0, "sgemm": rate} for steps, rate in rates]
        self.assertEqual([("40 %", False)], found([measured], start="W3, 16 x 128"))

    def test_turns_without_products_are_held_against_nothing(self):
        measured = case("W3", 16, 1, step={"flops": 8.0}, ours_local=160.0)
        self.assertEqual([(None, None)], found([measured], start="W3, 16 x 128"))

    def test_the_floor_is_a_limit_from_above(self):
        self.assertEqual([("1.20x", True)], found([case("W2", 16, 1, ours_local=100.0)], start="W2, 16 tasks at once, 1 thread"))

    def test_two_executors_are_held_against_twice_one_thread(self):
        cases = [case("W1", 4, 1, ours_local=100.0), case("W1", 4, 2, ours_spark_cluster=170.0)]
        self.assertEqual([("85 %", False)], found(cases, start="Two executors"))

    def test_rounds_tasks_and_prediction(self):
        scale = {
            "emptyRound": rounds(2, 1),
            "driverBytes": [rounds(2, 100), rounds(8, 150), rounds(64, 120)],
            "driverBytesBetweenCommits": [rounds(2, 10), rounds(64, 20)],
            "manyTasks": [rounds(2, 1, 100.0), rounds(2, 1, 80.0), rounds(2, 1, 90.0, heap=900)],
            "prediction": {"ratio": 25.0},
            "predictionShuffled": {"ratio": 15.0},
        }
        self.assertEqual(
            [("1.20x", False), ("1.00x", True), ("2.00x", False), ("1.00x", True), ("50 ms", True), ("1.25x", False), ("500 MiB to 900 MiB", True), ("25x", True), ("15.0x", False)],
            found([], scale)[-9:],
        )
