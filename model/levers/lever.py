"""What the declaration of a lever holds."""

from __future__ import annotations

from dataclasses import dataclass

_SYMPOSIUM = "symposium in Technology Economics 44(12) 2025"
CHEN = f"Chen Jin, {_SYMPOSIUM}"
HE = f"He Ying, {_SYMPOSIUM}"
HUANG = f"Huang Maoxing, {_SYMPOSIUM}"
LI_KAIMENG = f"Li Kaimeng, {_SYMPOSIUM}"
LI_PING = f"Li Ping, {_SYMPOSIUM}"
SHENG = f"Sheng Chaoxun, {_SYMPOSIUM}"

Effects = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Lever:
    """A quantity that a scenario may set, as a dated path and, where it makes sense, by target.

    ``levels`` names settings from the status quo to very strong. ``rule`` is the dotted name of the
    only behavioural rule that reads the lever, ``actor`` whose rule it is. ``ministries`` counts the offices whose
    lists and calendars an applicant has to pass (0: nobody applies).

    ``chain`` and ``side_effects`` are what is expected of a rise of the lever before any run: outcomes with a sign,
    the chain from what moves first to what it is meant for.
    """

    id: str
    family: str
    label: dict[str, str]
    description: dict[str, str]
    mechanism: dict[str, str]
    unit: str
    minimum: float
    maximum: float
    baseline: float
    baseline_source: str
    levels: dict[str, float]
    payer: str
    actor: str
    rule: str
    chain: Effects
    side_effects: Effects
    ministries: int
    targetable: bool
    sources: tuple[str, ...]
    cost: str = "none"  # the instrument under which its public cost is booked
    integer: bool = False  # counted in whole things: takes no fraction, and no phase-in that would pass through one

    @property
    def field(self) -> str:
        """Name of the lever's column in the policy table."""
        return self.id.replace(".", "_")


def levels(status_quo: float, moderate: float, strong: float, very_strong: float) -> dict[str, float]:
    """Named settings of a lever, from what is in force to the most that is asked for."""
    return {"status_quo": status_quo, "moderate": moderate, "strong": strong, "very_strong": very_strong}
