"""An open page in a real browser, as the tests of the graph page and of the query editor see it."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page

SHOWN = """([x, y, side]) => {
  const canvas = document.querySelector("#stage canvas");
  const ratio = canvas.width / canvas.clientWidth;
  const box = canvas.getBoundingClientRect();
  const [left, top] = [(x - box.left - side / 2) * ratio, (y - box.top - side / 2) * ratio];
  return [...canvas.getContext("2d").getImageData(left, top, side * ratio, side * ratio).data];
}"""


@dataclass
class Shown:
    """An open page, with all that it said and asked for."""

    page: "Page"
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def hear(self, line: "ConsoleMessage") -> None:
        """Keep what the page complains of, but for the remark on our own reading of pixels."""
        if line.type in ("error", "warning") and "willReadFrequently" not in line.text:
            self.faults.append(line.text)

    def node(self, name: str) -> tuple[float, float]:
        """Where the node of that name is on the page."""
        x, y = self.page.evaluate(
            "name => yuantu.stage.at(yuantu.graph.entities.findIndex(e => e.name === name))", name
        )
        return x, y

    def click_node(self, name: str) -> None:
        self.page.mouse.click(*self.node(name))

    def click_edge(self, one: str, other: str) -> None:
        (x1, y1), (x2, y2) = self.node(one), self.node(other)
        self.page.mouse.click((x1 + x2) / 2, (y1 + y2) / 2)

    def colours(self, name: str, side: int = 9) -> set[tuple[int, ...]]:
        """Colours of the canvas around a node, without alpha."""
        data = self.page.evaluate(SHOWN, [*self.node(name), side])
        return {tuple(data[n : n + 3]) for n in range(0, len(data), 4)}

    def ink_below(self, name: str) -> bool:
        """Tell whether something is written under a node."""
        x, y = self.node(name)
        size = self.page.evaluate("name => yuantu.graph.entities.find(e => e.name === name).size", name)
        data = self.page.evaluate(SHOWN, [x, y + size * self.page.evaluate("yuantu.stage.scale()") + 10, 16])
        return any(data[n + 3] > 200 and max(data[n : n + 3]) < 90 for n in range(0, len(data), 4))

    def panel(self) -> str:
        return str(self.page.inner_text("#panel"))

    def settled(self) -> None:
        """Wait for the animation and the next frames."""
        self.page.wait_for_timeout(600)
