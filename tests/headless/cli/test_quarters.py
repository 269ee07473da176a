#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The quarterly report of small and unusual ledgers: what it says where little is filled in, and what its sheets hold."""

import re
import shutil
import subprocess
import zipfile
from xml.etree import ElementTree

import clitest
from clitest import Case

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def read_sheets(path):
    """Name of a sheet → {place: text, number, or ("day", number)}."""
    with zipfile.ZipFile(path) as z:
        formats = ElementTree.fromstring(z.read("xl/styles.xml"))
        days = {f.get("numFmtId") for f in formats.iter(MAIN + "numFmt") if "yyyy" in f.get("formatCode")}
        styles = [x.get("numFmtId") in days for x in formats.find(MAIN + "cellXfs")]
        places = {r.get("Id"): r.get("Target") for r in ElementTree.fromstring(z.read("xl/_rels/workbook.xml.rels"))}
        sheets = {}
        for sheet in ElementTree.fromstring(z.read("xl/workbook.xml")).iter(MAIN + "sheet"):
            cells = sheets[sheet.get("name")] = {}
            for c in ElementTree.fromstring(z.read("xl/" + places[sheet.get(OFFICE + "id")])).iter(MAIN + "c"):
                value = c.find(MAIN + "v")
                if c.get("t") == "inlineStr":
                    cells[c.get("r")] = "".join(t.text or "" for t in c.iter(MAIN + "t"))
                elif value is not None:
                    number = float(value.text)
                    cells[c.get("r")] = ("day", number) if styles[int(c.get("s", "0"))] else number
        return sheets


class Quarters(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.e = self.new("enterprise", name="示例石料有限公司", town="珞璜镇", insured="是")
        self.m = self.new("mine", enterprise=self.e, name="示例坪石灰岩矿", type="露天矿山", status="生产", town="珞璜镇",
                          disposal="升级改造", disposal_due="2026-12-31")

    def report(self, quarter):
        """The text of the PDF without blanks, and what is said beside it."""
        r = self.run_program("report", quarter, "-o", self.folder)
        self.assertEqual(r.returncode, 0, r.stderr.decode())
        self.sheets = read_sheets(self.folder / f"{quarter}-annexes.xlsx")
        if shutil.which("pdftotext") is None:
            self.skipTest("no poppler-utils here")
        text = subprocess.run(["pdftotext", self.folder / f"{quarter}-report.pdf", "-"], capture_output=True, check=True).stdout.decode()
        return re.sub(r"\s|—\d+—", "", text), r.stderr.decode()

    def row(self, sheet, first):
        cells = self.sheets[sheet]
        number = next(re.sub("[A-Z]", "", at) for at, value in cells.items() if value == first)
        return {re.sub("[0-9]", "", at): value for at, value in cells.items() if re.sub("[A-Z]", "", at) == number}

    def test_nothing_filled_in(self):
        for day in ("2025-11-03", "2025-12-09"):
            self.new("inspection", mine=self.m, started=day, trigger="计划")
        text, _ = self.report("2025Q4")
        self.assertIn("投保安全生产责任保险的企业1家（其中1家未填保险有效期）", text)
        self.assertIn("联合检查0家次（2家次未填是否联合）", text)
        months = {label: self.row("附件3 检查执法按月", label)["D"] for label in ("10月", "11月", "12月", "本季小计")}
        self.assertEqual(months, {"10月": 0, "11月": "未填", "12月": "未填", "本季小计": "未填"})

    def test_before_the_first_record(self):
        """No number of a time of which the ledger knows nothing."""
        self.new("inspection", mine=self.m, started="2025-11-03", trigger="计划", joint="是")
        self.report("2025Q4")
        row = self.row("数据", "现场检查")
        self.assertEqual((row["B"], row["D"], row["E"], row["G"]), (1, "无数据", "无数据", "无上季数据"))
        self.new("inspection", mine=self.m, started="2025-03-03", trigger="计划")
        self.report("2025Q4")
        row = self.row("数据", "现场检查")
        self.assertEqual((row["B"], row["D"], row["E"], row["G"]), (1, 0, "无数据", "上季为零"))

    def test_numbers_and_days(self):
        """What is a number or a day is one in the sheets too."""
        self.new("hazard", mine=self.m, found="2025-10-13", level="重大", description="边坡角大于设计", deadline="2025-11-27",
                 criterion="LT-04")
        self.new("suspension", mine=self.m, kind="停产", since="2025-10-14")
        self.report("2025Q4")
        self.assertEqual(self.row("附件9 四个一批和普查", "合计")["B"], 1)
        self.assertEqual(self.row("附件9 停复产", "合计")["B"], 1)
        self.assertEqual(self.row("附件9 举报", "合计")["B"], 0)
        self.assertEqual(self.row("附件4 重大事故隐患", "示例坪石灰岩矿")["F"], ("day", 45943))
        self.assertIn(("day", 45943), self.sheets["明细-隐患"].values())
        self.assertEqual(self.row("附件9 停复产", "示例坪石灰岩矿")["E"], ("day", 45944))
        for sheet, cells in self.sheets.items():
            for at, value in cells.items():
                self.assertFalse(isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value), (sheet, at, value))

    def test_another_district(self):
        for key, value in (("district.name", "和静县"), ("bureau.name", "和静县应急管理局"), ("report.red_head", "和静县应急管理局文件")):
            self.new("setting", key=key, value=value)
        text, said = self.report("2026Q1")
        self.assertIn("全县有在册非煤矿山1座", text)
        self.assertRegex(said, "区县是和静县，设置里的[^\n]*印发机关[^\n]*还写着江津")
        self.assertNotRegex(said, "设置里的[^\n]*机关全称")
        self.assertRegex(said, "报告的“导语”还写着江津")


if __name__ == "__main__":
    clitest.main()
