"""``hrap cite``: a citation of an answer, which hrap verify can check later. It takes what hrap query takes.

hrap cite targets-of-right --param right=health > c.json     with every row of the answer
hrap cite targets-of-right --format bibtex                    for a bibliography; also ris, csl
hrap cite -f FILE.rq                                          a query of one's own; or its text: hrap cite 'SELECT …'
hrap cite '/api/v1/links?measure=4.2.5'                       what the service answers at an address
hrap verify c.json                                            whether the present release answers the same

A query that may answer differently each time is refused: with NOW, RAND, UUID, STRUUID or BNODE, with LIMIT
or OFFSET but no ORDER BY, or with blank nodes in its answer. Its title is the comment that it begins with.

An address is a path of /api/v1 or /dossier with its parameters. What is cited is what it answers: of a list, the part
that it asks for, 50 items where it has no limit=; the citation says so. Order of parameters and format do not matter.
"""

from __future__ import annotations

import argparse

from graph.citation.formats import WRITERS
from graph.citation.records import as_json
from graph.config import DEFAULT_BASE
from graph.release import open_release
from scripts.addresses import address_asked, cited_address
from scripts.asking import add_asked, cited, cited_query, given_parameters, own_query, question_name
from scripts.console import add_releases, print_answer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    add_releases(parser)
    add_asked(parser)
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
    name, release = question_name(options), open_release(options.releases)
    if address := address_asked(options):
        citation = cited_address(address, options.releases, base)
    elif name:
        citation = cited(name, given_parameters(options), release, base)
    else:
        citation = cited_query(own_query(options), release, base)
    print_answer(as_json(citation) if options.format == "json" else WRITERS[options.format](citation))
    return 0
