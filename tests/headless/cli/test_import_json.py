#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kuanganctl import --json: where every value stood, what it replaces, and names that are unsure."""

import json

import clitest
from clitest import Case


class ImportJson(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.write("企业.csv", "企业名称,所在镇街,主要负责人电话\n渝州甲矿业有限公司,德感街道,13900001015\n渝州乙石料厂,双福街道,\n")
        self.ok("import", "企业.csv")

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def test_origins_and_differences(self):
        self.write("新.csv", "备注,企业名称,所在镇街\n换了地方,渝州乙石料厂,白沙镇\n,渝州丙石料厂,白沙镇\n")
        told = self.json("import", "新.csv", "--dry-run", "--json")
        self.assertEqual([r["state"] for r in told["rows"]], ["changed", "new"])
        first = told["rows"][0]["fields"]
        self.assertEqual(first["town"], {"value": "白沙镇", "cell": "C2", "text": "白沙镇", "old": "双福街道", "old_origin": "企业.csv · 企业 · B3"})
        self.assertEqual(first["note"], {"value": "换了地方", "cell": "A2", "text": "换了地方", "old": None, "old_origin": None})
        self.assertNotIn("old", first["name"])
        self.assertIsNone(told["rows"][1]["id"])
        # Written, the same is told, with the numbers that the records got.
        told = self.json("import", "新.csv", "--json")
        self.assertTrue(told["written"])
        self.assertEqual([r["state"] for r in told["rows"]], ["changed", "new"])
        made = told["rows"][1]["id"]
        self.assertEqual(self.json("get", "enterprise", made, "--json")["name"], "渝州丙石料厂")
        cells = self.json("history", "enterprise", made, "--json")[0]["cells"]
        self.assertEqual((cells["name"], cells["town"]), ("B3", "C3"))
        self.assertIn("所在镇街：白沙镇（C3）", self.ok("history", "enterprise", made))

    def test_private_is_masked(self):
        self.write("话.csv", "企业名称,主要负责人电话\n渝州甲矿业有限公司,13900002222\n")
        text = self.ok("import", "话.csv", "--dry-run", "--json")
        self.assertNotIn("13900002222", text)
        self.assertNotIn("13900001015", text)
        self.assertIn("13900002222", self.ok("import", "话.csv", "--dry-run", "--json", "--unmasked"))

    def test_nothing_written(self):
        """What is said where nothing is written names the reason."""
        self.write("履职.csv", "矿山,月份,实际控制人现场履职天数\n无名矿,2025-03,5\n")
        self.assertIn("各行都被拒绝", self.ok("import", "履职.csv", "--skip-bad"))
        self.assertIn("内容都已在台账里，没有变化", self.ok("import", "企业.csv", "--skip-bad"))
        self.write("企业.csv", "企业名称,所在镇街,从业人员数\n渝州乙石料厂,双福街道,\n渝州戊厂,双福街道,好几个\n")
        self.assertNotIn("各行都被拒绝", self.ok("import", "企业.csv", "--skip-bad"))

    def test_names(self):
        self.write("近.csv", "企业名称,备注\n渝州甲矿业有限责任公司,同一家\n")
        told = self.json("import", "近.csv", "--dry-run", "--json")
        question = told["questions"][0]
        self.assertEqual((question["name"], question["guesses"], question["answer"], question["cell"]),
                         ("渝州甲矿业有限责任公司", ["渝州甲矿业有限公司"], None, "A2"))
        self.assertEqual(told["problems"][0]["code"], "name_similar")
        self.write("答.json", json.dumps([{"names": {"enterprise": {"渝州甲矿业有限责任公司": "渝州甲矿业有限公司"}}}]))
        told = self.json("import", "近.csv", "--map", "答.json", "--json")
        self.assertEqual((told["rows"][0]["state"], told["rows"][0]["fields"]["note"]["value"]), ("changed", "同一家"))
        # And is known the next time.
        told = self.json("import", "近.csv", "--json")
        self.assertEqual(told["rows"][0]["state"], "unchanged")
        self.assertTrue(told["questions"][0]["recalled"])
        for bad in ([{"names": []}], [{"names": {"nope": {}}}], [{"names": {"enterprise": {"甲": 1}}}]):
            self.write("坏.json", json.dumps(bad))
            self.fails(1, "import", "近.csv", "--map", "坏.json", says="names")


if __name__ == "__main__":
    clitest.main()
