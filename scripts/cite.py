"""``hrap cite``: a citation of the answer to a ready question, which hrap verify can check later.

hrap cite targets-of-right --param right=health > c.json     with every row of the answer
hrap cite targets-of-right --format bibtex                    for a bibliography; also ris, csl
hrap verify c.json                                            whether the present release answers the same
"""

from __future__ import annotations

import argparse

from graph.citation.formats import WRITERS
from graph.citation.records import as_json
from graph.config import DEFAULT_BASE
from graph.release import open_release
from scripts.asking import add_parameters, cited, given_parameters
from scripts.console import add_releases, print_answer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    add_releases(parser)
    parser.add_argument("question", help="the name of a ready question (hrap query --list)")
    add_parameters(parser)
    parser.add_argument("--format", choices=("json", *WRITERS), default="json", help="of the citation (default: json)")
    parser.add_argument(
        "--service",
        default=DEFAULT_BASE,
        metavar="URL",
        help=f"the service that the permalink names (default: {DEFAULT_BASE}, the base of all IRIs)",
    )


def run(options: argparse.Namespace) -> int:
    """Print the citation."""
    base = f"{options.service.rstrip('/')}/"
    citation = cited(options.question, given_parameters(options), open_release(options.releases), base)
    print_answer(as_json(citation) if options.format == "json" else WRITERS[options.format](citation))
    return 0
