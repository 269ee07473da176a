# SPDX-License-Identifier: GPL-3.0-or-later
"""What make-sample.py needs beside its data: numbers with valid check digits, choices that never
change from run to run, and workbooks that come out the same to the byte."""

import datetime as dt
import hashlib
import io
import zipfile

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

TODAY = dt.date(2026, 1, 5)
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015
SURNAMES = "陈王李张刘周杨吴赵黄徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
STEMS = "甲乙丙丁戊己庚辛"


def h(key, n):
    """A number below n that depends on the key alone."""
    return int(hashlib.sha256(str(key).encode()).hexdigest()[:12], 16) % n


def pick(key, choices):
    return choices[h(key, len(choices))]


def credit_code(serial, head="91"):
    """A unified social credit code that no registry has given out; both check digits are right."""
    body = f"MAKA{serial:04d}"
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    s = sum(w * int(c, 36) for w, c in zip(weights, body))
    body += "0123456789X0"[(11 - s % 11) % 11]
    code = head + "500116" + body
    s = sum(pow(3, i, 31) * ALPHABET.index(c) for i, c in enumerate(code))
    return code + ALPHABET[(31 - s % 31) % 31]


def id_number(key):
    """A resident identity number of a region that does not exist (990116)."""
    day = dt.date(1966, 1, 1) + dt.timedelta(days=h(key + "/born", 12400))
    number = f"990116{day:%Y%m%d}{h(key + '/seq', 1000):03d}"
    s = sum((2 ** (17 - i) % 11) * int(c) for i, c in enumerate(number))
    return number + "10X98765432"[s % 11]


_people = {}


def person(key):
    """某-names, each given once."""
    if key not in _people:
        n = len(_people)
        _people[key] = SURNAMES[n % len(SURNAMES)] + "某" + STEMS[(n // len(SURNAMES)) % len(STEMS)]
    return _people[key]


_phones = {}


def phone(key):
    if key not in _phones:
        _phones[key] = f"1390000{len(_phones) + 1001:04d}"
    return _phones[key]


HOLIDAYS = [("2024-12-30", 3), ("2025-01-28", 8), ("2025-04-04", 3), ("2025-05-01", 5), ("2025-05-31", 3),
            ("2025-10-01", 8), ("2026-01-01", 3)]
OFF = {dt.date.fromisoformat(first) + dt.timedelta(days=n) for first, days in HOLIDAYS for n in range(days)}


def workday(day):
    """The day itself, or the first working day after it."""
    while day.weekday() > 4 or day in OFF:
        day += dt.timedelta(days=1)
    return day


def after(day, days):
    return workday(day + dt.timedelta(days=days))


def ymd(text):
    return dt.date.fromisoformat(text) if text else None


def years_less_one_day(day, years):
    """A permit's last day: valid for whole years."""
    if (day.month, day.day) == (2, 29):
        day += dt.timedelta(days=1)
    return day.replace(year=day.year + years) - dt.timedelta(days=1)


THIN = Border(*(Side(style="thin"),) * 4)


def add_sheet(book, name, title, headings, rows, widths):
    """One table as an office keeps it: title, line of who filled it in, headings, rows."""
    sheet = book.create_sheet(name)
    last = get_column_letter(len(headings) + 1)
    sheet["A1"] = title + "（示例）"
    sheet["A1"].font = Font(name="黑体", size=16)
    sheet["A1"].alignment = Alignment(horizontal="center", vertical="center")
    sheet.merge_cells(f"A1:{last}1")
    sheet.row_dimensions[1].height = 30
    sheet["A2"] = "填报单位：江津区示例应急管理局（单位、人员、证号均为虚构）　　填报时间：2026年1月5日"
    sheet["A2"].font = Font(name="宋体", size=11)
    sheet.merge_cells(f"A2:{last}2")
    for column, heading in enumerate(["序号"] + headings, 1):
        cell = sheet.cell(3, column, heading)
        cell.font = Font(name="宋体", size=11, bold=True)
        cell.fill = PatternFill("solid", start_color="FFE7EEF7")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = THIN
    sheet.row_dimensions[3].height = 32
    for number, row in enumerate(rows, 1):
        assert len(row) == len(headings), (name, number, len(row), len(headings))
        for column, value in enumerate([number] + list(row), 1):
            cell = sheet.cell(number + 3, column, value)
            cell.font = Font(name="宋体", size=11)
            cell.border = THIN
            cell.alignment = Alignment(vertical="center", wrap_text=isinstance(value, str))
            if isinstance(value, dt.datetime):
                cell.number_format = "yyyy-mm-dd hh:mm"
            elif isinstance(value, dt.date):
                cell.number_format = "yyyy-mm-dd"
            elif isinstance(value, str):
                cell.number_format = "@"
    sheet.column_dimensions["A"].width = 6
    for i in range(len(headings)):
        sheet.column_dimensions[get_column_letter(i + 2)].width = widths[i % len(widths)]
    sheet.freeze_panes = "C4"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "3:3"


def new_book():
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "江津区示例应急管理局"
    return book


def pack(book):
    """The workbook's bytes: openpyxl stamps the time of writing into them, we lay down our own."""
    stamp = dt.datetime(2026, 1, 5, 9, 0)
    book.properties.created = stamp
    raw, out = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                text = data.decode()
                head, rest = text.split("<dcterms:modified", 1)
                tag, rest = rest.split(">", 1)
                data = (head + "<dcterms:modified" + tag + ">" + stamp.isoformat() + "Z<"
                        + rest.split("<", 1)[1]).encode()
            info = zipfile.ZipInfo(name, (2026, 1, 5, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, data)
    return out.getvalue()
