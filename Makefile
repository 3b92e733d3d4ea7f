# make demo   set everything up and compare a sample pair
# make test   run the tests
# make check  ruff, formatting, mypy
# make bench  measure (DATA=folder with dev/ adds the outside sets)
# make train  train the embedded model (DATA=folder with train/ and dictionary/)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
DATA ?= ../shared/data
OUT := out
SAMPLE := samples/showcase

.DEFAULT_GOAL := help
.PHONY: help install demo test check format bench train clean

help:
	@sed -n 's/^# //p' Makefile

install: $(INSTALLED)

$(INSTALLED): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group test --group check --editable .
	@touch $@

demo: $(INSTALLED)
	@mkdir -p $(OUT)
	$(BIN)/align compare $(SAMPLE)/ar.txt $(SAMPLE)/en.txt --exit-zero
	@$(BIN)/align compare $(SAMPLE)/ar.txt $(SAMPLE)/en.txt --exit-zero -o $(OUT)/report.html -o $(OUT)/comparison.json
	@echo "The report: $(CURDIR)/$(OUT)/report.html (open it in a browser)"

test: $(INSTALLED)
	$(BIN)/python -m pytest

check: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(INSTALLED)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(INSTALLED)
	$(BIN)/python -m benchmarks $(DATA)

train: $(INSTALLED)
	$(BIN)/python -m training $(DATA) -o $(OUT)/ar-en

clean:
	rm -rf $(VENV) $(OUT)
