"""Tests of kg/recognise: names in sentences, without the model unless a test says so."""

import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import lexicon, ontology
from kg.model import Document, Mention, Span
from kg.ontology import COMPANY, GOVERNMENT, PARK, PERSON, REGION
from kg.recognise import borders, gazetteer, grow, lists, merge, model, parted, recognise, trim
from tests.recognise.texts import document, marked

LEXICON = lexicon.load()

SENTENCES = [
    # regions: chains, short forms, ambiguous words
    "[Region 浙江省杭州市西湖区]与[Region 四川]、[Region 重庆]签约。",
    "[Region 北京市海淀区]新增企业，[Region 海淀]占比最高。",
    "公安机关与合作方签署文件，资源共享，通道畅通。",
    "沿海城市与发展中国家开展合作。",
    "航线通至[Region 科隆]，[Region 利比里亚]籍货轮靠港。",
    "[Region 武汉]发布规划，友商落子[Region 江城]。",
    "江城的夜晚十分安静。",
    "[Region 中国]与[Region 东盟]贸易增长。",
    # governments: region + suffix, and inside, short ministries
    "[Government 山东省商务厅]与[Government 青岛市人民政府]联合发文。",
    "[Government 苏州市工业和信息化局]公布名单。",
    "[Government 工信部]、[Government 国家发展改革委]、[Government 文化和旅游部]共同部署。",
    "[Government 四川省发改委]批复了方案。",
    "[Government 苏州工业园区管委会]介绍情况。",
    "有关部门和相关企业参加会议，主管部门表示支持。",
    "[Region 江苏省]交通运输部门与[Region 埃及]矿业部门交流，[Government 民建山东省委]调研。",
    # companies: brackets, legal forms, generic words
    "[Company 中国进出口银行浙江省分行]放款，[Company 正泰集团]董事局主席到会。",
    "[Company 海蓝云计算（南京）有限公司]落户。",
    "该公司与上市公司、子公司、商业银行合作。",
    "多家银行、国有企业和科研院所参与。",
    "[Company 宁德时代]与[Company 比亚迪]扩产。",
    "[Company 中车青岛四方机车车辆股份有限公司]中标。",
    # institutions and associations
    "[Institution 浙江大学]和[Institution 中国科学院]共建平台。",
    "[Association 中国汽车工业协会]发布数据，[Association 江苏省物流商会]参会。",
    # parks
    "[Park 成都高新技术产业开发区]与[Park 郑州综合保税区]合作。",
    "[Park 武汉经济技术开发区]开工。",
    "工厂花落[Park 临江开发区]，总部安家[Park 青山化工园]。",
    # projects: an end that may follow a region or stand without one
    "[Project 泰州政务大数据平台]上线，网络平台同步直播。",
    "研究论证[Project 沿江成品油管道]，[Project 泰州外环]开工，外环路畅通。",
    # titles in 《》
    "《[Policy 数据安全管理条例]》施行，《[Report 城市算力白皮书（2023）]》发布。",
    "他在《晚报》上读到这篇文章。",
    # people
    "[Company 海信集团]董事长[Person 贾少谦]表示看好。",
    "[Person 周明远]认为，市场将回暖。",
    "首席经济学家[Person 卡尔·施密特]出席。",
    "副总经理关于方案的说明获得通过。",
    "副主席[Person 刘可为]、秘书长[Person 高远]作陪，[Government 市经信局]一手张罗，项目组周密部署。",
    "董事长[Person 黄峥]视作关键落点，李还兼任顾问。",
    "[Government 市工信局]局长[Person 余锡安]作工作报告，副总裁[Person 库宏]出任新职。",
    "董事长[Person 林锐青]先生致辞，[Person Bergman]先生到场。",
    "[Government 市经信局]局长[Person 王蓉]说，产值稳步增长，处长[Person 何称]称：“形势向好。”",
    "某公司董事长[Person 亨利·艾伦·海登]（Henry Hayden）到访，[Person 埃里克·马斯]也出席。",
    "总理[Person 莫里森]表示欢迎，CEO[Person 海登]介绍情况。",
    "资深专家高昂地讲了许久，储能首席向全国推广经验。",
    # names end where a verb begins, and stand in no set phrase
    "[Region 澳门特别行政区]委派一名代表。",
    "支持[Park 雄安新区]引进知名大学，鼓励企业进出园区。",
    "坚持中国特色社会主义道路，实现中国式现代化。",
    # events
    "[Event 第六届中国国际进口博览会]开幕。",
    "[Event 2023世界新能源汽车大会]在[Region 海口]举行。",
    # names without a known beginning: words that say something, no verb before them
    "会议听取了汇报，昨日召开[Event 滨河新城招商选资推介会]。",
    "公司召开了推进会，双方举行签约仪式。",
    "区领导督导[Park 恒创精密标准件产业园]建设，参观了产业园。",
    "起草[Policy 新型储能设施建设行动计划]，制定实施方案。",
    "途经[Project 鹤石铁路]，乘坐普速铁路到达。",
    "前往[Place 云顶山景区]，游览著名景区。",
    "重点项目和合作项目开工，四个项目投产。",
    # no place or zone reaches over a verb of building, nor does any name over 委派, 参照
    "[Region 宜昌]建设[Region 柏临河生态经济带]，[Place 长沙机场口岸]建设改良种苗进口口岸。",
    "他们参照[Institution 清华大学]的办法，[Place 浙江大学紫金港校区]启用。",
    # hills and waters stand without the region before them, docks with their port, a sight with what says it is one
    "会议在[Region 上海][Place 佘山]举行，[Place 广州白云机场]重新开放。",
    "船停靠[Place 烟台港芝罘湾港区]，客人游览[Place 雁荡山风景区]。",
    # a phase makes no project of a zone, company or fund
    "[Park 云山综合保税区]一期封关，[Park 云山生物医药产业园二期]封顶，[Project 云山污水处理厂二期工程]开工。",
    # what stands too far before the end of a place does not belong to it
    "[Company 云岭工程咨询有限公司]的员工昨天来到[Park 宜昌高新区]。",
    # what companies sign is no policy, what they file is a report
    "双方签订《新能源项目合作协议》，公司披露《[Report 关于收购股权的公告]》。",
]


