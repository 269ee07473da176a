# SPDX-License-Identifier: GPL-3.0-or-later
"""A mine's timeline, the lists that are published, and the acts on projects, suspensions and tips."""

import zipfile

import clitest
from clitest import Case

SORTS = ["检查与服务", "隐患", "处罚与失信", "事故与举报", "证照与标准化", "建设与停复产", "人员与培训", "硬措施", "文书与附件", "登记变更"]


class Affairs(Case):
    def setUp(self):
        super().setUp()
        self.init(sample=True)
        self.dump = self.json("dump", "--json")

    def timeline(self, *args):
        return self.json("timeline", *args, "--json")["events"]

    def write(self, *args):
        """Faces that this machine lacks are told on stderr, and that is no failure."""
        r = self.run_program(*args)
        self.assertEqual(r.returncode, 0, r.stderr.decode())

    def sheet(self, path):
        with zipfile.ZipFile(path) as book:
            self.assertIsNone(book.testzip())
            return "".join(book.read(n).decode("utf-8") for n in book.namelist() if n.endswith(".xml"))

    def test_timeline_tells_everything(self):
        mine = self.dump["hazard"][0]["mine"]
        events = self.timeline("mine", mine, "--on", "2026-01-05")
        self.assertEqual([e["date"] for e in events], sorted((e["date"] for e in events), reverse=True))
        told = {(e["event"], e["id"]) for e in events}
        for kind, event, field in (("inspection", "inspection_started", "started"), ("hazard", "hazard_found", "found"),
                                   ("penalty", "penalty_decided", "decided"), ("project", "project_started", "started"),
                                   ("suspension", "suspended", "since"), ("duty", "duty_month", "month")):
            for r in self.dump[kind]:
                if r["mine"] == mine and r[field]:
                    self.assertIn((event, r["id"]), told)
                elif r["mine"] is not None:
                    self.assertNotIn((event, r["id"]), told)
        for e in events:
            self.assertIn(e["sort"], SORTS)
            self.assertEqual(e["overdue"], e["term"] and e["date"] < "2026-01-05")

    def test_enterprise_holds_its_mines(self):
        mine = self.dump["mine"][0]
        own = {(e["event"], e["kind"], e["id"]) for e in self.timeline("mine", mine["id"]) if e["event"]}
        all_ = {(e["event"], e["kind"], e["id"]) for e in self.timeline("enterprise", mine["enterprise"]) if e["event"]}
        self.assertLessEqual(own, all_)

    def test_person(self):
        person = next(r for r in self.dump["person"] if r["post"] == "特种作业人员")
        self.assertEqual({e["kind"] for e in self.timeline("person", person["id"])}, {"person"})
        path = self.folder / "资质.pdf"
        self.write("timeline", "person", person["id"], "-o", path)
        self.assertTrue(path.read_bytes().startswith(b"%PDF"))

    def test_sorts_and_refusals(self):
        mine = self.dump["mine"][0]["id"]
        for sort in SORTS:
            self.assertEqual({e["sort"] for e in self.timeline("mine", mine, "--sort", sort)} - {sort}, set())
        self.fails(2, "timeline", "mine", mine, "--sort", "别的")
        self.fails(2, "timeline", "permit", 1)
        self.fails(2, "timeline", "mine", mine, "--on", "2025-02-30")
        self.fails(1, "timeline", "mine", 99999)

    def test_files(self):
        mine = self.dump["mine"][0]
        pdf, xlsx = self.folder / "档.pdf", self.folder / "档.xlsx"
        self.write("timeline", "mine", mine["id"], "-o", pdf)
        self.assertTrue(pdf.read_bytes().startswith(b"%PDF"))
        self.ok("timeline", "mine", mine["id"], "-o", xlsx)
        text = self.sheet(xlsx)
        self.assertIn(mine["name"] + "一矿一档", text)
        self.assertIn("证照与标准化", text)

    def test_lists(self):
        for kind, words in (("mine", "三个责任人"), ("discredit", "严重失信主体公示表"), ("person", "特种作业人员数据库"),
                            ("training", "培训计划执行情况"), ("inspection", "逢查必考")):
            for suffix in ("pdf", "xlsx"):
                path = self.folder / f"{kind}.{suffix}"
                self.write("paper", kind, "all", "-o", path)
            self.assertIn(words, self.sheet(path))
        self.fails(2, "paper", "permit", "all", "-o", path)

    def test_training_against_its_plan(self):
        enterprise = next(r["enterprise"] for r in self.dump["mine"] if r["status"] == "生产")
        self.ok("set", "training_plan", "new", "year=2026", "kind=特种作业人员", f"enterprise={enterprise}", "persons=37")
        self.ok("set", "training", "new", "held=2026-01-04", "kind=特种作业人员", f"enterprise={enterprise}", "attended=31", "passed=29")
        path = self.folder / "training.xlsx"
        self.ok("paper", "training", "all", "-o", path)
        text = self.sheet(path)
        for number in ("37", "31", "29"):
            self.assertIn(f">{number}<", text)
        due = self.json("due", "--on", "2026-12-01", "--json")["due"]
        self.assertEqual([d["message"] for d in due if d["rule"] == "training_behind"], ["特种作业人员计划培训37人，已培训31人"])

    def test_tip_to_its_answer(self):
        self.ok("set", "tip", "new", "received=2026-01-04", "subject=某采石点", "content=无证开采")
        tip = max(r["id"] for r in self.json("dump", "--json")["tip"])
        state = self.json("act", "tip", tip, "--json")
        self.assertEqual([state["state"], [a["act"] for a in state["acts"]]], ["received", ["accept", "refuse"]])
        self.assertIn("是否受理", state["next"])
        self.ok("act", "tip", tip, "accept", "named=1")
        self.fails(1, "act", "tip", tip, "reply")
        self.ok("act", "tip", tip, "close", "verified=属实", "outcome=取缔")
        self.assertEqual(self.json("act", "tip", tip, "--json")["state"], "answer")
        self.ok("act", "tip", tip, "reply")
        self.assertEqual(self.json("act", "tip", tip, "--json")["state"], "settled")
        self.ok("undo")
        self.assertEqual(self.json("act", "tip", tip, "--json")["state"], "answer")

    def test_rules_off_are_told(self):
        self.assertEqual(self.json("due", "--json")["off"], [])


if __name__ == "__main__":
    clitest.main()
