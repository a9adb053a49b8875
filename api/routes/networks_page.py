"""The networks as pages: a list, each with its picture and tables, and the words behind nodes and edges."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from api.db import Row
from api.explorer.forms import JointForm, NetworkForm, asked
from api.explorer.network_evidence import Node, reasons_of, shared_by, words_of_edge, words_of_node
from api.explorer.network_marks import Marks
from api.explorer.networks import Graph, read_graph
from api.explorer.views import view_of
from api.pages import Labels, page
from api.problems import BAD_VALUE, NOT_FOUND, ApiError, unknown
from api.service import Service, ServiceDep

router = APIRouter(prefix="/networks", include_in_schema=False, default_response_class=HTMLResponse)

_PAGE_LENGTH = 100
_PICTURES = ("data:", "blob:")


@router.get("", name="networks_page")
def networks_page(request: Request, service: ServiceDep) -> Response:
    """Which networks there are."""
    rows = service.database.rows("SELECT * FROM networks ORDER BY plan, name")
    plans = {row["plan"]: row for row in service.database.rows("SELECT * FROM plans")}
    return page(service, request, "networks.html", networks=rows, plans=plans)


@router.get("/{name}", name="network_page")
def network_page(request: Request, service: ServiceDep, name: str, form: Annotated[NetworkForm, Query()]) -> Response:
    """One network: its picture, or one of the tables behind it."""
    plan = _plan(service, form.plan)
    graph = _graph(service, plan, name, form.min)
    names = _names(request, graph)
    evidence = _prefix(request, name, form.plan)
    encoded = {node["number"]: quote(f"{node['kind']}/{node['slug']}", safe="") for node in graph.nodes}
    shown: dict[str, Any] = {"evidence": evidence, "encoded": encoded}
    if form.show == "picture":
        shown["picture"] = graph.picture(names, form.size)
        shown["marks"] = Marks(evidence, encoded, names, form.community)
    else:
        rows = graph.table(form.show, form.size, form.community)
        shown["last"] = max(1, math.ceil(len(rows) / _PAGE_LENGTH))
        shown["page_number"] = min(form.page, shown["last"])
        shown["rows"] = rows[(shown["page_number"] - 1) * _PAGE_LENGTH :][:_PAGE_LENGTH]
    return page(
        service,
        request,
        "network.html",
        images=_PICTURES,
        graph=graph,
        item=graph.item,
        form=form,
        names=names,
        language=_language(service, plan),
        chosen=asked(form, "page"),
        **shown,
    )


@router.get("/{name}/evidence", name="network_evidence")
def network_evidence(request: Request, service: ServiceDep, name: str, form: Annotated[JointForm, Query()]) -> Response:
    """The measures behind a node or an edge, with their words."""
    plan = _plan(service, form.plan)
    graph = _graph(service, plan, name)
    rows = [_node(graph, given) for given in form.of]
    names = _names(request, graph)
    found = _of_edge(service, plan, graph, *rows) if len(rows) > 1 else _of_node(service, plan, graph, rows[0])
    given = {"graph": graph, "item": graph.item, "rows": rows, "names": names, "language": _language(service, plan)}
    return page(service, request, "network_evidence.html", **given, evidence=_prefix(request, name, form.plan), **found)


def _of_node(service: Service, plan: str, graph: Graph, row: Row) -> dict[str, Any]:
    words = words_of_node(service.database, plan, Node(row["kind"], row["slug"]))
    return {"edge": None, "words_found": words, "neighbours": graph.neighbours(row), "shared": (), "reasons": ()}


def _of_edge(service: Service, plan: str, graph: Graph, one: Row, other: Row) -> dict[str, Any]:
    """What joins two nodes: measures, things that both measures share, or the reasons of their link."""
    edge = graph.edge(one, other)
    if edge is None:
        raise ApiError(NOT_FOUND, "Nothing joins the two.", remedy="Choose an edge of the network.")
    database, through = service.database, graph.item["through"]
    shared = one["kind"] == other["kind"] == "measure" and through != "links"
    ends = [Node(row["kind"], row["slug"]) for row in (one, other)]
    return {
        "edge": edge,
        "words_found": () if one["kind"] == other["kind"] == "measure" else words_of_edge(database, plan, *ends),
        "neighbours": (),
        "shared": shared_by(database, plan, through, one["slug"], other["slug"]) if shared else (),
        "reasons": reasons_of(database, plan, one["slug"], other["slug"]) if through == "links" else (),
    }


def _plan(service: Service, given: str | None) -> str:
    plans = service.catalogue.values["plan"]
    if given is None and len(plans) != 1:
        raise ApiError(BAD_VALUE, "There are several plans.", remedy="Choose one.", parameter="plan", allowed=[*plans])
    plan = given or plans[0]
    service.catalogue.check("plan", [plan])
    return plan


def _language(service: Service, plan: str) -> Any:
    """The language of a plan, which the names of its measures are in."""
    return service.database.values("SELECT language FROM plans WHERE plan = ?", (plan,))[0]


def _graph(service: Service, plan: str, name: str, least: float = 0) -> Graph:
    graph = read_graph(service.database, plan, name, least)
    if graph is None:
        names = service.database.values("SELECT name FROM networks WHERE plan = ? ORDER BY name", (plan,))
        raise unknown(NOT_FOUND, "network", name, names)
    return graph


def _node(graph: Graph, given: str) -> Row:
    kind, _, slug = given.partition("/")
    row = graph.find(Node(kind, slug))
    if row is None:
        raise unknown(NOT_FOUND, "node", given, [f"{node['kind']}/{node['slug']}" for node in graph.nodes])
    return row


def _names(request: Request, graph: Graph) -> Mapping[int, str]:
    """The name of each node in the language of the page; a measure's begins with its code."""
    label = Labels(view_of(request).language)
    return {
        node["number"]: f"{node['slug']} {node['label']}" if node["kind"] == "measure" else label.plain(node)
        for node in graph.nodes
    }


def _prefix(request: Request, name: str, plan: str | None) -> str:
    """The address of evidence, up to what it is of."""
    address = view_of(request).link(f"/networks/{name}/evidence", plan=plan)
    return f"{address}{'&' if '?' in address else '?'}of="
