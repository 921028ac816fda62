"""What to believe of a statistical model: its names are trimmed, typed by their form, and doubted without support."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.lexicon import FOLDER, Lexicon, several
from kg.model import Document, Mention, Span
from kg.ontology import (
    COMPANY,
    EVENT,
    GOVERNMENT,
    INDUSTRY,
    INSTITUTION,
    ORGANIZATIONS,
    PARK,
    PERSON,
    PLACE,
    POLICY,
    PROJECT,
    REGION,
    REPORT,
)
from kg.recognise.people import posts
from kg.recognise.scan import joined
from kg.recognise.types import decided
from kg.rows import rows

SURE, DOUBTED = "model", "model:doubted"
_CERTAIN = 0.9  # a mention this sure competes by its length with names from lexicon and suffixes
_BEGUN = 0.75  # the same for one that begins with a region, which it would lose to
_POSTED = 0.85  # a person this sure behind a post needs no surname: 区委书记 + 格桑平措
_OPEN, _CLOSE = '“‘《〈"「『', '”’》〉"」』'
_EDGE = '，。、；：！？“”‘’"《》〈〉【】[] \t,;:!?|｜/…—-·的'
_CLAUSE = (*"，。；：“、\n", "")
_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"), ("(", ")"))
_OPENED, _CLOSED = ("（", "("), {"（": "）", "(": ")"}
_WORD = 30  # a Latin run reaching further over an end of a name is no word
_SHORTEST = 2
_OWN, _REST = 4, 3  # at least so many characters have the name of a known owner and what is a thing's own
_OWNERS = {INSTITUTION: ORGANIZATIONS, PARK: frozenset({PARK})}
_TAKES_OFFICE, _PASSIVE = "任", tuple("为由被")
_AHEAD = 2  # so many characters of a foreign name may the model miss behind a post
_ABOUT = tuple("正将已拟也还曾再又均都")  # adverbs that the model takes into a known name
_PARENT = "parent"  # a county's short form that counts beside the city above it, or where the model sees it
_INITIALS = re.compile(r"[A-Z\d]{1,5}")
_TOLD = frozenset({"any", "seen", "inside", "model"})  # needs of ends that tell the type of a name that the model found
_TOLD_SITE = _TOLD | {"phrase", "named"}
_SITES = frozenset({PARK, PLACE})

_DEPARTMENTS = "处科室司"
_PARTED = re.compile(
    r"(.{2,}(?:管委会|管理委员会|研究院|研究所|研究中心|大学|总局|集团|公司))[^（()）]{2,10}(?:处|科|室|局|部|系)"
)
_WRITTEN = frozenset({POLICY, REPORT})
_LISTED = ORGANIZATIONS | _SITES | {REGION}
_OF_REGION = ORGANIZATIONS | {PARK, EVENT, PROJECT}

Scored = tuple[Mention, float]


def believed(scored: Sequence[Scored], document: Document, lexicon: Lexicon) -> Iterator[Mention]:
    """Yield the model's mentions that are believed, with their edges trimmed and their types settled."""
    judge = _Judge(document, lexicon)
    trimmed = [(mention, score) for m, score in scored for part in judge.parts(m) if (mention := judge.trimmed(part))]
    counts = Counter(mention.text for mention, _ in trimmed)
    for mention, score in trimmed:
        settled = decided(mention, lexicon)
        if settled and judge.believes(settled, score, counts[mention.text]):
            sure = score >= (_BEGUN if judge.begun(settled) else _CERTAIN)
            found_by = SURE if sure else DOUBTED
            yield Mention(settled.start, settled.end, settled.text, settled.type, found_by)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure the model must be of a type: alone, and with support."""

    alone: float
    supported: float


@cache
def thresholds(directory: Path) -> Mapping[str, Thresholds]:
    """Read `lexicon/confidence.csv`."""
    table = rows(directory / FOLDER / "confidence.csv", "type", "alone", "supported")
    return {row["type"]: Thresholds(float(row["alone"]), float(row["supported"])) for row in table}


@cache
def _foreign(lexicon: Lexicon) -> re.Pattern[str]:
    """A name made of the characters that foreign names are written with."""
    return re.compile(f"[{lexicon.letters('transliteration')}·•・]{{3,}}")


class _Judge:
    def __init__(self, document: Document, lexicon: Lexicon) -> None:
        self._text, self._lexicon = document.text, lexicon
        self._starts = {word.start for word in document.words}
        self._ends = {word.end for word in document.words}
        self._thresholds = thresholds(lexicon.directory)
        self._foreign, self._letters = _foreign(lexicon), set(lexicon.letters("transliteration"))
        self._introduced, self._posts = re.compile(lexicon.either("soft", "lead")), several(lexicon, "post")
        self._named = {span.end for span in posts(lexicon).scan(document.text)}  # where a person's name may stand
        self._held = re.compile(f"(.{{2,}})(?:{lexicon.either('held')})")
        self._holding = re.compile(lexicon.either("held-behind"))
        self._hollow = several(lexicon, "modifier", "topic", "topic:Project")
        self._vague = several(lexicon, "modifier", "topic", "topic:Park", "soft")
        self._said = tuple(sorted(lexicon.words["near:named"] | lexicon.words["speech"]))

    def begun(self, mention: Mention) -> bool:
        """Tell whether a name begins with another one that is known."""
        return self._of_region(mention) or self._of_owner(mention)

    def _of_region(self, mention: Mention) -> bool:
        """Tell whether a name begins with a region and goes on with words of its own: 上海 + 国际经济交流中心."""
        if mention.type not in _OF_REGION:
            return False
        tails, entries = self._lexicon.behind_regions(mention.text), self._lexicon.entries
        own = (tail for tail in tails if len(tail) > 1 and tail not in entries and not tail.isascii())
        return any(not self._hollow.fullmatch(tail) for tail in own)

    def parts(self, mention: Mention) -> Iterator[Mention]:
        """Cut a list in its items: 市科技局、市财政局; 东阳、义乌."""
        if mention.type not in _LISTED or "、" not in mention.text:
            yield mention
            return
        start = mention.start
        for item in mention.text.split("、"):
            yield Mention(start, start + len(item), item, mention.type, mention.found_by)
            start += len(item) + 1

    def trimmed(self, mention: Mention) -> Mention | None:
        """Cut punctuation and introducing verbs off the edges; None where nothing whole remains."""
        start, end = mention.start, mention.end
        while start < end and self._text[start] in _EDGE:
            start += 1
        while start < end and self._text[end - 1] in _EDGE:
            end -= 1
        start, end = _unbroken(self._text, start, end)
        start = self._behind_post(mention, start)
        if mention.type not in (PERSON, INDUSTRY):
            start = self._behind_verbs(start, end)
        end = self._before_verb(mention, start, self._without_department(mention, start, end))
        name = self._text[start:end]
        if not name.startswith(_OPENED) and (bracket := next((b for b in _OPENED if b in name), "")):
            name = name if _CLOSED[bracket] in name else name.partition(bracket)[0]  # 采购经理指数 + （PMI
            end = start + len(name)
        if len(name) < 2 or name[0] in "（(" or any(name.count(a) != name.count(b) for a, b in _PAIRS) or "\n" in name:
            return None
        return Mention(start, end, name, mention.type, mention.found_by)

    def _behind_verbs(self, start: int, end: int) -> int:
        """Cut verbs that introduce the name off, where another word begins behind them: 深化 + 前海合作区."""
        verb = self._introduced.match(self._text, start, end)
        while verb:
            if end - verb.end() > _SHORTEST and verb.end() in self._starts:
                start = verb.end()
            verb = self._introduced.match(self._text, verb.end(), end)
        return start

    def _without_department(self, mention: Mention, start: int, end: int) -> int:
        """A part of an organization in a person's title belongs to the title: 某某管委会 + 新经济发展局 + 副局长."""
        if mention.type in ORGANIZATIONS and self._posts.match(self._text, end):
            whole = _PARTED.fullmatch(self._text, start, end)
            return whole.end(1) if whole else end
        return end

    def _before_act(self, start: int, end: int) -> int:
        """A person's name ends before a verb that its last character begins: 徐明 + 任董事长, 孙华 + 谈到."""
        acts = self._lexicon.words["break"] | self._lexicon.words["speech"]
        taken = self._text[end - 1 : end + 1] in acts or (
            self._text[end - 1] == _TAKES_OFFICE and self._posts.match(self._text, end)
        )
        return end - 1 if taken and end - start > _SHORTEST else end

    def _before_verb(self, mention: Mention, start: int, end: int) -> int:
        """Give the last character back to the word that it begins: 国家发展改革委 + 会同."""
        name, entries = self._text[start:end], self._lexicon.entries
        if mention.type == PERSON:
            return self._before_act(start, end)
        taken = name not in entries and name[:-1] in entries
        if taken and name[-1] in _ABOUT:
            return end - 1
        if name.endswith(tuple(self._lexicon.words["unjoined"])) and (second := self._lexicon.suffix(name)):
            return end - len(second.form)
        held = self._held.fullmatch(name) if name not in entries else None
        if held and (self._holding.match(self._text, end) or self._text.startswith(_PASSIVE, start - 1)):
            return start + held.end(1)
        return end - 1 if taken and self._text[end - 1 : end + 1] in self._lexicon.words["break"] else end

    def _behind_post(self, mention: Mention, start: int) -> int:
        """A person's name holds no post, and a foreign one reaches back to the post: 总统 + 托卡耶夫."""
        if mention.type != PERSON:
            return start
        post = self._posts.match(self._text, start, mention.end)
        if post and mention.end - post.end() > 1:
            return post.end()
        before = self._text[start - 1 : start]
        surname = before in self._lexicon.words["surname"] and self._text[start - 2 : start - 1] in _CLAUSE
        if surname and mention.end - start == _SHORTEST and self._text[start] not in self._lexicon.words["surname"]:
            return start - 1
        first = start
        while first not in self._named and self._text[first - 1 : first] in self._letters and start - first < _AHEAD:
            first -= 1
        return first if first in self._named else start

    def believes(self, mention: Mention, score: float, count: int) -> bool:
        """Tell whether the model is sure enough of this name."""
        limits = self._thresholds.get(mention.type)
        if limits is None:
            return True
        told = mention.start in self._named and score >= _POSTED
        if not (told or self._personal(mention) if mention.type == PERSON else self._whole(mention.span)):
            return False
        if self._department(mention) or (mention.type in _WRITTEN and self._quoted(mention, "《", "》")):
            return False
        return score >= limits.alone or (score >= limits.supported and self._supported(mention, count))

    def _whole(self, span: Span) -> bool:
        return not self._starts or (span.start in self._starts and span.end in self._ends)

    def _department(self, mention: Mention) -> bool:
        """A department in a person's title belongs to the title: 综合处 + 处长."""
        return (
            mention.type == GOVERNMENT
            and mention.text[-1] in _DEPARTMENTS
            and mention.text[-1] + "长" == self._text[mention.end : mention.end + 2]
        )

    def _personal(self, mention: Mention) -> bool:
        """Tell whether it looks like a name of a person; one in Latin letters only if that person speaks."""
        name, surnames = mention.text, self._lexicon.words["surname"]
        if name in self._lexicon.words["no-person"] or name in self._lexicon.words["no-name"]:
            return False
        if name[0].isascii():
            return self._text.startswith(self._said, mention.end)
        return name[0] in surnames or name[:2] in surnames or bool(self._foreign.fullmatch(name))

    def _supported(self, mention: Mention, count: int) -> bool:
        name = mention.text
        suffix = self._lexicon.suffix(name)
        told = _TOLD_SITE if mention.type in _SITES else _TOLD
        telling = suffix and suffix.type == mention.type and suffix.needs in told
        if suffix and telling and len(name) > len(suffix.form) + 1:
            return suffix.type != PARK or not self._vague.fullmatch(name.removesuffix(suffix.form))
        if mention.type == REGION:
            county = any(e.type == REGION and e.when == _PARENT for e in self._lexicon.entries.get(name, ()))
            return county or bool(self._foreign.fullmatch(name))
        if _INITIALS.fullmatch(name):
            return False
        if self._of_owner(mention):
            return True
        spoken = mention.type == COMPANY and self._text.startswith(self._said, mention.end)
        return spoken or count > 1 or self._quoted(mention)

    def _of_owner(self, mention: Mention) -> bool:
        """Tell whether the name begins with its owner or zone: 浙江大学 + 杭州国际科创中心, 武汉光谷 + 生物城."""
        owners = _OWNERS.get(mention.type, frozenset())
        name = mention.text if owners else ""
        heads = (name[:size] for size in range(_OWN, len(name) - _REST + 1))
        return any(e.type in owners and not e.when for head in heads for e in self._lexicon.entries.get(head, ()))

    def _quoted(self, mention: Mention, opening: str = _OPEN, closing: str = _CLOSE) -> bool:
        before, after = self._text[mention.start - 1 : mention.start], self._text[mention.end : mention.end + 1]
        return bool(before) and before in opening and bool(after) and after in closing


def _unbroken(text: str, start: int, end: int) -> tuple[int, int]:
    """No name begins or ends within a Latin word or a number, but for endless ones."""
    first = (at for at in range(start, max(start - _WORD, -1), -1) if not joined(text, at))
    last = (at for at in range(end, min(end + _WORD, len(text) + 1)) if not joined(text, at))
    return next(first, start), next(last, end)
