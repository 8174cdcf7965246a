// The files that paths name: a file is itself, a folder is all files below it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "reply/answer/addition.hpp"

namespace kilograph::reply {

struct SourceFiles {
  std::vector<std::filesystem::path> files;  // each once; a folder's in order of path; hidden ones left out
  std::vector<Problem> problems;             // paths that are not there
};

SourceFiles files_below(const std::vector<std::string>& paths);

}  // namespace kilograph::reply
