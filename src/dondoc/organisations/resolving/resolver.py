"""Names as printed → units of the tree, as an official of one agency reads them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dondoc.organisations.ancestry import subtree_ids
from dondoc.organisations.keys import WORD, Cells, cells, written
from dondoc.organisations.membership import valid_posts
from dondoc.organisations.models import Agency, Post, Succession, Unit, UnitKind, UnitName
from dondoc.organisations.resolving.collectives import Collective, read_collective
from dondoc.organisations.resolving.index import COMMITTEE, COMMUNE_WORDS, Index, Name, short
from dondoc.organisations.resolving.posts import body_of, names_nobody, without_asides
from dondoc.organisations.resolving.results import Resolution, UnitHit
from dondoc.organisations.resolving.tree import ELSEWHERE, FOREIGN, NEAR, Tree, place_of, without_place

LIMIT = 8
PREFIX_CELLS = 4
_LEADERS = {("lanh", "dao"), ("ban", "giam")}
SURE_RATIO, SURE_MARGIN, SURE_WORDS = 0.93, 0.05, 4


class Resolver:
    """Reads names for one agency on one day.

    Loads all units, names and the agency's people once (four queries); afterwards no question needs the database, so
    that one resolver serves a whole document or a run over many.
    """

    def __init__(self, agency: Agency, today: date) -> None:
        self.tree = Tree(Unit.objects.all(), agency.unit_id, today)
        self.index = Index(self.tree, UnitName.objects.values_list("unit_id", "text", "valid_until"))
        self._successors: dict[int, list[int]] = {}
        for old, new in Succession.objects.values_list("old_id", "new_id"):
            self._successors.setdefault(old, []).append(new)
        posts = Post.objects.filter(valid_posts(today), unit__in=subtree_ids([agency.unit_id]))
        self._people: dict[str, dict[int, Post]] = {}
        for post in posts.select_related("person").order_by("pk"):
            self._people.setdefault(written(post.person.full_name), {}).setdefault(post.person_id, post)

    def resolve(self, name: str) -> Resolution:
        """The unit or units that ``name`` means; see ``Resolution``. What may be two things is unsure."""
        if not WORD.search(name) or names_nobody(name):
            return Resolution("unknown")
        body = body_of(name)
        own = self._relative(cells(without_asides(name)), cells(body))
        if own is not None:
            return Resolution("sure", [own], [UnitHit(own, own.name, 1.0)])
        query = short(cells(body))
        exact = self._exact(query, body)
        if exact is not None and exact.status == "sure":
            return exact
        collective = read_collective(body, self.tree)
        if collective is not None:
            return _fan_out(collective)
        return exact or self._person(body) or self._similar(query, body)

    def _relative(self, whole: Cells, query: Cells) -> Unit | None:
        """ "Sở", "UBND tỉnh", "UBND xã", "Lãnh đạo Sở": what the agency is, belongs to, or is led by."""
        leaders = self.tree.below(self.tree.agency, UnitKind.LEADERS)
        if leaders and whole.initials in {"lds", "bgds", "bgd"} and whole.words[:2] in _LEADERS:
            return leaders[0]
        spelled = query.words
        kind = place_of(self.tree.province)[0] if self.tree.province is not None else ()
        if kind and (spelled == kind or _is_committee(query, kind)):
            return self.tree.province
        for unit in self.tree.chain:
            name = cells(unit.name)
            if unit.kind == UnitKind.COMMUNE and (_is_committee(query, (), *COMMUNE_WORDS) or spelled in COMMUNE_WORDS):
                return unit
            if unit.kind == UnitKind.DEPARTMENT and len(spelled) == 1 and spelled == name.words[:1] and len(name) > 1:
                return unit
        if _is_committee(query, ()):
            return self.tree.province
        return None

    def _exact(self, query: Cells, body: str) -> Resolution | None:
        bare = self._without_place(query, body)
        names = self.index.exact(query) or self.index.exact(bare)
        chosen = self._choose(names, body, FOREIGN if len(query) != len(bare) else NEAR)
        if chosen is not None:
            return chosen
        farther = self._inside_of(query, body) or self._elsewhere(query, body)
        if farther is not None:
            return farther
        own = [name for form in (query, bare) for name in self.index.core(form) if self.tree.inside(name.unit)]
        if own and len(bare) >= 3:
            return self._choose(own, body)
        if len(bare) < PREFIX_CELLS:
            return None
        begun = [name for name in self.index.beginning(bare) if self.tree.inside(name.unit)]
        return self._choose(begun, body)

    def _person(self, body: str) -> Resolution | None:
        """ "Phó Giám đốc Lê Quang Vinh": the one person of the agency whose full name ends the words."""
        words = written(body).split()
        for at in range(len(words) - 1):
            posts = list(self._people.get(" ".join(words[at:]), {}).values())
            if len(posts) == 1:
                unit = self.tree.units[posts[0].unit_id]
                return Resolution("sure", [unit], [UnitHit(unit, body, 1.0)], person=posts[0].person)
        return None

    def _without_place(self, query: Cells, body: str) -> Cells:
        """A name without "tỉnh An Phước", "thuộc Sở" at its end."""
        bare = without_place(query, self.index.places(self.tree.province))
        head = written(self.tree.agency.name).split()[:1]
        if len(bare) < len(query) or written(body).split()[-1:] != head:  # with its marks: "số" is not "Sở"
            return bare
        word = cells(self.tree.agency.name).words[0]
        return without_place(query, [("thuoc", word), (word,)])

    def _elsewhere(self, query: Cells, body: str) -> Resolution | None:
        """ "UBND xã Đông An, tỉnh …": a unit of another province, which is named with it."""
        for province in self.tree.roots(UnitKind.PROVINCE):
            if province is self.tree.province:
                continue
            bare = without_place(query, self.index.places(province)[:2])
            if len(bare) < len(query):
                names = [name for name in self.index.exact(bare) if self.tree.province_of(name.unit) is province]
                chosen = self._choose(names, body, ELSEWHERE)
                if chosen is not None:
                    return chosen
        return None

    def _inside_of(self, query: Cells, body: str) -> Resolution | None:
        """ "Phòng Kinh tế xã Đông An": a unit inside another that is named after it."""
        for at in range(len(query) - 1, 1, -1):
            head = query.cut(0, at)
            head = head.cut(0, at - 1) if head.words[-1] in {"thuoc", "cua"} else head
            for parent in self.index.exact(short(query.cut(at))):
                inner = [
                    name
                    for child in self.tree.children.get(parent.unit.pk, ())
                    for name in self.index.of_unit.get(child.pk, ())
                    if name.cells.agrees(head)
                ]
                if inner:
                    return self._choose(inner, body, FOREIGN)
        return None

    def _choose(self, names: Iterable[Name], body: str, reach: int = NEAR) -> Resolution | None:
        """The one unit among those that bear a name, the nearest first; unsure where two are as near, or where it is
        farther than ``reach``: how far the words themselves point."""
        by_unit: dict[int, Name] = {}
        for name in names:
            if name.unit.pk not in by_unit or (name.current and not by_unit[name.unit.pk].current):
                by_unit[name.unit.pk] = name
        if not by_unit:
            return None
        living = [name for name in by_unit.values() if self.tree.alive(name.unit)]
        if not living:
            return self._abolished(list(by_unit.values()))
        best = min((not name.current, self.tree.rank(name.unit)) for name in living)
        nearest = [name for name in living if (not name.current, self.tree.rank(name.unit)) == best]
        nearest = _same_marks(nearest, body)
        hits = [UnitHit(n.unit, n.text, 1.0) for n in sorted(living, key=lambda n: self.tree.rank(n.unit))]
        rank = best[1][0]
        if len(nearest) == 1 and rank <= reach:
            return Resolution("sure", [nearest[0].unit], hits[:LIMIT])
        return Resolution("unsure", [], hits[: max(LIMIT, len(nearest))])

    def _abolished(self, names: list[Name]) -> Resolution:
        """Bodies that no longer exist get no work: those who followed them are offered."""
        old = min(names, key=lambda name: self.tree.rank(name.unit)).unit
        heirs = self._heirs(old)
        until = f"{old.valid_until:%d/%m/%Y}" if old.valid_until else ""
        note = f"{old.name} đã chấm dứt hoạt động từ ngày {until}"
        note += f"; nay là {', '.join(unit.name for unit in heirs)}." if heirs else "; chưa ghi đơn vị kế thừa."
        hits = [UnitHit(unit, old.name, 0.9) for unit in heirs]
        return Resolution("unsure", [], hits, note)

    def _heirs(self, unit: Unit) -> list[Unit]:
        heirs: dict[int, Unit] = {}
        seen, todo = {unit.pk}, [unit.pk]
        while todo:
            for pk in self._successors.get(todo.pop(), ()):
                if pk in seen:
                    continue
                seen.add(pk)
                if self.tree.alive(self.tree.units[pk]):
                    heirs[pk] = self.tree.units[pk]
                else:
                    todo.append(pk)
        return list(heirs.values())

    def _similar(self, query: Cells, body: str) -> Resolution:
        bare = self._without_place(query, body)
        near = self.index.similar(bare)
        loose = [(name, 0.7) for name in (*self.index.core(bare), *self.index.beginning(bare)) if len(bare) > 1]
        best: dict[int, UnitHit] = {}
        for name, score in sorted([*near, *loose], key=lambda pair: (-pair[1], self.tree.rank(pair[0].unit))):
            if self.tree.alive(name.unit):
                best.setdefault(name.unit.pk, UnitHit(name.unit, name.text, round(score, 2)))
        hits = list(best.values())[:LIMIT]
        if not hits:
            return Resolution("unknown")
        if self._is_slip(hits, bare):
            return Resolution("sure", [hits[0].unit], hits)
        return Resolution("unsure", [], hits)

    def _is_slip(self, hits: list[UnitHit], query: Cells) -> bool:
        """Whether the best hit is the name with one letter wrong and no other name is near. A commune's short name is
        never taken so: its neighbour may be called just that."""
        first = hits[0]
        margin = first.score - (hits[1].score if len(hits) > 1 else 0.0)
        near = self.tree.rank(first.unit)[0] <= NEAR and first.unit.kind != UnitKind.COMMUNE
        return near and len(query) >= SURE_WORDS and first.score >= SURE_RATIO and margin >= SURE_MARGIN


def _fan_out(collective: Collective) -> Resolution:
    hits = [UnitHit(unit, unit.name, 1.0 if collective.exact else 0.5) for unit in collective.units]
    if collective.exact:
        return Resolution("collective", collective.units, hits)
    return Resolution("unsure" if hits else "unknown", [], hits, collective.note)


def _is_committee(query: Cells, *tails: tuple[str, ...]) -> bool:
    rest = query.words[len(COMMITTEE) :]
    return query.begins_at(0, COMMITTEE) and len(query) >= len(COMMITTEE) and rest in tails


def _same_marks(names: list[Name], body: str) -> list[Name]:
    """Of names that differ in their marks only ("Tân Hòa", "Tân Hóa"), those that are written as here."""
    if len(names) < 2:
        return names
    words = set(written(body).split())
    shared = [len(words.intersection(written(name.text).split())) for name in names]
    return [name for name, count in zip(names, shared, strict=True) if count == max(shared)]
