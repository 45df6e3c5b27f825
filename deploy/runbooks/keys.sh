#!/usr/bin/env bash
# Makes, rotates and retires the keys of the suite, on the machine that has the root key and whose folder is a copy of what the services have.
# usage: keys.sh make FOLDER              what is missing: root, approval, developer, notices, secrets, and the signed key set
#        keys.sh rotate-approval FOLDER   a new approval key and the next key set; what was signed before stays good
#        keys.sh retire FOLDER KEY-ID     what that key has signed is installed no more: it takes another version
#        keys.sh rotate-secrets FOLDER    a new key for secrets of installations, above the one of before
# Bring the files to where the services read them, never root.key, and restart those that read them: the key set before the key that it adds.
#   SUITE_TOOLS  the launcher's jar, with lib beside it; of this project's build without it
set -euo pipefail
tools=${SUITE_TOOLS:-$(compgen -G "$(dirname "$0")/../local/target/local-*-SNAPSHOT.jar" | head -n 1)} || {
  echo "Name the launcher's jar in SUITE_TOOLS." >&2
  exit 1
}
exec java -cp "$tools" dev.pluginsuite.local.keys.KeyTool "$@"
