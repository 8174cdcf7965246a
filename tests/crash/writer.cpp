// Adds sample files to a catalogue until it is killed, and prints a line for each document once
// its commit is done: "<number of the file> <document's IRI>".
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <map>

#include "knowledge/catalogue.hpp"
#include "knowledge/ledger/sample_documents.hpp"

namespace kilograph::knowledge {
namespace {

// One write a line, so that a line that the reader sees is whole or last.
void print_line(const std::string& line) {
  if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) std::_Exit(1);
}

Result<void> add_forever(const std::filesystem::path& folder) {
  Catalogue catalogue = KG_TRY(Catalogue::open(folder, Catalogue::Access::write));
  std::map<std::string, std::uint64_t> number_of;  // by document
  auto batch = KG_TRY(catalogue.begin("writer", [&](const Acknowledgement& done) {
    const auto document = number_of.find(done.document);
    print_line(fmt::format("{} {}\n", document->second, done.document));
    number_of.erase(document);
  }));
  for (std::uint64_t number = 0;; ++number) {
    auto file = tests::sample_file(number);
    for (const Document& document : file.documents) number_of[document.iri] = number;
    KG_CHECK(batch.add(file.original, std::move(file.documents)));
    if (number % 50 == 49) KG_CHECK(batch.commit());
  }
}

}  // namespace
}  // namespace kilograph::knowledge

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: kg_crash_writer CATALOGUE\n";
    return 2;
  }
  const auto added = kilograph::knowledge::add_forever(argv[1]);
  std::cerr << added.error().to_text() << "\n";
  return 1;
}
