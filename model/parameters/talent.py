"""Talent: researchers and engineers, agendas of scientists."""

from functools import partial

from .parameter import Parameter, declared

_talent = partial(declared, "talent")
_agendas = partial(declared, "agendas")

TALENT: tuple[Parameter, ...] = (
    _talent("research_east", 0.657, 0.657, 0.657, "share", "East's share of research", "G01"),
    _talent("research_central", 0.181, 0.181, 0.181, "share", "Central's share of research", "G01"),
    _talent("research_west", 0.129, 0.129, 0.129, "share", "West's share of research", "G01"),
    _talent("national_researchers", 7.0e6, 6.0e6, 8.0e6, "persons", "researchers at founding", "E16"),
    _talent("cost_per_researcher", 0.48, 0.4, 0.55, "m yuan a year", "research spending per full-time researcher", "E16"),
    _talent("engineers_in_production", 0.06, 0.03, 0.12, "persons per m yuan a quarter",
       "engineers at work outside technology stages, per quarterly revenue", "assumption: about two million"),
    _talent("wage_response", 0.4, 0.2, 1.0, "elasticity", "wage to demand over supply", "assumption: Goolsbee (1998) finds much of new money in wages"),
    _talent("wage_adjustment", 0.2, 0.1, 0.5, "a quarter", "speed at which wages move", "assumption"),
    _talent("wage_ceiling", 3.0, 2.0, 5.0, "index", "highest wage index", "assumption"),
    _talent("talent_growth", 0.006, 0.0, 0.012, "a quarter", "growth of the stock at wage 1",
       "assumption: half of the growth in E16 comes without a wage signal"),
    _talent("training_response", 0.06, 0.02, 0.1, "a quarter", "growth of the stock per unit of wage above 1", "assumption"),
    _talent("training_limit", 0.03, 0.02, 0.05, "a quarter", "fastest change of the stock that schools allow", "assumption"),
    _talent("talent_settling", 24.0, 16.0, 32.0, "quarters", "founding quarters in which supply follows demand", "assumption"),
    _talent("training_years", 4.0, 2.0, 5.0, "years", "time from a training place to an engineer", "assumption: a degree"),
    _talent("training_match", 0.6, 0.4, 0.8, "share", "graduates trained without a firm whose field fits the work", "assumption"),
    _talent("training_cost", 0.03, 0.02, 0.06, "m yuan a year", "public cost of a training place", "assumption"),
    _talent("joint_training_cost", 0.5, 0.2, 1.0, "share", "extra cost of a place run jointly with a firm", "assumption"),
    _talent("mentors_per_student", 0.05, 0.02, 0.1, "persons", "engineers whose time a jointly trained student takes", "assumption"),
    _talent("arriving_scientists", 0.6, 0.4, 0.8, "share", "researchers among people from abroad", "assumption"),
    _talent("arriving_founders", 0.005, 0.0, 0.02, "share", "founders of firms among people from abroad", "assumption"),
    _talent("arrival_response", 1.0, 0.5, 2.0, "elasticity", "fewer who come per fall of the wage", "assumption"),
    _talent("settlement_cost", 0.2, 0.1, 0.5, "m yuan", "public cost of settling a person from abroad", "assumption"),
)

AGENDAS: tuple[Parameter, ...] = (
    _agendas("own_agenda_limit", 0.5, 0.3, 0.7, "share", "most of a unit's researchers under long contracts", "assumption"),
    _agendas("own_agenda_need", 0.05, 0.0, 0.2, "share", "weight of industrial need in agendas of scientists' own", "assumption"),
    _agendas("own_agenda_basicness", 0.3, 0.1, 0.5, "share", "how much nearer to basic research they lie", "assumption"),
    _agendas("contract_team", 10.0, 5.0, 20.0, "persons", "team of a scientist with a long contract", "assumption"),
    _agendas("contract_pay", 5.0, 3.0, 8.0, "m yuan a year", "money of a long contract",
       "assumption: ten researchers at the cost of E16"),
    _agendas("contract_paperwork_saved", 0.7, 0.4, 0.9, "share", "paperwork that a long contract spares", "assumption"),
    _agendas("career_years", 35.0, 30.0, 40.0, "years", "length of a career in research", "assumption"),
    _agendas("experience_years", 4.0, 2.0, 8.0, "years", "time in which a researcher acquires 63 % of the skill to lead", "assumption"),
    _agendas("young_inventiveness", 1.2, 1.0, 1.4, "ratio", "inventiveness of the young at equal skill",
       "assumption; sign after Jones 2010"),
    _agendas("young_team", 5.0, 3.0, 8.0, "persons", "laboratory of a young leader", "assumption"),
    _agendas("young_grant", 0.3, 0.1, 1.0, "m yuan a year", "start-up grant of a young leader's laboratory", "assumption"),
)
