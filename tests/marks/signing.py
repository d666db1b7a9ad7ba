"""A signer of our own, and manifests signed for a text: what a publisher has."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
from typing import TYPE_CHECKING

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from ailabel.marks.iptc import uri
from ailabel.value import value

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

BEGAN, ENDS = (dt.datetime(year, 1, 1, tzinfo=dt.UTC) for year in (2026, 2046))
USES = (
    *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
    *("key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
)


@value
class Signer:
    """`anchors` vouch for the certificate of the key."""

    anchors: str
    chain: str
    key: str


def new_signer() -> Signer:
    root, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    anchor, own = _certificate("root", root, root), _certificate("press", key, root)
    held = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return Signer(anchor, own + anchor, held)


def signed_store(signer: Signer, text: str, start: int, length: int) -> bytes:
    """A manifest for `text`, whose hash leaves out bytes [start, start + length): where it is to stand."""
    info = c2pa.C2paSignerInfo(c2pa.C2paSigningAlg.ES256, signer.chain.encode(), signer.key.encode(), None)
    bound = {
        "exclusions": [{"start": start, "length": length}],
        "alg": "sha256",
        "name": "jumbf manifest",
        "hash": list(hashlib.sha256(text.encode()).digest()),
        "pad": [0] * 8,
    }
    created = {
        "action": "c2pa.created",
        "digitalSourceType": uri("generated"),
        "softwareAgent": {"name": "Example 2"},
    }
    assertions = [
        {"label": "c2pa.actions.v2", "data": {"actions": [created]}},
        {"label": "c2pa.hash.data", "data": bound},
    ]
    told = {"claim_generator_info": [{"name": "ailabel tests", "version": "1"}], "assertions": assertions}
    builder = c2pa.Builder(json.dumps(told))
    builder.set_no_embed()
    signed: bytes = builder.sign(
        c2pa.Signer.from_info(info), "text/plain", io.BytesIO(text.encode()), io.BytesIO()
    )
    return signed


def _certificate(name: str, key: EllipticCurvePrivateKey, issuer: EllipticCurvePrivateKey) -> str:
    is_root = key is issuer
    uses = {use: use in ({"key_cert_sign", "crl_sign"} if is_root else {"digital_signature"}) for use in USES}
    purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
    built = (
        x509.CertificateBuilder(
            _name("root"), _name(name), key.public_key(), x509.random_serial_number(), BEGAN, ENDS
        )
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**uses), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key()), critical=False
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    whole = built if is_root else built.add_extension(purpose, critical=False)
    return whole.sign(issuer, hashes.SHA256()).public_bytes(Encoding.PEM).decode()


def _name(common: str) -> x509.Name:
    held = {NameOID.COUNTRY_NAME: "SE", NameOID.ORGANIZATION_NAME: "Example", NameOID.COMMON_NAME: common}
    return x509.Name([x509.NameAttribute(oid, told) for oid, told in held.items()])
