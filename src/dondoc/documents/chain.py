"""What a document stands on and what carries it out: citations walked as a graph, among the documents a member sees.

``implements`` ("thực hiện", "triển khai") and ``basis`` ("căn cứ") lead upwards. A document that is cited but not in
the register, or that the member does not see, is a node that has only the code by which it is cited.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from dondoc.documents.keys import code_key
from dondoc.documents.models import Citation, Document
from dondoc.documents.queries import visible_documents
from dondoc.organisations.queries import Membership

Key = int | str
"""A document by its id, or by its folded code where that is all that is known."""
CARRIES = ("implements", "basis")
CHANGES = ("amends", "replaces")
_LAW = re.compile(r"\d+/\d{4}/")
DEPTH = 8
"""Steps that are walked up or down."""
NODES = 400
"""Documents that are looked at; a tree of more is cut and says so."""


@dataclass(slots=True)
class Node:
    """A document in a chain. ``document`` None: known by its ``code`` alone. ``relation`` says how it stands to
    the one above it."""

    code: str
    document: Document | None = None
    relation: str = ""
    children: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Chain:
    """``path``: from the highest document that this one stands on down to it (itself the last); ``others``: what else
    it stands on; ``below``: the documents that carry it out, as a tree; ``cut``: there are more than were looked at."""

    path: list[Node]
    others: list[Node]
    below: list[Node]
    cut: bool = False

    def walked(self) -> Iterator[tuple[Node, int]]:
        """The path and what is below it with the depth of each (0 is the highest), each before those below it."""
        yield from ((node, depth) for depth, node in enumerate(self.path))
        todo = [(node, len(self.path)) for node in reversed(self.below)]
        while todo:
            node, depth = todo.pop()
            yield node, depth
            todo += [(child, depth + 1) for child in reversed(node.children)]


@dataclass(frozen=True, slots=True)
class _Edge:
    """``lower`` (an id) cites ``upper``: an id, or the folded code where that is all that is known."""

    lower: int
    upper: Key
    relation: str
    code: str
    start: int


_UP = """
WITH RECURSIVE walk(id, depth) AS (
    SELECT id, 0 FROM documents_document WHERE {begin}
    UNION
    SELECT cited.target_id, walk.depth + 1 FROM walk
    JOIN documents_citation AS cited ON cited.document_id = walk.id
    WHERE cited.target_id IS NOT NULL AND cited.relation IN ('implements', 'basis') AND walk.depth < {depth}
) SELECT id FROM walk LIMIT {limit}
"""
_DOWN = """
WITH RECURSIVE walk(id, depth) AS (
    SELECT id, 0 FROM documents_document WHERE {begin}
    UNION
    SELECT cited.document_id, walk.depth + 1 FROM walk
    JOIN documents_citation AS cited ON cited.target_id = walk.id
    WHERE cited.relation IN ('implements', 'basis') AND walk.depth < {depth}
) SELECT id FROM walk LIMIT {limit}
"""


def chain(membership: Membership, document_id: int) -> Chain | None:
    """The chain through one document; None where the member sees no such document. Three queries besides those of the
    predicate."""
    above = _walked(membership, _UP, [document_id])
    if document_id not in above:
        return None
    below = _walked(membership, _DOWN, [document_id])
    edges = _edges(above | below)
    path = _path(document_id, above, edges)
    tree = _tree([below[document_id]], below, {pk: lines for pk, lines in edges.items() if pk != document_id})
    return Chain(path, _others(path, above, edges), tree[0].children, len(below) >= NODES)


def chain_of_code(membership: Membership, code: str) -> Chain:
    """The chain below a document that is known by its code alone, such as a resolution that is not in the register."""
    folded = code_key(code)
    citing = Citation.objects.filter(document__agency=membership.agency, folded=folded, relation__in=CARRIES)
    first = list(citing.filter(target=None).order_by("document_id").values_list("document_id", flat=True)[:NODES])
    below = _walked(membership, _DOWN, first) if folded and first else {}
    top = Node(code)
    top.children = _tree([below[pk] for pk in dict.fromkeys(first) if pk in below], below, _edges(below))
    return Chain([top], [], top.children, len(below) >= NODES)


def paths(membership: Membership, document_ids: Collection[int]) -> dict[int, list[Node]]:
    """For each document that the member sees the way from the highest that it stands on down to itself. Three queries
    for any number of documents."""
    above = _walked(membership, _UP, document_ids) if document_ids else {}
    edges = _edges(above)
    return {pk: _path(pk, above, edges) for pk in document_ids if pk in above}


def superseded(membership: Membership, document_ids: Collection[int]) -> list[Citation]:
    """Where a document that the member sees amends or replaces one of these: the citations, newest document first,
    with the changing ``document`` and the changed ``target``."""
    if not document_ids:
        return []
    rows = Citation.objects.filter(target__in=list(document_ids), relation__in=CHANGES)
    seen = rows.filter(document__in=visible_documents(membership).filter(citations__target__in=list(document_ids)))
    return list(seen.select_related("document", "target").order_by("-document__issued_on", "-document_id", "id")[:20])


def carrying_out(membership: Membership, document_id: int) -> QuerySet[Document]:
    """The documents below one, at any depth, that the member sees; without itself."""
    return _found(membership, _DOWN, [document_id]).exclude(pk=document_id)


def _found(membership: Membership, sql: str, begin: Collection[int]) -> QuerySet[Document]:
    marks = ", ".join(["%s"] * len(begin))
    # Walking goes a little further than what is shown, for what the member does not see falls away.
    walk = sql.format(begin=f"id IN ({marks})", depth=DEPTH, limit=NODES * 5)
    return visible_documents(membership).filter(pk__in=RawSQL(walk, list(begin)))


def _walked(membership: Membership, sql: str, begin: Collection[int]) -> dict[int, Document]:
    # Whoever begins a walk comes first, so that a wide tree does not cut them off.
    rows = _found(membership, sql, begin).defer("provenance", "folded")
    found = {row.pk: row for row in rows.order_by("-id")[:NODES]}
    missing = [pk for pk in begin if pk not in found] if len(found) >= NODES else []
    if missing:
        found |= {row.pk: row for row in visible_documents(membership).filter(pk__in=missing)}
    return found


def _edges(documents: dict[int, Document]) -> dict[int, list[_Edge]]:
    """By lower document what it stands on. A target that is not among ``documents`` counts as a code alone."""
    found: dict[int, list[_Edge]] = {}
    if not documents:
        return found
    rows = Citation.objects.filter(document__in=list(documents), relation__in=CARRIES).order_by("start", "id")
    for lower, target, relation, code, folded, start in rows.values_list(
        "document_id", "target_id", "relation", "code", "folded", "start"
    ):
        upper = target if target in documents else folded
        if upper != lower:
            found.setdefault(lower, []).append(_Edge(lower, upper, relation, code, start or 0))
    return found


def _heights(edges: dict[int, list[_Edge]]) -> dict[Key, int]:
    """How many steps lead up from each; a ring of citations (a misprint) ends where it closes."""
    heights: dict[Key, int] = {}

    def height(key: Key, above: frozenset[Key]) -> int:
        if key not in heights:
            lines = edges.get(key, ()) if isinstance(key, int) else ()
            steps = [height(one.upper, above | {key}) + 1 for one in lines if one.upper not in above]
            heights[key] = max(steps, default=0)
        return heights[key]

    for lower in edges:
        height(lower, frozenset({lower}))
    return heights


def _nearest(edges: Iterable[_Edge], heights: dict[Key, int]) -> _Edge | None:
    """The edge to the parent: a directive before a law, then the one that most leads up from, "thực hiện" before
    "căn cứ", the last named; of those that are not in the register the first, for the highest is named first."""

    def rank(edge: _Edge) -> tuple[bool, int, bool, int]:
        place = edge.start if isinstance(edge.upper, int) else -edge.start
        return not _LAW.match(edge.code), heights.get(edge.upper, 0), edge.relation == CARRIES[0], place

    return max(edges, key=rank, default=None)


def _node(key: Key, documents: dict[int, Document], code: str = "", relation: str = "") -> Node:
    document = documents.get(key) if isinstance(key, int) else None
    return Node(document.code if document and document.code else code, document, relation)


def _path(document_id: int, documents: dict[int, Document], edges: dict[int, list[_Edge]]) -> list[Node]:
    heights = _heights(edges)
    path: list[Node] = [_node(document_id, documents)]
    walked: set[Key] = {document_id}
    key: Key = document_id
    while isinstance(key, int):
        edge = _nearest((one for one in edges.get(key, ()) if one.upper not in walked), heights)
        if edge is None or len(path) > DEPTH:
            break
        path[-1].relation = edge.relation
        path.append(_node(edge.upper, documents, edge.code))
        key = edge.upper
        walked.add(key)
    return path[::-1]


def _others(path: list[Node], documents: dict[int, Document], edges: dict[int, list[_Edge]]) -> list[Node]:
    """What the last of the path stands on beside the path, each once."""
    here = path[-1].document
    on_path = {node.document.pk if node.document else code_key(node.code) for node in path}
    rows = {one.upper: one for one in edges.get(here.pk if here else 0, ()) if one.upper not in on_path}
    return [_node(edge.upper, documents, edge.code, edge.relation) for edge in rows.values()]


def _tree(tops: list[Document], documents: dict[int, Document], edges: dict[int, list[_Edge]]) -> list[Node]:
    """Each document once, under the nearest of those that it stands on."""
    inside = {pk: [one for one in edges.get(pk, ()) if one.upper in documents] for pk in documents}
    heights = _heights(inside)
    roots = {top.pk for top in tops if not inside[top.pk]} or {top.pk for top in tops}
    children: dict[Key, list[_Edge]] = {}
    for pk in sorted(documents):
        edge = _nearest(inside[pk], heights) if pk not in roots else None
        if edge is not None:
            children.setdefault(edge.upper, []).append(edge)

    def grown(pk: int, relation: str, depth: int) -> Node:
        node = _node(pk, documents, relation=relation)
        if depth < DEPTH:
            node.children = [grown(edge.lower, edge.relation, depth + 1) for edge in children.get(pk, ())]
        return node

    return [grown(top.pk, "", 0) for top in tops if top.pk in roots]


@dataclass(frozen=True, slots=True)
class Standing:
    """What a document stands on: the way from the highest down to it, and where any of it was amended or replaced."""

    path: list[Node]
    changes: list[Citation]


def standing(membership: Membership, document_id: int) -> Standing:
    """The standing of a document that the member sees (an empty one where not). At most four queries."""
    above = _walked(membership, _UP, [document_id])
    path = _path(document_id, above, _edges(above)) if document_id in above else []
    return Standing(path, superseded(membership, list(above)))
