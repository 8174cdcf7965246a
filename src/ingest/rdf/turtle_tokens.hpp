// Words of the Turtle family (Turtle, TriG, N-Triples, N-Quads), as far as telling them apart needs it.
#pragma once

#include <string_view>

namespace kilograph::ingest::rdf {

struct TurtleToken {
  enum class Kind { end, iri, blank, literal, short_name, keyword, directive, graph, punctuation, bad };
  Kind kind = Kind::end;
  char mark = 0;  // of punctuation: . ; , [ ] ( ) { }
  bool relative = false;  // of an IRI: without a scheme
};

// Walks a text once, token by token; comments and white space are skipped. A literal's language tag
// or datatype belongs to its token. After `bad` or `end` it stays there.
class TurtleTokens {
 public:
  explicit TurtleTokens(std::string_view text) : rest_(text) {}
  TurtleToken next();

 private:
  void skip_space();
  TurtleToken bad();
  TurtleToken iri();
  TurtleToken literal();
  bool literal_suffix();
  TurtleToken word();

  std::string_view rest_;
};

}  // namespace kilograph::ingest::rdf
