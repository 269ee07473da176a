#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-start.py KUANGAN: how it starts. The first time, with nothing; with a path that leads nowhere; on a ledger;
and a second and third time while it runs, which is the same window, or one more for another ledger."""
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'harness'))
if any(not shutil.which(p) for p in ('Xvfb', 'openbox', 'dbus-daemon', 'xdotool', 'xprop')):
    print('wants Xvfb, openbox, dbus-daemon, xdotool and xprop')
    sys.exit(77)
from guitest import Desk, TIMEOUT, until, wait

with Desk() as d:
    keep = {k: v for k, v in os.environ.items() if k.startswith(('KA_', 'KUANGAN_', 'GSETTINGS_'))}
    keep['G_DEBUG'] = 'fatal-warnings'
    ledger, other = f'{d.dir}/台账.kuangan', f'{d.dir}/另一本.kuangan'
    for path in (ledger, other):
        shutil.copy(os.environ['KA_SAMPLE'], path)
        os.chmod(path, 0o600)
    os.symlink(ledger, f'{d.dir}/快捷方式.kuangan')

    def again(*argv):
        """What a second start does: it hands over and ends by itself."""
        env = dict(d.env, **keep)
        return subprocess.run([sys.argv[1], *argv], env=env, stdin=subprocess.DEVNULL, timeout=TIMEOUT).returncode

    def leave(app):
        until(lambda: d.key('ctrl+q'), lambda: app.p.poll() is not None, 'the program to end')
        assert app.p.returncode == 0

    # Nothing yet: what one can do is said.
    app = d.start([sys.argv[1]], keep)
    app.find('label', '^打开一本台账$')
    for name in ('新建账本', '打开账本', '打开示例'):
        app.find('push button', name)
    leave(app)

    # A path that leads nowhere: what is wrong, then the same page.
    app = d.start([sys.argv[1], f'{d.dir}/没有.kuangan'], keep)
    app.find('label', '找不到台账“没有.kuangan”，请检查文件名和文件夹。')
    app.press('Escape', lambda: not app.all('label', '找不到台账“没有.kuangan”'))
    app.find('label', '^打开一本台账$')
    leave(app)

    # A ledger, and the same ledger again by whatever name: one window.
    app = d.start([sys.argv[1], ledger], keep)
    app.find('label', '^企业与矿山$')
    for argv in ((), (ledger,), (f'{d.dir}/快捷方式.kuangan',)):
        assert again(*argv) == 0, argv
        d.settle()
        assert len(app.all('frame')) == 1, argv
    assert not app.all('label', '只读')

    # Another ledger: one more window of the same program.
    assert again(other) == 0
    wait(lambda: len(app.all('frame')) == 2, 'a second window')
    wait(lambda: len(app.all('label', '^已保存$')) == 2, 'both to be open')
    assert len(app.all('frame')) == 2
    leave(app)
    assert not os.path.exists(ledger + '-wal') and not os.path.exists(other + '-wal')
