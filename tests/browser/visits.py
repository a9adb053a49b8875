"""A page in a browser, and what every page owes its readers."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page

ROOT = Path(__file__).parent.parent.parent
AXE = ROOT / "api" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MOST_BYTES = 200_000
NARROWEST, WIDEST = 320, 1920  # the former is what WCAG 1.4.10 asks for
WIDTHS = (NARROWEST, 640, 1024, WIDEST)

_MOVING = """() => [...document.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  return style.scrollBehavior === "smooth" || style.animationName !== "none"
    || style.transitionDuration.split(", ").some((time) => time !== "0s");
}).map((element) => element.outerHTML.slice(0, 100))"""

_HIDDEN = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
  .filter((element) => !element.closest("svg") && element.checkVisibility())
  .reverse().filter((element) => {
    element.focus();
    if (document.activeElement !== element) return false;
    return ![...element.getClientRects()].some(({ left, top, right, bottom }) =>
      [left + 2, (left + right) / 2, right - 2].some((x) => [top + 2, (top + bottom) / 2, bottom - 2].some((y) => {
        const seen = document.elementFromPoint(x, y);
        return seen && (element.contains(seen) || seen.contains(element));
      })));
  }).map((element) => element.outerHTML.slice(0, 200))"""

_COLOURS = """() => {
  const probe = document.body.appendChild(document.createElement("i"));
  const known = new Set(["Canvas", "CanvasText", "LinkText"].map((name) => {
    probe.style.color = name;
    return getComputedStyle(probe).color;
  }));
  probe.remove();
  const shapes = [...document.querySelectorAll("svg *")].filter((shape) => shape.checkVisibility());
  const drawn = shapes.flatMap((shape) => {
    const style = getComputedStyle(shape);
    return [style.fill, style.stroke].map((colour) => ({ colour, of: shape.outerHTML.slice(0, 100) }));
  }).filter(({ colour }) => /^rgb/.test(colour) && !/^rgba.*, 0\\)$/.test(colour));
  return [drawn.length, drawn.filter(({ colour }) => !known.has(colour))];
}"""


class Visit:
    """A page that listens to itself: its console, its requests, its bytes on the wire."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        self.bytes = 0
        page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda r: None if self._ours(r.url) else self.elsewhere.append(r.url))
        self._wire: CDPSession = page.context.new_cdp_session(page)
        self._wire.send("Network.enable")
        self._wire.on("Network.loadingFinished", lambda event: self._count(event["encodedDataLength"]))

    def go(self, path: str) -> None:
        """Open another page of the service, and start to count its bytes."""
        self.bytes = 0
        self.page.goto(f"{self.address}{path}", wait_until="load")

    def assert_accessible(self, *, but: tuple[str, ...] = ()) -> None:
        """Axe finds nothing, except of the rules named."""
        self.page.evaluate(_axe())
        options: dict[str, Any] = {"runOnly": RULES, "rules": {rule: {"enabled": False} for rule in but}}
        found = self.page.evaluate("options => axe.run(document, options)", options)
        assert found["passes"]
        told = [
            f"{problem['id']}: {problem['help']}\n  {node['target']} {node['html'][:200]}\n  {node['failureSummary']}"
            for problem in found["violations"]
            for node in problem["nodes"]
        ]
        assert not told, "\n".join(told)

    def assert_light(self) -> None:
        """The page with all that it loads is under 200 kB on the wire."""
        assert 0 < self.bytes < MOST_BYTES

    def assert_fits(self) -> None:
        """Nothing is wider than the window, from the narrowest to the widest."""
        before = self.page.viewport_size
        assert before
        for width in WIDTHS:
            self.page.set_viewport_size({**before, "width": width})
            assert self.page.evaluate("document.documentElement.scrollWidth") <= width
        self.page.set_viewport_size(before)

    def assert_still(self) -> None:
        """Nothing moves by itself for a reader who has asked for that."""
        assert not self.page.evaluate(_MOVING)

    def assert_focus_shows(self) -> None:
        """What has the focus is in the window, and not all of it under what stays in its place (WCAG 2.4.11)."""
        assert not self.page.evaluate(_HIDDEN)

    def assert_in_the_readers_colours(self) -> None:
        """Pictures have no colour of their own where a reader has theirs."""
        self.page.emulate_media(forced_colors="active")
        drawn, others = self.page.evaluate(_COLOURS)
        assert drawn
        assert not others

    def assert_well_behaved(self) -> None:
        """Nothing was complained of on the console, and nothing asked of another host."""
        assert not self.complaints
        assert not self.elsewhere

    def _ours(self, url: str) -> bool:
        return url.startswith((f"{self.address}/", "data:", "blob:"))

    def _count(self, size: float) -> None:
        self.bytes += int(size)


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")
