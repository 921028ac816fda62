"""Lay the parts of a picture side by side without overlap, the first in the middle: deterministic, close to linear."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_CELL = 38.0
_WIDENESS = 1.45
_CHUNK = 1024
_AROUND = np.array([(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)], dtype=np.int64)


def pack(outlines: Sequence[Floats], singles: int) -> Floats:
    """Where to move each outline (an array of points), then each of so many single points; an (n, 2) array of shifts.

    Each takes the free place nearest to the middle, on a grid that is wider than high, as screens are.
    """
    shapes = [_cells(points) for points in outlines]
    ground = _Ground(shapes, singles)
    placed = [ground.place(shape) for shape in shapes]
    return np.concatenate([np.array(placed, dtype=np.int64).reshape(-1, 2), ground.free(singles)]) * _CELL


def _cells(points: Floats) -> Integers:
    """The grid cells that the points fall into, each once."""
    return np.unique(np.rint(points / _CELL).astype(np.int64), axis=0)


class _Ground:
    """The grid: which cells are taken, and all cells by their distance from the middle."""

    def __init__(self, shapes: Sequence[Integers], singles: int) -> None:
        extent = max((int(np.abs(shape).max()) for shape in shapes), default=0) + 2
        area = sum(len(_widened(shape)) for shape in shapes) + singles
        reach = int(1.4 * area**0.5) + 2 * max((int(np.abs(shape).max()) for shape in shapes[1:]), default=0) + extent
        self._middle = np.array([int(reach * _WIDENESS) + extent, reach + extent])
        self._taken = np.zeros(2 * self._middle + 1, dtype=bool)
        across, up = np.meshgrid(
            np.arange(-reach * _WIDENESS, reach * _WIDENESS + 1), np.arange(-reach, reach + 1), indexing="ij"
        )
        cells = np.rint(np.column_stack([across.ravel(), up.ravel()])).astype(np.int64)
        distance = (cells[:, 0] / _WIDENESS) ** 2 + cells[:, 1] ** 2
        self._nearest = cells[np.argsort(distance, kind="stable")]
        self._begin = 0

    def place(self, shape: Integers) -> tuple[int, int]:
        """Take the nearest place where the shape fits, and a margin of one cell around it."""
        self._skip()
        for start in range(self._begin, len(self._nearest), _CHUNK):
            tried = self._nearest[start : start + _CHUNK]
            blocked = self._at(tried[:, None, :] + shape[None, :, :]).any(axis=1)
            if not blocked.all():
                x, y = tried[int(np.argmin(blocked))].tolist()
                self._take(_widened(shape) + (x, y))
                return x, y
        raise AssertionError("the grid is made large enough for all shapes")

    def free(self, count: int) -> Integers:
        """The free cells nearest to the middle."""
        return self._nearest[~self._at(self._nearest)][:count]

    def _skip(self) -> None:
        """Leave out the cells near the middle that are taken for good."""
        ahead = self._at(self._nearest[self._begin : self._begin + _CHUNK])
        self._begin += int(np.argmin(ahead)) if not ahead.all() else len(ahead)

    def _at(self, cells: Integers) -> NDArray[np.bool_]:
        places = cells + self._middle
        return self._taken[places[..., 0], places[..., 1]]

    def _take(self, cells: Integers) -> None:
        places = np.clip(cells + self._middle, 0, np.array(self._taken.shape) - 1)
        self._taken[places[:, 0], places[:, 1]] = True


def _widened(shape: Integers) -> Integers:
    return np.unique((shape[:, None, :] + _AROUND[None, :, :]).reshape(-1, 2), axis=0)
