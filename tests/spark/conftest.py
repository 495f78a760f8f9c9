"""A session of Spark for all tests, started as the page of the docs says."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.spark.page import examples

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def session() -> "Iterator[SparkSession]":
    """Yield the session that the page starts."""
    (start,) = (each for each in examples() if "getOrCreate" in str(each.parsed))
    start.evaluate()
    yield start.namespace["session"]
    start.namespace["session"].stop()
