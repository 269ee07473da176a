# SPDX-License-Identifier: GPL-3.0-or-later
"""End-to-end tests of a GTK 4.8 program as a user would use it, with no display attached.

    with Desk() as d:                               # Xvfb, D-Bus, AT-SPI, openbox; private HOME and XDG_*
        app = d.start(['build/src/app/kuangan'])   # back when its window is mapped and accessible
        app.click('push button', '保存')            # mouse click in the middle of what AT-SPI reports
        d.key('ctrl+f'); d.type('王伟'); app.wait_text('label', '^1 ')
        app.shot('saved.png')

Needs: python3-gi gir1.2-atspi-2.0 at-spi2-core dbus-daemon xvfb openbox xdotool x11-utils.
Every wait polls a condition against a deadline; nothing sleeps for a fixed time.  Every process is ours,
is ended by its pid, and dies with this process (PR_SET_PDEATHSIG) even when that is killed."""
import ctypes, glob, os, re, select, shutil, signal, struct, subprocess, sys, tempfile, time, zlib
import gi
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib

# Reached only where something never comes: a loaded machine must not.
TIMEOUT = float(os.environ.get('GUITEST_TIMEOUT', 120))
ACC, CACHE, COMP, ACTION = ('org.a11y.atspi.' + s for s in ('Accessible', 'Cache', 'Component', 'Action'))
TEXT, EDIT, SELECTION, VALUE = ('org.a11y.atspi.' + s for s in ('Text', 'EditableText', 'Selection', 'Value'))
PROPS = 'org.freedesktop.DBus.Properties'
CONTROLS = ('push button', 'toggle button', 'check box', 'radio button', 'text', 'entry', 'password text', 'combo box',
            'spin button', 'slider', 'switch', 'list', 'tree table', 'menu item', 'link')
ROLES = {}
FOCUSED = int(Atspi.StateType.FOCUSED)
WINDOW_COORDS = 1                 # GTK 4.8 knows these only; asking for screen ones makes it warn
_libc = ctypes.CDLL(None, use_errno=True)
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36


class Timeout(AssertionError):
    pass


def wait(cond, what, timeout=None, tick=0.01):
    """Poll cond until it gives something true, and return that.  A widget that vanished counts as false.  However short
    the time, it is asked three times: on a slow machine to ask takes longer than that."""
    end, last, asked = time.monotonic() + (timeout or TIMEOUT), None, 0
    while True:
        asked += 1
        try:
            r = cond()
            if r:
                return r
            last = None
        except (GLib.Error, OSError, LookupError, ValueError) as e:
            last = e
        if time.monotonic() > end and asked > 2:
            raise Timeout('timed out waiting for ' + what + (f' ({last})' if last else ''))
        time.sleep(tick)


def worked():
    """{thread: ticks} of every process below this one, and whether one of them works, or would if it had a processor."""
    ticks, at_work = {}, False
    for pid in children(os.getpid()):
        for stat in glob.glob(f'/proc/{pid}/task/*/stat'):
            try:
                with open(stat) as f:
                    state, *rest = f.read().rsplit(')', 1)[1].split()
            except OSError:
                continue
            ticks[stat] = int(rest[10]) + int(rest[11])
            at_work |= state in 'RD'
    return ticks, at_work


def at_rest():
    """Nothing has been done for a second, but for a timer's tick: what was asked is done, or was passed over."""
    before, at_work = worked()
    for _ in range(10):
        time.sleep(0.1)
        after, now = worked()
        if at_work or now or set(after) != set(before):
            return False
    return sum(after.values()) - sum(before.values()) <= 1


def until(act, effect, what):
    """Do something and wait for what comes of it; and again where nothing does, for a program passes over what comes at
    the wrong moment: a key for an action that waits for a worker, a click while a popover closes. Not while something is
    at work: on a slow machine that may be what was asked, which is then done twice."""
    end, patience, rested = time.monotonic() + TIMEOUT, 5, False
    act()
    while True:
        try:
            return wait(effect, what, patience)
        except Timeout:
            if time.monotonic() > end:
                raise
        if rested:
            act()
            patience, rested = 5, False
        else:
            patience, rested = 0.1, at_rest()


