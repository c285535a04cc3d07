# What ./larder says, and in which colours. It is read by that script and needs nothing of it.
# shellcheck shell=sh disable=SC2034  # the colours are used by whoever reads this

commands='dev serve check doctor help'

# Sets the colours for what is written to this descriptor: none unless it is a terminal, and none with NO_COLOR.
colours() {
  bold='' red='' green='' yellow='' plain=''
  if [ -t "$1" ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then
    bold=$(printf '\033[1m') red=$(printf '\033[31m') green=$(printf '\033[32m') yellow=$(printf '\033[33m')
    plain=$(printf '\033[0m')
  fi
}

say() { colours 2; printf '%s\n' "${bold}larder:${plain} $*" >&2; }
fail() { colours 2; printf '%s\n' "${red}larder:${plain} $1" >&2; exit "${2:-1}"; }

usage() {
  cat <<TXT
${bold}use: larder COMMAND${plain}

  dev [postgresql|mysql]
          start real servers, load sample data and serve on http://127.0.0.1:8000
          (nothing to install or set before: for a first look and for development)
  serve   serve, as the LARDER_ variables say (see README.md)
  check   say whether the LARDER_ variables make sense, without starting or connecting to anything
  doctor  say what is there, what is missing and how to mend it
  help [COMMAND]
          say more about a command; so does COMMAND --help

${bold}exit codes${plain}
  0 it went well · 1 it could not be done, or something has to be mended · 2 the command or a setting is wrong
  130 ended by Ctrl-C · 143 ended by SIGTERM, after running requests were answered
TXT
}

usage_of() {
  case $1 in
    dev) cat <<TXT
${bold}use: larder dev [postgresql|mysql]${plain}

Builds if the sources changed, starts a real database (PostgreSQL unless mysql is said) and a real Valkey, loads sample data,
serves on http://127.0.0.1:8000 and says what to try. Ctrl-C ends all of it, and what was stored is gone.

Servers are taken from Docker if it runs, from the PATH, from the operating system's package (unpacked into a folder of yours,
without root), or from a Maven artifact: larder doctor says which. What the LARDER_ variables name is taken as it is.
LARDER_HTTP_PORT=0 takes a free port.
TXT
      ;;
    serve) cat <<TXT
${bold}use: larder serve${plain}

Builds if the sources changed, makes an AOT cache once for each build, and serves, as the LARDER_ variables say. It needs at least
  LARDER_DATABASE_URL=postgresql://user:password@host:5432/name   (or mysql://...)
  LARDER_VALKEY_URL=valkey://host:6379                            (or LARDER_CACHE=memory, for one process)
and logs one line with its address when it is ready. It starts without its database or its cache, and mends itself.
LARDER_LOG=json logs one JSON object for each line. LARDER_AOT=off goes without an AOT cache. Options for the JVM go into
JDK_JAVA_OPTIONS. README.md has all variables.
TXT
      ;;
    check) cat <<TXT
${bold}use: larder check${plain}

Reads the LARDER_ variables, and the file that LARDER_CONFIG names, as larder serve would; says what would stop the start, and
what starts but makes no sense, each with its reason. It connects to nothing and prints no secret.
It ends with 0 if there is nothing to say, else with 1.
TXT
      ;;
    doctor) cat <<TXT
${bold}use: larder doctor${plain}

Looks at the JDK, Maven, the build (which it makes if it is not current), the limits of this shell, the port, and the servers that
larder dev would take. When LARDER_ variables are set it asks the database and the cache that they name, too: versions, migrations,
triggers, rights, and settings by which something could be lost. It changes nothing in them and prints no secret.
Each line says ok, note (works, and could be better) or bad (has to be mended), and how. It ends with 1 if a line says bad, else with 0.
TXT
      ;;
    help) usage ;;
  esac
}

# The command that may have been meant: few letters have to be put in, taken out or changed.
nearest() {
  # shellcheck disable=SC2086  # the commands are words
  printf '%s\n' $commands | word=$1 awk '
    function least(a, b) { return a < b ? a : b }
    BEGIN { word = ENVIRON["word"]; most = length(word); best = most }
    {
      for (j = 0; j <= length($0); j++) row[j] = j
      for (i = 1; i <= most; i++) {
        diagonal = row[0]; row[0] = i
        for (j = 1; j <= length($0); j++) {
          above = row[j]
          row[j] = least(diagonal + (substr(word, i, 1) != substr($0, j, 1)), 1 + least(above, row[j - 1]))
          diagonal = above
        }
      }
      if (row[length($0)] < best) { best = row[length($0)]; found = $0 }
    }
    END { if (best * 2 <= most + 1) print found }'
}

misused() {
  colours 2
  if [ -n "${1:-}" ]; then say "$1"; fi
  usage_of "${2:-help}" >&2
  exit 2
}

unknown() {
  near=$(nearest "$1")
  misused "there is no command $1${near:+; did you mean $near?}"
}

explain() {
  case " $commands " in
    *" $1 "*) colours 1; usage_of "$1"; exit 0 ;;
    *) unknown "$1" ;;
  esac
}
