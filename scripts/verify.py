"""``hrap verify``: whether a cited answer is still the answer, and if not, what changed.

hrap verify c.json     asks again what hrap cite or the service cited, and compares row by row
hrap verify c.bib      the same by the permalink in BibTeX, RIS or CSL-JSON: it has the hash of the answer, not its rows
hrap verify 'https://…?release=…#result=…'             by a permalink itself

Of an answer at an address it also says what changed within an item: each value that is another, and what it was.

Ends with 0 where the answer is the same, also from another release, and with 1 where it changed or
where what it asks for is gone.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from graph.citation.differences import differences
from graph.citation.permalinks import Permalink, read_permalink
from graph.citation.records import Citation, Comparison, compare, from_json
from graph.errors import InputError
from graph.release import Release, open_release
from graph.sparql.queries import Query
from scripts.addresses import cited_address
from scripts.asking import cited, cited_query
from scripts.console import add_releases, print_answer

_ONLY_HASHES = "what changed cannot be told from a permalink, but from the citation as JSON, which has the rows"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the command."""
    add_releases(parser)
    parser.add_argument("citation", metavar="CITATION", help="a file with a citation in any format, or a permalink")


def run(options: argparse.Namespace) -> int:
    """Print what the comparison found."""
    citation, release = _cited(options.citation), open_release(options.releases)
    try:
        present = _present(citation, release, options.releases)
    except InputError as error:  # a name that it asks for is gone
        print_answer(_written([*_head("changed", citation, release), f"there is no such answer: {error}"]))
        return 1
    if isinstance(citation, Permalink):
        same = citation.result_sha256 == present.result_sha256
        lines = [*_head("same" if same else "changed", citation, release), *([] if same else [_ONLY_HASHES])]
    else:
        found = compare(citation, present)
        same, lines = found.same, _report(citation, release, found)
    print_answer(_written(lines))
    return 0 if same else 1


def _cited(given: str) -> Citation | Permalink:
    """What was cited, by a permalink or a file. Raises InputError where it is no citation."""
    if given.startswith(("http://", "https://")):
        return read_permalink(given, "the permalink")
    try:
        text = Path(given).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{given}: cannot be read: {error}.", remedy="Name a citation.") from error
    return from_json(text, given) if text.lstrip().startswith("{") else read_permalink(text, given)


def _present(citation: Citation | Permalink, release: Release, releases: Path) -> Citation:
    """What the release answers now."""
    if citation.address is not None:
        return cited_address(citation.address, releases)
    if citation.question is not None:
        return cited(citation.question, citation.parameters, release)
    return cited_query(Query(citation.query or ""), release)


def _head(verdict: str, citation: Citation | Permalink, release: Release) -> list[str]:
    lines = [f"{verdict}: {citation.title}"]
    if citation.release_sha256 != release.sha256:
        version = "" if isinstance(citation, Permalink) else f"{citation.version} "
        lines.append(f"cited of release {version}{citation.release_sha256}")
        lines.append(f"asked of release {release.version} {release.sha256}")
    return lines


def _report(citation: Citation, release: Release, found: Comparison) -> list[str]:
    lines = _head("same" if found.same else "changed", citation, release)
    if found.columns_changed:
        lines.append(f"the answer has other columns than {citation.columns}")
    if citation.left_open and not found.same:
        lines.append(f"it may be by chance: {', '.join(citation.left_open)} leave the engine a choice")
    if citation.address is not None:
        lines += differences(found.added, found.removed)
    else:
        lines += [f"added    {row}" for row in found.added]
        lines += [f"removed  {row}" for row in found.removed]
    return lines


def _written(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
