"""``hrap``: build, validate, serve, query and export the graph of a human rights action plan."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from rich.markup import escape

from graph import __version__
from graph.errors import HrapError
from scripts import (
    audit,
    build,
    cite,
    dossier,
    evaluate,
    export,
    links,
    load,
    matrix,
    network,
    paths,
    query,
    search,
    serve,
    validate,
    verify,
)
from scripts.console import EXIT_HELP, console, exit_code

COMMANDS = (
    build,
    validate,
    load,
    serve,
    query,
    search,
    cite,
    verify,
    export,
    evaluate,
    audit,
    links,
    matrix,
    network,
    paths,
    dossier,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except HrapError as error:
        console().print(f"[bold red]error:[/] {escape(str(error))}")
        return exit_code(error)
    except KeyboardInterrupt:
        console().print("stopped")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hrap", description=__doc__.replace("``", ""), epilog=EXIT_HELP)
    parser.add_argument("--version", action="version", version=f"hrap {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for module in COMMANDS:
        name = module.__name__.rsplit(".", 1)[-1]
        text = (module.__doc__ or "").strip()
        sub = commands.add_parser(
            name,
            help=text.splitlines()[0].removeprefix(f"``hrap {name}``: "),
            description=text.replace("``", ""),
            epilog=EXIT_HELP,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_arguments(sub)
        sub.set_defaults(run=module.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
