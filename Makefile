# Two commands: `make report` (the sample batch) and `make test`. Both build .venv first.
# `make help` lists the others.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

COUNTY ?= 临洮县
PERIOD ?= 2024-02
KIND ?= bulletin
INPUTS ?= 20000
SEED ?= 1
TEST ?= tests/indicators/test_growth.py

.PHONY: help report test stress lint docs pictures demo one county check profile bench fuzz audit clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

report: $(VENV)/.installed ## the sample batch: outputs/index.html
	$(BIN)/finkit batch params/demo.yaml

test: $(VENV)/.installed-dev lint ## lint, types, all tests
	$(BIN)/pytest -n auto

stress: $(VENV)/.installed-dev ## imports and batches killed, power lost, bits flipped: by the hundred
	FINKIT_STRESS=1 $(BIN)/pytest tests/ledger tests/verify/test_flips.py tests/test_batch_kills.py \
	  tests/test_store_faults.py
	FINKIT_FAULT_ROUNDS=200 $(BIN)/pytest tests/test_faults.py -k disturbed

audit: ## the pinned versions against the known advisories (needs a network)
	test -x $(VENV)-audit/bin/pip-audit || { $(PYTHON) -m venv $(VENV)-audit && \
	  $(VENV)-audit/bin/pip install --quiet pip-audit; }
	$(VENV)-audit/bin/pip-audit -r constraints.txt --no-deps --disable-pip

lint: $(VENV)/.installed-dev ## style and types alone
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/.installed-dev ## docs/ of the declarations; outputs/docs/: names and charts of the bench
	$(BIN)/python -m tools.reference
	$(BIN)/python -m tools.cells
	$(BIN)/python -m tools.dependencies
	$(BIN)/python -m tools.pages
	$(BIN)/finkit export --schema > docs/figures.schema.json

pictures: $(VENV)/.installed-dev ## the pictures of the README, of the sample (needs Chromium)
	$(BIN)/python -m tools.pictures

demo: $(VENV)/.installed ## 示例县 of the sample, made anew of tools/demo/ (演示数据)
	$(BIN)/python -m tools.demo_county

one: $(VENV)/.installed-dev ## one test file: make one TEST=tests/checks/test_reach.py
	@test -n "$(TEST)" || { echo "TEST=tests/…"; exit 2; }
	$(BIN)/pytest $(TEST)

county: $(VENV)/.installed ## one report: make county COUNTY=大姚县 PERIOD=2024-04 KIND=work_report
	$(BIN)/finkit report --county $(COUNTY) --period $(PERIOD) --kind $(KIND)

check: $(VENV)/.installed ## what the checks find: make check DATA=ledger.parquet
	$(BIN)/finkit check --data "$(DATA)" || test $$? = 1

profile: $(VENV)/.installed ## where the time of one report goes
	$(BIN)/python -m cProfile -s cumulative -m finkit.cli report --county $(COUNTY) \
	  --period $(PERIOD) --kind $(KIND) --out outputs/profile | sed -n 1,60p

bench: $(VENV)/.installed-dev ## what everything costs, beside the plain way
	$(BIN)/python -m benchmarks

fuzz: $(VENV)/.installed-dev ## every reader fed with broken samples: make fuzz INPUTS=1000 SEED=2
	$(BIN)/python -m tools.fuzz --inputs $(INPUTS) --seed $(SEED)

# The template is copied to where nbconvert looks for it: a changed one is installed anew.
$(VENV)/.installed: pyproject.toml constraints.txt $(wildcard finkit/render/template/*)
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -c constraints.txt -e .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev]'
	touch $@

clean: ## away with what was made
	rm -rf $(VENV) outputs .pytest_cache .mypy_cache .ruff_cache
