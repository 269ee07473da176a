#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever language the program speaks, what leaves the office is Chinese: each file is the same under an English
desk as under a Chinese one."""

import os
import zipfile

import clitest
import sheets
from clitest import Case

LISTS = "mine discredit penalty hazard plan plan_year person training inspection".split()
PAPERS = {"hazard": 2, "inspection": 2, "penalty": 1, "discredit": 1, "typical_case": 1, "accident": 1, "duty": 1}


def contents(path):
    """What is in the file, without the time at which a workbook was put together."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist() if name != "docProps/core.xml"}


def table(*rows):
    return {r: dict(enumerate(row)) for r, row in enumerate(rows)}


class Languages(Case):
    def setUp(self):
        super().setUp()
        if "KUANGAN_LOCALE_DIR" not in os.environ:
            self.skipTest("the translations are not built")
        self.init(sample=True)

    def ids(self, kind, n):
        return [str(record["id"]) for record in self.json("list", kind, "--json")[:n]]

    def written(self, language, words):
        """Every file that the verb writes, in that language."""
        out = self.folder / language / words[0]
        out.parent.mkdir(exist_ok=True)
        # What it says on the side, of missing fonts say, is in the desk's language.
        r = self.run_program(*words[1:], "-o", out, today="2025-10-08", env=self.environment(LANGUAGE=language))
        self.assertEqual(r.returncode, 0, r.stderr.decode())
        files = [out] if out.is_file() else sorted(p for p in out.rglob("*") if p.is_file())
        self.assertTrue(files, words)
        return {str(path.relative_to(out.parent)): contents(path) for path in files}

    def same(self, *words):
        chinese, english = self.written("zh_CN", words), self.written("en", words)
        self.assertEqual(chinese.keys(), english.keys())
        for name in chinese:
            self.assertTrue(chinese[name] == english[name], f"{words}: {name} goes by the desk's language")

    def test_speaks_english(self):
        """Or else nothing is tested here."""
        english = self.ok("--help", env=self.environment(LANGUAGE="en"))
        self.assertTrue(english.startswith("Usage:"), english[:40])

    def test_lists(self):
        for kind in LISTS:
            for suffix in ("pdf", "xlsx"):
                self.same(f"{kind}.{suffix}", "paper", kind, "all")
        self.same("重大.pdf", "paper", "hazard", "all", "--form", "major-hazards")

    def test_papers(self):
        for kind, n in PAPERS.items():
            for id_ in self.ids(kind, n):
                self.same(f"{kind}-{id_}.pdf", "paper", kind, id_)
        self.same("检查资料.pdf", "pack", "1")

    def test_files_of_one(self):
        for kind in ("mine", "enterprise", "person"):
            for suffix in ("pdf", "xlsx"):
                self.same(f"{kind}.{suffix}", "timeline", kind, self.ids(kind, 1)[0])
        self.same("卷宗", "papers", "mine", "1")

    def test_plans(self):
        self.same("计划.xlsx", "plan", "2025", "export")
        self.same("送审稿.pdf", "plan", "2025", "export")
        self.same("双随机.xlsx", "plan", "2025", "export", "--form", "random")
        draw = self.json("draw", "--count", "2", "--seed", "7", "--year", "2025", "--json", today="2025-10-08")
        self.same("收据.pdf", "draw", "--receipt", str(draw["receipt"]))

    def test_tables(self):
        mines = self.ids("mine", 2)
        self.same("测算.xlsx", "what-if", "--upgrade", mines[0], "--close", mines[1])
        self.same("分析表.xlsx", "measures", "2025Q3", "export")
        self.same("填报表.xlsx", "measures", "2025Q3", "export", "--unit", "双福街道")
        self.same("全部.xlsx", "export", "all")

    def test_report(self):
        self.same("report", "report", "2025Q3")

    def test_problems(self):
        """The list of what was refused goes back to the towns."""
        path = self.folder / "企业.xlsx"
        sheets.write(path, "企业", table(["企业名称", "统一社会信用代码", "法定代表人"],
                                       ["重庆甲石材有限公司", "915001160000000000", "张三"],
                                       [None, None, "李四"]))
        told = {}
        for language in ("zh_CN", "en"):
            env = self.environment(LANGUAGE=language)
            out = self.folder / language
            out.mkdir()
            for name, more in (("试读.xlsx", ["--dry-run"]), ("导入.xlsx", ["--skip-bad"])):
                r = self.run_program("import", path, "--problems", out / name, "--json", *more, env=env)
                self.assertIn(r.returncode, (0, 1), r.stderr.decode())
            told[language] = [contents(out / name) for name in ("试读.xlsx", "导入.xlsx")]
            self.ok("undo", env=env)
        self.assertEqual(told["zh_CN"], told["en"])
        self.assertIn("未导入的原因", str(told["en"][0]["xl/sharedStrings.xml"], "utf-8"))

    def reasons(self, kind, id_):
        return [revision["why"] for revision in self.json("history", kind, id_, "--json")]

    def test_reasons(self):
        """What the ledger keeps is Chinese whoever changes it; what is shown goes by the desk."""
        english = {"env": self.environment(LANGUAGE="en")}
        path = self.folder / "企业.xlsx"
        sheets.write(path, "企业", table(["企业名称", "法定代表人"], ["重庆英文石材有限公司", "张三"]))
        self.ok("import", path, **english)
        first = next(e["id"] for e in self.json("list", "enterprise", "--json") if e["name"] == "重庆英文石材有限公司")
        self.ok("set", "enterprise", first, "legal_rep=李四", **english)
        second = self.json("set", "enterprise", "new", "name=重庆另一石材有限公司", "--json", **english)["id"]
        self.ok("merge", "enterprise", first, second, **english)
        self.ok("undo", **english)
        self.ok("delete", "enterprise", second, **english)
        self.ok("undo", **english)
        self.assertEqual(self.reasons("enterprise", first), [
            "合并企业“重庆另一石材有限公司”到“重庆英文石材有限公司”",
            "保存企业“重庆英文石材有限公司”",
            "导入“企业.xlsx”"])
        self.assertEqual(self.reasons("enterprise", second), [
            "撤销：删除企业“重庆另一石材有限公司”",
            "删除企业“重庆另一石材有限公司”",
            "撤销：合并企业“重庆另一石材有限公司”到“重庆英文石材有限公司”",
            "合并企业“重庆另一石材有限公司”到“重庆英文石材有限公司”",
            "新增企业"])
        self.ok("measures", "2026Q2", "fill", "--task", "硬措施-1.2", "--state", "落实", **english)
        cell = self.json("list", "measure_progress", "--where", "quarter=2026Q2", "--json")[0]["id"]
        self.assertEqual(len(self.reasons("measure_progress", cell)), 1)
        self.assertRegex(self.reasons("measure_progress", cell)[0], "^2026年第二季度硬措施进展“[\u4e00-\u9fff]+”填“落实”（1项）$")
        shown = self.ok("history", "enterprise", second, **english)
        self.assertIn("Undo: Merge Enterprise “重庆另一石材有限公司” into “重庆英文石材有限公司”", shown)
        self.assertIn("Undo: Delete Enterprise “重庆另一石材有限公司”", shown)
        self.assertNotIn("撤销", shown)
        self.assertIn("Import “企业.xlsx”", self.ok("history", "enterprise", first, **english))


if __name__ == "__main__":
    clitest.main()
