#!/usr/bin/env bash
# Upgrades the last release to this version under load, both side by side on one database: no request may fail.
#   scripts/rolling-upgrade.sh [COMMIT | FILE.tgz]   default: the commit of drizzle/released.json; a file is one of npm pack
set -euo pipefail
cd "$(dirname "$0")/.."
old=${1:-$(node -p "require('./drizzle/released.json').commit")}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -f "$old" ]; then
  npm install --prefix "$work" --no-audit --no-fund --silent "$old"
  release=$work/node_modules/facet-gateway
elif git cat-file -e "$old^{commit}" 2>/dev/null; then
  release=$work/release
  mkdir "$release"
  git archive "$old" | tar -x -C "$release"
  if ! node scripts/lib/hasDependencies.js "$release/package.json"; then
    npm ci --prefix "$release" --no-audit --no-fund --silent
  else
    ln -s "$PWD/node_modules" "$release/node_modules"
  fi
else
  echo "The rolling upgrade did not run: this clone has no commit $old (a shallow one? git fetch --unshallow)." >&2
  # As tests say that they were skipped: neither a success nor a failure.
  exit 77
fi
FACET_OLD_RELEASE=$release node --import tsx scripts/rollingUpgrade.ts
