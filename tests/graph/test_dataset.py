from __future__ import annotations

from rdflib import BNode, Graph, Literal, URIRef

from graph.dataset import digest, nquads, union

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

    assert digest(A, with_blank()) == digest(A, with_blank())


def test_a_union_holds_the_triples_of_all_graphs():
    assert len(union({A: graph(B), B: graph(B, Literal("x"))})) == 2
