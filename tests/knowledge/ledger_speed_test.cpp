// The writer's memory stays flat over many documents; prints its figures.
#include <gtest/gtest.h>
#include <time.h>

#include <chrono>
#include <fstream>
#include <iostream>

#include "knowledge/catalogue.hpp"
#include "knowledge/ledger/sample_documents.hpp"

namespace kilograph::knowledge {
namespace {

using tests::sample_file;
using tests::SampleFile;
using tests::ScratchFolder;

constexpr std::uint64_t kFiles = 10'000;
constexpr std::uint64_t kSettled = 2'000;       // by then all that is reused has its size
constexpr tests::SampleSize kSize{15'000, 400, 30};
constexpr std::uint64_t kGrowthBytes = 8 << 20;

std::uint64_t resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  std::uint64_t all = 0, resident = 0;
  statm >> all >> resident;
  return resident * 4096;
}

// Processor time of this process, which other work on the machine does not stretch.
double processor_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

TEST(LedgerSpeed, MemoryStaysFlat) {
  using Clock = std::chrono::steady_clock;
  const ScratchFolder scratch;
  auto catalogue = Catalogue::create(scratch / "catalogue");
  ASSERT_TRUE(catalogue);
  std::uint64_t acknowledged = 0, triples_bytes = 0, settled_bytes = 0;
  auto batch = catalogue->begin("tester", [&](const Acknowledgement&) { ++acknowledged; });
  Clock::duration spent{};
  double busy_seconds = 0;
  for (std::uint64_t number = 0; number < kFiles; ++number) {
    SampleFile file = sample_file(number, kSize);
    file.documents.resize(1);
    triples_bytes += file.documents[0].triples.size();
    const auto started = Clock::now();
    const double busy_before = processor_seconds();
    ASSERT_TRUE(batch->add(file.original, std::move(file.documents)));
    if (number + 1 == kFiles) {
      ASSERT_TRUE(batch->commit());
    }
    spent += Clock::now() - started;
    busy_seconds += processor_seconds() - busy_before;
    if (number == kSettled) settled_bytes = resident_bytes();
  }
  const std::uint64_t end_bytes = resident_bytes();
  EXPECT_EQ(acknowledged, kFiles);
  const double seconds = std::chrono::duration<double>(spent).count();
  std::cout << "ledger_add " << static_cast<double>(kFiles) / seconds << " documents/s, "
            << static_cast<double>(kFiles) / busy_seconds << " per second of processor (" << triples_bytes / kFiles
            << " bytes of N-Triples and " << kSize.file_bytes << " of file each)\n"
            << "ledger_bytes " << std::filesystem::file_size(scratch / "catalogue" / "ledger.db") / kFiles
            << " bytes/document\n"
            << "writer_resident " << settled_bytes / 1024 << " KiB after " << kSettled << ", " << end_bytes / 1024
            << " KiB after " << kFiles << " documents\n";
#if !defined(__SANITIZE_ADDRESS__)
  EXPECT_LT(end_bytes, settled_bytes + kGrowthBytes);
#endif
}

}  // namespace
}  // namespace kilograph::knowledge
