from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from graph.config import Config
from graph.errors import VocabularyError
from graph.links.model import Feature, Kind
from graph.links.rules import SCHEME, load_rules
from graph.vocabulary import load_vocabulary


@pytest.fixture(scope="module")
def vocabulary():
    return load_vocabulary(Config())


def test_every_kind_of_reason_has_a_factor_above_0(vocabulary):
    rules = load_rules(Config(), vocabulary)
    assert set(rules.factors) == set(get_args(Kind))
    assert all(0 < factor <= 1 for factor in rules.factors.values())


def test_an_act_on_a_thing_counts_for_no_more_than_the_thing(vocabulary):
    rules = load_rules(Config(), vocabulary)
    assert rules.factor(Feature("act", ("protect", "body", "schools"))) <= rules.factor(Feature("body", ("schools",)))


def test_a_factor_below_1_has_its_reason(vocabulary):
    kinds = [c for c in vocabulary.concepts(SCHEME) if float(c.value("reasonFactor") or 0) < 1]
    assert all(vocabulary.graph.query(f"ASK {{ <{c.iri}> skos:scopeNote ?why }}").askAnswer for c in kinds)


def test_a_missing_number_is_told(vocabulary, tmp_path):
    (tmp_path / "links.toml").write_text("[reasons]\n", encoding="utf-8")
    with pytest.raises(VocabularyError, match=r"links\.toml"):
        load_rules(replace(Config(), ontology=tmp_path), vocabulary)


def test_what_is_left_out_has_to_exist(vocabulary, tmp_path):
    text = Config().read(Config().ontology / "links.toml")
    (tmp_path / "links.toml").write_text(text.replace("group/citizens", "group/nobody"), encoding="utf-8")
    with pytest.raises(VocabularyError, match="group/nobody"):
        load_rules(replace(Config(), ontology=tmp_path), vocabulary)
