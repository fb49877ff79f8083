"""Whether what two systems computed is taken for the same."""

import math
import unittest
from array import array

from harness.agreement import FirstSteps, compare, distance, length


def steps(losses=(1.0, 0.9), gradient=(1.0, -2.0, 1e-9), update=(-0.1, 0.1, 0.1)):
    return FirstSteps(list(losses), array("f", gradient), array("f", update))


class AgreementTest(unittest.TestCase):
    def test_the_same_agrees(self):
        result = compare(steps(), steps())
        self.assertTrue(result["agrees"])
        self.assertEqual(0, result["losses"])

    def test_another_loss_disagrees(self):
        self.assertFalse(compare(steps(losses=(1.0, 0.9002)), steps())["agrees"])

    def test_another_gradient_disagrees(self):
        self.assertFalse(compare(steps(gradient=(1.0, -2.001, 1e-9)), steps())["agrees"])

    def test_another_update_disagrees(self):
        self.assertFalse(compare(steps(update=(-0.1, 0.11, 0.1)), steps())["agrees"])

    def test_the_sign_of_a_gradient_no_larger_than_its_rounding_is_luck(self):
        result = compare(steps(update=(-0.1, 0.1, -0.1)), steps())
        self.assertTrue(result["agrees"])
        self.assertAlmostEqual(2 / 3, result["comparedShare"])
        self.assertGreater(result["updateOfAll"], 1)

    def test_another_length_disagrees(self):
        self.assertFalse(compare(steps(gradient=(1.0, -2.0), update=(-0.1, 0.1)), steps())["agrees"])

    def test_nothing_that_is_not_a_number_agrees(self):
        self.assertFalse(compare(steps(losses=(1.0, math.nan)), steps())["agrees"])
        self.assertFalse(compare(steps(gradient=(1.0, math.nan, 0)), steps())["agrees"])

    def test_distance_is_relative(self):
        self.assertAlmostEqual(5, length(array("f", [3, 4])))
        self.assertAlmostEqual(0.1, distance([3.3, 4.4], [3.0, 4.0]))
