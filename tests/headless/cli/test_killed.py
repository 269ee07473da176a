#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kuanganctl killed at any instant while it numbers and files a paper, or draws and keeps the receipt: the numbers run on
without gap or double, and no record is half of itself."""

import os
import random
import signal
import sqlite3
import subprocess
import time

import clitest
from clitest import PROGRAM, Case

ROUNDS = int(os.environ.get("KA_KILL_ROUNDS", "40"))
DAY = "2026-01-05"


class Killed(Case):
    def setUp(self):
        super().setUp()
        self.init(sample=True)
        seed = random.randrange(1 << 32)
        print("# seed", seed)
        self.random = random.Random(seed)

    def kill(self, *args):
        """Runs it, and ends it after a while that it may or may not outlive. Whether it was done. How long it takes, the
        machine may think otherwise of from one moment to the next: next time it is left longer if it was not done, else
        shorter."""
        p = subprocess.Popen([PROGRAM, "--ledger", str(self.ledger), "--today", DAY, *map(str, args)], cwd=self.folder,
                             env=self.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(self.random.uniform(0, self.longest))
        p.send_signal(signal.SIGKILL)
        done = p.wait() == 0
        self.longest *= 0.8 if done else 1.25
        return done

    def read(self, sql):
        # Not as read-only: what was killed left a log that a reader too has to take in.
        with sqlite3.connect(self.ledger) as db:
            db.execute("PRAGMA query_only = ON")
            db.row_factory = sqlite3.Row
            return [dict(r) for r in db.execute(sql)]

    def measure(self, *args):
        begun = time.monotonic()
        self.ok(*args, today=DAY)
        self.longest = (time.monotonic() - begun) * 1.6

    def test_papers(self):
        ids = [r["id"] for r in self.read("SELECT id FROM inspection ORDER BY id")]
        for i in ids:
            self.ok("set", "inspection", i, "scheme_no=")
        self.measure("paper", "inspection", ids[0], "--form", "scheme", "--issue", "-o", "1.pdf")
        done, killed = [ids[0]], 0
        for n in range(ROUNDS):
            i = ids[1 + n % (len(ids) - 1)]
            if i in done:
                continue
            if self.kill("paper", "inspection", i, "--form", "scheme", "--issue", "-o", f"{i}.pdf"):
                done.append(i)
            else:
                killed += 1
            self.ok("verify")
            papers = self.read("SELECT * FROM paper ORDER BY serial")
            self.assertEqual([p["serial"] for p in papers], list(range(1, len(papers) + 1)))
            self.assertEqual(len({p["number"] for p in papers}), len(papers))
            filed = {p["subject_id"]: p for p in papers}
            self.assertEqual(len(filed), len(papers), "one paper an inspection")
            for d in done:
                self.assertIn(d, filed, "it said that it was done")
            for p in papers:
                self.assertEqual(p["state"], "已发")
                own, = self.read(f"SELECT scheme_no FROM inspection WHERE id = {p['subject_id']}")
                self.assertEqual(own["scheme_no"], p["number"])
                pdf = self.read(f"SELECT a.size, length (b.data) AS kept FROM attachment a JOIN blob b ON b.sha256 = a.sha256"
                                f" WHERE a.owner_kind = 'paper' AND a.owner_id = {p['id']}")
                self.assertEqual([r["size"] == r["kept"] > 1000 for r in pdf], [True])
            for r in self.read("SELECT id, scheme_no FROM inspection WHERE scheme_no IS NOT NULL"):
                self.assertIn(r["id"], filed)
            done = sorted(filed)
        print(f"# {len(done)} filed, {killed} killed before they could say so")
        self.assertGreater(len(done), 1)
        self.assertGreater(killed, 3)

    def test_draws(self):
        self.measure("draw", "--count", 2, "--seed", "甲", "--year", 2026)
        for n in range(ROUNDS // 2):
            self.kill("draw", "--count", 2, "--seed", f"乙{n}", "--year", 2026)
            self.ok("verify")
            draws = self.read("SELECT * FROM draw ORDER BY id")
            self.assertEqual(len({d["number"] for d in draws}), len(draws))
            for d in draws:
                # Seed and candidates stand before anything is drawn; a result never stands without its receipt.
                self.assertTrue(d["seed"] and d["candidates"])
                self.assertEqual(d["result"] is None, d["state"] == "待抽取")
                self.assertEqual(d["hash"] is None, d["state"] == "待抽取")
        for d in self.read("SELECT id, state FROM draw"):
            if d["state"] == "已抽取":
                self.ok("draw", "--receipt", d["id"])


if __name__ == "__main__":
    clitest.main()
