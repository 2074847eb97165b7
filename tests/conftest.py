"""Tables written as tests read: one line an observation."""

from __future__ import annotations

import logging
import os
import re
import uuid
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import settings

from finkit.counties import County
from finkit.dataset import Dataset, open_dataset
from finkit.figures.figure import Figure, Subject
from finkit.figures.figure_set import FigureSet
from finkit.figures.quantity import Quantity
from finkit.indicators import declared
from finkit.ledger.county_book import SeriesKey
from finkit.periods import Period

# How fast a machine is at the moment is no matter of these tests.
settings.register_profile(
    "unhurried", deadline=None, max_examples=int(os.environ.get("FINKIT_EXAMPLES", "100"))
)
settings.load_profile("unhurried")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints the tables that tests record, from whichever process."""
    for report in (one for key in ("passed", "failed") for one in terminalreporter.getreports(key)):
        for name, table in getattr(report, "user_properties", ()):
            if name == "table":
                terminalreporter.write_line(f"\n{report.nodeid}\n{table}")


HEADER = "county_code,county,period,basis,item,parent_item,measure,value,unit,source"
Write = Callable[..., Path]
Open = Callable[..., "Opened"]


class Opened:
    """A data set of one county, asked by item and indicator."""

    def __init__(self, data: Dataset) -> None:
        self.data = data

    def figures(self, period: str, code: str = "621124") -> FigureSet:
        return FigureSet(self.data.calculator.figures(code, Period.parse(period)))

    def figure(
        self, indicator: str, period: str, item: str = "", of_item: str | None = None
    ) -> Figure:
        found = [
            figure
            for figure in self.figures(period)
            if figure.indicator == indicator
            and item in ("", figure.item)
            and of_item in (None, figure.of_item)
        ]
        assert len(found) == 1, f"{len(found)} figures of {indicator} {item} {of_item}"
        return found[0]


def figure(value: Decimal | None, unit: str, indicator: str = "amount", of: str = "") -> Figure:
    """A figure of 临洮县's taxes, without inputs."""
    county = County("621124", "临洮县", "甘肃省")
    subject = Subject(county, "2024-02", SeriesKey("税收收入", "", "cumulative", "", ""), "")
    quantity = Quantity(value, unit, (), "" if value is not None else "缺", of)
    return Figure("id", subject, declared(indicator), quantity)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes rows `period basis item parent measure value unit` of 临洮县 as a CSV file."""

    def to_file(*rows: str, name: str = "observations.csv", header: str = HEADER) -> Path:
        path = tmp_path / name
        path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        return path

    return to_file


_SMALL = re.compile(r"-?\d{1,3}")


def row(text: str) -> str:
    """`2024-02 cumulative 税收收入 actual 120 万元` as a row of 临洮县; `项目<上级` gives a parent.

    Small whole 万元 are booked to the 元 (120.0000): exact, as rates need it.
    """
    period, basis, item, measure, value, unit = text.split()
    if unit == "万元" and _SMALL.fullmatch(value):
        value = f"{value}.0000"
    name, _, parent = item.partition("<")
    return f"621124,临洮县,{period},{basis},{name},{parent},{measure},{value},{unit},表一"


@pytest.fixture
def county(write: Write) -> Open:
    """A data set of 临洮县 out of lines as `row` reads them."""

    def opened(*lines: str) -> Opened:
        return Opened(open_dataset(write(*map(row, lines))))

    return opened


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An object store of this test alone, on loopback; gives the address of its bucket."""
    server = pytest.importorskip("moto.server", reason="要装 finkit[dev]（moto）")
    s3fs = pytest.importorskip("s3fs", reason="要装 finkit[s3]")
    # Each request as a line on stderr is of no use here.
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    s3fs.S3FileSystem.clear_instance_cache()
    bucket = f"reports-{uuid.uuid4().hex}"  # moto keeps what it has as long as the process lives
    s3fs.S3FileSystem().mkdir(bucket)
    yield f"s3://{bucket}"
    s3fs.S3FileSystem.clear_instance_cache()
    running.stop()
