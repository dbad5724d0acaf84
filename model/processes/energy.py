"""Energy in production: what firms pay on it beyond its price, and plants refitted to save it."""

import math

import numpy as np

from ..accounts import CAPITAL_GOODS, ENERGY_CHARGES, pay_own
from ..chance import REFIT, uniform
from ..classifications import N_SECTORS
from ..kernel import process, rule
from .administration import GREEN_UPGRADE
from .green import ENERGY
from .valuation import annuity


@rule
def charge_on_input(sector, energy_use):
    """Charge and penalty on a unit of input (yuan); ``energy_use``: energy per unit of input, relative to the usual."""
    excess = max(0.0, energy_use - sector.energy_standard)
    return sector.energy_charge * energy_use + sector.energy_penalty * excess


@rule
def energy_is_charged(sectors):
    """Whether a plant of any sector is charged for its energy; none uses more than the usual."""
    charged = False
    for s in range(N_SECTORS):
        charged = charged or charge_on_input(sectors[s], 1.0) != 0.0
    return charged


@rule
def worth_of_saving(technology, firm, sector, gain, parameters):
    """Present value (m yuan) of the charges a process technology saves, for it cuts inputs and the energy in them."""
    if technology.product == 1:
        return 0.0
    burden = charge_on_input(sector, firm.energy_use) * firm.material_use * firm.expected_sales
    return gain * burden * annuity(parameters)


@rule
def pressure_to_save(sector, worth):
    """Charges per yuan of energy at the usual use: by how much saving pays better than at the price alone."""
    return charge_on_input(sector, 1.0) / worth if worth > 0.0 else 0.0


@rule
def refit_cost(break_even, bill, saving, payback_years):
    """Cost (m yuan) of a refit that pays at charges of ``break_even`` per yuan of energy; ``bill`` a quarter."""
    return break_even * saving * 4.0 * bill * payback_years


@process
def energy_is_paid(clock, firms, sectors, links, governments, households, banks, instruments, flows, parameters):
    """Firms pay the charge; those whose plant saves more than a refit costs buy it, if they have the cash.

    What a refit takes to pay differs among plants (exponential, for life): at today's price all that pays is done.
    Writes ``energy_charges``, ``investment``, ``capital``, ``energy_use``, ``material_use``; sectors' ``energy_used``,
    ``energy_saved``.
    """
    now = clock[0]
    p = parameters[0]
    for s in range(N_SECTORS):
        sector = sectors[s]
        inputs = sector.material_use * p.material_share * sector.output
        sector.energy_used = links[s, ENERGY] * inputs * (1.0 - sector.energy_saved)
    if not energy_is_charged(sectors):
        return
    worth, unmoved = np.zeros(N_SECTORS), np.zeros(N_SECTORS)
    for s in range(N_SECTORS):
        worth[s] = links[s, ENERGY] * sectors[ENERGY].price
        unmoved[s] = math.exp(-pressure_to_save(sectors[s], worth[s]) / p.refit_break_even)  # share that asks for more
    seed = now.seed
    raised, users = 0.0, 0.0
    totals = np.zeros((N_SECTORS, 2))
    for i in range(now.n_firm_rows):
        firm = firms[i]
        if firm.active == 0:
            continue
        s = firm.sector
        inputs = firm.output * firm.material_use
        totals[s, 0] += inputs * firm.weight
        totals[s, 1] += inputs * (1.0 - firm.energy_use) * firm.weight
        due = min(charge_on_input(sectors[s], firm.energy_use) * inputs, max(0.0, firm.cash))
        if due > 0.0:
            firm.energy_charges = due
            raised += due * firm.weight
            users += firm.weight
            pay_own(flows, banks, ENERGY_CHARGES, firm, governments[0], due)
        if firm.energy_use < 1.0 or inputs <= 0.0 or worth[s] <= 0.0:
            continue
        draw = uniform(seed, REFIT, 0, firm.id, 0)
        if draw < unmoved[s]:
            continue
        break_even = -p.refit_break_even * math.log(draw)
        cost = refit_cost(break_even, worth[s] * inputs, p.refit_saving, p.refit_payback)
        if cost > p.refit_cash_share * firm.cash:
            continue
        firm.investment += cost
        firm.capital += cost
        pay_own(flows, banks, CAPITAL_GOODS, firm, households[firm.bank], cost)
        share = links[s, ENERGY]
        firm.energy_use = (1.0 - p.refit_saving) / (1.0 - share * p.refit_saving)
        firm.material_use *= 1.0 - share * p.refit_saving
    account = instruments[GREEN_UPGRADE]
    account.raised += raised
    account.users += users
    for s in range(N_SECTORS):
        if totals[s, 0] > 0.0:
            sectors[s].energy_saved = totals[s, 1] / totals[s, 0]
