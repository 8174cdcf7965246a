// A folder of its own with a catalogue in it, and calls as a surface makes them.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <string>
#include <utility>

#include "reply/verb.hpp"
#include "samples/samples.hpp"

namespace kilograph::reply::tests {

namespace fs = std::filesystem;
using Values = std::initializer_list<std::pair<const char*, std::string>>;

class Workplace : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ =
        fs::temp_directory_path() / ("kilograph_reply_" + std::string(test->name()) + "_" + std::to_string(getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    desk_.catalogue = folder_ / "catalogue";
    ASSERT_TRUE(run("init"));
  }
  void TearDown() override { fs::remove_all(folder_); }

  Result<Answer> run(std::string_view verb, Values values = {}) {
    Call call;
    for (const auto& [name, value] : values) call.give(name, value);
    return answer(verb, call, desk_);
  }

  // The typed answer, or a test failure that says why there is none.
  template <class T>
  T ask(std::string_view verb, Values values = {}) {
    auto answered = run(verb, values);
    if (!answered) ADD_FAILURE() << verb << ": " << answered.error().to_text();
    return answered && std::holds_alternative<T>(*answered) ? std::get<T>(std::move(*answered)) : T{};
  }

  std::string write(const std::string& name, std::string_view text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }
  std::string write_sample(const std::string& name, std::string_view sample) {
    const Bytes bytes = kilograph::tests::sample(sample);
    return write(name, text_of(bytes));
  }
  // A folder with the 23 published models alone.
  std::string models() {
    const fs::path published = folder_ / "published_models";
    if (fs::create_directory(published)) {
      for (const auto& entry : fs::directory_iterator(fs::path(KILOGRAPH_SOURCE_DIR) / "catalog/models")) {
        if (entry.path().extension() == ".ttl") fs::copy(entry.path(), published);
      }
    }
    return published.string();
  }
  // A folder with the six published boards alone: the starter catalogue's other boards are no part of the study.
  std::string devices() {
    const fs::path published = folder_ / "published_boards";
    if (fs::create_directory(published)) {
      for (const auto& entry : fs::directory_iterator(fs::path(KILOGRAPH_SOURCE_DIR) / "catalog/devices")) {
        if (entry.path().string().ends_with(".td.json"))
          fs::copy_file(entry.path(), published / entry.path().filename());
      }
    }
    return published.string();
  }

  fs::path folder_;
  Desk desk_;
};

}  // namespace kilograph::reply::tests
