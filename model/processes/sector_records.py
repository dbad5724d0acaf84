"""What is recorded of sectors and of people at the end of a quarter."""

import numpy as np

from ..classifications import CLASS_OF_SECTOR, N_REGIONS, N_SECTORS
from ..indicators import COLUMN
from ..kernel import process
from .observation import BN, over

OUTPUT_BY_CLASS = COLUMN["output_traditional"]
INDUSTRIAL_OUTPUT = COLUMN["industrial_output"]
SUPPLY_LOST = COLUMN["supply_lost"]
IMPORT_DEPENDENCE = COLUMN["import_dependence"]
COVERAGE = COLUMN["choke_point_coverage"]
AHEAD = COLUMN["sectors_ahead"]
ENERGY_USE = COLUMN["energy_use"]
ENGINEER_WAGE = COLUMN["engineer_wage"]
EAST_TALENT = COLUMN["east_talent_share"]
ACROSS = COLUMN["deals_across_regions"]
DEALS = COLUMN["licence_deals"]
VALUE_ADDED = COLUMN["value_added"]


@process
def count_sectors(clock, sectors, regions, records):
    """Output by class, dependence on foreign inputs, energy, people; ratios over their own sums."""
    row = records[clock[0].quarter]
    sales = np.zeros(3)
    output, capacity, idle = 0.0, 0.0, 0.0
    inputs, imported, exposed, covered, energy = 0.0, 0.0, 0.0, 0.0, 0.0
    sold = 0.0
    for s in range(N_SECTORS):
        sector = sectors[s]
        sold += sector.revenue_sum
        sales[CLASS_OF_SECTOR[s]] += sector.revenue_sum
        output += sector.output
        capacity += sector.capacity * sector.price
        idle += sector.supply_lost * sector.capacity * sector.price
        bought = sector.inputs_bought / max(1.0 - sector.import_share, 1e-9)
        inputs += bought
        imported += bought * sector.import_share
        exposed += bought * sector.import_base
        covered += bought * sector.import_base * sector.own_coverage
        energy += sector.energy_used
        if sector.frontier_quality >= sector.foreign_level:
            row[AHEAD] += 1.0
    for k in range(3):
        row[OUTPUT_BY_CLASS + k] = sales[k] * BN
    row[INDUSTRIAL_OUTPUT] = output * BN
    row[SUPPLY_LOST] = over(idle, capacity)
    row[IMPORT_DEPENDENCE] = over(imported, inputs)
    row[COVERAGE] = over(covered, exposed)
    row[ENERGY_USE] = over(energy, output)
    row[VALUE_ADDED] = (sold - inputs) * BN
    wages, engineers, scientists = 0.0, 0.0, 0.0
    for r in range(N_REGIONS):
        wages += regions[r].engineer_wage * regions[r].engineers
        engineers += regions[r].engineers
        scientists += regions[r].scientists
    row[ENGINEER_WAGE] = over(wages, engineers)
    row[EAST_TALENT] = over(regions[0].scientists, scientists)
    row[ACROSS] = over(row[ACROSS], row[DEALS])
