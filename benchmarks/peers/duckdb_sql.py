"""Project-23 as one query in DuckDB, on DOUBLE columns, all threads."""

from pathlib import Path

import duckdb
import polars as pl

from benchmarks.peers import Task
from benchmarks.units import Units
from benchmarks.work import GROUPS, INPUTS, LEAVES, SCORES

LEAF_SCORES = """
  round(2*d11_ok/d11_n, 2) AS D11,
  round(2*d12_ok/d12_n, 2) AS D12,
  round(2*((e1+e2+e3+e4+e5)/5)/100, 2) AS D21,
  CASE WHEN d22_q = 0 THEN 0 ELSE round(d22_q/d22_n, 2) END AS D22,
  CASE WHEN d31_a/d31_t >= 1 THEN 2 WHEN d31_a/d31_t >= 0.8::DOUBLE THEN 1.6::DOUBLE
       WHEN d31_a/d31_t >= 0.6::DOUBLE THEN 1.2::DOUBLE ELSE 0 END AS D31,
  round(d32_ok/d32_n, 2) AS D32,
  round(4*least(1, arrived/budget), 2) AS P11,
  round(5*spent/budget, 2) AS P12,
  CASE WHEN viol > 0 THEN 0 ELSE round(3*p13_ok/p13_n, 2) END AS P13,
  round(4*p21_ok/p21_n, 2) AS P21,
  round(4*((f1+f2+f3+f4+f5)/5)/100, 2) AS P22,
  round(6*least(1, o11_a/40), 2) AS O11,
  round(6*least(1, o12_a/o12_t), 2) AS O12,
  CASE WHEN o21_a/o21_t >= 1 THEN 5::DOUBLE WHEN o21_a/o21_t >= 0.8::DOUBLE THEN 4
       WHEN o21_a/o21_t >= 0.6::DOUBLE THEN 3 ELSE 0 END AS O21,
  round(5*greatest(0, least(1, (o22_x-60)/(95-60))), 2) AS O22,
  round(4*least(1, o31_t/o31_a), 2) AS O31,
  CASE WHEN o32_a/o32_t >= 1 THEN 4 WHEN o32_a/o32_t >= 0.8::DOUBLE THEN 3.2::DOUBLE
       WHEN o32_a/o32_t >= 0.6::DOUBLE THEN 2.4::DOUBLE ELSE 0 END AS O32,
  round(greatest(0, 10-0.5::DOUBLE*greatest(0, (cost_a/cost_b-1)*100)), 2) AS O41,
  round(8*least(1, b11_a/1200), 2) AS B11,
  round(6*least(1, 100/b12_a), 2) AS B12,
  round(6*greatest(0, least(1, (b13_x-b13_lo)/(b13_hi-b13_lo))), 2) AS B13,
  round(5*least(1, b21_x/90), 2) AS B21,
  CASE WHEN b22_x >= 95 THEN 5::DOUBLE WHEN b22_x >= 85 THEN 4 WHEN b22_x >= 75 THEN 3
       ELSE 0 END AS B22
"""
GRADE = """CASE WHEN round(total, 2) >= 90 THEN '优' WHEN round(total, 2) >= 80 THEN '良'
       WHEN round(total, 2) >= 60 THEN '中' ELSE '差' END AS grade"""
DOUBLES = "{" + ", ".join(f"'{name}': 'DOUBLE'" for name in INPUTS) + "}"


def in_memory(units: Units) -> Task:
    """Return an Arrow table of scores in points, from a table of the database."""
    connection = duckdb.connect()
    doubles = units.doubles  # noqa: F841 - DuckDB reads the variable that the query names
    connection.execute("CREATE TABLE units AS FROM doubles")
    query = scored("units")
    return Task(lambda: connection.sql(query).to_arrow_table(), pl.DataFrame)


def parquet(source: Path, target: Path) -> None:
    """Score a Parquet file into another."""
    _copy(f"read_parquet('{source}')", target, "FORMAT parquet, COMPRESSION zstd")


def csv(source: Path, target: Path) -> None:
    """Score a csv file into another."""
    _copy(f"read_csv('{source}', header=true, columns={DOUBLES})", target, "FORMAT csv")


def scored(source: str) -> str:
    """Return a query for the 39 scores and the grade."""
    sums = ", ".join(f"{'+'.join(children)} AS {group}" for group, children in GROUPS.items())
    return f"""WITH leaves AS (SELECT {LEAF_SCORES} FROM {source}),
      scores AS (SELECT {", ".join(LEAVES)}, {sums} FROM leaves)
      SELECT {", ".join(SCORES)}, {GRADE} FROM scores"""  # noqa: S608 - of our own making


def _copy(source: str, target: Path, form: str) -> None:
    duckdb.connect().execute(f"COPY ({scored(source)}) TO '{target}' ({form})")
