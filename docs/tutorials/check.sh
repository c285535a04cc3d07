#!/bin/sh
# The commands of the tutorials, asked of a Larder that runs over its sample data: ./larder dev, then, in another shell,
#
#   docs/tutorials/check.sh [http://127.0.0.1:8000]
#
# Ends with 1, and names the command, at the first answer that differs from the tutorials' or has another JSON type. May be run
# again and again; it adds two orders each time. LARDER_TEST_SQL may be a command that runs the SQL in its last argument on
# Larder's database, as "psql postgresql://..." with -c; without it what is changed behind Larder's back is left out. LARDER_ADMIN_PASSWORD is admin's; without it sessions are left out.
set -u
base=${1:-http://127.0.0.1:8000}
json='Content-Type: application/json'
passed=0

curl() { command curl -sS --max-time 20 "$@"; }

# want PATTERN COMMAND...: what the command says must match the extended regular expression from its first to its last letter.
want() {
  pattern=$1
  shift
  if answer=$("$@" 2>&1) && [ "$(printf '%s\n' "$answer" | wc -l)" -eq 1 ] &&
      printf '%s\n' "$answer" | grep -Eqx -e "$pattern"; then
    passed=$((passed + 1))
  else
    printf 'FAILED  %s\nwanted  %s\ngot     %s\n' "$*" "$pattern" "$answer" >&2
    exit 1
  fi
}

# soon PATTERN COMMAND...: the same after a few tries. A write is applied twice, by Larder at once and from the database's log some
# milliseconds later, and what was read in between is forgotten once more.
soon() {
  tries=0
  while [ "$tries" -lt 40 ]; do
    if "$2" "$3" 2>&1 | grep -Eqx -e "$1"; then
      passed=$((passed + 1))
      return
    fi
    tries=$((tries + 1))
    sleep 0.05
  done
  want "$@"
}

# A text as a pattern that only it matches.
literal() { printf '%s' "$1" | sed 's/[][(){}.*+?^$|\\]/\\&/g'; }

# What the answer's headers say about its way through the cache.
cache_status() { curl -i "$@" | tr -d '\r' | sed -n 's/^[Cc]ache-[Ss]tatus: //p'; }
http_status() { curl -o /dev/null -w '%{http_code} %{content_type}' "$@"; }

# counted ADDRESS: the number alone.
counted() {
  # Of a server that was started a moment ago the first answers may be 503.
  soon '\{"count":[0-9]+\}' curl "$1"
  want '\{"count":[0-9]+\}' curl "$1"
  number=${answer#*:}
  number=${number%\}}
}

echo "Orders: count, add, count again"
counted "$base/count"
all=$number
[ "$all" -ge 12000 ] || { echo "FAILED  the sample has 12,000 orders, not $all: is this ./larder dev?" >&2; exit 1; }
counted "$base/count?customerid=9999"
of_9999=$number
counted "$base/count?customerid=77"
order='{"orderdate":"2023-03-10","customerid":9999,"netamount":23.0,"tax":2.0}'
want '\{"updated":\{"customer":9999\}\}' curl -X 'POST' "$base/add/" -H "$json" -d "$order"
want 'larder; fwd=miss.*' cache_status "$base/count"
want "\{\"count\":$((all + 1))\}" curl "$base/count"
soon 'larder; hit; ttl=[0-9]+; detail="bound=[0-9]+ms"' cache_status "$base/count"
want '\{"updated":\{"customer":9999\}\}' curl -X 'POST' "$base/add" -H "$json" -d "$order"
want "\{\"count\":$((all + 2))\}" curl "$base/count"
want "\{\"count\":$((all + 2))\}" curl "$base/count/"
want "\{\"count\":$((of_9999 + 2))\}" curl "$base/count?customerid=9999"
want "\{\"count\":$((of_9999 + 2))\}" curl "$base/count?customerid=9999"
soon 'larder; hit; ttl=[0-9]+; detail="bound=[0-9]+ms"' cache_status "$base/count?customerid=77"
want '200 text/html.*' http_status "$base/docs"

echo "Users: a miss, a hit, a change, an absence"
arun=$(literal '{"id":101,"name":"Arun","email":"arun@example.com"}')
want "$arun" curl -X PUT "$base/users/101" -H "$json" -d '{"name":"Arun","email":"arun@example.com"}'
want 'larder; fwd=miss(; stored; ttl=(300|2[0-9][0-9]))?; detail="bound=[0-9]+ms"' cache_status "$base/users/101"
want "$arun" curl "$base/users/101"
soon 'larder; hit; ttl=(300|2[0-9][0-9]); detail="bound=[0-9]+ms"' cache_status "$base/users/101"
want '.*"state":"value".*"value":'"$arun"'.*"outcome":"answered".*' curl "$base/admin/caches/user/entries/101"
if [ -n "${LARDER_TEST_SQL:-}" ]; then
  # shellcheck disable=SC2086  # the command is words
  $LARDER_TEST_SQL "UPDATE users SET email = 'arun@example.net' WHERE id = 101" ||
    { echo "FAILED  the UPDATE behind Larder's back" >&2; exit 1; }
  soon '.*"email":"arun@example.net".*' curl "$base/users/101"
  want "$arun" curl -X PUT "$base/users/101" -H "$json" -d '{"name":"Arun","email":"arun@example.com"}'
else
  echo "  (LARDER_TEST_SQL is not set: no UPDATE behind Larder's back)"
fi
want '(204|404)( .*)?' http_status -X DELETE "$base/users/2000000001"
want '404 application/problem\+json' http_status "$base/users/2000000001"
soon 'larder; hit; ttl=[0-9]+; detail="bound=[0-9]+ms"' cache_status "$base/users/2000000001"
want '201 application/json.*' http_status -X POST "$base/users" -H "$json" \
  -d '{"id":2000000001,"name":"New","email":"new@example.com"}'
want '.*"name":"New".*' curl "$base/users/2000000001"

if [ -n "${LARDER_ADMIN_PASSWORD:-}" ]; then
  echo "Sessions: log in, look, log out"
  want '\{"token":"admin\.[^"]+",.*' curl -X POST "$base/sessions" -H "$json" \
    -d "{\"name\":\"admin\",\"password\":\"$LARDER_ADMIN_PASSWORD\"}"
  token=${answer#*:\"}
  token=${token%%\"*}
  want '\{.*"role":"admin".*' curl "$base/sessions/current" -H "Authorization: Bearer $token"
  want '204 .*' http_status -X DELETE "$base/sessions/current" -H "Authorization: Bearer $token"
  want '401 application/problem\+json' http_status "$base/sessions/current" -H "Authorization: Bearer $token"
else
  echo "  (LARDER_ADMIN_PASSWORD is not set: no sessions)"
fi

echo "Employees: a value for an hour, a join for two minutes"
alice=$(literal '{"id":1,"name":"Alice Johnson","job_title":"Accountant","dept_id":1}')
want "$alice" curl "$base/employees/1"
want "$alice" curl "$base/employees/1"
soon 'larder; hit; ttl=3[0-9][0-9][0-9]; detail="(near )?bound=[0-9]+ms"' cache_status "$base/employees/1"
charlie=$(literal '{"employee_name":"Charlie Brown","department_name":"IT","job_title":"Software Engineer"}')
want "\[$charlie\]" curl "$base/employees?department=IT"
want "\[$charlie\]" curl "$base/employees?department=IT"
soon 'larder; hit; ttl=(120|[0-9][0-9]|1[01][0-9]); detail="(near )?bound=[0-9]+ms"' cache_status "$base/employees?department=IT"
want "\[.*$charlie.*\]" curl "$base/employees"

echo "Strategies: write-through, a batch, warming, counts of hits and misses"
want '\{"prod_id":1,.*"stock":7\}' curl -X PUT "$base/products/1/stock" -H "$json" -d '{"stock":7}'
soon 'larder; hit; ttl=[0-9]+; detail="(near )?bound=[0-9]+ms"' cache_status "$base/products/1"
want '\{"prod_id":1,.*"stock":7\}' curl "$base/products/1"
want '\[\{"id":1,.*\},\{"id":2,.*\},\{"id":3,.*\}\]' curl "$base/users?ids=1,2,3"
want '\{"weeks":\[(\{"week":"[0-9-]+","orders":[0-9]+,"revenue":[0-9]+\.[0-9][0-9],.*\},?)*\]\}' curl "$base/reports/sales/weekly"
soon 'larder; hit; ttl=[0-9]+; detail="bound=[0-9]+ms"' cache_status "$base/reports/sales/weekly"
want '.*"region":"user","settings":\{[^}]*\},"events":\{"hit":[1-9].*' curl "$base/admin/caches"

echo "passed  $passed commands of the tutorials, on $base"
