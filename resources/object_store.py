"""Documents as received, kept by their SHA-256: a local folder, or S3 by setting.

`ARA_OBJECT_STORE` is `s3://bucket/prefix` for S3 (credentials and region as boto3 finds them);
unset, documents are kept in `objects/` of Ara's home.
"""

import hashlib
import os
import tempfile
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol, cast

import dagster as dg

from resources.errors import PermanentFailure, TransientFailure
from resources.settings import Settings


class DocumentStore(Protocol):
    """Keeps bytes by their digest; what is there is never changed."""

    def put(self, data: bytes) -> str:
        """Keep the bytes, if they are not there yet; return their SHA-256."""
        ...

    def get(self, sha256: str) -> bytes:
        """Return the bytes of a digest, checked against it."""
        ...


class LocalStore:
    """Documents in a folder, `ab/abcdef…`; written aside, then renamed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Keep the bytes, if they are not there yet; return their SHA-256."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._path(sha256)
        if path.exists():
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as aside:
            aside.write(data)
            aside.flush()
            os.fsync(aside.fileno())
        Path(aside.name).replace(path)
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return the bytes of a digest, checked against it."""
        try:
            data = self._path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise _absent(sha256) from error
        return _checked(sha256, data)

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256


class S3Store:
    """Documents in a bucket, through dagster-aws's client."""

    def __init__(self, client: Any, bucket: str, prefix: str) -> None:
        self._client = client
        self._bucket = bucket
        self._prefix = prefix.strip("/")

    def put(self, data: bytes) -> str:
        """Keep the bytes; the key is their digest, so that writing again changes nothing."""
        sha256 = hashlib.sha256(data).hexdigest()
        self._call("put_object", Key=self._key(sha256), Body=data)
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return the bytes of a digest, checked against it."""
        answer = self._call("get_object", Key=self._key(sha256))
        return _checked(sha256, answer["Body"].read())

    def _call(self, operation: str, **arguments: Any) -> Any:
        from botocore.exceptions import (  # pyright: ignore[reportMissingTypeStubs]
            BotoCoreError,
            ClientError,
        )

        try:
            return getattr(self._client, operation)(Bucket=self._bucket, **arguments)
        except ClientError as error:
            answer = cast("dict[str, dict[str, object]]", error.response)
            code = str(answer.get("Error", {}).get("Code"))
            if code in {"NoSuchKey", "404"}:
                raise _absent(arguments["Key"]) from error
            msg = f"object store: {operation} was answered with {code}"
            transient = code in {"SlowDown", "InternalError", "ServiceUnavailable", "503", "500"}
            raise (TransientFailure if transient else PermanentFailure)(msg) from error
        except BotoCoreError as error:
            msg = f"object store: {operation} failed with {type(error).__name__}"
            raise TransientFailure(msg) from error

    def _key(self, sha256: str) -> str:
        key = f"{sha256[:2]}/{sha256}"
        return f"{self._prefix}/{key}" if self._prefix else key


class ObjectStore(dg.ConfigurableResource[Any]):
    """The object store as a Dagster resource; where it is comes from the environment."""

    @cached_property
    def _store(self) -> DocumentStore:
        return open_store(Settings())

    def put(self, data: bytes) -> str:
        """Keep the bytes; return their SHA-256."""
        return self._store.put(data)

    def get(self, sha256: str) -> bytes:
        """Return the bytes of a digest, checked against it."""
        return self._store.get(sha256)


def open_store(settings: Settings) -> DocumentStore:
    """Return the store that the settings name."""
    place = settings.object_store
    if place is None:
        return LocalStore(settings.home / "objects")
    scheme, _, rest = place.partition("://")
    bucket, _, prefix = rest.partition("/")
    if scheme != "s3" or not bucket:
        msg = "ARA_OBJECT_STORE must be s3://bucket or s3://bucket/prefix"
        raise PermanentFailure(msg)
    from dagster_aws.s3 import S3Resource

    return S3Store(S3Resource().get_client(), bucket, prefix)


def _absent(sha256: str) -> PermanentFailure:
    return PermanentFailure(
        f"document {sha256} is not in the object store: add its region again from the source"
    )


def _checked(sha256: str, data: bytes) -> bytes:
    if hashlib.sha256(data).hexdigest() != sha256:
        msg = f"document {sha256} in the object store is damaged: add its region again"
        raise PermanentFailure(msg)
    return data
