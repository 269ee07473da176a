#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the sample ledgers beside it: an invented district as an office keeps it, told at
2026-01-05, when the report on the fourth quarter of 2025 is due.

    python3 make-sample.py            writes the files
    python3 make-sample.py --check    compares them with what it would write

Needs openpyxl. Enterprises, mines, persons and numbers are invented (示例, 样例, 某; phones
1390000xxxx; identity numbers of the region 990116, which does not exist); the towns are those of
江津区."""

import csv
import datetime as dt
import io
import json
import pathlib
import sys
import zipfile

from sample_lib import (TODAY, add_sheet, after, credit_code, h, id_number, new_book, pack, person,
                        phone, pick, workday, years_less_one_day, ymd)

HERE = pathlib.Path(__file__).resolve().parent
D = dt.date

# ---- enterprises: name, town, economic type, category, parent ----------------------------------
ENTERPRISES = [
    ("重庆示例宏砺建材有限公司", "珞璜镇", "有限责任公司", "矿山企业", None),
    ("重庆示例津碧水泥原料有限公司", "珞璜镇", "有限责任公司", "矿山企业", "示例津碧建材集团股份有限公司"),
    ("重庆样例砺远矿业有限公司", "油溪镇", "有限责任公司", "矿山企业", None),
    ("重庆示例青峦砂石有限公司", "白沙镇", "有限责任公司", "矿山企业", None),
    ("重庆样例嘉磐石灰有限公司", "德感街道", "有限责任公司", "矿山企业", "样例嘉磐控股有限公司"),
    ("江津区李市镇示例石笋采石场", "李市镇", "个人独资企业", "矿山企业", None),
    ("重庆样例赭土新型墙材有限公司", "先锋镇", "有限责任公司", "矿山企业", None),
    ("重庆示例双栖页岩砖有限公司", "双福街道", "有限责任公司", "矿山企业", None),
    ("重庆样例鼎台石料有限公司", "鼎山街道", "有限责任公司", "矿山企业", None),
    ("江津区蔡家镇样例黄泥砖厂", "蔡家镇", "个人独资企业", "矿山企业", None),
    ("重庆示例云脊矿业有限公司", "慈云镇", "有限责任公司", "矿山企业", None),
    ("重庆样例石英玻璃原料有限公司", "支坪镇", "有限责任公司", "矿山企业", None),
    ("重庆示例塘岸石材有限公司", "塘河镇", "有限责任公司", "矿山企业", None),
    ("江津区永兴镇示例金岭采石场", "永兴镇", "个人独资企业", "矿山企业", None),
    ("重庆样例龙脊建材有限公司", "龙华镇", "有限责任公司", "矿山企业", None),
    ("江津区贾嗣镇样例页岩砖厂", "贾嗣镇", "合伙企业", "矿山企业", None),
    ("重庆示例西垭石料有限公司", "西湖镇", "有限责任公司", "矿山企业", None),
    ("重庆样例杜溪建材有限公司", "杜市镇", "有限责任公司", "矿山企业", None),
    ("江津区广兴镇示例青砖厂", "广兴镇", "个人独资企业", "矿山企业", None),
    ("重庆示例石蟆砂岩有限公司", "石蟆镇", "有限责任公司", "矿山企业", None),
    ("重庆样例吴滩石灰石有限公司", "吴滩镇", "有限责任公司", "矿山企业", None),
    ("重庆示例朱杨矿产有限公司", "朱杨镇", "有限责任公司", "矿山企业", None),
    ("江津区夏坝镇样例瓦窑砖厂", "夏坝镇", "个人独资企业", "矿山企业", None),
    ("重庆示例石门选矿有限公司", "石门镇", "有限责任公司", "尾矿库企业", "示例津碧建材集团股份有限公司"),
    ("重庆样例穿岩井巷工程有限公司", "几江街道", "有限责任公司", "采掘施工单位", None),
    ("重庆示例岩芯地质勘查有限公司", "几江街道", "国有企业", "地质勘探单位", None),
]

# ---- where the towns are, on the ground of the map ----
with open(HERE.parent / "report" / "town_places.geojson", encoding="utf-8") as ground:
    TOWN_PLACES = {f["properties"]["name"]: f["geometry"]["coordinates"] for f in json.load(ground)["features"]}

# ---- mines: enterprise, name, type, mineral, capacity, unit, density, size laid down, status ----
OPEN, UNDER, BOTH, POND = "露天矿山", "地下矿山", "露天地下联合", "尾矿库"
T, V = "万吨/年", "万立方米/年"
MINES = [
    (1, "示例坪石灰岩矿", OPEN, "建筑石料用灰岩", 120, T, 2.65, None, "生产"),
    (2, "示例湾石灰岩矿", OPEN, "水泥用灰岩", 150, T, None, None, "生产"),
    (3, "样例岩石灰岩矿", OPEN, "建筑石料用灰岩", 60, T, 2.64, None, "生产"),
    (4, "示例沟砂岩矿", OPEN, "建筑用砂岩", 40, T, 2.4, None, "生产"),
    (5, "样例嘴石灰岩矿", OPEN, "水泥用灰岩", 110, T, None, None, "生产"),
    (6, "示例垭石灰岩矿", OPEN, "建筑石料用灰岩", 20, T, 2.66, None, "生产"),
    (2, "样例坝砂岩矿", OPEN, "水泥配料用砂岩", 30, T, None, None, "生产"),
    (7, "样例土页岩矿", OPEN, "砖瓦用页岩", 12, T, None, None, "生产"),
    (8, "示例塘页岩矿", OPEN, "砖瓦用页岩", 8, T, None, None, "生产"),
    (9, "样例包砂岩矿", OPEN, "建筑用砂岩", 15, T, 2.38, None, "生产"),
    (11, "示例岭石灰岩矿", OPEN, "建筑石料用灰岩", 8, V, None, None, "基建"),
    (5, "样例洞石灰岩矿", UNDER, "水泥用灰岩", 60, T, None, None, "生产"),
    (12, "样例滩砂岩矿", OPEN, "玻璃用砂岩", 12, T, None, None, "生产"),
    (15, "样例脊页岩矿", OPEN, "建筑用页岩", 14, T, 2.35, None, "生产"),
    (10, "样例凼页岩矿", OPEN, "砖瓦用页岩", 6, T, None, None, "停产"),
    (3, "样例溪页岩矿", BOTH, "水泥配料用页岩", 10, T, None, None, "基建"),
    (20, "示例蟆砂岩矿", OPEN, "建筑用砂岩", 9, T, 2.4, "小型", "生产"),
    (16, "样例嗣页岩矿", OPEN, "砖瓦用页岩", 4, T, None, None, "生产"),
    (19, "示例兴页岩矿", OPEN, "砖瓦用页岩", 3.5, T, None, None, "停产"),
    (17, "示例槽石灰岩矿", OPEN, "建筑石料用灰岩", 10, T, 2.62, None, "生产"),
    (21, "样例坳石灰岩矿", OPEN, "水泥用灰岩", 40, T, None, None, "生产"),
    (13, "示例堡砂岩矿", OPEN, "建筑用砂岩", 4, V, None, None, "停产"),
    (8, "示例窝页岩矿", OPEN, "砖瓦用页岩", 4.8, T, None, None, "生产"),
    (18, "样例杜砂岩矿", OPEN, "水泥配料用砂岩", 15, T, None, None, "停建"),
    (14, "示例金石灰岩矿", OPEN, "建筑石料用灰岩", 4.5, V, None, None, "停建"),
    (22, "示例杨石灰岩矿", UNDER, "水泥用灰岩", 45, T, None, None, "生产"),
    (11, "示例孔石灰岩矿", UNDER, "制灰用灰岩", 30, T, None, None, "基建"),
    (6, "示例笋砂岩矿", OPEN, "建筑用砂岩", 6, T, 2.4, None, "关闭"),
    (23, "样例窑页岩矿", OPEN, "砖瓦用页岩", 3, T, None, None, "关闭"),
    (24, "示例门尾矿库", POND, None, None, None, None, None, "生产"),
]
N = range(len(MINES))
CLOSED = [i for i in N if MINES[i][8] == "关闭"]
WORKING = [i for i in N if MINES[i][8] in ("生产", "基建") and MINES[i][2] != POND]


def owner(i):
    return ENTERPRISES[MINES[i][0] - 1][0]


def town(i):
    return ENTERPRISES[MINES[i][0] - 1][1]


def yes(flag):
    return None if flag is None else ("是" if flag else "否")


# What differs from mine to mine: the state of the four modernisations (numbers of MINES from 1).
SECOND_LEVEL = {1, 3, 4, 5, 6, 7, 8, 9, 10, 12}
LOADING_BY_HAND, HAULAGE_OLD, EXTRACTION_OLD, VENTILATION_BAD = {18}, {20}, {23}, {26}
NO_INFORMATION, INFORMATION_UNKNOWN, NO_VIDEO, NO_TRAINING_VIDEO = {19}, {25}, {23}, {18, 22}
CARDS_SHORT = {15: 3, 20: 2, 26: 4}
UNPUBLISHED, SURVEY_OPEN, SURVEY_NONE = {24}, {26}, {25}
STD_LAPSED, STD_NONE = {22}, {20, 27}


def enterprises():
    rows = []
    for n, (name, where, economy, category, parent) in enumerate(ENTERPRISES, 1):
        boss, principal = person(f"controller {n}"), person(f"principal {n}")
        own = [i for i in N if MINES[i][0] == n]
        staff = 12 + sum(int(MINES[i][4] or 20) // 2 for i in own) + h(f"staff {n}", 15)
        insured = n not in (19, 26)
        reward = None if category in ("采掘施工单位", "地质勘探单位") else n not in (14, 19)
        rows.append([
            name, credit_code(n, "92" if "厂" in name[-2:] else "91"), category, economy, boss, principal, phone(f"principal {n}"),
            boss, phone(f"controller {n}"), parent, where, f"江津区{where}示例村{1 + h(n, 9)}组", staff,
            1 + staff // 40, 2 if staff > 60 else 1 if staff > 20 else 0, yes(insured),
            after(D(2026, 1, 20), h(f"insured {n}", 330)) if insured else None,
            round((3 + h(f"fund {n}", 90)) * len(own or [1]) * 1.25, 4), yes(reward),
            after(D(2025, 2, 10), h(f"reward {n}", 110)) if reward else None,
            {10: "2025年9月起停产整顿", 24: "尾矿库由选矿厂管理", 25: "为示例洞采、示例杨石灰岩矿提供井巷施工"}.get(n)])
    head = ["企业名称", "统一社会信用代码", "企业类别", "经济类型", "法定代表人", "主要负责人", "主要负责人电话",
            "实际控制人", "实际控制人电话", "上级公司", "所在镇街", "详细地址", "从业人员数", "专职安全管理人员数",
            "注册安全工程师数", "安全生产责任保险", "保险有效期至", "安全费用提取(万元)", "隐患内部报告奖励机制",
            "机制实施日期", "备注"]
    return head, rows


def place(k, where):
    """Longitude and latitude within some three kilometres of the town's point on the program's own map."""
    east, north = TOWN_PLACES[where]
    return round(east + (h(f"lon {k}", 60000) - 30000) / 1e6, 6), round(north + (h(f"lat {k}", 50000) - 25000) / 1e6, 6)


def mines():
    rows = []
    for i in N:
        k = i + 1
        _, name, type_, mineral, capacity, unit, density, size, status = MINES[i]
        closed, pond = status == "关闭", type_ == POND
        slope = None if pond or type_ == UNDER else {1: 212.5, 2: 165, 3: 138, 5: 121.5, 12: None}.get(k, 24 + h(f"slope {k}", 600) / 10)
        dump = None if pond or type_ == UNDER else {1: 104, 2: 88.5}.get(k, 8 + h(f"dump {k}", 240) / 10 if k % 3 else None)
        output = 0 if closed else (None if pond else round(float(capacity) * (55 + h(f"output {k}", 40)) / 100, 2) if status == "生产" else 0)
        dispose = {28: "淘汰关闭", 29: "淘汰关闭", 25: "整合重组", 24: "整合重组", 20: "升级改造", 17: "升级改造"}.get(k, "保留")
        survey = None if closed else "进行中" if k in SURVEY_OPEN else "未开展" if k in SURVEY_NONE else "已完成"
        rows.append([
            owner(i), name, type_, mineral, capacity, unit, density, size, output,
            None if pond else [8.5, 12, 15, 20, 6.4, 18.2][h(f"life {k}", 6)], status, town(i),
            f"{town(i)}{name[:3]}村{1 + h(f'at {k}', 8)}组", *place(k, town(i)), slope, yes(slope >= 150) if slope and slope > 60 else None,
            {1: D(2025, 3, 18), 2: D(2025, 5, 12), 3: D(2024, 9, 26), 5: D(2025, 6, 5)}.get(k),
            dump, yes(dump >= 100) if dump and dump > 60 else None, {1: D(2025, 3, 18), 2: D(2025, 5, 12)}.get(k),
            None if closed else pick(f"grade {k}", "AABBBBCC") if k not in (20, 26) else "D",
            "重庆样例穿岩井巷工程有限公司" if k in (12, 26) else None, dispose,
            D(2025, 12, 31) if dispose == "淘汰关闭" else D(2026, 12, 31) if dispose != "保留" else None,
            survey, after(D(2025, 4, 8), h(f"survey {k}", 165)) if survey == "已完成" else None,
            None if closed else person(f"official {town(i)}"), None if closed else person(f"official bureau {k % 4}"),
            None if closed or k in UNPUBLISHED else after(D(2025, 2, 17), h(f"published {town(i)}", 30)),
            {15: "因环保整治自2025年9月停产", 24: "整合方案待批，2025年6月起停建", 28: "2025年11月关闭，待生态修复验收",
             29: "2025年8月关闭", 25: "资金原因停建", 22: "销售不畅停产"}.get(k)])
    head = ["所属企业", "矿山名称", "矿山类型", "开采矿种", "设计生产规模", "规模单位", "矿石体重(t/m³)", "认定规模",
            "上年度产量(万吨)", "设计服务年限(年)", "矿山状态", "所在镇街", "详细地址", "经度", "纬度", "最高边坡高度(m)",
            "边坡在线监测", "边坡稳定性分析日期", "排土场堆置高度(m)", "排土场在线监测", "排土场稳定性分析日期", "分类分级",
            "外包施工单位", "四个一批", "处置期限", "隐蔽致灾因素普查", "普查完成日期", "行政区负责人", "监管部门负责人",
            "三个责任人公示日期", "备注"]
    return head, rows


def modernisation():
    rows = []
    for i in N:
        k, type_, status = i + 1, MINES[i][2], MINES[i][8]
        if status == "关闭" or type_ == POND:
            continue
        level = "未达标" if k in STD_NONE else "一级" if k == 2 else "二级" if k in SECOND_LEVEL else "三级"
        until = None
        if level != "未达标":
            until = D(2025, 10, 31) if k in STD_LAPSED else {9: D(2026, 2, 27), 21: D(2026, 3, 20)}.get(k, after(D(2026, 5, 8), h(f"std {k}", 900)))
        number = None if until is None else f"渝AQBK{ {'一级': 'Ⅰ', '二级': 'Ⅱ', '三级': 'Ⅲ'}[level]}{until.year - 3}99{k:02d}"
        posts = 5 + h(f"posts {k}", 9) + (6 if type_ == UNDER else 0)
        rows.append([
            owner(i), MINES[i][1], yes(k not in EXTRACTION_OLD), yes(k not in LOADING_BY_HAND), yes(k not in HAULAGE_OLD),
            yes(k not in VENTILATION_BAD) if type_ in (UNDER, BOTH) else None, yes(k not in (18, 19, 20, 23)), level, number,
            until, None if k in INFORMATION_UNKNOWN else yes(k not in NO_INFORMATION), yes(k not in (19, 25)), yes(k not in NO_VIDEO),
            yes(k not in NO_TRAINING_VIDEO), posts, posts - CARDS_SHORT.get(k, 0), person(f"engineer {k}")])
    head = ["所属企业", "矿山名称", "开采机械化", "铲装机械化", "运输机械化", "通风机械化", "破碎进料口机械化换人", "标准化等级",
            "标准化证书编号", "标准化有效期至", "安全管理信息化", "接入非煤矿山安全在线", "在线视频监控", "培训教室视频联网",
            "重点岗位数", "已编制两单两卡岗位数", "总工程师"]
    return head, rows


def ponds():
    head = ["所属企业", "所属矿山", "尾矿库名称", "运行状况", "尾矿库等别", "安全度", "头顶库", "下游1公里影响人数", "设计总坝高(m)",
            "现状坝高(m)", "设计库容(万m³)", "现状库容(万m³)", "筑坝方式", "在线监测", "包保责任人", "备注"]
    return head, [[owner(29), "示例门尾矿库", "示例门尾矿库", "在用", "四等", "正常", "否", 14, 42.5, 30.8, 168.5, 112.35,
                   "上游式尾矿筑坝", "是", person("official pond"), "2025年汛前完成调洪演算"]]


def permits():
    rows = []
    for i in N:
        k, (_, name, type_, mineral, capacity, unit, _, _, status) = i + 1, MINES[i]
        e = owner(i)
        if type_ != POND:
            issued = after(D(2016 + h(f"right {k}", 8), 1, 6), h(f"right day {k}", 340))
            top = 380 + 10 * h(f"top {k}", 30)
            until = years_less_one_day(issued, 10 if float(capacity) < 30 else 15)
            if k == 17:
                issued, until = D(2016, 3, 14), D(2026, 3, 13)
            if status == "关闭":
                until = D(2025, 6, 30)
                issued = D(2015, 7, 1)
            rows.append([e, name, "采矿许可证", f"C500116{issued:%Y%m}71{k:02d}9900{k:03d}0", f"{mineral}开采，{capacity}{unit}",
                         "江津区示例规划和自然资源局", issued, issued, until, round(0.03 + h(f"area {k}", 4200) / 1e4, 4),
                         f"+{top}m至+{top - 60 - 10 * h(f'deep {k}', 12)}m", {17: "延续申请已受理"}.get(k)])
        if status in ("生产", "停产"):
            until = {6: D(2026, 1, 27), 10: D(2026, 3, 22), 20: D(2025, 12, 20), 13: D(2026, 6, 15)}.get(k, after(D(2026, 4, 20), h(f"safety {k}", 920)))
            since = until.replace(year=until.year - 3) + dt.timedelta(days=1)
            rows.append([e, name, "安全生产许可证", f"（渝）FM安许证字〔{since.year}〕99{k:02d}号",
                         "尾矿库运行" if type_ == POND else f"{mineral}{'地下' if type_ == UNDER else '露天'}开采", "重庆示例应急管理局",
                         since, since, until, None, None, {20: "已过期，正在办理延期，责令停止生产"}.get(k)])
        if type_ == UNDER or k in (1, 2, 5):
            since = after(D(2023, 9, 4), h(f"blast {k}", 600))
            rows.append([e, name, "爆破作业单位许可证", f"5001163300{k:03d}99", "非营业性", "江津区示例公安局", since, since,
                         years_less_one_day(since, 3), None, None, None])
    for n, e in enumerate(ENTERPRISES, 1):
        since = after(D(2008, 3, 3), h(f"founded {n}", 4200))
        rows.append([e[0], None, "营业执照", credit_code(n, "92" if "厂" in e[0][-2:] else "91"), "以登记机关核定的经营范围为准",
                     "江津区示例市场监督管理局", since, since, "长期", None, None, None])
    rows.append([ENTERPRISES[25][0], None, "其他", "渝地勘资9926001", "固体矿产勘查乙级", "重庆示例规划和自然资源局", D(2023, 5, 15),
                 D(2023, 5, 15), D(2028, 5, 14), None, None, "地质勘查资质"])
    head = ["企业", "矿山", "证照类型", "证号", "许可范围", "发证机关", "发证日期", "有效期始", "有效期至", "矿区面积(km²)", "开采标高", "备注"]
    return head, rows


def people():
    rows = []

    def add(i, e, post, key, specialty=None, note=None):
        issued = after(D(2023, 2, 6), h(f"cert {key}", 900))
        if post == "特种作业人员":
            # Valid for six years, to be reviewed after three.
            issued = after(D(2020, 9, 7), h(f"cert {key}", 1500))
            until, review = years_less_one_day(issued, 6), issued.replace(year=issued.year + 3)
            if review < D(2025, 11, 1):
                review = review.replace(year=review.year + 3)
        else:
            until, review = years_less_one_day(issued, 3), None
        if key == "principal 6":
            until, issued = D(2026, 1, 18), D(2023, 1, 19)
        code = {"主要负责人": "FMFZ", "实际控制人": "FMKZ", "安全生产管理人员": "FMAQ", "特种作业人员": "FMTZ"}.get(post, "FMZY")
        education = pick(key, ["本科", "大专", "大专", "中专", "高中"]) if post != "总工程师" else pick(key, ["本科", "本科", "大专"])
        title = pick(key, ["工程师", "高级工程师", "助理工程师"]) if post in ("总工程师", "专业技术人员") else None
        rows.append([e, MINES[i][1] if i is not None else None, person(key), id_number(key), phone(key), post, specialty,
                     education, title, f"渝{code}{issued.year}99{len(rows) + 1:04d}", issued, review, until,
                     yes(post != "安全生产管理人员" or h(key, 6) > 0), note])

    for n, e in enumerate(ENTERPRISES, 1):
        own = [i for i in N if MINES[i][0] == n and MINES[i][8] != "关闭"]
        add(None, e[0], "主要负责人", f"principal {n}")
        if n in (1, 2, 5):
            add(None, e[0], "实际控制人", f"controller {n}")
        for i in own:
            k = i + 1
            if MINES[i][2] == POND:
                add(i, e[0], "安全生产管理人员", f"safety {k}")
                add(i, e[0], "特种作业人员", f"tailings {k}", "尾矿作业")
                continue
            add(i, e[0], "矿长", f"manager {k}")
            add(i, e[0], "总工程师", f"engineer {k}", pick(k, ["采矿工程", "地质工程", "矿山测量"]),
                "由集团派驻" if k == 2 else None)
            add(i, e[0], "安全生产管理人员", f"safety {k}")
            if MINES[i][8] in ("生产", "基建") and k != 18:
                add(i, e[0], "专业技术人员", f"technician {k}", pick(f"t{k}", ["采矿", "地质", "测量", "机电"]))
            if MINES[i][2] == UNDER:
                for post in ("安全副矿长", "生产副矿长") + (() if k == 26 else ("机电副矿长",)):
                    add(i, e[0], post, f"{post} {k}")
                add(i, e[0], "特种作业人员", f"ventilation {k}", "矿井通风作业")
                add(i, e[0], "特种作业人员", f"pump {k}", "矿山排水作业")
            elif k % 2 and MINES[i][8] == "生产":
                add(i, e[0], "特种作业人员", f"special {k}", pick(f"s{k}", ["低压电工作业", "焊接与热切割作业", "高处作业"]))
            if k in (1, 5, 12):
                add(i, e[0], "班组长", f"foreman {k}", "采掘班")
    add(None, ENTERPRISES[24][0], "其他", "project manager 25", "井巷工程项目经理")
    head = ["企业", "矿山", "姓名", "身份证号", "电话", "岗位类别", "作业类别或专业", "学历", "职称", "证书编号", "初领日期", "应复审日期",
            "证书有效期至", "专职", "备注"]
    return head, rows


def duties():
    rows = []
    for i in N:
        k, status = i + 1, MINES[i][8]
        if status not in ("生产", "基建", "停产") or MINES[i][2] == POND:
            continue
        for month in range(1, 13):
            if status == "停产" and month >= {15: 9, 19: 4, 22: 7}.get(k, 1):
                continue
            key = f"duty {k} {month}"
            short = (k, month) in {(8, 2), (14, 11), (18, 10), (18, 11), (20, 12), (23, 8), (26, 12)}
            rows.append([owner(i), MINES[i][1], f"2025-{month:02d}", 6 + h(key, 3) if short else 10 + h(key, 7),
                         0 if (k, month) in {(18, 11), (26, 12)} else 1 + (h(key + "m", 5) == 0),
                         11 + h(key + "e", 3) if (k, month) in {(10, 2), (20, 12), (26, 11)} else 15 + h(key + "e", 7),
                         0 if (k, month) in {(18, 10)} else 1 + h(key + "p", 3), 0 if (k, month) in {(23, 8), (26, 12)} else 1 + (h(key + "j", 4) == 0),
                         "考勤、会议纪要和下井（场）记录" if not short else "仅有考勤记录，未见会议纪要"])
    head = ["所属企业", "矿山", "月份", "实际控制人现场履职(工作日)", "研究重大问题会议(次)", "总工程师在岗(工作日)",
            "主要负责人隐患排查(次)", "重大隐患排查(次)", "佐证"]
    return head, rows


def trainings():
    rows = []
    for day, kind, n, attended, passed, note in [
            (D(2025, 3, 12), "主要负责人", None, 27, 26, "补考1人"), (D(2025, 3, 26), "安全生产管理人员", None, 58, 55, "补考3人"),
            (D(2025, 4, 16), "专题宣讲", 2, 46, None, "八条硬措施进矿山"), (D(2025, 4, 23), "专题宣讲", 5, 62, None, "八条硬措施进矿山"),
            (D(2025, 5, 14), "特种作业人员", None, 44, 41, "初训和复审合班"), (D(2025, 6, 11), "警示教育", None, 85, None, "安全生产月集中警示"),
            (D(2025, 6, 18), "专题宣讲", 22, 38, None, "地下矿山专场"), (D(2025, 7, 30), "警示教育", 9, 33, None, "事故现场警示会"),
            (D(2025, 8, 20), "主要负责人", None, 19, 19, None), (D(2025, 9, 10), "安全生产管理人员", None, 36, 34, None),
            (D(2025, 9, 24), "专题宣讲", 12, 29, None, "八条硬措施进矿山"), (D(2025, 10, 22), "特种作业人员", None, 37, 36, None),
            (D(2025, 11, 19), "警示教育", None, 71, None, "岁末年初警示教育"), (D(2025, 12, 3), "专题宣讲", 11, 40, None, "隐蔽致灾因素普查成果应用"),
            (D(2024, 11, 13), "主要负责人", None, 24, 23, "2024年第二期")]:
        rows.append([day, kind, ENTERPRISES[n - 1][0] if n else None, "江津区示例应急管理局" if h(day, 4) else "重庆示例矿山安全培训中心",
                     attended, passed, note])
    return ["日期", "类别", "企业", "组织单位", "参加人数", "合格人数", "备注"], rows


def plan_years():
    head = ["年度", "在册执法人员数", "纳入计算人数", "法定工作日", "其他执法工作日", "非执法工作日", "同一企业年度频次上限", "批准日期",
            "批准文号", "备案日期", "备注"]
    return head, [[2025, 8, 6, 248, 712, 451, 2, D(2025, 1, 21), "江津示例府〔2025〕8号", D(2025, 2, 12), "纳入计算人数占在册人数75%"],
                  [2026, 9, 7, 247, 820, 525, 2, None, None, None, "草案，待区政府批准"]]


# ---- the year's inspections --------------------------------------------------------------------
def planned():
    """(mine, month, kind) for 2025: those at risk twice, the others once."""
    out = []
    for place, i in enumerate(WORKING + [29]):
        k = i + 1
        first = 2 + place % 6
        risky = k in (1, 2, 5, 12, 16, 18, 20, 23, 26, 27)
        out.append((i, first, "重点检查" if risky else "一般检查"))
        if risky:
            out.append((i, min(12, first + 5 + place % 2), "重点检查"))
    out.append((14, 8, "专项检查"))
    out.append((21, 6, "一般检查"))
    return sorted(out, key=lambda p: (p[1], p[0]))


NOT_DONE = {(9, 11), (23, 12)}  # planned, but the month passed without an inspection
INSPECTORS = [person(f"inspector {n}") for n in range(6)]
ITEM = "非煤矿山安全生产监督检查"


def plans():
    rows = []
    for i, month, kind in planned():
        joint = (i + month) % 5 == 0
        rows.append([2025, owner(i), MINES[i][1], f"2025-{month:02d}", kind, ITEM, "《中华人民共和国安全生产法》第六十二条",
                     "安全生产责任制、边坡和排土场管理、爆破作业、双重预防机制" if MINES[i][2] != POND else "坝体稳定、防洪安全、在线监测和应急准备",
                     "非现场" if kind == "一般检查" and h(("m", i), 6) == 0 else "现场", "非煤矿山安全监督管理科", yes(joint),
                     "区规划自然资源局、区生态环境局" if joint else None, 3 if kind == "重点检查" else 2,
                     "汛期前完成" if month in (4, 5) and kind == "重点检查" else None])
    for i, month in ((0, 3), (1, 3), (11, 4), (25, 4)):
        rows.append([2026, owner(i), MINES[i][1], f"2026-{month:02d}", "重点检查", ITEM, "《中华人民共和国安全生产法》第六十二条",
                     "复工复产条件、隐蔽致灾因素治理", "现场", "非煤矿山安全监督管理科", "否", None, 3, "草案"])
    head = ["年度", "所属企业", "检查对象", "计划月份", "检查类别", "检查事项", "实施依据", "检查内容", "检查方式", "承办机构", "联合检查",
            "联合部门", "计划工作日", "备注"]
    return head, rows


def carried_out():
    """(mine, day, trigger, kind, plan as it stands in the sheet) in the order of days."""
    out = []
    for i, month, kind in planned():
        if (i, month) in NOT_DONE:
            continue
        day = workday(D(2025, month, 4 + h(("day", i, month), 21)))
        out.append((i, day, "计划", kind, f"{MINES[i][1]}／2025-{month:02d}／{kind}"))
    out += [(17, D(2025, 10, 29), "投诉举报", None, None), (25, D(2025, 12, 10), "监测线索", None, None),
            (9, D(2025, 7, 23), "转办交办", None, None), (19, D(2025, 12, 23), "专项部署", "专项检查", None),
            (3, D(2025, 9, 17), "双随机", "一般检查", None), (12, D(2025, 11, 26), "双随机", "一般检查", None)]
    return sorted(out, key=lambda p: (p[1], p[0]))


# ---- hazards: what is found, where, what is done about it ---------------------------------------
COMMON = [
    ("采场+{n}m平台", "台阶浮石未及时清理，范围约{n}米", "停止台阶下方作业，自上而下清理浮石"),
    ("破碎站", "皮带输送机尾轮防护罩缺失{n}处", "停机加装防护罩，验收后启用"),
    ("运输道路", "道路外侧安全车挡缺失约{n}米", "按设计补齐车挡并增设警示标志"),
    ("配电室", "配电柜前绝缘胶垫缺失，{n}处线路未穿管", "补齐绝缘垫，线路穿管敷设"),
    ("排土场", "截水沟淤堵约{n}米", "清淤并建立每月巡查记录"),
    ("值班室", "{n}份岗位两单两卡未上墙", "补充制作并组织岗位人员学习"),
    ("装载作业区", "{n}台装载机倒车报警装置失效", "停用维修，检验合格后使用"),
    ("油库", "灭火器{n}具压力不足", "更换灭火器，落实月度检查"),
    ("采场边坡", "边坡监测点{n}号数据中断", "检修传感器，恢复数据上传"),
    ("教育培训档案", "{n}名新进人员三级安全教育学时不足", "补足学时并重新考核"),
]
UNDERGROUND = [
    ("+{n}m中段", "局部风机未按设计安设，风量不足", "调整风机位置，测风合格后作业"),
    ("斜井人车场", "阻车器动作不灵敏，编号{n}", "停止提升，检修试验后恢复"),
    ("水仓", "水仓淤泥厚度约{n}厘米，有效容积不足", "清仓排淤，核定有效容积"),
]
# mine (from 1), day found: criterion, place, description, closed, supervised, halted, source
MAJOR = {
    (1, 1): ("LT-12", "+420m平台", "+420m、+408m两个台阶之间未按设计留设安全平台", "2025-06-20", "区级", True),
    (26, 1): ("DX-04.1", "矿山技术科", "井上下对照图、采掘工程平面图超过3个月未更新", "2025-07-11", "未挂牌", False),
    (18, 1): ("LT-09", "上山运输道路", "主运输道路局部坡度12.6%，超过设计坡度10%以上", "2025-09-05", "区级", False),
    (12, 1): ("DX-07.1", "+260m主排水泵房", "主排水泵仅2台可用，少于3台", "2025-08-29", "市级", True),
    (10, 1): ("LT-03", "西采区", "未自上而下分台阶开采，形成一面墙约18米", "2025-10-17", "区级", True),
    (5, 2): ("LT-06", "东侧边坡", "高121.5米边坡超过12个月未做稳定性分析", "2025-11-28", "未挂牌", False),
    (18, 3): ("LT-09", "下山运输道路", "改线段道路坡度13.1%，再次超过设计坡度10%以上", None, "区级", True),
    (26, 2): ("DX-09.2", "防治水机构", "未建立探放水队伍，无专用探放水设备", None, "市级", True),
}
FUNDS = {(1, 1): 36.5, (26, 1): 2.4, (18, 1): 28, (12, 1): 45.8, (10, 1): 62.35, (5, 2): 18.6, (18, 3): 31.2, (26, 2): 55}


def inspections_and_hazards():
    inspections, hazards, count, order = [], [], {}, 0
    index = {}
    for number, (i, day, trigger, kind, plan) in enumerate(carried_out(), 1):
        k = i + 1
        count[k] = count.get(k, 0) + 1
        major = MAJOR.get((k, count[k]))
        minor = h(("found", k, count[k]), 4) if trigger != "计划" or h(("clean", k, count[k]), 7) else 0
        record = f"（江津示例）应急检记〔2025〕{number}号"
        index[(k, count[k])] = (record, day)
        result = "未发现问题" if not minor and not major else "停产停业" if major and major[5] else "立案处罚" if major or (minor == 3 and h(k, 2)) else "现场处理" if minor == 1 and h(("onsite", k), 3) == 0 else "责令整改"
        examined = 3 + h(("exam", number), 8) if number % 9 else None
        team = [INSPECTORS[number % 6], INSPECTORS[(number + 1 + number // 6) % 6]]
        if team[0] == team[1]:
            team[1] = INSPECTORS[(number + 3) % 6]
        joint = plan is not None and (i + int(plan.split("／")[1][5:])) % 5 == 0
        experts = "、".join((person("expert 1"), person("expert 2"))) if kind == "重点检查" and h(("expert", number), 2) else None
        inspections.append([
            owner(i), MINES[i][1], plan, trigger, day, after(day, 1) if kind == "重点检查" else day, kind, "、".join(team),
            f"（江津示例）应急检通〔2025〕{number}号", f"JJSL2025{number:05d}", record,
            "采场、排土场、破碎站、配电室" if MINES[i][2] in (OPEN, BOTH) else "井下各中段、提升和排水系统" if MINES[i][2] == UNDER else "坝体、库区、排洪系统",
            f"检查发现问题{minor + bool(major)}项" + ("，其中重大事故隐患1项" if major else "") if minor or major else "未发现问题",
            examined, None if examined is None else examined - (h(("fail", number), 5) == 0), yes(joint), experts, result,
            "处罚另案办理" if result == "立案处罚" else "市级专家组参与" if experts and number % 4 == 0 else None])
        if minor or major:
            order += 1
        order_no = f"（江津示例）应急责改〔2025〕{order}号"

        def add(level, criterion, place, text, measures, funds, deadline, done, entry):
            reviewed = after(done, 2 + h(("review", text), 6)) if done else None
            if reviewed and reviewed > TODAY:
                reviewed = None
            closed = ymd(entry[3]) if entry else reviewed
            if entry and entry[3]:
                reviewed = closed
            hazards.append([
                owner(i), MINES[i][1], record, "监察检查" if trigger == "转办交办" else "举报" if trigger == "投诉举报" else "监管检查", day, level,
                criterion, place, text, person(f"safety {k}"), measures, funds, deadline,
                "划定警戒区，撤出作业人员，备足抢险物资" if level == "重大" else None, order_no, entry[4] if entry else "未挂牌",
                f"江津示例安督〔2025〕{order}号" if entry and entry[4] != "未挂牌" else None, yes(entry[5]) if entry else "否",
                after(day, 1) if entry else None, done, reviewed, team[0] if reviewed else None,
                f"（江津示例）应急复查〔2025〕{order}号" if reviewed else None, "合格" if reviewed else None, closed if reviewed else None,
                "整改期限经批准延长一次" if entry and entry[0] == "LT-03" else None])

        for m in range(minor):
            pool = UNDERGROUND + COMMON[3:8] if MINES[i][2] == UNDER else COMMON
            place, text, measures = pool[(h(("hazard", k, count[k]), 10) + m * 3) % len(pool)]
            n = 2 + h(("n", number, m), 9)
            deadline = after(day, 15)
            done = after(day, 5 + h(("done", number, m), 10))
            if (k, count[k], m) in {(20, 1, 0), (14, 1, 0)} or done > TODAY:
                done = None
            if number in (39, 44) and m == 0:
                done = None
            add("一般", None, place.format(n=260 + 20 * n), text.format(n=n), measures,
                round(0.1 + h(("funds", number, m), 60) / 20, 2), deadline, done, None)
        if major:
            done = ymd(major[3]) and workday(ymd(major[3]) - dt.timedelta(days=6))
            add("重大", major[0], major[1], major[2], "编制专项整改方案，落实责任、措施、资金、时限和预案，整改期间停止相关区域作业",
                FUNDS[(k, count[k])],
                {"DX-09.2": D(2025, 12, 31), "LT-03": D(2025, 10, 20)}.get(major[0], after(day, 60)), done, major)
    # What enterprises and experts found themselves.
    for k, day, source, text, done in ((2, D(2025, 5, 22), "企业自查", "+395m平台西端裂隙发育，存在小规模崩落风险", D(2025, 6, 3)),
                                       (21, D(2025, 8, 13), "专家服务", "爆破警戒距离标识与设计不一致", D(2025, 8, 20)),
                                       (7, D(2025, 11, 5), "上级交办", "排土场下游拦渣坝排水孔堵塞", D(2025, 11, 14)),
                                       (13, D(2025, 12, 17), "企业自查", "高位水池护栏锈蚀", None)):
        i = k - 1
        ok = after(done, 3) if done else None
        hazards.append([owner(i), MINES[i][1], None, source, day, "一般", None, "采场", text, person(f"safety {k}"), "制定措施限期整改",
                        1.5, after(day, 30), None, None, "未挂牌", None, "否", None, done, ok, INSPECTORS[k % 6] if ok else None,
                        None, "合格" if ok else None, ok, None])
    ihead = ["所属企业", "被检查矿山", "对应计划", "检查来源", "检查日期", "结束日期", "检查类别", "检查人员", "检查通知书号", "检查码",
             "检查记录文书号", "检查场所", "检查情况", "逢查必考人数", "考试合格人数", "联合检查", "专家", "检查结果", "备注"]
    hhead = ["所属企业", "矿山", "对应检查", "隐患来源", "发现日期", "隐患等级", "判定条款", "隐患部位", "隐患描述", "整改责任人", "整改措施",
             "整改资金(万元)", "整改期限", "应急预案", "责改文书号", "挂牌督办", "督办文号", "停产撤人", "已报非煤矿山安全在线", "整改完成日期",
             "复查日期", "复查人", "复查文书号", "复查意见", "销号日期", "备注"]
    return (ihead, inspections), (hhead, hazards), index


INSPECTIONS, HAZARDS, RECORD = inspections_and_hazards()
LAW = "《中华人民共和国安全生产法》"


def penalty_rows():
    out = []
    cases = [  # mine, nth inspection, kind, amount, facts, violated, basis, person, major
        (1, 1, "责令停产停业", None, "未按设计留设安全平台", "第四十一条第二款", "第一百零二条", None, True),
        (1, 1, "罚款", 48000, "未采取措施消除重大事故隐患", "第四十一条第二款", "第一百零二条", None, True),
        (12, 1, "罚款", 50000, "主排水泵数量少于3台", "第四十一条第二款", "第一百零二条", None, True),
        (18, 1, "罚款", 35000, "运输道路坡度超过设计坡度10%以上", "第四十一条第二款", "第一百零二条", None, True),
        (10, 1, "罚款", 49000, "未自上而下分台阶开采", "第四十一条第二款", "第一百零二条", None, True),
        (10, 1, "罚款", 20000, "主要负责人未履行隐患排查治理职责", "第二十一条第五项", "第九十四条第一款", "principal 9", True),
        (26, 1, "警告", None, "未按期更新图纸", "第四十一条第二款", "第一百零二条", None, True),
        (18, 3, "罚款", 68000, "同类重大事故隐患再次发生", "第四十一条第二款", "第一百零二条", None, True),
        (26, 2, "罚款", 45000, "未建立探放水队伍", "第四十一条第二款", "第一百零二条", None, True),
        (8, 1, "罚款", 12000, "未如实记录安全生产教育培训情况", "第二十八条第四款", "第九十七条第四项", None, False),
        (20, 1, "暂扣许可证", None, "安全生产许可证到期未延续仍组织生产", "第六十三条", "第九十三条", None, False),
    ]
    for number, (k, nth, kind, amount, facts, violated, basis, who, major) in enumerate(cases, 1):
        record, day = RECORD.get((k, nth), (None, D(2025, 12, 23)))
        if k == 20:
            record, day = RECORD[(20, max(n for m, n in RECORD if m == 20))]
        filed = after(day, 4)
        decided = after(filed, 24)
        if decided > TODAY:
            decided = None
        executed = after(decided, 14) if decided and amount else None
        if executed and executed > TODAY:
            executed = None
        out.append((k, [owner(k - 1), MINES[k - 1][1], person(who) if who else None, record, f"（江津示例）应急罚〔2025〕{number}号", filed, decided, facts,
                        LAW + violated, LAW + basis, kind, amount, yes(major), executed, after(decided, 3) if decided else None,
                        "正在履行告知程序" if not decided else "一案双罚" if who else None]))
    return out


def penalties():
    head = ["企业", "矿山", "被处罚个人", "对应检查", "处罚决定书文号", "立案日期", "决定日期", "违法事实", "违反条款", "处罚依据", "处罚种类",
            "罚款金额(元)", "因重大隐患", "执行完毕日期", "公示日期", "备注"]
    return head, [row for _, row in penalty_rows()]


def discredits():
    law = "《安全生产严重失信主体名单管理办法》第六条"
    bureau = "江津区示例应急管理局"
    head = ["主体类型", "企业", "姓名", "名单类型", "列入事由", "法律依据", "处罚决定书文号", "告知日期", "决定机关", "列入决定文号",
            "列入日期", "管理期限(月)", "惩戒措施", "公示日期", "信用修复申请日期", "移出日期", "移出方式", "移出决定文号", "备注"]
    return head, [
        ["单位", ENTERPRISES[15][0], None, "安全生产严重失信主体", "受到行政处罚后有履行能力而拒不履行", law, "（江津示例）应急罚〔2024〕17号",
         D(2024, 5, 14), bureau, "（江津示例）应急信列〔2024〕1号", D(2024, 6, 6), 36, "投融资、招标投标", D(2024, 6, 13), D(2025, 8, 4), D(2025, 9, 11),
         "提前移出", "（江津示例）应急信移〔2025〕1号", "已全部履行并完成信用修复"],
        ["单位", ENTERPRISES[15][0], None, "诚信管理黑名单", "一年内同类重大事故隐患重复发生", "江津府办发〔2023〕11号", "（江津示例）应急罚〔2025〕8号",
         D(2025, 11, 12), bureau, "（江津示例）应急信列〔2025〕2号", D(2025, 12, 3), 12, "保险税收、土地出让", D(2025, 12, 9), None, None, None, None, None],
        ["个人", ENTERPRISES[8][0], person("controller 9"), "安全生产严重失信主体", "发生事故后不立即组织抢救", law, "（江津示例）应急罚〔2025〕6号",
         D(2025, 9, 3), bureau, "（江津示例）应急信列〔2025〕1号", D(2025, 9, 24), 36, "职业禁入、招标投标", D(2025, 9, 29), None, None, None, None, None],
        ["单位", ENTERPRISES[9][0], None, "安全生产严重失信主体", "许可证被暂扣期间组织生产", law, "（江津示例）应急罚〔2022〕9号",
         D(2022, 12, 12), bureau, "（江津示例）应急信列〔2023〕1号", D(2023, 1, 16), 36, "投融资、保险税收", D(2023, 1, 20), None, None, None, None, "2026年1月期满"]]


def visits():
    rows = []
    for k, day, found, solved in ((1, D(2025, 4, 10), 9, 9), (2, D(2025, 4, 11), 6, 6), (12, D(2025, 5, 21), 11, 10), (26, D(2025, 5, 22), 14, 11),
                                  (18, D(2025, 8, 6), 8, 8), (21, D(2025, 8, 13), 5, 5), (16, D(2025, 10, 15), 7, 6), (20, D(2025, 12, 16), 10, 3)):
        rows.append([day, owner(k - 1), MINES[k - 1][1], "、".join((person(f"expert {k % 3}"), person(f"expert {3 + k % 3}"))), found, solved,
                     "未解决问题已转镇街跟踪" if found > solved else None])
    return ["日期", "所属企业", "矿山", "专家", "发现问题(项)", "已解决(项)", "备注"], rows


def accident_rows():
    e9, e16 = ENTERPRISES[8][0], ENTERPRISES[15][0]
    return [
        [e9, MINES[9][1], f"{e9}“7·22”物体打击事故", dt.datetime(2025, 7, 22, 10, 35), dt.datetime(2025, 7, 22, 10, 50), dt.datetime(2025, 7, 22, 12, 20),
         "样例包砂岩矿西采区", "物体打击", 1, 0, 1, 0, 168.4, "一般", "作业人员清理台阶浮石时被滑落岩块击中，1人死亡、1人轻伤。",
         "未自上而下清理浮石，作业人员冒险进入台阶坡脚", "安全教育培训不到位；现场带班人员擅离；隐患排查流于形式", "迟报", "江津区示例人民政府事故调查组",
         D(2025, 10, 16), "对事故单位罚款35万元，对主要负责人处上一年年收入40%的罚款", "全面清理高陡边坡浮石，修订作业规程，开展全员警示教育",
         None, D(2025, 7, 29), "评估拟于2026年10月前完成"],
        [e16, MINES[17][1], f"{e16}“11·5”机械伤害事故", dt.datetime(2024, 11, 5, 15, 10), dt.datetime(2024, 11, 5, 15, 25), dt.datetime(2024, 11, 5, 15, 58),
         "样例嗣页岩矿破碎站", "机械伤害", 0, 1, 0, 0, 42.75, None, "检修人员未停机清理皮带积料，手臂被卷入。", "未执行停机挂牌制度", "检修作业无人监护；防护罩缺失",
         "正常", "江津区示例应急管理局", D(2025, 1, 9), "对事故单位罚款，责令停产整顿", "落实停机挂牌，补齐防护设施", D(2025, 12, 11), D(2024, 11, 12), None]]


def accidents():
    head = ["企业", "矿山", "事故名称", "发生时间", "接报时间", "报告时间", "事故地点", "事故类型", "死亡人数", "重伤人数", "轻伤人数", "失联人数",
            "直接经济损失(万元)", "认定等级", "事故经过", "直接原因", "间接原因", "报告情况", "调查组织单位", "结案日期", "责任追究", "防范措施",
            "整改评估日期", "警示发布日期", "备注"]
    return head, accident_rows()


def cases():
    bureau = "江津区示例应急管理局"
    fines = {k: row for k, row in reversed(penalty_rows()) if row[11]}
    accident = accident_rows()[0]
    rows = []

    def add(quarter, title, kind, received, k, record, penalty, event, occurred, party, facts, outcome, published, review, score, comment, reviewed, reported, receipt, note):
        rows.append([quarter, title, kind, bureau, received, owner(k - 1) if k else None, MINES[k - 1][1] if k else None, record, penalty, event, occurred,
                     bureau, party, facts, LAW + "第四十一条第二款", LAW + "第一百零二条", outcome,
                     "企业应当压实全员安全生产责任，做到隐患动态清零、闭环管理。", published, person("case contact"), phone("case contact"),
                     review, score, comment, person("case reviewer") if reviewed else None, reviewed, reported, receipt, note])

    def enforcement(quarter, k, nth, received, review, score, comment, reviewed, reported, receipt, published, note=None):
        record, day = RECORD[(k, nth)]
        row = fines.get(k)
        add(quarter, f"{owner(k - 1)}未采取措施消除重大事故隐患案", "执法案例", received, k, record, row[4] if row else None, None, day, owner(k - 1),
            f"{day.year}年{day.month}月{day.day}日，执法人员对{owner(k - 1)}{MINES[k - 1][1]}开展执法检查，发现{row[7] if row else '重大事故隐患'}，当场下达现场处理措施决定书和责令限期整改指令书。",
            f"责令限期改正，罚款人民币{row[11] // 1000 / 10:g}万元" if row else "责令限期改正", published, review, score, comment, reviewed, reported, receipt, note)

    enforcement("2025年第二季度", 1, 1, D(2025, 6, 12), "已报送", 88, "要素齐全", D(2025, 6, 16), D(2025, 6, 18), "渝示例安办案〔2025〕22号", "区政府网站曝光台")
    enforcement("2025年第三季度", 12, 1, D(2025, 9, 10), "已报送", 91, "事实清楚，适用条款准确", D(2025, 9, 15), D(2025, 9, 17), "渝示例安办案〔2025〕41号", "区融媒体中心")
    enforcement("2025年第四季度", 10, 1, D(2025, 12, 8), "已报送", 85, "补充处罚裁量依据后通过", D(2025, 12, 15), D(2025, 12, 22), "渝示例安办案〔2025〕63号", "区政府网站曝光台",
                "隐去当事人名称后公开")
    add("2025年第四季度", accident[2] + "警示案例", "事故案例", D(2025, 12, 10), 10, None, None, accident[2], D(2025, 7, 22), owner(9), accident[14],
        accident[20], None, "退回补正", 62, "请补充责任追究落实情况和整改评估安排", D(2025, 12, 18), None, None, None)
    add("2025年第四季度", "群众举报页岩矿夜间盗采核查处理案", "举报奖励", D(2025, 12, 19), 18, None, None, None, D(2025, 10, 29), owner(17),
        "群众举报样例嗣页岩矿夜间生产，经现场核查属实。", "责令停止违法行为，奖励举报人2000元", None, "待审核", None, None, None, None, None, None)
    add("2025年第一季度", "重庆示例津碧水泥原料有限公司边坡隐患自查自改", "重大隐患", D(2025, 3, 11), 2, None, None, None, D(2025, 2, 26), owner(1),
        "企业自查发现+395m平台裂隙，主动停产治理并报告。", "按内部报告奖励机制兑现奖励", "区应急局公众号", "已报送", 83, "可作正面典型", D(2025, 3, 14), D(2025, 3, 19),
        "渝示例安办案〔2025〕9号", None)
    head = ["季度", "案例标题", "案例类型", "报送单位", "收稿日期", "所属企业", "矿山", "对应检查", "对应处罚", "对应事故", "查处日期", "执法机关", "当事人",
            "基本案情", "违反条款", "处罚依据", "处理结果", "典型意义", "公开曝光", "联系人", "联系电话", "审核状态", "评分", "审核意见", "审核人", "审核日期",
            "报送日期", "报送回执号", "备注"]
    return head, rows


def tips():
    rows = [
        [D(2025, 3, 6), "12350热线", "重庆样例赭土新型墙材有限公司", "反映运输车辆抛洒、扬尘", owner(7), MINES[7][1], "部分属实", "责令清洗道路，落实车辆冲洗", None, D(2025, 3, 14)],
        [D(2025, 6, 24), "来信", "重庆示例西垭石料有限公司", "反映爆破震动影响房屋", owner(19), MINES[19][1], "经监测震动速度未超标，已解释说明", "出具监测报告并答复", None, D(2025, 7, 15)],
        [D(2025, 10, 27), "12350热线", "江津区贾嗣镇样例页岩砖厂", "反映夜间超时开采", owner(17), MINES[17][1], "属实，10月26日夜间组织生产", "责令停止违法行为，立案调查", 2000, D(2025, 11, 18)],
        [D(2025, 12, 9), "区长信箱", "重庆示例朱杨矿产有限公司", "反映井下作业人员未佩戴定位卡", owner(25), MINES[25][1], "属实，3人未佩戴", "现场处理并约谈主要负责人", 1000, D(2025, 12, 26)],
        [D(2025, 12, 29), "微信公众号", "某无名采石点", "反映有人零星盗采砂岩", None, None, None, None, None, None]]
    return ["接报日期", "渠道", "被举报对象", "举报内容", "所属企业", "涉及矿山", "核查情况", "处理结果", "奖励金额(元)", "办结日期"], rows


def measure_tasks():
    """The verified requirements of the code table, numbered as the office's task list."""
    with open(HERE.parent / "codes" / "measures.csv", encoding="utf-8", newline="") as f:
        lines = [line for line in f if not line.startswith("#")]
    for row in csv.DictReader(lines):
        if row["status"] == "verified":
            yield row


