# Finds the JDKs of this machine. Sourced by up; every function only prints.

# Where JDKs are usually unpacked; a test names its own places.
: "${JDK_PLACES:=/usr/lib/jvm:$HOME/.sdkman/candidates/java:$HOME/.jdks:/Library/Java/JavaVirtualMachines}"

# The feature version of a JDK, from the file that every JDK has; nothing if it is none.
jdk_version() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$1/release"
}

# Homes in order of preference: what the user chose first.
jdk_homes() {
  local javac place home
  [ -z "${JAVA_HOME:-}" ] || echo "$JAVA_HOME"
  if javac=$(command -v javac); then
    javac=$(readlink -f "$javac" 2>/dev/null || echo "$javac")
    echo "${javac%/bin/javac}"
  fi
  local IFS=:
  for place in $JDK_PLACES; do
    for home in "$place"/*; do
      [ ! -d "$home/Contents/Home" ] || home=$home/Contents/Home
      [ ! -d "$home" ] || echo "$home"
    done
  done
}

# The first JDK from 17 on: what the project is built with.
jdk_for_build() {
  local home version
  while IFS= read -r home; do
    version=$(jdk_version "$home")
    if [ -n "$version" ] && [ "$version" -ge 17 ]; then
      echo "$home"
      return
    fi
  done < <(jdk_homes)
}

# The JDK to run with: 25, which has the smallest objects and starts fastest; else the newest there is.
jdk_for_run() {
  local home version best=0 found=
  while IFS= read -r home; do
    version=$(jdk_version "$home")
    [ -n "$version" ] && [ "$version" -ge 17 ] || continue
    [ "$version" -ne 25 ] || version=1000
    if [ "$version" -gt "$best" ]; then
      best=$version
      found=$home
    fi
  done < <(jdk_homes)
  [ -z "$found" ] || echo "$found"
}
