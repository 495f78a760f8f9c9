"""The formula language: text to expression, and the one interpreter that reads it.

It knows no rulesets and no indicators, and of numbers only what a number system tells it.
"""
