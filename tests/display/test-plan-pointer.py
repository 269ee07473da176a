#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-plan-pointer.py KUANGAN: the year's matrix under a real pointer and real keys. A line is dragged to another
month and back by Ctrl+arrow; once the plan is approved both ask why, and without an answer nothing moves."""
import os
import re
import shutil
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'harness'))
if any(not shutil.which(p) for p in ('Xvfb', 'openbox', 'dbus-daemon', 'xdotool', 'xprop')):
    print('wants Xvfb, openbox, dbus-daemon, xdotool and xprop')
    sys.exit(77)
from guitest import Desk, until, wait

NAMES, HEAD, ROW = 220, 30, 30  # as src/app/inspections/ka-plan-matrix-private.h has them


def lines(path):
    """{mine: (month, the month that was approved, reason)} of the year's lines."""
    with sqlite3.connect(f'file:{path}?mode=ro', uri=True) as db:
        return {m: (month, moved, why) for m, month, moved, why in db.execute(
            'SELECT m.name, p.month, p.moved_from, p.deviation FROM plan p JOIN mine m ON m.id = p.mine WHERE p.year = 2026')}


class Matrix:
    """The one table of the page: its cells have no accessibles of their own, it says which one is chosen."""

    def __init__(self, desk, app):
        self.desk, self.app = desk, app
        self.node = app.find('table', '.*，\\d+月[：；].*')

    def said(self):
        self.desk.settle()
        return self.node.call('org.freedesktop.DBus.Properties', 'Get', '(ss)', 'org.a11y.atspi.Accessible', 'Name')

    def is_at(self, month, words=''):
        """The month is chosen, and the cell says so: what was moved is there once the year was read anew."""
        return re.search(rf'，{month}月[：；].*{words}', self.said(), re.DOTALL)

    def wait_for(self, month, words=''):
        wait(lambda: self.is_at(month, words), f'month {month} to be chosen')

    def place(self, row, month):
        x, y, w, _ = self.node.box()
        cell = (w - NAMES) // 12
        return x + NAMES + int((month - 0.5) * cell), y + HEAD + int((row + 0.5) * ROW)

    def click(self, row, month):
        until(lambda: self.desk.click_at(*self.place(row, month)), lambda: self.is_at(month),
              f'month {month} to be chosen')

    def drag(self, row, month, to):
        x, y = self.place(row, month)
        end, _ = self.place(row, to)
        self.desk.xdo('mousemove', str(x - 3), str(y), 'mousemove', str(x), str(y))
        self.desk.settle()
        self.desk.xdo('mousedown', '1')
        try:
            # As a hand does: over the months between, each of them seen by the program.
            step = 1 if end > x else -1
            for at in [*range(x, end, step * 25), end]:
                self.desk.xdo('mousemove', str(at), str(y + 2))
                self.desk.settle()
        finally:
            self.desk.xdo('mouseup', '1')
        self.desk.settle()


with Desk(size='1366x768') as d:
    ledger = f'{d.dir}/台账.kuangan'
    shutil.copy(os.environ['KA_SAMPLE'], ledger)
    os.chmod(ledger, 0o600)
    keep = {k: v for k, v in os.environ.items() if k.startswith(('KA_', 'KUANGAN_', 'GSETTINGS_'))}
    app = d.start([sys.argv[1], '--today', '2026-01-05', ledger], dict(keep, G_DEBUG='fatal-warnings'))

    def approved():
        with sqlite3.connect(f'file:{ledger}?mode=ro', uri=True) as db:
            return db.execute('SELECT approved FROM plan_year WHERE year = 2026').fetchone()[0]

    def can(button):
        return 'sensitive' in app.find('push button', button).states

    app.find('label', '^企业与矿山$')  # the ledger is open
    app.click('label', '^检查计划$', until=lambda: app.all('page tab', '^年度安排$'))
    app.click('page tab', '^年度安排$', until=lambda: app.all('table', '.*，\\d+月[：；].*'))
    matrix = Matrix(d, app)

    # By keys to the first line that is planned: down to its mine, then over the months.
    mine, (planned, _, _) = min(lines(ledger).items(), key=lambda item: item[1][0])
    month = int(planned[5:])
    matrix.click(0, 1)
    row, at = 0, matrix.said()
    while not at.startswith(mine + '，') and row < 20:
        d.key('Down')
        row += 1
        wait(lambda: matrix.said() != at, 'the next mine to be chosen')
        at = matrix.said()
    for to in range(2, month + 1):
        d.key('Right')
        matrix.wait_for(to)
    matrix.wait_for(month, '未到期')

    # The pointer takes it three months on; nothing else moves, and no reason is wanted.
    before = lines(ledger)
    there = month + 3
    matrix.drag(row, month, there)
    wait(lambda: lines(ledger)[mine][0] == f'2026-{there:02}', 'the line to be in its new month')
    assert lines(ledger) == dict(before, **{mine: (f'2026-{there:02}', None, None)})

    # Let go where it began: nothing. The cursor has gone along.
    matrix.wait_for(there, '未到期')
    matrix.drag(row, there, there)
    assert lines(ledger)[mine][0] == f'2026-{there:02}'

    # A key takes it one back and one more, Ctrl+Z takes that back.
    for key, months in ('ctrl+Left', (there - 1, there - 2)), ('ctrl+z', (there - 1, there)):
        for to in months:
            app.press(key, lambda: lines(ledger)[mine][0] == f'2026-{to:02}')
            matrix.wait_for(to, '未到期')

    # Approved: both ask why.
    app.click('push button', '^批准、测算和导出$', until=lambda: app.all('menu item', '^批准和备案…$'))
    app.click('menu item', '^批准和备案…$', until=lambda: app.all('dialog'))
    app.find('text', '^批准日期$')
    d.settle()
    d.type('2026-1-32')
    wait(lambda: not can('^登记.*'), 'what is no day to be refused')
    d.key('ctrl+a')
    d.type('2026-1-4')
    wait(lambda: can('^登记.*'), 'a day to be taken')
    app.click('push button', '^登记.*', until=approved)
    app.gone('dialog')
    until(lambda: matrix.drag(row, there, there + 2), lambda: app.all('dialog'), 'the question why')
    app.press('Escape', lambda: not app.all('dialog'))
    assert lines(ledger)[mine] == (f'2026-{there:02}', None, None)
    until(lambda: matrix.drag(row, there, there + 2), lambda: app.all('dialog'), 'the question why')
    app.find('text', '^原因$')
    d.settle()
    d.type('企业停产检修')
    app.click('push button', '^调整.*|^移.*', until=lambda: lines(ledger)[mine] == (
        f'2026-{there + 2:02}', f'2026-{there:02}', '企业停产检修'))
    # Back where it was approved, the reason goes with it.
    app.gone('dialog')
    matrix.wait_for(there + 2, '未到期')
    matrix.drag(row, there + 2, there)
    wait(lambda: lines(ledger)[mine] == (f'2026-{there:02}', None, None), 'the line to be back')
    app.quit()
