"""The queue that other systems ask for runs by: SQS, `ARA_QUEUE_URL`; off where that is not set.

Credentials and region are those that boto3 finds. The dead-letter queue is the one that the queue's
own redrive policy names, so that one setting says both.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import dagster as dg

from resources.errors import PermanentFailure, TransientFailure
from resources.settings import Settings

MESSAGES_PER_CALL = 10
MOST_CALLS = 10
_LONGEST_REASON = 1_000


@dataclass(frozen=True)
class Message:
    """A message as received; `receipt` is what it is taken off the queue by."""

    message_id: str
    body: str
    receipt: str


class MessageQueue(dg.ConfigurableResource[Any]):
    """The queue as a Dagster resource; where it is comes from the environment."""

    @property
    def is_set(self) -> bool:
        """Whether there is a queue."""
        return Settings().queue_url is not None

    def waiting(self) -> int:
        """Return how many messages wait, about."""
        name = "ApproximateNumberOfMessages"
        answer = self._call("get_queue_attributes", AttributeNames=[name])
        return int(answer["Attributes"][name])

    def receive(self) -> Iterator[Message]:
        """Yield what is on the queue now, a bounded number of messages."""
        for _ in range(MOST_CALLS):
            answer = self._call("receive_message", MaxNumberOfMessages=MESSAGES_PER_CALL)
            found = answer.get("Messages", [])
            yield from (
                Message(one["MessageId"], one["Body"], one["ReceiptHandle"]) for one in found
            )
            if not found:
                return

    def take_off(self, message: Message) -> None:
        """Take a message off the queue."""
        self._call("delete_message", ReceiptHandle=message.receipt)

    def refuse(self, message: Message, reason: str) -> None:
        """Put a message on the dead-letter queue with its id and the reason, and take it off."""
        told = {"message_id": message.message_id, "reason": reason[:_LONGEST_REASON]}
        self._call(
            "send_message",
            QueueUrl=self._dead_letter_url,
            MessageBody=message.body,
            MessageAttributes={
                name: {"DataType": "String", "StringValue": text} for name, text in told.items()
            },
        )
        self.take_off(message)

    @cached_property
    def _dead_letter_url(self) -> str:
        answer = self._call("get_queue_attributes", AttributeNames=["RedrivePolicy"])
        policy = json.loads(answer.get("Attributes", {}).get("RedrivePolicy", "{}"))
        name = str(policy.get("deadLetterTargetArn", "")).rpartition(":")[2]
        if not name:
            msg = "the queue of ARA_QUEUE_URL has no dead-letter queue: give it a redrive policy"
            raise PermanentFailure(msg)
        return str(self._call("get_queue_url", QueueUrl=None, QueueName=name)["QueueUrl"])

    @cached_property
    def _client(self) -> Any:
        import boto3  # pyright: ignore[reportMissingTypeStubs]

        return cast("Any", boto3).client("sqs")

    def _call(self, operation: str, **arguments: Any) -> dict[str, Any]:
        from botocore.exceptions import (  # pyright: ignore[reportMissingTypeStubs]
            BotoCoreError,
            ClientError,
        )

        given = {"QueueUrl": Settings().queue_url, **arguments}
        try:
            client = self._client
            return getattr(client, operation)(**{k: v for k, v in given.items() if v is not None})
        except ClientError as error:
            answer = cast("dict[str, dict[str, object]]", error.response)
            msg = f"queue: {operation} was answered with {answer.get('Error', {}).get('Code')}"
            raise TransientFailure(msg) from error
        except BotoCoreError as error:
            msg = f"queue: {operation} failed with {type(error).__name__}"
            raise TransientFailure(msg) from error
