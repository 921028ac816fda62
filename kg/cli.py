"""The command `kg`: thin commands over the pipeline, one-line errors, exit codes (0 done, 1 warnings, 2 error)."""

import os
import sys
import time
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg import evaluate as evaluation
from kg import report
from kg.errors import YuantuError
from kg.ontology import DEFAULT


class Form(StrEnum):
    """How answers are printed."""

    table = "table"
    csv = "csv"
    json = "json"


app = typer.Typer(
    help="园图: Chinese economic and policy news to a knowledge graph with the quote behind each fact.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Paths = Annotated[list[str], typer.Argument(help="Files, folders or globs: .md .html .txt .jsonl")]
Ontology = Annotated[Path, typer.Option("--ontology", help="Folder with classes, rules, lexicons and queries.")]
Workers = Annotated[int, typer.Option("--workers", "-j", min=1, help="Number of processes.")]
Recogniser = Annotated[str, typer.Option("--recogniser", help="Another recogniser: spacy:NAME, or a plug-in's name.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 when an article was skipped.")]


@app.command(epilog="Examples:  kg build articles  |  kg build news/*.md more.jsonl -o out --workers 2")
def build(
    paths: Paths,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for graph.ttl, graph.html …")] = Path("output"),
    ontology: Ontology = DEFAULT,
    base: Annotated[str, typer.Option("--base", help="IRI that the graph's own IRIs begin with.")] = "",
    also: Annotated[
        str, typer.Option("--also", help="More formats: nquads,trig,jsonld,rdf12,graphml,gexf,tables,neo4j,cypher.")
    ] = "",
    workers: Workers = 1,
    recogniser: Recogniser = "",
    strict: Strict = False,
) -> None:
    """Build the graph of the articles: graph.ttl, graph.html and extractions.jsonl."""
    from kg.build import build as run

    started = time.perf_counter()
    with report.progress("extract") as advance:
        built = run(
            paths,
            output,
            ontology=ontology,
            base=base,
            also=[name for name in also.split(",") if name],
            workers=workers,
            recogniser=recogniser,
            progress=advance,
        )
    report.summary(built, seconds=time.perf_counter() - started)
    raise typer.Exit(1 if strict and built.skipped else 0)


@app.command(epilog="Examples:  kg extract articles -o extractions.jsonl  |  kg extract one.md")
def extract(
    paths: Paths,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write; standard output without.")
    ] = None,
    ontology: Ontology = DEFAULT,
    workers: Workers = 1,
    recogniser: Recogniser = "",
    strict: Strict = False,
) -> None:
    """Print what every article says, one JSON object a line."""
    from kg.pipeline import run
    from kg.write import atomic, jsonl

    with report.progress("extract") as advance:
        batch = run(paths, ontology=ontology, workers=workers, recogniser=recogniser, progress=advance)
    if output is None:
        sys.stdout.writelines(line + "\n" for line in jsonl.lines(batch.extractions))
    else:
        with atomic(output) as temporary:
            jsonl.write(batch.extractions, temporary)
    report.skipped(batch.skipped)
    raise typer.Exit(1 if strict and batch.skipped else 0)


@app.command(
    epilog="Examples:  kg evaluate gold extractions.jsonl  |  kg evaluate gold extractions.jsonl --errors 20 --by-rule"
)
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Folder with one gold JSON file an article.")],
    predictions: Annotated[Path, typer.Argument(help="Output of `kg extract`.")],
    errors: Annotated[int, typer.Option("--errors", help="Show the first N wrong and missed cases of each type.")] = 0,
    by_rule: Annotated[bool, typer.Option("--by-rule", help="Counts and precision of every rule and source.")] = False,
) -> None:
    """Compare extractions with gold annotations: precision, recall and F1 per type and predicate."""
    judged = evaluation.evaluate(evaluation.read_gold(gold), evaluation.read_predictions(predictions))
    report.figures(judged.counts)
    if by_rule:
        report.by_source(judged.cases)
    if errors:
        report.errors(judged.cases, limit=errors)


@app.command(epilog="Examples:  kg check --ontology my-ontology  |  kg check --annotated dev")
def check(
    ontology: Ontology = DEFAULT,
    annotated: Annotated[
        Path | None,
        typer.Option(
            help="Folder with articles/ID.md and gold/ID.json: also tell which relation rules are doubtful there."
        ),
    ] = None,
) -> None:
    """Check that ontology, rules, lexicons and queries are consistent; every fault at once."""
    from kg.check import check as run
    from kg.check import check_rules

    for line in run(ontology):
        typer.echo(line)
    for line in check_rules(ontology, annotated) if annotated else ():
        typer.echo(line)


