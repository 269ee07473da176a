#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""fill: a superior's empty table, with all that hangs on it, comes back filled and otherwise as it was."""

import re
import zipfile
from xml.etree import ElementTree

import clitest
from clitest import Case

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
N = {"m": MAIN}


def text(ref, words, style=1):
    return f'<c r="{ref}" s="{style}" t="inlineStr"><is><t>{words}</t></is></c>'


def relation(n, kind, target):
    return f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def relations(*those):
    return f'<Relationships xmlns="{RELATIONS}">{"".join(those)}</Relationships>'


def parts(rows, headings=("序号", "企业名称", "矿山名称", "统一社会信用代码", "主要负责人电话", "标准化有效期至", "上年度产量")):
    """A title, headings of two rows, empty rows, a sum, remarks; a second sheet that counts on it."""
    last = 4 + rows
    body = f'<row r="1" ht="40" customHeight="1">{text("A1", "非煤矿山基本情况表", 2)}</row><row r="2">{text("A2", "填报单位：")}</row>'
    body += f'<row r="3">{"".join(text("ABCDEFG"[i] + "3", h) for i, h in enumerate(headings))}</row><row r="4"/>'
    merges = ["A1:G1"] + [f"{c}3:{c}4" for c in "ABCDEFG"] + [f"A{last + 1}:F{last + 1}"]
    for r in range(5, last + 1):
        cells = "".join(f'<c r="{c}{r}" s="{3 if c == "F" else 1}"/>' for c in "ABCDEFG")
        body += f'<row r="{r}" ht="24" customHeight="1">{cells}<c r="H{r}"><f>G{r}/G${last + 1}</f><v>77777</v></c></row>'
    body += f'<row r="{last + 1}">{text(f"A{last + 1}", "合计")}<c r="G{last + 1}" s="1"><f>SUM(G5:G{last})</f><v>77777</v></c></row>'
    body += f'<row r="{last + 3}">{text(f"A{last + 3}", "注：本表一式两份。")}</row>'
    sheet = (f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{MAIN}"><dimension ref="A1:H{last + 3}"/>'
             f'<sheetData>{body}</sheetData><mergeCells count="{len(merges)}">{"".join(f"""<mergeCell ref="{m}"/>""" for m in merges)}</mergeCells>'
             f'<conditionalFormatting sqref="G5:G{last}"><cfRule type="cellIs" priority="1" operator="greaterThan"><formula>G{last + 1}</formula></cfRule></conditionalFormatting>'
             f'<dataValidations count="1"><dataValidation type="list" sqref="C5:C{last}"><formula1>"甲,乙"</formula1></dataValidation></dataValidations>'
             '<legacyDrawing/></worksheet>')
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/calcChain.xml" ContentType="c"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="w"/><Override PartName="/_xmlsignatures/sig1.xml" ContentType="s"/></Types>',
        "_rels/.rels": relations(relation(1, "officeDocument", "xl/workbook.xml"),
                                 f'<Relationship Id="r2" Type="{RELATIONS}/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/>'),
        "_xmlsignatures/sig1.xml": "<Signature/>",
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="附件 1" sheetId="1" r:id="r1"/>'
        '<sheet name="汇总" sheetId="2" r:id="r2"/><sheet name="说明" sheetId="3" r:id="r5"/></sheets><definedNames>'
        f'<definedName name="_xlnm.Print_Area" localSheetId="0">\'附件 1\'!$A$1:$H${last + 3}</definedName></definedNames><calcPr calcId="191029"/></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            relation(1, "worksheet", "worksheets/sheet1.xml"), relation(2, "worksheet", "worksheets/sheet2.xml"),
            relation(3, "styles", "styles.xml"), relation(4, "calcChain", "calcChain.xml"), relation(5, "worksheet", "worksheets/sheet3.xml")),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/worksheets/sheet2.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><f>\'附件 1\'!G{last + 1}+A9</f><v>77777</v></c></row></sheetData></worksheet>',
        "xl/worksheets/sheet3.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row></sheetData></worksheet>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><borders count="2"><border/><border><left style="thin"/></border></borders><cellXfs count="4">'
        '<xf numFmtId="0" borderId="0"/><xf numFmtId="0" borderId="1"/><xf numFmtId="0" borderId="0" fontId="1"/><xf numFmtId="31" borderId="1"/></cellXfs></styleSheet>',
        "xl/calcChain.xml": f'<calcChain xmlns="{MAIN}"><c r="H5" i="1"/></calcChain>',
        "customXml/item1.xml": "<别人的 xmlns='x'>东西</别人的>",
        "xl/media/logo.bin": "\x00\x01二进制",
    }


