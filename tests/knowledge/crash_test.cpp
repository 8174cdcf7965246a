// What was acknowledged survives: a loss of power, a full disk, a disk that fails.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <map>
#include <utility>

#include "knowledge/catalogue.hpp"
#include "knowledge/ledger/sample_documents.hpp"
#include "knowledge/ledger/volatile_disk.hpp"

namespace kilograph::knowledge {
namespace {

using tests::holds;
using tests::lacks;
using tests::sample_file;
using tests::SampleFile;
using tests::ScratchFolder;
using tests::VolatileDisk;

constexpr std::uint64_t kFiles = 40;
constexpr std::uint64_t kGroup = 7;                   // files a commit
constexpr tests::SampleSize kSize{6000, 30, 3};
constexpr std::uint64_t kRemoved[] = {4, 5};          // the devices of these files go in the middle, together
constexpr std::uint64_t kPoints = 200;

// Made once, because every point of every test uses the same.
const SampleFile& sample(std::uint64_t number, std::uint64_t revision) {
  static std::map<std::pair<std::uint64_t, std::uint64_t>, SampleFile> samples;
  const auto found = samples.find({number, revision});
  if (found != samples.end()) return found->second;
  return samples[{number, revision}] = sample_file(number, kSize, revision);
}

// Every how many operations a test of failures stops: each one with KILOGRAPH_LONG=1.
std::uint64_t stride(std::uint64_t usual) { return std::getenv("KILOGRAPH_LONG") != nullptr ? 1 : usual; }

// What a person who watched the acknowledgements knows.
struct Known {
  std::map<std::uint64_t, std::uint64_t> revisions;   // of each file, acknowledged
  std::map<std::uint64_t, std::uint64_t> attempts;    // of each file, the last one begun
  bool removal_tried = false, removed = false;
};

// One commit of several files. `revisions` is what each of them now states.
Result<void> add(Catalogue& catalogue, std::uint64_t from, std::uint64_t to, std::uint64_t revision, Known& known,
                 const std::function<void()>& on_failure) {
  std::map<std::string, std::uint64_t> number_of;   // by document
  std::map<std::uint64_t, std::size_t> acknowledged;
  auto batch = KG_TRY(catalogue.begin("tester", [&](const Acknowledgement& done) {
    const std::uint64_t number = number_of.at(done.document);
    if (++acknowledged[number] == 3) known.revisions[number] = revision;
  }));
  Result<void> result;
  for (std::uint64_t number = from; number < to && result; ++number) {
    const SampleFile& file = sample(number, revision);
    for (const Document& document : file.documents) number_of[document.iri] = number;
    known.attempts[number] = revision;
    result = batch.add(file.original, file.documents);
  }
  if (result) result = batch.commit();
  if (result || !on_failure) return result;
  EXPECT_TRUE(result.error().kind == ErrorKind::io) << result.error().to_text();
  EXPECT_FALSE(result.error().advice.empty());
  on_failure();
  return batch.commit();
}

// Adds, changes and removes; stops at the first error. With `on_failure`, tries the commit again.
Result<void> work(const std::filesystem::path& folder, Known& known, const std::function<void()>& on_failure = {}) {
  {
    Catalogue catalogue = KG_TRY(Catalogue::open(folder, Catalogue::Access::write));
    for (std::uint64_t from = 0; from < kFiles; from += kGroup) {
      KG_CHECK(add(catalogue, from, std::min(from + kGroup, kFiles), 0, known, on_failure));
    }
  }  // closing it moves the write-ahead log into the ledger, which can be cut short too
  Catalogue catalogue = KG_TRY(Catalogue::open(folder, Catalogue::Access::write));
  known.removal_tried = true;
  std::vector<std::string> devices;
  for (const std::uint64_t number : kRemoved) devices.push_back(sample(number, 0).documents[2].entity);
  KG_CHECK(catalogue.remove_all(devices, "tester"));
  known.removed = true;
  for (std::uint64_t from = kRemoved[1] + 1; from < kFiles; from += kGroup) {
    KG_CHECK(add(catalogue, from, std::min(from + kGroup, kFiles), 1, known, on_failure));
  }
  return {};
}

// Everything acknowledged is whole, nothing is half there, nothing is there that nobody added.
void check(const std::filesystem::path& folder, const Known& known) {
  const auto catalogue = Catalogue::open(folder, Catalogue::Access::write);
  ASSERT_TRUE(catalogue) << catalogue.error().to_text();
  const auto problems = catalogue->verify();
  ASSERT_TRUE(problems) << problems.error().to_text();
  EXPECT_TRUE(problems->empty()) << problems->front();
  std::size_t gone = 0;  // of the devices that are removed together
  for (std::uint64_t number = 0; number < kFiles; ++number) {
    const auto acknowledged = known.revisions.find(number);
    const auto attempted = known.attempts.find(number);
    SampleFile before = sample(number, acknowledged == known.revisions.end() ? 0 : acknowledged->second);
    SampleFile after = sample(number, attempted == known.attempts.end() ? 0 : attempted->second);
    if (std::ranges::count(kRemoved, number) > 0 && known.removal_tried) {
      before.documents.pop_back();
      const auto device = catalogue->documents(after.documents.back().entity).value();
      EXPECT_TRUE(device.empty() || !known.removed);
      gone += device.empty() ? 1 : 0;
      after = before;
    }
    const bool is_kept = holds(*catalogue, before) || holds(*catalogue, after);
    const bool may_be_kept = attempted != known.attempts.end();
    const bool must_be_kept = acknowledged != known.revisions.end();
    EXPECT_TRUE((may_be_kept && is_kept) || (!must_be_kept && lacks(*catalogue, before)))
        << "file " << number
        << (must_be_kept  ? " was acknowledged"
            : may_be_kept ? " was begun"
                          : " was never added");
  }
  EXPECT_NE(gone, 1u) << "one of two devices removed together is gone";
}

class Crash : public ::testing::Test {
 protected:
  // A new catalogue, and how many operations all the work takes.
  std::filesystem::path fresh() {
    const std::filesystem::path folder = scratch_ / std::to_string(++count_);
    EXPECT_TRUE(Catalogue::create(folder));
    disk_.power_on();
    return folder;
  }

