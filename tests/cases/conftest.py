"""These rulesets are data of tests/test_cases.py and test_schema.py, no tests of their own."""

collect_ignore_glob = ["*.ruleset.json"]
