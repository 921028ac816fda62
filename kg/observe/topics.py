"""What a clause speaks of: the subject of its figures, by the names in it, else by what the text spoke of before."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.observe.days import days_of
from kg.observe.figures import Clause, Name, Scene, name_rows
from kg.observe.metrics import Forms
from kg.ontology import (
    ASSOCIATION,
    COMPANY,
    DESIGNATION,
    EVENT,
    GOVERNMENT,
    INDUSTRY,
    INSTITUTION,
    PARK,
    PERSON,
    PLACE,
    POLICY,
    PRODUCT,
    PROJECT,
    REGION,
    REPORT,
)

# Nobody counts these: news tells figures of places and companies, through the mouths of people and bureaus.
MUTE = frozenset({PERSON, GOVERNMENT, INDUSTRY, POLICY})
# Their names are no part of a metric; regions may be: 对东盟出口.
HOUSES = frozenset({COMPANY, GOVERNMENT, INSTITUTION, ASSOCIATION, PERSON})
# These may have a figure of their own, but do not speak of others.
_BRIEF = frozenset({REPORT, EVENT, DESIGNATION, PRODUCT})
# These are spoken of no longer than to the end of a sentence or of an item of a list.
PASSING = frozenset({REPORT, DESIGNATION, PRODUCT})
_HEAD_GAP = re.compile(
    r"(?:的|旗下|下属|所属|名下|麾下)?(?:(?:全资|控股|参股|间接控股|绝对控股|独资)?(?:的|(?:二级|三级)?(?:子公司|孙公司|附属公司))?|旗下公司)?[\s“”《》]?[“《]?"
)
_APPOSITION = re.compile(
    r"(?:——|—|(?:最|首|第[一二三])[^，。]{0,18}(?:是|为|属)[^，。]{0,24}|(?:其次|其中|首位|之首|第一|最高|最多|最大|首先|再次|最后)[^，。]{0,4}(?:是|为))[“《]?$"
)
_IN_ALL = re.compile(r"等(?:在内的|一批)?(?:共计|合计|总计|共)?")
# 在青河高新区，入驻企业46家: the place that a sentence leads with.
_AT, _IN = re.compile(r"(?:而|同时|此外|目前|如今)?在[“]?"), re.compile(r"[”]?(?:境内|域内|内|里|上|中)?")
_WHERE, _HELD = ("在", "于"), re.compile("(?:成功|隆重|正式|胜利|顺利)?(?:召开|举行|举办|开幕|闭幕|落幕|启幕|揭幕)")
_AREAS = frozenset({PARK, REGION, PLACE})
_OWNED = frozenset({COMPANY, PARK, PLACE, PROJECT})
_THAN = re.compile(r"(?:(?<![对相])比|较)[^，。；]{1,8}的$")
_RATIOS, _BEING = ("倍", "%"), ("是", "为", "相当于", "约", "达", "达到", "超过", "近", "接近")
_TITLE_OF = re.compile(r"[^，。；：、的将在与和向对由]{1,12}")
_OF_THOSE = "其中"
_LOOK, _APART, _CLEARLY, _MEETING = 3, 12, 2, 3
_TITLED_FIRST, _TITLED, _TITLE = 3, 2, 200


@dataclass(frozen=True, slots=True)
class Topics:
    """Finds subjects in one article."""

    scene: Scene
    forms: Forms
    only_project: str | None = None
    days: Mapping[str, str] = field(default_factory=dict)

    def held_on(self) -> str | None:
        """The days of the event that the title names, if it names one."""
        return next((self.days[entity] for entity in self._titled() if entity in self.days), None)

    @classmethod
    def read(cls, scene: Scene, forms: Forms) -> "Topics":
        """The topics of an article, with its project where it speaks of one only, and the days of its events."""
        projects = {name.entity for name in scene.names.parts if name.type == PROJECT}
        return cls(scene, forms, projects.pop() if len(projects) == 1 else None, days_of(scene, forms))

    def main(self) -> str | None:
        """The entity that the article is about: the one spoken of most; what the title names weighs more.

        A place where people only met is not what they spoke of: 会议在甲市召开。
        """
        names = (name for name in self.scene.names.parts if self.counts(name) and not self._hosts(name))
        weights = Counter(name.entity for name in names)
        titled = [entity for entity in self._titled() if entity in weights]
        for place, entity in enumerate(titled):
            weights[entity] *= _TITLED if place else _TITLED_FIRST
        (first, most), (_, next_most), *_ = [*weights.most_common(2), ("", 0), ("", 0)]
        return first if most and (first in titled or most >= _CLEARLY * next_most) else self.scene.country

    def _hosts(self, name: Name) -> bool:
        text = self.scene.document.text
        return name.type in _AREAS and text[name.start - 1 : name.start] in _WHERE and bool(_HELD.match(text, name.end))

    def event(self, end: int, *, subject: str | None, alone: bool) -> str | None:
        """The event whose figures are told: the last that the paragraph names, else that of the article.

        It is the subject of the text, if that is one; `alone` tells that the paragraph has no other subject.
        """
        paragraph = self.scene.document.text.rfind("\n", 0, end) + 1
        events = [name for name in self.scene.names.parts if name.type == EVENT and self.counts(name)]
        if any(name.entity == subject for name in events):
            return subject
        near = [name.entity for name in events if paragraph <= name.start and name.end <= end]
        if near or not alone:
            return near[-1] if near else None
        known = Counter(name.entity for name in events)
        titled = [entity for entity in self._titled() if entity in known]
        return titled[0] if titled else known.most_common(1)[0][0] if known else None

    def _titled(self) -> list[str]:
        """The entities in the title by place, those inside longer names too: 《青河市发展规划》."""
        text = self.scene.document.text
        title = text[: text.find("\n") + 1][:_TITLE]
        found = dict[str, int]()
        for name in self.scene.names.parts:
            place = title.find(text[name.start : name.end])
            if place >= 0:
                found[name.entity] = min(place, found.get(name.entity, place))
        return sorted(found, key=lambda entity: (found[entity], entity))

    def counts(self, name: Name) -> bool:
        """Whether figures can be about it: not a person or bureau, nor a meeting at which others are spoken about."""
        if name.type != EVENT:
            return name.type not in MUTE
        return not self.forms.words["meetings"].search(self.scene.document.text[name.start : name.end][-_MEETING:])

    def of(self, clause: Clause, start: int, end: int) -> tuple[Name, ...]:
        """The names that figures at `end` are about, looked for from `start` on: one, or a list, or none."""
        near = [name for name in clause.names if start <= name.start and name.end <= end and self.counts(name)]
        near = [name for name in near if not self.passed_over(name, clause)]
        passed: Name | None = None
        for row in name_rows(self.scene.document.text, near):
            oblique = self._oblique(row[0], clause) or bool(passed and passed.end == row[0].start)
            passed = row[-1] if oblique else None
            if not oblique and not (self.open(row) and (len(row) == 1 or self._among(row, clause))):
                return row if len(row) > 1 else (self._head(row[0], near, end),)
        return ()

    def open(self, row: Sequence[Name]) -> bool:
        """Whether the list goes on without names: 甲、乙等县市."""
        return self.scene.document.text.startswith("等", row[-1].end)

    def _among(self, row: Sequence[Name], clause: Clause) -> bool:
        """Whether the list only names some of those counted: 甲、乙等46家企业."""
        number = next((figure.start for figure in clause.figures if figure.start >= row[-1].end), None)
        return number is not None and bool(_IN_ALL.fullmatch(self.scene.document.text, row[-1].end, number))

    def behind_place(self, clause: Clause, start: int, end: int) -> int:
        """Where the words of a metric begin behind the place of what is done: 将在白岭市 + 投资50亿元."""
        text = self.scene.document.text
        for name in clause.names:
            led = name.type in _AREAS and start < name.start and text[name.start - 1] in _WHERE
            if led and name.end < end and not self.forms.metric(text[start : name.start - 1]):
                return name.end
        return start

    def passed_over(self, name: Name, clause: Clause) -> bool:
        """Whether the name only belongs to another word: a title of those counted, a measure, 青河省省长, 北京部分."""
        return (
            self.counted(name, clause)
            or self.measure(name, clause)
            or self._of_person(name, clause)
            or (name.type == REGION and bool(self.forms.parts.match(self.scene.document.text, name.end)))
        )

    def _of_person(self, name: Name, clause: Clause) -> bool:
        """Whether it is the place of the person named after it: 青河省省长张三表示."""
        if name.type != REGION:
            return False
        after = next((other for other in clause.names if other.start >= name.end and other.type == PERSON), None)
        if after is None or any(name.end <= other.start < after.start for other in clause.names):
            return False
        return bool(_TITLE_OF.fullmatch(self.scene.document.text, name.end, after.start))

    def said(self, clause: Clause) -> Name | None:
        """The name that the clauses after this one go on about."""
        text = self.scene.document.text
        named = [name for name in clause.names if self.counts(name) and not self.passed_over(name, clause)]
        if named and named[-1].end >= clause.end - 1 and _APPOSITION.search(text, clause.start, named[-1].start):
            return named[-1]
        last = named[-1] if named else None
        if last and _AT.fullmatch(text, clause.start, last.start) and _IN.fullmatch(text, last.end, clause.end):
            return last if last.type in _AREAS else None
        rows = self.of(clause, clause.start, clause.end)
        if len(rows) != 1 or self._tells(rows[0]):
            return None
        return rows[0]

    def _head(self, first: Name, near: Sequence[Name], end: int) -> Name:
        """Of names that follow each other directly (东莞“倍增计划”试点企业) the last, unless the number follows it."""
        text, head = self.scene.document.text, first
        for name in near[near.index(first) + 1 :]:
            if text.startswith("——", name.start - 2):  # 青河组团的首个项目——蓝泉产业园
                head = name
                continue
            led = _HEAD_GAP.fullmatch(text, head.end, name.start) or self._made(text[head.end : name.start], name)
            if not led or text.startswith("、", name.end):
                break
            if name.type in _BRIEF and self._leads(text[name.end : end]):
                break
            head = name
        return head

    def _made(self, between: str, name: Name) -> bool:
        """Whether the words tell that the name before owns or makes this one: 甲独资建设的乙项目, 甲控股的乙公司."""
        made = between.rstrip("“《")
        return name.type in _OWNED and made.endswith("的") and bool(self.forms.words["made"].search(made))

    def counted(self, name: Name, clause: Clause) -> bool:
        """Whether the name is a title of those counted, not whose the number is: 新增高新技术企业20家."""
        if name.type != DESIGNATION or any(other.end == name.start for other in clause.names):
            return False
        text = self.scene.document.text
        so_many = any(figure.end == name.start for figure in clause.figures)
        if so_many and self.forms.counted.match(text, name.end):  # 92家世界500强企业
            return True
        number = next((figure.start for figure in clause.figures if figure.start >= name.end), None)
        if number is not None and self._leads(text[name.end : number]):
            return True
        return bool(self.forms.verbs.search(text, clause.start, name.start))

    def of_those(self, names: Sequence[Name], clause: Clause, number: int, base: str, subject: str | None) -> bool:
        """Whether a region only tells which of those counted before: 园区有企业225家，其中澳门企业54家."""
        text = self.scene.document.text
        if len(names) != 1 or names[0].type != REGION or text[clause.start : names[0].start] != _OF_THOSE:
            return False
        noun = self.forms.metric(text[names[0].end : number])
        holder = next((other.type for other in self.scene.names.parts if other.entity == subject), REGION)
        return len(noun) > 1 and base.endswith(noun) and holder != REGION

    def measure(self, name: Name, clause: Clause) -> bool:
        """Whether the number only is so many times the name's: 约为青河市的2.3倍."""
        number = next((figure for figure in clause.figures if figure.start >= name.end), None)
        if number is None or number.unit not in _RATIOS or self.scene.document.text[name.end : number.start] != "的":
            return False
        return self.scene.document.text[clause.start : name.start].endswith(_BEING)

    def _leads(self, between: str) -> bool:
        return not re.sub(self.forms.words["reach"], "", between).strip("”》 ")

    def _tells(self, name: Name) -> bool:
        """Whether it only reports on others: 报告显示, 某研究院统计."""
        words = self.forms.words["says" if name.type in _BRIEF else "cites"]
        return bool(words.search(self.scene.document.text, name.end, name.end + _LOOK))

    def _oblique(self, name: Name, clause: Clause) -> bool:
        """Whether the clause only speaks of the name on the way: after a preposition or verb, or far inside."""
        text = self.scene.document.text
        before = self.forms.between.sub("", text[clause.start : name.start].rstrip(" “《"))
        if before.endswith(self.forms.oblique):
            return True
        if before.endswith("的"):
            return bool(_THAN.search(before))
        toward = any(word in before for word in self.forms.toward)  # 对前五大贸易伙伴甲、乙的出口
        reach = _APART if self.forms.attributes.search(before) and not toward else _LOOK
        dates = sum(period.end - period.start for period in clause.periods if period.end <= name.start)
        return len(self.forms.metric(before)) - dates > reach
