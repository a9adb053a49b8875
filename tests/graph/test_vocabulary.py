from __future__ import annotations

import re
from dataclasses import replace

import pytest

from graph.config import Config
from graph.errors import VocabularyError
from graph.vocabulary import load_vocabulary

HEAD = """
@prefix hrap: <https://w3id.org/hrap/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix scheme: <https://w3id.org/hrap/id/scheme/> .
@prefix group: <https://w3id.org/hrap/id/group/> .
"""
WOMEN = """
group:women a hrap:PopulationGroup ; skos:inScheme scheme:groups ;
    skos:prefLabel "women"@en , "妇女"@zh-Hans ; skos:altLabel "ladies"@en ; skos:definition "People." .
"""
GIRLS = """
group:girls a hrap:PopulationGroup ; skos:inScheme scheme:groups ;
    skos:prefLabel "girls"@en , "女孩"@zh-Hans ; skos:broader group:women ; skos:definition "People." .
"""


def load(folder, text):
    (folder / "concepts").mkdir()
    (folder / "concepts" / "groups.ttl").write_text(HEAD + text, encoding="utf-8")
    return load_vocabulary(replace(Config(), ontology=folder))


def test_concepts_come_with_labels_in_both_languages_and_their_hierarchy(tmp_path):
    girls = load(tmp_path, WOMEN + GIRLS).get("groups", "girls")
    assert (girls.label, girls.chinese, girls.broader) == ("girls", "女孩", ("women",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (WOMEN + GIRLS.replace('"girls"@en', '"Ladies"@en'), "label 'ladies' belongs to girls and women"),
        (WOMEN.replace(', "妇女"@zh-Hans', ""), "0 preferred labels in zh-hans"),
        (GIRLS, "broader concept women, which does not exist"),
        (WOMEN.replace('"People." .', '"People.'), "groups.ttl: not valid Turtle"),
    ],
)
def test_a_faulty_vocabulary_is_refused_with_the_place(tmp_path, text, message):
    with pytest.raises(VocabularyError, match=message):
        load(tmp_path, text)


def test_every_concept_of_the_project_is_defined_in_one_sentence_of_either_language():
    vocabulary = load_vocabulary(Config())
    concepts = [concept for scheme in vocabulary.schemes for concept in vocabulary.concepts(scheme)]
    assert len(concepts) > 700
    assert not [c.iri for c in concepts if not c.definition.endswith(".") or re.search("[一-鿿]", c.definition)]
    assert not [c.iri for c in concepts if not re.fullmatch("[^a-z]*[一-鿿].*。", c.chinese_definition)]


def test_an_unknown_concept_is_named_with_its_scheme(tmp_path):
    with pytest.raises(VocabularyError, match=r"'boys' in the scheme 'groups'"):
        load(tmp_path, WOMEN).get("groups", "boys")
