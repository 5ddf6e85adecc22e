#!/usr/bin/env bash
# Score extraction on the samples, the corpus and, where it stands beside the repository, the measuring set of real
# documents, and the linter on errors planted into them; write docs/quality.md.
# With --calibrate src/dondoc/extraction/confidence.json learn confidence anew first.
set -euo pipefail
cd "$(dirname "$0")/.."
sets=("Samples=src/dondoc/sample/files" "Corpus, open half=tests/extraction/corpus/open"
    "Corpus, held half=tests/extraction/corpus/held")
if [ -d ../shared/gold/dev ]; then
    sets+=("Real documents (not distributed)=../shared/gold/dev")
fi
"${DONDOC:-.venv/bin/dondoc}" evaluate "${sets[@]}" --linter --write docs/quality.md "$@"
