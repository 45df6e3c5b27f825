# Sourced by the runbooks. They call the suite as central IT:
#   SUITE_URL    the gateway's address, for instance https://plugins.example.com
#   SUITE_TOKEN  an access token; of a service account or a person, who then is in the audit

: "${SUITE_URL:?the address of the gateway}"
: "${SUITE_TOKEN:?an access token of central IT}"

fail() {
  echo "$*" >&2
  exit 1
}

# What goes into a path may not lead elsewhere.
checked() {
  [[ $1 =~ ^[A-Za-z0-9._-]+$ ]] || fail "Not a name: $1"
  printf %s "$1"
}

# A JSON string of any text.
quoted() {
  local text=$1
  text=${text//\\/\\\\}
  text=${text//\"/\\\"}
  text=${text//$'\n'/\\n}
  text=${text//$'\r'/\\r}
  text=${text//$'\t'/\\t}
  [[ ! $text =~ [[:cntrl:]] ]] || fail "Control characters cannot be sent."
  printf '"%s"' "$text"
}

headers=$(mktemp)
trap 'rm -f "$headers"' EXIT

# call METHOD PATH [BODY [HEADER]]: prints the answer's body; anything but 2xx ends the runbook with what was said.
# The token goes past the command line, where others could read it.
call() {
  local method=$1 path=$2 body=${3:-} answer status
  local more=()
  [ $# -lt 4 ] || more+=(--header "$4")
  [ -z "$body" ] || more+=(--header 'Content-Type: application/json' --data-binary "$body")
  answer=$(curl --silent --show-error --max-time 60 --request "$method" --write-out '\n%{http_code}' --dump-header "$headers" \
    --config <(printf 'header = "Authorization: Bearer %s"\n' "$SUITE_TOKEN") \
    ${more[@]+"${more[@]}"} "$SUITE_URL/api/v1$path") || fail "$method $path: no answer"
  status=${answer##*$'\n'}
  answer=${answer%$'\n'*}
  [[ $status == 2* ]] || fail "$method $path: $status $answer"
  printf '%s\n' "$answer"
}

# The version of what the last answer showed: who decides on it says which one he saw.
etag() {
  sed -n 's/^[Ee][Tt]ag: *//p' "$headers" | tr -d '\r'
}

# text NAME: the first string of that name in the JSON that comes in; nothing if there is none.
text() {
  grep -o "\"$1\":\"[^\"]*\"" | head -n 1 | sed 's/^[^:]*:"//; s/"$//' || true
}

# number NAME: the first number of that name.
number() {
  grep -o "\"$1\":[0-9]*" | head -n 1 | sed 's/^[^:]*://' || true
}

# count PATTERN: how often it occurs in what comes in.
count() {
  { grep -o "$1" || true; } | wc -l | tr -d ' '
}
