#include "knowledge/thing/term_chain.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace kilograph::knowledge::thing {
namespace {

using json::Value;

// The terms of one context.
class Terms {
 public:
  explicit Terms(const Value& context) {
    for (const json::Member& member : context.members()) terms_[member.name()].value = member.value();
  }

  // A term with more than the limit below it; none: no value.
  Value too_deep() {
    for (auto& [name, term] : terms_) {
      if (height(name, term, 1) > kMostTermDepth) return term.value;
    }
    return {};
  }

 private:
  struct Term {
    Value value{};
    unsigned height = 0;  // of the longest chain from here, itself counted; 0: not known yet
    bool is_open = false;  // being followed
  };

  unsigned height(std::string_view name, Term& term, unsigned depth) {
    if (term.height != 0 || term.is_open || depth > kMostTermDepth) return term.height == 0 ? 1 : term.height;
    term.is_open = true;
    unsigned below = 0;
    const auto follow = [&](std::string_view text) {
      for (const std::string_view key : {text, text.substr(0, text.find(':'))}) {
        const auto next = terms_.find(key);
        if (next != terms_.end() && &next->second != &term) {
          below = std::max(below, height(next->first, next->second, depth + 1));
        }
      }
    };
    follow(name);
    if (term.value.is_string()) follow(term.value.string());
    if (term.value.is_object()) {
      for (const json::Member& member : term.value.members()) {
        if (member.value().is_string()) follow(member.value().string());
      }
    }
    term.is_open = false;
    term.height = below + 1;
    return term.height;
  }

  std::unordered_map<std::string_view, Term> terms_;
};

Result<void> check_context(const Value& context) {
  if (context.is_array()) {
    for (const Value& entry : context.elements()) KG_CHECK(check_context(entry));
  }
  if (!context.is_object()) return {};
  const Value term = Terms(context).too_deep();
  if (!term) return {};
  return fail(ErrorKind::bad_input, "the terms of a context stand for each other too deep", json::pointer_of(term),
              "at most " + std::to_string(kMostTermDepth) + " after each other", "Let each stand for a whole IRI.");
}

}  // namespace

Result<void> check_term_chains(const Value& root) {
  if (root.is_array()) {
    for (const Value& element : root.elements()) KG_CHECK(check_term_chains(element));
  }
  if (!root.is_object()) return {};
  for (const json::Member& member : root.members()) {
    if (member.name() == "@context") KG_CHECK(check_context(member.value()));
    KG_CHECK(check_term_chains(member.value()));
  }
  return {};
}

}  // namespace kilograph::knowledge::thing
