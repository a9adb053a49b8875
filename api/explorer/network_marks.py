"""The nodes and edges of a network as SVG: many small marks, for which a template takes several times as long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from api.explorer.network_picture import Line, Picture, Spot


@dataclass(frozen=True, slots=True)
class Marks:
    """How the marks of one page are written: where they lead to, what they are called, what stands out.

    ``evidence`` is the address of the words behind a node, up to its name; ``encoded`` and ``names`` are the names of
    nodes by their number, as a part of an address and for readers. A ``community`` leaves all others faint.
    """

    evidence: str
    encoded: Mapping[int, str]
    names: Mapping[int, str]
    community: int | None

    def edges(self, picture: Picture) -> Markup:
        """All edges."""
        address, lone = escape(self.evidence), frozenset((self.community,))
        return Markup("".join(self._edge(line, address, lone) for line in picture.lines))  # noqa: S704 (escaped each)

    def nodes(
        self,
        picture: Picture,
        shapes: Mapping[str, str],
        kinds: Mapping[str, Markup],
        *,
        edges: Markup,
        community: Markup,
        comma: Markup,
    ) -> Markup:
        """All nodes, with ``shapes`` and names of ``kinds``; ``edges`` and ``community`` are words beside numbers."""
        address, drawn = escape(self.evidence), []
        for spot in picture.spots:
            kind, row = spot.row["kind"], spot.row
            said = escape(comma).join((kinds[kind], f"{row['degree']} {edges}", f"{community} {row['community']}"))
            drawn.append(self._node(spot, address, shapes[kind], said))
        return Markup("".join(drawn))  # noqa: S704 (escaped each)

    def _edge(self, line: Line, address: str, lone: frozenset[int | None]) -> str:
        path = f"{address}{self.encoded[line.row['source']]}&amp;of={self.encoded[line.row['target']]}"
        faint = ' class="faint"' if self.community and line.communities != lone else ""
        bridge = ' class="bridge"' if line.row["bridge"] else ""
        return (
            f'<a href="{path}" tabindex="-1" data-ends="{line.ends}"{faint}><path d="{line.path}"'
            f' stroke-width="{line.width}"{bridge}/><title>{escape(line.title)}</title></a>\n'
        )

    def _node(self, spot: Spot, address: str, shape: str, said: str) -> str:
        row, number = spot.row, spot.row["number"]
        far = "" if spot.side else " far"
        faint = " faint" if self.community and row["community"] != self.community else ""
        return (
            f'<g transform="translate({spot.x} {spot.y})"><a href="{address}{self.encoded[number]}" tabindex="-1"'
            f' class="node {row["kind"]}{far}{faint}" data-number="{number}" data-radius="{spot.radius}">'
            f'<path class="shape" transform="scale({spot.radius})" d="{shape}"/><text {_anchor(spot)}>'
            f"{escape(spot.label)}</text><title>{escape(self.names[number])} ({said})</title></a></g>\n"
        )


def _anchor(spot: Spot) -> str:
    """Where the label begins, ends, or has its middle."""
    match spot.side:
        case "left":
            return f'x="{-spot.radius - 3}" y="4" text-anchor="end"'
        case "below":
            return f'y="{spot.radius + 11}" text-anchor="middle"'
        case "above":
            return f'y="{-spot.radius - 4}" text-anchor="middle"'
        case _:
            return f'x="{spot.radius + 3}" y="4"'
