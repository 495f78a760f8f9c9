"""The page of the docs about data frames and Spark, every snippet of it run."""

import pytest

from tests.spark.page import examples, need_spark

need_spark()


@pytest.mark.usefixtures("session")
@pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning")
def test_every_snippet_does_what_the_page_says() -> None:
    for example in examples():
        example.evaluate()
