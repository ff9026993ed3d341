"""Take the bot's webhooks: pip install standardwebhooks. SECRET is what `keys webhook` showed, PORT where to listen.

Put it behind a proxy with TLS. Answer quickly (204), work afterwards; the same event may come again under its id.
"""

import os
from http.server import BaseHTTPRequestHandler, HTTPServer

from standardwebhooks import Webhook, WebhookVerificationError

webhook = Webhook(os.environ["SECRET"])
seen = set()  # your own should last two days and outlive a restart


class Receiver(BaseHTTPRequestHandler):
    """Verifies, puts aside, answers."""

    def do_POST(self) -> None:
        """Take an event."""
        body = self.rfile.read(min(int(self.headers.get("content-length", 0)), 65_536))
        try:
            event = webhook.verify(body, dict(self.headers))  # also refuses what is older than five minutes
        except WebhookVerificationError:
            self.send_response(401)
        else:
            self.send_response(204)
            if self.headers["webhook-id"] not in seen:
                seen.add(self.headers["webhook-id"])
                print(event["type"], event["data"]["sender"], event["data"]["level"], event["timestamp"], flush=True)
        self.end_headers()


HTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8099"))), Receiver).serve_forever()
