"""A sentence in pieces, so that the words that name the thing can be marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from api.models.dossiers import DossierMention, DossierSentence


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence, and the mention whose words it is, if any."""

    text: str
    mention: DossierMention | None = None


def pieces(sentence: DossierSentence) -> Iterator[Piece]:
    """The whole sentence, piece by piece; of mentions that overlap the one that starts first, then the longest."""
    at = 0
    for mention in sorted(sentence.mentions, key=lambda m: (m.position, -len(m.quote))):
        end = mention.position + len(mention.quote)
        if mention.position >= at and sentence.text[mention.position : end] == mention.quote:
            if mention.position > at:
                yield Piece(sentence.text[at : mention.position])
            yield Piece(mention.quote, mention)
            at = end
    if at < len(sentence.text):
        yield Piece(sentence.text[at:])
