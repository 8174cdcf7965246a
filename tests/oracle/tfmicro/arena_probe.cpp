// Runs models on the interpreter of July 2020 and prints, for each, what it says and does:
//   model PATH
//   tail SIZE/ALIGNMENT …      allocations from the arena's tail, in order, after the allocator itself
//   planning SIZE/ALIGNMENT    what is taken there for the time of planning
//   refused TEXT               it does not start, and the interpreter's last word on why; or
//   used BYTES head BYTES tail-bytes BYTES minimum BYTES
//   buffers TENSOR:OFFSET …    tensors in the head, from the arena's start
//   runs yes|TEXT              one run with inputs of zeros
//   end
// Asked for --structures, it prints the sizes of the interpreter's structures:
//   structure NAME SIZE/ALIGNMENT
#include <csetjmp>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <new>

#include "machine.hpp"
#include "tensorflow/lite/c/builtin_op_data.h"
#include "tensorflow/lite/micro/kernels/all_ops_resolver.h"
#include "tensorflow/lite/micro/micro_interpreter.h"
#include "tensorflow/lite/micro/micro_string.h"

namespace {

constexpr std::size_t kArenaBytes = 6 << 20;
constexpr std::size_t kModelBytes = 8 << 20;
constexpr std::size_t kArenaStep = 16;

std::uint8_t arena[kArenaBytes] PROBE_LARGE;
std::uint8_t model_bytes[kModelBytes] PROBE_LARGE;

std::jmp_buf on_abort;
bool is_tail_shown = false;
unsigned planning_bytes = 0;
unsigned planning_alignment = 0;
void* arena_allocator = nullptr;  // the first one to allocate; later ones are the planner's, for the time of planning

void print(const char* format, ...) __attribute__((format(printf, 1, 2)));
void print(const char* format, ...) {
  char line[512];
  va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(line, sizeof line, format, arguments);
  va_end(arguments);
  probe::print(line);
}

// Keeps the first thing that went wrong, and takes the figures out of the report on memory.
class Reporter : public tflite::ErrorReporter {
 public:
  int Report(const char* format, va_list arguments) override {
    if (std::strstr(format, "Head usage") != nullptr) {
      head = va_arg(arguments, std::size_t);
    } else if (std::strstr(format, "Tail usage") != nullptr) {
      tail = va_arg(arguments, std::size_t);
    } else if (std::strstr(format, "Total buffer usage") == nullptr && text_[0] == '\0') {
      keep(format, arguments);
    }
    return 0;
  }

  const char* text() const { return text_[0] == '\0' ? "an assertion" : text_; }

  std::size_t head = 0;
  std::size_t tail = 0;

 private:
  // Messages of kernels come with arguments that do not fit their format, so only one of others is filled in.
  void keep(const char* format, va_list arguments) {
    if (std::strstr(format, "Didn't find op") != nullptr) {
      MicroVsnprintf(text_, sizeof text_, format, arguments);
    } else {
      std::strncpy(text_, format, sizeof text_ - 1);
    }
    for (char& letter : text_) letter = letter == '\n' ? ' ' : letter;
  }

