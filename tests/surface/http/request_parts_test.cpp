// Parts of requests without a socket: targets, forms, Accept, Host.
#include <gtest/gtest.h>

#include <array>

#include "serve/http/accept.hpp"
#include "serve/http/host.hpp"
#include "serve/http/target.hpp"

namespace kilograph::serve::http {
namespace {

using Strings = std::vector<std::string>;

TEST(Target, IsTakenApart) {
  const auto target = parse_target("/things/urn%3Aa%2Fb/?x=a+b%26c&flag&y=%C3%A9");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->segments, (Strings{"things", "urn:a/b", ""}));
  EXPECT_EQ(target->query, (Parameters{{"x", "a b&c"}, {"flag", ""}, {"y", "\xC3\xA9"}}));
  EXPECT_TRUE(parse_target("/")->segments.empty());
}

TEST(Target, IsAnErrorOrAPathWhereverItIsCut) {
  const std::string whole = "/things/urn%3Aa?limit=5&x=%C3%A9";
  for (std::size_t bytes = 0; bytes < whole.size(); ++bytes) {
    const auto target = parse_target(std::string_view(whole).substr(0, bytes));
    EXPECT_TRUE(target || target.error().kind == ErrorKind::bad_input) << bytes;
    EXPECT_FALSE(target && (bytes == 0 || whole[bytes - 1] == '%')) << bytes;
  }
}

TEST(Target, IsRefusedWithWhatNoPathHas) {
  for (const char* text : {"", "things", "http://e/", "*", "/a b", "/%", "/%g0", "/%00", "/\x01", "/%ff", "/?x=%ff"}) {
    EXPECT_FALSE(parse_target(text)) << text;
  }
}

TEST(Target, IsWrittenAsItIsRead) {
  const std::string odd = "urn:a/b?c#d e%\xC3\xA9+";
  EXPECT_EQ(parse_target("/" + encoded(odd))->segments, Strings{odd});
  EXPECT_EQ((*parse_form("x=" + encoded(odd)))[0].second, odd);
}

TEST(Form, KeepsLinesOfItsValues) { EXPECT_EQ((*parse_form("query=a%0Ab"))[0].second, "a\nb"); }

TEST(Accept, ChoosesByQualityThenByNarrownessThenByOrder) {
  constexpr std::array<std::string_view, 3> kOffered{"text/turtle", "application/json", "text/csv"};
  const auto best = [&](std::string_view accept) { return best_of(accept, kOffered); };
  EXPECT_EQ(best(""), 0u);
  EXPECT_EQ(best("*/*"), 0u);
  EXPECT_EQ(best("application/*"), 1u);
  EXPECT_EQ(best("text/*;q=0.5, application/json;q=0.4"), 0u);
  EXPECT_EQ(best("text/*, text/turtle;q=0.1"), 2u);
  EXPECT_EQ(best("TEXT/CSV ; charset=utf-8 ; q=0.3"), 2u);
  EXPECT_EQ(best("*/*;q=0.1, text/turtle;q=0"), 1u);
  EXPECT_FALSE(best("text/html"));
  EXPECT_FALSE(best("text/turtle;q=0, application/json;q=0, text/csv;q=0"));
  EXPECT_EQ(best(",,;;q=,*/*;q=x"), 0u);
  EXPECT_EQ(media_type_of(" Application/TD+json ; charset=utf-8"), "application/td+json");
}

TEST(Host, IsOursByItsNameAlone) {
  for (const char* host : {"", "localhost", "localhost:80", "127.0.0.1", "127.9.9.9:1", "[::1]", "[::1]:8080"}) {
    EXPECT_TRUE(is_own_host(host)) << host;
  }
  for (const char* host :
       {"example.com", "localhost.example.com", "10.0.0.1", "[::2]", "[", "127.0.0.1@e", "0x7f000001"}) {
    EXPECT_FALSE(is_own_host(host)) << host;
  }
}

}  // namespace
}  // namespace kilograph::serve::http
