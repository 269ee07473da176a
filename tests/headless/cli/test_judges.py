#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read, judged by others: the csv that files were made from, Python's own decoders, openpyxl, xlrd and odfpy cell by
cell, and the limits of time and memory. Each is skipped where the judge or the files are not at hand."""

import csv
import datetime
import io
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import time
import unittest
import zipfile

import warnings

import clitest
from clitest import PROGRAM, Case, shared

try:
    import openpyxl
except ImportError:
    openpyxl = None
try:
    import xlrd
except ImportError:
    xlrd = None

warnings.simplefilter("ignore")  # what a judge thinks of a file
# The sanitizers' own books are several times what they watch: there only the ending counts.
SLOWER = 20 if "ASAN_OPTIONS" in os.environ else 1
MAX_SECONDS = 5 * SLOWER
MAX_KB = 300 * 1024 * SLOWER


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


class Judge(Case):
    def cells(self, path):
        """Sheets as {name: {(row, column): cell}}, or None where the file is refused."""
        r = self.run_program("cells", path, "--json", ledger=False, today=None)
        if r.returncode != 0:
            return None
        return {s["sheet"]: {c["cell"]: c for c in s["cells"]} for s in json.loads(r.stdout)}


class Csv(Judge):
    def test_against_what_they_say(self):
        """Dirty csv beside the same in clean form; 95 % of the cells that hold something."""
        folder = shared("real", "csv-pollock")
        total = right = 0
        for path in sorted((folder / "csv").iterdir()):
            with open(folder / "clean" / path.name, encoding="utf-8", newline="") as f:
                clean = [[squeeze(c) for c in row] for row in csv.reader(f)]
            how = json.loads((folder / "parameters" / (path.name + "_parameters.json")).read_text())
            # The clean file names the columns of a file without headings, and joins headings of several lines.
            clean = [row for row in clean[0 if how["header_lines"] == "1" else 1:] if any(row)]
            r = self.run_program("cells", path, "--csv", ledger=False, today=None)
            ours = [[squeeze(c) for c in row] for row in csv.reader(io.StringIO(r.stdout.decode("utf-8-sig"), newline=""))]
            ours = [row for row in ours if any(row)]
            at = 0
            for row in clean:
                want = [(j, c) for j, c in enumerate(row) if c]
                best = (0, at)
                for i in range(at, min(at + 40, len(ours))):  # lines above, notes between
                    hits = sum(j < len(ours[i]) and ours[i][j] == c for j, c in want)
                    best = max(best, (hits, -i), key=lambda x: x[0]) if hits > best[0] else best
                    if hits == len(want):
                        break
                total += len(want)
                right += best[0]
                if best[0]:
                    at = -best[1] + 1 if best[1] < 0 else best[1] + 1
        self.assertGreater(total, 80000)
        self.assertGreaterEqual(right / total, 0.995, (right, total))

    def test_encodings(self):
        """The folder's name is the encoding; what is no table by its first bytes is put behind a line of csv."""
        folder = shared("real", "text-encodings")
        names = {"GB2312": "gb18030", "Big5": "cp950", "UTF-16": "utf-16"}
        files = right = 0
        wrong = []
        for path in sorted(folder.iterdir()):
            raw = path.read_bytes()
            m = re.match(r"chardet__(.*?)__", path.name) or re.search(r"(utf\d+[bl]e|32le|utf8)", path.name)
            encoding = names.get(m.group(1), m.group(1)) if m else "utf-8"
            encoding = {"32le": "utf-32-le", "utf16be": "utf-16-be", "utf16le": "utf-16-le", "utf32be": "utf-32-be",
                        "utf32le": "utf-32-le"}.get(encoding, encoding)
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError:
                continue  # damaged: no judge
            if path.suffix == ".xml":
                path = self.folder / "x.csv"
                path.write_bytes(b"a,b\n" + raw)
            r = self.run_program("cells", path, "--csv", ledger=False, today=None)
            files += 1
            letters = lambda s: [c for c in s if c.isalpha() and ord(c) > 127]
            if r.returncode == 0 and letters(text) == letters(r.stdout.decode("utf-8-sig")):
                right += 1
            else:
                wrong.append((path.name, encoding))
        self.assertGreater(files, 25)
        self.assertGreaterEqual(right / files, 0.95, wrong)


class Limits(Case):
    def test_every_file_ends_well(self):
        """Data or one plain Chinese sentence, within the time and the memory; nothing crashes."""
        folder = shared("real")
        worst = (0, 0, "")
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            if path.suffix.lower() in (".pdf", ".md", ".tsv") and "csv" not in str(path.parent):
                continue
            for verb in ("peek", "cells"):
                begin = time.monotonic()
                with open(self.folder / "out", "wb") as out, open(self.folder / "err", "wb") as err:
                    p = subprocess.Popen([PROGRAM, verb, str(path), "--json"], stdout=out, stderr=err, env=self.environment())
                    _, status, usage = os.wait4(p.pid, 0)
                    p.returncode = status
                used = usage.ru_utime + usage.ru_stime
                worst = max(worst, (used, usage.ru_maxrss, path.name))
                self.assertTrue(os.WIFEXITED(status), (verb, path.name, status))
                self.assertLess(used, MAX_SECONDS, (verb, path.name))
                self.assertLess(usage.ru_maxrss, MAX_KB, (verb, path.name))
                said = (self.folder / "err").read_text("utf-8")
                if os.WEXITSTATUS(status) == 0:
                    json.loads((self.folder / "out").read_text("utf-8"))
                else:
                    self.assertEqual(os.WEXITSTATUS(status), 1, (verb, path.name))
                    self.assertRegex(said, r"^kuanganctl：.*[\u4e00-\u9fff].*。\n$", path.name)
        print("# worst:", *worst)


