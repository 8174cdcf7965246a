// The file beside the ledger: what it answers is what the ledger says, whatever happened to either.
#include "reply/projection.hpp"

#include <gmock/gmock.h>

#include <random>

#include "base/file.hpp"
#include "reply/subject.hpp"
#include "reply/workplace.hpp"

namespace kilograph::reply {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Projections : public tests::Workplace {
 protected:
  void SetUp() override {
    Workplace::SetUp();
    desk_.reported = [&](const Problem& problem) { notes_.push_back(problem.message); };
    model_ = write_sample("small.tflite", "tiny_float");
    ask<AddAnswer>("add", {{"path", model_}});
  }

  std::filesystem::path file() const { return *desk_.catalogue / kProjectionFile; }
  knowledge::Catalogue opened() { return open_catalogue(desk_, knowledge::Catalogue::Access::read).value(); }
  std::string kept() { return projection_of(opened(), desk_).value()->to_bytes(""); }
  std::string made_anew() { return projection_of(opened()).value()->to_bytes(""); }

  void add_device(const std::string& name, int free_bytes, const std::string& type = {}) {
    const std::string links =
        type.empty() ? "" : R"("links": [{"rel": "type", "href": "urn:device:)" + type + R"("}],)";
    const std::string memory = free_bytes == 0 ? ""
                                               : R"({"@type": "MicroController", "memory": [{"@type": "MemoryRegion",
        "name": "SRAM", "kind": "working", "freeBytes": )" +
                                                     std::to_string(free_bytes) + "}]}";
    ask<AddAnswer>("add", {{"path", write(name + ".td.json", R"({
      "@context": ["https://www.w3.org/2022/wot/td/v1.1", "https://w3id.org/kilograph/context/v1"], )" +
                                                                 links + R"("id": "urn:device:)" + name +
                                                                 R"(", "title": ")" + name + R"(", "security": "n",
      "securityDefinitions": {"n": {"scheme": "nosec"}}, "parts": [)" +
                                                                 memory + "]}")}});
  }

  std::string model_;
  std::vector<std::string> notes_;
};

TEST_F(Projections, AReadAfterAWriteSeesIt) {
  add_device("one", 1000);
  EXPECT_THAT(ask<FitAnswer>("fit").devices, SizeIs(1));
  EXPECT_TRUE(std::filesystem::exists(file()));
  add_device("two", 2000);
  EXPECT_THAT(ask<FitAnswer>("fit").devices, SizeIs(2));
  add_device("two", 3000);
  EXPECT_EQ(kept(), made_anew());
  ASSERT_TRUE(run("remove", {{"name", "urn:device:one"}}));
  EXPECT_THAT(ask<FitAnswer>("fit").devices, SizeIs(1));
  EXPECT_THAT(notes_, IsEmpty());
}

TEST_F(Projections, WhatADeviceIsBasedOnChangesIt) {
  add_device("one", 0, "board");
  EXPECT_EQ(kept(), made_anew());
  add_device("board", 1000);
  EXPECT_EQ(kept(), made_anew());
  add_device("board", 2000);
  EXPECT_EQ(kept(), made_anew());
  ASSERT_TRUE(run("remove", {{"name", "urn:device:board"}}));
  EXPECT_EQ(kept(), made_anew());
}

TEST_F(Projections, AFileThatIsDamagedOrOfAnotherCatalogueIsMadeAnewWithANote) {
  add_device("one", 1000);
  const std::string right = kept();
  const Bytes whole = read_file(file(), kMostProjectionBytes).value();
  Bytes damaged = whole;
  damaged[damaged.size() / 2] ^= 1;
  const Bytes cut(whole.begin(), whole.begin() + 60);
  for (const Bytes& bytes : {damaged, cut, Bytes{}}) {
    ASSERT_TRUE(write_file(file(), bytes));
    notes_.clear();
    EXPECT_EQ(kept(), right);
    ASSERT_THAT(notes_, SizeIs(1));
    EXPECT_THAT(notes_.front(), HasSubstr("made anew from the ledger"));
    notes_.clear();
    EXPECT_EQ(kept(), right);
    EXPECT_THAT(notes_, IsEmpty());
  }
  desk_.catalogue = folder_ / "second";
  ASSERT_TRUE(run("init"));
  add_device("other", 5000);
  add_device("another", 6000);
  const std::string second = made_anew();
  ASSERT_TRUE(write_file(file(), whole));
  EXPECT_EQ(kept(), second);
  ASSERT_THAT(notes_, SizeIs(1));
  EXPECT_THAT(notes_.front(), HasSubstr("not of this catalogue's log"));
}

TEST_F(Projections, FollowAnySequenceOfChanges) {
  std::mt19937 random(7);
  for (int step = 0; step < 60; ++step) {
    const std::string name = "d" + std::to_string(random() % 8);
    const std::string id = "urn:device:" + name;
    if (random() % 3 == 0) {
      (void)run("remove", {{"name", id}});  // one that is not there changes nothing
    } else {
      const std::string type = random() % 3 == 0 ? "d" + std::to_string(random() % 8) : "";
      add_device(name, static_cast<int>(random() % 3 * 1000), type == name ? "" : type);
    }
    if (random() % 10 == 0) (void)run("remove", {{"name", "small"}});
    if (random() % 5 == 0) ask<AddAnswer>("add", {{"path", model_}});
    if (random() % 2 == 0) {
      ASSERT_EQ(kept(), made_anew()) << "step " << step;
    }
  }
  EXPECT_EQ(kept(), made_anew());
  EXPECT_THAT(notes_, IsEmpty());
}

}  // namespace
}  // namespace kilograph::reply