def measures():
    actor = {"监管部门": "地方监管"}
    unit = {"企业": "各矿山企业", "监管部门": "区应急局", "属地政府": "各镇街"}
    lead = {"企业": "区应急局、各镇街", "监管部门": "区安委办", "属地政府": "区政府办公室"}
    rows = [["硬措施-" + r["item_no"], r["heading"], actor.get(r["actor"], r["actor"]), r["text_short"], None if r["metric"] in ("", "—") else r["metric"],
             {"2025-06-30": "6月底前", "2025-09-30": "9月底前", "2025-12-31": "12月底前"}.get(r["deadline"], r["deadline"]), lead[r["actor"]], unit[r["actor"]], r["source"]]
            for r in measure_tasks()]
    return ["编号", "措施类别", "责任主体", "工作任务", "量化要求", "进度要求", "工作统筹", "责任单位", "依据"], rows


def progress():
    bad = {  # item, quarter: state, problem, next, action, enterprise
        ("1.2", 4): ("部分落实", "2家企业实际控制人11、12月现场履职不足10个工作日", "约谈实际控制人，按月核查考勤", "约谈", 16),
        ("2.1", 4): ("部分落实", "1家企业12月未组织重大事故隐患排查", "列入2026年一季度重点检查", "通报", 22),
        ("2.6", 4): ("部分落实", "2项重大事故隐患未按期销号", "挂牌督办，停产整改", "列为重点执法对象", None),
        ("4.1", 3): ("部分落实", "3座矿山普查未完成", "逐矿督促，9月底前填报", "通报", None),
        ("4.1", 4): ("部分落实", "2座矿山普查未完成，已超过9月底时限", "2026年3月底前完成并验收", "约谈", None),
        ("5.1", 4): ("软落实", "地下矿山机电副矿长缺配", "限期配齐，未配齐不得下井作业", "列为重点执法对象", 22),
        ("2.3", 3): ("不落实", "未建立隐患内部报告奖励机制", "责令限期建立并公示", "通报", 14),
        ("2.3", 4): ("假落实", "有制度无兑现记录", "核查兑现台账，拟予曝光", "曝光", 19),
        ("7.2", 4): ("落实", None, None, "无", None),
    }
    rows = []
    for quarter in (3, 4):
        for r in measure_tasks():
            state, problem, step, action, n = bad.get((r["item_no"], quarter), (None,) * 5)
            if state is None:
                state = "不涉及" if r["item_no"] in ("3.3", "3.4", "8.2") and quarter == 3 else "落实"
            rows.append([r["text_short"], f"2025年第{'三四'[quarter - 3]}季度", ENTERPRISES[n - 1][0] if n else None, state,
                         "按要求推进，台账和影像资料齐全" if state == "落实" else "本季度未发生相关情形" if state == "不涉及" else "已部署推进，尚有短板",
                         problem, step or ("巩固成效，纳入日常检查" if state == "落实" and quarter == 4 else None), action or "无",
                         "会议纪要、检查记录" if h(("evidence", r["item_no"], quarter), 3) == 0 else None])
    return ["任务", "季度", "企业", "落实情况", "进展情况", "存在问题", "下步举措", "处置", "佐证"], rows