def plain(value):
    """A value of a judge as text: numbers without a tail, days as ISO."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d") if value.time() == datetime.time() else value.strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float) and value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def same(ours, theirs):
    """One value by two readers."""
    text = ours["value"]
    if isinstance(theirs, (datetime.time, datetime.timedelta)):
        return True  # a time without a day: readers differ in what they make of it
    if isinstance(theirs, (int, float)) and not isinstance(theirs, bool):
        try:
            return abs(float(text) - theirs) <= 1e-9 * max(1, abs(theirs))
        except ValueError:
            return False
    want = plain(theirs)
    if isinstance(theirs, datetime.datetime):
        # Seconds are rounded, not shown.
        return text[:10] == want[:10]
    return re.sub(r"\s+", "", text) == re.sub(r"\s+|_x000[dD]_", "", want)


class Workbooks(Judge):
    def compare(self, path, name, theirs, counts, wrong):
        ours = self.sheets[name]
        for cell, value in theirs.items():
            counts[0] += 1
            if cell in ours and same(ours[cell], value):
                counts[1] += 1
            else:
                wrong.append((path.name, name, cell, plain(value)[:40], ours.get(cell, {}).get("value", "")[:40]))

    def files(self, *endings):
        folder = shared("samples").parent
        for part in ("samples", "samples-plain", "real"):
            for path in sorted((folder / part).rglob("*")):
                if path.suffix.lower() in endings:
                    yield path

    def test_xlsx(self):
        if openpyxl is None:
            self.skipTest("no openpyxl here")
        counts, wrong, books = [0, 0], [], 0
        for path in self.files(".xlsx", ".xlsm"):
            self.sheets = self.cells(path)
            if self.sheets is None or path.stat().st_size > 3_000_000:
                continue
            try:
                book = openpyxl.load_workbook(path, data_only=True)
            except Exception:
                continue
            books += 1
            for sheet in book.worksheets:
                if sheet.title not in self.sheets or sheet.max_row > 20000:
                    continue
                values = {c.coordinate: c.value for row in sheet.iter_rows() for c in row
                          if c.value is not None and str(c.value).strip() and type(c.value).__name__ != "CellRichText"}
                self.compare(path, sheet.title, values, counts, wrong)
        print("#", books, "workbooks,", counts[0], "cells,", counts[1], "the same")
        for w in wrong[:20]:
            print("#", *w)
        self.assertGreater(counts[0], 10000)
        self.assertGreaterEqual(counts[1] / counts[0], 0.999, wrong[:40])

    def test_xls(self):
        if xlrd is None:
            self.skipTest("no xlrd here")
        counts, wrong, books = [0, 0], [], 0
        for path in self.files(".xls", ".et"):
            self.sheets = self.cells(path)
            if self.sheets is None:
                continue
            try:
                book = xlrd.open_workbook(str(path), logfile=io.StringIO())
            except Exception:
                continue
            books += 1
            for sheet in book.sheets():
                if sheet.name not in self.sheets:
                    continue
                values = {}
                for r in range(sheet.nrows):
                    for c in range(sheet.ncols):
                        cell = sheet.cell(r, c)
                        value = cell.value
                        if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) or not str(value).strip():
                            continue
                        if cell.ctype == xlrd.XL_CELL_ERROR:
                            value = xlrd.error_text_from_code[value]
                        elif cell.ctype == xlrd.XL_CELL_DATE:
                            try:
                                value = xlrd.xldate_as_datetime(value, book.datemode)
                            except (OverflowError, ValueError):
                                continue
                            if value.year < 1901:
                                continue
                        elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
                            value = bool(value)
                        values[xlrd.cellname(r, c)] = value
                self.compare(path, sheet.name, values, counts, wrong)
        print("#", books, "workbooks,", counts[0], "cells,", counts[1], "the same")
        for w in wrong[:20]:
            print("#", *w)
        self.assertGreater(counts[0], 1000)
        self.assertGreaterEqual(counts[1] / counts[0], 0.999, wrong[:40])


ODS = "urn:oasis:names:tc:opendocument:xmlns:"
# Cells as offices have them: what is repeated, merged, hidden, annotated, and each type of value.
CONTENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="{ODS}office:1.0" xmlns:table="{ODS}table:1.0" xmlns:text="{ODS}text:1.0" xmlns:style="{ODS}style:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"><office:automatic-styles>
<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>
<table:table table:name="台账"><table:table-column table:number-columns-repeated="8"/>
<table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="3" table:number-rows-spanned="1"><text:p>某区台账</text:p>
</table:table-cell><table:covered-table-cell table:number-columns-repeated="2"/></table:table-row>
<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="8"/></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><office:annotation><dc:creator>张某</dc:creator><text:p>批注不是内容</text:p></office:annotation>
<text:p>名称</text:p></table:table-cell><table:table-cell office:value-type="string" table:number-columns-repeated="3"><text:p>同样</text:p></table:table-cell>
<table:table-cell/><table:table-cell office:value-type="float" office:value="12.5"><text:p>12.50</text:p></table:table-cell></table:table-row>
<table:table-row table:visibility="collapse"><table:table-cell office:value-type="date" office:date-value="2025-03-05"><text:p>05/03/25</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2025-03-05T14:30:00"><text:p>x</text:p></table:table-cell>
<table:table-cell office:value-type="percentage" office:value="0.955"><text:p>95.5%</text:p></table:table-cell>
<table:table-cell office:value-type="currency" office:currency="CNY" office:value="30000"><text:p>¥30,000.00</text:p></table:table-cell>
<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>
<table:table-cell office:value-type="boolean" office:boolean-value="false"><text:p>FALSE</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>第一<text:s text:c="3"/>行</text:p><text:p>第二行</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="91500116"><text:p>91500116</text:p></table:table-cell>
<table:table-cell office:value-type="string" table:number-rows-spanned="2"><text:p>合<text:span>并</text:span></text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048500"><table:table-cell table:number-columns-repeated="8"/></table:table-row></table:table>
<table:table table:name="藏" table:style-name="hidden"><table:table-row><table:table-cell office:value-type="string"><text:p>旧</text:p></table:table-cell>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""
MANIFEST = """<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
 manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""


