#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""guirun.py [--size WxH] PROGRAM [ARG...]: runs a GUI test that looks from inside the process on a
private X server; its output and status are ours. Without Xvfb or openbox it is skipped."""
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from guitest import Desk

argv = sys.argv[1:]
size = '3840x2160'
if argv[0] == '--size':
    size, argv = argv[1], argv[2:]
missing = [p for p in ('Xvfb', 'openbox', 'dbus-daemon', 'xprop') if not shutil.which(p)]
if missing:
    print('1..0 # SKIP wants ' + ', '.join(missing))
    sys.exit(77)
with Desk(size=size, a11y=False) as d:
    keep = ('G_', 'GSETTINGS_', 'KA_', 'KUANGAN_', 'MESON_', 'TEST_', 'GUITEST_')
    env = dict(d.env, **{k: v for k, v in os.environ.items() if k.startswith(keep)})
    rc = subprocess.run(argv, env=env, stdin=subprocess.DEVNULL).returncode
sys.exit(rc if rc >= 0 else 128 - rc)
