#!/usr/bin/env bash
# See to a program of the system. Usage: tools/system.sh chromium|libreoffice
set -euo pipefail
case "${1:?}" in
    chromium) packages="chromium"; command=chromium ;;
    libreoffice) packages="libreoffice-writer-nogui fonts-liberation2 fonts-croscore"; command=soffice ;;
    *) echo "✗ Không biết chương trình $1" >&2; exit 2 ;;
esac
command -v "$command" >/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "→ Cài $1 (installing $1)"
    apt-get update -qq >/dev/null 2>&1 || true
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $packages >/dev/null && exit 0
fi
echo "✗ Thiếu $1; hãy chạy: sudo apt-get install $packages rồi chạy lại." >&2
exit 1