def children(root):
    kids = {}
    for p in filter(str.isdigit, os.listdir('/proc')):
        try:
            with open(f'/proc/{p}/stat') as f:
                kids.setdefault(int(f.read().rsplit(')', 1)[1].split()[1]), []).append(int(p))
        except OSError:
            pass
    out, todo = [], [root]
    while todo:
        new = kids.get(todo.pop(), [])
        out += new
        todo += new
    return out


def write_png(path, w, h, rows):
    def chunk(t, d):
        return struct.pack('>I', len(d)) + t + d + struct.pack('>I', zlib.crc32(t + d))
    with open(path, 'wb') as f:
        f.write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', w, h, 8, 2, 0, 0, 0)) +
                chunk(b'IDAT', zlib.compress(b''.join(b'\0' + r for r in rows), 6)) + chunk(b'IEND', b''))


class Desk:
    def __init__(self, display=None, size='1280x900', lang='zh_CN', a11y=True, keep=False, env=None):
        self.display = display or os.environ.get('GUITEST_DISPLAY')      # None: Xvfb takes a free number
        self.size, self.lang, self.a11y, self.keep, self.extra = size, lang, a11y, keep, env or {}
        self.procs, self.apps, self.bus, self.spare, self.keys = [], [], None, None, {}

    # ---- processes -------------------------------------------------------------------------------------
    def spawn(self, argv, log, env=None, **kw):
        def child():
            _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        with open(log, 'ab') as out:
            p = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                                 env=env or self.env, preexec_fn=child, **kw)
        self.procs.append(p)
        return p

    def _spawn_line(self, argv, log):
        """Start argv with {} replaced by a pipe; return the line it writes there.  The whole line: Xvfb writes
        number and newline apart, and dies when the pipe is closed in between."""
        r, w = os.pipe()
        try:
            self.spawn([a.replace('{}', str(w)) for a in argv], log, pass_fds=[w])
        finally:
            os.close(w)
        s, end = b'', time.monotonic() + TIMEOUT
        while not s.endswith(b'\n'):
            if not select.select([r], [], [], max(0, end - time.monotonic()))[0]:
                raise Timeout(argv[0] + ' did not start')
            b = os.read(r, 4096)
            if not b:
                raise RuntimeError(argv[0] + ' failed: ' + open(log, errors='replace').read())
            s += b
        os.close(r)
        return s.decode().strip()

    def __enter__(self):
        _libc.prctl(PR_SET_CHILD_SUBREAPER, 1)       # daemons that lose their parent come to us
        self.dir = tempfile.mkdtemp(prefix='guitest-')
        self.run = tempfile.mkdtemp(prefix='guitest-', dir='/tmp')  # sockets want a short path of plain letters
        try:
            self._start(self.dir)
        except BaseException:
            self.close()
            raise
        return self

    def _start(self, d):
        for s in 'home config data cache state services fb config/gtk-4.0'.split():
            os.makedirs(f'{d}/{s}', 0o700)
        fonts = os.path.expanduser('~/.local/share/fonts')             # the document faces of build-aux/run
        if os.path.isdir(fonts):
            os.symlink(fonts, f'{d}/data/fonts')
        with open(f'{d}/config/gtk-4.0/settings.ini', 'w') as f:       # no animation: a state is final at once
            f.write('[Settings]\ngtk-enable-animations=0\ngtk-cursor-blink=0\n')
        with open(f'{d}/services/org.a11y.Bus.service', 'w') as f:     # the one name that can be activated
            f.write('[D-BUS Service]\nName=org.a11y.Bus\nExec=/usr/libexec/at-spi-bus-launcher\n')
        with open(f'{d}/session.conf', 'w') as f:
            f.write(f'<busconfig><type>session</type><listen>unix:path={self.run}/bus</listen><auth>EXTERNAL</auth>'
                    f'<servicedir>{d}/services</servicedir><policy context="default"><allow send_destination="*" eavesdrop="true"/>'
                    '<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>')
        keep = ('PATH', 'TMPDIR', 'ASAN_OPTIONS', 'LSAN_OPTIONS', 'UBSAN_OPTIONS', 'G_DEBUG', 'G_SLICE', 'LD_LIBRARY_PATH',
                'LD_PRELOAD')
        self.env = {k: v for k, v in os.environ.items() if k in keep}
        self.env.update(
            HOME=f'{d}/home', XDG_CONFIG_HOME=f'{d}/config', XDG_DATA_HOME=f'{d}/data', XDG_CACHE_HOME=f'{d}/cache',
            XDG_STATE_HOME=f'{d}/state', XDG_RUNTIME_DIR=self.run, LC_ALL='C.UTF-8', LANGUAGE=self.lang, TZ='UTC',
            GDK_BACKEND='x11', GDK_DEBUG='gl-disable', GSK_RENDERER='cairo', GTK_A11Y='atspi' if self.a11y else 'none',
            GSETTINGS_BACKEND='memory', GIO_USE_VFS='local', GIO_USE_VOLUME_MONITOR='unix',
            ADW_DISABLE_PORTAL='1', GTK_IM_MODULE='gtk-im-context-simple', **self.extra)
        self.env['DISPLAY'] = ':' + self._spawn_line(
            ['Xvfb'] + ([f':{self.display}'] if self.display else []) +
            ['-displayfd', '{}', '-screen', '0', self.size + 'x24', '-nolisten', 'tcp', '-noreset', '-fbdir', f'{d}/fb'],
            f'{d}/xvfb.log')
        self.env['DBUS_SESSION_BUS_ADDRESS'] = self._spawn_line(
            ['dbus-daemon', f'--config-file={d}/session.conf', '--nofork', '--nopidfile', '--print-address={}'], f'{d}/dbus.log')
        self.spawn(['openbox', '--sm-disable'], f'{d}/openbox.log')
        wait(lambda: '# 0x' in self.out('xprop', '-root', '_NET_SUPPORTING_WM_CHECK'), 'openbox')
        self._wait_for_openbox()
        if self.a11y:
            bus = self._connect(self.env['DBUS_SESSION_BUS_ADDRESS'])
            addr = bus.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None, 0, 10000, None)
            self.bus = self._connect(addr.unpack()[0])
            bus.close_sync()

    def _open_x(self):
        X = self.x = ctypes.CDLL('libX11.so.6')
        X.XOpenDisplay.restype = X.XGetKeyboardMapping.restype = ctypes.c_void_p
        X.XDefaultRootWindow.restype = X.XCreateSimpleWindow.restype = ctypes.c_ulong
        X.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        X.XCreateSimpleWindow.argtypes = [ctypes.c_void_p, ctypes.c_ulong] + [ctypes.c_int] * 5 + [ctypes.c_ulong] * 2
        X.XMapWindow.argtypes = X.XDestroyWindow.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        X.XGetKeyboardMapping.argtypes = [ctypes.c_void_p, ctypes.c_ubyte, ctypes.c_int, ctypes.c_void_p]
        X.XChangeKeyboardMapping.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_void_p, ctypes.c_int]
        X.XSync.argtypes, X.XFree.argtypes = [ctypes.c_void_p, ctypes.c_int], [ctypes.c_void_p]
        self.xd = X.XOpenDisplay(self.env['DISPLAY'].encode())

    def _wait_for_openbox(self):
        """openbox says that it is there before it listens. What is asked of it in between it puts aside, and may not look
        at until something else comes: a window mapped then would never be seen. So it is stirred until it has mapped one."""
        self._open_x()
        w = self.x.XCreateSimpleWindow(self.xd, self.x.XDefaultRootWindow(self.xd), 0, 0, 9, 9, 0, 0, 0)
        self.x.XMapWindow(self.xd, w)
        self.x.XSync(self.xd, 0)

        def listens():
            self.out('xprop', '-root', '-f', 'GUITEST_STIR', '8s', '-set', 'GUITEST_STIR', '1')
            return 'WM_STATE(WM_STATE)' in self.out('xprop', '-id', str(w), 'WM_STATE')
        wait(listens, 'openbox to map a window')
        self.x.XDestroyWindow(self.xd, w)
        self.x.XSync(self.xd, 0)
        wait(lambda: '0x' not in self.out('xprop', '-root', '_NET_CLIENT_LIST'), 'openbox to let the window go')

    @staticmethod
    def _connect(addr):
        f = Gio.DBusConnectionFlags
        c = Gio.DBusConnection.new_for_address_sync(addr, f.AUTHENTICATION_CLIENT | f.MESSAGE_BUS_CONNECTION, None, None)
        c.set_exit_on_close(False)
        return c

    def __exit__(self, kind, *_):
        if kind:
            out = os.environ.get('GUITEST_OUT', '.')
            for n, a in enumerate(self.apps):
                sys.stderr.write(f'---- {a.argv[0]} said:\n{a.log()}----\n')
                try:
                    open(f'{out}/fail-{os.getpid()}-{n}.tree', 'w').write(a.dump())
                except Exception as e:
                    sys.stderr.write(f'no tree: {e}\n')
            try:
                self.shot(f'{out}/fail-{os.getpid()}.png')
            except Exception as e:
                sys.stderr.write(f'no picture: {e}\n')
        self.close()

    def close(self):
        if self.bus:
            self.bus.close_sync()
            self.bus = None
        for sig in (signal.SIGTERM, signal.SIGKILL):
            left = children(os.getpid())
            for pid in left:
                try:
                    os.kill(pid, sig)
                except ProcessLookupError:
                    pass
            end = time.monotonic() + 2
            while time.monotonic() < end and children(os.getpid()):
                for p in self.procs:
                    p.poll()
                try:
                    while os.waitpid(-1, os.WNOHANG)[0]:
                        pass
                except ChildProcessError:
                    pass
                time.sleep(0.005)
        if not self.keep:
            shutil.rmtree(self.dir, ignore_errors=True)
            shutil.rmtree(self.run, ignore_errors=True)

    # ---- X: keyboard, mouse, windows, pictures ---------------------------------------------------------
    def out(self, *argv):
        return subprocess.run(argv, env=self.env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=TIMEOUT).stdout

    def xdo(self, *argv):
        r = subprocess.run(('xdotool',) + argv, env=self.env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=TIMEOUT)
        if r.returncode:
            raise RuntimeError('xdotool %s: %s' % (' '.join(argv), r.stderr.strip()))
        return r.stdout

    def wait_focus(self):
        """The window on top has the keyboard: a new one gets it a little after it is there."""
        def top():
            if all(a.p.poll() is not None for a in self.apps):
                return True
            active, stack = (re.findall('0x[0-9a-f]+', self.out('xprop', '-root', p))
                             for p in ('_NET_ACTIVE_WINDOW', '_NET_CLIENT_LIST_STACKING'))
            return active and stack and active[0] == stack[-1]
        wait(top, 'the focus')

    def key(self, *keys):
        self.wait_focus()
        self.xdo('key', '--clearmodifiers', '--delay', '5', *keys)

    def type(self, text, delay=2):
        """Keys for any text.  xdotool gives a character that no key has to one spare key, types it, and gives the key
        to the next: a program that looks up the first key late gets the second character.  So all the characters
        get spare keys of their own first, and stay there."""
        for n in range(len(text)):               # a few at a time: Xvfb's keymap has 19 spare keys
            if len({c for c in text[:n + 1] if ord(c) > 126}) > 15:
                self.type(text[:n], delay)
                self.settle()
                return self.type(text[n:], delay)
        need = [c for c in dict.fromkeys(text) if ord(c) > 126 and c not in self.keys]
        if need:
            if self.spare is None:
                per = ctypes.c_int()
                p = self.x.XGetKeyboardMapping(self.xd, 8, 248, ctypes.byref(per))
                syms = (ctypes.c_ulong * (248 * per.value)).from_address(p)
                self.spare = [8 + k for k in range(248) if not any(syms[k * per.value:(k + 1) * per.value])]
                self.x.XFree(p)
            for c in need:
                k = self.spare.pop(0)
                self.keys[c] = k
                self.spare.append(k)              # the oldest is used again when none is left
                for old in [o for o, v in self.keys.items() if v == k and o != c]:
                    del self.keys[old]
                self.x.XChangeKeyboardMapping(self.xd, k, 2, (ctypes.c_ulong * 2)(*[0x1000000 + ord(c)] * 2), 1)
            self.x.XSync(self.xd, 0)
        self.wait_focus()
        self.xdo('type', '--clearmodifiers', '--delay', str(delay), text)

    def settle(self):
        """Every program has answered a few times, so it has handled the keys and clicks sent before."""
        for a in self.apps:
            for _ in range(4):
                if a.ref and a.p.poll() is None:
                    a.call('/org/a11y/atspi/accessible/root', ACC, 'GetChildren')

    def click_at(self, x, y, button=1, times=1):
        self.xdo('mousemove', str(int(x) - 2), str(int(y)), 'mousemove', str(int(x)), str(int(y)))
        self.settle()
        self.xdo('click', '--repeat', str(times), '--delay', '30', str(button))

    def windows(self, pid):
        """[(wid, name, x, y, w, h)] of the mapped windows of a process; menus and popovers are among them."""
        r = subprocess.run(['xdotool', 'search', '--all', '--onlyvisible', '--pid', str(pid), '--name', ''], env=self.env,
                           stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=TIMEOUT)
        res = []
        for wid in r.stdout.split():
            g = dict(l.split('=', 1) for l in self.out('xdotool', 'getwindowgeometry', '--shell', wid).split() if '=' in l)
            if 'X' in g:
                res.append((int(wid), self.out('xdotool', 'getwindowname', wid).rstrip('\n'), *(int(g[k]) for k in ('X', 'Y', 'WIDTH', 'HEIGHT'))))
        return res

    def pixels(self, box=None):
        """RGB rows of the screen or of box (x, y, w, h), read from Xvfb's frame buffer file."""
        with open(f'{self.dir}/fb/Xvfb_screen0', 'rb') as f:
            raw = f.read()
        h = struct.unpack('>25I', raw[:100])
        W, H, order, bpp, stride = h[4], h[5], h[7], h[11], h[12]
        assert bpp == 32 and order == 0, 'want a 24-bit little-endian screen'
        base = h[0] + h[19] * 12
        x, y, w, hh = box or (0, 0, W, H)
        w, hh, x, y = min(w, W - x), min(hh, H - y), max(0, x), max(0, y)
        rows = []
        for j in range(y, y + hh):
            o = base + j * stride + x * 4
            b, row = raw[o:o + w * 4], bytearray(w * 3)
            row[0::3], row[1::3], row[2::3] = b[2::4], b[1::4], b[0::4]
            rows.append(bytes(row))
        return rows

    def shot(self, path, box=None):
        rows = self.pixels(box)
        write_png(path, len(rows[0]) // 3, len(rows), rows)

    def start(self, argv, env=None, ready=True):
        app = App(self, argv, env or {})
        self.apps.append(app)
        if ready:
            app.wait_ready()
        return app


class Node:
    """One accessible object as it was in a snapshot; .text, .box(), .do() ask the program again."""
    def __init__(self, app, item):
        (_, self.path), _, (_, self.up), self.index, self.n_kids, self._ifaces, self.name, role, self.description, self._st = item
        self.app, self.kids, self.parent = app, [], None
        if role not in ROLES:
            ROLES[role] = Atspi.Role(role).value_nick.replace('-', ' ')
        self.role = ROLES[role]

    @property
    def ifaces(self):
        return {i.rsplit('.', 1)[1] for i in self._ifaces}

    @property
    def states(self):
        bits = self._st[0] | self._st[1] << 32
        return {Atspi.StateType(b).value_nick for b in range(64) if bits >> b & 1}

    def call(self, iface, method, sig='()', *args):
        v = self.app.call(self.path, iface, method, GLib.Variant(sig, args)).unpack()
        return v[0] if len(v) == 1 else v

    @property
    def text(self):
        n = self.call(PROPS, 'Get', '(ss)', TEXT, 'CharacterCount')
        return self.call(TEXT, 'GetText', '(ii)', 0, n)

    def set_text(self, s):
        return self.call(EDIT, 'SetTextContents', '(s)', s)

    def actions(self):                         # GetActions would answer translated names
        n = self.call(PROPS, 'Get', '(ss)', ACTION, 'NActions')
        return [self.call(ACTION, 'GetName', '(i)', i) for i in range(n)]

    def do(self, action='click'):
        return self.call(ACTION, 'DoAction', '(i)', self.actions().index(action))

    def select(self, i):                       # rows of GtkListBox, GtkListView, GtkColumnView's inner list
        return self.call(SELECTION, 'SelectChild', '(i)', i)

    def walk(self, depth=0):
        yield self, depth
        for k in self.kids:
            yield from k.walk(depth + 1)

    def top(self):
        n = self
        while n.parent and n.parent.role != 'application':
            n = n.parent
        return n

    def extents(self):
        return self.call(COMP, 'GetExtents', '(u)', WINDOW_COORDS)

    def showing(self):
        try:
            return self._showing()
        except GLib.Error:                     # gone meanwhile
            return False

    def _mapped(self):
        x, y, w, h = self.extents()
        return w > 0 and h > 0 and any(
            not self.call(COMP, 'GetAccessibleAtPoint', '(iiu)', *p, WINDOW_COORDS)[1].endswith('/null')
            for p in ((x + w // 2, y + h // 2), (x + w // 2, y + 1), (x + 1, y + h // 2), (x + 1, y + 1)))

    def _showing(self):
        """Mapped and its middle not scrolled away.  GTK 4.8 says VISIBLE of everything and SHOWING of windows only,
        but picking a point in a widget finds nothing while it is not mapped.  It also finds nothing when insensitive
        or when the point is on the GtkText inside an entry: then the parent is asked."""
        if 'Component' not in self.ifaces or self.role == 'application':
            return False
        x, y, w, h = self.extents()
        x, y, n = x + w // 2, y + h // 2, self
        while n.parent and ('sensitive' not in n.states or 'EditableText' in n.ifaces or 'Component' not in n.ifaces):
            n = n.parent
        if w <= 0 or h <= 0 or not n._mapped():
            return False
        pop = self.popover()
        while n is not pop and n.parent and n.parent.role != 'application':
            n = n.parent
            if n.role == 'scroll pane':
                px, py, pw, ph = n.extents()
                if not (px <= x < px + pw and py <= y < py + ph):
                    return False
        return True

    def popover(self):
        n = self
        while n and n.name != 'GtkPopoverContent':
            n = n.parent
        return n and n.parent

    def box(self):
        """(x, y, w, h) on the screen: AT-SPI's window coordinates plus where the X window is.  A popover has its own
        X window of its size, and its place is missing from the coordinates of what is in it."""
        x, y, w, h = self.extents()
        wins, top = self.app.desk.windows(self.app.pid), self.popover() or self.top()
        tx, ty, tw, th = top.extents()
        if self.popover():
            wins = sorted((v for v in wins if 0 <= v[4] - tw < 40 and 0 <= v[5] - th < 40), key=lambda v: -v[4] - v[5])
        else:
            wins = [v for v in wins if v[1] == top.name] or [v for v in wins if v[4] >= tw and v[5] >= th]
        _, _, wx, wy, ww, wh = wins[-1]
        return wx + (ww - tw) // 2 + x - tx, wy + (wh - th) // 2 + y - ty, w, h

    def click(self, button=1, times=1):
        x, y, w, h = wait(self.box, f'the X window of {self}')
        self.app.desk.click_at(x + w // 2, y + h // 2, button, times)

    def __repr__(self):
        return f'<{self.role} {self.name!r}>'


class App:
    def __init__(self, desk, argv, env):
        self.desk, self.argv, self.ref = desk, argv, None
        self.logfile = f'{desk.dir}/app{len(desk.apps)}.log'
        self.p = desk.spawn(argv, self.logfile, dict(desk.env, **env))
        self.pid = self.p.pid

    def log(self):
        return open(self.logfile, errors='replace').read()

    def complaints(self):
        """What the program warned of.  Not what GTK 4.8 does in its own file chooser: now and then the path bar draws the
        arrow at its end before it has a place."""
        return [line for line in self.log().split('\n') if re.search(r'-(WARNING|CRITICAL) \*\*', line)
                and not re.search(r'Trying to snapshot GtkButton \w+ without a current allocation', line)]

    def alive(self):
        if self.p.poll() is not None:
            raise Timeout('the program ended, status %s\n%s' % (self.p.returncode, self.log()))
        return True

    def call(self, path, iface, method, args=None, bus=None):
        return self.desk.bus.call_sync(bus or self.ref, path, iface, method, args, None, 0, int(TIMEOUT * 1000), None)

    def _find_ref(self):
        root = '/org/a11y/atspi/accessible/root'
        for bus, path in self.call(root, ACC, 'GetChildren', bus='org.a11y.atspi.Registry').unpack()[0]:
            pid = self.call('/', 'org.freedesktop.DBus', 'GetConnectionUnixProcessID', GLib.Variant('(s)', (bus,)),
                            bus='org.freedesktop.DBus').unpack()[0]
            if pid in [self.pid] + children(self.pid):
                self.ref = bus
                return self.root().kids

    def wait_ready(self, timeout=None):
        wait(lambda: self.alive() and self.desk.windows(self.pid), 'a window', timeout)
        if self.desk.a11y:
            wait(lambda: self.alive() and self._find_ref(), 'the accessible tree', timeout)

    def quit(self, timeout=None):
        """End as the session would: SIGTERM; for an orderly end use the program's own Quit."""
        self.p.terminate()
        return self.wait_exit(timeout)

    def wait_exit(self, timeout=None):
        wait(lambda: self.p.poll() is not None, 'the program to end', timeout)
        return self.p.returncode

    # ---- AT-SPI ------------------------------------------------------------------------------------------
    def _snapshot(self):
        nodes = {}
        for item in self.call('/org/a11y/atspi/cache', CACHE, 'GetItems').unpack()[0]:
            n = Node(self, item)
            nodes[n.path] = n
        for n in nodes.values():
            n.parent = nodes.get(n.up) if n.up != n.path else None
            if n.parent:
                n.parent.kids.append(n)
        return nodes

    def root(self):
        """The whole tree.  Cache.GetItems answers it in one call, 0.2 ms a node, of one moment; but GTK makes the
        accessible of a widget only when it is asked for, so ask for the children that are still missing first."""
        known, top = set(), '/org/a11y/atspi/accessible/root'
        for _ in range(6):
            self._ask(top, known, deep=False)
            nodes = self._snapshot()
            todo = [n.path for n in nodes.values() if len(n.kids) < n.n_kids and n.path not in known]
            if not todo:
                break
            for p in todo:
                known.add(p)
                self._ask(p, known)
        for n in nodes.values():
            n.kids.sort(key=lambda k: k.index)
        return nodes[top]

    def _ask(self, path, known, deep=True):
        try:
            kids = self.call(path, ACC, 'GetChildren').unpack()[0]
        except GLib.Error:                     # gone meanwhile
            return
        for _, p in kids:
            if deep and p not in known:
                known.add(p)
                self._ask(p, known)

    def all(self, role=None, name=None, under=None, showing=True):
        root = self.root()
        if under is not None:
            root = next((n for n, _ in root.walk() if n.path == under.path), None)
        return [n for n, _ in (root.walk() if root else ())
                if (role is None or n.role == role) and (name is None or re.search(name, n.name)) and (not showing or n.showing())]

    def find(self, role=None, name=None, under=None, timeout=None, showing=True):
        return wait(lambda: self.alive() and self.all(role, name, under, showing), f'{role} {name!r}', timeout)[0]

    def gone(self, role, name=None, timeout=None):
        return wait(lambda: self.alive() and not self.all(role, name), f'{role} {name!r} to go', timeout)

    def click(self, role, name=None, button=1, times=1, until=None):
        """Click.  until: what must come of it; where that takes its time, what was clicked may be gone."""
        there = lambda: [self.find(role, name)]
        def act():
            nonlocal there
            for n in there()[:1]:
                n.click(button, times)
            self.desk.settle()
            there = lambda: self.all(role, name)
        return globals()['until'](act, until or (lambda: True), f'the effect of a click on {role} {name!r}')

    def press(self, keys, until):
        """A key, and what must come of it."""
        def act():
            self.desk.key(keys)
            self.desk.settle()
        return globals()['until'](act, until, f'the effect of {keys}')

    def type_into(self, role, name, text):
        """Click a text field, replace what is in it by keys, and see it there.  (AdwEntryRow takes the focus a little
        after the click, and GTK hides which widget has it: then nothing is focused.)"""
        n = self.click(role, name)
        wait(lambda: (lambda f: f is None or f.path == n.path)(self.focused()), f'focus in {n}')
        self.desk.key('ctrl+a', 'Delete')
        self.desk.type(text)
        wait(lambda: n.text == text, f'{n} to have {text!r}')
        return n

    def wait_text(self, role, pattern, name=None, timeout=None):
        return wait(lambda: next((n for n in self.all(role, name) if re.search(pattern, n.text)), None), f'{role} with text {pattern!r}', timeout)

    def focused(self):
        return next((n for n, _ in self.root().walk() if n._st[0] >> FOCUSED & 1), None)

    def rows(self, under=None, limit=None):
        """Texts of the cells of the rows GtkColumnView has made (it makes some 200 around the visible part)."""
        t = self.all('list', 'GtkColumnListView', under, showing=False)[0]
        return [[c.kids[0].name if c.kids else '' for c in r.kids] for r in t.kids[:limit]]

    def unnamed(self):
        """Controls on view that a screen reader cannot name: GTK 4.8 then gives the name of the type (GtkEntry; a button
        with only an icon is 'GtkImage', whatever its tooltip)."""
        bad = lambda n: not n.name or re.fullmatch(r'((Gtk|Adw)[A-Z]\w*\s*)+', n.name)
        own = lambda n: n.role in CONTROLS and not bad(n)
        def inside(n):
            while n.parent:
                n = n.parent
                if n.role in CONTROLS and n.role not in ('list', 'tree table') or n.role in ('tree table',) and own(n):
                    return True
        return [n for n in self.all() if n.role in CONTROLS and bad(n) and not inside(n)]

    def tab_walk(self, limit=200):
        """What Tab reaches, in order, until it comes round.  None where GTK hides the focus (AdwEntryRow)."""
        seen, out = set(), []
        for _ in range(limit):
            self.desk.key('Tab')
            self.desk.settle()
            f = self.focused()
            if f and f.path in seen:
                break
            if f:
                seen.add(f.path)
            out.append(f)
        return out

    def choose_file(self, path, ask):
        """Answer the GTK file chooser that comes when ask() is called.  Return is pressed again while it stays: the first
        one is lost when the folder is still being read or the completion list is open."""
        d, name = self.desk, '^GtkFileChooserWidget$'
        def is_in():                              # it has the focus
            f = n = self.focused()
            while n and not re.search(name, n.name):
                n = n.parent
            return n and f
        until(ask, lambda: self.all(None, name, showing=False), 'the file chooser')
        f = wait(is_in, 'focus in the file chooser')
        if f.role != 'text':                      # opening: the path entry comes with Ctrl+L
            d.key('ctrl+l')
            wait(lambda: self.focused().name == 'GtkFileChooserEntry', 'the path entry')
        d.key('ctrl+a')
        d.type(path)
        wait(lambda: self.focused().text == path, 'the path typed')
        before = d.windows(self.pid)              # a dialog below it may have been all that there was at first
        self.press('Return', lambda: len(d.windows(self.pid)) < len(before) and
                   not self.all(None, name, showing=False))

    def dump(self):
        return '\n'.join('%s%s %r %s' % ('  ' * d, n.role, n.name, ' '.join(sorted(n.states - {'visible', 'sensitive'})))
                         for n, d in self.root().walk()) + '\n'

    def shot(self, path):
        wins = self.desk.windows(self.pid)
        self.desk.shot(path, wins[-1][2:])
