"""A system under test as a child process: JSON lines with time limits."""

import contextlib
import json
import os
import queue
import signal
import subprocess
import threading

from . import folders


class SystemFailed(Exception):
    """A system ended, said something else than expected, or took too long."""


class NotPossible(Exception):
    """A system cannot do the work, by its nature: it ended with the code for that. The message is its reason."""


NOT_POSSIBLE_CODE = 3
# A process that has closed its output may take some seconds to end: Python unloads its libraries, Java its threads.
EXIT_SECONDS = 20


class Conversation:
    """Talks with one system. Its process leads a group of its own, so that all it starts ends with it."""

    def __init__(self, command, environment, log):
        self.log = log
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("w", encoding="utf-8") as errors:
            self.process = subprocess.Popen(
                command,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                start_new_session=True,
            )
        self.lines = queue.SimpleQueue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        with self.process.stdout as stdout:
            for line in stdout:
                self.lines.put(line)
        self.lines.put(None)

    def say(self, line):
        """Sends a line."""
        try:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
        except OSError as error:
            raise SystemFailed(self._complaint("it ended")) from error

    def expect(self, event, seconds):
        """Waits for a message of this kind."""
        try:
            line = self.lines.get(timeout=seconds)
        except queue.Empty:
            raise SystemFailed(self._complaint(f"no '{event}' came within {seconds:.0f} s")) from None
        if line is None:
            self._raise_if_not_possible()
            raise SystemFailed(self._complaint(f"it ended before '{event}'"))
        try:
            message = json.loads(line)
        except json.JSONDecodeError:
            raise SystemFailed(self._complaint(f"expected '{event}' as a line of JSON, got: {line.strip()[:200]}")) from None
        if message.get("event") != event:
            raise SystemFailed(self._complaint(f"expected '{event}', got: {line.strip()[:200]}"))
        return message

    def _raise_if_not_possible(self):
        if self._exit_code(EXIT_SECONDS) == NOT_POSSIBLE_CODE:
            raise NotPossible(" ".join(self._last_line()) or "it gave no reason")

    def _exit_code(self, seconds):
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        return self.process.poll()

    def _last_line(self):
        return self.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]

    def _complaint(self, what):
        code = self._exit_code(1)
        ended = "" if code is None else f" (exit code {code})"
        last = self._last_line()
        return f"{what}{ended}; its log is {folders.shown(self.log)}" + (f", which ends: {last[0][:300]}" if last else "")

    def quit(self):
        """Asks it to end."""
        with contextlib.suppress(OSError, ValueError):
            self.process.stdin.write("quit\n")
            self.process.stdin.close()

    def close(self, seconds=10):
        """Asks it to end, then ends its whole group."""
        self.quit()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.reader.join(seconds)
