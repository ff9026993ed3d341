"""The one tree of errors. Whoever starts the bot sees the text of one, so it says what to do.

::

    BotError
     ├─ SettingsError              a setting can't be used                    settings.py
     ├─ ContentError               a content file is wrong
     │   ├─ KnowledgeError         of data/knowledge/ or data/channels/       advice/knowledge.py
     │   ├─ AnswersError           an answers.yml                             dialogue/answer_files.py
     │   └─ ContentRefusedError    none that are right are kept               content/kept.py
     ├─ FollowUpsError             a file of follow-ups is wrong              understanding/followups.py
     ├─ DangerLinesError           the examples of danger are wrong           understanding/danger_model.py
     ├─ DistressLinesError         the examples of distress are wrong         understanding/distress_model.py
     ├─ ModelFileError             the stored model can't be read             understanding/linear_model.py
     ├─ NoTensorFlowError          config.yml names what needs TensorFlow     engine/stand_ins.py
     ├─ ModelRefusedError          a model is of another build                serving/model_file.py
     ├─ KeyFileError               the file of keys is damaged                security/key_file.py
     ├─ StoreError                 conversations can't be read or written     storage/errors.py
     │   ├─ ConversationConflictError  somebody else wrote meanwhile
     │   ├─ StoreInUseError        another bot serves from it                 storage/instance.py
     │   ├─ StoreFullError         conversations take all the room they may   storage/room.py
     │   └─ StoreVersionError      it is of a newer build                     storage/versions.py
     ├─ NotSubscribedError         nobody asked to be written to              storage/outreach.py
     ├─ TooManyPlannedError        too many messages wait for one person
     ├─ OrderRefusedError          an announcement can't be sent so           outreach/orders.py
     ├─ QueueError                 messages can't be put in line              storage/errors.py
     ├─ BackupError                a backup can't be made or put back         backup/errors.py
     ├─ SealError                  a number was sealed with another key       sealed.py
     ├─ WebhookAddressError        a webhook can't lead there                 webhooks/addresses.py
     ├─ AddressError               the address to listen on is taken          serving/listening.py
     ├─ WorkersDieError            workers end as soon as they start
     ├─ NoAnswerError              the probe of health got no answer          serving/probe.py
     ├─ DoubtfulClockError         the clock jumped; nothing is deleted       privacy/clock.py
     ├─ ConversationDeletedError   its conversation was deleted meanwhile     channels/repeats.py
     ├─ OtherCallError             its key came with another call             channels/once.py
     ├─ StillRunningError          the same call is still answered            channels/once.py
     ├─ FeedbackError              what is said of an answer is none          channels/feedback.py
     ├─ UnknownAnswerError         its sender has no such answer
     ├─ OtherVerdictError          something else was said of it before
     ├─ RepeatedNameError          JSON holds a name twice                    channels/json_names.py
     ├─ NotAnUpdateError           what came is not the messenger's           channels/inbox/incoming.py
     ├─ ChatGoneError, TryAgainError                                          channels/inbox/messenger.py
     ├─ NotDeliveredError          an answer can't be sent
     │   └─ MessageRefusedError    no repeat mends it
     │       └─ WindowClosedError  WhatsApp takes a template only             channels/whatsapp/errors.py
     ├─ LinkError                  a link opens nothing                       channels/share/tokens.py
     │   └─ LinkEndedError         its time is over
     ├─ BundleError                the widget's parts do not fit together     channels/web/bundle.py
     └─ RequestError, TooLongError, SessionError, PressError                  channels/web/

What is sent to a caller as an answer (``Refusal``, ``Refused``) is no error of the bot and stands outside.
"""

from __future__ import annotations

from pathlib import Path


class BotError(Exception):
    """Something that the bot can't do; its text says what, and what to do about it."""


class WorkersDieError(BotError):
    """Workers died again and again soon after their start; all was ended. The text says what to do."""


class ContentError(BotError):
    """A file with texts or facts is wrong.

    Attributes:
        path: the file.
        line: of the file, from 1.
        reason: what is wrong there, and what to do.
    """

    def __init__(self, path: Path, line: int, reason: str) -> None:
        """Say where and why."""
        super().__init__(f"{path}, line {line}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason
