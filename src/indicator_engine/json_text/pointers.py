"""JSON Pointers (RFC 6901): the address of a value inside a document."""


def join(pointer: str, step: str | int) -> str:
    """Return the pointer one step further down.

    >>> join("/inputs", "收入/支出"), join("/children", 0)
    ('/inputs/收入~1支出', '/children/0')
    """
    return f"{pointer}/{str(step).replace('~', '~0').replace('/', '~1')}"


def split(pointer: str) -> list[str]:
    """Return the steps of a pointer.

    >>> split("/inputs/收入~1支出"), split("")
    (['inputs', '收入/支出'], [])
    """
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
