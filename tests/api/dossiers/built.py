"""Parts of dossiers, made by hand."""

from __future__ import annotations

from api.models.dossiers import DossierMention, DossierSentence

BASE = "https://w3id.org/hrap/id/"


def mention(quote: str, *, position: int = 0, entity: str = "women", label: str = "women") -> DossierMention:
    return DossierMention(
        iri=f"{BASE}plan/small/mention/1",
        type="group",
        entity=entity,
        label=label,
        label_zh="妇女",
        qualifier=None,
        quote=quote,
        start=position,
        end=position + len(quote),
        position=position,
        method="label",
    )


def sentence(text: str, *mentions: DossierMention) -> DossierSentence:
    return DossierSentence(
        code="1.1.1.1",
        iri=f"{BASE}plan/small/commitment/1.1.1.1",
        role="commitment",
        modality="will",
        text=text,
        start=0,
        end=len(text),
        reason="words",
        mentions=list(mentions),
    )
