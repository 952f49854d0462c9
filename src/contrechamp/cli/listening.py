"""Whether a web address is free, before anything is said or started."""

import errno
import socket

from contrechamp.errors import AddressUnusable, PortTaken

_MAX_PORT = 65535


def check_address(host: str, port: int) -> None:
    """PortTaken when somebody listens there already, AddressUnusable when nobody can.

    The web server shares its port among its processes, so that the system would share it with a stranger as well:
    here it is bound once without sharing, and let go at once.
    """
    if not 1 <= port <= _MAX_PORT:
        raise AddressUnusable("There is no port {port}: ports go from 1 to 65535.", port=port)
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # what is closing does not count
            probe.bind(address)
            probe.listen(1)
    except (OSError, UnicodeError) as error:
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            raise PortTaken("Port {port} is already taken on {host}.", port=port, host=host) from None
        raise AddressUnusable("Nobody can listen on {host}, port {port}.", host=host, port=port) from None
