"""What all tests of the compiled module need: that it is there."""

import pytest

from indicator_engine.kernel import is_there


@pytest.fixture(autouse=True, scope="session")
def kernel() -> None:
    """Skip where the package was built without a C compiler."""
    if not is_there():
        pytest.skip("the package was built without a C compiler")
