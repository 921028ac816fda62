"""What a number without a metric of its own goes on with: the metric before, the last one of its unit, or a share."""

from dataclasses import replace

from kg.observe.metrics import Reading
from kg.observe.thread import Thread

_PERCENT, _POINTS = "%", "个百分点"
_SHARE, _LEVEL = "比重", "level-carried"


def settled(reading: Reading, thread: Thread, *, unit: str, named: bool, bare: bool, inside: bool) -> Reading | None:
    """The reading with the metric that it goes on with; None where there is none of its unit.

    `named` tells that the clause names whose it is, `bare` that the metric is a verb alone, `inside` that another
    number stands before it in its clause.
    """
    if named and bare:
        told = thread.base if thread.unit == unit else thread.told.get(unit)
        return replace(reading, metric=told, base=told) if told else reading
    if reading.carried and _of_share(reading, thread, unit, inside=inside):
        return replace(reading, metric=reading.metric.replace(reading.base, thread.last, 1))
    if not (reading.carried and reading.metric == thread.base and thread.unit) or unit == thread.unit:
        return reading
    if named and (told := thread.told.get(unit)):  # 共签约项目20个，总投资9亿元。其中青河市8个
        return replace(reading, metric=told, base=told)
    return replace(reading, metric=thread.last) if unit == thread.last_unit else None


def _of_share(reading: Reading, thread: Thread, unit: str, *, inside: bool) -> bool:
    """Whether the number goes on about a share: 占GDP比重由48%提高到62%，提高14个百分点; growth in percent does not."""
    if not thread.last.endswith(_SHARE) or thread.last_unit != _PERCENT or reading.base != thread.base:
        return False
    return unit == _POINTS or (unit == _PERCENT and inside and reading.form == _LEVEL)
