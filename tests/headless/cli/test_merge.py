#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kuanganctl merge: two records become one, links move, undo takes it back; and what history says of it."""

import clitest
from clitest import Case


class Merge(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.keep = self.new("enterprise", name="渝州甲矿业有限公司", legal_rep="张三")
        self.other = self.new("enterprise", name="渝州甲矿业有限责任公司", legal_rep="李四", address="工业园1号")
        self.mine = self.new("mine", enterprise=self.other, name="甲矿", type="露天矿山", status="生产", town="珞璜镇")

    def test_links_move_and_come_back(self):
        told = self.json("merge", "enterprise", self.keep, self.other, "--json")
        self.assertEqual((told["removed"], told["moved"], told["joined"], told["doubles"]), (self.other, 1, 0, []))
        self.assertEqual(told["kept"]["name"], "渝州甲矿业有限公司")
        self.assertEqual((told["kept"]["legal_rep"], told["kept"]["address"]), ("张三", "工业园1号"))
        self.assertEqual(self.json("get", "mine", self.mine, "--json")["enterprise"], self.keep)
        self.fails(1, "get", "enterprise", self.other)
        self.assertIn("合并企业“渝州甲矿业有限责任公司”到“渝州甲矿业有限公司”", self.ok("history", "enterprise", self.keep))
        self.ok("undo")
        self.assertEqual(self.json("get", "mine", self.mine, "--json")["enterprise"], self.other)
        self.assertEqual(self.json("get", "enterprise", self.other, "--json")["legal_rep"], "李四")
        self.ok("verify")

    def test_names_and_choices(self):
        text = self.ok("merge", "企业", "渝州甲矿业有限公司", "渝州甲矿业有限责任公司", "--take", "legal_rep", "--take", "详细地址")
        self.assertIn("移来 1 条", text)
        self.assertEqual(self.json("get", "enterprise", self.keep, "--json")["legal_rep"], "李四")

    def test_doubles_are_told(self):
        second = self.new("mine", enterprise=self.keep, name="甲矿", type="露天矿山", status="生产", town="珞璜镇")
        self.new("duty", mine=self.mine, month="2025-03", engineer_days="5")
        self.new("duty", mine=second, month="2025-03", engineer_days="6")
        told = self.json("merge", "enterprise", self.keep, self.other, "--json")
        self.assertEqual(told["joined"], 1)
        self.assertEqual(len(told["doubles"]), 1)

    def test_refused(self):
        for args in (["merge"], ["merge", "enterprise", self.keep], ["merge", "enterprise", self.keep, self.other, "--take", "nope"]):
            self.fails(2, *args)
        self.fails(1, "merge", "enterprise", self.keep, self.keep, says="同一条记录")
        self.fails(1, "merge", "enterprise", self.keep, "9999")


if __name__ == "__main__":
    clitest.main()
