"""Observations: the examples beside the forms, and what holds for every text."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg import ontology
from kg.errors import KnowledgeError
from kg.model import ACTUAL, Article, Document, Entity, Mention, Observation
from kg.observe import metrics, observe
from kg.relate.examples import PUBLISHED, Example, parse
from kg.segment import outline

FORMS: list[dict[str, Any]] = yaml.safe_load((ontology.DEFAULT / "rules" / "observations.yaml").read_text("utf-8"))[
    "forms"
]
EXAMPLES = [(form["name"], entry["text"], entry["gives"]) for form in FORMS for entry in form.get("examples", ())]
NEVER = [(form["name"], text) for form in FORMS for text in form.get("never", ())]


def told(example: Example) -> list[str]:
    names = {entity.id: entity.name for entity in example.entities}
    ids = {name: entity for entity, name in names.items()}
    meant = [replace(reference, entity=ids[reference.entity]) for reference in example.references]
    return [line(found, names) for found in observe(example.document, example.entities, meant)]


def line(found: Observation, names: dict[str, str]) -> str:
    parts = [names[found.subject], found.metric, str(found.value), found.unit, found.period or "-"]
    return " | ".join(parts if found.status == ACTUAL else [*parts, found.status])


@pytest.mark.parametrize(("name", "text", "gives"), EXAMPLES, ids=lambda value: value if isinstance(value, str) else "")
def test_example_gives_its_observations(name: str, text: str, gives: list[str]) -> None:
    example = parse(text)
    assert sorted(told(example)) == sorted(gives)


@pytest.mark.parametrize(("name", "text"), NEVER)
def test_counter_example_gives_nothing(name: str, text: str) -> None:
    assert told(parse(text)) == []


def test_form_names_are_unique_and_each_has_a_test() -> None:
    names = [form["name"] for form in FORMS]
    assert len(names) == len(set(names))
    assert [form["name"] for form in FORMS if not form.get("examples") and not form.get("never")] == []


@pytest.mark.parametrize("form", [form for form in FORMS if form.get("gives")], ids=lambda form: form["name"])
def test_form_reads_one_of_its_examples(form: dict[str, Any]) -> None:
    parsed = [parse(entry["text"]) for entry in form["examples"]]
    used = {o.evidence[0].rule for e in parsed for o in observe(e.document, e.entities, e.references)}
    assert form["name"] in used


STATUS = [
    ("[Region 青河市]去年新增就业12万人。", ["actual"]),
    ("[Region 青河市]力争新增就业12万人。", ["planned"]),
    ("[Region 青河市]新增就业12万人。", ["actual"]),
    ("[Region 青河市]今年将新建厂房12万平方米。", ["planned"]),
    ("[Region 青河市]产值将由5亿元增加到8亿元。", ["planned", "planned"]),
    ("[Region 青河市]将补贴额度由5亿元提高到8亿元。", ["actual", "actual"]),
    ("[Park 青河未来科技城]引进企业12家。", ["actual"]),
    ("[Region 青河市]将新增就业12万人。", ["planned"]),
    ("[Region 青河市]今年投资80亿元。", ["actual"]),
    ("[Region 青河市]今年拟投资80亿元。", ["planned"]),
    ("到2021年，[Region 青河市]园区产值达80亿元。", ["actual"]),
    ("到2025年，[Region 青河市]园区产值达80亿元。", ["planned"]),
    ("[Region 青河市]园区产值达80亿元。", ["actual"]),
    ("[Region 青河市]园区产值未达到80亿元。", []),
    ("有消息称[Region 青河市]引资80亿元。", ["actual"]),
    ("据传[Region 青河市]引资80亿元。", []),
]


@pytest.mark.parametrize(("text", "status"), STATUS)
def test_status_is_decided_by_one_word(text: str, status: list[str]) -> None:
    example = parse(text)
    assert [o.status for o in observe(example.document, example.entities)] == status


BOUNDS = [
    ("达300家", None),
    ("超过300家", "min"),
    ("不到300家", "max"),
    ("约300家", "approx"),
    ("达300家以上", "min"),
    ("达300余家", "approx"),
]


@pytest.mark.parametrize(("words", "bound"), BOUNDS)
def test_bound_is_decided_by_words(words: str, bound: str | None) -> None:
    example = parse(f"[Region 青河市]上市公司{words}。")
    assert [(o.value, o.bound) for o in observe(example.document, example.entities)] == [(300, bound)]


SUBJECTS = [
    ("[Region 青河市]去年产值80亿元，[Region 白岭市]60亿元。", ["青河市", "白岭市"]),
    ("[Region 青河市]发布数据。去年，[~青河市 全市]产值80亿元。", ["青河市"]),
    ("[Region 青河市]发布数据。去年产值80亿元。", ["青河市"]),
    ("[Person 李明]介绍，[Region 青河市]去年产值80亿元。", ["青河市"]),
    ("[Government 青河市统计局]公布，[Region 青河市]去年产值80亿元。", ["青河市"]),
    ("[Region 青河市]对[Region 东盟]出口80亿元。", ["青河市"]),
    (
        "[Region 青河市]去年产值80亿元，在[Region 甲][Region 乙][Region 丙]四地中领先，人口达到80万人。",
        ["青河市", "青河市"],
    ),
    ("总规模80亿元的[Company 青河基金]去年设立。", ["青河基金"]),
    ("[Region 青河市]产值80亿元（[Region 白岭市]60亿元）。", ["青河市", "白岭市"]),
    ("去年，双方签约80亿元。", []),
    ("[Region 青河市]超越[Region 白岭市]\n[Region 白岭市]去年不如从前，[Region 青河市]好。\n产值80亿元。", ["青河市"]),
    ("[Region 中国]与[Region 东盟]合作。去年，我国产值80亿元。", ["中国"]),
    ("[Region 白岭市]与[Region 东盟]合作。去年，全国产值80亿元。", []),
    ("[Event 青河市工业工作会议]召开。[Region 青河市]发展快。去年产值80亿元。", ["青河市"]),
    ("[Company 蓝泉科技]推出[Product 蓝泉云]，[~蓝泉云 该产品]用户80万人。去年产值80亿元。", ["蓝泉云", "蓝泉科技"]),
    ("[Region 青河市]、[Region 白岭市]表现突出，去年产值均超过80亿元。", ["青河市", "白岭市"]),
    ("去年，像[Region 青河市]、[Region 白岭市]等县市的产值都在80亿元以上。", ["青河市", "白岭市"]),
    ("去年，[Region 青河市]、[Region 白岭市]的产值超过80亿元。", ["青河市", "白岭市"]),
    ("去年，[Region 青河市]、[Region 白岭市]产值合计超过80亿元。", []),
    ("[Region 青河市]、[Region 白岭市]等地增长较快，全国人均产值超过8万元。", []),
    ("[Region 青河市]、[Region 白岭市]等地增长较快，人均产值超过8万元。", []),
    ("[Region 青河市]、[Region 白岭市]等地增长较快，全省产值均超过8亿元。", []),
    ("[Region 青河市]、[Region 白岭市]等地增长较快，各类企业超过800家。", []),
    ("[Region 青河市]、[Region 白岭市]等地增长较快，成都产值超过80亿元。", []),
    ("[Region 青河市]、[Region 白岭市]表现突出，2021年均超过80亿元产值。", ["青河市", "白岭市"]),
    ("[Region 青河市]去年产值80亿元。从行业门类看，采矿业产值8亿元。", ["青河市", "青河市"]),
    ("[Company 蓝泉科技]旗下[Company 白岭科技]去年产值80亿元。", ["白岭科技"]),
    ("去年增长最快的企业是化工公司[Company 蓝泉科技]，产值80亿元。", ["蓝泉科技"]),
    ("[Place 青河大道]起于[Place 白岭路]，终至[Place 云州路]（[Place 228国道]）路口，全长80公里。", ["青河大道"]),
    ("[Project 蓝泉储能项目]落户[Park 青河高新区]，选址[Region 云州镇]，总投资80亿元。", ["蓝泉储能项目"]),
    ("[Company 蓝泉科技]在[Region 青河市][Park 青河高新区]设厂，去年产值80亿元。", ["蓝泉科技"]),
    ("[Company 蓝泉科技]旗下的[Company 白岭科技]去年产值80亿元。", ["白岭科技"]),
    ("[Company 蓝泉科技]全资的[Company 白岭科技]去年产值80亿元。", ["白岭科技"]),
    ("在[Park 青河高新区]，[Company 蓝泉科技]、[Company 北辰集团]等80家企业集聚。", ["青河高新区"]),
    ("去年，[Company 蓝泉科技]营收80亿元，是[Company 北辰集团]的8倍。", ["蓝泉科技", "蓝泉科技"]),
    ("[Company 蓝泉科技]拟在[Region 青河市]打造[Park 蓝泉产业园]，占地800亩。", ["蓝泉产业园"]),
    ("[Company 蓝泉科技]与[Company 北辰集团]共同出资设立[Company 蓝辰公司]，注册资本8亿元。", ["蓝辰公司"]),
    ("[Event 青河家电展]开幕。[Region 青河市]天气晴好。现场签约项目80个。", ["青河家电展"]),
    ("[Region 青河市]迎来展会\n[Event 青河家电展]开幕。\n[Region 青河市]欢迎你。\n签约项目80个。", ["青河家电展"]),
    ("在[Region 青河市]，[Company 蓝泉科技]独资建设的[Project 蓝泉储能项目]总投资80亿元。", ["蓝泉储能项目"]),
    ("去年，[Region 青河市]GDP4000亿元，比第二位的[Region 白岭市]多出80亿元。", ["青河市", "青河市"]),
    ("[Company 蓝泉科技]减持[Company 北辰集团]股份，持股比例由8%降至5%。", ["蓝泉科技", "蓝泉科技"]),
    ("[Park 青河高新区]有注册企业80家，其中[Region 澳门]企业54家。", ["青河高新区", "青河高新区"]),
    ("[Region 青河省]有上市企业80家，其中[Region 白岭市]企业54家。", ["青河省", "白岭市"]),
    ("[Company 蓝泉科技]将设立全资子公司[Company 蓝辰公司]负责该项目，注册资本8亿元。", ["蓝辰公司"]),
    (
        "[Park 青河工业园]紧邻[Place 云州机场]，总面积80平方公里，雇用[Region 泰国]员工4万人。",
        ["青河工业园", "青河工业园"],
    ),
    (
        "其中，[Region 白岭市]出口增长8%；[~青河省 全省]出口80亿元；进口50亿元。[Region 青河省]",
        ["白岭市", "青河省", "青河省"],
    ),
    ("[Company 蓝泉科技]投建[Project 蓝泉储能项目]，[~蓝泉储能项目 项目]占地80亩。", ["蓝泉储能项目"]),
    ("[Event 科技奖评审会议]在[Region 青河市]召开\n会议在[Region 青河市]举行。\n评出163个获奖项目。", []),
]


@pytest.mark.parametrize(("text", "subjects"), SUBJECTS)
def test_subject_is_whom_the_number_is_about(text: str, subjects: list[str]) -> None:
    assert [entry.split(" | ")[0] for entry in told(parse(text))] == subjects


@pytest.mark.parametrize("text", ["80", "产值均为", "2021年均为", "全年均为", "各有"])
def test_each_is_told(text: str) -> None:
    assert metrics.load(ontology.DEFAULT).each(text) == (text != "80")


@pytest.mark.parametrize(
    "text", ["全国人均产值", "平均工资", "年均产值", "成都产值", "首都机场", "各类企业", "各省产值"]
)
def test_each_is_not_told(text: str) -> None:
    assert not metrics.load(ontology.DEFAULT).each(text)


METRICS = [
    ("农产品签约", "农产品签约"),
    ("雷达", "雷达"),
    ("产值仍为", "产值"),
    ("原则约为", "原则"),
    ("成就", "成就"),
    ("产值已达", "产值"),
]


@pytest.mark.parametrize(("words", "metric"), METRICS)
def test_words_that_trail_are_no_part_of_a_metric(words: str, metric: str) -> None:
    assert metrics.load(ontology.DEFAULT).metric(words) == metric


@pytest.mark.parametrize("word", ["雷达", "马达", "条约", "原则", "成就", "首都"])
def test_counted_things_keep_their_ends(word: str) -> None:
    assert metrics.load(ontology.DEFAULT).thing(f"{word}的") == word


@pytest.mark.parametrize("piece", ["仍为", "仅仅", "的", "大概是", "、", "里", "更是则为"])
@pytest.mark.parametrize("end", ["", "值", "雷达"])
def test_long_tails_stay_linear(piece: str, end: str) -> None:
    forms = metrics.load(ontology.DEFAULT)
    forms.metric("产值" + piece * 10_000 + end)
    forms.thing("产值" + piece * 10_000 + end)


PIECES = [
    "青河市",
    "全市",
    "去年",
    "2021年",
    "同比增长",
    "占全省",
    "12.5%",
    "300家",
    "80亿元",
    "企业",
    "，",
    "。",
    "、",
    "和",
    "的",
    "分别",
    "将",
    "达到",
    "（",
    "）",
    "\n",
]


DAYS = [
    ("5月6日开幕，为期3天，共有80家企业参展。", "2022-05-06/2022-05-08"),
    ("5月8日闭幕，为期三天，共有80家企业参展。", "2022-05-06/2022-05-08"),
    ("5月6日开幕，5月8日闭幕，共有80家企业参展。", "2022-05-06/2022-05-08"),
    ("5月6日开幕，共有80家企业参展。", "2022-05-06"),
    ("5月6日开幕，为期90天，共有80家企业参展。", "2022-05-06/2022-08-03"),
]


@pytest.mark.parametrize(("text", "days"), DAYS)
def test_figures_of_an_event_are_of_its_days(text: str, days: str) -> None:
    found = told(parse(f"[Event 江北博览会]开幕\n[Event 江北博览会]{text}"))
    assert [figure.split(" | ")[-1] for figure in found] == [days]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("[Company 恒远集团]投资8亿元建设[Project 青河产业园]。", "青河产业园"),
        ("[Company 恒远集团]投资8亿元购买[Project 青河产业园]的设备。", "恒远集团"),
    ],
)
def test_money_belongs_to_what_is_built_with_it(text: str, owner: str) -> None:
    assert [figure.split(" | ")[0] for figure in told(parse(text))] == [owner]


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("今年，[Region 青河市]GDP80亿元，按可比价格计算同比增长5%。", ["GDP", "GDP 同比增长"]),
        ("去年，[Region 青河市]出口80亿美元，折合人民币570亿元，增长8%。", ["出口", "出口", "出口 增长"]),
        ("去年，[Region 青河市]出口80亿元，规模居全省第一，增长5%。", ["出口", "出口 增长"]),
        (
            "[Region 青河市]旅游业占GDP比重由48.4%提高到61.8%，提高13.4个百分点。",
            ["旅游业 占GDP比重", "旅游业 占GDP比重", "旅游业 占GDP比重 提高"],
        ),
        ("[Region 青河市]出口占全省比重达8%，增长5%。", ["出口 占全省比重", "出口 增长"]),
        ("去年，[Region 青河市]有21个项目纷纷落地，30家机构正加快建设。", ["项目", "机构"]),
        ("去年，[Region 青河市]高新技术企业年均新增80家。", ["高新技术企业年均新增"]),
        ("去年，[Company 蓝泉科技]海外收入80亿元，几乎占总收入的50%。", ["海外收入", "海外收入 占总收入比重"]),
    ],
)
def test_what_a_figure_measures(text: str, metrics: list[str]) -> None:
    assert [found.split(" | ")[1] for found in told(parse(text))] == metrics


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("[Park 青河高新区]现有企业1200家，其中规上企业92家；2021年产值80亿元。", ["2022-06-15", "2022-06-15", "2021"]),
        ("[Project 云海项目]预计年底投产，年产值30亿元。", ["-"]),
        ("[Region 青河市]产值从2015年的8亿元增长到2020年的20亿元，年均增长20%。", ["2015", "2020", "2015/2020"]),
        ("[Park 青河港]挂牌以来，累计引进企业90家，注册资金80亿元。", ["2022-06-15", "2022-06-15"]),
        ("[Park 青河港]2021年出口80亿元，自2010年起连续12年居首。其中，出口机电20亿元。", ["2021", "2021"]),
        ("5月，[Region 青河市]出口额相当于去年同期的九成。", ["2022-05"]),
    ],
)
def test_when_a_figure_is_told_of(text: str, periods: list[str]) -> None:
    assert [found.split(" | ")[4] for found in told(parse(text))] == periods


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_every_quote_stands_in_the_text(text: str) -> None:
    document = outline(Article("a", "", text, PUBLISHED))
    places = [i for i in range(len(text)) if text.startswith("青河市", i)]
    city = Entity("e1", "Region", "青河市", (), tuple(Mention(i, i + 3, "青河市", "Region", "test") for i in places))
    for found in observe(document, (city,)):
        quoted(found, text)


def quoted(found: Observation, text: str) -> None:
    (evidence,) = found.evidence
    assert evidence.quote
    assert text[evidence.start : evidence.end] == evidence.quote
    assert found.metric
    assert found.subject == "e1"


def test_nothing_to_read() -> None:
    assert observe(Document(Article("a", "", ""), (), (), (), ()), ()) == ()


def test_a_list_of_words_that_stands_twice_is_a_fault_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    path = tmp_path / "rules" / "observations.yaml"
    path.write_text("words:\n  area: [全国]\n  area: [亩]\nforms: []\n", "utf-8")
    with pytest.raises(KnowledgeError, match=r"observations\.yaml: cannot be read: area stands twice .*line 3"):
        metrics.load(tmp_path)


def test_faults_of_forms_are_told_together(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    source = (ontology.DEFAULT / "rules" / "observations.yaml").read_text("utf-8")
    broken = source.replace("{rank}(全国", "{ranks}(全国").replace("- name: steps", "- name: class")
    (tmp_path / "rules" / "observations.yaml").write_text(broken, "utf-8")
    with pytest.raises(KnowledgeError) as caught:
        metrics.load(tmp_path)
    assert len(caught.value.faults) == 2
