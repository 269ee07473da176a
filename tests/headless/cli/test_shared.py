#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A district's whole ledger as one clean workbook: imported in one step, every record and indicator as the
truth has them. Skipped where that ledger is not at hand."""

import json
import re
import subprocess
import sys

import clitest
from clitest import Case, shared


class Plain(Case):
    def test_against_the_truth(self):
        self.workbook = shared("samples-plain", "ledger.xlsx")
        self.truth = json.loads(shared("samples", "truth.json").read_text("utf-8"))
        self.init()
        self.ok("import", self.workbook)
        dump = self.folder / "dump.json"
        dump.write_text(self.ok("dump", "--json"), encoding="utf-8")
        r = subprocess.run([sys.executable, "-B", shared("samples", "score.py"), shared("samples", "truth.json"), dump, "-v"],
                           capture_output=True, text=True)
        overall = float(re.search(r"OVERALL ([\d.]+)", r.stdout).group(1))
        self.assertGreaterEqual(overall, 99.5, r.stdout)
        self.assertIn("indicators 19 of 19", r.stdout)
        given = {i["indicator"]: i for i in self.json("indicators", self.truth["quarter"], "--json")["indicators"]}
        self.assertEqual(set(given), set(self.truth["indicators"]))
        for code, want in self.truth["indicators"].items():
            got = given[code]
            self.assertEqual((got["numerator"], got["denominator"]), (want["numerator"], want["denominator"]), code)
            if want["ratio"] is not None:
                self.assertEqual(got["value"], want["ratio"], code)
                self.assertEqual(sorted(f["name"] for f in got["failing"]), sorted(m["name"] for m in want["missing"]), code)
        self.ok("verify")
        again = self.json("import", self.workbook, "--json")
        self.assertIsNone(again["change"])


if __name__ == "__main__":
    clitest.main()
