#!/usr/bin/env bash
# Score extraction on the sample documents, and on the measuring set where it stands beside the repository.
set -euo pipefail
cd "$(dirname "$0")/.."
for set_of_documents in src/dondoc/sample/files ../shared/gold/dev; do
    if [ -d "$set_of_documents" ]; then
        echo "== $set_of_documents"
        .venv/bin/dondoc evaluate "$set_of_documents"
    fi
done
