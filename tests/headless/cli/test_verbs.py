#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every verb of kuanganctl on small ledgers: what it does, what it refuses, what it says."""

import fcntl
import json
import os
import pathlib
import re
import shutil
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import clitest
from clitest import KINDS, PROGRAM, SAMPLE, Case

VERBS = """init backup restore verify import peek cells list get set delete history undo indicators report freeze export fill dump
codes merge act check-file""".split()


class Usage(Case):
    def test_help(self):
        for args in (["help"], ["--help"], ["-h"]):
            text = self.ok(*args, ledger=False)
            for verb in VERBS:
                self.assertRegex(text, rf"(?m)^  {verb} ")
        for verb in VERBS:
            self.assertRegex(self.ok("help", verb), rf" {verb}[ \n]")
            self.assertEqual(self.ok("help", verb), self.ok(verb, "--help"))
        self.assertRegex(self.ok("--version"), r"^kuanganctl \d+\.\d+\.\d+\n$")

    def test_wrong_usage(self):
        for args in ([], ["frob"], ["help", "frob"], ["--nope", "list", "mine"], ["list"], ["list", "minx"], ["list", "mine", "x"],
                     ["list", "mine", "--nope"], ["list", "mine", "--where"], ["list", "mine", "--where", "name"],
                     ["list", "mine", "--where", "nope=1"], ["list", "mine", "--sort", "nope"], ["list", "mine", "--as-of", "x"],
                     ["get", "mine"], ["get", "mine", "1", "nope"], ["set", "mine", "new"], ["set", "mine", "new", "name"],
                     ["set", "mine", "new", "nope=1"], ["delete", "mine"], ["history", "mine"], ["undo", "x"], ["undo", "1", "2"],
                     ["indicators"], ["indicators", "2025Q5"], ["indicators", "2025-02-30"], ["indicators", "2025Q4", "--by", "x"],
                     ["report"], ["report", "2025Q4"], ["report", "2025-12-31", "-o", "x"], ["freeze"], ["freeze", "2025"],
                     ["export"], ["export", "mine"], ["export", "mine", "-o", "x.ods"], ["export", "all", "-o", "x.csv"],
                     ["export", "all", "-o", "x.xlsx", "--where", "name=x"], ["dump"], ["codes"], ["codes", "nope"], ["backup"], ["restore"],
                     ["list", "mine", "--json", "--csv"], ["indicators", "0001Q1"], ["indicators", "9999Q4"], ["indicators", "0001-01-01"],
                     ["indicators", "9999-12-31"], ["report", "9999Q4", "-o", "x"], ["freeze", "0001Q1"], ["verify", "x"], ["init", "x"], ["import"], ["import", "--kind", "nope", "x.xlsx"], ["list", b"\xff\xfe"]):
            if "list" in args or "set" in args or "get" in args or args[:1] == ["export"]:
                if not self.ledger.exists():
                    self.init()
            words = [a if isinstance(a, bytes) else a.encode() for a in args]
            r = subprocess.run([PROGRAM, "--ledger", str(self.ledger)] + words, capture_output=True,
                               env=self.environment(), cwd=self.folder)
            self.assertEqual(r.returncode, 2, args)
            self.assertEqual(r.stdout, b"", args)
            self.assertRegex(r.stderr.decode(), r"^kuanganctl：.*。\n$", args)
        self.fails(2, "verify", today="2026-02-30", says="2026-02-30")

    def test_no_ledger(self):
        for args in (["list", "mine"], ["get", "mine", "1"], ["set", "mine", "new", "name=x"], ["delete", "mine", "1"], ["history", "mine", "1"],
                     ["undo"], ["indicators", "2025Q4"], ["report", "2025Q4", "-o", "out"], ["freeze", "2025Q4"], ["export", "mine", "-o", "x.csv"],
                     ["export", "all", "-o", "x.xlsx"], ["dump", "--json"], ["backup", "b.kuangan"], ["verify"]):
            self.assertEqual(self.fails(1, *args, says="台账.kuangan"), "")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_where_the_ledger_is(self):
        """--ledger, then KA_LEDGER, then the user's own; and --ledger may stand behind the verb."""
        own = self.folder / "data" / "kuangan" / "ledger.kuangan"
        self.ok("init", ledger=False)
        self.assertTrue(own.is_file())
        self.assertEqual(own.stat().st_mode & 0o777, 0o600)
        other = self.folder / "other.kuangan"
        self.ok("init", ledger=False, env=self.environment(KA_LEDGER=str(other)))
        self.assertTrue(other.is_file())
        self.init()
        self.new("enterprise", name="示例企业")
        self.assertIn("共0家", self.ok("list", "enterprise", ledger=False))
        self.assertIn("共1家", self.ok("list", "enterprise", "--ledger", self.ledger, ledger=False))

    def test_any_locale(self):
        """Chinese comes and goes as UTF-8 also where the locale knows none."""
        env = self.environment()
        env["LC_ALL"] = "C"
        self.init()
        self.ok("set", "enterprise", "new", "name=重庆示例石料有限公司", "town=珞璜镇", env=env)
        self.assertIn("重庆示例石料有限公司", self.ok("list", "enterprise", "--where", "town=珞璜镇", env=env))


    def test_full_output(self):
        """What could not be printed is a failure, not silence."""
        self.init()
        with open("/dev/full", "wb") as full:
            for args in (["list", "target"], ["dump", "--json"], ["help"]):
                r = subprocess.run([PROGRAM, "--ledger", str(self.ledger)] + args, stdout=full, stderr=subprocess.PIPE, env=self.environment())
                self.assertEqual(r.returncode, 1, args)
                self.assertIn("磁盘空间", r.stderr.decode())


