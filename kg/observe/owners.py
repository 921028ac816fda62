"""Whose a number is where its metric tells that: the project that money is put into, what was just said to be built."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.observe.figures import Name, Scene
from kg.observe.metrics import Forms
from kg.observe.thread import Thread
from kg.observe.times import Spot
from kg.observe.topics import HOUSES, MUTE, Topics
from kg.ontology import PARK, PLACE, PROJECT

_SITES = frozenset({PROJECT, PARK, PLACE})
_AHEAD, _KIND = 50, 8


@dataclass(frozen=True, slots=True)
class Owners:
    """Finds them in one article."""

    scene: Scene
    forms: Forms
    topics: Topics

    def built(self, spot: Spot, metric: str) -> str | None:
        """What is built with the money, where that is named after it: 投资8亿元建设青河产业园."""
        if not self.forms.words["invests"].fullmatch(metric):
            return None
        text, start = self.scene.document.text, spot.after.start
        ahead = self.scene.names.between(start, start + _AHEAD)
        site = next((name for name in ahead if name.type in _SITES), None)
        if site is None or set("。；，") & set(text[start : site.start].lstrip("，")):
            return None
        return site.entity if text[: site.start].rstrip("“《").removesuffix("了").endswith(self.forms.makes) else None

    def named_next(self, spot: Spot) -> str | None:
        """The first name after the number in its sentence: 以3亿元的价格，将旗下甲转给乙."""
        text, start = self.scene.document.text, spot.after.start
        known = self.scene.names.between(start, text.find("。", start) + 1 or len(text))
        return next((name.entity for name in known if name.type not in MUTE), None)

    def owner(self, spot: Spot, thread: Thread, metric: str, *, led: bool) -> str | None:
        """The project whose investment or phases are told: the sentence's last, else the article's only one.

        Where no name leads the clause it may be what was just said to be built or founded.
        """
        words = self.forms.words
        if words["in_all"].search(self.scene.document.text, spot.before.start, spot.before.end):
            return None
        near = self.scene.names.between(thread.sentence, spot.before.end)
        if not led and words["of_founded"].match(metric):
            return self._made([name for name in near if name.type in HOUSES], then=words["charged"])
        project, site = words["of_project"].match(metric), not led and words["of_site"].match(metric)
        if (project or site) and (made := self._made([name for name in near if name.type in _SITES])):
            return made
        named = [name.entity for name in near if name.type == PROJECT]
        if project and not named and words["projects"].search(thread.base):
            return None
        return (named[-1] if named else self.topics.only_project) if project else None

    def _made(self, near: Sequence[Name], *, then: re.Pattern[str] | None = None) -> str | None:
        """The last of the names, where a clause ends with it and tells before it that it is made: 建设青河产业园，.

        The clause may go on with a word of `then`: 设立全资子公司蓝泉公司负责该项目，.
        """
        text = self.scene.document.text
        if not near:
            return None
        ends = not text[near[-1].end : near[-1].end + 1].strip("”》（，,；;")
        if not ends and not (then and then.match(text, near[-1].end)):
            return None
        before = text[: near[-1].start].rstrip("“《")
        for kind in self.forms.words["subsidiary"].finditer(before, len(before) - _KIND) if then else ():
            before = before[: kind.start()] if kind.end() == len(before) else before
        return near[-1].entity if before.removesuffix("了").endswith(self.forms.makes) else None
