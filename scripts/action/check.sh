#!/usr/bin/env bash
# The step of action.yml that checks: annotations, and a SARIF report where SARIF is "true". Nothing of the inputs is run.
set -euo pipefail

# npm puts commands elsewhere on Windows.
command=$FOLDER/bin/dockerfile-stages
[ -e "$command" ] || command=$FOLDER/dockerfile-stages

args=(check)
[ -z "$FAIL_ON" ] || args+=("--fail-on=$FAIL_ON")
while IFS= read -r line; do [ -z "$line" ] || args+=("$line"); done <<<"$ARGUMENTS"
paths=()
while IFS= read -r line; do [ -z "$line" ] || paths+=("$line"); done <<<"$PATHS"

status=0
"$command" "${args[@]}" --format=github -- ${paths[@]+"${paths[@]}"} || status=$?
if [ "$SARIF" = true ]; then
  report=$FOLDER/report.sarif
  "$command" "${args[@]}" --format=sarif "--output=$report" -- ${paths[@]+"${paths[@]}"} 2>/dev/null || true
  [ ! -s "$report" ] || echo "sarif=$report" >>"$GITHUB_OUTPUT"
fi
exit "$status"
