"""A Soda Cloud on loopback that answers what `contract verify -p` asks, and remembers the requests of each run."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ANSWERS = {
    "whoAmI": {},
    "sodaCoreCanManageContracts": {"allowed": True},
    "sodaCoreUploadContractFile": {"fileId": "file-1"},
    "sodaCoreDatasetsConfiguration": {"results": []},
    "sodaCoreInsertScanResults": {"scanId": "scan-1", "cloudUrl": "http://localhost/scan-1", "checks": []},
    "sodaCoreMarkScanFailed": {},
}


class SodaCloud:
    """The id of the API key names the run, and is the token that login gives: so runs may go side by side."""

    def __init__(self):
        self.requests = {}
        cloud = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])), parse_constant=str)
                status, answer = cloud.answer(body)
                text = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, body):
        kind = body.get("type")
        if kind == "login":
            self.requests.setdefault(body["apiKeyId"], [])
            return 200, {"token": body["apiKeyId"]}
        self.requests.setdefault(body.get("token"), []).append(body)
        if kind not in ANSWERS:
            return 400, {"code": "unknown_message", "message": f"This server does not know {kind}."}
        return 200, ANSWERS[kind]

    def configuration(self, run):
        return (f"soda_cloud:\n  host: 127.0.0.1\n  port: \"{self.server.server_port}\"\n  scheme: http\n"
                f"  api_key_id: {run}\n  api_key_secret: none\n")

    def requests_of(self, run):
        return self.requests.get(run, [])
