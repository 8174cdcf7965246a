/* RDF in and SPARQL over it. Conventions: status.h. */
#ifndef KILOGRAPH_ENGINE_RDF_H
#define KILOGRAPH_ENGINE_RDF_H

#include "engine/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum KgTermKind {
  KG_TERM_UNBOUND = 0, /* in rows of an answer only */
  KG_TERM_IRI = 1,
  KG_TERM_BLANK = 2, /* in rows of an answer only: made by the query */
  KG_TERM_LITERAL = 3
} KgTermKind;

typedef struct KgTerm {
  KgTermKind kind;
  KgText value;
  KgText datatype; /* empty for xsd:string and for text with a language */
  KgText language;
} KgTerm;

/* --- Parsing --- */

typedef enum KgSyntax {
  KG_TURTLE = 0,
  KG_NTRIPLES = 1,
  KG_NQUADS = 2,
  KG_TRIG = 3,
  KG_RDFXML = 4,
  KG_JSONLD = 5
} KgSyntax;

typedef struct KgContext {
  KgText url;
  KgText document;
} KgContext;

/* Returns 0 to go on; anything else stops the parse with KG_STOPPED. */
typedef int (*KgUnknownContextCallback)(void* user, KgText url);

typedef struct KgParseOptions {
  KgText base_iri;           /* may be empty: a relative IRI is an error */
  KgText skolem_prefix;      /* may be empty: a blank node is an error */
  const KgContext* contexts; /* (nullable) for JSON-LD; nothing is ever fetched */
  size_t context_count;
  uint64_t max_bytes;
  uint64_t max_depth; /* of { [ ( in JSON-LD and its contexts, Turtle and TriG; of elements in RDF/XML */
  uint64_t max_quads;
  /* (nullable) Given: a context that is not in `contexts` counts as an empty one, and its URL is told here
   * after the last quad, each once, with the user of the quads. Null: such a context is KG_NOT_FOUND. */
  KgUnknownContextCallback unknown_context;
} KgParseOptions;

typedef struct KgQuad {
  KgText subject;   /* an IRI */
  KgText predicate; /* an IRI */
  KgTerm object;    /* an IRI or a literal */
  KgText graph;     /* an IRI; empty for the default graph */
} KgQuad;

/* Returns 0 to go on; anything else stops the parse with KG_STOPPED. */
typedef int (*KgQuadCallback)(void* user, const KgQuad* quad);

/* Quads in the document's order. Blank nodes become skolem_prefix + 1, 2, ... by first appearance. */
KgStatus kg_rdf_parse(KgText document, KgSyntax syntax, const KgParseOptions* options, KgQuadCallback quad,
                      void* user /* nullable */, KgError** error /* nullable */);

/* --- The index --- */

/* Named graphs in memory, and their RDF merge as the default graph. Every function may be called
 * from several threads at once; kg_index_free() only when no other call runs. */
typedef struct KgIndex KgIndex;

typedef struct KgNamedGraph {
  KgText iri;
  KgText ntriples; /* without blank nodes */
} KgNamedGraph;

typedef struct KgIndexCounts {
  uint64_t live_quads;
  uint64_t triples;
  uint64_t dead_quads;
  uint64_t graphs;
  uint64_t rebuilds;
} KgIndexCounts;

/* Empty; freed by kg_index_free(). Null when the engine failed. */
KgIndex* kg_index_new(void);
void kg_index_free(KgIndex* index /* nullable */);

/* Each is whole or not at all. */
KgStatus kg_index_replace(KgIndex* index, const KgNamedGraph* graphs /* nullable */, size_t count,
                          KgError** error /* nullable */);
KgStatus kg_index_remove(KgIndex* index, KgText graph_iri, KgError** error /* nullable */);

KgIndexCounts kg_index_counts(const KgIndex* index);

/* --- Queries --- */

typedef enum KgFormat {
  KG_FORMAT_TABLE = 0, /* columns() and row() of the sink are called, body() is not */
  KG_FORMAT_CSV = 1,   /* the other way round from here on */
  KG_FORMAT_TSV = 2,
  KG_FORMAT_JSON = 3,
  KG_FORMAT_XML = 4,
  KG_FORMAT_TURTLE = 5,
  KG_FORMAT_NTRIPLES = 6
} KgFormat;

typedef struct KgPrefix {
  KgText name;
  KgText iri;
} KgPrefix;

typedef struct KgQuery {
  KgText text;
  KgFormat format;
  const KgPrefix* prefixes; /* (nullable) */
  size_t prefix_count;
  uint64_t time_ms;
  uint64_t max_rows;
  uint64_t max_bytes; /* of memory that the query holds while it runs, and of the answer's text */
  /* (nullable) Asked every few milliseconds on the caller's thread: 0 to go on, else KG_STOPPED. */
  int (*called_off)(void* called_off_user);
  void* called_off_user; /* (nullable) */
} KgQuery;

/* Each returns 0 to go on; anything else stops the query with KG_STOPPED. They are called from
 * another thread than the caller's, while kg_index_query() runs. */
typedef struct KgSink {
  void* user; /* (nullable) */
  int (*columns)(void* user, const KgText* names, size_t count);
  int (*row)(void* user, const KgTerm* terms, size_t count);
  int (*body)(void* user, KgText piece);
} KgSink;

typedef enum KgAnswerKind { KG_ANSWER_SELECT = 0, KG_ANSWER_ASK = 1, KG_ANSWER_GRAPH = 2 } KgAnswerKind;

typedef struct KgAnswer {
  KgAnswerKind kind;
  uint8_t yes;       /* of an ASK */
  uint8_t truncated; /* there were more than max_rows */
  uint64_t rows;
} KgAnswer;

KgStatus kg_index_query(const KgIndex* index, const KgQuery* query, const KgSink* sink, KgAnswer* answer,
                        KgError** error /* nullable */);

#ifdef __cplusplus
}
#endif

#endif
