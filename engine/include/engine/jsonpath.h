/* JSONPath (RFC 9535) over an array of JSON documents. Conventions: status.h. */
#ifndef KILOGRAPH_ENGINE_JSONPATH_H
#define KILOGRAPH_ENGINE_JSONPATH_H

#include "engine/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Documents by key, parsed once. To a query they are one array, `$`, in the order of the keys' bytes.
 * No two functions may be called at once on the same documents. */
typedef struct KgDocuments KgDocuments;

/* Empty; freed by kg_documents_free(). Null when the engine failed. */
KgDocuments* kg_documents_new(void);
void kg_documents_free(KgDocuments* documents /* nullable */);

/* Takes the place of the document of that key. KG_BAD_INPUT: it is no JSON, or nested more than 127 deep. */
KgStatus kg_documents_put(KgDocuments* documents, KgText key, KgText json, KgError** error /* nullable */);
/* A key that is not there is no error. */
void kg_documents_remove(KgDocuments* documents, KgText key);

typedef struct KgPathQuery {
  KgText path;
  uint64_t time_ms;
  uint64_t max_bytes; /* of the answer */
} KgPathQuery;

/* The answer: a JSON array of the nodes found, in RFC 9535's order. The callback is called once, on success.
 *
 * Time is looked at between documents, so a path is taken only if it can be answered document by document
 * ($[*], $[?…] alone, $.*, $..name first; no $ inside) with at most two "..", or has no $ inside and at most one "..";
 * else KG_UNSUPPORTED. KG_BAD_INPUT: no JSONPath, with its column. KG_TOO_LARGE: the path has more than 2,048 bytes, or
 * the answer more than max_bytes. KG_TIMEOUT. */
KgStatus kg_documents_query(KgDocuments* documents, const KgPathQuery* query, int (*answer)(void* user, KgText json),
                            void* user /* nullable */, KgError** error /* nullable */);

#ifdef __cplusplus
}
#endif

#endif
