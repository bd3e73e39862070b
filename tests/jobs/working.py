"""Workers as in life: each with a connection of its own."""
import threading

from django.db import connection

from engawa.base.jobs import worker


def two_workers() -> None:
    """Let two workers do at once what waits, and wait for both."""
    def work() -> None:
        try:
            worker.hand(once=True).run()
        finally:
            connection.close()
    threads = [threading.Thread(target=work) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
