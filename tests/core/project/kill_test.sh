#!/bin/sh
# Kills a program that edits and saves a project, 200 times at random moments, and checks each time that every change that it
# had acknowledged is there when the project is opened again.
# Usage: tests/core/project/kill_test.sh [BUILD_FOLDER] [KILLS]
set -eu
root=$(cd "$(dirname "$0")/../../.." && pwd)
build=${1:-$root/build/release}
QTEST_FUNCTION_TIMEOUT=3600000 ROPETP_KILLS=${2:-200} exec "$build/tests/core/project/tst_kill"
