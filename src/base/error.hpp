// What went wrong, as a value. Every fallible function of the house returns Result<T>;
// no exception crosses a folder.
#pragma once

#include <string>
#include <string_view>

namespace kilograph {

// The closed list of error kinds. `error_kinds()` maps each to its name, its exit code and
// its HTTP status; nothing else in the house does.
enum class ErrorKind {
  usage,        // the call itself is wrong: unknown option, missing argument
  bad_input,    // bytes from outside break their format's rules
  too_large,    // bytes, nesting or time beyond a stated limit
  unsupported,  // well-formed, but of a kind that Kilograph does not take
  not_found,    // a name, id, file or term that is not there
  ambiguous,    // a name that several entities carry
  conflict,     // the state does not allow it: a catalogue exists already, is not empty
  timeout,      // a stated limit of time was reached
  io,           // the machine failed us: disk, permission, a lock that others hold
  internal,     // we failed: a broken invariant
};

struct ErrorKindRow {
  ErrorKind kind;
  std::string_view name;
  int exit_code;    // docs: 2 wrong use, 3 bad input, 4 not found, 5 our or the machine's fault
  int http_status;
};

// The row of a kind; total over the enum.
const ErrorKindRow& error_kind_row(ErrorKind kind);

// A complete error says what is wrong, where, what was expected, and what to do.
// Only `message` is mandatory; the others are empty where they would add nothing.
struct Error {
  ErrorKind kind = ErrorKind::internal;
  std::string message;   // what is wrong, without a trailing full stop
  std::string where{};   // file, line and column, byte offset, tensor or operator
  std::string expected{};
  std::string advice{};  // what to do, as a sentence

  // One line for people: "where: message (expected …). advice"
  std::string to_text() const;

  // The same error with a place put before its own: `in("model.tflite")`.
  Error in(std::string_view outer) &&;
};

}  // namespace kilograph
