"""The faulty rulesets are data of tests/test_cases.py, and no tests of their own."""

collect_ignore_glob = ["*.ruleset.json"]
