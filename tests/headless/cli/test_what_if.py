# SPDX-License-Identifier: GPL-3.0-or-later
"""What the ratios would be if mines were upgraded, merged or closed."""

import math
import re
import zipfile

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

    def test_kept(self):
        self.init(sample=True)
        mines = self.json("list", "mine", "--json")
        scale, found = self.scale()
        small = [r["id"] for r in {i["indicator"]: i for i in self.json("indicators", "2025Q4", "--json")["indicators"]}
                 ["scale"]["failing"]]
        acts = ["--upgrade", small[0], "--close", small[1]]
        then = self.scale(*acts)[0]["after"]
        self.ok("what-if", *acts, "--save", "方案一", "--report", "2025Q4")
        self.assertEqual(self.scale("--open", "方案一")[0]["after"], then)
        self.assertEqual([[s["name"], s["mines"], s["report"]] for s in self.json("what-if", "--list", "--json")],
                         [["方案一", 2, "2025Q4"]])
        self.assertEqual(self.json("list", "mine", "--json"), mines)
        self.assertEqual(self.scale()[0]["before"], scale["before"])
        # Saved again under its name it is replaced; as a sheet; gone.
        self.ok("what-if", "--upgrade", small[0], "--save", "方案一")
        self.assertEqual(self.json("what-if", "--list", "--json")[0]["mines"], 1)
        book = self.folder / "测算.xlsx"
        self.ok("what-if", "--open", "方案一", "-o", book)
        with zipfile.ZipFile(book) as z:
            names = re.findall(r'<sheet name="([^"]*)"', z.read("xl/workbook.xml").decode())
            self.assertEqual(names, ["测算结果", "矿山", "说明"])
            self.assertEqual(z.read("xl/worksheets/sheet2.xml").decode().count("<row "), 2)
        self.ok("what-if", "--delete", "方案一")
        self.assertEqual(self.json("what-if", "--list", "--json"), [])
        self.fails(2, "what-if", "--report", "2025Q4", says="--save")
        self.fails(1, "what-if", "--open", "方案一")

    def test_refused(self):
        self.init(sample=True)
        self.fails(2, "what-if", "--merge", "1", says="--merge")
        self.fails(1, "what-if", "--close", "99999")
        self.fails(2, "what-if", "--close", "1", "--upgrade", "1", says="写了两次")


if __name__ == "__main__":
    clitest.main()
