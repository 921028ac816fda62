"""The training loop, and the order in which examples come."""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

import torch
from torch import Tensor, nn

BATCH = 32
_Example = TypeVar("_Example")


def fit(model: nn.Module, losses: Iterator[Tensor], *, steps: int, rate: float) -> None:
    """Take `steps` steps down the losses, with AdamW and a one-cycle learning rate that peaks at `rate`."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps + 1, pct_start=0.1)
    model.train()
    for step, loss in enumerate(islice(losses, steps), 1):
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(model.parameters(), 5.0)
        optimizer.step()
        schedule.step()
        if step % 100 == 0:
            print(f"step {step} of {steps}: loss {loss.item():.3f}", flush=True)
    model.eval()


def batches(
    examples: Sequence[_Example], size: Callable[[_Example], int], draw: random.Random
) -> Iterator[list[_Example]]:
    """Yield batches of examples of like size, the batches in random order."""
    ordered = sorted(examples, key=size)
    parts = [ordered[i : i + BATCH] for i in range(0, len(ordered), BATCH)]
    draw.shuffle(parts)
    yield from parts


class Deck:
    """Draws from examples without returning them, until too few are left; then all are shuffled anew."""

    def __init__(self, count: int, draw: random.Random) -> None:
        self._count, self._draw, self._left = count, draw, list[int]()

    def take(self, number: int) -> list[int]:
        """Return so many numbers of examples."""
        if len(self._left) < number:
            self._left = self._draw.sample(range(self._count), self._count)
        taken, self._left = self._left[:number], self._left[number:]
        return taken
