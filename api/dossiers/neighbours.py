"""What stands beside the thing of a dossier: its hierarchy, targets, what else is named, links, mappings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from api.db import Database, Row
from api.dossiers.sentences import Held, own_names
from api.dossiers.shelf import Place, shelf_of
from api.dossiers.subjects import Subject
from api.link_selections import links, links_by_weight
from api.models.dossiers import DossierTarget, HierarchyItem, NamedMention, NamedThing
from api.models.links import LinkFilters, LinkItem
from api.querying import Selection
from api.rows import decoded
from api.selections import TARGET_COLUMNS

_RIGHTS = 'SELECT DISTINCT plan, provision, "right" AS slug, via FROM provision_rights ORDER BY slug, via'
_TARGETS = (
    f"SELECT {TARGET_COLUMNS}, e.label_zh AS indicator_label_zh FROM"  # noqa: S608 (our own names)
    " (SELECT DISTINCT plan, provision FROM ({about})) c JOIN targets t ON t.plan = c.plan AND t.measure = c.provision"
    " JOIN concepts e ON e.scheme = 'indicators' AND e.slug = t.indicator WHERE {which} ORDER BY t.id"
)
_OF_INDICATOR = "t.indicator IN (SELECT slug FROM ancestors WHERE scheme = :scheme AND ancestor = :slug)"
_SCHEMES = {"instrument": "instruments", "body": "bodies", "group": "groups", "right": "rights"}


def read_targets(database: Database, subject: Subject, held: Held) -> list[DossierTarget]:
    """Targets and parameters in the provisions; of an indicator those that measure it."""
    sql = _TARGETS.format(about=subject.about, which=_OF_INDICATOR if subject.kind == "indicator" else "1")
    rows = [decoded(row, DossierTarget) for row in database.rows(sql, subject.parameters)]
    about = held.sentences
    return [DossierTarget(**row, same_sentence=(row["plan"], row["commitment"]) in about) for row in rows]


def read_named(database: Database, subject: Subject, held: Held, kind: str) -> list[NamedThing]:
    """The instruments, bodies or groups that the provisions name beside the thing and what is narrower."""
    own = own_names(database, subject) if subject.kind == kind else None
    about, shelf = held.sentences, shelf_of(database)
    found: dict[str, list[NamedMention]] = defaultdict(list)
    every = (each for p in held.provisions for each in shelf.named.get((p.plan, p.code), ()) if each.type == kind)
    for each in sorted(every, key=lambda each: each.number):
        if own is None or each.entity not in own:
            found[each.entity].append(each.near if each.sentence in about else each.apart)
    return _things(database, kind, found, {})


def read_rights(database: Database, subject: Subject, held: Held) -> list[NamedThing]:
    """The rights that the provisions are under beside the thing itself: their section's, and those that they name."""
    named = {thing.slug: thing for thing in read_named(database, subject, held, "right")}
    own = own_names(database, subject) if subject.kind == "right" else None
    every, under = database.lasting(_rights), dict[str, list[Row]]()
    for row in (row for p in held.provisions for row in every.get((p.plan, p.code), ())):
        if own is None or row["slug"] not in own:
            under.setdefault(row["slug"], []).append(row)
    mentions = {slug: list(named[slug].mentions) if slug in named else [] for slug in {*under, *named}}
    return _things(database, "right", mentions, under)


def _rights(database: Database) -> Mapping[Place, Sequence[Row]]:
    """The rights that each provision is under."""
    found: dict[Place, list[Row]] = defaultdict(list)
    for row in database.rows(_RIGHTS):
        found[row["plan"], row["provision"]].append(row)
    return dict(found)


def read_links(database: Database, subject: Subject, held: Held, most: int | None = None) -> list[LinkItem]:
    """The links between two of the measures, of a measure its own; the weightiest first, or ``most`` of them."""
    if subject.kind == "measure":
        rows = _links_of(subject).rows(database, -1 if most is None else most)
        return [_link(row) for row in rows]
    return _links_among(database, held)[:most]


def count_links(database: Database, subject: Subject, held: Held) -> int:
    """How many links there are."""
    return _links_of(subject).count(database) if subject.kind == "measure" else len(_links_among(database, held))


def _links_of(measure: Subject) -> Selection:
    return links(LinkFilters(plan=[measure.plan or ""], measure=[measure.slug]))


