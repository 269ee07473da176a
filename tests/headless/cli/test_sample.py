#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample ledger from its files to the frozen quarter, and out to workbooks and back."""

import hashlib
import subprocess
import sys

import clitest
from clitest import KINDS, SAMPLE, Case

# The first field of a kind that is not in the sample files: what came later stands behind it.
LATER = {"mine": "datum", "inspection": "lead", "hazard": "violated", "penalty": "hazard", "plan": "reason",
         "project": "draw", "typical_case": "score_detail", "discredit": "id_number",
         "accident": "extended_until", "tip": "named", "suspension": "approved", "measure": "until",
         "measure_progress": "town"}


class Sample(Case):
    def setUp(self):
        super().setUp()
        self.init(sample=True)

    def dump(self, **more):
        return self.json("dump", "--json", **more)

    def test_every_field_is_filled(self):
        dump = self.dump()
        self.assertEqual(list(dump)[:len(KINDS)], KINDS)
        for kind in KINDS:
            self.assertTrue(dump[kind], kind)
            for field in dump[kind][0]:
                if field == LATER.get(kind):
                    break
                if (kind, field) != ("target", "note"):
                    self.assertTrue(any(r[field] is not None for r in dump[kind]), f"{kind}.{field}")
        self.ok("verify")

    def test_mines_lie_by_their_towns(self):
        with open(SAMPLE.parent / "report" / "town_places.geojson", encoding="utf-8") as f:
            towns = {t["properties"]["name"]: t["geometry"]["coordinates"] for t in clitest.json.load(f)["features"]}
        for mine in self.dump()["mine"]:
            east, north = towns[mine["town"]]
            self.assertLess(abs(float(mine["longitude"]) - east), 0.04, mine["name"])
            self.assertLess(abs(float(mine["latitude"]) - north), 0.03, mine["name"])

    def test_dump(self):
        text = self.ok("dump", "--json")
        self.assertEqual(text, self.ok("dump", "--json"))
        dump = clitest.json.loads(text)
        ids = {kind: {r["id"] for r in rows} for kind, rows in dump.items()}
        mine = dump["mine"][0]
        self.assertEqual(list(mine)[:4], ["id", "enterprise", "enterprise_name", "name"])
        self.assertIsInstance(mine["enterprise"], int)
        self.assertIsInstance(mine["capacity"], str)
        self.assertIsInstance(mine["posts_key"], int)
        self.assertIs(mine["video"], True)
        self.assertIsNone(mine["mech_ventilation"])
        for kind, field, target in (("mine", "enterprise", "enterprise"), ("inspection", "plan", "plan"), ("hazard", "inspection", "inspection"),
                                    ("typical_case", "penalty", "penalty"), ("typical_case", "accident", "accident"),
                                    ("measure_progress", "measure", "measure")):
            for r in dump[kind]:
                self.assertEqual(r[field] is None, r[field + "_name"] is None)
                if r[field] is not None:
                    self.assertIn(r[field], ids[target])
        self.assertTrue(all(r.get("_seed") is True for r in dump["target"]))
        self.assertFalse(any("_seed" in r for kind in KINDS if kind != "target" for r in dump[kind]))
        self.ok("set", "target", "1", "note=已核对")
        self.assertNotIn("_seed", self.dump()["target"][0])

    def test_one_undo_takes_it_back(self):
        self.ok("undo")
        dump = self.dump()
        self.assertEqual([k for k in dump if dump[k]], ["target", "holiday", "case_criterion"])

    def test_indicators(self):
        answer = self.json("indicators", "2025Q4", "--json")
        self.assertEqual(list(answer), ["quarter", "on", "revision", "indicators"])
        self.assertEqual((answer["quarter"], answer["on"]), ("2025Q4", "2025-12-31"))
        by = {i["indicator"]: i for i in answer["indicators"]}
        self.assertEqual(len(by), 19)
        for i in answer["indicators"]:
            self.assertEqual(list(i), ["indicator", "name", "numerator", "denominator", "value", "unit", "target", "due", "met", "gap", "missing",
                                       "source", "failing"])
        scale = by["scale"]
        self.assertEqual([scale[k] for k in ("name", "numerator", "denominator", "value", "unit", "target", "due", "met", "gap")],
                         ["大中型矿山比例", 16, 27, "59.3", "%", "60", "2025-12-31", False, 1])
        self.assertEqual(len(scale["failing"]), 11)
        self.assertEqual(set(scale["failing"][0]), {"kind", "id", "name"})
        self.assertEqual([m["name"] for m in by["information"]["missing"]], ["示例金石灰岩矿"])
        self.assertEqual({k for k in by if by[k]["met"]}, {"mechanization_large", "standard2", "engineer", "regulator", "enforcement", "training_video",
                                                            "acceptance_sample", "cases", "accidents_larger"})
        self.assertEqual((by["cases"]["numerator"], by["cases"]["denominator"]), (1, None))
        parts = self.json("indicators", "2025-12-31", "--by", "type", "--json")
        scale = next(i for i in parts["indicators"] if i["indicator"] == "scale")
        self.assertEqual(sum(p["denominator"] for p in scale["parts"]), 27)
        self.ok("set", "accident", "1", "grade=较大")
        parts = self.json("indicators", "2025-12-31", "--by", "type", "--json")
        larger = next(i for i in parts["indicators"] if i["indicator"] == "accidents_larger")
        self.assertIsNone(larger["denominator"])
        self.assertEqual([(p["numerator"], p["denominator"]) for p in larger["parts"]], [(1, None)])
        self.assertIn("还差1座", self.ok("indicators", "2025Q4"))
        for by_what in ("town", "mineral", "size"):
            self.ok("indicators", "2025Q4", "--by", by_what)

    def exports(self):
        out = {}
        for kind in KINDS:
            path = self.folder / f"{kind}.csv"
            self.ok("export", kind, "-o", path, "--unmasked")
            out[kind] = sorted(path.read_text("utf-8-sig").split("\r\n"))
        return out

    def test_out_and_in_again(self):
        before, book = self.dump(), self.folder / "全部.xlsx"
        self.ok("export", "all", "-o", book, "--unmasked")
        again = self.json("import", book, "--json")
        self.assertEqual(([p for p in again["problems"] if p["severity"] != "info"], again["change"]), ([], None))
        self.assertEqual(len(again["sheets"]), len(KINDS))
        for sheet in again["sheets"]:
            self.assertEqual((sheet["new"], sheet["changed"], sheet["refused"]), (0, 0, 0), sheet)
            self.assertEqual(sheet["unchanged"], len(before[sheet["kind"]]))
        self.assertEqual(self.dump(), before)
        tables = self.exports()
        for kind in KINDS:
            self.assertIsNone(self.json("import", self.folder / f"{kind}.csv", "--kind", kind, "--json")["change"], kind)
        # Into an empty ledger: the same records under other numbers.
        self.ledger = self.folder / "zwei.kuangan"
        self.init()
        self.ok("import", book)
        self.assertEqual(self.exports(), tables)

    def test_masked_export_does_no_harm(self):
        before, book = self.dump(), self.folder / "遮盖.xlsx"
        self.ok("export", "all", "-o", book)
        data = b"".join(clitest_parts(book))
        self.assertNotRegex(data.decode("utf-8", "replace"), r"1390000\d{4}|990116\d{12}")
        self.run_program("import", book, "--skip-bad")
        self.assertEqual(self.dump(), before)

    def files(self, folder):
        return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (self.folder / folder).iterdir()}

    def report(self, folder, *more):
        r = self.run_program("report", "2025Q4", "-o", self.folder / folder, *more)
        self.assertEqual(r.returncode, 0, r.stderr.decode())
        files = self.files(folder)
        self.assertEqual(sorted(files), ["2025Q4-annexes.xlsx", "2025Q4-report.pdf"])
        self.assertTrue((self.folder / folder / "2025Q4-report.pdf").read_bytes().startswith(b"%PDF-"))
        return files

    def test_report_and_freeze(self):
        first = self.report("a")
        self.assertEqual(self.report("b"), first)
        text = self.ok("freeze", "2025Q4")
        self.assertIn("第1版", text)
        frozen = self.report("c")
        for digest in frozen.values():
            self.assertIn(digest, text)
        revision = self.json("list", "frozen", "--json")[0]["revision"]
        self.ok("set", "mine", "示例坪石灰岩矿", "status=停产", "video=否", "std_level=未达标")
        self.ok("delete", "typical_case", self.json("list", "typical_case", "--json")[0]["id"])
        self.assertEqual(self.report("d"), frozen)
        self.assertEqual(self.report("d", "--as-of", revision), frozen)
        self.assertIn("第2版", self.ok("freeze", "2025Q4"))
        second = self.report("e")
        self.assertNotEqual(second["2025Q4-report.pdf"], frozen["2025Q4-report.pdf"])
        self.ok("verify")

    def test_files_are_what_the_script_makes(self):
        try:
            subprocess.run([sys.executable, "-c", "import openpyxl"], check=True, capture_output=True)
        except subprocess.CalledProcessError:
            self.skipTest("openpyxl is not there")
        r = subprocess.run([sys.executable, "-B", SAMPLE / "make-sample.py", "--check"], capture_output=True, text=True)
        self.assertEqual(r.returncode, 0, r.stdout + r.stderr)


def clitest_parts(path):
    import zipfile
    with zipfile.ZipFile(path) as z:
        return [z.read(n) for n in z.namelist()]


if __name__ == "__main__":
    clitest.main()
