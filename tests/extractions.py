"""Extractions and graphs for tests: by hand, and from the annotated articles where they are present."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from kg.assemble import assemble
from kg.model import ACTUAL, Article, Entity, Evidence, Extraction, Graph, Observation, Statement


def article(name: str, *paragraphs: str, published: date | None = date(2021, 9, 7)) -> Article:
    return Article(name, paragraphs[0], "\n".join(paragraphs), published, "园区报", f"https://news.example/{name}")


def extraction(
    source: Article,
    names: Sequence[tuple[str, ...]],
    facts: Sequence[tuple[str | None, ...]] = (),
    figures: Sequence[tuple[str, ...]] = (),
) -> Extraction:
    """`names`: (type, name, alias …); `facts`: (subject, predicate, object, quote, status, time, role) by name;
    `figures`: (subject, metric, value, unit, period, quote)."""
    entities = tuple(Entity(f"e{i}", kind, name, tuple(sorted(rest))) for i, (kind, name, *rest) in enumerate(names, 1))
    ids = {form: e.id for e in entities for form in e.names}
    statements = tuple(_statement(source, ids, *fact) for fact in facts)
    observations = tuple(
        Observation(ids[s], metric, Decimal(value), unit, period or None, ACTUAL, None, (evidence(source, quote),))
        for s, metric, value, unit, period, quote in figures
    )
    return Extraction(source, entities, statements, observations)


def _statement(
    source: Article,
    ids: dict[str, str],
    s: str,
    p: str,
    o: str,
    quote: str,
    status: str = ACTUAL,
    time: str | None = None,
    role: str | None = None,
    confidence: float | None = None,
) -> Statement:
    return Statement(ids[s], p, ids[o], status, time, role, (evidence(source, quote, f"{p}-test"),), confidence)


def evidence(source: Article, quote: str, rule: str = "figure-test") -> Evidence:
    start = source.text.index(quote)
    return Evidence(source.id, start, start + len(quote), quote, rule)


def from_gold(name: str) -> Extraction:
    """The annotation of one article as if it had been extracted."""
    from tests import gold

    document, entities, data = gold.oracle(name)
    source = document.article
    statements = [
        Statement(
            r["s"], r["p"], r["o"], r["status"], r["time"], r["role"], (evidence(source, r["evidence"], "gold"),), 0.9
        )
        for r in data["relations"]
        if r["evidence"] in source.text
    ]
    observations = [
        Observation(
            o["subject"],
            o["metric"],
            Decimal(str(o["value"])),
            o["unit"],
            o["period"],
            o["status"],
            o.get("bound"),
            (evidence(source, o["evidence"], "gold"),),
        )
        for o in data["observations"]
        if o["evidence"] in source.text
    ]
    return Extraction(source, entities, tuple(statements), tuple(observations))


def gold_extractions() -> list[Extraction]:
    from tests import gold

    return [from_gold(name) for name in gold.ids("tune")]


def small() -> Graph:
    """Two articles by hand: a plan that came true, a plan that did not yet, a post, a figure, several sources."""
    return assemble(small_extractions())


def small_extractions() -> list[Extraction]:
    first = article(
        "plan",
        "星河智算拟落户西溪数谷",
        "杭州市余杭区人民政府表示，星河智算科技有限公司（以下简称星河智算）拟落户西溪数谷。",
        "西溪数谷位于余杭区，计划建设星河算力中心。",
        "1-7月，余杭区新设企业413家，同比增长5.50%。",
        published=date(2021, 8, 10),
    )
    second = article(
        "done",
        "星河智算落户西溪数谷",
        "9月6日，星河智算落户西溪数谷，西溪数谷管委会主任林知远出席。",
        "余杭区人民政府与星河智算签署协议。",
        published=date(2021, 9, 7),
    )
    return [
        extraction(
            first,
            [
                ("Company", "星河智算科技有限公司", "星河智算"),
                ("Park", "西溪数谷"),
                ("Region", "杭州市余杭区", "余杭区"),
                ("Government", "杭州市余杭区人民政府"),
                ("Project", "星河算力中心"),
            ],
            [
                (
                    "星河智算",
                    "settledIn",
                    "西溪数谷",
                    "星河智算科技有限公司（以下简称星河智算）拟落户西溪数谷",
                    "planned",
                    None,
                    None,
                    0.8,
                ),
                ("西溪数谷", "locatedIn", "余杭区", "西溪数谷位于余杭区", "actual", None, None, 0.9),
                ("西溪数谷", "builds", "星河算力中心", "计划建设星河算力中心", "planned", "2022", None, 0.6),
                ("杭州市余杭区人民政府", "administers", "余杭区", "杭州市余杭区人民政府", "actual", None, None, 0.95),
            ],
            [
                ("余杭区", "新设企业", "413", "家", "2021-01/2021-07", "余杭区新设企业413家"),
                ("余杭区", "新设企业 同比增长", "5.50", "%", "2021-01/2021-07", "同比增长5.50%"),
            ],
        ),
        extraction(
            second,
            [
                ("Company", "星河智算"),
                ("Park", "西溪数谷"),
                ("Government", "西溪数谷管委会"),
                ("Person", "林知远"),
                ("Government", "余杭区人民政府"),
                ("Region", "余杭区"),
            ],
            [
                (
                    "星河智算",
                    "settledIn",
                    "西溪数谷",
                    "9月6日，星河智算落户西溪数谷",
                    "actual",
                    "2021-09-06",
                    None,
                    0.9,
                ),
                ("林知远", "holdsPosition", "西溪数谷管委会", "西溪数谷管委会主任林知远", "actual", None, "主任", 0.9),
                ("西溪数谷管委会", "administers", "西溪数谷", "西溪数谷管委会", "actual", None, None, 0.9),
                (
                    "余杭区人民政府",
                    "cooperatesWith",
                    "星河智算",
                    "余杭区人民政府与星河智算签署协议",
                    "actual",
                    None,
                    None,
                    0.9,
                ),
            ],
        ),
    ]


def full() -> Graph:
    """The small graph and a third article: every predicate at least once."""
    return assemble(full_extractions())


def full_extractions() -> list[Extraction]:
    third = article(
        "full",
        "西溪数谷招商纪事",
        "西溪数谷位于余杭区，东片区是西溪数谷东片区的简称。",
        "月湖银行入驻西溪数谷，发起设立月湖研究院，并投资星河智算。",
        "月湖银行在西溪数谷举办西溪论坛，星河智算参加。",
        "2021年，余杭区人民政府发布《西溪数谷十条》，认定西溪数谷为未来产业先导区。",
        "2021年，星河智算上榜算力百强榜，推出星河一号，西溪数谷聚焦人工智能。",
        published=date(2022, 1, 5),
    )
    names = [
        ("Park", "西溪数谷"),
        ("Park", "西溪数谷东片区"),
        ("Region", "余杭区"),
        ("Company", "月湖银行"),
        ("Institution", "月湖研究院"),
        ("Company", "星河智算"),
        ("Event", "西溪论坛"),
        ("Government", "余杭区人民政府"),
        ("Policy", "西溪数谷十条"),
        ("Designation", "未来产业先导区"),
        ("Report", "算力百强榜"),
        ("Product", "星河一号"),
        ("Industry", "人工智能"),
    ]
    facts = [
        ("西溪数谷", "locatedIn", "余杭区", "西溪数谷位于余杭区"),
        ("西溪数谷东片区", "partOf", "西溪数谷", "西溪数谷东片区"),
        ("月湖银行", "settledIn", "西溪数谷", "月湖银行入驻西溪数谷"),
        ("月湖银行", "founds", "月湖研究院", "月湖银行入驻西溪数谷，发起设立月湖研究院"),
        ("月湖研究院", "subOrganizationOf", "月湖银行", "发起设立月湖研究院"),
        ("月湖银行", "investsIn", "星河智算", "并投资星河智算"),
        ("月湖银行", "organizes", "西溪论坛", "月湖银行在西溪数谷举办西溪论坛"),
        ("西溪论坛", "heldIn", "西溪数谷", "在西溪数谷举办西溪论坛"),
        ("星河智算", "participatesIn", "西溪论坛", "西溪论坛，星河智算参加"),
        ("余杭区人民政府", "issues", "西溪数谷十条", "余杭区人民政府发布《西溪数谷十条》", ACTUAL, "2021"),
        ("西溪数谷十条", "appliesTo", "西溪数谷", "《西溪数谷十条》"),
        ("西溪数谷", "designatedAs", "未来产业先导区", "认定西溪数谷为未来产业先导区"),
        (
            "余杭区人民政府",
            "approves",
            "未来产业先导区",
            "余杭区人民政府发布《西溪数谷十条》，认定西溪数谷为未来产业先导区",
        ),
        ("星河智算", "rankedIn", "算力百强榜", "星河智算上榜算力百强榜", ACTUAL, "2021"),
        ("星河智算", "produces", "星河一号", "推出星河一号"),
        ("西溪数谷", "focusesOn", "人工智能", "西溪数谷聚焦人工智能"),
    ]
    return [*small_extractions(), extraction(third, names, facts)]
