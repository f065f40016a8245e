#!/bin/sh
# verify.sh EXPORT.csv EXPORT.proof.jsonl LOG.vkey: holds a CertTrail export against its two signatures, with a shell and
# OpenSSL 3. It does not rebuild the tree: docs/format.md says what that leaves unseen. Exit 0: what it looks at checks.
set -eu
LC_ALL=C; export LC_ALL
csv=$1 proof=$2 vkeys=$3
tmp=$(mktemp -d); trap 'rm -rf "$tmp"' EXIT

fail() { echo "NOT VERIFIED: $*" >&2; exit 1; }
equal() { [ "$2" = "$3" ] || fail "$1: expected $2, found $3"; }
text() { printf '%s' "$1" | sed -n 's/.*"'"$2"'":"\([^"]*\)".*/\1/p'; }     # a string member of canonical JSON
number() { printf '%s' "$1" | sed -n 's/.*"'"$2"'":\([0-9]*\).*/\1/p'; }

# signed KEY-NAME SIGNATURE-FILE: whether the vkey of that name has signed the file $tmp/message (RFC 8032 key in RFC 8410's wrapping).
signed() {
  key=$(awk -F+ -v name="$1" '$1 == name { print substr($0, length($1 $2) + 3) }' "$vkeys")
  [ -n "$key" ] || fail "there is no key called $1 in $vkeys"
  { printf '\060\052\060\005\006\003\053\145\160\003\041\000'; printf '%s' "$key" | openssl base64 -d -A | tail -c 32; } >"$tmp/key.der"
  openssl pkeyutl -verify -pubin -keyform DER -inkey "$tmp/key.der" -rawin -in "$tmp/message" -sigfile "$2" >/dev/null 2>&1 ||
    fail "not signed by $1"
}

# The last line: a manifest, signed by the export key.
tail -n 1 "$csv" >"$tmp/last"
[ "$(wc -l <"$tmp/last")" -eq 1 ] && grep -q '^#manifest,{' "$tmp/last" || fail "the last line is not a manifest"
m=$(sed 's/^#manifest,//' "$tmp/last")
origin=$(text "$m" origin)
printf '%s' "$m" | sed 's/"signature":"[^"]*",//' | tr -d '\n' >"$tmp/message"
text "$m" signature | openssl base64 -d -A >"$tmp/signature"
signed "$origin/exports" "$tmp/signature"

# Every byte above it: header, rows and their chain.
head -c "$(($(wc -c <"$csv") - $(wc -c <"$tmp/last")))" "$csv" >"$tmp/above"
equal csvSha256 "$(text "$m" csvSha256)" "$(openssl dgst -sha256 -r "$tmp/above" | cut -c 1-64)"
equal rows "$(number "$m" rows)" "$(($(wc -l <"$tmp/above") - 1))"

# The checkpoint: of the state of the log that the export names, signed by the log's key.
head=$(head -n 1 "$proof")
size=$(number "$m" treeSize)
printf '%b' "$(text "$head" checkpoint)" >"$tmp/note"
printf '%s\n%s\n%s\n' "$origin" "$size" "$(text "$m" rootHash)" >"$tmp/message"
sed '/^$/,$d' "$tmp/note" | cmp -s - "$tmp/message" || fail "the checkpoint is of another state of the log"
awk -v name="$origin" '$1 == "—" && $2 == name { print $3; exit }' "$tmp/note" | openssl base64 -d -A | tail -c 64 >"$tmp/signature"
signed "$origin" "$tmp/signature"

# The proof's own word: that it is of this range, that every entry is a row or a line, that each ghost is no match.
from=$(number "$m" fromSeq) to=$(number "$m" toSeq)
for name in treeSize fromSeq toSeq; do equal "the proof's $name" "$(number "$m" "$name")" "$(number "$head" "$name")"; done
equal "the proof's lines" "$((to - from - $(number "$m" rows)))" "$(($(wc -l <"$proof") - 1))"
hidden=$(grep -c '^{"seq":[0-9]*,"hash":' "$proof") || true
equal "the proof's hashes" "$hidden" "$(number "$head" hashes)"
case $m in *'"from":"'*) ;; *) equal fromSeq 0 "$from" ;; esac
case $m in *'"to":"'*) ;; *) equal toSeq "$size" "$to" ;; esac
manifest=$m awk -f "$(dirname "$0")/ghosts.awk" "$proof" || fail "a match was left out"
echo "verified: $(number "$m" rows) entries of $origin, as signed; of $hidden more the proof shows nothing"