class OpenDocument(Judge):
    """LibreOffice reads the .ods and writes it as .xlsx; what is read from both must be the same."""

    def make(self):
        path = self.folder / "手工.ods"
        with zipfile.ZipFile(path, "w") as out:
            out.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            out.writestr("META-INF/manifest.xml", MANIFEST)
            out.writestr("content.xml", CONTENT)
        return path

    def test_against_libreoffice(self):
        if shutil.which("soffice") is None:
            self.skipTest("no LibreOffice here")
        files = [self.make()]
        try:
            # One of them is made to keep a reader busy for ever; LibreOffice is.
            files += sorted(p for part in ("samples", "samples-plain", "real") for p in shared(part).rglob("*.ods") if "_dos" not in p.name)
        except unittest.SkipTest:
            pass
        self.convert("xlsx", self.folder / "xlsx", *files)
        total, wrong, books = 0, [], 0
        for path in files:
            other = self.folder / "xlsx" / (path.stem + ".xlsx")
            ours = self.cells(path)
            theirs = self.cells(other) if other.exists() else None
            if ours is None or theirs is None:
                continue
            books += 1
            self.assertEqual(list(ours), list(theirs), path.name)
            for sheet in ours:
                for cell in sorted(ours[sheet].keys() | theirs[sheet].keys()):
                    a, b = (re.sub(r"\s+", " ", side[sheet].get(cell, {}).get("value", "")).strip() for side in (ours, theirs))
                    total += 1
                    if a != b and not self.same_number(a, b):
                        wrong.append((path.name, sheet, cell, a[:60], b[:60]))
        print("#", books, "workbooks,", total, "cells,", len(wrong), "otherwise")
        for w in wrong[:20]:
            print("#", *w)
        self.assertGreater(books, 0)
        self.assertGreater(total, 20)
        self.assertLessEqual(len(wrong) / total, 0.001, wrong[:20])

    def same_number(self, a, b):
        try:
            return abs(float(a) - float(b)) <= 1e-9 * max(1, abs(float(b)))
        except ValueError:
            return False

    def test_what_it_holds(self):
        """The same cells by hand: a judge may err with us."""
        sheets = self.cells(self.make())
        cells = {c: v["value"] for c, v in sheets["台账"].items()}
        self.assertEqual({c: cells.get(c) for c in ("A1", "A5", "B5", "C5", "D5", "F5", "A6", "C6", "D6", "E6", "F6", "B7", "B8", "C7")},
                         {"A1": "某区台账", "A5": "名称", "B5": "同样", "C5": "同样", "D5": "同样", "F5": "12.5", "A6": "2025-03-05", "C6": "0.955",
                          "D6": "30000", "E6": "1", "F6": "0", "B7": "91500116", "B8": "91500116", "C7": "合并"})
        self.assertTrue(cells["B6"].startswith("2025-03-05T14:30"), cells["B6"])
        self.assertEqual(re.sub(r"\s+", " ", cells["A7"]), "第一 行 第二行")
        self.assertNotIn("批注", "".join(cells.values()))
        self.assertEqual(sheets["藏"]["A1"]["value"], "旧")


if __name__ == "__main__":
    clitest.main()
