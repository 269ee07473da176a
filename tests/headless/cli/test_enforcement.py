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

    def test_listing(self):
        d = self.new("discredit", subject="个人", person="张三", list="安全生产严重失信主体", reason="无证生产")
        state = self.json("act", "discredit", d, "--json")
        self.assertEqual((state["kind"], state["state"]), ("discredit", "proposed"))
        self.assertEqual([a["act"] for a in state["acts"]], ["notify", "drop"])
        self.fails(1, "act", "discredit", d, "list", "decision_no=甲〔2026〕1号", says="拟列入")
        self.fails(1, "act", "discredit", d, "notify", says="法律依据")
        self.ok("act", "discredit", d, "notify", "法律依据=应急管理部令第11号")
        self.ok("act", "discredit", d, "hear", "hearing=期限内未提出")
        self.assertIn("已列入", self.ok("act", "discredit", d, "list", "decided_by=区应急管理局",
                                     "decision_no=甲〔2026〕1号", "restrictions=职业禁入"))
        self.assertEqual(self.json("get", "discredit", d, "--json")["term_months"], 36)
        self.fails(1, "act", "discredit", d, "apply", "repair_evidence=缴款凭证", says="2027-01-05", today="2027-01-04")
        self.ok("act", "discredit", d, "apply", "repair_evidence=缴款凭证", today="2027-01-05")
        self.ok("act", "discredit", d, "early", "removal_no=甲〔2027〕1号", today="2027-01-06")
        self.ok("act", "discredit", d, "revoke", "revoked_no=甲〔2027〕2号", "revoke_reason=凭证虚假", today="2027-01-07")
        self.assertEqual(self.json("act", "discredit", d, "--json")["state"], "restored")
        self.ok("undo")
        self.assertEqual(self.json("act", "discredit", d, "--json")["state"], "early")
        self.fails(2, "act", "mine", self.mine, says="discredit")
        self.ok("verify")

    def test_terms(self):
        h = self.hazard()
        # Monday the 5th; from the day of the order.
        self.ok("act", "hazard", h, "order", "order_no=甲", "ordered=2026-01-04", "deadline=5个工作日")
        self.assertEqual(self.json("get", "hazard", h, "--json")["deadline"], "2026-01-09")
        self.ok("undo")
        self.ok("act", "hazard", h, "order", "order_no=甲", "deadline=15日")
        self.assertEqual(self.json("get", "hazard", h, "--json")["deadline"], "2026-01-20")

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


class CheckFile(Case):
    def test_check_file(self):
        self.init()
        enterprise = self.new("enterprise", name="甲公司")
        mine = self.new("mine", enterprise=enterprise, name="甲矿", type="露天矿山", status="生产", town="德感街道")
        for name, number in (("李四", "50001"), ("王五", "50002")):
            self.new("regulator", name=name, level="区级监管部门", cert_no=number)
        i = self.new("inspection", mine=mine, trigger="双随机", started="2026-01-04", signed="2026-01-03", inspectors="李四、王五",
                     record_no="记1", scheme_no="案1", scheme_approved="2026-01-03", notice_no="通1", found="一项", result="责令整改", examined=3)
        h = self.new("hazard", mine=mine, inspection=i, source="监管检查", found="2026-01-04", level="一般", description="护栏缺失",
                     violated="规程", order_no="责1", ordered="2026-01-04", deadline="2026-01-05", responsible="张三", measures="修")
        found = self.json("check-file", "inspection", i, "--json")
        self.assertEqual((found["kind"], found["id"], found["complete"]), ("inspection", i, False))
        self.assertEqual([(p["code"], p["severity"], p["kind"], p["id"], p["field"]) for p in found["problems"]],
                         [("signature_early", "must", "inspection", i, "signed"), ("hazard_open", "must", "hazard", h, "closed"),
                          ("term_short", "should", "hazard", h, "deadline")])
        self.assertTrue(all(p["message"].endswith("。") and p["source"] and p["name"] for p in found["problems"]))
        self.assertIn("签字日期", self.ok("check-file", "inspection", "记1"))
        self.fails(1, "check-file", "inspection", i, "--close", says="2处")
        self.ok("set", "inspection", i, "signed=2026-01-04")
        self.ok("act", "hazard", h, "submit")
        self.ok("act", "hazard", h, "pass", "reviewer=李四、王五", "review_no=复1")
        self.ok("check-file", "inspection", i, "--close")
        self.assertEqual(self.json("get", "inspection", i, "--json")["filed"], "2026-01-05")
        self.fails(2, "check-file", "hazard", h)
        self.fails(1, "check-file", "inspection", 99)


if __name__ == "__main__":
    clitest.main()
