"""Units, people, and who asks."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from dondoc.api.models import ApiToken, TokenScope
from dondoc.api.schemas.common import Schema, Strict
from dondoc.organisations.membership import Grant, Membership
from dondoc.organisations.models import Person, Role, Unit, UnitKind
from dondoc.organisations.policies import PERMISSIONS, may
from dondoc.organisations.queries import UnitHit


class UnitRef(Schema):
    """A unit, as other things name it."""

    id: int
    name: str

    @classmethod
    def of(cls, unit: Unit) -> UnitRef:
        return cls(id=unit.pk, name=unit.name)


class UnitRow(UnitRef):
    """A unit of the organisation."""

    kind: UnitKind
    abbreviation: str
    parent: int | None = Field(description="Id of the unit above")
    depth: int | None = Field(None, description="Steps below the agency; only in the tree")
    valid_from: date | None
    valid_until: date | None = Field(description="The first day on which the unit no longer exists")

    @classmethod
    def row(cls, unit: Unit, depth: int | None = None) -> UnitRow:
        return cls(
            id=unit.pk,
            name=unit.name,
            kind=UnitKind(unit.kind),
            abbreviation=unit.abbreviation,
            parent=unit.parent_id,
            depth=depth,
            valid_from=unit.valid_from,
            valid_until=unit.valid_until,
        )


class UnitFound(Schema):
    """A unit that words may mean."""

    unit: UnitRef
    matched_name: str
    score: float = Field(description="From 0 to 1; 1 is the name itself")

    @classmethod
    def of(cls, hit: UnitHit) -> UnitFound:
        return cls(unit=UnitRef.of(hit.unit), matched_name=hit.matched_name, score=hit.score)


class PersonRef(Schema):
    """A person, as other things name them."""

    id: int
    name: str

    @classmethod
    def of(cls, person: Person) -> PersonRef:
        return cls(id=person.pk, name=person.full_name)


class PostRow(Schema):
    """A place in a unit; `holder` is set where it is held for somebody else (as a deputy)."""

    unit: UnitRef
    role: Role
    title: str
    holder: PersonRef | None = None

    @classmethod
    def of(cls, grant: Grant) -> PostRow:
        unit = UnitRef(id=grant.unit_id, name=grant.unit_name)
        holder = PersonRef.of(grant.holder) if grant.holder else None
        return cls(unit=unit, role=grant.role, title=grant.title, holder=holder)


class PersonRow(PersonRef):
    """Somebody of the agency with their posts of today."""

    posts: list[PostRow]

    @classmethod
    def row(cls, person: Person) -> PersonRow:
        posts = [
            PostRow(unit=UnitRef.of(post.unit), role=Role(post.role), title=post.title or post.get_role_display())
            for post in person.today_posts
        ]
        return cls(id=person.pk, name=person.full_name, posts=posts)


class Me(Schema):
    """Who asks, and what they may do in their agency."""

    person: PersonRef
    agency: UnitRef
    posts: list[PostRow]
    permissions: list[str]
    scope: TokenScope | None = Field(description="Of the token; null for a session of the site")

    @classmethod
    def of(cls, mine: Membership, token: ApiToken | None) -> Me:
        assert mine.agency is not None
        return cls(
            person=PersonRef.of(mine.person),
            agency=UnitRef.of(mine.agency.unit),
            posts=[PostRow.of(grant) for grant in mine.posts],
            permissions=[name for name in PERMISSIONS if may(mine, name)],
            scope=TokenScope(token.scope) if token else None,
        )


class TokenRow(Schema):
    """A token; its secret is not kept and cannot be shown."""

    id: int
    name: str
    scope: TokenScope
    hint: str = Field(description="How the secret begins")
    expires_on: date = Field(description="The first day on which it no longer works")
    created_at: datetime
    last_used_at: datetime | None = Field(description="Exact to five minutes")
    revoked_at: datetime | None

    @classmethod
    def of(cls, token: ApiToken) -> TokenRow:
        return cls(**{name: getattr(token, name) for name in cls.model_fields})


class TokenMade(Schema):
    """A new token. This is the only time that its secret is shown."""

    token: TokenRow
    secret: str


class TokenIn(Strict):
    """What a token is to be."""

    name: str = Field(max_length=200)
    scope: TokenScope
    expires_on: date
