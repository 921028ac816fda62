"""The forms in which figures are told, loaded from rules/observations.yaml: what around a number is its metric."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.choice import choice
from kg.errors import KnowledgeError
from kg.observe.slots import regex, slots_of
from kg.trees import tree

# Longer stretches of words before or after a number name no metric.
REACH = 90
_LONGEST, _SHORTEST = 80, 2
_LONG_TAIL = 8
_PEOPLE, _MONEY = "人", "元"
_ADVERBS = "新拟已再首先未曾重"
NEAREST, NEXT, ANY = "nearest", "next", "any"
_HAN = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_TAIL = r"[、的了，“（(中]|(?<![公海英])里|(?<![总饱])和|(?<!参)与|(?<![涉普])及|等"
_EACH = r"(?<![\d一二两三四五六七八九十])(?:{kept})|(?P<each>{each})"


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around a number: `before` since the number before it, `after` until the next one, in one clause.

    `characters`: the number is written without figures; `limit`: 'before' or 'after' it stands a lower or upper limit;
    `more`: another number follows in the clause; `follows` is the kind of the number before it there.
    """

    before: str
    after: str
    kind: str
    characters: bool
    limit: str
    more: bool
    follows: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What the text spoke of before: the bare metric, the whole of shares, and the metric of the number before."""

    base: str = ""
    whole: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a form reads a number: the metric, and the bare metric and the whole that later numbers go on with.

    Without metric the number is no observation; with `joins` its words belong to those before the next number.
    `about` is a type of names, 'nearest' or 'next', where the form itself says whose the number is. An `undated` number
    takes no date from earlier sentences.
    """

    form: str
    metric: str
    base: str
    whole: str
    carried: bool = False
    about: str = ""
    joins: bool = False
    undated: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One form; without `gives` the numbers that it fits are no observations."""

    name: str
    before: re.Pattern[str]
    unless: re.Pattern[str] | None
    after: re.Pattern[str]
    kinds: frozenset[str]
    characters: bool
    gives: str
    needs_metric: bool
    limit: str
    joins: bool
    about: str
    undated: bool
    follows: str

    def suits(self, words: Words) -> bool:
        """Whether the form is for numbers like this, of one of its kinds."""
        if self.limit and not (words.limit if self.limit == ANY else words.limit == self.limit):
            return False
        if self.follows and words.follows != self.follows:
            return False
        return words.characters or not self.characters


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms in order, with the patterns that clean a metric."""

    forms: tuple[Form, ...]
    kinds: Mapping[str, tuple[Form, ...]]
    lead: re.Pattern[str]
    tail: re.Pattern[str]
    trail: re.Pattern[str]
    verbs: re.Pattern[str]
    empty: re.Pattern[str]
    adverbs: re.Pattern[str]
    changes: re.Pattern[str]
    counted: re.Pattern[str]
    areas: re.Pattern[str]
    kept: re.Pattern[str]
    money: re.Pattern[str]
    announced: re.Pattern[str]
    dimension: re.Pattern[str]
    parts: re.Pattern[str]
    between: re.Pattern[str]
    attributes: re.Pattern[str]
    oblique: tuple[str, ...]
    toward: tuple[str, ...]
    makes: tuple[str, ...]
    words: Mapping[str, re.Pattern[str]]

    def read(self, words: Words, context: Context) -> Reading | None:
        """Read a number; None where no form fits it."""
        near, following = words.before[-REACH:], words.after[:REACH]
        for form in self.kinds.get(words.kind, ()):
            if not form.suits(words) or not (after := form.after.match(following)):
                continue
            before = form.before.fullmatch(near)
            if not before or (form.unless and form.unless.fullmatch(near)):
                continue
            if not form.gives:
                return Reading(form.name, "", "", "", joins=form.joins)
            if reading := self._reading(form, {**before.groupdict(), **_set(after)}, words, context):
                return reading
        return None

    def metric(self, text: str) -> str:
        """The words of a metric without what leads to it and trails after it."""
        return _cut(self.lead.sub("", text.strip()), self.trail).strip()

    def implied(self, metric: str) -> str:
        """The unit of 出资70亿 and 人口3257万."""
        return _PEOPLE if self.words["implied_people"].search(metric) else _MONEY if self.money.search(metric) else ""

    def each(self, text: str) -> bool:
        """Whether a word tells that the number is that of each: 均, 都; not 人均, 成都, 各类."""
        return any(found["each"] for found in self.words["each"].finditer(text))

    def thing(self, text: str) -> str:
        """The words of a counted thing up to the verb that follows them."""
        first = self.verbs.match(text)
        if first and not self.kept.match(text):
            return ""
        verb = self.verbs.search(text, _SHORTEST if text[:1] in _ADVERBS else 1)
        return _balanced(_cut((text[: verb.start()] if verb else text).strip(), self.tail))

    def _reading(self, form: Form, groups: Mapping[str, str], words: Words, context: Context) -> Reading | None:
        metric = self.metric(groups.get("metric") or "")
        thing = self.thing(groups.get("thing") or "")
        if words.more and (counted := self.areas.match(thing) or self.counted.search(thing)):
            thing = thing[: counted.end()]
        if words.follows == "count" and (area := self.areas.match(metric)):
            metric = metric[area.end() :]
        if self.changes.fullmatch(metric):
            return None
        if not _fit(metric, form.needs_metric, _SHORTEST) or not _fit(thing, "thing" in groups):
            return None
        if self.empty.search(thing.split("的")[0]) or ("{last}" in form.gives and not context.last):
            return None
        named = {slot: groups.get(slot) or "" for slot in ("growth", "stake", "people", "attending", "rate", "against")}
        named["held"] = named["stake"]
        named["growth"] = self.adverbs.sub("", named["growth"])
        own = metric or thing or named["stake"] or named["people"] or named["rate"]
        own = own or ("" if "{" in form.gives else form.gives)
        base, whole = own or context.base, groups.get("whole") or context.whole
        if not base or ("{whole}" in form.gives and not whole):
            return None
        told = form.gives.format(metric=metric, thing=thing, base=base, whole=whole, last=context.last, **named).strip()
        return Reading(
            form=form.name,
            metric=told,
            base=base,
            whole=whole if "{whole}" in form.gives else "",
            carried=not own,
            about=form.about,
            undated=form.undated,
        )