class Records(Case):
    def setUp(self):
        super().setUp()
        self.init()

    def test_init_keeps_what_is_there(self):
        before = self.ledger.read_bytes()
        self.fails(1, "init", says="已经存在")
        self.assertEqual(self.ledger.read_bytes(), before)
        self.fails(1, "--ledger", self.folder / "no" / "x.kuangan", "init", ledger=False)

    def test_set_and_get(self):
        e = self.new("enterprise", name="重庆示例石料有限公司", town="珞璜", staff="1,200", insured="是", insured_until="2026年3月5日",
                     safety_fund="12.3400", principal_phone="13900001234", note="第一行\n第二行")
        record = self.json("get", "enterprise", e, "--json", "--unmasked")
        self.assertEqual(list(record)[:4], ["id", "name", "credit_code", "category"])
        want = {"id": e, "town": "珞璜镇", "staff": 1200, "insured": True, "insured_until": "2026-03-05", "safety_fund": "12.34",
                "principal_phone": "13900001234", "reward_scheme": None, "note": "第一行\n第二行"}
        self.assertEqual({k: record[k] for k in want}, want)
        m = self.new("矿山", enterprise="重庆示例石料有限公司", name="示例坪石灰岩矿", type="露天矿山", status="生产", town="珞璜镇", longitude="105.898611")
        record = self.json("get", "mine", "示例坪石灰岩矿", "--json")
        self.assertEqual((record["id"], record["enterprise"], record["enterprise_name"]), (m, e, "重庆示例石料有限公司"))
        self.assertEqual(self.ok("get", "mine", m, "name", "longitude", "output"), "示例坪石灰岩矿\n105.898611\n\n")
        self.ok("set", "mine", m, "status=停产", "longitude=")
        self.assertEqual(self.ok("get", "mine", f"#{m}", "status", "longitude"), "停产\n\n")
        self.assertIn("没有变化", self.ok("set", "mine", m, "status=停产"))

    def test_codes_of_the_day(self):
        """A code counts if it was in force on the record's day, whatever day it is today."""
        for today, occurred, right, wrong in (("2026-11-23", "2025-03-03T10:00", "放炮", "厂（场）内车辆致害"),
                                              ("2026-01-05", "2026-08-03T10:00", "厂（场）内车辆致害", "放炮")):
            a = json.loads(self.run_program("set", "accident", "new", f"category={right}", f"occurred={occurred}", "title=示例事故", "--json",
                                            today=today).stdout)["id"]
            self.assertEqual(self.ok("get", "accident", a, "category"), right + "\n")
            self.fails(1, "set", "accident", a, f"category={wrong}", today=today, says=wrong)
            again = self.run_program("set", "accident", a, f"category={right}", today=today).stdout.decode()
            self.assertIn("没有变化", again)
            self.assertEqual([r["id"] for r in self.json("list", "accident", "--where", f"category={right}", "--json")], [a])

    def test_refused_values(self):
        self.new("enterprise", name="示例甲", credit_code="")
        for values, says in ((["staff=-2"], "从业人员数"), (["insured_until=2025-02-30"], "2025-02-30"), (["town=石井坡镇"], "石井坡镇"),
                             (["safety_fund=十二万三"], "安全费用"), (["insured=在建"], "在建"), (["name="], "企业名称")):
            self.fails(1, "set", "enterprise", "1", *values, says=says)
        self.fails(1, "set", "mine", "new", "name=x", "enterprise=没有的企业", says="没有的企业")
        self.fails(1, "set", "mine", "new", "name=x", says="所属企业")
        self.fails(1, "get", "mine", "99", says="99")
        self.fails(1, "delete", "mine", "99", says="99")
        self.fails(1, "history", "mine", "99", says="99")
        self.assertEqual(self.json("list", "mine", "--json"), [])
        for folder in (self.ledger, self.ledger / "报告"):
            said = self.run_program("report", "2025Q4", "-o", folder)
            self.assertEqual(said.returncode, 1)
            self.assertRegex(said.stderr.decode(), rf"^kuanganctl：“{folder.name}”[^a-zA-Z]*。\n$")

    def test_ambiguous_names(self):
        a, b = (self.new("enterprise", name=n) for n in ("示例甲", "示例乙"))
        for e in (a, b):
            self.new("mine", enterprise=e, name="同名矿", type="露天矿山", status="生产", town="珞璜镇")
        self.fails(1, "get", "mine", "同名矿", says="#1、#2")
        self.assertEqual(self.ok("get", "mine", "示例乙／同名矿", "enterprise"), f"{b}\n")
        self.new("plan", year="2025", mine="示例乙／同名矿", month="2025-03", kind="重点检查")
        self.assertEqual(self.ok("get", "plan", "示例乙／同名矿／2025-03／重点检查", "mine"), "2\n")

    def test_delete_and_undo(self):
        e = self.new("enterprise", name="示例甲")
        m = self.new("mine", enterprise=e, name="示例矿", type="露天矿山", status="生产", town="珞璜镇")
        self.fails(1, "delete", "enterprise", e, says="示例矿")
        self.ok("delete", "mine", m)
        self.fails(1, "get", "mine", m)
        self.assertIn("已删除", self.ok("history", "mine", m))
        self.ok("undo")
        self.assertEqual(self.ok("get", "mine", m, "name"), "示例矿\n")
        self.ok("undo")
        self.ok("undo")
        self.assertEqual(self.json("list", "enterprise", "--json"), [])
        self.fails(1, "undo", says="没有可以撤销")
        self.ok("verify")

    def test_undo_a_certain_change(self):
        e = self.new("enterprise", name="示例甲")
        self.ok("set", "enterprise", e, "staff=10", "--why", "年报")
        self.ok("set", "enterprise", e, "staff=20")
        history = self.json("history", "enterprise", e, "--json")
        self.assertEqual([(r["record"]["staff"], r["what"]) for r in history], [(20, "save"), (10, "save"), (None, "save")])
        self.assertEqual(history[1]["why"], "年报")
        self.fails(1, "undo", history[1]["change"])
        self.ok("undo", history[0]["change"])
        self.assertEqual(self.ok("get", "enterprise", e, "staff"), "10\n")
        self.fails(1, "undo", "9999")

    def test_history_tells_what_changed(self):
        e = self.new("enterprise", name="示例甲", staff="5", principal_phone="13900001234")
        self.ok("set", "enterprise", e, "staff=7", "principal_phone=13900005678")
        text = self.ok("history", "enterprise", "示例甲")
        self.assertRegex(text, "从业人员数：5 → 7")
        self.assertIn("139****5678", text)
        self.assertNotIn("13900005678", text)
        self.assertIn("13900005678", self.ok("history", "enterprise", e, "--unmasked"))
        self.assertRegex(text, r"(?m)^第\d+号修订  2026-01-05T")

    def test_private_values(self):
        e = self.new("enterprise", name="示例甲", principal_phone="13900001234")
        for args in (["list", "enterprise"], ["list", "enterprise", "--json"], ["list", "enterprise", "--csv"], ["get", "enterprise", e],
                     ["get", "enterprise", e, "--json"], ["get", "enterprise", e, "principal_phone"], ["history", "enterprise", e],
                     ["history", "enterprise", e, "--json"]):
            self.assertNotIn("13900001234", self.ok(*args), args)
        for args in (["list", "enterprise", "--json"], ["list", "enterprise", "--csv"], ["get", "enterprise", e], ["get", "enterprise", e, "principal_phone"]):
            self.assertIn("13900001234", self.ok(*args, "--unmasked"), args)
        self.assertIn("13900001234", self.ok("dump", "--json"))

    def test_list(self):
        for n, (town, staff) in enumerate([("珞璜镇", 9), ("油溪镇", 88), ("珞璜镇", 120), ("白沙镇", "")], 1):
            self.new("enterprise", name=f"示例{n}号企业", town=town, staff=staff, insured="是" if n < 3 else "")

        def ids(*args):
            return [r["id"] for r in self.json("list", "enterprise", *args, "--json")]

        self.assertEqual(sorted(ids()), [1, 2, 3, 4])
        self.assertEqual(ids("--where", "town=珞璜镇", "--sort", "id"), [1, 3])
        self.assertEqual(ids("--where", "town!=珞璜镇", "--sort", "id"), [2, 4])
        self.assertEqual(ids("--where", "staff>9", "--sort", "staff"), [2, 3])
        self.assertEqual(ids("--where", "staff>=9", "--sort", "-staff"), [3, 2, 1])
        self.assertEqual(ids("--where", "staff<88"), [1])
        self.assertEqual(ids("--where", "staff<=88", "--where", "town=油溪"), [2])
        self.assertEqual(ids("--where", "staff="), [4])
        self.assertEqual(ids("--where", "insured!=", "--sort", "id"), [1, 2])
        self.assertEqual(ids("--where", "insured=是", "--sort", "id"), [1, 2])
        self.assertEqual(ids("--where", "name~3号"), [3])
        self.assertEqual(ids("--where", "企业名称~3号"), [3])
        self.assertEqual(ids("--where", "id=2"), [2])
        self.assertEqual(ids("--sort", "-id"), [4, 3, 2, 1])
        csv = self.ok("list", "enterprise", "--csv", "--where", "id=2")
        self.assertTrue(csv.startswith("\ufeff企业名称,统一社会信用代码,"))
        self.assertEqual(csv.count("\r\n"), 2)
        self.assertRegex(self.ok("list", "enterprise"), r"(?s)^编号  企业名称 .*共4家\n$")

    def test_as_of(self):
        e = self.new("enterprise", name="示例甲", staff="5")
        revision = self.json("history", "enterprise", e, "--json")[0]["revision"]
        self.ok("set", "enterprise", e, "staff=7")
        self.new("enterprise", name="示例乙")
        self.assertEqual([r["staff"] for r in self.json("list", "enterprise", "--as-of", revision, "--json")], [5])
        self.assertEqual(self.ok("get", "enterprise", e, "staff", "--as-of", revision), "5\n")
        self.assertEqual(self.json("indicators", "2025Q4", "--as-of", revision, "--json")["revision"], revision)


