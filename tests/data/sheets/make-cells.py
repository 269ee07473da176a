#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes cells.xlsx; cells.xls and cells.ods are LibreOffice's conversions of it:
soffice --headless --convert-to "xls:MS Excel 97" cells.xlsx; soffice --headless --convert-to ods cells.xlsx
gnumeric-biff7.xls is Gnumeric's, of a csv with the cells that test-old-sheets.c names:
WINDOWS_LANGUAGE=zh_CN ssconvert -T Gnumeric_Excel:excel_biff7 cells.csv gnumeric-biff7.xls
"""
import datetime as dt

import openpyxl

book = openpyxl.Workbook()
sheet = book.active
sheet.title = '台账'
sheet['A1'] = '非煤矿山台账'
sheet.merge_cells('A1:D1')
sheet.append(['企业名称', '信用代码', '日期', '数量'])
sheet.append(['重庆示例石料有限公司', '91500116MAYY10179B', dt.date(2025, 3, 5), 15.6])
sheet['C3'].number_format = 'yyyy"年"m"月"d"日"'
sheet.append(['𠮷样例砂石厂\n二分厂', '００１', dt.datetime(2025, 3, 5, 15, 20), 1234567890.25])
sheet['C4'].number_format = 'yyyy-mm-dd hh:mm'
sheet.append(['合计', None, None, '=SUM(D3:D4)'])
sheet['A6'] = '=A3&"（原）"'
sheet['B6'] = '=1=1'
sheet['C6'] = '=NA()'
sheet['D6'] = True
sheet['D7'] = 0.125
sheet['D7'].number_format = '0.0%'
sheet.merge_cells('A8:A9')
sheet['A8'] = '纵向'
sheet['B8'] = 45
sheet['B9'] = -3
sheet.row_dimensions[9].hidden = True
sheet.column_dimensions['E'].hidden = True
sheet['E2'] = '隐藏列'
for i in range(40):  # the shared strings run over the end of a record
    sheet.cell(12 + i, 1, '说明文字' * 60 + str(i))
hidden = book.create_sheet('字典')
hidden['A1'] = '是'
hidden.sheet_state = 'hidden'
book.save('cells.xlsx')
