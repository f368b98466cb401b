"""A mailbox on a small IMAP server of our own: as much of RFC 3501 as the standard library says."""

from __future__ import annotations

import re
import socketserver
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Talk(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        """Answer one line after the other, until the client leaves."""
        self._say(b"* OK ready")
        for line in self.rfile:
            tag, _space, words = line.strip().partition(b" ")
            self.server.said.append(words.decode())
            self._answer(words.upper())
            self._say(tag + (b" NO no" if self._is_refused(words) else b" OK done"))

    def _is_refused(self, words: bytes) -> bool:
        return words.upper().startswith(b"LOGIN") and b"secret" not in words

    def _answer(self, command: bytes) -> None:
        if command == b"CAPABILITY":
            self._say(b"* CAPABILITY IMAP4rev1")
        elif command.startswith(b"SELECT"):
            self._say(b"* %d EXISTS" % len(self.server.mails))
        elif command.startswith(b"UID SEARCH"):
            unseen = sorted(set(self.server.mails) - self.server.seen)
            self._say(b" ".join([b"* SEARCH", *(b"%d" % uid for uid in unseen)]))
        elif found := re.match(rb"UID FETCH (\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)", command):
            raw = self.server.mails[int(found[1])][: int(found[2])]
            head = b"* 1 FETCH (UID %s BODY[]<0> {%d}\r\n" % (found[1], len(raw))
            self.wfile.write(head + raw + b")\r\n")
        elif found := re.match(rb"UID STORE (\d+) \+FLAGS \(\\SEEN\)", command):
            self.server.seen.add(int(found[1]))

    def _say(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")


class Server(socketserver.ThreadingTCPServer):
    """The mails by their number, which were seen, and what clients said."""

    daemon_threads = True

    def __init__(self, mails: dict[int, bytes]) -> None:
        """Listen at a free port of this machine."""
        super().__init__(("127.0.0.1", 0), _Talk)
        self.mails, self.seen, self.said = mails, set[int](), list[str]()

    @property
    def port(self) -> int:
        """The port at which it listens."""
        return int(self.server_address[1])


@contextmanager
def serving(mails: dict[int, bytes]) -> Iterator[Server]:
    """Serve these mails until the context is left."""
    with Server(mails) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
