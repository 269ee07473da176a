#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-import-newcomer.py KUANGAN: the first import, by keyboard and mouse alone. A ledger with one wrong row is
looked at, the wrong cell is found, the list of problems goes out, comes back corrected, and is imported;
undo takes it back; rows copied from a list are pasted."""
import os
import shutil
import sqlite3
import sys
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'harness'))
if any(not shutil.which(p) for p in ('Xvfb', 'openbox', 'dbus-daemon', 'xdotool', 'xprop')):
    print('wants Xvfb, openbox, dbus-daemon, xdotool and xprop')
    sys.exit(77)
from guitest import Desk, wait

LEDGER = '企业名称,所在镇街,从业人员数\n渝州新来甲石料厂,德感街道,12\n渝州新来乙石料厂,火星镇,7\n'


def enterprises(path):
    """Names in the ledger that begin with the test's own."""
    with sqlite3.connect(f'file:{path}?mode=ro', uri=True) as db:
        return [r[0] for r in db.execute("SELECT name FROM enterprise WHERE name LIKE '渝州新来%' ORDER BY id")]


def towns(path):
    with sqlite3.connect(f'file:{path}?mode=ro', uri=True) as db:
        return dict(db.execute("SELECT name, town FROM enterprise WHERE name LIKE '渝州新来%'"))


def correct(path, wrong, right):
    """As the town would in its spreadsheet program: one cell."""
    beside = path + '.new'
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(beside, 'w') as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(f'>{wrong}<'.encode(), f'>{right}<'.encode()))
    os.replace(beside, path)


with Desk() as d:
    # All in one folder, as it lies on a desk: the file chooser lists the open ledger.
    ledger, table = f'{d.dir}/台账.kuangan', f'{d.dir}/企业.csv'
    problems = f'{d.dir}/问题清单.xlsx'
    shutil.copy(os.environ['KA_SAMPLE'], ledger)
    os.chmod(ledger, 0o600)
    with open(table, 'w', encoding='utf-8') as f:
        f.write(LEDGER)
    keep = {k: v for k, v in os.environ.items() if k.startswith(('KA_', 'KUANGAN_', 'GSETTINGS_'))}
    app = d.start([sys.argv[1], ledger], dict(keep, G_DEBUG='fatal-criticals'))

    def alone():
        """The window without a dialog over it."""
        return len(d.windows(app.pid)) == 1

    app.find('label', '^企业与矿山$')  # the ledger is open
    app.choose_file(table, lambda: d.key('ctrl+i'))
    app.find('label', '1 张表：新增 2，修改 0，未变 0，拒绝 1')
    app.click(None, '^问题（1）$', until=lambda: app.all('label', '火星镇'))
    app.click('label', '没有“火星镇”|火星镇.*',
              until=lambda: 'sensitive' in app.find('push button', '^转到单元格$').states)
    app.click('push button', '^转到单元格$', until=lambda: app.all('label', 'B3：火星镇'))
    app.choose_file(problems, lambda: app.click('push button', '^导出问题清单$'))
    wait(lambda: os.path.exists(problems), 'the list of problems')

    # The wrong value is left out; the rest goes in, as one step.
    app.click('check box', '^不导入被拒绝的',
              until=lambda: 'sensitive' in app.find('push button', '^导入$').states)
    app.click('push button', '^导入$',
              until=lambda: enterprises(ledger) == ['渝州新来甲石料厂', '渝州新来乙石料厂'])
    assert towns(ledger)['渝州新来乙石料厂'] is None
    wait(alone, 'the assistant to go')

    # What the town sends back is imported like any other.
    correct(problems, '火星镇', '双福街道')
    app.choose_file(problems, lambda: d.key('ctrl+i'))
    app.find('label', '1 张表：新增 0，修改 1，未变 0，拒绝 0')
    app.click('push button', '^导入$', until=lambda: towns(ledger)['渝州新来乙石料厂'] == '双福街道')
    wait(alone, 'the assistant to go')

    # Each of both is one step back.
    app.press('ctrl+z', lambda: towns(ledger).get('渝州新来乙石料厂', '') is None)
    app.press('ctrl+z', lambda: enterprises(ledger) == [])

    # Rows that were copied come back through the same preview.
    app.press('alt+2', lambda: app.all('label', '^矿山名称$'))
    app.click('label', '^示例.*矿$', until=lambda: any(
        'selected' in row.states for row in app.all('table row', showing=False)))
    d.key('ctrl+c')
    d.settle()
    app.press('ctrl+v', lambda: app.all('label', '^剪贴板'))
    app.find('label', '1 张表：新增 0，修改 0，未变 1，拒绝 0')
    app.press('Escape', alone)
    assert not app.complaints(), app.complaints()
print('ok')
