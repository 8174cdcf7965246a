// A process that is killed at any moment has lost nothing that it acknowledged, and left nothing
// half done. 20 moments; 200 with KILOGRAPH_LONG=1. KILOGRAPH_SEED repeats a run.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <sstream>
#include <thread>

#include "knowledge/catalogue.hpp"
#include "knowledge/ledger/sample_documents.hpp"

namespace kilograph::knowledge {
namespace {

using tests::holds;
using tests::lacks;
using tests::sample_file;
using tests::ScratchFolder;

constexpr int kLongestLife = 400'000;        // microseconds
constexpr std::uint64_t kMostStaged = 200;   // files that may be begun and not acknowledged

// What a writer printed until it was killed after that time.
std::string output_of_killed_writer(const std::filesystem::path& folder, std::chrono::microseconds life) {
  int pipe_ends[2];
  if (::pipe(pipe_ends) != 0) return {};
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(pipe_ends[1], STDOUT_FILENO);
    ::close(pipe_ends[0]);
    ::execl(KILOGRAPH_CRASH_WRITER, KILOGRAPH_CRASH_WRITER, folder.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(pipe_ends[1]);
  std::thread killer([&] {
    std::this_thread::sleep_for(life);
    ::kill(child, SIGKILL);
  });
  std::string output;
  char piece[65536];
  for (ssize_t got = 0; (got = ::read(pipe_ends[0], piece, sizeof piece)) > 0;) {
    output.append(piece, static_cast<std::size_t>(got));
  }
  killer.join();
  ::close(pipe_ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself";
  return output;
}

// Numbers of the files of which every document was acknowledged.
std::map<std::uint64_t, int> acknowledged_in(const std::string& output) {
  std::map<std::uint64_t, int> documents;
  std::istringstream lines(output.substr(0, output.rfind('\n') + 1));
  std::string line;
  while (std::getline(lines, line)) ++documents[std::stoull(line)];
  return documents;
}

TEST(CrashKill, LosesNothingAcknowledged) {
  const char* wanted = std::getenv("KILOGRAPH_SEED");
  const auto seed = wanted != nullptr ? static_cast<unsigned>(std::stoul(wanted)) : std::random_device()();
  std::cout << "seed " << seed << " (KILOGRAPH_SEED repeats it)\n";
  std::mt19937 random(seed);
  const int moments = std::getenv("KILOGRAPH_LONG") != nullptr ? 200 : 20;
  std::uint64_t acknowledged_files = 0;
  for (int moment = 0; moment < moments; ++moment) {
    const std::chrono::microseconds life(random() % kLongestLife);
    SCOPED_TRACE("killed after " + std::to_string(life.count()) + " microseconds");
    const ScratchFolder scratch;
    {
      ASSERT_TRUE(Catalogue::create(scratch / "catalogue"));
    }
    const auto acknowledged = acknowledged_in(output_of_killed_writer(scratch / "catalogue", life));

    const auto catalogue = Catalogue::open(scratch / "catalogue", Catalogue::Access::write);
    ASSERT_TRUE(catalogue) << catalogue.error().to_text();
    const auto problems = catalogue->verify();
    ASSERT_TRUE(problems) << problems.error().to_text();
    EXPECT_TRUE(problems->empty()) << problems->front();
    const std::uint64_t end = (acknowledged.empty() ? 0 : acknowledged.rbegin()->first + 1) + kMostStaged;
    for (std::uint64_t number = 0; number < end; ++number) {
      const auto file = sample_file(number);
      const bool must_be_kept = acknowledged.contains(number);
      EXPECT_TRUE(holds(*catalogue, file) || (!must_be_kept && lacks(*catalogue, file))) << "file " << number;
    }
    acknowledged_files += acknowledged.size();
    if (HasFailure()) return;
  }
  std::cout << acknowledged_files << " files acknowledged in " << moments << " lives\n";
  EXPECT_GT(acknowledged_files, 0U);
}

}  // namespace
}  // namespace kilograph::knowledge
