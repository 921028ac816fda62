"""The README's commands and snippets, run as a reader would; `python -m tests.readme` writes their output anew."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
_BLOCK = re.compile(r"^```(\w[\w-]*)\n(.*?)^```$", re.S | re.M)
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.M)
_SECONDS = re.compile(r"\d+\.\d s$", re.M)
SUPPLIES = "恒远集团向北辰公司供货\n宁德时代新能源科技股份有限公司长期为上汽通用五菱汽车股份有限公司供应电芯。\n"


def blocks(language: str) -> list[str]:
    """The README's code blocks of one language."""
    return [body for name, body in _BLOCK.findall(README.read_text("utf-8")) if name == language]


def commands() -> list[tuple[str, str]]:
    """All `$ command` lines with the output that stands below them."""
    return [pair for block in blocks("console") for pair in _COMMAND.findall(block)]


def prepare(folder: Path) -> None:
    """Lay out what the README's commands speak of: articles, the query, and the ontology with the new relation."""
    shutil.copytree(ROOT / "articles", folder / "articles")
    (folder / "my.rq").write_text(blocks("sparql")[0], "utf-8")
    (folder / "supplies.txt").write_text(SUPPLIES, "utf-8")
    ontology = folder / "my-ontology"
    shutil.copytree(ROOT / "ontology", ontology)
    with (ontology / "yuantu.ttl").open("a", encoding="utf-8") as file:
        file.write("\n" + blocks("turtle")[1])
    (ontology / "rules" / "relations" / "supplies.yaml").write_text(blocks("yaml")[0], "utf-8")


def run(command: str, folder: Path) -> str:
    """Run one command line in the folder with this environment's `kg`; its output, with seconds made alike."""
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env={"PATH": path, "LANG": "C.UTF-8"}, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return alike(done.stdout)


def alike(output: str) -> str:
    """Output without what differs from run to run."""
    return _SECONDS.sub("… s", output.rstrip() + "\n")


def update(folder: Path) -> None:
    """Write the commands' present output into the README."""
    prepare(folder)
    text = README.read_text("utf-8")
    for command, output in commands():
        text = text.replace(f"$ {command}\n{output}", f"$ {command}\n{run(command, folder)}", 1)
    README.write_text(text, "utf-8")


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        update(Path(name))
