"""Tests of where names begin and end in running text, with the model."""

import pytest

from kg import lexicon
from kg.model import Mention
from kg.ontology import INDUSTRY, PERSON
from kg.recognise import model, recognise
from kg.recognise.tagger import tag
from tests.recognise.texts import document, marked

LEXICON = lexicon.load()

SENTENCES = [
    # a person with a post before 和, and the organization behind it
    "[Company 京东方]董事长[Person 陈明远]和[Association 国际海洋理事会]主席出席。",
    # verbs that the last character of a name begins
    "[Region 西城区]的公司换帅，[Person 徐远]任董事长。",
    "公司副总裁[Person 林岚]说。",
    "县长[Person 潘远]把茶叶摆上展台。",
    "[Person 李远]任[Company 山东岱海能源集团有限公司]董事长。",
    # ends that never make one name
    "截至六月末，[Company 中国建设银行股份有限公司]集团资产增长。",
    "[Government 苏州工业园区管理委员会]党工委委员走访企业。",
    # what another company does with a company
    "[Company 贵州茅台]控股股东出资，后者为[Company 中国核电]控股。",
    # a verb, and what says when, behind a whole name
    "[Government 福建省发展和改革委员会]日前批复[Project 榕江机场二期扩建工程]。",
    # a dateline in brackets is no part of a name
    "（[Region 海口]专电）[Event 博鳌亚洲论坛2022年年会]开幕。",
    # a county only says where a zone with a name of its own is; it belongs to the name of its own zone
    "工厂位于[Region 桐城市][Park 白石经济开发区]，[Park 太和县经济开发区]新增企业。",
    # a forum acts as an association, and is a meeting where people go
    "论坛由[Association 世界经济论坛]主办。",
    "他出席[Event 世界经济论坛]并致辞。",
    # a county by its short name, where the model sees one, and the last of a list that a count closes
    "该方案覆盖[Region 青浦]、[Region 吴江]、[Region 嘉善]三地。",
    # where words were cut wrongly behind a verb that stands before names
    "厂区落址[Region 坪山区]。",
    # who is said to be in a post
    "公司已完成注册，法定代表人为[Person 雷远]。",
    # everyday words that are companies beside other ones
    "供应商包括[Company 特斯拉]、[Company 福特]、[Company 大众]、[Company 戴姆勒]等。",
    # the short form of the one zone, but where the kind is meant
    "[Park 合肥高新区]扩区，[Park 高新区]新增企业，位居全国高新区前列，是省里第五个高新区。",
    # a province or city begins the name of a known company, but for where it only tells the place
    "[Company 江西联创电子]在当地扩产，[Company 杭州海康威视]接了。",
    # institutions and zones that begin with a known name, agencies named by a verb, and verbs behind a zone
    "[Institution 浙江大学杭州国际科创中心]位于[Region 萧山区]。",
    "[Government 银川高新区发展改革局]印发通知。",
    "[Park 雄安新区启动区]建设加快，[Park 武汉光谷生物城]迎来新项目。",
    # a verb that the letters of foreign names begin, and who won an award
    "[Region 法国]总统[Person 约翰·海登]发表演讲，[Person 马克·霍林]发布新品。",
    "[Designation 图灵奖]得主[Person 姚远智]出席。",
    # a region is where a project is built
    "[Company 恒瑞医药]将在[Region 连云港]投资建设[Project 创新药基地项目]。",
    # a bracket that the name does not close
    "[Report 东盟国家制造业采购经理指数]（[Report PMI]）上升。",
    # words before which names begin elsewhere, inside known names
    "大会开幕，前[Company 微软]全球执行副总裁[Person 李远明]等出席。",
    "[Institution 北京市毕业生就业服务中心]协办。",
    "铝粉生产企业[Company 云山铝业株式会社]与[Association 江苏省医药企业协会]签约。",
    # a post tells that a product is a company, too, and a kind of company before a name is none
    "[Company 抖音]副总裁[Person 李远明]出席，[Company 抖音]签约；[Product 微信]增长。",
    "创新生物药公司[Company 天境生物]入驻。",
    "[Region 浙江嘉兴]的[Company 桐昆集团股份有限公司]生产繁忙。",
    # what a company is called between its place and its name
    "[Park 合肥高新区]企业[Company 海川新材股份有限公司]与[Company 深圳企业服务集团有限公司]签约。",
    "[Company 美的集团股份有限公司]落户[Park 和顺县经济技术开发区]。",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_names_begin_and_end_where_they_do(sentence: str) -> None:
    text, names = marked(sentence)
    found = recognise(document(text), lexicon=LEXICON, tagger=tag)
    assert [(m.type, m.text) for m in found if m.type != INDUSTRY] == names


@pytest.mark.parametrize(("text", "name"), [("他转任顾问；曾学忠留任。", "曾学忠"), ("会议由和学忠主持。", "学忠")])
def test_a_surname_that_is_an_everyday_word_belongs_to_the_name_where_a_clause_begins(text: str, name: str) -> None:
    at = text.index("学忠")
    said = [(Mention(at, at + 2, "学忠", PERSON, "model"), 0.95)]
    found = [m.text for m in model.believed(said, document(text), LEXICON)]
    assert found == [name] or (name == "学忠" and not found)
