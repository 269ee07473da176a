# SPDX-License-Identifier: GPL-3.0-or-later
"""The sheet that a town or an enterprise fills in, and its way back."""

import re
import shutil
import subprocess
import unittest
import zipfile

import clitest
from clitest import Case

SHEET = "xl/worksheets/sheet1.xml"
UNIT = "重庆示例青峦砂石有限公司"


def fill(path, cells):
    """Writes texts into cells of the sheet, as somebody types them."""
    with zipfile.ZipFile(path) as book:
        parts = {n: book.read(n) for n in book.namelist()}
    xml = parts[SHEET].decode()
    for place, text in cells.items():
        row = re.sub(r"\D", "", place)
        cell = f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'
        xml, n = re.subn(rf'(<row r="{row}".*?)</row>', lambda m: m[1] + cell + "</row>", xml, count=1, flags=re.S)
        assert n == 1, place
    parts[SHEET] = xml.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, body in parts.items():
            book.writestr(name, body)


class Measures(Case):
    made = None

    def setUp(self):
        super().setUp()
        if Measures.made is None:
            self.init(sample=True)
            Measures.made = self.ledger.read_bytes()
        self.ledger.write_bytes(Measures.made)
        self.sheet = self.folder / "填报表.xlsx"

    def progress(self, unit=UNIT, quarter="2026Q1"):
        return {r["measure_name"]: r for r in self.json("list", "measure_progress", "--where", f"enterprise={unit}",
                                                        "--where", f"quarter={quarter}", "--json")}

    def test_round_trip(self):
        self.ok("measures", "2026Q1", "export", "--unit", UNIT, "-o", self.sheet)
        tasks = self.json("list", "measure", "--where", "actor=企业", "--json")
        with zipfile.ZipFile(self.sheet) as book:
            xml = book.read(SHEET).decode()
        self.assertEqual(xml.count("<row "), len(tasks) + 1)
        self.assertIn("落实,部分落实,不落实,假落实,软落实,不涉及", xml)
        self.assertIn("无,通报,曝光,约谈,列为重点执法对象", xml)

        fill(self.sheet, {"E2": "部分落实", "F2": "现场履职已排班", "E3": "软落实", "I3": "约谈"})
        self.ok("import", self.sheet)
        found = self.progress()
        self.assertEqual(len(found), len(tasks))
        first, second = found[tasks[0]["no"]], found[tasks[1]["no"]]
        self.assertEqual([first["state"], first["progress"]], ["部分落实", "现场履职已排班"])
        self.assertEqual([second["state"], second["action"]], ["软落实", "约谈"])

        # What is known stands in it the next time; nothing changes by importing it as it is.
        self.ok("measures", "2026Q1", "export", "--unit", UNIT, "-o", self.sheet)
        before = self.json("list", "measure_progress", "--json")
        self.ok("import", self.sheet)
        self.assertEqual(self.json("list", "measure_progress", "--json"), before)
        with zipfile.ZipFile(self.sheet) as book:
            self.assertIn("现场履职已排班", book.read(SHEET).decode())

    def test_town(self):
        mines = self.json("list", "mine", "--where", "town=白沙镇", "--where", "status!=关闭", "--json")
        enterprises = {m["enterprise"] for m in mines}
        tasks = self.json("list", "measure", "--where", "actor=企业", "--json")
        self.ok("measures", "2026Q1", "export", "--unit", "白沙镇", "-o", self.sheet)
        with zipfile.ZipFile(self.sheet) as book:
            xml = book.read(SHEET).decode()
        self.assertGreater(len(enterprises), 0)
        self.assertEqual(xml.count("<row "), len(tasks) * len(enterprises) + 1)

    def test_unit(self):
        self.ok("measures", "2026Q1", "export", "--unit", "区政府办公室", "-o", self.sheet)
        tasks = self.json("list", "measure", "--where", "lead~区政府办公室", "--json")
        with zipfile.ZipFile(self.sheet) as book:
            self.assertEqual(book.read(SHEET).decode().count("<row "), len(tasks) + 1)

    def test_refused(self):
        self.fails(1, "measures", "2026Q1", "export", "--unit", "没有的镇", "-o", self.sheet, says="没有的镇")
        self.assertFalse(self.sheet.exists())
        self.fails(2, "measures", "2026Q1", "export", "-o", self.sheet, says="--unit")
        self.fails(2, "measures", "2026Q1", "list", says="export")
        self.fails(2, "measures", "2026Q1", "fill", "--task", "硬措施-1.2", says="--state")
        self.fails(1, "measures", "2026Q1", "fill", "--task", "没有", "--state", "落实")

    def test_fill(self):
        before = self.json("list", "measure_progress", "--json")
        words = [w for no in ("1.2", "1.3") for w in ("--task", f"硬措施-{no}")]
        self.ok("measures", "2026Q1", "fill", *words, "--unit", UNIT, "--state", "软落实")
        self.ok("measures", "2026Q2", "fill", *words[:2], "--unit", UNIT, "--state", "部分落实")
        cells = {(c["no"], c["unit"]): c for c in self.json("measures", "2026Q2", "show", "--json")["cells"]}
        first, second = cells["硬措施-1.2", UNIT], cells["硬措施-1.3", UNIT]
        self.assertEqual([first["state"], first["last"], first["change"]], ["部分落实", "软落实", 1])
        self.assertEqual([second["state"], second["last"], second["change"]], [None, "软落实", 0])
        self.assertIn("◐↑", self.ok("measures", "2026Q2", "show"))
        self.ok("undo")
        self.ok("undo")
        self.assertEqual(self.json("list", "measure_progress", "--json"), before)

    @unittest.skipUnless(shutil.which("soffice"), "no LibreOffice here")
    def test_libreoffice(self):
        self.ok("measures", "2026Q1", "export", "--unit", UNIT, "-o", self.sheet)
        fill(self.sheet, {"E2": "落实"})
        out = self.folder / "out"
        subprocess.run(["soffice", f"-env:UserInstallation=file://{self.folder}/office", "--headless", "--convert-to",
                        "xlsx", "--outdir", out, self.sheet], check=True, capture_output=True, timeout=120)
        self.ok("import", out / self.sheet.name)
        self.assertEqual([r["state"] for r in self.progress().values()].count("落实"), 1)


if __name__ == "__main__":
    clitest.main()