def _cut(text: str, tail: re.Pattern[str]) -> str:
    """Take off one tail after the other, looking at the end only: in linear time, however many there are."""
    end = len(text)
    while found := tail.search(text, max(0, end - _LONG_TAIL), end):
        end = found.start()
    return text[:end]


def _set(match: re.Match[str]) -> dict[str, str]:
    return {name: text for name, text in match.groupdict().items() if text}


def _balanced(text: str) -> str:
    """Drop a closing mark whose opening one stands before the words."""
    return text.rstrip("”》）)") if not any(mark in text for mark in "“《（(") else text


def _fit(text: str, needed: bool, least: int = 1) -> bool:
    if not text:
        return not needed
    whole = all(text.count(left) == text.count(right) for left, right in ("（）", "()", "《》"))
    return whole and least <= len(text) <= _LONGEST and bool(_HAN.search(text))


@cache
def load(folder: Path) -> Forms:
    """Load `rules/observations.yaml` of an ontology folder; KnowledgeError tells every form that cannot be read."""
    path = folder / "rules" / "observations.yaml"
    data = tree(path)
    words, faults, forms = data["words"], list[str](), list[Form]()
    slots = slots_of(words)
    for entry in data["forms"]:
        try:
            forms.append(_form(entry, slots))
        except KeyError as error:
            faults.append(f"{path}: form {entry.get('name')}: {error} is missing or no word list")
        except re.error as error:
            faults.append(f"{path}: form {entry.get('name')}: {error}")
    names = Counter(form.name for form in forms)
    faults += [f"{path}: form {name}: the name is used twice" for name in names if names[name] > 1]
    if faults:
        raise KnowledgeError(faults)
    return _compiled(forms, words, data["status"])


def _compiled(forms: Sequence[Form], words: Mapping[str, Sequence[str]], status: Mapping[str, Sequence[str]]) -> Forms:
    heads = choice([*words["measure_heads"], *words["heads"], *words["growth_noun"]])
    kept, being = choice(words["lead_kept"]), f"(?:{choice(words['being'])})"
    return Forms(
        forms=tuple(forms),
        kinds={
            kind: tuple(f for f in forms if kind in f.kinds) for kind in frozenset().union(*(f.kinds for f in forms))
        },
        lead=re.compile(f"^(?:(?!{kept})(?:{choice(words['lead'])}))+"),
        tail=re.compile(f"(?:{_TAIL})$"),
        trail=re.compile(
            f"(?:{_TAIL}|{choice(words['trail'])})${''.join(f'(?<!{word})' for word in words['trail_kept'])}"
        ),
        verbs=re.compile(f"{choice([*words['verbs'], *words['holding']])}|(?:{choice(words['changed'])})[到至为成]"),
        empty=re.compile(f"(?:{choice(words['empty'])})$"),
        kept=re.compile(kept),
        changes=re.compile(choice([*words["growth_verb"], *words["growth_how"]])),
        adverbs=re.compile(choice(words["growth_adverbs"])),
        counted=re.compile(choice(words["counted"])),
        areas=re.compile(f"(?:{choice(words['areas'])})(?![域级场属直内间外县（长委民值政领])(?=.)"),
        money=re.compile(f"(?:{choice(words['implied_money'])})(?:额|总额|规模|总和|合计)?$"),
        announced=re.compile(
            f"(?:{choice(words['superlative'])})|(?:{choice(words['regarding'])})$"
            f"|(?P<named>{heads})(?:{choice(words['placed'])})[^，。]{{0,8}}(?:{choice(words['top'])})"
            f"(?:的[^，。]{{0,6}}{being})?$"
        ),
        dimension=re.compile(f"(?:{choice(words['dimension'])})$"),
        parts=re.compile(choice(words["parts"])),
        attributes=re.compile(f"(?:{choice(words['attributes'])})$"),
        between=re.compile(f"(?:{choice(words['between'])})+$"),
        oblique=(*words["oblique"], "（", "("),
        toward=tuple(words["toward"]),
        makes=tuple(words["makes"]),
        words={name: re.compile(choice(listed)) for name, listed in {**words, **status}.items()}
        | {"each": re.compile(_EACH.format(kept=choice(words["each_kept"]), each=choice(words["each"])))},
    )


def _form(entry: Mapping[str, Any], slots: Mapping[str, str]) -> Form:
    before, after, unless = (str(entry.get(key) or "") for key in ("before", "after", "unless"))
    return Form(
        name=str(entry["name"]),
        before=re.compile(regex(before, slots)),
        unless=re.compile(regex(unless, slots)) if unless else None,
        after=re.compile(regex(after, slots)),
        kinds=frozenset(entry["units"]),
        characters=entry.get("written") == "characters",
        gives=str(entry.get("gives") or ""),
        needs_metric="{metric}" in before and "{metric}?" not in before,
        limit=str(entry.get("limit") or ""),
        joins=bool(entry.get("joins")),
        about=str(entry.get("about") or ""),
        undated=entry.get("dated") == "own",
        follows=str(entry.get("follows") or ""),
    )
