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


class Messy(Case):
    """Eighteen ledgers by as many hands, one after the other, as they are."""

    def test_against_the_truth(self):
        truth = json.loads(shared("samples", "truth.json").read_text("utf-8"))
        self.init()
        problems = []
        for name in truth["order"]:
            result = self.json("import", shared("samples", name), "--skip-bad", "--json")
            problems += result["problems"]
        ledger = json.loads(self.ok("dump", "--json"))
        ledger["_problems"] = problems
        dump = self.folder / "dump.json"
        dump.write_text(json.dumps(ledger, ensure_ascii=False), encoding="utf-8")
        r = subprocess.run([sys.executable, "-B", shared("samples", "score.py"), shared("samples", "truth.json"), dump, "-v"],
                           capture_output=True, text=True)
        overall = float(re.search(r"OVERALL ([\d.]+)", r.stdout).group(1))
        self.assertGreaterEqual(overall, 100.0, r.stdout)
        self.ok("verify")


class Sheets(Case):
    """What the files hold and what is understood of them, without a ledger."""

    def test_peek_and_cells(self):
        truth = json.loads(shared("samples", "truth.json").read_text("utf-8"))
        for file in truth["files"]:
            path = shared("samples", file["file"])
            peeked = self.json("peek", path, "--json", ledger=False)
            cells = self.json("cells", path, "--json", ledger=False)
            for sheet in file["sheets"]:
                values = [s for s in cells if s["sheet"] == sheet["sheet"] or not sheet["sheet"]]
                self.assertEqual(len(values), 1, sheet["sheet"])
                kinds = {t["kind"] for t in peeked if t["sheet"] == sheet["sheet"] or not sheet["sheet"]}
                self.assertGreaterEqual(kinds, {r["kind"] for r in sheet.get("records", [])})


if __name__ == "__main__":
    clitest.main()
