from __future__ import annotations

import pytest
from rdflib import BNode, Graph, Literal, URIRef

from graph.dataset import digests, join, nquads, union

A, B, P = URIRef("https://e/a"), URIRef("https://e/b"), URIRef("https://e/p")


def graph(*values):
    made = Graph()
    for value in values:
        made.add((A, P, value))
    return made


def test_the_same_triples_give_the_same_bytes_in_whatever_order_they_came():
    assert nquads({A: graph(Literal("x"), B)}) == nquads({A: graph(B, Literal("x"))})


def test_literals_are_written_on_one_line_as_they_were_stated():
    assert (
        nquads({A: graph(Literal('3.50 "a"\nb\\'))})
        == b'<https://e/a> <https://e/p> "3.50 \\"a\\"\\nb\\\\" <https://e/a> .\n'
    )


def test_blank_nodes_are_labelled_by_what_they_stand_for():
    def with_blank():
        made = Graph()
        node = BNode()
        made.add((A, P, node))
        made.add((node, P, Literal("x")))
        return made

    assert nquads({A: with_blank()}) == nquads({A: with_blank()})


def test_a_graph_has_the_same_hash_alone_and_among_others():
    one, other = {A: graph(Literal("x"), B)}, {B: graph(Literal("a"), Literal("z"))}
    both = digests(nquads(one | other))
    assert both == digests(nquads(one)) | digests(nquads(other))
    assert both[str(A)] != both[str(B)]


@pytest.mark.parametrize("sign", ["\r", "\x0b", "\x85", "\u2028"])
def test_datasets_join_line_by_line_whatever_signs_their_words_hold(sign):
    one, other = {A: graph(Literal(f"x{sign}a"))}, {B: graph(Literal("a"))}
    assert join(nquads(one), nquads(other)) == nquads(one | other)


def test_a_union_holds_the_triples_of_all_graphs():
    assert len(union({A: graph(B), B: graph(B, Literal("x"))})) == 2
