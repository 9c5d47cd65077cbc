"""Which addresses may be connected to: public ones, looked at through every form that hides another."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

__all__ = ["is_public"]

_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
"""Translation prefixes (RFC 6052, RFC 8215): the last 32 bits are an IPv4 address."""
_COMPATIBLE = IPv6Network("::/96")
"""IPv4-compatible addresses (RFC 4291, given up): the same."""


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet, and so is every address that it wraps.

    Private, loopback, link-local, shared (CGNAT), multicast, reserved and documentation ranges are not; nor is an
    IPv4-mapped, NAT64, 6to4 or Teredo form of one of them.
    """
    try:
        found = ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    return all(x.is_global and not x.is_multicast and not x.is_reserved for x in _unwrapped(found))


def _unwrapped(address: IPv4Address | IPv6Address) -> list[IPv4Address | IPv6Address]:
    """The address to judge, or the ones inside it."""
    if isinstance(address, IPv4Address):
        return [address]
    if any(address in network for network in (*_NAT64, _COMPATIBLE)):
        return [IPv4Address(int(address) & 0xFFFFFFFF)]
    if address.ipv4_mapped is not None:
        return [address.ipv4_mapped]
    if address.sixtofour is not None:
        return [address.sixtofour]
    if address.teredo is not None:
        return list(address.teredo)
    return [address]