class Files(Case):
    def setUp(self):
        super().setUp()
        self.init()
        self.e = self.new("enterprise", name="示例甲")

    def test_backup_and_restore(self):
        copy = self.folder / "备份.kuangan"
        self.ok("backup", copy)
        self.ok("set", "enterprise", self.e, "name=示例乙")
        self.ok("restore", copy)
        self.assertEqual(self.ok("get", "enterprise", self.e, "name"), "示例甲\n")
        self.ok("verify")
        kept = [p for p in self.folder.iterdir() if ".before-restore-" in p.name]
        self.assertEqual(len(kept), 1)
        self.assertEqual(self.ok("--ledger", kept[0], "get", "enterprise", self.e, "name", ledger=False), "示例乙\n")
        junk = self.folder / "junk.kuangan"
        junk.write_bytes(b"no ledger" * 1000)
        before = self.ledger.read_bytes()
        self.fails(1, "restore", junk)
        self.fails(1, "restore", self.folder / "nothing.kuangan")
        self.assertEqual(self.ledger.read_bytes(), before)

    def test_older_ledger(self):
        """One of an older program is brought up by whatever reads it first, and a copy of it is kept."""
        old = pathlib.Path(__file__).resolve().parents[2] / "data" / "ledger-v001.kuangan"
        for n, args in enumerate((["list", "mine"], ["verify"], ["report", "2025Q4", "-o", self.folder / "out"], ["import", "--dry-run", "x.csv"])):
            folder = self.folder / str(n)
            folder.mkdir()
            (folder / "x.csv").write_text("企业名称,所在镇街\n示例企业,德感街道\n", encoding="utf-8")
            ledger = folder / "旧.kuangan"
            shutil.copy(old, ledger)
            said = self.run_program(*args[:-1], folder / "x.csv" if args[-1] == "x.csv" else args[-1], "--ledger", ledger, ledger=False)
            self.assertEqual(said.returncode, 0, (args, said.stderr.decode()))
            self.assertIn("完好", self.ok("verify", "--ledger", ledger, ledger=False))
            self.assertEqual(len([p for p in folder.iterdir() if ".before-upgrade-" in p.name]), 1, args)

    def test_rounded(self):
        """More places than a field keeps are not dropped in silence: 199.95 m is not yet 200 m."""
        m = self.new("mine", enterprise=self.e, name="示例坪石灰岩矿", type="露天矿山", status="生产", town="珞璜镇")
        said = self.run_program("set", "mine", m, "slope_height=199.95")
        self.assertEqual(said.returncode, 0)
        self.assertRegex(said.stderr.decode(), r"^kuanganctl：[^\n]*199\.95[^\n]*200[^\n]*\n$")
        self.ok("set", "mine", m, "slope_height=199.90")
        file = self.folder / "矿山.csv"
        file.write_text("所属企业,矿山名称,矿山类型,矿山状态,所在镇街,最高边坡高度(m)\n示例甲,甲矿,露天矿山,生产,珞璜镇,199.95\n"
                        "示例甲,乙矿,露天矿山,生产,珞璜镇,199.9\n示例甲,丙矿,露天矿山,生产,珞璜镇,66.66666666666667\n", encoding="utf-8")
        answer = self.json("import", file, "--json")
        self.assertEqual([(p["code"], p["severity"], p["row"]) for p in answer["problems"]], [("number_rounded", "info", 2)])

    def test_daily_backup(self):
        self.assertTrue(any((self.folder / "台账.kuangan-backups").iterdir()))

    def test_tampered(self):
        data = bytearray(self.ledger.read_bytes())
        at = data.find("示例甲".encode())
        while at >= 0:
            data[at:at + 9] = "示例丙".encode()
            at = data.find("示例甲".encode(), at)
        self.ledger.write_bytes(data)
        self.assertNotEqual(self.fails(1, "verify", says="处问题"), "")

    def test_held_by_another(self):
        with open(str(self.ledger) + "-lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for args in (["set", "enterprise", self.e, "staff=1"], ["delete", "enterprise", self.e], ["undo"], ["import", "x.csv"]):
                self.fails(1, *args, says="另一个程序")
            self.assertIn("示例甲", self.ok("list", "enterprise"))
            self.ok("dump", "--json")
            self.ok("verify")

    def test_two_at_once(self):
        """Writers at the same time: each is done or refused with a clear line, nothing done is lost."""
        def write(n):
            return n, self.run_program("set", "enterprise", "new", f"name=并发示例{n}")

        with ThreadPoolExecutor(4) as pool:
            results = list(pool.map(write, range(24)))
        for n, r in results:
            self.assertIn(r.returncode, (0, 1), r.stderr)
            if r.returncode:
                self.assertIn("另一个程序", r.stderr.decode())
        names = {r["name"] for r in self.json("list", "enterprise", "--json")}
        self.assertEqual(names, {"示例甲"} | {f"并发示例{n}" for n, r in results if r.returncode == 0})
        self.ok("verify")

    def test_read_only_folder(self):
        """Also as root, for whom nothing is read-only: then another user looks at it."""
        who = {}
        if os.geteuid() == 0:
            who = {"user": 65534, "group": 65534, "extra_groups": []}
            os.chown(self.ledger, 65534, 65534)
            shutil.rmtree(str(self.ledger) + "-backups")
        os.chmod(self.folder, 0o555)
        self.addCleanup(os.chmod, self.folder, 0o700)
        try:
            subprocess.run([PROGRAM, "--version"], capture_output=True, check=True, **who)
        except (OSError, subprocess.SubprocessError):
            self.skipTest("another user cannot run the program here")
        self.assertIn("示例甲", self.ok("list", "enterprise", **who))
        self.fails(1, "set", "enterprise", self.e, "staff=1", says="权限", **who)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir() if p.is_file()), ["台账.kuangan"])


