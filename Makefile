# Đôn Đốc: every target is safe to repeat; what is already done takes no time.
SHELL := /bin/bash
PORT ?= 8000
HOST ?= 127.0.0.1
PYTHON ?= python3
MINUTES ?= 5
BIN := .venv/bin
# The environment in .venv is ours: kept compiled modules make each start of a process two seconds faster.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup run test test-postgres test-browser test-load test-long bench fuzz fuzz-guided evaluate screenshots format lock clean

help: ## Danh sách lệnh (this list)
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.base ## Cài môi trường vào .venv/ (set up the environment)

run: .venv/.base ## Chạy bản mẫu tại http://127.0.0.1:8000 (run with the sample agency; PORT=… to change)
	@$(BIN)/dondoc sample load --if-empty
	@exec $(BIN)/dondoc serve --host $(HOST) --port $(PORT)

test: .venv/.dev ## Kiểm tra mã và chạy kiểm thử trên SQLite (checks and tests)
	@tools/check.sh

test-postgres: .venv/.dev ## Kiểm thử trên PostgreSQL tự khởi động (the tests on a PostgreSQL of their own)
	@$(BIN)/python tools/suite.py postgres

test-browser: .venv/.dev ## Kiểm thử giao diện bằng Chromium (browser tests)
	@tools/system.sh chromium
	@$(BIN)/python tools/suite.py browser
	@$(BIN)/python tools/suite.py browser-postgres

test-load: .venv/.dev ## Kiểm thử tải và sự cố, vài phút (load and crash tests)
	@$(BIN)/python tools/suite.py load
	@$(BIN)/python tools/suite.py load-postgres

test-long: .venv/.dev ## Mô phỏng trọn một năm, khoảng 15 phút trở lên (the whole simulated year and the deep state machine)
	@$(BIN)/python tools/suite.py long

bench: .venv/.dev ## Đo tốc độ, ghi bench/latest.json (measure the bars of speed)
	@$(BIN)/python -m bench

fuzz: .venv/.base ## Thử các bộ đọc bằng tệp bị làm hỏng (throw damaged files at the readers; MINUTES=5)
	@$(BIN)/python -W ignore -m tools.fuzz --minutes $(MINUTES) --workers 2

fuzz-guided: .venv/.base ## Như trên, atheris chọn chỗ làm hỏng (the same, guided by coverage; MINUTES=5)
	@$(BIN)/uv pip install -q --python $(BIN)/python --group fuzz
	@$(BIN)/python -W ignore -m tools.fuzz --atheris --minutes $(MINUTES)

evaluate: .venv/.base ## Chấm điểm trích xuất trên văn bản mẫu (score extraction on the sample documents)
	@tools/evaluate.sh

screenshots: .venv/.dev ## Chụp lại hình trong README (take the pictures of the README again)
	@tools/system.sh chromium
	@$(BIN)/python tools/screenshots.py

format: .venv/.dev ## Định dạng mã nguồn (format the code)
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

lock: .venv/.base ## Chốt lại phiên bản thư viện (lock the libraries again)
	@$(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --no-header -q -o requirements/base.txt
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-header -q -o requirements/dev.txt

clean: ## Xóa môi trường, giữ dữ liệu trong var/ (remove the environment, keep the data)
	@rm -rf .venv build dist .ruff_cache .mypy_cache

.venv/.base: requirements/base.txt pyproject.toml tools/setup.sh
	@PYTHON=$(PYTHON) tools/setup.sh base

.venv/.dev: requirements/dev.txt .venv/.base
	@PYTHON=$(PYTHON) tools/setup.sh dev
