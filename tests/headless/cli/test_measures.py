# SPDX-License-Identifier: GPL-3.0-or-later
"""The sheet that a town or an enterprise fills in, and its way back."""

import re
import shutil
import unittest
import zipfile

import clitest
import sheets
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


def add_row(path, cells):
    """Writes a row below the last one, as somebody does who has more to say."""
    with zipfile.ZipFile(path) as book:
        parts = {n: book.read(n) for n in book.namelist()}
    xml = parts[SHEET].decode()
    row = max(int(row) for row in re.findall(r'<row r="(\d+)"', xml)) + 1
    body = "".join(f'<c r="{column}{row}" t="inlineStr"><is><t>{text}</t></is></c>' for column, text in cells.items())
    parts[SHEET] = xml.replace("</sheetData>", f'<row r="{row}">{body}</row></sheetData>').encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)


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
        self.assertIn("待回头看,已核实,反弹", xml)

        fill(self.sheet, {"F2": "部分落实", "G2": "现场履职已排班", "F3": "软落实", "J3": "约谈", "L3": "反弹",
                          "N3": "2026-01-09"})
        self.ok("import", self.sheet)
        found = self.progress()
        self.assertEqual(len(found), 2)  # a line without an answer is none
        first, second = found[tasks[0]["no"]], found[tasks[1]["no"]]
        self.assertEqual([first["state"], first["progress"]], ["部分落实", "现场履职已排班"])
        self.assertEqual([second["state"], second["action"]], ["软落实", "约谈"])
        self.assertEqual([second["review"], second["reviewed"]], ["反弹", "2026-01-09"])

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
        own = self.json("list", "measure", "--where", "actor=属地政府", "--json")
        self.ok("measures", "2026Q1", "export", "--unit", "白沙镇", "-o", self.sheet)
        with zipfile.ZipFile(self.sheet) as book:
            xml = book.read(SHEET).decode()
        self.assertGreater(len(enterprises), 0)
        self.assertGreater(len(own), 0)
        self.assertEqual(xml.count("<row "), len(tasks) * len(enterprises) + len(own) + 1)
        # The town's own tasks stand first and come back as the town's, not as the district's.
        fill(self.sheet, {"F2": "部分落实", "L2": "待回头看"})
        self.ok("import", self.sheet)
        found = self.json("list", "measure_progress", "--where", "town=白沙镇", "--json")
        self.assertEqual([[r["measure_name"], r["state"], r["review"], r.get("enterprise")] for r in found],
                         [[own[0]["no"], "部分落实", "待回头看", None]])
        cells = {(c["no"], c["unit"]): c for c in self.json("measures", "2026Q1", "show", "--json")["cells"]}
        self.assertEqual(cells[own[0]["no"], "白沙镇"]["state"], "部分落实")
        self.assertIsNone(cells[own[0]["no"], "全区"]["state"])

    def test_unit(self):
        self.ok("measures", "2026Q1", "export", "--unit", "区政府办公室", "-o", self.sheet)
        tasks = self.json("list", "measure", "--where", "lead~区政府办公室", "--json")
        with zipfile.ZipFile(self.sheet) as book:
            self.assertEqual(book.read(SHEET).decode().count("<row "), len(tasks) + 1)

    def test_refused(self):
        self.fails(1, "measures", "2026Q1", "export", "--unit", "没有的镇", "-o", self.sheet, says="没有的镇")
        self.assertFalse(self.sheet.exists())
        self.fails(2, "measures", "2026Q1", "export", says="-o")
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

    def test_review(self):
        words = [w for no in ("1.2", "1.3") for w in ("--task", f"硬措施-{no}")]
        self.fails(2, "measures", "2026Q1", "fill", *words, "--unit", UNIT, "--review", "待回头看", says="落实情况")
        self.ok("measures", "2026Q1", "fill", *words, "--unit", UNIT, "--state", "落实", "--review", "待回头看")
        self.ok("measures", "2026Q1", "fill", *words[:2], "--unit", UNIT, "--review", "反弹", "--action", "通报")
        found = self.progress()
        self.assertEqual([found["硬措施-1.2"]["review"], found["硬措施-1.2"]["reviewed"],
                          found["硬措施-1.2"]["action"]], ["反弹", "2026-01-05", "通报"])
        self.assertEqual([found["硬措施-1.3"]["review"], found["硬措施-1.3"].get("reviewed")], ["待回头看", None])
        self.assertIn("✓反", self.ok("measures", "2026Q1", "show"))
        due = self.json("due", "--on", "2026-07-01", "--json")
        self.assertEqual([d["rule"] for d in due["due"] if d["rule"].startswith("measure_re") and
                          d["id"] in (found["硬措施-1.2"]["id"], found["硬措施-1.3"]["id"])], ["measure_review"])

    def test_analysis(self):
        words = [w for no in ("1.2", "1.3") for w in ("--task", f"硬措施-{no}")]
        self.ok("measures", "2026Q1", "fill", *words, "--unit", UNIT, "--state", "软落实", "--action", "约谈")
        self.ok("measures", "2026Q1", "fill", *words, "--state", "部分落实")
        id = self.json("list", "measure_progress", "--where", "quarter=2026Q1", "--where", "state=部分落实",
                       "--json")[0]["id"]
        self.ok("set", "measure_progress", str(id), "problem=两班没有{排班}", "next=月底前排满")
        text = self.ok("measures", "2026Q1", "analysis")
        for said in ("（一）进展", "（二）短板", "（三）举措", "存在问题：两班没有{排班}。", "下步举措：月底前排满。",
                     "部分落实2项", f"{UNIT}涉及2项，不落实或者假落实软落实2项", "落实率0.0%（0/2）"):
            self.assertIn(said, text)
        # The draft says the same: words are written out, figures stay named.
        draft = self.ok("measures", "2026Q1", "analysis", "--draft")
        self.assertIn("存在问题：两班没有{{排班}。", draft)
        self.assertIn("{部分落实的任务}", draft)
        self.assertNotIn("{逐项 未完全落实的任务}", draft)
        self.assertIn("{逐项 落后的企业和镇街（前十）", draft)
        file = self.folder / "分析.txt"
        file.write_text(draft)
        self.ok("measures", "2026Q1", "analysis", "--text", file)
        self.assertEqual(self.ok("measures", "2026Q1", "analysis"), text)
        # What is edited goes to the report; a figure that is none is refused.
        file.write_text(draft.replace("月底前排满", "十日内排满并公示"))
        self.ok("measures", "2026Q1", "analysis", "--text", file)
        self.assertIn("十日内排满并公示", self.ok("measures", "2026Q1", "analysis"))
        file.write_text("{progress.nothing}")
        self.fails(1, "measures", "2026Q1", "analysis", "--text", file, says="progress.nothing")

    def official(self):
        """企业15条, 地方监管15条, 属地政府6条 as such papers look: merged titles, groups and units."""
        rows, merges = {0: {0: "附件"}, 1: {0: "2025年“八条硬措施”任务清单"},
                        2: dict(enumerate(["序号", "工作任务（对应要点）", "进度要求", "工作统筹", "责任单位"]))}, [(1, 0, 1, 4)]
        lists = [("一、企业任务清单（15条）", ["（一）压实安全责任", 5, "（二）清零重大隐患", 6, "（三）超前治理灾害", 4], "各矿山企业"),
                 ("二、地方监管任务清单（15条）", ["（一）压实企业责任", 7, "（二）严格监管执法", 8], "区应急局"),
                 ("三、属地政府任务清单（6条）", ["（一）落实属地责任", 6], "各镇街")]

        def over(text):
            merges.append((len(rows), 0, len(rows), 4))
            rows[len(rows)] = {0: text}

        for title, groups, unit in lists:
            over(title)
            for name, n in zip(groups[::2], groups[1::2]):
                over(name)
                first = len(rows)
                for i in range(n):
                    rows[len(rows)] = {0: i + 1, 1: f"{title[2:6]}{name[3:]}第{i + 1}件事", 2: "12月底前"}
                rows[first].update({3: "区安委办", 4: unit})
                merges.extend([(first, 3, len(rows) - 1, 3), (first, 4, len(rows) - 1, 4)])
        path = self.folder / "任务清单.xlsx"
        sheets.write(path, "任务清单", rows, merges)
        return path

    def test_official(self):
        path = self.official()
        before = self.json("list", "measure_progress", "--json")
        self.ok("import", path)
        tasks = [m for m in self.json("list", "measure", "--json") if not m["no"].startswith("硬措施-")]
        self.assertEqual([len([m for m in tasks if m["actor"] == a]) for a in ("企业", "地方监管", "属地政府")], [15, 15, 6])
        found = {m["no"]: m for m in tasks}
        last = found["2.1.7"]
        self.assertEqual([last["heading"], last["task"], last["due"], last["lead"], last["unit"]],
                         ["压实企业责任", "地方监管压实企业责任第7件事", "12月底前", "区安委办", "区应急局"])
        self.assertEqual(found["3.1.6"]["heading"], "落实属地责任")
        self.assertIn("修改0，不变36", self.ok("import", path))
        # The list takes the place of what stood in for it; nothing that was told is lost.
        self.ok("measures", "2026Q1", "replace")
        self.assertEqual(self.json("list", "measure_progress", "--json"), before)
        self.assertIn("任务清单共36项，其中企业15项、地方监管15项、属地政府6项", self.ok("measures", "2026Q1", "analysis"))
        self.assertIn("硬措施-1.2", self.ok("measures", "2025Q4", "show"))
        self.assertNotIn("硬措施-1.2", self.ok("measures", "2026Q1", "show"))
        self.ok("undo")
        self.assertIn("硬措施-1.2", self.ok("measures", "2026Q1", "show"))

    def test_load(self):
        self.ledger.unlink()
        self.init()
        self.fails(2, "measures", "2026Q1", "replace", says="先导入")
        self.ok("measures", "2026Q1", "load")
        tasks = self.json("list", "measure", "--json")
        self.assertEqual(len(tasks), 38)
        self.assertTrue(all("不是市级任务清单原文" in m["source"] for m in tasks))
        self.assertIn("0项", self.ok("measures", "2026Q1", "load"))
        self.ok("import", self.official())
        self.ok("measures", "2026Q1", "replace")
        self.assertEqual(len(self.json("list", "measure", "--json")), 36)

    def test_book(self):
        words = [w for no in ("1.2", "1.3") for w in ("--task", f"硬措施-{no}")]
        self.ok("measures", "2026Q1", "fill", *words, "--unit", UNIT, "--state", "软落实")
        self.ok("measures", "2026Q1", "fill", *words[:2], "--unit", UNIT, "--state", "落实")
        self.ok("measures", "2026Q1", "export", "-o", self.sheet)
        with zipfile.ZipFile(self.sheet) as book:
            names = re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
            units, tasks, short = (book.read(f"xl/worksheets/sheet{i}.xml").decode() for i in (1, 2, 3))
        self.assertEqual(names, ["按单位", "按任务", "短板清单"])
        self.assertIn("50.0%（1/2）", units)
        self.assertIn("100.0%（1/1）", tasks)
        self.assertEqual(short.count("<row "), 2)
        self.assertIn("软落实", short)

    def test_as_typed(self):
        """A sheet with another name, a title above, the program's own signs, a line that was added below."""
        tasks = [t["no"] for t in self.json("list", "measure", "--where", "actor=企业", "--json")]
        signs = {"√": "落实", "✓": "落实", "◐": "部分落实", "×": "不落实", "软": "软落实", "假": "假落实", "未落实": "不落实"}
        rows = {0: {0: "2026年第一季度“八条硬措施”填报表"}, 1: {0: "填报单位：某公司"},
                2: dict(enumerate(["任务编号", "工作任务", "季度", "企业", "镇街", "落实情况（下拉选择）", "进展情况", "备注"]))}
        for i, sign in enumerate(signs):
            rows[3 + i] = {0: tasks[i], 2: "2026年第一季度", 3: UNIT, 5: sign, 6: f"第{i}项", 7: "无"}
        sheets.write(self.sheet, "白沙镇一季度", rows, merges=[(0, 0, 0, 7)])
        self.ok("import", self.sheet)
        found = self.progress()
        self.assertEqual([found[no]["state"] for no in tasks[:len(signs)]], list(signs.values()))

    def test_unknown_enterprise(self):
        """What is said of somebody who is not in the ledger does not become the district's."""
        task = self.json("list", "measure", "--where", "actor=企业", "--json")[0]["no"]
        self.ok("measures", "2026Q1", "fill", "--task", task, "--state", "落实")
        before = self.json("list", "measure_progress", "--json")
        sheets.write(self.sheet, "硬措施进展", {
            0: dict(enumerate(["任务编号", "季度", "企业", "落实情况"])), 1: dict(enumerate([task, "2026Q1", "没有登记的公司", "不落实"]))})
        self.assertIn("拒绝1", self.ok("import", self.sheet, "--skip-bad"))
        self.assertEqual(self.json("list", "measure_progress", "--json"), before)

    def test_spare_rows(self):
        """A line that is added below has its drop-downs too."""
        self.ok("measures", "2026Q1", "export", "--unit", UNIT, "-o", self.sheet)
        with zipfile.ZipFile(self.sheet) as book:
            xml = book.read(SHEET).decode()
        last = max(int(row) for row in re.findall(r'<row r="(\d+)"', xml))
        self.assertIn(f'sqref="F2:F{last + 100}"', xml)

    def test_protected(self):
        """Task, quarter and unit stay as they are; the rest, and all of the rows below, is to be filled in."""
        self.ok("measures", "2026Q1", "export", "--unit", UNIT, "-o", self.sheet)
        with zipfile.ZipFile(self.sheet) as book:
            xml, styles = book.read(SHEET).decode(), book.read("xl/styles.xml").decode()
        protection = re.search(r"<sheetProtection[^>]*>", xml)[0]
        self.assertIn('sheet="1"', protection)
        self.assertNotIn("password", protection)
        self.assertNotIn("insertRows", protection)
        self.assertNotIn("deleteRows", protection)
        self.assertIn('autoFilter="0"', protection)
        formats = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", re.search(r"<cellXfs.*?</cellXfs>", styles, re.S)[0], re.S)
        locked = ['locked="0"' not in f for f in formats]
        columns = re.findall(r'<col min="(\d+)" max="(\d+)"[^>]*?style="(\d+)"', xml)
        self.assertEqual(sum(int(last) - int(first) + 1 for first, last, _ in columns), 16)
        self.assertFalse(any(locked[int(style)] for _, _, style in columns))
        cells = re.findall(r'<c r="([A-Z]+)(\d+)" s="(\d+)"', xml)
        rows = {row for _, row, _ in cells}
        for column, row, style in cells:
            self.assertEqual(locked[int(style)], row == "1" or column in "ABCDE", column + row)
        # An empty one is as settled as one that is not.
        self.assertEqual(sum(column in ("A", "B", "C", "D", "E") for column, _, _ in cells), 5 * len(rows))

    @unittest.skipUnless(shutil.which("soffice"), "no LibreOffice here")
    def test_libreoffice(self):
        own = self.json("list", "measure", "--where", "actor=属地政府", "--json")[0]["no"]
        for ending in ("xlsx", "xls", "ods"):
            self.ledger.write_bytes(Measures.made)
            self.ok("measures", "2026Q1", "export", "--unit", UNIT, "-o", self.sheet)
            fill(self.sheet, {"F2": "落实"})
            add_row(self.sheet, {"A": own, "C": "2026年第一季度", "E": "白沙镇", "F": "部分落实"})
            out = self.folder / ending
            self.assertEqual(self.convert(ending, out, self.sheet).returncode, 0)
            self.ok("import", out / f"{self.sheet.stem}.{ending}")
            self.assertEqual([r["state"] for r in self.progress().values()].count("落实"), 1, ending)
            added = self.json("list", "measure_progress", "--where", "town=白沙镇", "--where", "quarter=2026Q1", "--json")
            self.assertEqual([[r["measure_name"], r["state"]] for r in added], [[own, "部分落实"]], ending)


if __name__ == "__main__":
    clitest.main()