def rows_of(path, sheet=1):
    """The cells of a workbook's sheet as texts, with nothing but what Python brings along."""
    ns = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(path) as z:
        assert z.testzip() is None
        root = ElementTree.fromstring(z.read(f"xl/worksheets/sheet{sheet}.xml"))
        names = [s.get("name") for s in ElementTree.fromstring(z.read("xl/workbook.xml")).find("m:sheets", ns)]
        strings = []
        if "xl/sharedStrings.xml" in z.namelist():
            strings = ["".join(t.text or "" for t in s.iter("{%s}t" % ns["m"])) for s in ElementTree.fromstring(z.read("xl/sharedStrings.xml"))]
    out = []
    for row in root.iter("{%s}row" % ns["m"]):
        cells = {}
        for c in row.iter("{%s}c" % ns["m"]):
            text = "".join(t.text or "" for t in list(c.iter("{%s}t" % ns["m"])) + list(c.iter("{%s}v" % ns["m"])))
            cells[re.match("[A-Z]+", c.get("r")).group()] = (c.get("t", "n"), strings[int(text)] if c.get("t") == "s" else text)
        out.append(cells)
    return names, out


class Exchange(Case):
    def setUp(self):
        super().setUp()
        self.init()

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def test_import(self):
        good = self.write("企业.csv", "企业名称,所在镇街,从业人员数\n示例甲,珞璜镇,12\n示例乙,油溪镇,7\n")
        trial = self.json("import", good, "--dry-run", "--json")
        self.assertEqual((trial["written"], trial["change"]), (False, None))
        self.assertEqual({k: trial["sheets"][0][k] for k in ("file", "kind", "read", "new", "changed", "unchanged", "refused")},
                         {"file": "企业.csv", "kind": "enterprise", "read": 2, "new": 2, "changed": 0, "unchanged": 0, "refused": 0})
        self.assertEqual(self.json("list", "enterprise", "--json"), [])
        # Trying takes no more than reading: another program may hold the ledger.
        with open(f"{self.ledger}-lock", "w", encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.assertIn("新增2", self.ok("import", good, "--dry-run"))
            self.fails(1, "import", good)
        done = self.json("import", good, "--json")
        self.assertTrue(done["written"])
        self.assertEqual(len(self.json("list", "enterprise", "--json")), 2)
        again = self.json("import", good, "--json")
        self.assertEqual((again["sheets"][0]["unchanged"], again["change"]), (2, None))
        changed = self.write("企业.csv", "企业名称,所在镇街,从业人员数\n示例甲,珞璜镇,15\n示例丙,白沙镇,\n")
        self.assertIn("新增1，修改1，不变0，拒绝0", self.ok("import", changed))
        history = self.json("history", "enterprise", "示例甲", "--json")
        self.assertEqual((history[0]["what"], history[0]["file"], history[0]["row"]), ("import", "企业.csv", 2))
        self.ok("undo")
        self.assertEqual(self.ok("get", "enterprise", "示例甲", "staff"), "12\n")
        self.assertEqual(len(self.json("list", "enterprise", "--json")), 2)

    def test_refused_rows(self):
        bad = self.write("企业.csv", "企业名称,所在镇街,从业人员数\n示例甲,珞璜镇,12\n示例乙,石井坡镇,7\n示例丙,油溪镇,-3\n")
        out = self.fails(1, "import", bad, says="没有写入")
        self.assertIn("石井坡镇", out)
        self.assertEqual(self.json("list", "enterprise", "--json"), [])
        problems = self.folder / "问题清单.xlsx"
        r = self.run_program("import", bad, "--json", "--problems", problems)
        self.assertEqual(r.returncode, 1)
        answer = clitest.json.loads(r.stdout)
        self.assertEqual([(p["file"], p["cell"], p["severity"], p["code"]) for p in answer["problems"]],
                         [("企业.csv", "B3", "refuse", "town_unknown"),
                          ("企业.csv", "C4", "refuse", "number_negative")])
        names, rows = rows_of(problems)
        self.assertGreaterEqual(len(rows), 3)
        self.assertIn("石井坡镇", str(rows))
        self.ok("import", bad, "--skip-bad")
        self.assertIn("示例甲", self.ok("list", "enterprise"))

    def test_choose(self):
        odd = self.write("odd.csv", "单位名称,镇街\n示例甲,珞璜镇\n")
        self.fails(1, "import", odd, "--kind", "mine")
        self.ok("import", odd, "--kind", "企业")
        self.assertEqual(self.ok("get", "enterprise", "示例甲", "town"), "珞璜镇\n")
        book = SAMPLE / "1.企业和矿山基本台账.xlsx"
        self.fails(1, "import", book, "--sheet", "没有的表", says="没有的表")
        answer = self.json("import", book, "--sheet", "企业", "--json")
        self.assertEqual([(s["sheet"], s["taken"]) for s in answer["sheets"]], [("企业", True), ("矿山", False), ("尾矿库", False)])
        self.assertEqual(self.json("list", "mine", "--json"), [])

    def test_no_table(self):
        self.fails(1, "import", self.folder / "nothing.xlsx", says="nothing.xlsx")
        self.fails(1, "import", self.write("text.csv", "一段话\n"), says="--kind")
        junk = self.folder / "junk.xlsx"
        junk.write_bytes(b"PK\x03\x04" + b"junk" * 100)
        self.fails(1, "import", junk)
        self.fails(1, "import", self.folder)

    def test_export(self):
        self.new("enterprise", name="=示例甲", principal_phone="13900001234", staff="12", insured="是", insured_until="2026-03-05", safety_fund="9.95")
        book = self.folder / "企业.xlsx"
        self.ok("export", "enterprise", "-o", book)
        names, rows = rows_of(book)
        self.assertEqual(names, ["企业"])
        self.assertEqual(rows[0]["A"], ("inlineStr", "企业名称"))
        self.assertEqual(rows[1]["A"], ("inlineStr", "=示例甲"))
        self.assertEqual(rows[1]["G"], ("inlineStr", "139****1234"))
        self.assertEqual(rows[1]["M"], ("n", "12"))
        self.assertEqual((rows[1]["P"][1], rows[1]["Q"]), ("是", ("n", "46086")))
        self.assertEqual(float(rows[1]["R"][1]), 9.95)
        first = book.read_bytes()
        self.ok("export", "enterprise", "-o", book)
        self.assertEqual(book.read_bytes(), first)
        self.ok("export", "enterprise", "-o", book, "--unmasked")
        self.assertEqual(rows_of(book)[1][1]["G"], ("inlineStr", "13900001234"))
        self.ok("export", "all", "-o", book)
        self.assertEqual(len(rows_of(book)[0]), len(KINDS))
        with zipfile.ZipFile(book) as z:
            titles = z.read("xl/workbook.xml").decode()
            self.assertEqual(titles.count("_xlnm.Print_Titles"), len(KINDS))
            self.assertEqual(titles.count("_xlnm._FilterDatabase"), len(KINDS))
            for n in range(1, len(KINDS) + 1):
                sheet = z.read(f"xl/worksheets/sheet{n}.xml").decode()
                for want in ('paperSize="9"', 'orientation="landscape"', 'fitToHeight="0"', 'ySplit="1"', 'state="frozen"', "<autoFilter "):
                    self.assertIn(want, sheet, (n, want))
        table = self.folder / "企业.CSV"
        self.ok("export", "企业", "-o", table, "--where", "staff>5")
        raw = table.read_bytes()
        self.assertTrue(raw.startswith(b"\xef\xbb\xbf"))
        self.assertEqual(raw.count(b"\r\n"), 2)
        self.fails(1, "export", "mine", "-o", self.folder / "no" / "x.xlsx", says="x.xlsx")
        self.fails(1, "export", "mine", "-o", self.folder / "no" / "x.csv", says="x.csv")

    def test_codes(self):
        text = self.ok("codes", "towns", ledger=False)
        self.assertIn("珞璜镇", text)
        codes = self.json("codes", "hazards", "--json")
        self.assertIn("LT-06", {c["value"] for c in codes})
        self.assertEqual(list(codes[0]), ["value", "code", "label", "group", "valid_from", "valid_to", "source", "further"])
        self.assertEqual(codes[0]["further"], {"number": "（一）"})
        targets = {c["value"]: c["further"] for c in self.json("codes", "targets", "--json")}
        self.assertEqual(targets["scale"], {"value": "60", "due": "2025-12-31"})
        self.assertRegex(self.ok("codes", "targets", ledger=False), r"(?m)^值 .* 目标值  期限\nscale .* 60 +2025-12-31$")
        self.assertRegex(self.ok("codes", "size_classes", ledger=False), r"(?m)^值 .* 大型下限  中型下限 ")
        for table in ("minerals", "accident_categories", "indicators", "districts", "size_classes", "measures"):
            self.assertTrue(self.json("codes", table, "--json"), table)


class Sheets(Case):
    """What a file holds, what is understood of it, and the answers to what is not."""

    def setUp(self):
        super().setUp()
        self.file = self.folder / "表.csv"
        self.file.write_text('甲,所在镇街,乙\n某某厂,德感街道,"一,二"\n', encoding="utf-8")

    def test_cells(self):
        self.assertEqual(self.ok("cells", self.file, "--csv", ledger=False), '甲,所在镇街,乙\n某某厂,德感街道,"一,二"\n')
        sheet, = self.json("cells", self.file, "--json", ledger=False)
        self.assertEqual(sheet["cells"][4], {"cell": "B2", "type": "text", "value": "德感街道"})
        self.assertIn("A2", self.ok("cells", self.file, ledger=False))
        self.fails(1, "cells", self.file, "--sheet", "无", says="无", ledger=False)
        self.fails(2, "cells", self.file, "--csv", "--json", ledger=False)

    def test_peek(self):
        self.file.write_text("企业名称,所在镇街,从业人员数\n甲厂,德感街道,3\n合计,,3\n", encoding="utf-8")
        table, = self.json("peek", self.file, "--json", ledger=False)
        self.assertEqual((table["kind"], table["rows"], table["heading_row"]), ("enterprise", 1, 1))
        self.assertEqual([c["field"] for c in table["columns"]], ["name", "town", "staff"])
        self.assertIn("企业名称", self.ok("peek", self.file, ledger=False))

    def test_map(self):
        answers = self.folder / "答.json"
        self.init()
        answers.write_text('[{"kind": "企业", "fields": {"甲": "name", "C": "note"}}]', encoding="utf-8")
        self.ok("import", self.file, "--map", answers)
        record, = self.json("list", "enterprise", "--json")
        self.assertEqual((record["name"], record["town"], record["note"]), ("某某厂", "德感街道", "一,二"))
        for wrong, says in (("{}", "数组"), ("[", "答.json"), ('[{"kind": "x"}]', "kind"), ('[{"kind": "mine", "fields": {"Z": "name"}}]', "Z"),
                            ('[{"kind": "mine", "fields": {"A": "x"}}]', "x")):
            answers.write_text(wrong, encoding="utf-8")
            self.fails(1, "import", self.file, "--map", answers, says=says)


if __name__ == "__main__":
    clitest.main()
