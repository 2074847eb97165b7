"""A database as the data: SQLite by its address, and a real PostgreSQL started for the tests."""

from __future__ import annotations

import csv
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from finkit import cli
from finkit.addresses import is_address
from finkit.dataset import absolute, open_dataset
from finkit.errors import DataError, FinkitError, UsageError
from finkit.periods import Period
from finkit.readers.address import PASSWORD, parse, settled
from finkit.samples import folders

PUBLISHED = next(folder for folder in folders() if folder.name == "published")
SECRET = "g3heim/Wort"
ENCODED = "g3heim%2FWort"
Rows = list[dict[str, str]]


@pytest.fixture(autouse=True)
def no_password_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(PASSWORD, "")
    yield
    os.environ.pop(PASSWORD, None)


def table(name: str) -> Rows:
    with (PUBLISHED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def put(
    connection: sa.Connection, name: str, rows: Rows, types: dict[str, str] | None = None
) -> None:
    columns = list(rows[0])
    kinds = ", ".join(f'"{c}" {(types or {}).get(c, "text")}' for c in columns)
    connection.execute(sa.text(f"CREATE TABLE {name} ({kinds})"))
    marks = ", ".join(f":{c}" for c in columns)
    connection.execute(sa.text(f"INSERT INTO {name} VALUES ({marks})"), rows)


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    path = tmp_path / "县.db"
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        for name in ("observations", "sources", "published"):
            put(connection, name, table(name))
    engine.dispose()
    return f"sqlite:///{path}"


def told(*given: str) -> tuple[int, str, str]:
    """Exit code, output and complaint of the command line, in a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-m", "finkit.cli", *given], capture_output=True, text=True, check=False
    )
    return ran.returncode, ran.stdout, ran.stderr


def test_a_database_gives_what_the_folder_gives(sqlite: str) -> None:
    from_database, from_folder = open_dataset(sqlite), open_dataset(PUBLISHED)
    assert from_database.ledger.counties == from_folder.ledger.counties
    codes = [county.code for county in from_folder.ledger.counties]
    assert [from_database.ledger.digest(c, LAST) for c in codes] == [
        from_folder.ledger.digest(c, LAST) for c in codes
    ]
    assert from_database.sources == from_folder.sources
    assert from_database.printed == from_folder.printed


def test_a_query(sqlite: str) -> None:
    data = open_dataset(f"{sqlite}?query=select * from observations where county_code%3D'621124'")
    assert [county.name for county in data.ledger.counties] == ["临洮县"]
    assert data.sources == {}


def test_a_place_names_the_row(sqlite: str) -> None:
    bad = "select county_code,county,period,basis,item,measure,unit,source,'一百' as value from observations"
    with pytest.raises(DataError, match="的查询第1行：「一百」不是数字"):
        open_dataset(f"{sqlite}?query={bad}")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("?table=observation", "没有表「observation」；是否想写 observations？"),
        ("?table=sources", "缺少列 county_code"),
        ("?query=delete from observations", "query 只能是 SELECT 查询"),
        ("?query=select missing from observations", "查询不成功（no such column: missing）"),
        ("?table=observations&query=select 1", "table 和 query 只写一个"),
        ("?query=select * from observations where 1%3D0", "没有一行数据"),
    ],
)
def test_a_mistake_is_one_line(sqlite: str, asked: str, message: str) -> None:
    with pytest.raises(FinkitError) as error:
        open_dataset(sqlite + asked)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("sqlite:///nowhere.db", "没有这个数据库文件"),
        ("dbase://u@h/x", "不认识的地址「dbase」"),
        ("postgresql://u@127.0.0.1:1/x", "数据库连不上"),
        ("postgresql://u:a@b?c@h/x", "数据库地址写法不对"),
        ("postgresql://u:a?b@h/x", "数据库地址写法不对"),
    ],
)
def test_an_address_that_leads_nowhere(
    address: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=message):
        open_dataset(address)
    assert list(tmp_path.iterdir()) == []


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "finkit.readers.database", raising=False)
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    with pytest.raises(UsageError, match=r"pip install 'finkit\[sql\]'"):
        open_dataset("postgresql://u@h/x")


@pytest.mark.parametrize(
    ("address", "kept", "password"),
    [
        ("postgresql://u:p@h/x?table=t", "postgresql://u@h/x?table=t", "p"),
        ("postgresql://u:p%40q@h:5432/x", "postgresql://u@h:5432/x", "p@q"),
        ("postgresql://u:p/q@h/x", "postgresql://u@h/x", "p/q"),
        (
            "postgresql://u@h/x?password=p&sslmode=require",
            "postgresql://u@h/x?sslmode=require",
            "p",
        ),
        (
            "postgresql+psycopg://h/x?query=select 1",
            "postgresql+psycopg://h/x?query=select%201",
            "",
        ),
    ],
)
def test_the_password_is_moved_out_of_the_address(address: str, kept: str, password: str) -> None:
    assert settled(address) == kept
    assert os.environ[PASSWORD] == password


def test_addresses_and_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert absolute("sqlite:///a.db?table=t") == f"sqlite:///{tmp_path}/a.db?table=t"
    assert absolute("data") == str(tmp_path / "data")
    assert [is_address(text) for text in ("sqlite:///a.db", "a.csv", "C:\\a.csv")] == [
        True,
        False,
        False,
    ]
    assert parse("sqlite:///a.db")[1:] == ("observations", "")


def test_numbers_keep_their_digits(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    engine = sa.create_engine(f"sqlite:///{path}")
    row = "'621124','临洮县','2024-{:02}','cumulative','税收收入','actual',{},'万元','s'"
    with engine.begin() as connection:
        columns = "county_code, county, period, basis, item, measure, value, unit, source"
        connection.execute(sa.text(f"CREATE TABLE observations ({columns})"))
        for month, value in enumerate(("0.1", "'12.30'", "9007199254740993", "NULL", "1e15"), 1):
            connection.execute(
                sa.text(f"INSERT INTO observations VALUES ({row.format(month, value)})")
            )
    engine.dispose()
    [series] = open_dataset(f"sqlite:///{path}").ledger.county("621124")
    values = {p.month: str(cell.value) for (p, _), cell in series.cells.items()}
    assert values == {1: "0.1", 2: "12.30", 3: "9007199254740993", 5: "1000000000000000.0"}


# PostgreSQL itself.


def program(name: str) -> str | None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(found[-1]) if found else shutil.which(name)


def as_another_user() -> list[str]:
    """PostgreSQL will not run as root: as its own user then."""
    return [] if os.geteuid() else ["runuser", "-u", "postgres", "--"]


def unavailable() -> str:
    if not program("initdb") or not program("pg_ctl"):
        return "PostgreSQL is not installed"
    if os.geteuid() == 0:
        needed = shutil.which("runuser"), shutil.which("id")
        if (
            not all(needed)
            or subprocess.run(["id", "postgres"], capture_output=True, check=False).returncode
        ):
            return "root cannot run PostgreSQL, and there is no user postgres to run it as"
    return ""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server of its own on the loopback: `host:port/database` after `user:password@`."""
    if reason := unavailable():
        pytest.skip(reason)
    home = Path(tempfile.mkdtemp(prefix="finkit-pg-"))
    (home / "secret").write_text(SECRET, encoding="utf-8")
    if not os.geteuid():
        for path in (home, home / "secret"):
            shutil.chown(path, "postgres", "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(name: str, *given: str) -> None:
        command = [*as_another_user(), str(program(name)), "-D", str(home / "data"), *given]
        subprocess.run(command, check=True, capture_output=True, cwd=home)

    run(
        "initdb",
        "-U",
        "bureau",
        "-A",
        "scram-sha-256",
        f"--pwfile={home / 'secret'}",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
    )
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off"
    run("pg_ctl", "-w", "-l", str(home / "log"), "-o", options, "start")
    try:
        fill(f"postgresql+psycopg://bureau:{ENCODED}@127.0.0.1:{port}/postgres")
        yield f"127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-m", "immediate", "stop")
        shutil.rmtree(home)


def fill(address: str) -> None:
    engine = sa.create_engine(address)
    with engine.begin() as connection:
        put(connection, "observations", table("observations"))
        put(connection, "sources", table("sources"))
        connection.execute(sa.text("CREATE SCHEMA finance"))
        connection.execute(sa.text("CREATE SEQUENCE finance.numbers"))
        connection.execute(
            sa.text(
                "CREATE TABLE finance.obs AS SELECT county_code::int, county, period, basis, item, "
                "parent_item, measure, value::numeric(20,4), unit, source, 7 AS extra FROM observations WHERE county_code ~ '^[0-9]+$'"
            )
        )
    engine.dispose()


LAST = Period(2100, 12)


def with_password(server: str) -> str:
    return f"postgresql://bureau:{ENCODED}@{server}"


def test_postgresql_gives_what_the_folder_gives(server: str) -> None:
    ours, folder = open_dataset(with_password(server)), open_dataset(PUBLISHED)
    assert ours.ledger.counties == folder.ledger.counties
    assert ours.ledger.digest("621124", LAST) == folder.ledger.digest("621124", LAST)
    assert ours.sources == folder.sources


def test_numeric_columns_and_schemas(server: str) -> None:
    data = open_dataset(f"{with_password(server)}?table=finance.obs")
    [debt] = [s for s in data.ledger.county("450223") if s.key.item == "债务还本付息"]
    assert max(cell.value for cell in debt.cells.values()) == Decimal("26887.0359")
    # 741 rows, one of them twice.
    assert data.ledger.rows == 740


def test_a_percent_sign_in_a_query_is_the_querys_own(server: str) -> None:
    query = "select * from observations where item like '税%' and item not like '%s%(x)s%%'"
    data = open_dataset(f"{with_password(server)}?query={query}")
    items = {
        series.key.item for one in data.ledger.counties for series in data.ledger.county(one.code)
    }
    assert "税收收入" in items
    assert {item[0] for item in items} == {"税"}


def test_a_table_whose_name_has_a_percent_sign(server: str) -> None:
    engine = sa.create_engine(f"postgresql+psycopg://bureau:{ENCODED}@{server}")
    with engine.begin() as connection:
        connection.exec_driver_sql('CREATE TABLE "完成%%" AS SELECT * FROM observations')
    engine.dispose()
    assert open_dataset(f"{with_password(server)}?table=完成%25").ledger.rows > 700


def test_postgresql_is_only_read(server: str) -> None:
    with pytest.raises(UsageError, match="read-only transaction"):
        open_dataset(f"{with_password(server)}?query=select nextval('finance.numbers')")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("?table=obs", "没有表「obs」；"),
        ("?query=select county from observations", "缺少列 county_code"),
    ],
)
def test_mistakes_with_postgresql(server: str, asked: str, message: str) -> None:
    code, out, err = told("list", "--data", with_password(server) + asked)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert message in err
    assert SECRET not in err