JUDGED = [
    ("国家发展改革委会同有关部门", "Government", "国家发展改革委会", "国家发展改革委"),
    ("建设世界知名大学", "Institution", "世界知名大学", ""),
    ("推进澳门公立医院建设", "Institution", "澳门公立医院", ""),
    ("支持高水平专科医院", "Institution", "高水平专科医院", ""),
    ("探索科技成果转化", "Company", "探索科技", ""),
    ("苏北县（市）较多", "Region", "苏北县", ""),
    ("皖北重镇蚌埠", "Region", "皖北重镇", ""),
    ("江北新区管委会新经济发展局副局长到场", "Government", "江北新区管委会新经济发展局", "江北新区管委会"),
    ("江北新区管委会新经济发展局公布名单", "Government", "江北新区管委会新经济发展局", "江北新区管委会新经济发展局"),
    ("成本高昂的生活", "Person", "高昂", ""),
    ("北京城市学院招生", "Institution", "北京城市学院", "北京城市学院"),
    ("上海科创大学招生", "Institution", "上海科创大学", "上海科创大学"),
    ("富锦湾县财政局", "Region", "富锦湾县", "富锦湾县"),
    ("新推出Smart Transmit技术", "Product", "Smart Tran", "Smart Transmit"),
    ("年产16GW高效电池项目投产", "Project", "GW高效电池项目", "16GW高效电池项目"),
    ("总统托卡耶夫到访", "Person", "卡耶夫", "托卡耶夫"),
    ("总裁格奥尔基耶娃致辞", "Person", "格奥尔基耶娃", "格奥尔基耶娃"),
    ("区长杰永鸽带队", "Person", "杰永鸽", "杰永鸽"),
    ("一位杰永鸽带队", "Person", "杰永鸽", ""),
]


