// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/web/peer_address.h"

#include <gtest/gtest.h>

namespace fika::web {
namespace {

TEST(PeerAddress, CutsIpv6ToItsNetwork) {
  EXPECT_EQ(parse_peer("192.0.2.7").prefix, "192.0.2.7");
  EXPECT_EQ(parse_peer("2001:db8:1:2:aaaa::1").prefix, "2001:db8:1:2::/64");
  EXPECT_EQ(parse_peer("fe80::1%eth0").address, "fe80::1");
  EXPECT_EQ(parse_peer("::ffff:192.0.2.7").address, "192.0.2.7");
  EXPECT_EQ(parse_peer("nonsense").address, "");
}

TEST(PeerAddress, TakesTheLastHopOnly) {
  const PeerAddress proxy = parse_peer("127.0.0.1");
  EXPECT_EQ(forwarded_peer("10.9.9.9, 192.0.2.7", proxy).address, "192.0.2.7");
  EXPECT_EQ(forwarded_peer("192.0.2.7:4711", proxy).address, "192.0.2.7");
  EXPECT_EQ(forwarded_peer("[2001:db8::1]:4711", proxy).address, "2001:db8::1");
  EXPECT_EQ(forwarded_peer("192.0.2.7, unknown", proxy).address, "127.0.0.1");
  EXPECT_EQ(forwarded_peer("", proxy).address, "127.0.0.1");
  EXPECT_EQ(forwarded_peer("[", proxy).address, "127.0.0.1");
}

}  // namespace
}  // namespace fika::web
