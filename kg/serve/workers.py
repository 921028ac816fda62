"""Worker processes that answer queries; one that takes too long or too much memory is ended and replaced."""

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, Queue

from kg.serve.answer import Answer, Asked, answer, open_graph, refused

_SPAWN = multiprocessing.get_context("spawn")


class Worker:
    """One process with the graph open for reading."""

    def __init__(self, folder: Path, memory: int) -> None:
        self._line, other = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_work, args=(other, folder, memory), daemon=True)
        self._process.start()
        other.close()

    def ask(self, asked: Asked, seconds: float) -> Answer | None:
        """The answer, or None when there was none in time or the process broke; then the worker must be replaced."""
        try:
            self._line.send(asked)
            if self._line.poll(seconds):
                found: Answer = self._line.recv()
                return found
        except (EOFError, OSError):
            return None
        return None

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._line.close()


class Workers:
    """A fixed number of workers; a query waits for a free one."""

    def __init__(self, folder: Path, *, count: int, memory: int) -> None:
        self._folder, self._memory = folder, memory
        self._free: Queue[Worker] = Queue()
        for _ in range(count):
            self._free.put(Worker(folder, memory))

    def ask(self, asked: Asked, seconds: float) -> Answer:
        """Answer within the time, or say that it was not possible."""
        try:
            worker = self._free.get(timeout=seconds)
        except Empty:
            return refused(503, "too many queries at once: ask again later")
        found = worker.ask(asked, seconds)
        if found is None:
            worker.end()
            worker = Worker(self._folder, self._memory)
        self._free.put(worker)
        return found or refused(503, f"the query took more than {seconds:g} seconds or too much memory")

    def end(self) -> None:
        """End all workers that are free."""
        while not self._free.empty():
            self._free.get_nowait().end()


def _work(line: Connection, folder: Path, memory: int) -> None:
    _limit(memory)
    graph = open_graph(folder)
    while True:
        try:
            asked: Asked = line.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            line.send(answer(graph, asked))
        except MemoryError:
            return
        except Exception as fault:  # one bad query must not end the worker, whatever the engines raise
            line.send(refused(400, f"the query cannot be answered: {fault}"))


def _limit(memory: int) -> None:
    """Cap the process's memory where the system can."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
