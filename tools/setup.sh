#!/usr/bin/env bash
# Make .venv with exactly the locked libraries. Usage: tools/setup.sh base|dev
set -euo pipefail
cd "$(dirname "$0")/.."
set_of_libraries=${1:-base}
python=${PYTHON:-python3}

say() { printf '→ %s\n' "$*"; }
fail() { printf '✗ %s\n' "$*" >&2; exit 1; }

command -v "$python" >/dev/null || fail "Chưa có Python; hãy cài Python 3.11 trở lên (apt-get install python3 python3-venv) rồi chạy lại."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "Cần Python 3.11 trở lên, máy đang có $("$python" -V 2>&1); chạy lại với: make PYTHON=python3.11 setup"

if ! .venv/bin/python -c '' 2>/dev/null; then
    say "Tạo môi trường .venv (creating the environment)"
    rm -rf .venv
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            say "Cài python3-venv (installing python3-venv)"
            apt-get update -qq >/dev/null 2>&1 || true
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null ||
                fail "Không cài được python3-venv; hãy chạy: apt-get install python3-venv"
        else
            fail "Thiếu gói python3-venv; hãy chạy: sudo apt-get install python3-venv rồi chạy lại."
        fi
    fi
    "$python" -m venv .venv
fi

# Reading of old Word files and scans needs programs of the system; they come while the libraries are installed.
if [ "$set_of_libraries" = base ]; then
    tools/system.sh readers & readers=$!
fi

if ! .venv/bin/uv --version >/dev/null 2>&1; then
    say "Cài uv (installing the installer)"
    .venv/bin/python -m pip install -q --disable-pip-version-check uv 2>/dev/null || say "Không có uv, dùng pip (pip instead, slower)"
fi
if .venv/bin/uv --version >/dev/null 2>&1; then
    install() { .venv/bin/uv pip install -q --python .venv/bin/python "$@"; }
else
    install() { .venv/bin/python -m pip install -q --disable-pip-version-check "$@"; }
fi

say "Cài thư viện: $set_of_libraries (installing the locked libraries)"
install --require-hashes -r "requirements/$set_of_libraries.txt" ||
    fail "Không tải được thư viện; hãy kiểm tra kết nối tới kho gói Python rồi chạy lại."
if [ "$set_of_libraries" = base ]; then
    say "Cài dondoc vào .venv/bin (installing dondoc itself)"
    install --no-deps -e . || fail "Không cài được dondoc vào .venv."
fi
if [ "$set_of_libraries" = base ] && ! wait "$readers"; then
    say "Vẫn chạy được, nhưng chưa đọc được .doc, .rtf, .odt và bản quét (all else works without them)"
fi
touch ".venv/.$set_of_libraries"
say "Xong: .venv/bin/dondoc"