PARTLY = [("武汉天衡经济研究院", "Institution", "model"), ("天衡经济研究院", "Institution", "model:doubted")]


@pytest.mark.parametrize(("name", "kind", "found_by"), PARTLY)
def test_a_model_fairly_sure_is_believed_of_what_begins_with_a_region(name: str, kind: str, found_by: str) -> None:
    mention = Mention(0, len(name), name, kind, "model")
    found = model.believed([(mention, 0.85)], Document(document(name).article, (), (), (), ()), LEXICON)
    assert [m.found_by for m in found] == [found_by]


@pytest.mark.parametrize(("text", "kind", "said", "believed"), JUDGED)
def test_what_is_believed_of_a_model(text: str, kind: str, said: str, believed: str) -> None:
    start = text.index(said)
    mention = Mention(start, start + len(said), said, kind, "model")
    found = model.believed([(mention, 0.99)], Document(document(text).article, (), (), (), ()), LEXICON)
    assert [m.text for m in found] == ([believed] if believed else [])


PARTED = [
    ("云山经开区建设智能装备产业园", "Park", [("云山经开区", "Park"), ("智能装备产业园", "Park")]),
    ("云山濠江中学开办附属学校", "Institution", [("云山濠江中学", "Institution")]),
    ("云山数据交易所建设", "Company", [("云山数据交易所", "Company")]),
    ("云山开发区管委会共同订立协议", "Policy", [("云山开发区管委会", "Government")]),
    ("云山经开区建设局", "Government", [("云山经开区建设局", "Government")]),
    ("云山开发区投资有限公司", "Company", [("云山开发区投资有限公司", "Company")]),
    ("云山合作区建设总体方案", "Policy", [("云山合作区建设总体方案", "Policy")]),
    ("云山生态文明建设示范区", "Park", [("云山生态文明建设示范区", "Park")]),
]


@pytest.mark.parametrize(("name", "kind", "parts"), PARTED)
def test_a_verb_behind_a_whole_name_parts_it(name: str, kind: str, parts: list[tuple[str, str]]) -> None:
    found = list(parted.parted([Mention(3, 3 + len(name), name, kind, "model")], LEXICON))
    assert [(m.text, m.type) for m in found] == parts
    assert all(f"前面是{name}"[m.start : m.end] == m.text for m in found)


def test_a_known_name_is_not_parted() -> None:
    known = Mention(0, 10, "云山经开区建设产业园", PARK, "lexicon")
    assert list(parted.parted([known], LEXICON)) == [known]


def test_an_end_that_needs_the_model_makes_a_name_only_where_a_word_ends() -> None:
    text = "云海省宝泉卫星发射中心升空"
    found = [
        grow.find(text, [Mention(0, 3, "云海省", REGION, "lexicon")], borders.find(text, LEXICON), LEXICON, starts=s)
        for s in ({0, 3, 11}, {0, 3, 10})
    ]
    assert [[m.text for m in names] for names in found] == [["云海省宝泉卫星发射中心"], []]
    assert not list(merge.supported(found[0], np.full(len(text), 0.7, dtype=np.float32)))
    assert list(merge.supported(found[0], np.full(len(text), 0.8, dtype=np.float32)))


@pytest.mark.parametrize(("works", "names"), [("工厂", []), ("二期", []), ("青江工厂", ["海岳电子青江工厂"])])
def test_works_right_behind_a_company_have_no_name(works: str, names: list[str]) -> None:
    text = f"海岳电子{works}投产"
    known = [Mention(0, 4, "海岳电子", COMPANY, "lexicon")]
    assert [m.text for m in grow.find(text, known, borders.find(text, LEXICON), LEXICON)] == names


