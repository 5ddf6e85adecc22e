"""The services of the invented authority on this machine: an OCSP responder and a list of revoked certificates."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import OCSPNonce, ocsp

from tests.signatures import authority as ca
from tests.signatures.authority import Holder


@dataclass
class Services:
    """``revoked`` are the serial numbers of certificates that were taken back at the beginning; ``silent``: every call
    fails. ``calls`` are the paths that were asked for."""

    address: str = ""
    revoked: set[int] = field(default_factory=set)
    known: dict[int, Holder] = field(default_factory=dict)
    silent: bool = False
    garbled: bool = False
    calls: list[str] = field(default_factory=list)

    def issue(self, name: str, *, way: str) -> Holder:
        """A person whose certificate names these services: ``way`` is "ocsp" or "crl"."""
        place = {"responder": f"{self.address}/ocsp"} if way == "ocsp" else {"lists": f"{self.address}/an-phuoc.crl"}
        holder = ca.issue(name, "Sở Khoa học và Công nghệ tỉnh An Phước", ca.root(), **place)
        self.known[holder.certificate.serial_number] = holder
        return holder

    def take_back(self, holder: Holder) -> None:
        self.revoked.add(holder.certificate.serial_number)

    def list_of_revoked(self) -> bytes:
        taken = tuple(self.known[serial] for serial in self.revoked)
        return bytes(ca.revocations(ca.root(), taken).dump())

    def answer(self, asked: bytes) -> bytes:
        """The answer to an OCSP request, signed by the authority itself."""
        request, now = ocsp.load_der_ocsp_request(asked), datetime.now(UTC)
        holder, revoked = self.known[request.serial_number], request.serial_number in self.revoked
        builder = ocsp.OCSPResponseBuilder().add_response(
            cert=holder.certificate,
            issuer=ca.root().certificate,
            algorithm=hashes.SHA1(),
            cert_status=ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD,
            this_update=now - timedelta(minutes=1),
            next_update=now + timedelta(days=1),
            revocation_time=ca.BEGIN if revoked else None,
            revocation_reason=None,
        )
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, ca.root().certificate)
        for extension in request.extensions:
            if isinstance(extension.value, OCSPNonce):
                builder = builder.add_extension(extension.value, critical=False)
        return builder.sign(ca.root().key, hashes.SHA256()).public_bytes(Encoding.DER)


@contextmanager
def running() -> Iterator[Services]:
    """The services, on a port of this machine until the block ends."""
    services = Services()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send("application/pkix-crl", services.list_of_revoked)

        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            self._send("application/ocsp-response", lambda: services.answer(asked))

        def _send(self, kind: str, make) -> None:
            services.calls.append(self.path)
            if services.silent:
                self.send_error(503)
                return
            body = b"no such thing" if services.garbled else make()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    services.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield services
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
