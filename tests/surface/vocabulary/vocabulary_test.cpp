// The vocabulary at the paths of its own IRIs: in the form asked for, and by version.
#include "surface/served_catalogue.hpp"

namespace kilograph::serve::tests {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class Vocabulary : public ServedCatalogue {};

TEST_F(Vocabulary, IsServedAtItsNamespaceInTheFormAskedFor) {
  const auto page = ask("GET", "/kilograph/ns", "Accept: text/html,application/xhtml+xml;q=0.9,*/*;q=0.8\r\n");
  EXPECT_EQ(page.status, 200u);
  EXPECT_EQ(page.header("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(page.header("Vary"), "Accept");
  EXPECT_THAT(page.body, HasSubstr("id=\"freeBytes\"")) << "https://w3id.org/kilograph/ns#freeBytes leads to its term";
  const auto turtle = ask("GET", "/kilograph/ns", "Accept: text/turtle\r\n");
  EXPECT_EQ(turtle.header("Content-Type"), "text/turtle; charset=utf-8");
  EXPECT_THAT(turtle.body, HasSubstr("\nkg:freeBytes a "));
  const auto context = ask("GET", "/kilograph/ns", "Accept: application/ld+json\r\n");
  EXPECT_EQ(context.header("Content-Type"), "application/ld+json");
  EXPECT_TRUE(Json::parse(context.body)["@context"].contains("freeBytes"));
  EXPECT_EQ(ask("HEAD", "/kilograph/ns").status, 200u);
  expect_problem(ask("GET", "/kilograph/ns", "Accept: image/png\r\n"), 406);
}

TEST_F(Vocabulary, IsServedByOntologyAndByVersion) {
  for (const std::string path : {"kilograph", "kilograph/0.2.0"}) {
    const auto answer = ask("GET", "/kilograph/ontology/" + path, "Accept: text/turtle\r\n");
    EXPECT_EQ(answer.status, 200u) << path;
    EXPECT_THAT(answer.body, HasSubstr("<https://w3id.org/kilograph/ontology/kilograph/0.2.0>")) << path;
  }
  for (const std::string path : {"alignments/prov", "alignments/prov/0.2.0"}) {
    const auto answer = ask("GET", "/kilograph/ontology/" + path, "Accept: text/turtle\r\n");
    EXPECT_THAT(answer.body, HasSubstr("<https://w3id.org/kilograph/ontology/alignments/prov>")) << path;
  }
  EXPECT_THAT(ask("GET", "/kilograph/ontology/kilograph").body, StartsWith("<!"));
  const auto other = ask("GET", "/kilograph/ontology/kilograph/9.9.9", "Accept: text/turtle\r\n");
  expect_problem(other, 404);
  EXPECT_THAT(other.body, HasSubstr("0.2.0"));
  const auto mistyped = ask("GET", "/kilograph/ontology/kilogarph", "Accept: text/turtle\r\n");
  expect_problem(mistyped, 404);
  EXPECT_THAT(mistyped.body, HasSubstr("kilograph"));
}

TEST_F(Vocabulary, IsServedAsTheContextThatThingsName) {
  const auto context = ask("GET", "/kilograph/context/v1");
  EXPECT_EQ(context.header("Content-Type"), "application/ld+json");
  EXPECT_TRUE(Json::parse(context.body).contains("@context"));
  expect_problem(ask("GET", "/kilograph/context/v7"), 404);
}

}  // namespace
}  // namespace kilograph::serve::tests
