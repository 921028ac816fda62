"""Graphs for the tests of the page: a small one of our own, a hostile one, and large ones."""

import random
from datetime import date
from decimal import Decimal

from kg.model import ACTUAL, PLANNED, Article, Entity, Evidence, Graph, Observation, Statement


def small() -> Graph:
    """Two articles about one zone: seven entities, six statements of which one is planned, three figures."""
    first = "之江云谷产业园位于杭州市。9月6日，之江云谷产业园与星河银行签署合作协议，星河银行将入驻之江云谷产业园。"
    second = "上半年，杭州市新设企业1.2万家，同比增长8.5%。林晓任星河银行行长。杭州市发布《杭州市云计算条例》。"
    articles = (
        Article("a1", "之江云谷迎来银行", first, date(2021, 9, 7), "钱塘观察", "https://news.example/1"),
        Article("a2", "杭州半年报", second, date(2022, 7, 20), "钱塘观察", ""),
    )
    entities = (
        Entity("park-1", "Park", "之江云谷产业园", ("云谷园",)),
        Entity("region-1", "Region", "杭州市", ("杭州",)),
        Entity("company-1", "Company", "星河银行"),
        Entity("person-1", "Person", "林晓"),
        Entity("policy-1", "Policy", "杭州市云计算条例"),
        Entity("industry-1", "Industry", "云计算"),
        Entity("event-1", "Event", "钱江论坛"),
    )
    signed = first[13:44]
    statements = (
        _said("park-1", "locatedIn", "region-1", first, "之江云谷产业园位于杭州市。", "a1"),
        _said("park-1", "cooperatesWith", "company-1", first, signed, "a1", time="2021-09-06", confidence=0.87),
        _said("company-1", "settledIn", "park-1", first, "星河银行将入驻之江云谷产业园", "a1", status=PLANNED),
        _said("person-1", "holdsPosition", "company-1", second, "林晓任星河银行行长。", "a2", role="行长"),
        _said("region-1", "issues", "policy-1", second, "杭州市发布《杭州市云计算条例》。", "a2", time="2022"),
        _said("policy-1", "appliesTo", "region-1", second, "《杭州市云计算条例》", "a2"),
    )
    quote = "上半年，杭州市新设企业1.2万家，同比增长8.5%"
    figures = (
        _counted("region-1", "新设企业", "12000", "家", second, quote, "a2", period="2022-01/2022-06"),
        _counted("region-1", "新设企业 同比增长", "8.5", "%", second, quote, "a2", period="2022-01/2022-06"),
        _counted("park-1", "计划投资", "3100000000", "美元", first, signed, "a1", bound="min", status=PLANNED),
    )
    return Graph(articles, entities, statements, figures)


HOSTILE = (
    "</script><script>globalThis.stolen = 1</script>",
    "<img src=x onerror='globalThis.stolen = 2'>",
    "{{ 7 * 7 }}<!--<script>",
    "\u2028globalThis.stolen = 3\u2029",
    "坏\ud800名\udfff",
    "长" * 5000,
    "  ",
    "\u202e<b onclick=globalThis.stolen=4>反</b>",
    "__proto__",
    "']}\";globalThis.stolen = 5;//",
)


def hostile() -> Graph:
    """Names, titles, quotes, roles, units and addresses that try to be code."""
    address = (
        "javascript:globalThis.stolen=6",
        "data:text/html,<script>globalThis.stolen=7</script>",
        "https://e.example/?<x>",
    )
    articles = tuple(
        Article(f"a{n}{name[:3]}", name, name, date(2021, 1, 1), name, address[n % 3]) for n, name in enumerate(HOSTILE)
    )
    entities = tuple(
        Entity(f"company-{n}{name[:40]}", "Company", name, (name + "别名",)) for n, name in enumerate(HOSTILE)
    )
    statements = tuple(
        Statement(entities[n - 1].id, "cooperatesWith", entities[n].id, ACTUAL, name, name, _quoted(articles[n], name))
        for n, name in enumerate(HOSTILE)
    )
    figures = tuple(
        Observation(entities[n].id, name, Decimal("NaN"), name, name, PLANNED, name, _quoted(articles[n], name))
        for n, name in enumerate(HOSTILE)
    )
    return Graph(articles, entities, statements, figures)


def large(count: int) -> Graph:
    """A graph of `count` companies and zones where newcomers prefer the well linked, with twice as many statements."""
    choice = random.Random(20210906)
    article = Article("a1", "大图", "甲公司入驻乙园。", date(2021, 1, 1))
    kinds = ["Park" if number % 9 == 0 else "Company" for number in range(count)]
    entities = tuple(
        Entity(f"e{n}", kind, f"{'园区' if kind == 'Park' else '公司'}{n}") for n, kind in enumerate(kinds)
    )
    ends = [0]
    statements = []
    for number in range(2 * count):
        one, other = number % count, choice.choice(ends)
        if one != other and number % 50:
            ends += [one, other]
            status = PLANNED if number % 7 == 0 else ACTUAL
            evidence = (Evidence("a1", 0, 8, article.text, "rule"),)
            statements.append(Statement(f"e{one}", "cooperatesWith", f"e{other}", status, None, None, evidence))
    return Graph((article,), entities, tuple(statements), ())


def _quoted(article: Article, quote: str) -> tuple[Evidence, ...]:
    return (Evidence(article.id, 0, len(quote), quote, quote),)


def _said(
    subject: str, predicate: str, object_: str, text: str, quote: str, article: str, *,
    status: str = ACTUAL, time: str | None = None, role: str | None = None, confidence: float | None = None,
) -> Statement:  # fmt: skip
    start = text.index(quote)
    evidence = (Evidence(article, start, start + len(quote), quote, f"{predicate}-by-verb"),)
    return Statement(subject, predicate, object_, status, time, role, evidence, confidence)


def _counted(
    subject: str, metric: str, value: str, unit: str, text: str, quote: str, article: str, *,
    period: str | None = None, bound: str | None = None, status: str = ACTUAL,
) -> Observation:  # fmt: skip
    start = text.index(quote)
    evidence = (Evidence(article, start, start + len(quote), quote, "figure"),)
    return Observation(subject, metric, Decimal(value), unit, period, status, bound, evidence)