def test_a_list_that_a_model_takes_for_one_name_is_cut() -> None:
    listed = "云岭江、白沙江"
    mention = Mention(2, 2 + len(listed), listed, ontology.PLACE, "model")
    found = model.believed([(mention, 0.99)], Document(document(f"位于{listed}之间").article, (), (), (), ()), LEXICON)
    assert [m.text for m in found] == ["云岭江", "白沙江"]


def test_verbs_before_a_name_are_cut_where_a_word_begins_behind_them() -> None:
    text = "深化前海合作区改革"
    words = tuple(Span(*at) for at in ((0, 2), (2, 4), (4, 7), (7, 9)))
    said = [(Mention(0, 7, text[:7], ontology.PARK, "model"), 0.99)]
    found = model.believed(said, Document(document(text).article, words, (), (), ()), LEXICON)
    assert [m.text for m in found] == ["前海合作区"]


def names(text: str) -> list[tuple[str, str]]:
    """Types and texts that are found, but candidates of industry."""
    return [(m.type, m.text) for m in recognise(document(text)) if m.type != ontology.INDUSTRY]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_names_of_a_sentence(sentence: str) -> None:
    text, expected = marked(sentence)
    assert names(text) == expected


def test_short_form_of_a_county_needs_the_region_above() -> None:
    assert (REGION, "桐庐") in names("杭州推进产业升级，桐庐产值最高。")
    assert (REGION, "桐庐") not in names("桐庐产值最高。")


def test_a_name_found_once_is_found_everywhere() -> None:
    found = recognise(document("总裁何晓枫表示，订单增长。\n记者问到下一步，何晓枫笑了笑。"))
    assert [m.text for m in found if m.type == PERSON] == ["何晓枫", "何晓枫"]


def test_the_one_zone_of_an_article_is_found_by_its_last_word() -> None:
    zone = (PARK, "自贸区")
    assert zone in names("福建自贸试验区挂牌。自贸区首单业务落地。")
    assert zone not in names("福建自贸试验区与广东自贸试验区挂牌。自贸区首单业务落地。")
    assert zone not in names("自贸区首单业务落地。")


def test_the_model_adds_names_and_is_doubted() -> None:
    text = "星澜微电与甲方见面，星澜微电创始人发言。大好形势喜人。"

    def tagger(doc: Document) -> tuple[Mention, ...]:
        start = doc.text.index("大好形势")
        return (
            Mention(0, 4, "星澜微电", COMPANY, "model"),
            Mention(start, start + 2, "大好", REGION, "model"),
        )

    found = {(m.type, m.text) for m in recognise(document(text), tagger=tagger)}
    assert (COMPANY, "星澜微电") in found
    assert (REGION, "大好") not in found


def test_a_longer_name_of_the_model_holds_the_region_in_it() -> None:
    text = "上海晴川资产发布报告。"
    tagger = lambda _: (Mention(0, 6, "上海晴川资产", COMPANY, "model"),)  # noqa: E731
    assert [(m.type, m.text) for m in recognise(document(text), tagger=tagger)] == [(COMPANY, "上海晴川资产")]


