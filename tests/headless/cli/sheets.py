# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes small workbooks with nothing but Python's own library."""

import datetime
import zipfile
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0"?>'


class Error(str):
    """An error value, as #N/A."""


def letters(column):
    out, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


def place(row, column):
    return f"{letters(column)}{row + 1}"


def serial(day):
    begin = datetime.datetime(1899, 12, 30)
    moment = day if isinstance(day, datetime.datetime) else datetime.datetime(day.year, day.month, day.day)
    passed = moment - begin
    return passed.days + passed.seconds / 86400 if passed.seconds else passed.days


def cell(row, column, value):
    at = f'r="{place(row, column)}"'
    if value is None or value == "":
        return ""
    if isinstance(value, Error):
        return f'<c {at} t="e"><v>{value}</v></c>'
    if isinstance(value, datetime.date):
        style = 2 if isinstance(value, datetime.datetime) else 1
        return f'<c {at} s="{style}"><v>{serial(value)!r}</v></c>'
    if isinstance(value, (int, float)):
        return f"<c {at}><v>{value!r}</v></c>"
    return f'<c {at} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def sheet_xml(rows, merges, hidden_rows, hidden_columns):
    out = [HEAD, f'<worksheet xmlns="{MAIN}">']
    if hidden_columns:
        columns = (f'<col min="{c + 1}" max="{c + 1}" width="9" hidden="1"/>' for c in sorted(hidden_columns))
        out.append(f"<cols>{''.join(columns)}</cols>")
    out.append("<sheetData>")
    for r in sorted(rows):
        hidden = ' hidden="1"' if r in hidden_rows else ""
        out.append(f'<row r="{r + 1}"{hidden}>{"".join(cell(r, c, v) for c, v in sorted(rows[r].items()))}</row>')
    out.append("</sheetData>")
    if merges:
        refs = (f'<mergeCell ref="{place(a, b)}:{place(c, d)}"/>' for a, b, c, d in merges)
        out.append(f"<mergeCells>{''.join(refs)}</mergeCells>")
    return "".join(out) + "</worksheet>"


class Sheet:
    """rows: {row: {column: value}}, merges: (row, column, last row, last column), all from 0."""

    def __init__(self, name, rows, merges=(), hidden_rows=(), hidden_columns=(), state=None):
        self.name, self.state = name, state
        self.xml = sheet_xml(rows, merges, hidden_rows, hidden_columns)


def write(path, name, rows, merges=(), hidden_rows=(), hidden_columns=()):
    """One sheet."""
    write_book(path, [Sheet(name, rows, merges, hidden_rows, hidden_columns)])


def write_book(path, sheets):
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    numbered = list(enumerate(sheets, 1))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}sheet.main+xml"/>'
        + "".join(f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{kind}worksheet+xml"/>' for i, _ in numbered)
        + f'<Override PartName="/xl/styles.xml" ContentType="{kind}styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        + "".join(f'<sheet name="{escape(s.name)}" sheetId="{i}" r:id="r{i}"' + (f' state="{s.state}"' if s.state else "") + "/>"
                  for i, s in numbered) + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(f'<Relationship Id="r{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i, _ in numbered)
        + f'<Relationship Id="r0" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" '
        'formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><fonts count="1"><font/></fonts>'
        '<fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/>'
        '</cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/>'
        '<xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for part, text in parts.items():
            out.writestr(part, HEAD + text)
        for i, sheet in numbered:
            out.writestr(f"xl/worksheets/sheet{i}.xml", sheet.xml)
