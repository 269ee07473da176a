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
import subprocess
import time

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


if __name__ == "__main__":
    clitest.main()
