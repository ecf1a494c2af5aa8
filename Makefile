# Everything that a developer types. Each target works as the very first command after cloning:
# it needs Python 3.11 or newer with pip and venv, and make.

PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
READY := $(VENV)/.ready
TOUR ?= tour

.PHONY: setup run test check bench drills bundle tour format clean

setup: $(READY)

$(READY): pyproject.toml .ci/constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--constraint .ci/constraints.txt --editable '.[dev]'
	$(BIN)/python .ci/system_libraries.py
	touch $(READY)

run: setup
	$(BIN)/python .ci/run_or_tour.py $(BIN)/lead-desktop $(TOUR)

tour: setup
	$(BIN)/lead-desktop tour $(TOUR)

test: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks

drills: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m '' tests/drills -p no:randomly

bundle: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check \
		--constraint .ci/constraints.txt --editable '.[bundle]'
	$(BIN)/pyinstaller --noconfirm --distpath dist --workpath build build.spec
	env -i PATH=/usr/bin:/bin QT_QPA_PLATFORM=offscreen dist/lead-desktop/lead-desktop --self-test
	env -i PATH=/usr/bin:/bin dist/lead-desktop/lead-desktop --version

clean:
	rm -rf build dist $(VENV) $(TOUR)
