"""The numbers that links are weighed by: data under ontology/, each with its reason."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from graph.config import Config
from graph.errors import VocabularyError
from graph.links.model import KINDS, Feature
from graph.model import SCHEME_OF, MentionType
from graph.vocabulary import Vocabulary

SCHEME = "link-kinds"


@dataclass(frozen=True, slots=True)
class Rules:
    """What counts as a reason, how much, and which links are kept.

    Information is in bits; ``factors`` are those of the kinds of reasons. ``things_left_out`` are written
    ``body/schools``, ``acts_left_out`` are types of acts, on anything or, as ``train-or-educate/body``, on
    one type of object: neither makes a reason, but what lies above such a thing, or the object of such an
    act, does. ``words_left_out`` holds phrases as well, which still count inside longer ones.
    """

    least_information: float
    things_left_out: frozenset[str]
    acts_left_out: frozenset[str]
    least_information_of_words: float
    longest_phrase: int
    least_shared_words: int
    words_quoted: int
    words_left_out: frozenset[str]
    least_weight: float
    links_per_measure: int
    factors: Mapping[str, float]

    def leaves_out(self, feature: Feature) -> bool:
        """Whether a feature makes no reason, however few measures have it."""
        if feature.kind == "act":
            return any("/".join(feature.parts[:length]) in self.acts_left_out for length in (1, 2))
        return "/".join((feature.kind, *feature.parts)) in self.things_left_out

    def factor(self, feature: Feature) -> float:
        """The factor of a reason; an act on an entity counts for no more than the entity would."""
        object_kind = KINDS[cast(MentionType, feature.parts[1])] if feature.kind == "act" else None
        return self.factors[feature.kind] * (self.factors[object_kind] if object_kind else 1)


def load_rules(config: Config, vocabulary: Vocabulary) -> Rules:
    """Read ontology/links.toml, and the factors of ontology/concepts/link-kinds.ttl.

    Raises VocabularyError where a number is missing or is none, or something is left out that there is not.
    """
    path = config.ontology / "links.toml"
    factors = {c.slug: float(c.value("reasonFactor") or 0) for c in vocabulary.concepts(SCHEME)}
    try:
        given = tomllib.loads(config.read(path))
        rules = Rules(
            least_information=float(given["reasons"]["least_information"]),
            things_left_out=frozenset(given["reasons"]["things_left_out"].split()),
            acts_left_out=frozenset(given["reasons"]["acts_left_out"].split()),
            least_information_of_words=float(given["wording"]["least_information"]),
            longest_phrase=int(given["wording"]["longest_phrase"]),
            least_shared_words=int(given["wording"]["least_shared_words"]),
            words_quoted=int(given["wording"]["words_quoted"]),
            words_left_out=frozenset(given["wording"]["words_left_out"].split())
            | frozenset(given["wording"]["phrases_left_out"]),
            least_weight=float(given["links"]["least_weight"]),
            links_per_measure=int(given["links"]["per_measure"]),
            factors=factors,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise VocabularyError(f"{path}: no rules for links: {error!r}.", remedy="Correct that file.") from error
    _require_known(rules, vocabulary, path)
    return rules


def _require_known(rules: Rules, vocabulary: Vocabulary, path: Path) -> None:
    schemes = {KINDS[kind]: SCHEME_OF[kind] for kind in KINDS}
    known = {f"{kind}/{slug}" for kind, scheme in schemes.items() for slug in vocabulary.schemes[scheme]}
    acts = set(vocabulary.schemes[SCHEME_OF["action"]])
    known |= acts | {f"{act}/{kind}" for act in acts for kind in KINDS}
    if unknown := sorted((rules.things_left_out | rules.acts_left_out) - known):
        raise VocabularyError(f"{path}: leaves out {unknown[0]}, which there is not.", remedy="Correct that file.")
