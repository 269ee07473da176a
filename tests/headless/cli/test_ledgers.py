#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ledgers of enforcement: headed as the superior's, with the rows that the lists have."""

import re

import clitest
from clitest import Case

# Kind and form, the table of codes it is headed by, a column that tells a row, its place in the list.
FORMS = (("plan", "plan", "监督检查计划表"), ("plan_year", "workdays", "检查工作日测算表"),
         ("hazard", "hazards", "现场检查/隐患台账"), ("hazard", "major-hazards", "重大事故隐患台账"),
         ("discredit", "listings", "严重失信/黑名单台账"), ("accident", "accidents", "事故台账"),
         ("typical_case", "cases", "典型案例报送表"), ("person", "certificates", "三项岗位/五职人员台账"),
         ("pond", "ponds", "尾矿库台账"))
DAY = "2025-12-31"


class Ledgers(Case):
    def setUp(self):
        super().setUp()
        self.init(sample=True)

    def table(self, kind, form):
        path = self.folder / (form + ".xlsx")
        self.ok("paper", kind, "all", "--form", form, "-o", path, today=DAY)
        grid = {}
        for cell in self.json("cells", path, "--json", ledger=False)[0]["cells"]:
            column, row = re.fullmatch("([A-Z]+)([0-9]+)", cell["cell"]).groups()
            grid.setdefault(int(row), {})[column] = cell["value"]
        head = next(n for n, row in grid.items() if row.get("A") == "序号")
        return list(grid[head].values()), [{name: row.get(column, "") for column, name in grid[head].items()}
                                           for n, row in grid.items() if n > head and row.get("A", "").isdigit()]

    def test_headings(self):
        codes = self.json("codes", "ledger_headings", "--json")
        for kind, form, name in FORMS:
            wanted = [c["label"] for c in codes if c["group"] == name and c["label"] != "序号"]
            self.assertTrue(wanted, name)
            self.assertEqual(self.table(kind, form)[0][1:], wanted, name)

    def test_other_rows(self):
        """Each row of the list, and of persons no number in full."""
        for kind, form in (("discredit", "listings"), ("accident", "accidents"), ("person", "certificates"),
                           ("pond", "ponds")):
            self.assertEqual(len(self.table(kind, form)[1]), len(self.json("list", kind, "--json")), kind)
        people = self.json("list", "person", "--json", "--unmasked")
        for row in self.table("person", "certificates")[1]:
            self.assertRegex(row["身份证号"], r"^$|^\d{6}\*{4}\d{3}[\dX]$")
            self.assertRegex(row["电话"], r"^$|^\d{3}\*{4}\d{4}$")
        self.assertIn("五职矿长", {r["岗位类别"] for r in self.table("person", "certificates")[1]})
        self.assertTrue(people)
        listings = {r["主体名称"]: r for r in self.table("discredit", "listings")[1]}
        self.assertEqual({r["状态"] for r in listings.values()} - {"在列", "提前移出", "期满移出"}, set())
        # The last day of the term is the same wherever it is said.
        self.assertEqual({r["列入日期"]: r["到期日期"] for r in listings.values()}["2023-01-16"], "2026-01-15")
        due = [i for i in self.json("due", "--on", "2026-01-01", "--json")["due"] if i["rule"] == "discredit_due"]
        self.assertEqual([(i["due"], i["message"]) for i in due], [("2026-01-16", "2023-01-16列入，管理期至2026-01-15")])
        accident = self.table("accident", "accidents")[1][0]
        self.assertEqual(accident["事故等级"], "一般")
        self.assertRegex(accident["发生时间"], r"^\d{4}-\d\d-\d\d \d\d:\d\d$")

    def test_rows(self):
        hazards = self.json("list", "hazard", "--json", today=DAY)
        _, rows = self.table("hazard", "hazards")
        self.assertEqual(sorted(r["隐患编号"] for r in rows),
                         sorted(str(h["id"]) for h in hazards if h["found"] >= "2025" or not h["closed"]))
        by_id = {str(h["id"]): h for h in hazards}
        for r in rows:
            h = by_id[r["隐患编号"]]
            self.assertEqual(r["隐患描述"], h["description"])
            self.assertEqual(r["是否销号"], "已销号" if h["closed"] else "未销号")
            until = h["rectified"] or h["closed"] or DAY
            self.assertEqual(r["是否超期"], "是" if h["deadline"] and h["deadline"] < until else "否")
        _, major = self.table("hazard", "major-hazards")
        self.assertEqual(len(major), sum(r["隐患等级"] == "重大" for r in rows))
        _, days = self.table("plan_year", "workdays")
        shown = self.json("plan", "2025", "show", "--json", today=DAY)["days"]
        self.assertEqual(float(days[0]["监督检查工作日"]), float(shown["available"]))
        _, lines = self.table("plan", "plan")
        self.assertEqual(len(lines), len([1 for p in self.json("list", "plan", "--json") if p["year"] == 2025]))

    def test_penalties(self):
        """What is published names no person in full, and nothing that was not decided."""
        self.ok("set", "penalty", "new", "enterprise=1", "doc_no=甲〔2025〕1号", "person=欧阳明", "kind=罚款", "amount=5000",
                "decided=2025-12-01")
        self.ok("set", "penalty", "new", "enterprise=1", "doc_no=甲〔2025〕2号", "filed=2025-12-01")
        _, rows = self.table("penalty", "penalties")
        numbers = {r["处罚决定书文号"]: r for r in rows}
        decided = [p for p in self.json("list", "penalty", "--json", today=DAY)
                   if p["decided"] and p["decided"] > "2024-12-31"]
        self.assertEqual(set(numbers), {p["doc_no"] for p in decided})
        self.assertEqual(numbers["甲〔2025〕1号"]["行政相对人"], "欧某某")
        self.assertEqual(numbers["甲〔2025〕1号"]["统一社会信用代码"], "")


if __name__ == "__main__":
    clitest.main()
