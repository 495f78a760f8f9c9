"""Proofs: what holds for every record in range, and the record that breaks what does not."""

from indicator_engine.checks.proofs.obligations import Obligation, due
from indicator_engine.checks.proofs.proof import EFFORT, Proof
from indicator_engine.checks.proofs.prover import (
    Prover,
    as_data,
    findings,
    inputs_of,
    prove,
    witness,
)

__all__ = [
    "EFFORT",
    "Obligation",
    "Proof",
    "Prover",
    "as_data",
    "due",
    "findings",
    "inputs_of",
    "prove",
    "witness",
]
