"""The address of a database, as `--data` may give it; its password goes no further than here.

`postgresql://user@host/db?table=observations`: what SQLAlchemy takes, and besides `table=` (may be
`schema.table`; `observations` where nothing is said) or `query=` (a SELECT). A password in the
address is moved to the environment of this process, where its children find it too: pages,
notebooks and logs only ever see the address without it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode

from finkit.credentials import is_secret
from finkit.errors import UsageError, quoted
from finkit.gate.characters import is_text

PASSWORD = "FINKIT_DATABASE_PASSWORD"
"""The variable that holds the password, unless the driver's own ways (PGPASSWORD, .pgpass) do."""

_PARTS = re.compile(
    r"(?P<scheme>[\w+]+)://(?:(?P<user>[^:/@?]*):(?P<password>[^?]*)@)?(?P<rest>.*)"
)
_PLACE = re.compile(r"(?:[^:/@?]*@)?(?:\[[^\]/?]*\]|[^:/@?]*)(?::\d+)?(?:/[^?]*)?")
_SECRETS = ("password", "passwd", "pwd", "sslpassword")
_OURS = ("table", "query")
_TABLE = "observations"


class Address(NamedTuple):
    """An address taken apart: what SQLAlchemy gets, and the table or query to read."""

    url: str
    table: str
    query: str


def settled(address: str) -> str:
    """The address without a password, which this process keeps; a relative file made absolute.

    Raises `UsageError`, without repeating the address, where it cannot be taken apart.

    >>> settled("postgresql://bureau@db.local/finance?table=obs")
    'postgresql://bureau@db.local/finance?table=obs'
    """
    match = _PARTS.fullmatch(address.strip())
    if match is None or not is_text(address):
        raise _unreadable()
    place, _, options = match["rest"].partition("?")
    given = dict(parse_qsl(options, keep_blank_values=True))
    user = f"{match['user']}@" if match["user"] else ""
    if not _PLACE.fullmatch(place) or any("@" in name for name in given):
        raise _unreadable()
    if "pwd=" in given.get("odbc_connect", "").lower():
        raise UsageError("数据库地址的 odbc_connect 里有密码", advice=f"请改用环境变量 {PASSWORD}")
    if found := next((name for name in given if name not in _SECRETS and is_secret(name)), ""):
        raise UsageError(
            f"数据库地址里的{quoted(found)}像密钥", advice=f"请改用环境变量 {PASSWORD}"
        )
    secrets = [unquote(match["password"] or ""), *(given.pop(name, "") for name in _SECRETS)]
    for secret in filter(None, secrets):
        os.environ[PASSWORD] = secret
    if match["scheme"].split("+")[0] == "sqlite" and place not in ("", "/", "/:memory:"):
        place = "/" + Path(place.removeprefix("/")).resolve().as_posix()
    return f"{match['scheme']}://{user}{place}{_query(given)}"


def _unreadable() -> UsageError:
    advice = "写作 postgresql://用户@主机/库?table=表；密码里的 @ : / ? 要写成 %40 %3A %2F %3F"
    return UsageError("数据库地址写法不对", advice=advice)


def _query(given: Mapping[str, str]) -> str:
    return f"?{urlencode(given, quote_via=quote)}" if given else ""


def parse(address: str) -> Address:
    """A settled address taken apart. Raises `UsageError` for both a table and a query."""
    url, _, options = address.partition("?")
    given = dict(parse_qsl(options, keep_blank_values=True))
    table, query = given.pop("table", ""), given.pop("query", "").strip().rstrip(";")
    if table and query:
        raise UsageError("数据库地址里 table 和 query 只写一个")
    if query and not re.match(r"(?i)(select|with)\b", query):
        raise UsageError("query 只能是 SELECT 查询")
    return Address(url + _query(given), table or ("" if query else _TABLE), query)


def password() -> str:
    """The password this process keeps, or was given by its environment ("" for none)."""
    return os.environ.get(PASSWORD, "")


def masked(text: str) -> str:
    """A driver's message without the password, should it repeat it."""
    secret = password()
    return text.replace(secret, "***").replace(quote(secret), "***") if secret else text
