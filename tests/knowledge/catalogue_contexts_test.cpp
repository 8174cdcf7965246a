// JSON-LD contexts that a user gave: kept, used by documents that are there already, moved, taken back.
#include <gtest/gtest.h>

#include "knowledge/catalogue.hpp"
#include "knowledge/context_document.hpp"
#include "knowledge/intake.hpp"

namespace kilograph::knowledge {
namespace {

constexpr std::string_view kLamp = R"({"@context": ["https://www.w3.org/2022/wot/td/v1.1", "https://c.example/a"],
  "id": "urn:example:lamp", "@type": "Thing", "title": "Lamp", "colour": "red"})";
constexpr std::string_view kContext = R"({"@context": {"colour": "urn:c:colour"}})";
constexpr const char* kUrl = "https://c.example/a";

KeptFile kept(std::string_view text) { return std::make_shared<const Bytes>(text.begin(), text.end()); }

class CatalogueContexts : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() / ("kg-contexts-" + std::string(test->name()));
    std::filesystem::remove_all(folder_);
    catalogue_ = *Catalogue::create(folder_ / "one");
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  static Result<std::vector<Document>> read(const Catalogue& catalogue, const KeptFile& file) {
    const std::vector<GivenContext> given = KG_TRY(catalogue.contexts());
    const Origin origin{sha256(*file), "lamp.td.json", "application/td+json"};
    return KG_TRY(documents_from_rdf(origin, *file, rdf::Syntax::jsonld, "", views_of(given))).documents;
  }
  Reread reread() {
    return [this](const KeptFile& file, const Document&) { return read(*catalogue_, file); };
  }
  void add_lamp() {
    const KeptFile file = kept(kLamp);
    auto batch = catalogue_->begin("tester", {});
    ASSERT_TRUE(batch->add(file, *read(*catalogue_, file)).has_value());
    ASSERT_TRUE(batch->commit().has_value());
  }
  Result<Remapping> give(std::string_view text, const char* url = kUrl) {
    const KeptFile file = kept(text);
    const std::vector<GivenContext> others = KG_TRY(catalogue_->contexts());
    auto document = KG_TRY(document_from_context("a.jsonld", *file, url, others));
    return catalogue_->put_context(file, std::move(document), reread(), "tester");
  }
  bool says(std::string_view triple) {
    const auto documents = catalogue_->documents("urn:example:lamp");
    return documents->size() == 1 && documents->front().triples.find(triple) != std::string::npos;
  }

  std::filesystem::path folder_;
  std::optional<Catalogue> catalogue_;
};

TEST_F(CatalogueContexts, KeptDocumentsAreMadeAnewAndBackAgain) {
  add_lamp();
  EXPECT_TRUE(says("<https://www.w3.org/2019/wot/td#colour> \"red\""));
  const auto given = give(kContext);
  ASSERT_TRUE(given.has_value()) << given.error().to_text();
  EXPECT_EQ(given->change, Change::added);
  EXPECT_EQ(given->changed, 1u);
  EXPECT_TRUE(given->refused.empty());
  EXPECT_TRUE(says("<urn:c:colour> \"red\""));
  EXPECT_EQ(give(kContext)->changed, 0u);
  EXPECT_EQ(give(R"({"@context": {"colour": "urn:d:colour"}})")->changed, 1u);
  EXPECT_TRUE(says("<urn:d:colour> \"red\""));
  ASSERT_EQ(catalogue_->contexts()->size(), 1u);
  EXPECT_EQ(catalogue_->remove_context(kUrl, reread(), "tester")->changed, 1u);
  EXPECT_TRUE(says("<https://www.w3.org/2019/wot/td#colour> \"red\""));
  EXPECT_TRUE(catalogue_->contexts()->empty());
  EXPECT_EQ(catalogue_->remove_context(kUrl, reread(), "tester").error().kind, ErrorKind::not_found);
}

TEST_F(CatalogueContexts, AContextMayUseAnotherThatComesLater) {
  add_lamp();
  std::vector<std::string> unknown;
  constexpr std::string_view kOuter = R"({"@context": "https://c.example/b"})";
  ASSERT_TRUE(document_from_context("a", view_of(kOuter), kUrl, {}, &unknown).has_value());
  EXPECT_EQ(unknown, std::vector<std::string>{"https://c.example/b"});
  ASSERT_TRUE(give(kOuter).has_value());
  EXPECT_TRUE(says("<https://www.w3.org/2019/wot/td#colour> \"red\""));
  EXPECT_EQ(give(kContext, "https://c.example/b")->changed, 1u);
  EXPECT_TRUE(says("<urn:c:colour> \"red\""));
}

TEST_F(CatalogueContexts, GoWithTheExport) {
  add_lamp();
  ASSERT_TRUE(give(kContext).has_value());
  ASSERT_TRUE(catalogue_->export_to(folder_ / "export").has_value());
  auto other = Catalogue::create(folder_ / "two");
  const auto moved = other->import_from(folder_ / "export", "tester");
  ASSERT_TRUE(moved.has_value()) << moved.error().to_text();
  const auto contexts = other->contexts();
  ASSERT_EQ(contexts->size(), 1u);
  EXPECT_EQ(contexts->front().url, kUrl);
  EXPECT_EQ(text_of(*contexts->front().file), kContext);
  EXPECT_EQ(contexts->front().place, "a.jsonld");
  EXPECT_EQ(other->log(0)->back().seq, catalogue_->log(0)->back().seq);
}

TEST(ContextDocument, SaysWhatIsWrong) {
  const std::string deep(200, '[');
  const struct {
    std::string_view url, text, said;
    ErrorKind kind;
  } cases[] = {
      {kUrl, "{", "the JSON is broken", ErrorKind::bad_input},
      {kUrl, "{}", "the file has no @context", ErrorKind::bad_input},
      {kUrl, "[]", "the file has no @context", ErrorKind::bad_input},
      {kUrl, R"({"@context": "https://c.example/a"})", "refuses the context", ErrorKind::bad_input},
      {kUrl, R"({"@context": {"x": {"@id": 5}}})", "@id value must be a string", ErrorKind::bad_input},
      {kUrl, R"({"@context": {"x": "y:z", "y": "x:z"}})", "refuses the context", ErrorKind::bad_input},
      {kUrl, deep, "nest", ErrorKind::too_large},
      {"no iri", kContext, "is no absolute IRI", ErrorKind::usage},
      {"https://www.w3.org/2022/wot/td/v1.1", kContext, "is built in", ErrorKind::usage},
  };
  for (const auto& one : cases) {
    const auto document = document_from_context("a", view_of(one.text), one.url);
    ASSERT_FALSE(document.has_value()) << one.text;
    EXPECT_EQ(document.error().kind, one.kind) << document.error().to_text();
    EXPECT_NE(document.error().message.find(one.said), std::string::npos) << document.error().to_text();
  }
}

TEST(ContextDocument, TwoContextsInACircleAreRefused) {
  const GivenContext first{"https://c.example/a", "a", {}, kept(R"({"@context": "https://c.example/b"})")};
  const auto second =
      document_from_context("b", view_of(R"({"@context": "https://c.example/a"})"), "https://c.example/b", {first});
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().kind, ErrorKind::bad_input);
}

TEST(ContextDocument, CutAnywhereIsAnErrorOrAContext) {
  for (std::size_t length = 0; length < kContext.size(); ++length) {
    EXPECT_FALSE(document_from_context("a", view_of(kContext.substr(0, length)), kUrl).has_value()) << length;
  }
}

}  // namespace
}  // namespace kilograph::knowledge
