// Start of a Cortex-M4F without an operating system; files, text and the command line by semihosting.
#include <cstring>

#include "machine.hpp"

extern "C" {
extern std::uint32_t data_image[], data_begin[], data_end[], bss_begin[], bss_end[];
extern void (*init_array_begin[])();
extern void (*init_array_end[])();
extern std::uint32_t stack_top[];
void start();
void fault();
void* __dso_handle = nullptr;  // static objects are never destroyed
}

// Destructors name it, though nothing here is made on a heap.
void operator delete(void*, std::size_t) noexcept {}

namespace {

enum Call : std::uint32_t {
  kOpen = 0x01,
  kClose = 0x02,
  kWriteText = 0x04,
  kWrite = 0x05,
  kRead = 0x06,
  kFileLength = 0x0C,
  kCommandLine = 0x15,
  kExit = 0x20,
};
constexpr std::uint32_t kReadBinary = 1;
constexpr std::uint32_t kWriteConsole = 4;
constexpr std::uint32_t kApplicationExit = 0x20026;

std::int32_t semihosting(Call call, const void* arguments) {
  register std::uint32_t operation asm("r0") = call;
  register const void* block asm("r1") = arguments;
  asm volatile("bkpt 0xAB" : "+r"(operation) : "r"(block) : "memory");
  return static_cast<std::int32_t>(operation);
}

std::uint32_t word(const void* pointer) { return reinterpret_cast<std::uint32_t>(pointer); }

std::int32_t open(const char* path, std::uint32_t mode) {
  const std::uint32_t arguments[] = {word(path), mode, static_cast<std::uint32_t>(std::strlen(path))};
  return semihosting(kOpen, arguments);
}

[[noreturn]] void leave(std::uint32_t status) {
  const std::uint32_t arguments[] = {kApplicationExit, status};
  semihosting(kExit, arguments);
  for (;;) {
  }
}

char command_line[1 << 16] PROBE_LARGE;

// Words of the command line; none may hold a space.
int split(char* line, const char** words, int room) {
  int count = 0;
  for (char* part = std::strtok(line, " "); part != nullptr && count < room; part = std::strtok(nullptr, " ")) {
    words[count++] = part;
  }
  return count;
}

}  // namespace

namespace probe {

void print(const char* text) {
  static const std::int32_t console = open(":tt", kWriteConsole);
  const std::uint32_t arguments[] = {static_cast<std::uint32_t>(console), word(text),
                                     static_cast<std::uint32_t>(std::strlen(text))};
  semihosting(kWrite, arguments);
}

long read_file(const char* path, std::uint8_t* buffer, std::size_t room) {
  const std::int32_t file = open(path, kReadBinary);
  if (file < 0) return -1;
  const std::uint32_t handle[] = {static_cast<std::uint32_t>(file)};
  const std::int32_t length = semihosting(kFileLength, handle);
  const bool fits = length >= 0 && static_cast<std::size_t>(length) <= room;
  const std::uint32_t arguments[] = {handle[0], word(buffer), static_cast<std::uint32_t>(length)};
  const std::int32_t missing = fits ? semihosting(kRead, arguments) : -1;
  semihosting(kClose, handle);
  return missing == 0 ? length : -1;
}

}  // namespace probe

extern "C" {

void start() {
  constexpr std::uintptr_t kCoprocessorAccess = 0xE000ED88;
  *reinterpret_cast<volatile std::uint32_t*>(kCoprocessorAccess) |= 0xFu << 20;  // the floating-point unit
  asm volatile("dsb\nisb");
  for (std::uint32_t *from = data_image, *to = data_begin; to != data_end;) *to++ = *from++;
  for (std::uint32_t* at = bss_begin; at != bss_end;) *at++ = 0;
  for (void (**call)() = init_array_begin; call != init_array_end; ++call) (*call)();
  static const char* words[4096];
  const std::uint32_t arguments[] = {word(command_line), sizeof command_line};
  if (semihosting(kCommandLine, arguments) != 0) leave(2);
  const int count = split(command_line, words, sizeof words / sizeof *words);
  leave(static_cast<std::uint32_t>(probe::probe_files(count - 1, words + 1)));
}

void fault() {
  probe::print("fault\n");
  leave(3);
}

__attribute__((section(".vectors"), used)) void (*const vectors[16])() = {
    reinterpret_cast<void (*)()>(stack_top), start, fault, fault, fault, fault, fault};

}  // extern "C"
