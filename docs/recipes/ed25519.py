"""Ed25519 (RFC 8032, 5.1.7) and signed-note keys (C2SP) in integer arithmetic: slow, and nothing to install or to trust."""
import base64, hashlib

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, I = -121665 * pow(121666, -1, P) % P, pow(2, (P - 1) // 4, P)


def require(holds, what):  # not `assert`, which `python3 -O` would leave out
    if not holds:
        raise SystemExit("NOT VERIFIED: " + what)


def b64(text):  # the one spelling of some bytes: Python's decoder passes over what is no digit
    data = base64.b64decode(text, validate=True)
    require(base64.b64encode(data).decode() == text, "not base64 in its exact form: " + text)
    return data


def unhex(text):
    data = bytes.fromhex(text)
    require(data.hex() == text, "not hex in its exact form: " + text)
    return data


def add(p, q):
    (a, b), (c, d) = p, q
    k = D * a * b * c * d
    return (a * d + b * c) * pow(1 + k, -1, P) % P, (b * d + a * c) * pow(1 - k, -1, P) % P


def times(n, p):
    q = (0, 1)
    for bit in f"{n:b}":
        q = add(add(q, q), p) if bit == "1" else add(q, q)
    return q


def point(data):
    y = int.from_bytes(data, "little") & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * I % P
    require(y < P and x * x % P == square, "not a point of the curve")
    return (x if x % 2 == data[31] >> 7 else P - x), y


def check(vkey, message, signature):
    """Returns the key's id if its owner signed the message; a vkey is name+id+base64(1, key)."""
    name, key_id, key = vkey.split("+", 2)
    key = b64(key)
    require(key[0] == 1 and hashlib.sha256(name.encode() + b"\n" + key).hexdigest()[:8] == key_id, "not an Ed25519 key: " + vkey)
    s = int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(signature[:32] + key[1:] + message).digest(), "little") % L
    base = point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    right = add(point(signature[:32]), times(k, point(key[1:])))
    require(len(signature) == 64 and s < L and times(s, base) == right, f"not signed by {name}")
    return key_id
