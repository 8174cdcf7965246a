#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "samples/samples.hpp"

namespace kilograph::tests {
namespace {

Bytes text_bytes(std::string_view text) { return Bytes(text.begin(), text.end()); }

// The values as a list, written by `print` into a buffer of 16 characters.
template <class Print>
std::string list_of(ByteView bytes, Print print) {
  std::string text;
  char value[16];
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    print(value, sizeof value, bytes[i]);
    text += std::string(i % 12 == 0 ? "\n  " : " ") + value + (i + 1 < bytes.size() ? "," : "");
  }
  return text;
}

std::string hex_list(ByteView bytes) {
  return list_of(bytes, [](char* out, std::size_t size, unsigned byte) { std::snprintf(out, size, "0x%02x", byte); });
}

std::string decimal_list(ByteView bytes) {
  return list_of(bytes, [](char* out, std::size_t size, unsigned byte) { std::snprintf(out, size, "%u", byte); });
}

std::string signed_list(ByteView bytes) {
  return list_of(bytes, [](char* out, std::size_t size, unsigned byte) {
    std::snprintf(out, size, "%d", static_cast<int>(static_cast<std::int8_t>(byte)));
  });
}

// Letters as letters, all else in turn as hexadecimal escape, octal escape, octal number.
std::string character_list(ByteView bytes) {
  return list_of(bytes, [turn = 0u](char* out, std::size_t size, unsigned byte) mutable {
    constexpr const char* kForms[] = {"'\\x%x'", "'\\%o'", "0%o"};
    const bool letter = (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
    if (letter) std::snprintf(out, size, "'%c'", byte);
    if (!letter) std::snprintf(out, size, kForms[turn++ % 3], byte);
  });
}

Bytes c_xxd() { return text_bytes(as_c_array(sample("tiny_float"), "tiny_float_tflite")); }

Bytes c_decimal_among_others() {
  const Bytes model = sample("conv_int8_per_axis");
  return text_bytes(
      "// Automatically created from a TensorFlow Lite flatbuffer\n"
      "#include \"model.h\"\n#define WIDE \\\n  { 1, 2 }\n"
      "#ifdef __has_attribute\n#define HAVE_ATTRIBUTE(x) __has_attribute(x)\n#endif\n"
      "namespace demo {\n"
      "const char* const kLabels[] = {\"yes\", \"no; {\"};\n"
      "const int16_t samples[3] = {300, -5, 7};\n"
      "const unsigned char silence[] = {0, 0, 0, 0, 0, 0, 0, 0, 0};\n"
      "int twice(int x) { return 2 * x; }\n"
      "alignas(16) const unsigned char g_model[] DATA_ALIGN_ATTRIBUTE = {" +
      decimal_list(model) + " /* the last */,\n};\nconst int g_model_len = " + std::to_string(model.size()) +
      ";\n}  // namespace demo\n");
}

Bytes c_characters_without_length() {
  return text_bytes("[[gnu::aligned(16)]] static const char model[] PROGMEM = {" +
                    character_list(sample("weights_int4")) + "\n};\n");
}

Bytes c_signed_values() {
  const Bytes model = sample("custom_operator");
  return text_bytes("const int8_t model[" + std::to_string(model.size()) + "] __attribute__((aligned(8))) = {" +
                    signed_list(model) + "};");
}

Bytes c_std_array() {
  const Bytes model = sample("unknown_operator");
  return text_bytes("constexpr std::array<std::uint8_t, " + std::to_string(model.size()) + "> model{{" +
                    hex_list(model) + "}};\nconstexpr std::size_t model_size = sizeof(model);\n");
}

Bytes c_no_array() { return text_bytes("#pragma once\nconst unsigned char beep[] = {1, 2, 3, 4, 5, 6, 7, 8, 9};\n"); }

Bytes c_two_models() {
  return text_bytes(as_c_array(sample("tiny_float"), "first") + as_c_array(sample("tiny_float"), "second"));
}

Bytes c_value_too_large() {
  std::string text = as_c_array(sample("tiny_float"), "model");
  text.replace(text.find("0x54"), 4, "0x154");
  return text_bytes(text);
}

Bytes c_broken_value() {
  std::string text = as_c_array(sample("tiny_float"), "model");
  text.replace(text.rfind("0x") + 2, 1, "g");
  return text_bytes(text);
}

Bytes c_comma_missing() {
  std::string text = as_c_array(sample("tiny_float"), "model");
  text[text.rfind(',')] = ' ';
  return text_bytes(text);
}

Bytes c_other_length() {
  std::string text = as_c_array(sample("tiny_float"), "model");
  text.insert(text.rfind(';'), "0");
  return text_bytes(text);
}

Bytes c_other_size() {
  std::string text = as_c_array(sample("tiny_float"), "model");
  text.insert(text.find(']'), "8");
  return text_bytes(text);
}

Bytes c_cut() {
  std::string text = as_c_array(sample("tiny_float"), "model");
  text.resize(400);
  return text_bytes(text);
}

constexpr Sample kSamples[] = {
    {"c_xxd", SampleFormat::c_array, c_xxd},
    {"c_decimal_among_others", SampleFormat::c_array, c_decimal_among_others},
    {"c_characters_without_length", SampleFormat::c_array, c_characters_without_length},
    {"c_signed_values", SampleFormat::c_array, c_signed_values},
    {"c_std_array", SampleFormat::c_array, c_std_array},
    {"c_no_array", SampleFormat::c_array, c_no_array},
    {"c_two_models", SampleFormat::c_array, c_two_models},
    {"c_value_too_large", SampleFormat::c_array, c_value_too_large},
    {"c_broken_value", SampleFormat::c_array, c_broken_value},
    {"c_comma_missing", SampleFormat::c_array, c_comma_missing},
    {"c_other_length", SampleFormat::c_array, c_other_length},
    {"c_other_size", SampleFormat::c_array, c_other_size},
    {"c_cut", SampleFormat::c_array, c_cut},
};

}  // namespace

std::span<const Sample> c_arrays() { return kSamples; }

Bytes sample(std::string_view name) {
  for (const auto& list : {valid_models(), broken_models(), c_arrays()}) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const Sample& row) { return row.name == name; });
    if (found != list.end()) return found->make();
  }
  std::fprintf(stderr, "no sample %.*s\n", static_cast<int>(name.size()), name.data());
  std::abort();
}

std::string as_c_array(ByteView bytes, std::string_view name) {
  return "unsigned char " + std::string(name) + "[] = {" + hex_list(bytes) + "\n};\nunsigned int " + std::string(name) +
         "_len = " + std::to_string(bytes.size()) + ";\n";
}

}  // namespace kilograph::tests
