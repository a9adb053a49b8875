"""Literals of the few datatypes on which every engine agrees."""

from __future__ import annotations

from decimal import Decimal

from rdflib import XSD, Literal


def integer(value: int) -> Literal:
    """An xsd:integer."""
    return Literal(str(value), datatype=XSD.integer)


def number(value: Decimal) -> Literal:
    """An integer where the value is stated as one, else a decimal."""
    if value == value.to_integral_value() and "." not in str(value):
        return integer(int(value))
    return decimal(value)


def decimal(value: Decimal) -> Literal:
    """An xsd:decimal in its canonical form (XSD 1.1), ``1`` or ``3.5``, which every store gives back as it is.

    Digits that only the wording has, as in 3.50, are in the quote of the mention.
    """
    text = format(value, "f")
    return Literal(text.rstrip("0").rstrip(".") if "." in text else text, datatype=XSD.decimal)


def boolean(value: bool) -> Literal:
    """An xsd:boolean."""
    return Literal("true" if value else "false", datatype=XSD.boolean)


def year(value: int) -> Literal:
    """An xsd:gYear."""
    return Literal(f"{value:04d}", datatype=XSD.gYear)


def english(text: str) -> Literal:
    """A text in English that is ours, not the plan's."""
    return Literal(text, lang="en")


def plain(text: str) -> Literal:
    """An xsd:string."""
    return Literal(text)
