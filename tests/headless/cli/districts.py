# SPDX-License-Identifier: GPL-3.0-or-later
"""Made-up districts and the ledgers that their offices would keep of them: each seed has its own towns, headings, order of
columns, ways of writing and mistakes. What stands in them is known, so that what is read can be judged."""

import csv
import datetime
import io
import pathlib
import random
import re

import sheets

CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
TOWNS = "几江街道 德感街道 双福街道 油溪镇 吴滩镇 石门镇 石蟆镇 白沙镇 李市镇 蔡家镇 中山镇 柏林镇 珞璜镇 贾嗣镇 西湖镇 支坪镇".split()
MINERALS = "石灰岩 建筑石料用灰岩 页岩 砖瓦用页岩 建筑用砂岩 白云岩 水泥用灰岩".split()
DATES = ["cell", "%d-%02d-%02d", "%d/%d/%d", "%d.%d.%d", "%d年%d月%d日", "%04d%02d%02d", "%d.%02d.%02d", "%d年%d月%d号"]
FLAGS = [("是", "否"), ("√", "×"), ("有", "无"), ("Y", "N"), ("1", "0"), ("已达标", "未达标"), ("✓", "✗")]
SYNONYMS = {
    ("mine", "status"): {"生产": "正常生产 在产", "基建": "在建 建设", "停产": "停产整顿 长期停产", "停建": "停工", "关闭": "闭坑"},
    ("mine", "type"): {"露天矿山": "露天 露天开采 露天矿", "地下矿山": "地下 地下开采 井下开采"},
    ("mine", "std_level"): {"二级": "标准化二级 2级 Ⅱ级", "三级": "3级 三级标准化", "未达标": "未评定 未创建"},
    ("hazard", "level"): {"一般": "一般隐患 一般事故隐患", "重大": "重大隐患"},
    ("plan", "kind"): {"重点检查": "重点", "一般检查": "一般", "专项检查": "专项"},
    ("permit", "kind"): {"采矿许可证": "采矿证", "安全生产许可证": "安许证"},
    ("inspection", "result"): {"责令整改": "责令限期整改 限期整改", "未发现问题": "无问题"},
}
TYPES = {
    "date": "insured_until slope_analysed std_until survey_done issued valid_from valid_until cert_issued cert_until started found "
            "deadline rectified reviewed closed filed decided executed published",
    "flag": "insured reward_scheme slope_monitored mech_extraction mech_loading mech_haulage info_management video full_time joint",
    "number": "staff safety_staff registered_engineers safety_fund capacity output service_life longitude latitude slope_height "
              "controller_days controller_meetings engineer_days principal_checks major_checks examined exam_passed funds amount "
              "year workdays",
    "month": "month",
    "phone": "phone principal_phone controller_phone",
}
TYPE_OF = {field: kind for kind, fields in TYPES.items() for field in fields.split()}
REQUIRED = {
    "enterprise": "name credit_code", "mine": "enterprise name type status town", "permit": "kind number",
    "person": "enterprise name post id_number", "duty": "mine month", "plan": "year mine month kind",
    "inspection": "mine started record_no", "hazard": "mine found level description", "penalty": "enterprise doc_no",
}
KEYS = {
    "enterprise": ["name"], "mine": ["name"], "permit": ["number"], "person": ["name", "post", "enterprise"], "duty": ["mine", "month"],
    "plan": ["mine", "month", "kind"], "inspection": ["record_no"], "hazard": ["description"], "penalty": ["doc_no"],
}
TITLES = {
    "enterprise": "非煤矿山企业基本情况表", "mine": "非煤矿山基本情况统计表", "permit": "证照台账", "person": "持证人员台账", "duty": "履职情况统计表",
    "plan": "监督检查计划表", "inspection": "现场检查台账", "hazard": "隐患整改台账", "penalty": "行政处罚台账",
}
WRONG = {
    "date": ["2025-02-30", "2025年13月5日", "2025.4.31", sheets.Error("#N/A")], "flag": ["在建中"], "phone": ["1390000104"],
    "number": ["若干", "-3", sheets.Error("#VALUE!")],
}


