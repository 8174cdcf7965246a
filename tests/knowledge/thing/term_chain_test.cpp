#include "knowledge/thing/term_chain.hpp"

#include <gtest/gtest.h>

#include "knowledge/context_document.hpp"

namespace kilograph::knowledge::thing {
namespace {

std::string chain(int terms, const std::string& form = "\"t#:x\"") {
  std::string text = "{\"@context\": {\"end\": \"http://end/\"";
  for (int i = 0; i < terms; ++i) {
    std::string value = form;
    value.replace(value.find('#'), 1, std::to_string(i + 1));
    text += ", \"t" + std::to_string(i) + "\": " + value;
  }
  return text + "}}";
}

Result<void> checked(const std::string& text) {
  const auto document = json::parse(text);
  return check_term_chains(document->root());
}

TEST(TermChain, LongOnesAreRefused) {
  EXPECT_TRUE(checked(chain(50)));
  EXPECT_TRUE(checked(R"({"@context": {"a": "b:x", "b": "a:y", "c": "c"}})")) << "circles are the processor's";
  for (const char* form : {"\"t#:x\"", R"({"@id": "t#:x"})", R"({"@id": "urn:x", "@type": "t#"})"}) {
    const auto refused = checked(chain(100'000, form));
    ASSERT_FALSE(refused) << form;
    EXPECT_EQ(refused.error().message, "the terms of a context stand for each other too deep");
    EXPECT_TRUE(refused.error().where.starts_with("/@context/t")) << refused.error().where;
  }
  EXPECT_FALSE(checked(R"({"a": [{"b": )" + chain(1000) + "}]}"));
}

TEST(TermChain, AGivenContextIsHeldToIt) {
  const std::string text = chain(1000);
  EXPECT_FALSE(document_from_context("c.jsonld", view_of(text), "https://c.example/"));
}

}  // namespace
}  // namespace kilograph::knowledge::thing
