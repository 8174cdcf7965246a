// What a catalogue claims is held against the files that it keeps: by `verify`, and by `import` of an
// export that somebody forged, with all its digests made to agree.
#include <gmock/gmock.h>

#include <functional>
#include <map>
#include <regex>

#include "base/file.hpp"
#include "knowledge/catalogue.hpp"
#include "reply/workplace.hpp"

namespace kilograph::reply {
namespace {

namespace fs = std::filesystem;
using ::testing::AnyOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string text_at(const fs::path& path) {
  const auto bytes = read_file(path, 1 << 30);
  return bytes ? std::string(text_of(*bytes)) : std::string();
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

class Soundness : public tests::Workplace {
 protected:
  void SetUp() override {
    Workplace::SetUp();
    write_sample("one.tflite", "tiny_float");
    write_sample("same.tflite", "tiny_float");
    write_sample("two.tflite", "weights_int4");
    write("two.cc", kilograph::tests::as_c_array(kilograph::tests::sample("weights_int4"), "two"));
    write("figures.csv", "model,file_bytes,arena_bytes\none,700,1936\n\"a, b\",1,1\n");
    write("board.ttl",
          "@prefix td: <https://www.w3.org/2019/wot/td#> .\n"
          "<urn:board> a td:Thing ; td:title \"Board\" ; <urn:note> [ <urn:text> \"anonymous\" ] .\n");
    write("graph.nq", "<urn:a> <urn:p> \"o\" <urn:graph> .\n<urn:a> <urn:p> \"o\" .\n");
    for (const char* name :
         {"one.tflite", "same.tflite", "two.tflite", "two.cc", "figures.csv", "board.ttl", "graph.nq"})
      ask<AddAnswer>("add", {{"path", (folder_ / name).string()}});
    ask<AddAnswer>("add", {{"path", devices()}});
  }

  fs::path exported() {
    ask<TransferAnswer>("export", {{"path", (folder_ / "out").string()}});
    return folder_ / "out";
  }

  // Makes the manifest agree with what the other files have become.
  static void sign(const fs::path& folder) {
    std::string manifest = text_at(folder / "manifest.json");
    const std::map<std::string, std::string> files{
        {"documents", "documents.json"}, {"quads", "catalogue.nq"}, {"log", "log.json"}};
    for (const auto& [key, name] : files) {
      const std::string digest = sha256(view_of(text_at(folder / name))).hex();
      manifest = std::regex_replace(manifest, std::regex("\"" + key + "_sha256\":\"[0-9a-f]*\""),
                                    "\"" + key + "_sha256\":\"" + digest + "\"");
    }
    ASSERT_TRUE(write_file(folder / "manifest.json", view_of(manifest)));
  }

  static void forge(const fs::path& folder, const char* name, const std::function<std::string(std::string)>& change) {
    const std::string before = text_at(folder / name);
    const std::string after = change(before);
    ASSERT_NE(before, after) << "nothing was forged";
    ASSERT_TRUE(write_file(folder / name, view_of(after)));
    sign(folder);
  }

  // Imports into a catalogue of its own; after an error that one must be empty.
  Result<Answer> imported(const fs::path& folder, bool remake = false) {
    const auto home = desk_.catalogue;
    desk_.catalogue = folder_ / ("import" + std::to_string(++count_));
    EXPECT_TRUE(run("init"));
    auto answered = remake ? run("import", {{"path", folder.string()}, {"remake", ""}})
                           : run("import", {{"path", folder.string()}});
    if (answered) {
      EXPECT_THAT(ask<VerifyAnswer>("verify").problems, IsEmpty());
    } else {
      const auto counts = knowledge::Catalogue::open(*desk_.catalogue, knowledge::Catalogue::Access::read)->counts();
      EXPECT_EQ(counts->documents + counts->files + counts->log_entries, 0u);
    }
    desk_.catalogue = home;
    return answered;
  }

  // Both doors: import refuses, and verify finds it where it was imported unchecked.
  void expect_found(const fs::path& folder, const std::string& what) {
    const auto refused = imported(folder);
    ASSERT_FALSE(refused) << what;
    EXPECT_EQ(refused.error().kind, ErrorKind::bad_input);
    EXPECT_THAT(refused.error().message, HasSubstr(what));
    EXPECT_THAT(refused.error().where, HasSubstr("documents.json: https://w3id.org/kilograph/id/document/"));
    EXPECT_THAT(refused.error().advice, HasSubstr("--remake"));
    auto unchecked = knowledge::Catalogue::create(folder_ / ("unchecked" + std::to_string(++count_)));
    const auto kept = unchecked->import_from(folder, "tester");
    ASSERT_TRUE(kept) << kept.error().to_text();
    EXPECT_THAT(unchecked->verify().value(), IsEmpty()) << "each part agrees with its digest";
    const auto home = std::exchange(desk_.catalogue, folder_ / ("unchecked" + std::to_string(count_)));
    const auto problems = ask<VerifyAnswer>("verify").problems;
    desk_.catalogue = home;
    ASSERT_THAT(problems, ::testing::Not(IsEmpty())) << what;
    EXPECT_THAT(problems[0], HasSubstr(what));
  }

  int count_ = 0;
};

TEST_F(Soundness, WhatWasAddedAgreesAndTravels) {
  EXPECT_THAT(ask<VerifyAnswer>("verify").problems, IsEmpty());
  const auto counts = std::get<TransferAnswer>(*imported(exported())).counts;
  EXPECT_EQ(counts.remade, 0u);
}

TEST_F(Soundness, AForgedFigureIsFound) {
  const fs::path folder = exported();
  forge(folder, "documents.json",
        [](const std::string& text) { return std::regex_replace(text, std::regex("\"macs\":[0-9]+"), "\"macs\":1"); });
  expect_found(folder, "typed record");
}

TEST_F(Soundness, AForgedStatementIsFound) {
  const fs::path folder = exported();
  forge(folder, "catalogue.nq", [](const std::string& text) { return replaced(text, "\"one\"", "\"eno\""); });
  expect_found(folder, "graph");
}

TEST_F(Soundness, AForgedSourceIsFound) {
  const fs::path folder = exported();
  forge(folder, "documents.json",
        [](const std::string& text) { return replaced(text, "\"basis\":\"planned\"", "\"basis\":\"measured\""); });
  expect_found(folder, "source");
}

TEST_F(Soundness, ADocumentOfAnotherFileIsFound) {
  const fs::path folder = exported();
  const std::string one = sha256(kilograph::tests::sample("tiny_float")).hex();
  const std::string two = sha256(kilograph::tests::sample("weights_int4")).hex();
  const auto swap_files = [&](std::string text, const std::string& key) {
    const std::string mark = "\"" + key + "\":\"";
    text = std::regex_replace(text, std::regex(mark + one), mark + "other");
    text = std::regex_replace(text, std::regex(mark + two), mark + one);
    return std::regex_replace(text, std::regex(mark + "other"), mark + two);
  };
  forge(folder, "documents.json", [&](const std::string& text) { return swap_files(text, "file"); });
  forge(folder, "log.json", [&](const std::string& text) { return swap_files(text, "digest"); });
  expect_found(folder, "its file gives no such document");
}

TEST_F(Soundness, ARowOfAnotherModelIsFound) {
  const fs::path folder = exported();
  const std::string one = domain::model_iri(sha256(kilograph::tests::sample("tiny_float")));
  const std::string two = domain::model_iri(sha256(kilograph::tests::sample("weights_int4")));
  const auto of_row = [&](const std::string& text) {
    std::string changed;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      const bool is_row = line.find("figures.csv") != std::string::npos;
      changed += (is_row ? replaced(line, one, two) : line) + "\n";
    }
    return changed;
  };
  const std::string documents = text_at(folder / "documents.json");
  std::smatch row;
  ASSERT_TRUE(std::regex_search(documents, row, std::regex("\"iri\":\"([^\"]*)\"[^\n]*figures.csv")));
  const std::string iri = row[1];
  forge(folder, "documents.json", of_row);
  forge(folder, "log.json", [&](const std::string& text) {
    std::string changed;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      const bool is_row = line.find(iri) != std::string::npos;
      changed += (is_row ? replaced(line, one, two) : line) + "\n";
    }
    return changed;
  });
  expect_found(folder, "its row is about another model");
}

TEST_F(Soundness, RemakeTakesWhatTheFilesShow) {
  const fs::path folder = exported();
  const std::string honest = text_at(folder / "documents.json");
  forge(folder, "documents.json",
        [](const std::string& text) { return std::regex_replace(text, std::regex("\"macs\":[0-9]+"), "\"macs\":1"); });
  const auto answered = imported(folder, true);
  ASSERT_TRUE(answered) << answered.error().to_text();
  EXPECT_GE(std::get<TransferAnswer>(*answered).counts.remade, 1u);
  const auto home = std::exchange(desk_.catalogue, folder_ / ("import" + std::to_string(count_)));
  ask<TransferAnswer>("export", {{"path", (folder_ / "again").string()}});
  desk_.catalogue = home;
  EXPECT_EQ(text_at(folder_ / "again/documents.json"), honest);
}

TEST_F(Soundness, AttacksOnTheFormAreRefused) {
  const fs::path folder = exported();
  const std::string documents = text_at(folder / "documents.json"), manifest = text_at(folder / "manifest.json");
  const std::string file = sha256(kilograph::tests::sample("tiny_float")).hex();
  const std::string first_line = documents.substr(0, documents.find('\n') + 1);
  const std::vector<std::string> forged{
      std::regex_replace(documents, std::regex("\"file\":\"" + file), "\"file\":\"../../../../etc/passwd"),
      std::regex_replace(documents, std::regex("\"file\":\"" + file), "\"file\":\"" + std::string(64, '0')),
      std::regex_replace(documents, std::regex("\"triples\":[0-9]+"), "\"triples\":18446744073709551615"),
      std::regex_replace(documents, std::regex("\"triples\":[0-9]+"), "\"triples\":500000000"),
      first_line + documents,
      documents + first_line,
      std::string(100'000, '['),
      std::regex_replace(documents, std::regex("\"seq\":[0-9]+"), "\"seq\":9223372036854775807"),
  };
  for (const std::string& text : forged) {
    ASSERT_NE(text, documents);
    ASSERT_TRUE(write_file(folder / "documents.json", view_of(text)));
    sign(folder);
    const auto refused = imported(folder);
    ASSERT_FALSE(refused) << text.substr(0, 200);
    EXPECT_THAT(refused.error().kind, AnyOf(ErrorKind::bad_input, ErrorKind::too_large)) << refused.error().to_text();
    EXPECT_FALSE(refused.error().where.empty());
  }
  ASSERT_TRUE(write_file(folder / "documents.json", view_of(documents)));
  const std::string counts =
      std::regex_replace(manifest, std::regex("\"documents\":[0-9]+"), "\"documents\":999999999");
  ASSERT_TRUE(write_file(folder / "manifest.json", view_of(counts)));
  EXPECT_THAT(imported(folder).error().message, HasSubstr("other counts"));
  ASSERT_TRUE(write_file(folder / "manifest.json", view_of(manifest)));
  EXPECT_TRUE(imported(folder));
  fs::remove(folder / "files" / file);
  EXPECT_THAT(imported(folder).error().where, HasSubstr(file));
}

}  // namespace
}  // namespace kilograph::reply
