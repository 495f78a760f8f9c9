"""Project-23 in OpenFisca: 47 variables that are given, 39 scores and the grade to calculate."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import polars as pl
from attrs import frozen
from numpy.typing import NDArray
from openfisca_core.entities import Entity
from openfisca_core.periods import DateUnit, period
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks.peers import OneUnit, Task, numpy_float
from benchmarks.units import Doubles, Record, Units
from benchmarks.work import GROUPS, INPUTS, SCORES

YEAR = period("2022")
OUTPUTS = (*SCORES, "place")  # of the grade among the grades

Arrays = Mapping[str, Doubles]


@frozen
class Inputs:
    """The columns of a population, each worked out when a formula asks for it."""

    project: Callable[..., Doubles]
    when: object

    def __getitem__(self, name: str, /) -> Doubles:
        """Return the column of a variable."""
        return self.project(name, self.when)


def in_memory(units: Units) -> Task:
    """Return scores in points: a new simulation, the columns set, every score calculated."""
    system, arrays = tax_benefit_system(), units.arrays
    return Task(lambda: calculated(system, arrays, units.rows), _read)


def one_unit() -> OneUnit:
    """Return what calculates every score of a population of one."""
    system = tax_benefit_system()

    def score(record: Record) -> object:
        arrays = {name: np.array([number]) for name, number in record.items()}
        return calculated(system, arrays, 1)

    return score


def calculated(system: TaxBenefitSystem, arrays: Arrays, rows: int) -> dict[str, NDArray[Any]]:
    """Return every score, and the place of each grade."""
    simulation: Simulation = SimulationBuilder().build_default_simulation(system, count=rows)
    for name, array in arrays.items():
        simulation.set_input(name, YEAR, array)
    return {name: simulation.calculate(name, YEAR) for name in OUTPUTS}


def tax_benefit_system() -> TaxBenefitSystem:
    """Return the rules: a variable for each input, score and grade."""
    project = Entity("project", "projects", "A project", "")
    system = TaxBenefitSystem([project])
    formulas = {**numpy_float.LEAF_SCORES, **{name: _sum(name) for name in GROUPS}}
    for name in INPUTS:
        system.add_variable(_variable(project, name))
    for name, formula in formulas.items():
        system.add_variable(_variable(project, name, formula))
    place = _variable(project, "place", lambda of: numpy_float.grade(of["total"]), int)
    system.add_variable(place)
    return system


def _sum(group: str) -> Callable[[Inputs], Doubles]:
    first, *others = GROUPS[group]
    return lambda of: sum((of[child] for child in others), start=of[first])


def _variable(
    project: Entity,
    name: str,
    formula: Callable[..., object] | None = None,
    value_type: type = float,
) -> type[Variable]:
    """Return the class that says what a variable is, as OpenFisca wants it."""
    members: dict[str, object] = {
        "value_type": value_type,
        "entity": project,
        "definition_period": DateUnit.YEAR,
        "label": name,
    }
    if formula:
        members["formula"] = lambda population, when: formula(Inputs(population, when))
    return type(name, (Variable,), members)


def _read(found: dict[str, NDArray[Any]]) -> pl.DataFrame:
    places = found.pop("place")
    return numpy_float.read((found, places))
