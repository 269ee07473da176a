#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Headings as offices may write them, most of which stand in no table of the program, each in a sheet among usual ones over
values of its field; and headings of what no field is for, which must stay without one."""

import csv
import json
import pathlib
import random
from collections import defaultdict

import clitest
import districts
import sheets
from clitest import Case, shared

TITLES = dict(districts.TITLES, pond="尾矿库台账", discredit="失信联合惩戒名单", accident="生产安全事故台账", measure="八条硬措施任务清单",
              measure_progress="八条硬措施任务进展情况", project="建设项目三同时台账", training="三项岗位培训统计", regulator="监管执法人员台账")
MUST = {
    "mine": "name enterprise", "enterprise": "name", "permit": "number enterprise", "person": "name enterprise", "duty": "mine",
    "plan": "mine month", "inspection": "mine started", "hazard": "mine description found", "penalty": "enterprise doc_no",
    "discredit": "enterprise listed", "accident": "title occurred", "measure": "task", "measure_progress": "task", "project": "mine name",
    "training": "held attended", "regulator": "name level", "pond": "name mine",
}
MORE = {
    "measure": {"task": "工作任务", "metric": "量化要求", "due": "进度要求", "lead": "工作统筹", "unit": "责任单位"},
    "measure_progress": {"task": "工作任务", "state": "落实情况", "progress": "进展情况", "problem": "存在问题", "next": "下步举措"},
}
OTHERS = [("日期 时间 年月 提醒", ["2025-03-07", "2024.11.21", "2025年6月18日"]), ("电话", ["13900001111", "13900001112"]), ("是否", ["是", "否"]),
          ("万元 元） m） 数 次 量 能力 率 龄 学时 成绩 课时 角度 宽度 深度 万吨 负荷 比例", ["12", "3", "45.5", "8"]),
          ("人 员 长 领导 总监", ["张某某", "李某", "王某某"]), ("号 码 邮编", ["X20250011", "X20250023"]), ("", ["详见附件", "某某单位", "正常"])]


def read(name):
    out = defaultdict(dict)
    with open(pathlib.Path(__file__).with_name(name), encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            out[row["kind"]][row["field"]] = row["headings"].split("|")
    return out


class Headings(Case):
    def setUp(self):
        super().setUp()
        with open(shared("samples", "truth.json"), encoding="utf-8") as f:
            self.truth = json.load(f)
        self.usual = read("headings.csv")
        for kind, fields in MORE.items():
            self.usual[kind] = {f: [h] for f, h in fields.items()}
        self.names = {r["_id"]: r.get("name") or r.get("record_no") or r.get("doc_no") or r.get("title") or r.get("task")
                      for records in self.truth["ledger"].values() for r in records}
        self.rng = random.Random(5)

    def value(self, kind, record, field):
        if kind == "measure_progress" and field == "task":
            return self.names[record["_refs"]["measure"]]
        if self.truth["schema"][kind][field].startswith("ref "):
            return self.names.get(record.get("_refs", {}).get(field))
        return record.get(field)

    def make(self, name, kind, field, heading):
        """The sheet, and the column of the heading."""
        held = [r for r in self.truth["ledger"][kind] if not field or self.value(kind, r, field) is not None]
        records = held or self.truth["ledger"][kind]
        records = self.rng.sample(records, min(10, len(records)))
        free = [f for f in self.usual[kind] if f != field and any(self.value(kind, r, f) is not None for r in records)]
        must = [f for f in MUST[kind].split() if f in free]
        rest = [f for f in free if f not in must]
        self.rng.shuffle(rest)
        columns, taken = [], {heading}
        for f in must + rest[:6]:
            words = [h for h in self.usual[kind][f] if h not in taken]
            if words:
                taken.add(words[0])
                columns.append((f, words[0]))
        at = self.rng.randrange(1, len(columns) + 1)
        columns.insert(at, (field, heading))
        other = next(values for words, values in OTHERS if not words or any(w in heading for w in words.split()))
        rows = {0: {0: "某区非煤矿山" + TITLES[kind]}, 1: {c: h for c, (_, h) in enumerate(columns, 1)}}
        for i, record in enumerate(records, 2):
            rows[i] = {0: i - 1}
            for c, (f, _) in enumerate(columns, 1):
                rows[i][c] = str(self.value(kind, record, f) or "") if f else self.rng.choice(other)
        return sheets.Sheet(name, rows), sheets.letters(at + 1)

    def peek(self, wanted):
        """Yields for each heading the fields that its column was given."""
        for begin in range(0, len(wanted), 150):
            part = [self.make(f"s{i}", *w) for i, w in enumerate(wanted[begin:begin + 150])]
            sheets.write_book(self.folder / "p.xlsx", [s for s, _ in part])
            tables = self.json("peek", self.folder / "p.xlsx", "--json", ledger=False, today=None)
            for (kind, field, heading), (sheet, column) in zip(wanted[begin:begin + 150], part):
                yield kind, field, heading, {c["field"] for t in tables if t["sheet"] == sheet.name for c in t["columns"]
                                             if c["column"] == column and c["field"]}

    def test_what_they_are(self):
        wanted = [(k, f, h) for k, fields in read("headings-more.csv").items() for f, hs in fields.items() if f for h in hs]
        missed = [f"{k}.{f} {h}: {got}" for k, f, h, got in self.peek(wanted) if f not in got]
        print("#", len(wanted), "headings,", len(missed), "not as meant")
        self.assertGreater(len(wanted), 2000)
        self.assertLess(len(missed) / len(wanted), 0.02, missed)

    def test_what_they_are_not(self):
        wanted = [(k, "", h) for k, fields in read("headings-more.csv").items() for h in fields.get("", [])]
        taken = [f"{k} {h}: {got}" for k, _, h, got in self.peek(wanted) if got]
        print("#", len(wanted), "headings of nothing,", len(taken), "taken for something")
        self.assertGreater(len(wanted), 200)
        self.assertLess(len(taken) / len(wanted), 0.03, taken)


if __name__ == "__main__":
    clitest.main()
