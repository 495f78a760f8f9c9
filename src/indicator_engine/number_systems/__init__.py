"""What a value is: the number systems that the interpreter can read a formula in."""
