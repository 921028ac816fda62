"""The shipped network in torch: residual dilated convolutions over characters; see `kg/recognise/network.py`."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from kg.train.batches import Coder, fold

WIDTH = 96
DILATIONS = (1, 2, 4, 8, 1)
_TAPS = 3
_BORDERS = 5  # padding, single, first, inner and last character of a word
_BORDER_WIDTH = 16


class Student(nn.Module):
    """Characters → scores of tags."""

    def __init__(self, embedding: Tensor, tags: int) -> None:
        super().__init__()
        self.embedding = nn.Embedding(embedding.shape[0], embedding.shape[1], padding_idx=0)
        self.embedding.weight.data.copy_(embedding)
        self.borders = nn.Embedding(_BORDERS, _BORDER_WIDTH, padding_idx=0)
        widths = [embedding.shape[1] + _BORDER_WIDTH, *[WIDTH] * len(DILATIONS)]
        self.layers = nn.ModuleList(nn.Linear(_TAPS * width, WIDTH) for width in widths)
        self.dropout = nn.Dropout(0.1)
        self.output = nn.Linear(WIDTH, tags)

    def forward(self, ids: Tensor, borders: Tensor) -> Tensor:
        """Return scores (sentence, position, tag) for padded ids of characters and of places in words."""
        inside = (ids != 0)[:, :, None].float()
        read = torch.cat([self.embedding(ids), self.borders(borders)], dim=2)
        state = torch.relu(self.layers[0](_around(read, 1))) * inside
        for layer, dilation in zip(self.layers[1:], DILATIONS, strict=True):
            state = state + torch.relu(layer(_around(self.dropout(state), dilation))) * inside
        scores: Tensor = self.output(self.dropout(state))
        return scores


def _around(state: Tensor, distance: int) -> Tensor:
    """Each place with its neighbours at the distance, side by side; much faster on a CPU than torch's convolution."""
    padded = nn.functional.pad(state, (0, 0, distance, distance))
    size = state.shape[1]
    return torch.cat([padded[:, i * distance : i * distance + size] for i in range(_TAPS)], dim=2)


def save(model: Student, coder: Coder, target: Path) -> None:
    """Write the model file that `kg/recognise/network.py` reads; the same weights give the same bytes."""
    known = {ord(c) for c in coder.characters[2:]}
    alike = [(p, ord(fold(chr(p)))) for p in range(0x10000) if p not in known and ord(fold(chr(p))) in known]
    arrays = {
        "characters": np.array("".join(coder.characters[2:])),
        "types": np.array(" ".join(coder.types)),
        "alike": np.array(alike, dtype=np.uint32),
        "dilations": np.array(DILATIONS),
        "embedding": _half(model.embedding.weight),
        "borders": _half(model.borders.weight),
        "output": _half(model.output.weight.T),
        "bias": _half(model.output.bias),
    }
    for i, layer in enumerate(model.layers):
        assert isinstance(layer, nn.Linear)
        arrays[f"kernel{i}"] = _half(layer.weight.T.reshape(_TAPS, -1, WIDTH))  # (tap, input, output)
        arrays[f"bias{i}"] = _half(layer.bias)
    np.savez_compressed(target, **arrays)  # type: ignore[arg-type]


def _half(values: Tensor) -> np.ndarray[tuple[int, ...], np.dtype[np.float16]]:
    return values.detach().numpy().astype(np.float16)
