"""Passwords, tokens and keys in an address: kept by this process and its children, told to nobody.

What is kept, shown or logged is the address without them; what is opened is the whole.
"""

from __future__ import annotations

import json
import os
import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

KEPT = "FINKIT_CREDENTIALS"
"""The variable in which children find them: a JSON object, the whole address by the bare one."""

_MASK = "***"
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_SECRET_WORDS = frozenset(
    [
        *("password", "passwd", "passphrase", "pwd", "pass", "secret", "token", "accesstoken"),
        *("key", "apikey", "accesskey", "accesskeyid", "keyid", "ak", "sk", "authkey"),
        *("sig", "sign", "signature", "credential", "credentials", "auth", "authorization"),
        *("sas", "jwt", "session", "sessionid", "securitytoken"),
    ]
)
_LOOKS_SECRET = re.compile(r"(?=[^=]*\d)(?=[^=]*[A-Za-z])[A-Za-z0-9+/_\-.~%]{24,}={0,2}")
_SHORTEST = 3
_USER = re.compile(r"(?<=:/)(/?[^\s/@:?#]*):[^\s/@]+@")
_PAIR = re.compile(r"\b([\w.-]+)=([^\s&#；，。：」）]+)")


def is_secret(name: str, value: str = "") -> bool:
    """Whether a parameter looks like a password, token or key, by its name or by its value.

    >>> is_secret("X-Amz-Signature"), is_secret("accessToken"), is_secret("keepalives")
    (True, True, False)
    >>> is_secret("id", "2024"), is_secret("v", "8f14e45fceea167a5a36dedd4bea2543")
    (False, True)
    """
    words = {word.lower() for word in _WORD.findall(name)}
    return bool(words & _SECRET_WORDS) or bool(_LOOKS_SECRET.fullmatch(value))


def bare(address: str, *, by_value: bool = True) -> str:
    """The address without its secrets; with `by_value=False` those only that their names tell.

    >>> bare("https://bureau:pa55@data.example/county.csv?year=2024&token=abc#x")
    'https://bureau@data.example/county.csv?year=2024'
    >>> bare("s3://bucket/data")
    's3://bucket/data'
    >>> bare("https://a.gov.cn/n?id=a1b2c3d4e5f6a7b8c9d0e1f2", by_value=False)
    'https://a.gov.cn/n?id=a1b2c3d4e5f6a7b8c9d0e1f2'
    """
    try:
        parts = urlsplit(address)
        given = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:  # no address after all
        return address
    user, at, place = parts.netloc.rpartition("@")
    told = [(name, value) for name, value in given if not is_secret(name, value * by_value)]
    name, colon, _ = user.partition(":")
    if not colon and len(told) == len(given):
        return address
    netloc = f"{name}{at}{place}" if name else place
    query = parts.query if len(told) == len(given) else urlencode(told)
    return urlunsplit((parts.scheme, netloc, parts.path, query, ""))


def remembered(address: str) -> str:
    """The address without its secrets, which this process and its children keep from here on.

    >>> remembered("https://bureau:pa55word@data.example/county.csv")
    'https://bureau@data.example/county.csv'
    >>> whole("https://bureau@data.example/county.csv")
    'https://bureau:pa55word@data.example/county.csv'
    """
    found = bare(address)
    if found != address:
        os.environ[KEPT] = json.dumps(_kept() | {found: address})
    return found


def whole(address: str) -> str:
    """The address as it was given, with the secrets that this process keeps of it."""
    return _kept().get(address, address)


def stripped(text: str) -> str:
    """A message without the passwords and tokens of the addresses that stand in it.

    >>> stripped("没有这个文件：https://bureau:pa55@data.example/x.csv?year=2024&token=abc")
    '没有这个文件：https://bureau@data.example/x.csv?year=2024&token=***'
    >>> stripped("没有叫「临逃县」的县区")
    '没有叫「临逃县」的县区'
    """
    if "=" in text:
        text = _PAIR.sub(lambda pair: _masked_pair(pair[1], pair[2]), text)
    return _USER.sub(r"\1@", text) if ":" in text else text


def _masked_pair(name: str, value: str) -> str:
    return f"{name}={_MASK if is_secret(name) else value}"


def masked(text: str) -> str:
    """A message without the secrets that this process keeps, should it repeat one, and without
    those of any address in it.

    >>> _ = remembered("https://bureau:pa55word@data.example/")
    >>> masked("401 for bureau:pa55word")
    '401 for bureau:***'
    """
    text = stripped(text)
    for secret in sorted(_secrets(), key=len, reverse=True):
        text = text.replace(secret, _MASK)
    return text


def _secrets() -> set[str]:
    found: set[str] = set()
    for address in _kept().values():
        parts = urlsplit(address)
        found.add(parts.netloc.rpartition("@")[0].partition(":")[2])
        raw = (pair.partition("=") for pair in parts.query.split("&"))
        found |= {value for name, _, value in raw if is_secret(unquote(name), unquote(value))}
    spelled = found | {unquote(secret) for secret in found}
    return {secret for secret in spelled if len(secret) >= _SHORTEST}


def _kept() -> dict[str, str]:
    try:
        kept = json.loads(os.environ.get(KEPT, "{}"))
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}