  std::uint64_t operations_of_all_work() {
    Known known;
    const auto folder = fresh();
    EXPECT_TRUE(work(folder, known));
    const std::uint64_t operations = disk_.operations();
    check(folder, known);
    EXPECT_EQ(known.revisions.size(), kFiles);
    std::filesystem::remove_all(folder);
    RecordProperty("operations", static_cast<int>(operations));
    return operations;
  }

  void lose_power_everywhere(VolatileDisk::Loss loss) {
    const std::uint64_t operations = operations_of_all_work();
    ASSERT_GE(operations, kPoints);
    for (std::uint64_t point = 1; point <= kPoints; ++point) {
      const std::uint64_t operation = 1 + (point - 1) * (operations - 1) / (kPoints - 1);
      SCOPED_TRACE("power lost at operation " + std::to_string(operation) + " of " + std::to_string(operations));
      Known known;
      const auto folder = fresh();
      disk_.lose_power_at(operation, loss);
      static_cast<void>(work(folder, known));
      EXPECT_TRUE(disk_.has_happened());
      disk_.power_on();
      check(folder, known);
      std::filesystem::remove_all(folder);
      if (HasFailure()) return;
    }
  }

  ScratchFolder scratch_;
  VolatileDisk disk_;
  int count_ = 0;
};

TEST_F(Crash, LosesNothingAcknowledgedWhenEverythingUnsyncedIsLost) {
  lose_power_everywhere(VolatileDisk::Loss::everything);
}

TEST_F(Crash, LosesNothingAcknowledgedWhenSomeOfTheUnsyncedIsLost) { lose_power_everywhere(VolatileDisk::Loss::some); }

TEST_F(Crash, LosesNothingAcknowledgedWhenPowerGoesDuringInit) {
  const auto create = [&](std::uint64_t operation) {
    const std::filesystem::path folder = scratch_ / ("init" + std::to_string(operation));
    disk_.power_on();
    if (operation > 0) disk_.lose_power_at(operation, VolatileDisk::Loss::everything);
    const bool created = Catalogue::create(folder).has_value();
    const std::uint64_t operations = disk_.operations();
    disk_.power_on();
    const auto opened = Catalogue::open(folder, Catalogue::Access::write);
    EXPECT_TRUE(opened || (!created && Catalogue::create(folder))) << "power lost at operation " << operation;
    return operations;
  };
  const std::uint64_t operations = create(0);
  for (std::uint64_t operation = 1; operation <= operations; ++operation) create(operation);
}

TEST_F(Crash, AFailureIsToldAndTheCommitCanBeTriedAgain) {
  for (const int code : {SQLITE_FULL, SQLITE_IOERR_WRITE, SQLITE_IOERR_FSYNC}) {
    const std::uint64_t operations = operations_of_all_work();
    std::uint64_t told = 0;
    for (std::uint64_t operation = 1; operation <= operations; operation += stride(29)) {
      SCOPED_TRACE("code " + std::to_string(code) + " at operation " + std::to_string(operation));
      Known known;
      const auto folder = fresh();
      disk_.fail_at(operation, code, false);
      const auto worked = work(folder, known, [&] { ++told; });
      EXPECT_TRUE(worked || worked.error().kind == ErrorKind::io) << worked.error().to_text();
      disk_.power_on();
      check(folder, known);
      EXPECT_TRUE(!worked || known.revisions.size() == kFiles);
      std::filesystem::remove_all(folder);
      if (HasFailure()) return;
    }
    EXPECT_GT(told, 0U);
  }
}

TEST_F(Crash, AFullDiskKeepsWhatWasAcknowledged) {
  const std::uint64_t operations = operations_of_all_work();
  for (std::uint64_t operation = 1; operation <= operations; operation += stride(17)) {
    SCOPED_TRACE("full from operation " + std::to_string(operation));
    Known known;
    const auto folder = fresh();
    disk_.fail_at(operation, SQLITE_FULL, true);
    const auto worked = work(folder, known);
    if (!worked) {
      EXPECT_EQ(worked.error().kind, ErrorKind::io) << worked.error().to_text();
      EXPECT_NE(worked.error().message.find("full"), std::string::npos) << worked.error().to_text();
    }
    disk_.power_on();
    check(folder, known);
    std::filesystem::remove_all(folder);
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace kilograph::knowledge
