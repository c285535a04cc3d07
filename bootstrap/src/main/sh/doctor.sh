# The part of ./larder doctor that needs no Java. It is read by that script, whose functions it uses.
# shellcheck shell=sh disable=SC2154  # the colours are set by colours

# One line of the doctor's; larder.bootstrap.Findings writes the same.
finding() {
  case $1 in ok) ink=$green ;; note) ink=$yellow ;; *) ink=$red ;; esac
  printf '%s%-5s%s%-12s %s\n' "$ink" "$1" "$plain" "$2" "$3"
}

# Says what can be said without Java; ends with 1 if something has to be mended before more can be said.
examine_tools() {
  if jdk=$(find_jdk); then
    export JAVA_HOME="$jdk"
    finding ok JDK "$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$jdk/release") in $jdk"
  else
    finding bad JDK "$no_jdk"
  fi
  if maven=$(command -v mvn); then
    finding ok Maven "$maven"
  else
    finding bad Maven "not on the PATH, and needed to build: install it (package maven)"
  fi
  files=$(ulimit -n)
  if [ "$files" != unlimited ] && [ "$files" -lt 1024 ]; then
    finding note limits "this shell lets a process open $files files, and each connection is one: ulimit -n 4096"
  else
    finding ok limits "a process may open $files files"
  fi
  if [ -z "$jdk" ]; then
    finding bad build "cannot be looked at without a JDK, nor can anything else"
  elif ! is_stale; then
    finding ok build "current"
  elif build; then
    finding ok build "made just now, since the sources were newer"
  else
    finding bad build "it failed: see above"
    return 1
  fi
  [ -n "$jdk" ]
}