def _links_among(database: Database, held: Held) -> list[LinkItem]:
    codes = {(measure.plan, measure.code) for measure in held.measures}
    every = every_link(database)
    return [link for link in every if (link.plan, link.measure) in codes and (link.plan, link.other) in codes]


def every_link(database: Database) -> Sequence[LinkItem]:
    """All links of a release, each once."""
    return database.lasting(_every_link)


def _every_link(database: Database) -> Sequence[LinkItem]:
    return [_link(row) for row in links_by_weight().rows(database)]


def _link(row: Row) -> LinkItem:
    return LinkItem.model_validate(decoded(row, LinkItem))


def read_hierarchy(database: Database, subject: Subject) -> list[HierarchyItem]:
    """What is above, the farthest first; the thing itself; what is below, each under what it is narrower than."""
    if subject.scheme is None:
        return []
    wider: dict[str, list[str]] = defaultdict(list)
    closer: dict[str, list[str]] = defaultdict(list)
    sql = "SELECT slug, broader FROM broader WHERE scheme = ? ORDER BY slug, broader"
    for row in database.rows(sql, (subject.scheme,)):
        wider[row["slug"]].append(row["broader"])
        closer[row["broader"]].append(row["slug"])
    places = [*_above(subject.slug, wider), (0, subject.slug), *_below(subject.slug, closer)]
    names = _names(database, subject.scheme, [slug for _, slug in places])
    return [HierarchyItem(depth=depth, **names[slug]) for depth, slug in places]


def _above(slug: str, wider: Mapping[str, Sequence[str]]) -> list[tuple[int, str]]:
    """All that is broader, by how far at least, the farthest first."""
    found: dict[str, int] = {}
    level, depth = list(wider.get(slug, ())), -1
    while level:
        found |= {name: depth for name in level if name not in found}
        level, depth = [up for name in level for up in wider.get(name, ()) if up not in found], depth - 1
    return sorted((depth, name) for name, depth in found.items())


def _below(slug: str, closer: Mapping[str, Sequence[str]], above: tuple[str, ...] = ()) -> Iterator[tuple[int, str]]:
    """What is narrower, each below what it is narrower than; a circle ends where it began."""
    above = (*above, slug)
    for name in closer.get(slug, ()):
        if name not in above:
            yield len(above), name
            yield from _below(name, closer, above)


def _names(database: Database, scheme: str, slugs: Sequence[str]) -> Mapping[str, Row]:
    places = ", ".join("?" * len(slugs))
    sql = f"SELECT slug, iri, label, label_zh, measure_count FROM concepts WHERE scheme = ? AND slug IN ({places})"  # noqa: S608
    return {row["slug"]: row for row in database.rows(sql, (scheme, *slugs))}


def _things(
    database: Database, kind: str, mentions: Mapping[str, Sequence[NamedMention]], under: Mapping[str, Sequence[Row]]
) -> list[NamedThing]:
    """The things of one kind with their mentions; first those of the same sentences, then the commonest."""
    names = concepts_of(database, _SCHEMES[kind])
    things = [
        NamedThing(
            **names[slug],
            qualifiers=_qualifiers(found, under.get(slug, ())),
            same_sentence=any(mention.same_sentence for mention in found),
            provisions=list(
                dict.fromkeys([*(m.measure for m in found), *(r["provision"] for r in under.get(slug, ()))])
            ),
            mentions=list(found),
        )
        for slug, found in mentions.items()
    ]
    return sorted(things, key=lambda thing: (not thing.same_sentence, -len(thing.provisions), thing.slug))


def concepts_of(database: Database, scheme: str) -> Mapping[str, Row]:
    """The concepts of a scheme, by slug."""
    return database.lasting(_concepts, scheme)


def _concepts(database: Database, scheme: str) -> Mapping[str, Row]:
    sql = "SELECT slug, iri, label, label_zh, kind, legal_status FROM concepts WHERE scheme = ?"
    return {row["slug"]: row for row in database.rows(sql, (scheme,))}


def _qualifiers(mentions: Sequence[NamedMention], under: Sequence[Row]) -> list[str]:
    return sorted({mention.qualifier for mention in mentions if mention.qualifier} | {row["via"] for row in under})
