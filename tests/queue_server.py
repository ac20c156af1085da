"""A queue and its dead-letter queue on a moto server on loopback."""

import json
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, cast

import boto3  # pyright: ignore[reportMissingTypeStubs]
import pytest
from moto.server import ThreadedMotoServer

VISIBILITY_SECONDS = 300


class QueueServer:
    """What the test does at the other end of the queue."""

    def __init__(self, client: Any) -> None:
        self.client = client
        # What moto holds outlives its server: every test has queues of its own.
        own = uuid.uuid4().hex
        self.dead_url: str = client.create_queue(QueueName=f"dead-letters-{own}")["QueueUrl"]
        answer = client.get_queue_attributes(QueueUrl=self.dead_url, AttributeNames=["QueueArn"])
        redrive = {
            "deadLetterTargetArn": answer["Attributes"]["QueueArn"],
            "maxReceiveCount": "5",
        }
        attributes = {
            "RedrivePolicy": json.dumps(redrive),
            "VisibilityTimeout": str(VISIBILITY_SECONDS),
        }
        self.url: str = client.create_queue(QueueName=f"asks-{own}", Attributes=attributes)[
            "QueueUrl"
        ]

    def hide_read_messages_for(self, seconds: int) -> None:
        """Set how long a message that is read from now on stays hidden."""
        attributes = {"VisibilityTimeout": str(seconds)}
        self.client.set_queue_attributes(QueueUrl=self.url, Attributes=attributes)

    def send(self, body: object) -> str:
        """Send a message, as JSON where it is not text; return its id."""
        text = body if isinstance(body, str) else json.dumps(body)
        return str(self.client.send_message(QueueUrl=self.url, MessageBody=text)["MessageId"])

    def left(self) -> int:
        """Return how many messages are on the queue, those that are being read too."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        answer = self.client.get_queue_attributes(QueueUrl=self.url, AttributeNames=names)
        return sum(int(answer["Attributes"][name]) for name in names)

    def dead_letters(self) -> list[dict[str, str]]:
        """Return body, message id and reason of what was refused; they stay there, unseen."""
        answer = self.client.receive_message(
            QueueUrl=self.dead_url, MaxNumberOfMessages=10, MessageAttributeNames=["All"]
        )
        return [
            {
                "body": one["Body"],
                **{
                    name: value["StringValue"]
                    for name, value in one.get("MessageAttributes", {}).items()
                },
            }
            for one in answer.get("Messages", [])
        ]


@contextmanager
def queue_server(monkeypatch: pytest.MonkeyPatch) -> Generator[QueueServer]:
    """Serve a queue, and point `ARA_QUEUE_URL` and boto3 at it."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        address = f"http://{host}:{port}"
        for name, value in {
            "AWS_ENDPOINT_URL": address,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "eu-west-2",
            "AWS_MAX_ATTEMPTS": "1",
        }.items():
            monkeypatch.setenv(name, value)
        made = QueueServer(cast("Any", boto3).client("sqs"))
        monkeypatch.setenv("ARA_QUEUE_URL", made.url)
        yield made
    finally:
        server.stop()
