// The same small document in every syntax, for tests that walk over all of them.
#pragma once

#include <string_view>
#include <vector>

#include "knowledge/rdf/parser.hpp"

namespace kilograph::knowledge::rdf::samples {

struct SyntaxSample {
  const char* name;
  Syntax syntax;
  std::string_view text;
};

// Each says of <http://e/a> a type, a label in English, a number, and a blank node that has a name.
inline const std::vector<SyntaxSample>& all_syntaxes() {
  static const std::vector<SyntaxSample> kSamples{
      {"turtle", Syntax::turtle,
       "@prefix e: <http://e/> .\ne:a a e:T ; e:label \"Ä\"@en ; e:size 12 ; e:part [ e:name \"p\" ] .\n"},
      {"ntriples", Syntax::ntriples,
       "<http://e/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/T> .\n"
       "<http://e/a> <http://e/label> \"\\u00C4\"@en .\n"
       "<http://e/a> <http://e/size> \"12\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
       "<http://e/a> <http://e/part> _:x .\n_:x <http://e/name> \"p\" .\n"},
      {"nquads", Syntax::nquads,
       "<http://e/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e/T> .\n"
       "<http://e/a> <http://e/label> \"\\u00C4\"@en .\n"
       "<http://e/a> <http://e/size> \"12\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
       "<http://e/a> <http://e/part> _:x .\n_:x <http://e/name> \"p\" .\n"},
      {"trig", Syntax::trig,
       "@prefix e: <http://e/> .\n{ e:a a e:T ; e:label \"Ä\"@en ; e:size 12 ; e:part [ e:name \"p\" ] . }\n"},
      {"rdfxml", Syntax::rdfxml,
       "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:e=\"http://e/\">\n"
       "<e:T rdf:about=\"http://e/a\"><e:label xml:lang=\"en\">Ä</e:label>\n"
       "<e:size rdf:datatype=\"http://www.w3.org/2001/XMLSchema#integer\">12</e:size>\n"
       "<e:part><rdf:Description><e:name>p</e:name></rdf:Description></e:part></e:T></rdf:RDF>\n"},
      {"jsonld", Syntax::jsonld,
       "{\"@context\": {\"@vocab\": \"http://e/\"}, \"@id\": \"http://e/a\", \"@type\": \"T\",\n"
       "\"label\": {\"@value\": \"Ä\", \"@language\": \"en\"}, \"size\": 12, \"part\": {\"name\": \"p\"}}\n"},
  };
  return kSamples;
}

inline ParseOptions sample_options() {
  ParseOptions options;
  options.skolem_prefix = "urn:sk:";
  return options;
}

}  // namespace kilograph::knowledge::rdf::samples
