"""What a document stands on, what carries it out, and citations that a person is asked about."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from dondoc.api.schemas.common import Id, Schema, Slice, Strict
from dondoc.api.schemas.documents import DocumentRef
from dondoc.documents.chain import Chain, Node
from dondoc.documents.models import Citation
from dondoc.tasks.coverage import Covered, Item
from dondoc.tasks.models import Task, TaskState

Counts = dict[int, dict[str, int]]


class TaskCounts(Schema):
    """How many tasks of a document you see."""

    all: int
    done: int
    overdue: int


class ChainNode(Schema):
    """A document in a chain; `document` is null where it is not in the register, or not yours to see."""

    code: str
    document: DocumentRef | None
    relation: str = Field(description="How it stands to the one above it: `implements`, `basis`, or empty")
    tasks: TaskCounts | None = Field(description="Null where you see none")
    below: list[ChainNode]

    @classmethod
    def of(cls, node: Node, counts: Counts) -> ChainNode:
        tasks = counts.get(node.document.pk) if node.document else None
        return cls(
            code=node.code,
            document=DocumentRef.of(node.document) if node.document else None,
            relation=node.relation,
            tasks=TaskCounts(**tasks) if tasks else None,
            below=[cls.of(child, counts) for child in node.children],
        )


class Change(Schema):
    """`document` amends or replaces `changed`, on which the chain rests."""

    relation: str = Field(description="`amends` or `replaces`")
    document: DocumentRef
    changed: DocumentRef

    @classmethod
    def of(cls, citation: Citation) -> Change:
        assert citation.target is not None
        document, changed = DocumentRef.of(citation.document), DocumentRef.of(citation.target)
        return cls(relation=citation.relation, document=document, changed=changed)


class ChainOut(Schema):
    """`path` leads from the highest document down to the one asked for; `below` is what carries that one out."""

    path: list[ChainNode]
    others: list[ChainNode] = Field(description="What else it stands on")
    below: list[ChainNode]
    changes: list[Change]
    cut: bool = Field(description="There are more documents than were looked at")

    @classmethod
    def of(cls, chain: Chain, counts: Counts, changes: list[Citation]) -> ChainOut:
        def nodes(found: list[Node]) -> list[ChainNode]:
            return [ChainNode.of(node, counts) for node in found]

        # The last of the path holds the same tree as ``below``; it is told once.
        path = [ChainNode.of(Node(node.code, node.document, node.relation), counts) for node in chain.path]
        rows = [Change.of(one) for one in changes]
        return cls(path=path, others=nodes(chain.others), below=nodes(chain.below), changes=rows, cut=chain.cut)


class ChainQuery(Schema):
    """A document that is known by its code alone."""

    code: str = Field(..., min_length=2, max_length=80, description="As it is cited, for example `57-NQ/TW`")


class QuestionQuery(Slice):
    """Which citations are asked for."""

    document: Id | None = Field(None, description="Only those in this document")


class Question(Schema):
    """A citation that may mean one of `choices`, the likeliest first."""

    id: int
    document: DocumentRef = Field(description="The document that cites")
    code: str
    issued: str
    issuer: str
    relation: str
    target: DocumentRef | None = Field(description="The document that is meant, once that is known")
    open: bool = Field(description="Whether an answer is still wanted")
    choices: list[DocumentRef]

    @classmethod
    def of(cls, citation: Citation) -> Question:
        """Of a citation that ``citing.with_choices`` has looked at."""
        known: Any = citation.known  # type: ignore[attr-defined]
        choices: Any = citation.choices  # type: ignore[attr-defined]
        return cls(
            id=citation.pk,
            document=DocumentRef.of(citation.document),
            code=citation.code,
            issued=citation.issued_text,
            issuer=citation.issuer_name,
            relation=citation.relation,
            target=DocumentRef.of(known) if known else None,
            open=citation.is_asked,
            choices=[DocumentRef.of(row) for row in choices],
        )


class AnswerIn(Strict):
    """Whether the citation means this document."""

    document: Id
    meant: bool


class TaskRef(Schema):
    """A task, as coverage names it."""

    id: int
    clause: str
    text: str
    state: TaskState
    document: DocumentRef | None

    @classmethod
    def of(cls, task: Task) -> TaskRef:
        document = DocumentRef.of(task.document) if task.document else None
        return cls(id=task.pk, clause=task.clause, text=task.text, state=TaskState(task.state), document=document)


class CoverageItem(Schema):
    """An item of a plan and what carries it out."""

    item: int = Field(description="Id of the item, a task or a proposal of the plan itself")
    clause: str
    text: str
    open: bool = Field(description="No task of ours carries it out yet")
    direct: bool = Field(description="It became a task of ours itself")
    carried_out_by: list[TaskRef]
    likely: list[TaskRef] = Field(description="Tasks of the documents below whose words are most like its own")

    @classmethod
    def of(cls, one: Item) -> CoverageItem:
        return cls(
            item=one.item.pk,
            clause=one.item.clause,
            text=one.item.text,
            open=one.open,
            direct=one.direct,
            carried_out_by=[TaskRef.of(link.task) for link in one.links],
            likely=[TaskRef.of(task) for task in one.likely],
        )


class CoverageOut(Schema):
    """The items of a plan in its order, and how many of them are carried out."""

    missing: int
    linked: int
    direct: int
    items: list[CoverageItem]

    @classmethod
    def of(cls, found: Covered) -> CoverageOut:
        items = [CoverageItem.of(one) for one in found.items]
        return cls(missing=found.missing, linked=found.linked, direct=found.direct, items=items)
