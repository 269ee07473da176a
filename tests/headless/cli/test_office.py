#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What kuanganctl exports opens in LibreOffice and Gnumeric as it was meant."""

import csv
import io
import shutil
import subprocess

import clitest
from clitest import KINDS, Case


class Office(Case):
    def setUp(self):
        super().setUp()
        self.init(sample=True)
        self.book = self.folder / "all.xlsx"
        self.ok("export", "all", "-o", self.book, "--unmasked")
        self.mines = self.json("list", "mine", "--json")
        self.permits = {r["number"]: r for r in self.json("list", "permit", "--json")}

    def check(self, text, dates):
        """The sheet of permits: texts as texts, dates as dates, in the order of the list."""
        rows = list(csv.reader(io.StringIO(text)))
        head = rows[0]
        self.assertEqual(head[:4], ["企业", "矿山", "证照类型", "证号"])
        self.assertEqual(len(rows) - 1, len(self.permits))
        number, until = head.index("证号"), head.index("有效期至")
        for row in rows[1:]:
            record = self.permits[row[number]]
            want = record["valid_until"]
            self.assertIn(row[until], ["长期"] if want == "9999-12-31" else dates(want))

    def test_libreoffice(self):
        if shutil.which("soffice") is None:
            self.skipTest("LibreOffice is not here")
        single = self.folder / "permit.xlsx"
        self.ok("export", "permit", "-o", single)
        self.convert("csv:Text - txt - csv (StarCalc):44,34,76", self.folder, single)
        out = self.folder / "permit.csv"
        if not out.exists():
            self.skipTest("LibreOffice has no Calc here")
        self.check(out.read_text("utf-8"), lambda d: [d])
        self.convert("ods", self.folder, self.book)
        self.assertTrue((self.folder / "all.ods").exists())

    def test_gnumeric(self):
        if shutil.which("ssconvert") is None:
            self.skipTest("Gnumeric is not here")
        r = subprocess.run(["ssconvert", "-S", self.book, self.folder / "sheet.csv"], capture_output=True, timeout=240)
        self.assertEqual((r.returncode, b"WARN" in r.stderr), (0, False), r.stderr)
        sheets = sorted(self.folder.glob("sheet.csv.*"), key=lambda p: int(p.suffix[1:]))
        self.assertEqual(len(sheets), len(KINDS))
        self.check(sheets[KINDS.index("permit")].read_text("utf-8"), lambda d: [d, d.replace("-", "/")])
        mines = list(csv.reader(io.StringIO(sheets[KINDS.index("mine")].read_text("utf-8"))))
        column = mines[0].index("经度")
        self.assertEqual(sorted(float(r[column]) for r in mines[1:]), sorted(float(m["longitude"]) for m in self.mines))


if __name__ == "__main__":
    clitest.main()
