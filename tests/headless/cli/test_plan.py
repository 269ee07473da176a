# SPDX-License-Identifier: GPL-3.0-or-later
"""The year's plan and the draw, as a script meets them."""

import hashlib
import re

import clitest
from clitest import Case


def redraw(receipt):
    """What the receipt's algorithm says, in other words than the program's."""
    counter = 0

    def below(limit):
        nonlocal counter
        while True:
            digest = hashlib.sha256(f"{receipt['seed']}:{counter}".encode()).digest()
            counter += 1
            number = int.from_bytes(digest[:8], "big")
            if number < 2**64 - 2**64 % limit:
                return number % limit

    def pick(pool, count):
        pool, out = list(pool), []
        for _ in range(count):
            number, total = below(sum(w for _, w in pool)), 0
            for place, (_, weight) in enumerate(pool):
                total += weight
                if total > number:
                    out.append(pool.pop(place)[0])
                    break
        return out

    pairs = {(e["id"], e["person"]) for e in receipt["exclusions"]}
    mines = pick([(c["id"], c["weight"]) for c in receipt["candidates"]], receipt["count"])
    return [(m, pick([(p["id"], 1) for p in receipt["people"] if (m, p["id"]) not in pairs], receipt["team"])) for m in mines]


class Plan(Case):
    made = None

    def setUp(self):
        super().setUp()
        if Plan.made is None:
            self.init(sample=True)
            Plan.made = self.ledger.read_bytes()
        self.ledger.write_bytes(Plan.made)

    def test_arithmetic(self):
        days = self.json("plan", 2025, "show", "--json")["days"]
        self.assertEqual([days[k] for k in ("staff", "counted", "least_counted", "statutory", "calendar", "total", "other", "idle", "available")],
                         [8, 6, 6, 248, 248, "1488", "712", "451", "325"])
        self.assertEqual(days["problems"], [])
        self.assertEqual(len(self.json("plan", 2026, "show", "--json")["days"]["problems"]), 1)

    def test_propose(self):
        before = self.json("list", "plan", "--json")
        proposal = self.json("plan", 2026, "propose", "--json")
        self.assertEqual(proposal, self.json("plan", 2026, "propose", "--json"))
        self.assertEqual(self.json("list", "plan", "--json"), before)
        self.assertTrue(all(re.search(r"每年\d次.*第\d次。$", line["reason"]) for line in proposal["lines"]))
        visits = {}
        for line in proposal["lines"]:
            visits.setdefault(line["enterprise"], set()).add(line["month"])
        self.assertLessEqual(max(map(len, visits.values())), proposal["days"]["cap"])
        accepted = self.json("plan", 2026, "propose", "--accept", "--json")
        self.assertEqual(accepted["lines"], proposal["lines"])
        self.assertEqual(self.json("plan", 2026, "propose", "--json")["lines"], [])
        self.assertEqual(len(self.json("list", "plan", "--json")), len(before) + len(proposal["lines"]))
        self.ok("undo")
        self.assertEqual(self.json("list", "plan", "--json"), before)
        # What is over cannot be planned any more.
        late = self.json("plan", 2026, "propose", "--json", today="2026-10-20")
        self.assertEqual({line["month"] >= "2026-10" for line in late["lines"]}, {True})

    def test_compare(self):
        year = self.json("plan", 2025, "compare", "--json")
        self.assertEqual(sum(m["planned"] for m in year["months"]), year["total"]["planned"])
        self.assertEqual(sum(q["done"] for q in year["quarters"]), year["total"]["done"])
        report = self.json("plan", 2025, "show", "--json")
        self.assertEqual(sum(i["state"] != "beyond" for i in report["items"]), year["total"]["planned"])
        plan = next(i["plan"] for i in report["items"] if i["plan"])
        inspection = next(i["inspection"] for i in report["items"] if i["plan"] == plan)
        self.ok("set", "plan", plan, "month=2025-01")
        self.ok("set", "plan", plan, "deviation=企业停产检修")
        notes = self.json("plan", 2025, "compare", "--json")["notes"]
        self.assertEqual([n["letter"] for n in notes], ["a"])
        self.assertRegex(notes[0]["text"], "推迟到.*完成：企业停产检修。")
        self.assertIsNotNone(inspection)

    def test_draw(self):
        drawn = self.json("draw", "--count", 4, "--seed", "示例种子 2026", "--json")
        self.assertEqual(drawn["state"], "已抽取")
        self.assertEqual([(r["id"], [p["id"] for p in r["people"]]) for r in drawn["result"]], redraw(drawn))
        again = self.json("draw", "--receipt", drawn["receipt"], "--json")
        self.assertTrue(again["verified"])
        self.assertEqual(again["result"], drawn["result"])
        dry = self.json("draw", "--count", 2, "--seed", "x", "--dry-run", "--json")
        self.assertIsNone(dry["receipt"])
        self.assertEqual([(r["id"], [p["id"] for p in r["people"]]) for r in dry["result"]], redraw(dry))
        self.ok("set", "draw", drawn["receipt"], "seed=改过的种子")
        self.fails(1, "draw", "--receipt", drawn["receipt"], says="不同")

    def test_draw_of_some(self):
        drawn = self.json("draw", "--candidates", "1,2,样例岩石灰岩矿", "--count", 2, "--json")
        self.assertLessEqual({c["id"] for c in drawn["candidates"]} - {1, 2}, {c["id"] for c in drawn["candidates"]})
        self.assertEqual(len(drawn["candidates"]) + sum(bool(e["id"]) and not e["person"] for e in drawn["exclusions"]), 3)
        self.assertRegex(drawn["seed"], "^[0-9a-f]{32}$")
        self.fails(1, "draw", "--candidates", "1", "--count", 2, says="候选对象有1个")
        self.fails(1, "draw", "--candidates", "没有的矿", "--count", 1)

    def test_acceptances(self):
        drawn = self.json("draw", "--purpose", "竣工验收抽查", "--year", 2025, "--count", 1, "--seed", "s", "--json")
        self.assertEqual((drawn["team"], drawn["people"]), (0, []))
        self.assertEqual([(r["id"], []) for r in drawn["result"]], redraw(drawn))

    def test_misuse(self):
        self.fails(2, "plan", 2026, "improve", says="improve")
        self.fails(2, "plan", "二六", "show")
        self.fails(2, "plan", 1990, "show")
        self.fails(2, "plan", 2026, "show", "--accept")
        self.fails(2, "draw")
        self.fails(2, "draw", "--count", 0)
        self.fails(2, "draw", "--count", 1, "--purpose", "抓阄")
        self.fails(1, "draw", "--receipt", 99)


if __name__ == "__main__":
    clitest.main()
