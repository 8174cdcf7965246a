// The door for models written as C or C++ source (docs/formats/c_array.md).
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "ingest/document.hpp"

namespace kilograph::ingest {

// Whether the text declares an array of bytes that starts as a .tflite file does: a cheap look,
// not a reading; read_c_array says what is wrong with the array.
bool has_c_array(ByteView text);

// The bytes of the one array of the text that holds a .tflite file, as `xxd -i` and its variants
// write it; what stands around it is passed over. The bytes are the file's, so its digest too.
// Errors: bad_input with line and column (no such array, several, a value that is no byte, a
// stated length that differs, an end inside the array); too_large. Memory: at most 1.5 × the text.
Result<Bytes> read_c_array(ByteView text, const Limits& limits);

}  // namespace kilograph::ingest
