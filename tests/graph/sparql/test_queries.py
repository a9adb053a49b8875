from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import QueryRefused
from graph.sparql.queries import _KINDS, _UPDATES, Query
from graph.sparql.tokens import scan


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p 'SERVICE <http://e/> { }' }",
        'SELECT * { ?s ?p """one " SERVICE <http://e/> """ }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://e/>",
        "SELECT ?service { ?service ?load $drop }",
        "PREFIX service: <http://e/SERVICE#> SELECT * { ?s service:service service:x }",
        "SELECT * { <http://e/#SERVICE> ?p ?o }",
        "PREFIX insert: <http://e/> ASK {}",
        "SELECT * { ?s ?p 'a'@service-x }",
    ],
)
def test_words_in_strings_comments_iris_and_names_do_not_count(text):
    Query(text).check()


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * {SERVICE<http://e/>{?s ?p ?o}}",
        "SELECT * { ?s ?p 'quote' . SERVICE <http://e/> {} }",
        "SELECT * { ?s ?p 'it\\'s' . SERVICE <http://e/> {} }",
        "PREFIX e: <http://e/>\n# first\ninsert data { e:a e:b e:c }",
        "WITH <http://e/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_federation_and_updates_are_refused(text):
    with pytest.raises(QueryRefused):
        Query(text).check()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (Query("SELECT * { ?s ?p ?o }"), False),
        (Query("SELECT * { ?from ?p 'FROM' }"), False),
        (Query("select * from <http://e/> { ?s ?p ?o }"), True),
        (Query("SELECT * FROM NAMED <http://e/> { ?s ?p ?o }"), True),
        (Query("ASK {}", default_graphs=("http://e/",)), True),
        (Query("ASK {}", named_graphs=("http://e/",)), True),
    ],
)
def test_a_query_knows_whether_it_names_its_dataset(query, names):
    assert query.names_dataset is names


@given(st.text(alphabet="'\"\\#<>\n aSERVICE{}", max_size=80))
def test_any_text_is_looked_through_without_failing(text):
    assert isinstance(Query(text).words, tuple)


PARTS = ("PREFIX", "base", "a:", "select:", ":", "<http://e/>", "<", "SELECT", "ask", "Describe", "CONSTRUCT", "INSERT")
BETWEEN = st.sampled_from(["", " ", "\n", " # ASK\n", "*", "{", "?x", "("])


@given(st.lists(st.tuples(st.sampled_from(PARTS), BETWEEN), max_size=8))
def test_the_form_is_that_of_the_first_word_that_names_one_however_it_is_found(parts):
    text = "".join(part + between for part, between in parts)
    assert Query(text).form == next((t.word for t in scan(text) if t.word in _UPDATES or t.word in _KINDS), "")
