// fuzz/replay.cpp - the main function of a fuzz target without libFuzzer: runs the target once for each file.
//   fuzz-head FILE|FOLDER...
// A folder stands for the files in it. A broken law ends the program by abort().
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::vector<std::filesystem::path> files_of(const std::filesystem::path& path) {
  if (!std::filesystem::is_directory(path)) return {path};
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(path)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

bool replay(const std::filesystem::path& file) {
  // Shown before it runs: if the target aborts, this is the last line.
  std::fprintf(stderr, "%s\n", file.c_str());
  std::ifstream in(file, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in) return false;
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  return true;
}

}  // namespace

int main(int count, char** arguments) {
  std::size_t replayed = 0;
  for (int place = 1; place < count; ++place) {
    for (const auto& file : files_of(arguments[place])) {
      if (!replay(file)) {
        std::fprintf(stderr, "fuzz: cannot read %s\n", file.c_str());
        return 2;
      }
      ++replayed;
    }
  }
  if (replayed > 0) return 0;
  std::fprintf(stderr, "fuzz: no files to replay: name files or folders\n");
  return 2;
}
