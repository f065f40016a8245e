"""Holds an export against its proof file: leaves, tree, checkpoint, ghosts, edges. docs/format.md says what they are."""
import csv, hashlib, hmac, json

import ed25519
from ed25519 import b64, require, unhex

NAMES = "time occurred action severity actor client resource description details trace".split()
h = lambda *parts: hashlib.sha256(b"".join(parts)).digest()


def jcs(value):  # RFC 8785, for objects whose names are ASCII; a `details` cell is in this form already
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def lines_of(data):  # compact JSON, one object a line, each with one spelling
    *lines, end = data.split(b"\n")
    values = [json.loads(line) for line in lines]
    spelled = [json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() for value in values]
    require(end == b"" and spelled == lines, "the proof is not JSON Lines in the compact form")
    return values


def commitment(name, text, salt):
    return h(salt, name.encode(), b"\0", text.encode())


def held(leaf, name):  # a leaf's commitment to one attribute
    return leaf[17 + 32 * NAMES.index(name):][:32]


def exactly(value, *names):  # an object of these members and no others
    require(sorted(value) == sorted(names), f"expected the members {names}, found {[*value]}")


def shown(leaf, o):  # the value of an attribute that is opened
    exactly(o, "name", "value", "salt")
    require(commitment(o["name"], jcs(o["value"]), unhex(o["salt"])) == held(leaf, o["name"]), "a leaf holds another value")
    return o["value"]


def attributes(c):  # a row's cells as canonical JSON by name
    some = lambda **members: {k: v for k, v in members.items() if v}
    actor, client = dict(type=c[6], id=c[7], name=c[8]), some(ip=c[9], userAgent=c[10])
    resource = dict(type=c[11], id=c[12]) | some(name=c[13])
    return dict(zip(NAMES, [*map(jcs, [*c[2:6], actor, client, resource, c[14]]), c[15], jcs(c[16])]))


def leaf_of(row, m):
    c = [cell[1:] if cell.startswith("'") else cell for cell in next(csv.reader([row]))]
    texts = {name: text for name, text in attributes(c).items() if name not in m.get("closed", [])}
    uuid = bytes.fromhex(c[1].replace("-", ""))
    if "closed" in m:  # redacted: the seed cell is the leaf, and the salts of what is open
        data = b64(c[17].removeprefix("sd:"))
        leaf, salts = data[:337], [data[at:at + 32] for at in range(337, len(data), 32)]
    else:
        salts = [hmac.digest(bytes.fromhex(c[17]), name.encode(), "sha256") for name in NAMES]
        leaf = b"\1" + uuid + b"".join(commitment(n, texts[n], salt) for n, salt in zip(NAMES, salts))
    require(leaf[1:17] == uuid and all(commitment(n, texts[n], s) == held(leaf, n) for n, s in zip(texts, salts, strict=True)),
            f"seq {c[0]} is not what its leaf holds")
    ruled_out = any(disproves(m["filter"], name, json.loads(text)) for name, text in texts.items())
    found = "closed" in m or any(m["filter"].get("q", "") in text for text in c[7:11] + c[12:17])
    require(found and not ruled_out, f"seq {c[0]} does not match the filter")
    return int(c[0]), leaf


def disproves(f, name, v):  # whether this attribute alone rules an entry out
    if name == "time":
        return v < f.get("from", v) or "to" in f and v >= f["to"]
    if name == "action":
        return "action" in f and not any(v == a or a.endswith(".*") and v.startswith(a[:-1]) for a in f["action"])
    if name == "severity":
        return v not in f.get("severity", [v])
    if name == "actor":
        return f.get("actorType", v["type"]) != v["type"] or f.get("actor", v["id"]) not in (v["id"], v["name"])
    return name == "resource" and f.get("resource", v["type"]) not in (v["type"], v["type"] + ":" + v["id"], v.get("name"))


def split(n):  # the largest power of two below n (RFC 6962, 2.1)
    return 1 << (n - 1).bit_length() - 1


