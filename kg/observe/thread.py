"""What a text goes on about from clause to clause: subject, period, metric and lists that later figures rest on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.observe.figures import Name
from kg.values.dates import Period

_COMPARED = ("比", "较", "与", "和", "同", "相比", "高于", "低于", "超过", "受")
_DAY = re.compile(r"\d+-\d+-\d+")
_FROM = ("从", "由")
_SAME, _SINCE = "同期", "以来"


@dataclass(slots=True)
class Thread:
    """The state of reading inside a paragraph; places are offsets of where it was said, -1 for what was said before.

    `main` is the subject of the article, `lasting` that of the next sentence, `base` the bare metric with its `unit`,
    `last` the full metric of the number before, `whole` what shares are of, `items` and `listed` metrics and names of
    the last list.
    """

    period: str | None = None
    period_at: int = -1
    subject: str | None = None
    subject_at: int = -1
    lasting: str | None = None
    main: str | None = None
    base: str = ""
    unit: str = ""
    last: str = ""
    last_unit: str = ""
    whole: str = ""
    items: tuple[str, ...] = ()
    listed: tuple[Name, ...] = ()
    sentence: int = 0

    def open(self, sentence: int, main: str | None) -> None:
        """Begin a sentence: it goes on in the year or months of the one before, not in its day."""
        self.sentence, self.listed, self.whole = sentence, (), ""
        self.main = main
        self.subject = self.lasting = self.lasting or main
        if self.period and _DAY.fullmatch(self.period):
            self.period = None

    def speak_of(self, subject: str | None, place: int, *, lasts: bool = True) -> None:
        """Go on about a subject, until the sentence ends or also after it."""
        self.subject, self.subject_at = subject, place
        if lasts:
            self.lasting = subject

    def date(self, text: str, periods: Sequence[Period]) -> None:
        """Take in the dates of a clause that later clauses go on in."""
        for period in periods:
            if period.value and lasts(text, period):
                self.period, self.period_at = period.value, period.start


def compared(text: str, period: Period) -> bool:
    """Whether the date is only compared with: 比2019年, 与去年同期相比."""
    return text[max(0, period.start - 2) : period.start].endswith(_COMPARED) or text.startswith("相比", period.end)


def lasts(text: str, period: Period) -> bool:
    """Whether later numbers go on in it: not 2020年同期, 从2010年的, 2004年以来最大的."""
    if compared(text, period) or _SAME in period.text or text[max(0, period.start - 1) : period.start] in _FROM:
        return False
    return not period.text.endswith(_SINCE) or text.startswith(("，", ","), period.end)
