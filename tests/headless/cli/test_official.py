#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Official papers, field-day packs and lists from the command line, judged by other programs' eyes."""

import base64
import re
import shutil
import subprocess

import clitest
from clitest import Case

FORMS = {
    "inspection": ["record", "scheme", "decision", "order", "review", "inquiry", "delivery"],
    "hazard": ["order", "review", "extension-request", "extension-reply", "supervision-notice",
               "supervision-request", "supervision-acceptance", "delivery"],
    "penalty": ["penalty-decision", "penalty-inform", "penalty-spot", "penalty-urge", "penalty-surcharge",
                "penalty-enforce", "case-filing", "inquiry", "delivery"],
    "discredit": ["discredit-listing", "discredit-inform", "discredit-removal", "delivery"],
    "accident": ["warning"],
    "typical_case": ["case-submit", "case-return"],
    "mine": ["reminder"],
    "duty": ["reminder"],
}


# Grey, 8 by 8.
JPEG = (
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI//////////////////////////////////////////"
    "//////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wAARCAAI"
    "AAgDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhBy"
    "JxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKT"
    "lJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAA"
    "AAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRom"
    "JygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExc"
    "bHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwAooooA/9k=")


class Papers(Case):
    def setUp(self):
        super().setUp()
        self.init(sample=True)

    def judge(self, path):
        """Whole, every face in it, and its text to be read; gives the text."""
        if shutil.which("qpdf"):
            r = subprocess.run(["qpdf", "--check", path], capture_output=True)
            self.assertEqual(r.returncode, 0, r.stdout + r.stderr)
        if shutil.which("pdffonts") is None:
            self.skipTest("no poppler-utils here")
        lines = subprocess.run(["pdffonts", path], capture_output=True, check=True).stdout.decode().splitlines()
        self.assertGreater(len(lines), 2)
        for line in lines[2:]:
            emb, sub, uni = re.search(r"\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$", line).groups()
            self.assertEqual((emb, uni), ("yes", "yes"), line)
        return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True,
                              check=True).stdout.decode()

    def tells(self, *args):
        """Done; stderr may say what a draft lacks, or which faces this machine has not."""
        r = self.run_program(*args)
        self.assertEqual(r.returncode, 0, (args, r.stderr.decode()))
        return r.stdout.decode()

    def write(self, *args):
        path = self.folder / "paper.pdf"
        self.tells("paper", *args, "-o", path)
        return self.judge(path)

    def test_photographs(self):
        """The record ends with a sheet of them, each with the words of its finding; one that is broken is named."""
        self.assertNotIn("现场照片", self.write("inspection", 1, "--form", "record"))
        for name, data in (("东帮.jpg", base64.b64decode(JPEG)), ("说明.txt", b"text")):
            (self.folder / name).write_bytes(data)
            self.ok("attach", "inspection", 1, self.folder / name)
        hazard = next(h for h in self.json("list", "hazard", "--json") if h["inspection"] == 1)
        self.ok("attach", "hazard", hazard["id"], self.folder / "东帮.jpg")
        text = self.write("inspection", 1, "--form", "record")
        self.assertIn("现场照片", text)
        self.assertRegex(text, "照片1 +东帮.jpg")
        self.assertRegex(text, "照片2 +" + re.escape(hazard["description"][:16]))
        self.assertNotIn("说明.txt", text)
        (self.folder / "坏.jpg").write_bytes(b"\xff\xd8\xff")
        self.ok("attach", "inspection", 1, self.folder / "坏.jpg")
        self.fails(1, "paper", "inspection", 1, "--form", "record", "-o", self.folder / "x.pdf", says="坏.jpg")

    def test_list_names_every_form(self):
        for kind, forms in FORMS.items():
            lines = self.ok("paper", kind, 1, "--list").splitlines()
            self.assertEqual([l.split("\t")[0] for l in lines if not l.startswith("\t")], forms)
            for line, below in zip(lines, lines[1:] + [""]):
                if line.endswith("\t不齐"):
                    self.assertTrue(below.startswith("\t"), line)
                elif line.endswith("\t齐备"):
                    self.assertFalse(below.startswith("\t"), line)

    def test_drafts(self):
        """One of each make; tests/headless/report sets them all."""
        for kind, form in (("inspection", "scheme"), ("hazard", "supervision-notice"),
                           ("penalty", "penalty-decision"), ("accident", "warning")):
            text = self.write(kind, 1, "--form", form)
            self.assertNotIn("{", text)
            self.assertNotIn("〓", text)

    def test_issue(self):
        self.write("inspection", 1)
        self.assertEqual(self.json("list", "paper", "--json"), [])
        path = self.folder / "issued.pdf"
        told = self.ok("paper", "inspection", 1, "--form", "scheme", "--issue", "-o", path)
        self.assertEqual(told.splitlines()[0], "（江津）应急检查〔2026〕1号")
        text = self.judge(path)
        self.assertIn("（江津）应急检查〔2026〕1号", text)
        self.assertNotIn("草稿", text)
        self.assertEqual(self.json("get", "inspection", 1, "--json")["scheme_no"],
                         "（江津）应急检查〔2026〕1号")
        self.fails(1, "paper-void", "（江津）应急检查〔2026〕1号", says="原因")
        self.ok("paper-void", "（江津）应急检查〔2026〕1号", "--reason", "检查时间有误")
        told = self.ok("paper", "inspection", 1, "--form", "scheme", "--issue", "-o", path)
        self.assertEqual(told.splitlines()[0], "（江津）应急检查〔2026〕2号")
        states = [p["state"] for p in self.json("list", "paper", "--json")]
        self.assertEqual(sorted(states), sorted(["作废", "已发"]))
        self.ok("verify")

    def test_what_is_refused(self):
        self.fails(1, "paper", "penalty", 1, "--issue", says="告知日期")
        self.fails(2, "paper", "inspection", 1, says="-o")
        self.fails(2, "paper", "inspection", 1, "--form", "nothing", "-o", "x.pdf", says="record")
        self.fails(2, "paper", "training", 1, "-o", "x.pdf", says="没有")
        self.fails(2, "paper", "inspection", 1, "--set", "name=x", "-o", "x.pdf", says="found")
        self.fails(1, "paper", "inspection", 99999, "-o", "x.pdf")
        self.assertEqual(self.json("list", "paper", "--json"), [])

    def test_set_part(self):
        text = self.write("inspection", 1, "--set", "found=1．现场改写的话。")
        self.assertIn("现场改写的话", text)

    def test_pack_and_lists(self):
        path = self.folder / "pack.pdf"
        self.tells("pack", 1, "-o", path)
        text = self.judge(path)
        for words in ("矿山基本情况", "最近检查发现的问题", "未销号的隐患", "判定对照表", "现场检查记录"):
            self.assertIn(words, text)
        self.assertIn("公示表", self.write("mine", "all", "--form", "officials"))
        self.assertIn("公示表", self.write("discredit", "all", "--form", "publicity"))
        self.fails(2, "paper", "duty", "all", "-o", "x.pdf")

    def test_own_text(self):
        text = self.ok("paper-text", "record")
        self.assertIn("// 来源", text)
        own = self.folder / "own.txt"
        own.write_text(text.replace("检查情况：", "本局检查情况："), encoding="utf-8")
        self.ok("paper-text", "record", "--set", own)
        self.assertIn("本局检查情况", self.write("inspection", 1))
        own.write_text("文书 甲\n胡写 乙\n", encoding="utf-8")
        self.fails(1, "paper-text", "record", "--set", own, says="胡写")
        self.ok("paper-text", "record", "--reset")
        self.assertEqual(self.ok("paper-text", "record"), text)
        self.assertIn("reviewer", self.ok("paper-text", "remedy"))
        self.fails(2, "paper-text", "nothing")


if __name__ == "__main__":
    clitest.main()
