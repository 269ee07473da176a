#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes in which offices put their ledgers on a sheet: what each row means must be found in all of them."""

import datetime

import clitest
import sheets
from clitest import Case

MINES = ["高坪石灰岩矿", "大岭砂岩矿", "小湾页岩矿"]
OWNERS = ["示例金鑫矿业有限公司", "示例宏盛建材有限公司", "示例恒泰石料有限责任公司"]
PEOPLE = ["序号", "姓名", "身份证号", "岗位", "证书编号", "有效期至"]


def rows(*lines):
    return {r: {c: v for c, v in enumerate(line) if v not in (None, "")} for r, line in enumerate(lines)}


class Layouts(Case):
    def setUp(self):
        super().setUp()
        self.init()
        for owner in OWNERS:
            self.new("enterprise", name=owner)
        for owner, mine in zip(OWNERS, MINES):
            self.new("mine", enterprise=owner, name=mine, type="露天矿山", status="生产", town="几江街道")

    def take(self, *tabs, name="台账"):
        """Imports the sheets (name, rows, merges); gives what is new, references by name."""
        before = self.json("dump", "--json")
        path = self.folder / (name + ".xlsx")
        sheets.write_book(path, [sheets.Sheet(*tab) for tab in tabs])
        result = self.json("import", path, "--skip-bad", "--json")
        self.assertEqual([p for p in result["problems"] if p["severity"] != "info"], [])
        dump = self.json("dump", "--json")
        names = {k: {r["id"]: r["name"] for r in dump[k]} for k in ("enterprise", "mine")}
        out = {}
        for kind, records in dump.items():
            old = {r["id"] for r in before[kind]} if isinstance(records, list) and not kind.startswith("_") else None
            if old is None:
                continue
            new = [r for r in records if r["id"] not in old]
            for r in new:
                r.update({f: names[f].get(r[f]) for f in names if r.get(f)})
            if new:
                out[kind] = new
        return out

    def check(self, got, kind, *wanted):
        """Just these records: each has what is wanted."""
        have = [{f: r.get(f) for f in w} for w, r in zip(wanted, got.get(kind, []))]
        self.assertEqual(have, list(wanted))
        self.assertEqual(len(got.get(kind, [])), len(wanted), got.get(kind))

    # ---- months across ----

    def plans(self, *wanted):
        return [dict(year=2025, mine=MINES[m], month=f"2025-{month:02}", kind=kind, **more) for m, month, kind, *rest in wanted
                for more in (rest or [{}])]

    def test_plan_with_marks(self):
        got = self.take(("2025年检查计划", rows(
            ["某区2025年度非煤矿山监督检查计划表"], ["序号", "矿山名称", "检查类别", "1月", "2月", "3月", "4月"],
            [1, MINES[0], "重点检查", "√", "", "", "√"], [2, MINES[1], "一般检查", "", "√", "/", ""])))
        self.check(got, "plan", *self.plans((0, 1, "重点检查"), (0, 4, "重点检查"), (1, 2, "一般检查")))

    def test_plan_with_kinds_in_the_cells(self):
        got = self.take(("Sheet1", rows(
            ["2025年度执法检查计划（按月）"], ["序号", "检查对象", "一月", "二月", "三月", "四月"],
            [1, MINES[0], "重点检查", "", "", "一般检查"], [2, MINES[1], "", "专项检查", "", ""])))
        self.check(got, "plan", *self.plans((0, 1, "重点检查"), (0, 4, "一般检查"), (1, 2, "专项检查")))

    def test_plan_with_days_in_the_cells(self):
        got = self.take(("Sheet1", rows(
            ["2025年度执法检查计划"], ["序号", "检查对象", "检查类别", "计划工作日（天）"], ["", "", "", "1月", "2月", "3月"],
            [1, MINES[0], "重点检查", 2, "", 1], [2, MINES[1], "一般检查", "", 1.5, ""]), [(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 5)]))
        self.check(got, "plan", *self.plans((0, 1, "重点检查", {"workdays": "2"}), (0, 3, "重点检查", {"workdays": "1"}),
                                            (1, 2, "一般检查", {"workdays": "1.5"})))

    def duties(self, field, mine, *months):
        return [{"mine": mine, "month": m, field: n} for m, n in months]

    def test_duty_of_the_title(self):
        for heads in (["2025.01", "2025.02"], [datetime.date(2025, 1, 1), datetime.date(2025, 2, 1)], ["2025年1月", "2025年2月"], ["1月", "2月"]):
            with self.subTest(heads):
                got = self.take(("2025年", rows(["总工程师在岗天数统计表"], ["矿山名称"] + heads, [MINES[0], 12, 13])), name=str(heads[0])[:7])
                self.check(got, "duty", *self.duties("engineer_days", MINES[0], ("2025-01", 12), ("2025-02", 13)))
                self.ok("undo")

    def test_duty_of_two_years(self):
        got = self.take(("履职", rows(
            ["实际控制人现场履职天数统计"], ["矿山名称", "2024年", "", "2025年", ""], ["", "11月", "12月", "1月", "2月"], [MINES[0], 10, 11, 12, 13]),
            [(1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 1, 4)]))
        self.check(got, "duty", *self.duties("controller_days", MINES[0], ("2024-11", 10), ("2024-12", 11), ("2025-01", 12), ("2025-02", 13)))

    def test_duty_one_number_a_row(self):
        table = [["2025年履职情况统计表"], ["序号", "矿山名称", "项目", "1月", "2月"], [1, MINES[0], "实际控制人现场履职天数", 10, 11],
                 ["", "", "总工程师在岗天数", 15, 16], [2, MINES[1], "实际控制人现场履职天数", 9, 8], ["", "", "总工程师在岗天数", 20, ""]]
        for merges in ([(2, 1, 3, 1), (4, 1, 5, 1)], []):
            with self.subTest(merges):
                got = self.take(("履职", rows(*table), merges), name=f"履职{len(merges)}")
                self.check(got, "duty", *[{"mine": MINES[m], "month": f"2025-{month:02}", "controller_days": c, "engineer_days": e}
                                          for m, month, c, e in ((0, 1, 10, 15), (0, 2, 11, 16), (1, 1, 9, 20), (1, 2, 8, None))])
                self.ok("undo")

    def test_duty_a_sheet_a_month(self):
        heads = ["矿山名称", "实控人现场天数", "总工在岗天数"]
        got = self.take(("1月", rows(["履职抽查表"], heads, [MINES[0], 12, 15])), ("二月份", rows(["履职抽查表"], heads, [MINES[0], 11, 16])),
                        ("Sheet3", rows(["3月份履职抽查表"], heads, [MINES[0], 10, 17])), name="2025年履职月报")
        self.check(got, "duty", *[{"mine": MINES[0], "month": f"2025-{m:02}", "controller_days": c, "engineer_days": e}
                                  for m, c, e in ((1, 12, 15), (2, 11, 16), (3, 10, 17))])

    def test_months_of_something_else(self):
        """Production by month is nobody's duty and no plan."""
        path = self.folder / "2025年产量.xlsx"
        sheets.write(path, "产量", rows(["2025年产量统计表"], ["矿山名称", "1月", "2月", "3月"], [MINES[0], 1.5, 2, 3]))
        tables = self.json("peek", path, "--json", ledger=False, today=None)
        self.assertNotIn("plan", [t["kind"] for t in tables])
        self.assertNotIn("duty", [t["kind"] for t in tables])

    # ---- dates in three columns ----

    def test_dates_in_three_columns(self):
        two = rows(["隐患整改台账"], ["序号", "矿山名称", "检查时间", "", "", "隐患描述", "隐患等级", "整改期限", "", ""],
                   ["", "", "年", "月", "日", "", "", "年", "月", "日"], [1, MINES[0], 2025, 3, 5, "护栏缺失", "一般", 2025, 3, 20],
                   [2, MINES[1], "2025年", "4月", "15日", "浮石未清", "一般", 25, 5, 1])
        got = self.take(("隐患", two, [(1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 4), (1, 5, 2, 5), (1, 6, 2, 6), (1, 7, 1, 9)]))
        wanted = [{"mine": MINES[0], "found": "2025-03-05", "deadline": "2025-03-20"}, {"mine": MINES[1], "found": "2025-04-15", "deadline": "2025-05-01"}]
        self.check(got, "hazard", *wanted)
        self.ok("undo")
        got = self.take(("隐患", rows(["隐患整改台账"], ["序号", "矿山名称", "检查年", "检查月", "检查日", "隐患描述", "隐患等级"],
                                    [1, MINES[0], 2025, 3, 5, "护栏缺失", "一般"], [2, MINES[1], 2025, 4, 15, "浮石未清", "一般"])), name="一行")
        self.check(got, "hazard", *({"mine": w["mine"], "found": w["found"]} for w in wanted))

    # ---- what the lines above say of all rows ----

    def test_company_above(self):
        people = [[1, "张甲", "", "主要负责人", "渝FM1", "2027-03-04"], [2, "张乙", "", "安全生产管理人员", "渝FM2", "2027-03-04"]]
        for where, tab in (("line", ("人员", rows(["持证台账"], ["单位名称：" + OWNERS[0], "", "", "填表日期：2025年12月1日"], PEOPLE, *people))),
                           ("title", ("人员", rows([OWNERS[0] + "三项岗位人员持证台账"], PEOPLE, *people))),
                           ("sheet", (OWNERS[0], rows(["三项岗位人员持证台账"], PEOPLE, *people))),
                           ("section", ("人员", rows(["三项岗位人员持证台账"], PEOPLE, ["一、" + OWNERS[0]], *people), [(2, 0, 2, 5)]))):
            with self.subTest(where):
                got = self.take(tab, name="持证台账" + where)
                self.check(got, "person", *({"enterprise": OWNERS[0], "name": n} for n in ("张甲", "张乙")))
                self.ok("undo")

    def test_mine_and_day_above(self):
        got = self.take(("Sheet1", rows(["隐患整改台账"], ["矿山名称：" + MINES[0], "", "", "检查时间：2025年3月5日"],
                                        ["序号", "隐患描述", "隐患等级", "整改期限"], [1, "护栏缺失", "一般", "2025-03-20"], [2, "浮石未清", "一般", "2025-03-21"])))
        self.check(got, "hazard", *({"mine": MINES[0], "found": "2025-03-05", "description": d} for d in ("护栏缺失", "浮石未清")))

    # ---- several kinds in a row ----

    def test_everything_in_a_row(self):
        got = self.take(("台账", rows(
            ["某区非煤矿山综合台账"], ["序号", "企业基本信息", "", "", "矿山信息", "", "", "", "", "采矿许可证", "", "安全生产许可证", "", "主要负责人"],
            ["", "企业名称", "统一社会信用代码", "法定代表人", "矿山名称", "开采方式", "矿种", "生产状态", "所在镇街", "证号", "有效期", "证号", "有效期",
             "姓名", "联系电话", "证书编号", "证书有效期至"],
            [1, "示例甲矿业有限公司", "", "赵一", "甲坪石灰岩矿", "露天开采", "石灰岩", "生产", "白沙镇", "C5001162021017130100001", "2021.1.5-2026.1.4",
             "（渝）FM安许证字〔2022〕1号", "2022.5.6至2025.5.5", "钱二", "13900001111", "渝FM100001", "2027-03-04"],
            [2, "示例乙矿业有限公司", "", "赵三", "乙坪砂岩矿", "地下开采", "砂岩", "停产", "油溪镇", "C5001162021017130100002", "2020-03-05-2027-03-04",
             "（渝）FM安许证字〔2023〕2号", "2023年5月6日至2026年5月5日", "钱四", "13900001112", "渝FM100002", "2026-05-06"]),
            [(1, 0, 2, 0), (1, 1, 1, 3), (1, 4, 1, 8), (1, 9, 1, 10), (1, 11, 1, 12), (1, 13, 1, 16)]))
        firms, mines = ("示例甲矿业有限公司", "示例乙矿业有限公司"), ("甲坪石灰岩矿", "乙坪砂岩矿")
        self.check(got, "enterprise", {"name": firms[0], "legal_rep": "赵一", "principal": "钱二", "principal_phone": "13900001111"},
                   {"name": firms[1], "legal_rep": "赵三", "principal": "钱四", "principal_phone": "13900001112"})
        self.check(got, "mine", {"enterprise": firms[0], "name": mines[0], "town": "白沙镇", "std_cert_no": None},
                   {"enterprise": firms[1], "name": mines[1], "town": "油溪镇", "std_cert_no": None})
        self.check(got, "permit", *[{"mine": m, "kind": k, "valid_from": a, "valid_until": b} for k, m, a, b in (
            ("采矿许可证", mines[0], "2021-01-05", "2026-01-04"), ("采矿许可证", mines[1], "2020-03-05", "2027-03-04"),
            ("安全生产许可证", mines[0], "2022-05-06", "2025-05-05"), ("安全生产许可证", mines[1], "2023-05-06", "2026-05-05"))])
        self.check(got, "person", *[{"enterprise": f, "name": n, "post": "主要负责人", "cert_no": c, "cert_until": u} for f, n, c, u in (
            (firms[0], "钱二", "渝FM100001", "2027-03-04"), (firms[1], "钱四", "渝FM100002", "2026-05-06"))])

    # ---- tables beside each other, and turned ----

    def test_two_kinds_side_by_side(self):
        got = self.take(("表", rows(
            ["监管人员名单", "", "", "", "", "专家服务情况", "", "", ""], ["姓名", "层级", "镇街", "执法证号", "", "日期", "矿山名称", "专家", "发现问题（项）"],
            ["李甲", "镇街", "几江街道", "渝执001", "", "2025-03-04", MINES[0], "王专", "3"],
            ["李乙", "区级监管部门", "", "渝执002", "", "2025-04-04", MINES[1], "王专", "5"], ["李丙", "镇街", "德感街道", "渝执003"]),
            [(0, 0, 0, 3), (0, 5, 0, 8)]))
        self.check(got, "regulator", *({"name": n, "cert_no": c} for n, c in (("李甲", "渝执001"), ("李乙", "渝执002"), ("李丙", "渝执003"))))
        self.check(got, "expert_visit", {"held": "2025-03-04", "mine": MINES[0], "problems": 3}, {"held": "2025-04-04", "mine": MINES[1], "problems": 5})

    def test_one_list_folded(self):
        heads = ["序号", "姓名", "层级", "镇街", "执法证号"]
        for gap in ([""], []):
            with self.subTest(gap):
                got = self.take(("人员", rows(heads + gap + heads, [1, "李甲", "镇街", "几江街道", "渝执001"] + gap + [3, "李丙", "镇街", "德感街道", "渝执003"],
                                            [2, "李乙", "镇街", "几江街道", "渝执002"] + gap + [4, "李丁", "镇街", "白沙镇", "渝执004"])), name=f"监管人员{len(gap)}")
                self.assertEqual({r["name"]: r["town"] for r in got["regulator"]}, {"李甲": "几江街道", "李乙": "几江街道", "李丙": "德感街道", "李丁": "白沙镇"})
                self.ok("undo")

    def test_turned(self):
        got = self.take(("企业", rows(
            ["企业基本情况表"], ["企业名称", "示例丙矿业有限公司", "示例丁矿业有限公司", "示例戊矿业有限公司"], ["所在镇街", "白沙镇", "油溪镇", "李市镇"],
            ["法定代表人", "张某", "王某", "刘某"], ["联系电话", "13900001111", "", "13900001113"], ["从业人员数", 20, 30, 40])))
        self.check(got, "enterprise", *({"name": f"示例{n}矿业有限公司", "town": t, "staff": s, "principal_phone": p} for n, t, s, p in (
            ("丙", "白沙镇", 20, "13900001111"), ("丁", "油溪镇", 30, None), ("戊", "李市镇", 40, "13900001113"))))

    # ---- values ----

    def values(self, kind, heading, wanted, title="台账", **more):
        """Each way of writing in a row of its own; None: refused or left out, and told."""
        lines = [[f"记录{i}", *more.values(), text] for i, text in enumerate(wanted)]
        key = {"mine": "矿山名称", "person": "姓名", "hazard": "隐患描述"}[kind]
        path = self.folder / (title + heading + ".xlsx")
        sheets.write(path, "表", rows([key, *more, heading], *lines))
        result = self.json("import", path, "--skip-bad", "--json")
        told = {p["cell"] for p in result["problems"] if p["severity"] != "info"}
        dump = {r["name" if kind != "hazard" else "description"]: r for r in self.json("dump", "--json")[kind]}
        column = sheets.letters(len(more) + 1)
        field = next(c["field"] for c in self.json("peek", path, "--json", ledger=False, today=None)[0]["columns"] if c["column"] == column)
        for i, (text, value) in enumerate(wanted.items()):
            self.assertEqual(dump[f"记录{i}"][field], value, (heading, text))
            self.assertEqual(f"{column}{i + 2}" in told, value is None, (heading, text))
        self.ok("undo")

    MINE = {"企业名称": OWNERS[0], "矿山类型": "露天矿山", "矿山状态": "生产", "所在镇街": "几江街道"}

    def test_degrees(self):
        self.values("mine", "经度", {"106°15′30″": "106.258333", "106度15分30秒": "106.258333", "106°15'30.5\"": "106.258472", "E106.25°": "106.25",
                                   "东经106.25": "106.25", "106.2E": "106.2", "106°75′": None, "约106": "106"}, **self.MINE)

    def test_answers(self):
        self.values("mine", "是否机械化开采", {"已机械化": True, "机械化": True, "是（2024年）": True, "未实现": False, "不具备": False, "人工": False,
                                       "部分": None, "不详（待查）": None}, **self.MINE)

    def test_numerals(self):
        self.values("mine", "服务年限（年）", {"十五": "15", "二十": "20", "三百二十": "320", "一百年": "100", "12.5a": "12.5", "20+": None, "若干": None},
                    **self.MINE)

    def test_days(self):
        self.values("hazard", "整改完成日期", {
            "2025.3.18 15:30": "2025-03-18", "2025-3-18（周三）": "2025-03-18", "2025年3月18日前完成整改": "2025-03-18", "2025-03-18已销号": "2025-03-18",
            "二〇二五年三月十八日": "2025-03-18", "3月18日": "2025-03-18", "2025年2月底": "2025-02-28", "2025年12月底前": "2025-12-31", "25.3.18": "2025-03-18",
            "2025年3月上旬": None, "2025年3月": None, "2025-02-30": None, "2025.13.5": None, "约2025年3月18日": None, "3.18": "2025-03-18", "3.32": None},
            title="2025年", 矿山名称=MINES[0], 检查日期="2025-01-05", 隐患等级="一般")

    def test_ends(self):
        self.values("person", "证书有效期", {"2024.3.1至2027.2.28": "2027-02-28", "2024年3月1日-2027年2月28日": "2027-02-28", "2027.02.28（复审）": "2027-02-28",
                                       "三年": None}, 企业名称=OWNERS[0], 岗位="安管员")

    def test_phones(self):
        self.values("person", "联系电话", {"13900001111（微信同号）": "13900001111", "(+86)13900001114": "13900001114", "０２３－４７５２１２３４": "023-47521234",
                                      "139-0000-1112/13900001113": "13900001112、13900001113", "1390000111": None},
                    企业名称=OWNERS[0], 岗位="电工作业")


if __name__ == "__main__":
    clitest.main()
