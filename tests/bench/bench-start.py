#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench-start.py EMPTY KUANGAN LEDGER: from exec to the first frame, and to the first frame with the ledger in it,
of Kuang'an; and how many times what an empty AdwApplication takes that is. The target is 2."""
import os
import shutil
import statistics
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'display', 'harness'))
if any(not shutil.which(p) for p in ('Xvfb', 'openbox', 'dbus-daemon', 'xprop')):
    print('wants Xvfb, openbox, dbus-daemon and xprop')
    sys.exit(77)
from guitest import Desk

ROUNDS = 9
TARGET = 2.0


def start(argv, env):
    """Milliseconds until each of the moments that the program tells: by the clock, what the main thread worked, and what
    all threads did. The last two depend less on what else the machine does."""
    begin = time.monotonic()
    out = subprocess.run(argv, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, timeout=60,
                         check=True).stdout
    times = {}
    for line in out.splitlines():
        what, clock, thread, process = line.split()
        times[what] = (int(clock) / 1000 - begin * 1000, int(thread) / 1000, int(process) / 1000)
    return times


empty, kuangan, sample = sys.argv[1:]
with Desk(size='1920x1080', a11y=False) as d:
    env = dict(d.env, **{k: v for k, v in os.environ.items() if k.startswith(('GSETTINGS_', 'KA_', 'KUANGAN_'))})
    env.pop('G_DEBUG', None)                       # what tests look for takes time
    ledger = shutil.copy(sample, f'{d.dir}/home/sample.kuangan')
    programs = {'empty': [empty], 'kuangan': [kuangan, '--today', '2026-01-05', ledger]}
    times = {name: [] for name in programs}
    for n in range(ROUNDS + 1):                    # the first round warms the caches
        for name, argv in programs.items():
            took = start(argv, env)
            if n > 0:
                times[name].append(took)


def middle(name, what):
    return [statistics.median(t[what][i] for t in times[name]) for i in range(3)]


least = middle('empty', 'frame')
print('empty:    {:6.0f} ms to the first frame ({:.0f} ms of the main thread, {:.0f} ms of all)'.format(*least))
for what, means in (('frame', 'the first frame'), ('usable', 'the first with what is due')):
    took = middle('kuangan', what)
    print('kuangan:  {:6.0f} ms to {} ({:.0f}, {:.0f}): '.format(took[0], means, *took[1:]) +
          '{:.2f} times empty ({:.2f}, {:.2f}; '.format(*(a / b for a, b in zip(took, least))) + f'target {TARGET:.0f})')
