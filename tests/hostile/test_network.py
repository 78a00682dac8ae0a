"""Reaching for the network and for services of this machine (29 of the list of attacks)."""

import contextlib
import socket
import threading
import time

import pytest
from hostile import attack
from world import MARK

# Ports and names of services that really listen while the class is graded.
PORT, NAME = "@PORT@", f"{MARK}-service"
REACHING = {
    "TCP to a service on this machine": f'socket.create_connection(("127.0.0.1", {PORT}), 5)',
    "TCP over IPv6": f'socket.create_connection(("::1", {PORT}), 5)',
    "UDP to a service on this machine": (
        f'socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", {PORT}))'
    ),
    "TCP to the world": 'socket.create_connection(("192.0.2.1", 80), 5)',
    "the name service": 'socket.getaddrinfo("example.org", 80)',
    "a raw packet": "socket.socket(socket.AF_PACKET, socket.SOCK_RAW)",
    "netlink": "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)",
    "an abstract socket": f'socket.socket(socket.AF_UNIX).connect("\\0{NAME}")',
    "a named socket": 'socket.socket(socket.AF_UNIX).connect("@SUBMITTED@/../service.sock")',
    "a download": 'urllib.request.urlopen("http://127.0.0.1:@PORT@/", timeout=5).read()',
    "a data set": 'torch.hub.download_url_to_file("http://127.0.0.1:@PORT@/x", "x")',
    "a server of its own": 'socket.create_server(("127.0.0.1", 0))',
}


class Services:
    """Services on loopback that remember who came."""

    def __init__(self):
        self.visits = []
        self.tcp = socket.create_server(("127.0.0.1", 0))
        self.port = self.tcp.getsockname()[1]
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", self.port))
        self.abstract = socket.socket(socket.AF_UNIX)
        self.abstract.bind(f"\0{NAME}")
        self.abstract.listen()
        self.sockets = [self.tcp, self.udp, self.abstract]

    def named(self, path):
        """One more, with a place in the file system."""
        service = socket.socket(socket.AF_UNIX)
        service.bind(str(path))
        service.listen()
        path.chmod(0o777)
        self.sockets.append(service)

    def serve(self):
        """Wait for visitors."""
        for service in self.sockets:
            threading.Thread(target=self._wait, args=(service,), daemon=True).start()

    def _wait(self, service):
        try:
            if service is self.udp:
                self.visits.append(service.recvfrom(16))
            else:
                visitor, address = service.accept()
                visitor.close()
                self.visits.append(address)
        except OSError:
            pass  # closed: nobody came

    def close(self):
        """End them all."""
        for service in self.sockets:
            with contextlib.suppress(OSError):
                service.shutdown(socket.SHUT_RDWR)
            service.close()


# An attack for each way out: right if somebody answers.
ATTACKS = [
    attack(
        *(29, name),
        code_double=f"""
        import socket, urllib.request
        def double(x):
            {code}
            return 2 * x
        """,
        double="raised",
        says="raised",
    )
    for name, code in REACHING.items()
]
OPENED = []


def prepare(submitted):
    """Open the services, and tell the attacks where they are."""
    services = Services()
    OPENED.append(services)
    services.named(submitted.parent / "service.sock")
    services.serve()
    for one in ATTACKS:
        path = submitted / str(one) / "tiny" / "tiny.ipynb"
        path.write_text(path.read_text().replace(PORT, str(services.port)))


@pytest.fixture(scope="module", autouse=True)
def services(graded):
    (opened,) = OPENED
    yield opened
    opened.close()


@pytest.mark.parametrize("attack", ATTACKS, ids=str)
def test_there_is_no_way_out(graded, attack):
    """Whoever reaches for the network gets an ordinary error, and the exercise is lost."""
    graded.check(attack)


def test_somebody_was_there_and_nobody_came(services):
    """No service of this machine was visited, in a class that knew where they listen."""
    assert services.visits == []
    with socket.create_connection(("127.0.0.1", services.port), 5):
        while not services.visits:
            time.sleep(0.01)


def test_the_neighbours_have_their_scores(graded):
    """Nobody near them loses a point."""
    graded.check_neighbours()


def test_nothing_outside_has_changed(graded):
    """Nobody listens who did not listen before."""
    graded.check_world()
