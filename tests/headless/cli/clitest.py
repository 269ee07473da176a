# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of kuanganctl share: a ledger of their own, and calls that say what they expect."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(os.environ["KUANGANCTL"])
SAMPLE = pathlib.Path(os.environ["KA_SAMPLE_SOURCE"]).resolve()
KINDS = """enterprise mine pond permit person duty plan_year plan inspection hazard penalty discredit accident
typical_case measure measure_progress project suspension tip training expert_visit regulator target""".split()


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ka-cli-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.ledger = self.folder / "台账.kuangan"

    def environment(self, **more):
        env = {k: v for k, v in os.environ.items() if k not in ("KA_LEDGER", "LANGUAGE", "LANG")}
        env.update(LC_ALL="C.UTF-8", XDG_DATA_HOME=str(self.folder / "data"), **more)
        return env

    def run_program(self, *args, ledger=True, today="2026-01-05", env=None, **how):
        words = [PROGRAM]
        if ledger:
            words += ["--ledger", str(self.ledger)]
        if today:
            words += ["--today", today]
        return subprocess.run(words + [str(a) for a in args], capture_output=True, timeout=300,
                              env=env or self.environment(), cwd=self.folder, **how)

    def ok(self, *args, **more):
        """Done: status 0, nothing on stderr; gives what was printed."""
        r = self.run_program(*args, **more)
        self.assertEqual((r.returncode, r.stderr.decode()), (0, ""), args)
        return r.stdout.decode("utf-8")

    def json(self, *args, **more):
        return json.loads(self.ok(*args, **more))

    def fails(self, status, *args, says=None, **more):
        """Refused (1) or misused (2): one line on stderr, in Chinese, with the words it must have."""
        r = self.run_program(*args, **more)
        line = r.stderr.decode("utf-8")
        self.assertEqual(r.returncode, status, (args, line))
        self.assertEqual(line.count("\n"), 1, line)
        self.assertRegex(line, r"^kuanganctl：.*[\u4e00-\u9fff].*。\n$")
        if says is not None:
            self.assertIn(says, line)
        return r.stdout.decode("utf-8")

    def init(self, sample=False):
        self.ok("init", *(["--sample"] if sample else []))

    def convert(self, ending, out, *paths):
        """What LibreOffice, in a profile of its own, makes of the files."""
        return subprocess.run(["soffice", f"-env:UserInstallation={(self.folder / 'office').as_uri()}", "--headless", "--convert-to",
                               ending, "--outdir", str(out), *map(str, paths)], env=dict(os.environ, HOME=str(self.folder)),
                              stdin=subprocess.DEVNULL, capture_output=True)

    def new(self, kind_, **values):
        record = self.json("set", kind_, "new", *(f"{k}={v}" for k, v in values.items()), "--json")
        return record["id"]


def shared(*names):
    """A file of the sample ledgers outside the project; the test that asks is skipped where it is absent."""
    path = pathlib.Path(os.environ.get("KA_SHARED", "/nonexistent"), *names)
    if not path.exists():
        raise unittest.SkipTest("no shared samples here")
    return path


class Tap(unittest.TestResult):
    """Tells each test as a line of TAP, what went wrong as remarks under it."""

    def tell(self, word, test, more="", text=""):
        print(f"{word} {self.testsRun} - {test.id().split('.', 1)[1]}{more}")
        for line in text.splitlines():
            print("#", line)
        sys.stdout.flush()

    def addSuccess(self, test):
        super().addSuccess(test)
        self.tell("ok", test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.tell("not ok", test, text=self.failures[-1][1])

    def addError(self, test, err):
        super().addError(test, err)
        self.tell("not ok", test, text=self.errors[-1][1])

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.tell("ok", test, more=f" # SKIP {reason}")


def main():
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    print(f"1..{suite.countTestCases()}", flush=True)
    sys.exit(not suite.run(Tap()).wasSuccessful())
