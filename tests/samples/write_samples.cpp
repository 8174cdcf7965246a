// Writes every sample into a folder, one file each.
#include <cstdio>
#include <filesystem>

#include "base/file.hpp"
#include "samples/samples.hpp"

int main(int argc, char** argv) {
  using namespace kilograph;
  if (argc != 2) {
    std::fprintf(stderr, "usage: kg_write_samples FOLDER\n");
    return 2;
  }
  for (const auto& list : {tests::valid_models(), tests::broken_models(), tests::c_arrays()}) {
    for (const tests::Sample& sample : list) {
      const bool is_model = sample.format == tests::SampleFormat::tflite;
      const std::filesystem::path folder = std::filesystem::path(argv[1]) / (is_model ? "tflite" : "c_array");
      std::filesystem::create_directories(folder);
      if (const auto written = write_file(folder / sample.name, sample.make()); !written) {
        std::fprintf(stderr, "%s\n", written.error().to_text().c_str());
        return 5;
      }
    }
  }
}
