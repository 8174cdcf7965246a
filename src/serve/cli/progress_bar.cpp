#include "serve/cli/progress_bar.hpp"

#include <iostream>

#include "serve/cli/table.hpp"
#include "serve/cli/text/phrase.hpp"

namespace kilograph::serve::cli {
namespace {

constexpr std::size_t kBarWidth = 24, kNameWidth = 40;

}  // namespace

void ProgressBar::show(const reply::Progress& progress) {
  using namespace std::chrono;
  const auto now = steady_clock::now();
  if (progress.total == 1 || (is_drawn_ && now - drawn_ < milliseconds(50))) return;
  drawn_ = now;
  is_drawn_ = true;
  std::string bar;
  if (progress.total > 0) {
    const std::size_t full = kBarWidth * progress.done / progress.total;
    for (std::size_t i = 0; i < kBarWidth; ++i) bar += i < full ? "█" : "░";
    bar += ' ' + std::to_string(progress.done) + '/' + std::to_string(progress.total);
  } else {
    bar = counted(progress.done, "file", "files");
  }
  std::cerr << "\r\033[K" << bar << "  " << cut_to(printable(progress.what), kNameWidth) << std::flush;
}

void ProgressBar::clear() {
  if (is_drawn_) std::cerr << "\r\033[K" << std::flush;
  is_drawn_ = false;
}

}  // namespace kilograph::serve::cli
