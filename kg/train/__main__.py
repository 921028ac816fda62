"""Train the shipped models anew, or measure speed: `python -m kg.train --help`."""

import argparse
from pathlib import Path

from kg.recognise.network import MODEL as TAGGER
from kg.segment import MODEL as SEGMENTER


def main() -> None:
    """Run one command; each prints one line of result."""
    parser = argparse.ArgumentParser(prog="python -m kg.train", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    segmenter = commands.add_parser("segmenter", help="train the word segmenter (6 minutes)")
    segmenter.add_argument("--target", type=Path, default=SEGMENTER)
    tagger = commands.add_parser("tagger", help="train the tagger of names (half an hour on one core)")
    tagger.add_argument("--target", type=Path, default=TAGGER)
    tagger.add_argument("--scratch", type=Path, default=Path("build/train"), help="where LAC's labels are kept")
    benchmark = commands.add_parser("benchmark", help="characters a second of the extraction, beside plain LAC")
    benchmark.add_argument("paths", nargs="*", default=["articles"], help="articles to extract")
    print(_run(parser.parse_args()))


def _run(arguments: argparse.Namespace) -> str:
    if arguments.command == "segmenter":
        from kg.train.segmenter import train_segmenter

        return train_segmenter(arguments.target)
    if arguments.command == "tagger":
        from kg.train.tagger import train_tagger

        return train_tagger(arguments.target, arguments.scratch)
    from kg.train.benchmark import benchmark

    return benchmark(arguments.paths)


if __name__ == "__main__":
    main()