def climb(node, seq, size, path):  # the root that an inclusion proof leads to (RFC 6962, 2.1.1)
    if size == 1:
        require(not path, "an inclusion proof is too long")
        return node
    k, sibling = split(size), path.pop()
    return h(b"\1", climb(node, seq, k, path), sibling) if seq < k else h(b"\1", sibling, climb(node, seq - k, size - k, path))


def check(m, rows, data, vkeys):  # how many entries the proof says nothing of
    head, *rest = lines_of(data)
    exactly(head, *"v origin treeSize fromSeq toSeq checkpoint nodes edges complete ghosts hashes".split())
    f, size, start, end, root = m["filter"], m["treeSize"], m["fromSeq"], m["toSeq"], b64(m["rootHash"])
    same = [head[k] for k in ("v", "origin", "treeSize", "fromSeq", "toSeq")] == [1, m["origin"], size, start, end]
    require(same, "the proof is another export's")

    # The checkpoint is of this state of the log, and signed by the log's own key.
    text, signatures = head["checkpoint"].split("\n\n")
    require(text == f"{m['origin']}\n{size}\n{m['rootHash']}", "the checkpoint is of another state of the log")
    *signatures, nothing = signatures.split("\n")
    require(nothing == "" and all(line.startswith("— ") for line in signatures), "the checkpoint is no signed note")
    signature = [b64(line.split(" ", 2)[2]) for line in signatures if line.startswith(f"— {m['origin']} ")]
    require(signature, "the log's key has not signed the checkpoint")
    key_id = ed25519.check(vkeys[m["origin"]], text.encode() + b"\n", signature[0][4:])
    require(signature[0][:4].hex() == key_id, "the signature names another key")

    # Every entry of the range is a row, or a ghost that one attribute rules out, or a hash of which nothing is shown.
    leaves = {seq: h(b"\0", leaf) for seq, leaf in (leaf_of(row, m) for row in rows)}
    for seqs in [*leaves], [line["seq"] for line in rest]:
        require(seqs == sorted(set(seqs)), "rows or lines are out of order")
    for line in rest:
        ghost = "leaf" in line
        exactly(line, "seq", *(("leaf", "open") if ghost else ("hash",)))
        if ghost:
            name, value = line["open"]["name"], shown(b64(line["leaf"]), line["open"])
            require(name not in m.get("closed", []) and disproves(f, name, value), f"seq {line['seq']} matches and was left out")
        leaves[line["seq"]] = h(b"\0", b64(line["leaf"])) if ghost else b64(line["hash"])
    require(len(rows) + len(rest) == end - start and sorted(leaves) == [*range(start, end)], "an entry is missing, or there twice")
    hidden = sum("hash" in line for line in rest)
    require((head["complete"], head["hashes"], head["ghosts"]) == (hidden == 0, hidden, len(rest) - hidden), "the proof miscounts itself")

    # Together with the subtrees outside the range they are the tree that was signed.
    nodes = iter(map(b64, head["nodes"]))

    def tree(a, b):
        if b <= start or a >= end:
            return next(nodes)
        return leaves[a] if b - a == 1 else h(b"\1", tree(a, a + split(b - a)), tree(a + split(b - a), b))

    require(root == (tree(0, size) if size else h()) and next(nodes, None) is None, "this is not the tree that was signed")

    # Only a time is a reason not to look at the whole log: since time never decreases, the entries at the edges tell.
    require((start == 0 or "from" in f) and (end == size or "to" in f), "the range is shorter than the filter allows")
    edges = [seq for seq in sorted({start - 1, end, size - 1}) if 0 <= seq < size]
    for seq, edge in zip(edges, head["edges"], strict=True):
        exactly(edge, "seq", "leaf", "open", "proof")
        time = shown(b64(edge["leaf"]), edge["open"])
        require(edge["seq"] == seq and edge["open"]["name"] == "time", f"the edge {seq} is missing")
        require(climb(h(b"\0", b64(edge["leaf"])), seq, size, [*map(b64, edge["proof"])]) == root, f"the edge {seq} is not in the log")
        require(seq != start - 1 or time < f["from"], "the range begins too late")
        require(seq != end or time >= f["to"], "the range ends too early")
    return hidden
