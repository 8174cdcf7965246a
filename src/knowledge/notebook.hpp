// What one call has to remember of each thing it touches: texts by key, in a private temporary
// SQLite file that is only made when they outgrow a few megabytes, and goes with the Notebook. So
// memory stays flat however much the call touches. For one thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace kilograph::knowledge {

class Notebook {
 public:
  // Errors of all: io, when the folder for temporary files is full.
  static Result<Notebook> open();
  Notebook(Notebook&&) noexcept;
  Notebook& operator=(Notebook&&) noexcept;
  ~Notebook();

  Result<void> put(std::string_view page, std::string_view key, std::string_view text);  // in place of an earlier one
  Result<std::optional<std::string>> find(std::string_view page, std::string_view key);
  // All of the page, by key. `visit` may call find(), nothing else.
  using Visit = std::function<Result<void>(std::string_view key, std::string_view text)>;
  Result<void> each(std::string_view page, const Visit& visit);

 private:
  struct State;
  explicit Notebook(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace kilograph::knowledge
