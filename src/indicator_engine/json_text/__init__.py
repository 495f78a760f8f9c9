"""JSON as text: reading it with every value's place, naming the usual slips, writing it."""
