# SPDX-License-Identifier: GPL-3.0-or-later
"""What the ratios would be if mines were upgraded, merged or closed."""

import math

import clitest
from clitest import Case


class WhatIf(Case):
    def scale(self, *args):
        found = self.json("what-if", *args, "--json")
        return {i["indicator"]: i for i in found["indicators"]}["scale"], found

    def test_scenario(self):
        self.init(sample=True)
        ledger = self.ledger.read_bytes()
        indicator = {i["indicator"]: i for i in self.json("indicators", "2026-01-05", "--json")["indicators"]}["scale"]
        large, count = indicator["numerator"], indicator["denominator"]
        scale, found = self.scale()
        self.assertEqual(scale["before"], scale["after"])
        self.assertEqual([scale["after"]["numerator"], scale["after"]["denominator"]], [large, count])
        self.assertEqual(found["least"]["upgrade"], max(0, math.ceil(0.6 * count) - large))

        small = [r["id"] for r in indicator["failing"]]
        scale, found = self.scale("--upgrade", small[0], "--close", small[1])
        self.assertEqual([scale["after"]["numerator"], scale["after"]["denominator"]], [large + 1, count - 1])
        self.assertEqual([scale["before"]["numerator"], scale["before"]["denominator"]], [large, count])
        self.assertIn("设想后", self.ok("what-if", "--close", small[1]))
        self.assertEqual(self.ledger.read_bytes(), ledger)

    def test_refused(self):
        self.init(sample=True)
        self.fails(2, "what-if", "--merge", "1", says="--merge")
        self.fails(1, "what-if", "--close", "99999")
        self.fails(2, "what-if", "--close", "1", "--upgrade", "1", says="写了两次")


if __name__ == "__main__":
    clitest.main()
