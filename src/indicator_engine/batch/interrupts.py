"""Ctrl-C while the query engine works: it stops at the next part of the table, without a word.

By itself the engine lets its threads fail one after the other, and some of them tell the terminal
what they see of it.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from socket import MSG_PEEK, socket, socketpair
from threading import current_thread, main_thread

_ears: list[socket] = []  # of a process, as its signals are


class InterruptedTable(Exception):  # noqa: N818 - it never leaves the engine
    """What ends a query after Ctrl-C."""


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl-C end what is scored in here, where it is the main thread's.

    From here on the program hears signals before the engine does. While that works the main thread
    waits for it, but each signal writes a byte, too.

    Raises:
        KeyboardInterrupt: When Ctrl-C was heard.
    """
    handler = signal.getsignal(signal.SIGINT)
    if current_thread() is not main_thread() or handler is None:
        yield
        return
    ear, mouth = socketpair()
    with ear, mouth:
        ear.setblocking(False)
        mouth.setblocking(False)
        before = signal.set_wakeup_fd(mouth.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGINT, handler)  # before what the engine has put before it
        _ears.append(ear)
        try:
            yield
        except Exception:
            if is_interrupted():
                raise KeyboardInterrupt from None
            raise
        finally:
            _ears.remove(ear)
            signal.set_wakeup_fd(before)


def is_interrupted() -> bool:
    """Tell whether Ctrl-C was heard, in any thread."""
    for ear in _ears:
        try:
            return signal.SIGINT in ear.recv(64, MSG_PEEK)
        except OSError:  # nothing has come, or by now nobody listens
            return False
    return False


def stop_if_interrupted() -> None:
    """Do nothing, unless Ctrl-C was heard.

    Raises:
        InterruptedTable: Then.
    """
    if is_interrupted():
        raise InterruptedTable