def read_headings():
    headings = {}
    with open(pathlib.Path(__file__).with_name("headings.csv"), encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            headings.setdefault(row["kind"], {})[row["field"]] = row["headings"].split("|")
    return headings


HEADINGS = read_headings()


def widen(text):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def check_credit_code(body):
    total = sum(CODE.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + CODE[(31 - total % 31) % 31]


def check_id_number(body):
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return body + "10X98765432"[sum(int(a) * b for a, b in zip(body, weights)) % 11]


class District:
    """The records, by kind; values canonical, dates as dates, None where unknown."""

    def __init__(self, seed, elsewhere):
        self.rng = random.Random(seed)
        self.elsewhere = elsewhere
        self.records = {kind: [] for kind in KEYS}
        self.names = set()
        pick = self.rng.choice
        self.name = pick("云石清临永安") + pick("溪阳江山川河") + "区" if elsewhere else "江津区"
        self.towns = self.rng.sample(TOWNS, 6)
        if elsewhere:
            ends = ["镇", "镇", "乡", "街道"]
            self.towns = sorted({pick("青龙凤石古新") + pick("岩溪桥岭湾沟") + pick(ends) for _ in range(7)})
        for _ in range(self.rng.randrange(8, 13)):
            self.add_enterprise()

    def unique(self, make):
        while True:
            name = make()
            if name not in self.names:
                self.names.add(name)
                return name

    def person(self):
        pick = self.rng.choice
        return pick("赵钱孙李周吴郑王冯陈") + "".join(pick("伟强磊洋勇军杰娟敏静丽") for _ in range(pick([1, 2])))

    def day(self, first, last):
        return datetime.date(self.rng.randrange(first, last + 1), self.rng.randrange(1, 13), self.rng.randrange(1, 29))

    def decimal(self, low, high):
        tenths = self.rng.randrange(low * 10, high * 10)
        return f"{tenths / 10:.1f}".removesuffix(".0")

    def phone(self):
        return f"1390000{self.rng.randrange(10000):04}"

    def flag(self):
        return self.rng.choice(["是", "否"])

    def add_enterprise(self):
        pick, rng = self.rng.choice, self.rng
        lucky = "金鑫宏盛鸿源恒泰华丰顺达瑞祥昌隆"
        name = self.unique(lambda: self.name + pick(lucky) + pick(lucky) + pick(["矿业", "建材", "石料"]) + pick(["有限公司", "有限责任公司"]))
        town = pick(self.towns)
        # The first of a town comes with its whole name: a short form says nothing of a town that nobody knows.
        self.records["enterprise"].append({
            "name": name, "credit_code": check_credit_code("91500116MA" + "".join(pick(CODE) for _ in range(7))), "town": town,
            "legal_rep": self.person(), "principal": self.person(), "principal_phone": self.phone(), "controller": self.person(),
            "controller_phone": self.phone(), "address": town + "某村1组", "staff": str(rng.randrange(8, 300)),
            "safety_staff": str(rng.randrange(1, 9)), "registered_engineers": str(rng.randrange(4)), "insured": self.flag(),
            "insured_until": self.day(2025, 2027), "safety_fund": self.decimal(10, 900), "reward_scheme": self.flag()})
        for _ in range(pick([1, 1, 2, 3])):
            self.add_mine(name, town)
        for post in ("主要负责人", "安全生产管理人员", "特种作业人员"):
            begin = self.day(2022, 2024)
            born = datetime.date(1960, 1, 1) + datetime.timedelta(rng.randrange(15000))
            self.records["person"].append({
                "enterprise": name, "name": self.person(), "id_number": check_id_number(f"990381{born:%Y%m%d}{rng.randrange(1000):03}"),
                "phone": self.phone(), "post": post, "education": pick(["本科", "大专"]), "cert_no": f"渝FM{rng.randrange(10**8, 10**9)}",
                "cert_issued": begin, "cert_until": begin + datetime.timedelta(1094), "full_time": self.flag()})
        if rng.random() < .4:
            filed = self.day(2025, 2025)
            self.records["penalty"].append({
                "enterprise": name, "doc_no": f"（某某）应急罚〔2025〕{len(self.records['penalty']) + 1}号", "filed": filed,
                "decided": filed + datetime.timedelta(20), "facts": "未按规定开展隐患排查", "violated": "《安全生产法》第四十一条第二款",
                "basis": "《安全生产法》第一百零一条", "kind": "罚款", "amount": str(rng.randrange(1, 9) * 5000),
                "executed": filed + datetime.timedelta(40), "published": filed + datetime.timedelta(25)})

    def add_mine(self, owner, town):
        pick, rng = self.rng.choice, self.rng
        name = self.unique(lambda: pick("高大小长双石青白") + pick("坪岭湾沟坡山") + pick(["石灰岩矿", "砂岩矿", "页岩矿", "采石场"]))
        self.records["mine"].append({
            "enterprise": owner, "name": name, "type": pick(["露天矿山", "露天矿山", "地下矿山"]), "mineral": pick(MINERALS),
            "capacity": str(rng.randrange(5, 120)), "output": self.decimal(1, 100), "service_life": self.decimal(3, 40),
            "status": pick(["生产", "生产", "基建", "停产", "停建", "关闭"]), "town": town, "longitude": f"106.{rng.randrange(10**5, 10**6)}",
            "latitude": f"29.{rng.randrange(10**5, 10**6)}", "slope_height": self.decimal(20, 180), "slope_monitored": self.flag(),
            "slope_analysed": self.day(2024, 2025), "mech_extraction": self.flag(), "mech_loading": self.flag(), "mech_haulage": self.flag(),
            "std_level": pick(["二级", "三级", "未达标"]), "std_cert_no": f"渝AQBK{rng.randrange(10**6, 10**7)}",
            "std_until": self.day(2025, 2028), "info_management": self.flag(), "video": self.flag(), "chief_engineer": self.person()})
        for kind in ("采矿许可证", "安全生产许可证"):
            begin = self.day(2021, 2024)
            numbers = {"采": f"C500116{rng.randrange(10**15, 10**16)}", "安": f"（渝）FM安许证字〔{begin.year}〕{len(self.records['permit']) + 1}号"}
            self.records["permit"].append({
                "enterprise": owner, "mine": name, "kind": kind, "number": numbers[kind[0]], "issuer": "某市应急管理局", "issued": begin,
                "valid_from": begin, "valid_until": begin + datetime.timedelta(1094)})
        for month in range(1, pick([3, 5])):
            self.records["duty"].append({
                "mine": name, "month": f"2025-{month:02}", "controller_days": str(rng.randrange(5, 20)),
                "controller_meetings": str(rng.randrange(4)), "engineer_days": str(rng.randrange(8, 19)),
                "principal_checks": str(rng.randrange(5)), "major_checks": str(rng.randrange(3))})
        self.records["plan"].append({
            "year": "2025", "mine": name, "month": f"2025-{rng.randrange(1, 13):02}", "kind": pick(["重点检查", "一般检查", "专项检查"]),
            "basis": "《中华人民共和国安全生产法》第六十二条", "content": "安全生产责任制落实情况", "method": "现场", "dept": "非煤矿山科",
            "joint": self.flag(), "workdays": str(rng.randrange(1, 5))})
        self.add_inspection(name)

    def add_inspection(self, mine):
        pick, rng = self.rng.choice, self.rng
        day, n = self.day(2025, 2025), len(self.records["inspection"]) + 1
        result = pick(["责令整改", "未发现问题"])
        self.records["inspection"].append({
            "mine": mine, "trigger": pick(["计划", "双随机", "专项部署"]), "started": day, "kind": pick(["重点检查", "一般检查"]),
            "inspectors": self.person() + "、" + self.person(), "record_no": f"（某某）应急检记〔2025〕{n}号", "place": "采场",
            "examined": "5", "exam_passed": "4", "joint": self.flag(), "result": result})
        for _ in range(rng.randrange(4) if result == "责令整改" else 0):
            due = day + datetime.timedelta(pick([5, 10, 15]))
            what = pick(["安全防护栏缺失", "警示标志不足", "边坡浮石未清理"])
            self.records["hazard"].append({
                "mine": mine, "found": day, "level": "一般", "place": pick(["运输道路", "破碎站"]),
                "description": f"{what}第{len(self.records['hazard']) + 1}处", "responsible": self.person(), "measures": "立即整改并加强巡查",
                "funds": self.decimal(1, 9), "deadline": due, "order_no": f"（某某）应急责改〔2025〕{n}号",
                "rectified": due - datetime.timedelta(1), "reviewed": due, "reviewer": self.person(), "review_result": "合格", "closed": due})


class Column:
    """One column as one person fills it."""

    def __init__(self, district, kind, field):
        self.rng, self.kind, self.field = district.rng, kind, field
        self.whole_towns = district.elsewhere
        self.type = TYPE_OF.get(field)
        self.heading = self.rng.choice(HEADINGS[kind][field])
        self.dates = self.rng.sample(DATES, self.rng.choice([1, 1, 2, 3]))
        self.flags = self.rng.choice(FLAGS)
        self.as_text = self.rng.random() < .3
        self.month = self.rng.choice(["%d年%d月", "%d-%02d", "%d.%d", "%d年%d月份"])

    def write(self, value):
        if self.type == "date":
            style = self.rng.choice(self.dates)
            return value if style == "cell" else style % (value.year, value.month, value.day)
        if self.type == "flag":
            return self.flags[value == "否"]
        if self.type == "month":
            return self.month % (int(value[:4]), int(value[5:]))
        if self.type == "number":
            return self.write_number(value)
        return self.rng.choice(self.ways(value))

    def write_number(self, value):
        unit = (re.findall(r"[（(]([^（）()]*)[）)]", self.heading) or [""])[-1]
        if self.field == "amount" and unit == "万元":
            value = f"{int(value) / 10000:.4f}".rstrip("0").rstrip(".")
        chance = self.rng.random()
        if chance < .05 and unit in ("人", "m", "米", "万元", "元"):
            return value + unit
        if chance < .08 and self.field not in ("year", "longitude", "latitude"):
            return widen(value)
        return value if self.as_text else float(value) if "." in value else int(value)

    def ways(self, value):
        if self.type == "phone":
            return [value, int(value), value + ".0", f"{value[:3]}-{value[3:7]}-{value[7:]}", widen(value)]
        if self.field == "credit_code":
            return [value, value, value.lower(), value[:6] + " " + value[6:], widen(value)]
        if self.field in ("legal_rep", "principal", "controller") and len(value) == 2:
            return [value, value[0] + " " + value[1], value[0] + "　" + value[1]]
        if self.field == "town" and not self.whole_towns:
            return [value, value, value.removesuffix("街道") if value.endswith("街道") else value[:-1]]
        synonyms = SYNONYMS.get((self.kind, self.field), {}).get(value)
        return [value] + synonyms.split() if synonyms else [value, value, value, f" {value}　"]

    def spoil(self, value):
        """Something that must be reported, or None."""
        if self.type in WRONG:
            return self.rng.choice(WRONG[self.type])
        if self.field == "credit_code":
            return value[:-1] + ("0" if value[-1] != "0" else "1")
        if self.field == "id_number":
            return float(value[:15] + "000") if self.rng.random() < .5 else value[:-1] + ("0" if value[-1] != "0" else "1")
        return "其它情形" if self.field == "std_level" else None


class Ledger:
    """One kind's records as one sheet."""

    def __init__(self, district, kind):
        self.district, self.kind, self.rng = district, kind, district.rng
        self.rows, self.merges = {}, []
        self.wanted = []  # (record, row)
        self.planted = set()
        records = district.records[kind]
        must = REQUIRED[kind].split()
        fields = [f for f in HEADINGS[kind] if records and f in records[0] and (f in must or self.rng.random() < .8)]
        if self.rng.random() < .5:
            self.rng.shuffle(fields)
        self.columns = [Column(district, kind, f) for f in fields]
        self.tell_apart()
        self.counter = self.rng.choice(["序号", "编号", "序", "No.", None])
        self.write_headings()
        self.write_records(records)

    def tell_apart(self):
        taken = set()
        for column in self.columns:
            free = [h for h in HEADINGS[self.kind][column.field] if h not in taken]
            column.heading = column.heading if column.heading in free else free[0]
            taken.add(column.heading)

    def write_headings(self):
        heads = ([self.counter] if self.counter else []) + [c.heading for c in self.columns]
        self.first_column = 1 if self.counter else 0
        row = 0
        if self.rng.random() < .8:
            self.rows[0] = {0: self.district.name + TITLES[self.kind] + self.rng.choice(["", "（截至2025年12月31日）"])}
            self.merges.append((0, 0, 0, len(heads) - 1))
            row = 1
        if row and self.rng.random() < .4:
            self.rows[row] = {0: "填报单位：" + self.district.name + "应急管理局", len(heads) - 1: "填报日期：2025年12月31日"}
            row += 1
        marks = [lambda h: h, lambda h: h, lambda h: h + "*", lambda h: f" {h} ", lambda h: h[:2] + "\n" + h[2:]]
        self.rows[row] = {i: self.rng.choice(marks)(h) for i, h in enumerate(heads)}
        if len(heads) > 6 and self.rng.random() < .35:
            begin = self.rng.randrange(1, len(heads) - 3)
            end = begin + self.rng.randrange(2, 4)
            below = {i: self.rows[row].pop(i) for i in range(begin, end)}
            self.rows[row][begin] = self.rng.choice(["基本信息", "相关情况", "管理信息"])
            self.merges.append((row, begin, row, end - 1))
            self.merges += [(row, i, row + 1, i) for i in range(len(heads)) if i not in below]
            row += 1
            self.rows[row] = below
        self.next_row = row + 1

    def write_records(self, records):
        grouped = self.rng.random() < .4 and records and "enterprise" in records[0]
        if grouped:
            records = sorted(records, key=lambda r: r["enterprise"])
        spoiled = set(self.rng.sample(range(len(records)), min(3, len(records)))) if self.rng.random() < .6 else set()
        last = None
        for i, record in enumerate(records):
            given = {c.field: record[c.field] for c in self.columns}
            cells = {0: i + 1} if self.counter else {}
            for c, column in enumerate(self.columns, self.first_column):
                cells[c] = column.write(record[column.field])
                if grouped and column.field == "enterprise" and last == record["enterprise"]:
                    cells[c] = "同上"
            last = record.get("enterprise")
            if i in spoiled:
                self.spoil(given, cells)
            self.rows[self.next_row] = cells
            self.wanted.append((given, self.next_row))
            self.next_row += 1
            if not grouped and self.rng.random() < .03:
                self.rows[self.next_row] = {0: "小计", 2: 12}
                self.next_row += 1
        if self.rng.random() < .4:
            self.rows[self.next_row + 1] = {0: self.rng.choice(["注：1.本表由各镇街填报。", "填表人：张某某"])}

    def spoil(self, given, cells):
        c = self.rng.randrange(len(self.columns))
        column = self.columns[c]
        if column.field in REQUIRED[self.kind].split() and column.field not in ("credit_code", "id_number"):
            return
        bad = column.spoil(given[column.field])
        if bad is None:
            return
        cells[c + self.first_column] = bad
        given[column.field] = None
        self.planted.add(sheets.place(self.next_row, c + self.first_column))

    def save(self, folder):
        name = self.rng.choice(["%s", "2025年%s", "附件2：%s（终稿）"]) % TITLES[self.kind]
        typed = any(not isinstance(v, str) and not isinstance(v, int) or isinstance(v, sheets.Error)
                    for row in self.rows.values() for v in row.values())
        if typed or any(m[0] != m[2] for m in self.merges) or self.rng.random() < .5:
            path = folder / (name + ".xlsx")
            sheets.write(path, self.rng.choice(["Sheet1", "台账"]), self.rows, self.merges)
            return path
        text = io.StringIO()
        out = csv.writer(text, delimiter=self.rng.choice([",", ",", ";", "\t"]))
        width = 1 + max(c for row in self.rows.values() for c in row)
        for r in range(max(self.rows) + 1):
            out.writerow([self.rows.get(r, {}).get(c, "") for c in range(width)])
        path = folder / (name + self.rng.choice([".csv", ".txt"]))
        path.write_bytes(text.getvalue().encode(self.rng.choice(["gb18030", "utf-8", "utf-8-sig", "utf-16"])))
        return path
