"""Time phrases of Chinese news → ISO-like values, resolved against the day of publication and what was said before."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kg import ontology
from kg.model import Article
from kg.values import numerals, timewords
from kg.values.clock import Clock
from kg.values.datelines import NOW, kind_of

_EVER_SINCE, _SO_LONG = "以来", re.compile(r"[^，。；：、\n]{0,9}")
_YEAR_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A time phrase: `value` is 2021-09-06, 2022-03, 2021-01/2021-07 …, or None where it cannot be dated (日前).

    `kind` is 'now' for 目前, 'line' for the dateline of a dispatch, 'origin' for a date that tells only when something
    came to be (成立于1996年), else empty.
    """

    start: int
    end: int
    text: str
    value: str | None
    kind: str = ""


def told(article: Article, *, folder: Path = ontology.DEFAULT) -> tuple[Period, ...]:
    """Return the time phrases of an article, resolved against its day of publication."""
    return phrases(article.text, article.published, stated=article.stated, folder=folder)


def phrases(
    text: str, published: date | None, *, stated: date | None = None, folder: Path = ontology.DEFAULT
) -> tuple[Period, ...]:
    """Return the time phrases in text order, `text[start:end] == period.text`, without overlaps.

    Relative phrases are resolved against `published`; where it is None they get the value None. 目前 is the day
    `stated` by the article's header, where that is another one.
    """
    words, found, last = timewords.load(folder), list[Period](), 0
    clock = Clock(published, stated or published, words)
    plain = numerals.narrow(text)
    for match in numerals.scan(plain, words.trigger, words.pattern):
        clock.read(plain[last : match.start()])
        last = match.end()
        try:
            value = clock.tell(match)
        except LookupError:
            value = None
        except ValueError:  # 13月, 31日 of a short month: digits that are no date
            continue
        if found and _told_by_date(match, found[-1].end):
            continue
        kind = NOW if match["now"] else kind_of(plain, match.span(), words)
        found.append(Period(match.start(), match.end(), text[match.start() : match.end()], value, kind))
    return tuple(found)


def _told_by_date(match: re.Match[str], end: int) -> bool:
    """Whether the phrase goes on from the date that ends there: 自2013年首次启动以来."""
    return (match["now"] or "").endswith(_EVER_SINCE) and bool(_SO_LONG.fullmatch(match.string, end, match.start()))


def year_in(name: str) -> str | None:
    """The first year in the name of a thing: 2021 in 2021年度百强榜."""
    year = _YEAR_IN_NAME.search(name)
    return year.group() if year else None
