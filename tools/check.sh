#!/usr/bin/env bash
# What `make test` runs: the checks of the code side by side, then the tests on SQLite (PostgreSQL: make test-postgres).
set -uo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
failed=()
SECONDS=0

declare -A checks=(
    [ruff]="$bin/ruff check ."
    [format]="$bin/ruff format --check ."
    [mypy]="$bin/mypy"
    [rooms]="$bin/lint-imports --no-cache"
)
# In a fresh clone nothing is compiled: one process does it here, on the core that mypy leaves free, where otherwise each
# of those that run the tests would do it all.
[ -d tests/__pycache__ ] || [ -n "${PYTHONDONTWRITEBYTECODE:-}" ] || checks[compiled]="$bin/python tools/suite.py sqlite --collect-only -n 0"
declare -A running
for name in "${!checks[@]}"; do
    ${checks[$name]} >"$logs/$name" 2>&1 &
    running[$name]=$!
done
for name in ruff format rooms compiled mypy; do
    [ -n "${running[$name]:-}" ] || continue
    if wait "${running[$name]}"; then
        echo "✓ $name"
    else
        echo "✗ $name"
        cat "$logs/$name"
        failed+=("$name")
    fi
done
echo "  (${SECONDS} s)"

[ -d ../shared/gold ] || echo "→ Không có ../shared/gold: bỏ qua kiểm thử cần bộ đo (tests that need it are skipped)"
began=$SECONDS
echo "→ pytest: sqlite"
"$bin/python" tools/suite.py sqlite || failed+=(sqlite)
echo "  ($((SECONDS - began)) s)"

if [ ${#failed[@]} -gt 0 ]; then
    echo "✗ Không đạt: ${failed[*]} (${SECONDS} s)"
    exit 1
fi
echo "✓ Đạt tất cả (${SECONDS} s)"
