#!/usr/bin/env bash
# See to programs of the system. Usage: tools/system.sh chromium|readers
set -euo pipefail
here() { command -v "$1" >/dev/null; }
case "${1:?}" in
    chromium)
        packages="chromium"
        there() { here chromium; }
        ;;
    readers) # LibreOffice for .doc, .rtf, .odt and PDF out; Tesseract's data for scans
        packages="libreoffice-writer-nogui libreoffice-calc-nogui fonts-liberation2 fonts-croscore tesseract-ocr-vie tesseract-ocr-osd"
        there() { here soffice && ls /usr/share/tesseract-ocr/*/tessdata/vie.traineddata >/dev/null 2>&1; }
        ;;
    *) echo "✗ Không biết chương trình $1" >&2; exit 2 ;;
esac
there && exit 0
if [ "$(id -u)" = 0 ] && here apt-get; then
    echo "→ Cài $packages (installing programs of the system)"
    apt-get update -qq >/dev/null 2>&1 || true
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null 2>&1 && there && exit 0
fi
echo "✗ Thiếu chương trình của hệ thống; hãy chạy: sudo apt-get install $packages" >&2
exit 1