def test_a_wrong_password_is_not_repeated(server: str) -> None:
    code, _, err = told("list", "--data", f"postgresql://bureau:{SECRET}x@{server}")
    assert (code, err.count("\n")) == (2, 1)
    assert "password authentication failed" in err
    assert SECRET not in err


def written(folder: Path) -> str:
    return "".join(p.read_text(encoding="utf-8") for p in folder.rglob("*") if p.is_file())


@pytest.mark.parametrize("engine", ["finkit", "stock"])
def test_a_report_never_holds_the_password(server: str, engine: str, tmp_path: Path) -> None:
    given = ["--county", "621124", "--period", "2024-02", "--engine", engine]
    code, out, err = told("report", *given, "--data", with_password(server), "--out", str(tmp_path))
    assert (code, err) == (0, "")
    text = written(tmp_path)
    assert f"postgresql://bureau@{server}" in text
    assert SECRET not in text + out
    assert ENCODED not in text + out


def test_a_batch_never_holds_the_password(server: str, tmp_path: Path) -> None:
    params = tmp_path / "p.yaml"
    params.write_text(
        "reports: [{counties: [临洮县, 大姚县, 留坝县], periods: [2024-02, 2024-04, 2024-05]}]"
        f"\nout: {tmp_path}/out\n",
        encoding="utf-8",
    )
    log = tmp_path / "out" / "log.jsonl"
    given = ["--data", with_password(server), "--jobs", "2", "--log", str(log)]
    _, out, err = told("batch", str(params), *given)
    pages = sorted((tmp_path / "out").glob("*/*/seal.json"))
    assert len(pages) == 3
    text = written(tmp_path / "out") + out + err
    assert SECRET not in text
    assert ENCODED not in text


def test_every_command_takes_an_address(
    server: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # As libpq has it: no password in the address at all.
    monkeypatch.setenv("PGPASSWORD", SECRET)
    address = f"postgresql://bureau@{server}"
    assert cli.main(["list", "--data", address]) == 0
    assert cli.main(["indicators", "--county", "621124", "--data", address, "--format", "csv"]) == 0
    assert cli.main(["check", "--data", address, "--format", "csv"]) == 1
    assert "凌云" not in capsys.readouterr().err
