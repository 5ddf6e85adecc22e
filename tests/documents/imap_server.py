"""A mail server for the tests: as much of IMAP4rev1 as a reader of letters asks for, on a port of this machine."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Mailbox:
    """Letters by number. ``validity`` is the server's UIDVALIDITY; ``breaks_after``: the line goes dead after so many
    letters were handed out."""

    letters: dict[int, bytes] = field(default_factory=dict)
    password: str = "mat-khau"
    validity: int = 7
    breaks_after: int = -1
    seen: set[int] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.say(b"* OK ready")
        while line := self.rfile.readline():
            tag, _, rest = line.decode().strip().partition(" ")
            self.server.box.asked.append(rest)
            if not self.answer(tag, rest):
                return

    def say(self, *lines: bytes) -> None:
        for line in lines:
            self.wfile.write(line + b"\r\n")

    def answer(self, tag: str, asked: str) -> bool:
        box: Mailbox = self.server.box
        word = asked.split(maxsplit=1)[0].upper()
        done = f"{tag} OK done".encode()
        if word == "CAPABILITY":
            self.say(b"* CAPABILITY IMAP4rev1")
        elif word == "LOGIN" and f'"{box.password}"' not in asked:
            done = f"{tag} NO sai mat khau".encode()
        elif word == "SELECT":
            self.say(f"* {len(box.letters)} EXISTS".encode(), f"* OK [UIDVALIDITY {box.validity}] x".encode())
        elif asked.upper().startswith("UID SEARCH"):
            first = re.search(r"UID (\d+):", asked[4:])
            found = [uid for uid in box.letters if not first or uid >= int(first[1])] or list(box.letters)[-1:]
            self.say(("* SEARCH " + " ".join(map(str, found))).encode())
        elif asked.upper().startswith("UID FETCH"):
            return self.fetch(int(asked.split()[2]), "SIZE" in asked) and not self.say(done)
        elif asked.upper().startswith("UID STORE"):
            box.seen.add(int(asked.split()[2]))
        elif word == "LOGOUT":
            self.say(b"* BYE", done)
            return False
        self.say(done)
        return True

    def fetch(self, uid: int, size: bool) -> bool:
        box: Mailbox = self.server.box
        data = box.letters[uid]
        if size:
            self.say(f"* 1 FETCH (UID {uid} RFC822.SIZE {len(data)})".encode())
            return True
        if box.breaks_after == 0:
            return False
        box.breaks_after -= 1
        self.say(f"* 1 FETCH (UID {uid} BODY[] {{{len(data)}}}".encode())
        self.wfile.write(data + b")\r\n")
        return True


@contextmanager
def serving(box: Mailbox) -> Iterator[int]:
    """Serve the mailbox; gives the port."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Session) as server:
        server.daemon_threads = True
        server.box = box
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
