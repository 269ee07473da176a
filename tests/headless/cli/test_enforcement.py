#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A hazard from finding to close by the acts alone, and what is refused on the way."""

import clitest
from clitest import Case


class Act(Case):
    def setUp(self):
        super().setUp()
        self.init()
        enterprise = self.new("enterprise", name="甲公司")
        self.mine = self.new("mine", enterprise=enterprise, name="甲矿", type="露天矿山", status="生产", town="德感街道")

    def hazard(self, **more):
        values = dict(mine=self.mine, found="2026-01-04", level="一般", source="监管检查", description="护栏缺失")
        return self.new("hazard", **{**values, **more})

    def test_ordinary(self):
        h = self.hazard()
        state = self.json("act", "hazard", h, "--json")
        self.assertEqual((state["kind"], state["id"], state["state"], state["overdue"]), ("hazard", h, "found", 0))
        self.assertEqual([a["act"] for a in state["acts"]], ["spot", "order", "file"])
        self.assertEqual(state["acts"][1]["needs"], ["order_no", "ordered", "deadline"])
        self.fails(1, "act", "hazard", h, "pass", says="发现")
        self.fails(1, "act", "hazard", h, "order", "order_no=甲1", says="整改期限")
        self.fails(1, "act", "hazard", h, "begin", "responsible=张三", says="责令整改")
        self.assertIn("责令整改", self.ok("act", "hazard", h, "order", "order_no=甲〔2026〕1号", "deadline=2026年1月20日"))
        after = self.json("act", "hazard", h, "begin", "整改责任人=张三", "measures=补装", "--json")
        self.assertEqual(after["state"], "rectifying")
        self.assertEqual(self.json("act", "hazard", h, "--json", today="2026-01-23")["overdue"], 3)
        self.ok("act", "hazard", h, "submit", today="2026-01-15")
        self.ok("act", "hazard", h, "pass", "reviewer=李四、王五", "review_no=复1", today="2026-01-16")
        record = self.json("get", "hazard", h, "--json")
        self.assertEqual([record[f] for f in ("ordered", "rectified", "reviewed", "closed", "review_result")],
                         ["2026-01-05", "2026-01-15", "2026-01-16", "2026-01-16", "合格"])
        # One act, one step back.
        self.ok("undo")
        self.assertEqual(self.json("act", "hazard", h, "--json")["state"], "awaiting")
        self.ok("verify")

    def test_refusals_change_nothing(self):
        h = self.hazard(level="重大", criterion="LT-06")
        before = self.ok("dump", "--json")
        self.fails(1, "act", "hazard", h, "close", says="销号")
        self.fails(1, "act", "hazard", h, "spot", says="一般")
        self.fails(1, "act", "hazard", h, "order", "order_no=甲", "ordered=2026-01-06", "deadline=2026-02-01", says="今天之后")
        self.fails(1, "act", "hazard", 999, says="999")
        self.fails(2, "act", "hazard", h, "frob", says="order")
        self.fails(2, "act", "hazard", h, "order", "note=x", says="order_no")
        self.fails(2, "act", "hazard", h, "order", "order_no", says="字段=值")
        self.fails(2, "act", "mine", self.mine, says="hazard")
        self.fails(2, "act", "hazard")
        self.assertEqual(before, self.ok("dump", "--json"))

    def test_made_records(self):
        h = self.hazard(order_no="甲1", ordered="2026-01-04", deadline="2026-01-09", responsible="张三", measures="修")
        self.ok("act", "hazard", h, "postpone", "deadline=2026-01-30", "reason=雨季", "granted_by=科长")
        self.ok("act", "hazard", h, "file", "case_no=立1")
        self.ok("act", "hazard", h, "penalise", "doc_no=罚1", "kind=罚款", "amount=2万", "violated=法", "basis=法")
        dump = self.json("dump", "--json")
        (put_off,), (penalty,) = dump["postponement"], dump["penalty"]
        self.assertEqual((put_off["hazard"], put_off["old_deadline"], put_off["deadline"]), (h, "2026-01-09", "2026-01-30"))
        self.assertEqual((penalty["hazard"], penalty["mine"], penalty["filed"], penalty["amount"], penalty["major_hazard"]),
                         (h, self.mine, "2026-01-05", "20000", False))
        self.assertEqual(dump["hazard"][0]["deadline"], "2026-01-30")


if __name__ == "__main__":
    clitest.main()
