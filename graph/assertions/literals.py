"""Literals of the few datatypes on which every engine agrees."""

from __future__ import annotations

from decimal import Decimal

from rdflib import XSD, Literal


def integer(value: int) -> Literal:
    """An xsd:integer."""
    return Literal(str(value), datatype=XSD.integer)


def number(value: Decimal) -> Literal:
    """An integer where the value is whole, else a decimal with the digits that were stated."""
    if value == value.to_integral_value() and "." not in str(value):
        return integer(int(value))
    return Literal(format(value, "f"), datatype=XSD.decimal)


def decimal(value: Decimal) -> Literal:
    """An xsd:decimal, always with a decimal point."""
    text = format(value, "f")
    return Literal(text if "." in text else f"{text}.0", datatype=XSD.decimal)


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
