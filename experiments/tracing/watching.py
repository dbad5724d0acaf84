"""A world whose quarter can be watched process by process; the processes themselves are those of every run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from model.world import World


class Watcher(Protocol):
    """Somebody who looks at the state before and after every process of a quarter."""

    def before(self, process: str, world: World) -> None:
        """Look at the state a process is about to change."""

    def after(self, process: str, world: World) -> None:
        """Look at what it changed."""


class WatchedWorld(World):
    """A world that tells its watchers of every process."""

    watchers: Sequence[Watcher] = ()

    @classmethod
    def of(cls, world: World, *watchers: Watcher) -> WatchedWorld:
        """An independent copy of ``world`` under the eyes of ``watchers``."""
        twin = object.__new__(cls)
        twin.__dict__.update(world.copy().__dict__)
        twin.watchers = watchers
        twin._bind()
        return twin

    def _bind(self) -> None:
        super()._bind()
        self._act([(self._watched(process), arguments) for process, arguments in self._calls])

    def _watched(self, process: Callable[..., None]) -> Callable[..., None]:
        name = getattr(process, "py_func", process).__name__

        def step(*arguments: Any) -> None:
            for watcher in self.watchers:
                watcher.before(name, self)
            process(*arguments)
            for watcher in self.watchers:
                watcher.after(name, self)

        return step
