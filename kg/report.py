"""What the commands print: progress, summary, figures and error lists; bars on a terminal, plain lines otherwise."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import groupby

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kg.build import Built
from kg.evaluate import Case, Count
from kg.model import Skipped
from kg.questions import Question

Advance = Callable[[int, int], None]


@contextmanager
def progress(label: str) -> Iterator[Advance]:
    """Give a callback (done, total) that draws a bar on a terminal and nothing elsewhere."""
    console = Console(stderr=True)
    columns = (TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def summary(built: Built, *, seconds: float) -> None:
    """Print what was read, skipped, found and written."""
    graph = built.graph
    skipped(built.skipped)
    print(f"articles      {len(graph.articles)} read, {len(built.skipped)} skipped")
    print(_tally("entities", Counter(e.type for e in graph.entities)))
    print(_tally("statements", Counter(s.predicate for s in graph.statements)))
    print(_tally("observations", Counter(o.status for o in graph.observations)))
    print(f"written       {', '.join(str(path) for path in built.written)}")
    print(f"time          {seconds:.1f} s")


def skipped(items: Sequence[Skipped]) -> None:
    """Warn of each input that was skipped, on standard error."""
    for item in items:
        print(f"kg: warning: {item.where}: {item.reason}; skipped", file=sys.stderr)


def figures(counts: Mapping[str, Count]) -> None:
    """Print precision, recall and F1 of each measure."""
    print(f"{'measure':28} {'P':>6} {'R':>6} {'F1':>6}   right/predicted/gold")
    for key, c in counts.items():
        print(f"{key:28} {c.precision:6.3f} {c.recall:6.3f} {c.f1:6.3f}   {c.right}/{c.predicted}/{c.gold}")


def by_source(cases: Iterable[Case]) -> None:
    """Print right and wrong cases and precision of every rule, model, lexicon and pattern."""
    tally = Counter((c.kind, c.found_by, c.verdict) for c in cases if c.verdict != "missed")
    print(f"\n{'found by':52} {'right':>6} {'wrong':>6} {'P':>6}")
    for kind, source in sorted({(kind, source) for kind, source, _ in tally}):
        right, wrong = tally[kind, source, "right"], tally[kind, source, "wrong"]
        print(f"{kind[:3]} {source:48} {right:6} {wrong:6} {right / (right + wrong):6.3f}")


def questions(found: Mapping[str, Question]) -> None:
    """Print the shipped questions, in both languages, with their parameters."""
    for name, question in found.items():
        print(f"{name:16} {question.label['zh']}\n{'':16} {question.label['en']}")
        for parameter, label in question.parameters.items():
            print(f"{'':18} --{parameter}  {label['zh']} | {label['en']}")


def errors(cases: Iterable[Case], *, limit: int) -> None:
    """Print the first `limit` wrong and missed cases of each kind and label."""
    bad = sorted(c for c in cases if c.verdict != "right")
    bad.sort(key=lambda c: (c.kind, c.label, c.verdict))
    for (kind, label, verdict), group in groupby(bad, key=lambda c: (c.kind, c.label, c.verdict)):
        found = list(group)
        print(f"\n{kind} {label}: {len(found)} {verdict}")
        for case in found[:limit]:
            print(
                f"  {case.article}  {case.text}  [{case.found_by}]"
                if case.found_by
                else f"  {case.article}  {case.text}"
            )


def _tally(label: str, counts: Counter[str]) -> str:
    parts = ", ".join(f"{name} {count}" for name, count in sorted(counts.items(), key=lambda c: (-c[1], c[0])))
    return f"{label:13} {counts.total()} ({parts})" if parts else f"{label:13} 0"