  char text_[256] = {};
};

tflite::MicroOpResolver& operators() {
  static tflite::ops::micro::AllOpsResolver resolver;
  return resolver;
}

// Never destroyed: after a start that failed, the destructor would read nodes that were never filled in.
tflite::MicroInterpreter* interpreter_in(const tflite::Model* model, std::size_t bytes, Reporter& reporter) {
  alignas(tflite::MicroInterpreter) static unsigned char place[sizeof(tflite::MicroInterpreter)];
  return new (place) tflite::MicroInterpreter(model, operators(), arena, bytes, &reporter);
}

bool is_started(tflite::MicroInterpreter& interpreter) {
  return interpreter.initialization_status() == kTfLiteOk && interpreter.AllocateTensors() == kTfLiteOk;
}

bool starts_within(const tflite::Model* model, std::size_t bytes) {
  static Reporter reporter;
  return setjmp(on_abort) == 0 && is_started(*interpreter_in(model, bytes, reporter));
}

// The least arena, in steps of 16, that the model starts in; it does in one of `enough` bytes.
std::size_t least_arena(const tflite::Model* model, std::size_t enough) {
  std::size_t too_little = 0;
  for (enough = (enough + kArenaStep - 1) / kArenaStep * kArenaStep; enough - too_little > kArenaStep;) {
    const std::size_t middle = (enough + too_little) / 2 / kArenaStep * kArenaStep;
    (starts_within(model, middle) ? enough : too_little) = middle;
  }
  return enough;
}

void print_buffers(tflite::MicroInterpreter& interpreter, std::size_t head) {
  print("buffers");
  for (std::size_t i = 0; i < interpreter.tensors_size(); ++i) {
    const std::uint8_t* data = interpreter.tensor(i)->data.uint8;
    if (data >= arena && data <= arena + head && !interpreter.tensor(i)->is_variable) {
      print(" %u:%u", static_cast<unsigned>(i), static_cast<unsigned>(data - arena));
    }
  }
  print("\n");
}

void run_once(tflite::MicroInterpreter& interpreter, Reporter& reporter) {
  for (std::size_t i = 0; i < interpreter.inputs_size(); ++i) {
    std::memset(interpreter.input(i)->data.raw, 0, interpreter.input(i)->bytes);
  }
  const bool is_whole = setjmp(on_abort) == 0 && interpreter.Invoke() == kTfLiteOk;
  print("runs %s\n", is_whole ? "yes" : reporter.text());
}

void probe_model(const tflite::Model* model, bool runs) {
  static Reporter reporter;
  reporter = Reporter();
  if (setjmp(on_abort) != 0) {
    is_tail_shown = false;
    print("\nrefused %s\n", reporter.text());
    return;
  }
  planning_bytes = planning_alignment = 0;
  print("tail");
  is_tail_shown = true;
  arena_allocator = nullptr;
  tflite::MicroInterpreter& interpreter = *interpreter_in(model, kArenaBytes, reporter);
  const bool starts = is_started(interpreter);
  is_tail_shown = false;
  print("\nplanning %u/%u\n", planning_bytes, planning_alignment);
  if (!starts) return print("refused %s\n", reporter.text());
  const std::size_t used = interpreter.arena_used_bytes();
  print_buffers(interpreter, reporter.head);
  if (runs) run_once(interpreter, reporter);
  const std::size_t minimum = least_arena(model, kArenaBytes);
  print("used %u head %u tail-bytes %u minimum %u\n", static_cast<unsigned>(used), static_cast<unsigned>(reporter.head),
        static_cast<unsigned>(reporter.tail), static_cast<unsigned>(minimum));
}

template <class Structure>
void print_structure(const char* name) {
  print("structure %s %u/%u\n", name, static_cast<unsigned>(sizeof(Structure)),
        static_cast<unsigned>(alignof(Structure)));
}

// In the words of ontology/runtimes/tflm-2020-07.json. Data of kernels are no public structures: tails show them.
void print_structures() {
  print_structure<tflite::SimpleMemoryAllocator>("arena_allocator");
  print_structure<TfLiteTensor>("tensor");
  print_structure<TfLiteAffineQuantization>("affine_quantization");
  print_structure<TfLiteIntArray>("int_array_head");
  print_structure<TfLiteFloatArray>("float_array_head");
  print_structure<tflite::NodeAndRegistration>("node_and_registration");
  print_structure<tflite::internal::ScratchBufferHandle>("scratch_handle");
  print_structure<TfLiteAddParams>("activation_options");
  print_structure<TfLiteMulParams>("activation_options");
  print_structure<TfLiteSubParams>("activation_options");
  print_structure<TfLiteL2NormParams>("activation_options");
  print_structure<TfLiteArgMaxParams>("type_options");
  print_structure<TfLiteArgMinParams>("type_options");
  print_structure<TfLiteConcatenationParams>("concatenation_options");
  print_structure<TfLiteConvParams>("convolution_options");
  print_structure<TfLiteDepthwiseConvParams>("depthwise_options");
  print_structure<TfLiteFullyConnectedParams>("fully_connected_options");
  print_structure<TfLitePackParams>("pack_options");
  print_structure<TfLitePoolParams>("pool_options");
  print_structure<TfLiteReducerParams>("reduction_options");
  print_structure<TfLiteReshapeParams>("shape_options");
  print_structure<TfLiteResizeNearestNeighborParams>("resize_options");
  print_structure<TfLiteSoftmaxParams>("slope_options");
  print_structure<TfLiteSplitParams>("split_options");
  print_structure<TfLiteStridedSliceParams>("strided_slice_options");
  print_structure<TfLiteSVDFParams>("svdf_options");
  print_structure<TfLiteUnpackParams>("pack_options");
}

}  // namespace

namespace probe {

int probe_files(int count, const char* const* paths) {
  bool runs = false;
  for (int i = 0; i < count; ++i) {
    if (std::strcmp(paths[i], "--run") == 0) {
      runs = true;
      continue;
    }
    if (std::strcmp(paths[i], "--structures") == 0) {
      print_structures();
      continue;
    }
    ::print("model %s\n", paths[i]);
    if (read_file(paths[i], model_bytes, sizeof model_bytes) < 0) return 2;
    probe_model(tflite::GetModel(model_bytes), runs);
    print("end\n");
  }
  return 0;
}

}  // namespace probe

// The interpreter's assertions come here.
extern "C" void abort() {
  std::longjmp(on_abort, 1);
  for (;;) {
  }
}

#ifdef __LP64__
#define TAIL _ZN6tflite21SimpleMemoryAllocator16AllocateFromTailEmm
#else
#define TAIL _ZN6tflite21SimpleMemoryAllocator16AllocateFromTailEjj
#endif
#define JOIN(a, b) a##b
#define NAME(prefix, name) JOIN(prefix, name)

extern "C" std::uint8_t* NAME(__real_, TAIL)(void* allocator, std::size_t bytes, std::size_t alignment);

extern "C" std::uint8_t* NAME(__wrap_, TAIL)(void* allocator, std::size_t bytes, std::size_t alignment) {
  if (arena_allocator == nullptr) arena_allocator = allocator;
  if (is_tail_shown && allocator == arena_allocator) {
    print(" %u/%u", static_cast<unsigned>(bytes), static_cast<unsigned>(alignment));
  } else if (is_tail_shown) {
    planning_bytes = static_cast<unsigned>(bytes);
    planning_alignment = static_cast<unsigned>(alignment);
  }
  return NAME(__real_, TAIL)(allocator, bytes, alignment);
}
