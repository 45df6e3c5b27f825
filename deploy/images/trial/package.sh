# Sourced by what tries images and manifests, after suite.sh: a package from upload to approval, by the demo users. Whoever does so has `within`
# and `say`, and names Keycloak's address in $keycloak.

# log_in USER: everything after it is asked as that user.
log_in() {
  local answer
  answer=$(curl --silent --show-error --fail --max-time 20 "$keycloak/auth/realms/plugin-suite/protocol/openid-connect/token" \
    -d grant_type=password -d client_id=suite-cli -d "username=$1" -d "password=demo-$1") || return 1
  SUITE_TOKEN=$(text access_token <<<"$answer")
  export SUITE_TOKEN
}

upload() {
  curl --silent --show-error --fail --max-time 60 --config <(printf 'header = "Authorization: Bearer %s"\n' "$SUITE_TOKEN") \
    --header 'Content-Type: application/octet-stream' --data-binary "@$1" "$SUITE_URL/api/v1/admin/plugin-registry/uploads"
}

is_validated() {
  local seen
  seen=$(call GET "/admin/plugin-registry/packages/$1")
  [ "$(text validation <<<"$seen") $(text status <<<"$seen")" = 'PASSED PENDING_REVIEW' ]
}

# take_a_package FILE: $package is its id then.
take_a_package() {
  local id_version packages=/admin/plugin-registry/packages answer body
  id_version=$(basename "$1" .mpk)
  log_in it
  call POST /admin/plugin-registry/registries '{"id":"enterprise","type":"ENTERPRISE","name":"Approved","enterpriseId":"demo-group"}' >/dev/null
  log_in dev
  answer=$(upload "$1")
  body=$(printf '{"registryId":"enterprise","pluginId":"%s","version":"%s","packageUrl":"%s","checksum":"%s","manifest":%s}' \
    "${id_version%-*}" "${id_version##*-}" "$(text packageUrl <<<"$answer")" "$(text checksum <<<"$answer")" "$(tar -xzOf "$1" manifest.json)")
  package=$(call POST "$packages" "$body" | text id)
  within 120 "$id_version is validated" is_validated "$package"
  log_in it
  call GET "$packages/$package" >/dev/null
  call PUT "$packages/$package/approve" '{"reason":"Tried"}' "If-Match: $(etag)" >/dev/null
  say "$id_version was uploaded, submitted, validated and approved"
}
