"""What a release comes to, small enough to commit: counts and hashes, down to the section.

The fingerprint of the last accepted build is a file of the project. A build that differs from it
says where: which input, which named graph, which section's facts, which count.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.dataset import digests
from graph.description import Input
from graph.errors import ReleaseError
from graph.model import Document, Facts

PATH = "fingerprint.json"


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Counts and SHA-256 hashes of a release; every mapping is sorted by its keys."""

    version: str
    sha256: str
    counts: Mapping[str, int]
    inputs: Mapping[str, str]
    graphs: Mapping[str, str]
    sections: Mapping[str, str]

    def write(self, path: Path) -> None:
        """Write it as JSON, one line a value, so that a difference reads well."""
        path.write_text(json.dumps(asdict(self), indent=1, sort_keys=True) + "\n", encoding="utf-8")

    def differences(self, other: Fingerprint) -> tuple[str, ...]:
        """What differs from another fingerprint, in plain words; nothing where the data are equal."""
        if self.sha256 == other.sha256:
            return ()
        parts: Sequence[tuple[str, Mapping[str, object], Mapping[str, object]]] = (
            ("count of", self.counts, other.counts),
            ("input", self.inputs, other.inputs),
            ("named graph", self.graphs, other.graphs),
            ("facts of section", self.sections, other.sections),
        )
        return tuple(line for what, mine, theirs in parts for line in _differences(what, mine, theirs))


def read_fingerprint(path: Path) -> Fingerprint | None:
    """The committed fingerprint, or None where there is none yet."""
    if not path.exists():
        return None
    try:
        return Fingerprint(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise ReleaseError(f"{path}: not a fingerprint: {error}.", remedy="Restore the file.") from error


def take_fingerprint(
    *,
    version: str,
    quads: bytes,
    inputs: Iterable[Input],
    counts: Mapping[str, int],
    plans: Iterable[tuple[Document, Facts]],
) -> Fingerprint:
    """The fingerprint of a build whose canonical N-Quads are ``quads``."""
    return Fingerprint(
        version=version,
        sha256=hashlib.sha256(quads).hexdigest(),
        counts=dict(sorted(counts.items())),
        inputs={file.path: file.sha256 for file in sorted(inputs, key=lambda f: f.path)},
        graphs=digests(quads),
        sections=dict(sorted(item for document, facts in plans for item in _sections(document, facts))),
    )


def _sections(document: Document, facts: Facts) -> Iterator[tuple[str, str]]:
    """The hash of what was found in each section, or in a chapter that has none."""
    home = {p.code: p.section or p.chapter for p in document.provisions}
    found: dict[str, list[str]] = {}
    for mention in facts.mentions:
        found.setdefault(home[mention.provision], []).append(repr(mention))
    for fact in facts.quantities:
        found.setdefault(home[fact.mention.provision], []).append(repr(fact))
    for sentence in facts.sentences:
        found.setdefault(home[sentence.sentence.rsplit(".", 1)[0]], []).append(repr(sentence))
    for section, lines in found.items():
        yield f"{document.plan}/{section}", hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _differences(what: str, mine: Mapping[str, object], theirs: Mapping[str, object]) -> Iterator[str]:
    for key in sorted({*mine, *theirs}):
        if key not in theirs:
            yield f"{what} {key}: new"
        elif key not in mine:
            yield f"{what} {key}: gone"
        elif mine[key] != theirs[key]:
            values = f" {theirs[key]} → {mine[key]}" if isinstance(mine[key], int) else " differs"
            yield f"{what} {key}:{values}"
