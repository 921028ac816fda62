"""Lines below headings, and two lists told one by one."""

from kg.relate.examples import parse, statements
from kg.relate.rules import load

RULES = load()


def _facts(text: str) -> set[tuple[str, str, str]]:
    return {(s.subject, s.predicate, s.object) for s in statements(parse(text), RULES)}


def test_lines_below_a_heading_are_read_with_it() -> None:
    text = (
        "[Event 江北投资论坛]昨日开幕。\n支持单位：\n1.[Association 江北商会]\n2.[Company 恒远集团]\n"
        "[Company 北辰公司]昨日发布财报。随后股价上涨。"
    )
    assert _facts(text) == {
        ("江北商会", "participatesIn", "江北投资论坛"),
        ("恒远集团", "participatesIn", "江北投资论坛"),
    }


def test_a_label_goes_on_over_lines_of_the_same_type() -> None:
    text = "[Event 江北投资论坛]昨日开幕。\n支持单位：[Association 江北商会]\n[Association 东岭商会]\n[Region 北桥市]"
    assert _facts(text) == {
        ("江北商会", "participatesIn", "江北投资论坛"),
        ("东岭商会", "participatesIn", "江北投资论坛"),
    }


def test_facts_of_a_line_are_quoted_from_it() -> None:
    text = "[Event 江北投资论坛]昨日开幕。\n支持单位：\n[Association 江北商会]\n[Company 恒远集团]"
    quotes = {s.subject: s.evidence[0].quote for s in statements(parse(text), RULES)}
    assert quotes == {"江北商会": "江北商会", "恒远集团": "恒远集团"}


def test_two_lists_with_respectively_are_told_one_by_one() -> None:
    text = "[Company 恒远集团]、[Company 北辰公司]分别位于[Region 北桥市]、[Region 东岭市]。"
    assert _facts(text) == {("恒远集团", "locatedIn", "北桥市"), ("北辰公司", "locatedIn", "东岭市")}


def test_lists_of_unlike_length_are_not_paired() -> None:
    text = "[Company 恒远集团]、[Company 北辰公司]分别位于[Region 北桥市]、[Region 东岭市]、[Region 南坡市]。"
    assert not _facts(text)


def test_what_a_heading_says_alone_is_quoted_from_it_alone() -> None:
    text = (
        "[Company 恒远集团]与[Company 北辰公司]签署战略合作协议，参展名单如下：\n[Company 江北实业]\n[Company 东岭实业]"
    )
    (fact,) = (s for s in statements(parse(text), RULES) if s.predicate == "cooperatesWith")
    assert {e.quote for e in fact.evidence} == {"恒远集团与北辰公司签署战略合作协议"}


def test_a_sentence_is_no_line_of_a_list() -> None:
    text = "[Event 江北投资论坛]昨日开幕。\n支持单位：\n[Association 江北商会]昨日发布公报。"
    assert not _facts(text)


def test_a_paragraph_that_is_but_a_list_of_names_is_a_line_too() -> None:
    text = (
        "入围名单公布。\n[Region 东岭省]占3席，分别是：\n[Park 江北高新区]、[Park 东湖经开区]、[Park 白鹭工业园]。\n"
        "[Park 南坡产业园]、[Park 云溪产业园]、[Park 西湖科技园]。"
    )
    assert {s for s, p, _ in _facts(text) if p == "locatedIn"} >= {"江北高新区", "东湖经开区", "白鹭工业园"}


def test_a_zone_stands_in_the_region_of_its_heading_alone() -> None:
    text = "入围名单公布。\n[Region 东岭省]占3席，分别是：\n[Park 江北高新区]、[Park 东湖经开区]合作紧密。"
    assert not _facts(text)


def test_a_line_of_nothing_but_names_may_end_as_a_sentence_and_parts_of_a_list_have_heads() -> None:
    text = (
        "评选结束，颁发“[Designation 绿色工厂]”铜牌。\n入选名单包括：\n一、制造企业\n"
        "[Company 恒远集团]、[Company 北辰公司]。\n二、能源企业\n[Company 江北实业]、[Company 东岭实业]。"
    )
    assert _facts(text) == {
        (company, "designatedAs", "绿色工厂") for company in ("恒远集团", "北辰公司", "江北实业", "东岭实业")
    }


def test_a_subject_may_be_told_by_its_beginning() -> None:
    text = "2019年揭牌的[Park 江北新区]，实施范围120平方公里，涵盖[Park 空港产业园]、[Park 白鹭产业园]。"
    assert _facts(text) == {("空港产业园", "partOf", "江北新区"), ("白鹭产业园", "partOf", "江北新区")}


def test_a_subject_may_be_told_by_who_leads_it_or_by_what_it_did() -> None:
    led = "[Region 北桥市]增长快。由[Company 恒远集团]建设的[Park 江北产业园]占地20亩，去年获批[Designation 绿色园区]。"
    assert ("江北产业园", "designatedAs", "绿色园区") in _facts(led)
    told = "[Park 东湖科技园]增长较快。首次进入前十的[Park 江北产业园]成立于1993年，先后获批[Designation 绿色园区]。"
    assert _facts(told) == {("江北产业园", "designatedAs", "绿色园区")}
    done = "[Park 东湖科技园]增长较快，加快打造世界一流的[Park 江北产业园]核心区，获批[Designation 绿色园区]。"
    assert ("江北产业园", "designatedAs", "绿色园区") not in _facts(done)


def test_a_committee_and_the_government_beside_it_are_two() -> None:
    issued = _facts("[Government 北桥市委][Government 市政府]印发《[Policy 北桥市外贸条例]》。")
    assert {s for s, predicate, _ in issued if predicate == "issues"} == {"北桥市委", "市政府"}
