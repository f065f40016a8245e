#!/usr/bin/env python3
"""verify.py EXPORT.csv EXPORT.proof.jsonl LOG.vkey [SECRET-FILE]: verifies a CertTrail export. Python 3.10, standard library only.

Exit 0: everything checks. Anything else: it does not, and the last line says what. See docs/format.md."""
import hashlib, hmac, json, sys

import proof
from ed25519 import b64, check, require

HEADER = ("seq,id,time,occurred,action,severity,actor_type,actor_id,actor_name,client_ip,client_user_agent,"
          "resource_type,resource_id,resource_name,description,details,trace,seed,row_hash")
if len(sys.argv) not in (4, 5):
    print("usage: python3 verify.py EXPORT.csv EXPORT.proof.jsonl LOG.vkey [SECRET-FILE]", file=sys.stderr)
    sys.exit(2)
data, lines = open(sys.argv[1], "rb").read(), open(sys.argv[2], "rb").read()
vkeys = {line.split("+")[0]: line.strip() for line in open(sys.argv[3])}
sha256 = lambda b: hashlib.sha256(b).hexdigest()

# The last line: a manifest in its canonical form, signed by the export key, which comes from us and not from the file.
*rows, last, end = data.split(b"\n")
require(last.startswith(b"#manifest,") and end == b"", "the last line is not a manifest, or something follows it")
m = json.loads(last[10:])
without = lambda *names: proof.jcs({k: v for k, v in m.items() if k not in names}).encode()
require(last[10:] == without(), "the manifest is not in its canonical form")
require(check(vkeys[m["origin"] + "/exports"], without("signature"), b64(m["signature"])) == m["keyId"], "another key")
if len(sys.argv) > 4:  # whoever holds the secret can check the HMAC too
    key = hmac.digest(open(sys.argv[4], "rb").read().removesuffix(b"\n"), b"certtrail/manifest/v1", "sha256")
    require(hmac.digest(key, without("hmac", "signature"), "sha256").hex() == m["hmac"], "the hmac is not of this secret")

# Every line above it: its hash chains it to the line before, the first one to the log's name and the header.
require(rows.pop(0) == HEADER.encode(), "line 1: not the header")
chain = m["genesis"]
require(chain == sha256(f"certtrail/csv/v1\n{m['origin']}\n{HEADER}".encode()), "the genesis is another log's")
for number, row in enumerate(rows, 2):
    chain = sha256(chain.encode() + b"\n" + row[:-65])
    require(row[-65:] == b"," + chain.encode(), f"line {number}: expected row_hash {chain}, found {row[-64:].decode()}")
require((len(rows), chain) == (m["rows"], m["finalHash"]), "rows are missing at the end")
require(sha256(data[: -len(last) - 1]) == m["csvSha256"], "the bytes above the manifest are not those it names")

# The log: every row is in it, and no match was left out.
hidden = proof.check(m, [row[:-65].decode() for row in rows], lines, vkeys)
print(f"verified: {len(rows)} entries of {m['origin']}" + (f"; of {hidden} more nothing is shown" if hidden else ""))