def projects():
    rows = []
    for k, kind, what, approved, months, started, extended, accepted, sampled, result in (
            (1, "扩建", "120万吨/年扩建工程", D(2023, 6, 14), 18, D(2023, 8, 1), None, D(2025, 3, 20), True, "抽查合格"),
            (8, "改建", "破碎系统改造工程", D(2024, 3, 12), 9, D(2024, 4, 8), None, D(2025, 2, 25), False, None),
            (6, "改建", "20万吨/年技改工程", D(2023, 11, 21), 12, D(2024, 1, 8), D(2025, 6, 30), D(2025, 6, 24), False, None),
            (12, "扩建", "60万吨/年地下扩建工程", D(2023, 4, 18), 24, D(2023, 6, 5), None, D(2025, 5, 28), False, None),
            (21, "改建", "40万吨/年技改工程", D(2024, 5, 15), 12, D(2024, 7, 1), None, D(2025, 9, 12), False, None),
            (14, "新建", "14万吨/年新建工程", D(2023, 10, 10), 18, D(2023, 12, 4), None, D(2025, 10, 30), False, None),
            (11, "新建", "8万立方米/年新建工程", D(2024, 9, 3), 18, D(2024, 11, 4), None, None, False, None),
            (16, "改建", "露天转地下联合开采工程", D(2023, 9, 19), 18, D(2023, 11, 6), D(2026, 5, 5), None, False, None),
            (27, "新建", "30万吨/年地下新建工程", D(2023, 7, 25), 24, D(2023, 9, 11), None, None, False, None),
            (24, "扩建", "15万吨/年扩建工程", D(2024, 12, 11), 12, D(2025, 2, 17), None, None, False, None),
            (4, "扩建", "40万吨/年扩建工程", D(2022, 8, 16), 18, D(2022, 10, 10), None, D(2024, 4, 18), False, None)):
        month = started.month - 1 + months
        due = D(started.year + month // 12, month % 12 + 1, min(started.day, 28))
        rows.append([owner(k - 1), MINES[k - 1][1], MINES[k - 1][1] + what, kind, approved, f"渝示例应急非煤设审〔{approved.year}〕{40 + k}号", months, started, due,
                     extended, f"江津示例应急延〔{extended.year - 1}〕{k}号" if extended else None, accepted,
                     f"江津示例应急验〔{accepted.year}〕{k}号" if accepted else None, yes(sampled), after(accepted, 20) if sampled else None, result,
                     {27: "超过应完工日期，正在申请延期", 24: "随整合停建"}.get(k)])
    head = ["所属企业", "矿山", "项目名称", "建设性质", "设计审查批复日期", "批复文号", "批准施工期(月)", "开工日期", "应完工日期", "延期至", "延期文号",
            "竣工验收日期", "验收文号", "列入随机抽查", "抽查日期", "抽查结果", "备注"]
    return head, rows


def suspensions():
    rows = []
    for k, kind, reason, since, filed, accepted, by, note in (
            (1, "停产", "春节放假", D(2025, 1, 22), D(2025, 1, 17), None, None, None), (1, "复产", "节后复产", D(2025, 2, 17), D(2025, 2, 10), D(2025, 2, 14), "江津区示例应急管理局、珞璜镇", None),
            (12, "停产", "重大事故隐患整改", RECORD[(12, 1)][1], None, None, None, "停产期间安排专人值守"),
            (12, "复产", "隐患整改验收合格", D(2025, 9, 1), D(2025, 8, 26), D(2025, 8, 29), "江津区示例应急管理局", None),
            (10, "停产", "事故停产整顿", D(2025, 7, 22), D(2025, 7, 24), None, None, None),
            (10, "复产", "整顿验收合格", D(2025, 10, 20), D(2025, 10, 9), D(2025, 10, 17), "江津区示例应急管理局", None),
            (15, "停产", "环保整治", D(2025, 9, 1), D(2025, 8, 28), None, None, None), (19, "停产", "设备改造", D(2025, 4, 1), D(2025, 3, 27), None, None, None),
            (22, "停产", "销售不畅", D(2025, 7, 1), D(2025, 6, 26), None, None, None), (24, "停建", "整合方案待批", D(2025, 6, 9), D(2025, 6, 5), None, None, None),
            (25, "停建", "资金原因", D(2025, 3, 3), D(2025, 2, 27), None, None, None), (16, "复工", "补充设计批复", D(2025, 5, 12), D(2025, 4, 29), D(2025, 5, 9), "江津区示例应急管理局、油溪镇", None)):
        rows.append([owner(k - 1), MINES[k - 1][1], kind, reason, since, filed, accepted, by, note])
    return ["所属企业", "矿山", "类型", "原因", "起始日期", "方案备案日期", "验收日期", "验收单位", "备注"], rows


def regulators():
    rows = []
    for n in range(6):
        rows.append([INSPECTORS[n], "区级监管部门", None, "是" if n != 5 else "否", "是", f"2299000{n + 101}", "" if n == 5 else pick(n, ["采矿工程", "安全工程", "地质工程"]),
                     "科长" if n == 0 else ""])
    towns = ["珞璜镇", "油溪镇", "白沙镇", "德感街道", "李市镇", "先锋镇", "双福街道", "石门镇", "贾嗣镇", "朱杨镇"]
    for n, name in enumerate(towns):
        professional = n not in (3, 5, 8)
        rows.append([person(f"town {n}"), "镇街", name, "是" if professional else "否", "是" if n in (0, 3) else "否",
                     f"2299000{n + 201}" if n in (0, 3) else "", "安全工程" if professional else "", "兼应急办工作" if not professional else ""])
    return ["姓名", "层级", "镇街", "专业监管人员", "专业执法人员", "执法证号", "专业", "备注"], rows


# ---- the files -----------------------------------------------------------------------------------
NARROW, WIDE = [11], [24, 18, 12]
FILES = {
    "1.企业和矿山基本台账.xlsx": [("企业", "江津区非煤矿山企业基本情况台账", enterprises, [30, 22, 12, 14, 10, 10, 14, 10, 14, 24, 12, 26, 10, 12, 12, 12, 13, 12, 14, 13, 26]),
                         ("矿山", "江津区非煤矿山基本情况台账", mines, [28, 18, 13, 16] + [12] * 8 + [26] + [12] * 17 + [28]),
                         ("尾矿库", "江津区尾矿库基本情况台账", ponds, [28, 16, 16] + [12] * 13)],
    "2.四化建设统计表（2025年第四季度）.xlsx": [("四化统计", "江津区非煤矿山“四化”建设情况统计表（2025年第四季度）", modernisation, [28, 18] + [11] * 6 + [20] + [12] * 8)],
    "3.证照和建设项目台账.xlsx": [("证照", "江津区非煤矿山证照台账", permits, [28, 18, 18, 28, 26, 26, 13, 13, 13, 12, 18, 26]),
                         ("建设项目", "江津区非煤矿山建设项目安全设施“三同时”台账", projects, [28, 18, 34] + [13] * 14),
                         ("停复产", "江津区非煤矿山停复产台账", suspensions, [28, 18, 8, 20, 13, 13, 13, 30, 24])],
    "4.人员履职和培训台账.xlsx": [("人员", "江津区非煤矿山三项岗位和五职人员持证台账", people, [28, 18, 10, 22, 14, 18, 18, 10, 14, 22, 13, 13, 13, 8, 16]),
                         ("履职月报", "江津区实际控制人、总工程师履职抽查月报（2025年）", duties, [28, 18, 10, 14, 12, 14, 14, 12, 30]),
                         ("培训宣讲", "江津区非煤矿山培训宣讲台账（2025年）", trainings, [13, 18, 28, 26, 10, 10, 24])],
    "5.2025年度监督检查计划.xlsx": [("年度检查计划", "年度安全监督检查计划工作日测算", plan_years, [12]),
                            ("检查计划", "2025年度非煤矿山安全监督检查计划", plans, [8, 28, 18, 10, 12, 24, 30, 36, 8, 22, 8, 26, 10, 14])],
    "6.2025年检查执法台账.xlsx": [("检查", "江津区非煤矿山现场检查台账（2025年）", lambda: INSPECTIONS, [28, 18, 34, 12, 13, 13, 12, 18, 30, 18, 30, 26, 30, 10, 10, 8, 18, 12, 18]),
                           ("隐患", "江津区非煤矿山隐患整改台账（2025年）", lambda: HAZARDS, [28, 18, 30, 12, 13, 8, 10, 18, 36, 10, 36, 10, 13, 30] + [14] * 12),
                           ("行政处罚", "江津区非煤矿山行政处罚台账（2025年）", penalties, [28, 18, 10, 30, 30, 13, 13, 30, 36, 36, 14, 12, 8, 13, 13, 18]),
                           ("失信名单", "江津区安全生产失信名单", discredits, [8, 28, 10, 22, 30, 34, 28, 13, 24, 30, 13, 10, 20, 13, 13, 13, 12, 28, 24]),
                           ("专家服务", "江津区非煤矿山专家指导服务台账（2025年）", visits, [13, 28, 18, 18, 10, 10, 26])],
    "7.事故案例和举报台账.xlsx": [("事故", "江津区非煤矿山生产安全事故台账", accidents, [28, 18, 40] + [17] * 22),
                         ("典型案例", "江津区非煤矿山典型案例报送台账（2025年）", cases, [18, 36, 12, 22, 13, 28, 18, 28, 28, 36, 13, 22, 28, 44] + [18] * 15),
                         ("举报", "江津区非煤矿山举报核查台账（2025年）", tips, [13, 14, 28, 30, 28, 18, 30, 30, 10, 13])],
    "8.八条硬措施任务清单及进展.xlsx": [("硬措施任务", "江津区“八条硬措施”任务清单", measures, [14, 26, 10, 60, 18, 12, 20, 14, 40]),
                             ("硬措施进展", "江津区“八条硬措施”任务进展（2025年第三、四季度）", progress, [60, 18, 28, 12, 32, 36, 32, 18, 18])],
}


def make(name):
    if name.endswith(".csv"):
        out = io.StringIO()
        csv.writer(out, lineterminator="\r\n").writerows([regulators()[0]] + regulators()[1])
        return ("\ufeff" + out.getvalue()).encode()
    book = new_book()
    for sheet, title, table, widths in FILES[name]:
        head, rows = table()
        add_sheet(book, sheet, title, head, rows, widths)
    return pack(book)


def parts(data):
    """What is compared: the parts of a workbook, since compression may differ from zlib to zlib."""
    if data[:2] != b"PK":
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        return {i.filename: (i.date_time, z.read(i)) for i in z.infolist()}


def main():
    wrong = 0
    for name in list(FILES) + ["9.监管执法人员台账.csv"]:
        data = make(name)
        if "--check" in sys.argv:
            same = (HERE / name).is_file() and parts((HERE / name).read_bytes()) == parts(data)
            wrong += not same
            print("ok" if same else "differs", name)
        else:
            (HERE / name).write_bytes(data)
            print(len(data), name)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
