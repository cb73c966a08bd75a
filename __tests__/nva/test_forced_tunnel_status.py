"""What the command for operators shows, without a machine: run by python3 -m unittest."""

import importlib.machinery
import importlib.util
import json
import os
import sys
import unittest
from unittest import mock

sys.dont_write_bytecode = True
ASSET = os.path.join(os.path.dirname(__file__), "../../assets/forced-tunnel-status")
loader = importlib.machinery.SourceFileLoader("forced_tunnel_status", ASSET)
status = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
loader.exec_module(status)

STATE = {
    "at": 1000, "announced": True, "why": "", "gateway": "10.100.0.1", "nic": "eth0", "anchor": "1.1.1.1:443",
    "rounds": "+++-", "loss_percent": 5, "failures": 2,
}


def rule(chain, *expressions):
    return {"rule": {"family": "ip", "table": "forced_tunnel", "chain": chain, "expr": [*expressions]}}


RULESET = {"nftables": [
    {"metainfo": {"json_schema_version": 1}}, {"chain": {"name": "forward"}},
    rule("forward", {"accept": None}), rule("forward", {"counter": {"packets": 7, "bytes": 420}}),
    rule("too_many", {"counter": {"packets": 2, "bytes": 99}}, {"drop": None}),
    rule("postrouting", {"counter": {"packets": 50, "bytes": 99}}),
]}
SUMMARY = {"peers": {
    "10.100.210.4": {"state": "Established", "peerUptime": "00:05:12", "pfxSnt": 1, "pfxRcd": 3},
    "10.100.210.5": {"state": "Active", "peerUptime": "never"},
}}


class Status(unittest.TestCase):
    def show(self, how, state=STATE, ruleset=RULESET, summary=SUMMARY, now=1001):
        files = {"state.json": state and {**state}, "nf_conntrack_count": 12, "nf_conntrack_max": 262144}
        with mock.patch.multiple(
            status,
            read=lambda path: files[os.path.basename(path)],
            ask=lambda program, *_: ruleset if program == "nft" else summary,
            time=mock.Mock(time=lambda: now),
        ):
            return how(status.status())

    def test_a_healthy_nva(self):
        self.assertEqual(self.show(status.text).split("\n"), [
            "default route  advertised",
            "internet       via 10.100.0.1 dev eth0, anchor 1.1.1.1:443",
            "last rounds    +++-, 5 % lost",
            "connections    12 of 262144",
            "ruleset        loaded",
            "  dropped      7 packets in chain forward",
            "  dropped      2 packets in chain too_many",
            "BGP            10.100.210.4 Established, 00:05:12, 1 sent, 3 received",
            "BGP            10.100.210.5 Active, never, 0 sent, 0 received",
        ])

    def test_a_daemon_that_is_gone_or_silent_advertises_nothing(self):
        for state, now in ((None, 1001), (STATE, 1031)):
            with self.subTest(state=state):
                text = self.show(status.text, state=state, now=now)
                self.assertIn("default route  not advertised: forced-tunnel-egress does not run, or hangs", text)

    def test_without_ruleset_and_frr(self):
        text = self.show(status.text, ruleset={}, summary={})
        self.assertIn("ruleset        missing", text)
        self.assertNotIn("BGP", text)

    def test_metrics_are_numbers(self):
        lines = self.show(status.metrics).split("\n")
        self.assertEqual(sorted(lines), [
            "forced_tunnel_announced 1", "forced_tunnel_at 1000", "forced_tunnel_connections 12",
            "forced_tunnel_connections_max 262144", "forced_tunnel_dropped_by_forward 7",
            "forced_tunnel_dropped_by_too_many 2", "forced_tunnel_failures 2", "forced_tunnel_loss_percent 5",
            "forced_tunnel_ruleset_loaded 1", "forced_tunnel_sessions_established 1",
        ])

    def test_json_has_everything(self):
        found = json.loads(self.show(json.dumps))
        self.assertEqual(found["sessions"]["10.100.210.4"], SUMMARY["peers"]["10.100.210.4"])
        self.assertEqual((found["anchor"], found["dropped"]["forward"]), ("1.1.1.1:443", 7))


if __name__ == "__main__":
    unittest.main()
