"""Reaching for the network and for services of this machine (29 of the list of attacks)."""

import contextlib
import socket
import threading

import pytest
from hostile import attack, grade_class
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
                self.visits.append(service.accept())
        except OSError:
            pass  # closed: nobody came

    def close(self):
        """End them all."""
        for service in self.sockets:
            with contextlib.suppress(OSError):
                service.shutdown(socket.SHUT_RDWR)
            service.close()


@pytest.fixture(scope="module")
def services():
    made = Services()
    yield made
    made.close()


def attacks(port):
    """An attack for each way out: right if somebody answers."""
    return [
        attack(
            *(29, name),
            code_double=f"""
            import socket, urllib.request
            def double(x):
                {code.replace(PORT, str(port))}
                return 2 * x
            """,
            double="raised",
            says="raised",
        )
        for name, code in REACHING.items()
    ]


@pytest.fixture(scope="module")
def graded(services, tmp_path_factory):
    def prepare(submitted):
        services.named(submitted.parent / "service.sock")
        services.serve()

    return grade_class(tmp_path_factory, attacks(services.port), prepare)


@pytest.mark.parametrize("name", REACHING)
def test_there_is_no_way_out(graded, name):
    """Whoever reaches for the network gets an ordinary error, and the exercise is lost."""
    (one,) = [a for a in attacks(0) if a.name == name]
    graded.check(one)


def test_nobody_came(graded, services):
    """No service of this machine was visited."""
    assert services.visits == []


def test_the_neighbours_have_their_scores(graded):
    """Nobody near them loses a point."""
    graded.check_neighbours()


def test_nothing_outside_has_changed(graded):
    """Nobody listens who did not listen before."""
    graded.check_world()