@app.command(
    epilog="Examples:  kg query --list  |  kg query output/graph.ttl settled --park 中关村朝阳园"
    "  |  kg query graph.ttl my.rq --format csv  |  kg query graph.ttl -q 'SELECT …'",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
)
def query(
    context: typer.Context,
    graph: Annotated[Path | None, typer.Argument(help="The graph: .ttl .nt .nq .trig")] = None,
    question: Annotated[str, typer.Argument(help="A shipped question's name, or a .rq file.")] = "",
    sparql: Annotated[str, typer.Option("--query", "-q", help="A query written here.")] = "",
    form: Annotated[Form, typer.Option("--format", "-f", help="How to print the answer.")] = Form.table,
    listed: Annotated[bool, typer.Option("--list", help="Name the shipped questions and their parameters.")] = False,
    ontology: Ontology = DEFAULT,
) -> None:
    """Ask a graph: a shipped question, a query file, or a query; parameters of a question follow as --name value."""
    from kg import query as queries
    from kg import questions

    if listed:
        report.questions(questions.load(ontology))
        return
    if graph is None or not (question or sparql):
        raise YuantuError("give a graph and a question, for example: kg query output/graph.ttl parks")
    asked, values = questions.find(question, sparql, ontology), questions.arguments(context.args)
    answer = queries.ask(queries.load(graph), asked.sparql, asked.bind(values))
    sys.stdout.write(queries.render(answer, form.value))


@app.command(epilog="Example:  kg validate output/graph.ttl")
def validate(
    graph: Annotated[Path, typer.Argument(help="A Turtle file that `kg build` wrote.")],
    ontology: Ontology = DEFAULT,
) -> None:
    """Check a graph against the SHACL shapes; exit with 1 when it violates any."""
    from kg.validate import validate as run

    violations = run(graph, ontology=ontology)
    for violation in violations:
        typer.echo(str(violation))
    typer.echo(f"{graph}: {len(violations)} violations")
    raise typer.Exit(1 if violations else 0)


@app.command(epilog="Example:  kg load http://127.0.0.1:7878/store output/graph.ttl --graph https://example.org/news")
def load(
    endpoint: Annotated[str, typer.Argument(help="Graph Store Protocol endpoint of the store.")],
    graph_file: Annotated[Path, typer.Argument(metavar="FILE", help="A graph: .ttl .nt .nq .trig .jsonld")],
    graph: Annotated[str, typer.Option("--graph", help="IRI of the named graph; the default graph without.")] = "",
    add: Annotated[bool, typer.Option("--add", help="Add to what the graph holds instead of replacing it.")] = False,
    user: Annotated[str, typer.Option("--user", help="User to log in as.")] = "",
    password: Annotated[str, typer.Option("--password", envvar="YUANTU_PASSWORD", help="That user's password.")] = "",
) -> None:
    """Put a graph into a triple store over the SPARQL 1.1 Graph Store Protocol."""
    from kg.load import Store
    from kg.load import load as run

    with report.progress("load") as advance:
        run(Store(endpoint=endpoint, user=user, password=password), graph_file, graph=graph, add=add, progress=advance)
    typer.echo(f"{graph_file} is loaded into {endpoint}")


@app.command(epilog="Example:  kg serve output/graph.ttl --port 8000")
def serve(
    graph: Annotated[Path, typer.Argument(help="The graph to serve: .ttl")],
    page: Annotated[
        Path | None, typer.Option("--page", help="Page to show at /; graph.html beside it without.")
    ] = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", help="Port to listen on; 0 for any free one.")] = 8000,
    ontology: Ontology = DEFAULT,
) -> None:
    """Serve the page, a query editor and a read-only SPARQL endpoint, on this machine alone unless told otherwise."""
    from kg.serve import serve as run

    beside = graph.with_suffix(".html")
    shown = page or (beside if beside.exists() else None)
    with run(graph, page=shown, host=host, port=port, ontology=ontology) as server:
        address = f"http://{host}:{server.server_address[1]}"
        typer.echo(f"page {address}/  editor {address}/query  endpoint {address}/sparql  (Ctrl+C ends)")
        with suppress(KeyboardInterrupt):
            server.serve_forever()


def main() -> None:
    """Run the command line; known faults become one line on standard error and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except YuantuError as fault:
        sys.exit(_told(fault))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as fault:
        name = f"{fault.filename}: " if fault.filename else ""
        sys.exit(_told(f"{name}{fault.strerror or fault}"))


def _told(fault: object) -> int:
    for line in str(fault).splitlines():
        print(f"kg: error: {line}", file=sys.stderr)
    return 2
