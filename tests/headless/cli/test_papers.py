#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kuanganctl pdf, attach, papers, search: through the same helper process and ledger as the window."""

import os
import zipfile

import clitest
from clitest import Case


def make_pdf(path, text):
    """One page with the text, as small as a PDF can be."""
    stream = b"BT /F1 12 Tf 20 100 Td (" + text.encode() + b") Tj ET"
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
             b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
             b"<</Length " + str(len(stream)).encode() + b">>stream\n" + stream + b"\nendstream",
             b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    out, places = b"%PDF-1.4\n", []
    for i, part in enumerate(parts, 1):
        places.append(len(out))
        out += str(i).encode() + b" 0 obj" + part + b"endobj\n"
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % p for p in places)
    out += b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n" + str(start).encode() + b"\n%%EOF\n"
    with open(path, "wb") as file:
        file.write(out)


class Papers(Case):
    def setUp(self):
        super().setUp()
        self.paper = os.path.join(self.folder, "来稿.pdf")
        make_pdf(self.paper, "GB50471 slope monitoring" if "scan" not in self.id() else "")

    def test_pdf(self):
        self.assertIn("页数：1", self.ok("pdf", self.paper, ledger=False))
        self.assertIn("slope monitoring", self.ok("pdf", self.paper, "--text", ledger=False))
        picture = os.path.join(self.folder, "1.png")
        self.ok("pdf", self.paper, "--page", "1", "-o", picture, ledger=False)
        with open(picture, "rb") as file:
            self.assertEqual(file.read(8), b"\x89PNG\r\n\x1a\n")
        self.fails(1, "pdf", self.paper, "--page", "2", "-o", picture, ledger=False, says="只有 1 页")
        self.fails(1, "pdf", os.path.join(self.folder, "没有.pdf"), ledger=False, says="找不到")
        self.fails(2, "pdf", self.paper, "--page", "1", ledger=False)
        self.fails(2, "pdf", self.paper, "--text", "--info", ledger=False)
        broken = os.path.join(self.folder, "坏.pdf")
        with open(broken, "w", encoding="utf-8") as file:
            file.write("%PDF-1.4\n坏")
        self.fails(1, "pdf", broken, ledger=False, says="损坏")

    def test_scan(self):
        self.assertIn("扫描件", self.ok("pdf", self.paper, ledger=False))
        self.fails(1, "pdf", self.paper, "--text", ledger=False, says="扫描件")

    def test_attach_search_write(self):
        self.init()
        one = self.new("enterprise", name="重庆陡石梯建材有限公司", principal_phone="13900001015")
        self.assertIn("来稿.pdf", self.ok("attach", "enterprise", one, self.paper))
        self.fails(1, "attach", "enterprise", one, os.path.join(self.folder, "没有.pdf"), says="找不到")
        self.fails(1, "attach", "enterprise", "99", self.paper)

        groups = self.json("search", "gb 50471", "--json")
        self.assertEqual([(g["kind"], g["count"]) for g in groups], [("attachment", 1)])
        hit = groups[0]["hits"][0]
        self.assertEqual((hit["kind"], hit["id"], hit["page"], hit["file"]), ("enterprise", one, 1, "来稿.pdf"))
        self.assertEqual(self.json("search", "cqdst", "--json")[0]["hits"][0]["name"], "重庆陡石梯建材有限公司")
        phone = self.json("search", "139-0000-1015", "--json")[0]["hits"][0]
        self.assertEqual(phone["found"], "139****1015")
        self.assertEqual(self.json("search", "1390000", "--json"), [])
        self.assertIn("【陡石梯】", self.ok("search", "陡石梯"))

        out = os.path.join(self.folder, "卷宗")
        self.ok("papers", "enterprise", one, "-o", out)
        self.assertEqual(sorted(os.listdir(out)), ["来稿.pdf", "记录.xlsx"])
        with open(self.paper, "rb") as a, open(os.path.join(out, "来稿.pdf"), "rb") as b:
            self.assertEqual(a.read(), b.read())
        with zipfile.ZipFile(os.path.join(out, "记录.xlsx")) as book:
            self.assertNotIn("13900001015", "".join(book.read(n).decode() for n in book.namelist() if n.endswith(".xml")))
        self.ok("undo")
        self.assertEqual(self.json("search", "gb50471", "--json"), [])
        self.ok("verify")


if __name__ == "__main__":
    clitest.main()
