"""A database table or query of the contract's shape, by SQLAlchemy.

Values are taken as the driver gives them and written as text digit for digit: a `numeric` keeps its
digits, a floating number its shortest exact text. Read in batches, in a transaction that is never
committed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.engine import URL, Connection, Engine

from finkit.errors import DataError, UsageError, did_you_mean, one_line, quoted
from finkit.readers.address import masked, parse, password
from finkit.readers.arrow import blank, of_texts
from finkit.readers.county_codes import with_plain_codes
from finkit.readers.raw import RawTable, one_chunk, texts_of, type_of, with_plain_names

_BATCH = 50_000
_MOST_SAID = 160
# SQLAlchemy's own choice for these is an older driver.
_DRIVERS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
_EXTRA = "pip install 'finkit[sql]'"


class Database:
    """A database open for reading; closed at the end of its `with`."""

    def __init__(self, address: str) -> None:
        """Connects. Raises `UsageError` in one line for anything that stands in the way."""
        asked = parse(address)
        self._table, self._query = asked.table, asked.query
        url = _url(asked.url)
        self._where = f"{url.get_backend_name()} 数据库{quoted(_name(url))}"
        self._engine = self._made(url)
        self._connection = self._connected()

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()
        self._engine.dispose()

    def _made(self, url: URL) -> Engine:
        try:
            return sa.create_engine(url, poolclass=sa.NullPool)
        except exc.NoSuchModuleError as error:
            advice = "数据库如 postgresql://、sqlite://，别处的文件如 s3://"
            raise UsageError(f"不认识的地址{quoted(url.drivername)}", advice=advice) from error
        except ModuleNotFoundError as error:
            advice = _EXTRA if error.name == "psycopg" else "用 pip 装上它"
            what = f"缺少数据库驱动 {error.name}"
            raise UsageError(what, where=self._where, advice=advice) from error

    def _connected(self) -> Connection:
        try:
            connection = self._engine.connect()
        except exc.SQLAlchemyError as error:
            advice = "核对主机、端口、用户；密码用 PGPASSWORD、.pgpass 或 FINKIT_DATABASE_PASSWORD"
            what = f"数据库连不上（{_reason(error)}）"
            raise UsageError(what, where=self._where, advice=advice) from error
        read_only = {"postgresql_readonly": True} if connection.dialect.name == "postgresql" else {}
        return connection.execution_options(stream_results=True, **read_only)

    def observations(self) -> RawTable:
        """The table or query that the address names."""
        if self._query:
            # Drivers take a % for the mark of a parameter, of which a user's query has none.
            where = f"{self._where}的查询"
            return with_plain_codes(self._read(self._query, where, no_parameters=True))
        schema, name = self._split()
        if not self._has(schema, name):
            raise UsageError(
                f"没有表{quoted(self._table)}", where=self._where, advice=self._tables(schema, name)
            )
        where = f"{self._where}的表{quoted(self._table)}"
        return with_plain_codes(self._read(self._select(schema, name), where))

    def rows(self, name: str, needed: tuple[str, ...]) -> list[dict[str, str]]:
        """The rows of an optional side table beside the observations; none if there is none."""
        schema = self._split()[0]
        if self._query or not self._has(schema, name):
            return []
        where = f"{self._where}的表{quoted(name)}"
        table = self._read(self._select(schema, name), where)
        missing = [column for column in needed if column not in table.columns]
        if missing:
            raise DataError(f"缺少列 {'、'.join(missing)}", where=where)
        columns = [column.to_pylist() for column in table.columns.values()]
        return [dict(zip(table.columns, row, strict=True)) for row in zip(*columns, strict=True)]

    def _split(self) -> tuple[str | None, str]:
        schema, dot, name = self._table.rpartition(".")
        return (schema if dot else None), name

    def _has(self, schema: str | None, name: str) -> bool:
        inspector = sa.inspect(self._connection)
        return inspector.has_table(name, schema=schema)

    def _tables(self, schema: str | None, name: str) -> str:
        inspector = sa.inspect(self._connection)
        try:
            held = [*inspector.get_table_names(schema), *inspector.get_view_names(schema)]
        except exc.SQLAlchemyError:
            held = []
        shown = "、".join(held[:8]) + (f" 等{len(held)}个" if len(held) > 8 else "")
        return did_you_mean(name, held) or (f"有：{shown}" if held else "库里没有表")

    def _select(self, schema: str | None, name: str) -> str:
        """Every row, in the order of the primary key if there is one: the same each time."""
        quote = self._connection.dialect.identifier_preparer.quote
        table = f"{quote(schema)}.{quote(name)}" if schema else quote(name)
        key = sa.inspect(self._connection).get_pk_constraint(name, schema)
        order = ", ".join(map(quote, key.get("constrained_columns") or ()))
        return f"SELECT * FROM {table}" + (f" ORDER BY {order}" if order else "")

    def _read(self, statement: str, where: str, *, no_parameters: bool = False) -> RawTable:
        try:
            how = {"no_parameters": no_parameters}
            result = self._connection.exec_driver_sql(statement, execution_options=how)
            names = list(result.keys())
            repeated = {name for name in names if names.count(name) > 1}
            if repeated:
                raise DataError(f"列名重复：{'、'.join(sorted(repeated))}", where=where)
            chunks: list[list[pa.Array]] = [[] for _ in names]
            rows = 0
            for batch in result.partitions(_BATCH):
                rows += len(batch)
                for number, cells in enumerate(zip(*batch, strict=True)):
                    chunks[number].append(_array(names[number], cells, where))
        except exc.SQLAlchemyError as error:
            raise UsageError(f"查询不成功（{_reason(error)}）", where=where) from error
        return with_plain_names(
            RawTable(
                columns=dict(zip(names, map(_whole, names, chunks), strict=True)),
                rows=rows,
                name=where,
                place=lambda row: f"{where}第{row + 1}行",
            )
        )


def _url(text: str) -> URL:
    try:
        url = sa.make_url(text)
    except (exc.ArgumentError, ValueError) as error:
        raise UsageError("数据库地址写法不对", advice="如 postgresql://用户@主机/库") from error
    if url.get_backend_name() == "sqlite" and url.database and not Path(url.database).is_file():
        # SQLite would make an empty one.
        raise UsageError("没有这个数据库文件", where=url.database)
    url = url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))
    return url.set(password=password()) if password() and url.host else url


def _name(url: URL) -> str:
    name = Path(url.database or "").name
    return f"{url.host}/{name}" if url.host else name


def _reason(error: exc.SQLAlchemyError) -> str:
    """The driver's own words, on one line and without the password."""
    lines = str(getattr(error, "orig", None) or error).strip().splitlines()
    said = masked(one_line(" ".join(lines[:2]))) or type(error).__name__
    return f"{said[:_MOST_SAID]}…" if len(said) > _MOST_SAID else said


def _array(name: str, cells: Sequence[Any], where: str) -> pa.Array:
    return of_texts(type_of(name), list(texts_of(name, cells, where)))


def _whole(name: str, chunks: list[pa.Array]) -> pa.Array:
    return one_chunk(pa.chunked_array(chunks)) if chunks else blank(type_of(name), 0)
