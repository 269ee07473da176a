#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ledgers of districts that nobody has seen, by seeds: every record, every value, every mistake that was planted, and nothing
else. KA_SEEDS (1-20) tries others."""

import os
import re
import unicodedata

import clitest
import districts
from clitest import Case


def squeeze(value):
    """As two people would agree that it is the same."""
    return re.sub(r"[\s、，；〔〕（）()\[\]【】]+", "", unicodedata.normalize("NFKC", str(value)))


def same(want, got):
    if want is None or got is None:
        return want is got
    want = want.isoformat() if hasattr(want, "isoformat") else want
    if squeeze(want) == squeeze(got):
        return True
    numbers = [re.fullmatch(r"\d{1,9}(\.\d+)?", str(v)) for v in (want, got)]
    return all(numbers) and float(want) == float(got)


class Districts(Case):
    def seeds(self, otherwise):
        first, last = map(int, os.environ.get("KA_SEEDS", otherwise).split("-"))
        return range(first, last + 1)

    def value(self, dump, kind, record, field):
        if field in ("enterprise", "mine"):
            return {r["id"]: r["name"] for r in dump[field]}.get(record[field])
        if isinstance(record[field], bool):
            return "是" if record[field] else "否"
        return record[field]

    def check_kind(self, district, kind, where):
        ledger = districts.Ledger(district, kind)
        result = self.json("import", ledger.save(self.folder), "--skip-bad", "--json")
        dump = self.json("dump", "--json")
        found = [{f: self.value(dump, kind, r, f) for f in districts.HEADINGS[kind] if f in r} for r in dump[kind] if not r.get("_seed")]
        for record, row in ledger.wanted:
            keys = [k for k in districts.KEYS[kind] if k in record]
            hits = [r for r in found if all(same(record[k], r[k]) for k in keys)]
            self.assertTrue(hits, f"{where} row {row + 1}: no {record}")
            hit = max(hits, key=lambda r: sum(same(v, r[f]) for f, v in record.items()))
            found.remove(hit)
            for field, value in record.items():
                self.assertTrue(same(value, hit[field]), f"{where} row {row + 1} {field}: {value!r} became {hit[field]!r}")
        self.assertEqual(found, [], f"{where}: invented")
        reported = {p["cell"] for p in result["problems"] if p["severity"] != "info"}
        self.assertEqual(reported, ledger.planted, f"{where}: {result['problems']}")

    def check_district(self, seed, elsewhere):
        self.ledger = self.folder / f"{seed}.kuangan"
        self.init()
        district = districts.District(seed, elsewhere)
        for kind in districts.KEYS:
            if district.records[kind]:
                self.check_kind(district, kind, f"seed {seed}, {kind}")

    def test_this_district(self):
        for seed in self.seeds("1-4"):
            self.check_district(seed, elsewhere=False)

    def test_other_districts(self):
        for seed in self.seeds("101-104"):
            self.check_district(seed, elsewhere=True)


if __name__ == "__main__":
    clitest.main()
