#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever language the program speaks, what leaves the office is Chinese: each file is the same under an English
desk as under a Chinese one."""

import os
import zipfile

import clitest
from clitest import Case

LISTS = "mine discredit penalty hazard plan plan_year person training inspection".split()
PAPERS = {"hazard": 2, "inspection": 2, "penalty": 1, "discredit": 1, "typical_case": 1, "accident": 1, "duty": 1}


def contents(path):
    """What is in the file, without the time at which a workbook was put together."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name) for name in book.namelist() if name != "docProps/core.xml"}


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


if __name__ == "__main__":
    clitest.main()
