"""How fast indicator_engine is beside hand-written float code and other engines.

``python -m benchmarks`` runs everything; README.md says what is compared with what.
"""
