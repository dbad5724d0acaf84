"""What code writes, seen in its syntax; what outcomes are computed from; what a lever's own code may write of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

PROCESSES = Path(__file__).resolve().parents[2] / "model" / "processes"
OBSERVERS = ("observation", "measurement", "pipeline_measures", "public_records", "sector_records")
"""The modules that compute outcomes."""
NO_POPULATION = {"clock", "now", "rules", "parameters", "environment", "np", "math"}
COUNTED_IN = {"tally", "records", "cohorts"}
"""Arrays that outcomes are counted in where things happen."""


def written_fields(function: ast.FunctionDef) -> set[str]:
    """Fields of records and counts that a function assigns to, plainly, in place, by position or several at once.

    ``firm.profit``, ``firms.profit[0]``, ``firms["profit"][0]`` and an array fetched from these are all *profit*;
    ``tally[DEALS]`` is ``tally[DEALS]``, also through a row of it with another name.
    """
    nodes = list(ast.walk(function))
    fetched = {
        node.targets[0].id: node.value
        for node in nodes
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name)
    }
    targets = [target for node in nodes if isinstance(node, ast.Assign) for target in node.targets]
    targets += [node.target for node in nodes if isinstance(node, ast.AugAssign | ast.AnnAssign | ast.For)]
    return {name for target in targets for place in _places(target) for name in _names(place, fetched)}


def _places(target: ast.expr) -> Iterator[ast.expr]:
    if isinstance(target, ast.Tuple | ast.List):
        for part in target.elts:
            yield from _places(part)
    else:
        yield target.value if isinstance(target, ast.Starred) else target


def _names(place: ast.expr, fetched: dict[str, ast.expr]) -> Iterator[str]:
    index = ""
    while isinstance(place, ast.Attribute | ast.Subscript):
        if isinstance(place, ast.Attribute):
            yield place.attr
        elif isinstance(place.slice, ast.Constant) and isinstance(place.slice.value, str):
            yield place.slice.value
        else:
            index = index or ast.unparse(place.slice)
        place = place.value
        if index and isinstance(place, ast.Name) and place.id not in COUNTED_IN:
            place = fetched.get(place.id, place)
            fetched = {}  # one step back, so that a name bound to itself ends
    if index and isinstance(place, ast.Name) and place.id in COUNTED_IN:
        yield f"{place.id}[{index}]"


def is_count(name: str) -> bool:
    """Whether a written name is a count and not a field."""
    return name.partition("[")[0] in COUNTED_IN and name.endswith("]")


def observed_fields() -> set[str]:
    """Every field of a population that the observing modules read."""
    nodes = [
        node for name in OBSERVERS
        for node in ast.walk(ast.parse((PROCESSES / f"{name}.py").read_text(encoding="utf-8")))
    ]  # fmt: skip
    read = {
        node.attr for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and _whose(node) not in NO_POPULATION
    }  # fmt: skip
    return read - BOOKS.keys()


def _whose(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


BOOKS = dict.fromkeys(
    ("cash", "forgone", "recovered", "raised", "contingent", "users"),
    "the account of an instrument: a lever must book what it costs and whom it serves; tests/ledger checks the sums",
)
"""Observed fields that no check guards."""

MADE_OF = {
    "stage", "state", "cause", "ended", "quarters_left", "potential", "fit", "patents",
    "profit", "revenue", "price", "unit_cost", "quality", "productivity", "markup",
    "output", "capacity", "orders", "material_use", "share", "process_gain", "quality_gain",
    "research_budget", "effort", "next_threshold", "n_results", "absorptive", "opportunity", "running",
}  # fmt: skip
"""What the observed fields are made of in turn; nobody observes most of these directly."""

GUARDED = observed_fields() | MADE_OF

_SERVED = "counts what this loop itself served, no result of technologies"
_NEW = "a new row, or membership in it: the lever's own matter"
_DEAL = "the terms of the contract it closes; whether the technology then passes is decided elsewhere"
_HEADS = "people who come or are trained are what the lever brings; wages and results follow"
_PLACES = "places, and who gets one, are what the lever opens"
_LOAN = "a loan sold, repaid or lent is the flow itself"

ALLOWED: dict[str, tuple[set[str], str]] = {
    "administration.state_lags": ({"lag"}, "the calendars that coordination is about"),
    "ai_support.compute_supplied": ({"tally[AI_PRICE]"}, "the price that the lever sets"),
    "certification.labs_certify": ({"tally[CERTIFIED_AT_ONCE]", "tally[PRODUCTS_TESTED]"}, _SERVED),
    "consortia.contributes": ({"consortium_income"}, "the payment itself, stated by who receives it"),
    "consortia.found": ({"active", "sector"}, _NEW),
    "consortia.consortia_meet": ({"active", "consortium", "tally[FREE_RIDERS]", "tally[MEMBERS]"}, _NEW),
    "consortia.works_jointly": (
        {"development", "research_paid"}, "joint work that is paid for is research and stated as such"
    ),
    "demography.found_startup": ({"missing", "research_active", "size_class", "sponsor"}, _NEW),
    "facilities.facilities_open": ({"tally[WAITING]"}, _SERVED),
    "first_orders.place_orders": ({"tally[FIRST_COUNT + kind]"}, _SERVED),
    "foreign_talent.talent_arrives": ({"engineers", "scientists", "tally[ARRIVED]"}, _HEADS),
    "grants.grants_awarded": (
        {"granted", "grants_received", "tally[REPLACING_OWN]"}, "the grant itself, and what its sponsor had money for"
    ),
    "incubators.startups_housed": ({"tally[HOUSED]"}, _SERVED),
    "joint_laboratories.laboratories_work": ({"tally[LABORATORIES]"}, _SERVED),
    "lending.banks_lend": ({"desk_granted", "financed", "tally[COVER_WINDFALL]", "tech_granted"}, _LOAN),
    "loan_service.reduce_debt": ({"debt"}, _LOAN),
    "missions.carry": ({"financed", "granted", "missing"}, _DEAL),
    "missions.missions_carry": ({"disclosed", "sponsor", "tally[STAGES_CARRIED]"}, _DEAL),
    "open_innovation.knowledge_arrives": ({"foreign_level"}, "learning abroad from what is seen here: its side effect"),
    "partner_orders.buys_in_place_of_others": (
        {"capital"}, "capital goods bought from the seller in place of ordinary ones"
    ),
    "patents.file_idle": ({"patents_idle"}, "patents filed to be pledged, used by nobody: the side effect of pledges"),
    "permits.places_prepared": ({"places", "tally[PERMIT_LOAD]"}, _PLACES),
    "pilots.pilots_admit": (
        {"missing", "places", "used", "tally[FROM_ELSEWHERE]", "tally[ON_STATE_LINES]"}, _PLACES
    ),
    "pilots.recount_used": ({"used"}, _PLACES),
    "pilots.platforms_run": ({"tally[PILOT_LOAD]"}, _PLACES),
    "pledges.sell_patents": ({"loans"}, _LOAN),
    "proof_of_concept.pay_best": ({"disclosed", "financed", "missing"}, _DEAL),
    "protection.infringers_pay": ({"tally[DAMAGES]"}, _SERVED),
    "research_money.research_money_arrives": ({"misused"}, "paperwork and audits are levers on misuse itself"),
    "selection_panels.runs_project": (
        {"development", "research_paid"}, "project money spent on development, no more than is paid"
    ),
    "selection_panels.leaders_run_projects": ({"tally[PROJECT_MONEY]"}, _SERVED),
    "sme_tiers.tiers_awarded": ({"tally[TIER_FIRMS]", "tally[TIER_PADDED]"}, _SERVED),
    "taxes.pays_tax": ({"basic_declared", "reported_rd"}, "what the firm declares under the law, beside what it does"),
    "taxes.closes_tax_year": ({"high_tech"}, "the certificate is a matter of tax law"),
    "tenders.deliver": ({"orders_received"}, "the payment itself, stated by who receives it"),
    "tenders.tenders_held": (
        {"tally[JOINT_WINS]", "tally[ORDERS_UNSPENT]", "tally[SLOTS_FILLED]", "tally[SLOTS_OFFERED]"}, _SERVED
    ),
    "training.engineers_train": ({"engineers", "tally[TRAINED]"}, _HEADS),
    "venture.make_deal": ({"financed", "fund", "invested", "invested_hard", "venture_received"}, _DEAL),
    "venture.funds_invest": ({"tally[STARTUPS_FOUNDED]"}, _SERVED),
}  # fmt: skip
"""What the code of a lever writes all the same, by function, each with the reason."""


def offences(name: str, function: ast.FunctionDef) -> set[str]:
    """Guarded fields and counts that a function of a lever writes without leave; ``name`` is ``module.function``."""
    written = {field for field in written_fields(function) if field in GUARDED or is_count(field)}
    return written - ALLOWED.get(name, (set(), ""))[0]
