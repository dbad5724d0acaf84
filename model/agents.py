"""The actors as Mesa agents: views on rows, made when somebody looks.

The record arrays own the state. A view holds its population, row and identity; every field of the
population is an attribute of it, with unit and meaning as documentation. Writing to one changes the world
and is not booked in the ledger.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import mesa
import numpy as np

from .populations import FIELDS_OF
from .populations.fields import Field

if TYPE_CHECKING:
    from .model import InnovationSystem

Array = np.ndarray


class Column:
    """Attribute of a view that reads and writes one field of its row."""

    def __init__(self, field: Field) -> None:
        self.name = field.name
        self.__doc__ = f"{field.meaning} ({field.unit})"

    def __get__(self, view: Actor | None, owner: type[Actor]) -> Any:
        if view is None:
            return self
        return view.records()[self.name].item(view.present_row())

    def __set__(self, view: Actor, value: float) -> None:
        view.records()[self.name][view.present_row()] = value


class Actor(mesa.Agent):
    """One row of a population as an agent; see the subclasses."""

    population: ClassVar[str]
    code: ClassVar[int]

    def __init_subclass__(cls, population: str, **keywords: Any) -> None:
        super().__init_subclass__(**keywords)
        cls.population = population
        cls.code = len(KINDS)
        KINDS.append(cls)
        for field in FIELDS_OF[population]:
            setattr(cls, field.name, Column(field))

    def __init__(self, model: InnovationSystem, row: int, identity: int) -> None:
        super().__init__(model)
        self.row = row
        # Mesa counts ids in the order of creation; this one is the same in every copy, branch and process.
        self.unique_id = identity * len(KINDS) + self.code

    def __repr__(self) -> str:
        where = f"row {self.row}" if self.row >= 0 else "gone"
        return f"<{type(self).__name__} {self.unique_id}, {where}>"

    @classmethod
    def identities(cls, array: Array) -> Array:
        """Identity of the actor in every row, never reused; -1 where there is none."""
        return np.arange(len(array))

    def records(self) -> Array:
        """The record array of the population, as it is now."""
        return self.model.world.state[self.population]

    def present_row(self) -> int:
        """Row of the actor now; raises AttributeError once it has left the world."""
        self.model.look()
        if self.row < 0:
            raise AttributeError(f"{type(self).__name__} {self.unique_id} has left the world")
        return self.row

    def leave(self) -> None:
        """Take the view out of the model; the row may belong to another actor from now on."""
        self.row = -1
        self.remove()


KINDS: list[type[Actor]] = []
"""Every kind of actor, in order of declaration."""


class Firm(Actor, population="firms"):
    """A leader, a small or medium enterprise or a start-up; its own ``id`` is never reused."""

    @classmethod
    def identities(cls, array: Array) -> Array:
        """Identity of the firm in every row; -1 in spare rows."""
        return np.where(array["active"] == 1, array["id"], -1)


class University(Actor, population="universities"):
    """A university or a research institute."""


class PilotPlatform(Actor, population="pilots"):
    """A platform with pilot lines."""


class Consortium(Actor, population="consortia"):
    """An innovation consortium while it lasts."""

    @classmethod
    def identities(cls, array: Array) -> Array:
        """Identity by row and quarter of formation; -1 in spare rows."""
        return np.where(array["active"] == 1, array["formed"] * len(array) + np.arange(len(array)), -1)


class Bank(Actor, population="banks"):
    """A group of banks."""


class Fund(Actor, population="funds"):
    """A venture or guidance fund; the same house raises one vintage after another."""


class Guarantor(Actor, population="guarantors"):
    """The risk compensation pool (``pool == 1``) or a policy guarantor."""


class Government(Actor, population="governments"):
    """The central government (row 0) or the government of a region."""


class OpenedScenario(Actor, population="sectors"):
    """The scenario that a sector opens: its places, orders and deployments, beside the market it is part of."""


class RestOfEconomy(Actor, population="households"):
    """Households and suppliers of the country that bank with one group: they work, sell, consume and own."""


class Abroad(Actor, population="abroad"):
    """The rest of the world: it buys exports and sells imports."""


class Views:
    """The views of one model, brought up to date when somebody looks."""

    def __init__(self) -> None:
        self._seen = -1
        self._identities: dict[type[Actor], Array] = {}
        self._views: dict[type[Actor], dict[int, Actor]] = {kind: {} for kind in KINDS}

    def refresh(self, model: InnovationSystem) -> None:
        """Make views of actors that came since the last look, let go of those that left."""
        if self._seen == model.world.quarter:
            return
        self._seen = model.world.quarter
        for kind in KINDS:
            now = kind.identities(model.world.state[kind.population])
            before = self._identities.get(kind, np.full(len(now), -1))
            self._identities[kind] = now
            views = self._views[kind]
            changed = np.nonzero(now != before)[0].tolist()
            for row in changed:
                if row in views:
                    views.pop(row).leave()
            for row in changed:
                if now[row] >= 0:
                    views[row] = kind(model, row, int(now[row]))
        # Mesa 3.3 counts ids in a table of the class, which would keep every model alive for good.
        getattr(mesa.Agent, "_ids", {}).pop(model, None)
