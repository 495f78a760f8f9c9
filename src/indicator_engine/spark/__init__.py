"""Spark: a table on a cluster, each part of it scored by a worker as ``score_table`` scores one."""

from indicator_engine.spark.driver import SparkScores, score

__all__ = ["SparkScores", "score"]
