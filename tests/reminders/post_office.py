"""Mail servers on this machine: one that takes mails, one that does at each stage what it is told to."""

import socket
import socketserver
import threading
import time
from contextlib import contextmanager
from datetime import date, timedelta

from aiosmtpd.controller import Controller

from reminders.models import OutgoingMail

STAGES = ("connect", "EHLO", "MAIL", "RCPT", "DATA", "content")
HANG, CLOSE = "hang", "close"


def write_mail(person, number=0, **fields):
    """A mail in the outbox; those of one person need different numbers."""
    fields = {"to_address": person.email, "text": "Åäö: these dates need you", "html": "<p>Åäö</p>", **fields}
    return OutgoingMail.objects.create(
        recipient=person,
        day=date(2027, 3, 1) + timedelta(days=number),
        subject=f"Mail {number}",
        message_id=f"<digest.{person.pk}.{number}@example.org>",
        **fields,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Inbox:
    """A mail server that takes every mail, each after so many seconds."""

    def __init__(self, seconds_a_mail=0.0):
        self.seconds_a_mail = seconds_a_mail
        self.received = []
        self.port = free_port()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (the library's name)
        envelope.session_peer = session.peer
        self.received.append(envelope)
        time.sleep(self.seconds_a_mail)  # noqa: ASYNC251 (it serves one after the other)
        return "250 OK"

    @contextmanager
    def open(self):
        controller = Controller(self, hostname="127.0.0.1", port=self.port)
        controller.start()
        try:
            yield self
        finally:
            controller.stop()


class Grumbler(socketserver.ThreadingTCPServer):
    """A mail server that answers as ``answers`` says at each of the ``STAGES``: a line, HANG, or CLOSE."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.answers: dict[str, str] = {}
        self.received: list[bytes] = []
        self.connections = 0
        self.is_closing = threading.Event()

    @property
    def port(self) -> int:
        return self.server_address[1]

    @contextmanager
    def open(self):
        thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield self
        finally:
            self.is_closing.set()
            self.shutdown()
            thread.join()
            self.server_close()


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.server.connections += 1
        if not self.answer("connect", "220 grumbler"):
            return
        for line in self.rfile:
            verb = line[:4].decode().upper()
            if verb == "DATA":
                if not self.answer("DATA", "354 go on"):
                    return
                if "DATA" not in self.server.answers and not self.take_content():
                    return
            elif verb == "QUIT":
                self.answer("QUIT", "221 bye")
                return
            elif not self.answer(verb, "250 fine"):
                return

    def take_content(self) -> bool:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line)
            if self.server.answers.get("content") == CLOSE:
                return False
        if not self.answer("content", "250 taken"):
            return False
        if self.server.answers.get("content", "250").startswith("250"):
            self.server.received.append(b"".join(lines))
        return True

    def answer(self, stage, usual) -> bool:
        """Whether the conversation goes on."""
        said = self.server.answers.get(stage, usual)
        if said == HANG:
            self.server.is_closing.wait(60)
            return False
        if said == CLOSE:
            return False
        self.wfile.write(said.encode() + b"\r\n")
        return not said.startswith("421")