def names(sheet, row):
    return {c.get("r"): c for c in sheet.findall(f".//m:row[@r='{row}']/m:c", N)}


class Fill(Case):
    def template(self, rows, **more):
        path = self.folder / "空表.xlsx"
        with zipfile.ZipFile(path, "w") as book:
            for name, body in parts(rows, **more).items():
                book.writestr(name, body)
        return path

    def filled(self, rows, *options, **more):
        path = self.template(rows, **more)
        out = self.folder / "填好.xlsx"
        told = self.json("fill", path, "-o", out, "--json", *options)
        with zipfile.ZipFile(path) as a, zipfile.ZipFile(out) as b:
            self.assertIsNone(b.testzip())
            return told, {n: a.read(n).decode() for n in a.namelist()}, {n: b.read(n).decode() for n in b.namelist()}

    def test_room_enough(self):
        self.init(sample=True)
        told, before, after = self.filled(40)
        mines = self.json("list", "mine", "--json")
        self.assertEqual((told["kind"], told["filled"], told["added"], told["room"]), ("mine", len(mines), 0, 40))
        self.assertEqual([c["field"] for c in told["columns"]],
                         ["#", "enterprise", "name", "enterprise.credit_code", "enterprise.principal_phone", "std_until", "output"])
        self.assertEqual(set(before) - set(after), {"_xmlsignatures/sig1.xml"})
        self.assertEqual({n for n in after if before[n] != after[n]},
                         {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/workbook.xml", "[Content_Types].xml", "_rels/.rels"})
        self.assertNotIn("igature", after["[Content_Types].xml"] + after["_rels/.rels"])
        self.assertIn('<calcPr calcId="191029" fullCalcOnLoad="1"/>', after["xl/workbook.xml"])
        self.assertNotIn("<v>77777</v>", after["xl/worksheets/sheet1.xml"] + after["xl/worksheets/sheet2.xml"])
        sheet = ElementTree.fromstring(after["xl/worksheets/sheet1.xml"])
        old = ElementTree.fromstring(before["xl/worksheets/sheet1.xml"])
        # Styles, heights, merges, formulas: as they were, cell by cell.
        look = lambda s: {c.get("r"): c.get("s") for c in s.iter(f"{{{MAIN}}}c")}
        self.assertEqual(look(sheet), look(old))
        height = lambda s: [(r.get("r"), r.get("ht")) for r in s.iter(f"{{{MAIN}}}row")]
        self.assertEqual(height(sheet), height(old))
        formulas = lambda s: [f.text for f in s.iter(f"{{{MAIN}}}f")]
        self.assertEqual(formulas(sheet), formulas(old))
        first = names(sheet, 5)
        self.assertEqual(first["A5"].findtext("m:v", None, N), "1")
        self.assertRegex("".join(first["E5"].itertext()), r"^\d{3}\*{4}\d{4}$")
        self.assertRegex("".join(first["D5"].itertext()), r"^9[0-9A-Z]{17}$")
        self.assertEqual("".join(names(sheet, 44)["B44"].itertext()), "")

    def test_rows_added(self):
        self.init(sample=True)
        told, before, after = self.filled(3)
        n = told["filled"]
        self.assertEqual(told["added"], n - 3)
        last = 4 + n
        self.assertEqual(set(before) - set(after), {"_xmlsignatures/sig1.xml", "xl/calcChain.xml"})
        self.assertNotIn("calcChain", after["[Content_Types].xml"] + after["xl/_rels/workbook.xml.rels"])
        for name in ("customXml/item1.xml", "xl/media/logo.bin", "xl/styles.xml", "xl/worksheets/sheet3.xml"):
            self.assertEqual(before[name], after[name])
        self.assertIn(f"'附件 1'!$A$1:$H${last + 3}<", after["xl/workbook.xml"])
        self.assertIn(f"<f>'附件 1'!G{last + 1}+A9</f>", after["xl/worksheets/sheet2.xml"])
        body = after["xl/worksheets/sheet1.xml"]
        sheet = ElementTree.fromstring(body)
        numbers = [int(r.get("r")) for r in sheet.iter(f"{{{MAIN}}}row")]
        self.assertEqual(numbers, sorted(set(numbers)))
        for row in sheet.iter(f"{{{MAIN}}}row"):
            self.assertTrue(all(re.fullmatch(rf"[A-H]{row.get('r')}", c.get("r")) for c in row))
        for r in range(5, last + 1):
            cells = names(sheet, r)
            self.assertEqual([cells[f"{c}{r}"].get("s") for c in "ABCDEFG"], ["1"] * 5 + ["3", "1"])
            self.assertEqual(cells[f"A{r}"].findtext("m:v", None, N), str(r - 4))
            self.assertEqual(cells[f"H{r}"].findtext("m:f", None, N), f"G{r}/G${last + 1}")
            self.assertEqual(sheet.find(f".//m:row[@r='{r}']", N).get("ht"), "24")
        self.assertIn(f"<f>SUM(G5:G{last})</f>", body)
        for place in (f'ref="A1:H{last + 3}"', f'ref="A{last + 1}:F{last + 1}"', 'ref="A3:A4"', f'sqref="G5:G{last}"', f'sqref="C5:C{last}"',
                      f"<formula>G{last + 1}</formula>"):
            self.assertIn(place, body)
        self.assertIn("合计", "".join(names(sheet, last + 1)[f"A{last + 1}"].itertext()))
        self.assertIn("一式两份", "".join(names(sheet, last + 3)[f"A{last + 3}"].itertext()))

    def test_choices(self):
        self.init(sample=True)
        town = self.json("list", "mine", "--json")[0]["town"]
        told, _, after = self.filled(3, "--where", f"town={town}", "--unmasked", "--map", "G=risk_grade", "--map", "A=-")
        self.assertEqual(told["filled"], len(self.json("list", "mine", "--where", f"town={town}", "--json")))
        sheet = ElementTree.fromstring(after["xl/worksheets/sheet1.xml"])
        self.assertRegex("".join(names(sheet, 5)["E5"].itertext()), r"^\d{11}$")
        self.assertEqual("".join(names(sheet, 5)["A5"].itertext()), "")
        # Said once, and known from then on.
        told, _, _ = self.filled(12)
        self.assertEqual([(c["field"], c["remembered"]) for c in told["columns"]][-1], ("risk_grade", True))
        told, _, _ = self.filled(2, "--kind", "enterprise")
        self.assertEqual(told["kind"], "enterprise")

    def test_refused(self):
        self.init()
        path = self.template(3)
        out = self.folder / "x.xlsx"
        self.fails(2, "fill", path, says="-o")
        self.fails(2, "fill", path, "-o", out, "--map", "name", says="name")
        self.fails(2, "fill", path, "-o", out, "--map", "C=nope", says="nope")
        self.fails(2, "fill", path, "-o", path)
        self.fails(1, "fill", path, "-o", out, "--sheet", "别的", says="别的")
        self.fails(1, "fill", self.folder / "没有.xlsx", "-o", out, says="没有.xlsx")
        body = path.read_bytes()
        for n in (100, len(body) // 2, len(body) - 30):
            broken = self.folder / "断.xlsx"
            broken.write_bytes(body[:n])
            self.fails(1, "fill", broken, "-o", out)
        self.fails(1, "fill", self.template(3, headings=("甲", "乙", "丙", "丁", "戊", "己", "庚")), "-o", out, says="没有认出")
        self.assertFalse(out.exists())
        self.assertEqual([p.name for p in self.folder.iterdir() if p.name.startswith(".")], [])


if __name__ == "__main__":
    clitest.main()
