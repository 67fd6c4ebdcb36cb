"""Reports about mail that came back, as mail servers write them (RFC 3464)."""

POSTFIX = """\
Return-Path: <>
X-Original-To: {to}
Delivered-To: {to}
Received: by mx.example.org (Postfix) id 4W2k9; Wed, 25 Nov 2026 09:10:11 +0000 (GMT)
Date: Wed, 25 Nov 2026 09:10:11 +0000 (GMT)
From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: {to}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="4W2k9.1/mx.example.org"
Message-Id: <1@mx.example.org>

This is a MIME-encapsulated message.

--4W2k9.1/mx.example.org
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.org.

<dee@example.org>: host mail.example.org said: 550 5.1.1 no such user

--4W2k9.1/mx.example.org
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org
X-Postfix-Queue-ID: 4W2k9
Arrival-Date: Wed, 25 Nov 2026 09:10:10 +0000 (GMT)

Final-Recipient: rfc822; dee@example.org
Original-Recipient: rfc822;dee@example.org
Action: {action}
Status: {status}
Remote-MTA: dns; mail.example.org
Diagnostic-Code: smtp; 550 5.1.1 no such user

--4W2k9.1/mx.example.org
Content-Description: Undelivered Message
Content-Type: message/rfc822

From: post@circle.example
To: dee@example.org
Subject: News you asked for

The words of the message, dee@example.org

--4W2k9.1/mx.example.org--
"""
# Two addresses behind one, no header that a mail server adds on arrival, lines that end in CR LF, letters as they come.
OTHERS = """\
from: "Mail Delivery Subsystem" <mailer-daemon@mail.example>
TO: <{to}>
SUBJECT: Delivery Status Notification (Failure)
mime-version: 1.0
CONTENT-TYPE: Multipart/Report; boundary="b1"; Report-Type=Delivery-Status

--b1
Content-Type: text/plain; charset="UTF-8"
Content-Transfer-Encoding: 8bit

Die Nachricht konnte nicht zugestellt werden. \u0644\u0645 \u062a\u0635\u0644.

--b1
Content-Type: Message/Delivery-Status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; one@mail.example
Action: FAILED
Status: 5.2.1 (mailbox disabled)

Final-Recipient: rfc822; two@mail.example
Action: {action}
Status: {status}

--b1
Content-Type: text/rfc822-headers

To: dee@example.org

--b1--
"""


def postfix(to: str, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    """A report as Postfix writes it."""
    return POSTFIX.format(to=to, action=action, status=status).encode()


def others(to: str, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    """A report as other mail servers write it, about an address behind which there are two."""
    return OTHERS.format(to=to, action=action, status=status).replace("\n", "\r\n").encode()