def test_a_department_in_a_title_is_no_government() -> None:
    text = "综合处处长发言。"
    tagger = lambda _: (Mention(0, 3, "综合处", GOVERNMENT, "model"),)  # noqa: E731
    assert recognise(document(text), tagger=tagger) == ()


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("上海市北京公司集团局委《》“”（）、。，和与第三届2021年张王董事长表示 \nA·園"),
        max_size=80,
    )
)
def test_mentions_are_exact_sorted_and_apart(text: str) -> None:
    found = recognise(document(text))
    assert all(text[m.start : m.end] == m.text and m.text for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_long_hostile_text_takes_linear_time() -> None:
    for unit in ("市", "《", "（", "有限公司", "一二三", "、和", "张", "1", "A", "上海市政府"):
        text = unit * (120_000 // len(unit))
        doc = document("短文")
        doc = Document(type(doc.article)("x", "", text), (), (), (), ())
        start = time.process_time()
        gazetteer.find(doc, LEXICON)
        recognise(doc, lexicon=LEXICON)
        assert time.process_time() - start < 5, unit


def test_word_that_only_says_it_is_a_region_belongs_to_its_name() -> None:
    text = "皖北地区人口多，皖北地区生产总值低，湖南地区多雨。"
    assert [m.text for m in gazetteer.find(document(text), LEXICON)] == ["皖北地区", "皖北", "湖南"]


LISTED = [
    ("与特斯拉、蓝海行、比亚迪、宝马等车企合作。", [(ontology.COMPANY, "蓝海行")]),
    ("比亚迪、蓝海行和宝马参展。", [(ontology.COMPANY, "蓝海行")]),
    ("清华大学、蓝海、宝马参展。", []),  # not of one type
    ("宝马、融资租赁公司、比亚迪、奔驰参展。", []),
    ("比亚迪、特斯拉、销量上升，利润下降。", []),
    ("比亚迪、宝马、增长20%。", []),
    ("比亚迪、宝马、增长20%、蓝海行等。", [(ontology.COMPANY, "蓝海行")]),
    ("华为、腾讯、当地居民等参加。", []),
    ("清华大学、北京大学、多家企业签约。", []),
    ("清华大学、北京大学、多家企业等签约。", []),
    ("比亚迪、宝马、奔驰、张伟出席。", []),
    ("比亚迪、宝马、蓝海以及奔驰出席。", [(ontology.COMPANY, "蓝海")]),
    ("重庆的江津、永川、长寿、綦江等区。", [(ontology.REGION, "长寿")]),  # a word that is a county beside others
    ("浙江省、江苏省、消费、投资增长。", []),
    ("长江、汉江、白沙江，以及湖泊。", [(ontology.PLACE, "白沙江")]),  # ends as the others do
    ("长江、汉江、白沙镇，以及湖泊。", []),
    ("依托比亚迪、蓝海数控等一批龙头企业。", [(ontology.COMPANY, "蓝海数控")]),  # called companies: one known is enough
    ("依托比亚迪、蓝海数控等地。", []),
    ("依托清华大学、蓝海数控等企业。", []),
    ("引进了蓝海数控、比亚迪、宝马等企业。", [(ontology.COMPANY, "蓝海数控")]),
    ("引进了三家、比亚迪、宝马等企业。", []),
]


@pytest.mark.parametrize(("text", "expected"), LISTED)
def test_what_is_listed_with_known_names_is_of_their_type(text: str, expected: list[tuple[str, str]]) -> None:
    chosen = gazetteer.find(document(text), LEXICON)
    assert [(m.type, m.text) for m in lists.find(text, chosen, LEXICON)] == expected


@pytest.mark.parametrize(
    ("start", "expected"), [(2, [(ontology.COMPANY, "蓝海数控")]), (3, [(ontology.COMPANY, "海数控")]), (None, [])]
)
def test_the_first_item_of_a_list_begins_where_the_model_guesses(
    start: int | None, expected: list[tuple[str, str]]
) -> None:
    text = "看好蓝海数控、比亚迪、宝马等企业。"
    guesses = [] if start is None else [Mention(start, 6, text[start:6], ontology.COMPANY, "model")]
    chosen = gazetteer.find(document(text), LEXICON)
    assert [(m.type, m.text) for m in lists.find(text, chosen, LEXICON, guesses)] == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [("杭州市长到会。", ["杭州"]), ("合肥市长丰县扩产。", ["合肥市长丰县"]), ("杭州市扩产。", ["杭州市"])],
)
def test_a_region_before_its_mayor(text: str, names: list[str]) -> None:
    assert [m.text for m in gazetteer.find(document(text), LEXICON)] == names


def test_what_is_listed_needs_a_little_of_the_models_support() -> None:
    listed = [Mention(0, 3, "蓝海行", ontology.COMPANY, "list")]
    assert not list(merge.supported(listed, np.zeros(3, dtype=np.float32)))


def test_borders_in_an_endless_latin_word_stay_and_cost_linear_time() -> None:
    text = "a" * 300_000
    said = [(Mention(at, at + 9, text[at : at + 9], COMPANY, "model"), 0.99) for at in range(100, len(text) - 100, 150)]
    doc = document("短文")
    start = time.process_time()
    found = list(model.believed(said, Document(type(doc.article)("x", "", text), (), (), (), ()), LEXICON))
    assert time.process_time() - start < 5
    assert [m.span for m in found] == [m.span for m, _ in said]


def test_names_made_up_of_an_end_need_the_models_support() -> None:
    found = [
        Mention(0, 4, "蓝海公园", ontology.PLACE, "suffix:free"),
        Mention(5, 7, "宝马", ontology.COMPANY, "lexicon"),
    ]
    nowhere = np.zeros(8, dtype=np.float32)
    assert [m.text for m in merge.supported(found, nowhere)] == ["宝马"]
    assert list(merge.supported(found, nowhere + 1)) == found


def test_a_listed_company_counts_where_the_model_sees_a_name_too() -> None:
    given = document("会上，国瓷材料介绍了新产品。")
    listed = next(m for m in gazetteer.find(given, LEXICON) if m.text == "国瓷材料")
    for seen in (0.0, 1.0):
        inside = np.full(len(given.text), seen, dtype=np.float32)
        assert [m.type for m in merge.supported([listed], inside)] == [COMPANY] * bool(seen)


def test_a_listed_company_is_no_part_of_longer_words() -> None:
    assert "苏州高新" not in {m.text for m in gazetteer.find(document("苏州高新区集聚了企业。"), LEXICON)}
    assert "三房巷" not in {m.text for m in gazetteer.find(document("他住在三房巷子里。"), LEXICON)}


def test_names_that_the_model_must_see_need_more_of_its_support() -> None:
    unsure = np.full(4, 0.6, dtype=np.float32)
    found = [Mention(0, 4, "蓝海二期", ontology.PROJECT, kind) for kind in ("suffix:named", "suffix:seen")]
    assert [m.found_by for m in merge.supported(found, unsure)] == ["suffix:named"]


def _trimmed(text: str, name: str, outside: str, *, known: str = "") -> str:
    """What is left of a grown name where the model finds no name in one word of it."""
    at = text.index(name)
    starts, inside = {at, *(text.index(w) for w in (outside, "青禾")), text.index(outside) + len(outside)}, np.ones(99)
    inside[text.index(outside) : text.index(outside) + len(outside)] = 0
    grown = Mention(at, at + len(name), name, PARK, "suffix:any")
    names = [Mention(text.index(known), text.index(known) + len(known), known, REGION, "lexicon")] if known else []
    found = trim.trimmed([grown], names, LEXICON, inside=inside, starts=starts)
    return next(iter(found)).text


def test_words_that_the_model_takes_for_no_name_are_cut_off_a_grown_name() -> None:
    assert _trimmed("公司钟情青禾产业园。", "钟情青禾产业园", "钟情") == "青禾产业园"
    assert _trimmed("云州钟情青禾产业园。", "云州钟情青禾产业园", "钟情") == "青禾产业园"


def test_known_names_and_words_that_join_are_not_cut() -> None:
    assert _trimmed("在云州青禾产业园。", "云州青禾产业园", "云州", known="云州") == "云州青禾产业园"
    assert _trimmed("在云州和青禾产业园。", "云州和青禾产业园", "和") == "云州和青禾产业园"
