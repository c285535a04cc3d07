# Runs a server as its child, and ends it when the JVM at the other end of stdin is gone, kill -9 included.
# Arguments: the signal that ends the server at once, the folder to delete then, the log, the command.
# On stdout: the server's process id. On stdin: a line means "I ended it myself", the end means "the JVM is gone".
signal=$1 folder=$2 log=$3
shift 3
# A session of its own keeps a terminal's Ctrl-C from the server, which must outlive the JVM's own shutdown.
if command -v setsid >/dev/null 2>&1; then set -- setsid "$@"; fi
"$@" </dev/null >>"$log" 2>&1 &
server=$!
trap '' HUP INT TERM
echo "$server"
exec >/dev/null 2>&1
if read -r _; then
  wait "$server"
  exit
fi
kill -"$signal" "$server"
kill -CONT "$server"
(sleep 8; kill -9 "$server") &
last=$!
wait "$server"
kill -9 "$last"
rm -rf "$folder"
