// Board definition to Thing Model to RDF and back, without loss.
#include <gtest/gtest.h>

#include "base/file.hpp"
#include "ingest/board/board_iri.hpp"
#include "ingest/document.hpp"
#include "knowledge/intake.hpp"
#include "shared_data.hpp"

namespace kilograph::knowledge {
namespace {

// How many definitions of the file come back as they went.
std::size_t check_file(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  const Bytes bytes = read_file(path, 1u << 20).value();
  auto ingested = ingest::read(bytes, name, {});
  EXPECT_TRUE(ingested) << path;
  const auto& definitions = std::get<ingest::BoardDefinitions>(ingested->content);
  for (const ingest::BoardDefinition& board : definitions.boards) {
    const std::string entity = ingest::board::board_iri(definitions.platform, board.id);
    const Origin origin{sha256(bytes), name, "application/x-test"};
    const Document written = document_from(origin, entity, board.facts, board.source);
    const auto read = documents_from_rdf(origin, view_of(written.triples), rdf::Syntax::ntriples, {});
    EXPECT_TRUE(read) << entity;
    if (!read) continue;
    EXPECT_EQ(read->documents.size(), 1U) << entity;
    EXPECT_TRUE(read->left_out.empty() && read->warnings.empty()) << entity;
    const Document& back = read->documents.front();
    EXPECT_EQ(back.entity, entity);
    EXPECT_EQ(back.source.by, board.source.by) << entity;
    EXPECT_EQ(back.source.basis, board.source.basis) << entity;
    EXPECT_TRUE(std::get<domain::DeviceFacts>(back.facts) == board.facts) << entity << "\n" << written.triples;
  }
  return definitions.boards.size();
}

TEST(BoardRoundTrip, OfOurSamplesLosesNothing) {
  std::size_t count = 0;
  const auto folder = std::filesystem::path(KILOGRAPH_SOURCE_DIR) / "tests/ingest/board/samples";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) count += check_file(entry.path());
  EXPECT_EQ(count, 8U);
}

TEST(BoardRoundTrip, OfRealBoardsLosesNothing) {
  KG_NEEDS_SHARED("reference/boards/platformio");
  std::size_t count = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(tests::shared("reference/boards/platformio"))) {
    if (entry.path().extension() == ".json") count += check_file(entry.path());
  }
  EXPECT_EQ(count, 57U);
}

}  // namespace
}  // namespace kilograph::knowledge
